from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from toolkit.language.abbreviations import Abbreviation, find_abbreviations

LINES = (files("toolkit.language") / "data" / "abbreviations.tsv").read_text("utf-8").splitlines()
ENTRIES = [tuple(line.split("\t")) for line in LINES[1:]]


def found(text: str, language: str) -> list[tuple[str, str]]:
    hits = find_abbreviations(text, language)
    return [(text[hit.start : hit.end], hit.kind.value) for hit in hits]


@pytest.mark.parametrize("text", ["z. B. so", "z.B. so"])
def test_the_blank_inside_an_abbreviation_is_optional(text: str) -> None:
    assert [kind for _, kind in found(text, "en")] == ["inside"]


def test_small_letters_in_the_list_match_either_case() -> None:
    assert found("Etc. and etc.", "it") == [("Etc.", "either"), ("etc.", "either")]


def test_a_capital_in_the_list_must_stand_in_the_text() -> None:
    assert found("Fr. Kranich ging fr. weg", "de") == [("Fr.", "inside")]


def test_an_abbreviation_of_another_language_is_none() -> None:
    assert found("bzw. so", "en") == []


def test_the_end_of_a_longer_word_is_no_abbreviation() -> None:
    assert found("the etc.", "en") == [("etc.", "either")]
    assert found("fetc. x", "en") == []


def test_a_number_abbreviation_needs_a_number() -> None:
    assert found("no. 5 but no. More", "en") == [("no.", "number")]


def test_every_entry_is_well_formed_and_stands_once() -> None:
    kinds = {kind.value for kind in Abbreviation}
    assert all(kind in kinds and entry.endswith(".") for _, kind, entry in ENTRIES)
    assert not [entry for entry, n in Counter((row[0], row[2]) for row in ENTRIES).items() if n > 1]
