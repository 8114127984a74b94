from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import UnreadableFile
from toolkit.intake.gate import open_file
from toolkit.intake.gate_rtf import read_rtf
from toolkit.intake.raw import RawFile


def rtf(body: str, head: str = r"\ansi\ansicpg1252") -> RawFile:
    return read_rtf(rf"{{\rtf1{head} {body}}}".encode("latin-1"), "a.rtf")


def lines(body: str, head: str = r"\ansi\ansicpg1252") -> list[str]:
    return [one.text for one in rtf(body, head).paragraphs]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"caf\'e9 \endash  it\'92s 3 \u8364?\par", "café – it’s 3 €"),
        (r"\uc2\u8364\'80\'20 two skipped", "€ two skipped"),
        (r"\uc0\u8364 none skipped", "€none skipped"),
        (r"a\~b\_c\-d \{e\} \\f", "a b-cd {e} \\f"),
        (r"one\line two\tab three", "one\ntwo\tthree"),
    ],
)
def test_signs_are_read_as_they_are_meant(body: str, text: str):
    assert lines(body) == [text]


def test_bytes_are_read_in_the_code_page_of_their_font():
    fonts = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset238 Arial CE;}}"
    assert lines(rf"{fonts}\f1 \'8eofie \f0 \'8e") == ["Žofie Ž"]
    assert lines(rf"{fonts}\f1 \'f8\f0 \'f8") == ["řø"]
    assert lines(r"\'8a", r"\mac") == ["ä"]


@pytest.mark.parametrize(
    "unsaid",
    [
        r"{\header page head}",
        r"{\footnote a note}",
        r"{\*\annotation a comment}",
        r"{\pict\wmetafile8 0102030405}",
        r"{\*\somethingnew hidden}",
        r"{\v hidden}",
        r"{\deleted gone}",
        r"{\field{\*\fldinst HYPERLINK x}}",
        r"\bin5 {{{}}",
    ],
)
def test_what_nobody_said_is_left_out(unsaid: str):
    assert lines(rf"before {unsaid}after") == ["before after"]


def test_the_words_of_a_link_stay():
    assert lines(r'see {\field{\*\fldinst HYPERLINK "x"}{\fldrslt the list}} here') == [
        "see the list here"
    ]


def test_two_tables_with_words_between_are_two():
    row = r"\trowd\intbl a\cell b\cell\row\pard "
    found = rtf(rf"{row}{row}\par between\par {row}")
    assert [len(sheet.rows) for sheet in found.sheets] == [2, 1]


def test_a_file_that_breaks_off_gives_what_it_has():
    assert lines(r"first\par {\b second") == ["first", "second"]


def test_a_document_without_words_is_refused(tmp_path: Path):
    (tmp_path / "a.rtf").write_bytes(b"{\\rtf1\\ansi\\par}")
    with pytest.raises(UnreadableFile, match="no words"):
        open_file(tmp_path, "a.rtf")


@given(st.text("\\{}'*;ub0519fcpar ell\n\xe9", max_size=60))
def test_no_text_breaks_the_reader(body: str):
    assert rtf(f"x {body}").paragraphs[0].text
