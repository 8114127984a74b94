"""The workbook: every table of the review to sort, filter and decide in; text stays text."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import xlsxwriter

from toolkit.model.vocabulary import Cause, Kind, Place, Stance
from toolkit.reports import cells, palette, wording
from toolkit.reports.sheets import (
    DECISION,
    Column,
    Sheet,
    adoption_sheet,
    coverage_sheet,
    file_sheet,
    people_sheet,
    table_sheets,
)
from toolkit.reports.summary_types import Edition, Summary
from toolkit.reports.tables import Tables

LONGEST = 32_000
"""Characters in a cell; Excel holds 32,767 and loses the whole cell beyond."""
CUT = " … [cut; whole in the CSV table]"
_A4, _READ_ME_WIDTH, _PAGE_WIDTH = 9, 92.0, 190.0
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
_CHOICES = {
    "kind": [kind.value for kind in Kind],
    "cause": [cause.value for cause in Cause],
    "place": [place.value for place in Place],
    "stance": [stance.value for stance in Stance],
}


@dataclass(slots=True)
class _Book:
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


def workbook_bytes(summary: Summary, tables: Tables, at: datetime) -> bytes:
    """The workbook of one edition as the bytes of an .xlsx file; equal input, equal bytes.

    `tables` are those of the same edition. Nothing that anybody wrote is taken for a formula, an
    address or a number; control characters and lone surrogates become U+FFFD.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _PLAIN) as file:
        file.set_properties({"title": "Review of a launch", "created": at.replace(tzinfo=None)})
        book = _Book(file)
        _read_me(book, summary)
        _page_one(book, summary)
        for sheet in _sheets(summary, tables):
            _write_sheet(book, sheet)
    return buffer.getvalue()


def _sheets(summary: Summary, tables: Tables) -> list[Sheet]:
    sheets = [*table_sheets(tables), adoption_sheet(tables), coverage_sheet(tables)]
    sheets.append(file_sheet(summary))
    if summary.edition is Edition.CONFIDENTIAL and summary.people:
        sheets.append(people_sheet(tables))
    return sheets


def _read_me(book: _Book, summary: Summary) -> None:
    page = book.file.add_worksheet("Read me")
    page.hide_gridlines(2)
    page.set_column(0, 0, _READ_ME_WIDTH)
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    names = ", ".join(filter(None, (summary.company, summary.tool)))
    page.write_string(
        0, 0, _safe(f"Review of the launch{': ' + names if names else ''}"), book.look("title")
    )
    for row, text in enumerate(_introduction(summary), start=2):
        page.set_row(row, _height([(text, _READ_ME_WIDTH)]) + 6)
        page.write_string(row, 0, _safe(text), book.look("text"))


def _introduction(summary: Summary) -> list[str]:
    shared = summary.edition is Edition.SHARE
    lines = [
        f"Made on {wording.long_day(summary.made_on)}." + (" Draft." if summary.draft else ""),
        "May be passed on: words are redacted, nobody has a row, groups of fewer than "
        f"{summary.min_group} people are withheld."
        if shared
        else "Confidential: for the reviewer alone. People stand under pseudonyms.",
        "Page one is the summary; the other sheets hold what it rests on. Sort and filter freely.",
        "Everything is suggested until a person looks at it; the column 'status' says whether it "
        "is suggested, confirmed or changed.",
        f"Columns that begin with '{DECISION}' are yours, the allowed words in a list. They are "
        "for working in a group; enter what was agreed at the desk or with 'relaunch decide', "
        "which keeps who decided it and when.",
        "Files are numbered in the place of their names (S01, S02, …); the sheet Files says what "
        "each was taken for.",
        "An empty quote is withheld: off the record, a private matter, or by promise. It counts.",
    ]
    return lines


def _page_one(book: _Book, summary: Summary) -> None:
    page = book.file.add_worksheet("Page one")
    page.hide_gridlines(2)
    page.set_column(0, 0, 30)
    page.set_column(1, 1, 95)
    page.set_column(2, 2, 14)
    page.write_string(0, 0, _safe(wording.headline(summary)), book.look("headline"))
    row = 2
    for part in wording.page_one_parts(summary.page_one):
        page.write_string(row, 0, part.question, book.look("label"))
        answer = wording.plain_sentence(part.answer)
        if answer:
            page.write_string(row, 1, _safe(answer), book.look("text"))
            row += 1
        for block in part.blocks:
            row = _block(book, page, row, block)
        row += 1
    page.set_paper(_A4)
    page.fit_to_pages(1, 1)


def _block(book: _Book, page: object, row: int, block: wording.Block) -> int:
    write = page.write_string  # type: ignore[attr-defined]
    if block.heading:
        write(row, 1, block.heading, book.look("quiet"))
        row += 1
    for line in block.lines:
        write(row, 1, _safe(wording.plain_sentence(line.words)), book.look("text"))
        if line.status:
            write(row, 2, line.status.value, book.look("quiet"))
        row += 1
    return row


def _write_sheet(book: _Book, sheet: Sheet) -> None:
    page = book.file.add_worksheet(sheet.name)
    last = max(len(sheet.rows), 1)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width, None, {"hidden": column.hidden})
        page.write_string(0, place, column.head, book.look("head"))
        if column.choices:
            page.data_validation(
                1, place, last, place, {"validate": "list", "source": _CHOICES[column.choices]}
            )
    for row, values in enumerate(sheet.rows, start=1):
        widths = [column.width for column in sheet.columns]
        page.set_row(row, _height(list(zip(values, widths, strict=True))))
        _write_row(book, page, row, (sheet.columns, values))
    page.freeze_panes(1, sheet.frozen)
    page.autofilter(0, 0, last, len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(_A4)
    width = sum(column.width for column in sheet.columns)
    page.fit_to_pages(math.ceil(width / _PAGE_WIDTH), 0)
    page.repeat_rows(0)


def _write_row(
    book: _Book, page: object, row: int, content: tuple[Sequence[Column], Sequence[str]]
) -> None:
    for place, (column, value) in enumerate(zip(*content, strict=True)):
        if column.choices or column.open:
            page.write_blank(row, place, None, book.look("decide"))  # type: ignore[attr-defined]
        elif column.number and value:
            page.write_number(row, place, float(value), book.look("number"))  # type: ignore[attr-defined]
        elif value:
            page.write_string(row, place, _safe(value), book.look("text"))  # type: ignore[attr-defined]


def _height(content: Sequence[tuple[str, float]]) -> float:
    """Points that the tallest of these texts needs in its width, at most a third of a screen."""
    lines = [
        sum(math.ceil(max(len(line), 1) / (width * _FILLED)) for line in text.split("\n"))
        for text, width in content
    ]
    return min(max(lines, default=1), _MOST_LINES) * _LINE


def _safe(text: str) -> str:
    """What a cell can hold: no control characters, not over-long."""
    clean = cells.one_direction(text).replace("\r\n", "\n").replace("\r", "\n")
    return clean if len(clean) <= LONGEST else clean[: LONGEST - len(CUT)] + CUT
