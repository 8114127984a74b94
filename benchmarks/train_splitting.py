"""Fit the judgement where a new point starts, on hand-written answers, and measure it.

    python benchmarks/train_splitting.py

Writes toolkit/statements/data/boundaries.json and benchmarks/results/splitting.json. Figures are
taken on answers left out (8 folds): F1 of points, where a point is found if the words of a statement
and of the point overlap by an F1 of at least 0.5, one to one. Takes about a minute.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from toolkit.model.vocabulary import Channel
from toolkit.statements.boundary_model import BoundaryModel
from toolkit.statements.junctions import Junction, features, find_units
from toolkit.statements.split import split_text

ROOT = Path(__file__).parent.parent
EXEMPLARS = ROOT / "toolkit" / "statements" / "exemplars.jsonl"
MODEL = ROOT / "toolkit" / "statements" / "data" / "boundaries.json"
RESULT = Path(__file__).parent / "results" / "splitting.json"
FOLDS = 8
LEAST_ANSWERS = 3
"""An opening word must occur in so many answers to have a weight."""
CUTS = [round(0.2 + 0.05 * step, 2) for step in range(14)]


@dataclass(frozen=True)
class Answer:
    """A text, and where its points start and end."""

    text: str
    language: str
    channel: Channel
    points: tuple[tuple[int, int], ...]


def read_answers() -> list[Answer]:
    """The hand-written answers with the spans of their points."""
    rows = [json.loads(line) for line in EXEMPLARS.read_text(encoding="utf-8").splitlines() if line]
    return [_answer(row) for row in rows]


def _answer(row: Mapping[str, object]) -> Answer:
    joiner = str(row.get("joiner", " "))
    text, spans = "", []
    for point in row["points"]:  # type: ignore[attr-defined]
        words = joiner.join(point)
        start = len(text) + (len(joiner) if text else 0)
        text = f"{text}{joiner}{words}" if text else words
        spans.append((start, len(text)))
    return Answer(text, str(row["language"]), Channel(str(row["channel"])), tuple(spans))


def junctions_of(answer: Answer) -> list[tuple[Junction, bool]]:
    """Every place to cut, with the point so far as written, and whether a point starts there."""
    units = find_units(answer.text, answer.language)
    starts = [start for start, _ in answer.points]
    found = []
    for number in range(1, len(units)):
        before, after = units[number - 1], units[number]
        begun = max((start for start in starts if start <= before.start), default=0)
        junction = Junction(
            point=answer.text[begun : before.end],
            left=answer.text[before.start : before.end],
            right=answer.text[after.start : after.end],
            joint=after.joint,
            channel=answer.channel,
            units=len(units),
        )
        found.append((junction, any(before.end <= start <= after.start for start in starts)))
    return found


def fit(answers: Sequence[Answer]) -> BoundaryModel:
    """A model of the answers with neutral cut-offs."""
    rows = [pair for answer in answers for pair in junctions_of(answer)]
    named = [features(junction) for junction, _ in rows]
    counts = Counter(name for one in named for name in one)
    kept = [
        {k: v for k, v in one.items() if not k.startswith("opens") or counts[k] >= LEAST_ANSWERS}
        for one in named
    ]
    table = DictVectorizer(sparse=False)
    matrix = table.fit_transform(kept)
    model = LogisticRegression(C=0.5, max_iter=2000).fit(matrix, [new for _, new in rows])
    weights = {
        name: round(float(weight), 4)
        for name, weight in zip(table.feature_names_, model.coef_[0], strict=True)
        if abs(weight) >= 0.001
    }
    return BoundaryModel(weights, round(float(model.intercept_[0]), 4), 0.5, 0.5)


def words(text: str) -> Counter[str]:
    """The bag of words of a text."""
    return Counter("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def found_points(gold: Sequence[str], mine: Sequence[str]) -> int:
    """How many points are met, one to one."""
    value = np.zeros((len(gold), len(mine)))
    for row, one in enumerate(map(words, gold)):
        for column, other in enumerate(map(words, mine)):
            shared = 2 * sum((one & other).values()) / max(one.total() + other.total(), 1)
            value[row, column] = shared if shared >= 0.5 else 0.0
    rows, columns = linear_sum_assignment(value, maximize=True)
    return int((value[rows, columns] > 0).sum())


def f1(answers: Sequence[Answer], made: Sequence[Sequence[tuple[int, int]]]) -> float:
    """F1 of points found and statements made."""
    hits = total = 0
    for answer, spans in zip(answers, made, strict=True):
        gold = [answer.text[start:end] for start, end in answer.points]
        hits += found_points(gold, [answer.text[start:end] for start, end in spans])
        total += len(gold) + len(spans)
    return 2 * hits / total


def main() -> None:
    """Cross-validate, choose the cut-offs, fit on all, write."""
    answers = read_answers()
    spoken = np.array([answer.channel is Channel.INTERVIEW for answer in answers])
    by_cut: dict[float, list[list[tuple[int, int]]]] = {c: [[]] * len(answers) for c in CUTS}
    for train, left in KFold(FOLDS, shuffle=True, random_state=0).split(answers):
        model = fit([answers[i] for i in train])
        for cut in CUTS:
            at = BoundaryModel(model.weights, model.intercept, cut, cut)
            for i in left:
                one = answers[i]
                by_cut[cut][i] = split_text(one.text, one.language, one.channel, at)

    def score(cut: float, which: np.ndarray) -> float:
        places = np.flatnonzero(which)
        return f1([answers[i] for i in places], [by_cut[cut][i] for i in places])

    written_cut = max(CUTS, key=lambda cut: score(cut, ~spoken))
    spoken_cut = max(CUTS, key=lambda cut: score(cut, spoken))
    whole = [[(0, len(one.text))] for one in answers]
    each = [[(unit.start, unit.end) for unit in find_units(o.text, o.language)] for o in answers]
    written, said = np.flatnonzero(~spoken), np.flatnonzero(spoken)

    def baseline(spans: list[list[tuple[int, int]]], places: np.ndarray) -> float:
        return round(f1([answers[i] for i in places], [spans[i] for i in places]), 3)

    figures = {
        "answers": len(answers),
        "written": {
            "answers": len(written),
            "cut": written_cut,
            "f1": round(score(written_cut, ~spoken), 3),
            "f1, never cut": baseline(whole, written),
            "f1, cut everywhere": baseline(each, written),
        },
        "spoken": {
            "answers": len(said),
            "cut": spoken_cut,
            "f1": round(score(spoken_cut, spoken), 3),
            "f1, never cut": baseline(whole, said),
            "f1, cut everywhere": baseline(each, said),
        },
    }
    model = fit(answers)
    content = {
        "weights": dict(sorted(model.weights.items())),
        "intercept": model.intercept,
        "cut_written": written_cut,
        "cut_spoken": spoken_cut,
    }
    MODEL.parent.mkdir(exist_ok=True)
    MODEL.write_text(json.dumps(content, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
