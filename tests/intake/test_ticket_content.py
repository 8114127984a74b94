"""Help desk tables whose headers tell little: invented tickets of a ferry line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import pytest

from toolkit.intake.detect import classify
from toolkit.intake.extracts import read_extract
from toolkit.intake.raw import RawFile, RawSheet
from toolkit.intake.ticket_content import reads_as_code, same_stem
from toolkit.intake.ticket_texts import Asker, answers
from toolkit.model.vocabulary import FileKind
from toolkit.settings import FileSettings

CREW = ("Ines Aaltonen", "Bram Okeke", "Lotte Vinter", "Paul Szabo", "Rosa Haas", "Ole Brandt")


def raw_of(*rows: Sequence[str]) -> RawFile:
    sheet = RawSheet(name="x", rows=tuple(tuple(row) for row in rows))
    return RawFile(file="x.csv", form="table", extension="csv", sheets=(sheet,))


def table_of(*rows: Sequence[str]) -> pd.DataFrame:
    return read_extract(raw_of(*rows), FileKind.TICKETS, FileSettings()).table


def desk(*head: str) -> list[Sequence[str]]:
    """Key, caller, opened, closed, what, state and a comment of six tickets, under any header."""
    rows: list[Sequence[str]] = [head]
    for n, who in enumerate(CREW, start=1):
        opened, closed = f"2026-03-{n:02d}", "" if n % 3 == 0 else f"2026-03-{n + 4:02d}"
        said = f"2026-03-{n + 2:02d} 09:00;Desk Hand;Shown at berth {n}."
        state = "offen" if n % 3 == 0 else "zu"
        rows.append((f"PIER-{n}", who, opened, closed, f"Ramp {n} does not answer", state, said))
    return rows


def test_a_help_desk_is_known_by_its_cells_though_not_by_its_header():
    rows = desk("Lfd", "Wer", "Von", "Bis", "Titel", "Status", "Verlauf")
    assert classify(raw_of(*rows), FileSettings())[0] is FileKind.TICKETS
    found = table_of(*rows)
    assert found["ticket_id"].tolist() == [f"PIER-{n}" for n in range(1, 7)]
    assert found["name"].tolist() == list(CREW)
    assert found["opened_on"].tolist()[0] == date(2026, 3, 1)
    assert found["closed_on"].isna().tolist() == [False, False, True] * 2
    assert found["resolution"].tolist()[4] == "Shown at berth 5."


def test_its_marks_win_over_a_header_that_looks_like_a_survey_tools():
    rows = desk(
        "Response ID", "Collector ID", "Started on", "Ended on", "Subject", "Status", "Note"
    )
    assert classify(raw_of(*rows), FileSettings())[0] is FileKind.TICKETS


def test_a_survey_with_ids_days_and_names_stays_a_survey():
    rows: list[Sequence[str]] = [
        ("ID", "Start time", "Completion time", "Name", "What works well?", "What does not?")
    ]
    rows += [
        (str(n), f"2026-03-0{n} 08:00", f"2026-03-0{n} 08:09", who, f"The map {n}", f"Ramp {n}")
        for n, who in enumerate(CREW, start=1)
    ]
    assert classify(raw_of(*rows), FileSettings())[0] is FileKind.SURVEY


def test_a_few_names_in_an_unknown_column_are_the_desks_own():
    rows = desk("Ticketnummer", "Schicht", "Erstellt", "Geschlossen", "Titel", "Status", "Notiz")
    many = [rows[0], *((*line[:1], CREW[0], *line[2:]) for line in rows[1:])]
    assert table_of(*many)["name"].tolist() == [""] * 6


@pytest.mark.parametrize(
    "head",
    [
        ("Clé de ticket", "Rapporteur", "Création", "Résolue", "Résumé", "État", "Commentaire"),
        (
            "Chiave segnalazione",
            "Segnalante",
            "Creata",
            "Risolta",
            "Riepilogo",
            "Stato",
            "Commento",
        ),
        ("Clave de incidencia", "Informador", "Creada", "Resuelta", "Resumen", "Estado", "Notas"),
        (
            "Vorgangsschlüssel",
            "Autor",
            "Erstellt",
            "Erledigt",
            "Zusammenfassung",
            "Status",
            "Notiz",
        ),
        ("Ticket#", "Kundenbenutzer", "Erstellt", "Geschlossen", "Titel", "Status", "Kommentar"),
        ("Ticket#", "Customer user", "Created", "Closed", "Title", "State", "Comment"),
    ],
)
def test_exports_in_five_languages_are_read(head: Sequence[str]):
    found = table_of(*desk(*head))
    assert found["ticket_id"].tolist() == [f"PIER-{n}" for n in range(1, 7)]
    assert found["name"].tolist() == list(CREW)
    assert found["closed_on"].notna().sum() == 4


SERVICE_DESKS = """
    Nummer | Geöffnet | Angefordert für | Geöffnet von | Kurzbeschreibung | Status
    | Abschlussnotizen | Arbeitsnotizen | Geschlossen

    Numero | Aperto | Richiesto per | Aperto da | Breve descrizione | Stato
    | Note di chiusura | Note di lavoro | Chiuso

    Numéro | Ouvert | Demandé pour | Ouvert par | Brève description | État
    | Notes de clôture | Notes de travail | Fermé

    Número | Abierto | Solicitado para | Abierto por | Breve descripción | Estado
    | Notas de cierre | Notas de trabajo | Cerrado

    Number | Opened | Requested for | Opened by | Short description | State
    | Close notes | Work notes | Closed
"""
HEADS = [
    tuple(one.strip() for one in text.split("|")) for text in SERVICE_DESKS.strip().split("\n\n")
]


def service_desk(head: Sequence[str]) -> RawFile:
    """Six incidents, all closed, asked for by six people and written down by one."""
    rows: list[Sequence[str]] = []
    for n, who in enumerate(CREW, start=1):
        opened, closed = f"0{n}.03.2026 08:00", f"0{n + 2}.03.2026 09:00"
        what, done = f"Ramp {n} does not answer", f"Shown the lever of berth {n}"
        rows.append((f"INC00{41200 + n}", opened, who, "Elin Moe", what, "zu", done, "", closed))
    return raw_of(head, *rows)


@pytest.mark.parametrize("head", HEADS)
def test_a_service_desk_in_five_languages_tells_who_asked_when_and_what_helped(head: Sequence[str]):
    raw = service_desk(head)
    assert classify(raw, FileSettings())[0] is FileKind.TICKETS
    found = read_extract(raw, FileKind.TICKETS, FileSettings()).table
    assert found["ticket_id"].tolist()[0] == "INC0041201"
    assert found["name"].tolist() == list(CREW)
    assert found["resolution"].tolist()[3] == "Shown the lever of berth 4"


def test_cells_fill_what_headers_leave_open_beside_three_that_name_a_help_desk():
    head = ("No. here", "When", "Whom", "Hand", "Short description", "State", "Close notes", "", "")
    assert classify(service_desk(head), FileSettings())[0] is FileKind.TICKETS


def test_a_staff_list_with_short_keys_and_days_of_joining_is_no_help_desk():
    rows = [
        (f"EMP{10230 + n}", who, "Deck officer of ramp two", f"0{n}.03.2019", "active")
        for n, who in enumerate(CREW, start=1)
    ]
    head = ("ID", "Name", "Job title", "Joined", "Status")
    assert classify(raw_of(head, *rows), FileSettings())[0] is not FileKind.TICKETS


@pytest.mark.parametrize(
    "header", ["Lösung", "Resolution", "Risoluzione", "Résolution", "Solución"]
)
def test_a_resolution_column_is_a_code_or_a_text_by_what_stands_in_it(header: str):
    head = ("Ticket ID", "Requester", "Created", "Closed", "Subject", "Status", "Comment", header)
    codes = ("Ready", "Twice", "Ready", "Ready", "Twice", "Ready")
    coded = table_of(head, *((*line, code) for line, code in zip(desk("")[1:], codes, strict=True)))
    assert coded["resolution_code"].tolist() == list(codes)
    assert coded["resolution"].tolist()[0] == "Shown at berth 1."
    texts = [f"Gangway {n} was locked, shown which lever opens it." for n in range(1, 7)]
    told = table_of(head, *((*line, text) for line, text in zip(desk("")[1:], texts, strict=True)))
    assert told["resolution"].tolist() == texts
    assert told["resolution_code"].tolist() == [""] * 6


def test_long_numbers_are_ids_of_tickets():
    rows = desk("Ticket#", "Customer user", "Created", "Closed", "Title", "State", "Comment")
    long = [rows[0], *((f"20260301100004{n}7", *line[1:]) for n, line in enumerate(rows[1:]))]
    assert table_of(*long)["ticket_id"].tolist()[0] == "2026030110000407"


def test_the_callers_own_comments_are_no_answers_by_name_login_or_address():
    cells = [
        "2026-03-01 09:00;ines@pier.example;Still broken",
        "2026-03-01 10:00;Desk;Lever shown",
        "2026-03-02 10:00;Aaltonen, Ines;Thanks",
    ]
    asker = Asker(name="Ines Aaltonen", email="ines@pier.example", words="Ramp stuck")
    assert answers([*cells, "2026-03-01 08:00;Web;Ramp stuck"], asker) == "Lever shown"


def test_a_word_of_closing_leaves_the_telling_to_the_comments():
    head = ("Ticket ID", "Created", "Subject", "Status", "Comment", "Close notes")
    line = ("PIER-1", "2026-03-01", "Ramp", "Closed", "2026-03-02 09:00;Desk;Lever shown", "Done.")
    assert table_of(head, line)["resolution"].item() == "Lever shown\n\nDone."


def test_stems_join_gender_and_number():
    assert same_stem("Creata") == same_stem("Creato")
    assert same_stem("Data apertura") != same_stem("Data chiusura")


def test_short_texts_that_hardly_recur_are_no_codes():
    assert reads_as_code(["Done", "Done", "Twice", "Done"])
    assert not reads_as_code(["Lever shown", "Bolt changed", "Ramp oiled", "Key given"])
    assert not reads_as_code([])
