"""Finding themes: one tree over meaning, cause and facts, cut where it tells groups apart best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from toolkit.model.decisions import Decisions
from toolkit.model.findings import Coding, Signal, Statement, Theme
from toolkit.settings import ThemeSettings
from toolkit.themes.describe import keywords, title_of
from toolkit.themes.ids import keep_ids
from toolkit.themes.moves import apply_moves
from toolkit.themes.space import theme_space, topical
from toolkit.themes.titles import Encode, title_themes
from toolkit.themes.tree import KPoint, choose_k, cut, grow, stability

_EXEMPLARS = 5
_GRID = 1.25
"""Candidates for k stand so far apart: finer differences are noise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeInput:
    """What the room is given; `vectors` has a row per statement."""

    statements: Sequence[Statement]
    codings: Mapping[str, Coding]
    signals: Mapping[str, tuple[Signal, ...]]
    vectors: NDArray[np.float32]
    shown: Mapping[str, str]
    """Statement id -> redacted text."""
    settings: ThemeSettings
    previous: tuple[Theme, ...] = ()
    decisions: Decisions = field(default_factory=Decisions)
    seed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeSearch:
    """Themes, largest first, and the curve behind their number; `note` says what is weak."""

    themes: tuple[Theme, ...]
    curve: tuple[KPoint, ...] = ()
    note: str = ""


def find_themes(given: ThemeInput) -> ThemeSearch:
    """Group the topical statements; the same groups for any order of the input.

    Fewer than settings.too_few points are grouped all the same, and the note says so.
    """
    places = sorted(
        topical(given.statements, given.codings), key=lambda p: given.statements[p].statement_id
    )
    statements = [given.statements[place] for place in places]
    if len(statements) < 2:
        return ThemeSearch(themes=(), note="No concern, proposal or question: no themes.")
    vectors = given.vectors[places]
    space = theme_space(statements, given.codings, given.signals, vectors)
    tree = grow(space)
    candidates = _candidates(len(statements), given.settings)
    k, curve = choose_k(tree, space, candidates)
    labels = cut(tree, given.settings.k or k)
    themes = _describe(given, statements, labels, vectors, space)
    themes = keep_ids(themes, given.previous)
    few = len(statements) < given.settings.too_few
    return ThemeSearch(
        themes=apply_moves(themes, given.decisions),
        curve=curve,
        note=f"Only {len(statements)} points to group: themes are fragile." if few else "",
    )


def _candidates(n: int, settings: ThemeSettings) -> list[int]:
    """Values of k to try: the wished range, made smaller where there are few statements."""
    most = max(min(settings.most, n // 4), 1)
    least = min(settings.least, most)
    found, k = [], float(least)
    while round(k) <= most:
        found.append(round(k))
        k *= _GRID
    return sorted({*found, most})


def _describe(
    given: ThemeInput,
    statements: Sequence[Statement],
    labels: NDArray[np.int64],
    vectors: NDArray[np.float32],
    space: NDArray[np.float64],
) -> tuple[Theme, ...]:
    words = keywords(statements, given.shown, labels)
    resamples = given.settings.resamples if len(statements) >= given.settings.too_few else 0
    steady = stability(space, labels, resamples, given.seed)
    return tuple(
        _theme(int(group), statements, labels, vectors, words[int(group)], steady.get(int(group)))
        for group in sorted(set(labels.tolist()))
    )


def _theme(
    group: int,
    statements: Sequence[Statement],
    labels: NDArray[np.int64],
    vectors: NDArray[np.float32],
    words: tuple[str, ...],
    steady: float | None,
) -> Theme:
    rows = [int(row) for row in np.flatnonzero(labels == group)]
    centre = vectors[rows].mean(axis=0)
    norm = float(np.linalg.norm(centre))
    near = vectors[rows] @ (centre / norm if norm else centre)
    by_nearness = sorted(
        range(len(rows)),
        key=lambda i: (-round(float(near[i]), 6), statements[rows[i]].statement_id),
    )
    ids = [statements[row].statement_id for row in rows]
    return Theme(
        theme_id="",
        title=title_of(words, "Various"),
        statement_ids=tuple(sorted(ids)),
        keywords=words,
        exemplar_ids=tuple(ids[i] for i in by_nearness[:_EXEMPLARS]),
        stability=None if steady is None else round(steady, 4),
        cohesion=round(float(np.clip(near.mean(), 0, 1)), 4),
    )


def name_themes(
    themes: Sequence[Theme],
    statements: Mapping[str, Statement],
    shown: Mapping[str, str],
    decisions: Decisions,
    encode: Encode | None,
) -> tuple[Theme, ...]:
    """Themes with titles: a person's, else the phrase that says it best, else keywords.

    Two themes never share a title: the smaller one's second phrase would mislead, so its id is
    added.
    """
    found = title_themes(themes, statements, shown, encode) if encode else {}
    taken: set[str] = set()
    named = []
    for theme in themes:
        own = decisions.value(f"theme:{theme.theme_id}", "title")
        title = own or found.get(theme.theme_id, theme.title)
        if title in taken:
            title = f"{title} ({theme.theme_id})"
        taken.add(title)
        named.append(replace(theme, title=title))
    return tuple(named)
