"""The sentence over each chart: what it shows, with its numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toolkit.language.catalogue import ENGLISH, Words
from toolkit.model.sureness import left_open
from toolkit.reports.counting import share_of, whole
from toolkit.reports.palette import CAUSE_SHORT, CAUSE_WORD
from toolkit.reports.summary_types import (
    Adoption,
    AdoptionNow,
    CauseLine,
    ClosedQuestion,
    Estimate,
    GroupFigure,
    ThemePage,
)
from toolkit.reports.word_parts import cut, percent

_TITLE_WORDS = 12


def themes_caption(
    pages: Sequence[ThemePage], spoke: int, say: Words = ENGLISH, every: int | None = None
) -> str:
    """Which theme reaches most people, and how many themes there are (as many as pages if None)."""
    if not pages:
        return say("No themes: too few statements.")
    first = pages[0]
    if every is not None and every > len(pages):
        return say(
            "Of the {k} themes that a person has reviewed “{title}” reaches most people: {n} of "
            "the {m} who spoke.",
            title=cut(first.title, _TITLE_WORDS),
            n=first.people,
            m=spoke,
            k=len(pages),
        )
    return say(
        "“{title}” reaches most people: {n} of the {m} who spoke; {k} themes in all.",
        title=cut(first.title, _TITLE_WORDS),
        n=first.people,
        m=spoke,
        k=len(pages),
    )


def contrast_caption(figures: Sequence[GroupFigure], dimension: str, say: Words = ENGLISH) -> str:
    """Where a theme is raised most and least, or that no group stands out."""
    shown = _shown(figures)
    if len(shown) < 2:
        return say(
            "Share of the people heard who raise it, by {dimension}.", dimension=say(dimension)
        )
    (low_name, low), (high_name, high) = shown[0], shown[-1]
    if not stands_out(figures):
        return _alike(dimension, say)
    return say(
        "By {dimension} it is raised most in {group} ({n} of {m} heard) and least in {other} "
        "({k} of {p}).",
        dimension=say(dimension),
        group=high_name,
        n=high.count,
        m=high.n,
        other=low_name,
        k=low.count,
        p=low.n,
    )


def _alike(dimension: str, say: Words) -> str:
    return say(
        "By {dimension} no group stands out: the intervals overlap.", dimension=say(dimension)
    )


def stands_out(figures: Sequence[GroupFigure]) -> bool:
    """Whether the intervals of the highest and the lowest group do not overlap."""
    shown = _shown(figures)
    return len(shown) > 1 and shown[0][1].high < shown[-1][1].low


def alike_sentence(figures: Sequence[GroupFigure], say: Words = ENGLISH) -> str:
    """The dimensions along which no group stands out, in one sentence; "" if there is none."""
    names = [
        say(name)
        for name in dict.fromkeys(one.dimension for one in figures)
        if len(_shown(some := [one for one in figures if one.dimension == name])) > 1
        and not stands_out(some)
    ]
    if not names:
        return ""
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])}{say(' and ')}{names[-1]}"
    return say("By {dimension} no group stands out: the intervals overlap.", dimension=listed)


def _shown(figures: Sequence[GroupFigure]) -> list[tuple[str, Estimate]]:
    found = [(one.group, one.estimate) for one in figures if one.estimate]
    return sorted(found, key=lambda item: (item[1].value, item[0]))


def adoption_caption(now: AdoptionNow | None, say: Words = ENGLISH) -> str:
    """Where everybody stands."""
    if now is None:
        return say("Use over time; everybody together is too few to be shown.")
    text = say(
        "In the last month {n} of {m} people ({p}) were active"
        if now.by_month
        else "In the last {k} weeks {n} of {m} people ({p}) were active on average",
        k=now.weeks,
        n=whole(now.active),
        m=now.in_scope,
        p=percent(whole(now.active) / now.in_scope if now.in_scope else 0),
    )
    if now.planned is None or now.plan_by is None:
        return text + say("; no plan was given.")
    text += say("; the plan was {n} by {day}", n=now.planned, day=say.day(now.plan_by))
    if now.plan_met:
        return text + say(", reached first in the week of {day}.", day=say.day(now.plan_met))
    return text + say(", never reached.")


def groups_caption(
    rows: Sequence[tuple[str, float, int]], dimension: str, say: Words = ENGLISH
) -> str:
    """The span of use between the groups of a dimension."""
    if len(rows) < 2:
        return say("Use by {dimension}.", dimension=say(dimension))
    (low_name, low, _), (high_name, high, _) = rows[0], rows[-1]
    return say(
        "By {dimension} use runs from {n} ({group}) to {m} ({other}).",
        dimension=say(dimension),
        n=percent(low),
        group=low_name,
        m=percent(high),
        other=high_name,
    )


def states_caption(adoption: Adoption, say: Words = ENGLISH) -> str:
    """How many use the tool in which way, from never opened to heavily."""
    return (
        "; ".join(
            f"{say.people(n)} {say(STATE_WORD[state.value])}" for state, n in adoption.states if n
        )
        + "."
    )


STATE_WORD: Mapping[str, str] = {
    "never_opened": "never opened it",
    "gave_up": "gave it up",
    "motions": "go through the motions",
    "steady": "use it steadily",
    "heavy": "use it heavily",
    "unknown": "cannot be told",
}


def question_caption(question: ClosedQuestion, say: Words = ENGLISH) -> str:
    """Mean with interval and change where the answers have an order, else the commonest answer."""
    if question.mean:
        mean = question.mean
        said = say(
            "Mean {n} of 100 ({m} to {k}), n = {p}",
            n=_points(mean.value),
            m=_points(mean.low),
            k=_points(mean.high),
            p=question.n,
        )
        return f"{said}{_change(question, say)}."
    value, n = max(question.answers, key=lambda item: item[1])
    return say(
        "Most often answered: {answer} ({n} of {m}).",
        answer=cut(value, _TITLE_WORDS),
        n=n,
        m=question.n,
    )


def _points(value: float) -> str:
    return f"{min(max(value, 0.0), 1.0) * 100:.0f}"


def _change(question: ClosedQuestion, say: Words) -> str:
    change = question.change or question.change_all
    if change is None:
        return ""
    who = (
        say("the {n} people who answered both waves", n=change.n)
        if question.change
        else say("all answers then and now")
    )
    sure = "" if change.low > 0 or change.high < 0 else say(", which may be chance")
    said = (
        "; up {n} points since before launch ({m} to {k}) among {who}"
        if change.value > 0
        else "; down {n} points since before launch ({m} to {k}) among {who}"
    )
    return f"{_moved(said, change, who, say)}{sure}"


def _moved(said: str, change: Estimate, who: str, say: Words) -> str:
    return say(
        said,
        n=f"{abs(change.value) * 100:.0f}",
        m=f"{change.low * 100:+.0f}",
        k=f"{change.high * 100:+.0f}",
        who=who,
    )


def means_caption(figures: Sequence[GroupFigure], dimension: str, say: Words = ENGLISH) -> str:
    """Which group rates highest and lowest, or that none stands out."""
    shown = _shown(figures)
    if len(shown) < 2:
        return say("Mean by {dimension}, with its interval.", dimension=say(dimension))
    (low_name, low), (high_name, high) = shown[0], shown[-1]
    if not stands_out(figures):
        return _alike(dimension, say)
    return say(
        "By {dimension} {group} answers most favourably ({n} of 100), {other} least ({m}).",
        dimension=say(dimension),
        group=high_name,
        n=_points(high.value),
        other=low_name,
        m=_points(low.value),
    )


def answers_said(if_answer: str, say: Words = ENGLISH) -> str:
    """What each answer to a request would mean, in words: "it fits: bad data"; codes are dropped.

    Drafted as "answer -> code (words)", joined by "; ".
    """
    found = []
    for one in if_answer.split("; "):
        answer, arrow, meaning = one.partition(" -> ")
        inside = meaning.partition(" (")[2].removesuffix(")")
        means = say.drafted(inside or meaning.replace("_", " "))
        found.append(f"{say.drafted(answer)} → {means}" if arrow else say.drafted(one))
    return "; ".join(found)


def fact_with_share(sentence: str, n: int, of: int, say: Words = ENGLISH) -> str:
    """A fact without its full stop; a share (`of` people, 0 for none) with its 95 % interval."""
    share = share_of(n, of) if of else None
    if share is None:
        return sentence
    return say(
        "{fact} ({p}; 95 % interval {low} to {high})",
        fact=sentence.rstrip("."),
        p=say.percent(share.value),
        low=say.percent(share.low),
        high=say.percent(share.high),
    )


def claim(page: ThemePage, say: Words = ENGLISH) -> str:
    """The theme's verdict as one claim."""
    who = say.people(page.people)
    if page.share:
        who = say("{people}, {p} of those who spoke", people=who, p=percent(page.share.value))
    if not page.family:
        return say("{who} raise it; words and facts cannot tell the cause.", who=who)
    if left_open(page.cause, page.confidence, page.status):
        return say(
            "{who} raise it; words and facts leave the cause open, likeliest is ({p}): {cause}.",
            who=who,
            p=percent(page.confidence),
            cause=say(CAUSE_WORD[page.cause]),
        )
    return say(
        "{who} raise it; what they meet is most likely: {cause}.",
        who=who,
        cause=say(CAUSE_WORD[page.cause]),
    )


def short_cause(one: CauseLine | ThemePage, say: Words = ENGLISH) -> str:
    """A verdict in a word or two; with its caveat where all together leave it open."""
    cause = say(CAUSE_SHORT[one.cause])
    if not left_open(one.cause, one.confidence, one.status):
        return cause
    return say("{cause} (open: {p})", cause=cause, p=percent(one.confidence))
