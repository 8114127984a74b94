"""Fit the reading of private matters, measure it on sentences it never saw, write what ships.

    python benchmarks/train_private.py            # figures, and the file that ships
    python benchmarks/train_private.py --measure  # figures only

benchmarks/data/private_matters.jsonl holds hand-written sentences in five languages: pleas for
silence, somebody's union, health or family, and sentences of the company that only look so. The
coder's example texts stand for ordinary feedback; those that the lists of words take are left out.
tests/privacy/private_unseen.jsonl was written before anything was fitted; half of its ordinary
sentences were made to look private. "at first sight" is what the first fit found in it (then more
examples were written, of other sentences). Writes benchmarks/results/private.json and
toolkit/privacy/data/private.npz. Takes about a minute.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from toolkit import language
from toolkit.coding.exemplars import read_exemplars
from toolkit.pipeline.withholding import pieces_of
from toolkit.privacy import is_private_matter, said_off_record
from toolkit.privacy.private_reading import (
    PROBE,
    WITHHELD_FROM,
    Matter,
    PrivateModel,
)

HERE = Path(__file__).parent
EXAMPLES = HERE / "data" / "private_matters.jsonl"
UNSEEN = HERE.parent / "tests" / "privacy" / "private_unseen.jsonl"
RESULT = HERE / "results" / "private.json"
SHIPPED = HERE.parent / "toolkit" / "privacy" / "data" / "private.npz"
C = 10.0
FOLDS = 5
REALLY = frozenset(
    {
        "My name must not be there please.",
        "I was in parental leave until last month.",
        "I was off with my knee when it came in.",
        "And it went down as my downtime, under my photo.",
        "I don't put in anything that I wouldn't want read out in the canteen.",
    }
)
"""Example texts that are no ordinary ones."""
FIRST_SIGHT = {"recall": 0.695, "taken in vain": 0.197}
"""With 262 private and 131 other examples, threshold 0.3, without the lists."""
Rows = NDArray[np.float64]


def main() -> None:
    """Measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", action="store_true", help="figures only")
    options = parser.parse_args()
    texts, matters = examples()
    rows = vectors_of(texts)
    model = fit(rows, matters)
    figures = {
        "examples": len(texts) - matters.count(Matter.NONE),
        "ordinary texts": matters.count(Matter.NONE),
        "threshold": WITHHELD_FROM,
        "at first sight, unseen sentences": FIRST_SIGHT,
        "unseen sentences": unseen(model),
        "left out, in five folds": left_out(rows, matters),
    }
    RESULT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))
    if not options.measure:
        np.savez_compressed(
            SHIPPED,
            weights=model.weights.astype(np.float32),
            bias=model.bias.astype(np.float32),
            probe=model.probe.astype(np.float32),
        )


def examples() -> tuple[list[str], list[Matter]]:
    """Texts and their matters: the hand-written ones, then ordinary feedback."""
    rows = read(EXAMPLES)
    known = {text for text, _ in rows}
    parts = {part for one in read_exemplars() for part in pieces_of(one.text, one.language)}
    ordinary = sorted(part for part in parts - known if not (is_listed(part) or part in REALLY))
    texts = [text for text, _ in rows] + ordinary
    return texts, [matter for _, matter in rows] + [Matter.NONE] * len(ordinary)


def is_listed(text: str) -> bool:
    """Whether the lists of words withhold it."""
    return is_private_matter(text) is not None or said_off_record(text)


def read(path: Path) -> list[tuple[str, Matter]]:
    """Sentences of a file with their matters."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [(row["text"], Matter(row["matter"])) for row in rows]


def vectors_of(texts: Sequence[str]) -> Rows:
    """Shape (n, d)."""
    return np.asarray(language.encode(texts).rows(list(texts)), dtype=float)


def fit(rows: Rows, matters: Sequence[Matter]) -> PrivateModel:
    """The model on these rows."""
    order = list(Matter)
    found = LogisticRegression(C=C, max_iter=3000).fit(rows, [order.index(one) for one in matters])
    return PrivateModel(found.coef_, found.intercept_, vectors_of([PROBE])[0])


def unseen(model: PrivateModel) -> dict[str, object]:
    """What model and lists find of the sentences that nothing was fitted on."""
    sentences = read(UNSEEN)
    texts = [text for text, _ in sentences]
    read_as = model.read(vectors_of(texts))
    lists = [is_listed(one) for one in texts]
    true = [matter for _, matter in sentences]
    both = [bool(one) or listed for one, listed in zip(read_as, lists, strict=True)]
    found = {
        str(matter): shares([hit for hit, one in zip(both, true, strict=True) if one is matter])
        for matter in Matter
        if matter
    }
    return {
        "sentences": len(texts),
        "recall": shares([hit for hit, one in zip(both, true, strict=True) if one]),
        "recall of the lists alone": shares(
            [hit for hit, one in zip(lists, true, strict=True) if one]
        ),
        "recall by matter": found,
        "taken in vain of those made to look private": shares(
            [hit for hit, one in zip(both, true, strict=True) if not one]
        ),
    }


def left_out(rows: Rows, matters: Sequence[Matter]) -> dict[str, float]:
    """Recall, and how many ordinary texts are taken, where none was fitted on."""
    names = np.array([str(one) for one in matters])
    hits = np.zeros(len(names), dtype=bool)
    for kept, out in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(rows, names):
        model = fit(rows[kept], [matters[place] for place in kept])
        hits[out] = [bool(one) for one in model.read(rows[out])]
    return {
        "recall": shares(hits[names != ""].tolist()),
        "taken in vain, share of ordinary texts": shares(hits[names == ""].tolist()),
    }


def shares(hits: Sequence[bool]) -> float:
    """Share of True, rounded."""
    return round(float(np.mean(hits)), 4)


if __name__ == "__main__":
    main()
