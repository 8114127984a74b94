"""What a person's answers are worth on a whole case: the queue answered from the answer key.

    python benchmarks/answers.py --case CASE --scorer score_case.py [--name NAME]

CASE holds raw/ and truth/. The case is reviewed; then the statements that `relaunch queue` puts
first are given the kind and the cause of the key (those that the key does not hold are passed
over), ten at a time, and the case is reviewed again after 20, 40, 60 and 100. Writes
benchmarks/results/answers-NAME.json, each stop when it is reached. About six minutes.
"""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.scoring import DIAGNOSIS, scorer_of
from toolkit.pipeline.deciding import decide

ROOT = Path(__file__).parent.parent
STOPS = (0, 20, 40, 60, 100)
AT_ONCE = 10


def main() -> None:
    """Review, answer, review again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--case", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--name", default="case")
    options = parser.parse_args()
    scorer = scorer_of(options.scorer)
    curve: dict[str, Any] = {}
    result = Path(__file__).parent / "results" / f"answers-{options.name}.json"
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder), options.case, options.scorer)
        answered: set[str] = set()
        for stop in STOPS:
            key = place.key_of(scorer) if stop else {}
            while len(answered) < stop:
                asked = [one for one in place.queue() if one in key and one not in answered]
                if not asked:
                    break
                for one in asked[: min(AT_ONCE, stop - len(answered))]:
                    place.answer(one, key[one])
                    answered.add(one)
            curve[str(len(answered))] = place.figures()
            print(len(answered), curve[str(len(answered))], flush=True)
            result.write_text(json.dumps(curve, indent=1) + "\n", encoding="utf-8")


class Place:
    """A review in a folder, used through the command line as a person would."""

    def __init__(self, folder: Path, case: Path, scorer: Path) -> None:
        self.case, self.scorer = case, scorer
        self.out, self.tables, self.key = folder / "out", folder / "tables", folder / "key.json"

    def figures(self) -> dict[str, float]:
        """Review, and what the scorer says."""
        self._run("run", str(self.case / "raw"), "--out", str(self.out), "--key", str(self.key))
        self._write_tables()
        said = subprocess.run(
            [sys.executable, str(self.scorer), str(self.case), str(self.tables)],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        found = dict(line.split()[:2] for line in said.splitlines() if len(line.split()) == 2)
        return {name: float(found[name]) for name in DIAGNOSIS if name in found}

    def queue(self) -> list[str]:
        """Statement ids in the order in which a person should look at them."""
        said = self._run("queue", str(self.out), "-n", "200", "--csv")
        return pd.read_csv(io.StringIO(said), dtype=str)["statement_id"].tolist()

    def answer(self, statement: str, codes: tuple[str, str]) -> None:
        """The key's kind and cause, decided."""
        for field, value in zip(("kind", "cause"), codes, strict=True):
            if value:
                decide(self.out, f"statement:{statement}", field, value, coder="key")

    def key_of(self, scorer: ModuleType) -> dict[str, tuple[str, str]]:
        """Statement id -> kind and cause of the key's point that it meets."""
        gold = pd.read_csv(self.case / "truth" / "statements.csv", dtype=str).fillna("")
        mine = pd.read_csv(self.tables / "statements.csv", dtype=str).fillna("")
        hits = scorer.match(gold, mine)
        return {
            mine.loc[hit, "statement_id"]: (gold.loc[row, "kind"], gold.loc[row, "cause"])
            for row, hit in hits.items()
            if hit is not None
        }

    def _write_tables(self) -> None:
        self._run(
            "tables",
            str(self.out),
            "--identified",
            "--out",
            str(self.tables),
            "--key",
            str(self.key),
        )

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "toolkit", *words],
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=False,
        )
        if done.returncode not in (0, 1):
            raise SystemExit(f"{' '.join(words)}: {done.stderr}")
        return done.stdout


if __name__ == "__main__":
    main()
