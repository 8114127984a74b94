"""What whole records of a file have in common, so that one can be told from a piece of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.intake.headers import (
    looks_like_date,
    looks_like_email,
    looks_like_id,
    looks_like_number,
)

_SURE = 0.95
_SURE_OF_FEW = 0.75
"""In a small file the header and one damaged row weigh more."""
_FEW_EXAMPLES = 40
_MOST_EXAMPLES = 300
_LEAST_EXAMPLES = 5
_PLAIN_COLUMNS = 5
"""With so many columns, a line with the right number of cells is a record without more proof."""


def kind_of_cell(value: str) -> str:
    """One of "empty", "number", "date", "mail", "code", "short" or "long"."""
    text = value.strip()
    if not text:
        return "empty"
    tests = (
        ("number", looks_like_number),
        ("date", looks_like_date),
        ("mail", looks_like_email),
        ("code", looks_like_id),
    )
    for kind, test in tests:
        if test(text):
            return kind
    return "short" if len(text) <= 60 else "long"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """Columns whose cells are nearly all of one kind, and that kind."""

    kinds: dict[int, str]
    columns: int

    @classmethod
    def learn(cls, records: Sequence[Sequence[str]], columns: int) -> Anchors:
        """From records that are whole for certain; no anchors where there are too few of them."""
        step = max(1, len(records) // _MOST_EXAMPLES)
        examples = records[::step]
        kinds: dict[int, str] = {}
        if len(examples) >= _LEAST_EXAMPLES:
            for column in range(columns):
                counts = Counter(kind_of_cell(record[column]) for record in examples)
                kind, times = counts.most_common(1)[0]
                sure = _SURE if len(examples) > _FEW_EXAMPLES else _SURE_OF_FEW
                if times >= sure * len(examples) and kind != "long":
                    kinds[column] = kind
        return cls(kinds=kinds, columns=columns)

    def plausible(self, record: Sequence[str], *, strictly: bool = False) -> bool:
        """Whether a record of the right length has what the others have in the same columns."""
        telling = {column: kind for column, kind in self.kinds.items() if kind != "short"}
        if not telling:
            return strictly or self.columns >= _PLAIN_COLUMNS
        agree = sum(kind_of_cell(record[column]) == kind for column, kind in telling.items())
        return agree >= (len(telling) if strictly else 0.8 * len(telling))
