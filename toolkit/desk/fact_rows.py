"""What stands in the rows that a fact was read from: never whose rows they are, names cleared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import pandas as pd

from toolkit.desk.card import FactRow
from toolkit.model.findings import Findings
from toolkit.model.plan_parts import TicketText
from toolkit.privacy import Redactor

_LONG: Final = 160
"""So many letters of a ticket's text are shown."""
_MEASURES: Final = 4

Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class _Table:
    """A table as lists: hundreds of statements ask for a few cells each, one after the other."""

    places: Mapping[Place, list[int]]
    """(file, row) -> where it stands in the table: a wide file's row stands there several times."""
    columns: Mapping[str, Sequence[Any]]

    def at(self, places: Iterable[Place]) -> list[int]:
        """Where the rows of these places stand."""
        return [at for place in places for at in self.places.get(place, ())]

    def cells(self, column: str, at: Iterable[int]) -> list[Any]:
        """The cells of a column; none where there is no such one."""
        cells = self.columns.get(column)
        return [cells[one] for one in at] if cells is not None else []


class FactRows:
    """Reads the rows behind facts. Without a redactor, texts that were not cleared stay away."""

    def __init__(self, findings: Findings, redactor: Redactor | None) -> None:
        self._findings = findings
        self._redactor = redactor
        self._read: dict[str, FactRow] = {}

    def of(self, keys: Iterable[str], most: int) -> tuple[tuple[FactRow, ...], int]:
        """The first rows by file and number, and how many more there are.

        `keys` are "file:12" or "file:4-9", as signals name them.
        """
        ordered = sorted(set(keys), key=_order)
        return tuple(map(self._known, ordered[:most])), max(len(ordered) - most, 0)

    def _known(self, key: str) -> FactRow:
        if key not in self._read:
            self._read[key] = self._row(key)
        return self._read[key]

    def _row(self, key: str) -> FactRow:
        file, _, place = key.rpartition(":")
        first, last = _ends(place)
        places = [(file, one) for one in range(first, last + 1)]
        for says in (self._tickets, self._training, self._usage):
            if found := says(places):
                return FactRow(file=file, row=place, says=found)
        return FactRow(file=file, row=place)

    def _usage(self, places: Iterable[Place]) -> tuple[str, ...]:
        at = self._used.at(places)
        if not at:
            return ()
        sums: defaultdict[str, float] = defaultdict(float)
        for name, value in zip(
            self._used.cells("measure", at), self._used.cells("value", at), strict=True
        ):
            sums[str(name)] += value if value == value else 0.0
        said = (f"{name}: {sums[name]:g}" for name in sorted(sums)[:_MEASURES])
        return (_days(self._used.cells("week", at)), *said)

    def _training(self, places: Iterable[Place]) -> tuple[str, ...]:
        at = self._taught.at(places)
        if not at:
            return ()
        titles = sorted({self._clear(one) for one in self._taught.cells("title", at)})
        held = sorted({str(one).replace("_", " ") for one in self._taught.cells("status", at)})
        return _kept(_days(self._taught.cells("held_on", at)), *titles, *held)

    def _tickets(self, places: Iterable[Place]) -> tuple[str, ...]:
        at = self._asked.at(places)
        if not at:
            return ()
        one = {name: cells[at[0]] for name, cells in self._asked.columns.items()}
        known = self._cleared.get(f"{one['file']}:{one['row']}")
        texts = (
            (known.title, known.asked, known.answered)
            if known
            else (self._clear(one.get("title")),)
        )
        outcome = str(one.get("outcome") or "").replace("_", " ")
        days = _days(self._asked.cells("opened_on", at))
        return _kept(days, *(_short(text) for text in texts), outcome)

    def _clear(self, text: object) -> str:
        words = _text(text)
        return self._redactor.redact(words).text if self._redactor and words else ""

    @cached_property
    def _cleared(self) -> Mapping[str, TicketText]:
        return {one.row: one for one in self._findings.material.tickets}

    @cached_property
    def _used(self) -> _Table:
        return _listed(self._findings.intake.extracts.usage)

    @cached_property
    def _taught(self) -> _Table:
        return _listed(self._findings.intake.extracts.training)

    @cached_property
    def _asked(self) -> _Table:
        return _listed(self._findings.facts.tickets)


def _listed(table: pd.DataFrame) -> _Table:
    found: dict[Place, list[int]] = {}
    if not len(table) or not {"file", "row"} <= set(table.columns):
        return _Table(found, {})
    rows = pd.to_numeric(table["row"], errors="coerce").fillna(0).astype(int)
    for at, key in enumerate(zip(table["file"].astype(str), rows, strict=True)):
        found.setdefault(key, []).append(at)
    return _Table(found, {str(name): table[name].tolist() for name in table.columns})


def _ends(place: str) -> tuple[int, int]:
    first, _, last = place.partition("-")
    if not first.isdigit():
        return 0, -1
    return int(first), int(last) if last.isdigit() else int(first)


def _order(key: str) -> tuple[str, int, str]:
    file, _, place = key.rpartition(":")
    return file, _ends(place)[0], place


def _days(days: Iterable[Any]) -> str:
    """The day, or the first and last one; empty where none is known."""
    known = sorted({_text(one)[:10] for one in days} - {""})
    return " – ".join(dict.fromkeys((known[0], known[-1]))) if known else ""


def _text(value: Any) -> str:  # noqa: ANN401  # a cell of any kind
    return "" if value is None or value != value else " ".join(str(value).split())


def _short(text: str) -> str:
    return text if len(text) <= _LONG else text[: _LONG - 1].rstrip() + "…"


def _kept(*parts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in parts if part))
