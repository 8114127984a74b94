"""Issue reports of NLBSE'24: bug, feature or question, learned from their labels and by transfer.

    python benchmarks/nlbse.py nlbse24_issues.csv

The file (columns id, source, text, label_original) is not part of the project: 1,500 reports to
learn from and 1,500 to test on, of five projects (nlbse2024/issue-report-classification). Published
on the test rows, mean F1 over the projects: SetFit 0.824, RoBERTa 0.792, fastText 0.718.

"Own labels": for each project a regression on the vectors of both networks and a word model are
fitted on its 300 training reports and averaged. "By transfer": the shipped coder as it is, which
has never seen an issue report; a proposal or the cause *missing* is a feature, a question a
question, the rest a bug. Writes benchmarks/results/nlbse.json. About five minutes.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from toolkit import language
from toolkit.coding import Views, pair_encoder, suggest_codings, tuned_encoder
from toolkit.coding.word_model import fit_words
from toolkit.model.findings import Coding, Statement
from toolkit.model.intake import Source
from toolkit.model.vocabulary import Cause, Channel, Kind
from toolkit.settings import EncoderSettings

RESULT = Path(__file__).parent / "results" / "nlbse.json"
LABELS = ("bug", "feature", "question")
READ = 800
"""Characters of a report: what it is about stands at its beginning."""
C = 10.0


def main() -> None:
    """Both ways, each project by itself."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("issues", type=Path)
    options = parser.parse_args()
    with options.issues.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    texts = [" ".join(row["text"].split())[:READ] for row in rows]
    labels = np.array([row["label_original"] for row in rows])
    projects = np.array([row["source"] for row in rows])
    test = np.array(["-test-" in row["id"] for row in rows])
    views = read(texts)
    codings = suggest_codings([statement(i, text) for i, text in enumerate(texts)], {}, views)
    transferred = np.array([as_label(codings[f"S{i}"]) for i in range(len(texts))])
    vectors = np.hstack([views.words, views.pairs])
    figures: dict[str, Any] = {"own labels": {}, "by transfer": {}, "the commonest label": {}}
    for project in sorted(set(projects)):
        learn = np.flatnonzero((projects == project) & ~test)
        left = np.flatnonzero((projects == project) & test)
        own = learned(texts, vectors, labels, learn, left)
        figures["own labels"][project] = mean_f1(labels[left], own)
        figures["by transfer"][project] = mean_f1(labels[left], transferred[left])
        figures["the commonest label"][project] = mean_f1(
            labels[left], np.full(len(left), LABELS[0])
        )
    for found in figures.values():
        found["mean"] = round(float(np.mean(list(found.values()))), 3)
    figures["published, mean"] = {"SetFit": 0.824, "RoBERTa": 0.792, "fastText": 0.718}
    RESULT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))


def read(texts: Sequence[str]) -> Views:
    """What the coder sees: no question, nobody beside."""
    encoder = language.load_encoder(EncoderSettings(), [])
    tuned = tuned_encoder(encoder)
    if tuned is None:
        raise SystemExit("The sentence encoder's package is not installed.")
    nothing = np.zeros((len(texts), 512), dtype=np.float32)
    paired = [language.after("", text) for text in texts]
    return Views(
        language.encode(texts, tuned).rows(texts),
        nothing,
        nothing,
        language.encode(paired, pair_encoder()).rows(paired),
    )


def statement(place: int, text: str) -> Statement:
    """One report."""
    source = Source(source_id=str(place), file="issues", channel=Channel.COMMENT_SHEET, text=text)
    return Statement(
        statement_id=f"S{place}", source=source, start=0, end=len(text), text=text, language="en"
    )


def as_label(coding: Coding) -> str:
    """The report's label from the coder's shares."""
    trouble = coding.kinds[Kind.CONCERN] + coding.kinds[Kind.PRAISE] + coding.kinds[Kind.OTHER]
    missing = coding.causes[Cause.MISSING]
    shares = (
        trouble * (1 - missing),
        coding.kinds[Kind.PROPOSAL] + trouble * missing,
        coding.kinds[Kind.QUESTION],
    )
    return LABELS[int(np.argmax(shares))]


def learned(
    texts: Sequence[str],
    vectors: NDArray[np.float32],
    labels: NDArray[np.str_],
    learn: NDArray[np.int64],
    left: NDArray[np.int64],
) -> NDArray[np.str_]:
    """Labels of the rows left, from the rows to learn from."""
    dense = LogisticRegression(C=C, max_iter=1000).fit(vectors[learn], labels[learn])
    words = fit_words([texts[i] for i in learn], labels[learn], LABELS)
    shares = dense.predict_proba(vectors[left]) + words.probabilities([texts[i] for i in left])
    return np.array(LABELS)[shares.argmax(axis=1)]


def mean_f1(right: NDArray[np.str_], found: NDArray[np.str_]) -> float:
    """F1 of the labels, averaged."""
    return round(float(f1_score(right, found, average="macro", labels=LABELS)), 3)


if __name__ == "__main__":
    main()
