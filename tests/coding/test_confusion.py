"""The coder's known confusion, as it stands beside the model."""

from __future__ import annotations

import json

import pytest

from toolkit.coding.confusion import read_confusion, shipped_confusion
from toolkit.errors import ToolkitError
from toolkit.model.vocabulary import CAUSES

LABELS = sorted(cause.value for cause in CAUSES)


def counts(of: int = 10) -> list[list[int]]:
    return [[100 * row + column for column in range(of)] for row in range(of)]


def test_counts_are_put_into_the_order_of_the_causes():
    found = read_confusion(json.dumps({"labels": LABELS, "counts": counts()}))
    row, column = LABELS.index("defect"), LABELS.index("training")
    place = [cause.value for cause in CAUSES].index
    assert found.counts[place("defect")][place("training")] == 100 * row + column


@pytest.mark.parametrize(
    "text",
    [
        "not json",
        json.dumps({"labels": LABELS}),
        json.dumps({"labels": LABELS[:9], "counts": counts(9)}),
        json.dumps({"labels": LABELS, "counts": counts(9)}),
        json.dumps({"labels": LABELS, "counts": [[-1] * 10] * 10}),
        json.dumps({"labels": [*LABELS, "magic"], "counts": counts(11)}),
    ],
)
def test_anything_else_is_refused_with_what_to_do(text):
    with pytest.raises(ToolkitError, match="train_coder"):
        read_confusion(text)


def test_what_is_shipped_if_anything_can_be_read():
    found = shipped_confusion()
    assert found is None or len(found.counts) == len(CAUSES)
