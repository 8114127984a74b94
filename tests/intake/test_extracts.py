from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.intake.extracted import FILES, KINDS, raw_of, read, reasons, table_of, values
from toolkit.errors import WrongSettings
from toolkit.intake.extracts import read_extract, recognise
from toolkit.intake.gate import open_file
from toolkit.intake.ticket_texts import Asker, answers
from toolkit.model.vocabulary import FileKind
from toolkit.settings import FileSettings


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_extract_is_recognised_and_every_row_accounted_for(name: str):
    found = recognise(open_file(FILES, name))
    assert found is not None
    assert found[0] is KINDS[name]
    reading = read(name).reading
    assert reading.problem == ""
    assert reading.format == found[1]
    assert reading.rows_in == reading.rows_kept + reading.rows_set_aside


def test_a_kind_that_is_no_extract_is_refused():
    with pytest.raises(WrongSettings, match="no extract"):
        read_extract(raw_of(("a",)), FileKind.ORG, FileSettings())


# Usage


def test_columns_that_are_weeks_run_over_the_new_year_and_empty_cells_are_nought():
    found = read("usage_weeks_de.csv")
    assert reasons(found) == {"total line": 1}
    mine = found.table[found.table["name"] == "Petersen, Jörg"]
    assert values(mine, "week", "value") == [
        (date(2024, 12, 16), 3.0),
        (date(2024, 12, 23), 0.0),
        (date(2024, 12, 30), 4.0),
        (date(2025, 1, 6), 5.0),
    ]
    assert set(found.table["measure_kind"]) == {"login"}
    idle = found.table[found.table["name"] == "von der Heide, Anna"]
    assert list(idle["value"]) == [0.0, 0.0, 0.0, 0.0]


def test_events_are_counted_by_person_week_and_action():
    found = read("usage_events_fr.csv")
    assert reasons(found) == {"no date": 1, "system account, no person": 1}
    chloe, sylvie = "chloe.dangelo@fret.example", "sylvie.moreau@fret.example"
    columns = ("email", "week", "measure", "measure_kind", "module", "value")
    assert values(found.table, *columns) == [
        (chloe, date(2025, 3, 3), "Commande créée", "created", "Commande", 1),
        (chloe, date(2025, 3, 3), "Connexion", "login", "", 1),
        (chloe, date(2025, 3, 10), "Commande modifiée", "edited", "Commande", 1),
        (sylvie, date(2025, 3, 3), "Commande créée", "created", "Commande", 0),
        (sylvie, date(2025, 3, 3), "Commande modifiée", "edited", "Commande", 0),
        (sylvie, date(2025, 3, 3), "Connexion", "login", "", 2),
    ]


def test_what_hardly_anybody_met_is_no_nought_of_everybody():
    header = ("timestamp", "user", "action")
    people = [f"person{number}@fret.example" for number in range(60)]
    rows = [("2025-03-03 08:00", who, "order created") for who in people[1:]]
    rows += [("2025-03-03 09:00", people[0], "view order 4711")]
    found = table_of(FileKind.USAGE, header, *rows).table
    counted = found.groupby("measure")["value"].agg(["size", "sum"])
    assert counted.loc["order created"].tolist() == [60, 59]
    assert counted.loc["view order 4711"].tolist() == [1, 1]


def test_months_stand_in_the_week_of_their_first_monday_and_it_says_so():
    found = read("usage_months_it.csv")
    mine = found.table[found.table["name"] == "Rossi Giuseppe"]
    assert values(mine, "week", "measure_kind", "value") == [
        (date(2025, 3, 3), "login", 12.0),
        (date(2025, 3, 3), "created", 1204.5),
        (date(2025, 3, 3), "backlog", 3.0),
        (date(2025, 4, 7), "login", 9.0),
        (date(2025, 4, 7), "created", 980.0),
        (date(2025, 4, 7), "backlog", 7.0),
    ]
    assert any("first Monday" in note for note in found.reading.notes)
    assert len(found.table) == 12


def test_days_are_added_up_to_weeks_and_of_a_stock_the_last_day_counts():
    found = read("usage_days_en.csv")
    mine = found.table[found.table["given_id"] == "a1"]
    assert values(mine, "week", "measure", "measure_kind", "value", "row") == [
        (date(2025, 3, 3), "open_tasks", "backlog", 4.0, 2),
        (date(2025, 3, 3), "orders_created", "created", 5.0, 2),
        (date(2025, 3, 10), "open_tasks", "backlog", 6.0, 4),
        (date(2025, 3, 10), "orders_created", "created", 1.0, 4),
    ]
    assert list(found.table.loc[found.table["given_id"] == "b2", "value"]) == [0.0, 0.0]


@pytest.mark.parametrize(
    ("header", "cells", "monday"),
    [
        ("Week", ("2025-W10", "2025-W11"), date(2025, 3, 3)),
        ("Woche", ("KW 10/25", "KW 11/25"), date(2025, 3, 3)),
        ("week_start", ("2025-03-03", "2025-03-10"), date(2025, 3, 3)),
        ("Week ending", ("2025-03-09", "2025-03-16"), date(2025, 3, 3)),
        ("Week starting", ("2025-03-02", "2025-03-09"), date(2025, 3, 3)),
        ("Wochenbeginn", ("03.03.2025", "10.03.2025"), date(2025, 3, 3)),
        ("Settimana", ("03/03/2025 - 09/03/2025", "10/03/2025 - 16/03/2025"), date(2025, 3, 3)),
        ("Semaine", ("S10-2025", "S11-2025"), date(2025, 3, 3)),
        ("Week", ("202510", "202511"), date(2025, 3, 3)),
    ],
)
def test_weeks_are_read_as_exports_write_them(header: str, cells: tuple[str, str], monday: date):
    found = table_of(
        FileKind.USAGE,
        ("user_id", header, "logins"),
        ("a1", cells[0], "1"),
        ("a1", cells[1], "2"),
    )
    assert found.table["week"].iloc[0] == monday
    assert (found.table["week"].iloc[1] - monday).days == 7


def test_one_row_per_measure_is_read_by_its_name():
    found = table_of(
        FileKind.USAGE,
        ("user", "week", "metric", "value"),
        ("Anna Keller", "2025-W10", "logins", "3"),
        ("Anna Keller", "2025-W10", "Orders created", "1,204"),
    )
    assert values(found.table, "measure", "measure_kind", "value") == [
        ("Orders created", "created", 1204.0),
        ("logins", "login", 3.0),
    ]


def test_the_last_login_is_a_log_in_of_its_week_and_never_is_nought():
    found = table_of(
        FileKind.USAGE,
        ("Name", "Last login", "Profile"),
        ("Anna Keller", "2025-03-05 10:00", "Sales"),
        ("Jan Huber", "", "Sales"),
    )
    assert values(found.table, "name", "week", "value") == [
        ("Anna Keller", date(2025, 3, 3), 1.0),
        ("Jan Huber", date(2025, 3, 3), 0.0),
    ]


def test_totals_without_any_time_are_set_aside_with_the_reason():
    found = table_of(FileKind.USAGE, ("User", "Logins", "Records created"), ("akeller", "3", "4"))
    assert reasons(found) == {"no week, month or day": 1}
    assert found.reading.problem


def test_a_persons_word_on_a_measure_wins():
    found = read_extract(
        raw_of(("user_id", "week", "pings"), ("a1", "2025-W10", "4")),
        FileKind.USAGE,
        FileSettings(columns={"pings": "measure:viewed"}),
    )
    assert values(found.table, "measure_kind", "value") == [("viewed", 4.0)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("records_created", "created"), ("Records Edited", "edited"), ("reports_opened", "viewed"),
        ("open_tasks", "backlog"), ("items_in_draft_status", "backlog"), ("errors_shown", "error"),
        ("loginCount", "login"), ("Besuche", "created"), ("offene Vorgänge", "backlog"),
        ("Aufträge geändert", "edited"), ("Anmeldungen", "login"), ("Fehlermeldungen", "error"),
        ("accessi", "login"), ("preventivi inseriti", "created"), ("bozze", "backlog"),
        ("devis créés", "created"), ("dossiers en attente", "backlog"), ("connexions", "login"),
        ("pedidos pendientes", "backlog"), ("visitas registradas", "created"),
        ("Ladefehler", "error"), ("Anzahl Abstürze", "error"), ("Minuten je Sitzung", "other"),
        ("Average session duration", "other"), ("durata delle sessioni", "other"),
        ("tea_cups", "other"),
        ("Solicitudes sin abrir", "backlog"), ("Consultas sin tratar", "backlog"),
        ("Unread requests", "backlog"), ("Ungelesene Anfragen", "backlog"),
        ("Richieste non lette", "backlog"), ("Demandes non lues", "backlog"),
        ("Consultas", "created"), ("Fiches consultées", "viewed"),
        ("Fichas consultadas", "viewed"),
    ],
)  # fmt: skip
def test_what_a_measure_counts_is_read_from_its_name(name: str, kind: str):
    found = table_of(FileKind.USAGE, ("user_id", "week", name), ("a1", "2025-W10", "4"))
    assert list(found.table["measure_kind"]) == [kind]


def test_the_order_of_rows_changes_nothing_but_row_numbers():
    header = ("timestamp", "user", "action")
    rows = [(f"2025-03-{day:02d} 08:00", "Anna Keller", "create") for day in range(3, 9)]
    one = table_of(FileKind.USAGE, header, *rows).table
    other = table_of(FileKind.USAGE, header, *reversed(rows)).table
    pd.testing.assert_frame_equal(one.drop(columns="row"), other.drop(columns="row"))


# Tickets


def test_jira_texts_lose_their_mark_up_and_the_answers_are_the_resolution():
    found = read("jira.csv")
    assert reasons(found) == {"second row of the same ticket": 1, "test ticket": 1}
    first = found.table[found.table["ticket_id"] == "DESK-12"].iloc[0]
    assert first["description"] == (
        "What happens\nTotals differ from the list, see guide and DESK-9 .\nopen month\ncompare"
    )
    assert first["resolution"] == "Which month?"
    assert first["linked_id"] == "PRB0000042; DESK-9"
    assert (first["opened_on"], first["closed_on"]) == (date(2022, 12, 20), date(2022, 12, 22))
    assert (first["kind"], first["resolution_code"], first["name"]) == (
        "Bug",
        "Fixed",
        "Anna Keller",
    )


def test_a_ticket_about_test_results_is_no_test_ticket():
    assert "DESK-14" in set(read("jira.csv").table["ticket_id"])


def test_servicenow_in_windows_1252_with_logins_and_tests_of_its_own():
    found = read("servicenow.csv")
    assert reasons(found) == {"automated test of the help desk": 1, "ticket without words": 1}
    first = found.table.iloc[0]
    assert (first["name"], first["given_id"]) == ("Jörg Petersen", "petersenj")
    assert first["title"] == "Can’t log in – password"
    assert first["resolution"] == "Reset. See PRB0000042"
    assert first["linked_id"] == "PRB0000042"
    assert first["resolution_code"] == "Solved (Permanently)"


def test_a_plain_french_list_of_tickets_with_html_and_addresses():
    found = read("tickets_fr.csv")
    first, second = (found.table.iloc[at] for at in (0, 1))
    assert first["description"] == "L'écran reste blanc & rien ne marche"
    assert first["resolution"] == "Cache vidé"
    assert (second["name"], second["email"]) == ("Chloé D'Angelo", "chloe.dangelo@fret.example")


def test_notes_without_heads_are_one_comment():
    told = answers(["0", "Shown how it is done."], Asker(name="Ann", login="ann"))
    assert told == "Shown how it is done."


def test_of_a_journal_every_entry_that_is_not_the_callers_counts_in_order_of_time():
    found = table_of(
        FileKind.TICKETS,
        ("Ticket ID", "Requester", "Subject", "Status", "Created at", "Comments"),
        (
            "7",
            "Anna Keller",
            "Cannot save",
            "Solved",
            "2025-03-10 09:00",
            "2025-03-11 09:59:00 - Help Desk (Public)\nFixed in settings.\n"
            "2025-03-10 09:30:00 - Help Desk (Public)\nWhich screen?\n"
            "2025-03-11 10:30:00 - Anna Keller (Public)\nThank you",
        ),
    )
    assert found.table["resolution"].item() == "Which screen?\n\nFixed in settings."


def test_hostile_text_in_a_ticket_stays_text():
    found = table_of(
        FileKind.TICKETS,
        ("Ticket ID", "Requester", "Subject", "Status", "Created at"),
        ("7", "Anna Keller", "=1+1 <script>alert(1)</script> a < b", "Open", "2025-03-10"),
    )
    assert found.table["title"].item() == "=1+1 a < b"


def test_surveys_are_no_extracts():
    survey = raw_of(
        ("Timestamp", "Email", "How often do you log in?", "What hinders you?"),
        *(("2025-03-10 09:00", f"{c}@firm.example", "3", "slow") for c in "abcdef"),
    )
    likert = raw_of(
        ("Name", "Date", "The tool is fast", "The tool is reliable"),
        *((f"Per{c} Son", "2025-03-10", "4", "5") for c in "abcdef"),
    )
    org = raw_of(
        ("Employee ID", "Name", "Department", "Start date"),
        *((f"E{n}", "Per Son", "Sales", "2020-03-10") for n in range(6)),
    )
    assert [recognise(raw) for raw in (survey, likert, org)] == [None, None, None]


def test_a_list_of_records_tells_who_created_how_many():
    raw = raw_of(
        ("Created by", "Created date", "Object"),
        ("Anna Keller", "2025-03-03 09:00", "Order"),
        ("Anna Keller", "2025-03-04 09:00", "Order"),
        ("Jan Huber", "2025-03-04 09:00", "Quote"),
        ("Jan Huber", "2025-03-05 09:00", "Quote"),
    )
    assert recognise(raw) == (FileKind.USAGE, "usage, one row per event")
    found = read_extract(raw, FileKind.USAGE, FileSettings())
    assert values(found.table, "name", "module", "measure_kind", "value") == [
        ("Anna Keller", "Order", "created", 2.0),
        ("Jan Huber", "Quote", "created", 2.0),
    ]


@pytest.mark.parametrize("name", ["jira.csv", "servicenow.csv", "training_platform_es.csv"])
def test_shuffled_rows_give_the_same_table_but_for_row_numbers(name: str):
    raw = open_file(FILES, name)
    header, *rows = raw.sheets[0].rows
    turned = raw_of(header, *reversed(rows), file=name)
    one = read_extract(raw, KINDS[name], FileSettings()).table.drop(columns="row")
    other = read_extract(turned, KINDS[name], FileSettings()).table.drop(columns="row")
    pd.testing.assert_frame_equal(one, other)
