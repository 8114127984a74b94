"""Cases whose export formats the toolkit had not seen: as they were first read, and today.

    python benchmarks/unseen.py --scorer score_case.py

`benchmarks/cases` holds ten invented companies with their answer keys, written in three rounds by
people who had not seen the readers, in English, German, Italian, French and Spanish and in exports
of some thirty makes. "first" is what came out before anything was mended for a case and stays as it
is ({} for `hangar`: its run ended in an error); "today" is after the mends, so it is no longer
unseen. No mapping file, no decision of a person. Beside the scorer's figures stand, of the concerns
whose cause is named, the mean confidence that is told, the share that is right, and the calibration
error over five bins of equal count; and how sure the verdicts are told to be, and how many are the
commonest true cause of their themes' concerns: all, and those told to be SURE or surer. Writes
benchmarks/results/unseen.json. About ten minutes.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.scoring import scorer_of
from toolkit.desk.opening import Opened

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).parent / "cases"
RESULT = Path(__file__).parent / "results" / "unseen.json"
SURE = 0.95


def main() -> None:
    """Run and score every case."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scorer", type=Path, required=True, help="the scorer of cases")
    scorer = parser.parse_args().scorer.resolve()
    figures: dict[str, Any] = json.loads(RESULT.read_text(encoding="utf-8"))
    for case in sorted(one for one in CASES.iterdir() if one.is_dir()):
        figures.setdefault(case.name, {})["today"] = score_of(case, scorer)
        print(case.name, json.dumps(figures[case.name]["today"]), flush=True)
    RESULT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def score_of(case: Path, scorer: Path) -> dict[str, float]:
    """The scorer's figures of a run without help."""
    with tempfile.TemporaryDirectory() as folder:
        out, key, tables = (Path(folder) / name for name in ("review", "key.json", "tables"))
        toolkit = [sys.executable, "-m", "toolkit"]
        verbs = (
            [*toolkit, "run", case / "raw", "--out", out, "--key", key],
            [*toolkit, "tables", out, "--identified", "--out", tables, "--key", key],
        )
        for verb in verbs:
            subprocess.run(list(map(str, verb)), cwd=ROOT, check=True, capture_output=True)
        said = subprocess.run(
            [sys.executable, str(scorer), str(case), str(tables), "--json"],
            check=True,
            capture_output=True,
            text=True,
        )
        found = {**json.loads(said.stdout), **calibrations(out, case, tables, scorer)}
    return {name: round(float(value), 3) for name, value in found.items()}


def calibrations(out: Path, case: Path, tables: Path, scorer: Path) -> dict[str, float]:
    """How sure final causes and verdicts are told to be, and how often they are right."""
    matched = scorer_of(scorer).match
    gold, mine = (
        pd.read_csv(place / "statements.csv", dtype=str, keep_default_na=False)
        for place in (case / "truth", tables)
    )
    findings = Opened(out).findings
    finals, verdicts = findings.final_causes, findings.verdicts
    told, right = [], []
    truth: dict[str, list[str]] = {}
    for row, hit in zip(gold.to_dict("records"), matched(gold, mine), strict=True):
        if row["kind"] != "concern" or not row["cause"] or pd.isna(hit):
            continue
        found = mine.loc[hit]
        truth.setdefault(found["theme_id"], []).append(row["cause"])
        named = found["final_cause"]
        if named not in ("", "unclear"):
            told.append(finals[found["statement_id"]].confidence)
            right.append(named == row["cause"])
    order = np.argsort(told, kind="stable")
    sure, hits = np.array(told)[order], np.array(right, dtype=float)[order]
    bins = zip(np.array_split(sure, 5), np.array_split(hits, 5), strict=True)
    error = sum(len(a) * abs(a.mean() - b.mean()) for a, b in bins) / len(sure)
    judged = [
        (verdicts[theme].confidence, str(verdicts[theme].cause) in commonest(causes))
        for theme, causes in truth.items()
        if theme in verdicts and str(verdicts[theme].cause) != "unclear"
    ]
    surest = [ok for confidence, ok in judged if confidence >= SURE]
    return {
        "final_confidence": sure.mean(),
        "final_right": hits.mean(),
        "final_calibration": 1 - error,
        "verdict_confidence": float(np.mean([confidence for confidence, _ in judged])),
        "verdict_right": float(np.mean([ok for _, ok in judged])),
        "verdicts_sure": len(surest),
        "verdicts_sure_right": sum(surest),
    }


def commonest(causes: Sequence[str]) -> set[str]:
    """The cause of most of these; where two are as common, either."""
    return {one for one in causes if causes.count(one) == max(map(causes.count, causes))}


if __name__ == "__main__":
    main()
