"""What a language model said, read strictly: nothing is taken that was not asked for."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from toolkit.model.vocabulary import Cause, Kind

_THINKING: Final = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.S | re.I)
_LONGEST: Final = 200_000
"""Characters; a hostile answer may take long to search."""
_DECODER: Final = json.JSONDecoder()
_WITHOUT_CAUSE: Final = (Kind.PRAISE, Kind.OTHER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A language model's word on one statement."""

    kind: Kind
    cause: Cause | None
    """None for praise and other."""
    confidence: float
    """0-1, as the model states it: what it is worth is measured against persons."""
    second_cause: Cause | None = None
    severity: int | None = None
    """1 to 3, for concerns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Answers by id, and per id that was asked for why it has none."""

    good: Mapping[str, Answer] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)


class _WrongAnswer(Exception):
    """One answer that does not keep to the form; its text says why."""


def check_answers(text: str, wanted: Iterable[str]) -> Checked:
    """Every wanted id with its one answer, or with the reason why it has none.

    Answers to ids that were not asked for are left out. An id that is answered twice has no answer
    unless both say the same.
    """
    good: dict[str, Answer] = {}
    wrong = dict.fromkeys(wanted, "it was left out of the answer")
    for row in read_objects(text, "codings", "id"):
        name = str(row.get("id"))
        if name not in wrong and name not in good:
            continue
        try:
            answer = _answer(row)
            if good.get(name, answer) != answer:
                raise _WrongAnswer("it was answered twice, and differently")
        except _WrongAnswer as error:
            good.pop(name, None)
            wrong[name] = str(error)
        else:
            if wrong.get(name, "").startswith("it was left out"):
                del wrong[name]
                good[name] = answer
    return Checked(good=good, wrong=wrong)


def read_objects(text: str, key: str, must_have: str) -> list[dict[str, Any]]:
    """The objects of `{key: [...]}`, wherever in the text they stand.

    Where the text is no JSON (thoughts, fences, cut off), every whole object that has `must_have`.
    """
    plain = _THINKING.sub("", text[:_LONGEST]).strip()
    whole = _listed(_parsed(plain), key, must_have)
    found = whole if whole is not None else list(_salvaged(plain, must_have))
    return [row for row in found if isinstance(row, dict) and must_have in row]


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _listed(value: object, key: str, must_have: str) -> list[Any] | None:
    if isinstance(value, dict):
        value = value.get(key, [value] if must_have in value else None)
    return value if isinstance(value, list) else None


def _salvaged(text: str, must_have: str) -> Iterator[object]:
    """Whole objects in a text, the outermost that hold no list of others."""
    place = text.find("{")
    while place >= 0:
        try:
            value, end = _DECODER.raw_decode(text, place)
        except (ValueError, RecursionError):
            value, end = None, place + 1
        if isinstance(value, dict) and must_have not in value:
            end = place + 1
        elif value is not None:
            yield value
        place = text.find("{", end)


def _answer(row: Mapping[str, Any]) -> Answer:
    kind = _kind(row.get("kind"))
    if kind in _WITHOUT_CAUSE:
        return Answer(kind=kind, cause=None, confidence=_confidence(row.get("confidence")))
    cause = _cause(row.get("cause")) or Cause.UNCLEAR
    second = _cause(row.get("second_cause"))
    return Answer(
        kind=kind,
        cause=cause,
        confidence=_confidence(row.get("confidence")),
        second_cause=None if second in (cause, Cause.UNCLEAR) else second,
        severity=_severity(row.get("severity")) if kind is Kind.CONCERN else None,
    )


def _kind(value: object) -> Kind:
    try:
        return Kind(str(value).strip().lower())
    except ValueError:
        raise _WrongAnswer(f"{_short(value)} is no kind") from None


def _cause(value: object) -> Cause | None:
    said = str(value).strip().lower() if value is not None else ""
    if said in ("", "none", "null", "n/a"):
        return None
    try:
        return Cause(said.replace(" ", "_"))
    except ValueError:
        raise _WrongAnswer(f"{_short(value)} is no cause") from None


def _confidence(value: object) -> float:
    """A share from 0 to 1; per cent are understood."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise _WrongAnswer(f"{_short(value)} is no confidence")
    share = value / 100 if 1 < value <= 100 else float(value)
    if not 0 <= share <= 1:
        raise _WrongAnswer(f"{_short(value)} is no confidence")
    return share


def _severity(value: object) -> int | None:
    """1 to 3, or None where the model says 0 or nothing."""
    if value is None or value in (0, "0", "none", ""):
        return None
    if isinstance(value, bool) or str(value) not in ("1", "2", "3"):
        raise _WrongAnswer(f"{_short(value)} is no severity")
    return int(str(value))


def _short(value: object) -> str:
    return repr(value)[:40]
