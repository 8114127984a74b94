"""From verdicts to actions: every theme has one, every proposal an answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from toolkit.model.decisions import Decisions
from toolkit.model.findings import (
    Action,
    Coding,
    Facts,
    FinalCause,
    Signal,
    Statement,
    Theme,
    Verdict,
)
from toolkit.model.intake import Person
from toolkit.model.marks import Mark
from toolkit.model.plan_parts import Words
from toolkit.model.speakers import speakers_since
from toolkit.model.vocabulary import ROUTE_OF, Cause, Horizon, Kind, Route, Status, Wave
from toolkit.relaunch.amounts import Amount, stated_amounts
from toolkit.relaunch.best_words import Chooser
from toolkit.relaunch.edits import action_line
from toolkit.relaunch.owners import owner_for

LEAST_SECOND, LEAST_SECOND_SHARE = 3, 0.25
"""So many people of a theme, and this share of them, with another final cause than the verdict make
a second action: fewer are answered by the first."""
_HORIZON: Mapping[Route, Horizon] = {
    Route.EXPLAIN: Horizon.QUICK_WIN,
    Route.SPONSOR_ACTS: Horizon.QUICK_WIN,
    Route.FIND_OUT: Horizon.BEFORE_RELAUNCH,
    Route.REASSURE: Horizon.BEFORE_RELAUNCH,
    Route.FIX: Horizon.BEFORE_RELAUNCH,
    Route.CLEANSE: Horizon.BEFORE_RELAUNCH,
    Route.TRAIN: Horizon.BEFORE_RELAUNCH,
    Route.CHANGE_PROCESS: Horizon.BEFORE_RELAUNCH,
    Route.SHOW_BENEFIT: Horizon.BEFORE_RELAUNCH,
    Route.REDESIGN: Horizon.LATER,
    Route.BUILD: Horizon.LATER,
}
"""Usual reach of a route; severity and a ready fix move it."""
_DO: Mapping[Route, tuple[str, str]] = {
    Route.FIX: ("Fix the fault in “{title}”: “{words}”", "Fix the fault in “{title}”"),
    Route.BUILD: (
        "Decide whether to build what is missing in “{title}”: “{words}”",
        "Decide whether to build what is missing in “{title}”",
    ),
    Route.REDESIGN: ("Shorten the step in “{title}”: “{words}”", "Shorten the step in “{title}”"),
    Route.CLEANSE: ("Clean the data of “{title}”: “{words}”", "Clean the data of “{title}”"),
    Route.TRAIN: (
        "Show how it is done, on the real case in “{title}”: “{words}”",
        "Show how it is done, on the real case in “{title}”",
    ),
    Route.EXPLAIN: (
        "Say what is true about “{title}”: “{words}”",
        "Say what is true about “{title}”",
    ),
    Route.CHANGE_PROCESS: (
        "Settle the process behind “{title}”: “{words}”",
        "Settle the process behind “{title}”",
    ),
    Route.SHOW_BENEFIT: (
        "Show what comes back for “{title}”: “{words}”",
        "Show what comes back for “{title}”",
    ),
    Route.REASSURE: (
        "Put in writing who sees what in “{title}”: “{words}”",
        "Put in writing who sees what in “{title}”",
    ),
    Route.SPONSOR_ACTS: (
        "Lead by own use in “{title}”: “{words}”",
        "Lead by own use in “{title}”",
    ),
    Route.FIND_OUT: ("Find out about “{title}”: “{words}”", "Find out about “{title}”"),
}
"""What is done about what, with the words that say it best and without."""
_NOT_UNLIKELY = 0.25
"""From this probability of a cause on words may stand for it, though another is likelier."""
_ASKS = (Route.BUILD, Route.CHANGE_PROCESS, Route.SPONSOR_ACTS, Route.SHOW_BENEFIT)
"""Routes on which a wish says best what is to be done."""


def title_patterns(route: Route) -> tuple[str, str]:
    """How a title on this route is said, with words and without; slots title and words."""
    return _DO[route]


def action_title(route: Route, title: str, words: Words | None) -> str:
    """What is done about what, in English, as the catalogue knows it."""
    with_words, without = _DO[route]
    if words is None:
        return without.format(title=title)
    return with_words.format(title=title, words=words.text)


def words_for(
    chooser: Chooser, said: Sequence[Statement], theme: Theme, route: Route
) -> Words | None:
    """The words for an action's title: a wish where one says what to do, else a complaint.

    None where nobody's words name what the action is about: a title needs no quote.
    """
    asks = (Kind.PROPOSAL, Kind.CONCERN) if route in _ASKS else (Kind.CONCERN, Kind.PROPOSAL)
    cause = next(one for one, own in ROUTE_OF.items() if own is route)
    naming = [one for one in said if _names(chooser.codings[one.statement_id], cause)]
    return chooser.choose(naming, theme, (*asks, Kind.QUESTION))


def _names(coding: Coding, cause: Cause) -> bool:
    """Whether words name a cause, or are not unlikely to; every word fits what is to be found out.

    Where no probabilities came the named cause decides alone, and none fits all.
    """
    if cause is Cause.UNCLEAR or coding.cause in (cause, None):
        return True
    return coding.causes.get(cause, 0.0) >= _NOT_UNLIKELY


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionInput:
    """What the room is given."""

    themes: Sequence[Theme]
    verdicts: Mapping[str, Verdict]
    statements: Sequence[Statement]
    codings: Mapping[str, Coding]
    final_causes: Mapping[str, FinalCause]
    facts: Facts
    people: Sequence[Person] = ()
    decisions: Decisions = field(default_factory=Decisions)
    shown: Mapping[str, str] = field(default_factory=dict)
    """Statement id -> redacted words; titles quote from them."""
    most_quotes: int = 2
    """Of one person, in all titles."""
    least_people: int = 5
    """The smallest group of which anything is told: what fewer name is no value."""
    marks: Mapping[str, Mark] = field(default_factory=dict)
    """Statement id -> what is measured of it, to choose the words of titles by."""


def draft_actions(given: ActionInput) -> tuple[Action, ...]:
    """At least one action per theme, then one answer for every proposal outside the themes.

    A second action comes where enough people of a theme have another cause. Ids A01, A02, ... run
    in the order of horizon and people, so that the list reads from what can be done tomorrow.
    """
    by_id = {one.statement_id: one for one in given.statements}
    chooser = Chooser(given.codings, given.shown, given.most_quotes, given.marks)
    drafts: list[Action] = []
    for theme in given.themes:
        members = [by_id[i] for i in theme.statement_ids if i in by_id]
        drafts.extend(_for_theme(theme, members, given, chooser))
    drafts.extend(_loose_proposals(given))
    order = list(Horizon)
    drafts.sort(key=lambda one: (order.index(one.horizon), -one.people, one.theme_ids, one.title))
    return tuple(
        _decided(replace(one, action_id=f"A{number:02d}"), given.decisions)
        for number, one in enumerate(drafts, start=1)
    )


def _for_theme(
    theme: Theme, members: Sequence[Statement], given: ActionInput, chooser: Chooser
) -> Iterator[Action]:
    verdict = given.verdicts[theme.theme_id]
    for cause, said in by_cause(members, verdict, given.final_causes):
        words = words_for(chooser, _since(said), theme, ROUTE_OF[cause])
        yield replace(
            _action(theme, cause, said, verdict, given),
            title=action_title(ROUTE_OF[cause], theme.title, words),
        )


def by_cause(
    members: Sequence[Statement], verdict: Verdict, finals: Mapping[str, FinalCause]
) -> list[tuple[Cause, list[Statement]]]:
    """The theme's own cause with its statements, then each other one that enough people have."""
    groups: dict[Cause, list[Statement]] = defaultdict(list)
    for one in members:
        groups[finals[one.statement_id].cause or verdict.cause].append(one)
    apart = {cause for cause, said in groups.items() if _own_action(cause, said, verdict)}
    main = [one for cause, said in groups.items() if cause not in apart for one in said]
    if not main:
        return [(verdict.cause, list(members))]
    return [(verdict.cause, main), *((cause, groups[cause]) for cause in sorted(apart))]


def _since(said: Sequence[Statement]) -> list[Statement]:
    return [one for one in said if one.source.wave is not Wave.BEFORE]


def _own_action(cause: Cause, said: Sequence[Statement], verdict: Verdict) -> bool:
    people = len({one.speaker for one in said})
    enough = people >= max(LEAST_SECOND, LEAST_SECOND_SHARE * verdict.people)
    return enough and cause not in (verdict.cause, Cause.UNCLEAR)


def _action(
    theme: Theme, cause: Cause, said: Sequence[Statement], verdict: Verdict, given: ActionInput
) -> Action:
    route = ROUTE_OF[cause]
    people = speakers_since(said)
    value, basis = _value(said, verdict, cause, given)
    proposals = [one for one in said if given.codings[one.statement_id].kind is Kind.PROPOSAL]
    return Action(
        action_id="",
        route=route,
        title="",
        horizon=_horizon(route, verdict, cause),
        theme_ids=(theme.theme_id,),
        statement_ids=tuple(sorted(one.statement_id for one in said)),
        people=len(people),
        value=value,
        value_basis=basis,
        owner_role=owner_for(route, given.people, people),
        measure=_measure(theme, cause, len(people), verdict, given),
        answer=f"taken: {len(proposals)} of the proposals stand in it" if proposals else "",
        status=verdict.status,
        line=action_line(route, theme.theme_id),
    )


def _horizon(route: Route, verdict: Verdict, cause: Cause) -> Horizon:
    """A fault that a ticket shows as mended already can be announced at once."""
    fixed = any(one.name == "ticket fixed" and one.cause is cause for one in verdict.signals)
    return Horizon.QUICK_WIN if route is Route.FIX and fixed else _HORIZON[route]


def _value(
    said: Sequence[Statement], verdict: Verdict, cause: Cause, given: ActionInput
) -> tuple[str, str]:
    """What the action is worth and on which basis: only what bears on the cause that it answers.

    What fewer people name than may be told of is no value: it would be one person's fact.
    """
    amounts = stated_amounts((one.speaker, one.text) for one in said)
    told = {name: one for name, one in amounts.items() if one.n >= given.least_people}
    if "time" in told:
        return _time(told["time"]), "time_stated"
    if "money" in told:
        return _money(told["money"]), "amounts_named"
    own = [one for one in verdict.signals if one.cause is cause and one.weight > 0]
    tickets = {row for one in own if one.origin == "tickets" for row in one.rows}
    if tickets:
        n = len(tickets)
        return f"{n} ticket on it" if n == 1 else f"{n} tickets on it", "tickets"
    errors = [one for one in own if _is_told_error(one, given.least_people)]
    if errors:
        worst = max(errors, key=lambda one: (one.value or 0.0, one.subject_id))
        return f"{worst.sentence.rstrip('.')}", "errors"
    return f"not quantified: ask {owner_for(ROUTE_OF[cause], given.people)}", "none"


def _is_told_error(one: Signal, least: int) -> bool:
    """A fact on errors of nobody in particular, or of so many people that it may be told."""
    return "error" in one.name and bool(one.value) and (not one.people or len(one.people) >= least)


def _time(amount: Amount) -> str:
    spread = "" if amount.low == amount.high else f", from {amount.low:.0f} to {amount.high:.0f}"
    who = "1 person names" if amount.n == 1 else f"{amount.n} people name"
    return f"{who} {amount.middle:.0f} minutes each time (median{spread})"


def _money(amount: Amount) -> str:
    who = "1 person names" if amount.n == 1 else f"{amount.n} people name"
    return f"{who} sums of up to {amount.unit} {amount.high:,.0f}"


def _measure(theme: Theme, cause: Cause, people: int, verdict: Verdict, given: ActionInput) -> str:
    """The signal that must move: a counted fact of the theme if there is one, else its voices."""
    counted = [one for one in verdict.signals if one.cause is cause and one.weight > 0 and one.n]
    if counted:
        best = max(counted, key=lambda one: (one.weight, one.n, one.sentence))
        plain = best.name.replace("_", " ")
        return f"{plain}: from {best.n} now to 0 at the next pulse"
    goal = max(people // 2, 1)
    return f"people who name '{theme.title}' in the pulse survey: from {people} to under {goal}"


def _loose_proposals(given: ActionInput) -> Iterator[Action]:
    """Proposals that stand in no theme are answered 'later', each with its reason."""
    placed = {one for theme in given.themes for one in theme.statement_ids}
    loose = [
        one
        for one in given.statements
        if given.codings[one.statement_id].kind is Kind.PROPOSAL and one.statement_id not in placed
    ]
    if not loose:
        return
    before = [one for one in loose if one.source.wave is Wave.BEFORE]
    for said, reason in (
        (before, "made before the launch: ask whether it still holds"),
        ([one for one in loose if one not in before], "in no theme yet: place it at the desk"),
    ):
        if said:
            yield Action(
                action_id="",
                route=Route.FIND_OUT,
                title=f"Answer {len(said)} single proposals",
                horizon=Horizon.LATER,
                theme_ids=(),
                statement_ids=tuple(sorted(one.statement_id for one in said)),
                people=len({one.speaker for one in said}),
                value="not quantified: ask those who made them",
                value_basis="none",
                owner_role=owner_for(Route.FIND_OUT, given.people),
                measure=f"proposals answered: from 0 to {len(said)}",
                answer=f"later: {reason}",
            )


def _decided(action: Action, decisions: Decisions) -> Action:
    """A person's words on an action: on its line, else on its theme as a whole."""
    if not action.theme_ids:
        return action
    theme_id = action.theme_ids[0]
    line = f"text:{action_line(action.route, theme_id)}"
    names = ("title", "owner_role", "effort", "answer", "due", "before_wave")
    said = {
        name: decisions.value(line, name) or decisions.value(f"theme:{theme_id}", f"action_{name}")
        for name in names
    }
    changed: dict[str, object] = {name: value for name, value in said.items() if value}
    if "due" in changed:
        changed["due"] = date.fromisoformat(str(changed["due"]))
    if "before_wave" in changed:
        changed["before_wave"] = int(str(changed["before_wave"]))
    if not changed:
        return action
    return replace(action, status=Status.CHANGED, **changed)  # type: ignore[arg-type]
