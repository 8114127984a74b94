"""Running a room only when something that it depends on has changed, and saying what."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeVar

from toolkit.model.decisions import Decision
from toolkit.workspace import Workspace

Result = TypeVar("Result")


class Progress(Protocol):
    """What shows how far a run is: a bar in a terminal or notebook, or nothing."""

    def room(self, name: str, of: int) -> None:
        """A room is entered; `of` rooms in all."""

    def step(self, text: str, done: int, of: int) -> None:
        """Within a room, `done` of `of` parts are done."""

    def close(self) -> None:
        """Nothing more to show."""


class Silent:
    """Shows nothing."""

    def room(self, name: str, of: int) -> None:
        """Nothing."""

    def step(self, text: str, done: int, of: int) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""


def fingerprint(*parts: object) -> str:
    """A short digest of values whose repr is their content (strings, numbers, pydantic models)."""
    digest = hashlib.blake2b(digest_size=12)
    for part in parts:
        digest.update(part if isinstance(part, bytes) else repr(part).encode())
        digest.update(b"\x00")
    return digest.hexdigest()


def decisions_fingerprint(rows: Iterable[Decision]) -> str:
    """What the decisions in force come to."""
    return fingerprint([(row.subject, row.field, row.decided) for row in rows])


def code_fingerprint(package: str) -> str:
    """The toolkit's own files under a room, its code and its data: a new version runs it again."""
    root = Path(__file__).parent.parent / package
    found = sorted(p for p in root.rglob("*") if p.is_file() and p.suffix != ".pyc")
    digest = fingerprint([(str(path.relative_to(root)), path.stat().st_size) for path in found])
    return fingerprint(digest, *[path.read_bytes() for path in found])


@dataclass(slots=True)
class Corridor:
    """Runs rooms against the workspace's snapshots; `said` tells of each why it ran or not."""

    workspace: Workspace
    progress: Progress
    rooms: int
    said: list[tuple[str, str]] = field(default_factory=list)
    made: dict[str, str] = field(default_factory=dict)
    """Room -> fingerprint of its result."""

    def room(
        self,
        name: str,
        type_: Any,  # noqa: ANN401  (a typing form such as tuple[Statement, ...])
        inputs: Mapping[str, str],
        make: Callable[[], Result],
    ) -> Result:
        """The room's result: kept from the last run where no input changed, else made anew.

        `inputs` names each thing the room depends on with its fingerprint.
        """
        self.progress.room(name, self.rooms)
        before = self.workspace.snapshot_fingerprints(name)
        changed = sorted(key for key in {*inputs, *before} if inputs.get(key) != before.get(key))
        kept: Result | None = None if changed else self.workspace.load_snapshot(name, type_)
        if kept is not None:
            self.said.append((name, "kept: nothing it depends on has changed"))
            self.made[name] = fingerprint(json.dumps(dict(inputs), sort_keys=True))
            return kept
        result = make()
        self.workspace.save_snapshot(name, inputs, result)
        self.said.append((name, _reason(changed, before)))
        self.made[name] = fingerprint(json.dumps(dict(inputs), sort_keys=True))
        return result


def _reason(changed: Sequence[str], before: Mapping[str, str]) -> str:
    if not before:
        return "first run"
    return f"changed: {', '.join(changed)}" if changed else "the kept result could not be read"
