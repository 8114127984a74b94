"""Delimited text to a grid: which delimiter, which quotes, and what to do with a damaged row.

A row with broken quotes or cells too many must not take its neighbours along: reading goes on at
the next line where a whole and plausible record begins, and what lies between is mended or set
aside.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from toolkit.intake.gate_anchors import Anchors
from toolkit.intake.gate_dialect import (
    HINT,
    Dialect,
    find_dialect,
    lenient_records,
    merge_typed,
    quoting_of,
    split_mended,
)
from toolkit.intake.gate_limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from toolkit.intake.gate_text import LINE_IN_CELL, clean_cell

if TYPE_CHECKING:
    from _csv import Reader as Records

_EXAMPLES = 400
"""Records looked at to learn what whole ones have in common."""
_REGULAR_SHARE = 0.9
"""From here on a record with another number of cells is damage, below it the file is ragged."""
_LONGEST_DAMAGE = 5_000
"""Lines searched for the next whole record."""
_LONGEST_RECORD = 100
"""Lines of one record, where the next whole one is searched."""
_LONGEST_CELL = 20
"""Lines of one cell looked through for its closing quote."""
_HEADER_RECORDS = 2
"""Whole records after which a short one is no header row any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The cells, rectangular; damaged rows are empty in `rows` and named in `damaged`."""

    rows: tuple[tuple[str, ...], ...]
    delimiter: str
    damaged: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """What is wrong -> row numbers from 1."""
    notes: tuple[str, ...] = ()


def read_delimited(text: str) -> Grid:
    """All records of a delimited text as a grid, cleaned, bounded, damage set apart."""
    dialect = find_dialect(text)
    lines = text.split("\n")
    if HINT.match(lines[0]):
        del lines[0]
    while lines and not lines[-1].strip():
        lines.pop()
    reader = _Reader(lines=lines, dialect=dialect)
    reader.read()
    return reader.grid()


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Goes through the lines once; `at` is the line where the next record begins."""

    lines: list[str]
    dialect: Dialect
    at: int = 0
    rows: list[tuple[str, ...]] = field(default_factory=list)
    damaged: dict[str, list[int]] = field(default_factory=dict)
    mended: list[int] = field(default_factory=list)
    cut: set[str] = field(default_factory=set)
    regular_seen: int = 0
    anchors: Anchors | None = None
    searched_to: int = 0
    """No record begins in the lines from `at` to here, so that nothing is searched twice."""

    @property
    def _strict(self) -> bool:
        return self.dialect.share >= _REGULAR_SHARE and self.dialect.columns > 1

    def read(self) -> None:
        """Fill `rows` and `damaged`."""
        limit = min(MAX_ROWS, max(1, MAX_CELLS // max(1, self.dialect.columns)))
        while self.at < len(self.lines) and len(self.rows) < limit:
            if not self._read_whole_records(limit):
                self._read_damage()
        if self.at < len(self.lines):
            self.cut.add(f"cut after {len(self.rows)} rows")

    def _read_whole_records(self, limit: int) -> bool:
        """Take records while they are whole; False at the first that is not."""
        start = self.at
        reader = self._reader(start, strict=True)
        try:
            for record in reader:
                if not self._fits(record, start, start + reader.line_num):
                    return False
                self._keep(self._without_surplus(record))
                self.at = start + reader.line_num
                if len(self.rows) >= limit:
                    return True
        except csv.Error:
            return False
        return True

    def _reader(self, start: int, *, strict: bool, end: int | None = None) -> Records:
        stop = len(self.lines) if end is None else end
        return csv.reader(
            (f"{self.lines[index]}\n" for index in range(start, stop)),
            delimiter=self.dialect.delimiter,
            quoting=quoting_of(self.dialect.quoted),
            strict=strict,
        )

    def _fits(self, record: Sequence[str], start: int, end: int) -> bool:
        """Whether a record that parsed is what it seems."""
        if not self._strict or not any(record):
            return True
        if self._swallowed(record, end):
            return False
        if len(record) == self.dialect.columns:
            self.regular_seen += 1
            return True
        surplus = record[self.dialect.columns :]
        if surplus and self.regular_seen:
            return not any(surplus)
        return self.regular_seen < _HEADER_RECORDS or self._is_footer(record, end)

    def _without_surplus(self, record: list[str]) -> list[str]:
        """Without empty cells beyond the last column of the others."""
        if self._strict and not any(record[self.dialect.columns :]):
            return record[: self.dialect.columns]
        return record

    def _swallowed(self, record: Sequence[str], end: int) -> bool:
        """Whether a quoted cell holds what was a record of its own, its quote being lost."""
        if end - self.at < 2 or self.dialect.columns < 3:
            return False
        return any(self._record_starts(line) for line in range(self.at + 1, end))

    def _record_starts(self, line: int) -> bool:
        """Whether a whole record that looks like the others begins in this line."""
        if self.lines[line].count(self.dialect.delimiter) == 0:
            return False
        try:
            end = min(len(self.lines), line + _LONGEST_RECORD)
            record: list[str] = next(self._reader(line, strict=True, end=end), [])
        except csv.Error:
            return False
        if len(record) != self.dialect.columns or record[0].count('"') % 2:
            return False  # an odd quote: here ends a first cell that began in a line above
        if self.anchors is None:
            self.anchors = Anchors.learn(self._sample(), self.dialect.columns)
        return self.anchors.plausible(record)

    def _sample(self) -> list[list[str]]:
        """Records with the right number of cells, as examples of whole ones.

        Read one after the other, and line by line: damage early on spoils only the first way.
        """
        lenient = lenient_records(
            iter(self.lines), self.dialect.delimiter, quoted=self.dialect.quoted
        )
        found: list[list[str]] = []
        with suppress(csv.Error):
            records = islice(lenient, _EXAMPLES)
            found = [record for record in records if len(record) == self.dialect.columns]
        step = max(1, len(self.lines) // 2_000)
        for line in range(0, len(self.lines), step):
            try:
                record: list[str] = next(self._reader(line, strict=True, end=line + 1), [])
            except csv.Error:
                continue
            if len(record) == self.dialect.columns:
                found.append(record)
        return found

    def _is_footer(self, record: Sequence[str], end: int) -> bool:
        """One cell alone, and nothing but such lines after it."""
        alone = sum(map(bool, record)) <= 1
        sign = self.dialect.delimiter
        rest = self.lines[end : end + 50]
        near_end = len(self.lines) - end < 50
        return alone and near_end and not any(sign in line.strip(sign) for line in rest)

    def _read_damage(self) -> None:
        start, end = self.at, self._next_record()
        self.at = end
        record = self._mend(start, end)
        if record is not None:
            self.mended.append(len(self.rows) + 1)
            self._keep(record)
        elif self.regular_seen == 0:
            self._keep(self._loose(start, end))
        else:
            reason = self._what_is_wrong(start, end)
            self.damaged.setdefault(reason, []).append(len(self.rows) + 1)
            self._keep([])

    def _next_record(self) -> int:
        if self.dialect.columns == 1:
            return self._end_of_cell()
        last = min(len(self.lines), self.at + _LONGEST_DAMAGE)
        for line in range(max(self.at + 1, self.searched_to), last):
            if self._record_starts(line):
                return line
            self.searched_to = line + 1
        return len(self.lines) if last == len(self.lines) else self.at + 1

    def _end_of_cell(self) -> int:
        """In a table of one column: after the line that closes the quote, else after this line."""
        if self.lines[self.at].startswith('"'):
            for line in range(self.at + 1, min(self.at + _LONGEST_CELL, len(self.lines))):
                if self.lines[line].startswith('"'):
                    break
                if self.lines[line].endswith('"'):
                    return line + 1
        return self.at + 1

    def _loose(self, start: int, end: int) -> list[str]:
        """The cells of a damaged header, as far as they can be told."""
        joined = LINE_IN_CELL.join(self.lines[start:end])
        try:
            return next(lenient_records(iter([joined]), self.dialect.delimiter), [])
        except csv.Error:
            return joined.split(self.dialect.delimiter)

    def _mend(self, start: int, end: int) -> list[str] | None:
        """The record that lies in these lines after all, or None."""
        if end - start > 200:
            return None
        joined = LINE_IN_CELL.join(self.lines[start:end])
        for cells in (split_mended(joined, self.dialect.delimiter), self._loose(start, end)):
            merged = merge_typed(cells, self.dialect.columns)
            if len(merged) == self.dialect.columns and self._looks_right(merged):
                return merged
        return None

    def _looks_right(self, record: list[str]) -> bool:
        if self.anchors is None:
            self.anchors = Anchors.learn(self._sample(), self.dialect.columns)
        return self.anchors.plausible(record, strictly=True)

    def _what_is_wrong(self, start: int, end: int) -> str:
        found = len(self._loose(start, end))
        if found != self.dialect.columns:
            return f"damaged: {found} cells in place of {self.dialect.columns}"
        return "damaged: a quotation mark is missing or too many"

    def _keep(self, record: Sequence[str]) -> None:
        if len(record) > MAX_COLUMNS:
            self.cut.add(f"cut after {MAX_COLUMNS} columns")
        self.rows.append(tuple(map(clean_cell, record[:MAX_COLUMNS])))

    def grid(self) -> Grid:
        """What was read, padded to one width."""
        width = max(map(len, self.rows), default=0)
        rows = tuple(row + ("",) * (width - len(row)) for row in self.rows)
        notes = sorted(self.cut)
        if self.mended:
            shown = ", ".join(map(str, self.mended[:20]))
            notes.append(f"quotation marks or line breaks mended in row {shown}")
        return Grid(
            rows=rows,
            delimiter=self.dialect.delimiter,
            damaged={reason: tuple(rows) for reason, rows in self.damaged.items()},
            notes=tuple(notes),
        )
