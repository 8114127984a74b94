"""The charts of the report, each drawn from values of the summary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from toolkit.model.findings import Share
from toolkit.model.vocabulary import Family
from toolkit.reports.counting import whole
from toolkit.reports.summary_types import (
    AdoptionNow,
    ClosedQuestion,
    Curve,
    Estimate,
    GroupFigure,
    Marker,
    ThemePage,
)
from toolkit.reports.svg import Markup, Pen, fitted
from toolkit.reports.wording import percent

WIDE = 660.0
_ROW = 23.0


def share_bar(share: Share) -> Markup:
    """One family's share of people on a scale from nobody to everybody, with its interval."""
    known = share.label in {one.value for one in Family}
    pen = Pen(300, 16, f"{percent(share.low)} to {percent(share.high)}")
    pen.line(0, 13.5, 300, 13.5, "grid")
    pen.box(0, 3, (share.share * 300, 10), f"fam-{share.label if known else 'none'}")
    _whisker(pen, 8, share.low * 300, share.high * 300)
    return pen.markup()


def _whisker(pen: Pen, y: float, low: float, high: float) -> None:
    pen.line(low, y, high, y, "whisker")
    pen.line(low, y - 3.5, low, y + 3.5, "whisker")
    pen.line(high, y - 3.5, high, y + 3.5, "whisker")


def plan_chart(now: AdoptionNow) -> Markup:
    """Actual use as a bar against a tick at the plan, out of everybody in scope."""
    pen = Pen(430, 34, f"{whole(now.active)} of {now.in_scope} people active")
    size = max(now.in_scope, 1)
    pen.box(0, 14, (pen.width, 10), "rest")
    pen.box(0, 14, (whole(now.active) / size * pen.width, 10), "actual")
    if now.planned is not None:
        x = min(now.planned / size, 1.0) * pen.width
        pen.line(x, 9, x, 29, "plan-tick")
        pen.text(min(max(x, 20), pen.width - 20), 7, f"plan {now.planned}", "middle small")
    return pen.markup("thin")


def theme_chart(pages: Sequence[ThemePage]) -> Markup:
    """A bar of people per theme, its family's sign before the title."""
    left, right = 410.0, 44.0
    pen = Pen(WIDE, len(pages) * 24.0 + 6, "People per theme, most first")
    most = max((one.people for one in pages), default=1) or 1
    scale = WIDE - left - right
    for place, page in enumerate(pages):
        middle = place * 24.0 + 14
        name = page.family.value if page.family else "none"
        pen.sign(8, middle, name)
        pen.text(22, middle + 4, page.theme_id, "small muted")
        pen.text(58, middle + 4, fitted(page.title, 58))
        pen.box(left, middle - 6, (page.people / most * scale, 12), f"fam-{name}")
        pen.text(left + page.people / most * scale + 8, middle + 4, str(page.people), "num")
    return pen.markup()


def group_chart(figures: Sequence[GroupFigure], says: str) -> Markup:
    """A dot with its interval per group, from 0 to 100; groups withheld are left out."""
    shown = [(one, one.estimate) for one in figures if one.estimate is not None]
    left, right = 190.0, 130.0
    deep = len(shown) * _ROW
    pen = Pen(WIDE, deep + 22, says)
    scale = WIDE - left - right
    for tick in range(5):
        x = left + tick / 4 * scale
        pen.line(x, 2, x, deep + 2, "grid")
        pen.text(x, deep + 17, f"{tick * 25}", "middle small")
    for place, (one, estimate) in enumerate(shown):
        middle = place * _ROW + 15
        pen.text(left - 14, middle + 4, fitted(one.group, 28), "end")
        low, high = max(estimate.low, 0.0), min(estimate.high, 1.0)
        _whisker(pen, middle, left + low * scale, left + high * scale)
        pen.dot(left + min(max(estimate.value, 0.0), 1.0) * scale, middle, 4.5, "mark")
        pen.text(WIDE - right + 16, middle + 4, _figure(estimate), "num")
    return pen.markup()


def _figure(estimate: Estimate) -> str:
    if estimate.count is not None:
        return f"{estimate.count} of {estimate.n}"
    return f"{estimate.value * 100:.0f}   n = {estimate.n}"


def curve_chart(curve: Curve, markers: Sequence[Marker], *, large: bool) -> Markup:
    """Share of the group that is active, week by week, with plan, launch, releases and courses."""
    width, height = (WIDE, 220.0) if large else (318.0, 124.0)
    left, right, top, bottom = 40.0, 14.0, 26.0 if large else 12.0, 24.0
    pen = Pen(width, height, _curve_said(curve))
    span = max((curve.weeks[-1] - curve.weeks[0]).days, 7)
    deep = height - top - bottom

    def at(day: date) -> float:
        return left + (day - curve.weeks[0]).days / span * (width - left - right)

    def up(share: float) -> float:
        return top + (1.0 - min(share, 1.0)) * deep

    for tick in (0.0, 0.5, 1.0) if not large else (0.0, 0.25, 0.5, 0.75, 1.0):
        pen.line(left, up(tick), width - right, up(tick), "grid")
        pen.text(left - 6, up(tick) + 4, percent(tick), "end small")
    _days(pen, curve, at, height)
    for marker in markers:
        if curve.weeks[0] - timedelta(days=7) <= marker.on <= curve.weeks[-1] + timedelta(days=7):
            x = min(max(at(marker.on), left), width - right)
            _marker(pen, marker, x, (top, height - bottom), large)
    for values, look in ((curve.plan, "plan-line"), (curve.active, "active-line")):
        for stretch in _stretches(curve, values):
            pen.path([(at(week), up(share)) for week, share in stretch], look)
    return pen.markup("curve")


def _curve_said(curve: Curve) -> str:
    shares = [
        active / size
        for active, size in zip(curve.active, curve.in_scope, strict=True)
        if active is not None and size
    ]
    if not shares:
        return f"{curve.group}: nothing recorded"
    return f"{curve.group}: active share from {percent(shares[0])} to {percent(shares[-1])}"


def _stretches(curve: Curve, values: Sequence[float | None]) -> list[list[tuple[date, float]]]:
    """Unbroken runs of known weeks, as shares."""
    runs: list[list[tuple[date, float]]] = [[]]
    for week, size, value in zip(curve.weeks, curve.in_scope, values, strict=True):
        if value is None or not size:
            runs.append([])
        else:
            runs[-1].append((week, value / size))
    return [run for run in runs if run]


def _days(pen: Pen, curve: Curve, at: object, height: float) -> None:
    """First day of each month on the axis; at most about eight."""
    place = at if callable(at) else None
    months = sorted({(week.year, week.month) for week in curve.weeks})
    step = max(1, -(-len(months) // (8 if pen.width == WIDE else 4)))
    for number, (year, month) in enumerate(months):
        first = date(year, month, 1)
        if place is None or number % step or first < curve.weeks[0]:
            continue
        x = place(first)
        pen.line(x, height - 24, x, height - 20, "tick")
        pen.text(x, height - 8, first.strftime("%b").strip(), "middle small")


def _marker(pen: Pen, marker: Marker, x: float, ends: tuple[float, float], large: bool) -> None:
    top, bottom = ends
    if marker.kind == "course":
        pen.line(x, bottom - 7, x, bottom, "course")
        return
    pen.line(x, top, x, bottom, marker.kind)
    if large:
        word = "launch" if marker.kind == "launch" else fitted(f"release {marker.name}", 16)
        pen.text(x, top - 8, word, "middle small")


def answer_chart(question: ClosedQuestion) -> Markup:
    """The answers as bars: standing for an ordered scale of numbers, lying for words."""
    if question.scale == "rating" and len(question.answers) <= 12:
        return _standing(question)
    return _lying(question)


def _said(question: ClosedQuestion) -> str:
    return f"{question.question}: " + "; ".join(f"{value}: {n}" for value, n in question.answers)


def _standing(question: ClosedQuestion) -> Markup:
    pen = Pen(WIDE, 116, _said(question))
    most = max(n for _, n in question.answers) or 1
    step = min((WIDE - 20) / max(len(question.answers), 1), 58.0)
    for place, (value, n) in enumerate(question.answers):
        x, tall = 10 + place * step, n / most * 70
        pen.box(x, 92 - tall, (step - 8, tall), "actual")
        pen.text(x + (step - 8) / 2, 86 - tall, str(n), "middle small")
        pen.text(x + (step - 8) / 2, 108, fitted(value, 8), "middle small muted")
    pen.line(10, 92, 10 + step * len(question.answers), 92, "axis")
    return pen.markup()


def _lying(question: ClosedQuestion) -> Markup:
    left, right = 250.0, 60.0
    pen = Pen(WIDE, len(question.answers) * 22.0 + 4, _said(question))
    most = max((n for _, n in question.answers), default=1) or 1
    for place, (value, n) in enumerate(question.answers):
        middle = place * 22.0 + 13
        wide = n / most * (WIDE - left - right)
        pen.text(left - 12, middle + 4, fitted(value, 36), "end")
        pen.box(left, middle - 6, (wide, 12), "actual")
        pen.text(left + wide + 8, middle + 4, str(n), "num")
    return pen.markup()
