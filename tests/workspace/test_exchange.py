"""Two coders work apart and put their decisions together: nothing lost, nothing twice."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from toolkit.errors import WrongDecision
from toolkit.workspace import Conflict, Workspace, export_lines, import_lines

AT = datetime(2026, 4, 13, 9, 30, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
LATEST = AT + timedelta(hours=2)


@pytest.fixture
def other(tmp_path):
    with Workspace.open(tmp_path / "other.sqlite") as opened:
        yield opened


def decide(workspace, decided, coder, at=AT, subject="statement:S-1", **more):
    return workspace.decide(subject, "kind", decided, coder=coder, at=at, **more)


def value(workspace, subject="statement:S-1"):
    return workspace.decisions().value(subject, "kind")


def lines(workspace, **change):
    """The exported lines; the last one changed."""
    *rest, last = export_lines(workspace)
    return [*rest, json.dumps(json.loads(last) | change)]


def test_a_line_is_plain_json_with_everything_in_it(workspace):
    made = decide(workspace, "concern", "Ada", memo="Zeile 1\nZeile 2 \u2028 ü", confidence=0.5)

    (line,) = export_lines(workspace)

    assert json.loads(line) == {
        "uuid": made.uuid,
        "subject": "statement:S-1",
        "field": "kind",
        "suggested": "",
        "confidence": 0.5,
        "decided": "concern",
        "coder": "Ada",
        "at": "2026-04-13T09:30:00.000000Z",
        "memo": "Zeile 1\nZeile 2 \u2028 ü",
        "supersedes": None,
        "undoes": None,
    }
    assert len(line.splitlines()) == 1


def test_what_was_undone_or_lost_its_words_arrives_though_it_says_no_reason(workspace, other):
    for at, stance in ((AT, "champion"), (LATER, "sceptic")):
        other.decide("person:P-1", "stance", stance, coder="Ben", at=at, memo="Said so.")
    other.undo(coder="Ben", at=LATEST)
    assert len(import_lines(workspace, export_lines(other)).added) == 3
    assert workspace.decisions().value("person:P-1", "stance") == "champion"


def test_decisions_arrive_as_they_were_made(workspace, other):
    decide(other, "concern", "Ben", memo="Crashed.", suggested="praise", confidence=0.25)

    merged = import_lines(workspace, export_lines(other))

    assert workspace.history() == other.history()
    assert merged.added == other.history()
    assert (len(merged), merged.known, merged.conflicts) == (1, 0, ())


def test_importing_twice_adds_nothing(workspace, other):
    decide(other, "concern", "Ben")
    import_lines(workspace, export_lines(other))

    again = import_lines(workspace, [*export_lines(other), *export_lines(other), "\n"])

    assert (len(again), again.known) == (0, 2)
    assert len(workspace.history()) == 1


def test_the_later_decision_is_in_force_on_both_sides_and_both_are_kept(workspace, other):
    ours = decide(workspace, "concern", "Ada", LATER)
    theirs = decide(other, "praise", "Ben", AT)

    merged = import_lines(workspace, export_lines(other))
    import_lines(other, export_lines(workspace))

    assert value(workspace) == value(other) == "concern"
    assert {row.uuid for row in workspace.history()} == {ours.uuid, theirs.uuid}
    (conflict,) = merged.conflicts
    assert (conflict.in_force, conflict.other.uuid) == (ours, theirs.uuid)


def test_coders_who_agree_are_no_conflict(workspace, other):
    decide(workspace, "concern", "Ada")
    decide(other, "concern", "Ben", LATER)

    assert import_lines(workspace, export_lines(other)).conflicts == ()


def test_changing_a_decision_that_one_has_seen_is_no_conflict(workspace, other):
    decide(workspace, "concern", "Ada")
    import_lines(other, export_lines(workspace))
    decide(other, "praise", "Ben", LATER)

    merged = import_lines(workspace, export_lines(other))

    assert merged.conflicts == ()
    assert value(workspace) == "praise"


def test_two_changes_of_one_decision_made_apart_are_a_conflict(workspace, other):
    decide(workspace, "concern", "Ada")
    import_lines(other, export_lines(workspace))
    ours = decide(workspace, "question", "Ada", LATER)
    decide(other, "praise", "Ben", LATEST)

    merged = import_lines(workspace, export_lines(other))

    assert merged.conflicts == (Conflict(in_force=merged.added[0], other=ours),)


def test_an_old_conflict_is_not_told_again_with_the_next_import(workspace, other):
    decide(workspace, "concern", "Ada")
    decide(other, "praise", "Ben", LATER)
    assert len(import_lines(workspace, export_lines(other)).conflicts) == 1

    workspace.decide("statement:S-1", "severity", "2", coder="Ada", at=AT)
    decide(other, "praise", "Ben", subject="statement:S-2")

    assert import_lines(workspace, export_lines(other)).conflicts == ()


def test_lines_may_come_in_any_order(workspace, other):
    decide(other, "concern", "Ben")
    made = decide(other, "praise", "Ben", LATER)
    other.undo(made.decision_id, coder="Ben", at=LATEST)

    import_lines(workspace, reversed(list(export_lines(other))))

    assert workspace.history() == other.history()


@pytest.mark.parametrize("link", ["supersedes", "undoes"])
def test_a_row_refers_to_an_earlier_one_on_its_own_matter(workspace, other, link):
    elsewhere = decide(other, "concern", "Ben", subject="statement:S-0")
    own = decide(other, "concern", "Ben", LATER)

    for uuid in (elsewhere.uuid, own.uuid):
        with pytest.raises(WrongDecision, match="no earlier decision"):
            import_lines(workspace, lines(other, **{link: uuid}))


def test_taking_ones_own_back_does_not_take_back_what_another_decided_meanwhile(workspace, other):
    first = decide(workspace, "concern", "Ada")
    import_lines(other, export_lines(workspace))
    decide(other, "praise", "Ben", LATER)
    workspace.undo(first.decision_id, coder="Ada", at=LATEST)

    import_lines(workspace, export_lines(other))
    import_lines(other, export_lines(workspace))

    assert value(workspace) == value(other) == "praise"


def test_an_undo_travels_with_what_it_undoes(workspace, other):
    decide(workspace, "concern", "Ada", subject="statement:S-0")
    made = decide(other, "concern", "Ben")
    other.undo(made.decision_id, coder="Ben", at=LATER)

    merged = import_lines(workspace, export_lines(other))

    assert [row.decision_id for row in merged.added] == [2, 3]
    assert (merged.added[1].undoes, merged.added[1].supersedes) == (2, 2)
    assert value(workspace) is None


def test_a_decision_after_an_import_counts_after_the_imported_ones(workspace, other):
    decide(other, "praise", "Ben", LATEST)
    import_lines(workspace, export_lines(other))

    made = decide(workspace, "concern", "Ada", AT)

    assert made.supersedes == 1
    assert value(workspace) == "concern"


def test_words_that_were_removed_here_do_not_come_back_with_an_import(workspace, other):
    decide(workspace, "concern", "Ada", memo="Crashed.")
    import_lines(other, export_lines(workspace))
    with workspace.store.write() as connection:
        connection.exec_driver_sql("DELETE FROM decision_words")

    import_lines(workspace, export_lines(other))

    assert workspace.history()[0].memo == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"decided": "complaint"}, "concern, proposal"),
        ({"subject": "S-1"}, "statement:ID"),
        ({"coder": ""}, "coder"),
        ({"coder": None}, "wrong type"),
        ({"confidence": "high"}, "wrong type"),
        ({"confidence": 2}, "no confidence"),
        ({"at": "yesterday"}, "yesterday"),
        ({"at": "2026-04-13T09:30:00"}, "no zone"),
        ({"decided": None}, "nothing was decided"),
        ({"uuid": "1"}, "hexadecimal"),
        ({"uuid": "6e0a3a0c-5b0e-4c7e-9b1a-111111111111"}, "names no decision"),
        ({"undoes": "00660cf1-56d9-8281-8000-0001e1a5eef6"}, "no earlier decision"),
        ({"more": 1}, "no exported decision"),
    ],
)
def test_a_line_that_cannot_be_meant_is_refused_and_nothing_is_taken_in(
    workspace, other, change, said
):
    decide(other, "concern", "Ben", subject="statement:S-0")
    decide(other, "concern", "Ben")

    with pytest.raises(WrongDecision, match=f"Line 2: .*{said}"):
        import_lines(workspace, lines(other, **change))
    assert workspace.history() == ()


@pytest.mark.parametrize("line", ["not json", "[]", "{}", '"a"', '{"uuid": "1"', "NaN"])
def test_what_is_no_export_is_refused(workspace, line):
    with pytest.raises(WrongDecision, match="Line 1: "):
        import_lines(workspace, [line])


def test_a_row_that_is_here_with_other_content_is_refused(workspace, other):
    decide(other, "concern", "Ben")
    import_lines(workspace, export_lines(other))

    with pytest.raises(WrongDecision, match="other content"):
        import_lines(workspace, lines(other, decided="praise"))
    assert value(workspace) == "concern"


def test_many_bad_lines_are_counted_and_the_first_ones_shown(workspace):
    with pytest.raises(WrongDecision, match=r"Line 1: .*Line 10: .*And 15 more"):
        import_lines(workspace, ["{}"] * 25)
