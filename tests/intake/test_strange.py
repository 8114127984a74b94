"""Lists that were taken for a survey say so loudly."""

from __future__ import annotations

from pathlib import Path

from toolkit.intake.assemble import read_folder
from toolkit.intake.strange import FEWEST_ANSWERS
from toolkit.settings import Settings

CREW = ("Ines Aaltonen", "Bram Okeke", "Lotte Vinter", "Paul Szabo", "Rosa Haas", "Ole Brandt")
LINES = (f"{n};{who};Mole" for n, who in enumerate(CREW, 10))
STAFF = "\n".join(["Employee no.;Name;Department", *LINES])


def problems_of(tmp_path: Path, told: list[str]) -> list[str]:
    rows = [
        f"2026-05-0{n} 09:00;The ramp list number {n} loads too slowly;{what}"
        for n, what in enumerate(told, 1)
    ]
    head = "Timestamp;What gets in your way?;What else should we know?"
    (tmp_path / "staff.csv").write_text(STAFF, encoding="utf-8")
    (tmp_path / "survey.csv").write_text("\n".join([head, *rows]), encoding="utf-8")
    files = read_folder(tmp_path, Settings()).files
    return [one.problem for one in files if one.problem]


def test_names_of_the_list_read_as_answers_are_a_problem_that_names_the_column(tmp_path: Path):
    turned = [" ".join(reversed(who.split())) for who in CREW]
    (problem,) = problems_of(tmp_path, turned)
    assert "What else should we know?" in problem
    assert "What gets in your way?" not in problem


def test_keys_read_as_answers_are_a_problem(tmp_path: Path):
    assert len(problems_of(tmp_path, [f"INC00{41200 + n}" for n in range(6)])) == 1


def test_words_of_people_are_no_problem_though_some_name_a_colleague(tmp_path: Path):
    told = [f"Ask {who}, who knows berth {n}" for n, who in enumerate(CREW)]
    assert problems_of(tmp_path, [*told[:-1], CREW[0]]) == []


def test_a_few_answers_are_no_pattern(tmp_path: Path):
    assert problems_of(tmp_path, list(CREW[: FEWEST_ANSWERS - 1])) == []
