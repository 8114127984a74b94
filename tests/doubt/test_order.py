"""What a person should look at first, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.doubt.hotel import coding, final, statement, theme, unit, verdict
from toolkit.doubt import DoubtInput, order_doubts, principal_axes
from toolkit.model.findings import Coding
from toolkit.model.vocabulary import Cause, Kind

SURE = {Cause.DEFECT: 0.9}
CLOSE = {Cause.DEFECT: 0.34, Cause.TRAINING: 0.31}


def asked(codings: Sequence[Coding], **more: object) -> DoubtInput:
    return DoubtInput(
        statements=[statement(one.statement_id) for one in codings],
        codings={one.statement_id: one for one in codings},
        final_causes={one.statement_id: final(one) for one in codings},
        themes=(),
        verdicts={},
        **more,  # type: ignore[arg-type]
    )


def ids(given_input: DoubtInput) -> list[str]:
    return [one.statement_id for one in order_doubts(given_input)]


def test_what_is_least_sure_comes_first_and_says_between_which_causes():
    first = order_doubts(asked([coding("s1", SURE), coding("s2", CLOSE)]))[0]
    assert first.statement_id == "s2"
    assert "two causes are about as likely: defect or training" in first.reasons


def test_praise_comes_after_every_open_concern():
    praise = coding("s1", CLOSE, Kind.PRAISE)
    assert ids(asked([praise, coding("s2", CLOSE)])) == ["s2", "s1"]


def test_what_others_are_like_comes_before_what_stands_alone():
    codings = [coding(f"s{number}", CLOSE) for number in range(1, 9)]
    alone = [np.eye(6)[n] for n in range(4)]
    alike = [np.eye(6)[4] + 0.1 * np.eye(6)[n] for n in range(4)]
    found = order_doubts(
        asked(codings, meaning=principal_axes(unit(*alone, *alike))),
    )
    assert found[0].statement_id in {"s5", "s6", "s7", "s8"}
    taught = {one.statement_id: one.parts[1].value for one in found}
    assert found[0].parts[1].name == "taught to others"
    assert taught[found[0].statement_id] > max(taught[key] for key in ("s1", "s2", "s3", "s4"))


def test_near_duplicates_do_not_follow_one_another():
    codings = [coding(f"s{number}", CLOSE) for number in range(1, 7)]
    vectors = unit(*[(1, 0.01 * n, 0) for n in range(3)], *[(0, 1, 0.01 * n) for n in range(3)])
    found = ids(asked(codings, meaning=principal_axes(vectors)))
    printers = {"s1", "s2", "s3"}
    assert len(printers & set(found[:2])) == 1


def test_a_theme_whose_verdict_is_open_and_touches_many_lifts_its_statements():
    codings = [coding("s1", CLOSE), coding("s2", CLOSE)]
    base = asked(codings)
    found = order_doubts(
        replace(
            base,
            themes=(theme("T01", ["s1"]), theme("T02", ["s2"])),
            verdicts={"T01": verdict("T01", SURE, 2), "T02": verdict("T02", CLOSE, 14)},
        )
    )
    assert found[0].statement_id == "s2"
    assert "14 people in theme T02, whose verdict is open (34%)" in found[0].reasons


def test_coders_who_differ_lift_a_statement():
    other = {"rules": {"s2": coding("s2", {Cause.TRUST: 0.9})}}
    found = order_doubts(asked([coding("s1", CLOSE), coding("s2", CLOSE)], others=other))
    assert found[0].statement_id == "s2"
    assert "coders differ: rules says trust" in found[0].reasons


def test_decided_statements_are_listed_only_where_a_slip_is_likely():
    codings = [coding(f"s{number}", CLOSE) for number in range(1, 5)]
    found = order_doubts(
        asked(codings, given={"s1": "trust", "s2": "defect"}, slips={"s1": 0.4, "s2": 0.001})
    )
    assert {one.statement_id for one in found} == {"s1", "s3", "s4"}
    slip = next(one for one in found if one.slip)
    assert slip.statement_id == "s1"
    assert slip.reasons[0].startswith("a person said trust;")


def test_slips_take_every_third_place_and_all_places_where_nothing_is_open():
    codings = [coding(f"s{number}", CLOSE) for number in range(1, 7)]
    slips = {"s1": 0.3, "s2": 0.2}
    found = order_doubts(asked(codings, given=dict.fromkeys(slips, "trust"), slips=slips))
    assert [bool(one.slip) for one in found] == [False, False, True, False, False, True]
    everything = dict.fromkeys((one.statement_id for one in codings), "trust")
    assert ids(asked(codings, given=everything, slips=slips)) == ["s1", "s2"]


def test_the_score_is_the_sum_of_its_named_parts():
    codings = [coding(f"s{number}", CLOSE) for number in range(1, 4)]
    found = order_doubts(asked(codings, meaning=principal_axes(unit((1, 0), (1, 0.1), (0, 1)))))
    for one in found:
        assert one.score == round(sum(part.value * part.weight for part in one.parts), 4)


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_the_input_plays_no_part(order: list[int]):
    codings = [coding(f"s{n}", {Cause.DEFECT: 0.3 + 0.05 * (n % 3)}) for n in range(6)]
    vectors = unit(*[(1, 0.3 * n, n % 2) for n in range(6)])
    straight = ids(asked(codings, meaning=principal_axes(vectors)))
    mixed = ids(
        asked([codings[n] for n in order], meaning=principal_axes(vectors)[np.array(order)])
    )
    assert mixed == straight


def test_nothing_to_look_at_is_an_empty_queue():
    assert order_doubts(asked([])) == ()
