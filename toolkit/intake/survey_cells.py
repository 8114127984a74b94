"""The cells of a survey's sheet in words: no signs for "empty", labels in place of codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from toolkit.intake.headers import looks_like_number
from toolkit.intake.raw import RawSheet
from toolkit.intake.survey_content import empty_signs
from toolkit.intake.survey_scales import number_of
from toolkit.intake.survey_tools import in_words
from toolkit.intake.survey_wording import wording, words

_LEAST_SUMMED = 2


def with_empty_cells(sheet: RawSheet) -> RawSheet:
    """The sheet with the file's own sign for "empty" taken away, and labels in place of codes."""
    if not sheet.rows:
        return sheet
    sheet = in_words(sheet)
    signs = empty_signs(list(zip(*sheet.rows, strict=True)))
    rows = sheet.rows
    if signs:
        rows = tuple(tuple("" if cell in signs else cell for cell in row) for row in rows)
    if sheet.value_labels:
        rows = _labelled(rows, sheet)
    rows = tuple(row if number == 0 else _without_sums(row) for number, row in enumerate(rows))
    ends = {code: told for code, told in sheet.value_labels.items() if not _renumbered(told)}
    return replace(sheet, rows=rows, value_labels=ends)


def _without_sums(row: tuple[str, ...]) -> tuple[str, ...]:
    """A line of averages or counts without its numbers, which are nobody's ratings."""
    filled = [cell for cell in row if cell]
    if len(filled) < _LEAST_SUMMED or not is_sum(filled[0]):
        return row
    if not all(map(looks_like_number, filled[1:])):
        return row
    return tuple(cell if cell == filled[0] else "" for cell in row)


def is_sum(cell: str) -> bool:
    """Whether a cell names what a line of sums holds: "Average", "Mittelwert", "n"."""
    return wording(cell) in words("tests", "sums")


def _renumbered(labels: Mapping[str, str]) -> bool:
    """Whether labels begin with numbers of their own: code 1 stands for "0 - not at all"."""
    told = {code: number_of(label) for code, label in labels.items()}
    return any(number is not None and number != number_of(code) for code, number in told.items())


def _labelled(rows: tuple[tuple[str, ...], ...], sheet: RawSheet) -> tuple[tuple[str, ...], ...]:
    """Codes replaced by their labels in columns where every code in use has one."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    for column in columns:
        labels = sheet.value_labels.get(column[0], {})
        used = {cell for cell in column[1:] if cell}
        if labels and used <= set(labels):
            column[1:] = [labels.get(cell, cell) for cell in column[1:]]
    return tuple(zip(*columns, strict=True))
