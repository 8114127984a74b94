"""Fit how likely two statements are about one matter, and measure themes on cases left out.

    python benchmarks/train_themes.py            # fit, write the weights and the figures
    python benchmarks/train_themes.py --measure  # figures only

Needs the predictions of benchmarks/fine_tune.py on cases left out (benchmarks/build/), so that no
likeness has seen the case it is measured on. Writes toolkit/themes/data/likeness.json and
benchmarks/results/themes.json: B-cubed F1 (Bagga and Baldwin 1998) against the writers' topics,
the plain baseline (Ward on the encoder's vectors), what each likeness adds, and k. About a minute.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from folds import left_out_predictions
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression

from toolkit import language
from toolkit.coding.exemplars import Exemplar, read_exemplars
from toolkit.coding.learned import shipped_heads
from toolkit.model.findings import Coding, Statement
from toolkit.model.intake import Source
from toolkit.model.vocabulary import CAUSES, Kind
from toolkit.themes.likeness import (
    LIKENESSES,
    SETS,
    Sight,
    likenesses,
    traits_of,
    unit,
)
from toolkit.themes.tree import Pairs, choose_k, grow, part

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "toolkit" / "themes" / "data" / "likeness.json"
RESULT = HERE / "results" / "themes.json"
GRID = (12, 16, 20, 25, 31)
TOPICAL = (Kind.CONCERN, Kind.PROPOSAL, Kind.QUESTION)
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """One case: the likenesses of its statements, and what each is about ("" for none)."""

    name: str
    fold: int
    likeness: Mapping[str, Floats]
    topics: NDArray[np.str_]
    speakers: NDArray[np.int64]
    meaning: Floats


def main() -> None:
    """Fit, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", action="store_true", help="figures only, no weights")
    options = parser.parse_args()
    cases = read_cases()
    figures: dict[str, Any] = {"cases": len(cases)}
    figures["Ward on the encoder's vectors"] = over_k(cases, ward)
    for name, likenesses_ in SETS.items():
        figures[f"likeness with networks: {name}"] = over_k(cases, left_out(cases, likenesses_))
    figures["without one likeness, k = 25"] = {
        name: mean_f1(cases, left_out(cases, [n for n in LIKENESSES if n != name]), 25)
        for name in LIKENESSES
    }
    figures["k by silhouette"] = by_silhouette(cases)
    RESULT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))
    if not options.measure:
        fitted = {name: as_json(fit(cases, names), names) for name, names in SETS.items()}
        WEIGHTS.parent.mkdir(exist_ok=True)
        WEIGHTS.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")


def read_cases() -> list[Case]:
    """The invented cases with their likenesses."""
    exemplars = read_exemplars()
    stored = left_out_predictions([one.exemplar_id for one in exemplars])
    rows: dict[str, list[int]] = defaultdict(list)
    with_topics = {one.industry for one in exemplars if one.topic}
    for row, one in enumerate(exemplars):
        if one.industry in with_topics and one.kind in TOPICAL and stored["done"][row]:
            rows[one.industry].append(row)
    return [_case(name, rows[name], exemplars, stored) for name in sorted(rows)]


def _case(
    name: str, rows: list[int], exemplars: Sequence[Exemplar], stored: Mapping[str, Any]
) -> Case:
    chosen = [exemplars[row] for row in rows]
    texts = [one.text for one in chosen]
    meaning = language.encode(texts).rows(texts)
    statements = [_statement(one, place) for place, one in enumerate(chosen)]
    shares = np.array(shipped_heads()["cause"].full.shares[:2])
    both = np.stack([stored["sentence.cause"][rows], stored["pair.cause"][rows]]).astype(float)
    causes = np.tensordot(shares / shares.sum(), both, 1)
    codings = {
        one.statement_id: Coding(
            statement_id=one.statement_id,
            coder="left out",
            kind=None,
            cause=None,
            causes=dict(zip(CAUSES, map(float, likely), strict=True)),
        )
        for one, likely in zip(statements, causes, strict=True)
    }
    sight = Sight(
        meaning,
        stored["sentence.vector"][rows],
        stored["sentence.topic"][rows],
        stored["pair.topic"][rows],
    )
    traits = traits_of(statements, codings, {}, sight)
    everything = np.arange(len(rows))
    return Case(
        name=name,
        fold=int(stored["fold"][rows[0]]),
        likeness=dict(likenesses(traits, everything, everything)),
        topics=np.array([one.topic for one in chosen]),
        speakers=traits.codes["speaker"],
        meaning=traits.dense["meaning"],
    )


def _statement(one: Exemplar, place: int) -> Statement:
    source = Source(
        source_id=one.answer,
        file="cases",
        channel=one.channel,
        text=one.text,
        person_id=one.speaker,
    )
    return Statement(
        statement_id=one.exemplar_id,
        source=source,
        start=place,
        end=place + len(one.text),
        text=one.text,
        language=one.language,
    )


def fit(cases: Sequence[Case], names: Sequence[str]) -> LogisticRegression:
    """Same topic or not, over all pairs of statements within each case."""
    seen, same = [], []
    for case in cases:
        a, b = np.triu_indices(len(case.topics), 1)
        seen.append(np.stack([case.likeness[name][a, b] for name in names], axis=1))
        same.append((case.topics[a] == case.topics[b]) & (case.topics[a] != ""))
    return LogisticRegression(max_iter=500).fit(np.vstack(seen), np.concatenate(same))


def as_json(model: LogisticRegression, names: Sequence[str]) -> dict[str, Any]:
    """Weights as they ship."""
    weights = {name: round(float(w), 3) for name, w in zip(names, model.coef_[0], strict=True)}
    return {"start": round(float(model.intercept_[0]), 3), "weights": weights}


def left_out(cases: Sequence[Case], names: Sequence[str]) -> Any:  # noqa: ANN401
    """Cuts a case by weights fitted on the cases of other folds."""
    models = {
        fold: fit([one for one in cases if one.fold != fold], names)
        for fold in sorted({one.fold for one in cases})
    }

    def tree(case: Case) -> tuple[Floats, Pairs]:
        model = models[case.fold]
        odds = sum(w * case.likeness[n] for n, w in zip(names, model.coef_[0], strict=True))
        odds = odds + model.intercept_[0]
        return grow(odds), Pairs(odds, case.speakers)

    def labels(case: Case, k: int) -> NDArray[np.int64]:
        return part(*tree(case), k)

    labels.tree = tree  # type: ignore[attr-defined]
    return labels


def ward(case: Case, k: int) -> NDArray[np.int64]:
    """The plain baseline: 64 principal components, unit rows, Ward."""
    reduced = PCA(min(64, len(case.topics) - 1)).fit_transform(case.meaning)
    return np.asarray(fcluster(linkage(unit(reduced), "ward"), k, "maxclust"))


def over_k(cases: Sequence[Case], labels: Any) -> dict[str, float]:  # noqa: ANN401
    """Mean F1 over the cases by k."""
    return {str(k): mean_f1(cases, labels, k) for k in GRID}


def mean_f1(cases: Sequence[Case], labels: Any, k: int) -> float:  # noqa: ANN401
    """Mean B-cubed F1 of the statements that have a topic."""
    return round(float(np.mean([f1_of(case, labels(case, k)) for case in cases])), 3)


def by_silhouette(cases: Sequence[Case]) -> dict[str, Any]:
    """K chosen as a run chooses it, and the F1 that it comes to."""
    labels = left_out(cases, LIKENESSES)
    chosen, found = [], []
    for case in cases:
        tree, pairs = labels.tree(case)
        k, _ = choose_k(tree, pairs, (12, 13, 15, 16, 18, 20, 22, 24, 25))
        chosen.append(k)
        found.append(f1_of(case, part(tree, pairs, k)))
    return {
        "F1": round(float(np.mean(found)), 3),
        "k, quartiles": np.percentile(chosen, [25, 50, 75]).tolist(),
    }


def f1_of(case: Case, labels: NDArray[np.int64]) -> float:
    """B-cubed F1 over the statements with a topic."""
    about = case.topics != ""
    gold, mine = case.topics[about], labels[about]
    same_gold, same_mine = gold[:, None] == gold[None], mine[:, None] == mine[None]
    both = (same_gold & same_mine).sum(1)
    precision, recall = (both / same_mine.sum(1)).mean(), (both / same_gold.sum(1)).mean()
    return float(2 * precision * recall / (precision + recall))


if __name__ == "__main__":
    main()
