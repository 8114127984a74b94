from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.intake.made_files import write_zip
from toolkit.errors import UnreadableFile
from toolkit.intake.gate import open_file
from toolkit.intake.raw import RawFile

FILES = Path(__file__).parent / "files"
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{part}:1.0"'
    for name, part in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
    )
)
KIND = b"application/vnd.oasis.opendocument.text"


def odt(folder: Path, body: str, styles: str = "") -> RawFile:
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    parts = {"mimetype": KIND, "content.xml": content.encode()}
    return open_file(folder, write_zip(folder, "a.odt", parts))


@pytest.mark.parametrize("form", ["odt", "rtf"])
def test_a_document_saved_by_an_office_keeps_headings_bullets_and_tables(form: str):
    found = open_file(FILES, f"documents/walk.{form}")
    assert [(one.text, one.style) for one in found.paragraphs] == [
        ("Floor walk", "heading"),
        ("Three things that people told us:", ""),
        ("The scanner at gate two hangs.", "bullet"),
        ("Nobody was shown the returns screen.", "bullet"),
        ("Who\tWhat", ""),
        ("Dispatch\tLabels come late", ""),
        ("Störungsdienst\tTwo lists, one too many", ""),
        ("after the table", ""),
    ]
    assert found.sheets[0].rows[1] == ("Dispatch", "Labels come late")
    assert (found.extension, found.modified_on) == (form, date(2013, 12, 23))


@pytest.mark.parametrize("form", ["odt", "rtf"])
def test_labels_in_bold_and_signs_of_any_language_stay(form: str):
    found = open_file(FILES, f"documents/talk.{form}").paragraphs
    assert found[5].text.endswith("in Köln or Málaga; Žofie knows 😀.")
    assert [one.bold_prefix for one in found[2:]] == ["RO:", "PH:"] * 3


def test_tabs_blanks_and_breaks_are_read_and_footnotes_and_comments_are_not(tmp_path: Path):
    body = (
        "<text:p>one<text:s text:c='3'/>two<text:tab/>three<text:line-break/>four"
        "<text:note><text:note-body><text:p>a footnote</text:p></text:note-body></text:note>"
        "<office:annotation><text:p>a comment</text:p></office:annotation> five</text:p>"
        "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>"
    )
    assert [one.text for one in odt(tmp_path, body).paragraphs] == ["one   two\tthree\nfour five"]


def test_bold_comes_from_the_style_that_a_style_stands_on(tmp_path: Path):
    styles = (
        "<style:style style:name='Loud'><style:text-properties fo:font-weight='bold'/>"
        "</style:style><style:style style:name='T1' style:parent-style-name='Loud'/>"
    )
    body = "<text:p><text:span text:style-name='T1'>Ana:</text:span> late again</text:p>"
    assert odt(tmp_path, body, styles).paragraphs[0].bold_prefix == "Ana:"


def test_a_document_without_words_is_refused(tmp_path: Path):
    with pytest.raises(UnreadableFile, match="no words"):
        odt(tmp_path, "<text:p/>")


def test_a_damaged_document_is_refused(tmp_path: Path):
    write_zip(tmp_path, "a.odt", {"mimetype": KIND, "content.xml": b"<x/>"})
    with pytest.raises(UnreadableFile, match="damaged OpenDocument"):
        open_file(tmp_path, "a.odt")


def test_a_document_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("toolkit.intake.gate_odt.MAX_WORDS", 1_000)
    write_zip(tmp_path, "a.odt", {"mimetype": KIND, "content.xml": b" " * 2_000})
    with pytest.raises(UnreadableFile, match="unpacks to more than"):
        open_file(tmp_path, "a.odt")


def test_an_opendocument_presentation_says_what_it_is(tmp_path: Path):
    kind = b"application/vnd.oasis.opendocument.presentation"
    write_zip(tmp_path, "a.odp", {"mimetype": kind, "content.xml": b"<x/>"})
    with pytest.raises(UnreadableFile, match="presentation"):
        open_file(tmp_path, "a.odp")
