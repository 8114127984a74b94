"""Themes as the machine found them become themes as persons want them, with their ids."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from toolkit.model.decisions import Decisions
from toolkit.model.findings import Theme
from toolkit.model.shapes import MERGE, MOVE
from toolkit.themes.ids import LEAST_OVERLAP, jaccard
from toolkit.themes.moves import Word, members_of, read_word, renamed, taken_back

EXEMPLARS = 5
FOLLOW_KNOWN = 0.5
"""What is new in a group follows the persons' word on it if that was said of half of what was known
there before ..."""
FOLLOW_ALL = 0.25
"""... and of a quarter of the whole group: a few old statements pull no crowd along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a person's word on themes is read against."""

    decisions: Decisions
    rows: Mapping[str, int]
    """Statement id -> its row in `vectors`; who is not in it is gone from the files."""
    vectors: NDArray[np.float32] | None = None
    """Unit rows, shape (n, d); None where they are not at hand: what is new then goes where most
    of its group went."""
    previous: Sequence[Theme] = field(default_factory=tuple)
    """The themes as the last run left them; those without statements are ids used before."""


def shape_themes(themes: Sequence[Theme], ground: Ground) -> tuple[Theme, ...]:
    """The themes after all that persons decided on their members, ids and titles.

    Whatever was merged, split off, pinned or moved stays so; a theme on which anything is decided
    is there, under its id, as long as one of its statements is. What is new is placed where the
    group in which it was found went. Equal to `themes` where nothing was decided, and applied to
    its own result it changes nothing. Raises WrongDecision for a value that names no statements.
    """
    word = read_word(ground.decisions)
    named = _with_ids(themes, word, ground)
    homes = {**_restored(named, word, ground), **word.homes}
    homes = {key: home for key, home in homes.items() if key in ground.rows}
    grouped = homes.keys() - (word.homes.keys() - word.grouped)
    placed = dict(homes)
    for theme in named:
        placed.update(_follow(theme, homes, grouped, _Pull(word.into, ground)))
    shaped = _built(named, placed, ground)
    return tuple(renamed(theme, ground.decisions) for theme in shaped)


def until_next_run(themes: Sequence[Theme], ground: Ground) -> tuple[Theme, ...]:
    """The last run's themes with all that was decided since: what the next run will show.

    Beside `shape_themes` it gives back at once what was merged, split off or moved by a decision
    that was taken back since; the next run finds such statements anew.
    """
    back = _given_back(themes, ground.decisions)
    if not back:
        return shape_themes(themes, ground)
    placed = {key: back.get(key, theme.theme_id) for theme in themes for key in theme.statement_ids}
    return shape_themes(_built(themes, {**back, **placed}, ground), ground)


@dataclass(frozen=True, slots=True)
class _Pull:
    """What draws new statements somewhere."""

    into: Mapping[str, str]
    ground: Ground


# Ids


def _with_ids(themes: Sequence[Theme], word: Word, ground: Ground) -> tuple[Theme, ...]:
    """Themes under the ids that persons spoke of, where a refit gave them others."""
    ids = [theme.theme_id for theme in themes]
    live = {one.theme_id for one in ground.previous if one.statement_ids}
    _unmerge_ids(ids, themes, live, ground.decisions)
    _claim_ids(ids, themes, live, _missing(ids, word, ground))
    return tuple(replace(one, theme_id=new) for one, new in zip(themes, ids, strict=True))


def _unmerge_ids(
    ids: list[str], themes: Sequence[Theme], live: Collection[str], decisions: Decisions
) -> None:
    """Give both parts of a merge that was taken back the ids that they had before it."""
    for row in taken_back(decisions, MERGE):
        source, (target, kept) = row.subject.split(":", 1)[1], next(iter(members_of(row).items()))
        if source in live or source in ids:
            continue
        free = [n for n, one in enumerate(ids) if one == target or one not in live]
        best = _nearest(set(members_of(row).get(source, ())), free, themes)
        rest = _nearest(set(kept), [n for n in free if n != best], themes)
        if best is None or (ids[best] == target and rest is None):
            continue
        if rest is not None and (target not in ids or ids[best] == target):
            ids[rest] = target
        ids[best] = source


def _nearest(wanted: set[str], places: Sequence[int], themes: Sequence[Theme]) -> int | None:
    near = {n: jaccard(wanted, set(themes[n].statement_ids)) for n in places}
    best = max(near, key=lambda n: (near[n], -n), default=None)
    return best if best is not None and near[best] >= LEAST_OVERLAP else None


def _missing(ids: Sequence[str], word: Word, ground: Ground) -> dict[str, set[str]]:
    """Themes on which something is decided and which the run did not find: what is left of them."""
    left = {
        one.theme_id: {key for key in one.statement_ids if key in ground.rows}
        for one in ground.previous
        if one.theme_id in word.held and one.theme_id not in ids
    }
    return {theme: keys for theme, keys in left.items() if keys}


def _claim_ids(
    ids: list[str],
    themes: Sequence[Theme],
    live: Collection[str],
    missing: Mapping[str, set[str]],
) -> None:
    """A missing theme is the new group that holds half of what is left of it, or more.

    What is left of it must be a quarter of that group, or its name would mislead.
    """
    shares = sorted(
        (-len(keys.intersection(themes[n].statement_ids)) / len(keys), theme, n)
        for theme, keys in missing.items()
        for n, one in enumerate(ids)
        if one not in live
        and len(keys.intersection(themes[n].statement_ids))
        >= FOLLOW_ALL * len(themes[n].statement_ids)
    )
    taken: set[int] = set()
    for share, theme, n in shares:
        if -share >= LEAST_OVERLAP and n not in taken and theme not in ids:
            ids[n] = theme
            taken.add(n)


# Members


def _restored(themes: Sequence[Theme], word: Word, ground: Ground) -> dict[str, str]:
    """The statements of themes that a person spoke of and that no group carries on."""
    ids = [one.theme_id for one in themes]
    lost = _missing(ids, word, ground)
    return {key: theme for theme, keys in sorted(lost.items()) for key in sorted(keys)}


def _follow(
    theme: Theme, homes: Mapping[str, str], grouped: Collection[str], pull: _Pull
) -> dict[str, str]:
    """Where those of a group go of whom nobody spoke."""
    free = [k for k in theme.statement_ids if k not in homes and k in pull.ground.rows]
    own = pull.into.get(theme.theme_id, theme.theme_id)
    spoken = [key for key in theme.statement_ids if key in grouped]
    if not spoken:
        return dict.fromkeys(free, own)
    known = {key for one in pull.ground.previous for key in one.statement_ids}
    before = sum(key in known or key in homes for key in theme.statement_ids)
    if len(spoken) < max(FOLLOW_KNOWN * before, FOLLOW_ALL * len(theme.statement_ids)):
        return dict.fromkeys(free, own)
    return _placed_by(free, {key: homes[key] for key in spoken}, pull.ground)


def _placed_by(free: Sequence[str], homes: Mapping[str, str], ground: Ground) -> dict[str, str]:
    """The nearest of several homes by the angle to its centre; without vectors the largest."""
    counts = Counter(homes.values())
    first = min(counts, key=lambda home: (-counts[home], home))
    if ground.vectors is None or len(counts) == 1:
        return dict.fromkeys(free, first)
    names = sorted(counts)
    centres = np.array(
        [_centre([key for key, home in homes.items() if home == name], ground) for name in names]
    )
    near = {key: np.round(centres @ ground.vectors[ground.rows[key]], 6) for key in free}
    return {key: names[int(values.argmax())] for key, values in near.items()}


def _centre(keys: Sequence[str], ground: Ground) -> NDArray[np.float64]:
    """Unit mean, shape (d,), of statements' vectors."""
    assert ground.vectors is not None
    mean = ground.vectors[sorted(ground.rows[key] for key in keys)].mean(axis=0, dtype=np.float64)
    norm = float(np.linalg.norm(mean))
    return np.asarray(mean / norm if norm else mean)


def _given_back(themes: Sequence[Theme], decisions: Decisions) -> dict[str, str]:
    """Statement -> the theme to which a decision gives it back that was taken back since."""
    now = {key: theme.theme_id for theme in themes for key in theme.statement_ids}
    live = {theme.theme_id for theme in themes}
    back: dict[str, str] = {}
    for row in taken_back(decisions, MERGE):
        source, named = row.subject.split(":", 1)[1], members_of(row)
        if source not in live:
            target = next(iter(named))
            back.update({k: source for k in named.get(source, ()) if now.get(k) == target})
    for row in taken_back(decisions, MOVE):
        key = row.subject.split(":", 1)[1]
        if now.get(key, "") == row.decided and row.suggested in live:
            back[key] = row.suggested
    return back


# Building


def _built(themes: Sequence[Theme], placed: Mapping[str, str], ground: Ground) -> tuple[Theme, ...]:
    """Themes with their members as placed, largest first; as they were where nothing changed."""
    members: dict[str, list[str]] = defaultdict(list)
    for key in sorted(placed):
        members[placed[key]].append(key)
    members.pop("", None)
    known = {one.theme_id: one for one in (*ground.previous, *themes) if one.statement_ids}
    found = [
        _member_theme(theme, tuple(keys), known, _Found(themes, ground))
        for theme, keys in members.items()
    ]
    unchanged = {one.theme_id: one for one in themes}
    if all(unchanged.get(one.theme_id) == one for one in found) and len(found) == len(themes):
        return tuple(themes)
    return tuple(sorted(found, key=lambda one: (-len(one.statement_ids), one.statement_ids)))


@dataclass(frozen=True, slots=True)
class _Found:
    themes: Sequence[Theme]
    ground: Ground


def _member_theme(
    theme_id: str, keys: tuple[str, ...], known: Mapping[str, Theme], found: _Found
) -> Theme:
    """The theme with these members: what is said of it is said anew where they changed."""
    base = known.get(theme_id)
    if base is not None and set(base.statement_ids) == set(keys):
        return base
    if base is None:
        base = max(
            found.themes,
            key=lambda one: (len(set(keys).intersection(one.statement_ids)), one.theme_id),
        )
        base = replace(base, theme_id=theme_id, title=f"{base.title} (part)")
    inside = tuple(one for one in base.exemplar_ids if one in set(keys))
    return replace(
        base,
        statement_ids=keys,
        exemplar_ids=_nearest_ones(keys, found.ground) or inside or keys[:EXEMPLARS],
        cohesion=_cohesion(keys, found.themes, base.cohesion),
    )


def _nearest_ones(keys: Sequence[str], ground: Ground) -> tuple[str, ...]:
    """The statements nearest to the centre, best first; none where vectors are not at hand."""
    if ground.vectors is None:
        return ()
    near = ground.vectors[[ground.rows[key] for key in keys]] @ _centre(keys, ground)
    order = sorted(range(len(keys)), key=lambda i: (-round(float(near[i]), 6), keys[i]))
    return tuple(keys[i] for i in order[:EXEMPLARS])


def _cohesion(keys: Sequence[str], themes: Sequence[Theme], otherwise: float) -> float:
    """The mean of the groups from which the statements come, each by how many come from it."""
    shares = {one.theme_id: len(set(keys).intersection(one.statement_ids)) for one in themes}
    total = sum(shares.values())
    if not total:
        return otherwise
    return round(sum(shares[one.theme_id] * one.cohesion for one in themes) / total, 4)
