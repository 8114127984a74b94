"""The charts that a consultant would show, as data; each under a sentence that states the finding.

A function gives None where there is nothing to show: no empty chart is ever drawn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from toolkit.language.catalogue import Words
from toolkit.model.vocabulary import FAMILY_OF, ROUTE_OF, Cause, Family, Route
from toolkit.reports import captions, palette
from toolkit.reports.documents.content import Chart, ChartKind, Series
from toolkit.reports.picture_types import FamilyFigures
from toolkit.reports.summary_types import Curve, Estimate, GroupFigure, Summary, ThemePage
from toolkit.reports.wording import cut

_MOST_GROUPS, _TITLE_WORDS, _MOST_THEMES = 12, 7, 14
_CRITICAL, _NEUTRAL, _FAVOUR = "#b35806", "#8a8f96", "#542788"


def report_charts(summary: Summary, say: Words) -> dict[str, Chart]:
    """All charts that have something to show, by key, in the order of the report."""
    found = (
        causes_by_group(summary, say),
        theme_map(summary, say),
        routing(summary, say),
        adoption(summary, say),
        stances(summary, say),
        waves(summary, say),
    )
    return {chart.key: chart for chart in found if chart}


def causes_by_group(summary: Summary, say: Words) -> Chart | None:
    """Families of causes by department, each share with its interval."""
    found = summary.pictures
    if found is None or not found.families:
        return None
    shown = [one.group for one in found.families[0].figures if one.estimate][:_MOST_GROUPS]
    people = sum(one.people or 0 for one in found.families[0].figures if one.group in shown)
    dimension = say(found.dimension)
    return Chart(
        key="causes",
        kind=ChartKind.RANGES,
        title=_causes_title(found.families, dimension, say),
        categories=tuple(shown),
        series=tuple(_family_series(one, shown, say) for one in found.families),
        percent=True,
        axis=say("share of those heard who name it"),
        source=say(
            "Concerns after launch by their likeliest final cause; n = {n} people heard in groups "
            "that may be shown; intervals 95 % (Wilson).",
            n=people,
        ),
    )


def _family_series(one: FamilyFigures, shown: Sequence[str], say: Words) -> Series:
    estimates = {figure.group: figure.estimate for figure in one.figures}
    kept = [estimates[name] for name in shown]
    family = Family(one.family)
    return Series(
        name=say(palette.FAMILY_WORD[family]),
        values=tuple(_value(each) for each in kept),
        lows=tuple(each.low if each else None for each in kept),
        highs=tuple(each.high if each else None for each in kept),
        marks=tuple(f"{each.count}/{each.n}" if each else "" for each in kept),
        tone=palette.FAMILY_TONE[family].light,
    )


def _value(one: Estimate | None) -> float | None:
    return one.value if one else None


def _causes_title(families: Sequence[FamilyFigures], dimension: str, say: Words) -> str:
    """The group and family that stand out from another group, if any do."""
    gaps: list[tuple[float, str, GroupFigure, GroupFigure]] = []
    for one in families:
        shown = [each for each in one.figures if each.estimate]
        low = min(shown, key=lambda each: (_value(each.estimate) or 0.0, each.group))
        high = max(shown, key=lambda each: (_value(each.estimate) or 0.0, each.group))
        if captions.stands_out(shown) and low.estimate and high.estimate:
            gaps.append((high.estimate.value - low.estimate.value, one.family, high, low))
    if not gaps:
        return say(
            "The three families of causes are named alike by {dimension}: the intervals overlap.",
            dimension=dimension,
        )
    _, family, high, low = max(gaps, key=lambda item: (item[0], item[1]))
    return say(
        "{family} is named most in {group} ({n} of {m}) and least in {other} ({k} of {p}).",
        family=say(palette.FAMILY_WORD[Family(family)]),
        group=high.group,
        n=high.estimate.count if high.estimate else 0,
        m=high.estimate.n if high.estimate else 0,
        other=low.group,
        k=low.estimate.count if low.estimate else 0,
        p=low.estimate.n if low.estimate else 0,
    )


def theme_map(summary: Summary, say: Words) -> Chart | None:
    """Themes by the share of people who raise them and how severe they are."""
    able = [one for one in summary.themes if one.share and sum(one.severities)]
    pages = able[:_MOST_THEMES]
    if len(pages) < 2:
        return None
    series = [_bubbles(pages, family, say) for family in (*Family, None)]
    top = max(pages, key=lambda one: (one.people * _severity(one), one.theme_id))
    return Chart(
        key="themes",
        kind=ChartKind.BUBBLES,
        title=say(
            "Of what a person has reviewed “{title}” weighs most: {people}, severity {n} of 3 on "
            "average."
            if summary.page_one.waiting and summary.page_one.waiting.themes
            else "“{title}” weighs most: {people}, severity {n} of 3 on average.",
            title=cut(top.title, _TITLE_WORDS),
            people=say.people(top.people),
            n=say.number(_severity(top)),
        ),
        categories=tuple(f"{one.theme_id} {cut(one.title, _TITLE_WORDS)}" for one in pages),
        series=tuple(one for one in series if any(value is not None for value in one.values)),
        axis=say("severity (1 nuisance, 2 costs time or money, 3 stops the work)"),
        across=say("share of those who spoke who raise it"),
        percent=False,
        source=_map_source(summary, len(pages), say),
    )


def _map_source(summary: Summary, shown: int, say: Words) -> str:
    source = say(
        "n = {n} people who spoke after launch; size: statements.", n=summary.page_one.spoke
    )
    if shown == len(summary.themes):
        return source
    left = say(
        "Shown are the {n} themes of most people; {m} smaller ones stand in the table.",
        n=shown,
        m=len(summary.themes) - shown,
    )
    return f"{source} {left}"


def _severity(page: ThemePage) -> float:
    count = sum(page.severities)
    return sum(step * n for step, n in enumerate(page.severities, start=1)) / count


def _bubbles(pages: Sequence[ThemePage], family: Family | None, say: Words) -> Series:
    mine = [one if one.family is family else None for one in pages]
    tone = palette.FAMILY_TONE[family] if family else palette.UNTOLD
    return Series(
        name=say(palette.FAMILY_WORD[family] if family else palette.UNTOLD_WORD),
        values=tuple(_severity(one) if one else None for one in mine),
        across=tuple(one.share.value if one and one.share else None for one in mine),
        sizes=tuple(float(one.statements) if one else None for one in mine),
        marks=tuple(one.theme_id if one else "" for one in mine),
        tone=tone.light,
    )


def routing(summary: Summary, say: Words) -> Chart | None:
    """How many statements of the themes call for fixing, training, explaining and the rest."""
    count: Counter[Route] = Counter()
    themes: Counter[Route] = Counter()
    for page in summary.themes:
        count[page.route] += page.statements
        themes[page.route] += 1
    routes = [one for one in Route if count[one]]
    if not routes:
        return None
    first = max(routes, key=lambda one: (count[one], one.value))
    total = sum(count.values())
    return Chart(
        key="routing",
        kind=ChartKind.BARS,
        title=say(
            "Most often the answer is to {route}: {n} of {m} statements in {k} themes.",
            route=say(palette.ROUTE_WORD[first]),
            n=count[first],
            m=total,
            k=len(summary.themes),
        ),
        categories=tuple(say(palette.ROUTE_WORD[one]) for one in routes),
        series=tuple(_routes(routes, count, family, say) for family in (*Family, None)),
        axis=say("statements"),
        source=say(
            "n = {n} statements in {k} themes, by the themes' verdicts.",
            n=total,
            k=len(summary.themes),
        ),
    )


_FAMILY_OF_ROUTE = {ROUTE_OF[cause]: FAMILY_OF.get(cause) for cause in Cause}


def _routes(
    routes: Sequence[Route], count: Counter[Route], family: Family | None, say: Words
) -> Series:
    tone = palette.FAMILY_TONE[family] if family else palette.UNTOLD
    return Series(
        name=say(palette.FAMILY_WORD[family] if family else palette.UNTOLD_WORD),
        values=tuple(
            float(count[one]) if _FAMILY_OF_ROUTE.get(one) is family else None for one in routes
        ),
        tone=tone.light,
    )


def adoption(summary: Summary, say: Words) -> Chart | None:
    """Weekly use of everybody against the plan."""
    curve = _everybody(summary)
    if curve is None or summary.adoption is None:
        return None
    weeks = tuple(week.isoformat() for week in curve.weeks)
    actual = _shares(curve.active, curve)
    plan = _shares(curve.plan, curve)
    series = [Series(name=say("active"), values=actual, tone=palette.INK.light)]
    if any(value is not None for value in plan):
        series.append(Series(name=say("plan"), values=plan, tone=palette.ACCENT.light, dashed=True))
    return Chart(
        key="adoption",
        kind=ChartKind.LINES,
        title=_sentence(captions.adoption_caption(summary.page_one.adoption, say)),
        categories=weeks,
        series=tuple(series),
        percent=True,
        axis=say("share of those in scope"),
        source=say(
            "Active means: {definition}; n = {n} people in scope in the last week.",
            definition=say.drafted(summary.adoption.definition),
            n=curve.in_scope[-1],
        ),
    )


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _everybody(summary: Summary) -> Curve | None:
    curves = summary.adoption.curves if summary.adoption else ()
    return next(
        (one for one in curves if not one.dimension and not one.withheld and len(one.weeks) > 1),
        None,
    )


def _shares(values: Sequence[float | None], curve: Curve) -> tuple[float | None, ...]:
    """Shares of those in scope; nothing before the first value of a week with people in scope."""
    return tuple(
        min(value / size, 1.0) if value is not None and size else None
        for value, size in zip(values, curve.in_scope, strict=True)
    )


def stances(summary: Summary, say: Words) -> Chart | None:
    """Where people stood before and stand now, in three steps."""
    found = summary.pictures.stances if summary.pictures else None
    if found is None or not found.now:
        return None
    before, now = found.before[-1], found.now[-1]
    return Chart(
        key="stances",
        kind=ChartKind.STACKED,
        title=say("In favour before: {n} of {m}; now: {k} of {m}.", n=before, m=found.n, k=now),
        categories=(say("before"), say("now")),
        series=tuple(
            Series(name=say(step), values=(float(then), float(today)), tone=tone)
            for step, then, today, tone in zip(
                found.steps, found.before, found.now, (_CRITICAL, _NEUTRAL, _FAVOUR), strict=True
            )
        ),
        axis=say("people"),
        source=say("n = {n} people whose stance is known before and now.", n=found.n),
    )


def waves(summary: Summary, say: Words) -> Chart | None:
    """How many start in each wave."""
    shown = [one for one in (summary.pictures.waves if summary.pictures else ()) if one.people]
    if len(shown) < 2:
        return None
    total = sum(one.people or 0 for one in shown)
    return Chart(
        key="waves",
        kind=ChartKind.BARS,
        title=say(
            "{k} waves are suggested for {n} people; the first has {m}.",
            k=len(shown),
            n=total,
            m=shown[0].people,
        ),
        categories=tuple(say("Wave {n}", n=one.wave) for one in shown),
        series=(
            Series(
                name=say("people"),
                values=tuple(float(one.people or 0) for one in shown),
                tone=palette.FAMILY_TONE[Family.TOOL].light,
            ),
        ),
        axis=say("people"),
        source=say("n = {n} people placed in a wave.", n=total),
    )
