"""Where single people are not to be judged, what rests on single people's words is only counted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests import world
from tests.desk.conftest import save
from tests.desk.test_people_pages import state_of
from tests.stakeholders.village import (
    coded,
    gates_of,
    people_input,
    person,
    said,
    theme,
    verdict,
)
from toolkit.desk.people_starting import UseRow
from toolkit.model.vocabulary import Cause, GoItemName, GoState, Kind
from toolkit.settings import Mine, PrivacySettings, Settings
from toolkit.stakeholders.gates import GoItem, Rival
from toolkit.stakeholders.late_entry import find_late_entry

OF_WORDS = {
    GoItemName.DEFECTS: "1 fault open: T04 Lost orders (severity 3): by tickets",
    GoItemName.COURSES: "1 of 2 people miss knowledge on T02",
    GoItemName.RIVALS: "1 rival list still in use by 1 of its people: the Friday sheet",
}


def mine(*, individual: bool) -> Mine:
    return Mine(privacy=PrivacySettings(individual=individual))


def item(name: GoItemName, *, individual: bool) -> GoItem:
    """One item of a wave of two, of whom A complains of a fault, a gap, and keeps a list."""
    words = [
        said("S-1", "The order is lost when I save.", by="A"),
        said("S-2", "Nobody showed me how to split an order.", by="A"),
    ]
    given = people_input(
        [person("A"), person("B", 1)],
        words,
        [
            coded("S-1", Kind.CONCERN, Cause.DEFECT, 3),
            coded("S-2", Kind.CONCERN, Cause.TRAINING, 2),
        ],
        themes=(theme("T04", "Lost orders", "S-1"), theme("T02", "Splitting", "S-2")),
        verdicts={"T04": verdict("T04", Cause.DEFECT), "T02": verdict("T02", Cause.TRAINING)},
        settings=Settings(mine=mine(individual=individual)),
    )
    sheet = Rival(rival_id="X1", name="the Friday sheet", people=("A",))
    gate = gates_of(given, ("A", 1), ("B", 1), rivals=[sheet])[0]
    return next(one for one in gate.items if one.name is name)


@pytest.mark.parametrize("name", OF_WORDS)
def test_what_is_known_from_single_peoples_words_names_nobody_and_keeps_its_count(name):
    found = item(name, individual=False)
    assert found.people == ()
    assert found.state is GoState.RED
    assert found.sentence.startswith(OF_WORDS[name])
    assert found.evidence


@pytest.mark.parametrize("name", OF_WORDS)
def test_where_people_are_judged_the_same_item_names_them(name):
    found = item(name, individual=True)
    assert found.people == ("A",)
    assert found == replace(item(name, individual=False), people=("A",))


def test_who_has_no_helper_yet_is_known_from_the_list_and_stays_in_sight():
    assert item(GoItemName.HELPERS, individual=False).people == ("A", "B")


@contextmanager
def use_rows(out: Path, *, individual: bool) -> Iterator[tuple[UseRow, ...]]:
    findings = world.findings()
    judged = findings.stakeholders if individual else ()
    told = replace(findings, stakeholders=judged)
    with state_of(save(out, told), told, mine(individual=individual)) as people:
        yield people.start.use


def test_how_a_group_uses_the_tool_is_counted_and_nobody_is_listed_by_it(tmp_path):
    with use_rows(tmp_path, individual=False) as rows:
        assert rows
        assert all(set(one.members) == {""} for one in rows)
        assert all(len(one.members[""]) == one.people > 0 for one in rows)
        assert all(sum(one.states.values()) == one.people for one in rows)


def test_where_people_are_judged_each_state_of_use_lists_its_people(tmp_path):
    with use_rows(tmp_path, individual=True) as rows:
        assert all(set(one.members) > {""} for one in rows)


def by_words(texts):
    """Texts on the closing stage on one axis, all others on the other."""
    rows = [[float("closing" in one), float("closing" not in one)] for one in texts]
    return np.array(rows, dtype=np.float32)


def late_entry(**more):
    rows = [("A", 2.0), ("B", 3.0), ("C", 0.0)]
    usage = pd.DataFrame(
        [{"person_id": key, "measure": "opps_closing_created", "value": n} for key, n in rows]
    )
    return find_late_entry(usage, by_words, **more)


def test_late_entry_is_counted_over_all_and_told_of_nobody():
    found = late_entry(individual=False)
    assert found.by_person == {}
    assert (found.people, found.records) == (2, 5.0)
    assert replace(found, by_person={"A": 2.0, "B": 3.0}) == late_entry(individual=True)
