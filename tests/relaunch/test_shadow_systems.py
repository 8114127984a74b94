"""The register of shadow systems and 'why this field', from readings that were measured."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests import world
from tests.relaunch import plan_world
from toolkit.model.plan_parts import Mention, ShadowKind, State
from toolkit.relaunch.field_purposes import draft_fields
from toolkit.relaunch.matters import find_matters
from toolkit.relaunch.named_things import group_things, is_proper, own_words
from toolkit.relaunch.reading_model import fit_readings, read_statements
from toolkit.relaunch.readings import ReadingLabel, read_examples
from toolkit.relaunch.shadow_systems import draft_register


def register(review=None, decisions=None):
    ground = plan_world.ground(review, decisions)
    return draft_register(find_matters(ground), ground)


def test_what_several_call_alike_is_one_system():
    sheet = next(one for one in register() if "sheet" in one.name)
    assert len(sheet.evidence.statement_ids) == 2
    assert sheet.speaker_ids == ("P04", "P07")


def test_what_only_lies_in_a_sentence_beside_the_system_that_others_mean_is_none():
    ones = world.statements()

    def named(place: int, text: str, thing: str):
        said = replace(ones[place], text=text)
        mention = Mention(
            statement_id=said.statement_id,
            shadow=0.9,
            why_field=0.0,
            replace=0.0,
            thing=thing,
            kind=ShadowKind.PAPER,
        )
        return mention, said

    things = group_things(
        [
            named(0, "The blue binder is what counts on Mondays", "blue binder"),
            named(5, "I copy it into the blue binder", "blue binder"),
            named(9, "The blue binder lies on her shelf", "shelf"),
        ]
    )
    assert [(one.name, len(one.mentions)) for one in things] == [("blue binder", 3)]


def test_too_few_users_are_not_counted_for_others():
    assert all(one.people is None for one in register())


def test_what_one_person_keeps_is_put_together_by_kind():
    names = {one.name for one in register()}
    assert "notes on paper" in names
    assert "paper one" not in names


def test_a_weak_reading_is_no_system():
    cited = {key for one in register() for key in one.evidence.statement_ids}
    assert plan_world.statement("I have never seen a manager") not in cited


def test_it_says_why_it_lives_and_what_must_work_first():
    sheet = next(one for one in register() if "sheet" in one.name)
    assert sheet.why_it_lives == ("The Monday meeting runs on the sheet (managers' own conduct)",)
    assert sheet.must_work_first == ("sponsor-acts-T04",)
    assert "once sponsor-acts-T04" in sheet.retire


def test_it_has_a_date_once_its_wave_has_one():
    decisions = plan_world.decided(
        ("wave:2", "starts_on", "2026-09-21"), ("wave:3", "starts_on", "2026-10-12")
    )
    sheet = next(one for one in register(decisions=decisions) if "sheet" in one.name)
    assert sheet.hand.due is not None


def test_a_person_can_retire_it():
    line = next(one.line_id for one in register() if "sheet" in one.name)
    decisions = plan_world.decided((f"text:{line}", "state", "done"))
    sheet = next(one for one in register(decisions=decisions) if one.line_id == line)
    assert sheet.hand.state is State.DONE


def test_a_field_without_purpose_is_proposed_to_be_dropped_until_its_owner_says_who_uses_it():
    ground = plan_world.ground()
    (field,) = draft_fields(ground)
    assert field.field == "boxes"
    assert field.proposal.startswith("drop it")
    decisions = plan_world.decided((f"text:{field.line_id}", "answer", "Customs reads it"))
    (again,) = draft_fields(plan_world.ground(decisions=decisions))
    assert again.used_by == "Customs reads it"
    assert not again.proposal.startswith("drop it")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Green Sheet", "his green sheets"),
        ("il mio quaderno", "quaderno"),
        ("[name]'s list", "the list"),
    ],
)
def test_articles_and_owners_do_not_tell_things_apart(one, other):
    assert own_words(one) & own_words(other)


def test_a_name_of_its_own_has_capitals_and_german_nouns_are_none():
    assert is_proper("Green Sheet", "en")
    assert not is_proper("my notebook", "en")
    assert not is_proper("meine Tabelle", "de")


def test_things_are_grouped_whatever_the_order_of_the_mentions():
    pairs = list(plan_world.ground().mentions)
    assert group_things(pairs) == group_things(reversed(pairs))


@pytest.fixture(scope="module")
def model():
    return fit_readings(read_examples())


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("My prices live in a spreadsheet of my own.", ReadingLabel.SHADOW),
        ("Ich führe weiter meine Liste in Excel.", ReadingLabel.SHADOW),
        ("Continuo con il mio quaderno.", ReadingLabel.SHADOW),
        ("The export to Excel stops after two hundred rows.", ReadingLabel.NONE),
        ("Der Export nach Excel bricht ab.", ReadingLabel.NONE),
    ],
)
def test_work_elsewhere_is_told_from_a_spreadsheet_that_is_only_named(model, words, label):
    (reading,) = model.read([words])
    shadow = reading[ReadingLabel.SHADOW]
    assert (shadow >= 0.3) is (label is ReadingLabel.SHADOW)


def test_probabilities_add_up_and_nothing_is_read_in_nothing(model):
    (reading,) = model.read(["We also keep a paper diary."])
    assert sum(reading.of.values()) == pytest.approx(1)
    assert model.read([]) == []
    assert read_statements([]) == []


def test_the_thing_is_found_without_its_article(model):
    (reading,) = model.read(["Everybody still works from the blue notebook."])
    assert "notebook" in reading.thing
    assert not reading.thing.startswith("the ")
    assert reading.kind in set(ShadowKind)


def test_examples_come_from_many_trades_and_languages_with_their_thing_in_them():
    examples = read_examples()
    assert len({one.language for one in examples}) >= 5
    assert len({(one.language, one.industry) for one in examples}) > 100
    for one in examples:
        if one.start is not None:
            assert one.text[one.start : one.end].strip()
