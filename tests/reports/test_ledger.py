"""What was passed on before protects those whom a later report would single out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests import world
from toolkit.privacy import ReleaseLedger
from toolkit.reports.closed_questions import closed_questions, figures_shown
from toolkit.reports.door import with_release
from toolkit.reports.lens import Lens
from toolkit.reports.summary_types import Edition
from toolkit.reports.theme_pages import contrast


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


def in_department(count: int) -> list[str]:
    """People of the largest department who spoke, as many as are asked for."""
    one = lens()
    heard = {each.source.person_id for each in one.spoke_after()}
    groups = one.groups("department")
    largest = max(groups, key=lambda name: (len(groups[name] & heard), name))
    return sorted(groups[largest] & heard)[:count]


def without(people):
    """The same world before these people had spoken."""
    found = world.findings()
    kept = tuple(one for one in found.statements if one.source.person_id not in people)
    return replace(found, statements=kept)


def told_of(groups) -> dict[str, bool]:
    return {one.group: one.estimate is not None for one in groups if one.dimension == "department"}


def shares(lens: Lens) -> dict[str, bool]:
    theme = lens.findings.themes[0]
    members = [one for one in lens.findings.statements if one.statement_id in theme.statement_ids]
    return told_of(contrast(members, lens))


def passed_on(found) -> ReleaseLedger:
    return with_release(lens(found), date(2026, 5, 1))


def test_a_group_that_one_late_voice_joined_is_not_told_a_second_time():
    (late,) = in_department(1)
    department = lens().people[late].department
    assert shares(lens())[department]
    assert not shares(lens(ledger=passed_on(without({late}))))[department]


def test_two_versions_that_differ_by_few_people_share_no_group_that_changed():
    (late,) = in_department(1)
    before, now = without({late}), world.findings()
    second = lens(now, ledger=passed_on(before))
    changed = {name for name, people in second.groups("department").items() if people & {late}}
    assert changed
    assert not any(shares(second)[name] for name in changed)
    hidden = [name for name, shown in shares(second).items() if not shown]
    assert len(hidden) > len(changed), "one hidden group alone could be had by subtraction"


def test_a_group_told_before_with_the_same_people_is_told_again():
    assert shares(lens(ledger=passed_on(world.findings()))) == shares(lens())


def test_people_who_left_the_organisation_hide_the_use_of_their_group():
    (gone,) = in_department(1)
    found = world.findings()
    staff = tuple(
        replace(one, in_scope=False) if one.person_id == gone else one
        for one in found.intake.people
    )
    later = replace(found, intake=replace(found.intake, people=staff))
    second = lens(later, ledger=passed_on(found))
    department = lens().people[gone].department
    group = frozenset({("department", department)})
    sizes = {frozenset({("department", name)}): 9 for name in second.groups("department")}
    assert group in second.hidden_in_tables(sizes)
    assert "2026-05-01" in second.hidden_in_tables(sizes)[group]
    assert department in second.moved_names
