"""Matrices of weights in one byte a number, or in half of one, as they lie in the package.

Bytes (int8) have a scale a row: "q" and "q.scale" (rows,). Halves (uint8, two numbers each) have a
scale for every 32 numbers of a row: "q" (rows, columns / 2) and "q.scale" (rows, columns / 32); the
number is (half - 8) times its scale, the low halves of a block come before its high ones (Q4_0 of
ggml).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Singles: TypeAlias = NDArray[np.float32]
BLOCK: Final = 32
_SCALE: Final = ".scale"
_HALF: Final = 8


def packed(arrays: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Matrices in bytes (about 0.4 % of a row's largest number), vectors as they are."""
    found: dict[str, NDArray[Any]] = {}
    for name, array in arrays.items():
        if array.ndim == 1:
            found[name] = array.astype(np.float32)
            continue
        scale = np.maximum(np.abs(array).max(axis=1), 1e-8) / 127
        found[name] = np.round(array / scale[:, None]).astype(np.int8)
        found[f"{name}{_SCALE}"] = scale.astype(np.float32)
    return found


def unpacked(stored: Mapping[str, NDArray[Any]]) -> dict[str, Singles]:
    """All arrays in single precision, without their scales."""
    return {
        name: _whole(array, stored.get(f"{name}{_SCALE}"))
        for name, array in stored.items()
        if not name.endswith(_SCALE)
    }


def rows_of(name: str, stored: Mapping[str, NDArray[Any]], rows: NDArray[np.int64]) -> Singles:
    """(n, columns): some rows of one matrix, so that a large one can stay packed."""
    scale = stored.get(f"{name}{_SCALE}")
    return _whole(stored[name][rows], None if scale is None else scale[rows])


def _whole(array: NDArray[Any], scale: NDArray[Any] | None) -> Singles:
    if scale is None:
        return array.astype(np.float32)
    if array.dtype != np.uint8:
        return array.astype(np.float32) * scale.astype(np.float32)[:, None]
    blocks = array.reshape(len(array), -1, BLOCK // 2)
    halves = np.concatenate([blocks & 15, blocks >> 4], axis=-1).astype(np.float32) - _HALF
    return (halves * scale.astype(np.float32)[..., None]).reshape(len(array), -1)
