"""Fit the learned coder on the hand-written exemplars, and measure it on industries left out.

    python benchmarks/train_coder.py            # fit, calibrate, write the model and the figures
    python benchmarks/train_coder.py --measure  # figures only

Writes toolkit/coding/data/coder.skops and benchmarks/results/coder.json. Every figure is taken on
industries that the coder was not fitted on (8 folds over industries). Takes about three minutes.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import skops.io
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from sklearn.metrics import accuracy_score, cohen_kappa_score, confusion_matrix
from sklearn.model_selection import GroupKFold

from toolkit import language
from toolkit.coding.exemplars import Exemplar, read_exemplars
from toolkit.coding.features import Seen, dense_features
from toolkit.coding.heads import Head, cool, fit_head
from toolkit.coding.learned import MODEL_FILE
from toolkit.intake.survey_wording import meaning_of
from toolkit.model.vocabulary import FAMILY_OF

ROOT = Path(__file__).parent.parent
MODEL = ROOT / "toolkit" / "coding" / "data" / MODEL_FILE
RESULT = Path(__file__).parent / "results" / "coder.json"
FOLDS = 8


def main() -> None:
    """Fit, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", action="store_true", help="figures only, no model file")
    options = parser.parse_args()
    exemplars = read_exemplars()
    figures: dict[str, object] = {"exemplars": len(exemplars), "folds over industries": FOLDS}
    heads: dict[str, Head] = {}
    for label in ("kind", "cause", "severity"):
        rows = [one for one in exemplars if getattr(one, label)]
        heads[label], figures[label] = fit_and_measure(rows, label)
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))
    if not options.measure:
        MODEL.parent.mkdir(exist_ok=True)
        skops.io.dump(heads, MODEL, compression=8)


def fit_and_measure(rows: Sequence[Exemplar], label: str) -> tuple[Head, dict[str, object]]:
    """A head fitted on all rows, calibrated on rows of industries left out, with its figures."""
    texts = [one.text for one in rows]
    dense = features(rows)
    labels = np.array([str(getattr(one, label)) for one in rows])
    industries = np.array([one.industry for one in rows])
    names = sorted(set(labels))
    both, words = np.zeros((len(rows), len(names))), np.zeros((len(rows), len(names)))
    for fit, left in GroupKFold(FOLDS).split(texts, labels, industries):
        head = fit_head([texts[i] for i in fit], dense[fit], list(labels[fit]))
        columns = [names.index(one) for one in head.labels]
        both[np.ix_(left, columns)] = head.probabilities([texts[i] for i in left], dense[left])
        words[np.ix_(left, columns)] = head.probabilities([texts[i] for i in left], None)
    temperature = best_temperature(both, labels, names)
    head = fit_head(texts, dense, list(labels))
    head.temperature = temperature
    return head, figures_of(cool(both, temperature), words, labels, names, label)


def features(rows: Sequence[Exemplar]) -> NDArray[np.float64]:
    """The coder's dense features of exemplars, as `suggest_codings` makes them of statements."""
    contexts = [one.before or one.question for one in rows]
    vectors = language.encode([*(one.text for one in rows), *contexts])
    seen = [Seen(one.text, meaning_of(one.question), one.channel, one.level) for one in rows]
    return dense_features(seen, vectors.rows([one.text for one in rows]), vectors.rows(contexts))


def best_temperature(
    found: NDArray[np.float64], labels: NDArray[np.str_], names: Sequence[str]
) -> float:
    """The temperature of least log-loss."""
    right = np.array([names.index(one) for one in labels])

    def loss(temperature: float) -> float:
        cooled = cool(found, temperature)
        return float(-np.log(cooled[np.arange(len(right)), right] + 1e-12).mean())

    return float(minimize_scalar(loss, bounds=(0.3, 3.0), method="bounded").x)


def figures_of(
    found: NDArray[np.float64],
    words: NDArray[np.float64],
    labels: NDArray[np.str_],
    names: Sequence[str],
    label: str,
) -> dict[str, object]:
    """Accuracy, kappa, calibration and confusion on rows left out."""
    best = np.array(names)[found.argmax(axis=1)]
    sure = found.max(axis=1)
    surest = np.argsort(-sure)[: int(0.4 * len(sure))]
    figures: dict[str, object] = {
        "n": len(labels),
        "accuracy": round(accuracy_score(labels, best), 3),
        "kappa": round(cohen_kappa_score(labels, best), 3),
        "kappa, TF-IDF alone": round(
            cohen_kappa_score(labels, np.array(names)[words.argmax(axis=1)]), 3
        ),
        "accuracy on the surest 40 %": round(accuracy_score(labels[surest], best[surest]), 3),
        "expected calibration error": round(calibration_error(sure, best == labels), 3),
        "labels": list(names),
        "confusion, rows are true": confusion_matrix(labels, best, labels=names).tolist(),
    }
    if label == "cause":
        family = {str(cause): str(of) for cause, of in FAMILY_OF.items()}
        same = [family[a] == family[b] for a, b in zip(labels, best, strict=True)]
        figures["family accuracy"] = round(float(np.mean(same)), 3)
    return figures


def calibration_error(sure: NDArray[np.float64], right: NDArray[np.bool_], bins: int = 10) -> float:
    """Expected calibration error over bins of equal count (Naeini et al. 2015)."""
    order = np.argsort(sure)
    parts = np.array_split(order, bins)
    return float(sum(len(p) * abs(sure[p].mean() - right[p].mean()) for p in parts) / len(sure))


if __name__ == "__main__":
    main()
