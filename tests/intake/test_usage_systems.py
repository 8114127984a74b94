"""Exports of usage as systems write them: logs of log-ins, activities, pages, errors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest

from tests.intake.extracted import raw_of, reasons
from toolkit.intake.detect import classify
from toolkit.intake.extracts import read_extract, read_recorded
from toolkit.intake.measures import event_kind
from toolkit.intake.raw import ExtractReading, RawFile
from toolkit.intake.survey_listed import Beside, name_key
from toolkit.intake.weeks import time_in
from toolkit.model.vocabulary import FileKind, MeasureKind
from toolkit.settings import FileSettings

CREW = ("Alix Moreau", "Birte Hanke", "Chidi Oduya", "Dario Rossi")
MAILS = tuple(f"{name.split()[0].casefold()}@firm.example" for name in CREW)
LISTED = Beside(listed=frozenset(MAILS), names=frozenset(map(name_key, CREW)))
DAYS = tuple(f"2026-02-{day:02d}" for day in range(2, 18))


def log(header: Sequence[str], *kinds: Sequence[str], who: Sequence[str] = CREW) -> RawFile:
    """A line for each day and person, the other cells in turn."""
    lines = [
        tuple(cell.replace("WHO", who[at % 4]).replace("DAY", DAYS[at % 16]) for cell in kind)
        for at, kind in enumerate(list(kinds) * 16)
    ]
    return raw_of(header, *lines)


def read(raw: RawFile, beside: Beside = LISTED) -> ExtractReading:
    kind, _ = classify(raw, FileSettings())
    found = read_recorded(raw, kind, FileSettings(), beside)
    assert found is not None
    return found


def kinds(found: ExtractReading) -> dict[str, float]:
    return dict(found.table.groupby("measure_kind")["value"].sum())


def people(found: ExtractReading) -> set[str]:
    table = found.table
    return {name or email for name, email in zip(table["name"], table["email"], strict=True)}


@pytest.mark.parametrize("header", ["Activity assigned to", "Zugewiesen", "Asignado", "Gestito da"])
def test_whoever_is_in_the_list_is_whose_activity_it_is_whatever_the_header(header: str):
    found = read(
        log(
            ("Record ID", "Activity type", "Activity date", header, "Associated contact"),
            ("70001", "Note", "DAY 08:06", "WHO", "9716"),
            ("70002", "Call", "DAY 09:31", "WHO", "13724"),
        )
    )
    assert found.reading.kind is FileKind.USAGE
    assert people(found) == set(CREW)
    assert kinds(found) == {"created": 32.0}


def test_a_log_of_log_ins_counts_those_that_succeeded_and_those_that_failed():
    found = read(
        log(
            ("Email", "Login date", "Login succeeded", "IP address", "User agent"),
            ("WHO", "DAYT09:02:00Z", "true", "10.0.0.1", "Mozilla/5.0"),
            ("WHO", "DAYT10:02:00Z", "true", "10.0.0.1", "Mozilla/5.0"),
            ("WHO", "DAYT11:02:00Z", "false", "10.0.0.1", "Mozilla/5.0"),
            who=MAILS,
        )
    )
    assert people(found) == set(MAILS)
    assert kinds(found) == {"login": 32.0, "error": 16.0}


def test_a_list_of_errors_holds_errors_and_no_use():
    found = read(
        log(
            ("User", "Object", "Error", "Occurred at", "Retry"),
            ("WHO", "Contact", "VERSION_OVERWRITE", "DAY 10:47:00", "failed"),
            ("WHO", "Contact", "TOKEN_EXPIRED", "DAY 11:47:00", "failed"),
        )
    )
    assert kinds(found) == {"error": 32.0}
    assert sorted(set(found.table["measure"])) == ["Error TOKEN_EXPIRED", "Error VERSION_OVERWRITE"]


def test_pages_by_visitor_with_days_counted_from_1970_are_read():
    noon = str(int(datetime(2026, 2, 3, 12, tzinfo=UTC).timestamp() * 1000))
    found = read(
        log(
            ("visitorId", "accountId", "appName", "pageName", "day", "numEvents", "numMinutes"),
            ("WHO", "FIRM", "Polaris", "Home", noon, "3", "1"),
            ("WHO", "FIRM", "Polaris", "Offer - Edit", noon, "5", "2"),
            who=MAILS,
        )
    )
    assert people(found) == set(MAILS)
    assert set(found.table["module"]) == {"Home", "Offer - Edit"}
    assert kinds(found)["viewed"] == 16 * 3 + 16 * 5
    assert set(found.table["week"]) == {date(2026, 2, 2)}


def test_ids_of_records_are_neither_people_nor_amounts():
    lines = [(f"{900 + at}", "Llamada", f"{DAYS[at % 16]} 10:00", CREW[at % 4]) for at in range(48)]
    found = read(raw_of(("ID", "Tipo", "Añadido a la hora", "Asignado al usuario"), *lines))
    assert people(found) == set(CREW)
    assert set(found.table["given_id"]) == {""}
    assert kinds(found) == {"created": 48.0}


def test_names_of_records_beside_people_are_nobodys_log_ins():
    header = ("Audited Time", "Done By", "Action", "Module", "Record Name")
    lines = [
        (f"{DAYS[at % 16]} 10:00", CREW[at % 4], "Updated", "Deals", f"Deal {at}")
        for at in range(48)
    ]
    found = read(raw_of(header, *lines))
    assert set(found.table["given_id"]) == {""}
    assert kinds(found) == {"edited": 48.0}


def test_a_list_of_users_with_the_day_they_were_made_tells_their_last_log_in():
    lines = [
        (CREW[at], MAILS[at], "2025-09-15", f"2026-03-0{at + 2} 08:19" if at else "")
        for at in range(4)
    ]
    raw = raw_of(("Full name", "Email", "Created date", "Last active"), *lines)
    found = read_extract(raw, FileKind.USAGE, FileSettings())
    assert found.reading.format == "usage, one row per person with the last log-in"
    assert found.table["value"].sum() == 3.0


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("Call", MeasureKind.CREATED),
        ("Besuch", MeasureKind.CREATED),
        ("Riunione", MeasureKind.CREATED),
        ("Llamada", MeasureKind.CREATED),
        ("visit.sync", MeasureKind.OTHER),
        ("Opened note", MeasureKind.VIEWED),
    ],
)
def test_a_record_named_alone_was_made(action: str, kind: MeasureKind):
    assert event_kind(action) is kind


@pytest.mark.parametrize("header", ["Sem. du 02/02/2026", "Sett. dal 02/02/2026", "KW ab 2.2.2026"])
def test_shortened_words_for_weeks_are_read_in_headers(header: str):
    weeks = [
        header.replace("02/02", f"{day:02d}/02").replace("2.2.", f"{day}.2.") for day in (2, 9, 16)
    ]
    raw = raw_of(("Utilisateur", *weeks), *((name, "1", "0", "4") for name in CREW))
    found = read_extract(raw, FileKind.USAGE, FileSettings())
    assert sorted(set(found.table["week"])) == [date(2026, 2, day) for day in (2, 9, 16)]


def test_totals_of_a_month_stand_in_its_first_monday_and_not_in_the_month_before():
    times = time_in(["User activity summary - Feb 2026"])
    assert times is not None
    assert times.weeks == (date(2026, 2, 2),)
    day = time_in(["Events 20260203-20260331"])
    assert day is not None
    assert day.days == (date(2026, 2, 3),)


def test_a_table_of_strangers_is_not_read_by_the_list():
    raw = log(("Zugewiesen", "Betrag", "Ort"), ("WHO", "12", "Kiel"), ("WHO", "15", "Ulm"))
    assert read_recorded(raw, FileKind.OTHER, FileSettings(), Beside()) is None


def test_a_name_that_stands_once_over_its_group_is_that_of_all_its_lines():
    lines = []
    for name in CREW:
        lines += [(name, f"{DAYS[0]}", "Opp 1", "Won"), ("", f"{DAYS[3]}", "Opp 2", "Won")]
        lines += [("", f"{DAYS[9]}", "Opp 3", "Won"), ("Subtotal", "Count", "3", "")]
    head = ("Opportunity Owner", "Created Date", "Opportunity Name", "Stage")
    found = read(raw_of(head, *lines))
    assert people(found) == set(CREW)
    assert kinds(found) == {"created": 12.0}
    assert reasons(found) == {"total line": 4}


def test_measures_under_a_line_of_months_are_counted_in_their_months():
    found = read(
        raw_of(
            ("", "Januar 2026", "", "Februar 2026", ""),
            ("Benutzer", "Neu angelegt", "Geändert", "Neu angelegt", "Geändert"),
            *((name, "1", "2", "3", "4") for name in CREW),
        )
    )
    table = found.table.groupby(["week", "measure_kind"])["value"].sum()
    assert dict(table) == {
        (date(2026, 1, 5), "created"): 4.0,
        (date(2026, 1, 5), "edited"): 8.0,
        (date(2026, 2, 2), "created"): 12.0,
        (date(2026, 2, 2), "edited"): 16.0,
    }
    assert found.reading.rows_in == found.reading.rows_kept == 4


def test_what_is_counted_by_day_stands_beside_the_person():
    head = ("User ID", "Event", "Jan 12, 2026", "Jan 13, 2026", "Jan 14, 2026", "Jan 15, 2026")
    lines = [
        (mail, event, "1", "0", "2", "0")
        for mail in MAILS
        for event in ("Offer created", "Page viewed")
    ]
    assert kinds(read(raw_of(head, *lines))) == {"created": 12.0, "viewed": 12.0}


def test_the_number_of_a_type_is_no_amount():
    head = ("CreationDate", "RecordType", "Operation", "UserId")
    lines = [(f"{DAYS[at % 16]}T08:00:00Z", "64", "Update", MAILS[at % 4]) for at in range(48)]
    assert kinds(read(raw_of(head, *lines))) == {"edited": 48.0}


def test_short_french_months_are_read():
    lines = [(name, "févr. 2026", "3") for name in CREW]
    found = read_extract(
        raw_of(("Utilisateur", "Mois", "Connexions"), *lines), FileKind.USAGE, FileSettings()
    )
    assert set(found.table["week"]) == {date(2026, 2, 2)}
