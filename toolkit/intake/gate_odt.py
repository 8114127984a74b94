"""OpenDocument texts to paragraphs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date

from lxml import etree

from toolkit.intake.gate_book import squared
from toolkit.intake.gate_limits import MAX_WORDS, unreadable
from toolkit.intake.gate_runs import as_paragraph
from toolkit.intake.gate_text import clean_value
from toolkit.intake.gate_zip import unpacked_within_limits
from toolkit.intake.raw import RawFile, RawParagraph, RawSheet

_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_OFFICE, _TEXT, _TABLE, _STYLE = (_OASIS % part for part in ("office", "text", "table", "style"))
_FO = _OASIS % "xsl-fo-compatible"
_PARAGRAPHS = {f"{_TEXT}p", f"{_TEXT}h"}
_NOT_SAID = {
    f"{_TEXT}tracked-changes",
    f"{_TEXT}note",
    f"{_TEXT}index-title",
    f"{_TEXT}table-of-content",
    f"{_TEXT}sequence-decls",
    f"{_OFFICE}annotation",
    f"{_OASIS % 'drawing'}object",
}
"""Deleted text, footnotes, comments, tables of contents."""
_TITLES = ("title", "subtitle", "heading")
_MOST_BLANKS = 100
_LONGEST_CHAIN = 20
"""So many styles may lie over one another."""
_Style = tuple[str, bool | None]
"""Its parent's name, and whether it is bold where it says so."""


def read_odt(content: bytes, file: str) -> RawFile:
    """The body of an OpenDocument text in reading order; tables row by row and as sheets too.

    Deleted text of tracked changes, comments, footnotes, page heads and feet are left out. Raises
    UnreadableFile where it is damaged or holds no word.
    """
    unpacked_within_limits(content, file, MAX_WORDS)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=True)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        root = etree.fromstring(packed.read("content.xml"), parser)
        kept = [root, _part(packed, "styles.xml", parser)]
        facts = _part(packed, "meta.xml", parser)
    body = root.find(f"{_OFFICE}body/{_OFFICE}text") if root is not None else None
    if body is None:
        raise unreadable("it is a damaged OpenDocument text.", file, "Save it anew as DOCX.")
    styles = _styles([one for one in kept if one is not None])
    paragraphs = tuple(found for found in _paragraphs(body, styles) if found.text)
    if not paragraphs:
        raise unreadable("it holds no words.", file, "Check that it is the right document.")
    tables = [table for table in body.iter(f"{_TABLE}table") if not _within(table, {_ROW})]
    return RawFile(
        file=file,
        form="paragraphs",
        extension="odt",
        paragraphs=paragraphs,
        sheets=tuple(_table(table, number) for number, table in enumerate(tables, start=1)),
        modified_on=_changed_on(facts),
    )


_ROW = f"{_TABLE}table-row"
_CELL = f"{_TABLE}table-cell"


def _part(packed: zipfile.ZipFile, name: str, parser: etree.XMLParser) -> etree._Element | None:
    return etree.fromstring(packed.read(name), parser) if name in packed.namelist() else None


def _within(element: etree._Element, tags: set[str]) -> bool:
    return any(parent.tag in tags for parent in element.iterancestors())


def _styles(roots: list[etree._Element]) -> dict[str, _Style]:
    found: dict[str, _Style] = {}
    for style in (one for root in roots for one in root.iter(f"{_STYLE}style")):
        facts = style.find(f"{_STYLE}text-properties")
        weight = facts.get(f"{_FO}font-weight", "") if facts is not None else ""
        bold = weight not in {"normal", "100", "200", "300", "400", "500"} if weight else None
        found[style.get(f"{_STYLE}name", "")] = (style.get(f"{_STYLE}parent-style-name", ""), bold)
    return found


def _chain(name: str, styles: dict[str, _Style]) -> list[str]:
    """A style and those it stands on."""
    names: list[str] = []
    while name and name not in names and len(names) < _LONGEST_CHAIN:
        names.append(name)
        name = styles.get(name, ("", None))[0]
    return names


def _is_bold(name: str, styles: dict[str, _Style]) -> bool | None:
    told = (styles[one][1] for one in _chain(name, styles) if one in styles)
    return next((bold for bold in told if bold is not None), None)


def _paragraphs(body: etree._Element, styles: dict[str, _Style]) -> Iterator[RawParagraph]:
    for element in body.iter(*_PARAGRAPHS, _ROW):
        if _within(element, {_ROW}) or _within(element, _NOT_SAID):
            continue  # cells come with their row
        if element.tag == _ROW:
            yield _row(element, styles)
        elif not _within(element, _PARAGRAPHS):
            yield as_paragraph(_runs(element, styles), _style_of(element, styles))


def _style_of(paragraph: etree._Element, styles: dict[str, _Style]) -> str:
    names = _chain(paragraph.get(f"{_TEXT}style-name", ""), styles)
    if paragraph.tag == f"{_TEXT}h" or any(one.casefold().startswith(_TITLES) for one in names):
        return "heading"
    return "bullet" if _within(paragraph, {f"{_TEXT}list-item"}) else ""


def _row(row: etree._Element, styles: dict[str, _Style]) -> RawParagraph:
    first = next(row.iter(*_PARAGRAPHS), None)
    bold = as_paragraph(_runs(first, styles), "").bold_prefix if first is not None else ""
    return RawParagraph(
        text="\t".join(map(_cell, row.iterchildren(_CELL))).strip(), bold_prefix=bold
    )


def _cell(cell: etree._Element) -> str:
    parts = (one for one in cell.iter(*_PARAGRAPHS) if not _within(one, _NOT_SAID))
    texts = ("".join(text for text, _ in _runs(part, {})) for part in parts)
    return "\n".join(filter(None, map(clean_value, texts)))


def _table(table: etree._Element, number: int) -> RawSheet:
    rows = [
        tuple(_cell(cell) for cell in row.iterchildren(_CELL))
        for row in table.iter(_ROW)
        if next((one for one in row.iterancestors(f"{_TABLE}table")), None) is table
    ]
    return RawSheet(name=f"Table {number}", rows=squared(rows))


def _runs(paragraph: etree._Element, styles: dict[str, _Style]) -> Iterator[tuple[str, bool]]:
    """The paragraph's own words; what a frame within it holds comes on its own."""
    bold = [_is_bold(paragraph.get(f"{_TEXT}style-name", ""), styles) or False]
    silent = 0
    for event, element in etree.iterwalk(paragraph, events=("start", "end")):
        if element is not paragraph and (element.tag in _NOT_SAID or element.tag in _PARAGRAPHS):
            silent += 1 if event == "start" else -1
        if event == "start":
            own = _is_bold(element.get(f"{_TEXT}style-name", ""), styles)
            if element is not paragraph:
                bold.append(bold[-1] if own is None else own)
            text = _sign(element) + (element.text or "")
        else:
            if element is paragraph:
                return
            bold.pop()
            text = element.tail or ""
        if text and not silent:
            yield text, bold[-1]


def _sign(element: etree._Element) -> str:
    if element.tag == f"{_TEXT}s":
        count = element.get(f"{_TEXT}c", "1")
        return " " * min(int(count) if count.isdigit() else 1, _MOST_BLANKS)
    return {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}.get(str(element.tag), "")


def _changed_on(facts: etree._Element | None) -> date | None:
    found = facts.find(".//{http://purl.org/dc/elements/1.1/}date") if facts is not None else None
    try:
        return date.fromisoformat((found.text or "")[:10]) if found is not None else None
    except ValueError:
        return None
