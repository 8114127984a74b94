"""Pieces of WordprocessingML that python-docx has no words for: fields, links, borders."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from toolkit.reports import cells

Element: TypeAlias = Any
Paragraph: TypeAlias = Any
Cell: TypeAlias = Any
"""An lxml element: python-docx's own are untyped."""


def element(name: str, /, **attributes: str) -> Element:
    """An element of the `w` name space with attributes of the same."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def add_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """A field with the result that is shown until somebody updates it."""
    for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("", ""), ("end", "")):
        run = paragraph.add_run()
        if kind:
            run._r.append(element("fldChar", fldCharType=kind))
        elif text:
            run._r.append(_text("instrText", f" {text} "))
        else:
            run.text = shown


def _text(name: str, words: str) -> Element:
    made = element(name)
    made.text = words
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """A place that links and the table of contents lead to."""
    paragraph._p.insert(
        1 if paragraph._p.pPr is not None else 0,
        element("bookmarkStart", id=str(number), name=name),
    )
    paragraph._p.append(element("bookmarkEnd", id=str(number)))


def link(paragraph: Paragraph, anchor: str, words: str) -> Element:
    """Words that lead to a bookmark; returns the run's element."""
    made = element("hyperlink", anchor=anchor, history="1")
    run = element("r")
    run.append(_text("t", cells.one_direction(words)))
    made.append(run)
    paragraph._p.append(made)
    return run


def contents(paragraphs: Sequence[Paragraph], entries: Sequence[tuple[str, str]]) -> None:
    """A table of contents over levels 1 and 2, its entries filled in: anchor and words each.

    The field asks for no page numbers, so what is filled in is right in every program.
    """
    for place, (paragraph, (anchor, words)) in enumerate(zip(paragraphs, entries, strict=True)):
        if place == 0:
            _open_field(paragraph, r'TOC \o "1-2" \h \z \n \u')
        link(paragraph, anchor, words)
        if place == len(entries) - 1:
            run = paragraph.add_run()
            run._r.append(element("fldChar", fldCharType="end"))


def _open_field(paragraph: Paragraph, instruction: str) -> None:
    for kind in ("begin", "", "separate"):
        run = paragraph.add_run()
        if kind:
            run._r.append(element("fldChar", fldCharType=kind))
        else:
            run._r.append(_text("instrText", f" {instruction} "))


def shade(cell: Cell, colour: str) -> None:
    """A cell's ground, #rrggbb."""
    cell._tc.get_or_add_tcPr().append(
        element("shd", val="clear", color="auto", fill=colour.removeprefix("#"))
    )


def borders(holder: Element, name: str, sides: dict[str, tuple[int, str]]) -> None:
    """Borders of a table (tblBorders), cell (tcBorders) or paragraph (pBdr): eighths of a point."""
    made = element(name)
    for side, (size, colour) in sides.items():
        kind = "single" if size else "nil"
        made.append(
            element(side, val=kind, sz=str(size), space="4", color=colour.removeprefix("#"))
        )
    holder.append(made)


def repeat_header(row: Element) -> None:
    """The row stands again on every page that the table reaches."""
    properties = row.get_or_add_trPr()
    properties.append(element("tblHeader", val="true"))


def keep_whole(row: Element) -> None:
    """The row is never cut by a page's end."""
    row.get_or_add_trPr().append(element("cantSplit", val="true"))


def keep_together(rows: Iterable[Any]) -> None:
    """Rows that stand on one page with what follows them."""
    for row in rows:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
