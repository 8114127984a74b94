"""People over all cases at hand: with ratings, with ratings alone, and with words alone.

    python -m benchmarks.people_cases [CASE ...]

Measures every case of benchmarks/cases, the sample, and what else is named (folders with raw/ and
truth/). Each is reviewed twice: as it is, and with every answer on a scale taken out behind the
first room. What was chosen was chosen on CHOOSING; CONFIRMING were looked at beside; BLIND were
measured when all was settled. Writes benchmarks/results/people-cases.json. About a minute and a
half a case.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.people import off_side, review, score
from benchmarks.without_ratings import no_scales
from toolkit.stakeholders import judge_people

HERE = Path(__file__).parent
RESULT = HERE / "results" / "people-cases.json"
SAMPLE = HERE.parent / "surveys" / "sample"
CHOOSING = ("alpengarten", "hangar", "sample", "utility", "verlag")
CONFIRMING = ("clinica", "harbour", "italia")
BLIND = ("assekura", "bottega", "foundry")
KEPT = (
    "stance_weighted_kappa",
    "stance_side_accuracy",
    "convertible_auroc",
    "convertible_average_precision",
)
Figures = dict[str, float]


def main() -> None:
    """Measure case by case; what was measured of other cases stays."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path, nargs="*")
    more = [case.resolve() for case in parser.parse_args().cases]
    cases = more or [SAMPLE, *sorted(one for one in (HERE / "cases").iterdir() if one.is_dir())]
    known = json.loads(RESULT.read_text(encoding="utf-8")) if RESULT.is_file() else {}
    measured: dict[str, dict[str, Figures]] = known.get("cases", {})
    for case in cases:
        measured[case.name] = figures_of(case)
        print(case.name, json.dumps(measured[case.name]), flush=True)
        found = {
            "cases": measured,
            "mean of the cases used for choices": mean_of(measured, CHOOSING),
            "mean of the cases looked at beside": mean_of(measured, CONFIRMING),
            "mean of the cases measured when all was settled": mean_of(measured, BLIND),
        }
        RESULT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def figures_of(case: Path) -> dict[str, Figures]:
    """The figures of one case."""
    truth = case / "truth" / "stakeholders.csv"
    gold = pd.read_csv(truth, dtype=str, keep_default_na=False)
    with tempfile.TemporaryDirectory() as folder:
        given, real = review(case / "raw", Path(folder) / "rated")
        with no_scales():
            bare, real_bare = review(case / "raw", Path(folder) / "bare")
        silent = replace(given, statements=())
        return {
            "words and ratings": _some(score(judge_people(given), gold, real)),
            "ratings alone": _some(score(judge_people(silent), gold, real)),
            "words alone": _some(score(judge_people(bare), gold, real_bare)),
            "where the score lies on another side": off_side(given, gold, real),
        }


def _some(figures: Figures) -> Figures:
    return {name: figures[name] for name in KEPT}


def mean_of(measured: dict[str, dict[str, Figures]], cases: tuple[str, ...]) -> dict[str, Figures]:
    """The plain mean of every figure over those of the cases that were measured."""
    there = [measured[name] for name in cases if name in measured]
    return {
        kind: {
            name: round(float(np.mean([one[kind][name] for one in there])), 3)
            for name in there[0][kind]
        }
        for kind in (there[0] if there else {})
    }


if __name__ == "__main__":
    main()
