from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import pytest

from tests.facts.clinic import (
    coded,
    facts,
    logins_and_records,
    people,
    said,
    signals_of,
    usage,
    weight,
)
from toolkit.facts import SignalInput, find_statement_signals
from toolkit.model.findings import Signal
from toolkit.model.intake import Extracts
from toolkit.model.vocabulary import Bearing, Cause, DecidedBy, Kind, MeasureKind

FAILS = "What I save is lost, every day."
Weekly = list[tuple[str, str, MeasureKind, Sequence[float]]]


def clinic_use(*more: tuple[str, str, MeasureKind, Sequence[float]]) -> Weekly:
    """Everybody works alike and meets an error now and then, but for what `more` says."""
    told = {(who, measure) for who, measure, _, _ in more}
    rows: Weekly = list(more)
    for one in people():
        who = one.person_id
        rows += logins_and_records(who, [5] * 12, [10] * 12) if (who, "logins") not in told else []
        if (who, "errors") not in told:
            rows.append((who, "errors", MeasureKind.ERROR, [1, 0, 0, 1] * 3))
    return rows


def signals(rows: Weekly, text: str = FAILS, *causes: Cause) -> dict[str, Signal]:
    """The signals of one statement of P05, by name and cause."""
    one = said(1, "P05", text)
    coding = coded(one, *(causes or (Cause.DEFECT, Cause.TRAINING)))
    found = signals_of([one], [coding], facts(Extracts(usage=usage(rows))), (["x-rays"], []))
    return {f"{signal.name} {signal.cause}": signal for signal in found.get("S01", ())}


def test_errors_far_above_peers_support_a_defect():
    found = signals(clinic_use(("P05", "errors", MeasureKind.ERROR, [6] * 12)))
    one = found["errors_far_above_peers defect"]
    assert one.weight > 1
    assert one.origin is DecidedBy.USAGE
    assert one.people == ("P05",)
    assert one.rows
    assert "72" in one.sentence
    assert "P05" not in one.sentence


def test_hardly_any_errors_where_peers_have_many_contradict_a_defect():
    rows = clinic_use(("P05", "errors", MeasureKind.ERROR, [0] * 12))
    assert signals(rows)["errors_not_above_peers defect"].weight < 0


def test_errors_say_nothing_of_a_complaint_about_the_boss():
    rows = clinic_use(("P05", "errors", MeasureKind.ERROR, [6] * 12))
    weak = signals(rows, "My boss wants it twice.", Cause.LEADERSHIP)
    strong = signals(rows)
    name = "errors_far_above_peers defect"
    assert weak[name].weight < strong[name].weight / 3


def test_errors_that_everybody_has_say_little():
    common = [
        (one.person_id, "errors", MeasureKind.ERROR, [6] * 12 if one.rank % 2 else [1] * 12)
        for one in people()
    ]
    rare = signals(clinic_use(("P05", "errors", MeasureKind.ERROR, [6] * 12)))
    assert "errors_far_above_peers defect" not in signals(clinic_use(*common)) or (
        signals(clinic_use(*common))["errors_far_above_peers defect"].weight
        < rare["errors_far_above_peers defect"].weight
    )


def in_two_jobs(who: str, records: int = 10) -> dict[str, Signal]:
    """P02 to P07 scan and meet the same error; the thirteen nurses have none. `who` speaks."""
    crew = tuple(
        replace(one, role="Scanning clerk") if 2 <= one.rank <= 7 else one for one in people(20)
    )
    rows: Weekly = []
    for one in crew:
        works = [records] * 12 if one.person_id == who else [10] * 12
        rows += logins_and_records(one.person_id, [5] * 12, works)
        errors = [3] * 12 if one.role == "Scanning clerk" else [0] * 12
        rows.append((one.person_id, "errors", MeasureKind.ERROR, errors))
    one = said(1, who, FAILS)
    known = facts(Extracts(usage=usage(rows)), crew)
    coding = coded(one, Cause.DEFECT, Cause.TRAINING)
    found = signals_of([one], [coding], known, (["x-rays"], []), crew=crew)
    return {f"{signal.name} {signal.cause}": signal for signal in found.get("S01", ())}


def test_where_most_have_no_error_whoever_has_many_stands_out_also_beside_peers_with_as_many():
    for records in (10, 28):
        found = in_two_jobs("P05", records)["errors_far_above_peers defect"]
        assert found.weight > 0.3
        assert "everybody" in found.sentence


def test_no_error_speaks_against_a_defect_also_where_peers_have_none():
    found = in_two_jobs("P10")["errors_not_above_peers defect"]
    assert -0.7 < found.weight < 0
    assert "everybody" in found.sentence


def test_the_only_measure_of_errors_need_not_be_named_to_tell_whom_a_fault_meets():
    hit = {f"P{n:02d}" for n in range(4, 10)}
    rows = clinic_use(
        *(
            (one.person_id, "errors", MeasureKind.ERROR, [2 * (one.person_id in hit)] * 12)
            for one in people()
        )
    )
    assert signals(rows)["errors_far_above_peers defect"].weight > 0


def test_a_stock_that_was_cleared_at_last_tells_of_the_time_before():
    rows = clinic_use(
        ("P05", "errors", MeasureKind.ERROR, [0] * 12),
        ("P05", "letters_unsent", MeasureKind.BACKLOG, [*range(2, 24, 2), 1]),
        *(
            (f"P{n:02d}", "letters_unsent", MeasureKind.BACKLOG, [1] * 12)
            for n in (2, 3, 4, 6, 7, 8)
        ),
    )
    found = signals(rows, "My letters are lost.")["unfinished_work_piles_up training"]
    assert "22 records of the speaker stood in" in found.sentence
    assert "until 1 were left" in found.sentence


def test_a_growing_stock_without_errors_supports_training():
    piles = list(range(2, 38, 3))
    rows = clinic_use(
        ("P05", "errors", MeasureKind.ERROR, [0] * 12),
        ("P05", "letters_unsent", MeasureKind.BACKLOG, piles),
        *(
            (f"P{n:02d}", "letters_unsent", MeasureKind.BACKLOG, [1] * 12)
            for n in (2, 3, 4, 6, 7, 8)
        ),
    )
    found = signals(rows, "My letters are lost.")
    assert found["unfinished_work_piles_up training"].weight > 0.5
    assert found["unfinished_work_piles_up defect"].weight < 0
    assert "35 records" in found["unfinished_work_piles_up training"].sentence


def test_a_growing_stock_with_many_errors_is_no_sign_of_missing_knowledge():
    rows = clinic_use(
        ("P05", "errors", MeasureKind.ERROR, [6] * 12),
        ("P05", "letters_unsent", MeasureKind.BACKLOG, list(range(2, 38, 3))),
        *(
            (f"P{n:02d}", "letters_unsent", MeasureKind.BACKLOG, [1] * 12)
            for n in (2, 3, 4, 6, 7, 8)
        ),
    )
    assert not any(name.startswith("unfinished_work") for name in signals(rows))


def test_who_never_opened_the_tool_has_seen_no_fault():
    rows = [*clinic_use(("P05", "logins", MeasureKind.LOGIN, [0] * 12))]
    found = signals(rows)["judges_a_part_never_used defect"]
    assert found.weight < 0
    assert "never opened" in found.sentence


def test_who_never_used_the_part_that_the_words_name_judges_from_afar():
    rows = clinic_use(
        *((f"P{n:02d}", "letters_printed", MeasureKind.VIEWED, [3] * 12) for n in range(6, 12)),
        *((f"P{n:02d}", "xrays_opened", MeasureKind.VIEWED, [3] * 12) for n in range(2, 12)),
        ("P05", "letters_printed", MeasureKind.VIEWED, [0] * 12),
    )
    assert (
        "'letters_printed'"
        in signals(rows, "The letters are awful.")["judges_a_part_never_used defect"].sentence
    )
    assert not any("judges" in name for name in signals(rows, "The xrays are awful."))


def test_praise_of_a_part_never_used_is_remarked_and_weighs_nothing():
    rows = clinic_use(
        *((f"P{n:02d}", "letters_printed", MeasureKind.VIEWED, [3] * 12) for n in range(6, 12)),
        ("P05", "letters_printed", MeasureKind.VIEWED, [0] * 12),
    )
    praise = [said(1, "P05", "The letters are lovely."), said(2, "P06", "The letters are lovely.")]
    codings = [
        replace(coded(one, Cause.DEFECT, kind=Kind.PRAISE), causes={}, cause=None) for one in praise
    ]
    measured = facts(Extracts(usage=usage(rows)))
    found = signals_of(praise, codings, measured, (["x-rays", "x-rays"], []))
    (remark,) = found.pop("S01")
    assert (remark.name, remark.bearing, remark.weight) == (
        "judges_a_part_never_used",
        Bearing.SILENT,
        0.0,
    )
    assert found == {}


@pytest.mark.parametrize(
    ("idle", "name", "positive"),
    [
        (True, "managers_do_not_use_it leadership", True),
        (False, "managers_use_it leadership", False),
    ],
)
def test_managers_use_bears_on_words_about_the_boss(idle: bool, name: str, positive: bool):
    rows = [one for one in clinic_use() if not (idle and one[0] == "P01")]
    if idle:
        rows += logins_and_records("P01", [0] * 12, [0] * 12)
    found = signals(rows, "My boss wants it on paper.", Cause.LEADERSHIP)
    if positive:
        assert found[name].weight > 0.5
        assert found[name].people == ("P01",)
    else:
        assert name not in found or found[name].weight <= 0


def of_the_boss(rows: Weekly) -> set[str]:
    """The names of the signals on words about the boss."""
    return {name.split()[0] for name in signals(rows, "My boss wants it twice.", Cause.LEADERSHIP)}


def test_a_manager_who_records_speaks_against_trouble_with_managers():
    idle = [row for n in (9, 10, 11) for row in logins_and_records(f"P{n:02d}", [0] * 12, [0] * 12)]
    told = {one[0] for one in idle}
    rows = [*idle, *(one for one in clinic_use() if one[0] not in told)]
    assert "managers_use_it" in of_the_boss(rows)


def test_a_manager_who_only_logs_in_says_nothing_for_the_managers():
    rows = [one for one in clinic_use() if one[0] != "P01"]
    rows += [("P01", "logins", MeasureKind.LOGIN, [2] * 12)]
    assert "managers_use_it" not in of_the_boss(rows)


def test_nothing_speaks_for_the_managers_while_one_of_them_is_not_in_the_file():
    chain = {**dict.fromkeys(("P05",), "P02"), "P02": "P01"}
    crew = tuple(
        replace(one, manager_id=chain.get(one.person_id, one.manager_id)) for one in people()
    )
    one = said(1, "P05", "My boss wants it twice.")
    coding = coded(one, Cause.LEADERSHIP)
    for missing, says in ((set(), True), ({"P01"}, False)):
        rows = [row for row in clinic_use() if row[0] not in missing]
        known = facts(Extracts(usage=usage(rows)), crew)
        found = signals_of([one], [coding], known, (["x-rays"], []), crew=crew)
        names = {signal.name for signal in found.get("S01", ())}
        assert ("managers_use_it" in names) is says


def hit_in_letters(text: str) -> dict[str, Signal]:
    """P03 to P08 meet faults in letters and nowhere else; P05 speaks."""
    hit = {f"P{n:02d}" for n in range(3, 9)}
    tables = []
    for part in ("letters", "xrays"):
        rows: Weekly = []
        for one in people():
            faults = [3] * 12 if part == "letters" and one.person_id in hit else [0] * 12
            rows += logins_and_records(one.person_id, [5] * 12, [10] * 12)
            rows.append((one.person_id, "faults", MeasureKind.ERROR, faults))
        tables.append(usage(rows).assign(module=part))
    one = said(1, "P05", text)
    coding = coded(one, Cause.DEFECT, Cause.TRAINING)
    known = facts(Extracts(usage=pd.concat(tables, ignore_index=True)))
    found = signals_of([one], [coding], known, (["x-rays"], []))
    return {f"{signal.name} {signal.cause}": signal for signal in found.get("S01", ())}


def test_errors_are_those_of_the_part_that_the_words_name():
    assert "errors_far_above_peers defect" not in hit_in_letters("My xrays are not kept.")
    found = hit_in_letters("My letters are not kept.")
    assert "faults@letters" in found["errors_far_above_peers defect"].sentence


def test_a_fault_that_meets_half_of_those_who_do_the_same_is_seen():
    hit = {f"P{n:02d}" for n in range(4, 10)}
    rows = clinic_use()
    for one in people():
        faults = [2] * 12 if one.person_id in hit else [0] * 12
        rows.append((one.person_id, "xrays_lost", MeasureKind.ERROR, faults))
    found = signals(rows, "My xrays are gone.")
    assert "xrays_lost" in found["errors_far_above_peers defect"].sentence
    assert "errors_far_above_peers defect" not in signals(clinic_use(), "My xrays are gone.")


def test_anonymous_statements_and_strangers_have_no_usage_signals():
    fact = facts(Extracts(usage=usage(clinic_use(("P05", "errors", MeasureKind.ERROR, [6] * 12)))))
    for who in ("", "ext-1"):
        one = said(1, who, FAILS)
        assert signals_of([one], [coded(one, Cause.DEFECT)], fact, (["x-rays"], [])) == {}


def test_words_of_a_file_with_the_promise_not_to_join_stay_unjoined():
    fact = facts(Extracts(usage=usage(clinic_use(("P05", "errors", MeasureKind.ERROR, [6] * 12)))))
    one = said(1, "P05", FAILS)
    given = SignalInput(
        statements=[one],
        codings={one.statement_id: coded(one, Cause.DEFECT)},
        facts=fact,
        statement_vectors=usage_free_vectors(),
        ticket_vectors=usage_free_vectors(),
        people={person.person_id: person for person in people()},
    )
    assert weight(find_statement_signals(given)["S01"], Cause.DEFECT) > 0
    assert find_statement_signals(replace(given, unjoined_files=frozenset({"survey.csv"}))) == {}


def usage_free_vectors():
    from tests.facts.clinic import vectors

    return vectors(["x-rays"])


def test_without_a_usage_file_there_are_no_usage_signals():
    one = said(1, "P05", FAILS)
    fact = facts(Extracts())
    assert "usage" not in fact.recorded
    assert signals_of([one], [coded(one, Cause.DEFECT)], fact, (["x-rays"], [])) == {}
