"""A raw folder of invented words, as large as the desk promises to stay quick for.

`write_case(folder, points)` writes a staff survey with so many points in its open answers, and the
list of the people who gave them. Same arguments, same files. Nobody in it exists.
"""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Final

TOOL: Final = ("Moorline", "the booking tool", "the new system", "Moorline on the tablet")
THING: Final = (
    *("lorry list", "berth plan", "day sheet", "manifest", "tide table", "crew rota", "fuel log"),
    *("group booking", "refund form", "lashing plan", "cargo note", "delay notice", "pier map"),
)
PLACE: Final = (
    *("at the pier", "on the night crossing", "in the office", "at Stonewick", "at Gull Bay"),
    *("before boarding", "after the storm in March", "when the signal drops", "at shift change"),
)
WHO: Final = ("my manager", "the harbour desk", "our purser", "the depot", "head office")
SAID: Final = (
    "{Tool} loses the {thing} {place} and I type it twice.",
    "{Tool} crashed {place} while I saved the {thing}.",
    "There is no way to print the {thing} {place}.",
    "It takes {n} boxes to change one {thing} {place}.",
    "The {thing} still holds {n} customers who left years ago.",
    "Nobody showed us how to split the {thing} {place}.",
    "The course came {n} weeks too early and I forgot how the {thing} works.",
    "We were never told why the {thing} moved into {tool}.",
    "{Who} still asks for the {thing} on paper {place}.",
    "I keep the {thing} for others and get nothing back for it.",
    "I fear that {who} counts every minute I spend on the {thing}.",
    "The {thing} does not fit how we load {place}.",
    "Could {tool} send the {thing} to {who} by itself?",
    "The {thing} is quick {place} and I like it.",
    "What happens to the {thing} {place} if {who} is away?",
)
ROLE: Final = ("Deckhand", "Purser", "Clerk", "Planner", "Engineer")
DEPARTMENT: Final = ("Freight", "Passengers", "Harbour", "Office")
TOWN: Final = ("Stonewick", "Gull Bay", "Northmole", "Saltreach")
QUESTIONS: Final = ("What gets in your way?", "What would you change?", "What else?")


def point(draw: random.Random) -> str:
    """One sentence that makes one point."""
    tool, who = draw.choice(TOOL), draw.choice(WHO)
    return draw.choice(SAID).format(
        Tool=tool[0].upper() + tool[1:],
        tool=tool,
        Who=who[0].upper() + who[1:],
        who=who,
        thing=draw.choice(THING),
        place=draw.choice(PLACE),
        n=draw.randint(3, 60),
    )


def write_case(folder: Path, points: int, seed: int = 0) -> Path:
    """The raw folder; one answer in four holds two points."""
    folder.mkdir(parents=True, exist_ok=True)
    draw = random.Random(seed)
    people, answers, made = [], [], 0
    while made < points:
        mail = f"w{len(people):05}@moorline.example"
        people.append([mail, *(draw.choice(one) for one in (ROLE, DEPARTMENT, TOWN))])
        cells = [[point(draw) for _ in range(1 + (draw.random() < 0.25))] for _ in QUESTIONS]
        made += sum(len(one) for one in cells)
        on = date(2026, 3, 2) + timedelta(days=draw.randint(0, 20))
        answers.append([len(people), on.isoformat(), mail, *(" ".join(one) for one in cells)])
    _write(folder / "people.csv", ["Email", "Role", "Department", "Location"], people)
    _write(folder / "survey.csv", ["Response ID", "Date", "Email", *QUESTIONS], answers)
    return folder


def _write(path: Path, head: list[str], rows: list[list[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
