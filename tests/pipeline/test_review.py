"""From a raw folder to a review, and what a person does with it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

import toolkit
from tests.pipeline.conftest import SURVEY, review_of, write_raw
from toolkit import frames
from toolkit.errors import ToolkitError, UnknownSubject, WrongDecision
from toolkit.pipeline import Review, open_review
from toolkit.pipeline.checking import check_review
from toolkit.pipeline.deciding import open_workspace

NAMES = ("Thrupp", "Barnaby", "Vandermeulen", "Abbatiello", "Hofstra", "krume.example")
PUBLIC = {
    "actions", "adoption", "agenda", "agree", "answer", "as_json", "coverage", "decide",
    "decisions", "edit_agenda", "findings", "invitations", "key", "key_place", "merge_themes",
    "move_statement", "page_one", "park", "people", "people_plan", "pin_theme", "places", "plan",
    "plan_in", "problems", "recap", "record", "rename_theme", "report", "requests", "rooms_run",
    "run_again", "session", "set_verdict", "split_theme", "statements", "summary", "take_form",
    "themes", "told", "undo", "waves", "where_things_are", "why", "write_recap",
    "write_tables",
}  # fmt: skip


def test_the_public_names_of_the_package_and_of_a_review():
    assert sorted(toolkit.__all__) == ["Review", "ToolkitError", "open", "run"]
    assert {name for name in dir(Review) if not name.startswith("_")} | {
        "findings", "key", "key_place", "places", "rooms_run"
    } == PUBLIC  # fmt: skip


def test_every_table_keeps_the_contract(review):
    for name in ("statements", "themes", "agenda", "actions", "requests", "adoption", "coverage"):
        frames.check(name, getattr(review, name))
    assert len(review.people) == 8


def test_every_row_of_every_file_is_accounted_for(review):
    for file in review.findings.intake.files:
        assert file.rows_in == file.rows_kept + file.rows_set_aside
        assert not file.problem


def test_each_person_is_the_one_who_spoke(review):
    key = review.key
    said = {
        key.real(row.person_id)
        for row in review.statements.itertuples()
        if "copy last week" in row.quote
    }
    assert said == {"15"}


def test_nobody_is_named_in_share(review):
    for path in review.places.share.rglob("*"):
        if path.suffix in {".csv", ".html"}:
            text = path.read_text(encoding="utf-8")
            assert not [name for name in NAMES if name in text], path.name
    assert check_review(review.places.out, review.key.path) == []


def test_confidential_files_are_for_the_owner_alone(review):
    assert stat.S_IMODE(review.places.confidential.stat().st_mode) == 0o700
    for path in review.places.confidential.rglob("*"):
        if path.is_file():
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
    assert stat.S_IMODE(review.key.path.stat().st_mode) == 0o600


def test_page_one_holds_at_most_250_words(review):
    assert 40 < len(review.page_one().split()) <= 250


def test_why_leads_to_the_words_facts_and_decisions(review):
    theme = review.themes.iloc[0]
    found = review.why(theme.theme_id)
    assert theme.evidence in found.claim
    assert len(found.statements) == int(theme.statements)
    assert str(found).startswith(theme.theme_id)


def test_an_unknown_id_says_what_to_do(review):
    with pytest.raises(UnknownSubject, match="Take an id"):
        review.why("T99")
    with pytest.raises(UnknownSubject):
        review.decide("nobody", "defect")


def test_a_value_that_is_no_cause_is_refused(review):
    with pytest.raises(WrongDecision, match="defect"):
        review.decide(review.statements.statement_id.iloc[0], "annoying")


def test_reprs_are_readable_and_hold_no_names(review):
    assert "statements" in repr(review)
    assert not [name for name in NAMES if name in repr(review)]


def test_a_decision_is_kept_and_applied_when_the_review_runs_again(tmp_path):
    raw, out, key = write_raw(tmp_path / "raw"), tmp_path / "out", tmp_path / "key.json"
    first = review_of(raw, out, key)
    row = first.statements[first.statements.quote.str.contains("three were gone")].iloc[0]
    first.decide(row.statement_id, "trust", "cause", coder="ana", memo="she said so")
    again = review_of(raw, out, key)
    now = again.statements.set_index("statement_id").loc[row.statement_id]
    assert (now.cause, now.final_cause, now.status) == ("trust", "trust", "changed")
    assert {room for room, why in again.rooms_run if why.startswith("kept")} == {
        "intake", "statements", "facts", "coding"
    }  # fmt: skip
    assert again.undo(coder="ana").decided is None
    assert (
        review_of(raw, out, key).statements.set_index("statement_id").loc[row.statement_id].status
        == "suggested"
    )


def test_a_decision_whose_words_vanished_is_reported_not_dropped(tmp_path):
    raw, out, key = write_raw(tmp_path / "raw"), tmp_path / "out", tmp_path / "key.json"
    first = review_of(raw, out, key)
    row = first.statements[first.statements.quote.str.contains("Friday, so why")].iloc[0]
    first.decide(row.statement_id, "leadership", "cause", coder="ana")
    write_raw(raw, survey=SURVEY.replace("so why should I enter it twice?", "and that is that."))
    review_of(raw, out, key)
    (problem,) = [one for one in check_review(out, key) if "orphaned" in one]
    assert row.statement_id in problem


def tables(review: Review, folder: Path) -> dict[str, bytes]:
    written = review.write_tables(folder, identified=True)
    return {path.name: path.read_bytes() for path in written}


def test_shuffled_rows_and_another_key_give_the_same_identified_tables(review, folder, tmp_path):
    head, *rows = SURVEY.splitlines(keepends=True)
    raw = write_raw(tmp_path / "raw", survey=head + "".join(reversed(rows)))
    shuffled = review_of(raw, tmp_path / "out", tmp_path / "other-key.json")
    assert tables(shuffled, tmp_path / "a") == tables(review, tmp_path / "b")


def test_an_opened_review_is_the_one_that_was_written(review):
    again = open_review(review.places.out)
    assert again.statements.equals(review.statements)
    assert again.findings.verdicts == review.findings.verdicts


def test_an_empty_folder_is_one_clear_error(tmp_path):
    (tmp_path / "raw").mkdir()
    with pytest.raises(ToolkitError, match="empty"):
        review_of(tmp_path / "raw", tmp_path / "out", tmp_path / "key.json")


def test_a_damaged_file_costs_itself_alone(tmp_path):
    raw = write_raw(tmp_path / "raw")
    (raw / "broken.xlsx").write_bytes(b"PK\x03\x04 this is no workbook")
    found = review_of(raw, tmp_path / "out", tmp_path / "key.json")
    (problem,) = found.problems
    assert "broken.xlsx" in problem
    assert len(found.statements) > 10


def test_what_the_machine_said_stays_beside_what_a_person_decided(tmp_path):
    first = review_of(write_raw(tmp_path / "raw"), tmp_path / "out", tmp_path / "key.json")
    row = next(one for one in first.statements.itertuples() if one.cause == "defect")
    first.decide(row.statement_id, "training", field="cause")
    after = first.run_again()
    assert after.findings.final_causes[row.statement_id].cause == "training"
    with open_workspace(after.places.out) as workspace:
        said = workspace.suggestion(f"statement:{row.statement_id}", "cause")
    assert said is not None
    assert said.value == "defect"
