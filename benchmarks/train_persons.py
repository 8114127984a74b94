"""Measure the reading of whole persons on trades left out, and write what ships of it.

    python benchmarks/train_persons.py            # figures, and the file that ships
    python benchmarks/train_persons.py --measure  # figures only

benchmarks/data/persons.jsonl names invented speakers: of the coder's invented cases (by case and
speaker), or with their words. Each one's stance was judged by reading everything the speaker says,
before anything was fitted. What ships (toolkit/stakeholders/data/persons.npz) are their mean
vectors and stances. Writes benchmarks/results/persons.json. Takes about ten seconds.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr
from sklearn.metrics import cohen_kappa_score
from sklearn.model_selection import GroupKFold

from toolkit import language
from toolkit.coding.exemplars import read_exemplars
from toolkit.model.vocabulary import Stance
from toolkit.stakeholders.attitudes import LEANING_OF_STANCE
from toolkit.stakeholders.person_reading import PROBE, fit_persons, mean_vectors

HERE = Path(__file__).parent
PERSONS = HERE / "data" / "persons.jsonl"
RESULT = HERE / "results" / "persons.json"
SHIPPED = HERE.parent / "toolkit" / "stakeholders" / "data" / "persons.npz"
FOLDS = 10
STEPS = tuple(Stance)


@dataclass(frozen=True, slots=True)
class Speaker:
    """An invented speaker."""

    stance: Stance
    trade: str
    """What is left out together: the case, or the trade."""
    said: tuple[str, ...]


def main() -> None:
    """Measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", action="store_true", help="figures only")
    options = parser.parse_args()
    speakers = read_speakers()
    vectors, probe = vectors_of(speakers)
    figures = measured(speakers, vectors)
    RESULT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))
    if not options.measure:
        np.savez_compressed(
            SHIPPED,
            vectors=vectors.astype(np.float16),
            stances=np.array([STEPS.index(one.stance) for one in speakers], dtype=np.int8),
            probe=probe.astype(np.float32),
        )


def read_speakers() -> tuple[Speaker, ...]:
    """The speakers in the file's order."""
    words: dict[tuple[str, str], list[str]] = {}
    for one in read_exemplars():
        if one.speaker:
            words.setdefault((one.industry, one.speaker.rpartition(":")[2]), []).append(one.text)
    found = []
    for line in PERSONS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        own = (
            [one["text"] for one in row["said"]]
            if "said" in row
            else words[row["case"], row["speaker"]]
        )
        trade = row.get("case") or row["industry"]
        found.append(Speaker(Stance(row["stance"]), str(trade), tuple(own)))
    return tuple(found)


def vectors_of(
    speakers: Sequence[Speaker],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Mean vectors, shape (speakers, d), and the probe's vector."""
    texts = [text for one in speakers for text in one.said]
    rows = np.asarray(language.encode([*texts, PROBE]).rows([*texts, PROBE]), dtype=float)
    ends = np.cumsum([len(one.said) for one in speakers])
    groups = [
        range(end - len(one.said), end) for one, end in zip(speakers, ends.tolist(), strict=True)
    ]
    return mean_vectors(rows, groups), rows[-1]


def measured(speakers: Sequence[Speaker], vectors: NDArray[np.float64]) -> dict[str, object]:
    """How near the reading comes on trades that it was not fitted on."""
    true = np.array([LEANING_OF_STANCE[one.stance] for one in speakers])
    read = np.zeros(len(speakers))
    trades = [one.trade for one in speakers]
    for fit, left in GroupKFold(FOLDS).split(vectors, groups=trades):
        model = fit_persons(vectors[fit], [speakers[i].stance for i in fit])
        read[left] = model.predict(vectors[left])
    places = np.array([STEPS.index(one.stance) for one in speakers])
    counts = np.bincount(places, minlength=len(STEPS))
    cuts = np.quantile(read, np.cumsum(counts)[:-1] / len(speakers))
    ranked = np.searchsorted(cuts, read)
    return {
        "speakers": len(speakers),
        "statements": sum(len(one.said) for one in speakers),
        "trades": len(set(trades)),
        "stances": {str(step): int(n) for step, n in zip(STEPS, counts, strict=True)},
        "on trades left out": {
            "leaning, spearman": round(float(spearmanr(true, read).statistic), 3),
            "stance, weighted kappa, cut as often as each step occurs": round(
                float(cohen_kappa_score(places, ranked, weights="quadratic")), 3
            ),
        },
    }


if __name__ == "__main__":
    main()
