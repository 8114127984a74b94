"""Cases whose export formats the toolkit had not seen: as they were first read, and today.

    python benchmarks/unseen.py --scorer score_case.py

`benchmarks/cases` holds seven invented companies with their answer keys, written in two rounds by
people who had not seen the readers, in English, German, Italian, French and Spanish and in exports
of some twenty makes. "first" is what came out before anything was mended for a case and stays as it
is ({} for `hangar`: its run ended in an error); "today" is after the mends, so it is no longer
unseen. No mapping file, no decision of a person. Writes benchmarks/results/unseen.json. About five
minutes.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).parent / "cases"
RESULT = Path(__file__).parent / "results" / "unseen.json"


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
        found = json.loads(said.stdout)
    return {name: round(float(value), 3) for name, value in found.items()}


if __name__ == "__main__":
    main()
