"""One catalogue in three languages: complete, consistent, and found back from drafted sentences."""

import ast
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from toolkit.errors import WrongSettings
from toolkit.language.catalogue import TONGUES, Words, all_entries, words_of

REPORTS = Path(__file__).parents[2] / "toolkit" / "reports"


def slots(text: str) -> list[str]:
    return sorted(set(re.findall(r"{(\w+)}", text)))


def said_by_documents() -> set[str]:
    """The sentences that the documents ask the catalogue for, as they stand in the code."""
    found = set()
    for path in REPORTS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and name_of(node.func) == "say" and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return {text for text in found if re.search("[A-Za-z]", text)}


def name_of(called: ast.expr) -> str:
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else ""


def test_no_sentence_stands_twice():
    count = Counter(english for english, _ in all_entries())
    assert [english for english, n in count.items() if n > 1] == []


def test_translations_have_the_blanks_of_the_english():
    for english, others in all_entries():
        assert [slots(one) for one in others] == [slots(english)] * 2, english


def test_everything_that_documents_say_is_in_the_catalogue():
    missing = [text for text in sorted(said_by_documents()) if not Words("de").has(text)]
    assert missing == []


@pytest.mark.parametrize("tongue", TONGUES)
def test_days_numbers_and_people_are_said_as_one_says_them(tongue):
    say = words_of(tongue)
    assert say.day(date(2026, 3, 30)) in ("30 March 2026", "30. März 2026", "30 marzo 2026")
    assert say.number(1234.5) in ("1,234.5", "1.234,5")
    assert say.people(1) in ("1 person", "1 Person", "1 persona")


def test_a_drafted_sentence_is_said_by_the_pattern_it_was_made_from():
    drafted = "13 tickets on what 19 of 21 say were confirmed as a fault"
    said = Words("de").drafted(drafted)
    assert said == "13 Tickets zu dem, was 19 von 21 sagen, wurden als Fehler bestätigt"
    assert Words("en").drafted(drafted) == drafted


def test_a_persons_words_in_a_drafted_sentence_stay():
    said = Words("it").drafted("Fix the fault in Rote Mappe: “It never saves.”")
    assert "Rote Mappe" in said
    assert "It never saves." in said


def test_what_follows_no_pattern_stays():
    assert Words("de").drafted("Nobody asked the ferry.") == "Nobody asked the ferry."


def test_a_language_that_is_not_there_is_refused():
    with pytest.raises(WrongSettings, match="fr"):
        words_of("fr")


def test_each_of_several_drafted_sentences_is_said_by_its_own_pattern():
    drafted = (
        "It would be bad data instead if 6 of the 7 who raise it had a ticket of their own on "
        "it that was closed by correcting data; so far there is none. It could also be a "
        "fear of exposure: that would take people who say, when asked one to one, whom they fear "
        "reads it."
    )
    for tongue in ("de", "it"):
        assert not re.search("would|could|people who", Words(tongue).drafted(drafted))


def test_sentences_inside_peoples_words_are_not_parted():
    said = Words("de").drafted("Fix the fault in “Tray”: “It never saves. It would be bad data.”")
    assert "It never saves. It would be bad data." in said


def test_a_number_in_a_sentence_is_written_as_the_language_writes_it():
    drafted = "Your verdict: bad data, instead of leadership (suggested, 77% sure)"
    assert "77\N{NO-BREAK SPACE}%" in Words("de").drafted(drafted)
    assert Words("de").drafted("overall rating 0.80 of 1") == "Gesamtnote 0,80 von 1"
    assert Words("it").drafted("Release 5.1 came.") == "Release 5.1 came."


def test_what_a_person_said_is_never_translated_nor_parted():
    drafted = "own proposal: “no: yes; few”"
    assert Words("de").drafted(drafted) == "eigener Vorschlag: “no: yes; few”"
    assert Words("de").drafted("T01 “Data”") == "T01 „Data“"


def test_a_list_is_said_word_by_word_where_all_its_words_are_ours():
    say = Words("de")
    assert say.drafted("survey, interview") == "Umfrage, Gespräch"
    assert say.drafted("survey, Tuesday") == "survey, Tuesday"


def test_the_whole_sentence_is_said_and_nothing_of_what_is_none_of_ours():
    say = Words("de")
    assert say.whole("T01 (12 statements)") == "T01 (12 Aussagen)"
    assert say.whole("Open: no training") == "Open: no training"


def test_a_shelf_adds_words_of_its_own(tmp_path):
    (tmp_path / "boat.toml").write_text('"pier" = "Anleger"', encoding="utf-8")
    say = Words("de", shelf=tmp_path)
    assert say("pier") == "Anleger"
    assert say.drafted("survey, pier") == "Umfrage, Anleger"
    assert Words("de")("pier") == "pier"


def test_where_rows_stand_is_said_only_where_numbers_follow():
    assert Words("de").drafted("rows 3, 5-9") == "Zeilen 3, 5-9"
    assert Words("de").drafted("rows over the parking") == "rows over the parking"
