"""Each person's own codes out of one log, whoever decided after them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from toolkit.coding.blind import adjudicated, person_coders, unknown_codes, with_parents
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.vocabulary import Cause, Kind

AT = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


def row(number: int, coder: str, value: str, field: str = "cause", at: str = "S-1", **more):
    return Decision(
        decision_id=number,
        subject=f"statement:{at}",
        field=field,
        suggested="",
        confidence=None,
        decided=value,
        coder=coder,
        at=AT,
        uuid=f"{number:04}",
        **more,
    )


def causes(*rows: Decision) -> dict[str, dict[str, str]]:
    """Person -> statement -> cause."""
    found = person_coders(Decisions(rows))
    return {
        name: {key: str(one.cause or "") for key, one in coder.codings.items()}
        for name, coder in found.items()
    }


def test_two_people_who_coded_the_same_statement_are_both_kept():
    found = causes(row(1, "ana", "defect"), row(2, "ben", "training"))
    assert found == {"ana": {"S-1": "defect"}, "ben": {"S-1": "training"}}


def test_of_one_person_the_last_word_stands():
    assert causes(row(1, "ana", "defect"), row(2, "ben", "trust"), row(3, "ana", "data")) == {
        "ana": {"S-1": "data"},
        "ben": {"S-1": "trust"},
    }


def test_what_was_taken_back_is_no_code():
    undo = row(3, "ben", "defect", undoes=2)
    assert causes(row(1, "ana", "defect"), row(2, "ben", "trust"), undo) == {
        "ana": {"S-1": "defect"}
    }


def test_an_adjudicators_word_is_kept_apart():
    rows = (
        row(1, "ana", "defect"),
        row(2, "ben", "training"),
        row(3, "adjudicator:ana", "training"),
    )
    assert causes(*rows) == {"ana": {"S-1": "defect"}, "ben": {"S-1": "training"}}
    assert adjudicated(Decisions(rows))["S-1"].cause is Cause.TRAINING
    assert Decisions(rows).value("statement:S-1", "cause") == "training"


def test_blind_codes_count_over_what_the_same_person_said_later_at_the_desk():
    rows = (row(1, "blind:ana", "defect"), row(2, "ana", "training"))
    coder = person_coders(Decisions(rows))["ana"]
    assert coder.codings["S-1"].cause is Cause.DEFECT
    assert coder.blind == {"S-1"}


def test_kind_cause_and_severity_of_a_person_make_one_coding():
    rows = (
        row(1, "ana", "concern", "kind"),
        row(2, "ana", "defect"),
        row(3, "ana", "3", "severity"),
    )
    one = person_coders(Decisions(rows))["ana"].codings["S-1"]
    assert (one.kind, one.cause, one.severity, one.coder) == (Kind.CONCERN, Cause.DEFECT, 3, "ana")


def test_praise_has_no_cause_whatever_was_said_before():
    rows = (row(1, "ana", "defect"), row(2, "ana", "praise", "kind"))
    one = person_coders(Decisions(rows))["ana"].codings["S-1"]
    assert (one.kind, one.cause) == (Kind.PRAISE, None)


def test_decisions_on_other_things_are_no_codes():
    theme = replace(row(1, "ana", "defect", "verdict"), subject="theme:T01")
    assert person_coders(Decisions([theme, row(2, "ana", "trust", "final_cause")])) == {}


def test_an_own_code_counts_as_its_parent_and_the_later_word_is_in_force():
    rows = (row(1, "ana", "data"), row(2, "ben", "gates", "code"))
    found = with_parents(Decisions(rows), {"gates": Cause.DEFECT})
    assert found.value("statement:S-1", "cause") == "defect"
    assert causes(*found.history) == {"ana": {"S-1": "data"}, "ben": {"S-1": "defect"}}


def test_taking_an_own_code_back_brings_the_earlier_cause_into_force():
    rows = (
        row(1, "ana", "data"),
        row(2, "ben", "gates", "code"),
        row(3, "ben", "", "code", undoes=2),
    )
    found = with_parents(Decisions(rows), {"gates": Cause.DEFECT})
    assert found.value("statement:S-1", "cause") == "data"


def test_a_code_that_left_the_codebook_changes_nothing_and_is_named():
    rows = (row(1, "ana", "data"), row(2, "ben", "gates", "code"))
    assert with_parents(Decisions(rows), {}).value("statement:S-1", "cause") == "data"
    assert unknown_codes(Decisions(rows), {}) == ("gates",)


CODED = st.tuples(
    st.sampled_from(["ana", "ben", "blind:cleo"]),
    st.sampled_from("12"),
    st.sampled_from(["data", "trust"]),
)


@given(st.lists(CODED, max_size=12))
def test_nobodys_codes_depend_on_what_others_decided(coded):
    rows = [row(n, who, value, at=at) for n, (who, at, value) in enumerate(coded, 1)]
    together = causes(*rows)
    for who in {one.coder for one in rows}:
        name = who.removeprefix("blind:")
        assert causes(*(one for one in rows if one.coder == who)) == {name: together[name]}
