"""Splitting themes that hold two causes behind the same words, where facts tell them apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from toolkit.model.findings import Coding, Signal, Statement, Theme
from toolkit.model.vocabulary import Cause
from toolkit.verdicts import pool

LEAST_PEOPLE = 3
"""So many people with facts of their own for a cause make a theme of its own."""
LEAST_SHARE = 0.7
"""A statement speaks for a cause only if words and its own facts make it this likely."""


def split_two_causes(
    themes: Sequence[Theme],
    statements: Mapping[str, Statement],
    codings: Mapping[str, Coding],
    signals: Mapping[str, tuple[Signal, ...]],
) -> tuple[Theme, ...]:
    """Themes with each cause of its own facts apart.

    It looks at words and at each statement's own facts only, never at the theme's verdict; what it
    splits off once it would not split again, so a second pass changes nothing.
    """
    used = {theme.theme_id for theme in themes}
    split: list[Theme] = []
    for theme in themes:
        parts = _parts(theme, statements, codings, signals)
        split.extend(_themes(theme, parts, used))
    return tuple(split)


def own_cause(
    statement_id: str, codings: Mapping[str, Coding], signals: Mapping[str, tuple[Signal, ...]]
) -> Cause | None:
    """The cause that a statement's words and its own facts hold surely; None where they do not."""
    own = signals.get(statement_id, ())
    if not own:
        return None
    likely = pool.shares(
        pool.add(pool.word_odds(codings[statement_id]), *pool.fact_odds(own).values())
    )
    best = pool.ranked(likely)[0]
    return best if likely[best] >= LEAST_SHARE else None


def _parts(
    theme: Theme,
    statements: Mapping[str, Statement],
    codings: Mapping[str, Coding],
    signals: Mapping[str, tuple[Signal, ...]],
) -> list[tuple[str, ...]]:
    by_cause: dict[Cause, list[str]] = defaultdict(list)
    rest: list[str] = []
    for one in theme.statement_ids:
        cause = own_cause(one, codings, signals) if one in statements else None
        by_cause[cause].append(one) if cause else rest.append(one)
    groups = []
    for cause in sorted(by_cause):
        members = by_cause[cause]
        if len({statements[one].speaker for one in members}) >= LEAST_PEOPLE:
            groups.append(members)
        else:
            rest.extend(members)
    if len(groups) < 2:
        return [theme.statement_ids]
    largest = max(groups, key=lambda members: (len(members), members))
    largest.extend(rest)
    return [tuple(sorted(members)) for members in groups]


def _themes(theme: Theme, parts: Sequence[tuple[str, ...]], used: set[str]) -> list[Theme]:
    """The largest part keeps the id; the others take it with a letter, "T04b"."""
    ordered = sorted(parts, key=lambda members: (-len(members), members))
    made = []
    for number, members in enumerate(ordered):
        inside = set(members)
        theme_id = theme.theme_id
        if number:
            theme_id = next(
                f"{theme.theme_id}{letter}"
                for letter in "bcdefghijklm"
                if f"{theme.theme_id}{letter}" not in used
            )
        used.add(theme_id)
        kept = tuple(one for one in theme.exemplar_ids if one in inside)
        made.append(
            replace(
                theme,
                theme_id=theme_id,
                statement_ids=members,
                exemplar_ids=kept or members[:1],
            )
        )
    return made
