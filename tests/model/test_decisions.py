"""The snapshot of decisions that rooms receive."""

from __future__ import annotations

from datetime import UTC, datetime

from toolkit.model.decisions import Decision, Decisions


def row(number, decided, *, subject="statement:S-1", field="kind", undoes=None, uuid=""):
    return Decision(
        decision_id=number,
        subject=subject,
        field=field,
        suggested="",
        confidence=None,
        decided=decided,
        coder="Ada",
        at=datetime(2026, 4, 13, tzinfo=UTC),
        undoes=undoes,
        uuid=uuid,
    )


def test_the_latest_decision_on_a_field_is_in_force_whatever_the_order_of_rows():
    rows = [row(2, "praise"), row(1, "concern"), row(3, "high", field="influence")]

    decisions = Decisions(rows)

    assert decisions.value("statement:S-1", "kind") == "praise"
    assert [found.decision_id for found in decisions.in_force()] == [2, 3]
    assert len(decisions) == 2


def test_what_nobody_decided_is_none():
    assert Decisions().value("statement:S-1", "kind") is None
    assert Decisions().standing("statement:S-1", "kind") == ()


def test_an_undo_brings_the_decision_before_it_back_into_force():
    rows = [row(1, "concern"), row(2, "praise"), row(3, "concern", undoes=2)]

    decisions = Decisions(rows)

    assert decisions.get("statement:S-1", "kind") == rows[0]
    assert decisions.history == tuple(rows)


def test_an_undo_takes_back_its_own_decision_and_no_later_one():
    rows = [row(1, "concern"), row(2, "praise"), row(3, None, undoes=1)]

    assert Decisions(rows).value("statement:S-1", "kind") == "praise"


def test_nothing_decided_takes_all_earlier_decisions_on_the_field_back():
    rows = [row(1, "concern"), row(2, "praise"), row(3, None)]

    assert Decisions(rows).get("statement:S-1", "kind") is None
    assert len(Decisions(rows)) == 0


def test_the_uuid_orders_before_the_number():
    rows = [row(1, "concern", uuid="b"), row(2, "praise", uuid="a")]

    assert Decisions(rows).value("statement:S-1", "kind") == "concern"


def test_decisions_in_force_are_chosen_by_their_kind_of_subject():
    rows = [row(1, "concern"), row(2, "defect", subject="theme:T01", field="verdict")]

    assert list(Decisions(rows).in_force("theme")) == [rows[1]]


def test_the_repr_shows_counts_and_no_words():
    assert repr(Decisions([row(1, "concern")])) == "Decisions(1 in force, 1 rows)"
