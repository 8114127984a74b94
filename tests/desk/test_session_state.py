"""The session at the desk: the agenda by hand, the board of the day, and nothing lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.desk.conftest import AT, stored
from tests.desk.pressing import Browser
from toolkit.desk.opening import Opened
from toolkit.desk.session_screen import SessionScreen, session_screen
from toolkit.desk.session_state import SessionState
from toolkit.errors import WrongDecision
from toolkit.model.vocabulary import Place


class Watch:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.at = AT

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at

    def wait(self, minutes: int) -> None:
        self.at += timedelta(minutes=minutes)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def screen(out: Path, watch: Watch) -> Iterator[SessionScreen]:
    opened = Opened(out, coder="Ann")
    opened.clock = watch
    made = session_screen(opened)
    yield made
    made.state.close()


@pytest.fixture
def state(screen: SessionScreen) -> SessionState:
    return screen.state


def again(out: Path) -> SessionState:
    return session_screen(Opened(out, coder="Ben")).state


def test_a_topic_moved_up_stands_one_place_higher_and_stays_there(
    state: SessionState, out: Path
) -> None:
    second = state.listed[1]
    state.go(second)
    state.move(-1)
    assert state.listed[0] == second
    assert stored(out)[-1] == (f"agenda:{second}", "rank", "1")
    with again(out) as other:
        assert other.listed[0] == second


def test_minutes_by_hand_leave_the_session_as_long_as_it_was(state: SessionState) -> None:
    before = sum(one.minutes for one in state.slots)
    state.edit("minutes", "37")
    assert next(one.minutes for one in state.slots if one.theme_id == state.current) == 37
    assert sum(one.minutes for one in state.slots) == before


def test_a_topic_put_elsewhere_gives_its_seat_to_another(state: SessionState) -> None:
    inside = [one.item.theme_id for one in state.topics if one.item.place is Place.SESSION]
    state.go(inside[0])
    state.place("settle_before")
    assert state.topic is not None
    assert state.topic.item.place is Place.SETTLE_BEFORE
    assert state.topic.item.minutes == 0


def test_words_of_a_person_are_kept_and_undone(state: SessionState) -> None:
    assert state.topic is not None
    suggested = state.topic.item.goal
    state.edit("goal", "No booking is lost any more.")
    assert state.topic.item.goal == "No booking is lost any more."
    state.undo()
    assert state.topic.item.goal == suggested


def test_a_note_keeps_its_type_its_dots_and_its_group(state: SessionState) -> None:
    state.add("note", {"type": "idea", "text": "A copy on the tablet"})
    state.add("group", {"text": "Offline"})
    note, group = state.record.notes[0], state.record.groups[0]
    state.vote(note.note_id)
    state.vote(note.note_id)
    state.change(note.note_id, {"group": group.group_id})
    assert (state.record.notes[0].type.value, state.record.notes[0].votes) == ("idea", 2)
    assert state.record.groups[0].note_ids == (note.note_id,)


def test_one_undo_takes_back_a_whole_note(state: SessionState) -> None:
    state.add("note", {"type": "question", "text": "Who decides?"})
    state.undo()
    assert state.record.notes == ()


def test_what_is_taken_off_comes_back_by_undo(state: SessionState) -> None:
    state.add("parked", {"text": "The canteen", "owner": "Facilities", "return_on": "2026-06-30"})
    state.remove(state.record.parked[0].parked_id)
    assert state.record.parked == ()
    state.undo()
    assert [one.owner for one in state.record.parked] == ["Facilities"]


def test_the_clock_runs_through_the_slots_and_knows_the_minutes_spent(
    state: SessionState, watch: Watch
) -> None:
    state.begin()
    assert state.record.topic == "opening"
    watch.wait(12)
    place = next(n for n, one in enumerate(state.slots) if one.theme_id)
    for _ in range(place):
        state.go_on()
    first = state.slots[place].theme_id
    assert state.record.topic == first == state.current
    watch.wait(25)
    state.go_on()
    assert round(state.record.spent["opening"]) == 12
    assert round(state.record.spent[first]) == 25
    for _ in state.slots[place + 2 :]:
        state.go_on()
    state.go_on()
    assert state.record.ended_at is not None


def test_a_killed_session_goes_on_where_it_was(state: SessionState, out: Path) -> None:
    state.begin()
    state.go_on()
    with again(out) as other:
        assert other.record.topic == state.record.topic
        assert other.record.began_at is not None


def test_a_session_begins_once(state: SessionState) -> None:
    state.begin()
    with pytest.raises(WrongDecision):
        state.begin()


def test_nothing_empty_is_put_on_the_wall(state: SessionState) -> None:
    with pytest.raises(WrongDecision):
        state.add("note", {"type": "idea", "text": "  "})
    with pytest.raises(WrongDecision):
        state.add("note", {"type": "rumour", "text": "x"})


def test_the_recap_follows_the_language_of_the_screen(
    screen: SessionScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Browser(screen, monkeypatch)
    english = browser.press("recap", audience="sponsors")["recap"]
    screen.state.language = "de"
    german = browser.press("look")
    assert german["audience"] == "sponsors"
    assert german["recap"] not in ("", english)


def test_the_recap_holds_what_was_agreed(state: SessionState) -> None:
    state.add("agreed", {"text": "Mend the pier", "type": "action", "owner": "IT"})
    state.tell_recap("participants")
    assert "Mend the pier (IT, date still to be named)" in state.recap_text


def test_what_the_browser_is_sent_is_plain_and_names_nobody(
    screen: SessionScreen, monkeypatch: pytest.MonkeyPatch, out: Path
) -> None:
    browser = Browser(screen, monkeypatch)
    view = browser.press("look")
    assert json.loads(json.dumps(view))["topics"][0]["rank"] == 1
    people = {one.person_id for one in screen.state.findings.intake.people if one.in_org}
    sent = json.dumps(view)
    assert not [one for one in people if f'"{one}"' in sent or f" {one}" in sent]


def test_the_browser_adds_votes_and_parks(
    screen: SessionScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Browser(screen, monkeypatch)
    topic = browser.press("look")["current"]
    browser.press("add", kind="note", type="concern", text="<b>It</b> is gone", topic=topic)
    view = browser.press("vote", key=topic, by=1)
    assert view["record"]["notes"][0]["words"] == "<b>It</b> is gone"
    assert view["topics"][0]["votes"] == 1
    assert browser.press("place", value="the moon")["trouble"]


def test_in_another_language_the_suggestions_are_said_in_it(state: SessionState) -> None:
    english = state.topics[0].card.claim
    state.language = "de"
    state.follow_language()
    assert state.topics[0].card.claim != english
    state.edit("goal", "Keine Buchung geht verloren.")
    assert state.topics[0].stale == ()


def test_a_note_leaves_its_group_and_comes_back_by_undo(state: SessionState, out: Path) -> None:
    state.add("note", {"type": "idea", "text": "A copy on the tablet"})
    state.add("group", {"text": "Offline"})
    note, group = state.record.notes[0].note_id, state.record.groups[0].group_id
    state.change(note, {"group": group})
    state.ungroup(note)
    assert state.record.notes[0].group_id == ""
    assert state.record.groups[0].note_ids == ()
    with again(out) as other:
        assert other.record.groups[0].note_ids == ()
    state.undo()
    assert state.record.groups[0].note_ids == (note,)


def test_what_is_no_note_leaves_no_group(state: SessionState) -> None:
    with pytest.raises(WrongDecision):
        state.ungroup("note-nowhere")


def test_every_topic_counts_either_in_the_session_or_elsewhere(state: SessionState) -> None:
    inside, elsewhere = set(state.behind("session")), set(state.behind("elsewhere"))
    assert inside
    assert inside | elsewhere == {one for topic in state.topics for one in topic.statement_ids}
    assert state.topic is not None
    assert state.behind(state.current) == state.topic.statement_ids


def test_the_number_of_a_topic_leads_to_its_statements_at_the_coding_desk(
    screen: SessionScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Browser(screen, monkeypatch)
    assert browser.press("look")["topic"]["ids"]
    went: list[tuple[str, tuple[str, ...]]] = []
    screen.opens = lambda name, ids: went.append((name, tuple(ids)))
    view = browser.press("behind", key=screen.state.current)
    assert went == [("codes", screen.state.behind(view["current"]))]
    assert view["topic"]["ids"] == []


def test_only_a_file_of_the_recap_is_handed_over(
    screen: SessionScreen, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "share" / "documents"
    folder.mkdir(parents=True)
    for name in ("recap.everybody.en.txt", "other.txt"):
        (folder / name).write_text(name, encoding="utf-8")
    screen.state.recap_files = (folder / "recap.everybody.en.txt",)
    browser = Browser(screen, monkeypatch)
    assert browser.press("download", file="share/documents/other.txt")["trouble"]
    view = browser.press("download", file="share/documents/recap.everybody.en.txt")
    assert not view["trouble"]
    assert browser.files == {"recap.everybody.en.txt": b"recap.everybody.en.txt"}
