"""How long people stayed in an online session, and several people in one cell of a list."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from toolkit.intake.grids import Columns, Grid
from toolkit.intake.headers import looks_like_name, share_of
from toolkit.intake.joint import joined_names
from toolkit.intake.names import fold
from toolkit.intake.phrases import phrase_pattern
from toolkit.model.vocabulary import Attendance

HALF = 0.5
"""Whoever stayed for less than this share of a session left early."""
_READ_FROM = 0.9
_UNITS = re.compile(
    r"(?:(?P<h>\d+)\s*(?:h|hr|hrs|hours?|std|stunden?|ore|ora|heures?|horas?)\b\.?)?[\s,]*"
    r"(?:(?P<m>\d+)\s*(?:m|min|mins|minutes?|minuten|minuti|minutos)\b\.?)?[\s,]*"
    r"(?:(?P<s>\d+)\s*(?:s|sec|secs|seconds?|sek|sekunden|secondi|secondes|segundos)\b\.?)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?P<h>\d{1,2}):(?P<m>\d{2}):(?P<s>\d{2})")
_LENGTHS = phrase_pattern(
    (
        "duration", "time in session", "time in meeting", "minutes", "attendance time", "dauer",
        "besprechungsdauer", "anwesenheitsdauer", "minuten", "durata", "minuti", "tempo", "duree",
        "temps de presence", "duracion", "minutos", "tiempo",
    )
)  # fmt: skip


def stays(grid: Grid, columns: Columns) -> list[float | None] | None:
    """The minutes of each line of a meeting's report, None where there is no such column."""
    if "joined_on" not in columns:
        return None
    for place, header in enumerate(grid.headers):
        read = [_minutes(cell) for cell in grid.column(place)]
        filled = [cell for cell in grid.column(place) if any(map(str.isdigit, cell))]
        told = sum(one is not None for one in read)
        if has_length(header) and told and told >= _READ_FROM * len(filled):
            return read
    return None


def has_length(header: str) -> bool:
    """Whether a header speaks of how long something took."""
    return _LENGTHS.search(fold(header)) is not None


def _minutes(cell: str) -> float | None:
    text = cell.strip()
    if text.replace(".", "", 1).isdigit():
        return float(text)
    found = _CLOCK.fullmatch(text) or _UNITS.fullmatch(text)
    if not text or found is None or not any(found.groups()):
        return None
    hours, minutes, seconds = (int(found[name] or 0) for name in ("h", "m", "s"))
    return 60.0 * hours + minutes + seconds / 60.0


def by_stay(
    rows: Sequence[Mapping[str, object]], minutes: Sequence[float | None]
) -> list[dict[str, object]]:
    """One row for each person and session: who came back is counted once, for all the time.

    Whoever stayed for less than HALF of the longest stay in the session left early.
    """
    together: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        together[_key(row)].append(at)
    stayed = {key: sum(minutes[at] or 0.0 for at in places) for key, places in together.items()}
    longest: dict[object, float] = defaultdict(float)
    for key, told in stayed.items():
        longest[key[-1]] = max(longest[key[-1]], told)
    found = []
    for key, places in together.items():
        row = dict(rows[places[0]])
        came = any(rows[at]["status"] == str(Attendance.ATTENDED) for at in places)
        if came:
            short = 0.0 < stayed[key] < HALF * longest[key[-1]]
            row["status"] = str(Attendance.LEFT_EARLY if short else Attendance.ATTENDED)
        found.append(row)
    return found


def _key(row: Mapping[str, object]) -> tuple[object, ...]:
    who = (str(row[field]).casefold() for field in ("given_id", "email", "name"))
    return (*who, row["session_id"])


def names_several(cells: Sequence[str]) -> bool:
    """Whether cells of a column of names may hold several people each.

    Most are one whole name without a comma, so that a comma parts people and not the surname.
    """
    filled = [cell for cell in cells if cell]
    whole = share_of(filled, lambda one: "," not in one and looks_like_name(one))
    return whole >= HALF and any(len(people_in(cell)) > 1 for cell in filled)


def people_in(cell: str) -> tuple[str, ...]:
    """The full names in a cell ("Paul Weiss, Ida Kranz"); the cell itself where it is one."""
    parts = tuple(name.strip() for part in re.split(r"[,\n]", cell) for name in joined_names(part))
    return parts if len(parts) > 1 and all(map(looks_like_name, parts)) else (cell,)
