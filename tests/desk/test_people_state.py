"""The screen of people without a browser: what is decided is in SQLite and shows at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.desk.conftest import AT, save, stored
from tests.desk.pressing import Browser
from tests.desk.test_people_pictures import crowded
from toolkit.desk.people_screen import PeopleScreen
from toolkit.desk.people_state import PeopleState
from toolkit.desk.showing import Showing
from toolkit.errors import WrongDecision
from toolkit.intake import pseudonyms
from toolkit.model.findings import Findings
from toolkit.pipeline import deciding
from toolkit.settings import Mine, PrivacySettings, Settings
from toolkit.stakeholders import plan_waves
from toolkit.stakeholders.people_input import PeopleInput


def state_of(out: Path, findings: Findings, settings: Settings | None = None) -> PeopleState:
    own = settings or Settings()
    showing = Showing(findings, own)
    return PeopleState(showing, own, deciding.open_workspace(out), coder="Ann", clock=lambda: AT)


@pytest.fixture
def people(out: Path, findings: Findings) -> Iterator[PeopleState]:
    with state_of(out, findings) as made:
        yield made


def a_critic(people: PeopleState) -> str:
    return next(one.person_id for one in people.lines if one.stance in ("detractor", "sceptic"))


def test_the_most_influential_come_first(people: PeopleState) -> None:
    scores = [people._shown.by_id[one.person_id].influence_score for one in people.lines]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) > 10


def test_the_suggested_stance_is_confirmed(people: PeopleState, out: Path) -> None:
    people.go(a_critic(people))
    before = people.card.line.stance
    people.confirm("spoke with them")
    assert people.card.line.status == "confirmed"
    assert stored(out)[-1] == (f"person:{people.current}", "stance", before)


def test_another_stance_needs_its_reason_and_stands_beside_the_suggested_one(
    people: PeopleState, out: Path
) -> None:
    people.go(a_critic(people))
    machine = people.card.line.word
    with pytest.raises(WrongDecision, match="needs its reason"):
        people.decide_stance("supporter")
    assert stored(out) == []
    people.decide_stance("supporter", "asked for a seat in the pilot")
    card = people.card
    assert (card.line.stance, card.line.status, card.suggested) == ("supporter", "changed", machine)
    assert card.decisions[0].memo == "asked for a seat in the pilot"


def test_a_part_switched_off_changes_the_score_at_once(people: PeopleState) -> None:
    key = next(o for o in people.listed if people._shown.by_id[o].convertibility_parts)
    people.go(key)
    part = next(one for one in people.card.convertibility_parts if one.value * one.weight > 0)
    before = people.card.convertibility
    people.switch(part.name, on=False, memo="hearsay")
    off = next(one for one in people.card.convertibility_parts if one.name == part.name)
    assert not off.on
    assert people.card.convertibility < before
    people.undo()
    assert people.card.convertibility == before


def test_a_promise_and_a_consent_are_kept(people: PeopleState) -> None:
    people.go(a_critic(people))
    people.note("promise", "a look at the pier")
    people.note("promise_due", "2026-04-01")
    people.note("may_quote", "no")
    card = people.card
    assert card.promises[0].words == "a look at the pier"
    assert card.promises[0].late
    assert card.line.late
    assert card.fields["may_quote"] == "no"
    assert any("a look at the pier" in one for one in people.alarms)
    people.choose("late")
    assert list(people.listed) == [card.line.person_id]


def test_a_weight_moved_orders_the_waves_anew(people: PeopleState) -> None:
    before = [one.people for one in people.waves]
    people.wave_field(1, "size", "3")
    people.weigh("managers", "0")
    people.weigh("first_user", "0")
    people.weigh("critic", "2")
    after = [one.people for one in people.waves]
    assert people.weights["managers"] == 0.0
    assert len(after[0]) == 3
    assert after != before


def test_an_item_is_marked_green_and_a_red_wave_is_overruled_with_a_reason(
    people: PeopleState,
) -> None:
    red = next(one for one in people.waves[0].items if one.state == "red")
    people.go_item(1, red.name, "green", "held on Monday")
    now = next(one for one in people.waves[0].items if one.name == red.name)
    assert (now.state, now.decided_by) == ("green", "Ann")
    with pytest.raises(WrongDecision, match="needs a reason"):
        people.overrule(1, " ")
    people.overrule(1, "the fault is on the other pier")
    assert people.waves[0].because == "the fault is on the other pier"


def test_a_wave_that_was_let_go_follows_its_go_list_again_by_a_choice(people: PeopleState) -> None:
    people.overrule(1, "the fault is on the other pier")
    people.follow(1)
    assert (people.waves[0].overruled_by, people.waves[0].state) == ("", "red")


def test_an_item_that_was_marked_stands_as_the_files_say_again(people: PeopleState) -> None:
    red = next(one for one in people.waves[0].items if one.state == "red")
    people.go_item(1, red.name, "green", "held on Monday")
    people.go_item(1, red.name, "")
    now = next(one for one in people.waves[0].items if one.name == red.name)
    assert (now.state, now.decided_by) == ("red", "")


def test_a_second_promise_leaves_the_first_one_to_be_kept_and_worded_anew(
    people: PeopleState,
) -> None:
    people.go(a_critic(people))
    people.note("promise", "a look at the peir")
    people.note("promise", "a second scanner")
    first = people.card.promises[0]
    people.note(f"promise#{first.promise_id}", "a look at the pier")
    people.note(f"promise_owner#{first.promise_id}", "harbour master")
    people.keep(first.promise_id)
    first, second = people.card.promises
    assert (first.words, first.owner) == ("a look at the pier", "harbour master")
    assert (first.kept_on, first.is_open) == (AT.date().isoformat(), False)
    assert (second.words, second.kept_on, second.is_open) == ("a second scanner", "", True)


def test_intent_is_entered_with_its_reason_only_and_can_be_cleared(people: PeopleState) -> None:
    with pytest.raises(WrongDecision, match="rests on"):
        people.note("intent", "works against it")
    people.note("intent", "works against it", "told two teams on 3 May to boycott it")
    assert people.card.fields["intent"] == "works against it"
    people.note("intent", "")
    assert people.card.fields["intent"] == ""


def test_a_wave_by_hand_is_cleared_again(people: PeopleState) -> None:
    people.go(a_critic(people))
    by_files = people.card.wave
    people.note("wave", "3" if by_files != 3 else "1")
    assert people.card.wave != by_files or len(people.waves) < 3
    people.note("wave", "")
    assert people.card.wave == by_files


def test_that_a_stance_cannot_be_told_is_a_word_of_its_own(people: PeopleState) -> None:
    people.go(a_critic(people))
    people.decide_stance("", "said yes and no on one day")
    assert (people.card.line.stance, people.card.line.word) == ("", "not known")


def test_the_pictures_of_groups_are_saved_from_the_screen(
    findings: Findings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = crowded(findings)
    out = save(tmp_path / "out", found)
    pseudonyms.load_or_make(tmp_path / "key.json")
    with state_of(out, found) as people:
        people.out, people.key = out, tmp_path / "key.json"
        people.show_page("pictures")
        view = Browser(PeopleScreen(people), monkeypatch).press("print")
    assert view["can_print"]
    assert view["printed"]
    assert all((out / one).is_file() for one in view["printed"])
    assert all(one.startswith("share/pictures/") for one in view["printed"])


def test_what_silence_leaves_open_is_told_on_the_page_of_who_starts(people: PeopleState) -> None:
    silence = people.start.silence
    assert silence is not None
    assert "named nobody" in silence.says
    assert silence.ranked


def test_a_point_goes_through_the_ledger(people: PeopleState) -> None:
    people.show_page("ledger")
    first = people.ledger[0]
    people.book(first.statement_id, "change", "a copy on the tablet")
    people.book(first.statement_id, "told_on", "2026-05-03")
    now = next(one for one in people.ledger if one.statement_id == first.statement_id)
    assert (now.change, now.stage) == ("a copy on the tablet", "told")
    people.choose_stage("told")
    assert [one.statement_id for one in people.ledger] == [first.statement_id]


def test_what_is_no_field_is_refused(people: PeopleState, out: Path) -> None:
    for action in (
        lambda: people.note("salary", "1"),
        lambda: people.switch("age", on=False),
        lambda: people.weigh("age", "1"),
        lambda: people.go_item(1, "mood", "green"),
        lambda: people.wave_field(1, "mood", "1"),
        lambda: people.book("S-1", "words", "x"),
    ):
        with pytest.raises(WrongDecision):
            action()
    assert stored(out) == []


def test_the_pictures_state_what_they_show_and_hold_their_figures_as_a_table(
    people: PeopleState,
) -> None:
    pictures = {one.name: one for one in people.pictures}
    assert {"stance and influence", "ties", "coverage", "waves"} <= set(pictures)
    for one in pictures.values():
        assert one.says
        assert one.shapes
        assert len({len(row) for row in one.table}) == 1


@pytest.fixture
def unjudged(tmp_path: Path, findings: Findings) -> Iterator[PeopleState]:
    settings = Settings(mine=Mine(privacy=PrivacySettings(individual=False)))
    given = PeopleInput(
        intake=findings.intake,
        statements=findings.statements,
        codings=findings.codings,
        facts=findings.facts,
        settings=settings,
    )
    bare = replace(findings, stakeholders=(), waves=plan_waves(given, ()))
    with state_of(save(tmp_path / "out", bare), bare, settings) as made:
        yield made


def test_without_judgements_on_people_waves_pictures_and_ledger_remain(
    unjudged: PeopleState,
) -> None:
    assert unjudged.card is None
    assert not unjudged.judges_people
    assert unjudged.waves
    assert unjudged.ledger
    assert {one.name for one in unjudged.pictures} == {"coverage", "waves"}


def test_every_page_is_plain_json(people: PeopleState, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = PeopleScreen(people)
    browser = Browser(screen, monkeypatch)
    for page in ("people", "waves", "pictures", "ledger"):
        view = browser.press("page", page=page)
        assert json.loads(json.dumps(view))["page"] == page
    screen.close()


def test_the_browser_presses_what_the_state_does(
    people: PeopleState, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = PeopleScreen(people)
    browser = Browser(screen, monkeypatch)
    browser.press("go", person=a_critic(people))
    browser.press("confirm", memo="yes")
    browser.press("switch", part="constructive", on=False)
    browser.press("note", field="may_name", value="yes")
    browser.press("item", wave=1, item="courses", value="green")
    browser.press("wave", wave=2, field="starts_on", value="2026-07-01")
    browser.press("weigh", part="gain", value="1")
    assert "needs a reason" in browser.press("overrule", wave=1, memo="")["trouble"]
    browser.press("overrule", wave=1, memo="because")
    assert [row[1] for row in stored(out)] == [
        "stance",
        "part_constructive",
        "may_name",
        "courses",
        "starts_on",
        "weight_gain",
        "overruled",
    ]
    assert browser.press("undo")["trouble"] == ""
    screen.close()
