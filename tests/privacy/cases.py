"""The hand-made redaction cases, and the marks that they expect."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from toolkit.privacy import Mark
from toolkit.privacy.redaction import SHOWN

FILE = Path(__file__).with_name("redaction_cases.jsonl")
_SHOWN = re.compile("|".join(re.escape(words) for words in SHOWN.values()))
_KIND = {words: kind for kind, words in SHOWN.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One sentence and how it may be shown."""

    id: str
    """Its first letter is the set; b and c were written after the rules had met the one before."""
    roster: str
    language: str
    text: str
    expected: str

    def marks(self) -> list[Mark]:
        """Where the expected text differs, as marks of the original."""
        parts, shown = _SHOWN.split(self.expected), _SHOWN.findall(self.expected)
        pattern = "(.+?)".join(re.escape(part) for part in parts)
        found = re.fullmatch(pattern, self.text, re.DOTALL)
        assert found, self.id
        return [
            Mark(found.start(place), found.end(place), _KIND[words])
            for place, words in enumerate(shown, start=1)
        ]


@cache
def all_cases() -> tuple[Case, ...]:
    """All cases in the file's order."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return tuple(Case(**json.loads(line)) for line in lines)
