"""What Punkt learned from our own texts: which words are written how at the start of a sentence.

Punkt: Kiss and Strunk 2006, "Unsupervised Multilingual Sentence Boundary Detection", as NLTK has
it. `python -m toolkit.language.train_punkt` writes the file that is read here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

DATA_FILE: Final = "punkt.tsv"
FLAGS: Final = {
    "initial upper": 2,
    "middle upper": 4,
    "unknown upper": 8,
    "initial lower": 16,
    "middle lower": 32,
    "unknown lower": 64,
}
"""Punkt's marks: the place in the sentence and the case in which a word was seen."""
_LOWER: Final = 16 | 32 | 64
_MIDDLE_UPPER: Final = 4
_INITIAL: Final = 2 | 16
_RELATIVES: Final = {"nl": "en", "pt": "es"}
"""Languages without a model of their own are read with the nearest one, others with English."""


@dataclass(frozen=True)
class PunktModel:
    """The parameters of one language."""

    collocations: frozenset[tuple[str, str]]
    starters: frozenset[str]
    words: Mapping[str, int]
    """Lower-case word -> the sum of its marks in `FLAGS`."""

    def knows(self, word: str) -> bool:
        """True if the word stood in the texts of training."""
        return word.lower() in self.words

    def begins(self, word: str) -> bool:
        """True if the word stood at the start of a sentence in the texts of training."""
        return bool(self.words.get(word.lower(), 0) & _INITIAL)

    def starts_sentences(self, word: str) -> bool:
        """True if a capital on this word speaks for the start of a sentence.

        Punkt's orthographic heuristic: it is also written small, and with a capital never inside a
        sentence. German nouns and names fail it.
        """
        marks = self.words.get(word.lower(), 0)
        return bool(marks & _LOWER) and not marks & _MIDDLE_UPPER

    def ends_sentence(self, before: str, after: str) -> bool:
        """Punkt's word on a token that ends with a full stop, followed by another token.

        Abbreviations are not its business here: `toolkit.language.abbreviations` has them.
        Punkt looks no further than these two, so a text is never handed over as a whole.
        """
        return bool(self._tokenizer.text_contains_sentbreak(f"{before} {after}"))

    @cached_property
    def _tokenizer(self) -> PunktSentenceTokenizer:
        from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

        parameters = PunktParameters()
        parameters.collocations.update(self.collocations)
        parameters.sent_starters.update(self.starters)
        parameters.ortho_context.update(self.words)
        return PunktSentenceTokenizer(parameters)


@lru_cache(maxsize=16)
def punkt_model(language: str) -> PunktModel:
    """The model of a language code, or of the nearest language that has one."""
    rows = _rows()
    code = language if language in rows else _RELATIVES.get(language, "en")
    found = rows[code]
    return PunktModel(
        collocations=frozenset(_pair(value) for kind, value, _ in found if kind == "collocation"),
        starters=frozenset(value for kind, value, _ in found if kind == "starter"),
        words={value: _marks(cell) for kind, value, cell in found if kind == "word"},
    )


@lru_cache(maxsize=1)
def _rows() -> dict[str, list[tuple[str, str, str]]]:
    """Language -> (kind, value, marks) of each line of the file."""
    text = (files(__package__) / "data" / DATA_FILE).read_text(encoding="utf-8")
    rows: dict[str, list[tuple[str, str, str]]] = {}
    for line in text.splitlines()[1:]:
        language, kind, value, marks = line.split("\t")
        rows.setdefault(language, []).append((kind, value, marks))
    return rows


def _pair(value: str) -> tuple[str, str]:
    first, second = value.split(" ")
    return first, second


def _marks(cell: str) -> int:
    return sum(FLAGS[name] for name in cell.split(", "))
