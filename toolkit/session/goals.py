"""The goal of the session, and what can be announced in it: system changes and their worth."""

from __future__ import annotations

from toolkit.model.findings import Action, Theme, Verdict
from toolkit.model.plan_parts import State, action_line
from toolkit.model.session import GoalLine, SharedWin
from toolkit.model.vocabulary import SYSTEM_ROUTES, Horizon, Route
from toolkit.session.given import Ground
from toolkit.session.phrases import drafted, say

MOST_GOALS = 5
"""As many as the relaunch plan names; the rest stands in its change list."""


def goal_lines(ground: Ground) -> tuple[GoalLine, ...]:
    """The session's goal: changes of the system, most people first, and what each is worth.

    Only what changes the system itself stands here, whether or not its topic has a seat.
    """
    changes = [one for one in ground.given.actions if one.route in SYSTEM_ROUTES and one.theme_ids]
    changes.sort(key=lambda one: (-one.people, one.action_id))
    return tuple(
        GoalLine(
            theme_id=one.theme_ids[0],
            action_id=one.action_id,
            change=drafted(ground.given.language, one.title),
            value=worth(one, ground),
            people=one.people,
            statement_ids=one.statement_ids,
        )
        for one in changes[:MOST_GOALS]
    )


def worth(action: Action, ground: Ground) -> str:
    """What an action is worth by the evidence; who must name it where nothing tells."""
    language = ground.given.language
    if action.value_basis == "none":
        return say(language, "worth_open", owner=drafted(language, action.owner_role))
    return drafted(language, action.value).rstrip(".")


def topic_goal(theme: Theme, verdict: Verdict, ground: Ground) -> str:
    """What is done on a topic, first of all what answers its verdict, and what it is worth."""
    language = ground.given.language
    actions = ground.actions.get(theme.theme_id, [])
    if not actions:
        return say(language, "goal_none", title=theme.title, n=verdict.people)
    first = min(actions, key=lambda one: _after(one, verdict))
    text = say(
        language,
        "goal",
        change=drafted(language, first.title),
        owner=drafted(language, first.owner_role),
        n=first.people,
    )
    return f"{text} {say(language, 'worth', value=worth(first, ground))}"


def _after(action: Action, verdict: Verdict) -> int:
    """What answers the verdict first, then a change of the system, then anything else."""
    if action.route is verdict.route:
        return 0
    return 1 if action.route in SYSTEM_ROUTES else 2


def shared_win(ground: Ground) -> SharedWin | None:
    """What can be announced on the spot with evidence, of most people; None where there is none.

    That is a change that a person marked as done on its line, a fault that a ticket shows as
    mended, or a true answer that its owner has written. What is only planned is no win.
    """
    wins = [
        win
        for action in ground.given.actions
        if action.theme_ids and (win := _win(action, ground)) is not None
    ]
    return min(wins, key=lambda one: (-one.people, one.action_id), default=None)


def _win(action: Action, ground: Ground) -> SharedWin | None:
    language = ground.given.language
    line = f"text:{action_line(action.route, action.theme_ids[0])}"
    state = ground.given.decisions.get(line, "state")
    answer = ground.given.decisions.value(line, "answer") or ""
    title, owner = drafted(language, action.title), drafted(language, action.owner_role)
    if state is not None and state.decided == State.DONE:
        text = say(language, "win_done", title=title, n=action.people)
        why = say(language, "win_done_why", day=ground.day(state.at.date()), owner=owner)
    elif action.route is Route.FIX and action.horizon is Horizon.QUICK_WIN:
        text = say(language, "win_done", title=title, n=action.people)
        why = say(language, "win_ticket_why", owner=owner)
    elif action.route is Route.EXPLAIN and answer:
        text = say(language, "win_told", answer=answer, n=action.people)
        why = say(language, "win_told_why", owner=owner)
    else:
        return None
    return SharedWin(
        action_id=action.action_id,
        theme_ids=action.theme_ids,
        text=text,
        why=why,
        people=action.people,
        statement_ids=action.statement_ids,
    )
