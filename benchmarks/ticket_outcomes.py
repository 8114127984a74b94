"""Measure the reading of ticket resolutions on industries that it was not fitted on.

    python benchmarks/ticket_outcomes.py

The industries of toolkit/facts/data/resolutions.jsonl are dealt into FOLDS; each is left out in
turn, and a model fitted on the others reads its resolutions. Closings of at most TERSE words are
told apart. Writes benchmarks/results/ticket_outcomes.json. About a minute.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from toolkit import language
from toolkit.facts import resolutions
from toolkit.facts.resolutions import OUTCOMES, Encode, Example, Outcome, Resolution
from toolkit.facts.ticket_outcomes import LEAST_SURE_VECTORS, LEAST_SURE_WORDS
from toolkit.settings import EncoderSettings

RESULT = Path(__file__).parent / "results" / "ticket_outcomes.json"
TEMPERATURES = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0)
FOLDS = 12
TERSE = 8
FAULT = (Outcome.CONFIRMED_DEFECT, Outcome.FIXED)


def main() -> None:
    """Measure with and without code and category, with and without the sentence encoder."""
    rows = [one for one in resolutions.shipped_examples() if one.resolution.text]
    encode = remembered_encoder([one.resolution.words for one in resolutions.shipped_examples()])
    figures: dict[str, object] = {
        "examples": len(rows),
        "industries left out in turn": len({one.industry for one in rows}),
        "share of the largest outcome": round(
            max(sum(one.outcome is kind for one in rows) for kind in OUTCOMES) / len(rows), 3
        ),
    }
    bare = [replace(one, resolution=Resolution(text=one.resolution.text)) for one in rows]
    for name, encoder in (("words", None), ("words and vectors", encode)):
        least = LEAST_SURE_WORDS if encoder is None else LEAST_SURE_VECTORS
        for what, asked in (("text, code and category", rows), ("text alone", bare)):
            found = leave_industries_out(rows, asked, encoder)
            figures[f"{name}: {what}"] = describe(rows, found, least)
            brief = [at for at, one in enumerate(rows) if len(one.resolution.text.split()) <= TERSE]
            figures[f"{name}: {what}, at most {TERSE} words"] = {
                "examples": len(brief),
                **describe([rows[at] for at in brief], found[brief], least),
            }
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1, ensure_ascii=False))


def remembered_encoder(texts: Sequence[str]) -> Encode:
    """The default encoder; each text is encoded once."""
    encoder = language.load_encoder(language_settings(), list(texts))
    vectors = language.encode(texts, encoder)
    return lambda asked: vectors.rows(list(asked))


def language_settings() -> EncoderSettings:
    """The default encoder's settings."""
    return EncoderSettings()


def leave_industries_out(
    rows: Sequence[Example], asked: Sequence[Example], encode: Encode | None
) -> NDArray[np.float64]:
    """(n, outcomes) probabilities; each row from a model that saw no row of its industry."""
    found = np.zeros((len(rows), len(OUTCOMES)))
    industries = sorted({one.industry for one in rows})
    for fold in range(FOLDS):
        out = set(industries[fold::FOLDS])
        places = [place for place, one in enumerate(rows) if one.industry in out]
        others = [one for one in resolutions.shipped_examples() if one.industry not in out]
        model = resolutions.fit_outcomes(others, encode)
        found[places] = model.probabilities([asked[place].resolution for place in places])
    return found


def describe(
    rows: Sequence[Example], found: NDArray[np.float64], least: float
) -> dict[str, object]:
    """Accuracy, by outcome and language, when it abstains, and which temperature would be best."""
    truth = np.array([OUTCOMES.index(one.outcome) for one in rows])
    right = found.argmax(axis=1) == truth
    sure = found.max(axis=1)
    kept = sure >= least
    fault = np.array([OUTCOMES.index(kind) for kind in FAULT])
    fault_right = np.isin(found.argmax(axis=1), fault) == np.isin(truth, fault)
    return {
        "accuracy": round(float(right.mean()), 3),
        "fault or not": round(float(fault_right.mean()), 3),
        "mean confidence": round(float(sure.mean()), 3),
        "answers": round(float(kept.mean()), 3),
        "accuracy where it answers": round(float(right[kept].mean()), 3),
        "calibration error": round(calibration_error(sure, right), 3),
        "recall by outcome": {
            kind.value: round(float(right[truth == place].mean()), 2)
            for place, kind in enumerate(OUTCOMES)
        },
        "accuracy by language": {
            code: round(float(right[[one.language == code for one in rows]].mean()), 2)
            for code in sorted({one.language for one in rows})
        },
        "log loss by further temperature": {
            str(t): round(log_loss(resolutions.sharpen(found, t), truth), 3) for t in TEMPERATURES
        },
    }


def calibration_error(sure: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Expected calibration error in ten bins of equal width (Naeini et al. 2015)."""
    bins = np.minimum((sure * 10).astype(int), 9)
    gaps = [
        abs(float(right[bins == one].mean() - sure[bins == one].mean()))
        * float((bins == one).mean())
        for one in sorted(set(bins.tolist()))
    ]
    return sum(gaps)


def log_loss(found: NDArray[np.float64], truth: NDArray[np.intp]) -> float:
    """Mean negative log-probability of the truth."""
    return float(-np.log(np.clip(found[np.arange(len(truth)), truth], 1e-9, 1)).mean())


if __name__ == "__main__":
    main()
