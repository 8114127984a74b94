"""Themes side by side with BERTopic 0.17 on the same labelled texts and the same vectors.

    python benchmarks/bertopic.py TEXTS.csv --bertopic PYTHON

TEXTS.csv has the columns text and category: here the 3,080 test questions of Banking77 (Casanueva
et al. 2020; banking_data/test.csv of PolyAI-LDN/task-specific-datasets, CC BY 4.0), which are not
part of the project. PYTHON is the interpreter of an environment of its own in which BERTopic is
installed; the toolkit does not need it. Both get the vectors of the untuned sentence encoder, and
ours its own word likenesses, no tuned network. V-measure (Rosenberg and Hirschberg 2007) and
adjusted Rand index; seconds are CPU seconds of a second run, on one thread where the
environment says so (OPENBLAS_NUM_THREADS=1). Writes
benchmarks/results/bertopic.json. About three minutes.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import adjusted_rand_score, v_measure_score

from toolkit import language
from toolkit.model.findings import Coding, Statement
from toolkit.model.intake import Source
from toolkit.model.vocabulary import CAUSES, Channel, Kind
from toolkit.settings import ThemeSettings
from toolkit.themes import Sight, ThemeInput, find_themes

RESULT = Path(__file__).parent / "results" / "bertopic.json"
OTHER = """
import json, sys, time, warnings
import numpy as np
warnings.simplefilter("ignore")
from bertopic import BERTopic
from umap import UMAP

texts = json.load(open(sys.argv[1]))
vectors = np.load(sys.argv[2])
found = {}
for name, topics in (("as it comes", None), ("as many as labels", int(sys.argv[3]))):
    for _ in range(2):
        start = time.process_time()
        model = BERTopic(
            embedding_model=None,
            umap_model=UMAP(
                n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=0
            ),
            nr_topics=topics,
        )
        groups, _ = model.fit_transform(texts, vectors)
        seconds = time.process_time() - start
    placed = model.reduce_outliers(texts, groups, strategy="embeddings", embeddings=vectors)
    found[name] = {
        "seconds": round(seconds, 1),
        "groups": [int(one) for one in groups],
        "groups, all placed": [int(one) for one in placed],
    }
print(json.dumps(found))
"""


def main() -> None:
    """Both, at the same numbers of themes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--bertopic", required=True, help="python of its environment")
    options = parser.parse_args()
    with options.texts.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["text"].strip()]
    texts, gold = [row["text"] for row in rows], [row["category"] for row in rows]
    vectors = language.encode(texts).rows(texts)
    figures: dict[str, Any] = {"texts": len(texts), "labels": len(set(gold))}
    others = run_bertopic(options.bertopic, texts, vectors, len(set(gold)))
    for name, found in others.items():
        k = len(set(found["groups, all placed"]))
        figures[f"BERTopic, {name}"] = {
            "themes": k,
            "CPU seconds": found["seconds"],
            "left out as outliers": round(float(np.mean(np.array(found["groups"]) < 0)), 3),
            "with outliers as one group": agreement(gold, found["groups"]),
            "with outliers placed": agreement(gold, found["groups, all placed"]),
        }
        figures[f"ours, {k} themes"] = ours(texts, vectors, gold, k)
    RESULT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))


def ours(
    texts: Sequence[str], vectors: NDArray[np.float32], gold: Sequence[str], k: int
) -> dict[str, Any]:
    """The themes of a run at this number, without names and resampling."""
    statements = [statement(text, place) for place, text in enumerate(texts)]
    flat = dict.fromkeys(CAUSES, 1 / len(CAUSES))
    given = ThemeInput(
        statements=statements,
        codings={
            one.statement_id: Coding(
                statement_id=one.statement_id,
                coder="flat",
                kind=Kind.QUESTION,
                cause=None,
                causes=flat,
            )
            for one in statements
        },
        signals={},
        sight=Sight(vectors),
        shown={one.statement_id: one.text for one in statements},
        settings=ThemeSettings(k=k, least=k, most=k, resamples=0),
    )
    for _ in range(2):
        start = time.process_time()
        themes = find_themes(given).themes
    seconds = time.process_time() - start
    theme_of = {i: place for place, theme in enumerate(themes) for i in theme.statement_ids}
    found = [theme_of[one.statement_id] for one in statements]
    return {"themes": len(themes), "CPU seconds": round(seconds, 1), **agreement(gold, found)}


def statement(text: str, place: int) -> Statement:
    """One text of a speaker of its own."""
    source = Source(
        source_id=f"{place:05d}",
        file="texts",
        channel=Channel.SURVEY,
        text=text,
        respondent_id=f"{place:05d}",
    )
    return Statement(
        statement_id=f"S{place:05d}",
        source=source,
        start=0,
        end=len(text),
        text=text,
        language="en",
    )


def agreement(gold: Sequence[str], found: Sequence[int]) -> dict[str, float]:
    """V-measure and adjusted Rand index."""
    return {
        "V-measure": round(float(v_measure_score(gold, found)), 3),
        "ARI": round(float(adjusted_rand_score(gold, found)), 3),
    }


def run_bertopic(
    python: str, texts: Sequence[str], vectors: NDArray[np.float32], k: int
) -> dict[str, Any]:
    """Its groups, as it comes and cut to k."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("texts.json", "vectors.npy")]
        paths[0].write_text(json.dumps(list(texts)), encoding="utf-8")
        np.save(paths[1], vectors)
        done = subprocess.run(
            [python, "-c", OTHER, *map(str, paths), str(k)],
            check=True,
            capture_output=True,
            text=True,
        )
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))


if __name__ == "__main__":
    main()
