"""What fine_tune.py predicted on cases left out: read by the scripts that fit on top of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

BUILD = Path(__file__).parent / "build"
NETWORKS = ("sentence", "pair")


def left_out_predictions(ids: Sequence[str]) -> dict[str, NDArray[Any]]:
    """Arrays "fold" and "done" (n,), "sentence.cause" and the like (n, ...); done is by both.

    Raises SystemExit where the exemplars have changed since.
    """
    found: dict[str, NDArray[Any]] = {}
    for name in NETWORKS:
        with np.load(BUILD / f"{name}_folds.npz", allow_pickle=False) as stored:
            if list(stored["ids"]) != list(ids):
                raise SystemExit("The exemplars have changed since fine_tune.py ran: run it again.")
            found |= {f"{name}.{part}": stored[part] for part in stored.files}
    found["fold"] = found["sentence.fold"]
    found["done"] = found["sentence.done"] & found["pair.done"]
    return found
