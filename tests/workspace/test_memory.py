"""What runs leave behind: statements that stay known, orphans, suggestions, notes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from toolkit.errors import TableInvalid, UnknownSubject
from toolkit.model.findings import Statement
from toolkit.model.intake import Source
from toolkit.model.vocabulary import Channel
from toolkit.workspace import Orphan, Run

AT = datetime(2026, 4, 13, 9, 30, tzinfo=UTC)


def statement(name, text="My order vanished."):
    source = Source(source_id=f"R-{name}", file="a.csv", channel=Channel.SURVEY, text=text)
    return Statement(
        statement_id=name, source=source, start=0, end=len(text), text=text, language="en"
    )


def run(workspace, *names):
    number = workspace.begin_run(AT, "raw")
    workspace.save_statements([statement(name) for name in names])
    return number


def decide(workspace, name):
    return workspace.decide(f"statement:{name}", "kind", "concern", coder="Ada", at=AT, memo="m")


def test_a_decision_whose_statement_vanished_is_an_orphan_with_its_words(workspace):
    first = run(workspace, "S-1", "S-2")
    made = decide(workspace, "S-1")
    decide(workspace, "S-2")
    run(workspace, "S-2", "S-3")

    (orphan,) = workspace.orphans()

    assert isinstance(orphan, Orphan)
    assert (orphan.decision_id, orphan.decided, orphan.memo) == (made.decision_id, "concern", "m")
    assert (orphan.words, orphan.source_id, orphan.last_run) == (
        "My order vanished.",
        "R-S-1",
        first,
    )


def test_an_orphan_tells_in_which_runs_its_words_were_there(workspace):
    first = run(workspace, "S-1")
    second = run(workspace, "S-1")
    decide(workspace, "S-1")
    run(workspace, "S-2")

    assert [(row.first_run, row.last_run) for row in workspace.orphans()] == [(first, second)]


def test_an_orphan_is_none_any_more_when_its_words_come_back(workspace):
    run(workspace, "S-1")
    made = decide(workspace, "S-1")
    run(workspace, "S-2")
    run(workspace, "S-1", "S-2")

    assert workspace.orphans() == ()
    assert workspace.decisions().get("statement:S-1", "kind") == made


def test_a_decision_that_was_taken_back_is_no_orphan(workspace):
    run(workspace, "S-1")
    decide(workspace, "S-1")
    workspace.undo(coder="Ada", at=AT)
    run(workspace, "S-2")

    assert workspace.orphans() == ()


def test_a_decision_on_a_statement_never_seen_is_an_orphan_without_words(workspace):
    run(workspace, "S-1")
    decide(workspace, "S-9")

    assert [(row.subject, row.words, row.last_run) for row in workspace.orphans()] == [
        ("statement:S-9", "", None)
    ]


def test_a_run_that_was_interrupted_makes_no_orphans(workspace):
    run(workspace, "S-1")
    decide(workspace, "S-1")
    workspace.begin_run(AT, "raw")

    assert workspace.orphans() == ()


def test_there_are_no_orphans_before_the_first_run(workspace):
    decide(workspace, "S-1")

    assert workspace.orphans() == ()


def test_only_statements_can_be_orphaned(workspace):
    workspace.decide("theme:T01", "verdict", "defect", coder="Ada", at=AT)
    run(workspace, "S-1")

    assert workspace.orphans() == ()


def test_two_statements_of_one_id_are_refused(workspace):
    workspace.begin_run(AT, "raw")

    with pytest.raises(TableInvalid, match="S-1"):
        workspace.save_statements([statement("S-1"), statement("S-1", "Something else.")])


def test_statements_need_a_run(workspace):
    with pytest.raises(UnknownSubject, match="Begin a run"):
        workspace.save_statements([statement("S-1")])


def test_runs_are_listed_with_what_became_of_them(workspace):
    first = run(workspace, "S-1", "S-2")
    workspace.end_run(first, AT + timedelta(minutes=1))
    second = workspace.begin_run(AT, "other")

    assert workspace.runs() == (
        Run(
            run_id=first,
            started_at=AT,
            ended_at=AT + timedelta(minutes=1),
            raw_folder="raw",
            statements=2,
        ),
        Run(run_id=second, started_at=AT, ended_at=None, raw_folder="other", statements=None),
    )
    assert workspace.last_raw_folder() == "other"


def test_without_a_run_there_is_no_raw_folder(workspace):
    assert workspace.last_raw_folder() == ""


def test_ending_a_run_that_never_began_is_refused(workspace):
    with pytest.raises(UnknownSubject, match="no run 3"):
        workspace.end_run(3, AT)


def test_suggestions_of_one_run_add_up(workspace):
    number = workspace.begin_run(AT, "raw")
    workspace.save_suggestions([("statement:S-1", "kind", "concern", 0.8)], number)
    workspace.save_suggestions([("theme:T01", "verdict", "defect", None)], number)

    assert workspace.suggestion("statement:S-1", "kind") == ("concern", 0.8)
    assert workspace.suggestion("theme:T01", "verdict") == ("defect", None)


def test_a_later_suggestion_of_the_same_run_replaces_the_earlier(workspace):
    number = workspace.begin_run(AT, "raw")
    workspace.save_suggestions([("theme:T01", "verdict", "defect", 0.5)], number)
    workspace.save_suggestions([("theme:T01", "verdict", "data", float("nan"))], number)

    assert workspace.suggestion("theme:T01", "verdict") == ("data", None)


def test_what_the_last_run_no_longer_suggests_is_gone(workspace):
    first = workspace.begin_run(AT, "raw")
    workspace.save_suggestions([("theme:T09", "verdict", "defect", 0.5)], first)
    second = workspace.begin_run(AT, "raw")
    workspace.save_suggestions([("theme:T01", "verdict", "data", 0.5)], second)

    assert workspace.suggestion("theme:T09", "verdict") is None


def test_a_note_is_read_back_until_it_is_written_over(workspace):
    assert workspace.meta_get("mine") is None
    workspace.meta_set("mine", "a")
    workspace.meta_set("mine", "")

    assert workspace.meta_get("mine") == ""
