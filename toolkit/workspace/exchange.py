"""Decisions as lines of JSON, and the merging of two coders' workspaces.

A line holds one row of the log; rows are named by their uuid, so that nothing is taken in twice and
nothing is lost whichever way decisions travel. Two workspaces that took in each other's lines agree
on what is in force: the later decision, by the clock of the machine on which it was made.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from toolkit.errors import ToolkitError, WrongDecision
from toolkit.model.decisions import Decision, Decisions
from toolkit.workspace import allowed, log
from toolkit.workspace.archive import Workspace

_TEXTS: Final = ("uuid", "subject", "field", "suggested", "coder", "at", "memo")
_LINKS: Final = ("supersedes", "undoes")
_KEYS: Final = frozenset((*_TEXTS, *_LINKS, "decided", "confidence"))
_SHOWN: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two decisions that stand on one matter, made without knowing of each other."""

    in_force: Decision
    other: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What came of an import: lines in = added + known."""

    added: tuple[Decision, ...]
    known: int
    """Lines whose rows were here already."""
    conflicts: tuple[Conflict, ...]
    """Where the import made different decisions meet; for the coders to talk about."""

    def __len__(self) -> int:
        """How many decisions are new here."""
        return len(self.added)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A row as it travels: what it refers to is named by uuid."""

    row: Decision
    links: tuple[str | None, str | None]
    line: int = 0

    @property
    def content(self) -> dict[str, Any]:
        """What may not differ between copies; own words may have been removed from one of them."""
        return log.stored(replace(self.row, decision_id=0)) | dict(
            zip(_LINKS, self.links, strict=True)
        )


def export_lines(workspace: Workspace) -> Iterator[str]:
    """Every row of the log as one line of JSON (ASCII, no line break), in the order it counts."""
    for entry in _entries(workspace.history()):
        row = entry.row
        line = {name: getattr(row, name) for name in _KEYS} | {"at": log.instant_text(row.at)}
        yield json.dumps(line | dict(zip(_LINKS, entry.links, strict=True)), sort_keys=True)


def import_lines(workspace: Workspace, lines: Iterable[str]) -> Merged:
    """Take in the decisions of another workspace: all lines, or none where one is wrong.

    Rows that are here already are left as they are. Raises WrongDecision naming the bad lines: not
    JSON, keys missing or unknown, a value that may not be decided, a row that refers to one that is
    neither here nor in the lines, or one that is here with other content.
    """
    arriving = _read(lines)
    with workspace.store.write() as connection:
        rows = log.read_all(connection)
        here = {entry.row.uuid: entry for entry in _entries(rows)}
        fresh = _fresh(arriving, here)
        added = log.insert(connection, _linked(fresh, rows))
    conflicts = tuple(_conflicts(Decisions([*rows, *added]), added))
    return Merged(added=tuple(added), known=len(arriving) - len(added), conflicts=conflicts)


def _entries(rows: Iterable[Decision]) -> list[_Entry]:
    rows = list(rows)
    names: dict[int | None, str] = {row.decision_id: row.uuid for row in rows}
    return [
        _Entry(
            row=replace(row, supersedes=None, undoes=None),
            links=(names.get(row.supersedes), names.get(row.undoes)),
        )
        for row in rows
    ]


def _read(lines: Iterable[str]) -> list[_Entry]:
    entries, faults = [], []
    for number, line in enumerate(lines, 1):
        try:
            if line.strip():
                entries.append(_entry(line, number))
        except (ToolkitError, ValueError) as error:
            faults.append((number, str(error)))
    _refuse(faults)
    return entries


def _entry(line: str, number: int) -> _Entry:
    found = json.loads(line)
    if not isinstance(found, dict) or found.keys() != _KEYS:
        raise ValueError("this is no exported decision.")
    _check_types(found)
    row = Decision(
        decision_id=0,
        **{name: found[name] for name in _TEXTS if name != "at"},
        at=allowed.utc(log.instant(found["at"])),
        confidence=found["confidence"],
        decided=found["decided"],
    )
    allowed.check(row)
    if row.decided is None and found["undoes"] is None:
        raise ValueError("nothing was decided and nothing undone.")
    return _Entry(row=log.tidy(row), links=(found["supersedes"], found["undoes"]), line=number)


def _check_types(found: Mapping[str, Any]) -> None:
    texts = all(isinstance(found[name], str) for name in _TEXTS)
    links = all(isinstance(found[name], str | None) for name in (*_LINKS, "decided"))
    number = isinstance(found["confidence"], float | int | None)
    if not (texts and links and number):
        raise ValueError("a value is of the wrong type.")
    uuid = UUID(found["uuid"])
    if str(uuid) != found["uuid"] or uuid.version != 8:
        raise ValueError(f"'{found['uuid']}' names no decision.")


def _fresh(arriving: Sequence[_Entry], here: Mapping[str, _Entry]) -> list[_Entry]:
    """The entries that are not here, each once, in the order in which they count."""
    known, faults, fresh = dict(here), [], []
    for entry in arriving:
        same = known.setdefault(entry.row.uuid, entry)
        if same is entry:
            fresh.append(entry)
        elif same.content != entry.content:
            faults.append((entry.line, f"decision {entry.row.uuid} is known with other content."))
    faults += [
        (entry.line, f"it refers to {link}, which is no earlier decision on the same matter.")
        for entry in fresh
        for link in entry.links
        if link and not _precedes(known.get(link), entry)
    ]
    _refuse(sorted(faults))
    return sorted(fresh, key=lambda entry: entry.row.uuid)


def _precedes(earlier: _Entry | None, entry: _Entry) -> bool:
    if earlier is None or earlier.row.uuid >= entry.row.uuid:
        return False
    return (earlier.row.subject, earlier.row.field) == (entry.row.subject, entry.row.field)


def _linked(fresh: Iterable[_Entry], rows: Iterable[Decision]) -> list[Decision]:
    """The rows to add, with the numbers that what they refer to has, or will have, here."""
    numbers: dict[str | None, int] = {row.uuid: row.decision_id for row in rows}
    last = max(numbers.values(), default=0)
    fresh = list(fresh)
    numbers.update({entry.row.uuid: last + n for n, entry in enumerate(fresh, 1)})
    return [
        replace(
            entry.row, supersedes=numbers.get(entry.links[0]), undoes=numbers.get(entry.links[1])
        )
        for entry in fresh
    ]


def _conflicts(decisions: Decisions, added: Iterable[Decision]) -> Iterator[Conflict]:
    new = {row.decision_id for row in added}
    rows = {row.decision_id: row for row in decisions.history}
    matters = sorted({(rows[number].subject, rows[number].field) for number in new})
    for matter in matters:
        *others, in_force = decisions.standing(*matter) or (None,)
        if in_force is None:
            continue
        seen = _ancestors(in_force, rows)
        for other in others:
            met_now = other.decision_id in new or in_force.decision_id in new
            if met_now and other.decided != in_force.decided and other.decision_id not in seen:
                yield Conflict(in_force=in_force, other=other)


def _ancestors(row: Decision, rows: Mapping[int, Decision]) -> set[int]:
    """What the coder had seen: the decisions that this one supersedes, one after the other."""
    seen: set[int] = set()
    while row.supersedes is not None:
        seen.add(row.supersedes)
        row = rows[row.supersedes]
    return seen


def _refuse(faults: Sequence[tuple[int, str]]) -> None:
    if not faults:
        return
    shown = " ".join(f"Line {line}: {what}" for line, what in faults[:_SHOWN])
    more = f" And {len(faults) - _SHOWN} more." if len(faults) > _SHOWN else ""
    raise WrongDecision(
        f"nothing was taken in. {shown}{more}",
        where="imported decisions",
        what_to_do="Export the decisions again from the workspace that they come from.",
    )
