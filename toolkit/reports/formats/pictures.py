"""Charts as pictures: SVG or PNG by Vega-Lite, drawn on this machine, no address asked for."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from toolkit.reports import cells, palette
from toolkit.reports.documents.content import Chart, ChartKind
from toolkit.reports.formats.label_places import Dot, label_spots

Spec = dict[str, Any]
FONT = "Libertinus Serif, Liberation Serif, Georgia, serif"
WIDE, _ROW, _LEAST, _SCALE = 430, 15, 60, 3.0
_KEPT = 64
"""Pictures kept: each format of a document shows the same ones."""
_LABEL = 190
"""Pixels that a category's name may take before it is cut, visibly."""
_DASH = [5, 4]


@lru_cache(maxsize=_KEPT)
def chart_svg(chart: Chart) -> str:
    """The chart as SVG; its words are text."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(_spec(chart), allowed_base_urls=[]))


@lru_cache(maxsize=_KEPT)
def chart_png(chart: Chart) -> bytes:
    """The chart as PNG, sharp enough for print."""
    import vl_convert

    drawn: bytes = vl_convert.vegalite_to_png(_spec(chart), scale=_SCALE, allowed_base_urls=[])
    return drawn


def _spec(chart: Chart) -> Spec:
    made = _MAKERS[chart.kind](chart)
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": "white",
        "width": WIDE,
        "config": _look(),
        "padding": 4,
        **made,
    }


def _look() -> Spec:
    ink, muted, rule = palette.INK.light, palette.MUTED.light, palette.RULE.light
    words = {"labelFont": FONT, "titleFont": FONT, "labelColor": ink, "titleColor": muted}
    return {
        "font": FONT,
        "view": {"stroke": None},
        "axis": {
            **words,
            "labelFontSize": 11,
            "titleFontSize": 10.5,
            "titleFontWeight": "normal",
            "gridColor": rule,
            "domain": False,
            "ticks": False,
            "labelPadding": 6,
            "labelLimit": _LABEL,
        },
        "legend": {
            **words,
            "orient": "top",
            "title": None,
            "labelFontSize": 11,
            "symbolStrokeWidth": 2,
            "labelLimit": 240,
        },
        "text": {"font": FONT, "fontSize": 10.5, "color": ink},
    }


def _clean(text: str) -> str:
    return cells.one_direction(text)


def _rows(chart: Chart) -> list[dict[str, object]]:
    """A row per category and series with its value, as far as there is one."""
    found = []
    for place, one in enumerate(chart.series):
        for at, value in enumerate(one.values):
            if value is not None:
                found.append(
                    {
                        "category": _clean(chart.categories[at]),
                        "at": at,
                        "series": _clean(one.name),
                        "order": place,
                        "value": value,
                        "low": _at(one.lows, at),
                        "high": _at(one.highs, at),
                        "size": _at(one.sizes, at),
                        "across": _at(one.across, at),
                        "mark": _clean(one.marks[at]) if one.marks else "",
                    }
                )
    return found


def _at(values: Sequence[float | None], place: int) -> float | None:
    return values[place] if values else None


def _colour(chart: Chart) -> Spec:
    shown = [one for one in chart.series if any(value is not None for value in one.values)]
    several = len(shown) > 1
    return {
        "field": "series",
        "type": "nominal",
        "sort": None,
        "legend": {} if several else None,
        "scale": {
            "domain": [_clean(one.name) for one in shown],
            "range": [one.tone for one in shown],
        },
    }


def _number_axis(chart: Chart) -> Spec:
    axis: Spec = {"title": _clean(chart.axis), "format": "%" if chart.percent else "d"}
    return axis | ({"values": [0, 0.25, 0.5, 0.75, 1]} if chart.percent else {"tickCount": 5})


def _categories(chart: Chart) -> Spec:
    return {
        "field": "category",
        "type": "nominal",
        "sort": list(dict.fromkeys(map(_clean, chart.categories))),
        "title": None,
        "axis": {"labelAlign": "right"},
    }


def _height(chart: Chart, per: int) -> int:
    return max(len(chart.categories) * per * _ROW, _LEAST)


def _bars(chart: Chart) -> Spec:
    encoding = {
        "y": _categories(chart),
        "x": {"field": "value", "type": "quantitative", "axis": _number_axis(chart)},
        "color": _colour(chart),
    }
    words = {"y": _categories(chart), "x": encoding["x"], "text": {"field": "value", "format": "d"}}
    bar = {"type": "bar", "height": {"band": 0.62}}
    layers = [
        {"mark": bar, "encoding": encoding},
        {"mark": {"type": "text", "align": "left", "dx": 5}, "encoding": words},
    ]
    return {
        "data": {"values": _rows(chart)},
        "height": max(len(chart.categories) * 24, _LEAST),
        "layer": layers,
    }


def _stacked(chart: Chart) -> Spec:
    x = {"field": "value", "type": "quantitative", "stack": "zero", "axis": _number_axis(chart)}
    base = {"y": _categories(chart), "x": x, "order": {"field": "order"}}
    text = {**base, "x": {**x, "bandPosition": 0.5}, "text": {"field": "value", "format": "d"}}
    return {
        "data": {"values": [row for row in _rows(chart) if row["value"]]},
        "height": max(len(chart.categories) * 34, _LEAST),
        "layer": [
            {
                "mark": {"type": "bar", "height": {"band": 0.66}},
                "encoding": {**base, "color": _colour(chart)},
            },
            {
                "mark": {"type": "text", "color": "white", "fontWeight": "bold"},
                "encoding": {**text, "detail": {"field": "series"}},
            },
        ],
    }


def _lines(chart: Chart) -> Spec:
    dashes: Spec = {
        "field": "series",
        "type": "nominal",
        "sort": None,
        "legend": None,
        "scale": {
            "domain": [_clean(one.name) for one in chart.series],
            "range": [_DASH if one.dashed else [1, 0] for one in chart.series],
        },
    }
    return {
        "data": {"values": _rows(chart)},
        "height": 170,
        "mark": {"type": "line", "strokeWidth": 2},
        "encoding": {
            "x": {
                "field": "category",
                "type": "temporal",
                "title": None,
                "axis": {"format": "%Y-%m-%d", "grid": False, "tickCount": 6, "labelAngle": 0},
            },
            "y": {
                "field": "value",
                "type": "quantitative",
                "scale": {"domain": [0, 1]} if chart.percent else {},
                "axis": _number_axis(chart),
            },
            "color": _colour(chart),
            "strokeDash": dashes,
        },
    }


def _ranges(chart: Chart) -> Spec:
    """Dots with whiskers, the series of a category below one another."""
    offset = {"field": "series", "sort": [_clean(one.name) for one in chart.series]}
    base: Spec = {"y": _categories(chart), "color": _colour(chart)}
    if not chart.one_line:
        base["yOffset"] = offset
    scale = {"domain": [0, 1]} if chart.percent else {}
    axis = _number_axis(chart)

    def across(field: str) -> Spec:
        return {"field": field, "type": "quantitative", "scale": scale, "axis": axis}

    return {
        "data": {"values": _rows(chart)},
        "height": max(_height(chart, len(chart.series)), len(chart.categories) * 24),
        "layer": [
            {
                "mark": {"type": "rule", "strokeWidth": 1.4},
                "encoding": {**base, "x": across("low"), "x2": {"field": "high"}},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 46, "opacity": 1},
                "encoding": {**base, "x": across("value")},
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 6, "fontSize": 9.5},
                "encoding": {
                    **base,
                    "x": across("high"),
                    "text": {"field": "mark"},
                    "color": {"value": palette.MUTED.light},
                },
            },
        ],
    }


def _bubbles(chart: Chart) -> Spec:
    rows = _rows(chart)
    right = max((float(str(row["across"])) for row in rows), default=1.0) * 1.12
    low, high = _span([float(str(row["value"])) for row in rows])
    x: Spec = {
        "field": "across",
        "type": "quantitative",
        "title": _clean(chart.across),
        "scale": {"domain": [0, right]},
        "axis": {"format": "%", "tickCount": 5},
    }
    y: Spec = {
        "field": "value",
        "type": "quantitative",
        "title": _clean(chart.axis),
        "scale": {"domain": [low, high]},
        "axis": {"tickCount": 5, "format": ".1f"},
    }
    size = {
        "field": "size",
        "type": "quantitative",
        "legend": None,
        "scale": {"domain": [0, _most(rows)], "range": [_SMALLEST, _LARGEST]},
    }
    _place_labels(rows, (right, low, high))
    at_label: Spec = {"x": {**x, "field": "label_x"}, "y": {**y, "field": "label_y"}}
    return {
        "data": {"values": rows},
        "height": _MAP_HIGH,
        "layer": [
            {
                "mark": {"type": "point", "filled": True, "opacity": 0.75},
                "encoding": {"x": x, "y": y, "color": _colour(chart), "size": size},
            },
            {
                "transform": [{"filter": "datum.far"}],
                "mark": {"type": "rule", "strokeWidth": 0.8, "color": palette.MUTED.light},
                "encoding": {
                    "x": x,
                    "y": y,
                    "x2": {"field": "label_x"},
                    "y2": {"field": "label_y"},
                },
            },
            {
                "mark": {
                    "type": "text",
                    "baseline": "middle",
                    "fontSize": _MARK,
                    "fill": "white",
                    "stroke": "white",
                    "strokeWidth": 3,
                },
                "encoding": {**at_label, "text": {"field": "mark"}},
            },
            {
                "mark": {"type": "text", "baseline": "middle", "fontSize": _MARK},
                "encoding": {**at_label, "text": {"field": "mark"}},
            },
        ],
    }


_MAP_HIGH, _MARK = 235, 10
_SMALLEST, _LARGEST = 60, 900
"""Square pixels of a bubble."""


def _most(rows: Sequence[Mapping[str, object]]) -> float:
    return max((float(str(row["size"])) for row in rows), default=1.0)


def _place_labels(rows: Sequence[dict[str, object]], ends: tuple[float, float, float]) -> None:
    """Write into each row where its mark stands, and whether a line leads to it."""
    right, low, high = ends
    deep = max(high - low, 1e-9)
    dots = []
    for row in rows:
        share = float(str(row["size"])) / max(_most(rows), 1e-9)
        area = _SMALLEST + (_LARGEST - _SMALLEST) * share
        dots.append(
            Dot(
                float(str(row["across"])) / right * WIDE,
                (float(str(row["value"])) - low) / deep * _MAP_HIGH,
                math.sqrt(area / math.pi),
                _MARK * 0.62 * len(str(row["mark"])),
                _MARK * 1.2,
            )
        )
    for row, spot in zip(rows, label_spots(dots), strict=True):
        row["label_x"] = round(spot.x / WIDE * right, 6)
        row["label_y"] = round(spot.y / _MAP_HIGH * deep + low, 6)
        row["far"] = spot.far


def _span(values: Sequence[float]) -> list[float]:
    """Steps of severity around the values, within 1 to 3."""
    low, high = min(values, default=1.0), max(values, default=3.0)
    return [max(1.0, low - _AROUND), min(3.0, high + _AROUND)]


_AROUND = 0.25
_MAKERS: Mapping[ChartKind, Any] = {
    ChartKind.BARS: _bars,
    ChartKind.STACKED: _stacked,
    ChartKind.LINES: _lines,
    ChartKind.RANGES: _ranges,
    ChartKind.BUBBLES: _bubbles,
}
