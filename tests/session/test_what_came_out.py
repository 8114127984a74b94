"""What comes out of the session: record, form, recap and news; nothing is lost, nobody is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests import world
from tests.session.conftest import decided, given_world
from toolkit.model.decisions import Decisions
from toolkit.model.session import Session
from toolkit.model.session_record import Audience, NoteType, Recap, Told
from toolkit.model.vocabulary import SYSTEM_ROUTES, Place
from toolkit.session import (
    RecapInput,
    draft_recap,
    draft_session,
    lines_of,
    news_lines,
    read_form,
    read_record,
)
from toolkit.session.given import Ground
from toolkit.session.kit import note_type

TODAY = date(2026, 5, 22)
SESSION = draft_session(given_world())
DONE = (
    ("agreed-1", "text", "Keep a copy on the tablet"),
    ("agreed-1", "type", "action"),
    ("agreed-1", "owner", "Head of Freight"),
    ("agreed-1", "due", "2026-06-12"),
    ("agreed-2", "text", "The sheet ends on 1 July"),
    ("agreed-2", "type", "decision"),
    ("answer-1", "text", "Is the desk closing?"),
    ("answer-1", "answer", "No."),
    ("answer-1", "by", "Managing Director"),
    ("parked-1", "text", "New uniforms"),
    ("parked-1", "owner", "Office"),
    ("parked-1", "return_on", "2026-07-01"),
)


def sheets_of(session: Session) -> dict[str, list[list[str]]]:
    """The form as it goes out: titles, then what is filled in already."""
    return {
        sheet.key: [[one.title for one in sheet.columns], *map(list, sheet.rows)]
        for sheet in session.kit.form
    }


def day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def taken(sheets: dict[str, list[list[str]]]) -> Decisions:
    reading = read_form(sheets, [f"T0{n}" for n in range(1, 7)], day)
    assert reading.faults == ()
    rows = [(one.subject.removeprefix("agenda:"), one.field, one.value) for one in reading.lines]
    return decided(*rows)


def recap(audience: Audience, *rows: tuple[str, str, str], language: str = "en") -> Recap:
    record = read_record(decided(*(rows or DONE)))
    session = draft_session(given_world(language=language))
    news = news_lines(world.people(), record.told, TODAY, 3)
    given = RecapInput(session=session, record=record, news=news, today=TODAY)
    return draft_recap(given, audience)


def test_a_note_without_words_or_taken_off_is_not_there():
    rows = [("note-1", "text", "a"), ("note-2", "type", "idea"), ("note-3", "text", "b")]
    record = read_record(decided(*rows, ("note-3", "removed", "yes")))
    assert [one.words for one in record.notes] == ["a"]


def test_minutes_spent_are_those_between_moves_of_the_clock():
    rows = [("clock", "topic", "opening"), ("clock", "topic", "T01"), ("clock", "topic", "T02")]
    record = read_record(decided(*rows, minutes=7))
    assert record.spent == {"opening": 7.0, "T01": 7.0}
    assert record.topic == "T02"


def test_empty_fields_are_not_written():
    assert [one.field for one in lines_of("note-1", {"text": " a  b ", "group": ""})] == ["text"]


def test_a_form_that_nobody_filled_in_says_nothing():
    reading = read_form(sheets_of(SESSION), [f"T0{n}" for n in range(1, 7)], day)
    assert (reading.lines, reading.faults, reading.entries) == ((), (), 0)


@pytest.mark.parametrize("language", ["en", "de", "it"])
def test_a_form_comes_back_in_each_language(language):
    session = draft_session(given_world(language=language))
    sheets = sheets_of(session)
    idea = session.kit.form[1].columns[0].choices[0]
    sheets["notes"].append([idea, "A copy on the tablet", "Offline", "T01", "3"])
    sheets["topics"][1][2] = "7"
    sheets["parked"].append(["New uniforms", "Office", "2026-07-01", ""])
    sheets["answers"][1][2:4] = ["Yes, in June", "Board"]
    record = read_record(taken(sheets))
    assert [(one.type, one.votes) for one in record.notes] == [(NoteType.IDEA, 3)]
    assert [one.title for one in record.groups] == ["Offline"]
    assert record.groups[0].note_ids == (record.notes[0].note_id,)
    assert list(record.votes.values()) == [7]
    assert record.parked[0].return_on == date(2026, 7, 1)
    assert [one.answer for one in record.answers] == ["Yes, in June"]


def test_an_answer_from_the_form_stands_beside_its_concern_in_the_register():
    sheets = sheets_of(SESSION)
    sheets["answers"][1][2:4] = ["Yes, in June", "Board"]
    again = draft_session(given_world(decisions=taken(sheets)))
    assert again.kit.register[0].answer == "Yes, in June"
    assert again.topics[0].answers[0].answer == "Yes, in June"


def test_the_same_form_taken_twice_writes_the_same_rows():
    sheets = sheets_of(SESSION)
    sheets["notes"].append(["idea", "A copy", "Offline", "T01", ""])
    first = read_form(sheets, ["T01"], day).lines
    assert first == read_form(sheets, ["T01"], day).lines
    assert len(set(first)) == len(first)


def test_two_notes_with_the_same_words_are_two():
    sheets = sheets_of(SESSION)
    sheets["notes"] += [["idea", "A copy", "", "", ""], ["idea", "A copy", "", "", ""]]
    assert len(read_record(taken(sheets)).notes) == 2


def test_what_is_wrong_in_a_form_is_named_by_sheet_and_row():
    sheets = sheets_of(SESSION)
    sheets["notes"] += [["rumour", "x", "", "T99", "many"], ["idea", "", "", "", "1"]]
    reading = read_form(sheets, ["T01"], day)
    assert reading.lines == ()
    told = " ".join(reading.faults)
    assert "sheet notes, row 2: 'T99' is no topic" in told
    assert "'many' is no number of votes" in told
    assert "'rumour' is no type" in told
    assert "sheet notes, row 3: no text" in told


def test_a_workbook_that_is_no_form_is_refused():
    assert read_form({"Sheet1": [["a"]]}, [], day).faults


def test_a_recap_holds_actions_decisions_answers_and_the_parking_lot():
    mail = recap(Audience.PARTICIPANTS).mail
    assert "- Keep a copy on the tablet (Head of Freight, by 12 June 2026)" in mail
    assert "- The sheet ends on 1 July" in mail
    assert "- Is the desk closing? → No. (Managing Director)" in mail
    assert "- New uniforms (Office, back on 1 July 2026)" in mail


def test_everybody_is_told_no_owners_and_nothing_parked():
    mail = recap(Audience.EVERYBODY).mail
    assert "Head of Freight" not in mail
    assert "Managing Director" not in mail
    assert "New uniforms" not in mail


def test_sponsors_read_first_what_waits_for_them():
    found = recap(Audience.SPONSORS)
    assert found.open_answers
    assert found.mail.index("Waiting for an answer") < found.mail.index("Who does what by when")
    assert all(one.alarm for one in found.news)
    assert found.news


def test_a_recap_of_nothing_says_that_nothing_was_written_down():
    assert "Nothing was written down yet" in recap(Audience.PARTICIPANTS, ("x", "y", "z")).mail


@pytest.mark.parametrize(("language", "word"), [("de", "bis 12. Juni 2026"), ("it", "12 giugno")])
def test_a_recap_is_written_in_the_readers_language(language, word):
    assert word in recap(Audience.PARTICIPANTS, *DONE, language=language).mail


def test_a_group_that_never_heard_anything_is_an_alarm_and_comes_first():
    told = [Told(told_id="n", group="Freight Sales", on=date(2026, 5, 20))]
    lines = news_lines(world.people(), told, TODAY, 3)
    assert [(one.group, one.alarm) for one in lines] == [
        ("Passenger Sales", True),
        ("Customer Desk", True),
        ("Freight Sales", False),
    ]
    assert lines[-1].next_on == date(2026, 6, 3)


def test_news_for_everybody_reaches_each_group_and_grows_old():
    told = [Told(told_id="n", group="everybody", on=date(2026, 4, 20))]
    assert {one.days for one in news_lines(world.people(), told, TODAY, 3)} == {32}
    assert all(one.alarm for one in news_lines(world.people(), told, TODAY, 3))


def test_no_small_group_is_named_in_the_news():
    assert "Board" not in [one.group for one in news_lines(world.people(), [], TODAY, 3)]


def test_post_its_are_somebodys_words_of_the_right_type():
    ground = Ground(given_world())
    said = {one.statement_id: one for one in world.statements()}
    assert SESSION.kit.notes
    for note in SESSION.kit.notes:
        assert note.words == said[note.statement_id].text
        assert note.type is note_type(said[note.statement_id], ground)


def test_the_guide_covers_the_session_minute_by_minute():
    guide = SESSION.kit.guide
    assert sum(one.minutes for one in guide) == SESSION.minutes
    assert [one.start for one in guide] == [one.start for one in SESSION.slots]


def test_the_goal_comes_first_with_what_each_change_is_worth():
    assert SESSION.goal
    assert SESSION.kit.guide[0].say[0].startswith(f"The goal today is {len(SESSION.goal)} changes")
    assert all(one.statement_ids for one in SESSION.goal)


def test_what_is_only_planned_is_no_win():
    assert SESSION.win is None
    assert SESSION.no_win


@pytest.mark.parametrize(
    ("line", "field", "value", "told"),
    [
        ("fix-T01", "state", "done", "Done: Fix the fault"),
        ("explain-T05", "answer", "The desk stays as it is.", "The desk stays as it is."),
    ],
)
def test_a_shared_win_is_done_or_its_true_answer_is_written(line, field, value, told):
    row = replace(
        decided(("x", field, value)).history[0], subject=f"text:{line}", decided=value, field=field
    )
    win = draft_session(given_world(decisions=Decisions([row]))).win
    assert win is not None
    assert win.text.startswith(told)
    assert win.statement_ids


def test_the_goal_names_changes_of_the_system_alone_and_who_names_the_worth():
    routes = {one.action_id: one.route for one in given_world().actions}
    assert {routes[one.action_id] for one in SESSION.goal} <= set(SYSTEM_ROUTES)
    assert all(one.value for one in SESSION.goal)


def test_topics_of_the_parking_lot_are_listed_though_nobody_took_them():
    lot = [one.item for one in SESSION.topics if one.item.place is Place.PARKING_LOT]
    assert lot
    before = recap(Audience.PARTICIPANTS, ("agreed-1", "text", "x"))
    assert {one.theme_id for one in lot} <= {one.theme_id for one in before.parked}
    taken = recap(
        Audience.PARTICIPANTS,
        ("parked-1", "text", lot[0].title),
        ("parked-1", "topic", lot[0].theme_id),
        ("parked-1", "owner", "Office"),
    )
    assert [one.owner for one in taken.parked if one.theme_id == lot[0].theme_id] == ["Office"]
    assert {one.theme_id for one in lot} <= {one.theme_id for one in taken.parked}


def test_people_are_counted_and_not_words():
    voice = SESSION.voice
    assert sum(one.word_share for one in voice.people) == pytest.approx(1, abs=0.01)
    assert voice.speakers == len({*(one.person_id for one in voice.people)}) + 3
    assert [one.role for one in voice.roles] == ["Freight Agent", "Booking Agent", "Desk Clerk"]
