"""The files of the learned coder are those that were measured, or none."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import numpy as np
import pytest

from toolkit.coding import network
from toolkit.coding.network import Network
from toolkit.errors import ToolkitError


def numbers(*found: float) -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, bias=np.array(found))
    return buffer.getvalue()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The package's folder of data, empty."""
    monkeypatch.setattr(network, "files", lambda _package: tmp_path)
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


def measured(file: str) -> Network:
    return Network(file, hashlib.sha256(numbers(1, 2)).hexdigest())


def test_the_file_that_was_measured_is_read(folder: Path):
    (folder / "same.npz").write_bytes(numbers(1, 2))
    assert measured("same.npz").arrays()["bias"].tolist() == [1, 2]


@pytest.mark.parametrize("left", [numbers(1, 3), b"", None], ids=["changed", "emptied", "missing"])
def test_a_file_that_was_changed_or_is_missing_is_refused_in_one_sentence(
    folder: Path, left: bytes | None
):
    if left is not None:
        (folder / "other.npz").write_bytes(left)
    with pytest.raises(ToolkitError, match=r"^other\.npz: .* Install the toolkit again\.$"):
        measured("other.npz").arrays()
