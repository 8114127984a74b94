"""The codebook: whole, in five languages, strict about what a user writes."""

from __future__ import annotations

import pytest

from toolkit.coding.codebook import as_text, default_codebook, default_text, read_codebook
from toolkit.errors import WrongSettings
from toolkit.model.vocabulary import CAUSES, Cause, Kind

LANGUAGES = ("en", "de", "it", "fr", "es")


def refused(text: str) -> str:
    with pytest.raises(WrongSettings) as error:
        read_codebook(text, "codebook.yaml")
    assert error.value.what_to_do
    assert str(error.value).startswith("codebook.yaml")
    return str(error.value)


def test_every_kind_and_cause_is_defined_and_called_something_in_five_languages():
    book = default_codebook()
    assert set(book.kinds) == set(Kind)
    assert set(book.causes) == set(Cause)
    for code in book.codes():
        assert code.definition
        assert code.include
        assert code.exclude
        assert code.counter_examples
        assert {code.labels.get(language, "") != "" for language in LANGUAGES} == {True}


def test_every_cause_has_two_examples_in_each_language():
    for code in default_codebook().causes.values():
        assert [code.code for language in LANGUAGES if len(code.examples[language]) < 2] == []


def test_no_example_stands_under_two_codes():
    languages = [found for code in default_codebook().codes() for found in code.examples.values()]
    texts = [text for found in languages for text in found]
    assert len(texts) == len(set(texts))


def test_an_empty_file_and_a_full_copy_change_nothing():
    assert read_codebook("", "codebook.yaml") == default_codebook()
    assert read_codebook(default_text(), "codebook.yaml") == default_codebook()


def test_a_renamed_label_is_shown_and_the_rest_stays():
    book = read_codebook("causes: {defect: {label: Schaden}}", "codebook.yaml")
    assert book.label("defect") == book.label("defect", "it") == "Schaden"
    before = default_codebook().causes
    assert book.causes[Cause.DEFECT].definition == before[Cause.DEFECT].definition
    assert book.causes[Cause.DATA] == before[Cause.DATA]


def test_labels_are_shown_in_the_users_own_language():
    text = "language: nl\ncauses: {data: {label: {nl: slechte gegevens}}}"
    book = read_codebook(text, "codebook.yaml")
    assert book.label("data") == "slechte gegevens"
    assert book.label("data", "de") == "schlechte Daten"
    assert book.label("trust") == "fear of exposure"  # no Dutch there: English


def test_an_own_code_counts_as_its_parent():
    book = read_codebook("own: {gate_sync: {parent: defect, label: Gates}}", "codebook.yaml")
    assert book.cause_of("gate_sync") is Cause.DEFECT
    assert book.cause_of("defect") is Cause.DEFECT
    assert book.cause_of("nonsense") is None
    assert "### gate_sync: Gates (counts as defect)" in as_text(book)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("causes: {defct: {label: x}}", "causes.defct"),
        ("causes: {defect: {lable: x}}", "causes.defect.lable: there is no such field"),
        ("causes: {defect: {include: one}}", "causes.defect.include"),
        ("causes: {defect: {signs: {en: ['(lost']}}}", "no regular expression"),
        ("causes: {defect: {examples: {English: [a]}}}", "causes.defect.examples"),
        ("own: {sync: {label: x}}", "own.sync.parent: is missing"),
        ("own: {sync: {parent: defect}}", "own.sync.label: is missing"),
        ("own: {sync: {parent: unclear, label: x}}", "one of the ten causes"),
        ("own: {sync: {parent: sync, label: x}}", "own.sync.parent"),
        ("own: {Sync fault: {parent: defect, label: x}}", "small letters"),
        ("own: {defect: {parent: data, label: x}}", "is there already"),
        ("causes: {data: {counter_examples: [{text: a, language: en, is: dta}]}}", "'dta' is no"),
        ("causes: {data: {counter_examples: [{text: a, language: en, is: data}]}}", "counters"),
        ("causes:\n  data: {label: a}\n  data: {label: b}", "stands here twice"),
        ("causes: {data: {label: {no: dårlige data}}}", "write it in quotes"),
        ("a: &x [1]\nb: *x", "reference"),
        ("causes: [", "codebook.yaml, line"),
        ("causes: " + "[" * 51, "deeper than 50"),
        ("version: 2", "version"),
        ("!!python/object/apply:os.getcwd []", "not valid YAML"),
        ("- a list", "codebook.yaml"),
    ],
)
def test_a_fault_is_told_once_with_its_place(text, said):
    assert said in refused(text)


def test_all_faults_are_told_at_once():
    told = refused("causes: {defct: {}, data: {lable: x}}")
    assert "defct" in told
    assert "lable" in told


def test_the_readable_version_shows_every_code_in_the_language_asked_for():
    text = as_text(default_codebook(), "de")
    for code in (*Kind, *CAUSES):
        assert f"### {code}" in text
    assert "Schulungslücke" in text
    assert default_codebook().causes[Cause.TRUST].examples["de"][0] in text
