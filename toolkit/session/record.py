"""What comes out of the session, as rows of decisions and back: nothing said in the room is lost.

Every entry is a subject of its own (`agenda:note-1a2b3c4d5e`), its parts are fields; a topic's dots
stand under the topic (`agenda:T01`). So everything keeps who wrote it, when, and undo.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from toolkit.model.decisions import Decision, Decisions
from toolkit.model.session_record import (
    Agreed,
    Answer,
    BoardGroup,
    BoardNote,
    NoteType,
    Parked,
    Record,
    Told,
)

NOTE, GROUP, PARKED, ANSWER, AGREED, TOLD = "note", "group", "parked", "answer", "agreed", "news"
ENTRIES = (NOTE, GROUP, PARKED, ANSWER, AGREED, TOLD)
CLOCK, HEARD = "agenda:clock", "agenda:heard"
_Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A decision that is to be written: one field of one entry or topic."""

    subject: str
    field: str
    value: str


def entry_id(kind: str, *parts: str) -> str:
    """The id of an entry: from its own words, so that the same form taken twice adds nothing."""
    digest = hashlib.blake2b("\x00".join(parts).encode(), digest_size=5).hexdigest()
    return f"{kind}-{digest}"


def lines_of(key: str, fields: Mapping[str, str]) -> tuple[Line, ...]:
    """The rows that write an entry's (or topic's) fields; empty values say nothing."""
    filled = ((name, " ".join(value.split())) for name, value in fields.items())
    return tuple(
        Line(subject=f"agenda:{key}", field=name, value=value) for name, value in filled if value
    )


def removal_of(key: str) -> tuple[Line, ...]:
    """The row that takes an entry off the board; undo brings it back."""
    return (Line(subject=f"agenda:{key}", field="removed", value="yes"),)


def read_record(decisions: Decisions) -> Record:
    """What stands now. Entries without words, and removed ones, are left out; order of writing."""
    entries, topics = _sorted_out(decisions)
    notes = tuple(
        BoardNote(
            note_id=key,
            type=_type(one.get("type", "")),
            words=one["text"],
            group_id=one.get("group", ""),
            theme_id=one.get("topic", ""),
            votes=_whole(one.get("votes")),
        )
        for key, one in entries[NOTE].items()
    )
    return Record(
        notes=notes,
        groups=_groups(entries[GROUP], notes),
        votes={key: n for key, one in topics.items() if (n := _whole(one.get("votes")))},
        parked=tuple(_parked(key, one) for key, one in entries[PARKED].items()),
        answers=tuple(_answer(key, one) for key, one in entries[ANSWER].items()),
        agreed=tuple(_agreed(key, one) for key, one in entries[AGREED].items()),
        told=_told(entries[TOLD]),
        heard=_heard(decisions),
        **_clock(decisions),  # type: ignore[arg-type]
    )


def _sorted_out(
    decisions: Decisions,
) -> tuple[Mapping[str, dict[str, _Fields]], Mapping[str, _Fields]]:
    """Entries by kind in the order in which they were begun, and what stands under topics."""
    first: dict[str, tuple[str, int]] = {}
    for row in decisions.history:
        if row.subject.startswith("agenda:"):
            first.setdefault(_key(row), (row.uuid, row.decision_id))
    fields: dict[str, dict[str, str]] = defaultdict(dict)
    for row in decisions.in_force("agenda"):
        fields[_key(row)][row.field] = row.decided or ""
    entries: dict[str, dict[str, _Fields]] = {kind: {} for kind in ENTRIES}
    topics: dict[str, _Fields] = {}
    for key in sorted(fields, key=lambda key: first[key]):
        kind = key.partition("-")[0]
        if kind not in ENTRIES:
            topics[key] = fields[key]
        elif fields[key].get("text") and fields[key].get("removed") != "yes":
            entries[kind][key] = fields[key]
    return entries, topics


def _key(row: Decision) -> str:
    return row.subject.split(":", 1)[1]


def _groups(entries: Mapping[str, _Fields], notes: Iterable[BoardNote]) -> tuple[BoardGroup, ...]:
    members: dict[str, list[str]] = defaultdict(list)
    for one in notes:
        members[one.group_id].append(one.note_id)
    return tuple(
        BoardGroup(
            group_id=key,
            title=one["text"],
            votes=_whole(one.get("votes")),
            note_ids=tuple(members[key]),
        )
        for key, one in entries.items()
    )


def _parked(key: str, one: _Fields) -> Parked:
    return Parked(
        parked_id=key,
        text=one["text"],
        owner=one.get("owner", ""),
        return_on=_day(one.get("return_on")),
        theme_id=one.get("topic", ""),
    )


def _answer(key: str, one: _Fields) -> Answer:
    return Answer(
        answer_id=key,
        theme_id=one.get("topic", ""),
        concern=one["text"],
        answer=one.get("answer", ""),
        by=one.get("by", ""),
        on=_day(one.get("answered_on")),
    )


def _agreed(key: str, one: _Fields) -> Agreed:
    return Agreed(
        agreed_id=key,
        text=one["text"],
        is_action=one.get("type", "action") != "decision",
        owner=one.get("owner", ""),
        due=_day(one.get("due")),
        theme_id=one.get("topic", ""),
    )


def _told(entries: Mapping[str, _Fields]) -> tuple[Told, ...]:
    return tuple(
        Told(told_id=key, group=one.get("group", ""), on=on, text=one["text"])
        for key, one in entries.items()
        if (on := _day(one.get("told_on"))) is not None
    )


def _heard(decisions: Decisions) -> Mapping[str, int]:
    rows = [row for row in decisions.in_force("agenda") if row.subject == HEARD]
    return {row.field: _whole(row.decided) for row in sorted(rows, key=lambda row: row.field)}


def _clock(decisions: Decisions) -> Mapping[str, object]:
    """When it began and ended, what is at hand, and the minutes spent on each topic so far."""
    began, ended = (_instant(decisions.value(CLOCK, name)) for name in ("began", "ended"))
    moves = list(decisions.standing(CLOCK, "topic"))
    spent: dict[str, float] = defaultdict(float)
    for place, row in enumerate(moves):
        after = moves[place + 1].at if place + 1 < len(moves) else ended
        if after is not None and row.decided:
            spent[row.decided] += max((after - row.at).total_seconds(), 0) / 60
    running = moves[-1] if moves and ended is None else None
    return {
        "began_at": began,
        "ended_at": ended,
        "topic": (running.decided or "") if running else "",
        "topic_since": running.at if running else None,
        "spent": {key: round(value, 2) for key, value in spent.items()},
    }


def _type(value: str) -> NoteType:
    return NoteType(value) if value in set(NoteType) else NoteType.CONCERN


def _whole(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() else 0


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def _instant(value: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if value else None
    except ValueError:
        return None
