"""Learn which words are nouns, which name a matter, and what speaks for a phrase as a title.

    python benchmarks/train_titles.py            # fit, write the weights and the figures
    python benchmarks/train_titles.py --measure  # figures only

The invented cases tell what each topic of their statements is called. Three fits, all linear:
which words stand after articles and prepositions rather than after subjects (logistic regression on
the encoder's vectors), which words of a topic's statements its title takes up (the same), and by
which traits (`toolkit.themes.title_traits`) a phrase comes near to the title (a softmax over the
phrases of a topic: ListNet, Cao et al. 2007). Near is a phrase whose vector is nearer to the title
than to the titles of the case's other topics, and whose words stand in it. Measured on cases left
out in four folds. Writes toolkit/themes/data/titles.json and "topics" in
benchmarks/results/titles.json. About two minutes.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from titles import RESULT, Named, encode, figures_of, stems_of, write
from train_themes import TOPICAL, _statement

from toolkit import language
from toolkit.coding.exemplars import Exemplar, read_exemplars
from toolkit.model.findings import Statement, Theme
from toolkit.themes.title_phrases import read_words, words_of
from toolkit.themes.title_traits import TRAITS, find_candidates
from toolkit.themes.title_words import Taste, read_grammar
from toolkit.themes.titles import title_themes

HERE = Path(__file__).parent
CASES = HERE.parent / "toolkit" / "coding" / "exemplars" / "cases.jsonl"
WEIGHTS = HERE.parent / "toolkit" / "themes" / "data" / "titles.json"
FOLDS = 4
LANGUAGES = ("en", "de", "it", "fr", "es")
IN_TITLE = 0.15
"""What one word that stands in the title is worth, up to two, in cosines."""
SHARP, HELD = 0.1, 0.05
"""Temperature of the softmax over what phrases are worth; penalty on squared weights."""
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """One case: its topics as themes, what was said, and what the topics are called."""

    name: str
    topics: tuple[Theme, ...]
    statements: dict[str, Statement]
    titles: dict[str, str]

    @property
    def shown(self) -> dict[str, str]:
        """Nothing is redacted: the people are invented."""
        return {key: one.text for key, one in self.statements.items()}

    @property
    def named(self) -> list[Named]:
        """Every topic under its own title, among those of the case."""
        return [Named(one.theme_id, one.theme_id, self.titles) for one in self.topics]


def main() -> None:
    """Fit, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", action="store_true", help="figures only, no weights")
    options = parser.parse_args()
    exemplars = read_exemplars()
    cases = read_cases(exemplars)
    write("topics", {"cases": len(cases), **left_out(cases, exemplars)})
    print(RESULT.read_text(encoding="utf-8"))
    if not options.measure:
        taste = fit(cases, exemplars)
        WEIGHTS.write_text(json.dumps(as_json(taste)) + "\n", encoding="utf-8")
        print(json.dumps(taste.weights))


def read_cases(exemplars: Sequence[Exemplar]) -> list[Case]:
    """The invented cases whose topics are known, by name."""
    stored = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    titles = {
        one["case"]: {f"{one['case']}:{topic['topic']}": topic["title"] for topic in one["topics"]}
        for one in stored
    }
    return [_case(name, exemplars, titles[name]) for name in sorted(titles) if titles[name]]


def _case(name: str, exemplars: Sequence[Exemplar], titles: dict[str, str]) -> Case:
    own = [one for one in exemplars if one.industry == name]
    members: dict[str, list[str]] = defaultdict(list)
    for one in own:
        if one.topic and one.kind in TOPICAL:
            members[one.topic].append(one.exemplar_id)
    return Case(
        name=name,
        topics=tuple(
            Theme(theme_id=topic, title="", statement_ids=tuple(sorted(members[topic])))
            for topic in sorted(members)
        ),
        statements={one.exemplar_id: _statement(one, place) for place, one in enumerate(own)},
        titles=titles,
    )


def left_out(cases: Sequence[Case], exemplars: Sequence[Exemplar]) -> dict[str, Any]:
    """The figures of titles that were made without the case that they are measured on."""
    found = []
    for fold in range(FOLDS):
        held = cases[fold::FOLDS]
        names = {one.name for one in held}
        taste = fit(
            [one for one in cases if one.name not in names],
            [one for one in exemplars if one.industry not in names],
        )
        for case in held:
            titles = title_themes(case.topics, case.statements, case.shown, encode, taste)
            found += [(one, titles.get(one.theme_id, "")) for one in case.named]
    return figures_of(found)


def fit(cases: Sequence[Case], exemplars: Sequence[Exemplar]) -> Taste:
    """The three fits."""
    noun, start = fit_nouns(exemplars)
    bare = Taste(noun=noun, noun_start=start, matter=np.zeros_like(noun), weights={})
    words = replace(bare, matter=fit_matter(cases, bare))
    return replace(words, weights=fit_weights(cases, words))


def fit_nouns(exemplars: Sequence[Exemplar]) -> tuple[NDArray[np.float32], float]:
    """From words of letters that stand twice and not as often after subjects as after articles."""
    words, nouns, often = [], [], []
    stop = language.stop_words()
    for code in LANGUAGES:
        grammar = read_grammar([(code, one.text) for one in exemplars if one.language == code])
        for word in sorted({*grammar.as_noun, *grammar.as_verb}):
            noun, verb = grammar.as_noun.get(word, 0), grammar.as_verb.get(word, 0)
            if word not in stop and word.isalpha() and noun + verb >= 2 and noun != verb:
                words.append(word)
                nouns.append(noun > verb)
                often.append(min(noun + verb, 5))
    model = LogisticRegression(C=1.0, max_iter=500, class_weight="balanced")
    model.fit(encode(words), nouns, sample_weight=often)
    return model.coef_[0].astype(np.float32), round(float(model.intercept_[0]), 4)


def fit_matter(cases: Sequence[Case], bare: Taste) -> NDArray[np.float32]:
    """From the words of each topic's statements: does its title take the word up?"""
    rows, taken = [], []
    for case in cases:
        reading = read_words(case.topics, case.statements, case.shown, encode, bare)
        for topic in case.topics:
            title = stems_of(case.titles[topic.theme_id])
            texts = (case.statements[key].text for key in topic.statement_ids)
            said = {word for text in texts for word in words_of(text) if word in reading.vectors}
            for word in sorted(word for word in said if not word.isdigit()):
                rows.append(reading.vectors[word])
                taken.append(word[:5] in title)
    model = LogisticRegression(C=0.1, max_iter=300, class_weight="balanced")
    return np.asarray(model.fit(np.array(rows), taken).coef_[0], dtype=np.float32)


def fit_weights(cases: Sequence[Case], taste: Taste) -> dict[str, float]:
    """Weight of each trait: a softmax over a topic's phrases follows what they are worth."""
    groups = [group for case in cases for group in _worth(case, taste)]
    spread = np.vstack([traits for traits, _ in groups]).std(axis=0) + 1e-9
    traits = np.vstack([one for one, _ in groups]) / spread
    sizes = [len(worth) for _, worth in groups]
    group = np.repeat(np.arange(len(groups)), sizes)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    wanted = np.concatenate([_softmax(worth / SHARP) for _, worth in groups])

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = traits @ weights
        scores = scores - np.maximum.reduceat(scores, starts)[group]
        total = np.add.reduceat(np.exp(scores), starts)[group]
        given = np.exp(scores) / total
        value = -(wanted * (scores - np.log(total))).sum() / len(groups) + HELD * weights @ weights
        slope = traits.T @ (given - wanted) / len(groups) + 2 * HELD * weights
        return float(value), slope

    found = minimize(loss, np.zeros(traits.shape[1]), jac=True, method="L-BFGS-B").x / spread
    return {name: round(float(one), 4) for name, one in zip(TRAITS, found, strict=True)}


def _worth(case: Case, taste: Taste) -> list[tuple[Floats, Floats]]:
    """For every topic: (n, traits) of its phrases, less their mean, and (n,) what each is worth."""
    reading = read_words(case.topics, case.statements, case.shown, encode, taste)
    found = find_candidates(case.topics, reading, encode, taste)
    names = sorted(case.titles)
    called = encode([case.titles[name] for name in names]).astype(np.float64)
    groups = []
    for topic_id, given in sorted(found.items()):
        near = given.vectors @ called.T
        own = names.index(topic_id)
        others = np.delete(near, own, axis=1).mean(axis=1)
        title = stems_of(case.titles[topic_id])
        shared = [min(len(one.stems & title), 2) for one in given.phrases]
        traits = np.hstack([given.meant, given.said])
        worth = near[:, own] - others + IN_TITLE * np.array(shared)
        groups.append((traits - traits.mean(axis=0), worth))
    return groups


def _softmax(values: Floats) -> Floats:
    found = np.exp(values - values.max())
    return np.asarray(found / found.sum())


def as_json(taste: Taste) -> dict[str, Any]:
    """Weights as they ship."""
    return {
        "weights": dict(taste.weights),
        "noun_start": taste.noun_start,
        "noun": [round(float(one), 3) for one in taste.noun],
        "matter": [round(float(one), 3) for one in taste.matter],
    }


if __name__ == "__main__":
    main()
