"""Make toolkit/privacy/data/common_words.txt: the words of our own example texts.

    python benchmarks/make_common_words.py

The redactor takes a word for a misspelt name only if it is no common word. The texts are those
that were written for this project (examples of statements, resolutions, paragraphs, header words)
and benchmarks/more_common_words.txt. Small-letter words are kept as they are; German nouns, known
by the article or adjective before them, with their capital.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOUND = ROOT / "toolkit" / "privacy" / "data" / "common_words.txt"
MORE = Path(__file__).with_name("more_common_words.txt")
_WORD = re.compile(r"[^\W\d_]+")
_NOUN = re.compile(
    r"\b(?:der|die|das|den|dem|des|ein|eine|einen|einem|einer|kein|keine|keinen|mein|meine|unser|"
    r"unsere|im|am|zum|zur|vom|beim|jede|jeder|jedes|diese|dieser|dieses|ohne|für|mit|pro|zwei|drei|"
    r"viele|alle|mehr|[a-zäöüß]+(?:en|es|er|em)) ([A-ZÄÖÜ][a-zäöüß]+)\b"
)
_TEXTS = ("text", "before", "question", "resolution", "points")


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def own_texts() -> Iterator[tuple[str, str]]:
    """Language and text of everything that was written for this project."""
    for path in sorted((ROOT / "toolkit").rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for name in _TEXTS:
                for text in _strings(row.get(name)):
                    yield str(row.get("language", "")), text
    for path in sorted((ROOT / "toolkit" / "language" / "data" / "paragraphs").glob("*.txt")):
        yield path.stem, path.read_text(encoding="utf-8")


def common_words() -> list[str]:
    """All words, sorted; nouns with a capital."""
    small, nouns = set(), set()
    for language, text in own_texts():
        small |= {word for word in _WORD.findall(text) if word.islower() and len(word) > 1}
        if language == "de":
            nouns |= set(_NOUN.findall(text))
    for word in MORE.read_text(encoding="utf-8").split():
        (small if word.islower() else nouns).add(word)
    return sorted(small | nouns)


if __name__ == "__main__":
    words = common_words()
    FOUND.write_text("\n".join(words) + "\n", encoding="utf-8")
    print(f"{len(words)} words, {sum(word[0].isupper() for word in words)} of them German nouns")
