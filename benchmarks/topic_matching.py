"""Measure which tickets speak of the same matter as a statement, by meaning alone.

    python benchmarks/topic_matching.py

Own examples of three invented companies (benchmarks/data/topic_cases.jsonl). The curve from score
to probability is fitted on two of them and measured on the third. Writes
benchmarks/results/topic_matching.json. A few seconds.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from toolkit import language
from toolkit.facts import topics
from toolkit.facts.topics import Origin, match_topics, topic_scores
from toolkit.settings import EncoderSettings

HERE = Path(__file__).parent
RESULT = HERE / "results" / "topic_matching.json"
PRIOR = 1 / 30
"""One pair in fifteen speaks of the same matter where there are about fifteen matters; half of what
people speak of never reaches a service desk."""

Case = tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.bool_]]


def main() -> None:
    """Average precision against the plain cosine, the curve, and the matches kept."""
    figures = {name: measure(read_cases(name)) for name in ("use", "tfidf")}
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))


def read_cases(encoder: Literal["use", "tfidf"]) -> list[Case]:
    """Per company: vectors of statements, of tickets, and which pairs share a topic."""
    lines = (HERE / "data" / "topic_cases.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    texts = [row["text"] for row in rows]
    chosen = language.load_encoder(EncoderSettings(name=encoder), texts)
    vectors = language.encode(texts, chosen).rows(texts)
    cases = []
    for name in sorted({row["case"] for row in rows}):
        said = [
            i for i, row in enumerate(rows) if (row["case"], row["kind"]) == (name, "statement")
        ]
        open_ = [i for i, row in enumerate(rows) if (row["case"], row["kind"]) == (name, "ticket")]
        same = [
            [bool(rows[i]["topic"]) and rows[i]["topic"] == rows[j]["topic"] for j in open_]
            for i in said
        ]
        cases.append((vectors[said], vectors[open_], np.array(same)))
    return cases


def measure(cases: list[Case]) -> dict[str, object]:
    """Figures over all pairs of all companies."""
    truth = [same.ravel() for _, _, same in cases]
    plain = [(said @ open_.T).ravel() for said, open_, _ in cases]
    score = [topic_scores(said, open_).ravel() for said, open_, _ in cases]
    slope, offset = fit(score, truth)
    kept = [keep(case) for case in cases]
    found, right = np.concatenate(kept), np.concatenate(truth)
    return {
        "pairs": int(right.size),
        "average precision, plain cosine": round(average_precision(plain, truth), 3),
        "average precision": round(average_precision(score, truth), 3),
        "slope": round(slope, 2),
        "offset at the prior of one in thirty": round(offset, 2),
        "log loss, each company left out": round(left_out_loss(score, truth), 3),
        "log loss of the base rate": round(base_loss(truth), 3),
        "precision of matches kept": round(float(right[found].mean()), 3),
        "recall of matches kept": round(float(found[right].mean()), 3),
        "statements without any ticket on their matter that got one": round(false_alarms(cases), 3),
    }


def average_precision(scores: list[NDArray[np.float64]], truth: list[NDArray[np.bool_]]) -> float:
    """Mean over companies."""
    pairs = zip(truth, scores, strict=True)
    return float(np.mean([average_precision_score(same, score) for same, score in pairs]))


def fit(scores: list[NDArray[np.float64]], truth: list[NDArray[np.bool_]]) -> tuple[float, float]:
    """Slope and offset of the log-odds, moved to the prior."""
    right = np.concatenate(truth)
    model = LogisticRegression(C=1e6).fit(np.concatenate(scores)[:, None], right)
    base = float(right.mean())
    move = np.log(PRIOR / (1 - PRIOR)) - np.log(base / (1 - base))
    return float(model.coef_[0, 0]), float(model.intercept_[0] + move)


def left_out_loss(scores: list[NDArray[np.float64]], truth: list[NDArray[np.bool_]]) -> float:
    """Mean negative log-probability of pairs of companies that the curve was not fitted on."""
    losses = []
    for out in range(len(scores)):
        rest = [i for i in range(len(scores)) if i != out]
        model = LogisticRegression(C=1e6).fit(
            np.concatenate([scores[i] for i in rest])[:, None],
            np.concatenate([truth[i] for i in rest]),
        )
        likely = model.predict_proba(scores[out][:, None])[:, 1]
        losses.append(-np.log(np.where(truth[out], likely, 1 - likely)).mean())
    return float(np.mean(losses))


def base_loss(truth: list[NDArray[np.bool_]]) -> float:
    """Log loss of always saying the base rate."""
    base = float(np.concatenate(truth).mean())
    return float(-(base * np.log(base) + (1 - base) * np.log(1 - base)))


def keep(case: Case) -> NDArray[np.bool_]:
    """Which pairs are kept as matches; nobody is known here, so meaning alone decides."""
    said, open_, same = case
    found = np.zeros(same.shape, dtype=bool)
    matches = match_topics(said, open_, [Origin()] * len(said), [Origin()] * len(open_))
    for row, tickets in enumerate(matches):
        found[row, [one.ticket for one in tickets]] = True
    return found.ravel()


def false_alarms(cases: list[Case]) -> float:
    """Share of statements without a ticket on their matter for which one was kept."""
    alone = []
    for case in cases:
        found = keep(case).reshape(case[2].shape)
        alone.append(found.any(axis=1)[~case[2].any(axis=1)])
    return float(np.concatenate(alone).mean())


if __name__ == "__main__":
    assert topics.FLOOR > 0
    main()
