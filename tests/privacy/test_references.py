from __future__ import annotations

import pytest

from toolkit.privacy import Redactor

REDACTOR = Redactor(())


@pytest.mark.parametrize(
    "text",
    [
        "It costs 12,000 EUR, € 1.250,00 or £140k, 1 200 000 € a year.",
        "On 12.05.2024, 2024-05-12, 5/12/24, 3 May and 20240513.",
        "At 10:30, 9.15 Uhr, 14h30, for 45 minutes, 24/7.",
        "30 %, 12.5%, 0,8 %, 1/3 and 3 of 4.",
        "We have 12345 customers, 150000 records and 1,234,567 rows.",
        "Version 12.4.1, Windows 11, Office 365, SAP R/3, ISO 9001, DIN-4711.",
        "Q3-2024, FY-2024, H1/2024, KW 12, week 14, 2023-2025, 2023/24.",
        "Room 4711, page 120, tab 14, cell 2, step 3, 1920x1200, 12345km.",
        "In the contract of 2023 and the order of 2024.",
        "It's no. 1, #1 on my list, number 3 of 5.",
        "Postcode 90402, extension cord, telephone times.",
    ],
)
def test_amounts_dates_shares_and_plain_counts_stay(text):
    assert REDACTOR.redact(text).text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mail a.b@c.example now", "mail [e-mail] now"),
        ("mail a.b (at) c (dot) example", "mail [e-mail]"),
        ("see https://x.example/a?b=1#c.", "see [link]."),
        ("open www.portal.example, then", "open [link], then"),
        ("at crm.firma.de today", "at [link] today"),
        (r"in \\server\team\list.xlsx", "in [link]"),
        (r"in C:\Users\akeller\x.xlsx", "in [link]"),
        ("+49 (0)89 1234567", "[phone]"),
        ("0171 5550123 or 0911/555-0123", "[phone] or [phone]"),
        ("ext. 4432", "ext. [phone]"),
        ("ticket 4711 and case #00112233", "ticket [number] and case [number]"),
        ("Kundennummer: 44551", "Kundennummer: [number]"),
        ("contratto n. 2231/24", "contratto n. [number]"),
        ("dossier n° 22314", "dossier n° [number]"),
        ("expediente n.º 2291", "expediente n.º [number]"),
        ("INC0044871, CRM-4481, KD4711", "[number], [number], [number]"),
        ("DE89 3704 0044 0532 0130 00", "[number]"),
        ("4111 1111 1111 1111", "[number]"),
        ("12345678Z", "[number]"),
        ("my number is 7734521", "my number is [number]"),
    ],
)
def test_what_can_be_looked_up_is_taken_out(text, expected):
    assert REDACTOR.redact(text).text == expected


def test_a_number_behind_the_end_of_a_sentence_belongs_to_the_next():
    text = "I opened a ticket. 300 came back."
    assert REDACTOR.redact(text).text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Huber Logistik GmbH & Co. KG zahlt nicht.", "[customer] zahlt nicht."),
        ("the Royal Albert Hospital", "the [customer]"),
        ("Ospedale San Severino, CHU de Montrive", "[customer], [customer]"),
        ("Acme Foods, Inc. called", "[customer] called"),
        ("Only Kestrel Ltd called.", "Only [customer] called."),
    ],
)
def test_organisations_are_known_by_form_or_kind(text, expected):
    assert REDACTOR.redact(text).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "The hospital and our Hospital list.",
        "Die AG, die GmbH und das Krankenhaus.",
        "SPSS, SAS and Matlab.",
        "Unsere Klinik braucht Papier.",
        "Click Save AS and wait.",
        "A Mobile Bank app",
    ],
)
def test_kinds_and_forms_alone_name_nobody(text):
    assert REDACTOR.redact(text).text == text
