"""Golden files: what was made, held against what was reviewed; renewed by `make golden` alone."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def assert_golden(name: str, text: str) -> None:
    """Compare with tests/golden/<name>, or write it where RELAUNCH_GOLDEN says so."""
    path = FOLDER / name
    if os.environ.get("RELAUNCH_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.exists(), f"{name} is not there yet: make golden"
    assert text == path.read_text(encoding="utf-8"), f"{name} differs: see it, then make golden"
