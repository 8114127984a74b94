"""Sheets of an Excel file: named tables with filters, frozen heads, a first sheet that explains."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import xlsxwriter

from toolkit.reports import cells, palette
from toolkit.reports.sheets import Column, Sheet

LONGEST = 32_000
"""Characters in a cell; Excel holds 32,767 and loses the whole cell beyond."""
CUT = " … [cut; whole in the CSV table]"
A4, _READ_ME_WIDTH, _PAGE_WIDTH = 9, 92.0, 190.0
_LINE, _MOST_LINES, _FILLED = 15.0, 14, 1.05
"""Points of a line, lines of the tallest row, characters that fit into a unit of width."""
_PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
    "remove_timezone": True,
}


@dataclass(slots=True)
class Book:
    """The file being made, with its formats by name."""

    file: xlsxwriter.Workbook
    formats: dict[str, object] = field(default_factory=dict)

    def look(self, name: str) -> object:
        """A cell format, made once."""
        if name not in self.formats:
            self.formats[name] = self.file.add_format(_LOOKS[name])
        return self.formats[name]


_FONT = {"font_name": "Calibri", "font_size": 11, "font_color": palette.INK.light}
_LOOKS = {
    "text": {**_FONT, "text_wrap": True, "valign": "top"},
    "number": {**_FONT, "valign": "top", "align": "right"},
    "head": {
        **_FONT,
        "bold": True,
        "text_wrap": True,
        "valign": "vcenter",
        "bottom": 2,
        "bg_color": palette.WASH.light,
    },
    "decide": {
        **_FONT,
        "text_wrap": True,
        "valign": "top",
        "bg_color": "#fbf3df",
        "border": 1,
        "border_color": palette.RULE.light,
    },
    "title": {**_FONT, "font_size": 18, "font_name": "Georgia", "text_wrap": True, "valign": "top"},
    "headline": {**_FONT, "font_size": 18, "font_name": "Georgia"},
    "label": {**_FONT, "bold": True, "valign": "top", "text_wrap": True},
    "quiet": {**_FONT, "font_color": palette.MUTED.light, "valign": "top", "text_wrap": True},
}


def open_book(buffer: io.BytesIO, title: str, at: datetime) -> Book:
    """A file in which no text is taken for a formula, an address or a number; `close` its file."""
    file = xlsxwriter.Workbook(buffer, _PLAIN)
    file.set_properties({"title": title, "created": at.replace(tzinfo=None)})
    return Book(file)


def write_read_me(book: Book, title: str, lines: Sequence[str]) -> None:
    """The first sheet: what the file is, and how it is used."""
    page = book.file.add_worksheet("Read me")
    page.hide_gridlines(2)
    page.set_column(0, 0, _READ_ME_WIDTH)
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.write_string(0, 0, safe(title), book.look("title"))
    for row, text in enumerate(lines, start=2):
        page.set_row(row, _height([(text, _READ_ME_WIDTH)]) + 6)
        page.write_string(row, 0, safe(text), book.look("text"))


def write_sheet(book: Book, sheet: Sheet, choices: Mapping[str, Sequence[str]]) -> object:
    """A sheet as a named table; `choices` are the lists of allowed words. Returns xlsxwriter's."""
    page = book.file.add_worksheet(sheet.name)
    last = max(len(sheet.rows), 1)
    heads = _heads(sheet)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width, None, {"hidden": column.hidden})
        page.write_string(0, place, heads[place], book.look("head"))
        if listed := column.choices or column.listed:
            _offer(page, place, last, choices[listed])
    for row, values in enumerate(sheet.rows, start=1):
        widths = [column.width for column in sheet.columns]
        page.set_row(row, _height(list(zip(values, widths, strict=True))))
        _write_row(book, page, row, (sheet.columns, values))
    page.freeze_panes(1, sheet.frozen)
    page.add_table(0, 0, last, len(sheet.columns) - 1, _table(book, sheet.name, heads))
    page.set_landscape()
    page.set_paper(A4)
    width = sum(column.width for column in sheet.columns)
    page.fit_to_pages(math.ceil(width / _PAGE_WIDTH), 0)
    page.repeat_rows(0)
    return page


_LONGEST_HEAD, _LONGEST_LIST = 120, 255
"""Characters; Excel refuses longer lists of allowed words."""


def _heads(sheet: Sheet) -> list[str]:
    """The titles of columns, each once: a table may have none twice."""
    found: list[str] = []
    for column in sheet.columns:
        head = safe(column.head)[:_LONGEST_HEAD] or "–"
        known = {one.casefold() for one in found}
        found.append(head if head.casefold() not in known else f"{head} ({len(found) + 1})")
    return found


def _offer(page: object, place: int, last: int, words: Sequence[str]) -> None:
    """The allowed words as a list to choose from, where Excel can hold it."""
    listed = [safe(one) for one in words]
    if len(",".join(listed)) <= _LONGEST_LIST:
        rule = {"validate": "list", "source": listed}
        page.data_validation(1, place, last, place, rule)  # type: ignore[attr-defined]


def _table(book: Book, name: str, heads: Sequence[str]) -> dict[str, object]:
    """A table without stripes, named after its sheet, so that formulas can speak of it."""
    columns = [{"header": one, "header_format": book.look("head")} for one in heads]
    return {"name": "tbl_" + re.sub(r"\W", "_", name), "style": None, "columns": columns}


def _write_row(
    book: Book, page: object, row: int, content: tuple[Sequence[Column], Sequence[str]]
) -> None:
    for place, (column, value) in enumerate(zip(*content, strict=True)):
        if column.choices or column.open:
            page.write_blank(row, place, None, book.look("decide"))  # type: ignore[attr-defined]
        elif column.number and value:
            page.write_number(row, place, float(value), book.look("number"))  # type: ignore[attr-defined]
        elif value:
            page.write_string(row, place, safe(value), book.look("text"))  # type: ignore[attr-defined]


def _height(content: Sequence[tuple[str, float]]) -> float:
    """Points that the tallest of these texts needs in its width, at most a third of a screen."""
    lines = [
        sum(math.ceil(max(len(line), 1) / (width * _FILLED)) for line in text.split("\n"))
        for text, width in content
    ]
    return min(max(lines, default=1), _MOST_LINES) * _LINE


def safe(text: str) -> str:
    """What a cell can hold: no control characters, not over-long."""
    clean = cells.one_direction(text).replace("\r\n", "\n").replace("\r", "\n")
    return clean if len(clean) <= LONGEST else clean[: LONGEST - len(CUT)] + CUT
