"""A small invented world for the facts: a chain of dental clinics, its chart tool, twelve people.

Vectors are made by hand: one axis for each matter that people speak of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.facts import find_signals, measure_facts
from toolkit.model.findings import Coding, Facts, Signal, Statement
from toolkit.model.intake import (
    TICKET_COLUMNS,
    TRAINING_COLUMNS,
    USAGE_COLUMNS,
    Extracts,
    Intake,
    Person,
    Source,
)
from toolkit.model.vocabulary import (
    CAUSES,
    Attendance,
    Cause,
    Channel,
    Kind,
    Level,
    MeasureKind,
    Wave,
)
from toolkit.settings import EncoderSettings, Mine, Project, Settings

LAUNCH = date(2026, 2, 2)
WEEKS = 12
MATTERS = ("x-rays", "recall letters", "price list", "the boss")
WORDS_ALONE = Settings(mine=Mine(encoder=EncoderSettings(name="tfidf")))
"""Without the sentence encoder: quick."""

FAULT = "Reproduced here and by the vendor: a bug in the new version, repair is planned."
SHOWN = "Showed her on the phone how it is done, it works, short guide sent."
DECIDED = "This is not an error, it works as designed and was decided by the management."
CLEANED = "The records had been migrated wrongly. Corrected by hand in the master data."
WISH = "The product cannot do this today. Taken up as a wish for the vendor."


def person(number: int, role: str = "Dental nurse", **more: object) -> Person:
    fields: dict[str, object] = {
        "person_id": f"P{number:02d}",
        "rank": number,
        "department": "Surgery",
        "role": role,
        "location": "Leuven" if number % 2 else "Gent",
        "manager_id": "P01" if number > 1 else "",
    }
    return Person(**(fields | more))  # type: ignore[arg-type]


def people(n: int = 12) -> tuple[Person, ...]:
    boss = person(1, "Head of practice", level=Level.MANAGER)
    return (boss, *(person(number) for number in range(2, n + 1)))


def usage(weekly: Iterable[tuple[str, str, MeasureKind, Sequence[float]]]) -> pd.DataFrame:
    """Rows from (person, measure, kind, value of each week since launch)."""
    rows = [
        (who, LAUNCH + timedelta(weeks=week), measure, kind, "", float(value), "use.csv", 0)
        for who, measure, kind, values in weekly
        for week, value in enumerate(values)
    ]
    table = pd.DataFrame(rows, columns=pd.Index(USAGE_COLUMNS))
    table["row"] = range(2, len(table) + 2)
    return table


def logins_and_records(
    who: str, logins: Sequence[float], records: Sequence[float]
) -> list[tuple[str, str, MeasureKind, Sequence[float]]]:
    return [
        (who, "logins", MeasureKind.LOGIN, logins),
        (who, "charts_saved", MeasureKind.CREATED, records),
    ]


def course(who: str, status: Attendance, held_on: date, **more: object) -> dict[str, object]:
    row: dict[str, object] = dict.fromkeys(TRAINING_COLUMNS, "")
    row |= {"person_id": who, "status": status, "held_on": held_on, "score": float("nan")}
    return row | {"title": "Basics", "file": "courses.csv", "row": int(who[1:]) + 1} | more


def courses(rows: Iterable[dict[str, object]]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=pd.Index(TRAINING_COLUMNS))


def ticket(number: int, who: str, title: str, resolution: str, **more: object) -> dict[str, object]:
    row: dict[str, object] = dict.fromkeys(TICKET_COLUMNS, "")
    opened = LAUNCH + timedelta(weeks=4)
    row |= {"ticket_id": f"{700 + number}", "person_id": who, "title": title, "status": "Closed"}
    row |= {"opened_on": opened, "closed_on": opened + timedelta(days=2), "resolution": resolution}
    return row | {"file": "desk.csv", "row": number + 1} | more


def tickets(rows: Iterable[dict[str, object]]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=pd.Index(TICKET_COLUMNS))


def said(number: int, who: str, text: str, wave: Wave = Wave.AFTER) -> Statement:
    source = Source(
        source_id=f"s{number}",
        file="survey.csv",
        channel=Channel.SURVEY,
        text=text,
        person_id=who,
        said_on=LAUNCH + timedelta(weeks=6),
        wave=wave,
    )
    return Statement(
        statement_id=f"S{number:02d}",
        source=source,
        start=0,
        end=len(text),
        text=text,
        language="en",
    )


def coded(statement: Statement, *likely: Cause, kind: Kind = Kind.CONCERN) -> Coding:
    """A coding whose probability is spread over `likely`, with a little for every other cause."""
    share = dict.fromkeys(CAUSES, 0.02)
    for cause in likely:
        share[cause] += (1 - 0.02 * len(CAUSES)) / len(likely)
    return Coding(
        statement_id=statement.statement_id,
        coder="made",
        kind=kind,
        cause=likely[0],
        kinds={kind: 1.0},
        causes=share,
    )


def vector(matter: str, jitter: int = 0) -> NDArray[np.float32]:
    """A unit row: the axis of the matter, turned a little by `jitter`."""
    row = np.zeros(len(MATTERS) + 8, dtype=np.float32)
    row[MATTERS.index(matter)] = 1.0
    row[len(MATTERS) + jitter % 8] = 0.3
    return row / np.linalg.norm(row)


def vectors(matters: Iterable[str]) -> NDArray[np.float32]:
    rows = [vector(matter, place) for place, matter in enumerate(matters)]
    return np.array(rows, dtype=np.float32).reshape(len(rows), len(MATTERS) + 8)


def facts(extracts: Extracts, who: tuple[Person, ...] | None = None, **project: object) -> Facts:
    settings = Settings(
        mine=Mine(
            encoder=EncoderSettings(name="tfidf"),
            project=Project(launch_on=LAUNCH, **project),  # type: ignore[arg-type]
        )
    )
    return measure_facts(Intake(people=who or people(), extracts=extracts), settings)


def signals_of(
    statements: Sequence[Statement],
    codings: Iterable[Coding],
    found: Facts,
    matters: tuple[Sequence[str], Sequence[str]],
    crew: Sequence[Person] = (),
) -> dict[str, tuple[Signal, ...]]:
    """Signals where the statements and the tickets speak of these matters."""
    return find_signals(
        statements,
        {one.statement_id: one for one in codings},
        found,
        vectors(matters[0]),
        vectors(matters[1]),
        {one.person_id: one for one in crew or people()},
    )


def weight(found: Iterable[Signal], cause: Cause) -> float:
    """Sum of what signals weigh for a cause."""
    return sum(signal.weight for signal in found if signal.cause is cause)
