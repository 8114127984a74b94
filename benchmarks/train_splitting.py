"""Fit the judgement where a new point starts, on hand-written answers, and measure it.

    python benchmarks/train_splitting.py

Writes toolkit/statements/data/boundaries.json and benchmarks/results/splitting.json. Figures are
taken on answers left out (8 folds): F1 of points; a point is found if the words of a statement
and of the point overlap by an F1 of at least 0.5, one to one. Takes about a minute.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from toolkit import language
from toolkit.model.vocabulary import Channel
from toolkit.statements.boundary_model import BoundaryModel
from toolkit.statements.junctions import Junction, Unit, features, find_units
from toolkit.statements.split import Spans, meaning_at, split_units

ROOT = Path(__file__).parent.parent
EXEMPLARS = ROOT / "toolkit" / "statements" / "exemplars.jsonl"
MODEL = ROOT / "toolkit" / "statements" / "data" / "boundaries.json"
RESULT = Path(__file__).parent / "results" / "splitting.json"
FOLDS = 8
C = 1.0
"""Inverse regularisation, chosen on answers left out."""
LEAST_ANSWERS = 3
"""An opening word must occur in so many answers to have a weight."""
CUTS = [round(0.1 + 0.05 * step, 2) for step in range(16)]
AS_GOOD = 0.01
"""Of cut-offs this close to the best the lowest is taken: a point lost in another is worse than a
point in two pieces, which a person sees at the desk."""


@dataclass(frozen=True)
class Answer:
    """A text, and where its points start and end."""

    text: str
    language: str
    channel: Channel
    points: tuple[tuple[int, int], ...]
    units: tuple[Unit, ...]
    vectors: NDArray[np.float32] | None = None


def read_answers() -> list[Answer]:
    """The hand-written answers with the spans of their points."""
    rows = [json.loads(line) for line in EXEMPLARS.read_text(encoding="utf-8").splitlines() if line]
    answers = [_answer(row) for row in rows]
    encoded = language.encode([one.text[u.start : u.end] for one in answers for u in one.units])
    return [
        replace(one, vectors=encoded.rows([one.text[u.start : u.end] for u in one.units]))
        for one in answers
    ]


def without_meaning(answers: Sequence[Answer]) -> list[Answer]:
    """The same answers for the model of words alone."""
    return [replace(one, vectors=None) for one in answers]


def _answer(row: Mapping[str, object]) -> Answer:
    joiner = str(row.get("joiner", " "))
    text, spans = "", []
    for point in row["points"]:  # type: ignore[attr-defined]
        words = joiner.join(point)
        start = len(text) + (len(joiner) if text else 0)
        text = f"{text}{joiner}{words}" if text else words
        spans.append((start, len(text)))
    code = str(row["language"])
    units = find_units(text, code)
    return Answer(text, code, Channel(str(row["channel"])), tuple(spans), units)


def junctions_of(answer: Answer) -> list[tuple[Junction, bool]]:
    """Every place to cut, with the point so far as written, and whether a point starts there."""
    units, starts, found = answer.units, [start for start, _ in answer.points], []
    for number in range(1, len(units)):
        before, after = units[number - 1], units[number]
        begun = max((start for start in starts if start <= before.start), default=0)
        first = next(place for place, unit in enumerate(units) if unit.start >= begun)
        junction = Junction(
            point=answer.text[begun : before.end],
            left=answer.text[before.start : before.end],
            right=answer.text[after.start : after.end],
            joint=after.joint,
            channel=answer.channel,
            units=len(units),
            meaning=None
            if answer.vectors is None
            else meaning_at(answer.vectors, min(first, number - 1), number),
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
    names = len(table.feature_names_)
    meanings = [junction.meaning for junction, _ in rows]
    if meanings[0] is not None:
        sides = [np.concatenate([one.left, one.right]) for one in meanings if one is not None]
        matrix = np.hstack([matrix, np.array(sides)])
    model = LogisticRegression(C=C, max_iter=3000).fit(matrix, [new for _, new in rows])
    found = [round(float(weight), 4) for weight in model.coef_[0]]
    weights = {name: w for name, w in zip(table.feature_names_, found[:names], strict=True) if w}
    half = (len(found) - names) // 2
    return BoundaryModel(
        weights=weights,
        intercept=round(float(model.intercept_[0]), 4),
        cut_written=0.5,
        cut_spoken=0.5,
        left=tuple(found[names : names + half]),
        right=tuple(found[names + half :]),
    )


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


def cross_split(answers: Sequence[Answer]) -> dict[float, list[Spans]]:
    """Cut-off -> the spans of every answer, by models that have not seen it."""
    made: dict[float, list[Spans]] = {cut: [[]] * len(answers) for cut in CUTS}
    for train, left in KFold(FOLDS, shuffle=True, random_state=0).split(answers):
        model = fit([answers[i] for i in train])
        for cut in CUTS:
            at = replace(model, cut_written=cut, cut_spoken=cut)
            for i in left:
                one = answers[i]
                made[cut][i] = split_units(one.text, one.units, one.channel, at, one.vectors)
    return made


def choose(
    answers: Sequence[Answer], made: dict[float, list[Spans]], *, spoken: bool
) -> dict[str, Any]:
    """The best cut-off for one way of speaking, beside never cutting and cutting everywhere."""
    places = [i for i, one in enumerate(answers) if (one.channel is Channel.INTERVIEW) == spoken]
    chosen = [answers[i] for i in places]
    scores = {cut: f1(chosen, [made[cut][i] for i in places]) for cut in CUTS}
    best = min(cut for cut in CUTS if scores[cut] >= max(scores.values()) - AS_GOOD)
    return {
        "answers": len(chosen),
        "cut": best,
        "f1": round(scores[best], 3),
        "f1 by cut": {str(cut): round(score, 3) for cut, score in scores.items()},
        "f1, never cut": round(f1(chosen, [[(0, len(one.text))] for one in chosen]), 3),
        "f1, cut everywhere": round(
            f1(chosen, [[(u.start, u.end) for u in one.units] for one in chosen]), 3
        ),
    }


def main() -> None:
    """Cross-validate, choose the cut-offs, fit on all, write."""
    answers = read_answers()
    content, figures = {}, {}
    for name, rows in (("with meaning", answers), ("words alone", without_meaning(answers))):
        made = cross_split(rows)
        written, said = choose(rows, made, spoken=False), choose(rows, made, spoken=True)
        model = replace(fit(rows), cut_written=written["cut"], cut_spoken=said["cut"])
        content[name] = asdict(model)
        figures[name] = {"written": written, "spoken": said}
    MODEL.parent.mkdir(exist_ok=True)
    MODEL.write_text(json.dumps(content, ensure_ascii=False) + "\n", encoding="utf-8")
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
