"""Charts as native PowerPoint charts: their data open in Excel and can be edited."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any

from toolkit.reports import cells, palette
from toolkit.reports.documents.content import Chart, ChartKind, Series
from toolkit.reports.formats.label_places import Dot, label_spots

if TYPE_CHECKING:
    from pptx.slide import Slide as PowerSlide

Shape = Any
"""python-pptx's chart objects are partly typed; what is built here is read back in the tests."""
_FORMAT, _WHOLE = "0%", "0"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def add_chart(slide: PowerSlide, chart: Chart, box: tuple[float, ...]) -> None:
    """The chart on the slide, in a box of inches, with its description."""
    from pptx.util import Inches

    kind, data = _data(chart)
    shapes: Shape = slide.shapes
    frame: Shape = shapes.add_chart(kind, *[Inches(one) for one in box], data)
    frame.name = _clean(chart.key)
    frame._element._nvXxPr.cNvPr.set("descr", _clean(chart.described))
    made: Shape = frame.chart
    made.has_title = False
    shown = _shown(chart)
    made.has_legend = len(shown) > 1
    if made.has_legend:
        made.legend.include_in_layout = False
        made.legend.position = -4160  # top
    _font(made)
    _AFTER[chart.kind](made, chart)
    for series, one in zip(made.plots[0].series, shown, strict=True):
        _paint(series, one, chart.kind)


def rgb(colour: str) -> Any:  # noqa: ANN401  (python-pptx's colour)
    """#rrggbb as python-pptx wants it."""
    colours: Any = import_module("pptx.dml.color")
    return colours.RGBColor.from_string(colour.removeprefix("#").upper())


def _clean(text: str) -> str:
    return cells.one_direction(text)


def _shown(chart: Chart) -> list[Series]:
    return [one for one in chart.series if any(value is not None for value in one.values)]


def _data(chart: Chart) -> tuple[Any, Any]:
    made: Any = import_module("pptx.chart.data")
    kind: Any = import_module("pptx.enum.chart").XL_CHART_TYPE
    if chart.kind is ChartKind.BUBBLES:
        bubbles = made.BubbleChartData(number_format="0.0")
        for one in _shown(chart):
            series = bubbles.add_series(_clean(one.name))
            for x, y, size in zip(one.across, one.values, one.sizes, strict=True):
                if x is not None and y is not None:
                    series.add_data_point(x, y, size or 1)
        return kind.BUBBLE, bubbles
    data = made.CategoryChartData(number_format=_FORMAT if chart.percent else _WHOLE)
    dated = chart.kind is ChartKind.LINES
    data.categories = [
        date.fromisoformat(one) if dated else _clean(one) for one in chart.categories
    ]
    for one in _shown(chart):
        data.add_series(_clean(one.name), one.values)
    kinds = {
        ChartKind.BARS: kind.BAR_CLUSTERED,
        ChartKind.STACKED: kind.BAR_STACKED,
        ChartKind.LINES: kind.LINE,
        ChartKind.RANGES: kind.BAR_CLUSTERED,
    }
    return kinds[chart.kind], data


def _font(made: Shape) -> None:
    from pptx.util import Pt

    made.font.size = Pt(12)
    made.font.name = "Arial"
    made.font.color.rgb = rgb(palette.INK.light)


def _lying(made: Shape, chart: Chart) -> None:
    """First category on top, quiet grid, numbers at the bars."""
    enums: Any = import_module("pptx.enum.chart")
    made.category_axis.reverse_order = True
    made.category_axis.crosses = enums.XL_AXIS_CROSSES.MAXIMUM
    made.value_axis.tick_label_position = enums.XL_TICK_LABEL_POSITION.HIGH
    _quiet(made, chart)
    plot = made.plots[0]
    plot.gap_width = 55
    if chart.kind is ChartKind.RANGES:
        return
    plot.overlap = 100
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format = _FORMAT if chart.percent else _WHOLE
    labels.number_format_is_linked = False
    if chart.kind is ChartKind.BARS:
        labels.position = enums.XL_LABEL_POSITION.OUTSIDE_END
    else:
        labels.font.color.rgb = rgb("#ffffff")


def _quiet(made: Shape, chart: Chart) -> None:
    from pptx.util import Pt

    axis = made.value_axis
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = rgb(palette.RULE.light)
    axis.format.line.fill.background()
    axis.tick_labels.font.size = Pt(11)
    made.category_axis.tick_labels.font.size = Pt(11)
    axis.has_title = bool(chart.axis)
    if chart.axis:
        axis.axis_title.text_frame.text = _clean(chart.axis)
        run = axis.axis_title.text_frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold = Pt(11), False
    axis.minimum_scale = 0
    if chart.percent:
        axis.maximum_scale = 1
        axis.major_unit = 0.25
        axis.tick_labels.number_format = _FORMAT
        axis.tick_labels.number_format_is_linked = False


def _line(made: Shape, chart: Chart) -> None:
    _quiet(made, chart)
    made.category_axis.tick_labels.number_format = "yyyy-mm-dd"
    _thin(made, len(chart.categories))
    made.category_axis.tick_labels.number_format_is_linked = False


def _thin(made: Shape, weeks: int) -> None:
    """Every so many weeks a date: more would stand one over the other."""
    from lxml import etree

    axis = made.category_axis._element
    days = 7 * max(math.ceil(weeks / _DATES), 1)
    for name, value in (("majorUnit", str(days)), ("majorTimeUnit", "days")):
        for old in axis.findall(f"{{{_DRAWING}}}{name}"):
            axis.remove(old)
        etree.SubElement(axis, f"{{{_DRAWING}}}{name}", val=value)


_DATES = 8


def _bubble(made: Shape, chart: Chart) -> None:
    from pptx.util import Pt

    _quiet(made, chart)
    known = [value for one in _shown(chart) for value in one.values if value is not None]
    made.value_axis.minimum_scale = max(math.floor(min(known) * 5 - 0.5) / 5, 1)
    made.value_axis.maximum_scale = min(math.ceil(max(known) * 5 + 0.5) / 5, 3)
    across = made.category_axis
    across.has_major_gridlines = False
    across.minimum_scale = 0
    across.tick_labels.number_format = _FORMAT
    across.tick_labels.number_format_is_linked = False
    across.has_title = True
    across.axis_title.text_frame.text = _clean(chart.across)
    run = across.axis_title.text_frame.paragraphs[0].runs[0]
    run.font.size, run.font.bold = Pt(11), False
    made.plots[0].bubble_scale = 14
    _name_bubbles(made, chart)


def _name_bubbles(made: Shape, chart: Chart) -> None:
    """The theme's id beside its bubble, on the side where it covers no other."""
    from pptx.util import Pt

    positions: Any = import_module("pptx.enum.chart").XL_LABEL_POSITION
    sides = iter(_sides(chart))
    for series, one in zip(made.plots[0].series, _shown(chart), strict=True):
        marks = [
            mark for mark, value in zip(one.marks, one.values, strict=True) if value is not None
        ]
        for place, mark in enumerate(marks):
            label = series.points[place].data_label
            label.text_frame.text = _clean(mark)
            label.text_frame.paragraphs[0].runs[0].font.size = Pt(10)
            label.position = getattr(positions, next(sides).upper())


def _sides(chart: Chart) -> list[str]:
    """The side of each bubble's label, series by series."""
    points = [
        (x, y, size or 1.0)
        for one in _shown(chart)
        for x, y, size in zip(one.across, one.values, one.sizes, strict=True)
        if x is not None and y is not None
    ]
    right = max(x for x, _, _ in points) or 1.0
    low, high = min(y for _, y, _ in points), max(y for _, y, _ in points)
    most = max(size for _, _, size in points)
    dots = [
        Dot(
            x / right * 0.85 * _PLOT_WIDE,
            (y - low) / max(high - low, 0.1) * 0.7 * _PLOT_HIGH,
            _RADIUS * math.sqrt(size / most),
            _MARK_WIDE,
            _MARK_HIGH,
        )
        for x, y, size in points
    ]
    return [one.side for one in label_spots(dots, near_only=True)]


_PLOT_WIDE, _PLOT_HIGH, _RADIUS = 11.0, 3.4, 0.22
_MARK_WIDE, _MARK_HIGH = 0.42, 0.2
"""Inches, about as PowerPoint draws it."""


_AFTER: Mapping[ChartKind, Callable[[Shape, Chart], None]] = {
    ChartKind.BARS: _lying,
    ChartKind.STACKED: _lying,
    ChartKind.RANGES: _lying,
    ChartKind.LINES: _line,
    ChartKind.BUBBLES: _bubble,
}


def _paint(series: Shape, one: Series, kind: ChartKind) -> None:
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    colour = rgb(one.tone)
    if kind is ChartKind.LINES:
        series.format.line.color.rgb = colour
        series.format.line.width = Pt(2.25)
        series.smooth = False
        series.marker.style = -4142  # none
        if one.dashed:
            series.format.line.dash_style = MSO_LINE.DASH
        return
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = colour
    if kind is ChartKind.RANGES and any(value is not None for value in one.lows):
        _whiskers(series, one)


def _whiskers(series: Shape, one: Series) -> None:
    """The intervals as custom error bars: distances from the value, below and above."""
    from lxml import etree

    below = [_gap(value, low) for value, low in zip(one.values, one.lows, strict=True)]
    above = [_gap(high, value) for value, high in zip(one.values, one.highs, strict=True)]
    bars = etree.Element(f"{{{_DRAWING}}}errBars")
    for name, value in (("errBarType", "both"), ("errValType", "cust"), ("noEndCap", "0")):
        etree.SubElement(bars, f"{{{_DRAWING}}}{name}", val=value)
    for name, gaps in (("plus", above), ("minus", below)):
        numbers = etree.SubElement(
            etree.SubElement(bars, f"{{{_DRAWING}}}{name}"), f"{{{_DRAWING}}}numLit"
        )
        etree.SubElement(numbers, f"{{{_DRAWING}}}formatCode").text = "General"
        etree.SubElement(numbers, f"{{{_DRAWING}}}ptCount", val=str(len(gaps)))
        for place, gap in enumerate(gaps):
            point = etree.SubElement(numbers, f"{{{_DRAWING}}}pt", idx=str(place))
            etree.SubElement(point, f"{{{_DRAWING}}}v").text = f"{gap:.6f}"
    series._element.find(f"{{{_DRAWING}}}cat").addprevious(bars)


def _gap(upper: float | None, lower: float | None) -> float:
    return max(upper - lower, 0.0) if upper is not None and lower is not None else 0.0
