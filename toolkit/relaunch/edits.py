"""What people wrote on the lines of the plan: their decisions on `text:LINE_ID`, laid over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from toolkit.model.decisions import Decisions
from toolkit.model.plan_parts import Hand, State
from toolkit.model.plan_parts import action_line as action_line
from toolkit.model.plan_parts import line_id as line_id
from toolkit.model.vocabulary import Status

FIELDS = ("title", "owner_role", "due", "before_wave", "effort", "state", "answer")
"""What a person may write on a line."""
OPTION, CHOICE = "text:relaunch-option", "choice"
LADDER, RUNG = "text:relaunch-ladder", "rung"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the machine puts into a hand."""

    owner: str
    due: date | None = None
    before_wave: int | None = None
    effort: str = ""
    answer: str = ""


def hand_of(line: str, draft: Draft, decisions: Decisions) -> Hand:
    """The draft with every field that a person decided, and what stood there before."""
    before = {
        "title": "",
        "owner_role": draft.owner,
        "due": draft.due.isoformat() if draft.due else "",
        "before_wave": str(draft.before_wave or ""),
        "effort": draft.effort,
        "state": State.OPEN.value,
        "answer": draft.answer,
    }
    return _decided(line, before, decisions)


def hand_now(line: str, hand: Hand, decisions: Decisions) -> Hand:
    """The hand of a line after more was decided on it, without its line being drafted anew."""
    return _decided(line, {**written(hand), **hand.suggested}, decisions)


def written(hand: Hand) -> dict[str, str]:
    """What stands in each of FIELDS now, as a decision would say it."""
    return {
        "title": hand.title,
        "owner_role": hand.owner,
        "due": hand.due.isoformat() if hand.due else "",
        "before_wave": str(hand.before_wave or ""),
        "effort": hand.effort,
        "state": hand.state.value,
        "answer": hand.answer,
    }


def _decided(line: str, before: Mapping[str, str], decisions: Decisions) -> Hand:
    said = {
        name: row.decided
        for name in FIELDS
        if (row := decisions.get(f"text:{line}", name)) is not None and row.decided is not None
    }
    now = {**before, **said}
    return Hand(
        owner=now["owner_role"],
        due=date.fromisoformat(now["due"]) if now["due"] else None,
        before_wave=int(now["before_wave"]) if now["before_wave"] else None,
        effort=now["effort"],
        state=State(now["state"]),
        answer=now["answer"],
        title=now["title"],
        status=_status(said, before),
        suggested={name: before[name] for name in said},
    )


def _status(said: Mapping[str, str], before: Mapping[str, str]) -> Status:
    if not said:
        return Status.SUGGESTED
    same = all(before[name] == value for name, value in said.items())
    return Status.CONFIRMED if same else Status.CHANGED
