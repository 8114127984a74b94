"""Measure the reading of attitudes on trades left out.

    python benchmarks/attitudes.py

Writes benchmarks/results/attitudes.json. Every figure is taken on examples of trades that the model
was not fitted on (8 folds over trades). Takes about half a minute.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.stats import spearmanr
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score, log_loss, roc_auc_score
from sklearn.model_selection import GroupKFold

from toolkit import language
from toolkit.settings import EncoderSettings
from toolkit.stakeholders.attitude_model import fit_attitudes
from toolkit.stakeholders.attitudes import Attitude, AttitudeLabel, Encode, Example, read_examples

RESULT = Path(__file__).parent / "results" / "attitudes.json"
FOLDS = 8
SURE = 0.8


def main() -> None:
    """Measure with vectors and without, write the figures."""
    examples = read_examples()
    texts = [one.text for one in examples]
    encoder = language.load_encoder(EncoderSettings(), texts)
    vectors = language.encode(texts, encoder)

    def encode(some: Sequence[str]) -> np.ndarray:
        return vectors.rows(list(some))

    figures: dict[str, object] = {
        "examples": len(examples),
        "trades": len({one.industry for one in examples}),
        "languages": len({one.language for one in examples}),
        "words and vectors": figures_of(examples, left_out(examples, encode)),
        "words alone": figures_of(examples, left_out(examples, None)),
    }
    RESULT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))


def left_out(examples: Sequence[Example], encode: Encode | None) -> list[Attitude]:
    """What the model reads in each example when its trade was not seen."""
    trades = [f"{one.language} {one.industry}" for one in examples]
    found: dict[int, Attitude] = {}
    for fit, left in GroupKFold(FOLDS).split(examples, groups=trades):
        model = fit_attitudes([examples[i] for i in fit], encode)
        read = model.read([examples[i].text for i in left], encode)
        found.update(zip(map(int, left), read, strict=True))
    return [found[i] for i in range(len(examples))]


def figures_of(examples: Sequence[Example], read: Sequence[Attitude]) -> dict[str, object]:
    """Labels, leaning, refusals, backing."""
    labelled = [i for i, one in enumerate(examples) if one.label]
    graded = [i for i, one in enumerate(examples) if one.stance]
    names = sorted(label.value for label in AttitudeLabel)
    true = [str(examples[i].label) for i in labelled]
    shares = np.array([[read[i][AttitudeLabel(name)] for name in names] for i in labelled])
    best = [names[i] for i in shares.argmax(axis=1)]
    refusal = shares[:, names.index(AttitudeLabel.OBJECTS.value)]
    is_refusal = np.array([name == AttitudeLabel.OBJECTS.value for name in true])
    sure = refusal >= SURE
    return {
        "labels": {
            "n": len(true),
            "accuracy": round(accuracy_score(true, best), 3),
            "macro f1": round(f1_score(true, best, average="macro"), 3),
            "log loss": round(log_loss(true, shares, labels=names), 3),
        },
        "refusals": {
            "auroc": round(roc_auc_score(is_refusal, refusal), 3),
            f"precision from {SURE}": round(float(is_refusal[sure].mean()), 3)
            if sure.any()
            else 0.0,
            f"recall from {SURE}": round(float(sure[is_refusal].mean()), 3),
        },
        "backed the launch, auroc": round(
            roc_auc_score(
                [examples[i].backed for i in labelled], [read[i].backed for i in labelled]
            ),
            3,
        ),
        "leaning, spearman": {
            "all": _correlation(range(len(examples)), examples, read),
            "answers of people of a known stance": _correlation(graded, examples, read),
        },
        "confusion, rows are true": {
            "labels": names,
            "counts": confusion_matrix(true, best, labels=names).tolist(),
        },
    }


def _correlation(
    places: Sequence[int], examples: Sequence[Example], read: Sequence[Attitude]
) -> float:
    found = spearmanr([examples[i].leaning for i in places], [read[i].leaning for i in places])
    return round(float(found.statistic), 3)


if __name__ == "__main__":
    main()
