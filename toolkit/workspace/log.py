"""The log of decisions: rows are only ever added, and say themselves in which order they count.

Every function works inside the caller's transaction. Row numbers are given under the writers' lock,
one after the other; the uuid is what a decision is called in every copy of the review.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from toolkit.model.decisions import Decision, Decisions
from toolkit.workspace.allowed import is_words
from toolkit.workspace.schema import DECISION_WORDS, DECISIONS

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_NO_CHARACTER: Final = "\N{REPLACEMENT CHARACTER}"


def read_all(connection: Connection) -> list[Decision]:
    """Every row."""
    return _read(connection, sa.true())


def read_subject(connection: Connection, subject: str) -> list[Decision]:
    """The rows on one subject."""
    return _read(connection, DECISIONS.c.subject == subject)


def read_one(connection: Connection, decision_id: int) -> Decision | None:
    """The row with this number."""
    rows = _read(connection, DECISIONS.c.decision_id == decision_id)
    return rows[0] if rows else None


def read_since(connection: Connection, decision_id: int) -> list[Decision]:
    """The rows that were written after the one with this number."""
    return _read(connection, DECISIONS.c.decision_id > decision_id)


def append(connection: Connection, draft: Decision) -> Decision:
    """Add a decision after all others on its subject and field; the row as it was written."""
    rows = read_subject(connection, draft.subject)
    before = Decisions(rows).get(draft.subject, draft.field)
    number = last_number(connection) + 1
    earlier = [row.uuid for row in rows if row.field == draft.field]
    row = replace(
        draft,
        uuid=_new_uuid(draft.at, earlier, number),
        supersedes=before.decision_id if before else None,
    )
    return insert(connection, [row])[0]


def insert(connection: Connection, rows: Iterable[Decision]) -> list[Decision]:
    """Add rows as they are, with the next free numbers in their order."""
    last = last_number(connection)
    numbered = [replace(row, decision_id=last + n) for n, row in enumerate(map(tidy, rows), 1)]
    if numbered:
        connection.execute(sa.insert(DECISIONS), [stored(row) for row in numbered])
    spoken = [words for row in numbered if (words := _words_of(row))]
    if spoken:
        connection.execute(sa.insert(DECISION_WORDS), spoken)
    return numbered


def stored(row: Decision) -> dict[str, Any]:
    """The row without anybody's own words, as the table of decisions keeps it."""
    free = is_words(row.subject, row.field)
    return {
        "decision_id": row.decision_id,
        "uuid": row.uuid,
        "subject": row.subject,
        "field": row.field,
        "suggested": "" if free else row.suggested,
        "confidence": row.confidence,
        "decided": "" if free and row.decided is not None else row.decided,
        "coder": row.coder,
        "at": instant_text(row.at),
        "supersedes": row.supersedes,
        "undoes": row.undoes,
    }


def tidy(row: Decision) -> Decision:
    """The row in plain strings that every database takes: no lone surrogates, no NUL."""
    return replace(
        row,
        suggested=clean(row.suggested),
        decided=None if row.decided is None else clean(row.decided),
        memo=clean(row.memo),
    )


def clean(text: str) -> str:
    """The text with what is no character put as U+FFFD, so that no action fails because of it."""
    whole = str.__str__(text).replace("\0", _NO_CHARACTER)
    # By way of UTF-16, so that two halves of one character find each other.
    return whole.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def instant_text(at: datetime) -> str:
    """An instant as it is stored: UTC, sorting as text."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def instant(text: str) -> datetime:
    """The instant that `instant_text` wrote."""
    return datetime.fromisoformat(text)


def clock_of(uuid: str) -> int:
    """The microseconds since 1970 by which a decision is ordered."""
    high = UUID(uuid).int >> 64
    return high >> 16 << 12 | high & 0xFFF


def last_number(connection: Connection) -> int:
    """The number of the newest row; 0 where there is none."""
    return int(connection.execute(sa.select(sa.func.max(DECISIONS.c.decision_id))).scalar() or 0)


def _new_uuid(at: datetime, earlier: Sequence[str], number: int) -> str:
    """A uuid (RFC 9562, version 8) of 60 bits of time, 30 of the row's number and 32 of chance.

    Where a clock stands still or was put back, the time counts on from the last row on the matter,
    so that what was decided later always counts later.
    """
    after = max((clock_of(uuid) for uuid in earlier), default=-1) + 1
    clock = max((at - _EPOCH) // _MICROSECOND, after)
    high = clock >> 12 << 16 | 8 << 12 | clock & 0xFFF
    low = 0b10 << 62 | number % 2**30 << 32 | secrets.randbits(32)
    return str(UUID(int=high << 64 | low))


def _read(connection: Connection, condition: sa.ColumnElement[bool]) -> list[Decision]:
    words = DECISION_WORDS.c
    query = (
        sa.select(
            *(DECISIONS.c[name] for name in _PLAIN),
            sa.func.coalesce(words.suggested, DECISIONS.c.suggested).label("suggested"),
            sa.func.coalesce(words.decided, DECISIONS.c.decided).label("decided"),
            sa.func.coalesce(words.memo, "").label("memo"),
        )
        .select_from(
            sa.outerjoin(DECISIONS, DECISION_WORDS, DECISIONS.c.decision_id == words.decision_id)
        )
        .where(condition)
        .order_by(DECISIONS.c.decision_id)
    )
    return [
        Decision(**{**row, "at": instant(row["at"])})
        for row in connection.execute(query).mappings()
    ]


_PLAIN: Final = (
    "decision_id",
    "uuid",
    "subject",
    "field",
    "confidence",
    "coder",
    "at",
    "supersedes",
    "undoes",
)


def _words_of(row: Decision) -> dict[str, Any] | None:
    free = is_words(row.subject, row.field)
    suggested = row.suggested or None if free else None
    decided = row.decided if free else None
    if not (row.memo or suggested or decided):
        return None
    return {
        "decision_id": row.decision_id,
        "memo": row.memo,
        "suggested": suggested,
        "decided": decided,
    }
