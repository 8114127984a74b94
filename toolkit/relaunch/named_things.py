"""Mentions of one thing by several people, put together: "the Green Sheet", "Green Sheet"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit import language
from toolkit.model.findings import Statement
from toolkit.model.plan_parts import Mention

_WORD = re.compile(r"\w+")
_MARK = re.compile(r"\[\w[\w ]*\](?:['’]s)?")
_ALIKE = 0.5
"""Jaccard of the words of two names from which they mean one thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One thing with its mentions."""

    name: str
    mentions: tuple[tuple[Mention, Statement], ...]

    @property
    def people(self) -> frozenset[str]:
        """Who mentions it."""
        return frozenset(said.speaker for _, said in self.mentions)


def group_things(mentions: Iterable[tuple[Mention, Statement]]) -> tuple[Thing, ...]:
    """Mentions by the thing they name, most people first; the commonest name stands for it.

    Names are compared by their own words: little words and who owns it do not tell things apart.
    """
    groups: list[list[tuple[Mention, Statement]]] = []
    ordered = sorted(mentions, key=lambda pair: pair[0].statement_id)
    words = {name: own_words(name) for name in {mention.thing for mention, _ in ordered}}
    for pair in ordered:
        own = words[pair[0].thing]
        home = next(
            (
                group
                for group in groups
                if any(_same(own, words[mention.thing]) for mention, _ in group)
            ),
            None,
        )
        if home is None:
            groups.append([pair])
        else:
            home.append(pair)
    things = [Thing(name=_name(group), mentions=tuple(group)) for group in _agreed(groups)]
    return tuple(sorted(things, key=lambda one: (-len(one.people), -len(one.mentions), one.name)))


_Group = list[tuple[Mention, Statement]]


def _agreed(groups: Sequence[_Group]) -> list[_Group]:
    """Groups, those left out whose every statement names what more people mean.

    The name that a reading gives is one of several things in a sentence ("the red folder on her
    table"). Where others elsewhere mean the folder, and nobody the table without it, it is the
    folder in these sentences too.
    """
    ranked = sorted(groups, key=lambda group: (-_people(group), -len(group), _name(group)))
    kept: list[_Group] = []
    for group in ranked:
        home = next((one for one in kept if _all_name(group, one)), None)
        if home is None:
            kept.append(list(group))
        else:
            home.extend(group)
    return kept


def _people(group: _Group) -> int:
    return len({said.speaker for _, said in group})


def _all_name(group: _Group, larger: _Group) -> bool:
    """Whether each statement of a group holds the own words of a larger one's name."""
    words = own_words(_name(larger))
    return bool(words) and all(words <= own_words(said.text) for _, said in group)


def own_words(name: str) -> frozenset[str]:
    """The words that tell a thing from others, without plural endings of English and Spanish."""
    plain = _MARK.sub(" ", name).casefold()
    little = language.stop_words()
    return frozenset(
        word[:-1] if len(word) > 4 and word.endswith("s") else word
        for word in _WORD.findall(plain)
        if word not in little
    )


def is_proper(name: str, code: str) -> bool:
    """Whether it bears a name of its own: capitals inside, but not the nouns of German."""
    words = _WORD.findall(_MARK.sub(" ", name))
    capital = sum(1 for word in words if word[0].isupper())
    least = 3 if code == "de" else 2
    return capital >= least


def _same(words: frozenset[str], other: frozenset[str]) -> bool:
    return bool(words and other) and len(words & other) / len(words | other) >= _ALIKE


def _name(group: Sequence[tuple[Mention, Statement]]) -> str:
    """A name of its own where somebody uses one, the commonest first; else the commonest."""
    counts = Counter(one.thing for one, _ in group)
    proper = {one.thing for one, said in group if is_proper(one.thing, said.language)}
    return min(counts, key=lambda name: (name not in proper, -counts[name], -len(name), name))
