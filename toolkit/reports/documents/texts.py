"""Texts that a person may rewrite: theirs is printed in every run, and flagged when numbers move.

A rewriting is a decision on `text:KEY` in the field of its language; its `suggested` holds the
draft that the person saw.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from toolkit.language.catalogue import Words
from toolkit.model.decisions import Decisions
from toolkit.reports.documents.content import TextSlot
from toolkit.reports.lens import unchanged

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewriting:
    """What a person wrote, over which draft."""

    text: str
    over: str


def rewritings(decisions: Decisions, tongue: str) -> dict[str, Rewriting]:
    """Key -> what a person wrote in one language."""
    return {
        row.subject.split(":", 1)[1]: Rewriting(text=row.decided, over=row.suggested)
        for row in decisions.in_force("text")
        if row.field == tongue and row.decided
    }


@dataclass(slots=True)
class Texts:
    """Hands out texts and remembers which there were."""

    say: Words = field(default_factory=Words)
    written: Mapping[str, Rewriting] = field(default_factory=dict)
    redact: Callable[[str], str] = unchanged
    """What is done to a person's text before it is printed: names out."""
    slots: list[TextSlot] = field(default_factory=list)

    def text(self, key: str, draft: str) -> str:
        """The person's text under this key, else the draft."""
        mine = self.written.get(key)
        shown = self.redact(mine.text) if mine else draft
        stale = self._stale(mine, draft) if mine else ""
        self.slots.append(TextSlot(key=key, draft=draft, shown=shown, stale=stale))
        return shown

    def translation(self, key: str, words: str, language: str) -> str:
        """A person's translation of a quote whose language has this name; "" for none."""
        mine = self.written.get(key)
        shown = self.redact(mine.text) if mine else ""
        if all(one.key != key for one in self.slots):
            self.slots.append(TextSlot(key=key, draft=words, shown=shown, language=language))
        return shown

    def _stale(self, mine: Rewriting, draft: str) -> str:
        then, now = _NUMBER.findall(mine.over), _NUMBER.findall(draft)
        if not mine.over or then == now:
            return ""
        return self.say(
            "written when the numbers were {then}; they are {now} now",
            then=", ".join(then) or "–",
            now=", ".join(now) or "–",
        )
