"""Whatever people do in whatever order, the log alone tells what is in force."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from toolkit.model.decisions import Decisions
from toolkit.workspace import Workspace, export_lines, import_lines

START = datetime(2026, 4, 13, tzinfo=UTC)
SUBJECTS = ("statement:S-1", "statement:S-2")
ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(("concern", "praise", "undo")),
        st.sampled_from(SUBJECTS),
        st.sampled_from(("Ada", "Ben")),
        # Clocks stand still and are put back.
        st.integers(-3, 3),
    ),
    max_size=12,
)


def act(workspace, actions, start=START):
    """Do all of it; the stack of values in force by subject, kept beside as a second opinion."""
    stacks = {subject: [] for subject in SUBJECTS}
    for decided, subject, coder, minutes in actions:
        at = start + timedelta(minutes=minutes)
        if decided != "undo":
            row = workspace.decide(subject, "kind", decided, coder=coder, at=at)
            stacks[subject].append(row)
        elif stacks[subject]:
            workspace.undo(stacks[subject].pop().decision_id, coder=coder, at=at)
    return {subject: stack[-1].decided if stack else None for subject, stack in stacks.items()}


def in_force(decisions):
    return {subject: decisions.value(subject, "kind") for subject in SUBJECTS}


def contents(workspace):
    return [(row.uuid, row.decided, row.coder, row.at) for row in workspace.history()]


@given(ACTIONS)
def test_replaying_the_log_gives_the_same_state(tmp_path_factory, actions):
    folder = tmp_path_factory.mktemp("log")
    with Workspace.open(folder / "a.sqlite") as first, Workspace.open(folder / "b.sqlite") as again:
        expected = act(first, actions)
        assert in_force(first.decisions()) == expected

        import_lines(again, export_lines(first))

        assert in_force(again.decisions()) == expected
        assert contents(again) == contents(first)


@given(ACTIONS, st.randoms(use_true_random=False))
def test_the_state_does_not_depend_on_the_order_in_which_rows_are_read(
    tmp_path_factory, actions, chance
):
    with Workspace.open(tmp_path_factory.mktemp("log") / "a.sqlite") as workspace:
        expected = act(workspace, actions)
        rows = list(workspace.history())
    chance.shuffle(rows)

    assert in_force(Decisions(rows)) == expected


@given(ACTIONS, st.sampled_from(SUBJECTS))
def test_a_decision_and_its_undo_leave_the_state_as_it_was(tmp_path_factory, actions, subject):
    with Workspace.open(tmp_path_factory.mktemp("log") / "a.sqlite") as workspace:
        before = act(workspace, actions)
        rows = len(workspace.history())

        workspace.decide(subject, "kind", "question", coder="Cleo", at=START)
        workspace.undo(coder="Cleo", at=START)

        assert in_force(workspace.decisions()) == before
        assert len(workspace.history()) == rows + 2


@given(ACTIONS, ACTIONS, ACTIONS)
def test_two_workspaces_that_exchange_their_decisions_agree(tmp_path_factory, shared, ours, theirs):
    folder = tmp_path_factory.mktemp("log")
    with Workspace.open(folder / "a.sqlite") as first, Workspace.open(folder / "b.sqlite") as other:
        act(first, shared)
        import_lines(other, export_lines(first))
        act(first, ours)
        act(other, theirs)

        import_lines(other, export_lines(first))
        import_lines(first, export_lines(other))

        assert contents(first) == contents(other)
        assert in_force(first.decisions()) == in_force(other.decisions())


@given(ACTIONS)
def test_every_row_names_the_decision_that_was_in_force_before_it(tmp_path_factory, actions):
    with Workspace.open(tmp_path_factory.mktemp("log") / "a.sqlite") as workspace:
        act(workspace, actions)
        rows = sorted(workspace.history(), key=lambda row: row.decision_id)

    for place, row in enumerate(rows):
        before = Decisions(rows[:place]).get(row.subject, row.field)
        assert row.supersedes == (before.decision_id if before else None)
