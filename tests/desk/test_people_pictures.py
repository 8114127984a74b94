"""Pictures of people: what they state, their signs beside colours, and small groups."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests import world
from tests.desk.conftest import save
from toolkit.desk.people_drawing import SIGN, Picture, Shape, Sheet, as_svg, labelled
from toolkit.desk.people_group_pictures import coverage_heat, wave_timeline
from toolkit.desk.people_hiding import WITHHELD
from toolkit.desk.people_layout import spread_out
from toolkit.desk.people_pictures import stance_flow, stance_map, tie_network
from toolkit.desk.people_printing import write_pictures
from toolkit.desk.screen import style
from toolkit.desk.strings import say
from toolkit.intake import pseudonyms
from toolkit.model.findings import Findings, Stakeholder
from toolkit.model.vocabulary import Influence, Stance
from toolkit.pipeline.people_anonymity import find_small_groups
from toolkit.pipeline.people_planning import open_people
from toolkit.stakeholders.gates import WaveGate
from toolkit.stakeholders.wave_reach import (
    AS_PLANNED,
    BY_DEPARTMENT,
    CRITICS_FIRST,
    RANDOM,
    WITHOUT_OFFICE,
    ReachCurve,
    Reached,
)

FOUND = world.findings()
ANYBODY = FOUND.stakeholders[1]


def crowd(*of: tuple[Stance, Influence, int], before: Stance | None = None) -> list[Stakeholder]:
    """So many people of each stance and influence."""
    return [
        replace(ANYBODY, person_id=f"P{n}{k}", stance=stance, influence=step, stance_before=before)
        for n, (stance, step, count) in enumerate(of)
        for k in range(count)
    ]


def crowded(found: Findings) -> Findings:
    """Six of everybody, of whom one was heard: places large enough to tell of."""
    people = tuple(
        replace(one, person_id=f"{one.person_id}{more}", rank=one.rank + 100 * n, manager_id="")
        for n, more in enumerate(("", "a", "b", "c", "d", "e"))
        for one in found.intake.people
    )
    return replace(found, intake=replace(found.intake, people=people))


def numbers(picture: Picture) -> set[int]:
    """Every whole number that a picture or its table says."""
    said = [one.words for one in picture.shapes] + [cell for row in picture.table for cell in row]
    said.append(picture.says)
    words = " ".join(said).replace(",", " ").replace(".", " ").split()
    return {int(word) for word in words if word.isdigit()}


def test_every_stance_has_a_sign_of_its_own() -> None:
    assert len({SIGN[one] for one in Stance}) == len(Stance)


def test_the_map_has_a_dot_for_everybody_whose_stance_can_be_told() -> None:
    known = [one for one in FOUND.stakeholders if one.stance]
    dots = [one for one in stance_map(FOUND.stakeholders).shapes if one.kind == "dot"]
    assert len(dots) == len(known)
    assert len({(one.x, one.y) for one in dots}) == len(known)


def test_a_map_of_thousands_has_numbers_that_lead_to_the_people() -> None:
    someone = next(one for one in FOUND.stakeholders if one.stance is not None)
    people = [replace(someone, person_id=f"P{n:04}") for n in range(1200)]
    picture = stance_map(people)
    (dot,) = (one for one in picture.shapes if one.kind == "dot")
    assert (dot.words, len(dot.who)) == ("1200", 1200)
    assert f".rl-look-{dot.look} " in style("people.css")
    assert all(0 <= one.y <= picture.height for one in picture.shapes)


@pytest.mark.parametrize("count", [1, 40, 90])
def test_the_dots_of_a_place_stay_in_it(count: int) -> None:
    someone = next(one for one in FOUND.stakeholders if one.stance is not None)
    picture = stance_map([replace(someone, person_id=f"P{n:04}") for n in range(count)])
    dots = [one for one in picture.shapes if one.kind == "dot"]
    assert len(dots) == count
    assert max(one.y + one.r for one in dots) - min(one.y - one.r for one in dots) < 84


def test_a_shared_map_says_no_number_under_five_and_names_nobody() -> None:
    people = crowd(
        (Stance.SCEPTIC, Influence.LOW, 9),
        (Stance.CHAMPION, Influence.HIGH, 3),
        (Stance.DETRACTOR, Influence.HIGH, 2),
    )
    picture = stance_map(people, shared=True)
    assert not {n for n in numbers(picture) if 0 < n < 5}
    assert not any("P0" in one.words for one in picture.shapes)


@pytest.mark.parametrize(("small", "shown"), [(4, False), (6, True)])
def test_a_shared_flow_is_there_only_where_no_flow_is_small(small: int, shown: bool) -> None:
    people = [
        *crowd((Stance.SCEPTIC, Influence.LOW, 8), before=Stance.SUPPORTER),
        *crowd((Stance.CHAMPION, Influence.LOW, small), before=Stance.DETRACTOR),
    ]
    assert (stance_flow(people, shared=True) is not None) is shown
    assert stance_flow(people) is not None


def test_a_shared_heat_map_hides_cells_of_fewer_than_five() -> None:
    heard = frozenset(one.person_id for one in FOUND.intake.people)
    open_ = coverage_heat(FOUND.intake.people, heard)
    shared = coverage_heat(FOUND.intake.people, heard, shared=True)
    assert open_ is not None
    assert shared is not None
    assert "3/3" in {cell for row in open_.table for cell in row}
    assert "3/3" not in {cell for row in shared.table for cell in row}


def test_one_hidden_cell_is_not_to_be_had_by_subtraction() -> None:
    people = crowd(
        (Stance.SCEPTIC, Influence.LOW, 9),
        (Stance.SCEPTIC, Influence.HIGH, 8),
        (Stance.CHAMPION, Influence.LOW, 7),
        (Stance.CHAMPION, Influence.HIGH, 2),
    )
    picture = stance_map(people, shared=True)
    cells = [cell for row in picture.table[1:] for cell in row[1:] if cell != "0"]
    assert cells.count(WITHHELD) >= 2
    for line in (*picture.table[1:], *zip(*picture.table[1:], strict=True)):
        assert line.count(WITHHELD) != 1
    assert "fewer than 5 people" in picture.note


def test_pictures_to_pass_on_are_files_of_groups_and_those_for_the_reviewer_of_everybody(
    tmp_path: Path,
) -> None:
    found = crowded(FOUND)
    out = save(tmp_path / "out", found)
    key = tmp_path / "key.json"
    pseudonyms.load_or_make(key)
    standing = open_people(out, date(2026, 5, 5))
    shared = write_pictures(standing, out, key=key, language="de")
    own = write_pictures(standing, out, shared=False)
    assert {one.parent for one in shared} == {out / "share" / "pictures"}
    assert {one.parent for one in own} == {out / "confidential" / "pictures"}
    assert len(own) > len(shared) >= 1
    for one in shared:
        text = one.read_text(encoding="utf-8")
        assert not any(f">{person.person_id}" in text for person in found.intake.people)
        ElementTree.fromstring(text)
    assert any("gehört" in one.read_text(encoding="utf-8") for one in shared)
    assert find_small_groups(out / "share", found.intake.people, 5) == ()


def test_nobody_heard_in_a_place_is_a_hole_with_its_own_look() -> None:
    picture = coverage_heat(FOUND.intake.people, frozenset())
    assert picture is not None
    assert {one.look for one in picture.shapes if one.kind == "box" and "/" in one.words} == {
        "hole"
    }


def test_a_network_stands_where_it_stood_and_within_its_frame() -> None:
    keys = [f"P{n}" for n in range(12)]
    pairs = [(f"P{n}", "P0") for n in range(1, 12)]
    first = spread_out(keys, pairs, (600, 400))
    assert first == spread_out(keys, pairs, (600, 400))
    assert all(0 <= x <= 600 and 0 <= y <= 400 for x, y in first.values())
    assert spread_out([], [], (600, 400)) == {}


def test_the_network_needs_somebody_who_named_somebody() -> None:
    assert tie_network(FOUND.intake.people, (), FOUND.stakeholders) is None
    drawn = tie_network(FOUND.intake.people, FOUND.intake.ties, FOUND.stakeholders)
    assert drawn is not None
    assert "named most" in drawn.says


def test_waves_are_drawn_without_ties_too() -> None:
    gate = WaveGate(wave=1, people=("A", "B"), starts_on=None, items=())
    picture = wave_timeline([gate], ())
    assert picture is not None
    assert "reach cannot be told" in picture.note
    assert wave_timeline((), ()) is None


def test_the_signs_of_the_waves_have_room_for_their_german_words() -> None:
    gate = WaveGate(wave=1, people=("A", "B"), starts_on=None, items=())
    ways = (AS_PLANNED, WITHOUT_OFFICE, CRITICS_FIRST, BY_DEPARTMENT, RANDOM)
    reached = (Reached(wave=1, live=2, with_two=0, with_one=0, without=0),)
    picture = wave_timeline([gate], [ReachCurve(name=one, waves=reached) for one in ways])
    assert picture is not None
    said = labelled(picture, partial(say, "de")).shapes
    assert {"ohne Führungskräfte zuerst", "zufällig"} <= {one.words for one in said}
    assert not set(ways) & {one.words for one in said}
    small = sorted((one.y, one.x, one.words) for one in said if "small" in one.look)
    assert len(small) == 4
    for (y, x, words), (below, right, _) in pairwise(small):
        # A letter of this size is about five and a half pixels wide.
        assert below > y or right >= x + 5.5 * len(words)


def test_words_in_a_picture_are_text() -> None:
    shape = Shape(kind="text", words="<script>alert(1)</script>")
    picture = Picture(
        name="x", says="<b>a</b>", width=10, height=10, shapes=(shape,), table=(("a",),)
    )
    root = ElementTree.fromstring(as_svg(picture))
    assert not list(root.iter("{http://www.w3.org/2000/svg}script"))
    assert "alert(1)" in "".join(root.itertext())


def test_a_pictures_labels_are_said_in_german_and_names_stay_as_they_are() -> None:
    sheet = Sheet()
    for words in (
        "✕ opposes 3",
        "P03: named by 2, not known",
        "✗ wave 1 · 03 Mar",
        "low, Oban: 1/2",
    ):
        sheet.text(0, 0, words)
    drawn = Picture(name="x", says="", width=1, height=1, shapes=tuple(sheet.shapes), table=())
    said = [one.words for one in labelled(drawn, partial(say, "de")).shapes]
    assert said == [
        "✕ dagegen 3",
        "P03: genannt von 2, nicht bekannt",
        "✗ Welle 1 · 3. März",
        "gering, Oban: 1/2",
    ]


def test_a_shared_picture_names_nobody_behind_its_numbers() -> None:
    many = crowd((Stance.DETRACTOR, Influence.LOW, 9), (Stance.SUPPORTER, Influence.HIGH, 9))
    before = crowd((Stance.DETRACTOR, Influence.LOW, 9), before=Stance.SUPPORTER)
    people = FOUND.intake.people
    shared = [
        stance_map(many, shared=True),
        stance_flow(before, shared=True),
        coverage_heat(people, frozenset({"P03"}), shared=True),
    ]
    for one in shared:
        assert one is not None
        assert one.behind == {}
        assert not any(shape.who for shape in one.shapes)


def test_a_band_leads_to_those_who_went_that_way() -> None:
    flow = stance_flow(crowd((Stance.DETRACTOR, Influence.LOW, 3), before=Stance.SUPPORTER))
    assert flow is not None
    assert flow.behind == {"1.2": ("P00", "P01", "P02")}
    assert [one.who for one in flow.shapes if one.kind == "band"] == [("P00", "P01", "P02")]
