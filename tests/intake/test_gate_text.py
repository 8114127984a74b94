from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import UnreadableFile
from toolkit.intake.gate_text import clean_value, decode, guess_bytewise, markdown_paragraphs

GERMAN = (
    "Die Übersicht für größere Aufträge läuft über – sagen wir – „Umwege“ und hält’s nicht aus."
)
FRENCH = "L’été dernier, la saisie était déjà très pénible ; ça n’a pas changé : à revoir…"


def text_of(content: bytes) -> tuple[str, str]:
    found = decode(content, "a.csv")
    return found.text, found.encoding


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize("words", [GERMAN, FRENCH])
def test_unicode_is_read_with_and_without_a_mark(encoding: str, words: str):
    assert text_of(words.encode(encoding))[0] == words


@pytest.mark.parametrize(
    ("encoding", "shown"), [("cp1252", "Windows-1252"), ("mac_roman", "Mac Roman")]
)
@pytest.mark.parametrize(
    "words", [GERMAN, FRENCH, "Don’t – just don’t", "El año pasado, ¿qué pasó?"]
)
def test_one_byte_encodings_are_told_apart_and_said(encoding: str, shown: str, words: str):
    found = decode(words.encode(encoding), "a.csv")
    assert found.text == words
    assert found.notes == (f"encoding guessed: {shown}",)


def test_mac_romans_no_break_space_betrays_it():
    assert guess_bytewise(b"too\xcaslow and it\xd5s late \xd0 again") == "mac_roman"


def test_one_damaged_byte_does_not_turn_utf8_into_another_encoding():
    found = decode(GERMAN.encode() + b"\xff" + GERMAN.encode(), "a.csv")
    assert found.text.count("Übersicht") == 2
    assert found.notes == ("1 damaged signs shown as \ufffd",)


def test_a_byte_lost_in_a_wide_text_costs_its_line_alone():
    content = "eins\nzwei\ndrei\n".encode("utf-16")
    assert text_of(content[:14] + content[15:])[0].split("\n")[2] == "drei"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_all_line_ends_become_one(line_end: str):
    assert text_of(line_end.join(("a", "b", "c")).encode())[0] == "a\nb\nc"


def test_a_stray_return_inside_a_line_ends_no_record():
    assert text_of(b"a,one\rtwo\nb,x\n")[0].split("\n")[0] == "a,one\x0btwo"


def test_a_mark_inside_the_text_is_removed():
    assert text_of("a,\ufeffb".encode())[0] == "a,b"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("no\u00a0break", "no break"),
        ("zero\u200bwidth", "zerowidth"),
        ("\u202eright to left\u202c", "right to left"),
        ("bell\x07 and escape\x1b[31m", "bell and escape[31m"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("two\r\nlines\rthree", "two\nlines\nthree"),
        ("  ends  ", "ends"),
        ("soft\u00adhyphen", "softhyphen"),
        ("👩\u200d💻 at work", "👩\u200d💻 at work"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
    ],
)
def test_a_cell_keeps_its_words_and_loses_what_nobody_sees(raw: str, clean: str):
    assert clean_value(raw) == clean


def test_a_cell_has_an_end():
    assert len(clean_value("a" * 200_000)) == 100_000


@given(st.binary(max_size=300))
def test_no_bytes_break_the_decoder(content: bytes):
    with suppress(UnreadableFile):
        found = decode(content, "a.csv")
        assert "\r" not in found.text
        found.text.encode("utf-8")


def paragraphs(text: str) -> list[tuple[str, str, str]]:
    return [(one.text, one.style, one.bold_prefix) for one in markdown_paragraphs(text)]


def test_markdown_marks_become_styles():
    assert paragraphs("# Call with **Nora**\n\n- too *slow*\n1. [list](http://x.example)\n") == [
        ("Call with Nora", "heading", ""),
        ("too slow", "bullet", ""),
        ("list", "bullet", ""),
    ]


def test_bold_beginnings_are_kept_as_labels():
    assert paragraphs("**Nora:** It is slow.\n**Ben:** Why?\n") == [
        ("Nora: It is slow.", "", "Nora:"),
        ("Ben: Why?", "", "Ben:"),
    ]


def test_wrapped_lines_are_joined_and_short_ones_are_not():
    wrapped = "This line was broken by an editor because it had become rather\nlong."
    assert [one[0] for one in paragraphs(wrapped)] == [wrapped.replace("\n", " ")]
    assert len(paragraphs("one\ntwo\n")) == 2


def test_an_indented_line_goes_on_with_its_bullet():
    assert paragraphs("- first\n  goes on\n- second") == [
        ("first goes on", "bullet", ""),
        ("second", "bullet", ""),
    ]


def test_names_in_capitals_with_accents_are_no_mac_roman():
    assert (
        guess_bytewise("312;CALÒ;NICOLÒ;Modena\n313;LO MONACO;ZOË;Parma".encode("cp1252"))
        == "cp1252"
    )


def test_quotes_of_a_mac_beside_small_letters_are_still_seen():
    assert guess_bytewise("“hello” he said, it’s “fine”".encode("mac_roman")) == "mac_roman"


def test_a_number_marked_as_text_for_spreadsheets_stands_without_the_mark():
    assert clean_value('="0047"') == "0047"
    assert clean_value('=HYPERLINK("https://x.example")') == '=HYPERLINK("https://x.example")'
