"""What a room's result rests on."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.pipeline import rooms


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A room with code, a model and a codebook."""
    monkeypatch.setattr(rooms, "__file__", str(tmp_path / "pipeline" / "rooms.py"))
    room = tmp_path / "coding"
    (room / "data").mkdir(parents=True)
    for name in ("learned.py", "data/coder.npz", "data/codebook.yaml", "data/signs.tsv"):
        (room / name).write_bytes(b"as it was")
    return room


@pytest.mark.parametrize(
    "name", ["learned.py", "data/coder.npz", "data/codebook.yaml", "data/signs.tsv"]
)
def test_a_new_version_of_code_or_data_runs_the_room_again(package: Path, name: str) -> None:
    before = rooms.code_fingerprint("coding")
    (package / name).write_bytes(b"as it is.")
    assert rooms.code_fingerprint("coding") != before


def test_what_python_compiled_runs_nothing_again(package: Path) -> None:
    before = rooms.code_fingerprint("coding")
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "learned.pyc").write_bytes(b"compiled")
    assert rooms.code_fingerprint("coding") == before
