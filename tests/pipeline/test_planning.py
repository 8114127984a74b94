"""The corridor's part of the plan: what is read and redacted for it, and what people decide."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from tests import world
from tests.desk.conftest import save, stored
from tests.relaunch import plan_world
from toolkit.cli import app
from toolkit.errors import WrongDecision, WrongSettings
from toolkit.model.decisions import Decisions
from toolkit.pipeline.inviting import write_invitations
from toolkit.pipeline.planning import (
    choose_option,
    climb,
    plan_of,
    read_mentions,
    read_tickets,
)
from toolkit.pipeline.review import open_review
from toolkit.privacy import Redactor, RosterEntry

SAID = "I keep my own list in Excel."
LONG = f"{SAID} " + "The calendar is fine and the search is quick and finds everybody. " * 3


def said(words: str, *, empty: bool = False):
    first = world.statements()[0]
    return replace(first, text=words, start=0, end=len(words), empty=empty)


def test_a_long_statement_says_what_its_clearest_sentence_says() -> None:
    one = said(LONG)
    (mention,) = read_mentions([one], {one.statement_id: LONG}, None)
    (alone,) = read_mentions([one], {one.statement_id: SAID}, None)
    assert mention.shadow == alone.shadow
    assert "list" in mention.thing


def test_what_is_withheld_or_says_nothing_is_not_read() -> None:
    one = said(SAID)
    assert read_mentions([one], {one.statement_id: ""}, None) == ()
    assert read_mentions([said(SAID, empty=True)], {one.statement_id: SAID}, None) == ()


def test_only_redacted_words_are_read() -> None:
    one = said("I keep Morag's list in Excel.")
    seen: list[str] = []

    def encode(texts: Sequence[str]) -> np.ndarray:
        seen.extend(texts)
        return np.ones((len(texts), 4), dtype=np.float32)

    read_mentions([one], {one.statement_id: "I keep [name]'s list in Excel."}, encode)
    assert not [text for text in seen if "Morag" in text]


def test_tickets_behind_verdicts_are_kept_redacted() -> None:
    review = plan_world.findings()
    table = review.facts.tickets.copy()
    table.loc[table["row"] == 6, "resolution"] = "Told Morag Sillars that the desk stays."
    redactor = Redactor([RosterEntry(pseudonym="P99", name="Morag Sillars")])
    facts = replace(review.facts, tickets=table)
    found = {one.row: one for one in read_tickets(review.verdicts, facts, redactor)}
    assert "desk.csv:6" in found
    assert "Morag" not in found["desk.csv:6"].answered
    assert "the desk stays" in found["desk.csv:6"].answered


def test_a_language_that_we_do_not_have_is_refused() -> None:
    with pytest.raises(WrongSettings):
        plan_of(plan_world.findings(), world.settings(), Decisions(), plan_world.TODAY, "fr")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return save(tmp_path / "out", plan_world.findings())


def test_the_reviews_plan_holds_what_was_decided_since_the_run(out: Path) -> None:
    review = open_review(out)
    review.decide("text:fix-T01", "Harbour IT", "owner_role", coder="ann")
    assert next(o for o in review.plan.changes if o.line_id == "fix-T01").hand.owner == "Harbour IT"
    assert review.plan_in("it").changes[0].title.startswith("Correggere")


def test_a_choice_is_checked_and_kept(out: Path) -> None:
    choose_option(out, "stop_or_replace", coder="ann", memo="Cheaper.")
    assert stored(out) == [("text:relaunch-option", "choice", "stop_or_replace")]
    with pytest.raises(ValueError, match="muddle"):
        choose_option(out, "muddle", coder="ann")


def test_a_rung_is_climbed_only_when_nothing_is_open_below(out: Path) -> None:
    review = open_review(out)
    with pytest.raises(WrongDecision):
        climb(out, review.plan, "incentive", coder="ann")
    for need in review.plan.needs:
        for key in need.line_ids:
            review.decide(f"text:{key}", "done", "state", coder="ann")
    climb(out, review.plan, "incentive", coder="ann")
    assert ("text:relaunch-ladder", "rung", "incentive") in stored(out)


@pytest.mark.parametrize(
    ("field", "value"), [("state", "nearly"), ("before_wave", "soon"), ("due", "Friday")]
)
def test_what_cannot_be_meant_on_a_line_is_refused(out: Path, field: str, value: str) -> None:
    with pytest.raises(WrongDecision):
        open_review(out).decide("text:fix-T01", value, field, coder="ann")


def test_invitations_are_confidential_and_hold_pseudonyms_without_the_key(out: Path) -> None:
    review = open_review(out)
    paths = write_invitations(review, review.plan, now=datetime(2026, 5, 20, tzinfo=UTC))
    assert paths
    assert all(path.is_relative_to(review.places.confidential) for path in paths)
    assert all(path.stat().st_mode & 0o077 == 0 for path in paths)
    text = next(path for path in paths if "attendees" in path.name).read_text("utf-8")
    assert "P08" in text


def test_the_verb_prints_the_plan_as_text_and_as_json(out: Path) -> None:
    run = CliRunner().invoke
    text = run(app, ["plan", str(out)])
    assert text.exit_code == 0
    assert "Three ways on" in text.stdout
    german = run(app, ["plan", str(out), "--language", "de"])
    assert "Drei Wege" in german.stdout
    plain = json.loads(run(app, ["plan", str(out), "--json"]).stdout)
    assert plain["changes"][0]["line_id"] == "fix-T01"


def test_the_verb_chooses(out: Path) -> None:
    command = ["plan", str(out), "--choose", "mend_in_place", "--memo", "Small faults."]
    found = CliRunner().invoke(app, command)
    assert "[chosen: Small faults.]" in found.stdout
