"""Whose words stand for a matter: one sentence of one statement, chosen and not rewritten."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from toolkit import language
from toolkit.language.splitting import Span
from toolkit.language.telling import says_more, telling_words
from toolkit.model.findings import Coding, Statement, Theme
from toolkit.model.marks import ON_MATTER, Mark
from toolkit.model.plan_parts import Words
from toolkit.model.vocabulary import Kind

SHORTEST, LONGEST = 4, 22
"""Words of a sentence that can stand in a title."""
_WISHED = 11
_LITTLE, _SAME = 3, 0.8
_NOTED = 0.5
"""What somebody noted down of another costs: own words are better."""
_TELLS, _LESS = 2, 0.5
"""Telling words that the title lacks, and what each costs that is missing: a sentence that only
names the matter tells nothing of it."""
_LATER = 0.7
"""What a kind costs for each place in the order of preference."""
_AGAINST_KIND = 0.5
"""From here on the measured attitude is content: such words stand for no complaint."""
_REDACTED = re.compile(r"\[\w[\w ]*\]")
_LEANS = re.compile(r"^(?:(?i:and|but|so|or|und|aber|oder|e|ma|et|mais|y|pero)|[a-z])\b")
"""A sentence that hangs on the one before says little alone."""


@dataclass(slots=True)
class Chooser:
    """Chooses words; nobody is quoted more often than `most` in what one chooser chose."""

    codings: Mapping[str, Coding]
    shown: Mapping[str, str]
    most: int = 2
    marks: Mapping[str, Mark] = field(default_factory=dict)
    """How much each sentence speaks of its theme's matter; those that hardly do are not chosen."""
    _spent: Counter[str] = field(default_factory=Counter)
    _used: set[str] = field(default_factory=set)

    def choose(
        self, said: Iterable[Statement], theme: Theme, kinds: Sequence[Kind] = (Kind.CONCERN,)
    ) -> Words | None:
        """The sentence that says most of the theme; None where nothing may be quoted.

        `kinds` in order of preference: a later one must say clearly more of the matter.
        """
        members = sorted(said, key=lambda one: one.statement_id)
        found = [
            (cost + _LATER * place, key, words, one)
            for place, kind in enumerate(kinds)
            for each in members
            if self._is(each, kind)
            for cost, key, words, one in self._sentences(each, theme)
        ]
        if not found:
            return None
        _, key, words, one = min(found, key=lambda pair: pair[:3])
        self._spent[one.speaker] += 1
        self._used.add(words)
        return Words(statement_id=key, text=words, language=one.language)

    def several(
        self, said: Iterable[Statement], theme: Theme, kinds: Sequence[Kind], most: int
    ) -> tuple[Words, ...]:
        """So many, each of another person."""
        left, found = list(said), list[Words]()
        while left and len(found) < most:
            words = self.choose(left, theme, kinds)
            if words is None:
                break
            found.append(words)
            whose = next(one.speaker for one in left if one.statement_id == words.statement_id)
            left = [one for one in left if one.speaker != whose]
        return tuple(found)

    def _is(self, one: Statement, kind: Kind) -> bool:
        """Whether it is of a kind, and its attitude does not speak against that."""
        mark = self.marks.get(one.statement_id)
        content = mark is not None and mark.content >= _AGAINST_KIND
        if not says_more(one.text, one.source.question):
            return False
        return self.codings[one.statement_id].kind is kind and not (
            content and kind is Kind.CONCERN
        )

    def _sentences(
        self, one: Statement, theme: Theme
    ) -> Iterable[tuple[float, str, str, Statement]]:
        text = " ".join(self.shown.get(one.statement_id, "").split())
        if not text or self._spent[one.speaker] >= self.most:
            return
        exemplars = {key: place for place, key in enumerate(theme.exemplar_ids)}
        measured = one.statement_id in self.marks
        far = 0.0 if measured else 0.4 * exemplars.get(one.statement_id, len(exemplars))
        graver = 0.3 * (self.codings[one.statement_id].severity or 1)
        spans = _spans(text, one.language)
        title = telling_words(theme.title)
        for span, close in zip(spans, self._close(one, len(spans)), strict=True):
            words = text[span.start : span.end].strip(" -–•\"'“”„«»")
            length = len(words.split())
            fits = SHORTEST <= length <= LONGEST and words not in self._used
            if fits and close >= ON_MATTER and not _repeats(words, theme.title):
                cost = far - graver + _edge(words) + abs(length - _WISHED) / 10 - 2 * close
                cost += 0.0 if one.source.verbatim else _NOTED
                cost += _LESS * max(_TELLS - len(telling_words(words) - title), 0)
                yield cost - 0.6 * _named(words, theme), one.statement_id, words, one

    def _close(self, one: Statement, count: int) -> Sequence[float]:
        """How much each of its sentences speaks of the matter; 1 where that was not measured."""
        mark = self.marks.get(one.statement_id)
        if mark is None or len(mark.sentences) != count:
            return [1.0] * count
        return mark.sentences


@lru_cache(maxsize=8192)
def _spans(text: str, code: str) -> tuple[Span, ...]:
    """A screen drafts the plan anew at every word of a person, mostly from the same texts."""
    return tuple(language.sentences(text, code))


def _named(words: str, theme: Theme) -> int:
    """How many of the theme's own words the sentence holds, those of its title twice, to four."""
    plain = words.casefold()
    title = {word for word in _words(theme.title) if len(word) > _LITTLE}
    own = {key.casefold() for key in theme.keywords} | title
    return min(sum(key in plain for key in own) + sum(key in plain for key in title), 4)


def _repeats(words: str, title: str) -> bool:
    """Whether the sentence says no more than the title, which is made of people's words too."""
    said, named = _words(words), _words(title)
    return len(named) > _LITTLE and len(said & named) >= _SAME * min(len(said), len(named))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _edge(words: str) -> float:
    """How little a sentence is fit to stand alone: shouting, redacted names, half a thought."""
    return (
        0.8 * len(_REDACTED.findall(words))
        + 0.8 * words.count("!")
        + 0.6 * bool(_LEANS.match(words))
        + 0.5 * ("…" in words or "..." in words)
        + 0.4 * words.endswith("?")
    )
