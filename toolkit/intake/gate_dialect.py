"""How a delimited text is made: which sign parts its cells, and whether quotes count."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import log2
from typing import Literal

_DELIMITERS = (",", ";", "\t", "|")
_NO_DELIMITER = "\x1f"
_SAMPLE_SIGNS = 300_000
_SAMPLE_RECORDS = 400
_MOST_SAMPLED_LINES = 60
"""A sampled record of more lines is taken for one that lost its closing quote."""
_LEAST_SHARE = 0.6
"""Of the records that must agree in their number of cells before a sign counts as the delimiter."""
_LEAST_RUN = 3
"""Rows, and cells in each, of a table that stands below more lines of a head."""
_QUOTED = re.compile(r'"[^"]*"')
HINT = re.compile(r"\s*\"?sep=(.)\"?\s*$", re.I)
"""A first line for Excel that names the delimiter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How the cells of a text are parted; `columns` 1 where nothing parts them."""

    delimiter: str
    quoted: bool
    columns: int
    share: float
    """Of the sampled records with exactly `columns` cells."""
    records: int


def find_dialect(text: str) -> Dialect:
    """The delimiter and quoting under which the most records have the same number of cells."""
    hint = HINT.match(text.split("\n", 1)[0])
    if hint and hint[1] in _DELIMITERS:
        return _try(text.split("\n", 1)[-1], hint[1], quoted=True)
    sample = text[:_SAMPLE_SIGNS]
    tried = [_try(sample, sign, quoted=True) for sign in _DELIMITERS]
    tried += [_try(sample, sign, quoted=False) for sign in ("\t", ";", "|")]
    best = max(tried, key=lambda found: (found.share**2 * log2(found.columns), found.quoted))
    if best.columns > 1 and best.share >= _LEAST_SHARE:
        return best
    return _try(sample, _NO_DELIMITER, quoted=True)


def _try(sample: str, delimiter: str, *, quoted: bool) -> Dialect:
    lines = sample.split("\n")
    sizes = _sizes(lines, delimiter, quoted=quoted)
    counts = Counter(size for size in sizes if size > 1)
    columns = max(counts, key=lambda size: (counts[size], size), default=1)
    share = counts[columns] / len(sizes) if counts else 1.0
    if share < _LEAST_SHARE and _is_ragged(sizes, lines[0], delimiter):
        columns, share = sizes[0], _LEAST_SHARE
    elif share < _LEAST_SHARE and delimiter == "\t" and _is_tabbed(sizes):
        columns, share = max(sizes), _LEAST_SHARE
    elif share < _LEAST_SHARE and (below := _below_head(sizes, sample, delimiter)):
        columns, share = below, _LEAST_SHARE
    return Dialect(
        delimiter=delimiter, quoted=quoted, columns=columns, share=share, records=len(sizes)
    )


def _is_ragged(sizes: Sequence[int], first: str, delimiter: str) -> bool:
    """Whether rows lack empty cells at their ends: none is longer than the first."""
    typed = f"{delimiter} " in first
    return bool(sizes) and sizes[0] == max(sizes) > 2 and not typed


def _is_tabbed(sizes: Sequence[int]) -> bool:
    """Whether most lines hold tabs, as in reports of several tables; nobody types them."""
    return bool(sizes) and sum(size > 1 for size in sizes) >= _LEAST_SHARE * len(sizes)


def _below_head(sizes: Sequence[int], sample: str, delimiter: str) -> int:
    """Cells of a table below a head of shorter lines that outnumber its own; 0 without one.

    Its rows are all of one size, the longest, and go on to the end of the text.
    """
    columns = max(sizes, default=0)
    run = next((at for at, size in enumerate(reversed(sizes)) if size != columns), len(sizes))
    whole = run == sizes.count(columns)
    is_table = whole and run >= _LEAST_RUN and columns >= _LEAST_RUN
    typed = f"{delimiter} " in _QUOTED.sub("", sample)
    return columns if is_table and not typed else 0


def _sizes(lines: Sequence[str], delimiter: str, *, quoted: bool) -> list[int]:
    """How many cells each sampled record has; after a broken one the next line begins anew."""
    sizes: list[int] = []
    at = 0
    while at < len(lines) and len(sizes) < _SAMPLE_RECORDS:
        taken = _whole_sizes(lines, at, delimiter, quoted=quoted)
        sizes += [size for size, _ in taken if size]
        at += sum(used for _, used in taken)
        if at < len(lines) and lines[at].strip():
            sizes.append(len(split_mended(lines[at], delimiter)))
        at += 1
    return sizes[:_SAMPLE_RECORDS]


def _whole_sizes(
    lines: Sequence[str], start: int, delimiter: str, *, quoted: bool
) -> list[tuple[int, int]]:
    """(cells, lines) of the records up to the first broken one."""
    taken: list[tuple[int, int]] = []
    ends = (f"{lines[place]}\n" for place in range(start, len(lines)))
    reader = csv.reader(ends, delimiter=delimiter, quoting=quoting_of(quoted), strict=True)
    before = 0
    with suppress(csv.Error):
        for record in reader:
            used = reader.line_num - before
            if used > _MOST_SAMPLED_LINES:
                break
            taken.append((len(record) if any(record) else 0, used))
            before = reader.line_num
            if len(taken) >= _SAMPLE_RECORDS:
                break
    return taken


def lenient_records(
    lines: Iterator[str], delimiter: str, *, quoted: bool = True
) -> Iterator[list[str]]:
    """Records as csv reads them without complaint."""
    return csv.reader(
        (f"{line}\n" for line in lines), delimiter=delimiter, quoting=quoting_of(quoted)
    )


def quoting_of(quoted: bool) -> Literal[0, 3]:
    """What csv calls the use of quotes, or their absence."""
    return csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE


def split_mended(record: str, delimiter: str) -> list[str]:
    r"""Cells where a quote ends a cell only before a delimiter: inner quotes may stand bare.

    `"she said "no" twice",2` gives two cells; `\"` is read as a quote too.
    """
    cells: list[str] = []
    opened = ""
    for piece in record.replace('\\"', '""').split(delimiter):
        if opened:
            opened += delimiter + piece
        elif piece.startswith('"'):
            opened = piece
        else:
            cells.append(piece)
            continue
        if _closes(opened):
            cells.append(opened[1:-1].replace('""', '"'))
            opened = ""
    if opened:
        cells.append(opened.strip('"'))
    return cells


def _closes(cell: str) -> bool:
    if len(cell) < 2 or not cell.endswith('"'):
        return False
    tail = len(cell) - len(cell.rstrip('"'))
    return tail % 2 == 1 or len(cell) == tail


def merge_typed(cells: Sequence[str], columns: int) -> list[str]:
    """Cells parted by a comma that somebody typed (a blank follows it) put together again."""
    surplus = len(cells) - columns
    typed = [at for at, cell in enumerate(cells) if at and cell[:1] == " " and cell.strip()]
    if surplus <= 0 or len(typed) != surplus:
        return list(cells)
    merged: list[str] = []
    for index, cell in enumerate(cells):
        if index in typed:
            merged[-1] += f",{cell}"
        else:
            merged.append(cell)
    return merged
