"""Answers kept by content: what was asked once, of one model under one set of rules, stays known.

The file holds digests, codes and proposed titles, none of the words asked about. It is disposable:
a damaged one is made anew. What was answered is on disk when `keep` returns, so a killed job goes
on where it stood.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Final, Protocol

FILE: Final = "language_model.sqlite"
_SCHEMA: Final = "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, answer TEXT NOT NULL)"
_AT_ONCE: Final = 500


class Cache(Protocol):
    """Where answers are kept between jobs."""

    def known(self, keys: Iterable[str]) -> dict[str, str]:
        """Those of the keys that have an answer, with it."""

    def keep(self, answers: Mapping[str, str]) -> None:
        """Keep answers by key, for good when this returns."""


class NoCache:
    """Keeps nothing."""

    def known(self, keys: Iterable[str]) -> dict[str, str]:
        """Nothing is known."""
        return {}

    def keep(self, answers: Mapping[str, str]) -> None:
        """Nothing is kept."""


class FileCache:
    """A SQLite file in the review's private folder, for the owner alone."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def known(self, keys: Iterable[str]) -> dict[str, str]:
        """Those of the keys that have an answer, with it; none where the file is damaged."""
        wanted = sorted(set(keys))
        if not self._path.exists():
            return {}
        try:
            return self._read(wanted)
        except sqlite3.DatabaseError:
            self._remove()
            return {}

    def keep(self, answers: Mapping[str, str]) -> None:
        """Keep answers by key: one transaction, on disk when this returns."""
        try:
            self._write(answers)
        except sqlite3.DatabaseError:
            self._remove()
            self._write(answers)

    def _read(self, wanted: list[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        with closing(sqlite3.connect(self._path)) as database:
            database.execute(_SCHEMA)
            for start in range(0, len(wanted), _AT_ONCE):
                some = wanted[start : start + _AT_ONCE]
                marks = ",".join("?" * len(some))
                rows = database.execute(
                    f"SELECT key, answer FROM answers WHERE key IN ({marks})", some
                )
                found.update(rows.fetchall())
        return found

    def _write(self, answers: Mapping[str, str]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(self._path, os.O_WRONLY | os.O_CREAT, 0o600))
        with closing(sqlite3.connect(self._path)) as database, database:
            database.execute("PRAGMA synchronous=FULL")
            database.execute(_SCHEMA)
            database.executemany(
                "INSERT OR REPLACE INTO answers VALUES (?, ?)", sorted(answers.items())
            )

    def _remove(self) -> None:
        for path in (self._path, self._path.with_name(f"{FILE}-journal")):
            with suppress(OSError):
                path.unlink(missing_ok=True)
