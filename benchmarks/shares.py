"""Measure how honest the shares of people are, on companies that the coder never saw.

    python benchmarks/shares.py

The 24 invented cases of toolkit/coding/exemplars (files c to h) are coded by a plain coder
(logistic regression on sentence vectors and TF-IDF) fitted on other cases, eight folds. For each
case the coder's confusion comes from the other 23. Statements are then dropped cause by cause at
random, so that the mix of causes differs from the usual one, and half of the people are heard: the
estimate from these is held against the true share among all of them. Writes
benchmarks/results/shares.json. About ten minutes on two cores, nearly all of it fitting.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from toolkit import language
from toolkit.coding.heads import cool
from toolkit.model.findings import Coding, Confusion, FinalCause, Share, Statement
from toolkit.model.intake import Source
from toolkit.model.vocabulary import CAUSES, FAMILY_OF, Cause, Channel, DecidedBy, Family, Kind
from toolkit.verdicts import ShareInput, estimate_shares

ROOT = Path(__file__).parent.parent
RESULT = Path(__file__).parent / "results" / "shares.json"
FILES = "cdefgh"
FOLDS = 8
SHIFTS = 4
Row = Mapping[str, str]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Coded:
    """The rows of all cases with what the coder says of each, fitted on other cases."""

    rows: Sequence[Row]
    kinds: Floats
    causes: Floats


def main() -> None:
    """Code, estimate, compare, write."""
    coded = code(read_rows())
    cases = sorted({row["case"] for row in coded.rows})
    trials = [trial for case in cases for trial in tries(coded, case)]
    figures: dict[str, object] = {
        "cases left out": len(cases),
        "trials": len(trials),
        "accuracy of the plain coder on concerns": accuracy(coded),
    }
    for method in ("labels counted", "calibrated probabilities", "corrected for confusion"):
        figures[method] = figures_of(method, trials)
    RESULT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))


def read_rows() -> list[Row]:
    """The statements of all cases."""
    folder = ROOT / "toolkit" / "coding" / "exemplars"
    texts = [(folder / f"{name}.jsonl").read_text("utf-8") for name in FILES]
    return [json.loads(line) for text in texts for line in text.splitlines() if line]


def code(rows: Sequence[Row]) -> Coded:
    """Calibrated probabilities of kinds and causes, each case by a coder that never saw it."""
    texts = [row["text"] for row in rows]
    dense = language.encode(texts).rows(texts).astype(np.float64)
    found = [
        _coded(rows, texts, dense, (label, [one.value for one in names]))
        for label, names in (("kind", tuple(Kind)), ("cause", CAUSES))
    ]
    return Coded(rows, *found)


def _coded(
    rows: Sequence[Row], texts: Sequence[str], dense: Floats, label: tuple[str, list[str]]
) -> Floats:
    name, names = label
    labels = np.array([row[name] for row in rows])
    cases = np.array([row["case"] for row in rows])
    told = np.isin(labels, names)
    found = np.zeros((len(rows), len(names)))
    for fit, left in GroupKFold(FOLDS).split(dense, labels, cases):
        fit = fit[told[fit]]
        views = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
        sparse = views.fit_transform([texts[i] for i in fit])
        other = views.transform([texts[i] for i in left])
        for train, test in ((dense[fit], dense[left]), (sparse, other)):
            head = LogisticRegression(C=10.0, max_iter=300, tol=0.01, class_weight="balanced")
            head.fit(train, labels[fit])
            columns = [names.index(one) for one in head.classes_]
            found[np.ix_(left, columns)] += head.predict_proba(test) / 2
    right = np.array([names.index(one) for one in labels[told]])

    def loss(temperature: float) -> float:
        cooled = cool(found[told], temperature)
        return float(-np.log(cooled[np.arange(len(right)), right] + 1e-12).mean())

    return cool(found, float(minimize_scalar(loss, bounds=(0.3, 3.0), method="bounded").x))


def accuracy(coded: Coded) -> float:
    """Share of concerns whose true cause the coder names."""
    pairs = [
        (row["final"], CAUSES[best].value)
        for row, best in zip(coded.rows, coded.causes.argmax(axis=1), strict=True)
        if row["kind"] == Kind.CONCERN
    ]
    return round(float(np.mean([a == b for a, b in pairs])), 3)


@dataclass(frozen=True)
class Trial:
    """One company as it might be: true shares of its people, and estimates from half of them."""

    truth: Mapping[str, float]
    found: Mapping[str, Sequence[Share]]


def tries(coded: Coded, case: str) -> list[Trial]:
    """The case with SHIFTS mixes of causes."""
    confusion = confusion_without(coded, case)
    random = np.random.default_rng([ord(sign) for sign in case])
    own = [place for place, row in enumerate(coded.rows) if row["case"] == case]
    found = []
    for _ in range(SHIFTS):
        keep = dict(zip(CAUSES, random.uniform(0.1, 1.0, len(CAUSES)), strict=True))
        kept = [i for i in own if random.random() < keep.get(_cause(coded.rows[i]), 1.0)]
        people = sorted({coded.rows[i]["speaker"] for i in kept})
        heard = set(random.choice(people, len(people) // 2, replace=False))
        some = [i for i in kept if coded.rows[i]["speaker"] in heard]
        truth = true_shares([coded.rows[i] for i in kept])
        found.append(Trial(truth, estimates(coded, some, confusion)))
    return found


def _cause(row: Row) -> Cause:
    return Cause(row["final"]) if row["final"] else Cause.UNCLEAR


def confusion_without(coded: Coded, case: str) -> Confusion:
    """How the coder confuses the concerns of the other cases."""
    counts = np.zeros((len(CAUSES), len(CAUSES)))
    for row, causes in zip(coded.rows, coded.causes, strict=True):
        if row["case"] != case and row["kind"] == Kind.CONCERN and _cause(row) in CAUSES:
            counts[CAUSES.index(_cause(row)), causes.argmax()] += 1
    return Confusion(counts=tuple(map(tuple, counts.tolist())))


def true_shares(rows: Sequence[Row]) -> dict[str, float]:
    """Share of the people with at least one concern of each family and cause."""
    people = {row["speaker"] for row in rows}
    having: dict[str, set[str]] = {}
    for row in rows:
        if row["kind"] == Kind.CONCERN and _cause(row) in CAUSES:
            for label in (_cause(row).value, FAMILY_OF[_cause(row)].value):
                having.setdefault(label, set()).add(row["speaker"])
    labels = [*map(str, Family), *map(str, CAUSES)]
    return {label: len(having.get(label, ())) / len(people) for label in labels}


def estimates(
    coded: Coded, places: Sequence[int], confusion: Confusion
) -> dict[str, Sequence[Share]]:
    """Shares by each method."""
    statements = [_statement(coded.rows[i], i) for i in places]
    soft = {s.statement_id: _coding(coded, i) for s, i in zip(statements, places, strict=True)}
    hard = {key: _hard(one) for key, one in soft.items()}

    def shares(codings: Mapping[str, Coding], known: Confusion | None) -> Sequence[Share]:
        finals = {key: _final(one) for key, one in codings.items()}
        return estimate_shares(
            ShareInput(statements=statements, codings=codings, finals=finals, confusion=known)
        )

    return {
        "labels counted": shares(hard, None),
        "calibrated probabilities": shares(soft, None),
        "corrected for confusion": shares(soft, confusion),
    }


def _statement(row: Row, place: int) -> Statement:
    source = Source(
        source_id=str(place),
        file="case",
        channel=Channel.SURVEY,
        text=row["text"],
        person_id=row["speaker"],
    )
    return Statement(
        statement_id=f"S{place:05d}",
        source=source,
        start=0,
        end=len(row["text"]),
        text=row["text"],
        language="en",
    )


def _coding(coded: Coded, place: int) -> Coding:
    kinds = dict(zip(Kind, map(float, coded.kinds[place]), strict=True))
    causes = dict(zip(CAUSES, map(float, coded.causes[place]), strict=True))
    kind = max(kinds, key=lambda one: kinds[one])
    cause = max(causes, key=lambda one: causes[one])
    return Coding(
        statement_id=f"S{place:05d}",
        coder="plain",
        kind=kind,
        cause=cause,
        cause_confidence=causes[cause],
        kinds=kinds,
        causes=causes,
    )


def _hard(coding: Coding) -> Coding:
    cause = coding.cause or Cause.UNCLEAR
    return Coding(
        statement_id=coding.statement_id,
        coder=coding.coder,
        kind=coding.kind,
        cause=cause,
        cause_confidence=1.0,
        kinds={coding.kind or Kind.OTHER: 1.0},
        causes={cause: 1.0},
    )


def _final(coding: Coding) -> FinalCause:
    return FinalCause(
        statement_id=coding.statement_id,
        cause=coding.cause,
        confidence=coding.cause_confidence,
        decided_by=DecidedBy.TEXT,
        causes=coding.causes,
    )


def figures_of(method: str, trials: Sequence[Trial]) -> dict[str, dict[str, float]]:
    """Bias, mean absolute error, coverage and width of 95 % intervals, for families and causes."""
    found = {}
    for name, labels in (("families", set(map(str, Family))), ("causes", set(map(str, CAUSES)))):
        pairs = [
            (one, trial.truth[one.label])
            for trial in trials
            for one in trial.found[method]
            if one.label in labels
        ]
        errors = np.array([one.share - truth for one, truth in pairs])
        held = [one.low - 1e-9 <= truth <= one.high + 1e-9 for one, truth in pairs]
        found[name] = {
            "bias": round(float(errors.mean()), 3),
            "mean absolute error": round(float(np.abs(errors).mean()), 3),
            "coverage of 95 % intervals": round(float(np.mean(held)), 3),
            "mean width": round(float(np.mean([one.high - one.low for one, _ in pairs])), 3),
        }
    return found


if __name__ == "__main__":
    main()
