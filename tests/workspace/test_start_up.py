"""A decision is quick: nothing heavy is loaded for it."""

from __future__ import annotations

import os

import pytest

HEAVY = ("pandas", "pandera", "numpy", "sklearn", "nltk")
DECIDE = """
workspace = Workspace.open(sys.argv[1])
now = datetime.now(UTC)
workspace.decide("statement:S-1", "kind", "praise", coder="Ada", at=now)
workspace.decisions()
workspace.disconnect()
"""


def test_deciding_loads_no_tables(place, start):
    process = start(f"{DECIDE}print([name for name in {HEAVY} if name in sys.modules])", place)

    told, _ = process.communicate(timeout=600)

    assert (process.returncode, told) == (0, "[]\n")


@pytest.mark.check
def test_opening_and_deciding_in_a_fresh_program_takes_less_than_800_ms(
    place, start, tmp_path, monkeypatch
):
    # As for a user after the first start, whatever this machine's settings are.
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", os.fspath(tmp_path / "bytecode"))
    body = f"{DECIDE}import time\nprint(time.process_time())"
    seconds = []
    for _ in range(4):
        told, _ = start(body, place).communicate(timeout=600)
        seconds.append(float(told))

    assert min(seconds[1:]) <= 0.8, seconds
