from __future__ import annotations

from datetime import date

import pytest

from toolkit.errors import WrongSettings
from toolkit.model.intake import ColumnGuess, FileReading
from toolkit.model.vocabulary import FileKind
from toolkit.privacy import disclosure_text
from toolkit.settings import (
    FileSettings,
    LlmSettings,
    Mine,
    PrivacySettings,
    Project,
    Promise,
    Settings,
)

FILES = (
    FileReading(
        file="survey.csv",
        kind=FileKind.SURVEY,
        format="CSV",
        rows_in=120,
        rows_kept=101,
        columns=(
            ColumnGuess(name="E-mail", role="email"),
            ColumnGuess(name="What | hinders <you>?", role="open", detail="what hinders"),
            ColumnGuess(name="Age", role="ignored"),
        ),
    ),
    FileReading(file="Lan Nguyen.vtt", kind=FileKind.TRANSCRIPT, format="WebVTT"),
    FileReading(file="usage.xlsx", kind=FileKind.USAGE, format="XLSX", rows_in=9, rows_kept=9),
)


@pytest.mark.parametrize("language", ["en", "de"])
def test_it_is_about_two_pages_and_leaves_no_place_unfilled(language):
    text = disclosure_text(Settings(), FILES, language)
    assert 600 < len(text.split()) < 1300
    assert "$" not in text


def test_every_file_stands_there_with_what_is_read_of_it():
    text = disclosure_text(Settings(), FILES)
    columns = "email: E-mail; open: What \\| hinders \\<you\\>?; 1 not used"
    assert f"| S02 | survey | 101 / 120 | {columns} |" in text
    assert "| S03 | usage of the tool | 9 / 9 |" in text


def test_names_of_files_are_not_told():
    assert "Nguyen" not in disclosure_text(Settings(), FILES)


def test_promises_are_told_and_marked_as_assumed_until_confirmed():
    promise = Promise(attribution="anonymous", quotes="none", delete_by=date(2027, 1, 31))
    settings = Settings(mine=Mine(files={"survey.csv": FileSettings(promise=promise)}))
    text = disclosure_text(settings, FILES)
    assert "| S02 | anonymous | none | no | 5 (10) | 2027-01-31 | yes |" in text
    assert (
        "| S01 | confidential | redacted | yes | 5 (10) | not agreed | assumed, please confirm |"
        in text
    )
    assert "deletion by 2027-01-31" in text


def test_where_judgements_are_switched_off_it_says_so_and_lists_none():
    settings = Settings(mine=Mine(privacy=PrivacySettings(individual=False)))
    text = disclosure_text(settings, FILES)
    assert "switched off" in text
    assert "| Value |" not in text


def test_group_sizes_are_those_in_force():
    settings = Settings(mine=Mine(privacy=PrivacySettings(min_group=7, min_group_quotes=15)))
    text = disclosure_text(settings, FILES)
    assert "fewer than **7** people" in text
    assert "**15**" in text


def test_what_a_person_wrote_cannot_break_the_page():
    project = Project(company="A|B <script>", tool="`x` $people")
    text = disclosure_text(Settings(mine=Mine(project=project)), FILES)
    assert "A\\|B \\<script\\>" in text


def test_another_language_is_refused():
    with pytest.raises(WrongSettings, match="en, de"):
        disclosure_text(Settings(), FILES, "fr")


def test_a_review_without_files_says_so():
    assert "Nothing was read yet." in disclosure_text(Settings(), ())


def test_a_language_model_that_is_asked_is_disclosed_with_its_place():
    own = LlmSettings(enabled=True, model="small_one", url="http://127.0.0.1:8080/v1")
    for language, offline in (("en", "without a network and calls"), ("de", "Nichts wird")):
        silent = disclosure_text(Settings(), FILES, language)
        asked = disclosure_text(Settings(mine=Mine(llm=own)), FILES, language)
        assert offline in silent
        assert offline not in asked
        assert "small\\_one" in asked
        assert "127.0.0.1:8080" in asked
