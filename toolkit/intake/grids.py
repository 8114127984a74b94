"""Tables inside sheets: where the header stands, which column is what, and counting every row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from toolkit.intake.headers import (
    compact_key,
    halves_of,
    header_key,
    looks_like_number,
    ordinal_of,
    share_of,
    vocabulary,
)
from toolkit.intake.raw import RawFile, RawSheet
from toolkit.model.intake import ColumnGuess, SetAside

IGNORED = "ignored"
HEADER_WITHIN = 40
"""A header is looked for in so many filled lines."""
SHORTEST_PART = 4
"""A header word shorter than this must be the whole header ("ID")."""
RECOGNISED_BY = 2000
"""A file is recognised by so many lines of each sheet."""
_EXACT = 1.0
_HALF = 0.95
"""One half of a header in two languages is a known word, the other is none."""
_PART = 0.5
_LANGUAGES = 2
_NUMBERED = ("last_name", "first_name", "either_name")
"""Of these a list may have a first and a second ("Apellido 1")."""
_SECOND_SURNAME = "second_last_name"
_MOST_RANGES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: its header, and the filled lines below with the row numbers a spreadsheet shows."""

    sheet: str
    headers: tuple[str, ...]
    header_row: int
    numbers: tuple[int, ...]
    cells: tuple[tuple[str, ...], ...]
    """As many cells in each line as there are headers."""
    above: tuple[str, ...] = ()
    """What stands in the lines over the header, a text for each line."""
    over: str = ""
    """The line right over the header where it is one cell: what heads a block of the sheet."""

    def column(self, place: int) -> list[str]:
        """The cells of one column, from top to bottom."""
        return [line[place] for line in self.cells]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column is what: role -> places, best first."""

    places: Mapping[str, tuple[int, ...]]
    guesses: tuple[ColumnGuess, ...] = ()

    def __contains__(self, role: str) -> bool:
        return role in self.places

    def place(self, role: str) -> int | None:
        """The best column of a role, or None."""
        return self.places[role][0] if role in self.places else None

    def cell(self, line: Sequence[str], role: str) -> str:
        """The line's cell of this role; "" where there is no such column."""
        place = self.place(role)
        return line[place] if place is not None else ""

    def all(self, role: str) -> tuple[int, ...]:
        """All columns of a role."""
        return self.places.get(role, ())


@dataclass(slots=True)
class Tally:
    """Counts the rows that are set aside, by reason."""

    rows: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def add(self, reason: str, sheet: str, row: int) -> None:
        """One row more for this reason."""
        self.rows.setdefault((reason, sheet), []).append(row)

    @property
    def total(self) -> int:
        """How many rows were set aside."""
        return sum(map(len, self.rows.values()))

    def items(self) -> tuple[SetAside, ...]:
        """One entry for each reason and sheet, in the order of the first row."""
        order = sorted(self.rows.items(), key=lambda item: (item[0][1], item[1][0], item[0][0]))
        return tuple(
            SetAside(reason=reason, rows=len(rows), where=where(sheet, rows))
            for (reason, sheet), rows in order
        )


def where(sheet: str, rows: Sequence[int]) -> str:
    """Rows as a person finds them: "Sheet1, rows 4-9, 12"."""
    ranges: list[list[int]] = []
    for row in sorted(rows):
        if ranges and row == ranges[-1][1] + 1:
            ranges[-1][1] = row
        else:
            ranges.append([row, row])
    shown = [str(a) if a == b else f"{a}-{b}" for a, b in ranges[:_MOST_RANGES]]
    more = ", ..." if len(ranges) > _MOST_RANGES else ""
    text = f"{'row' if len(rows) == 1 else 'rows'} {', '.join(shown)}{more}"
    return f"{sheet}, {text}" if sheet else text


def head_of(raw: RawFile) -> RawFile:
    """The file with the first lines of its sheets: enough to recognise it by."""
    sheets = (replace(sheet, rows=sheet.rows[:RECOGNISED_BY]) for sheet in raw.sheets)
    return replace(raw, sheets=tuple(sheets))


def filled_down(sheet: RawSheet) -> tuple[tuple[str, ...], ...]:
    """The sheet's rows with every cell that is merged over several rows repeated in each."""
    tall = [merge for merge in sheet.merged if merge[2] > merge[0]]
    if not tall:
        return sheet.rows
    rows = [list(row) for row in sheet.rows]
    for first_row, first_column, last_row, last_column in tall:
        value = _cell(rows, first_row, first_column)
        for row in rows[first_row : last_row + 1]:
            for place in range(first_column, min(last_column + 1, len(row))):
                row[place] = value
    return tuple(tuple(row) for row in rows)


def _cell(rows: Sequence[Sequence[str]], row: int, place: int) -> str:
    return rows[row][place] if row < len(rows) and place < len(rows[row]) else ""


def find_grid(sheet: RawSheet, table: str, *, least: int = 2) -> Grid | None:
    """The table of a sheet, None where no line holds `least` headers of this vocabulary.

    The header is the line with the most known headers; titles above it are kept in `above`.
    """
    rows = filled_down(sheet)
    least_cells = min(2, max((_width(row) for row in rows), default=0))
    best, best_at, seen = least - 1, -1, 0
    for at, row in enumerate(rows):
        if sum(map(bool, row)) < least_cells or not any(row):
            continue
        seen += 1
        if seen > HEADER_WITHIN:
            break
        known = len({roles[0] for cell in row if (roles := exact_roles(cell, table))})
        known = known or int(any(part_role(cell, table) for cell in row if cell))
        if known > best:
            best, best_at = known, at
    return grid_at(sheet, rows, best_at) if best_at >= 0 else None


def grid_at(sheet: RawSheet, rows: Sequence[Sequence[str]], header_at: int) -> Grid:
    """The table whose header is the row `header_at` (from 0)."""
    headers = list(rows[header_at])
    width = max((_width(row) for row in rows[header_at:]), default=0)
    headers = [*headers, *[""] * width][:width]
    below = [(at + 1, row) for at, row in enumerate(rows) if at > header_at and any(row)]
    above = (" ".join(filter(None, row)) for row in rows[:header_at])
    return Grid(
        sheet=sheet.name,
        headers=tuple(headers),
        header_row=header_at + 1,
        numbers=tuple(number for number, _ in below),
        cells=tuple(tuple([*row, *[""] * width][:width]) for _, row in below),
        above=tuple(text for text in above if text),
        over=_alone(rows[header_at - 1]) if header_at else "",
    )


def _alone(row: Sequence[str]) -> str:
    filled = [cell for cell in row if cell]
    return filled[0] if len(filled) == 1 else ""


def _width(row: Sequence[str]) -> int:
    return next((at for at in range(len(row), 0, -1) if row[at - 1]), 0)


@cache
def _by_compact(table: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for role, words in vocabulary(table).items():
        for key in {compact_key(word) for word in words}:
            found[key] = (*found.get(key, ()), role)
    return found


@cache
def _by_words(table: str) -> tuple[tuple[str, str], ...]:
    """(header words between blanks, role), longest first."""
    pairs = [
        (f" {_plain_words(word)} ", role)
        for role, words in vocabulary(table).items()
        for word in words
        if len(compact_key(word)) >= SHORTEST_PART and _NUMBER_SIGN not in word
    ]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


_NUMBER_SIGN = "#"
""""Employee #" without it is another header."""


def _plain_words(header: str) -> str:
    """A header's words without any sign between them: "date d entree"."""
    return " ".join("".join(c if c.isalnum() else " " for c in header_key(header)).split())


@cache
def exact_roles(header: str, table: str) -> tuple[str, ...]:
    """The roles whose words equal this header, in the order of the vocabulary.

    A header in two languages ("Nom / Surname") has the roles that its halves share; of a numbered
    one ("Surname 1", "2. Nachname") the first is the role itself, the second the second surname.
    """
    known = _by_compact(table)
    whole = known.get(compact_key(header), ()) if header else ()
    return whole or _numbered_roles(header, known) or _shared_roles(header, table)


def _numbered_roles(header: str, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    word, number = ordinal_of(header)
    roles = [role for role in known.get(compact_key(word), ()) if role in _NUMBERED]
    if number == 1:
        return tuple(roles)
    has_second = any(_SECOND_SURNAME in found for found in known.values())
    return (_SECOND_SURNAME,) if number and "last_name" in roles and has_second else ()


def _shared_roles(header: str, table: str) -> tuple[str, ...]:
    halves = [exact_roles(half, table) for half in halves_of(header)]
    known = [roles for roles in halves if roles]
    if len(known) < _LANGUAGES:
        return ()
    return tuple(role for role in known[0] if all(role in other for other in known[1:]))


@cache
def part_role(header: str, table: str) -> tuple[str, float] | None:
    """The role of the longest known header inside this one, with the share it makes up."""
    key = _plain_words(header)
    if not key or len(key) > 60:
        return None
    for words, role in _by_words(table):
        if words in f" {key} ":
            return role, _PART + 0.4 * len(words.strip()) / len(key)
    return None


def header_roles(header: str, table: str) -> tuple[tuple[str, float], ...]:
    """(role, confidence 0-1) of a header: all that it names whole, then one it names in part."""
    whole = tuple((role, _EXACT) for role in exact_roles(header, table))
    halves = [exact_roles(half, table) for half in halves_of(header)]
    named = [roles for roles in halves if roles]
    half = tuple((role, _HALF) for role in named[0]) if len(named) == 1 and not whole else ()
    part = part_role(header, table)
    return (*whole, *half, part) if part else (*whole, *half)


def header_role(header: str, table: str) -> tuple[str, float] | None:
    """The first of `header_roles`, or None."""
    return next(iter(header_roles(header, table)), None)


Accept = Callable[[str, Grid, int], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """How columns are given their roles."""

    table: str
    mine: Mapping[str, str] = field(default_factory=dict)
    """Column name -> "role" or "role:detail", from a person; wins."""
    accept: Accept | None = None
    """Whether the content of a column fits a role."""
    numbers_by_parts: bool = True
    """Whether a column of numbers may take a role from part of its header."""


def assign(grid: Grid, how: Assignment) -> Columns:
    """Which column is what, from headers and, by `how.accept`, from content.

    Of several columns with one role the surest comes first, then the one whose word stands earlier
    in the vocabulary, then the left one.
    """
    found: list[tuple[float, int, int, str]] = []
    settled = {header_key(name): role for name, role in how.mine.items()}
    for place, header in enumerate(grid.headers):
        if (mine := settled.get(header_key(header))) and header:
            found.append((2.0, 0, place, mine.partition(":")[0]))
            continue
        parts = how.numbers_by_parts or not is_mostly(grid.column(place), looks_like_number)
        for role, sure in header_roles(header, how.table):
            if (sure == _EXACT or parts) and _accepts(how, role, grid, place):
                found.append((sure, _position(header, how.table, role), place, role))
                break
    places: dict[str, list[int]] = {}
    for _, _, place, role in sorted(found, key=lambda item: (-item[0], item[1], item[2])):
        places.setdefault(role, []).append(place)
    certainty = {place: min(confidence, 1.0) for confidence, _, place, _ in found}
    roles = {place: role for _, _, place, role in found}
    return Columns(
        {role: tuple(columns) for role, columns in places.items()},
        tuple(
            ColumnGuess(
                name=header,
                role=roles.get(place, IGNORED),
                confidence=round(certainty.get(place, 0.5), 2),
            )
            for place, header in enumerate(grid.headers)
        ),
    )


def _accepts(how: Assignment, role: str, grid: Grid, place: int) -> bool:
    return how.accept is None or how.accept(role, grid, place)


def _position(header: str, table: str, role: str) -> int:
    words = [compact_key(word) for word in vocabulary(table).get(role, ())]
    key = compact_key(header)
    return words.index(key) if key in words else len(words)


def guesses_for(
    grid: Grid, places: Mapping[str, Iterable[int]], old: Columns
) -> tuple[ColumnGuess, ...]:
    """The guesses again, after a reader moved columns between roles."""
    roles = {place: role for role, columns in places.items() for place in columns}
    before = dict(enumerate(old.guesses))
    return tuple(
        ColumnGuess(
            name=header,
            role=roles.get(place, IGNORED),
            confidence=before[place].confidence if place in before else 0.5,
        )
        for place, header in enumerate(grid.headers)
    )


def with_role(grid: Grid, columns: Columns, role: str, place: int | None) -> Columns:
    """The columns with one more role; the same where `place` is None."""
    if place is None:
        return columns
    places = {
        old: left
        for old, found in columns.places.items()
        if (left := tuple(at for at in found if at != place))
    } | {role: (place,)}
    return Columns(places, guesses_for(grid, places, columns))


def is_mostly(values: Iterable[str], test: Callable[[str], bool], share: float = 0.8) -> bool:
    """Whether at least this share of the filled values pass, and there is one."""
    return share_of(values, test) >= share
