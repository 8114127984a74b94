from __future__ import annotations

from pathlib import Path

import docx
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.errors import DependencyError

from tests.intake.made_files import pdf_bytes, write_zip
from toolkit.errors import UnreadableFile
from toolkit.intake.gate import open_file
from toolkit.intake.gate_pages import paragraphs_of_pages
from toolkit.intake.raw import RawFile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(folder: Path, body: str, styles: str = "") -> RawFile:
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>".encode(),
    }
    if styles:
        parts["word/styles.xml"] = f"<w:styles {W}>{styles}</w:styles>".encode()
    return open_file(folder, write_zip(folder, "a.docx", parts))


def test_paragraphs_keep_style_and_bold_beginning(tmp_path: Path):
    made = docx.Document()
    made.add_heading("Call", 1)
    turn = made.add_paragraph()
    turn.add_run("Nora Berg").bold = True
    turn.add_run("   0:03\nIt is slow.")
    made.add_paragraph("first", style="List Bullet")
    made.add_paragraph("• typed")
    made.save(tmp_path / "a.docx")
    found = open_file(tmp_path, "a.docx").paragraphs
    assert [(one.text, one.style, one.bold_prefix) for one in found] == [
        ("Call", "heading", ""),
        ("Nora Berg   0:03\nIt is slow.", "", "Nora Berg"),
        ("first", "bullet", ""),
        ("typed", "bullet", ""),
    ]


def test_a_table_comes_row_by_row_and_as_a_sheet(tmp_path: Path):
    made = docx.Document()
    made.add_paragraph("before")
    table = made.add_table(2, 2)
    for place, text in enumerate(("Who", "What", "Nora", "slow")):
        table.cell(place // 2, place % 2).text = text
    made.add_paragraph("after")
    made.save(tmp_path / "a.docx")
    raw = open_file(tmp_path, "a.docx")
    assert [one.text for one in raw.paragraphs] == ["before", "Who\tWhat", "Nora\tslow", "after"]
    assert raw.sheets[0].rows == (("Who", "What"), ("Nora", "slow"))


def test_deleted_words_of_tracked_changes_are_not_read(tmp_path: Path):
    raw = word(
        tmp_path,
        "<w:p><w:r><w:t>It is </w:t></w:r><w:del><w:r><w:delText>bad</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>slow</w:t></w:r></w:ins></w:p>",
    )
    assert raw.paragraphs[0].text == "It is slow"


def test_words_in_content_controls_are_read(tmp_path: Path):
    raw = word(
        tmp_path,
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>inside</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    )
    assert [one.text for one in raw.paragraphs] == ["inside"]


def test_headings_are_known_by_their_built_in_name_in_any_language(tmp_path: Path):
    raw = word(
        tmp_path,
        '<w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r><w:t>Gespräch</w:t></w:r></w:p>',
        '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>',
    )
    assert raw.paragraphs[0].style == "heading"


def test_entities_are_not_resolved(tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("not yours")
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": (
            f'<!DOCTYPE d [<!ENTITY e SYSTEM "{secret.as_uri()}">]><w:document {W}><w:body>'
            "<w:p><w:r><w:t>seen &e;</w:t></w:r></w:p></w:body></w:document>"
        ).encode(),
    }
    raw = open_file(tmp_path, write_zip(tmp_path, "a.docx", parts))
    assert [one.text for one in raw.paragraphs] == ["seen"]


def test_a_document_without_words_is_refused(tmp_path: Path):
    docx.Document().save(tmp_path / "a.docx")
    with pytest.raises(UnreadableFile, match="holds no words"):
        open_file(tmp_path, "a.docx")


def test_a_scanned_pdf_is_refused_with_advice(tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(pdf_bytes([]))
    with pytest.raises(UnreadableFile, match="only pictures of pages") as caught:
        open_file(tmp_path, "a.pdf")
    assert "text recognition" in caught.value.what_to_do


def test_a_damaged_pdf_is_refused(tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\nnothing here")
    with pytest.raises(UnreadableFile, match="damaged PDF"):
        open_file(tmp_path, "a.pdf")


@pytest.mark.parametrize("cipher", ["RC4-128", "AES-256"])
def test_a_locked_pdf_asks_for_the_password_to_be_removed(
    tmp_path: Path, cipher: str, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "plain.pdf").write_bytes(pdf_bytes(["Nora: It is slow."]))
    writer = PdfWriter(clone_from=tmp_path / "plain.pdf")
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "a.pdf")
    if cipher == "AES-256":  # needs a package that may be missing
        monkeypatch.setattr(PdfReader, "decrypt", _without_cipher)
    with pytest.raises(UnreadableFile, match="protected by a password"):
        open_file(tmp_path, "a.pdf")


def _without_cipher(*_: object) -> None:
    raise DependencyError("a package is missing")


def test_speakers_of_a_pdf_begin_paragraphs(tmp_path: Path):
    lines = [
        "Interviewer: How do you like the new planner, now that you have had it a while?",
        "Nora: It is slow. When I open the list of all the shifts of my ward it takes so long that",
        "I go and fetch a coffee.",
        "Interviewer: And before?",
    ]
    (tmp_path / "a.pdf").write_bytes(pdf_bytes(lines))
    found = [one.text for one in open_file(tmp_path, "a.pdf").paragraphs]
    assert found == [lines[0], f"{lines[1]} {lines[2]}", lines[3]]


def pages_of(*pages: str) -> list[str]:
    return [one.text for one in paragraphs_of_pages(pages)]


def test_heads_and_page_numbers_are_no_words():
    pages = [
        f"Interview 4, confidential\nNora: Point {n} is that it is slow.\nPage {n} of 3"
        for n in (1, 2, 3)
    ]
    assert pages_of(*pages) == [f"Nora: Point {n} is that it is slow." for n in (1, 2, 3)]


def test_numbers_in_the_margin_are_no_words():
    lines = "\n".join(f"{n} Speaker: line number {n} of the talk" for n in range(1, 9))
    assert pages_of(lines)[0] == "Speaker: line number 1 of the talk"


def test_numbers_that_do_not_count_up_are_words():
    lines = "12 people left.\n7 stayed.\n90 came.\n3 asked.\n41 did not."
    assert pages_of(lines)[0] == "12 people left."


def test_a_word_parted_at_the_line_end_is_joined():
    long_line = "It takes a very long time until the list of all the orders of a cust-"
    assert pages_of(f"{long_line}\nomer is there.") == [long_line[:-1] + "omer is there."]
