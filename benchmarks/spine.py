"""The whole way on a case and on real surveys: figures of the scorer, time, memory, sameness.

    python benchmarks/spine.py --case CASE --scorer score_case.py --surveys FOLDER

CASE holds raw/ and truth/; FOLDER holds the public surveys (see docs/how-good-is-it.md). Every run
is a process of its own; wall and CPU seconds and peak memory are that process's. Writes
benchmarks/results/spine.json. Takes about fifteen minutes on two cores.
"""

from __future__ import annotations

import argparse
import csv
import filecmp
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
RESULT = Path(__file__).parent / "results" / "spine.json"
SURVEYS = {
    "jupyter-2015": "jupyter-2015/20160115235816-SurveyExport.csv",
    "r-2018": "r-2018/survey_English.tsv",
    "kubernetes-2019": "kubernetes-2019/contribex-survey-2019.csv",
}
CUTS = {
    "no tickets": ("ticket",),
    "no usage": ("usage",),
    "no org list": ("org",),
}

BAG_OF_WORDS = '[mine.encoder]\nname = "tfidf"\n'
"""The plain baseline: no network reads, TF-IDF codes and compares."""


def measured(arguments: list[str], **environment: str) -> dict[str, Any]:
    """Run a verb in its own process: exit code, wall and CPU seconds, peak memory in MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "toolkit", *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **environment},
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "exit": done.returncode,
        "wall s": round(time.perf_counter() - began, 1),
        "cpu s": round(cpu, 1),
        "peak MB of any run so far": round(after.ru_maxrss / 1024),
        "said": done.stderr.strip().splitlines()[-1:] if done.returncode > 1 else [],
    }


def review(raw: Path, out: Path, **environment: str) -> dict[str, Any]:
    """One review with its counts and its account of rows."""
    figures = measured(["run", str(raw), "--out", str(out), "--json"], **environment)
    figures |= counts(out)
    return figures


def counts(out: Path) -> dict[str, Any]:
    """Rows of the tables and whether every file's rows add up."""
    tables = out / "confidential" / "tables"
    found: dict[str, Any] = {}
    for name in ("statements", "themes", "stakeholders", "agenda", "actions", "requests"):
        path = tables / f"{name}.csv"
        if path.exists():
            with path.open(encoding="utf-8", newline="") as file:
                found[name] = sum(1 for _ in csv.reader(file)) - 1
    return found


def account(raw: Path) -> dict[str, Any]:
    """Rows in, kept and set aside per file, and whether they add up."""
    done = subprocess.run(
        [sys.executable, "-m", "toolkit", "read", str(raw), "--json"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    files = json.loads(done.stdout)
    rows = {
        one["file"]: [one["rows_in"], one["rows_kept"], sum(s["rows"] for s in one["set_aside"])]
        for one in files
    }
    return {
        "rows in, kept, set aside": rows,
        "adds up": all(a == b + c for a, b, c in rows.values()),
        "problems": [one["problem"] for one in files if one["problem"]],
    }


def scores(case: Path, scorer: Path, tables: Path) -> dict[str, float]:
    """The scorer's figures, as they are."""
    done = subprocess.run(
        [sys.executable, str(scorer), str(case), str(tables), "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def identified(out: Path, to: Path) -> Path:
    """The tables with the organisation's ids."""
    measured(["tables", str(out), "--identified", "--out", str(to)])
    return to


def scored(raw: Path, out: Path, options: argparse.Namespace, settings: str = "") -> dict[str, Any]:
    """A review of a changed folder, or with settings of its own, against the case's key."""
    if settings:
        (out / "confidential").mkdir(parents=True)
        (out / "confidential" / "review.toml").write_text(settings, encoding="utf-8")
    figures = review(raw, out)
    tables = identified(out, out.parent / f"{out.name}-id")
    return figures | {"scores": scores(options.case, options.scorer, tables)}


def cut_copy(raw: Path, to: Path, words: tuple[str, ...]) -> Path:
    """A copy of the raw folder without the files whose names hold one of the words."""
    shutil.copytree(raw, to)
    for path in sorted(to.rglob("*")):
        if path.is_file() and any(word in path.name.casefold() for word in words):
            path.unlink()
    return to


def anonymous_copy(raw: Path, to: Path) -> Path:
    """A copy whose survey's identity columns are empty (three header rows stay)."""
    shutil.copytree(raw, to)
    hidden = {
        "RecipientLastName", "RecipientFirstName", "RecipientEmail", "ExternalReference",
        "IPAddress", "LocationLatitude", "LocationLongitude",
    }  # fmt: skip
    for path in to.glob("survey*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        columns = [place for place, name in enumerate(rows[0]) if name in hidden]
        for row in rows[3:]:
            for column in columns:
                row[column] = ""
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(rows)
    return to


def shuffled_copy(raw: Path, to: Path, seed: int) -> Path:
    """A copy in which the data rows of every CSV with one header row stand in another order."""
    shutil.copytree(raw, to)
    for path in sorted(to.rglob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        head = 3 if path.name.startswith("survey") else 1
        data = rows[head:]
        random.Random(seed).shuffle(data)
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows[:head] + data)
    return to


def same(one: Path, other: Path) -> bool:
    """Whether two folders of tables are equal byte for byte."""
    names = sorted(path.name for path in one.glob("*.csv"))
    equal, _, _ = filecmp.cmpfiles(one, other, names, shallow=False)
    return len(names) > 0 and sorted(equal) == names


def main() -> None:
    """Run everything and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--case", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--surveys", type=Path, required=True)
    options = parser.parse_args()
    raw = options.case / "raw"
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        figures["case"] = review(raw, work / "case") | account(raw)
        first = identified(work / "case", work / "case-id")
        figures["case"]["scores"] = scores(options.case, options.scorer, first)
        sample = ROOT / "surveys" / "sample"
        figures["sample"] = review(sample / "raw", work / "sample")
        figures["sample"]["scores"] = scores(
            sample, options.scorer, identified(work / "sample", work / "sample-id")
        )
        review(raw, work / "hashed", PYTHONHASHSEED="4242")
        review(shuffled_copy(raw, work / "shuffled-raw", 7), work / "shuffled")
        figures["same tables"] = {
            "with another hash seed": same(first, identified(work / "hashed", work / "h-id")),
            "with rows shuffled": same(first, identified(work / "shuffled", work / "s-id")),
        }
        for label, words in CUTS.items():
            copy = cut_copy(raw, work / f"raw {label}", words)
            figures[f"case, {label}"] = scored(copy, work / label, options)
        copy = anonymous_copy(raw, work / "raw anonymous")
        figures["case, anonymous survey"] = scored(copy, work / "anonymous", options)
        figures["case, bag of words"] = scored(raw, work / "plain", options, BAG_OF_WORDS)
        for label, path in SURVEYS.items():
            folder = work / f"raw {label}"
            folder.mkdir()
            shutil.copy(options.surveys / path, folder)
            figures[label] = review(folder, work / label) | account(folder)
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
