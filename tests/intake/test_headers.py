from __future__ import annotations

import pytest

from toolkit.intake.headers import (
    compact_key,
    halves_of,
    header_key,
    looks_like_email,
    looks_like_id,
    looks_like_name,
    looks_like_number,
    ordinal_of,
    role_of,
    share_of,
    vocabulary,
)


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("  Start\u00a0 Date ", "start date"),
        ("StartDate", "start date"),
        ("Prénom *", "prenom"),
        ("Straße:", "strasse"),
        ("e-mail_address", "e mail address"),
        ("Score¹", "score"),
    ],
)
def test_headers_are_compared_without_what_varies(header: str, key: str):
    assert header_key(header.replace("\u00a0", " ")) == key


def test_hyphens_and_blanks_make_no_difference():
    assert compact_key("E-Mail-Adresse") == compact_key("Emailadresse")


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("E-Mail-Adresse", "email"),
        ("Adresse e-mail", "email"),
        ("Correo electrónico", "email"),
        ("ExternalReference", "person_id"),
        ("Personalnummer", "person_id"),
        ("Cognome", "last_name"),
        ("Prénom", "first_name"),
        ("Nombre y apellidos", "name"),
        ("Marca temporal", "end_date"),
        ("Informazioni cronologiche", "end_date"),
        ("Reparto", "department"),
        ("Standort", "location"),
        ("What gets in your way?", None),
        ("", None),
    ],
)
def test_known_headers_have_a_role_in_five_languages(header: str, role: str | None):
    assert role_of(header) == role


def test_no_word_has_two_roles_in_a_survey():
    seen: dict[str, str] = {}
    for role, words in vocabulary("survey").items():
        for word in words:
            assert seen.setdefault(compact_key(word), role) == role, word


@pytest.mark.parametrize("value", ["a.b@c.example", "<a@b.example>"])
def test_addresses_are_known(value: str):
    assert looks_like_email(value)


@pytest.mark.parametrize("value", ["a@b", "write to a@b.example", "@b.example"])
def test_other_texts_are_no_addresses(value: str):
    assert not looks_like_email(value)


def test_codes_numbers_and_names_are_told_apart():
    assert [looks_like_id(value) for value in ("AB1234", "7", "two words 1", "word")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert [looks_like_number(value) for value in ("7", "0,5", "85 %", "7a")] == [
        True, True, True, False,
    ]  # fmt: skip
    assert all(map(looks_like_name, ("Nora Berg", "Berg, Nora", "Dr. Anne-Marie O’Neil")))
    assert not any(map(looks_like_name, ("nora berg", "Nora", "it is slow")))


def test_a_share_counts_filled_cells_only():
    assert share_of(["1", "", "x", ""], str.isdigit) == 0.5
    assert share_of(["", ""], str.isdigit) == 0.0


@pytest.mark.parametrize(
    ("header", "parts"),
    [
        ("Surname1", ("surname", 1)),
        ("Nachname 2", ("nachname", 2)),
        ("1er apellido", ("apellido", 1)),
        ("2º Apellido", ("apellido", 2)),
        ("2. cognome", ("cognome", 2)),
        ("Surname", ("", 0)),
        ("Room 12", ("", 0)),
    ],
)
def test_a_numbered_header_is_its_word_and_its_number(header: str, parts: tuple[str, int]):
    assert ordinal_of(header) == parts


def test_a_header_in_two_languages_is_cut_where_a_sign_parts_them():
    assert halves_of("Abteilung / Department") == ("Abteilung", "Department")
    assert halves_of("Ort\nSite") == ("Ort", "Site")
    assert halves_of("Mitarbeiter/in") == ()
