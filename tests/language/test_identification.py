from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.identification import LANGUAGES, Language, identify_language

SENTENCES = {
    "en": "Nobody told us that the old screens would be switched off.",
    "de": "Niemand hat uns gesagt, dass die alten Masken abgeschaltet werden.",
    "it": "Nessuno ci ha detto che le vecchie schermate sarebbero state spente.",
    "fr": "Personne ne nous a dit que les anciens écrans seraient coupés.",
    "es": "Nadie nos dijo que las pantallas viejas se apagarían.",
    "nl": "Niemand heeft ons verteld dat de oude schermen worden uitgezet.",
    "pt": "Ninguém nos disse que os ecrãs antigos seriam desligados.",
}


@pytest.mark.parametrize("default", ["en", "de", "es"])
@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_is_recognised_whatever_the_default(code: str, default: str) -> None:
    found = identify_language(SENTENCES[code], default)
    assert found.code == code
    assert found.confidence > 0.8


@pytest.mark.parametrize("code", SENTENCES)
def test_capitals_do_not_matter(code: str) -> None:
    assert identify_language(SENTENCES[code].upper(), "en").code == code


@pytest.mark.parametrize("text", ["ok", "CRM", "Login"])
def test_a_text_that_shows_nothing_keeps_the_default(text: str) -> None:
    assert {identify_language(text, code).code for code in ("en", "de", "it")} == {"en", "de", "it"}


@pytest.mark.parametrize("text", ["", "  ", "12345", "???", "😡"])
def test_a_text_without_letters_is_the_default_without_confidence(text: str) -> None:
    assert identify_language(text, "fr") == Language("fr", 0.0)


def test_a_default_that_is_not_known_counts_only_where_there_is_no_letter() -> None:
    assert identify_language("123", "pl") == Language("pl", 0.0)
    assert identify_language(SENTENCES["it"], "pl").code == "it"


@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_confidence_is_a_probability_and_the_code_is_known(text: str, default: str) -> None:
    found = identify_language(text, default)
    assert found.code in LANGUAGES
    assert 0.0 <= found.confidence <= 1.0
