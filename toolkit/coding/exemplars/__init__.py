"""Hand-written statements with kind and cause, of many industries: what the coder learns."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from toolkit.model.vocabulary import Cause, Channel, Kind, Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemplar:
    """One statement as somebody might have put it, coded by its writer."""

    exemplar_id: str
    text: str
    kind: Kind
    cause: Cause | None
    severity: int | None
    language: str
    industry: str
    tool: str
    level: Level | None
    channel: Channel
    question: str
    before: str
    group: str
    """Statements of one pair or topic share it."""


@cache
def read_exemplars() -> tuple[Exemplar, ...]:
    """All exemplars, by file and line."""
    folder = files("toolkit.coding.exemplars")
    names = sorted(one.name for one in folder.iterdir() if one.name.endswith(".jsonl"))
    names.remove(CASES)
    return tuple(
        _exemplar(json.loads(line), name)
        for name in names
        for line in folder.joinpath(name).read_text(encoding="utf-8").splitlines()
        if line.strip()
    )


def _exemplar(row: dict[str, str], file: str) -> Exemplar:
    return Exemplar(
        exemplar_id=row["id"],
        text=row["text"],
        kind=Kind(row["kind"]),
        cause=Cause(row["cause"]) if row["cause"] else None,
        severity=int(row["severity"]) if row["severity"] else None,
        language=row["language"],
        industry=row["industry"],
        tool=row["tool"],
        level=Level(row["role"]) if row["role"] else None,
        channel=Channel(row["channel"]),
        question=row["question"],
        before=row["before"],
        group=f"{file}:{row['group']}",
    )
