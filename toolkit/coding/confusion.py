"""What the learned coder is known to confuse, as measured on industries left out."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from toolkit.errors import ToolkitError
from toolkit.model.findings import Confusion
from toolkit.model.vocabulary import CAUSES

CONFUSION_FILE = "confusion.json"


@cache
def shipped_confusion() -> Confusion | None:
    """The confusion that comes with the learned coder; None where none was measured for it."""
    path = files("toolkit.coding").joinpath("data", CONFUSION_FILE)
    return read_confusion(path.read_text(encoding="utf-8")) if path.is_file() else None


def read_confusion(text: str) -> Confusion:
    """A confusion from JSON: `labels` (the ten causes) and `counts` (rows true, columns coded).

    Raises ToolkitError if a cause is missing or strange, or the counts are no ten by ten numbers.
    """
    try:
        held = json.loads(text)
        labels = [str(one) for one in held["labels"]]
        place = [labels.index(cause.value) for cause in CAUSES]
        counts = tuple(tuple(float(held["counts"][i][j]) for j in place) for i in place)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise ToolkitError(
            f"no confusion of the ten causes ({type(error).__name__}: {error}).",
            where=CONFUSION_FILE,
            what_to_do="Run benchmarks/train_coder.py, which writes it beside the model.",
        ) from error
    if len(labels) != len(CAUSES) or min(map(min, counts)) < 0:
        raise ToolkitError(
            "more labels than the ten causes, or counts below zero.",
            where=CONFUSION_FILE,
            what_to_do="Run benchmarks/train_coder.py, which writes it beside the model.",
        )
    return Confusion(counts=counts)
