"""Health, union and family matters of one person: such words are not quoted at all.

By patterns, in five languages at once. Each needs a person in it: "my burn-out", "since my wife
left", "I am in the union". What the works council decides, a module for sick leave and figures of
speech are matters of the company. Where in doubt about a person the words are withheld; they still
count towards causes.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from toolkit.privacy.word_lists import read_data

REASONS = {
    "health": "somebody's health",
    "union": "somebody's place in a union or works council",
    "family": "somebody's family",
}
"""Pattern list -> why the words are withheld, as it is printed."""


def is_private_matter(text: str) -> str | None:
    """Why these words are not quoted, in words to print; None if nothing private was found.

    Reads one statement without its surroundings. Misses what needs them ("since then I only work
    mornings") and what the patterns do not know; benchmarks/redaction.py says how often.
    """
    plain = _plain(text)
    rest = _patterns("never").sub(" ", plain)
    for matter, reason in REASONS.items():
        if _patterns(matter).search(rest):
            return reason
    return None


@cache
def _patterns(key: str) -> re.Pattern[str]:
    parts: list[str] = []
    for language in read_data("private_matters.toml").values():
        for pattern in language[key]:
            filled = pattern
            for name, words in language["lists"].items():
                filled = filled.replace(f"{{{name}}}", f"(?:{words})")
            parts.append(f"(?:{filled})")
    return re.compile("|".join(parts))


def _plain(text: str) -> str:
    """Lower case, straight apostrophes, no accents, ß as ss, blanks as one blank."""
    alike = re.sub("[’‘`´\u02bc]", "'", text).casefold()
    split = unicodedata.normalize("NFKD", alike)
    seen = "".join(
        char
        for char in split
        if not unicodedata.combining(char) and unicodedata.category(char) != "Cf"
    )
    return " ".join(seen.split())
