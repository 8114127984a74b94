"""Word documents and PDFs to paragraphs."""

from __future__ import annotations

import io
import logging
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date

from lxml import etree
from pypdf import PdfReader
from pypdf.errors import DependencyError, PdfReadError, PyPdfError

from toolkit.intake.gate_book import squared
from toolkit.intake.gate_limits import (
    MAX_PAGE_BYTES,
    MAX_PAGES,
    MAX_TEXT_SIGNS,
    MAX_WORDS,
    unreadable,
)
from toolkit.intake.gate_pages import paragraphs_of_pages
from toolkit.intake.gate_runs import as_paragraph
from toolkit.intake.gate_text import clean_value
from toolkit.intake.gate_zip import modified_on, unpacked_within_limits
from toolkit.intake.raw import RawFile, RawParagraph, RawSheet

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOT_SAID = {f"{_W}del", f"{_W}moveFrom", _FALLBACK}
_OFF = {"0", "false", "off", "none"}


def read_docx(content: bytes, file: str) -> RawFile:
    """The body of a Word document in reading order; tables row by row and as sheets too.

    Deleted text of tracked changes, comments, footnotes, page heads and feet are left out. Raises
    UnreadableFile where it is damaged or holds no word.
    """
    unpacked_within_limits(content, file, MAX_WORDS)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=True)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        root = etree.fromstring(packed.read("word/document.xml"), parser)
        styles = _styles(packed, parser)
    body = root.find(f"{_W}body") if root is not None else None
    if body is None:
        raise unreadable("it is a damaged Word document.", file, "Save it anew as DOCX.")
    paragraphs = tuple(found for found in _paragraphs(body, styles) if found.text)
    if not paragraphs:
        raise unreadable("it holds no words.", file, "Check that it is the right document.")
    tables = [table for table in body.iter(f"{_W}tbl") if not _inside(table, f"{_W}tbl")]
    return RawFile(
        file=file,
        form="paragraphs",
        extension="docx",
        paragraphs=paragraphs,
        sheets=tuple(_table(table, number) for number, table in enumerate(tables, start=1)),
        modified_on=modified_on(content),
    )


def _inside(element: etree._Element, tag: str) -> bool:
    return next(element.iterancestors(tag), None) is not None


def _styles(packed: zipfile.ZipFile, parser: etree.XMLParser) -> dict[str, str]:
    """Style id -> "heading", "bullet" or "bold", by the style's built-in name and settings."""
    if "word/styles.xml" not in packed.namelist():
        return {}
    root = etree.fromstring(packed.read("word/styles.xml"), parser)
    found: dict[str, str] = {}
    for style in root.iter(f"{_W}style") if root is not None else ():
        mark = _style_mark(style)
        if mark:
            found[style.get(f"{_W}styleId", "")] = mark
    return found


def _style_mark(style: etree._Element) -> str:
    name_tag = style.find(f"{_W}name")
    name = (name_tag.get(f"{_W}val", "") if name_tag is not None else "").casefold()
    outlined = style.find(f".//{_W}outlineLvl") is not None
    if outlined or name.startswith(("heading", "title", "subtitle")):
        return "heading"
    if name.startswith("list") or style.find(f".//{_W}numPr") is not None:
        return "bullet"
    bold = style.find(f"{_W}rPr/{_W}b")
    return "bold" if bold is not None and bold.get(f"{_W}val", "1") not in _OFF else ""


def _paragraphs(body: etree._Element, styles: dict[str, str]) -> Iterator[RawParagraph]:
    for element in body.iter(f"{_W}p", f"{_W}tr"):
        in_table = _inside(element, f"{_W}tr")
        if in_table or any(_inside(element, tag) for tag in _NOT_SAID):
            continue  # cells come with their row
        if element.tag == f"{_W}p":
            yield _paragraph(element, styles)
        else:
            yield _row(element, styles)


def _row(row: etree._Element, styles: dict[str, str]) -> RawParagraph:
    cells = [_cell(cell) for cell in row.iterchildren(f"{_W}tc")]
    first = next(row.iter(f"{_W}p"), None)
    bold = _paragraph(first, styles).bold_prefix if first is not None else ""
    return RawParagraph(text="\t".join(cells).strip(), bold_prefix=bold)


def _cell(cell: etree._Element) -> str:
    return "\n".join(filter(None, (clean_value(_text(part)) for part in cell.iter(f"{_W}p"))))


def _table(table: etree._Element, number: int) -> RawSheet:
    rows = [
        tuple(_cell(cell) for cell in row.iterchildren(f"{_W}tc"))
        for row in table.iterchildren(f"{_W}tr")
    ]
    return RawSheet(name=f"Table {number}", rows=squared(rows))


def _runs(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Runs of this paragraph: not those of a text box within it, nor deleted ones."""
    for run in paragraph.iter(f"{_W}r"):
        for parent in run.iterancestors():
            if parent is paragraph:
                yield run
                break
            if parent.tag in _NOT_SAID or parent.tag == f"{_W}p":
                break


def _run_text(run: etree._Element) -> str:
    signs = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
    return "".join(
        (part.text or "") if part.tag == f"{_W}t" else signs.get(part.tag, "") for part in run
    )


def _text(paragraph: etree._Element) -> str:
    return "".join(map(_run_text, _runs(paragraph)))


def _paragraph(paragraph: etree._Element, styles: dict[str, str]) -> RawParagraph:
    runs = ((_run_text(run), _is_bold(run, styles)) for run in _runs(paragraph))
    return as_paragraph(runs, _paragraph_style(paragraph, styles))


def _paragraph_style(paragraph: etree._Element, styles: dict[str, str]) -> str:
    facts = paragraph.find(f"{_W}pPr")
    if facts is None:
        return ""
    if facts.find(f"{_W}numPr") is not None:
        return "bullet"
    if facts.find(f"{_W}outlineLvl") is not None:
        return "heading"
    tag = facts.find(f"{_W}pStyle")
    mark = styles.get(tag.get(f"{_W}val", ""), "") if tag is not None else ""
    return "" if mark == "bold" else mark


def _is_bold(run: etree._Element, styles: dict[str, str]) -> bool:
    facts = run.find(f"{_W}rPr")
    if facts is None:
        return False
    bold = facts.find(f"{_W}b")
    if bold is not None:
        return bold.get(f"{_W}val", "1") not in _OFF
    tag = facts.find(f"{_W}rStyle")
    return tag is not None and styles.get(tag.get(f"{_W}val", "")) == "bold"


def read_pdf(content: bytes, file: str) -> RawFile:
    """The text of a PDF as paragraphs, without page heads and numbers in the margin.

    Raises UnreadableFile where it is locked, damaged, or holds pictures of pages only.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pages, modified = _pages(content, file)
    paragraphs = paragraphs_of_pages(pages)
    if not paragraphs:
        raise unreadable(
            "it holds no text, only pictures of pages.",
            file,
            "Run text recognition over it, or add the original document.",
        )
    notes = (f"cut after {MAX_PAGES} pages",) if len(pages) >= MAX_PAGES else ()
    return RawFile(
        file=file,
        form="paragraphs",
        extension="pdf",
        paragraphs=paragraphs,
        modified_on=modified,
        notes=notes,
    )


def _pages(content: bytes, file: str) -> tuple[list[str], date | None]:
    try:
        reader = PdfReader(io.BytesIO(content))
        if _is_locked(reader):
            raise unreadable(
                "it is protected by a password.", file, "Save it without a password and replace it."
            )
        pages: list[str] = []
        signs = 0
        for page in reader.pages[:MAX_PAGES]:
            drawn = page.get_contents()
            if drawn is not None and len(drawn.get_data()) > MAX_PAGE_BYTES:
                raise unreadable(
                    f"page {len(pages) + 1} holds drawings in place of words.",
                    file,
                    "Save its words as DOCX or text.",
                )
            pages.append(page.extract_text())
            signs += len(pages[-1])
            if signs > MAX_TEXT_SIGNS:
                break
        return pages, _changed_on(reader)
    except (PdfReadError, PyPdfError, ValueError, KeyError) as error:
        raise unreadable(
            f"it is a damaged PDF ({type(error).__name__}).", file, "Save it anew as PDF or DOCX."
        ) from error


def _is_locked(reader: PdfReader) -> bool:
    try:
        return reader.is_encrypted and not reader.decrypt("")
    except (PyPdfError, NotImplementedError, DependencyError):  # a cipher that is not installed
        return True


def _changed_on(reader: PdfReader) -> date | None:
    try:
        facts = reader.metadata
        moment = (facts.modification_date or facts.creation_date) if facts else None
    except (PyPdfError, ValueError, TypeError):
        return None
    return moment.date() if moment else None
