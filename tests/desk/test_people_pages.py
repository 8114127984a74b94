"""The list pages of people: who was heard, who is invited by balance and by hand, who starts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.desk.conftest import AT, stored
from toolkit.desk.people_names import SHOWN_FOR, Names
from toolkit.desk.people_state import PeopleState
from toolkit.desk.showing import Showing
from toolkit.errors import KeyMissing, WrongDecision
from toolkit.intake import pseudonyms
from toolkit.language.catalogue import words_of
from toolkit.model.findings import Findings
from toolkit.model.intake import Person
from toolkit.pipeline import deciding
from toolkit.settings import Mine, PrivacySettings, Project, Settings, StakeholderSettings


def state_of(
    out: Path, findings: Findings, mine: Mine | None = None, language: str = "en"
) -> PeopleState:
    own = Settings(mine=mine or Mine(stakeholders=StakeholderSettings(invitations=6)))
    return PeopleState(
        Showing(findings, own),
        own,
        deciding.open_workspace(out),
        coder="Ann",
        clock=lambda: AT,
        language=language,
    )


@pytest.fixture
def people(out: Path, findings: Findings) -> Iterator[PeopleState]:
    with state_of(out, findings) as made:
        yield made


def test_heard_and_people_add_up_over_every_dimension(people: PeopleState) -> None:
    page = people.heard
    by_level = [one for one in page.groups if one.dimension == "level"]
    by_cell = sum(one.people for one in page.cells)
    assert sum(one.people for one in by_level) == by_cell > 0
    assert all(one.heard <= one.people for one in page.groups)


def test_cells_of_which_nobody_was_heard_come_first(people: PeopleState) -> None:
    silent = [one.heard > 0 for one in people.heard.cells]
    assert silent == sorted(silent)


def test_file_names_of_talks_wait_for_the_names(people: PeopleState) -> None:
    assert all(one.name == "" for one in people.heard.talks)


def test_somebody_kept_out_by_hand_is_out_and_another_takes_the_seat(
    people: PeopleState, out: Path
) -> None:
    first = people.invited.seats[0].person_id
    people.wish_seat(first, "out")
    page = people.invited
    assert first not in {one.person_id for one in page.seats}
    assert [one.person_id for one in page.out] == [first]
    assert len(page.seats) == 6
    assert stored(out)[-1] == (f"person:{first}", "seat", "out")


def test_somebody_wished_in_is_in_and_it_is_told_who_gave_up_the_seat(
    people: PeopleState,
) -> None:
    seated = {one.person_id for one in people.invited.seats}
    other = next(one.person_id for one in people.lines if one.person_id not in seated)
    people.wish_seat(other, "in")
    page = people.invited
    mine = next(one for one in page.seats if one.person_id == other)
    assert mine.wish == "in"
    assert "wished by the reviewer" in mine.why
    assert len(page.instead) >= 1
    assert set(page.instead) <= seated


def test_an_undone_wish_leaves_the_balanced_list(people: PeopleState) -> None:
    before = people.invited
    people.wish_seat(before.seats[0].person_id, "out")
    people.undo()
    assert people.invited == before


def test_a_wish_for_nobody_or_of_another_kind_is_refused(people: PeopleState) -> None:
    with pytest.raises(WrongDecision):
        people.wish_seat("P-nobody", "in")
    with pytest.raises(WrongDecision):
        people.wish_seat(people.lines[0].person_id, "perhaps")


def test_a_named_helper_stands_among_the_helpers(people: PeopleState) -> None:
    somebody = people.lines[0].person_id
    people.name_helper(somebody, "yes")
    named = [one.person_id for one in people.start.helpers if one.named]
    assert named == [somebody]


def test_data_that_nobody_complains_of_have_no_owner(people: PeopleState) -> None:
    with pytest.raises(WrongDecision):
        people.own_data("T-none", people.lines[0].person_id)


def test_the_cost_of_unused_licences_is_told_once_there_is_a_price(
    out: Path, findings: Findings
) -> None:
    with state_of(out, findings) as plain:
        assert not plain.start.priced
        assert {one.cost for one in plain.start.use} == {""}
    priced = Mine(project=Project(licence_price_per_month=50.0, currency="CHF"))
    with state_of(out, findings, priced) as told:
        whole = told.start.use[0]
        never = whole.states["never_opened"]
        assert whole.cost == f"{12 * 50 * never:,.0f} CHF"


def test_late_entry_is_told_or_asked_for(people: PeopleState) -> None:
    assert people.start.late.startswith("Late entry")


def test_without_judging_anybody_coverage_invitations_and_use_remain(
    out: Path, findings: Findings
) -> None:
    nobody = replace(findings, stakeholders=())
    mine = Mine(privacy=PrivacySettings(individual=False))
    with state_of(out, nobody, mine) as people:
        assert people.heard.groups
        assert people.heard.meetings or all(one.heard for one in people.heard.cells)
        assert people.invited.seats
        assert {one.stance for one in people.invited.seats} == {""}
        assert people.start.firsts == () == people.start.helpers
        assert people.start.use


def test_reasons_are_german_on_a_german_screen(out: Path, findings: Findings) -> None:
    with state_of(out, findings, language="de") as people:
        said = " ".join(item.sentence for wave in people.waves for item in wave.items)
        assert said
        assert "its people" not in said
        assert " the " not in f" {said} "


@pytest.mark.parametrize("tongue", ["de", "it"])
def test_the_rooms_sentences_on_people_are_said_in_the_readers_language(
    out: Path, findings: Findings, tongue: str
) -> None:
    say = words_of(tongue)
    with state_of(out, findings) as people:
        plan = people._standing.plan
        said = [item.sentence for gate in plan.gates for item in gate.items]
        said += [one.reason for one in (*plan.waves, *plan.meetings, *plan.invitations.placements)]
        said += [one.note for one in (*plan.first_users, *plan.data_sets) if one.note]
        said += [why for one in plan.conversations for _, why in one.voices]
    left = sorted({one for one in said if one and say.drafted(one) == one})
    assert left == []


# Names


class Watch:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = AT

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def key(tmp_path: Path) -> Path:
    place = tmp_path / "keys" / "key.json"
    made = pseudonyms.load_or_make(place)
    made.add([Person(person_id="E-1", name="Ada Berg", rank=0)])
    return place


def test_names_are_locked_until_somebody_asks(key: Path) -> None:
    names = Names(key, Watch())
    assert dict(names.shown()) == {}
    names.unlock()
    assert list(names.shown().values()) == ["Ada Berg"]
    names.lock()
    assert dict(names.shown()) == {}


def test_names_are_locked_again_by_themselves(key: Path) -> None:
    watch = Watch()
    names = Names(key, watch)
    names.unlock()
    watch.at += SHOWN_FOR - timedelta(seconds=1)
    assert names.seconds_left == 1
    watch.at += timedelta(seconds=1)
    assert names.seconds_left == 0
    assert dict(names.shown()) == {}


def test_without_the_key_nobody_can_be_named(tmp_path: Path) -> None:
    for place in (None, tmp_path / "no-such-key.json"):
        with pytest.raises(KeyMissing):
            Names(place, Watch()).unlock()


def test_every_number_of_a_group_has_its_people_behind_it(people: PeopleState) -> None:
    page = people.heard
    assert all(len(one.members) == one.people for one in (*page.groups, *page.cells))
    assert all(len(one.spoke) == one.heard for one in (*page.groups, *page.cells))


def test_every_number_of_use_has_its_people_behind_it(people: PeopleState) -> None:
    for one in people.start.use:
        assert len(one.members[""]) == one.people
        assert {state: len(who) for state, who in one.members.items() if state} == {
            state: n for state, n in one.states.items() if n
        }


def test_the_people_behind_a_number_are_listed_alone_until_one_asks_for_all(
    people: PeopleState,
) -> None:
    everybody = list(people.listed)
    some = set(everybody[1:4])
    people.show_page("heard")
    people.list_only([*some, "P-nobody"], "Freight Sales")
    assert (people.page, people.only) == ("people", "Freight Sales")
    assert set(people.listed) == some
    people.list_only([], "")
    assert list(people.listed) == everybody
    people.list_only([*some], "Freight Sales")
    people.show_page("people")
    assert list(people.listed) == everybody


def test_shapes_and_cells_of_the_pictures_lead_to_the_people_they_count(
    people: PeopleState,
) -> None:
    found = {one.name: one for one in people.pictures}
    heat = found["coverage"]
    for place, who in heat.behind.items():
        row, column = map(int, place.split("."))
        assert heat.table[row][column].split("/")[1] == str(len(who))
    stances = found["stance and influence"]
    assert sum(map(len, stances.behind.values())) == len(
        [one for one in stances.shapes if one.kind == "dot" and one.who]
    )


def test_a_rating_leads_to_what_was_said_with_it(people: PeopleState) -> None:
    rated = [
        one
        for key in people.listed
        if (people.go(key), card := people.card)
        for one in card.ratings
    ]
    known = {one.statement_id for one in people._base.findings.statements}
    assert rated
    assert {key for one in rated for key in one.statement_ids} <= known
    assert any(one.statement_ids for one in rated)
