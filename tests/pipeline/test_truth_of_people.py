"""Judgements on the people of the sample case against its key: floors below today's figures.

Today's stand in benchmarks/results/people-sample.json. A change that falls under a floor took
something away that worked.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest

from benchmarks.people import review, score
from benchmarks.without_ratings import copy_without_ratings
from toolkit.stakeholders import PeopleInput, judge_people

CASE = Path(__file__).parents[2] / "surveys" / "sample"
FLOORS = {
    "stance_weighted_kappa": 0.87,
    "stance_side_accuracy": 0.86,
    "influence_spearman": 0.70,
    "convertible_auroc": 0.95,
    "convertible_average_precision": 0.90,
    "former_champion_accuracy": 0.82,
}
WITHOUT_NUMBERS = {
    "stance_weighted_kappa": 0.60,
    "stance_side_accuracy": 0.55,
    "convertible_auroc": 0.60,
}
Reviewed = tuple[PeopleInput, Mapping[str, str]]


@pytest.fixture(scope="module")
def gold() -> pd.DataFrame:
    return pd.read_csv(CASE / "truth" / "stakeholders.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Reviewed:
    return review(CASE / "raw", tmp_path_factory.mktemp("people") / "out")


@pytest.mark.check
def test_people_of_the_sample_stand_where_its_key_says(
    reviewed: Reviewed, gold: pd.DataFrame
) -> None:
    given, real = reviewed
    figures = score(judge_people(given), gold, real)
    assert {name: figures[name] for name, least in FLOORS.items() if figures[name] < least} == {}


@pytest.mark.check
def test_words_alone_still_tell_something_where_every_rating_column_was_deleted(
    reviewed: Reviewed, gold: pd.DataFrame, tmp_path: Path
) -> None:
    deleted = copy_without_ratings(CASE / "raw", reviewed[0].settings, tmp_path / "raw")
    assert sum(deleted.values()) == 6
    given, real = review(tmp_path / "raw", tmp_path / "out")
    assert all(one.agreement is None for one in given.intake.closed)
    figures = score(judge_people(given), gold, real)
    found = {
        name: figures[name] for name, least in WITHOUT_NUMBERS.items() if figures[name] < least
    }
    assert found == {}


@pytest.mark.check
def test_only_the_ratings_columns_are_deleted(reviewed: Reviewed, tmp_path: Path) -> None:
    name = "survey/Before Keelmark.csv"
    copy_without_ratings(CASE / "raw", reviewed[0].settings, tmp_path / "raw")
    before = pd.read_csv(CASE / "raw" / name, dtype=str)
    after = pd.read_csv(tmp_path / "raw" / name, dtype=str)
    assert before.shape == (after.shape[0], after.shape[1] + 1)
    assert not any("look forward" in column for column in after.columns)
