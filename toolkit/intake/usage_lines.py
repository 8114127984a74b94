"""The lines of a usage file that are somebody's, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from toolkit.intake.grids import Columns, Grid, Tally, guesses_for, is_mostly
from toolkit.intake.headers import looks_like_email
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


def with_people(grid: Grid, columns: Columns) -> Columns | None:
    """The columns with one that says who; None where no column does.

    Where no header names people, an account's column ("login") counts as ids, and else a column
    full of addresses, whatever its header, as e-mail.
    """
    if any(role in columns for role in _WHO):
        return columns
    if accounts := columns.all("account"):
        return _moved(grid, columns, accounts, "person_id")
    full = [at for at in range(len(grid.headers)) if _is_addresses(grid.column(at))]
    return _moved(grid, columns, full[:1], "email") if full else None


def _is_addresses(values: Iterable[str]) -> bool:
    return is_mostly((value for value in values if value), looks_like_email, _SURELY_ADDRESSES)


def _moved(grid: Grid, columns: Columns, moved: Sequence[int], role: str) -> Columns:
    kept = {
        old: tuple(at for at in places if at not in moved) for old, places in columns.places.items()
    }
    places = {old: left for old, left in kept.items() if left} | {role: tuple(moved)}
    return Columns(places, guesses_for(grid, places, columns))


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
    lines["name"] = _first_filled(lines["name"], _joined_name(lines, columns))
    for field in ("given_id", "name"):
        is_address = lines[field].str.contains("@", regex=False)
        lines["email"] = lines["email"].where((lines["email"] != "") | ~is_address, lines[field])
        lines[field] = lines[field].where(~is_address, "")
    who = _first_filled(lines["name"], _first_filled(lines["given_id"], lines["email"]))
    reasons = {text: _nobody(text) for text in who.unique()}
    return keep_lines(lines, who.map(reasons), grid.sheet, tally)


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
    if plain in folded("extracts", "people", "total"):
        return "total line"
    return "system account, no person" if plain in folded("extracts", "people", "system") else ""


def keep_lines(
    lines: pd.DataFrame, reasons: pd.Series[str], sheet: str, tally: Tally
) -> pd.DataFrame:
    """The lines without a reason against them; the others are set aside."""
    aside = reasons != ""
    for row, reason in zip(lines.loc[aside, "row"], reasons[aside], strict=True):
        tally.add(str(reason), sheet, int(row))
    return lines[~aside]
