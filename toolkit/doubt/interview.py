"""Questions for the next talk with one person: each would decide something that is still open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from toolkit.doubt.values import Interview, InterviewQuestion
from toolkit.model.findings import (
    Coding,
    FinalCause,
    Request,
    Signal,
    Statement,
    Theme,
    Verdict,
)
from toolkit.model.labels import NO_LABELS, Labels
from toolkit.model.vocabulary import CAUSES, ROUTE_OF, Cause, Channel, DecidedBy, Kind, Wave

MOST: Final = 6
UNSURE: Final = 0.6
"""Verdicts and causes less likely than this are worth a question."""
_RIVAL_LEAST: Final = 0.05
_OWN, _TICKET, _WORK = 1.0, 0.7, 0.4
"""How near a theme is to a person: said it, reported it, works where it shows."""
_WORDS: Final = 30
"""A quote is shown up to so many words."""
_TELLING: Final = 5
"""Fewer words hardly remind anybody of what happened."""
_CONCERN: Final = 0.6
"""A point that is less surely a concern may be praise: nobody is asked what went wrong there."""

_TELLS: Final[Mapping[Cause, tuple[str, str]]] = {
    Cause.DEFECT: (
        "what did the screen show at each step, and was it the same the next time",
        "the same steps, done as shown, gave a wrong result or an error",
    ),
    Cause.MISSING: (
        "what did you need to get done, and how did you get it done in the end",
        "it was done outside the tool, and whoever was asked knew no way inside it",
    ),
    Cause.FRICTION: (
        "which steps did you go through, and how long did they take",
        "it worked, and the number of steps or minutes is what hurts",
    ),
    Cause.DATA: (
        "which records did you look at, and how did you find out what was right in them",
        "the steps worked on records whose content was wrong or there twice",
    ),
    Cause.TRAINING: (
        "how did you come to know how that step is done, and what would you try next",
        "the step was never shown or practised, or somebody showed it since and it went well",
    ),
    Cause.COMMUNICATION: (
        "what had you heard about it before, from whom and when",
        "it was never said, came late, or was said otherwise than it is",
    ),
    Cause.WAY_OF_WORKING: (
        "how does the job itself run on such a day, and where does the tool come in",
        "the step is known and works, but comes at the wrong moment or to the wrong person",
    ),
    Cause.VALUE: (
        "what becomes of what you entered, and what do you get from it yourself",
        "nothing comes back that helps in one's own work",
    ),
    Cause.TRUST: (
        "who do you think looks at it, and what do they do with it",
        "somebody is thought to read it and to judge or take away by it",
    ),
    Cause.LEADERSHIP: (
        "what are you asked for by those you report to, and what do they look at themselves",
        "another list or report is still asked for, or they do not open the tool",
    ),
}
"""Per cause: what to ask so that the answer can show it without naming it, and what shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewInput:
    """What the questions are composed from."""

    person_id: str
    statements: Sequence[Statement]
    codings: Mapping[str, Coding]
    final_causes: Mapping[str, FinalCause]
    themes: Sequence[Theme]
    verdicts: Mapping[str, Verdict]
    requests: Sequence[Request] = ()
    shown: Mapping[str, str] | None = None
    """Statement id -> redacted words; a statement without any is not quoted."""
    labels: Labels = NO_LABELS
    """What the users call the causes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """Something open that this person can tell more about."""

    about: str
    weight: float
    likely: tuple[Cause, Cause]
    shares: Mapping[Cause, float]
    quote: str
    """The person's own words with what introduces them; "" where none may be shown."""
    matter: str
    why: str
    """The matter and who raises it, as the start of a sentence; the shares of the causes follow."""
    shown: str = ""
    """What the files show of the person."""


def draft_interview(given: InterviewInput) -> Interview:
    """At most six questions, those that would decide most first; none about what is settled.

    A question stands for a theme whose verdict is unclear or less likely than 60 %, and which the
    person spoke of, reported or shows in his or her work; else for a point of the person's own
    whose cause is as open. It asks what happened, never whether a cause holds, and asks for the
    two closest causes in the contract's order, so that the likelier one does not lead.
    """
    found = [*_open_themes(given), *_open_points(given)]
    found.sort(key=lambda one: (-one.weight, one.about))
    questions = tuple(_question(one, given) for one in found[:MOST])
    note = "" if questions else _nothing(given)
    return Interview(person_id=given.person_id, questions=questions, note=note)


def _nothing(given: InterviewInput) -> str:
    if _own(given):
        return "nothing that this person said, reported or does touches a verdict that is open."
    return (
        "said nothing on record, and nothing that is open touches this person's work: "
        "begin with the interview guide."
    )


def _own(given: InterviewInput) -> list[Statement]:
    return [
        one
        for one in given.statements
        if one.source.person_id == given.person_id
        and one.source.wave is not Wave.BEFORE
        and not one.empty
    ]


def _open_themes(given: InterviewInput) -> list[_Open]:
    own = {one.statement_id: one for one in _own(given)}
    found = []
    for theme in given.themes:
        verdict = given.verdicts[theme.theme_id]
        mine = [one for one in theme.statement_ids if one in own]
        likely = _two(verdict.causes, verdict.cause)
        own_facts = _of_person(given, _signals(given, mine))
        signals = [*own_facts, *_of_person(given, verdict.signals)]
        nearness = _nearness(mine, signals)
        if mine and not any(_tells(given, one) for one in mine):
            nearness = _WORK
        if not nearness or not _is_open(verdict):
            continue
        found.append(
            _Open(
                about=theme.theme_id,
                weight=round((1.0 - verdict.confidence) * verdict.people * nearness, 6),
                likely=likely,
                shares=verdict.causes,
                quote=_quote(given, mine, theme.exemplar_ids),
                matter=f"“{theme.title}”",
                why=_why_theme(theme, verdict),
                shown=_shown(own_facts, signals, likely),
            )
        )
    return found


def _open_points(given: InterviewInput) -> list[_Open]:
    """The person's own concerns with an open cause, in themes that facts settle or in none."""
    asked = {
        one
        for theme in given.themes
        if _is_open(verdict := given.verdicts[theme.theme_id])
        or verdict.decided_by is DecidedBy.PERSON
        for one in theme.statement_ids
    }
    place = {one: theme for theme in given.themes for one in theme.statement_ids}
    found = []
    for one in _own(given):
        final = given.final_causes.get(one.statement_id)
        coding = given.codings[one.statement_id]
        quote = _quote(given, [one.statement_id], ())
        if final is None or one.statement_id in asked or not quote:
            continue
        if coding.kinds.get(Kind.CONCERN, 0.0) < _CONCERN or not _open_cause(final):
            continue
        likely = _two(final.causes or coding.causes, final.cause or Cause.UNCLEAR)
        found.append(
            _Open(
                about=one.statement_id,
                weight=round(1.0 - final.confidence, 6),
                likely=likely,
                shares=final.causes or coding.causes,
                quote=quote,
                matter="this",
                why=_why_point(place.get(one.statement_id)),
            )
        )
    return found


def _is_open(verdict: Verdict) -> bool:
    if verdict.decided_by is DecidedBy.PERSON:
        return False
    return verdict.cause is Cause.UNCLEAR or verdict.confidence < UNSURE


def _open_cause(final: FinalCause) -> bool:
    if final.decided_by is DecidedBy.PERSON:
        return False
    return final.cause is Cause.UNCLEAR or final.confidence < UNSURE


def _signals(given: InterviewInput, ids: Sequence[str]) -> list[Signal]:
    return [
        signal
        for one in ids
        if (final := given.final_causes.get(one)) is not None
        for signal in final.signals
    ]


def _of_person(given: InterviewInput, signals: Sequence[Signal]) -> list[Signal]:
    return [one for one in signals if given.person_id in one.people and one.weight]


def _nearness(mine: Sequence[str], signals: Sequence[Signal]) -> float:
    if mine:
        return _OWN
    if any(one.origin is DecidedBy.TICKETS for one in signals):
        return _TICKET
    return _WORK if signals else 0.0


def _two(shares: Mapping[Cause, float], chosen: Cause) -> tuple[Cause, Cause]:
    """The two closest causes, in the contract's order."""
    ranked = sorted(CAUSES, key=lambda one: (-round(shares.get(one, 0.0), 9), CAUSES.index(one)))
    if chosen in CAUSES:
        ranked = [chosen, *(one for one in ranked if one is not chosen)]
    first, second = sorted(ranked[:2], key=CAUSES.index)
    return first, second


def _quote(given: InterviewInput, mine: Sequence[str], nearest: Sequence[str]) -> str:
    """The person's own words on it as they may be shown, and where they are from.

    Notes hold the words of who took them. Points of some words come before short ones, concerns
    before others, then those nearest to the theme's middle.
    """
    shown = given.shown or {}
    order = {one: place for place, one in enumerate(nearest)}
    kinds = {one: given.codings[one].kind is not Kind.CONCERN for one in mine}
    few = {one: not _tells(given, one) for one in mine}
    ranked = sorted(mine, key=lambda one: (few[one], kinds[one], order.get(one, len(order)), one))
    best = next((one for one in ranked if shown.get(one)), None)
    if best is None:
        return ""
    words = shown[best].split()
    text = " ".join(words) if len(words) <= _WORDS else " ".join(words[:_WORDS]) + " …"
    noted = any(
        one.statement_id == best and one.source.channel is Channel.NOTES for one in given.statements
    )
    return f'{"My notes of our talk say" if noted else "You said"}: "{text}"'


def _tells(given: InterviewInput, statement_id: str) -> bool:
    """Whether a point may be shown and has words enough to ask about."""
    return len((given.shown or {}).get(statement_id, "").split()) >= _TELLING


def _why_theme(theme: Theme, verdict: Verdict) -> str:
    people = "1 person raises" if verdict.people == 1 else f"{verdict.people} people raise"
    return f"{people} “{theme.title}” ({theme.theme_id})"


def _why_point(theme: Theme | None) -> str:
    inside = f"a point of its own within “{theme.title}” ({theme.theme_id})" if theme else ""
    return inside or "a point in no theme"


def _shown(own: Sequence[Signal], all_of: Sequence[Signal], likely: tuple[Cause, Cause]) -> str:
    """The weightiest fact on the two causes; what is counted over many is told as such."""
    told = [one for one in all_of if one.sentence and one.cause in likely]
    if not told:
        return ""
    best = min(told, key=lambda one: (one not in own, -abs(one.weight), one.sentence))
    start = "The files show" if best in own else "The files show, this person among them"
    return f"{start}: {best.sentence.rstrip('.')}."


def _question(one: _Open, given: InterviewInput) -> InterviewQuestion:
    first, second = one.likely
    start = f"{one.quote} " if one.quote else ""
    about = "this came up" if one.quote else f"you dealt with {one.matter}"
    lead = f"{start}Take me through the last time {about}: {_TELLS[first][0]}?"
    told = (one.shown, _asked(one.about, given))
    return InterviewQuestion(
        about=one.about,
        question=f"{lead} And {_TELLS[second][0]}?",
        why=" ".join(part for part in (f"{one.why}: {_odds(one, given.labels)}", *told) if part),
        meanings=tuple((_TELLS[cause][1], f"{cause} ({ROUTE_OF[cause]})") for cause in one.likely),
    )


def _odds(one: _Open, labels: Labels) -> str:
    """The two causes with their shares, the likelier one first."""
    first, second = sorted(one.likely, key=lambda cause: -one.shares.get(cause, 0.0))
    low = one.shares.get(second, 0.0)
    rival = labels.half(second)
    rival = f"{rival} {low:.0%}" if low >= _RIVAL_LEAST else f"{rival} has little so far"
    return f"{labels.half(first)} {one.shares.get(first, 0.0):.0%}, {rival}."


def _asked(about: str, given: InterviewInput) -> str:
    """What is asked of somebody else on the same matter, so that answers can be laid together."""
    for one in given.requests:
        if about in one.about.split("; ") and one.kind != "file":
            return f"({one.request_id} asks the {one.addressee_role} the other side of it.)"
    return ""
