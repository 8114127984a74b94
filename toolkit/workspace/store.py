"""The database under a workspace: opening it, one writer at a time, and errors in plain words.

A transaction that has returned is on disk: SQLite with a write-ahead log and synchronous=FULL, or
a PostgreSQL server. Writers wait for one another from the first read of their transaction on, so
none ever works from what another is about to change.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, NoReturn

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from toolkit.errors import ToolkitError, WorkspaceBroken, WorkspaceBusy

PATIENCE_SECONDS: Final = 30.0
"""How long a writer waits for another. One action of a person takes milliseconds."""
_WRITING: Final = "workspace_writing"
_ADVISORY_LOCK: Final = 0x52454C41554E4348
PRAGMAS: Final = (
    "PRAGMA synchronous=FULL",
    # macOS: fsync alone does not reach the platter there.
    "PRAGMA fullfsync=ON",
    "PRAGMA foreign_keys=ON",
    # Without it, INSERT OR REPLACE deletes rows past the triggers.
    "PRAGMA recursive_triggers=ON",
    # What is removed for a person's sake must not linger in free pages.
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
)
MEND: Final = (
    "Put back a copy of the file, or move it away, run again and import the exported decisions."
)
_MAKE: Final = "Run: relaunch run RAW_FOLDER --out OUT"


class Store:
    """One database with its transactions. `where` is its name in errors: no folder, no password."""

    def __init__(self, engine: Engine, where: str) -> None:
        self.where = where
        self._engine = engine

    @property
    def dialect(self) -> str:
        """The SQL dialect: "sqlite" or "postgresql"."""
        return self._engine.dialect.name

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database and changes nothing."""
        with self._plain_errors(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that no other writer interferes with; on disk once it is left."""
        with self._plain_errors(), self._engine.connect() as connection:
            connection = connection.execution_options(**{_WRITING: True})
            with connection.begin():
                if self.dialect == "postgresql":
                    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_ADVISORY_LOCK)))
                yield connection

    def tidy(self) -> None:
        """Write the file anew and empty its log, so that nothing deleted lingers in either."""
        if self.dialect != "sqlite":
            return
        with self._plain_errors(), self._engine.connect() as connection:
            raw = connection.connection.driver_connection
            if raw is not None:
                raw.execute("VACUUM")
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def disconnect(self) -> None:
        """Let go of the file or the server."""
        self._engine.dispose()

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            _explain(error.orig, self.where)
            raise
        except sqlite3.Error as error:
            _explain(error, self.where)
            raise


def open_store(place: Path | str, *, make: bool) -> Store:
    """The database at a path, or at a postgresql:// or sqlite:/// URL.

    A file that is made has mode 0600, and its folder 0700. Raises WorkspaceBroken where there is
    nothing to open or no way to open it.
    """
    path = _path_of(place)
    if path is None:
        return _open_server(str(place))
    _prepare_file(path, make=make)
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path.absolute())),
        connect_args={"timeout": PATIENCE_SECONDS},
    )
    sa.event.listen(engine, "connect", _set_up)
    sa.event.listen(engine, "begin", _begin)
    return Store(engine, path.name)


def _path_of(place: Path | str) -> Path | None:
    if isinstance(place, Path) or "://" not in place:
        return Path(place)
    if place.startswith("sqlite:///"):
        return Path(place.removeprefix("sqlite:///"))
    return None


def _open_server(address: str) -> Store:
    try:
        url = sa.make_url(address)
        if url.get_backend_name() != "postgresql":
            raise NoSuchModuleError(url.get_backend_name())
        engine = sa.create_engine(url.set(drivername="postgresql+psycopg"))
        return Store(engine, f"postgresql://{url.host or 'localhost'}/{url.database or ''}")
    except (ArgumentError, NoSuchModuleError) as error:
        raise WorkspaceBroken(
            "this is no address of a workspace.",
            what_to_do="Give the path of a file, or postgresql://USER@HOST/DATABASE.",
        ) from error
    except ModuleNotFoundError as error:
        raise WorkspaceBroken(
            "the driver for PostgreSQL is not installed.",
            what_to_do='Run: python -m pip install "relaunch[postgres]"',
        ) from error


def _prepare_file(path: Path, *, make: bool) -> None:
    if path.is_dir():
        raise WorkspaceBroken(
            "this is a folder.", where=path.name, what_to_do="Name the file in it."
        )
    try:
        if path.exists():
            _narrow(path)
        elif make:
            _make_file(path)
        else:
            raise WorkspaceBroken("there is no review here.", where=path.name, what_to_do=_MAKE)
    except OSError as error:
        raise WorkspaceBroken(
            f"cannot be made or opened ({error.strerror}).",
            where=path.name,
            what_to_do="Check the folder and your rights in it.",
        ) from error


def _make_file(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Never opened by us once SQLite has it: closing our handle would drop SQLite's locks.
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _narrow(path: Path) -> None:
    """Take others' rights away; SQLite gives its -wal and -shm files the rights of the file."""
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        with suppress(PermissionError):
            path.chmod(mode & 0o700)


def _set_up(connection: sqlite3.Connection, _: object) -> None:
    # Transactions begin where we say, with the lock that we say (see `_begin`).
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(pragma)
    _use_write_ahead_log(connection)


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Switch a new file over; SQLite does not wait here when two programs do it at once."""
    until = time.monotonic() + PATIENCE_SECONDS
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            # Where a network drive knows no such log the answer is another mode, as durable.
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if not _name_of(error).startswith("SQLITE_BUSY") or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(_WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _name_of(error: object) -> str:
    return str(getattr(error, "sqlite_errorname", ""))


def _explain(error: BaseException | None, where: str) -> None:
    """Raise the error of ours that a database error amounts to; return where it is a bug."""
    name = _name_of(error)
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        _fail(error, WorkspaceBroken, "is damaged, or is no workspace.", where, MEND)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        what = "another program is writing to the review; nothing was written."
        _fail(error, WorkspaceBusy, what, where, "Try again, or close the other program.")
    if name.startswith(_NO_ACCESS):
        what = f"cannot be read or written ({error}); nothing was written."
        _fail(
            error, WorkspaceBroken, what, where, "Check free space and your rights to the folder."
        )
    if not name and isinstance(error, _refusals()):
        what = "the database server does not answer, or refuses."
        _fail(error, WorkspaceBroken, what, where, "Check the address, the rights and the server.")


_NO_ACCESS: Final = (
    "SQLITE_CANTOPEN",
    "SQLITE_FULL",
    "SQLITE_IOERR",
    "SQLITE_PERM",
    "SQLITE_READONLY",
)


def _refusals() -> tuple[type[BaseException], ...]:
    try:
        from psycopg.errors import InsufficientPrivilege, OperationalError
    except ImportError:
        return ()
    return (OperationalError, InsufficientPrivilege)


def _fail(
    cause: BaseException | None, kind: type[ToolkitError], what: str, where: str, what_to_do: str
) -> NoReturn:
    raise kind(what, where=where, what_to_do=what_to_do) from cause
