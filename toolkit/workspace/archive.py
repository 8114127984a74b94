"""The archive of a review as one object: what people decided, and what the runs left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from toolkit.model.decisions import Decision, Decisions
from toolkit.workspace import allowed, deciding, forgetting, log, memory, schema, snapshots
from toolkit.workspace.store import Store, open_store

if TYPE_CHECKING:
    from toolkit.model.findings import Statement

T = TypeVar("T")


class Workspace:
    """One review's store: a file `review.sqlite`, or a PostgreSQL database for a team.

    Every method that writes is one transaction, on disk when it returns. Nothing of it lives in
    memory but the numbers of one's own rows: what is read is what the database holds now, whoever
    wrote it. Every method may raise
    WorkspaceBroken (damaged, no access) or WorkspaceBusy (another writer did not finish in time).
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.own: set[int] = set()
        """The numbers of the rows that were written through this object."""

    @classmethod
    def open(cls, path_or_url: Path | str, *, make: bool = True) -> Workspace:
        """The workspace at a path or a postgresql:// URL, brought to our version.

        Where there is none it is made, unless `make` is False. Raises WorkspaceBroken for a file
        that is no workspace, is damaged, or was written by a newer version.
        """
        store = open_store(path_or_url, make=make)
        try:
            schema.migrate(store, make=make)
        except BaseException:
            store.disconnect()
            raise
        return cls(store)

    def disconnect(self) -> None:
        """Let go of the file; the workspace stays as it is."""
        self.store.disconnect()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.disconnect()

    def __repr__(self) -> str:
        """The store's name: what stands in it is confidential."""
        return f"Workspace({self.store.where!r})"

    def decide(
        self,
        subject: str,
        field: str,
        decided: str,
        *,
        coder: str,
        at: datetime,
        memo: str = "",
        suggested: str = "",
        confidence: float | None = None,
    ) -> Decision:
        """Write down what a person decided; it counts at once, over all earlier decisions.

        `suggested` and `confidence` default to what the machine suggests at this moment; they are
        kept beside the decision. `at` needs a zone. Raises WrongDecision naming what is allowed.
        """
        draft = Decision(
            decision_id=0,
            subject=subject,
            field=field,
            suggested=suggested,
            confidence=confidence,
            decided=str(decided),
            coder=coder,
            at=allowed.utc(at),
            memo=memo,
        )
        allowed.check(draft)
        with self.store.write() as connection:
            row = deciding.decide(connection, draft)
        self.own.add(row.decision_id)
        return row

    def undo(self, decision_id: int | None = None, *, coder: str, at: datetime) -> Decision:
        """Take back a decision that is in force; without a number, the coder's last that stands.

        The new row's `decided` is what is in force after it, None where nothing is. Raises
        UnknownSubject for a number there is not, and WrongDecision where the decision is not in
        force (taken back already, or somebody decided after it) or is itself an undo.
        """
        allowed.check_coder(coder)
        with self.store.write() as connection:
            target = (
                deciding.last_by(connection, coder)
                if decision_id is None
                else deciding.numbered(connection, decision_id)
            )
            row = deciding.undo(connection, target, coder, allowed.utc(at))
        self.own.add(row.decision_id)
        return row

    def decisions(self) -> Decisions:
        """A read-only snapshot of all decisions, for the rooms."""
        with self.store.read() as connection:
            return Decisions(log.read_all(connection))

    def history(self, subject: str | None = None) -> tuple[Decision, ...]:
        """Every row ever written, of one subject or of all, in the order in which they count."""
        with self.store.read() as connection:
            rows = log.read_subject(connection, subject) if subject else log.read_all(connection)
        return Decisions(rows).history

    def newest(self) -> int:
        """The number of the newest row; 0 where there is none."""
        with self.store.read() as connection:
            return log.last_number(connection)

    def since(self, decision_id: int) -> tuple[Decision, ...]:
        """The rows written after the one with this number, by anybody, in the order of writing."""
        with self.store.read() as connection:
            return tuple(log.read_since(connection, decision_id))

    def statements_of(self, person_id: str) -> tuple[str, ...]:
        """Ids of all statements that any run ever knew of a person."""
        with self.store.read() as connection:
            return forgetting.statements_of(connection, person_id)

    def forget(self, person_id: str, statement_ids: Sequence[str]) -> int:
        """Take a person's words and judgements out, and every snapshot; how many decisions went.

        What stays are counts: codes without remarks, and the decision that says `forgotten`.
        """
        with self.store.write() as connection:
            also = forgetting.names_of_snapshots(connection)
            gone = forgetting.forget(connection, person_id, statement_ids, also)
        self.store.tidy()
        return gone

    def begin_run(self, at: datetime, raw_folder: Path | str) -> int:
        """Note that a run over a folder starts; its number, from 1."""
        with self.store.write() as connection:
            return memory.begin_run(connection, allowed.utc(at), str(raw_folder))

    def end_run(self, run_id: int, at: datetime) -> None:
        """Note that a run came to its end. Raises UnknownSubject for a run there is not."""
        with self.store.write() as connection:
            memory.end_run(connection, run_id, allowed.utc(at))

    def runs(self) -> tuple[memory.Run, ...]:
        """All runs, oldest first."""
        with self.store.read() as connection:
            return memory.runs(connection)

    def last_raw_folder(self) -> str:
        """The folder of the last run that was begun; empty where there was none."""
        runs = self.runs()
        return runs[-1].raw_folder if runs else ""

    def save_statements(self, statements: Iterable[Statement], run_id: int | None = None) -> None:
        """Keep the statements that a run (default: the last begun) found, beside those known.

        Call it once in a run, with all of them. Raises UnknownSubject where no run was begun.
        """
        with self.store.write() as connection:
            memory.save_statements(connection, statements, run_id)

    def orphans(self) -> tuple[memory.Orphan, ...]:
        """The decisions in force on statements that the last run did not find, oldest first.

        Each carries the words it was about. None before a first run saved its statements.
        """
        with self.store.read() as connection:
            return memory.orphans(connection, Decisions(log.read_all(connection)))

    def save_suggestions(
        self, rows: Iterable[tuple[str, str, str, float | None]], run_id: int
    ) -> None:
        """Keep a run's (subject, field, value, confidence) in place of all earlier runs'.

        May be called several times in a run. No decision is touched.
        """
        with self.store.write() as connection:
            memory.save_suggestions(connection, rows, run_id)

    def suggestion(self, subject: str, field: str) -> memory.Suggestion | None:
        """What the machine suggested in the last run, or None."""
        with self.store.read() as connection:
            return memory.suggestion(connection, subject, field)

    def meta_get(self, name: str) -> str | None:
        """A note of the machine's, or None."""
        with self.store.read() as connection:
            return memory.meta_get(connection, name)

    def meta_set(self, name: str, value: str) -> None:
        """Write a note over the earlier one."""
        with self.store.write() as connection:
            memory.meta_set(connection, name, value)

    def save_snapshot(self, name: str, fingerprints: Mapping[str, str], value: object) -> None:
        """Keep a room's result with the fingerprints of what it was made from.

        Raises TypeError for a value that `snapshots.dump` does not know.
        """
        packed = memory.pack(snapshots.dump(value))
        with self.store.write() as connection:
            memory.save_snapshot(connection, name, fingerprints, packed)

    def snapshot_fingerprints(self, name: str) -> dict[str, str]:
        """What a snapshot was made from; empty where there is none."""
        with self.store.read() as connection:
            return memory.snapshot_fingerprints(connection, name)

    def has_snapshot(self, name: str) -> bool:
        """Whether a result of this name is kept."""
        with self.store.read() as connection:
            return memory.load_snapshot(connection, name) is not None

    def load_snapshot(self, name: str, type_: type[T]) -> T | None:
        """The kept value as `type_`: a dataclass, or tuple[Statement, ...], dict[str, Coding], ...

        None where there is none, where it is damaged, or where it was written for another shape of
        these types (by another version): a snapshot can always be made again.
        """
        with self.store.read() as connection:
            packed = memory.load_snapshot(connection, name)
        if packed is None:
            return None
        try:
            return snapshots.load(type_, memory.unpack(packed))
        except ValueError:
            return None
