"""The lines of a usage file that are somebody's, and whose they are."""

from __future__ import annotations

import pandas as pd

from toolkit.intake.grids import Columns, Grid, Tally
from toolkit.intake.names import fold
from toolkit.intake.phrases import folded

_ROLES = {
    "given_id": "person_id",
    "email": "email",
    "name": "name",
    "module": "module",
    "action": "action",
}


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
