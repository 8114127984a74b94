"""Who cares: the goal or report at the top that depends on a topic, and one act for this week.

What is a goal, and what somebody at the top could do, is measured on the words (`stakes`); nothing
is made up where nobody said it.
"""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.model.findings import Action, Statement, Theme
from toolkit.model.session import Stake, WhoCares
from toolkit.model.vocabulary import Cause, Horizon, Kind, Level, Route
from toolkit.session.given import Ground
from toolkit.session.phrases import drafted, say
from toolkit.session.quotes import QuoteChooser, clarity, edge

SURE = 0.45
"""From this probability on a statement is taken for a goal, or for an act: on trades that the model
never heard of hardly one of them is none, and half of them are found (benchmarks/agenda.py)."""
SURER = 0.6
"""The same for a goal that nobody who leads people named: fewer of those are goals."""
_MOST = 1
"""Goals on one topic: the surest; the others are found under its statements."""
_EDGE = 0.4
"""Of two that are about as sure the calmer one is read aloud."""


def who_cares(theme: Theme, said: Sequence[Statement], chooser: QuoteChooser) -> WhoCares:
    """The goals or reports that hang on the topic (those named at the top first), and one act."""
    ground = chooser.ground
    depends = _ranked(said, chooser, "goal")[:_MOST]
    acts = _ranked(said, chooser, "act")
    own = _own_action(theme, ground)
    return WhoCares(
        depends=tuple(_stake(one, chooser) for one in depends),
        act=_stake(acts[0], chooser) if acts else None,
        action_id=own.action_id if own else "",
    )


def cares_text(cares: WhoCares, ground: Ground) -> str:
    """In one line, with ids; "no evidence, ask in the round" where nothing was said."""
    language = ground.given.language
    parts = [
        _line(one, "depends_above" if one.from_above else "depends", language)
        for one in cares.depends
    ]
    if cares.act:
        parts.append(_line(cares.act, "act", language))
    action = next((one for one in ground.given.actions if one.action_id == cares.action_id), None)
    if action:
        ids = ", ".join(action.statement_ids[:3])
        parts.append(
            say(
                language,
                "act_planned",
                id=action.action_id,
                title=drafted(language, action.title),
                ids=ids,
            )
        )
    return "; ".join(parts) or say(language, "no_evidence")


def _line(stake: Stake, key: str, language: str) -> str:
    words = f"“{stake.words}”" if stake.words else say(language, "withheld_words")
    return say(language, key, words=words, ids=", ".join(stake.statement_ids))


def _ranked(said: Sequence[Statement], chooser: QuoteChooser, which: str) -> list[Statement]:
    """The statements that are such a one: those that may be quoted, from the top, then surest."""
    ground = chooser.ground
    sure = [one for one in said if _is_sure(one, ground, which) and clarity(ground.shown(one)) > 0]
    return sorted(
        sure,
        key=lambda one: (
            not chooser.allows(one),
            not ground.is_above(one),
            -round(_chance(one, ground, which) - _EDGE * edge(one, ground), 4),
            one.statement_id,
        ),
    )


def _is_sure(one: Statement, ground: Ground, which: str) -> bool:
    needs_more = which == "goal" and not ground.is_above(one)
    return _chance(one, ground, which) >= (SURER if needs_more else SURE)


def _chance(one: Statement, ground: Ground, which: str) -> float:
    """How likely it is one; praise and empty talk ask nothing of anybody."""
    if which == "act" and ground.coding(one).kind in (Kind.PRAISE, Kind.OTHER):
        return 0.0
    mark = ground.mark(one)
    return mark.goal if which == "goal" else mark.act


def _stake(one: Statement, chooser: QuoteChooser) -> Stake:
    return Stake(
        words=chooser.take(one) if chooser.allows(one) else "",
        statement_ids=(one.statement_id,),
        from_above=_is_executive(one, chooser.ground),
    )


def _is_executive(one: Statement, ground: Ground) -> bool:
    person = ground.person(one)
    return person is not None and person.level is Level.EXECUTIVE


def _own_action(theme: Theme, ground: Ground) -> Action | None:
    """An act of the sponsor that is planned on this topic and can begin at once."""
    verdict = ground.given.verdicts[theme.theme_id]
    if verdict.cause is not Cause.LEADERSHIP:
        return None
    own = [
        one
        for one in ground.actions.get(theme.theme_id, [])
        if one.route is Route.SPONSOR_ACTS and one.horizon is Horizon.QUICK_WIN
    ]
    return min(own, key=lambda one: one.action_id) if own else None
