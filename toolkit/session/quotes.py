"""Words for the agenda: chosen from what people said, never rewritten.

A quote should stand for its topic, be understood by itself, and have no edge. Each is measured; the
best sum is taken, and nobody is quoted more often than the settings allow.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from toolkit.language.telling import says_more, telling_words
from toolkit.model.findings import Statement, Theme
from toolkit.model.marks import ON_MATTER
from toolkit.model.session import ChosenQuote, Side
from toolkit.model.vocabulary import Cause, Kind
from toolkit.session.given import Ground

_LONGEST, _SHORTEST = 45, 5
"""Words: a longer quote is not read aloud, a shorter one says nothing by itself."""
_GOOD = 9
"""From so many words on a quote is easily understood alone."""
_SIGNS = (
    (re.compile(r"!"), 1.0),
    (re.compile(r"\b[A-ZÄÖÜÀÈÉÌÒÙ]{4,}\b"), 0.7),
    (re.compile(r"\?\s*\?|\.\.\.|…"), 0.4),
)
"""Shouting and trailing off, per sentence. What the words mean is measured apart, by the attitudes:
a list of insults would miss more than it finds."""
_HIDDEN = re.compile(r"\[[^\]\n]{1,40}\]")
"""What redaction left in the place of a name: a quote about somebody has an edge by itself."""
AGAINST_KIND = 0.5
"""From here on the measured attitude speaks against the kind that the words were given: such a
statement stands for neither side."""
_WEIGHT_NEAR, _WEIGHT_TOPIC, _WEIGHT_EDGE, _WEIGHT_CLEAR, _WEIGHT_CAUSE = 0.7, 0.8, 0.9, 0.5, 0.5
"""Being representative (near, and naming the matter) and being calm count most; then clarity, and
agreeing with the verdict."""
_NAMED = 0.5
"""One word of the title, or two of its keywords."""
_OTHER_NEAR, _OTHER_NEAREST = 0.3, 0.8
"""Praise within a topic stands for its other side only where it is not at the topic's edge; where
it names none of the topic's words, only from its very middle."""


def surface_edge(words: str) -> float:
    """How abrasive a text looks, in [0, 1): shouting, dots, and people spoken of, per sentence."""
    hits = sum(weight * len(pattern.findall(words)) for pattern, weight in _SIGNS)
    hits += 0.6 * len(_HIDDEN.findall(words))
    return 1 - math.exp(-hits / max(len(re.findall(r"[.!?]+", words)), 1))


def edge(statement: Statement, ground: Ground) -> float:
    """How abrasive a statement is, in [0, 1]: how it looks, or how much it writes off.

    Either is enough: 1 - (1 - look)(1 - harsh), the look weighted 0.7.
    """
    look = surface_edge(ground.shown(statement))
    return 1 - (1 - 0.7 * look) * (1 - ground.mark(statement).harsh)


def clarity(words: str) -> float:
    """How well a quote is understood alone, in [0, 1]: long enough, whole, nothing cut out."""
    count = len(words.split())
    if not _SHORTEST <= count <= _LONGEST:
        return 0.0
    length = min(count / _GOOD, 1.0) * min(1.0, 1.4 - count / _LONGEST)
    whole = 1.0 if words[:1].isupper() or not words[:1].isalpha() else 0.8
    gaps = 0.7 ** len(_HIDDEN.findall(words))
    return max(length, 0.0) * whole * gaps


@dataclass(slots=True)
class QuoteChooser:
    """Hands out quotes for one session: no words twice, at most so many of one person."""

    ground: Ground
    used: set[str] = field(default_factory=set)
    spoken: Counter[str] = field(default_factory=Counter)

    def best(
        self, said: Iterable[Statement], theme: Theme | None = None, cause: Cause | None = None
    ) -> Statement | None:
        """The best quote that may still be used; None where nothing may be quoted.

        What somebody noted down of another is taken only where there are no own words, and nothing
        that speaks little of the theme's matter.
        """
        near = _nearness(theme)
        fitting = {
            one.statement_id: one
            for one in said
            if self.allows(one) and (theme is None or self._is_on(one, theme))
        }
        own_words = {key: one for key, one in fitting.items() if one.source.verbatim}
        fitting = own_words or fitting
        fits = {
            key: round(self._fit(one, near, cause) + _WEIGHT_TOPIC * _names(one, theme), 6)
            for key, one in fitting.items()
        }
        ranked = sorted(fits, key=lambda key: (-fits[key], key))
        return fitting[ranked[0]] if ranked else None

    def _is_on(self, one: Statement, theme: Theme) -> bool:
        """Whether it speaks of the theme's matter more than half of what is in it, or names it."""
        mark = self.ground.given.marks.get(one.statement_id)
        if mark is None or mark.matter == theme.theme_id or mark.near >= ON_MATTER:
            return True
        return _names(one, theme) >= _NAMED

    def take(self, statement: Statement) -> str:
        """The words of a statement, counted as used."""
        words = self.ground.shown(statement)
        self.used.add(_plain(words))
        self.spoken[statement.speaker] += 1
        return words

    def allows(self, one: Statement) -> bool:
        """Whether it may be quoted (still), and is fit to be."""
        words = self.ground.shown(one)
        allowed = self.spoken[one.speaker] < self.ground.given.most_quotes
        allowed = allowed and says_more(one.text, one.source.question)
        return allowed and clarity(words) > 0 and _plain(words) not in self.used

    def _fit(self, one: Statement, near: dict[str, float], cause: Cause | None) -> float:
        mark, coding = self.ground.mark(one), self.ground.coding(one)
        close = max(mark.near, near.get(one.statement_id, 0.0))
        own = coding.causes.get(cause, float(coding.cause is cause)) if cause else 0.0
        return (
            _WEIGHT_NEAR * close
            - _WEIGHT_EDGE * edge(one, self.ground)
            + _WEIGHT_CLEAR * clarity(self.ground.shown(one))
            + _WEIGHT_CAUSE * own
        )


def choose_quotes(
    theme: Theme, said: Sequence[Statement], cause: Cause, chooser: QuoteChooser
) -> tuple[ChosenQuote, ...]:
    """One quote of those who say so, and one of those who see it otherwise where there are any.

    Otherwise sees it who praises the same matter; where nobody does, a topic has one quote.
    """
    ground = chooser.ground
    against = [
        one for one in said if ground.is_against(one) and ground.mark(one).content < AGAINST_KIND
    ]
    praise = [
        one
        for one in said
        if ground.coding(one).kind is Kind.PRAISE and _is_other_side(one, theme, ground)
    ]
    found = []
    for side, group in (
        (Side.SAYS_SO, against),
        (Side.SEES_OTHERWISE, [*praise, *ground.praise.get(theme.theme_id, ())]),
    ):
        complaint = cause if side is Side.SAYS_SO and cause is not Cause.UNCLEAR else None
        best = chooser.best(group, theme, complaint)
        if best is not None:
            found.append(_chosen(best, side, chooser))
    return tuple(found)


def _chosen(one: Statement, side: Side, chooser: QuoteChooser) -> ChosenQuote:
    ground = chooser.ground
    return ChosenQuote(
        statement_id=one.statement_id,
        edge=round(edge(one, ground), 3),
        near=round(ground.mark(one).near, 3),
        words=chooser.take(one),
        language=one.language,
        side=side,
    )


def opinion_text(quotes: Sequence[ChosenQuote]) -> str:
    """The quotes in one line; "" for none."""
    return " / ".join(f"“{one.words}”" for one in quotes)


def _is_other_side(one: Statement, theme: Theme, ground: Ground) -> bool:
    """Whether praise in a topic is of its matter, and meant."""
    mark = ground.mark(one)
    near = max(mark.near, _nearness(theme).get(one.statement_id, 0.0))
    if one.statement_id not in ground.given.marks:
        return True
    is_near = near >= (_OTHER_NEAR if _names(one, theme) else _OTHER_NEAREST)
    return mark.content > mark.harsh and is_near


def _names(one: Statement, theme: Theme | None) -> float:
    """Whether a statement names the matter, in [0, 1]: words of the title count most.

    The title is what those in the room read above it.
    """
    if theme is None:
        return 0.0
    said, title = telling_words(one.text), telling_words(theme.title)
    others = telling_words(" ".join(theme.keywords)) - title
    return min(2 * len(said & title) + len(said & others), 4) / 4


def _nearness(theme: Theme | None) -> dict[str, float]:
    """From the theme's exemplars, for statements without a measured nearness."""
    if theme is None or not theme.exemplar_ids:
        return {}
    of = len(theme.exemplar_ids)
    return {key: 1 - place / of for place, key in enumerate(theme.exemplar_ids)}


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
