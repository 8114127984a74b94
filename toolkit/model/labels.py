"""What the users call kinds and causes, and the codes of their own: for all that people read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.model.vocabulary import CAUSE_SHORT, CAUSE_WORDS, Cause, Kind

ANY_LANGUAGE = ""
"""The language of a label that stands for all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Labels that differ from the toolkit's own; empty where the codebook is the one shipped."""

    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Code -> language ("en", or ANY_LANGUAGE) -> label."""
    own: Mapping[str, Cause] = field(default_factory=dict)
    """The users' own codes, each with the cause that it counts as, in the codebook's order."""

    def given(self, code: str, language: str = "en") -> str:
        """The users' label in a language, else theirs for any language; "" where they gave none."""
        words = self.words.get(code, {})
        return words.get(language) or words.get(ANY_LANGUAGE, "")

    def short(self, cause: Cause, language: str = "en") -> str:
        """A cause in one to three words; in English where the users gave none."""
        return self.given(cause.value, language) or CAUSE_SHORT[cause]

    def half(self, cause: Cause, language: str = "en") -> str:
        """A cause as half a sentence; in English where the users gave none."""
        return self.given(cause.value, language) or CAUSE_WORDS[cause]

    def of_own(self, code: str, language: str = "en") -> str:
        """What an own code is called; the code itself where it has no label in this language."""
        return self.given(code, language) or code

    def instead(self, language: str) -> tuple[tuple[str, str], ...]:
        """(the toolkit's English words, the users' label) for all that they renamed."""
        plain: dict[str, str] = {}
        for cause in Cause:
            if label := self.given(cause.value, language):
                plain |= {CAUSE_SHORT[cause]: label, CAUSE_WORDS[cause]: label}
        for kind in Kind:
            if label := self.given(kind.value, language):
                plain[kind.value] = label
        return tuple(sorted(plain.items()))


NO_LABELS = Labels()
"""Nothing renamed and no codes of one's own."""
