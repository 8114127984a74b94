"""Hard treatment: random mutations of every format, and kills in a session of decisions.

    python benchmarks/endurance.py

Runs the tests with 200 mutations a format and 50 kills, and writes what came out, with the commit,
to benchmarks/results/endurance.json. Takes about ten minutes.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
RESULT = Path(__file__).parent / "results" / "endurance.json"
RUNS = {
    "200 mutations a format": (["tests/intake/test_mutations.py"], {"RELAUNCH_MUTATIONS": "200"}),
    "50 kills": (["tests/workspace/test_kill.py"], {"RELAUNCH_KILLS": "50"}),
}


def measure(paths: list[str], environment: dict[str, str]) -> dict[str, object]:
    """Counts of the tests' closing line, and the seconds they took."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-m", "not long", *paths],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    counts = {word: int(n) for n, word in re.findall(r"(\d+) (passed|failed|error)", done.stdout)}
    return {**counts, "exit": done.returncode, "seconds": round(time.perf_counter() - began)}


def main() -> None:
    """Run both and write the figures."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    figures: dict[str, object] = {"commit": commit}
    for name, (paths, environment) in RUNS.items():
        figures[name] = measure(paths, environment)
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
