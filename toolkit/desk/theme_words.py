"""What an action on themes would change, in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from toolkit.desk.theme_card import Effect, Plan
from toolkit.desk.theme_showing import ThemeShowing
from toolkit.model.shapes import read_members
from toolkit.model.vocabulary import ROUTE_OF, Cause
from toolkit.pipeline.shaping import Draft
from toolkit.reports.palette import CAUSE_WORD


def sentence_of(plan: Plan, drafts: Sequence[Draft], shown: ThemeShowing) -> str:
    """One or two sentences: what goes where, how many, and what follows from it."""
    return _SAY[plan.action](plan, drafts, shown)


def _count(number: int, word: str) -> str:
    many = {"person": "people", "statement": "statements"}
    return f"{number} {word if number == 1 else many[word]}"


def _named(theme_id: str, shown: ThemeShowing) -> str:
    title = next((one.title for one in shown.themes if one.theme_id == theme_id), "")
    return f"{theme_id} “{title}”"


def _effect(plan: Plan, theme_id: str) -> Effect:
    return next(one for one in plan.effects if one.theme_id == theme_id)


def _merge(plan: Plan, drafts: Sequence[Draft], shown: ThemeShowing) -> str:
    source = _subject(drafts[0])
    target = next(iter(read_members(drafts[0].value)))
    one, other = _effect(plan, source), _effect(plan, target)
    both = one.people_before + other.people_before - other.people_after
    shared = f"; {_count(both, 'person')} spoke in both" if both else ""
    return (
        f"{_named(source, shown)} goes into {_named(target, shown)}: "
        f"{one.statements_before} and {other.statements_before} statements become "
        f"{other.statements_after}, of {_count(other.people_after, 'person')}{shared}. "
        f"What is new to {source} will go there too."
    )


def _split(plan: Plan, drafts: Sequence[Draft], shown: ThemeShowing) -> str:
    new, old = read_members(drafts[0].value)
    left, kept = _effect(plan, new), _effect(plan, old)
    return (
        f"{_named(old, shown)} keeps {_count(kept.statements_after, 'statement')} of "
        f"{_count(kept.people_after, 'person')}; {_count(left.statements_after, 'statement')} of "
        f"{_count(left.people_after, 'person')} become {new}, which the next run names and judges."
    )


def _rename(_: Plan, drafts: Sequence[Draft], shown: ThemeShowing) -> str:
    draft = drafts[0]
    return f"{_named(_subject(draft), shown)} will be called “{draft.value}”, whatever it gains."


def _pin(_: Plan, drafts: Sequence[Draft], __: ThemeShowing) -> str:
    theme_id = _subject(drafts[0])
    number = len(read_members(drafts[0].value)[theme_id])
    return (
        f"The {_count(number, 'statement')} of {theme_id} stay together whatever a later run "
        "finds; new ones may join them."
    )


def _unpin(_: Plan, drafts: Sequence[Draft], __: ThemeShowing) -> str:
    return f"The statements of {_subject(drafts[0])} may go where the next run finds them."


def _move(plan: Plan, drafts: Sequence[Draft], shown: ThemeShowing) -> str:
    target = drafts[0].value
    where = f"to {_named(target, shown)}" if target else "to no theme"
    gone = [one.theme_id for one in plan.effects if not one.statements_after]
    ends = f" Nothing is left of {', '.join(gone)}." if gone else ""
    goes = "goes" if len(drafts) == 1 else "go"
    return f"{_count(len(drafts), 'statement')} {goes} {where}, and will stay there.{ends}"


def _verdict(_: Plan, drafts: Sequence[Draft], __: ThemeShowing) -> str:
    draft = drafts[0]
    cause = Cause(draft.value)
    mine = CAUSE_WORD[cause]
    if not draft.suggested:
        return f"Your verdict: {mine}. What follows is to {ROUTE_OF[cause]}."
    other = Cause(draft.suggested)
    sure = f", {draft.confidence:.0%} sure" if draft.confidence is not None else ""
    if cause is other:
        return f"Your verdict confirms the suggestion: {mine}."
    return (
        f"Your verdict: {mine}, instead of {CAUSE_WORD[other]} (suggested{sure}). "
        f"What follows is “{ROUTE_OF[cause]}” instead of “{ROUTE_OF[other]}”."
    )


def _subject(draft: Draft) -> str:
    return draft.subject.split(":", 1)[1]


_SAY: Final[Mapping[str, Callable[[Plan, Sequence[Draft], ThemeShowing], str]]] = {
    "merge": _merge,
    "split": _split,
    "rename": _rename,
    "pin": _pin,
    "unpin": _unpin,
    "move": _move,
    "verdict": _verdict,
}
