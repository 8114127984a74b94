"""What was passed on before protects those whom a later report would single out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests import world
from toolkit.privacy import ReleaseLedger
from toolkit.reports.closed_questions import closed_questions, figures_shown
from toolkit.reports.lens import Lens
from toolkit.reports.summary_types import Edition


def lens(found=None, ledger=None, edition=Edition.SHARE) -> Lens:
    return Lens.of(found or world.findings(), world.settings(), edition, ledger=ledger)


def released() -> ReleaseLedger:
    return ReleaseLedger().with_release(figures_shown(lens()), date(2026, 5, 1))


def without_one_answer():
    """The same world before one respondent of the later survey had answered."""
    found = world.findings()
    late = next(one for one in found.intake.closed if one.recommendation).respondent_id
    closed = tuple(one for one in found.intake.closed if one.respondent_id != late)
    return replace(found, intake=replace(found.intake, closed=closed))


def told(lens: Lens) -> dict[str, bool]:
    return {f"{one.question} {one.wave}": bool(one.withheld) for one in closed_questions(lens)}


def test_the_same_answers_may_be_told_again():
    assert told(lens(ledger=released())) == told(lens())


def test_a_figure_that_one_late_answer_changed_is_withheld_with_the_day_of_the_earlier_one():
    early = without_one_answer()
    before = ReleaseLedger().with_release(figures_shown(lens(early)), date(2026, 5, 1))
    now = closed_questions(lens(ledger=before))
    withheld = [one.withheld for one in now if one.withheld and "2026-05-01" in one.withheld]
    assert withheld
    assert all(not one.by_group and one.n == 0 for one in now if "2026-05-01" in one.withheld)


def test_the_reviewers_own_edition_shows_all():
    early = without_one_answer()
    before = ReleaseLedger().with_release(figures_shown(lens(early)), date(2026, 5, 1))
    own = lens(ledger=before, edition=Edition.CONFIDENTIAL)
    assert not any("2026-05-01" in one.withheld for one in closed_questions(own))
