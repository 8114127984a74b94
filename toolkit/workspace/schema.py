"""The tables of a workspace, and the numbered migrations that make them.

A decision's row holds ids and words of the vocabulary alone. What people wrote (memos, titles, the
text of a statement) stands in tables of its own, from which it can be removed for a person's sake
while every decision stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from toolkit.errors import WorkspaceBroken
from toolkit.workspace.store import MEND, Store


def _table(name: str, *columns: str) -> sa.TableClause:
    return sa.table(name, *(sa.column(column) for column in columns))


MIGRATIONS_TABLE: Final = _table("migrations", "number", "name")
META: Final = _table("meta", "name", "value")
RUNS: Final = _table("runs", "run_id", "started_at", "ended_at", "raw_folder", "statements")
STATEMENTS: Final = _table(
    "statements", "statement_id", "source_id", "person_id", "words", "first_run", "last_run"
)
SUGGESTIONS: Final = _table("suggestions", "subject", "field", "value", "confidence", "run_id")
DECISIONS: Final = _table(
    "decisions",
    "decision_id",
    "uuid",
    "subject",
    "field",
    "suggested",
    "confidence",
    "decided",
    "coder",
    "at",
    "supersedes",
    "undoes",
)
DECISION_WORDS: Final = _table("decision_words", "decision_id", "memo", "suggested", "decided")
SNAPSHOTS: Final = _table("snapshots", "name", "fingerprints", "value")
TABLES: Final = (
    MIGRATIONS_TABLE,
    META,
    RUNS,
    STATEMENTS,
    SUGGESTIONS,
    DECISIONS,
    DECISION_WORDS,
    SNAPSHOTS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One step of the schema; it and its record are one transaction."""

    number: int
    name: str
    apply: Callable[[Connection], None]


def migrate(store: Store, *, make: bool) -> None:
    """Bring the database to our version; nothing is written where it is there already.

    Raises WorkspaceBroken where the database is of a newer version, is not a workspace, is empty
    and `make` is False, or where its log of decisions is damaged.
    """
    with store.read() as connection:
        _check_damage(connection, store)
        version = _version(connection, store)
    if version == len(MIGRATIONS):
        return
    if not version and not make:
        raise WorkspaceBroken(
            "holds no review.",
            where=store.where,
            what_to_do="Run: relaunch run RAW_FOLDER --out OUT",
        )
    for migration in MIGRATIONS:
        _apply(migration, store)


def _check_damage(connection: Connection, store: Store) -> None:
    """Look through the log of decisions: the one table that no run can make again."""
    if store.dialect != "sqlite" or not sa.inspect(connection).has_table(DECISIONS.name):
        return
    for table in (DECISIONS, DECISION_WORDS):
        answer = connection.exec_driver_sql(f"PRAGMA quick_check('{table.name}')").scalar()
        if answer != "ok":
            raise WorkspaceBroken("is damaged.", where=store.where, what_to_do=MEND)


def _version(connection: Connection, store: Store) -> int:
    tables = set(sa.inspect(connection).get_table_names())
    if not tables.issuperset({MIGRATIONS_TABLE.name, META.name, DECISIONS.name}):
        if tables and store.dialect == "sqlite":
            raise WorkspaceBroken(
                "is a database, but not a workspace.",
                where=store.where,
                what_to_do="Name another file.",
            )
        return 0
    number = connection.execute(sa.select(sa.func.max(MIGRATIONS_TABLE.c.number))).scalar() or 0
    if number > len(MIGRATIONS):
        raise WorkspaceBroken(
            f"was written by a newer version (schema {number}; this one knows {len(MIGRATIONS)}).",
            where=store.where,
            what_to_do="Update the toolkit and open it again; nothing was changed.",
        )
    return int(number)


def _apply(migration: Migration, store: Store) -> None:
    with store.write() as connection:
        # Another program may have come first while we waited.
        if _version(connection, store) >= migration.number:
            return
        migration.apply(connection)
        record = {"number": migration.number, "name": migration.name}
        connection.execute(sa.insert(MIGRATIONS_TABLE), record)


def _first(connection: Connection) -> None:
    blob = "BLOB" if connection.dialect.name == "sqlite" else "BYTEA"
    for statement in _FIRST:
        connection.exec_driver_sql(statement.format(blob=blob))
    guards = _SQLITE_GUARDS if connection.dialect.name == "sqlite" else _POSTGRES_GUARDS
    for statement in guards:
        connection.exec_driver_sql(statement)


_FIRST: Final = (
    "CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    """CREATE TABLE runs (
        run_id INTEGER PRIMARY KEY, started_at TEXT NOT NULL, ended_at TEXT,
        raw_folder TEXT NOT NULL, statements INTEGER)""",
    """CREATE TABLE statements (
        statement_id TEXT PRIMARY KEY, source_id TEXT NOT NULL, person_id TEXT NOT NULL,
        words TEXT NOT NULL, first_run INTEGER NOT NULL REFERENCES runs (run_id),
        last_run INTEGER NOT NULL REFERENCES runs (run_id))""",
    """CREATE TABLE suggestions (
        subject TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,
        confidence DOUBLE PRECISION, run_id INTEGER NOT NULL REFERENCES runs (run_id),
        PRIMARY KEY (subject, field))""",
    """CREATE TABLE decisions (
        decision_id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
        subject TEXT NOT NULL, field TEXT NOT NULL, suggested TEXT NOT NULL,
        confidence DOUBLE PRECISION, decided TEXT, coder TEXT NOT NULL, at TEXT NOT NULL,
        supersedes INTEGER REFERENCES decisions (decision_id),
        undoes INTEGER REFERENCES decisions (decision_id))""",
    "CREATE INDEX decisions_by_subject ON decisions (subject, field)",
    """CREATE TABLE decision_words (
        decision_id INTEGER PRIMARY KEY REFERENCES decisions (decision_id),
        memo TEXT NOT NULL, suggested TEXT, decided TEXT)""",
    """CREATE TABLE snapshots (
        name TEXT PRIMARY KEY, fingerprints TEXT NOT NULL, value {blob} NOT NULL)""",
)


@contextmanager
def without_guards(connection: Connection) -> Iterator[None]:
    """Within it rows of the log can be deleted; only `forgetting` may do so.

    The guards come back in the same transaction, so no other writer ever works without them.
    """
    sqlite = connection.dialect.name == "sqlite"
    guard = "decisions_delete" if sqlite else "decisions_change"
    connection.exec_driver_sql(
        f"DROP TRIGGER {guard}" if sqlite else f"ALTER TABLE decisions DISABLE TRIGGER {guard}"
    )
    yield
    connection.exec_driver_sql(
        next(one for one in _SQLITE_GUARDS if guard in one)
        if sqlite
        else f"ALTER TABLE decisions ENABLE TRIGGER {guard}"
    )


_REFUSAL: Final = "a decision is never changed or deleted; undo is a new row"
# INSERT OR REPLACE would delete without asking the DELETE trigger, hence the first guard.
_SQLITE_GUARDS: Final = (
    f"""CREATE TRIGGER decisions_replace BEFORE INSERT ON decisions
        WHEN EXISTS (SELECT 1 FROM decisions
            WHERE decision_id = NEW.decision_id OR uuid = NEW.uuid)
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",
    f"""CREATE TRIGGER decisions_update BEFORE UPDATE ON decisions
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",
    f"""CREATE TRIGGER decisions_delete BEFORE DELETE ON decisions
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",
    f"""CREATE TRIGGER decision_words_update BEFORE UPDATE ON decision_words
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",
    f"""CREATE TRIGGER decision_words_replace BEFORE INSERT ON decision_words
        WHEN EXISTS (SELECT 1 FROM decision_words WHERE decision_id = NEW.decision_id)
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",
)
_POSTGRES_GUARDS: Final = (
    f"""CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$""",
    """CREATE TRIGGER decisions_change BEFORE UPDATE OR DELETE ON decisions
        FOR EACH ROW EXECUTE FUNCTION refuse_change()""",
    """CREATE TRIGGER decisions_empty BEFORE TRUNCATE ON decisions
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()""",
    """CREATE TRIGGER decision_words_change BEFORE UPDATE ON decision_words
        FOR EACH ROW EXECUTE FUNCTION refuse_change()""",
)

MIGRATIONS: Final = (Migration(number=1, name="the first tables", apply=_first),)
