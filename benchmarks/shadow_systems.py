"""Measure the reading of shadow systems, inputs without purpose and wishes to stop.

    python benchmarks/shadow_systems.py

Writes benchmarks/results/shadow_systems.json. Every figure is taken on examples of trades that the
model was not fitted on (8 folds over trades), beside a list of keywords as the obvious alternative.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.metrics import average_precision_score, log_loss, roc_auc_score
from sklearn.model_selection import GroupKFold

from toolkit import language
from toolkit.relaunch.named_things import own_words
from toolkit.relaunch.reading_model import THINGS, fit_readings
from toolkit.relaunch.readings import Encode, Example, Reading, ReadingLabel, read_examples
from toolkit.relaunch.shadow_systems import SURE
from toolkit.settings import EncoderSettings

RESULT = Path(__file__).parent / "results" / "shadow_systems.json"
FOLDS = 8
THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5)
CACHE = Path(__file__).parent / "build"
KEYWORDS = re.compile(
    r"excel|spreadsheet|sheet|whatsapp|notebook|paper|list|liste|tabelle|zettel|foglio|quaderno"
    r"|agenda|cahier|tableau|libreta|hoja|old (?:system|database)|altsystem|vecchio",
    re.IGNORECASE,
)
"""What somebody would search for; only to compare with."""


def main() -> None:
    """Measure with vectors and without, write the figures."""
    examples = read_examples()
    texts = [one.text for one in examples]
    encoder = language.load_encoder(EncoderSettings(), texts)

    def encode(some: Sequence[str]) -> np.ndarray:
        return language.encode(list(some), encoder, cache=CACHE).rows(list(some))

    figures = {
        "examples": {str(k): sum(one.label is k for one in examples) for k in ReadingLabel},
        "trades": len({(one.language, one.industry) for one in examples}),
        "words and vectors": figures_of(examples, left_out(examples, encode)),
        "words alone": figures_of(examples, left_out(examples, None)),
        "keywords for shadow systems": keywords(examples),
    }
    RESULT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))


def left_out(examples: Sequence[Example], encode: Encode | None) -> list[Reading]:
    """What the model reads in each example when its trade was not seen."""
    trades = [f"{one.language} {one.industry}" for one in examples]
    found: dict[int, Reading] = {}
    for fit, left in GroupKFold(FOLDS).split(examples, groups=trades):
        model = fit_readings([examples[i] for i in fit], encode)
        read = model.read([examples[i].text for i in left], encode)
        found.update(zip(map(int, left), read, strict=True))
    return [found[i] for i in range(len(examples))]


def figures_of(examples: Sequence[Example], read: Sequence[Reading]) -> dict[str, object]:
    """Per reading: how well it is told from the rest; for things, how well the name is found."""
    names = [str(label) for label in ReadingLabel]
    order = sorted(names)
    shares = [[one[ReadingLabel(name)] for name in order] for one in read]
    found: dict[str, object] = {
        "log loss": round(log_loss([one.label.value for one in examples], shares, labels=order), 3)
    }
    for label in (ReadingLabel.SHADOW, ReadingLabel.WHY_FIELD, ReadingLabel.REPLACE):
        true = np.array([one.label is label for one in examples])
        score = np.array([one[label] for one in read])
        found[str(label)] = {
            "auroc": round(float(roc_auc_score(true, score)), 3),
            "average precision": round(float(average_precision_score(true, score)), 3),
            "precision and recall from": {
                str(least): _at(score >= least, true) for least in sorted({SURE, *THRESHOLDS})
            },
        }
    for label in THINGS:
        found[f"name of the thing, {label}"] = _names(examples, read, label)
    kinds = [one.kind is seen.kind for one, seen in zip(examples, read, strict=True) if one.kind]
    found["kind of shadow system right"] = round(float(np.mean(kinds)), 3)
    return found


def _at(sure: np.ndarray, true: np.ndarray) -> list[float]:
    precision = float(true[sure].mean()) if sure.any() else 0.0
    return [round(precision, 3), round(float(sure[true].mean()), 3)]


def _names(
    examples: Sequence[Example], read: Sequence[Reading], label: ReadingLabel
) -> dict[str, object]:
    """Exact matches, and the mean overlap of telling words, where the label is true."""
    exact, overlap = [], []
    for one, seen in zip(examples, read, strict=True):
        if one.label is label and seen[label] == max(seen[other] for other in THINGS):
            true, said = own_words(one.text[one.start : one.end]), own_words(seen.thing)
            both = len(true & said)
            exact.append(true == said)
            overlap.append(2 * both / (len(true) + len(said)) if both else 0.0)
    return {
        "n": len(exact),
        "exact": round(float(np.mean(exact)), 3),
        "word f1": round(float(np.mean(overlap)), 3),
    }


def keywords(examples: Sequence[Example]) -> dict[str, float]:
    """What a list of keywords would find."""
    true = np.array([one.label is ReadingLabel.SHADOW for one in examples])
    hit = np.array([bool(KEYWORDS.search(one.text)) for one in examples])
    return {
        "precision": round(float(true[hit].mean()), 3),
        "recall": round(float(hit[true].mean()), 3),
    }


if __name__ == "__main__":
    main()
