"""A person's word on themes outlives new data and a refit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import WrongDecision
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.findings import Theme
from toolkit.model.shapes import MERGE, MOVE, PIN, SPLIT, read_members, write_members
from toolkit.themes.ids import keep_ids, with_retired
from toolkit.themes.shape import Ground, shape_themes, until_next_run

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def said(
    *words: tuple[str, str, str], undone: Sequence[int] = (), suggested: str = ""
) -> Decisions:
    """Decisions (subject, field, value) in their order; `undone` are numbers from 1."""
    rows = [
        Decision(
            decision_id=number,
            subject=subject,
            field=field,
            suggested=suggested,
            confidence=None,
            decided=value,
            coder="ana",
            at=NOON + timedelta(minutes=number),
        )
        for number, (subject, field, value) in enumerate(words, 1)
    ]
    for number in undone:
        one = rows[number - 1]
        rows.append(
            Decision(
                decision_id=len(rows) + 1,
                subject=one.subject,
                field=one.field,
                suggested="",
                confidence=None,
                decided=None,
                coder="ana",
                at=NOON + timedelta(hours=1, minutes=number),
                undoes=number,
            )
        )
    return Decisions(rows)


def themes(**members: str) -> tuple[Theme, ...]:
    return tuple(
        Theme(theme_id=name, title=f"About {name}", statement_ids=tuple(keys))
        for name, keys in members.items()
    )


def ground(decisions: Decisions, previous: Sequence[Theme] = (), vectors=None) -> Ground:
    return Ground(
        decisions=decisions,
        rows={key: n for n, key in enumerate(LETTERS)},
        previous=previous,
        vectors=vectors,
    )


def members(found: Sequence[Theme]) -> dict[str, str]:
    return {one.theme_id: "".join(sorted(one.statement_ids)) for one in found}


def value(**named: str) -> str:
    return write_members({theme: tuple(keys) for theme, keys in named.items()})


BEFORE = themes(T01="abcd", T02="efg", T03="hijk")
MERGED = ("theme:T02", MERGE, value(T01="abcd", T02="efg"))
SPLIT_OFF = ("theme:T04", SPLIT, value(T04="ab", T01="cd"))


def run(groups: Sequence[str], decisions: Decisions, previous: Sequence[Theme]) -> dict[str, str]:
    """One run: groups as a refit finds them, ids kept, then the persons' word."""
    fresh = [Theme(theme_id="", title="found", statement_ids=tuple(one)) for one in groups]
    return members(shape_themes(keep_ids(fresh, previous), ground(decisions, previous)))


def test_nothing_decided_changes_nothing():
    assert shape_themes(BEFORE, ground(said(), BEFORE)) == BEFORE


def test_a_merged_theme_stays_merged_when_everything_is_grouped_anew():
    merged = shape_themes(BEFORE, ground(said(MERGED), BEFORE))
    assert members(merged) == {"T01": "abcdefg", "T03": "hijk"}
    assert run(["abcd", "efg", "hijk"], said(MERGED), merged) == members(merged)
    assert run(["abe", "cdf", "ghijk"], said(MERGED), merged) == members(merged)


def test_what_is_new_beside_a_merged_theme_goes_where_it_went():
    merged = shape_themes(BEFORE, ground(said(MERGED), BEFORE))
    found = run(["abcd", "efgxyz", "hijk"], said(MERGED), merged)
    assert found == {"T01": "abcdefgxyz", "T03": "hijk"}


def test_a_few_old_statements_pull_no_crowd_along():
    decided = said(("theme:T02", PIN, value(T02="ef")))
    found = run(["abcd", "eflmnopqrst", "hijk"], decided, themes(T01="abcd", T02="ef", T03="hijk"))
    assert found["T02"] == "ef"
    assert "lmnopqrst" in found.values()


def test_a_split_stays_split_and_what_is_new_goes_to_the_nearer_part():
    vectors = np.tile(np.array([1.0, 0.0], dtype=np.float32), (26, 1))
    for key in "cdy":
        vectors[LETTERS.index(key)] = (0.0, 1.0)
    previous = shape_themes(BEFORE, ground(said(SPLIT_OFF), BEFORE, vectors))
    assert members(previous) == {"T01": "cd", "T02": "efg", "T03": "hijk", "T04": "ab"}
    fresh = keep_ids(themes(A="abcdxy", B="efg", C="hijk"), previous)
    found = members(shape_themes(fresh, ground(said(SPLIT_OFF), previous, vectors)))
    assert found == {"T01": "cdy", "T02": "efg", "T03": "hijk", "T04": "abx"}


def test_a_pinned_theme_loses_nobody():
    pinned = said(("theme:T01", PIN, value(T01="abcd")))
    assert run(["abe", "cdf", "ghijk"], pinned, BEFORE)["T01"] >= "abcd"
    let_go = said(("theme:T01", PIN, value(T01="abcd")), ("theme:T01", PIN, ""))
    assert "cdf" in run(["abe", "cdf", "ghijk"], let_go, themes(T03="hijk")).values()


def test_a_moved_statement_stays_where_it_was_put():
    moved = said(("statement:a", MOVE, "T03"))
    assert run(["abcd", "efg", "hijk"], moved, BEFORE)["T03"] == "ahijk"
    assert run(["abh", "cdefg", "ijk"], moved, BEFORE)["T03"] == "aijk"
    out = said(("statement:a", MOVE, ""))
    assert "a" not in "".join(run(["abcd", "efg", "hijk"], out, BEFORE).values())


def test_the_later_word_counts():
    decided = said(MERGED, ("statement:e", MOVE, "T03"))
    assert run(["abcd", "efg", "hijk"], decided, BEFORE) == {"T01": "abcdfg", "T03": "ehijk"}
    back = said(MERGED, ("theme:T01", MERGE, value(T03="hijk", T01="abcdefg")))
    assert run(["abcd", "efg", "hijk"], back, BEFORE) == {"T03": "abcdefghijk"}


def test_two_themes_merged_into_each_other_end_in_the_later_ones_target():
    decided = said(MERGED, ("theme:T01", MERGE, value(T02="", T01="abcdefg")))
    assert run(["abcd", "efg", "hijk"], decided, BEFORE) == {"T02": "abcdefg", "T03": "hijk"}


def test_a_theme_with_a_title_or_verdict_keeps_its_id_when_it_grows():
    named = said(("theme:T02", "title", "Lost orders"))
    fresh = keep_ids(themes(A="abcd", B="efgmnopqr", C="hijk"), BEFORE)
    assert "T02" not in {one.theme_id for one in fresh}
    found = shape_themes(fresh, ground(named, BEFORE))
    assert members(found)["T02"] == "efgmnopqr"
    assert {one.theme_id: one.title for one in found}["T02"] == "Lost orders"


def test_a_theme_with_a_verdict_is_there_even_where_a_refit_scatters_it():
    judged = said(("theme:T02", "verdict", "training"))
    found = run(["abcde", "fhi", "gjk"], judged, BEFORE)
    assert found["T02"] == "efg"
    assert run(["abcde", "fhi", "gjk"], said(), BEFORE).get("T02") != "efg"


def test_what_is_gone_from_the_files_is_in_no_theme():
    decided = said(("statement:A-gone", MOVE, "T01"), ("theme:T02", PIN, value(T02="e")))
    rows = {key: n for n, key in enumerate("abcd")}
    only = Ground(decisions=decided, rows=rows, previous=BEFORE)
    assert members(shape_themes(themes(T01="abcdZ"), only)) == {"T01": "abcd"}


def test_a_merge_that_was_taken_back_gives_both_their_ids_again():
    merged = with_retired(shape_themes(BEFORE, ground(said(MERGED), BEFORE)), BEFORE)
    undone = said(MERGED, undone=[1])
    assert run(["abcd", "efg", "hijk"], undone, merged) == members(BEFORE)
    small = themes(T01="ab", T02="cdefg", T03="hijk")
    row = ("theme:T02", MERGE, value(T01="ab", T02="cdefg"))
    larger = with_retired(shape_themes(small, ground(said(row), small)), small)
    assert run(["ab", "cdefg", "hijk"], said(row, undone=[1]), larger) == members(small)


def test_an_id_that_was_used_is_never_given_to_another_theme():
    previous = with_retired(themes(T01="abcd"), themes(T01="abcd", T02="efg"))
    assert "T02" not in run(["abcd", "xyz"], said(), previous)
    assert with_retired(previous, ()) == previous


def test_a_split_that_was_taken_back_is_one_theme_again():
    split = shape_themes(BEFORE, ground(said(SPLIT_OFF), BEFORE))
    undone = said(SPLIT_OFF, undone=[1])
    assert run(["abcd", "efg", "hijk"], undone, split) == members(BEFORE)


def test_before_the_next_run_a_thing_taken_back_is_back():
    for row in (MERGED, SPLIT_OFF):
        changed = shape_themes(BEFORE, ground(said(row), BEFORE))
        undone = said(row, undone=[1])
        assert members(until_next_run(changed, ground(undone, changed))) == members(BEFORE)
    move = ("statement:a", MOVE, "T03")
    moved = shape_themes(BEFORE, ground(said(move), BEFORE))
    undone = said(move, undone=[1], suggested="T01")
    assert members(until_next_run(moved, ground(undone, moved))) == members(BEFORE)


def test_a_theme_that_a_person_made_is_told_by_its_own_nearest_statements():
    vectors = np.tile(np.array([1.0, 0.0], dtype=np.float32), (26, 1))
    vectors[LETTERS.index("e")] = (0.0, 1.0)
    loose, tight = (
        replace(one, cohesion=held) for one, held in zip(BEFORE, (0.3, 0.65), strict=False)
    )
    merged = shape_themes([loose, tight, BEFORE[2]], ground(said(MERGED), BEFORE, vectors))
    one = next(one for one in merged if one.theme_id == "T01")
    assert len(one.exemplar_ids) == 5
    assert "e" not in one.exemplar_ids
    assert one.cohesion == pytest.approx((4 * 0.3 + 3 * 0.65) / 7, abs=1e-4)


def test_a_value_that_names_no_statements_says_how_to_take_it_back():
    with pytest.raises(WrongDecision, match="relaunch undo OUT 1"):
        shape_themes(BEFORE, ground(said(("theme:T02", MERGE, "T01")), BEFORE))


def decisions_on_letters() -> st.SearchStrategy[Mapping[str, str]]:
    ids = st.sampled_from(["T01", "T02", "T03", "T04"])
    keys = st.text(alphabet=LETTERS[:11], max_size=5)
    group = st.tuples(
        ids.map("theme:{}".format), st.sampled_from([MERGE, SPLIT, PIN]),
        st.dictionaries(ids, keys, max_size=2).map(lambda named: value(**named)),
    )  # fmt: skip
    move = st.tuples(
        st.sampled_from(LETTERS[:11]).map("statement:{}".format),
        st.just(MOVE),
        st.one_of(ids, st.just("")),
    )
    return st.lists(st.one_of(group, move), max_size=6)


@given(decisions_on_letters())
def test_whatever_is_decided_every_statement_is_in_one_theme_and_again_changes_nothing(rows):
    decided = said(*rows)
    once = shape_themes(BEFORE, ground(decided, BEFORE))
    every = "".join(sorted("".join(members(once).values())))
    out = {key for one, field, to in rows if field == MOVE and not to for key in one[-1:]}
    assert set("abcdefghijk") - set(every) <= out
    assert len(set(every)) == len(every)
    assert members(shape_themes(once, ground(decided, once))) == members(once)


def test_members_are_written_and_read():
    text = write_members({"T01": ("S-2", "S-1", "S-1"), "T02": ()})
    assert text == "T01=S-1 S-2; T02="
    assert read_members(text) == {"T01": ("S-1", "S-2"), "T02": ()}
    assert read_members("") == {}
    with pytest.raises(WrongDecision, match="names no theme"):
        read_members("T01")
