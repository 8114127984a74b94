"""What stands in the rows that a fact was read from: never whose rows they are, names cleared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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


class FactRows:
    """Reads the rows behind facts. Without a redactor, texts that were not cleared stay away."""

    def __init__(self, findings: Findings, redactor: Redactor | None) -> None:
        self._findings = findings
        self._redactor = redactor

    def of(self, keys: Iterable[str], most: int) -> tuple[tuple[FactRow, ...], int]:
        """The first rows by file and number, and how many more there are.

        `keys` are "file:12" or "file:4-9", as signals name them.
        """
        ordered = sorted(set(keys), key=_order)
        return tuple(self._row(one) for one in ordered[:most]), max(len(ordered) - most, 0)

    def _row(self, key: str) -> FactRow:
        file, _, place = key.rpartition(":")
        first, last = _ends(place)
        places = [(file, one) for one in range(first, last + 1)]
        for says in (self._tickets, self._training, self._usage):
            if found := says(places):
                return FactRow(file=file, row=place, says=found)
        return FactRow(file=file, row=place)

    def _usage(self, places: Iterable[Place]) -> tuple[str, ...]:
        rows = _at(places, self._used, self._findings.intake.extracts.usage)
        if rows is None:
            return ()
        sums = rows.groupby("measure", sort=True)["value"].sum()
        said = (f"{name}: {float(value):g}" for name, value in list(sums.items())[:_MEASURES])
        return (_days(rows["week"]), *said)

    def _training(self, places: Iterable[Place]) -> tuple[str, ...]:
        rows = _at(places, self._taught, self._findings.intake.extracts.training)
        if rows is None:
            return ()
        titles = sorted({self._clear(one) for one in rows["title"]})
        held = sorted({str(one).replace("_", " ") for one in rows["status"]})
        return _kept(_days(rows["held_on"]), *titles, *held)

    def _tickets(self, places: Iterable[Place]) -> tuple[str, ...]:
        rows = _at(places, self._asked, self._findings.facts.tickets)
        if rows is None:
            return ()
        one = rows.iloc[0]
        known = self._cleared.get(f"{one['file']}:{one['row']}")
        texts = (
            (known.title, known.asked, known.answered)
            if known
            else (self._clear(one.get("title")),)
        )
        outcome = str(one.get("outcome") or "").replace("_", " ")
        return _kept(_days(rows.get("opened_on", ())), *(_short(text) for text in texts), outcome)

    def _clear(self, text: object) -> str:
        words = _text(text)
        return self._redactor.redact(words).text if self._redactor and words else ""

    @cached_property
    def _cleared(self) -> Mapping[str, TicketText]:
        return {one.row: one for one in self._findings.material.tickets}

    @cached_property
    def _used(self) -> Mapping[Place, list[int]]:
        return _index(self._findings.intake.extracts.usage)

    @cached_property
    def _taught(self) -> Mapping[Place, list[int]]:
        return _index(self._findings.intake.extracts.training)

    @cached_property
    def _asked(self) -> Mapping[Place, list[int]]:
        return _index(self._findings.facts.tickets)


def _index(table: pd.DataFrame) -> Mapping[Place, list[int]]:
    """(file, row) -> where it stands in the table: a wide file's row stands there several times."""
    found: dict[Place, list[int]] = {}
    if not len(table) or not {"file", "row"} <= set(table.columns):
        return found
    rows = pd.to_numeric(table["row"], errors="coerce").fillna(0).astype(int)
    for at, key in enumerate(zip(table["file"].astype(str), rows, strict=True)):
        found.setdefault(key, []).append(at)
    return found


def _at(
    places: Iterable[Place], index: Mapping[Place, list[int]], table: pd.DataFrame
) -> pd.DataFrame | None:
    found = [at for place in places for at in index.get(place, ())]
    return table.iloc[found] if found else None


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
