"""What the machine left behind: runs, known statements, suggestions, snapshots and small notes.

All of it can be made again by a run, except which statements were known before. Every function
works inside the caller's transaction.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from toolkit.errors import TableInvalid, UnknownSubject
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.shapes import SPLIT_AT
from toolkit.workspace.log import clean, instant, instant_text
from toolkit.workspace.schema import META, RUNS, SNAPSHOTS, STATEMENTS, SUGGESTIONS

if TYPE_CHECKING:
    from toolkit.model.findings import Statement

_COMPRESSION: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run over a raw folder; `ended_at` is None where it was interrupted or still goes on."""

    run_id: int
    started_at: datetime
    ended_at: datetime | None
    raw_folder: str
    statements: int | None
    """How many statements it found; None where it did not come so far."""


class Suggestion(NamedTuple):
    """The machine's word of the last run on one field of one subject."""

    value: str
    confidence: float | None
    """0-1, or None where the machine gives none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan(Decision):
    """A decision in force on a statement that the last run did not find, with its words."""

    words: str = ""
    """Empty where the statement was never known, or its words were removed."""
    source_id: str = ""
    first_run: int | None = None
    last_run: int | None = None
    """The first and the last run that found the statement."""


def begin_run(connection: Connection, at: datetime, raw_folder: str) -> int:
    """Note that a run starts; its number, from 1."""
    run_id = _last_begun(connection) + 1
    row = {"run_id": run_id, "started_at": instant_text(at), "raw_folder": clean(raw_folder)}
    connection.execute(sa.insert(RUNS), row)
    return run_id


def end_run(connection: Connection, run_id: int, at: datetime) -> None:
    """Note that a run came to its end."""
    _check_run(connection, run_id)
    values = {"ended_at": instant_text(at)}
    connection.execute(sa.update(RUNS).where(RUNS.c.run_id == run_id).values(values))


def runs(connection: Connection) -> tuple[Run, ...]:
    """All runs, oldest first."""
    rows = connection.execute(sa.select(*RUNS.c).order_by(RUNS.c.run_id)).mappings()
    return tuple(Run(**{**row, **_instants(row)}) for row in rows)


def save_statements(
    connection: Connection, statements: Iterable[Statement], run_id: int | None
) -> None:
    """Keep what a run (None: the last begun) found; statements of earlier runs stay known.

    Raises TableInvalid where two statements have one id, and UnknownSubject for a run there is not.
    """
    run_id = _last_begun(connection) if run_id is None else run_id
    _check_run(connection, run_id)
    rows = [_statement_row(statement, run_id) for statement in statements]
    _check_unique(row["statement_id"] for row in rows)
    if rows:
        connection.execute(_UPSERT_STATEMENTS, rows)
    values = {"statements": len(rows)}
    connection.execute(sa.update(RUNS).where(RUNS.c.run_id == run_id).values(values))


def orphans(connection: Connection, decisions: Decisions) -> tuple[Orphan, ...]:
    """The decisions in force on statements that the last run to get so far did not find."""
    finished = sa.select(sa.func.max(RUNS.c.run_id)).where(RUNS.c.statements.is_not(None))
    last = connection.execute(finished).scalar()
    if last is None:
        return ()
    query = sa.select(*STATEMENTS.c)
    known = {row["statement_id"]: row for row in connection.execute(query).mappings()}
    # A statement that was split is gone because it was split.
    rows = (row for row in decisions.in_force("statement") if row.field != SPLIT_AT)
    found = ((row, known.get(_name(row.subject))) for row in rows)
    return tuple(
        _orphan(row, statement)
        for row, statement in found
        if statement is None or statement["last_run"] != last
    )


def save_suggestions(
    connection: Connection, rows: Iterable[tuple[str, str, str, float | None]], run_id: int
) -> None:
    """Put a run's suggestions in the place of all earlier runs'; may be called several times."""
    _check_run(connection, run_id)
    kept = [_suggestion_row(*row, run_id) for row in rows]
    connection.execute(sa.delete(SUGGESTIONS).where(SUGGESTIONS.c.run_id != run_id))
    if kept:
        connection.execute(_UPSERT_SUGGESTIONS, kept)


def suggestion(connection: Connection, subject: str, field: str) -> Suggestion | None:
    """The machine's present word, or None."""
    query = sa.select(SUGGESTIONS.c.value, SUGGESTIONS.c.confidence).where(
        SUGGESTIONS.c.subject == subject, SUGGESTIONS.c.field == field
    )
    row = connection.execute(query).first()
    return Suggestion(*row) if row else None


def meta_get(connection: Connection, name: str) -> str | None:
    """A note, or None."""
    value = connection.execute(sa.select(META.c.value).where(META.c.name == name)).scalar()
    return None if value is None else str(value)


def meta_set(connection: Connection, name: str, value: str) -> None:
    """Write a note over the earlier one."""
    connection.execute(_UPSERT_META, {"name": clean(name), "value": clean(value)})


def save_snapshot(
    connection: Connection, name: str, fingerprints: Mapping[str, str], packed: bytes
) -> None:
    """Keep a value in the place of the earlier one of this name."""
    marks = json.dumps(dict(fingerprints), sort_keys=True)
    row = {"name": name, "fingerprints": marks, "value": packed}
    connection.execute(_UPSERT_SNAPSHOTS, row)


def snapshot_fingerprints(connection: Connection, name: str) -> dict[str, str]:
    """What the snapshot was made from; nothing where there is none."""
    query = sa.select(SNAPSHOTS.c.fingerprints).where(SNAPSHOTS.c.name == name)
    marks = connection.execute(query).scalar()
    return dict(json.loads(marks)) if marks else {}


def load_snapshot(connection: Connection, name: str) -> bytes | None:
    """The packed value, or None."""
    query = sa.select(SNAPSHOTS.c.value).where(SNAPSHOTS.c.name == name)
    packed = connection.execute(query).scalar()
    return None if packed is None else bytes(packed)


def pack(text: str) -> bytes:
    """A snapshot's text as it is stored."""
    return zlib.compress(text.encode("ascii"), _COMPRESSION)


def unpack(packed: bytes) -> str:
    """The text that `pack` took. Raises ValueError where the bytes are damaged."""
    try:
        return zlib.decompress(packed).decode("ascii")
    except zlib.error as error:
        raise ValueError(str(error)) from error


def _upsert(table: sa.TableClause, keys: str, *, keep: str = "") -> sa.TextClause:
    """INSERT, or overwrite all but the keys and `keep`: the same words in SQLite and PostgreSQL."""
    columns = [column.name for column in table.c]
    constant = {*keys.split(), *keep.split()}
    changes = ", ".join(f"{name} = excluded.{name}" for name in columns if name not in constant)
    return sa.text(
        f"INSERT INTO {table.name} ({', '.join(columns)}) "
        f"VALUES ({', '.join(f':{name}' for name in columns)}) "
        f"ON CONFLICT ({', '.join(keys.split())}) DO UPDATE SET {changes}"
    )


_UPSERT_META: Final = _upsert(META, "name")
_UPSERT_SNAPSHOTS: Final = _upsert(SNAPSHOTS, "name")
_UPSERT_STATEMENTS: Final = _upsert(STATEMENTS, "statement_id", keep="first_run")
_UPSERT_SUGGESTIONS: Final = _upsert(SUGGESTIONS, "subject field")


def _last_begun(connection: Connection) -> int:
    return int(connection.execute(sa.select(sa.func.max(RUNS.c.run_id))).scalar() or 0)


def _check_unique(names: Iterable[str]) -> None:
    twice = sorted(name for name, times in Counter(names).items() if times > 1)
    if twice:
        raise TableInvalid(
            f"two statements have one id: {', '.join(twice[:5])}.",
            where="statements",
            what_to_do="This is a fault of the toolkit: please report it.",
        )


def _check_run(connection: Connection, run_id: int) -> None:
    known = sa.select(RUNS.c.run_id).where(RUNS.c.run_id == run_id)
    if connection.execute(known).scalar() is None:
        raise UnknownSubject(f"there is no run {run_id}.", what_to_do="Begin a run first.")


def _instants(row: Mapping[Any, Any]) -> dict[str, datetime | None]:
    names = ("started_at", "ended_at")
    return {name: instant(row[name]) if row[name] else None for name in names}


def _statement_row(statement: Statement, run_id: int) -> dict[str, Any]:
    return {
        "statement_id": statement.statement_id,
        "source_id": statement.source.source_id,
        "person_id": statement.source.person_id,
        "words": clean(statement.text),
        "first_run": run_id,
        "last_run": run_id,
    }


def _suggestion_row(
    subject: str, field: str, value: str, confidence: float | None, run_id: int
) -> dict[str, Any]:
    sure = None if confidence is None or confidence != confidence else float(confidence)
    return {
        "subject": subject,
        "field": field,
        "value": clean(value),
        "confidence": sure,
        "run_id": run_id,
    }


def _name(subject: str) -> str:
    return subject.split(":", 1)[1]


def _orphan(row: Decision, statement: Mapping[Any, Any] | None) -> Orphan:
    values = {field.name: getattr(row, field.name) for field in fields(Decision)}
    if statement is None:
        return Orphan(**values)
    return Orphan(
        **values,
        words=statement["words"],
        source_id=statement["source_id"],
        first_run=statement["first_run"],
        last_run=statement["last_run"],
    )
