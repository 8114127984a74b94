"""The session at the desk, without its widget: the agenda edited by hand, and the board of the day.

Every action is on disk when the method returns; nothing that is shown names anybody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final

from toolkit.desk.sitting import ListSitting
from toolkit.desk.starting import Clock, now
from toolkit.errors import WrongDecision
from toolkit.language.catalogue import words_of
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.findings import Findings
from toolkit.model.session import RoleVoice, Session, Slot, Topic
from toolkit.model.session_record import Audience, Record
from toolkit.model.vocabulary import Place
from toolkit.pipeline import session_board as board
from toolkit.pipeline.recapping import audience_of, recap_for, recap_order, write_recap
from toolkit.pipeline.session_room import (
    Suggested,
    recap_of,
    record_of,
    session_of,
    suggested_topics,
)
from toolkit.pipeline.shaping import Draft, Who
from toolkit.settings import Settings
from toolkit.workspace import Workspace

CLOCK: Final = "agenda:clock"
HEARD: Final = "agenda:heard"
ELSEWHERE: Final = "elsewhere"
"""All topics that are told before the session, confirmed in a sentence, or parked."""


class SessionState(ListSitting):
    """A person at the agenda before the session, and at the board while it runs."""

    def __init__(
        self,
        found: tuple[Findings, Settings],
        workspace: Workspace,
        *,
        coder: str = "",
        clock: Clock = now,
        language: str = "en",
        review: tuple[Path, Path] | None = None,
    ) -> None:
        """`review` is its folder and the place of its key: files are written from it."""
        super().__init__(workspace, coder=coder, clock=clock, language=language)
        self.findings, self.settings = found
        self.recap_text, self.audience = "", Audience.PARTICIPANTS.value
        self.recap_files: tuple[Path, ...] = ()
        self._review = review
        self._drafted_in = ""
        self.read()

    def __repr__(self) -> str:
        """How many topics; nobody's words."""
        return f"SessionState({len(self.arranged.topics)} topics, at {self.current or 'none'})"

    # What is shown

    @property
    def listed(self) -> Sequence[str]:
        """The ids of all topics in rank order."""
        return [one.item.theme_id for one in self.arranged.topics]

    @property
    def topics(self) -> tuple[Topic, ...]:
        """All topics in rank order, as decided until now."""
        return self.arranged.topics

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The course of the session."""
        return self.arranged.slots

    @property
    def topic(self) -> Topic | None:
        """The topic at hand."""
        return next((one for one in self.topics if one.item.theme_id == self.current), None)

    @property
    def roles(self) -> tuple[RoleVoice, ...]:
        """Roles large enough to be named, with how many of each were heard before the session."""
        return self.base.voice.roles

    def concern(self, topic: Topic) -> str:
        """What of a topic the decision makers are to answer, as the register says it."""
        register = {one.theme_id: one.concern for one in self.base.kit.register}
        return register.get(topic.item.theme_id, topic.item.title)

    def behind(self, key: str) -> tuple[str, ...]:
        """The statements of a topic by its id, of all in the session, or of all "elsewhere"."""
        found = (
            one.statement_ids
            for one in self.topics
            if key in (one.item.theme_id, Place.SESSION if _is_inside(one) else ELSEWHERE)
        )
        return tuple(dict.fromkeys(statement for ids in found for statement in ids))

    def read(self) -> None:
        """Read what everybody decided, and draft what hangs on it in the person's language."""
        decisions = self.workspace.decisions()
        anew = self.language != self._drafted_in
        if anew:
            self._suggested: Suggested = suggested_topics(
                self.findings, self.settings, self.language
            )
            self._drafted_in = self.language
        self.base: Session = session_of(self.findings, self.settings, decisions, self.language)
        self._take(decisions)
        if anew and self.recap_text:
            self.tell_recap(self.audience)

    def concerns(self, row: Decision) -> bool:
        """What was decided on the session, and on the people who may sit in it."""
        return _is_of_session(row) or row.subject.startswith("person:")

    def hear(self, rows: Sequence[Decision]) -> None:
        """What was done on the board is taken in quickly; for the rest all is drafted anew."""
        if all(_is_of_session(row) for row in rows):
            self._take(self.workspace.decisions())
        else:
            self.read()

    def follow_language(self) -> None:
        """Draft anew where another language was chosen meanwhile."""
        if self.language != self._drafted_in:
            self.read()

    # The agenda, by hand

    def move(self, by: int) -> None:
        """The topic at hand goes up (-1) or down (1) by so many places."""
        rank = max(1, min(self.listed.index(self._at_hand()) + 1 + by, len(self.listed)))
        self.edit("rank", str(rank))

    def edit(self, field: str, value: str) -> None:
        """Change the order, place, minutes or words of the topic at hand."""
        self._write(board.edit_topic(self._suggested.items, self._at_hand(), field, value))

    def place(self, value: str) -> None:
        """Put the topic at hand into the session, before it, to be confirmed, or parked."""
        if value not in set(Place):
            raise WrongDecision("there is no such place.", what_to_do="Choose one of the list.")
        self.edit("place", value)

    # The board of the day

    def begin(self) -> None:
        """The session begins, with its opening."""
        if self.record.began_at is not None:
            raise WrongDecision("the session has begun.", what_to_do="Go on to the next topic.")
        at = self.clock().isoformat(timespec="seconds")
        self._write(_clock(("began", at), ("topic", "opening")))

    def go_on(self) -> None:
        """On to the next stretch of the session; after the closing it has ended."""
        if self.record.began_at is None:
            return self.begin()
        course = [one.theme_id or one.kind for one in self.slots]
        here = self.record.topic
        place = course.index(here) + 1 if here in course else 0
        if place >= len(course):
            return self.end()
        self._write(_clock(("topic", course[place])))
        if course[place] in self.listed:
            self.current = course[place]
        return None

    def end(self) -> None:
        """The session has ended; the clock stops."""
        if self.record.began_at is None or self.record.ended_at is not None:
            raise WrongDecision("no session is running.", what_to_do="Begin it first.")
        self._write(_clock(("ended", self.clock().isoformat(timespec="seconds"))))

    def add(self, kind: str, fields: Mapping[str, str]) -> None:
        """A note, group, parked matter, answer, agreement or news item, as somebody typed it."""
        self._write(board.new_entry(kind, fields))

    def change(self, key: str, fields: Mapping[str, str]) -> None:
        """Change some fields of an entry."""
        self._write(board.change_entry(key, fields))

    def ungroup(self, key: str) -> None:
        """A note leaves its group. Raises WrongDecision where there is no such note."""
        if key not in {one.note_id for one in self.record.notes}:
            raise WrongDecision("there is no such note.", what_to_do="Choose one of the board.")
        self._write(board.leave_group(key))

    def remove(self, key: str) -> None:
        """Take an entry off the board."""
        self._write(board.remove_entry(key))

    def vote(self, key: str, by: int = 1) -> None:
        """A dot more (or less) for a note, a group or a topic; never under 0."""
        had = {one.note_id: one.votes for one in self.record.notes}
        had |= {one.group_id: one.votes for one in self.record.groups}
        had |= dict(self.record.votes)
        self.change(key, {"votes": str(max(had.get(key, 0) + by, 0))})

    def heard(self, role: str) -> None:
        """Somebody of this role has spoken."""
        if role not in {one.role for one in self.roles}:
            raise WrongDecision("there is no such role.", what_to_do="Choose one of the list.")
        times = str(self.record.heard.get(role, 0) + 1)
        self._write((Draft(subject=HEARD, field=role, value=times),))

    def tell_recap(self, audience: str) -> None:
        """Make the text of the recap for one audience."""
        told = (self.language, self.clock().date())
        reader = audience_of(audience)
        self.audience, self.recap_files = audience, ()
        if reader is Audience.EVERYBODY and self._review:
            out, key = self._review
            self.recap_text = recap_for(out, reader, told, key=key).mail
        else:
            found = recap_of(self.findings, self.settings, self._decisions, reader, told)
            self.recap_text = found.mail

    def write_recap(self) -> None:
        """Write the recap at hand as files to send. Raises KeyMissing without the key."""
        if self._review is None:
            raise WrongDecision("no review is open here.", what_to_do="Open it in the app.")
        out, key = self._review
        order = recap_order(self.audience, tongue=words_of(self.language).tongue)
        self.recap_files = write_recap(out, order, key=key, at=self.clock())

    def undo(self) -> None:
        """Take back one's own last action on the session."""
        own = self.own_standing(self._decisions.history, _is_of_session)
        self.take_back([row for row in reversed(own) if row.at == own[-1].at])
        self._take(self.workspace.decisions())

    # Inside

    def _at_hand(self) -> str:
        if not self.current:
            raise WrongDecision("no topic is chosen.", what_to_do="Choose one from the list.")
        return self.current

    def _write(self, drafts: Sequence[Draft]) -> None:
        at = self.clock()
        board.write_now(self.workspace, drafts, Who(coder=self.coder, at=at))
        self.saved_at = at
        self._take(self.workspace.decisions())

    def _take(self, decisions: Decisions) -> None:
        self._decisions = decisions
        self.arranged = self._suggested.arranged(decisions)
        self.record: Record = record_of(decisions)
        self.stay_or_first()


def _clock(*fields: tuple[str, str]) -> tuple[Draft, ...]:
    return tuple(Draft(subject=CLOCK, field=name, value=value) for name, value in fields)


def _is_inside(topic: Topic) -> bool:
    return topic.item.place is Place.SESSION


def _is_of_session(row: Decision) -> bool:
    return row.subject.startswith("agenda:")


def day_of(text: str) -> str:
    """A day as a date field sends it; empty for none, or for what is no day."""
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        return ""


def seconds(since: datetime | None, until: datetime) -> int | None:
    """Whole seconds between two moments; None where the first is not known."""
    return max(int((until - since).total_seconds()), 0) if since else None
