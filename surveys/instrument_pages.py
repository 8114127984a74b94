"""An instrument as a Word document: the survey on paper, or the guide for the interviewer."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from docx import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from surveys.instrument import Instrument, Item, Pointers, Section, Words

MADE = datetime(2026, 1, 1)
"""In every file, so that the same YAML gives the same file."""
_INK = RGBColor(0x1C, 0x21, 0x26)
_QUIET = RGBColor(0x59, 0x62, 0x6C)
_ACCENT = RGBColor(0x7A, 0x2E, 0x1D)
_SHADE, _LINE = "F3F0EA", "B9B4A9"
_BOX = "\u2610"
_WIDTH = 17.0
"""Centimetres between the margins of an A4 page."""
_MARKED = re.compile(r"(\[[^\[\]]+\])")
_ZIPPED = (2026, 1, 1, 0, 0, 0)


def make_document(one: Instrument, words: Words) -> bytes:
    """The instrument in one language as DOCX; blanks that are not filled in are marked yellow."""
    document = _empty_page(one, words)
    _write(document.add_paragraph(), words.text(one.title), size=20, bold=True, after=2)
    minutes = f"{words.label('about')} {words.time(one.minutes)}"
    until = f" · {words.label('until')} {words.text('{close_on}')}"
    line = minutes + (until if one.kind == "survey" else "")
    _write(document.add_paragraph(), line, colour=_QUIET, after=8)
    _write(document.add_paragraph(), words.text(one.instructions), after=8)
    _promise(document, one, words)
    if one.kind == "survey":
        _write(document.add_paragraph(), f"{words.label('name')}: {'_' * 40}", before=12, after=4)
        _questions(document, one.items, words)
        _write(document.add_paragraph(), words.label("thanks"), bold=True, before=12)
    for number, section in enumerate(one.sections, start=1):
        _section(document, number, section, words)
    if one.pointers:
        _pointers(document, one.pointers, words)
    return _same_every_time(document)


def _empty_page(one: Instrument, words: Words) -> Any:  # noqa: ANN401  (docx.Document is a function)
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size, style.font.color.rgb = "Arial", Pt(10.5), _INK
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), words.language)
    style.element.get_or_add_rPr().append(language)
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    page.top_margin = page.bottom_margin = Cm(1.8)
    known = document.core_properties
    known.title, known.language = words.text(one.title), words.language
    known.author = known.comments = known.last_modified_by = ""
    known.created = known.modified = MADE
    _foot(page.footer.paragraphs[0], words.text(one.title), words.label("page"))
    return document


def _foot(paragraph: Paragraph, title: str, page: str) -> None:
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Cm(_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.style = "Normal"  # The style of feet has a tab stop in the middle.
    _write(paragraph, f"{title}\t{page} ", size=8, colour=_QUIET)
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("end", "")):
        run = paragraph.add_run()
        run.font.size, run.font.color.rgb = Pt(8), _QUIET
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def _promise(document: Any, one: Instrument, words: Words) -> None:  # noqa: ANN401
    cell = _table(document, 1, [_WIDTH]).cell(0, 0)
    _shade(cell)
    _write(cell.paragraphs[0], words.label("promise"), bold=True, before=4, after=3)
    for line in one.promise.text[words.language]:
        paragraph = cell.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(0.45)
        paragraph.paragraph_format.first_line_indent = Cm(-0.45)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.45))
        _write(paragraph, f"•\t{words.text(line)}", size=9.5, after=3)


def _questions(document: Any, items: Sequence[Item], words: Words) -> None:  # noqa: ANN401
    number = 0
    for block, group in groupby(items, key=lambda item: item.block):
        together = list(group)
        if block:
            _ask(document, words.label(block, "blocks"), words.label("tick_one"))
            _grid(document, together, words, number + 1)
            number += len(together)
            continue
        for item in together:
            number += 1
            _question(document, number, item, words)


def _question(document: Any, number: int, item: Item, words: Words) -> None:  # noqa: ANN401
    hints = {"multi": "tick_all", "rating": "circle", "open": "own_words"}
    hint = words.label(hints[item.kind]) if item.kind in hints else ""
    _ask(document, f"{number}  {words.question(item)}", hint)
    if item.kind == "multi":
        _ticks(document, item.choices[words.language])
    elif item.kind == "rating":
        _numbers(document, words.levels(item.scale))
    else:
        _table(document, 1, [_WIDTH], height=2.3 if item.kind == "open" else 1.2)


def _ask(document: Any, question: str, hint: str) -> None:  # noqa: ANN401
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    _write(paragraph, question, bold=True, before=12, after=1 if hint else 4)
    if hint:
        below = document.add_paragraph()
        below.paragraph_format.keep_with_next = True
        _write(below, hint, size=9, colour=_QUIET, after=4)


def _ticks(document: Any, choices: Sequence[str]) -> None:  # noqa: ANN401
    half = (len(choices) + 1) // 2
    table = _table(document, half, [_WIDTH / 2] * 2, lines=False)
    for place, choice in enumerate(choices):
        cell = table.cell(place % half, place // half)
        _write(cell.paragraphs[0], f"{_BOX}  {choice}", after=2)


def _numbers(document: Any, numbers: Sequence[str]) -> None:  # noqa: ANN401
    table = _table(document, 1, [_WIDTH / len(numbers)] * len(numbers))
    for cell, number in zip(table.rows[0].cells, numbers, strict=True):
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        _write(cell.paragraphs[0], number, before=4, after=4)


def _grid(document: Any, items: Sequence[Item], words: Words, first_number: int) -> None:  # noqa: ANN401
    levels = words.levels(items[0].scale)
    first = 5.6
    table = _table(
        document, len(items) + 1, [first] + [(_WIDTH - first) / len(levels)] * len(levels)
    )
    head, *rows = table.rows
    for cell, level in zip(head.cells, ["", *levels], strict=True):
        _shade(cell)
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        _write(cell.paragraphs[0], level, size=8, before=2, after=2, next_too=True)
    _repeat(head)
    for number, (row, item) in enumerate(zip(rows, items, strict=True), start=first_number):
        # Rows hang together, so that the grid stays on one page.
        last = item is items[-1]
        texts = [f"{number}  {words.text(item.wording)}", *[_BOX] * len(levels)]
        for cell, text in zip(row.cells, texts, strict=True):
            centred = text == _BOX
            cell.paragraphs[0].alignment = (
                WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
            )
            size = 12 if centred else 9.5
            _write(cell.paragraphs[0], text, size=size, before=2, after=2, next_too=not last)


def _section(document: Any, number: int, section: Section, words: Words) -> None:  # noqa: ANN401
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    title = f"{number}  {words.text(section.title)}"
    _write(paragraph, title, size=14, bold=True, colour=_ACCENT, before=16, after=4)
    time = f"  ·  {words.time(section.minutes)}"
    _write(paragraph, time, size=10, colour=_QUIET, before=16, after=4)
    table = _table(document, len(section.items), [2.4, _WIDTH - 2.4], lines=False)
    for row, item in zip(table.rows, section.items, strict=True):
        left, right = row.cells
        _write(left.paragraphs[0], words.label(item.kind), size=8.5, colour=_QUIET, before=3)
        quiet = item.kind == "note"
        if quiet:
            _shade(left)
            _shade(right)
        size = 12 if item.core else 9.5 if quiet else 10.5
        indent = Cm(0.6 if item.kind == "probe" else 0)
        right.paragraphs[0].paragraph_format.left_indent = indent
        text = words.text(item.wording)
        _write(right.paragraphs[0], text, size=size, bold=item.core, before=2, after=4)


def _pointers(document: Any, pointers: Pointers, words: Words) -> None:  # noqa: ANN401
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    title = words.text(pointers.title)
    _write(paragraph, title, size=14, bold=True, colour=_ACCENT, before=18, after=4)
    table = _table(document, len(pointers.rows) + 1, [_WIDTH - 4, 4.0])
    for cell, name in zip(table.rows[0].cells, ("what_you_hear", "points_to"), strict=True):
        _shade(cell)
        _write(cell.paragraphs[0], words.label(name), size=9, before=2, after=2, next_too=True)
    _repeat(table.rows[0])
    for row, pointer in zip(table.rows[1:], pointers.rows, strict=True):
        together = pointer is not pointers.rows[-1]
        for cell, text in zip(row.cells, (pointer.wording, pointer.name), strict=True):
            _write(
                cell.paragraphs[0],
                words.text(text),
                size=9.5,
                bold=text is pointer.name,
                before=2,
                after=2,
                next_too=together,
            )


def _table(
    document: Any,  # noqa: ANN401
    rows: int,
    widths: Sequence[float],
    *,
    lines: bool = True,
    height: float = 0,
) -> Table:
    """A table of fixed widths in centimetres; no row is torn over two pages."""
    table: Table = document.add_table(rows=rows, cols=len(widths))
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    if lines:
        _rule(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        if height:
            row.height, row.height_rule = Cm(height), WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
    return table


def _rule(table: Table) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", _LINE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)


def _repeat(row: Any) -> None:  # noqa: ANN401  (a head that stands on every page)
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _write(paragraph: Paragraph, text: str, **looks: Any) -> None:  # noqa: ANN401
    """Add text; what stands in [brackets] is marked as to be filled in.

    Looks: size and before and after in points, bold, colour, next_too (stays with the next one).
    """
    form = paragraph.paragraph_format
    form.space_before, form.space_after = Pt(looks.get("before", 0)), Pt(looks.get("after", 0))
    if looks.get("next_too"):
        form.keep_with_next = True
    for piece in filter(None, _MARKED.split(text)):
        run = paragraph.add_run(piece)
        run.bold = looks.get("bold", False)
        run.font.size = Pt(looks.get("size", 10.5))
        run.font.color.rgb = looks.get("colour", _INK)
        if _MARKED.fullmatch(piece):
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _same_every_time(document: Any) -> bytes:  # noqa: ANN401
    """The document's bytes, with no time of making in the container."""
    made, clean = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(clean, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _ZIPPED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name), compresslevel=9)
    return clean.getvalue()
