"""From verdicts to actions: every theme has one, every proposal an answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from toolkit.model.decisions import Decisions
from toolkit.model.findings import Action, Coding, Facts, FinalCause, Statement, Theme, Verdict
from toolkit.model.intake import Person
from toolkit.model.vocabulary import ROUTE_OF, Cause, Horizon, Kind, Route, Status, Wave
from toolkit.relaunch.amounts import Amount, stated_amounts
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
_DO: Mapping[Route, str] = {
    Route.FIX: "Fix the fault",
    Route.BUILD: "Decide whether to build",
    Route.REDESIGN: "Shorten the step",
    Route.CLEANSE: "Clean the data",
    Route.TRAIN: "Show, with the real case in hand",
    Route.EXPLAIN: "Say what is true",
    Route.CHANGE_PROCESS: "Settle the process",
    Route.SHOW_BENEFIT: "Show what comes back",
    Route.REASSURE: "Put in writing who sees what",
    Route.SPONSOR_ACTS: "Lead by use",
    Route.FIND_OUT: "Find out",
}


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


def draft_actions(given: ActionInput) -> tuple[Action, ...]:
    """At least one action per theme, then one answer for every proposal outside the themes.

    A second action comes where enough people of a theme have another cause. Ids A01, A02, ... run
    in the order of horizon and people, so that the list reads from what can be done tomorrow.
    """
    by_id = {one.statement_id: one for one in given.statements}
    drafts: list[Action] = []
    for theme in given.themes:
        drafts.extend(
            _for_theme(theme, [by_id[i] for i in theme.statement_ids if i in by_id], given)
        )
    drafts.extend(_loose_proposals(given))
    order = list(Horizon)
    drafts.sort(key=lambda one: (order.index(one.horizon), -one.people, one.theme_ids, one.title))
    return tuple(
        _decided(replace(one, action_id=f"A{number:02d}"), given.decisions)
        for number, one in enumerate(drafts, start=1)
    )


def speaker(statement: Statement) -> str:
    """Who is counted: the person, else the respondent."""
    return statement.source.person_id or f"anonymous {statement.source.respondent_id}"


def _for_theme(theme: Theme, members: Sequence[Statement], given: ActionInput) -> Iterator[Action]:
    verdict = given.verdicts[theme.theme_id]
    groups: dict[Cause, list[Statement]] = defaultdict(list)
    for one in members:
        cause = given.final_causes[one.statement_id].cause or verdict.cause
        groups[cause].append(one)
    apart = {cause for cause, said in groups.items() if _own_action(cause, said, verdict)}
    main = [one for cause, said in groups.items() if cause not in apart for one in said]
    yield _action(theme, verdict.cause, main or list(members), verdict, given)
    for cause in sorted(apart if main else ()):
        yield _action(theme, cause, groups[cause], verdict, given)


def _own_action(cause: Cause, said: Sequence[Statement], verdict: Verdict) -> bool:
    people = len({speaker(one) for one in said})
    enough = people >= max(LEAST_SECOND, LEAST_SECOND_SHARE * verdict.people)
    return enough and cause not in (verdict.cause, Cause.UNCLEAR)


def _action(
    theme: Theme, cause: Cause, said: Sequence[Statement], verdict: Verdict, given: ActionInput
) -> Action:
    route = ROUTE_OF[cause]
    people = {speaker(one) for one in said if one.source.wave is not Wave.BEFORE}
    value, basis = _value(said, verdict, route, given)
    proposals = [one for one in said if given.codings[one.statement_id].kind is Kind.PROPOSAL]
    return Action(
        action_id="",
        route=route,
        title=f"{_DO[route]}: {theme.title}",
        horizon=_horizon(route, verdict, cause),
        theme_ids=(theme.theme_id,),
        statement_ids=tuple(sorted(one.statement_id for one in said)),
        people=len(people),
        value=value,
        value_basis=basis,
        owner_role=owner_for(route, given.people),
        measure=_measure(theme, cause, len(people), verdict, given),
        answer=f"taken: {len(proposals)} of the proposals stand in it" if proposals else "",
        status=verdict.status,
    )


def _horizon(route: Route, verdict: Verdict, cause: Cause) -> Horizon:
    """A fault that a ticket shows as mended already can be announced at once."""
    fixed = any(one.name == "ticket fixed" and one.cause is cause for one in verdict.signals)
    return Horizon.QUICK_WIN if route is Route.FIX and fixed else _HORIZON[route]


def _value(
    said: Sequence[Statement], verdict: Verdict, route: Route, given: ActionInput
) -> tuple[str, str]:
    amounts = stated_amounts((speaker(one), one.text) for one in said)
    if "time" in amounts:
        return _time(amounts["time"]), "time_stated"
    if "money" in amounts:
        return _money(amounts["money"]), "amounts_named"
    tickets = {row for one in verdict.signals if one.origin == "tickets" for row in one.rows}
    if tickets:
        return f"{len(tickets)} tickets on it", "tickets"
    errors = [one for one in verdict.signals if "error" in one.name and one.value]
    if errors:
        worst = max(errors, key=lambda one: (one.value or 0.0, one.subject_id))
        return f"{worst.sentence.rstrip('.')}", "errors"
    return f"not quantified: ask {owner_for(route, given.people)}", "none"


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
                people=len({speaker(one) for one in said}),
                value="not quantified: ask those who made them",
                value_basis="none",
                owner_role=owner_for(Route.FIND_OUT, given.people),
                measure=f"proposals answered: from 0 to {len(said)}",
                answer=f"later: {reason}",
            )


def _decided(action: Action, decisions: Decisions) -> Action:
    """A person's words on an action stand under its first theme."""
    subject = f"theme:{action.theme_ids[0]}" if action.theme_ids else f"text:{action.action_id}"
    said = {
        name: decisions.value(subject, f"action_{name}")
        for name in ("title", "owner_role", "effort", "answer")
    }
    changed = {name: value for name, value in said.items() if value is not None}
    if not changed:
        return action
    return replace(action, status=Status.CHANGED, **changed)  # type: ignore[arg-type]
