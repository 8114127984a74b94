from __future__ import annotations

import json
import re
import stat
import sys
from pathlib import Path

import pandas as pd
import pytest

from toolkit.errors import KeyMissing, UnknownSubject, WrongSettings
from toolkit.intake.pseudonyms import Key, key_path, load, load_or_make, outside, pseudonymise
from toolkit.model.intake import (
    USAGE_COLUMNS,
    ClosedAnswer,
    Extracts,
    Intake,
    Match,
    Person,
    Respondent,
    Source,
    Tie,
)
from toolkit.model.vocabulary import Channel

ANNA = Person(
    person_id="0101",
    rank=1,
    name="Anna Keller",
    email="anna.keller@firm.example",
    other_names=("Anni Keller",),
    manager_id="0102",
)
JAN = Person(person_id="0102", rank=2, name="Jan Huber", email="jan.huber@firm.example")
GUEST = Person(person_id="ext-1", rank=3, name="Mateo Lind", in_org=False, in_scope=False)
INTAKE = Intake(
    asking=("Pia Storm",),
    people=(ANNA, JAN, GUEST),
    respondents=(
        Respondent(respondent_id="anna.keller@firm.example", file="s.csv", person_id="0101"),
    ),
    sources=(
        Source(
            source_id="anna.keller@firm.example/Q3",
            file="s.csv",
            channel=Channel.SURVEY,
            text="Slow.",
            person_id="0101",
            respondent_id="anna.keller@firm.example",
        ),
    ),
    closed=(
        ClosedAnswer(
            respondent_id="anna.keller@firm.example",
            file="s.csv",
            question="Q",
            value="4",
            scale="rating",
            person_id="0101",
        ),
    ),
    ties=(Tie(from_id="0101", to_id="0102", file="s.csv"),),
    matches=(
        Match(match_id="M-1", file="s.csv", said="Keller, Anna", person_id="0101", how="name"),
        Match(match_id="M-2", file="s.csv", said="J.", candidates=(("0102", 0.8),), doubtful=True),
    ),
    extracts=Extracts(
        usage=pd.DataFrame(
            [["0101", None, "logins", "login", "", 1.0, "u.csv", 2]], columns=list(USAGE_COLUMNS)
        )
    ),
)


@pytest.fixture
def key(tmp_path: Path) -> Key:
    return load_or_make(tmp_path / "keys" / "k.json")


def test_nothing_that_names_anybody_is_left(key: Key):
    hidden = pseudonymise(INTAKE, key)
    shown = repr(hidden) + hidden.extracts.usage.to_csv()
    for given in ("Anna", "Anni", "Keller", "Jan", "Huber", "Lind", "@", "0101", "0102", "ext-1"):
        assert given not in shown


def test_every_reference_to_a_person_changes_alike(key: Key):
    hidden = pseudonymise(INTAKE, key)
    anna, jan, _ = hidden.people
    assert re.fullmatch(r"P-[2-9a-z]{5}", anna.person_id)
    assert anna.manager_id == jan.person_id == hidden.ties[0].to_id
    assert hidden.ties[0].from_id == hidden.sources[0].person_id == anna.person_id
    assert hidden.matches[0].person_id == hidden.closed[0].person_id == anna.person_id
    assert hidden.matches[1].candidates == ((jan.person_id, 0.8),)
    assert list(hidden.extracts.usage["person_id"]) == [anna.person_id]
    assert hidden.sources[0].respondent_id == hidden.respondents[0].respondent_id
    assert [person.rank for person in hidden.people] == [1, 2, 3]


def test_the_key_leads_back_with_names_and_what_was_said(key: Key):
    hidden = pseudonymise(INTAKE, key)
    again = load(key.path)
    assert again.real(hidden.people[0].person_id) == "0101"
    entry = again.entry(hidden.people[0].person_id)
    assert (entry.name, entry.email) == ("Anna Keller", "anna.keller@firm.example")
    assert entry.other_names == ("Anni Keller",)
    assert again.said("M-1") == "Keller, Anna"
    assert [one.real_id for one in again.entries()] == ["0101", "0102", "ext-1"]


def test_the_same_key_gives_the_same_pseudonyms_in_any_order(key: Key, tmp_path: Path):
    content = json.loads(key.path.read_text())
    other = tmp_path / "other.json"
    other.write_text(json.dumps(content))
    turned = Intake(people=(GUEST, JAN, ANNA))
    first = {p.rank: p.person_id for p in pseudonymise(INTAKE, key).people}
    second = {p.rank: p.person_id for p in pseudonymise(turned, load(other)).people}
    assert first == second


def test_another_key_gives_other_pseudonyms(key: Key, tmp_path: Path):
    other = load_or_make(tmp_path / "other.json")
    assert key.pseudonym("0101") != other.pseudonym("0101")


def test_an_external_keeps_the_pseudonym_when_the_numbers_change(key: Key):
    before = pseudonymise(INTAKE, key).people[2].person_id
    newcomer = Person(person_id="ext-1", rank=3, name="Ada Berg", in_org=False, in_scope=False)
    moved = Person(person_id="ext-2", rank=4, name="Mateo Lind", in_org=False, in_scope=False)
    after = pseudonymise(Intake(people=(ANNA, JAN, newcomer, moved)), key).people
    assert after[3].person_id == before
    assert after[2].person_id != before
    assert load(key.path).real(before) == "ext-2"


def test_pseudonyms_never_collide(key: Key):
    people = tuple(Person(person_id=f"id{n}", rank=n, name=f"N{n}") for n in range(9000))
    found = {person.person_id for person in pseudonymise(Intake(people=people), key).people}
    assert len(found) == len(people)


def test_an_empty_id_stays_empty_and_an_unknown_pseudonym_is_refused(key: Key):
    assert key.pseudonym("") == ""
    assert key.real("") == ""
    with pytest.raises(UnknownSubject, match="P-00000"):
        key.real("P-00000")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no file modes")
def test_only_the_owner_can_read_the_key(key: Key):
    pseudonymise(INTAKE, key)
    assert stat.S_IMODE(key.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(key.path.parent.stat().st_mode) == 0o700
    assert [path.name for path in key.path.parent.iterdir()] == ["k.json"]


def test_a_missing_or_damaged_key_says_what_to_do(tmp_path: Path):
    with pytest.raises(KeyMissing, match="--key FILE"):
        load(tmp_path / "none.json")
    for content in ("{", "[]", '{"version": 9}', '{"version": 1, "secret": "zz"}'):
        (tmp_path / "bad.json").write_text(content)
        with pytest.raises(KeyMissing, match="cannot be read"):
            load(tmp_path / "bad.json")
        with pytest.raises(KeyMissing):
            load_or_make(tmp_path / "bad.json")


def test_the_key_lies_outside_the_folder_it_unlocks(tmp_path: Path):
    assert not key_path(tmp_path / "out").is_relative_to(tmp_path)
    assert key_path(tmp_path / "out") != key_path(tmp_path / "other")
    assert outside(tmp_path / "k.json", tmp_path / "out") == tmp_path / "k.json"
    with pytest.raises(WrongSettings, match="must not lie inside"):
        outside(tmp_path / "out" / "k.json", tmp_path / "out")


def test_the_secret_is_in_no_repr(key: Key):
    assert key.secret.hex() not in repr(key)


def test_who_asked_leaves_the_data_and_stays_in_the_key(tmp_path: Path):
    key = load_or_make(tmp_path / "key.json")
    hidden = pseudonymise(INTAKE, key)
    assert hidden.asking == ()
    assert load(tmp_path / "key.json").asking == ("Pia Storm",)
