"""The lines of a usage file that are somebody's, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd

from toolkit.intake.grids import Columns, Grid, Tally, guesses_for, is_mostly
from toolkit.intake.headers import looks_like_email, looks_like_id, looks_like_name
from toolkit.intake.measures import is_amount, read_numbers
from toolkit.intake.names import fold
from toolkit.intake.phrases import folded

_ROLES = {
    "given_id": "person_id",
    "email": "email",
    "name": "name",
    "module": "module",
    "action": "action",
}

_WHO = ("person_id", "email", "name", "first_name", "last_name")
_SURELY_ADDRESSES = 0.9
"""A column is one of addresses, whatever stands over it, from this share of its filled cells on."""
_PEOPLE_FROM = 0.8
"""A column of words is one of people if so many of its cells differ and could be names or ids."""
_ONE_EACH = 1.2
"""So many log-ins for each person at most, on average."""
_LEAST_SUMS = 2
"""A last line is one of totals if it holds the sums of at least so many columns."""


def with_people(grid: Grid, columns: Columns) -> Columns | None:
    """The columns with one that says who; None where no column does.

    Where no header names people, an account's column ("login") or the one that a pivot table
    calls its rows counts as ids or names, else a column full of addresses, whatever its header, as
    e-mail, and else the only column of words that all differ and look like names or ids.
    """
    if any(role in columns for role in _WHO):
        return columns
    if accounts := columns.all("account"):
        return _moved(grid, columns, accounts, "person_id")
    if rows := columns.all("row_labels"):
        return _moved(
            grid, columns, rows[:1], "name" if _names_share(grid, rows[0]) else "person_id"
        )
    full = [at for at in range(len(grid.headers)) if _is_addresses(grid.column(at))]
    return _moved(grid, columns, full[:1], "email") if full else _with_words(grid, columns)


def _with_words(grid: Grid, columns: Columns) -> Columns | None:
    """The only column of words beside columns of numbers, where its cells could be people."""
    wordy = [at for at in range(len(grid.headers)) if _is_words(grid.column(at))]
    if len(wordy) != 1 or any(wordy[0] in places for places in columns.places.values()):
        return None
    cells = [cell for cell in _labels(grid, wordy[0]) if cell]
    differ = len(set(cells)) >= _PEOPLE_FROM * len(cells) and len(cells) > _LEAST_SUMS
    if not differ:
        return None
    if _names_share(grid, wordy[0]):
        return _moved(grid, columns, wordy, "name")
    is_ids = is_mostly(cells, looks_like_id, _PEOPLE_FROM)
    return _moved(grid, columns, wordy, "person_id") if is_ids else None


def _labels(grid: Grid, place: int) -> list[str]:
    return [cell for cell in grid.column(place) if not _nobody(cell)]


def _names_share(grid: Grid, place: int) -> bool:
    return is_mostly(_labels(grid, place), looks_like_name, _PEOPLE_FROM)


def _is_words(values: Sequence[str]) -> bool:
    return any(values) and not is_mostly((value for value in values if value), is_amount)


def _is_addresses(values: Iterable[str]) -> bool:
    return is_mostly((value for value in values if value), looks_like_email, _SURELY_ADDRESSES)


def _moved(grid: Grid, columns: Columns, moved: Sequence[int], role: str) -> Columns:
    kept = {
        old: tuple(at for at in places if at not in moved) for old, places in columns.places.items()
    }
    places = {old: left for old, left in kept.items() if left} | {role: tuple(moved)}
    return Columns(places, guesses_for(grid, places, columns))


def filled_groups(grid: Grid, columns: Columns) -> Grid:
    """The table with everybody's name in all lines of a group, where only its first line has it.

    So reports are grouped: each name stands once, with lines without a name below it.
    """
    place = next((at for role in _WHO if (at := columns.place(role)) is not None), None)
    if place is None or not grid.cells or not grid.cells[0][place]:
        return grid
    cells = grid.column(place)
    named = [cell for cell in cells if cell and not _nobody(cell)]
    empty = sum(not cell for cell in cells)
    if len(set(named)) < len(named) or len(named) <= _LEAST_SUMS or empty < len(named):
        return grid
    lines = []
    last = ""
    for line, cell in zip(grid.cells, cells, strict=True):
        last = cell or last
        total = any(is_total(one) for one in line if one)
        lines.append(line if total else (*line[:place], last, *line[place + 1 :]))
    return replace(grid, cells=tuple(lines))


def people_lines(grid: Grid, columns: Columns, tally: Tally) -> pd.DataFrame:
    """The lines that are somebody's: cells by place, row number, and who it is.

    An address in the column of ids or names is taken for an address. Totals, system accounts and
    lines of nobody are set aside in `tally`.
    """
    lines = pd.DataFrame(grid.cells, dtype="str")
    lines["row"] = grid.numbers
    for field, role in _ROLES.items():
        place = columns.place(role)
        lines[field] = lines[place].str.strip() if place is not None else ""
    lines["name"], logins = _named(grid, columns, lines["name"])
    lines["given_id"] = _first_filled(lines["given_id"], logins)
    lines["name"] = _first_filled(lines["name"], _joined_name(lines, columns))
    for field in ("given_id", "name"):
        is_address = lines[field].str.contains("@", regex=False)
        lines["email"] = lines["email"].where((lines["email"] != "") | ~is_address, lines[field])
        lines[field] = lines[field].where(~is_address, "")
    who = _first_filled(lines["name"], _first_filled(lines["given_id"], lines["email"]))
    known = {text: _nobody(text) for text in who.unique()}
    reasons = who.map(known)
    if _is_sum_line(grid):
        reasons.iloc[-1] = "total line"
    return keep_lines(lines, reasons, grid.sheet, tally)


def _named(
    grid: Grid, columns: Columns, first: pd.Series[str]
) -> tuple[pd.Series[str], pd.Series[str]]:
    """(names, log-ins) of two columns of names: the one with full names tells the names."""
    places = columns.all("name")[:2]
    full = [place for place in places if _names_share(grid, place)]
    if len(places) < 2 or len(full) != 1:
        return first, first.where(first == "", "")
    other = places[0] if places[1] == full[0] else places[1]
    if not _goes_with(grid.column(full[0]), grid.column(other)):
        return pd.Series(grid.column(full[0]), index=first.index, dtype="str"), first.where(
            first == "", ""
        )
    told, logins = (
        pd.Series(grid.column(place), index=first.index, dtype="str").str.strip()
        for place in (full[0], other)
    )
    return _first_filled(told, logins), logins


def _goes_with(names: Sequence[str], others: Sequence[str]) -> bool:
    """Whether the other column tells one thing of each person, and not that of each line."""
    pairs = {(name, other) for name, other in zip(names, others, strict=True) if name and other}
    return len(pairs) <= _ONE_EACH * max(1, len({name for name, _ in pairs}))


def _is_sum_line(grid: Grid) -> bool:
    """Whether the last line holds the sums of the lines above, whatever it is called."""
    sums = 0
    for place in range(len(grid.headers)) if len(grid.cells) > _LEAST_SUMS else ():
        column = grid.column(place)
        if not all(is_amount(cell) for cell in column if cell):
            continue
        *above, last = read_numbers(column)
        if last and abs(sum(above) - last) > 1e-6 * abs(last):
            return False
        sums += bool(last) and sum(value != 0 for value in above) > 1
    return sums >= _LEAST_SUMS


def _first_filled(one: pd.Series[str], other: pd.Series[str]) -> pd.Series[str]:
    return one.where(one != "", other)


def _joined_name(lines: pd.DataFrame, columns: Columns) -> pd.Series[str]:
    places = [columns.place(role) for role in ("first_name", "last_name")]
    parts = [lines[place] for place in places if place is not None]
    if not parts:
        return lines["name"]
    joined = parts[0] if len(parts) == 1 else parts[0] + " " + parts[1]
    return joined.str.strip()


def _nobody(text: str) -> str:
    """Why a line is nobody's, by the words that say whose it is."""
    plain = " ".join(word for word in fold(text).split() if not word.isdigit())
    if not text:
        return "no user"
    if plain in folded("extracts", "people", "blank"):
        return "no user"
    if is_total(text):
        return "total line"
    return "system account, no person" if plain in folded("extracts", "people", "system") else ""


def is_total(text: str) -> bool:
    """Whether a line or column is called a total, alone or with a name ("Grand Total")."""
    plain = " ".join(word for word in fold(text).split() if not word.isdigit())
    known, words = folded("extracts", "people", "total_words"), plain.split()
    if plain in folded("extracts", "people", "total"):
        return True
    return len(words) > 1 and (words[0] in known or words[-1] in known)


def keep_lines(
    lines: pd.DataFrame, reasons: pd.Series[str], sheet: str, tally: Tally
) -> pd.DataFrame:
    """The lines without a reason against them; the others are set aside."""
    aside = reasons != ""
    told = zip(lines.loc[aside, "row"], reasons[aside], strict=True)
    for row, reason in dict.fromkeys(told):
        tally.add(str(reason), sheet, int(row))
    return lines[~aside]
