"""Which tickets belong together: invented tickets of a clinic's help desk and its developers."""

from __future__ import annotations

import pandas as pd

from tests.facts.clinic import FAULT, SHOWN, ticket, tickets
from toolkit.facts.linked import find_ids, find_links
from toolkit.facts.ticket_outcomes import find_ticket_outcomes


def linked(*rows: dict[str, object]) -> dict[str, list[int]]:
    table = tickets(rows)
    found = find_links(table, [False] * len(table))
    return {name: places.tolist() for name, places in found.problems.items()}


def board(number: int, title: str, resolution: str, **more: object) -> dict[str, object]:
    """A developers' work item: another file, with numbers of its own."""
    row = ticket(number, "", title, resolution, file="board.csv", closed_on=None)
    return row | {"ticket_id": str(number)} | more


def test_an_article_of_the_knowledge_base_is_no_record_of_a_problem():
    rows = [ticket(n, f"P0{n}", "X-ray gone", "sent KB-311 to the ward") for n in (1, 2, 3)]
    assert linked(*rows) == {}
    assert find_ids("sent KB-311, see PRB-12") == {"PRB-12"}


def test_what_one_ticket_calls_a_course_is_a_course_in_all():
    rows = [
        ticket(1, "P02", "X-ray gone", "Link RAD-110 geschickt"),
        ticket(2, "P03", "X-ray gone", "RAD-110"),
        ticket(3, "P04", "X-ray gone", "RAD-110, closing"),
    ]
    assert linked(*rows) == {}


def test_a_desk_and_its_developers_meet_by_the_developers_number():
    rows = [
        ticket(1, "P02", "X-ray gone", "reproduced at the ward, raised as DV#4471"),
        ticket(2, "P03", "X-ray lost", "DV#4471, wait for it"),
        ticket(3, "P04", "Bill", SHOWN),
        board(4471, "X-ray dropped on save", FAULT),
    ]
    assert linked(*rows) == {"4471": [0, 1, 3]}
    read = find_ticket_outcomes(tickets(rows)).set_index("ticket_id")["outcome"]
    assert read["701"] == read["702"] == read["4471"] == "confirmed_defect"


def test_a_desk_and_its_developers_meet_by_the_desks_numbers():
    rows = [
        ticket(1, "P02", "X-ray gone", "passed on", ticket_id="50711"),
        ticket(2, "P03", "X-ray lost", "passed on", ticket_id="50712"),
        board(88, "Picture dropped", FAULT, description="Reproduced. Desk 50711, 50712"),
    ]
    assert linked(*rows) == {"88": [0, 1, 2]}


def test_tickets_of_one_file_that_name_one_another_are_no_problem_record():
    rows = [ticket(n, f"P0{n}", "X-ray gone", "see #701") for n in (1, 2, 3)]
    assert linked(*rows) == {}


def test_a_later_tickets_title_takes_an_earlier_closing_back():
    rows = [
        ticket(1, "P02", "X-ray gone", SHOWN),
        ticket(2, "P02", "701 wrongly closed", FAULT),
    ]
    table: pd.DataFrame = tickets(rows)
    assert find_links(table, [False, False]).corrections == {0: 1}
    assert find_ticket_outcomes(table)["outcome"].tolist() == ["confirmed_defect"] * 2
