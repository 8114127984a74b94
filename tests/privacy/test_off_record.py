from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import toolkit.privacy
from toolkit.privacy.off_record import said_off_record

OFF = [
    "Off the record, the rollout was a mess.",
    "This is between us. Sales never wanted it.",
    "Between you and me, nobody opens the dashboard.",
    "But between us, it is dead.",
    "That is not for the deck, please.",
    "Please don't quote me on that.",
    "Please don’t write that down.",
    "I tell you this in strict confidence.",
    "Could you leave that out of the report?",
    "You didn't hear that from me, but he still asks for the spreadsheet.",
    "Unter uns gesagt: der Chef nutzt es selbst nicht.",
    "Das bleibt bitte unter uns.",
    "Mal ganz unter uns, das war ein Witz.",
    "Das ist nicht fürs Protokoll.",
    "Zitieren Sie mich da bitte nicht.",
    "Ich sage Ihnen das im Vertrauen.",
    "Che resti tra noi, il capo non lo apre mai.",
    "Detto tra noi, non funziona.",
    "Glielo dico in confidenza.",
    "Non per il verbale: è lento.",
    "Entre nous, le directeur ne s'en sert pas.",
    "Que ça reste entre nous.",
    "Je vous le dis en off.",
    "Ne me citez pas, mais c'est raté.",
    "Que quede entre nosotros: nadie lo usa.",
    "Entre nosotros, es un desastre.",
    "Esto no va en el informe, por favor.",
    "Se lo digo en confianza.",
]

NEAR_MISSES = [
    "The contract between us and the vendor is unclear.",
    "Between us, the vendor and finance nobody felt responsible.",
    "Between us we closed forty deals.",
    "There is no trust between us.",
    "The record is off by two cents and I switched it off.",
    "The Off the record button of the chat is missing.",
    "Our client data is confidential data.",
    "I lost my confidence in the numbers.",
    "We drop customers from the report every month.",
    "Nothing here is off the record, write it all down.",
    "For the record, I asked for it twice.",
    "You can quote me: it is slow.",
    "I didn't say that, she did.",
    "Unter uns Kollegen gibt es keinen Streit.",
    "Unter uns gibt es Leute, die das gern nutzen.",
    "Im Team bleiben wir gern unter uns.",
    "Die Termine kommen nicht in den Bericht.",
    "Wir müssen die Daten vertraulich behandeln.",
    "Mein Vertrauen in die Zahlen ist weg.",
    "Das Verhältnis zwischen uns und dem Lager ist schlecht.",
    "Tra noi e il fornitore non c'è accordo.",
    "Resta poca fiducia tra noi e la sede.",
    "I dati non sono nel report.",
    "Entre nous et le fournisseur, rien n'est clair.",
    "Les chiffres ne sont pas dans le rapport.",
    "Il reste peu de confiance entre nous et le siège.",
    "Entre nosotros y el proveedor no hay nada claro.",
    "El campo no sale en el informe.",
]


@pytest.mark.parametrize("text", OFF)
def test_words_that_ask_for_silence_are_heard_in_five_languages(text):
    assert said_off_record(text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_words_that_only_look_so_are_not_taken_for_it(text):
    assert not said_off_record(text)


def test_the_last_sentence_before_counts():
    assert said_off_record("He made the figures up.", "Sure. Can I say this off the record?")


def test_an_earlier_sentence_before_does_not_count():
    assert not said_off_record("It is fast.", "That was off the record. Now the good part.")


def test_capitals_accents_and_apostrophes_make_no_difference():
    assert said_off_record("DON’T QUOTE ME.") == said_off_record("don't quote me.")
    assert said_off_record("QUE ÇA RESTE ENTRE NOUS")


def test_permission_to_quote_wins_over_what_was_said_before():
    assert not said_off_record("You can quote me on that.", "Is that off the record?")


def test_an_empty_text_asks_for_nothing():
    assert not said_off_record("")


def patterns(key):
    content = (Path(toolkit.privacy.__file__).parent / "data/off_record.toml").read_text("utf-8")
    return [part for lists in tomllib.loads(content).values() for part in lists[key]]


@pytest.mark.check
@pytest.mark.parametrize("pattern", patterns("says") + patterns("denies"))
@given(data=st.data())
@settings(max_examples=20)
def test_every_text_that_a_phrase_matches_holds_a_hint(pattern, data):
    signs = st.characters(max_codepoint=127, include_characters="’–—¿¡")
    found = data.draw(st.from_regex(re.compile(pattern, re.ASCII), alphabet=signs))
    assert any(hint in found for hint in patterns("hints"))


def test_no_phrase_is_listed_twice():
    assert len(set(patterns("says"))) == len(patterns("says"))
