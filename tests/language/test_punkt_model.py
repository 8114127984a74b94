from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

from toolkit.language.punkt_model import punkt_model
from toolkit.language.train_punkt import LANGUAGES, added_texts, learn, own_paragraphs, table

SHIPPED = (files("toolkit.language") / "data" / "punkt.tsv").read_text("utf-8").splitlines()


def words(lines: list[str]) -> set[tuple[str, str]]:
    cells = [line.split("\t") for line in lines]
    return {(row[0], row[2]) for row in cells if row[1] == "word"}


def test_every_language_has_a_model_of_its_own() -> None:
    assert {line.split("\t")[0] for line in SHIPPED[1:]} == set(LANGUAGES)


def test_the_shipped_table_holds_every_word_of_our_paragraphs() -> None:
    assert words(table([]).splitlines()) <= words(SHIPPED)


def test_training_twice_gives_the_same_lines() -> None:
    paragraphs = own_paragraphs("it")
    assert learn("it", paragraphs, []) == learn("it", paragraphs, [])


def test_a_word_of_an_added_file_must_stand_there_twice(tmp_path: Path) -> None:
    rows = [
        {"language": "en", "text": "Quokka bounce here.\nThe quokka is slow, the numbat is not."},
        {"language": "xx", "text": "Quokka quokka."},
    ]
    file = tmp_path / "more.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    added = added_texts([file])["en"]
    assert added == ["Quokka bounce here. The quokka is slow, the numbat is not."]
    learned = words(learn("en", own_paragraphs("en"), added))
    assert ("en", "quokka") in learned
    assert ("en", "numbat") not in learned


def test_a_capital_on_a_small_word_means_a_start_and_on_a_german_noun_nothing() -> None:
    german = punkt_model("de")
    assert german.starts_sentences("Das")
    assert not german.starts_sentences("Kunde")
    assert not german.starts_sentences("Unbekanntes")


def test_an_unknown_language_is_read_as_english_and_portuguese_as_spanish() -> None:
    assert punkt_model("xx").words == punkt_model("en").words
    assert punkt_model("pt").words == punkt_model("es").words


def test_punkt_takes_a_plain_full_stop_for_an_end_and_an_initial_not() -> None:
    english = punkt_model("en")
    assert english.ends_sentence("slow.", "Nobody")
    assert not english.ends_sentence("J.", "Hale")
