"""Excel files of the documents: the plan with native charts, the session's form that comes back."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from toolkit.model.session import FormColumn, FormSheet
from toolkit.reports import cells, palette
from toolkit.reports.book import Book, open_book, safe, write_read_me, write_sheet
from toolkit.reports.documents.content import Chart, ChartKind, Series
from toolkit.reports.sheets import Column, Sheet

_CHARTS = "Charts"
_LONGEST_NAME = 31
_HIGH = 320
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_FREE, _CHOSEN = 34, 20


def plan_book_bytes(
    sheets: Sequence[Sheet], charts: Sequence[Chart], title: str, lines: Sequence[str], at: datetime
) -> bytes:
    """Sheets and charts as the bytes of an .xlsx file; `title` and `lines` explain it."""
    buffer = io.BytesIO()
    book = open_book(buffer, title, at)
    with book.file:
        write_read_me(book, title, lines)
        for sheet in sheets:
            write_sheet(book, sheet, {})
        if charts:
            _write_charts(book, charts)
    return buffer.getvalue()


def form_bytes(
    sheets: Sequence[FormSheet], title: str, lines: Sequence[str], at: datetime
) -> bytes:
    """The form that comes back: sheets by their keys, heads in the first row, lists to choose from.

    Filled rows stand first, then the empty ones.
    """
    buffer = io.BytesIO()
    book = open_book(buffer, title, at)
    with book.file:
        write_read_me(book, title, lines)
        for sheet in sheets:
            page: Any = write_sheet(book, _form(sheet), _choices(sheet))
            page.write_comment(0, 0, safe(sheet.hint)[:1000])
    return buffer.getvalue()


def _form(sheet: FormSheet) -> Sheet:
    blank = tuple("" for _ in sheet.columns)
    rows = (*sheet.rows, *(blank for _ in range(sheet.empty_rows)))
    return Sheet(
        name=_named(sheet.key),
        columns=tuple(_form_column(one) for one in sheet.columns),
        rows=rows,
        frozen=0,
    )


def _form_column(one: FormColumn) -> Column:
    width = _CHOSEN if one.choices or "id" in one.key else _FREE
    return Column(
        head=one.title, source=one.key, width=width, listed=one.key if one.choices else ""
    )


def _choices(sheet: FormSheet) -> Mapping[str, Sequence[str]]:
    return {one.key: one.choices for one in sheet.columns if one.choices}


def _named(name: str) -> str:
    return cells.plain(name).translate(_FORBIDDEN).strip()[:_LONGEST_NAME] or "Sheet"


def _write_charts(book: Book, charts: Sequence[Chart]) -> None:
    """A sheet with the charts' numbers beside native charts that read them."""
    page = book.file.add_worksheet(_CHARTS)
    page.set_column(0, 0, 34)
    row = 0
    for chart in charts:
        row = _write_chart(book, page, chart, row)


def _write_chart(book: Book, page: Any, chart: Chart, row: int) -> int:  # noqa: ANN401
    """Writes one chart's numbers from a row on; the row where the next one begins."""
    page.write_string(row, 0, safe(chart.title), book.look("label"))
    shown = [one for one in chart.series if any(value is not None for value in one.values)]
    for place, one in enumerate(shown, start=1):
        page.write_string(row + 1, place, safe(one.name), book.look("quiet"))
        for at, value in enumerate(one.values):
            if value is not None:
                page.write_number(row + 2 + at, place, value)
    for at, name in enumerate(chart.categories):
        page.write_string(row + 2 + at, 0, safe(name), book.look("text"))
    made = book.file.add_chart(_KINDS[chart.kind])
    if chart.kind is ChartKind.BUBBLES:
        _write_places(book, page, chart, (row, len(shown) + 1))
    for place, one in enumerate(shown, start=1):
        made.add_series(_series(chart, one, row, place) | _places(chart, one, row, len(shown) + 1))
    _dress(made, chart, len(shown))
    behind = len(shown) + (4 if chart.kind is ChartKind.BUBBLES else 2)
    page.insert_chart(row, behind, made, {"description": cells.one_direction(chart.described)})
    page.write_string(row + 2 + len(chart.categories), 0, safe(chart.source), book.look("quiet"))
    return row + max(len(chart.categories) + 5, _HIGH // 20 + 3)


_KINDS: Mapping[ChartKind, dict[str, str]] = {
    ChartKind.BARS: {"type": "bar", "subtype": "stacked"},
    ChartKind.STACKED: {"type": "bar", "subtype": "stacked"},
    ChartKind.RANGES: {"type": "bar"},
    ChartKind.LINES: {"type": "line"},
    ChartKind.BUBBLES: {"type": "scatter"},
}
"""XlsxWriter draws no bubbles: points of one size, their sizes as a column beside them."""


def _write_places(book: Book, page: Any, chart: Chart, at: tuple[int, int]) -> None:  # noqa: ANN401
    """What lies across, and the sizes, in two columns behind the values."""
    row, column = at
    for place, head in enumerate((chart.across, "n")):
        page.write_string(row + 1, column + place, safe(head), book.look("quiet"))
    for one in chart.series:
        for line, both in enumerate(zip(one.across, one.sizes, strict=True), start=row + 2):
            for place, value in enumerate(both):
                if value is not None:
                    page.write_number(line, column + place, value)


def _places(chart: Chart, one: Series, row: int, column: int) -> dict[str, object]:
    """Of points: where they lie across, how they look, and the mark beside each."""
    if chart.kind is not ChartKind.BUBBLES:
        return {}
    last = row + 1 + len(chart.categories)
    marks = [
        {"value": cells.one_direction(mark)} if value is not None else {"delete": True}
        for mark, value in zip(one.marks, one.values, strict=True)
    ]
    colour = {"color": one.tone}
    return {
        "categories": [_CHARTS, row + 2, column, last, column],
        "marker": {"type": "circle", "size": 9, "fill": colour, "border": colour},
        "data_labels": {"value": True, "position": "right", "custom": marks},
    }


def _series(chart: Chart, one: Series, row: int, place: int) -> dict[str, object]:
    last = row + 1 + len(chart.categories)
    found: dict[str, object] = {
        "name": [_CHARTS, row + 1, place],
        "categories": [_CHARTS, row + 2, 0, last, 0],
        "values": [_CHARTS, row + 2, place, last, place],
    }
    if chart.kind is ChartKind.LINES:
        line = {"color": one.tone, "width": 2.25}
        return found | {"line": line | ({"dash_type": "dash"} if one.dashed else {})}
    found |= {"fill": {"color": one.tone}, "gap": 60}
    if any(value is not None for value in one.lows):
        found["x_error_bars"] = {
            "type": "custom",
            "plus_values": [_gap(a, b) for a, b in zip(one.highs, one.values, strict=True)],
            "minus_values": [_gap(a, b) for a, b in zip(one.values, one.lows, strict=True)],
        }
    return found


def _gap(upper: float | None, lower: float | None) -> float:
    return max(upper - lower, 0.0) if upper is not None and lower is not None else 0.0


def _dress(made: Any, chart: Chart, series: int) -> None:  # noqa: ANN401  (xlsxwriter's chart)
    grid = {"visible": True, "line": {"color": palette.RULE.light}}
    number = {"num_format": "0%" if chart.percent else "0", "major_gridlines": grid, "min": 0}
    title = {"name": safe(chart.axis), "name_font": {"bold": False, "size": 9}}
    lying = chart.kind is not ChartKind.LINES
    made.set_title({"none": True})
    made.set_legend({"position": "top"} if series > 1 else {"none": True})
    if chart.kind is ChartKind.BUBBLES:
        across = {"name": safe(chart.across), "name_font": {"bold": False, "size": 9}}
        made.set_x_axis(across | {"num_format": "0%", "min": 0})
        made.set_y_axis(number | title | {"num_format": "0.0", "min": 1, "max": 3})
    else:
        made.set_x_axis({"reverse": True} if lying else {})
        made.set_y_axis(number | title | ({"label_position": "high"} if lying else {}))
    made.set_size({"width": 620, "height": _HIGH})
