"""Time the whole room of people: 2,000 people, 12,000 ties, 6,000 statements, all invented.

    python -m benchmarks.people_scale

Writes benchmarks/results/people_scale.json: CPU seconds for judging and for the plan, with an
encoder that only hashes words (a real one reads each statement once, in the rooms below), and with
six different sentences. The time of a real encoder is not in it.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.model.findings import Coding, Facts, FinalCause, Statement, Theme, Verdict
from toolkit.model.intake import ClosedAnswer, Intake, Person, Source, Tie
from toolkit.model.vocabulary import ROUTE_OF, Cause, Channel, DecidedBy, Kind, Level, UsageState
from toolkit.stakeholders import PeopleInput, judge_people
from toolkit.stakeholders.plan import PlanGiven, plan_people

RESULT = Path(__file__).parent / "results" / "people_scale.json"
PEOPLE, TIES, STATEMENTS, THEMES = 2000, 12000, 6000, 24
DAY = date(2026, 6, 1)
WORDS = (
    "the order is lost when I save it",
    "nobody showed us how to split a booking",
    "I like the calendar and use it all day",
    "please add a button that copies last week",
    "half of the addresses are old",
    "my manager still asks for the sheet",
)


def main() -> None:
    """Make the company, time the room, write the figures."""
    given = company()
    start = time.process_time()
    judged = judge_people(given)
    middle = time.process_time()
    plan = plan_people(given, judged, PlanGiven(today=DAY))
    end = time.process_time()
    figures = {
        "people": PEOPLE,
        "ties": TIES,
        "statements": STATEMENTS,
        "judging_seconds": round(middle - start, 2),
        "planning_seconds": round(end - middle, 2),
        "all_seconds": round(end - start, 2),
        "waves": len(plan.gates),
        "encoder": "hashes words: the time of a real encoder is not in these figures",
    }
    RESULT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))


def company() -> PeopleInput:
    """People in 40 departments and 12 places, one manager to twenty."""
    random = np.random.default_rng(0)
    people = tuple(person(i) for i in range(PEOPLE))
    pairs = random.integers(0, PEOPLE, (TIES, 2))
    ties = tuple(Tie(from_id=f"P{a}", to_id=f"P{int(b**0.9)}", file="f") for a, b in pairs)
    statements = tuple(said(i, int(random.integers(PEOPLE))) for i in range(STATEMENTS))
    kinds = [Kind.CONCERN, Kind.CONCERN, Kind.PRAISE, Kind.PROPOSAL, Kind.CONCERN, Kind.CONCERN]
    causes = [Cause.DEFECT, Cause.TRAINING, None, Cause.MISSING, Cause.DATA, Cause.LEADERSHIP]
    codings = {
        one.statement_id: Coding(
            statement_id=one.statement_id,
            coder="made",
            kind=kinds[i % 6],
            cause=causes[i % 6],
            kinds={kinds[i % 6]: 1.0},
            severity=1 + i % 3,
        )
        for i, one in enumerate(statements)
    }
    themes = tuple(
        Theme(
            theme_id=f"T{n:02}",
            title=f"Matter {n}",
            statement_ids=tuple(f"S{i}" for i in range(n, STATEMENTS, THEMES)),
        )
        for n in range(THEMES)
    )
    closed = tuple(
        ClosedAnswer(
            respondent_id=f"r{i}",
            file="f",
            question="recommend",
            value="",
            scale="rating",
            person_id=f"P{i}",
            agreement=float(random.random()),
            recommendation=True,
        )
        for i in range(0, PEOPLE, 2)
    )
    empty = pd.DataFrame()
    return PeopleInput(
        intake=Intake(people=people, ties=ties, closed=closed),
        statements=statements,
        codings=codings,
        final_causes={key: final(one) for key, one in codings.items()},
        themes=themes,
        verdicts={one.theme_id: verdict(n, one) for n, one in enumerate(themes)},
        facts=Facts(
            adoption=empty,
            people=empty,
            tickets=empty,
            usage_states={
                f"P{i}": list(UsageState)[int(random.integers(5))] for i in range(PEOPLE)
            },
        ),
        encode=hashed,
    )


def person(i: int) -> Person:
    """The i-th of the company."""
    level = Level.EXECUTIVE if i < 5 else Level.MANAGER if i < 105 else Level.CONTRIBUTOR
    boss = "" if i < 5 else f"P{i % 5}" if i < 105 else f"P{5 + i % 100}"
    return Person(
        person_id=f"P{i}",
        rank=i,
        department=f"Department {i % 40}",
        role=f"Role {i % 25}",
        level=level,
        location=f"Place {i % 12}",
        manager_id=boss,
    )


def said(i: int, by: int) -> Statement:
    """The i-th statement."""
    text = f"{WORDS[i % 6]} ({i})"
    source = Source(
        source_id=f"src{i}", file="f", channel=Channel.SURVEY, text=text, person_id=f"P{by}"
    )
    return Statement(
        statement_id=f"S{i}", source=source, start=0, end=len(text), text=text, language="en"
    )


def final(one: Coding) -> FinalCause:
    """The cause as coded."""
    return FinalCause(
        statement_id=one.statement_id,
        cause=one.cause,
        confidence=0.8,
        decided_by=DecidedBy.TEXT,
    )


def verdict(n: int, theme: Theme) -> Verdict:
    """A verdict of every cause in turn."""
    cause = list(Cause)[n % 10]
    return Verdict(
        theme_id=theme.theme_id,
        cause=cause,
        confidence=0.8,
        decided_by=DecidedBy.TICKETS,
        evidence="",
        would_overturn="",
        route=ROUTE_OF[cause],
    )


def hashed(texts: Sequence[str]) -> NDArray[np.float32]:
    """Unit rows from hashed words."""
    rows = np.zeros((len(texts), 64), dtype=np.float32)
    for row, text in enumerate(texts):
        for word in text.split():
            rows[row, hashlib.blake2b(word.encode(), digest_size=1).digest()[0] % 64] += 1
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


if __name__ == "__main__":
    main()
