from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pytest

from toolkit.intake.extracts import read_extract
from toolkit.intake.raw import RawFile, RawSheet
from toolkit.intake.ticket_texts import later_comments, linked_ids, own_id
from toolkit.model.vocabulary import FileKind
from toolkit.settings import FileSettings

HEAD = ("ID", "Title", "Status", "Opened", "Closed", "Requester", "Close notes", "Work notes")
SHOWN = "Showed her how the gate is raised."


def desk(head: Sequence[str], *rows: Sequence[str]) -> pd.DataFrame:
    sheet = RawSheet(name="desk", rows=(tuple(head), *(tuple(row) for row in rows)))
    raw = RawFile(file="desk.csv", form="table", extension="csv", sheets=(sheet,))
    return read_extract(raw, FileKind.TICKETS, FileSettings()).table


def line(number: str, note: str, comments: str = "") -> tuple[str, ...]:
    days = ("2026-03-03 08:00", "2026-03-05 12:00")
    return (number, f"Gate {number} stuck", "Closed", *days, "Aino Saar", note, comments)


@pytest.mark.parametrize("cell", ["4 812", "4\u00a0812", "#4 812", "4.812", "4812"])
def test_an_id_with_its_digits_in_groups_stays_the_tickets_id(cell: str):
    assert own_id(cell) == "4812"
    rows = [line(cell, SHOWN), line(cell.replace("812", "901"), SHOWN)]
    assert sorted(desk(HEAD, *rows)["ticket_id"]) == ["4812", "4901"]


def test_linked_cells_are_read_in_the_spelling_of_the_ids():
    assert linked_ids("4 812", ["4 790; 4 791"], "", "") == ["4790", "4791"]
    assert linked_ids("4812", ["4790 4791"], "", "") == ["4790", "4791"]


def test_what_callers_name_is_a_ticket_only_by_its_kind():
    asked = "Gate TX-40 fails again like GATE-3, course NK-200"
    assert linked_ids("GATE-9", [], asked, "Known as FLT-7.") == ["GATE-3", "FLT-7"]


def test_what_was_written_after_the_closing_counts_too():
    talk = (
        "2026-03-04 09:00:00 - Ilmar Kask (Work notes)\nasked the caller\n\n"
        "2026-03-06 09:00:00 - Aino Saar (Additional comments)\nStill stuck, please reopen."
    )
    assert desk(HEAD, line("G-1", SHOWN, talk), line("G-2", SHOWN))["resolution"].tolist() == [
        f"{SHOWN}\n\nStill stuck, please reopen.",
        SHOWN,
    ]


def test_on_the_closing_day_the_hour_decides():
    talk = ["2026-03-05 11:00:00 - A B\nbefore", "2026-03-05 13:00:00 - A B\nafter"]
    assert later_comments(talk, "2026-03-05 12:00") == ["after"]
    assert later_comments(talk, "2026-03-05") == []
    assert later_comments(talk, "") == []


@pytest.mark.parametrize(
    "header", ["Follow-ups", "Seguimientos", "Suivis", "Nachverfolgung", "Seguiti"]
)
def test_follow_ups_stand_after_the_solution(header: str):
    table = desk((*HEAD[:-1], header), line("G-1", SHOWN, "same again"), line("G-2", SHOWN))
    assert table["resolution"].tolist() == [f"{SHOWN}\n\nsame again", SHOWN]
