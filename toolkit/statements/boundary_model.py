"""The learned judgement whether a new point starts at a junction.

A logistic regression on named features and on the meaning of both sides; its weights are a readable
JSON file made by `benchmarks/train_splitting.py` from hand-written answers (`exemplars.jsonl`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from toolkit.model.vocabulary import Channel
from toolkit.statements.junctions import Junction, features


@dataclass(frozen=True, slots=True)
class BoundaryModel:
    """Weights by feature name, an intercept, and the cut-off per way of speaking.

    `left` and `right` are weights of the vectors of both sides, empty in the model of words alone.
    """

    weights: Mapping[str, float]
    intercept: float
    cut_written: float
    cut_spoken: float
    left: tuple[float, ...] = ()
    right: tuple[float, ...] = ()

    def probability(self, junction: Junction) -> float:
        """Probability in (0, 1) that the right side starts a new point."""
        score = self.intercept + sum(
            self.weights.get(name, 0.0) * value for name, value in features(junction).items()
        )
        if junction.meaning is not None:
            score += float(junction.meaning.left @ self.left + junction.meaning.right @ self.right)
        return 1.0 / (1.0 + math.exp(-max(min(score, 30.0), -30.0)))

    def starts_new_point(self, junction: Junction) -> bool:
        """Whether to cut here."""
        spoken = junction.channel is Channel.INTERVIEW
        return self.probability(junction) >= (self.cut_spoken if spoken else self.cut_written)


@cache
def shipped_model(*, with_meaning: bool) -> BoundaryModel:
    """The model that comes with the toolkit: with vectors of the default encoder, or without."""
    path = files("toolkit.statements").joinpath("data/boundaries.json")
    content = json.loads(path.read_text(encoding="utf-8"))
    return BoundaryModel(**content["with meaning" if with_meaning else "words alone"])
