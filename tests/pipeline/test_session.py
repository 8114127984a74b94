"""The session from a review: edits kept, forms taken in through the gate, notes become evidence."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from tests import world
from tests.desk.conftest import save
from tests.session.conftest import decided
from toolkit.cli import app
from toolkit.errors import UnknownSubject, WrongDecision
from toolkit.model.session import Session
from toolkit.pipeline import Review, open_review
from toolkit.pipeline.session_evidence import SESSION_FILE, with_session_notes

RUN = CliRunner()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return save(tmp_path / "out", world.findings())


@pytest.fixture
def review(out: Path) -> Review:
    return open_review(out)


def workbook(session: Session, path: Path) -> openpyxl.Workbook:
    """The form as somebody saves it in a spreadsheet program."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in session.kit.form:
        made = book.create_sheet(sheet.key)
        made.append([one.title for one in sheet.columns])
        for row in sheet.rows:
            made.append(list(row))
    book.save(path)
    return book


def test_an_edit_shows_at_once_and_survives(review: Review, out: Path) -> None:
    review.edit_agenda("T03", "title", "Eleven boxes")
    review.edit_agenda("T03", "rank", "1")
    first = open_review(out).session().topics[0]
    assert (first.item.theme_id, first.item.title) == ("T03", "Eleven boxes")
    assert first.stale == ()


def test_what_is_no_topic_or_no_field_is_refused(review: Review) -> None:
    with pytest.raises(UnknownSubject):
        review.edit_agenda("T99", "rank", "1")
    with pytest.raises(WrongDecision):
        review.edit_agenda("T01", "verdict", "defect")
    with pytest.raises(WrongDecision):
        review.edit_agenda("T01", "minutes", "soon")


def test_a_form_that_came_back_is_taken_in_once(review: Review, tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    book = workbook(review.session("de"), form)
    book["notes"].append(["Idee", "-1+1 ist kein Plan", "Offline", "T01", 4])
    book["parked"].append(["Uniformen", "Büro", date(2026, 7, 1), None])
    book.save(form)
    taken = review.take_form(form, coder="Ann")
    assert (taken.entries, taken.written) == (2, 9)
    record = review.record
    assert record.notes[0].votes == 4
    assert record.parked[0].return_on == date(2026, 7, 1)
    assert review.take_form(form, coder="Ann").written == 0


def test_a_form_with_faults_is_not_taken_at_all(review: Review, tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    book = workbook(review.session(), form)
    book["notes"].append(["idea", "fine", "", "T01", 1])
    book["notes"].append(["idea", "not fine", "", "T77", 1])
    book.save(form)
    with pytest.raises(WrongDecision, match="sheet notes, row 3: 'T77' is no topic"):
        review.take_form(form)
    assert review.record.notes == ()


def test_answers_agreements_and_news_are_kept(review: Review) -> None:
    review.answer("Is the desk closing?", "No.", theme_id="T05", by="Board")
    review.agree("Mend the pier", owner="IT", due=date(2026, 6, 1))
    review.park("Uniforms", owner="Office", return_on=date(2026, 7, 1))
    review.told("What we agreed", on=date(2026, 5, 21))
    mail = review.recap("participants", today=date(2026, 5, 22)).mail
    assert "Is the desk closing? → No. (Board)" in mail
    assert "Mend the pier (IT, by 1 June 2026)" in mail
    assert review.recap("sponsors", today=date(2026, 5, 22)).news == ()
    assert review.recap("sponsors", today=date(2026, 6, 22)).news != ()


def test_there_is_no_other_audience_and_no_other_language(review: Review) -> None:
    with pytest.raises(WrongDecision):
        review.recap("competitors")
    with pytest.raises(Exception, match="klingon"):
        review.session("klingon")


def test_notes_of_the_session_are_evidence_of_one_anonymous_voice() -> None:
    rows = [("note-1", "text", "Nobody tells us."), ("note-2", "text", "Twice typed.")]
    before = world.findings().intake
    after = with_session_notes(before, decided(*rows))
    added = after.sources[len(before.sources) :]
    assert [one.text for one in added] == ["Nobody tells us.", "Twice typed."]
    assert {(one.person_id, one.respondent_id) for one in added} == {("", SESSION_FILE)}
    assert after.files[-1].rows_in == after.files[-1].rows_kept == 2
    assert after.files[-1].anonymous


def test_without_notes_nothing_is_added() -> None:
    before = world.findings().intake
    assert with_session_notes(before, decided(("T01", "rank", "1"))) is before


def test_the_agenda_is_printed_edited_and_given_as_json(out: Path) -> None:
    shown = RUN.invoke(app, ["agenda", str(out), "--edit", "T02", "place", "session"])
    assert shown.exit_code == 0, shown.output
    assert "In the session" in shown.output
    found = json.loads(RUN.invoke(app, ["agenda", str(out), "--language", "it", "--json"]).output)
    assert found["language"] == "it"
    assert [one["item"]["rank"] for one in found["topics"]] == list(range(1, 7))


def test_the_recap_is_printed_as_a_mail(out: Path) -> None:
    shown = RUN.invoke(app, ["recap", str(out), "--audience", "participants", "--language", "de"])
    assert shown.exit_code == 0
    assert shown.output.startswith("Was wir in der Sitzung vereinbart haben")
