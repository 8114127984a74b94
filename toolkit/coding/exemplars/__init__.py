"""Hand-written statements with kind and cause, of many industries: what the coder learns.

Three sorts of files: single statements (a, b), contrast pairs (i, j: nearly the same words, another
cause) and invented cases (the others), each with its people, its answers of several points, and the
topics that its statements are about. `cases.jsonl` tells what each case is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from toolkit.model.vocabulary import Cause, Channel, Kind, Level

CASES = "cases.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemplar:
    """One statement as somebody might have put it, coded by its writer."""

    exemplar_id: str
    text: str
    kind: Kind
    cause: Cause | None
    """From the words alone."""
    final: Cause | None
    """The true one, as its writer has it; equals `cause` outside the cases."""
    needs_facts: bool
    severity: int | None
    language: str
    industry: str
    """Or the case: what is left out together."""
    level: Level | None
    channel: Channel
    question: str
    before: str
    beside: str
    """What the same person says right before and after in the same answer."""
    speaker: str
    answer: str
    """Statements of one answer share it."""
    topic: str
    """"c1:quotes-vanish"; empty outside the cases and where it is about none."""
    pair: str
    """Both statements of a pair share it; else empty."""


@cache
def read_exemplars() -> tuple[Exemplar, ...]:
    """All exemplars, by file and line."""
    return tuple(one for name in _names() for one in _of_file(name))


def _names() -> list[str]:
    folder = files("toolkit.coding.exemplars")
    found = {one.name for one in folder.iterdir() if one.name.endswith(".jsonl")}
    return sorted(found - {CASES})


def _of_file(name: str) -> list[Exemplar]:
    text = files("toolkit.coding.exemplars").joinpath(name).read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines() if line.strip()]
    return [_exemplar(row, _beside(rows, place)) for place, row in enumerate(rows)]


def _beside(rows: Sequence[Mapping[str, object]], place: int) -> str:
    """The statements of the same answer next to this one; outside the cases there is none."""
    here = _answer(rows[place])
    near = [rows[i] for i in (place - 1, place + 1) if 0 <= i < len(rows)]
    return " ".join(str(row["text"]) for row in near if here and _answer(row) == here)


def _answer(row: Mapping[str, object]) -> tuple[object, object] | None:
    return (row["case"], row["answer"]) if "case" in row else None


def _exemplar(row: Mapping[str, str], beside: str) -> Exemplar:
    case, topic = row.get("case", ""), row.get("topic", "")
    level = row["level"] if "level" in row else row["role"]
    return Exemplar(
        exemplar_id=row["id"],
        text=row["text"],
        kind=Kind(row["kind"]),
        cause=_cause(row["cause"]),
        final=_cause(row.get("final", row["cause"])),
        needs_facts=bool(row.get("needs_facts")),
        severity=int(row["severity"]) if row["severity"] else None,
        language=row["language"],
        industry=case or row["industry"],
        level=Level(level) if level else None,
        channel=Channel(row["channel"]),
        question=row["question"],
        before=row["before"],
        beside=beside,
        speaker=f"{case}:{row['speaker']}" if case else row["id"],
        answer=f"{case}:{row['answer']}" if case else row["id"],
        topic=f"{case}:{topic}" if topic else "",
        pair=row.get("pair", ""),
    )


def _cause(value: str) -> Cause | None:
    return Cause(value) if value else None
