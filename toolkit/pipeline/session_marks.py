"""Measures by which the session chooses words: nearness, harshness, goals and acts at the top."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from toolkit.model.findings import Findings, Statement
from toolkit.model.marks import Mark
from toolkit.model.vocabulary import Kind, Wave
from toolkit.session import read_stakes
from toolkit.stakeholders.attitude_model import read_attitudes
from toolkit.stakeholders.attitudes import Attitude, AttitudeLabel

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
_HARSH = {
    AttitudeLabel.OBJECTS: 1.0,
    AttitudeLabel.LET_DOWN: 0.8,
    AttitudeLabel.RESIGNED: 0.6,
}
"""How much an attitude has an edge when it is read aloud: a flat no most, giving up least."""
_CONTENT = (AttitudeLabel.ADVOCATES, AttitudeLabel.PLEASED)
_AS_NEAR_AS = 0.7
"""Praise is of a theme's matter where it lies nearer to its middle than most of its own members."""


def mark_statements(found: Findings, encode: Encode | None) -> Mapping[str, Mark]:
    """Statement id -> marks, for everything said since the launch that has words.

    Without an encoder nearness is left to the themes' exemplars.
    """
    said = [one for one in found.statements if not one.empty and one.source.wave is not Wave.BEFORE]
    texts = [one.text for one in said]
    attitudes = read_attitudes(texts, encode)
    stakes = read_stakes(texts, encode)
    marks = {
        one.statement_id: _mark(attitude, goal=float(row[0]), act=float(row[1]))
        for one, attitude, row in zip(said, attitudes, stakes, strict=True)
    }
    return _with_nearness(found, said, marks, encode) if encode and said else marks


def _mark(attitude: Attitude, *, goal: float, act: float) -> Mark:
    harsh = sum(weight * attitude[label] for label, weight in _HARSH.items())
    content = sum(attitude[label] for label in _CONTENT)
    return Mark(
        harsh=round(min(harsh, 1.0), 4),
        content=round(min(content, 1.0), 4),
        goal=round(goal, 4),
        act=round(act, 4),
    )


def _with_nearness(
    found: Findings, said: Sequence[Statement], marks: Mapping[str, Mark], encode: Encode
) -> Mapping[str, Mark]:
    rows = {one.statement_id: place for place, one in enumerate(said)}
    vectors = np.asarray(encode([one.text for one in said]), dtype=float)
    near = dict(marks)
    centres: dict[str, NDArray[np.float64]] = {}
    bars: dict[str, float] = {}
    for theme in found.themes:
        keys = sorted(key for key in theme.statement_ids if key in rows)
        if not keys:
            continue
        own = vectors[[rows[key] for key in keys]]
        centre = own.mean(axis=0)
        centre = centre / max(float(np.linalg.norm(centre)), 1e-9)
        likeness = own @ centre
        centres[theme.theme_id] = centre
        bars[theme.theme_id] = float(np.quantile(likeness, _AS_NEAR_AS))
        for key, value in zip(keys, _by_rank(likeness), strict=True):
            near[key] = replace(near[key], near=value)
    return _with_matters(found, vectors, rows, near, (centres, bars))


def _by_rank(likeness: NDArray[np.float64]) -> list[float]:
    """1 for the nearest, falling evenly; one alone is the nearest."""
    order = np.argsort(np.argsort(-likeness, kind="stable"), kind="stable")
    return [round(1 - float(place) / len(likeness), 4) for place in order]


def _with_matters(
    found: Findings,
    vectors: NDArray[np.float64],
    rows: Mapping[str, int],
    marks: dict[str, Mark],
    themes: tuple[Mapping[str, NDArray[np.float64]], Mapping[str, float]],
) -> Mapping[str, Mark]:
    """Praise outside the themes belongs to the matter of the theme that it lies nearest to."""
    centres, bars = themes
    placed = {key for theme in found.themes for key in theme.statement_ids}
    names = sorted(centres)
    for key, place in rows.items():
        if key in placed or found.codings[key].kind is not Kind.PRAISE or not names:
            continue
        likeness = [float(vectors[place] @ centres[name]) for name in names]
        best = int(np.argmax(likeness))
        if likeness[best] >= bars[names[best]]:
            marks[key] = replace(marks[key], matter=names[best])
    return marks
