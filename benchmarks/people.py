"""Measure the judgement on people against a case's key, and what carries it.

    python -m benchmarks.people CASE [--name NAME] [--no-ratings]

CASE holds raw/ and truth/stakeholders.csv. The case is reviewed once; then the room of people runs
again on what the rooms before it found: without words, without each part of stance, convertibility
and influence, and with every weight and cut moved by half either way. With `--no-ratings` the case
is also reviewed from a copy of raw/ without a single rating column (numbers and agreement alike):
no room has seen a number then. The figures "answers dropped after coding" are kinder, because
answers help to read words. Writes benchmarks/results/people-NAME.json. Takes a few minutes.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import average_precision_score, cohen_kappa_score, roc_auc_score

import toolkit
from benchmarks.without_ratings import copy_without_ratings
from toolkit import language
from toolkit.intake import pseudonyms
from toolkit.model.decisions import Decisions
from toolkit.model.findings import Stakeholder
from toolkit.model.vocabulary import Stance, Wave
from toolkit.pipeline.people_naming import mentioned
from toolkit.settings import ConvertibilityWeights, Settings, read_settings
from toolkit.stakeholders import PeopleInput, influence, judge_people, person_signs
from toolkit.stakeholders import stance as stances
from toolkit.stakeholders.stance_weights import WEIGHTS, StanceWeights

RESULTS = Path(__file__).parent / "results"
STEPS = [step.value for step in Stance]
Figures = dict[str, float]
Scored = Callable[[Sequence[Stakeholder]], Figures]
FACTORS = (0.5, 1.5)
STANCE_PARTS = ("recommendation", "words", "likert", "refusal", "advocacy")


def main() -> None:
    """Review the case, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", type=Path)
    parser.add_argument("--name", default="")
    parser.add_argument("--no-ratings", action="store_true")
    options = parser.parse_args()
    gold = pd.read_csv(
        options.case / "truth" / "stakeholders.csv", dtype=str, keep_default_na=False
    )
    bare: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder:
        given, real = review(options.case / "raw", Path(folder) / "out")
        if options.no_ratings:
            bare = without_rating_columns(options.case / "raw", given.settings, Path(folder), gold)
    figures = measure_all(given, lambda judged: score(judged, gold, real)) | bare
    figures["where the score lies on another side than the stance"] = off_side(given, gold, real)
    place = RESULTS / f"people-{options.name or options.case.resolve().name}.json"
    place.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))


def review(raw: Path, out: Path) -> tuple[PeopleInput, Mapping[str, str]]:
    """What the room of people is given in a review of this folder, and pseudonym -> real id."""
    found = toolkit.run(raw, out)
    key = pseudonyms.load(pseudonyms.key_path(out.resolve()))
    findings = found.findings
    settings = read_settings(out / "confidential" / "review.toml")
    texts = [one.text for one in findings.statements]
    encoder = language.load_encoder(settings.mine.encoder, texts)
    given = PeopleInput(
        intake=findings.intake,
        statements=findings.statements,
        codings=findings.codings,
        final_causes=findings.final_causes,
        themes=findings.themes,
        verdicts=findings.verdicts,
        facts=findings.facts,
        settings=settings,
        shown=findings.redacted,
        mentions=mentioned(findings.statements, key, Decisions()),
        actions=findings.actions,
        encode=_kept(lambda some: language.encode(some, encoder).rows(list(some))),
    )
    return given, {one.person_id: key.real(one.person_id) for one in findings.intake.people}


def without_rating_columns(
    raw: Path, settings: Settings, folder: Path, gold: pd.DataFrame
) -> dict[str, object]:
    """The figures of a review of the same folder with every rating column deleted before."""
    deleted = copy_without_ratings(raw, settings, folder / "raw")
    given, real = review(folder / "raw", folder / "bare")
    left = sum(one.agreement is not None for one in given.intake.closed)
    figures = score(judge_people(given), gold, real)
    return {
        "every rating column deleted from raw/": {
            **figures,
            "columns_deleted": sum(deleted.values()),
            "answers_on_a_scale_left": left,
        }
    }


def _kept(encode: Callable[[Sequence[str]], np.ndarray]) -> Callable[[Sequence[str]], np.ndarray]:
    """The same, each set of texts once."""
    known: dict[tuple[str, ...], np.ndarray] = {}

    def once(texts: Sequence[str]) -> np.ndarray:
        if tuple(texts) not in known:
            known[tuple(texts)] = encode(texts)
        return known[tuple(texts)]

    return once


def measure_all(
    given: PeopleInput, scored: Callable[[Sequence[Stakeholder]], Figures]
) -> dict[str, object]:
    """Figures as it is, with less to go by, without each part, with weights moved."""
    rated = tuple(one for one in given.intake.closed if one.agreement is None)
    no_numbers = tuple(one for one in given.intake.closed if one.scale != "rating")
    weights = ConvertibilityWeights()
    names = list(ConvertibilityWeights.model_fields)
    moved = {
        f"{name} × {factor}": scored(judge_people(_weighted(given, name, factor)))
        for name in names
        for factor in (0.5, 1.5)
    }
    return {
        "all": scored(judge_people(given)),
        "answers dropped after coding": scored(
            judge_people(replace(given, intake=replace(given.intake, closed=rated)))
        ),
        "without the numbers (0-10), with agreement questions": scored(
            judge_people(replace(given, intake=replace(given.intake, closed=no_numbers)))
        ),
        "without words": scored(judge_people(replace(given, statements=()))),
        "without the encoder": scored(judge_people(replace(given, encode=None))),
        "weights of convertibility": weights.model_dump(),
        "without a part of convertibility": {
            name: scored(judge_people(_weighted(given, name, 0.0))) for name in names
        },
        "without a part of influence": {
            name: _with_influence(given, {**influence.WEIGHTS, name: 0.0}, scored)
            for name in influence.WEIGHTS
        },
        "a weight of convertibility moved by half": moved,
        "without a part of stance": {
            name: _with_stance(given, replace(WEIGHTS, **{name: 0.0}), scored)
            for name in STANCE_PARTS
        },
        "a weight of stance moved by half": _stance_moved(given, scored),
        "an entry of a table of stance moved by half": _tables_moved(given, scored),
        "without a sign of the words": _signs_left_out(given, scored),
        "cuts of stance moved by half": _cuts_moved(given, scored),
        "a weight of influence moved by half": {
            f"{name} × {factor}": _with_influence(
                given, {**influence.WEIGHTS, name: factor * weight}, scored
            )
            for name, weight in influence.WEIGHTS.items()
            for factor in (0.5, 1.5)
        },
    }


def _weighted(given: PeopleInput, name: str, factor: float) -> PeopleInput:
    mine = given.settings.mine
    room = mine.stakeholders
    changed = room.weights.model_copy(update={name: factor * getattr(room.weights, name)})
    mine = mine.model_copy(update={"stakeholders": room.model_copy(update={"weights": changed})})
    return replace(given, settings=Settings(found=given.settings.found, mine=mine))


def _with_influence(
    given: PeopleInput,
    weights: Mapping[str, float],
    scored: Callable[[Sequence[Stakeholder]], Figures],
) -> Figures:
    kept = influence.WEIGHTS
    influence.WEIGHTS = weights
    try:
        return scored(judge_people(given))
    finally:
        influence.WEIGHTS = kept


def _with_stance(given: PeopleInput, weights: StanceWeights, scored: Scored) -> Figures:
    kept = stances.judge_stance.__kwdefaults__
    stances.judge_stance.__kwdefaults__ = {**kept, "weights": weights}
    try:
        return scored(judge_people(given))
    finally:
        stances.judge_stance.__kwdefaults__ = kept


def _stance_moved(given: PeopleInput, scored: Scored) -> dict[str, Figures]:
    numbers = [one.name for one in fields(WEIGHTS) if isinstance(getattr(WEIGHTS, one.name), float)]
    return {
        f"{name} × {factor}": _with_stance(
            given, replace(WEIGHTS, **{name: factor * getattr(WEIGHTS, name)}), scored
        )
        for name in numbers
        for factor in FACTORS
    }


def _tables_moved(given: PeopleInput, scored: Scored) -> dict[str, Figures]:
    found = {}
    for table in ("questions", "clear"):
        values = getattr(WEIGHTS, table)
        for key, value in values.items():
            for factor in FACTORS if value else ():
                moved = replace(WEIGHTS, **{table: {**values, key: factor * value}})
                found[f"{table}, {key} × {factor}"] = _with_stance(given, moved, scored)
    for meaning, odds in WEIGHTS.expected.items():
        for factor in FACTORS:
            moved_odds = {label: factor * value for label, value in odds.items()}
            moved = replace(WEIGHTS, expected={**WEIGHTS.expected, meaning: moved_odds})
            found[f"expected, {meaning} × {factor}"] = _with_stance(given, moved, scored)
    return found


def _signs_left_out(given: PeopleInput, scored: Scored) -> dict[str, Figures]:
    whole, found = person_signs.shipped_signs(), {}
    for place, name in enumerate(person_signs.SIGNS):
        weights = whole.weights.copy()
        weights[place] = 0.0
        moved = replace(whole, weights=weights)
        stances.shipped_signs = lambda moved=moved: moved
        try:
            found[name] = scored(judge_people(given))
        finally:
            stances.shipped_signs = person_signs.shipped_signs
    return found


def _cuts_moved(given: PeopleInput, scored: Scored) -> dict[str, Figures]:
    """All cuts at once, then one by one; a cut stays between its neighbours."""
    found = {}
    for factor in FACTORS:
        every = tuple(factor * cut for cut in WEIGHTS.cuts)
        found[f"all × {factor}"] = _with_stance(given, replace(WEIGHTS, cuts=every), scored)
        for place, cut in enumerate(WEIGHTS.cuts):
            cuts = (-1.0, *WEIGHTS.cuts, 1.0)
            moved = min(max(factor * cut, cuts[place]), cuts[place + 2])
            one = (*WEIGHTS.cuts[:place], moved, *WEIGHTS.cuts[place + 1 :])
            found[f"{cut} × {factor}"] = _with_stance(given, replace(WEIGHTS, cuts=one), scored)
    return found


def score(judged: Sequence[Stakeholder], gold: pd.DataFrame, real: Mapping[str, str]) -> Figures:
    """The figures of the contract's scorer on people."""
    mine = {real[one.person_id]: one for one in judged}
    both = [(row, mine.get(row.person_id)) for row in gold.itertuples()]
    stance = [str(one.stance or "") if one else "" for _, one in both]
    true = [row.stance for row, _ in both]
    placed = [(t, m if m in STEPS else "neutral") for t, m in zip(true, stance, strict=True) if t]
    influenced = pd.DataFrame(
        [
            ({"low": 0, "medium": 1, "high": 2}[row.influence], one.influence_score if one else -1)
            for row, one in both
        ]
    )
    chance = np.array([(one.convertibility or 0.0) if one else 0.0 for _, one in both])
    answer = np.array([row.convertible for row, _ in both])
    asked = np.isin(answer, ["yes", "no"])
    return {
        "stance_weighted_kappa": _rounded(
            cohen_kappa_score(*zip(*placed, strict=True), weights="quadratic", labels=STEPS)
        ),
        "stance_side_accuracy": _rounded(
            np.mean([side(t) == side(m) for t, m in zip(true, stance, strict=True)])
        ),
        "influence_spearman": _rounded(influenced[0].rank().corr(influenced[1].rank())),
        "convertible_auroc": _rounded(roc_auc_score(answer[asked] == "yes", chance[asked])),
        "convertible_average_precision": _rounded(
            average_precision_score(answer == "yes", chance)
        ),
        "former_champion_accuracy": _rounded(
            np.mean(
                [(row.former_champion == "yes") == bool(one and one.former_champion)
                 for row, one in both]
            )
        ),
    }  # fmt: skip


def side(stance: str) -> int:
    """-1 against, 0 undecided, 1 for, 9 not known."""
    if not stance:
        return 9
    return (STEPS.index(stance) > 3) - (STEPS.index(stance) < 3)


def off_side(given: PeopleInput, gold: pd.DataFrame, real: Mapping[str, str]) -> dict[str, float]:
    """People whose overall rating (0-10: up to 5, 6, from 7) lies on another side than the key."""
    ratings = {
        real[one.person_id]: one.agreement
        for one in given.intake.closed
        if one.recommendation and one.agreement is not None and one.wave is not Wave.BEFORE
        if one.person_id in real
    }
    mine = {real[one.person_id]: one for one in judge_people(given)}
    hits = []
    for row in gold.itertuples():
        rating = ratings.get(row.person_id)
        if rating is None or not row.stance:
            continue
        of_rating = -1 if rating < 0.55 else 0 if rating < 0.65 else 1
        if of_rating != side(row.stance):
            one = mine.get(row.person_id)
            hits.append(side(str(one.stance or "") if one else "") == side(row.stance))
    return {"people": len(hits), "side_accuracy": _rounded(np.mean(hits)) if hits else 0.0}


def _rounded(value: float) -> float:
    return round(float(value), 3)


if __name__ == "__main__":
    main()
