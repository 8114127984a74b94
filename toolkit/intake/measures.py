"""What a number in a usage file counts, and reading the numbers of a column."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from toolkit.intake.names import fold
from toolkit.intake.phrases import book, says
from toolkit.model.vocabulary import MeasureKind

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_OF_OBJECT = re.compile(r"\w[._:]\w")
"""How systems write what was done with a record."""
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{3})+")
_AMOUNT = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,10})?\s*%?|\d{1,3}(?:[.,'’ ]\d{3})+(?:[.,]\d+)?")
_CLEAR_VOTE = 1000
_NAMED_OTHERWISE = {"records": MeasureKind.CREATED, "spent": MeasureKind.OTHER}


def measure_kind(name: str, *, without: Collection[MeasureKind] = ()) -> MeasureKind:
    """What a measure or event of this name counts, from its words; OTHER where they tell nothing.

    Records named without a verb ("visits") count as created. No kind of `without` is given.
    """
    text = fold(_CAMEL.sub(" ", name))
    for key in book("extracts")["measure_kinds"]:
        if key not in without and says("extracts", "measure_kinds", key, text):
            return _NAMED_OTHERWISE.get(key) or MeasureKind(key)
    return MeasureKind.OTHER


def event_kind(action: str) -> MeasureKind:
    """What an event does, from its name: as `measure_kind`, but it is no stock ("case.open").

    A record named alone ("Call") was created; in "visit.sync" the record's name is not alone.
    """
    kind = measure_kind(action, without=(MeasureKind.BACKLOG,))
    if kind is not MeasureKind.OTHER or _OF_OBJECT.search(action):
        return kind
    return MeasureKind.CREATED if says("extracts", "events", "records", fold(action)) else kind


def is_amount(value: str) -> bool:
    """Whether a cell is a number, with thousands marked or not."""
    return _AMOUNT.fullmatch(value.strip()) is not None


def read_numbers(values: Sequence[str]) -> list[float]:
    """Numbers as exports write them; an empty or unreadable cell is 0.0.

    Whether a comma or a dot parts the decimals is one answer for the column.
    """
    unique = {value: re.sub(r"[\s'’%]", "", value) for value in set(values)}
    decimal = _decimal_sign(unique.values())
    other = "," if decimal == "." else "."
    read = {
        value: _float(text.replace(other, "").replace(decimal, "."))
        for value, text in unique.items()
    }
    return [read[value] for value in values]


def _decimal_sign(texts: Iterable[str]) -> str:
    """The sign before the decimals: a group of three digits is a weak sign of thousands."""
    votes = {".": 0, ",": 0}
    for text in texts:
        place = max(text.rfind("."), text.rfind(","))
        if place < 0:
            continue
        sign = text[place]
        if _THOUSANDS.fullmatch(text) and not ("." in text and "," in text):
            votes["," if sign == "." else "."] += 1
        else:
            votes[sign] += _CLEAR_VOTE
    return "," if votes[","] > votes["."] else "."


def _float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
