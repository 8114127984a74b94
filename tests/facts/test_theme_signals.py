from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from tests.facts.clinic import (
    LAUNCH,
    coded,
    course,
    courses,
    facts,
    logins_and_records,
    people,
    said,
    usage,
    vectors,
)
from toolkit.facts import SignalInput, find_theme_signals
from toolkit.facts.contrasts import Contrast, contrast, rate_ratio, share, wilson
from toolkit.model.findings import Signal, Theme
from toolkit.model.intake import Extracts, Person
from toolkit.model.vocabulary import Attendance, Bearing, Cause, Kind, MeasureKind
from toolkit.settings import Release

COMPLAINING = ("P02", "P03", "P04", "P05", "P06")
CREW = people(20)


def signals(
    extracts: Extracts,
    *causes: Cause,
    words: str = "The x-rays.",
    praising: Sequence[str] = (),
    ticked: Sequence[str] = (),
    **project: object,
) -> list[Signal]:
    """P02 to P06 complain of x-rays in these words; all twenty were heard.

    Those `praising` praise the x-rays, those who `ticked` work on a tablet.
    """
    on_it = {*COMPLAINING, *praising}
    statements = [
        said(one.rank, one.person_id, words if one.person_id in COMPLAINING else "The prices.")
        for one in CREW
    ]
    codings = [
        coded(
            one,
            *(causes or (Cause.DEFECT, Cause.TRAINING)),
            kind=Kind.PRAISE if one.source.person_id in praising else Kind.CONCERN,
        )
        for one in statements
    ]
    mine = tuple(one.statement_id for one in statements if one.source.person_id in COMPLAINING)
    given = SignalInput(
        statements=statements,
        codings={one.statement_id: one for one in codings},
        facts=facts(extracts, CREW, **project),
        statement_vectors=vectors(
            "x-rays" if one.person_id in on_it else "price list" for one in CREW
        ),
        ticket_vectors=np.zeros((0, 12)),
        people={one.person_id: one for one in CREW},
        exposures={"Where do you use it?: Tablet": frozenset(ticked)},
    )
    theme = Theme(theme_id="T01", title="X-rays", statement_ids=mine)
    return list(find_theme_signals([theme], given).get("T01", ()))


def by_name(found: Sequence[Signal]) -> dict[str, Signal]:
    return {f"{one.name} {one.cause}": one for one in found}


def schooling(untrained: Sequence[str]) -> Extracts:
    return Extracts(
        training=courses(
            course(
                one.person_id,
                Attendance.NO_SHOW if one.person_id in untrained else Attendance.ATTENDED,
                LAUNCH - timedelta(days=3),
            )
            for one in CREW
        )
    )


def test_a_complaint_of_the_untrained_supports_training():
    one = by_name(signals(schooling(COMPLAINING)))["complaint_among_untrained training"]
    assert one.weight > 1
    assert one.subject_id == "T01"
    assert "5 of 5" in one.sentence
    assert "0 of 15" in one.sentence


def test_a_complaint_of_the_well_trained_contradicts_training():
    others = [one.person_id for one in CREW if one.person_id not in COMPLAINING][:9]
    one = by_name(signals(schooling(others)))["complaint_among_untrained training"]
    assert one.weight < -0.3
    assert one.bearing is Bearing.CONTRADICTS


def test_the_contrast_says_little_where_the_words_are_about_something_else():
    strong = by_name(signals(schooling(COMPLAINING)))["complaint_among_untrained training"]
    weak = by_name(signals(schooling(COMPLAINING), Cause.TRUST))[
        "complaint_among_untrained training"
    ]
    assert weak.weight < strong.weight / 3


def use(
    errors: dict[str, Sequence[float]],
    stock: dict[str, Sequence[float]],
    idle: Sequence[str] = (),
) -> Extracts:
    rows = []
    for one in CREW:
        who = one.person_id
        used = 0 if who in idle else 1
        rows += logins_and_records(who, [5 * used] * 12, [10 * used] * 12)
        plain = [1, 0, 0, 0] if one.rank % 2 else [0, 0, 1, 0]
        rows.append((who, "sync_errors", MeasureKind.ERROR, errors.get(who, plain * 3)))
        rows.append((who, "unsent", MeasureKind.BACKLOG, stock.get(who, [0, 1] * 6)))
    return Extracts(usage=usage(rows))


def test_errors_of_those_who_complain_support_a_defect():
    found = by_name(signals(use({who: [4, 5] * 6 for who in COMPLAINING}, {})))
    one = found["errors_of_complainants defect"]
    assert one.weight > 0.8
    assert "'sync_errors'" in one.sentence
    assert one.people == COMPLAINING
    assert found["errors_of_complainants training"].weight < 0


def test_errors_like_those_of_everybody_say_nothing():
    assert not any(one.name == "errors_of_complainants" for one in signals(use({}, {})))


def test_errors_that_rise_after_a_release_with_those_who_complain_support_a_defect():
    rising = {who: [0] * 6 + [4, 6, 5, 4, 6, 5] for who in COMPLAINING}
    release = Release(name="2.1", on=LAUNCH + timedelta(weeks=6))
    found = by_name(signals(use(rising, {}), releases=(release,)))
    assert found["errors_rise_after_release defect"].weight > 0.8
    assert "after 2.1" in found["errors_rise_after_release defect"].sentence


def test_unfinished_work_that_grows_with_those_who_complain_supports_training():
    found = by_name(signals(use({}, {who: list(range(1, 37, 3)) for who in COMPLAINING})))
    assert found["unfinished_work_of_complainants training"].weight > 0.8
    assert found["unfinished_work_of_complainants defect"].weight < 0


def remarks_on(crew: Sequence[Person], complaining: Sequence[Person]) -> dict[str, Signal]:
    """What is found where these of the crew complain, and nothing but the list is known."""
    statements = [said(one.rank, one.person_id, "Text") for one in crew]
    theme = Theme(
        theme_id="T01",
        title="X-rays",
        statement_ids=tuple(f"S{one.rank:02d}" for one in complaining),
    )
    given = SignalInput(
        statements=statements,
        codings={one.statement_id: coded(one, Cause.DEFECT) for one in statements},
        facts=facts(use({}, {}), crew),
        statement_vectors=vectors(["x-rays"] * len(statements)),
        ticket_vectors=np.zeros((0, 12)),
        people={one.person_id: one for one in crew},
    )
    return by_name(find_theme_signals([theme], given).get("T01", ()))


def test_whom_it_meets_is_a_remark_without_weight():
    # Odd numbers work in Leuven: make all complaints come from there.
    from_leuven = [one for one in CREW if one.location == "Leuven"][:6]
    one = remarks_on(CREW, from_leuven)["complaint_by_location defect"]
    assert (one.weight, one.bearing) == (0.0, Bearing.SILENT)
    assert "location=Leuven" in one.sentence


@pytest.mark.parametrize("dimension", ["role", "department"])
def test_a_complaint_of_one_role_or_department_is_a_remark_as_well(dimension: str):
    crew = [replace(one, **{dimension: "Hygiene" if one.rank <= 7 else "Care"}) for one in CREW]
    found = remarks_on(crew, crew[:7])
    assert f"in {dimension}=Hygiene 7 of 7" in found[f"complaint_by_{dimension} defect"].sentence


def test_a_complaint_that_all_places_share_is_no_remark():
    assert not [name for name in remarks_on(CREW, CREW[:6]) if name.startswith("complaint_by")]


def test_what_those_who_complain_ticked_is_a_remark_unless_others_tick_it_as_often():
    one = by_name(signals(Extracts(), ticked=COMPLAINING))["complaint_by_answer defect"]
    assert (one.weight, one.bearing) == (0.0, Bearing.SILENT)
    assert "'Where do you use it?: Tablet' 5 of 5" in one.sentence
    mixed = [one.person_id for one in CREW[:10:2]]
    assert signals(Extracts(), ticked=mixed) == []


def taught_by_lecture(who: Sequence[str]) -> Extracts:
    """Everybody attended in time: these a lecture, the others hands-on."""
    return Extracts(
        training=courses(
            course(
                one.person_id,
                Attendance.ATTENDED,
                LAUNCH - timedelta(days=3),
                format="Lecture" if one.person_id in who else "Hands-on",
            )
            for one in CREW
        )
    )


def test_a_complaint_of_those_taught_in_one_form_supports_training():
    one = by_name(signals(taught_by_lecture(COMPLAINING)))["complaint_by_course_format training"]
    assert one.weight > 0.5
    assert "taught by 'lecture' 5 of 5" in one.sentence
    mixed = signals(taught_by_lecture([one.person_id for one in CREW[:10:2]]))
    assert "complaint_by_course_format" not in {one.name for one in mixed}


def test_steady_users_who_praise_what_others_complain_of_contradict_a_defect():
    found = by_name(signals(use({}, {}), praising=("P10", "P11", "P12", "P13")))
    one = found["steady_users_praise_it defect"]
    assert one.bearing is Bearing.CONTRADICTS
    assert one.people == ("P10", "P11", "P12", "P13")
    assert "steady_users_praise_it" not in {one.name for one in signals(use({}, {}))}


def test_a_complaint_of_the_users_alone_is_a_remark_where_others_do_not_use_it():
    idle = [one.person_id for one in CREW[10:]]
    one = by_name(signals(use({}, {}, idle)))["complaint_among_users defect"]
    assert (one.weight, one.bearing) == (0.0, Bearing.SILENT)
    assert one.sentence.startswith("of steady users 5 of 10 ")
    assert "against 0 of 10 " in one.sentence
    assert "complaint_among_users" not in {one.name for one in signals(use({}, {}))}


def waiting(longer: Sequence[str]) -> Extracts:
    """Everybody waits about two seconds, these about ten."""
    rows = []
    for one in CREW:
        mean = (10 if one.person_id in longer else 2) + one.rank / 20
        rows += logins_and_records(one.person_id, [5] * 12, [10] * 12)
        rows.append((one.person_id, "wait_s", MeasureKind.DURATION, [mean] * 12))
    return Extracts(usage=usage(rows))


def test_longer_waits_of_those_who_call_it_slow_support_a_defect():
    slow = "I wait a minute for each x-ray."
    found = by_name(signals(waiting(COMPLAINING), words=slow))
    assert found["waits_of_complainants defect"].weight > 0.5
    assert "'wait_s'" in found["waits_of_complainants defect"].sentence
    assert found["waits_of_complainants training"].weight < 0
    for alike in (signals(waiting([]), words=slow), signals(waiting(COMPLAINING))):
        assert "waits_of_complainants" not in {one.name for one in alike}


def test_two_people_are_an_anecdote():
    statements = [said(one.rank, one.person_id, "Text") for one in CREW]
    given = SignalInput(
        statements=statements,
        codings={one.statement_id: coded(one, Cause.DEFECT) for one in statements},
        facts=facts(schooling(["P02", "P03"]), CREW),
        statement_vectors=vectors(["x-rays"] * len(statements)),
        ticket_vectors=np.zeros((0, 12)),
        people={one.person_id: one for one in CREW},
    )
    theme = Theme(theme_id="T01", title="X-rays", statement_ids=("S02", "S03"))
    assert find_theme_signals([theme], given) == {}


def test_without_files_there_are_no_theme_signals():
    assert signals(Extracts()) == []


def test_an_odds_ratio_has_halves_in_its_cells():
    seen = Contrast(inside=5, inside_of=5, outside=0, outside_of=15)
    assert seen.log_odds_ratio == pytest.approx(math.log(5.5 * 15.5 / (0.5 * 0.5)))
    assert 0 < seen.shrunk < seen.log_odds_ratio
    # Fisher's exact test: 1 of the C(20, 5) = 15,504 ways to place five complaints.
    assert seen.p_value == pytest.approx(1 / 15504)


def test_a_contrast_counts_distinct_people():
    seen = contrast(["a", "a", "b"], ["a", "c"], ["b", "d", "d"])
    assert (seen.inside, seen.inside_of, seen.outside, seen.outside_of) == (1, 2, 1, 2)


def test_an_empty_group_proves_nothing():
    assert Contrast(inside=0, inside_of=0, outside=3, outside_of=5).p_value == 1
    assert rate_ratio(np.array([2.0]), np.array([1.0, 1.0])) == (0.0, math.inf)


def test_shares_come_with_wilsons_interval():
    # 7 of 9: 45.3 to 93.7 % (Wilson 1927).
    assert wilson(7, 9) == (pytest.approx(0.4526, abs=1e-3), pytest.approx(0.9368, abs=1e-3))
    assert wilson(0, 0) == (0.0, 1.0)
    assert share(7, 9) == "7 of 9 (45-94 %)"
