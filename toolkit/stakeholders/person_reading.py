"""Where somebody stands by all that he or she said, read together.

One sentence tells little of a stance: fans complain too, and polite people praise what they
refuse. So the mean of somebody's sentence vectors is compared with those of invented speakers,
whose stance was judged by reading everything they say (`benchmarks/train_persons.py`). Nobody real
is among them.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from sklearn.svm import SVR

from toolkit.model.findings import Statement
from toolkit.model.vocabulary import Stance, Wave
from toolkit.stakeholders.attitudes import LEANING_OF_STANCE, Encode

PERSONS = "persons.npz"
PROBE = "I was for it at the start, and I should like to be again."
"""Its vector stands in the file, so that another encoder, whose vectors mean something else, is
known."""
ALIKE = 0.99
"""Cosine from which the probe's two vectors are one: stored ones are rounded."""
STEPS = tuple(Stance)
Vectors = NDArray[np.float64]
Readings = Mapping[tuple[str, bool], float]
"""(person id, before the launch) -> leaning, -1 (against) to 1 (for)."""


@dataclass(frozen=True, slots=True)
class Speakers:
    """The invented speakers: mean vectors of unit length, shape (n, d), and where each stands."""

    vectors: Vectors
    stances: tuple[Stance, ...]
    probe: Vectors
    """The vector of PROBE, shape (d,)."""
    signs: Vectors
    """What the words of each show, shape (n, signs); NaN where a sign is not there."""


def fit_persons(vectors: Vectors, stances: Sequence[Stance]) -> SVR:
    """Support vector regression of the leaning on speakers' mean vectors, shape (n, d)."""
    return SVR(C=1.0).fit(vectors, [LEANING_OF_STANCE[one] for one in stances])


def read_persons(spoken: Sequence[Statement], encode: Encode | None) -> Readings:
    """The leaning of everybody who said something, before the launch and since.

    Only a person's own statements are read. Empty without an encoder, or with another one than the
    speakers' vectors were made with.
    """
    full = [one for one in spoken if one.source.person_id and not one.empty]
    if encode is None or not full or not is_the_encoder(encode, shipped_speakers()):
        return {}
    rows = np.asarray(encode([one.text for one in full]), dtype=float)
    of: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for row, one in enumerate(full):
        of[one.source.person_id, one.source.wave is Wave.BEFORE].append(row)
    keys = sorted(of)
    means = mean_vectors(rows, [of[key] for key in keys])
    return dict(zip(keys, map(float, np.clip(_shipped().predict(means), -1, 1)), strict=True))


def mean_vectors(rows: Vectors, groups: Sequence[Sequence[int]]) -> Vectors:
    """The mean of each group's rows, of unit length, shape (groups, d); zeros stay zeros.

    Rows are added in an order of their own, so that the order of what was said changes nothing.
    """
    means = np.array([np.sort(rows[list(group)], axis=0).mean(axis=0) for group in groups])
    norms = np.linalg.norm(means, axis=1, keepdims=True)
    return np.asarray(means / np.where(norms > 0, norms, 1.0))


def is_the_encoder(encode: Encode, speakers: Speakers) -> bool:
    """Whether this encoder gives the vectors that the speakers' are."""
    seen = np.asarray(encode([PROBE]), dtype=float)[0]
    return seen.shape == speakers.probe.shape and float(seen @ speakers.probe) >= ALIKE


@cache
def shipped_speakers() -> Speakers:
    """The invented speakers that come with the toolkit."""
    data = files("toolkit.stakeholders").joinpath("data", PERSONS).read_bytes()
    with np.load(io.BytesIO(data), allow_pickle=False) as stored:
        return Speakers(
            stored["vectors"].astype(float),
            tuple(STEPS[int(place)] for place in stored["stances"]),
            stored["probe"].astype(float),
            stored["signs"].astype(float),
        )


@cache
def _shipped() -> SVR:
    speakers = shipped_speakers()
    return fit_persons(speakers.vectors, speakers.stances)
