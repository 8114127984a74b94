"""The workbook: every table of the review to sort, filter and decide in; text stays text."""

from __future__ import annotations

import io
from datetime import datetime

from toolkit.language.catalogue import words_of
from toolkit.model.vocabulary import Cause, Kind, Place, Stance
from toolkit.reports import wording
from toolkit.reports.book import A4, Book, open_book, safe, write_read_me, write_sheet
from toolkit.reports.sheets import (
    DECISION,
    Sheet,
    adoption_sheet,
    coverage_sheet,
    file_sheet,
    number_sheet,
    people_sheet,
    table_sheets,
)
from toolkit.reports.summary_types import Edition, Summary
from toolkit.reports.tables import Tables

_CHOICES = {
    "kind": [kind.value for kind in Kind],
    "cause": [cause.value for cause in Cause],
    "place": [place.value for place in Place],
    "stance": [stance.value for stance in Stance],
}


def workbook_bytes(summary: Summary, tables: Tables, at: datetime) -> bytes:
    """The workbook of one edition as the bytes of an .xlsx file; equal input, equal bytes.

    `tables` are those of the same edition. Nothing that anybody wrote is taken for a formula, an
    address or a number; control characters and lone surrogates become U+FFFD.
    """
    buffer = io.BytesIO()
    book = open_book(buffer, "Review of a launch", at)
    with book.file:
        _read_me(book, summary)
        _page_one(book, summary)
        for sheet in _sheets(summary, tables):
            write_sheet(book, sheet, _CHOICES)
    return buffer.getvalue()


def _sheets(summary: Summary, tables: Tables) -> list[Sheet]:
    sheets = [*table_sheets(tables), adoption_sheet(tables), coverage_sheet(tables)]
    sheets += [file_sheet(summary), number_sheet(summary)]
    if summary.edition is Edition.CONFIDENTIAL and summary.people:
        sheets.append(people_sheet(tables))
    return sheets


def _read_me(book: Book, summary: Summary) -> None:
    names = ", ".join(filter(None, (summary.company, summary.tool)))
    title = f"Review of the launch{': ' + names if names else ''}"
    write_read_me(book, title, _introduction(summary))


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
        "The sheet Numbers leads from each number of page one to the statements it counts.",
        "An empty quote is withheld: off the record, a private matter, or by promise. It counts.",
    ]
    return lines


def _page_one(book: Book, summary: Summary) -> None:
    say = words_of("en", summary.labels)
    page = book.file.add_worksheet("Page one")
    page.hide_gridlines(2)
    page.set_column(0, 0, 30)
    page.set_column(1, 1, 95)
    page.set_column(2, 2, 14)
    page.write_string(0, 0, safe(wording.headline(summary, say)), book.look("headline"))
    row = 2
    for part in wording.page_one_parts(summary.page_one, say):
        page.write_string(row, 0, part.question, book.look("label"))
        answer = wording.plain_sentence(part.answer)
        if answer:
            page.write_string(row, 1, safe(answer), book.look("text"))
            row += 1
        for block in part.blocks:
            row = _block(book, page, row, block)
        row += 1
    page.set_paper(A4)
    page.fit_to_pages(1, 1)


def _block(book: Book, page: object, row: int, block: wording.Block) -> int:
    write = page.write_string  # type: ignore[attr-defined]
    if block.heading:
        write(row, 1, block.heading, book.look("quiet"))
        row += 1
    for line in block.lines:
        write(row, 1, safe(wording.plain_sentence(line.words)), book.look("text"))
        if line.status:
            write(row, 2, line.status.value, book.look("quiet"))
        row += 1
    return row
