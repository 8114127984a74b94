"""Answers that an export gives as codes ("A4") and whose labels no file of the folder has."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from toolkit.intake.survey_roles import Taken
from toolkit.intake.survey_scales import find_scale

_CODE = re.compile(r"(?P<prefix>[A-Za-z]{1,4})0*(?P<number>\d{1,2})")
_FEWEST = 3
_ANSWERED = frozenset({"open", "choice", "multi", "number"})
_ORDERED = frozenset({"rating", "likert"})
_FROM_ZERO = re.compile(r"\b0\s*[-–]\s*\d")
_SHOWN = 3


def settle_codes(columns: Sequence[Taken], by_hand: Collection[int]) -> list[Taken]:
    """Columns of bare codes as choices; where a person says that they are rated, as numbers.

    Codes are counted up from 1: on a scale that begins with 0, and where a recommendation is
    asked for, the first is 0. `by_hand` are the places of columns that a person settled.
    """
    return [
        (_numbered(one) if one.column.index in by_hand else _chosen(one))
        if are_codes(one.values)
        else one
        for one in columns
    ]


def are_codes(values: Sequence[str]) -> bool:
    """Whether all answers are short codes with one prefix and a number ("A1", "A11")."""
    found = [_CODE.fullmatch(value) for value in values if value]
    told = [one for one in found if one]
    return len(told) == len(found) >= _FEWEST and len({one["prefix"] for one in told}) == 1


def notes_on_codes(columns: Sequence[Taken], by_hand: Collection[int]) -> tuple[str, ...]:
    """What a reader must tell: one sentence for each column of bare codes."""
    return tuple(
        f"'{one.column.name}' holds codes ({_shown(one)}) without their labels: put the "
        "survey's structure into the folder, or write its role into review.toml"
        for one in columns
        if one.role == "choice" and one.column.index not in by_hand and are_codes(one.values)
    )


def _chosen(taken: Taken) -> Taken:
    return replace(taken, role="choice", confidence=0.6) if taken.role in _ANSWERED else taken


def _numbered(taken: Taken) -> Taken:
    if taken.role not in _ORDERED:
        return taken
    first = 1 if taken.recommendation or _FROM_ZERO.search(taken.detail) else 0
    values = tuple(str(_number(value) - first) if value else "" for value in taken.values)
    column = replace(taken.column, values=values)
    scale = find_scale([values], f"{column.question} {taken.detail}", column.value_labels or {})
    return replace(taken, column=column, role="rating", scale=scale)


def _number(code: str) -> int:
    found = _CODE.fullmatch(code)
    return int(found["number"]) if found else 0


def _shown(taken: Taken) -> str:
    codes = sorted({value for value in taken.values if value}, key=lambda one: (_number(one), one))
    return ", ".join([*codes[:_SHOWN], *(["…"] if len(codes) > _SHOWN else [])])
