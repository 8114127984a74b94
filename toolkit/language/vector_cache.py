"""Vectors kept between runs: one file for each encoder, read without loading it.

A file holds records of a key and a vector in half precision, sorted by key, so that keys and
vectors cannot part. A cache is disposable: a damaged file is written anew, never an error.
Vectors betray their texts; the folder is as confidential as they are, and the files have mode 0600.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

KEY: Final = "S32"
"""Hexadecimal digits of a blake2b digest of 16 bytes."""
_PARTIAL: Final = ".part"


def record_type(dim: int) -> np.dtype[Any]:
    """The layout of one record."""
    return np.dtype([("key", KEY), ("vector", "<f2", (dim,))])


def read_cache(folder: Path, fingerprint: str, dim: int) -> NDArray[Any]:
    """The stored records, memory-mapped; none if there is no file or it is damaged."""
    nothing = np.empty(0, dtype=record_type(dim))
    try:
        stored = np.load(folder / f"{fingerprint}.npy", mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return nothing
    whole = stored.dtype == nothing.dtype and stored.ndim == 1
    return np.asanyarray(stored) if whole and _is_sorted(stored["key"]) else nothing


def write_cache(folder: Path, fingerprint: str, records: NDArray[Any]) -> None:
    """Replace the file in one step. Nothing happens where the system holds the old file open."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(prefix=f"{fingerprint}.", suffix=_PARTIAL, dir=folder)
    try:
        with os.fdopen(handle, "wb") as stream:
            np.save(stream, records, allow_pickle=False)
        # Windows refuses to replace a file that somebody reads; the vectors are then made again.
        with suppress(PermissionError):
            os.replace(name, folder / f"{fingerprint}.npy")
    finally:
        Path(name).unlink(missing_ok=True)


def clear_cache(folder: Path) -> int:
    """Delete all stored vectors in the folder, unfinished files too; how many files those were."""
    files = [*folder.glob("*.npy"), *folder.glob(f"*{_PARTIAL}")]
    for file in files:
        file.unlink(missing_ok=True)
    return len(files)


def _is_sorted(keys: NDArray[np.bytes_]) -> bool:
    return bool((keys[1:] > keys[:-1]).all())
