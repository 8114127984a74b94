"""Exports of help desks as their tools write them: invented tickets of a glass works."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pytest

from toolkit.intake.detect import classify
from toolkit.intake.extracts import read_extract
from toolkit.intake.raw import ExtractReading, RawFile, RawSheet
from toolkit.intake.ticket_content import same_stem
from toolkit.model.intake import FileReading
from toolkit.model.vocabulary import FileKind
from toolkit.settings import FileSettings

STAFF = ("Ines Aaltonen", "Bram Okeke", "Lotte Vinter", "Paul Szabo", "Rosa Haas", "Ole Brandt")
ASKED = "The kiln list shows an empty page since Monday, row {n}"
ANSWER = "Showed her how the filter of kilns is cleared, {n}"


def raw_of(*rows: Sequence[str]) -> RawFile:
    sheet = RawSheet(name="x", rows=tuple(tuple(row) for row in rows))
    return RawFile(file="x.csv", form="table", extension="csv", sheets=(sheet,))


def read(*rows: Sequence[str]) -> ExtractReading:
    return read_extract(raw_of(*rows), FileKind.TICKETS, FileSettings())


def table_of(*rows: Sequence[str]) -> pd.DataFrame:
    return read(*rows).table


def reading_of(*rows: Sequence[str]) -> FileReading:
    return read(*rows).reading


def desk(head: Sequence[str], *texts: str, key: str = "{n}") -> list[Sequence[str]]:
    """Number, opened, closed (not the sixth), caller, title, state and texts of six tickets."""
    rows: list[Sequence[str]] = [head]
    for n, who in enumerate(STAFF, start=1):
        open_ = n == len(STAFF)
        told = ["" if open_ and text == ANSWER else text.format(n=n, who=who) for text in texts]
        days = (f"2026-03-{n:02d}", "" if open_ else f"2026-03-{n + 4:02d}")
        state = "Open" if open_ else "Closed"
        rows.append((key.format(n=200 + n), *days, who, f"Kiln {n} not listed", state, *told))
    return rows


HEAD = ("Ticket ID", "Created", "Closed", "Requester", "Subject", "Status")


def test_a_journal_with_day_and_author_in_one_line_tells_what_was_asked_and_done():
    head = ("Meldungsnummer", "Erstelldatum", "Abschlussdatum", "Melder", "Kurzbeschreibung")
    asked = "02.03.2026 09:14 {who}:\n" + ASKED
    done = "03.03.2026 10:00 Desk, Dora:\nFilter geleert, per Telefon gezeigt {n}"
    found = table_of(*desk((*head, "Status", "Anfrage", "Aktion"), asked, done, key="M2603-{n}"))
    assert found["description"].tolist()[0] == ASKED.format(n=1)
    assert found["resolution"].tolist()[0] == "Filter geleert, per Telefon gezeigt 1"


@pytest.mark.parametrize("header", ["What we did", "Cosa è stato fatto", "Xyz"])
def test_texts_beside_closed_tickets_alone_are_the_answers(header: str):
    found = table_of(*desk((*HEAD, "Request", header), ASKED, ANSWER))
    assert found["resolution"].tolist()[0] == ANSWER.format(n=1)
    assert found["description"].tolist()[0] == ASKED.format(n=1)


def test_texts_that_nobody_knows_are_said_where_nothing_tells_how_tickets_ended():
    rows = desk((*HEAD, "Wwww", "Owner"), ASKED, "Replaced the belt of the oven, {n}")
    found = reading_of(*rows)
    assert "Owner" in found.problem
    assert "resolution" in found.problem


def test_notes_beside_every_ticket_are_what_was_asked_where_answers_stand_elsewhere():
    found = table_of(*desk((*HEAD, "Notes", "Resolution"), ASKED, ANSWER))
    assert found["description"].tolist()[0] == ASKED.format(n=1)
    assert found["resolution"].tolist()[:1] == [ANSWER.format(n=1)]
    assert found["resolution"].tolist()[-1] == ""


def test_a_solution_in_words_under_a_header_of_two_parts_is_no_code():
    found = table_of(*desk((*HEAD, "Solution - Solution"), ANSWER))
    assert found["resolution"].tolist()[0] == ANSWER.format(n=1)
    assert set(found["resolution_code"]) == {""}


def test_a_task_of_a_board_is_a_ticket_by_its_name():
    head = ("Task ID", "Created At", "Completed At", "Reported by", "Name", "Column")
    rows = desk((*head, "Notes", "Outcome"), ASKED, ANSWER, key="12090{n}")
    titled = [
        (*row[:4], f"The list of kiln {n} stays empty", *row[5:])
        for n, row in enumerate(rows[1:], start=1)
    ]
    assert classify(raw_of(rows[0], *titled), FileSettings())[0] is FileKind.TICKETS
    found = table_of(rows[0], *titled)
    assert found["title"].tolist()[0] == "The list of kiln 1 stays empty"
    assert found["name"].tolist() == list(STAFF)


def test_an_internal_number_is_the_tickets_where_it_has_no_other():
    head = ("Issue ID", "Created", "Closed", "Author", "Title", "State")
    assert table_of(*desk(head))["ticket_id"].tolist()[0] == "201"


@pytest.mark.parametrize("key", ["I 2603 {n}", "2603-0{n}", "CAS-01{n}-X1Z"])
def test_ids_in_several_groups_stay_ids(key: str):
    found = table_of(*desk(HEAD, key=key))
    assert found["ticket_id"].tolist()[0] == key.format(n=201)


def test_articles_and_prepositions_of_a_header_do_not_matter():
    assert same_stem("Motivo della chiusura") == same_stem("Motivo chiusura")
    assert same_stem("Grund der Schließung") == same_stem("Grund Schließung")


@pytest.mark.parametrize(
    "title", ["test ticket pls ignore", "Bitte ignorieren, nur ein Test", "prova, ignorare"]
)
def test_tickets_that_only_try_the_help_desk_are_set_aside(title: str):
    row = ("900", "2026-03-20", "", "Ole Brandt", title, "Open")
    found = reading_of(*desk(HEAD), row)
    assert [(one.reason, one.rows) for one in found.set_aside] == [("test ticket", 1)]


def test_a_ticket_on_a_test_of_the_works_is_kept():
    row = ("900", "2026-03-20", "", "Ole Brandt", "Glass test fails", "Open")
    assert len(table_of(*desk(HEAD), row)) == len(STAFF) + 1


def test_a_line_of_totals_is_no_ticket():
    found = reading_of(*desk(HEAD), ("Total", "", "", "", "6", ""))
    assert [(one.reason, one.rows) for one in found.set_aside] == [("total or remark", 1)]


def test_a_service_desk_with_technicians_is_not_taken_for_another_make():
    head = ("Request ID", "Created Time", "Completed Time", "Requester", "Subject")
    rows = desk((*head, "Request Status", "Technician"), "Dora Desk")
    assert reading_of(*rows).format == "ServiceDesk Plus export"
