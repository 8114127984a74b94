"""The sentence over each chart: what it shows, with its numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toolkit.reports.palette import CAUSE_WORD
from toolkit.reports.summary_types import (
    Adoption,
    AdoptionNow,
    ClosedQuestion,
    Estimate,
    GroupFigure,
    ThemePage,
)
from toolkit.reports.wording import cut, long_day, people, percent

_TITLE_WORDS = 12


def themes_caption(pages: Sequence[ThemePage], spoke: int) -> str:
    """Which theme reaches most people, and how many themes there are."""
    if not pages:
        return "No themes: too few statements."
    first = pages[0]
    return (
        f"“{cut(first.title, _TITLE_WORDS)}” reaches most people: {first.people} of the {spoke} "
        f"who spoke; {len(pages)} themes in all."
    )


def contrast_caption(figures: Sequence[GroupFigure], dimension: str) -> str:
    """Where a theme is raised most and least, or that no group stands out."""
    shown = _shown(figures)
    if len(shown) < 2:
        return f"Share of the people heard who raise it, by {dimension}."
    (low_name, low), (high_name, high) = shown[0], shown[-1]
    if not stands_out(figures):
        return f"By {dimension} no group stands out: the intervals overlap."
    return (
        f"By {dimension} it is raised most in {high_name} ({high.count} of {high.n} heard) and "
        f"least in {low_name} ({low.count} of {low.n})."
    )


def stands_out(figures: Sequence[GroupFigure]) -> bool:
    """Whether the intervals of the highest and the lowest group do not overlap."""
    shown = _shown(figures)
    return len(shown) > 1 and shown[0][1].high < shown[-1][1].low


def alike_sentence(figures: Sequence[GroupFigure]) -> str:
    """The dimensions along which no group stands out, in one sentence; "" if there is none."""
    names = [
        name
        for name in dict.fromkeys(one.dimension for one in figures)
        if len(_shown(some := [one for one in figures if one.dimension == name])) > 1
        and not stands_out(some)
    ]
    if not names:
        return ""
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"By {listed} no group stands out: the intervals overlap."


def _shown(figures: Sequence[GroupFigure]) -> list[tuple[str, Estimate]]:
    found = [(one.group, one.estimate) for one in figures if one.estimate]
    return sorted(found, key=lambda item: (item[1].value, item[0]))


def adoption_caption(now: AdoptionNow | None) -> str:
    """Where everybody stands."""
    if now is None:
        return "Use over time; everybody together is too few to be shown."
    text = (
        f"In the last {now.weeks} weeks {now.active:.1f} of {now.in_scope} people "
        f"({percent(now.active / now.in_scope if now.in_scope else 0)}) were active on average"
    )
    if now.planned is None or now.plan_by is None:
        return text + "; no plan was given."
    text += f"; the plan was {now.planned} by {long_day(now.plan_by)}"
    if now.plan_met:
        return text + f", reached first in the week of {long_day(now.plan_met)}."
    return text + ", never reached."


def groups_caption(rows: Sequence[tuple[str, float, int]], dimension: str) -> str:
    """The span of use between the groups of a dimension."""
    if len(rows) < 2:
        return f"Use by {dimension}."
    (low_name, low, _), (high_name, high, _) = rows[0], rows[-1]
    span = f"{percent(low)} ({low_name}) to {percent(high)} ({high_name})"
    return f"By {dimension} use runs from {span}."


def states_caption(adoption: Adoption) -> str:
    """How people use the tool, the most frequent way first."""
    most = max(adoption.states, key=lambda item: item[1])
    return f"{people(most[1])} {STATE_WORD[most[0].value]}, more than use it in any other way."


STATE_WORD: Mapping[str, str] = {
    "never_opened": "never opened it",
    "gave_up": "gave it up",
    "motions": "go through the motions",
    "steady": "use it steadily",
    "heavy": "use it heavily",
    "unknown": "cannot be told",
}


def question_caption(question: ClosedQuestion) -> str:
    """Mean with interval and change where the answers have an order, else the commonest answer."""
    if question.mean:
        mean = question.mean
        return (
            f"Mean {_points(mean.value)} of 100 ({_points(mean.low)} to {_points(mean.high)}), "
            f"n = {question.n}{_change(question)}."
        )
    value, n = max(question.answers, key=lambda item: item[1])
    return f"Most often answered: {cut(value, _TITLE_WORDS)} ({n} of {question.n})."


def _points(value: float) -> str:
    return f"{min(max(value, 0.0), 1.0) * 100:.0f}"


def _change(question: ClosedQuestion) -> str:
    change = question.change or question.change_all
    if change is None:
        return ""
    who = (
        f"the {change.n} people who answered both waves"
        if question.change
        else "all answers then and now"
    )
    way = "up" if change.value > 0 else "down"
    sure = "" if change.low > 0 or change.high < 0 else ", which may be chance"
    return (
        f"; {way} {abs(change.value) * 100:.0f} points since before launch "
        f"({change.low * 100:+.0f} to {change.high * 100:+.0f}) among {who}{sure}"
    )


def means_caption(figures: Sequence[GroupFigure], dimension: str) -> str:
    """Which group rates highest and lowest, or that none stands out."""
    shown = _shown(figures)
    if len(shown) < 2:
        return f"Mean by {dimension}, with its interval."
    (low_name, low), (high_name, high) = shown[0], shown[-1]
    if not stands_out(figures):
        return f"By {dimension} no group stands out: the intervals overlap."
    return (
        f"By {dimension} {high_name} answers most favourably ({_points(high.value)} of 100), "
        f"{low_name} least ({_points(low.value)})."
    )


def claim(page: ThemePage) -> str:
    """The theme's verdict as one claim."""
    share = f", {percent(page.share.value)} of those who spoke" if page.share else ""
    return (
        f"{people(page.people)}{share} raise it; what they meet is most likely: "
        f"{CAUSE_WORD[page.cause]}."
        if page.family
        else f"{people(page.people)}{share} raise it; words and facts cannot tell the cause."
    )
