"""Measures by which the session chooses words: nearness, harshness, goals and acts at the top."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from toolkit import language
from toolkit.model.findings import Coding, Statement, Theme
from toolkit.model.marks import Mark
from toolkit.model.vocabulary import Kind, Wave
from toolkit.session import Wording, read_stakes, users_of, wording_of
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
_AS_NEAR_AS = 0.5
"""Praise is of a theme's matter where it speaks more of it than most of its own members."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was said, of what, and in which words it may be shown."""

    themes: Sequence[Theme]
    statements: Sequence[Statement]
    codings: Mapping[str, Coding]
    shown: Mapping[str, str]
    """Statement id -> redacted words, "" where withheld."""


def mark_statements(found: Said, encode: Encode | None) -> Mapping[str, Mark]:
    """Statement id -> marks, for everything said since the launch that has words.

    Nearness is measured on words that a theme's people share, and on meaning where there is an
    encoder.
    """
    said = [one for one in found.statements if not one.empty and one.source.wave is not Wave.BEFORE]
    texts = [one.text for one in said]
    attitudes = read_attitudes(texts, encode)
    stakes = read_stakes(texts, encode)
    marks = {
        one.statement_id: _mark(attitude, goal=float(row[0]), act=float(row[1]))
        for one, attitude, row in zip(said, attitudes, stakes, strict=True)
    }
    return _with_nearness(found, said, marks, encode)


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
    found: Said, said: Sequence[Statement], marks: Mapping[str, Mark], encode: Encode | None
) -> Mapping[str, Mark]:
    ground = _Ground.of(found, said, encode)
    near = dict(marks)
    matters: list[_Matter] = []
    for theme in found.themes:
        members = [ground.by_id[key] for key in sorted(theme.statement_ids) if key in ground.by_id]
        if not members:
            continue
        matter = ground.matter(theme.theme_id, members)
        matters.append(matter)
        for one, value in zip(members, ground.ranked(matter, _whole(members)), strict=True):
            near[one.statement_id] = replace(near[one.statement_id], near=value)
        parts = [part for one in members for part in ground.parts(one)]
        spread = iter(ground.ranked(matter, parts))
        for one in members:
            own = tuple(next(spread) for _ in ground.parts(one))
            near[one.statement_id] = replace(near[one.statement_id], sentences=own)
    return _with_matters(found, ground, near, matters)


_Part = tuple[str, str]
"""Who says it, and the words."""


def _whole(members: Sequence[Statement]) -> list[_Part]:
    return [(one.speaker, one.text) for one in members]


@dataclass(frozen=True, slots=True)
class _Matter:
    """A theme's own words, the direction in which its meaning lies, and what its members reach."""

    theme_id: str
    wording: Wording
    centre: NDArray[np.float64] | None
    bars: tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Ground:
    """What is shared by all themes: who uses which word, and what each text means."""

    by_id: Mapping[str, Statement]
    shown: Mapping[str, str]
    users: Mapping[str, frozenset[str]]
    people: int
    meanings: _Meanings | None

    @classmethod
    def of(cls, found: Said, said: Sequence[Statement], encode: Encode | None) -> _Ground:
        """The ground of a review; all texts are encoded in one call."""
        ground = cls(
            by_id={one.statement_id: one for one in said},
            shown=found.shown,
            users=users_of(_whole(said)),
            people=len({one.speaker for one in said}),
            meanings=None,
        )
        if encode is None or not said:
            return ground
        placed = [
            ground.by_id[key]
            for one in found.themes
            for key in one.statement_ids
            if key in ground.by_id
        ]
        parts = [text for one in placed for _, text in ground.parts(one)]
        return replace(ground, meanings=_Meanings.of([one.text for one in said], parts, encode))

    def parts(self, one: Statement) -> list[_Part]:
        """The sentences of its words as they may be shown."""
        text = " ".join(self.shown.get(one.statement_id, "").split())
        spans = language.sentences(text, one.language)
        return [(one.speaker, text[span.start : span.end]) for span in spans]

    def matter(self, theme_id: str, members: Sequence[Statement]) -> _Matter:
        """What a theme is about."""
        wording = wording_of(_whole(members), self.users, self.people)
        centre = self._meant([one.text for one in members])
        middle = None if centre is None else _unit(centre.mean(axis=0))
        bare = _Matter(theme_id, wording, middle, (0.0, 0.0))
        worded, meant = self.measured(bare, _whole(members))
        bars = (float(np.quantile(worded, _AS_NEAR_AS)), float(np.quantile(meant, _AS_NEAR_AS)))
        return replace(bare, bars=bars)

    def measured(
        self, matter: _Matter, parts: Sequence[_Part]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """How much each part shares the theme's words, and its meaning (0 without an encoder)."""
        worded = np.array([matter.wording.weight(text, who) for who, text in parts])
        meant = self._meant([text for _, text in parts])
        if meant is None or matter.centre is None:
            return worded, np.zeros(len(parts))
        return worded, meant @ matter.centre

    def ranked(self, matter: _Matter, parts: Sequence[_Part]) -> list[float]:
        """Both together by the mean of their ranks, as a rank again: 1 for the most of a theme."""
        worded, meant = self.measured(matter, parts)
        return _by_rank(_rank(worded) + _rank(meant))

    def _meant(self, texts: Sequence[str]) -> NDArray[np.float64] | None:
        return self.meanings.of_texts(texts) if self.meanings and texts else None


@dataclass(frozen=True, slots=True)
class _Meanings:
    """What texts mean against the review's mean: what all share (manner, trade) tells no theme."""

    places: Mapping[str, int]
    rows: NDArray[np.float64]

    @classmethod
    def of(cls, said: Sequence[str], parts: Sequence[str], encode: Encode) -> _Meanings:
        """Unit rows of whole statements and of their sentences; the mean is of the statements."""
        texts = list(dict.fromkeys([*said, *parts]))
        places = {text: place for place, text in enumerate(texts)}
        raw = np.asarray(encode(texts), dtype=float)
        mean = raw[[places[text] for text in said]].mean(axis=0)
        return cls(places, _unit(raw - mean))

    def of_texts(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Their rows; each was among the texts of the beginning."""
        return self.rows[[self.places[text] for text in texts]]


def _unit(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    length = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.maximum(length, 1e-9))


def _rank(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """0 for the least, ties share the mean of their ranks."""
    return np.asarray(rankdata(np.round(values, 6)) - 1)


def _by_rank(values: NDArray[np.float64]) -> list[float]:
    """1 for the most, falling evenly; one alone is the most."""
    order = np.argsort(np.argsort(-np.round(values, 6), kind="stable"), kind="stable")
    return [round(1 - float(place) / len(values), 4) for place in order]


def _with_matters(
    found: Said, ground: _Ground, marks: dict[str, Mark], matters: Sequence[_Matter]
) -> Mapping[str, Mark]:
    """Praise outside the themes belongs to the matter that it names as most of its members do."""
    placed = {key for theme in found.themes for key in theme.statement_ids}
    praise = [
        one
        for key, one in sorted(ground.by_id.items())
        if key not in placed and found.codings[key].kind is Kind.PRAISE
    ]
    best = np.zeros(len(praise))
    for matter in sorted(matters, key=lambda one: one.theme_id):
        worded, meant = ground.measured(matter, _whole(praise))
        is_near = (worded >= matter.bars[0]) & (meant >= matter.bars[1]) & (worded > best)
        for place in np.flatnonzero(is_near):
            key = praise[place].statement_id
            marks[key] = replace(marks[key], matter=matter.theme_id)
        best = np.where(is_near, worded, best)
    return marks
