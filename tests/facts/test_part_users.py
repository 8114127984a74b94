"""Who uses the part of the tool that a theme is about."""

from __future__ import annotations

import pandas as pd

from tests.stakeholders.village import said, theme
from toolkit.facts import find_part_users
from toolkit.model.findings import Facts

WORDS = {
    "S-1": "The quotes come out wrong.",
    "S-2": "Every quote loses a line.",
    "S-3": "The calendar is fine.",
    "S-4": "It is slow on Mondays.",
}


def found(**parts: list[float]):
    frame = pd.DataFrame({f"part:{name}": uses for name, uses in parts.items()}, index=list("ABC"))
    empty = pd.DataFrame()
    facts = Facts(adoption=empty, people=frame, tickets=empty)
    themes = [
        theme("T1", "Quotes", "S-1", "S-2", "S-4"),
        theme("T2", "Slow", "S-4"),
        theme("T3", "Calendar", "S-3", "S-4"),
    ]
    return find_part_users(themes, [said(key, text, by="A") for key, text in WORDS.items()], facts)


def test_a_theme_has_the_users_of_the_part_that_its_statements_name():
    users = found(quotes_saved=[3, 0, 7], calendar_opened=[1, 1, 1])
    assert users == {"T1": frozenset({"A", "C"})}


def test_what_is_not_recorded_is_no_use():
    assert found(quotes_saved=[3, float("nan"), 0], calendar_opened=[1, 1, 1])["T1"] == {"A"}


def test_without_parts_in_the_file_nothing_is_told():
    assert found() == {}
