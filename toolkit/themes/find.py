"""Finding themes: one tree over how likely two statements are about one matter, and its cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toolkit.model.decisions import Decisions
from toolkit.model.findings import Coding, Signal, Statement, Theme
from toolkit.model.vocabulary import Kind, Wave
from toolkit.settings import ThemeSettings
from toolkit.themes.describe import keywords, title_of
from toolkit.themes.ids import keep_ids
from toolkit.themes.likeness import Matters, Sight, Traits, log_odds, nearest, traits_of
from toolkit.themes.moves import apply_moves
from toolkit.themes.titles import Encode, title_themes
from toolkit.themes.tree import (
    SAMPLE,
    KPoint,
    Pairs,
    choose_k,
    grow,
    part,
    stability,
)

_EXEMPLARS = 5
_BLOCK = 1_000
"""Statements beyond the sample that are placed at a time."""
_GRID = 1.1
"""Candidates for k stand so far apart: finer differences are noise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeInput:
    """What the room is given; `sight` has a row per statement."""

    statements: Sequence[Statement]
    codings: Mapping[str, Coding]
    signals: Mapping[str, tuple[Signal, ...]]
    sight: Sight
    shown: Mapping[str, str]
    """Statement id -> redacted text."""
    settings: ThemeSettings
    previous: tuple[Theme, ...] = ()
    before: int = 0
    """How many themes the last search found; 0 where there was none."""
    decisions: Decisions = field(default_factory=Decisions)
    seed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeSearch:
    """Themes, largest first, and the curve behind their number; `note` says what is weak."""

    themes: tuple[Theme, ...]
    curve: tuple[KPoint, ...] = ()
    note: str = ""
    matters: Matters | None = None
    """What the statements were compared by; None where there was too little to compare."""
    near: Mapping[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)
    """Statement id -> those most likely about the same matter with the probability, 0-1."""


MEMORY: Final = 0.5
"""Log-odds that two statements are about one matter, where the last run held them in one theme, and
as much against it where it held them in two: with more tickets, or a few more answers, themes stay
what people know them as. Half as much as a shared ticket adds at most."""

TOPICAL = (Kind.CONCERN, Kind.PROPOSAL, Kind.QUESTION)


def topical(statements: Sequence[Statement], codings: Mapping[str, Coding]) -> list[int]:
    """Places of the statements that can form themes: concerns, proposals and questions."""
    return [
        place
        for place, one in enumerate(statements)
        if codings[one.statement_id].kind in TOPICAL
        and one.source.wave is not Wave.BEFORE
        and not one.empty
    ]


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
    traits = traits_of(statements, given.codings, given.signals, given.sight.of(places))
    known = _Known(
        given.before, _places_before([one.statement_id for one in statements], given.previous)
    )
    grouping = _group(traits, given.settings, known)
    themes = _describe(given, statements, grouping, traits)
    themes = keep_ids(themes, given.previous)
    few = len(statements) < given.settings.too_few
    return ThemeSearch(
        themes=apply_moves(themes, given.decisions),
        curve=grouping.curve,
        note=f"Too few to group: {len(statements)} points; the themes are fragile." if few else "",
        matters=Matters({one.statement_id: row for row, one in enumerate(statements)}, traits),
        near=_named(grouping.near, [one.statement_id for one in statements]),
    )


@dataclass(frozen=True, slots=True)
class _Grouping:
    """Groups of all statements, and the sample that the tree was grown on."""

    labels: NDArray[np.int64]
    sample: NDArray[np.int64]
    pairs: Pairs
    """Of the sample, without what the last run knew: stability and cohesion would vouch for
    themselves with it."""
    curve: tuple[KPoint, ...]
    near: Mapping[int, tuple[tuple[int, float], ...]]
    """Row -> the rows of the sample that are nearest, see `nearest`."""


def _places_before(keys: Sequence[str], previous: Sequence[Theme]) -> NDArray[np.int64]:
    """(n,) the place of the theme of the last run that held each statement, -1 for none."""
    place = {one: n for n, theme in enumerate(previous) for one in theme.statement_ids}
    return np.array([place.get(key, -1) for key in keys], dtype=np.int64)


def _remembered(rows: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.float32]:
    """(rows, columns) log-odds from the last run's themes: see MEMORY; 0 for newcomers."""
    known = (rows >= 0)[:, None] & (columns >= 0)[None]
    same = np.where(rows[:, None] == columns[None], MEMORY, -MEMORY)
    return np.where(known, same, 0.0).astype(np.float32)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the last run knew: how many themes, and the place of each statement's theme (n,)."""

    themes: int
    places: NDArray[np.int64]


def _group(traits: Traits, settings: ThemeSettings, known: _Known) -> _Grouping:
    """The tree over all statements, or over evenly drawn ones, whose groups the others join.

    New records and words part or join the themes of the last run where they say so clearly;
    neighbours are asked without them.
    """
    n = len(traits)
    sample = np.unique(np.linspace(0, n - 1, min(n, SAMPLE)).astype(np.int64))
    likely = log_odds(traits, sample, sample)
    kept = _remembered(known.places[sample], known.places[sample])
    speakers = traits.codes["speaker"][sample]
    pairs = Pairs(likely + kept, speakers)
    tree = grow(pairs.odds)
    k, curve = choose_k(tree, pairs, _candidates(len(sample), settings), known.themes)
    chosen = part(tree, pairs, settings.k or k)
    labels = np.empty(n, dtype=np.int64)
    labels[sample] = np.unique(chosen, return_inverse=True)[1]
    near = nearest(likely, sample, sample)
    rest = np.setdiff1d(np.arange(n), sample)
    for block in np.array_split(rest, max(-(-len(rest) // _BLOCK), 1)):
        odds = log_odds(traits, block, sample)
        kept = _remembered(known.places[block], known.places[sample])
        labels[block] = _joined(odds + kept, labels[sample])
        near |= nearest(odds, block, sample)
    return _Grouping(labels, sample, Pairs(likely, speakers), curve, near)


def _named(
    near: Mapping[int, tuple[tuple[int, float], ...]], keys: Sequence[str]
) -> dict[str, tuple[tuple[str, float], ...]]:
    return {keys[row]: tuple((keys[other], p) for other, p in found) for row, found in near.items()}


def _joined(odds: NDArray[np.float32], groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """For every row the group with the highest mean log-odds."""
    members = np.eye(int(groups.max()) + 1)[groups]
    return np.asarray((odds @ (members / members.sum(axis=0))).argmax(axis=1), dtype=np.int64)


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
    given: ThemeInput, statements: Sequence[Statement], grouping: _Grouping, traits: Traits
) -> tuple[Theme, ...]:
    labels = grouping.labels
    words = keywords(statements, given.shown, labels)
    resamples = given.settings.resamples if len(statements) >= given.settings.too_few else 0
    sampled = labels[grouping.sample]
    steady = stability(grouping.pairs, sampled, resamples, given.seed)
    held = _cohesion(grouping.pairs.odds, sampled)
    return tuple(
        _theme(
            [int(row) for row in np.flatnonzero(labels == group)],
            statements,
            traits.dense["meaning"],
            Theme(
                theme_id="",
                title=title_of(words[group], "Various"),
                statement_ids=(),
                keywords=words[group],
                stability=None if group not in steady else round(steady[group], 4),
                cohesion=held[group],
            ),
        )
        for group in sorted(set(labels.tolist()))
    )


def _cohesion(odds: NDArray[np.float32], labels: NDArray[np.int64]) -> dict[int, float]:
    """Group -> mean probability that two of its statements are about one matter, 0-1."""
    found = {}
    for group in sorted(set(labels.tolist())):
        inside = np.flatnonzero(labels == group)
        pairs = odds[np.ix_(inside, inside)][np.triu_indices(len(inside), 1)].astype(float)
        found[group] = round(float((1 / (1 + np.exp(-pairs))).mean()), 4) if len(pairs) else 0.0
    return found


def _theme(
    rows: Sequence[int], statements: Sequence[Statement], meaning: NDArray[np.float64], bare: Theme
) -> Theme:
    """The bare theme with its statements and those nearest to their centre."""
    centre = meaning[rows].mean(axis=0)
    norm = float(np.linalg.norm(centre))
    near = meaning[rows] @ (centre / norm if norm else centre)
    by_nearness = sorted(
        range(len(rows)),
        key=lambda i: (-round(float(near[i]), 6), statements[rows[i]].statement_id),
    )
    ids = [statements[row].statement_id for row in rows]
    return replace(
        bare,
        statement_ids=tuple(sorted(ids)),
        exemplar_ids=tuple(ids[i] for i in by_nearness[:_EXEMPLARS]),
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
