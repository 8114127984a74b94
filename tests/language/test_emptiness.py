from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.emptiness import is_empty_answer

LINES = (files("toolkit.language") / "data" / "empty_answers.tsv").read_text("utf-8").splitlines()
PHRASES = [line.split("\t")[1] for line in LINES[1:]]

EMPTY = [
    "", "  ", ".", "-", "--", "???", "…", "n/a", "N/A", "N / A", "na", "n.a.", "#N/A", "None",
    "NONE!", "nothing", "Nothing.", "Nothing to add", "no comment", "x", "XXX", "k.A.", "K. A.",
    "kA", "keine", "Keine Angabe", "nichts", "weiß nicht", "WEISS NICHT", "nessuno", "Niente",
    "nulla da aggiungere", "rien", "Rien à signaler", "rien a signaler", "RAS", "R.A.S.", "néant",
    "nada", "Ninguno", "ningún comentario", "ns/nc", "no", "No, thanks.", "none / nothing",
    "- nothing -", '"none"', "No. Nothing. Thanks!", "don't know", "don’t know", "nothing :)",
    "Geen", "não sei",
]  # fmt: skip

ANSWERS = [
    "nothing works", "no training", "no comment field", "none of the training helped",
    "nope it broke", "keine Schulung", "nichts funktioniert", "nessuno mi ha formato",
    "niente formazione", "rien ne marche", "nada funciona", "ninguno de los campos",
    "n/a for sales, slow for us", "no, the search is slow", "Nothing. It just works.", "yes", "ja",
    "5", "0", "+1", "100%", "👍", ":(", ":)", "slow", "Excel", "CRM", "good", "ok", "sin formación",
    "aucune formation", "don't know how", "same problem", "thanks for nothing", "x-ray list",
    "no no-shows", "无",
]  # fmt: skip


@pytest.mark.parametrize("text", EMPTY)
def test_an_answer_that_says_nothing_is_empty(text: str) -> None:
    assert is_empty_answer(text)


@pytest.mark.parametrize("text", ANSWERS)
def test_an_answer_that_says_something_is_not_empty(text: str) -> None:
    assert not is_empty_answer(text)


@pytest.mark.parametrize("phrase", PHRASES)
def test_every_phrase_of_the_list_is_empty_as_it_stands_and_in_capitals(phrase: str) -> None:
    assert is_empty_answer(phrase)
    assert is_empty_answer(f" {phrase.upper()}. ")


@given(
    st.sampled_from(PHRASES), st.sampled_from(["works badly", "Schulung", "formazione", "clics"])
)
def test_a_phrase_with_another_word_is_an_answer(phrase: str, word: str) -> None:
    assert not is_empty_answer(f"{phrase} {word}")


def test_a_long_text_is_an_answer_even_of_empty_phrases() -> None:
    assert not is_empty_answer("nothing, " * 50)


def test_long_punctuation_is_empty() -> None:
    assert is_empty_answer("-" * 1000)
