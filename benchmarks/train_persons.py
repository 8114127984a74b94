"""Measure the reading of whole persons on trades left out, and write what ships of it.

    python -m benchmarks.train_persons            # figures, and the file that ships
    python -m benchmarks.train_persons --measure  # figures only

benchmarks/data/persons.jsonl names invented speakers: of the coder's invented cases (by case and
speaker), or with their words. Each one's stance was judged by reading everything the speaker says,
before anything was fitted. What ships (toolkit/stakeholders/data/persons.npz) are their mean
vectors, what their words show (person_signs.SIGNS) and their stances. Writes
benchmarks/results/persons.json. Takes about two minutes.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr
from sklearn.metrics import cohen_kappa_score
from sklearn.model_selection import GroupKFold

from benchmarks.speakers import Speaker, points_of, read_speakers, vectors_of
from toolkit.model.vocabulary import Stance
from toolkit.stakeholders.attitudes import LEANING_OF_STANCE, Encode
from toolkit.stakeholders.person_reading import PROBE, fit_persons, mean_vectors
from toolkit.stakeholders.person_signs import SIGNS, fit_signs, signs_of

HERE = Path(__file__).parent
RESULT = HERE / "results" / "persons.json"
SHIPPED = HERE.parent / "toolkit" / "stakeholders" / "data" / "persons.npz"
FOLDS = 10
STEPS = tuple(Stance)
Rows = NDArray[np.float64]


def main() -> None:
    """Measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", action="store_true", help="figures only")
    options = parser.parse_args()
    speakers = read_speakers()
    encode = vectors_of([PROBE, *(text for one in speakers for text in one.said)])
    vectors = _means(speakers, encode)
    together = _left_out_readings(speakers, vectors)
    signs = _signs(speakers, together, encode)
    figures = measured(speakers, together, signs)
    RESULT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))
    if not options.measure:
        np.savez_compressed(
            SHIPPED,
            vectors=vectors.astype(np.float16),
            signs=signs.astype(np.float16),
            stances=np.array([STEPS.index(one.stance) for one in speakers], dtype=np.int8),
            probe=np.asarray(encode([PROBE])[0], dtype=np.float32),
        )


def _means(speakers: Sequence[Speaker], encode: Encode) -> Rows:
    """Mean vectors, shape (speakers, d)."""
    rows = np.asarray(encode([text for one in speakers for text in one.said]), dtype=float)
    ends = np.cumsum([len(one.said) for one in speakers])
    groups = [
        range(end - len(one.said), end) for one, end in zip(speakers, ends.tolist(), strict=True)
    ]
    return mean_vectors(rows, groups)


def _left_out_readings(speakers: Sequence[Speaker], vectors: Rows) -> Rows:
    """What all the words say together, by a model that has not seen the speaker's trade."""
    read = np.zeros(len(speakers))
    for fit, left in _folds(speakers):
        model = fit_persons(vectors[fit], [speakers[i].stance for i in fit])
        read[left] = model.predict(vectors[left])
    return read


def _signs(speakers: Sequence[Speaker], together: Rows, encode: Encode) -> Rows:
    """Shape (speakers, signs), NaN where a sign is not there."""
    rows = np.full((len(speakers), len(SIGNS)), np.nan)
    for place, points in enumerate(points_of(speakers, encode)):
        shown = signs_of(points, float(together[place]))
        rows[place] = [shown.get(name, np.nan) for name in SIGNS]
    return rows


def _folds(speakers: Sequence[Speaker]) -> list[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    trades = [one.trade for one in speakers]
    return list(GroupKFold(FOLDS).split(np.zeros(len(speakers)), groups=trades))


def measured(speakers: Sequence[Speaker], together: Rows, signs: Rows) -> dict[str, object]:
    """How near both come on trades that they were not fitted on, and the weights of the signs."""
    told = np.zeros(len(speakers))
    for fit, left in _folds(speakers):
        model = fit_signs(signs[fit], [speakers[i].stance for i in fit])
        told[left] = [
            model.tell(dict(zip(SIGNS, row.tolist(), strict=True))).leaning for row in signs[left]
        ]
    whole = fit_signs(signs, [one.stance for one in speakers])
    counts = np.bincount([STEPS.index(one.stance) for one in speakers], minlength=len(STEPS))
    return {
        "speakers": len(speakers),
        "statements": sum(len(one.said) for one in speakers),
        "trades": len({one.trade for one in speakers}),
        "stances": {str(step): int(n) for step, n in zip(STEPS, counts, strict=True)},
        "on trades left out": {
            "all the words together": _agreement(speakers, together),
            "all signs": _agreement(speakers, told),
        },
        "weights of the signs (one standard deviation adds)": {
            name: round(float(weight), 3)
            for name, weight in sorted(
                zip(SIGNS, whole.weights, strict=True), key=lambda one: -abs(float(one[1]))
            )
        },
    }


def _agreement(speakers: Sequence[Speaker], read: Rows) -> dict[str, float]:
    true = [LEANING_OF_STANCE[one.stance] for one in speakers]
    places = np.array([STEPS.index(one.stance) for one in speakers])
    ranked = np.empty(len(speakers), dtype=int)
    ranked[np.argsort(read, kind="stable")] = np.sort(places)
    return {
        "leaning, spearman": round(float(spearmanr(true, read).statistic), 3),
        "stance, weighted kappa, cut as often as each step occurs": round(
            float(cohen_kappa_score(places, ranked, weights="quadratic")), 3
        ),
    }


if __name__ == "__main__":
    main()
