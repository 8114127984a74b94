"""Speaker labels: what is cleaned off, what is a label, and which labels are one person."""

from __future__ import annotations

from collections import Counter

import pytest

from toolkit.intake.heads import full_names, name_of_other_side, names_in_head
from toolkit.intake.labels import (
    accepted_labels,
    canonical_labels,
    clean_label,
    identity_of,
    label_key,
    looks_like_label,
    role_of_label,
    split_label,
)
from toolkit.intake.raw import Identity


@pytest.mark.parametrize(
    "label",
    [
        "Ruth Okafor (SL)",
        "Ruth Okafor (she/her)",
        "Ruth Okafor (SL) (Guest)",
        "Ruth Okafor | Desk Consulting",
        "Ruth Okafor – Desk Consulting",
        "Ruth Okafor @ Desk",
        "[EXT] Ruth Okafor",
        "Ruth Okafor's iPhone",
        "iPad von Ruth Okafor",
        " **Ruth Okafor**: ",
    ],
)
def test_everything_but_the_name_is_cleaned_off(label):
    assert clean_label(label) == "Ruth Okafor"


def test_hyphens_and_commas_within_a_name_stay():
    assert clean_label("Anne-Marie de la Tour") == "Anne-Marie de la Tour"
    assert clean_label("Okafor, Ruth (EXT)") == "Okafor, Ruth"


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Interviewer1 ", "interviewer"),
        ("INTERVIEWER 2", "interviewer"),
        ("Befragte*r 3", "respondent"),
        ("Intervistatrice", "interviewer"),
        ("Enquêté(e)", "respondent"),
        ("Entrevistado/a", "respondent"),
        ("SPEAKER_01", "unnamed"),
        ("Unknown Speaker", "unnamed"),
        ("Berater", "asker"),
        ("Frau Huber", ""),
        ("Dan", ""),
    ],
)
def test_roles_are_known_with_numbers_and_in_five_languages(label, role):
    assert role_of_label(label) == role


@pytest.mark.parametrize(
    "label",
    ["Dan", "interviewee", "JÜRGEN", "Maria von der Heide", "P7", "id1", "AB", "Okafor, Ruth", "I"],
)
def test_these_may_name_a_speaker(label):
    assert looks_like_label(label)


@pytest.mark.parametrize(
    "label",
    [
        "Note",
        "Three things",
        "The point",
        "Mein Problem",
        "we met at",
        "https",
        "Well",
        "Datum",
        "12",
        "",
    ],
)
def test_these_name_nobody(label):
    assert not looks_like_label(label)


@pytest.mark.parametrize(
    ("line", "label", "stamp", "text"),
    [
        ("Dan: It is 10:30.", "Dan", "", "It is 10:30."),
        ("[00:12] Dan: Yes.", "Dan", "00:12", "Yes."),
        ("Dan (00:01:15): Yes.", "Dan", "00:01:15", "Yes."),
        ("Dan [00:12] Yes.", "Dan", "00:12", "Yes."),
        ("[id1] Yes: no.", "id1", "", "Yes: no."),
        ("Dan\tYes.", "Dan", "", "Yes."),
        ("00:12\tDan\tYes.", "Dan", "00:12", "Yes."),
        (">> Dan: Yes.", "Dan", "", "Yes."),
    ],
)
def test_a_label_is_found_in_every_shape(line, label, stamp, text):
    found = split_label(line)
    assert found is not None
    assert (found.label, found.stamp, found.text) == (label, stamp, text)


def test_an_address_is_no_label():
    assert split_label("https://desk.example") is None


def test_a_name_in_bold_needs_no_colon():
    found = split_label("Dan Yes, it is.", "Dan")
    assert found is not None
    assert (found.label, found.text) == ("Dan", "Yes, it is.")


def test_a_single_label_is_believed_only_where_nearly_all_is_labelled():
    few = Counter({"Dan": 5, "Ruth": 5, "Kim": 1})
    assert label_key("Kim") in accepted_labels(few, units=11)
    assert label_key("Kim") not in accepted_labels(few, units=40)


def test_spellings_and_parts_of_a_name_are_one_speaker():
    found = Counter({"Jürgen Maier (Vertrieb)": 1, "JUERGEN MAIER": 2, "Jürgen": 9, "Anna": 3})
    shown = canonical_labels(found)
    assert shown["Jürgen"] == shown["JUERGEN MAIER"] == shown["Jürgen Maier (Vertrieb)"]
    assert shown["Anna"] == "Anna"


def test_a_first_name_of_two_people_stays_apart():
    shown = canonical_labels(Counter({"Anna Berg": 2, "Anna Kolb": 2, "Anna": 2}))
    assert len(set(shown.values())) == 3


def test_the_result_does_not_depend_on_the_order_of_labels():
    found = {"JÜRGEN": 2, "Jürgen": 2, "jürgen": 2}
    turned = dict(reversed(found.items()))
    assert canonical_labels(found)["JÜRGEN"] == canonical_labels(turned)["JÜRGEN"]


def test_who_a_label_is():
    assert identity_of("Ruth Okafor", {}) == Identity(name="Ruth Okafor")
    assert identity_of("ruth@desk.example", {}) == Identity(email="ruth@desk.example")
    assert identity_of("P07", {}) == Identity(given_id="P07")
    assert identity_of("Interviewee", {"interviewee": "Maria Lindt"}) == Identity(
        name="Maria Lindt"
    )
    assert not identity_of("Interviewee", {})
    assert not identity_of("B", {})


def test_the_head_explains_initials_and_roles():
    head = ["RO = Ruth Okafor, Maria Lindt (ML)", "Interviewee: Maria Lindt", "IT = slow"]
    assert names_in_head(head) == {
        "ro": "Ruth Okafor",
        "ml": "Maria Lindt",
        "interviewee": "Maria Lindt",
    }


def test_initials_without_the_particle_stand_for_the_name():
    head = ["MV = Ines de Vries", "IV = Ines de Vries", "IK = Ida van der Kolk"]
    assert names_in_head(head) == {"iv": "Ines de Vries", "ik": "Ida van der Kolk"}
    assert full_names(["Call with Ida van der Kolk"], ["IK"]) == {"ik": "Ida van der Kolk"}


@pytest.mark.parametrize("sign", [" - ", " – ", ": ", ":", " = "])
def test_a_numbered_speaker_is_named_by_the_line_at_the_top(sign: str):
    assert names_in_head([f"Speaker 2{sign}Ida Kolk"]) == {"speaker 2": "Ida Kolk"}


def test_a_first_name_is_filled_up_from_the_head():
    assert full_names(["Interview with Maria Lindt, 3 May"], ["Maria", "Dan"]) == {
        "maria": "Maria Lindt"
    }


@pytest.mark.parametrize(
    ("head", "file", "name"),
    [
        (["Interview with Ms Maria Lindt, 3 May"], "a.txt", "Maria Lindt"),
        (["Gespräch mit Frau Huber am 3. Mai"], "a.txt", "Huber"),
        ([], "x/interview_03_lindt_2026-05-03.vtt", "Lindt"),
        ([], "Interview-MariaLindt-final.docx", "Maria Lindt"),
        ([], "interview 7.txt", ""),
    ],
)
def test_the_other_side_is_named_by_the_head_or_the_files_name(head, file, name):
    assert name_of_other_side(head, file) == name
