"""Builders of people, words, ratings and ties for the tests of this room: all invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pandas as pd

from toolkit.model.decisions import Decision, Decisions
from toolkit.model.findings import (
    Coding,
    Facts,
    FinalCause,
    Placement,
    Stakeholder,
    Statement,
    Theme,
    Verdict,
)
from toolkit.model.intake import ClosedAnswer, Intake, Person, Source, Tie
from toolkit.model.vocabulary import (
    ROUTE_OF,
    Cause,
    Channel,
    Convertible,
    DecidedBy,
    Influence,
    Kind,
    Level,
    QuestionMeaning,
    Stance,
    UsageState,
    Wave,
)
from toolkit.stakeholders import PeopleInput
from toolkit.stakeholders.gates import GateInput, Rival, WaveGate, judge_gates
from toolkit.stakeholders.people_input import index_people

FILE = "survey.csv"
TODAY = date(2026, 6, 1)


def person(
    key: str,
    rank: int = 0,
    *,
    department: str = "Sales",
    level: Level = Level.CONTRIBUTOR,
    location: str = "Oslo",
    role: str = "Adviser",
    manager: str = "",
    **more,
) -> Person:
    return Person(
        person_id=key,
        rank=rank,
        department=department,
        level=level,
        location=location,
        role=role,
        manager_id=manager,
        **more,
    )


def said(
    key: str,
    text: str,
    *,
    by: str,
    meaning: QuestionMeaning = QuestionMeaning.OTHER,
    wave: Wave = Wave.AFTER,
    empty: bool = False,
    file: str = FILE,
    off_record: bool = False,
) -> Statement:
    source = Source(
        source_id=f"src-{key}",
        file=file,
        channel=Channel.SURVEY,
        text=text,
        person_id=by,
        meaning=meaning,
        wave=wave,
        off_record=off_record,
    )
    return Statement(
        statement_id=key,
        source=source,
        start=0,
        end=len(text),
        text=text,
        language="en",
        empty=empty,
    )


def coded(key: str, kind: Kind, cause: Cause | None = None, severity: int | None = None) -> Coding:
    causes = {cause: 1.0} if cause else {}
    return Coding(
        statement_id=key,
        coder="test",
        kind=kind,
        cause=cause,
        kinds={kind: 1.0},
        causes=causes,
        severity=severity,
    )


def rated(by: str, of_ten: int, *, wave: Wave = Wave.AFTER, overall: bool = True) -> ClosedAnswer:
    return ClosedAnswer(
        respondent_id=f"r-{by}",
        file=FILE,
        question="Would you recommend it?" if overall else "It is easy.",
        value=str(of_ten),
        scale="rating" if overall else "likert",
        person_id=by,
        agreement=of_ten / 10,
        recommendation=overall,
        wave=wave,
    )


def ties(*pairs: tuple[str, str]) -> tuple[Tie, ...]:
    return tuple(Tie(from_id=one, to_id=other, file=FILE) for one, other in pairs)


def facts(**states: UsageState) -> Facts:
    empty = pd.DataFrame()
    return Facts(adoption=empty, people=empty, tickets=empty, usage_states=states)


def theme(key: str, title: str, *statement_ids: str) -> Theme:
    return Theme(theme_id=key, title=title, statement_ids=statement_ids)


def verdict(key: str, cause: Cause, by: DecidedBy = DecidedBy.TICKETS) -> Verdict:
    return Verdict(
        theme_id=key,
        cause=cause,
        confidence=0.9,
        decided_by=by,
        evidence="seen in 9 tickets",
        would_overturn="a repair that changes nothing",
        route=ROUTE_OF[cause],
    )


def decisions(*rows: tuple[str, str, str]) -> Decisions:
    """From (subject, field, value)."""
    at = datetime(2026, 5, 4, tzinfo=UTC)
    return Decisions(
        Decision(
            decision_id=number,
            subject=subject,
            field=field,
            suggested="",
            confidence=None,
            decided=value,
            coder="Ada",
            at=at,
            memo="spoke with them",
        )
        for number, (subject, field, value) in enumerate(rows, start=1)
    )


def people_input(
    people: Sequence[Person],
    statements: Sequence[Statement] = (),
    codings: Sequence[Coding] = (),
    *,
    closed: Sequence[ClosedAnswer] = (),
    nominations: Sequence[Tie] = (),
    **more,
) -> PeopleInput:
    more.setdefault("facts", facts())
    return PeopleInput(
        intake=Intake(people=tuple(people), closed=tuple(closed), ties=tuple(nominations)),
        statements=tuple(statements),
        codings={one.statement_id: one for one in codings},
        **more,
    )


def judged(key: str, stance: Stance | None = None, **more) -> Stakeholder:
    """Somebody as the room judged, by default of low influence and not asked."""
    plain = {
        "stance_confidence": None,
        "stance_before": None,
        "usage_state": UsageState.UNKNOWN,
        "influence": Influence.LOW,
        "influence_score": 0.0,
        "former_champion": False,
        "convertible": Convertible.NOT_ASKED,
        "convertibility": None,
    }
    return Stakeholder(person_id=key, stance=stance, **(plain | more))


def placed(*rows: tuple[str, int]) -> tuple[Placement, ...]:
    return tuple(Placement(person_id=key, reason="", wave=wave) for key, wave in rows)


def of_data(*keys: str) -> dict[str, FinalCause]:
    return {
        key: FinalCause(
            statement_id=key, cause=Cause.DATA, confidence=0.9, decided_by=DecidedBy.TEXT
        )
        for key in keys
    }


def refused(person_id: str) -> tuple[str, str, str]:
    return f"person:{person_id}", "may_approach", "no"


def gates_of(
    given: PeopleInput,
    *waves: tuple[str, int],
    known: Sequence[Stakeholder] = (),
    rivals: Sequence[Rival] = (),
) -> tuple[WaveGate, ...]:
    """Every wave's gate on TODAY, no wave with a day to start."""
    return judge_gates(
        GateInput(
            known=index_people(given, {}),
            judged=known,
            waves=placed(*waves),
            starts={},
            today=TODAY,
            rivals=rivals,
        )
    )
