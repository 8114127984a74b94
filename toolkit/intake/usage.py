"""Usage of a system: numbers by person and week, month or day, or one line for every event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

import pandas as pd

from toolkit.intake.grids import (
    HEADER_WITHIN,
    Assignment,
    Columns,
    Grid,
    Tally,
    assign,
    filled_down,
    find_grid,
    grid_at,
    header_roles,
)
from toolkit.intake.headers import (
    share_of,
)
from toolkit.intake.measures import is_amount, measure_kind
from toolkit.intake.raw import ExtractReading, RawFile, RawSheet
from toolkit.intake.usage_columns import TIME_ROLES, by_content, fits, stand_once
from toolkit.intake.usage_events import has_actions, is_log
from toolkit.intake.usage_lines import filled_groups, keep_lines, people_lines, with_people
from toolkit.intake.usage_measures import LONGEST_MEASURE, MEASURE, NUMBERS_FROM, measures_of
from toolkit.intake.usage_table import (
    Facts,
    Measure,
    from_columns_of_weeks,
    from_events,
    from_last_login,
    from_measures,
    from_named_values,
    usage_frame,
)
from toolkit.intake.usage_unfold import unfolded
from toolkit.intake.weeks import Span, Times, header_times, read_times, time_in, year_in
from toolkit.model.intake import ColumnGuess, FileReading
from toolkit.model.vocabulary import FileKind, MeasureKind
from toolkit.settings import FileSettings

_ANY_YEAR = 2000
"""Whether a line holds weeks does not depend on the year."""
_WORDS_OF_TEXT = 4
"""Cells of fewer words are names of records and the like."""
_SAID_AGAIN = 0.3
"""Long cells of which fewer are different come from a machine, such as the browser's name."""
_PERSON_ROLES = ("person_id", "email", "name", "first_name", "last_name")


@dataclass(frozen=True, slots=True)
class _Layout:
    """One sheet of a usage file, understood."""

    grid: Grid
    columns: Columns
    measures: tuple[Measure, ...]
    weeks: Times | None = None
    """Where the columns themselves are weeks."""
    times: Times | None = None
    """Where a column tells the time."""
    event: str = ""
    """What an event is called where no column tells."""
    name: str = ""
    """"events", "columns of weeks", "measures", "long", "last log-in"."""


def recognise_usage(raw: RawFile, told: Mapping[str, str] | None = None) -> str | None:
    """The layout's name if the file holds usage for certain, else None.

    `told` are roles of columns that something else than their header tells.
    """
    layouts = [layout for sheet in raw.sheets if (layout := _layout(sheet, raw, told or {}))]
    sure = [layout for layout in layouts if _is_usage(layout)]
    return _format(sure[0]) if sure else None


def is_event_log(raw: RawFile, told: Mapping[str, str] | None = None) -> bool:
    """Whether a sheet surely holds a line for every event, also where other readers see something.

    A column of results ("OK") alone looks like an attendance.
    """
    layouts = (layout for sheet in raw.sheets if (layout := _layout(sheet, raw, told or {})))
    return any(
        one.name == "events" and _is_called_action(one) and is_log(one.grid, one.columns)
        for one in layouts
    )


def _is_called_action(layout: _Layout) -> bool:
    place = layout.columns.place("action")
    roles = header_roles(layout.grid.headers[place], "usage") if place is not None else ()
    return any(role == "action" for role, _ in roles)


def read_usage(raw: RawFile, mine: FileSettings) -> ExtractReading:
    """Usage as one row per person, week and measure; see `toolkit.model.intake.Extracts`.

    Days are added up to weeks (of a stock the last day counts), events are counted, months stand
    in the week of their first Monday. In place of `person_id` the table has given_id, email, name.
    """
    tally = Tally()
    facts: list[Facts] = []
    layouts: list[_Layout] = []
    rows_in = 0
    for sheet in raw.sheets:
        layout = _layout(sheet, raw, mine.columns)
        if layout is None:
            rows_in += _sheet_aside(sheet, tally)
            continue
        layouts.append(layout)
        rows_in += len(set(layout.grid.numbers))
        facts.append(_facts(layout, raw, tally))
    table = usage_frame(facts, raw.file)
    weeks = [week for week in table["week"] if week is not None]
    reading = FileReading(
        file=raw.file,
        kind=FileKind.USAGE,
        format=mine.format or (_format(layouts[0]) if layouts else "usage"),
        rows_in=rows_in,
        rows_kept=rows_in - tally.total,
        set_aside=tally.items(),
        columns=tuple(guess for layout in layouts for guess in _guesses(layout)),
        first_on=min(weeks, default=None),
        last_on=max(weeks, default=None),
        problem="" if len(table) else _problem(raw),
        notes=(*raw.notes, *dict.fromkeys(note for fact in facts for note in fact.notes)),
    )
    return ExtractReading(reading=reading, table=table)


def _problem(raw: RawFile) -> str:
    headers = next((row for sheet in raw.sheets for row in sheet.rows if any(row)), ())
    return (
        f"{raw.file}: no numbers by person and time found. Found: {', '.join(headers[:12])}. Say "
        f'under columns in review.toml which column is "name", "week" and "measure:created".'
    )


def _sheet_aside(sheet: RawSheet, tally: Tally) -> int:
    filled = [at for at, row in enumerate(sheet.rows, start=1) if any(row)]
    for row in filled:
        tally.add("sheet holds no usage", sheet.name, row)
    return len(filled)


def _format(layout: _Layout) -> str:
    span = layout.weeks or layout.times
    unit = {Span.MONTH: "month", Span.WEEK: "week", Span.DAY: "day"}[
        span.span if span else Span.DAY
    ]
    names = {
        "events": "one row per event",
        "columns of weeks": f"one row per person, a column per {unit}",
        "last log-in": "one row per person with the last log-in",
        "totals": "one row per person, totals without time",
    }
    return f"usage, {names.get(layout.name, f'one row per person and {unit}')}"


def _layout(sheet: RawSheet, raw: RawFile, mine: Mapping[str, str]) -> _Layout | None:
    found_grid = _grid(sheet)
    if found_grid is None or not found_grid.cells:
        return None
    grid = unfolded(sheet, found_grid)
    said = {name: role for name, role in mine.items() if not role.startswith(MEASURE)}
    how = Assignment(table="usage", mine=said, accept=fits, numbers_by_parts=False)
    columns = with_people(grid, assign(grid, how))
    if columns is None:
        return None
    grid = filled_groups(grid, columns)
    if not header_times(grid.headers, year=_ANY_YEAR):
        columns = by_content(grid, columns)
    titles = (*grid.above, sheet.name, PurePosixPath(raw.file).stem)
    year = year_in(titles) or (raw.modified_on.year if raw.modified_on else None)
    event = _event_name(grid, columns, raw)
    found = _Layout(grid, columns, measures_of(grid, columns, mine), event=event)
    return _with_time(found, year)


def _grid(sheet: RawSheet) -> Grid | None:
    """The sheet's table: below known headers, else below the first line of weeks or months.

    The line of weeks wins over a known word with little beside it: what a pivot table writes above.
    """
    known = find_grid(sheet, "usage", least=1)
    rows = filled_down(sheet)
    lines = ((at, row) for at, row in enumerate(rows[:HEADER_WITHIN]) if sum(map(bool, row)) > 3)
    timed = next((at for at, row in lines if header_times(row, year=_ANY_YEAR)), None)
    if timed is None:
        return known
    filled = 0 if known is None else sum(map(bool, known.headers))
    return known if 2 * filled >= sum(map(bool, rows[timed])) else grid_at(sheet, rows, timed)


def _with_time(found: _Layout, year: int | None) -> _Layout | None:
    grid, columns = found.grid, found.columns
    role = next((role for role in TIME_ROLES if role in columns), None)
    if role is None:
        weeks = header_times(grid.headers, year=year)
        if weeks:
            return replace(found, weeks=weeks, name="columns of weeks")
        if "last_login" in columns:
            return replace(found, name="last log-in")
        return replace(found, name="totals") if found.measures else None
    if role == "timestamp" and "last_login" in columns and stand_once(grid, columns):
        return replace(found, name="last log-in")
    place = columns.place(role) or 0
    years = _cells(grid, columns, "year")
    times = read_times(grid.column(place), role=role, years=years, year=year)
    if not any(times.weeks):
        return None
    return replace(found, times=times, name=_name(found))


def _name(found: _Layout) -> str:
    if "measure" in found.columns and "value" in found.columns:
        return "long"
    counted = any(one.kind is not MeasureKind.OTHER for one in found.measures)
    logged = "error" in found.columns or has_actions(found.grid, found.columns)
    return "measures" if counted or (found.measures and not logged) else "events"


def _cells(grid: Grid, columns: Columns, role: str) -> list[str]:
    place = columns.place(role)
    return [] if place is None else grid.column(place)


def _is_usage(layout: _Layout) -> bool:
    """Whether a sheet is usage for certain, not a survey with numbers."""
    grid, columns = layout.grid, layout.columns
    if any("?" in header or len(header) > 2 * LONGEST_MEASURE for header in grid.headers):
        return False
    if any(_is_wordy(grid, place) for place in range(len(grid.headers))):
        return False
    if layout.name == "events":
        return "error" in columns or has_actions(grid, columns) or _tells_by_its_title(layout)
    if layout.name == "columns of weeks":
        return share_of(_wide_cells(layout), is_amount) >= NUMBERS_FROM
    if layout.name == "long":
        return True
    kinds = [m.kind for m in layout.measures if m.kind is not MeasureKind.OTHER]
    enough = len(kinds) >= (1 if layout.name == "measures" else 2)
    return "last_login" in columns or (bool(kinds) and enough)


def _wide_cells(layout: _Layout) -> list[str]:
    places = [at for at, week in enumerate(layout.weeks.weeks if layout.weeks else ()) if week]
    return [line[at] for line in layout.grid.cells[:500] for at in places]


def _is_wordy(grid: Grid, place: int) -> bool:
    values = [cell for cell in grid.column(place)[:500] if cell]
    long = bool(values) and sum(map(len, values)) > 60 * len(values)
    return long and len(set(values)) > _SAID_AGAIN * len(values)


def _tells_by_its_title(layout: _Layout) -> bool:
    """Whether header of the time, sheet or file say what happened ("Created date", "Sign-ins")."""
    grid, columns = layout.grid, layout.columns
    if measure_kind(layout.event) is MeasureKind.OTHER or not {"timestamp", "date"} & set(
        columns.places
    ):
        return False
    role = next(role for role in _PERSON_ROLES if role in columns)
    people = [cell for cell in _cells(grid, columns, role) if cell]
    known = {place for places in columns.places.values() for place in places}
    words = (at for at in range(len(grid.headers)) if at not in known and _has_own_words(grid, at))
    return len(set(people)) < len(people) and not any(words)


def _has_own_words(grid: Grid, place: int) -> bool:
    values = [cell for cell in grid.column(place)[:500] if len(cell.split()) >= _WORDS_OF_TEXT]
    return len(set(values)) > 0.5 * max(5, len(grid.cells[:500]))


def _event_name(grid: Grid, columns: Columns, raw: RawFile) -> str:
    """What an event without an action is called: the first name that tells, else the time's."""
    role = next((role for role in TIME_ROLES if role in columns), None)
    place = columns.place(role) if role else None
    header = grid.headers[place] if place is not None else ""
    texts = (header, *grid.above, grid.sheet, PurePosixPath(raw.file).stem)
    return next((one for one in texts if measure_kind(one) is not MeasureKind.OTHER), header)


def _facts(layout: _Layout, raw: RawFile, tally: Tally) -> Facts:
    lines = people_lines(layout.grid, layout.columns, tally)
    if layout.weeks is not None:
        return from_columns_of_weeks(lines, layout.weeks, _wide_measure(layout, raw))
    if layout.times is not None:
        lines = _with_times(layout, lines, tally)
        if layout.name == "events":
            return from_events(_with_errors(layout, lines), _result(layout), layout.event)
        return _from_numbers(layout, lines)
    if layout.name == "last log-in":
        return from_last_login(lines, layout.columns.place("last_login") or 0)
    return _totals(layout, raw, lines, tally)


def _result(layout: _Layout) -> int | None:
    return None if "error" in layout.columns else layout.columns.place("result")


def _with_errors(layout: _Layout, lines: pd.DataFrame) -> pd.DataFrame:
    """The lines of a list of errors with each error, under its header, as what happened."""
    place = layout.columns.place("error")
    if place is None:
        return lines
    return lines.assign(action=f"{layout.grid.headers[place]} " + lines[place])


def _from_numbers(layout: _Layout, lines: pd.DataFrame) -> Facts:
    note = layout.times.note if layout.times else ""
    if layout.name == "long":
        measure, value = layout.columns.place("measure"), layout.columns.place("value")
        return from_named_values(lines, measure or 0, value or 0, note)
    return from_measures(lines, layout.measures, note)


def _totals(layout: _Layout, raw: RawFile, lines: pd.DataFrame, tally: Tally) -> Facts:
    """Totals without time: counted at the time that title or name of the file gives, if any."""
    titles = (*layout.grid.above, layout.grid.sheet, PurePosixPath(raw.file).stem)
    times = time_in(titles)
    if times is None:
        for row in dict.fromkeys(lines["row"]):
            tally.add("no week, month or day", layout.grid.sheet, int(row))
        return Facts(table=lines.iloc[:0], notes=("totals without any time cannot be used",))
    note = f"totals of a whole period, counted in the week of {times.weeks[0]}"
    dated = lines.assign(day=times.days[0], week=times.weeks[0])
    return from_measures(dated, layout.measures, note)


def _wide_measure(layout: _Layout, raw: RawFile) -> str | int:
    """What a table of weeks counts: a column says it, else titles, sheet or the file's name."""
    named = [layout.columns.place(role) for role in ("measure", "action")]
    if told := [place for place in named if place is not None]:
        return told[0]
    corner = [h for at, h in enumerate(layout.grid.headers) if h and at not in _week_places(layout)]
    texts = (*layout.grid.above, layout.grid.sheet, PurePosixPath(raw.file).stem, *corner)
    known = [text for text in texts if measure_kind(text) is not MeasureKind.OTHER]
    kinds = {measure_kind(text) for text in known[:1]}
    alike = (text for text in known if measure_kind(text) in kinds)
    return min(alike, key=len, default="usage")


def _week_places(layout: _Layout) -> set[int]:
    return {at for at, week in enumerate(layout.weeks.weeks if layout.weeks else ()) if week}


def _with_times(layout: _Layout, lines: pd.DataFrame, tally: Tally) -> pd.DataFrame:
    times = layout.times
    if times is None:
        return lines
    day = pd.Series(list(times.days), dtype="object")
    week = pd.Series(list(times.weeks), dtype="object")
    lines = lines.assign(day=day[lines.index], week=week[lines.index])
    reasons = lines["week"].map(lambda found: "" if found else "no date")
    return keep_lines(lines, reasons, layout.grid.sheet, tally)


def _guesses(layout: _Layout) -> list[ColumnGuess]:
    found: list[ColumnGuess] = []
    kinds = {measure.place: measure.kind for measure in layout.measures}
    for place, guess in enumerate(layout.columns.guesses):
        if place in kinds:
            kind = kinds[place]
            sure = 0.5 if kind is MeasureKind.OTHER else 0.9
            guess = replace(guess, role="measure", detail=str(kind), confidence=sure)
        elif place in _week_places(layout):
            guess = replace(guess, role="week", detail="a column of its own", confidence=1.0)
        if guess.name:
            found.append(guess)
    return found
