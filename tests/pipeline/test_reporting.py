"""Documents and the ledger of releases: of whom they told is remembered until a person says no."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from toolkit.cli import app
from toolkit.pipeline import Review, deciding
from toolkit.pipeline.reporting import LEDGER, nothing_left
from toolkit.privacy import ReleaseLedger


def told(review: Review) -> set[tuple[str, str]]:
    with deciding.open_workspace(review.places.out) as workspace:
        ledger = ReleaseLedger.from_json(workspace.meta_get(LEDGER) or "")
    return {one.key for _, one in ledger.released}


def test_documents_are_remembered_with_those_of_whom_they_told(review: Review) -> None:
    nothing_left(review.places.out, coder="ada")
    assert told(review) == set()
    review.report("report", "html", draft=True)
    assert told(review)


def test_what_stays_with_the_reviewer_is_no_release(review: Review) -> None:
    nothing_left(review.places.out, coder="ada")
    review.write_recap("sponsors", "txt")
    assert told(review) == set()


def test_that_nothing_has_left_is_a_persons_decision(review: Review) -> None:
    row = nothing_left(review.places.out, coder="ada")
    assert (row.subject, row.coder) == ("text:releases", "ada")
    assert review.decisions.value("text:releases", "not_passed_on") == row.decided


def test_formats_are_named_by_commas_or_one_by_one(review: Review) -> None:
    out, key = str(review.places.out), str(review.key_place)
    command = ["report", out, "--key", key, "--document", "plan", "--draft"]
    found = CliRunner().invoke(app, [*command, "--format", "csv", "--format", "xlsx,docx"])
    assert found.exit_code == 0, found.exception
    assert {Path(line).suffix for line in found.stdout.splitlines()} == {".csv", ".xlsx", ".docx"}
