"""You said, we did: from a statement to the change, the release, and the day it was told."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from toolkit.model.findings import Action, Statement
from toolkit.model.plan_parts import State
from toolkit.model.vocabulary import Kind, Wave
from toolkit.stakeholders.convertibility import complaint, first_word
from toolkit.stakeholders.faults import FIXED, IS_COMPLAINT
from toolkit.stakeholders.people_input import Known
from toolkit.stakeholders.promising import Alarm, as_day

ASKS = (Kind.CONCERN, Kind.PROPOSAL)
TAKEN = "taken"


class Stage(StrEnum):
    """How far a point has come."""

    SAID = "said"
    TAKEN_UP = "taken up"
    """A person wrote down what changes, or took the action on."""
    RELEASED = "released"
    TOLD = "told"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """One point of one person and what became of it."""

    statement_id: str
    person_id: str
    """"" for an anonymous speaker, who is told with everybody."""
    theme_id: str
    words: str
    """As they may be shown."""
    stage: Stage
    change: str
    """What a person wrote, else the action that is suggested for it; "" where there is none."""
    suggested: bool
    """Whether `change` is only suggested."""
    action_id: str = ""
    release: str = ""
    released_on: date | None = None
    told_on: date | None = None


def you_said_we_did(known: Known, actions: Sequence[Action]) -> tuple[LedgerLine, ...]:
    """A line for every concern and proposal since the launch, by theme and then by statement.

    Decisions on `statement:ID` (`change`, `release`, `told_on`) win over those on its theme, these
    over the suggested action and its answer. A fault that was called fixed (`theme:ID`, `fixed_on`)
    is released on that day for everybody who complained of it. What was said off the record has no
    line: nobody is to be told "you said".
    """
    book = _book(known, actions)
    lines = [book.line(one) for one in known.given.statements if _asks(one, known)]
    return tuple(sorted(lines, key=lambda one: (not one.theme_id, one.theme_id, one.statement_id)))


def told_anew(
    lines: Sequence[LedgerLine],
    known: Known,
    actions: Sequence[Action],
    statement_ids: Collection[str],
) -> tuple[LedgerLine, ...]:
    """The lines with those of some statements made anew; the order stays."""
    if not statement_ids:
        return tuple(lines)
    book = _book(known, actions)
    anew = {
        one.statement_id: book.line(one)
        for one in known.given.statements
        if one.statement_id in statement_ids
    }
    return tuple(anew.get(one.statement_id, one) for one in lines)


def _book(known: Known, actions: Sequence[Action]) -> _Book:
    return _Book(
        known=known,
        action_of={key: one for one in actions for key in one.statement_ids},
        releases={one.name: one.on for one in known.given.settings.mine.project.releases},
        identified=frozenset(one.statement_id for own in known.said.values() for one in own),
    )


def _asks(one: Statement, known: Known) -> bool:
    coding = known.given.codings.get(one.statement_id)
    since = one.source.wave is not Wave.BEFORE and not one.empty and not one.source.off_record
    return since and coding is not None and coding.kind in ASKS


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    known: Known
    action_of: Mapping[str, Action]
    releases: Mapping[str, date]
    identified: frozenset[str]

    def line(self, one: Statement) -> LedgerLine:
        theme = self.known.theme_of.get(one.statement_id)
        theme_id = theme.theme_id if theme else ""
        action = self.action_of.get(one.statement_id)
        change = self.decided(one.statement_id, theme_id, "change")
        release = self.decided(one.statement_id, theme_id, "release")
        told = as_day(self.decided(one.statement_id, theme_id, "told_on"))
        fixed = as_day(self.decided("", theme_id, FIXED)) if _complains(one, self.known) else None
        taken = bool(change) or (action is not None and self.taken_on(action))
        return LedgerLine(
            statement_id=one.statement_id,
            person_id=one.source.person_id if one.statement_id in self.identified else "",
            theme_id=theme_id,
            words=self.known.given.shown.get(one.statement_id, ""),
            stage=_stage(taken, bool(release or fixed), told),
            change=change or (action.title if action else ""),
            suggested=not change,
            action_id=action.action_id if action else "",
            release=release,
            released_on=self.releases.get(release) or fixed,
            told_on=told,
        )

    def taken_on(self, action: Action) -> bool:
        """Whether a person took an action on; what the machine suggests is not taken up."""
        decisions = self.known.given.decisions
        line = f"text:{action.line}"
        said = decisions.value(line, "answer")
        for theme_id in action.theme_ids[:1]:
            said = said or decisions.value(f"theme:{theme_id}", "action_answer")
        under_way = decisions.value(line, "state") in (State.DOING, State.DONE)
        return under_way or first_word(said or "") == TAKEN

    def decided(self, statement_id: str, theme_id: str, field: str) -> str:
        decisions = self.known.given.decisions
        own = decisions.value(f"statement:{statement_id}", field)
        of_all = decisions.value(f"theme:{theme_id}", field) if theme_id else None
        return own or of_all or ""


def _complains(one: Statement, known: Known) -> bool:
    return complaint(known.given.codings.get(one.statement_id)) >= IS_COMPLAINT


def _stage(taken: bool, released: bool, told: date | None) -> Stage:
    if told:
        return Stage.TOLD
    if released:
        return Stage.RELEASED
    return Stage.TAKEN_UP if taken else Stage.SAID


def untold(lines: Sequence[LedgerLine], within_days: int, today: date) -> tuple[Alarm, ...]:
    """An alarm per person for whom something was released `within_days` ago and nobody said so."""
    late: dict[str, list[LedgerLine]] = {}
    for one in lines:
        ripe = one.stage is Stage.RELEASED and one.released_on is not None and one.person_id
        if ripe and one.released_on and today > one.released_on + timedelta(days=within_days):
            late.setdefault(one.person_id, []).append(one)
    found = []
    for person_id, own in late.items():
        first = min(own, key=lambda one: (one.released_on or today, one.statement_id))
        since = (first.released_on or today) + timedelta(days=within_days)
        found.append(
            Alarm(
                person_id=person_id,
                sentence=f"{_what(first)}, and was not told "
                f"({len(own)} point{'s' if len(own) > 1 else ''})",
                owner="",
                days=(today - since).days,
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.days, one.person_id)))


def _what(line: LedgerLine) -> str:
    if line.release:
        return f"asked for what release {line.release} brought"
    return "complained of what is fixed by now"
