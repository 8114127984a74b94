"""The same archive on a PostgreSQL server, for a team.

By hand, before a release: RELAUNCH_POSTGRES names a database that may be written to, for example
postgresql://ada@localhost/review, and the extra `postgres` is installed.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from toolkit.errors import WorkspaceBroken
from toolkit.model.findings import Statement
from toolkit.model.intake import Source
from toolkit.model.vocabulary import Channel
from toolkit.workspace import Workspace, export_lines, import_lines, schema

AT = datetime(2026, 4, 13, 9, 30, tzinfo=UTC)
pytestmark = pytest.mark.long
WRITER = """
print("ready", flush=True)
sys.stdin.readline()
with Workspace.open(sys.argv[1]) as workspace:
    for number in range(20):
        at = datetime(2026, 4, 13, 9, number, tzinfo=UTC)
        workspace.decide("statement:S-1", "kind", "praise", coder=sys.argv[2], at=at)
"""


@pytest.fixture
def address():
    """A schema of its own in the database that the environment names, removed afterwards."""
    server = os.environ.get("RELAUNCH_POSTGRES")
    if not server:
        pytest.skip("RELAUNCH_POSTGRES names no database.")
    pytest.importorskip("psycopg")
    engine = sa.create_engine(sa.make_url(server).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA IF EXISTS relaunch_test CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA relaunch_test")
    yield f"{server}?options=-csearch_path%3Drelaunch_test"
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA relaunch_test CASCADE")
    engine.dispose()


@pytest.fixture
def team(address):
    with Workspace.open(address) as opened:
        yield opened


def test_decisions_undo_and_exchange_are_the_same_as_in_a_file(team, workspace):
    for place in (team, workspace):
        run = place.begin_run(AT, "raw")
        place.save_suggestions([("statement:S-1", "kind", "concern", 0.1)], run)
        place.decide("statement:S-1", "kind", "praise", coder="Ada", at=AT, memo="Zoë \U0001f600")
        place.decide("theme:T01", "title", "Lost orders", coder="Ada", at=AT)
        place.undo(coder="Ada", at=AT)

    def seen(rows):
        return [
            (row.decision_id, row.decided, row.memo, row.confidence, row.undoes) for row in rows
        ]

    assert seen(team.history()) == seen(workspace.history())
    assert team.decisions().get("statement:S-1", "kind").suggested == "concern"
    assert len(import_lines(workspace, export_lines(team))) == 3
    assert len(import_lines(team, export_lines(workspace))) == 3


def test_the_runs_leave_the_same_as_in_a_file(team):
    source = Source(source_id="R-1", file="a.csv", channel=Channel.SURVEY, text="It crashed.")
    said = Statement(
        statement_id="S-1", source=source, start=0, end=11, text=source.text, language="en"
    )
    first = team.begin_run(AT, "raw")
    team.save_statements([said])
    team.decide("statement:S-1", "kind", "concern", coder="Ada", at=AT)
    team.begin_run(AT, "raw")
    team.save_statements([])
    team.save_snapshot("sources", {"a": "b"}, (source,))
    team.meta_set("day", date(2026, 4, 13).isoformat())
    team.end_run(first, AT)

    assert [(row.words, row.last_run) for row in team.orphans()] == [("It crashed.", first)]
    assert team.load_snapshot("sources", tuple[Source, ...]) == (source,)
    assert team.snapshot_fingerprints("sources") == {"a": "b"}
    assert team.meta_get("day") == "2026-04-13"
    assert team.runs()[0].ended_at == AT


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE decisions SET decided = 'data'",
        "DELETE FROM decisions",
        "TRUNCATE decisions CASCADE",
        "UPDATE decision_words SET memo = ''",
    ],
)
def test_the_server_refuses_to_change_a_decision(team, change):
    made = team.decide("statement:S-1", "kind", "praise", coder="Ada", at=AT, memo="m")

    with pytest.raises(sa.exc.DBAPIError, match="never changed"), team.store.write() as connection:
        connection.exec_driver_sql(change)
    assert team.history() == (made,)


def test_two_writers_at_once_lose_no_update(address, start):
    writers = [start(WRITER, address, coder) for coder in ("Ada", "Ben")]
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    assert [writer.wait(timeout=600) for writer in writers] == [0, 0]

    with Workspace.open(address) as team:
        assert [row.supersedes for row in team.history()] == [None, *range(1, 40)]


def test_a_workspace_of_a_newer_version_is_refused(address, team):
    with team.store.write() as connection:
        connection.execute(sa.insert(schema.MIGRATIONS_TABLE), {"number": 99, "name": "future"})

    with pytest.raises(WorkspaceBroken, match="newer version"):
        Workspace.open(address)


def test_a_server_that_does_not_answer_is_named_without_its_password(address):
    with pytest.raises(WorkspaceBroken, match="does not answer") as refused:
        Workspace.open("postgresql://ada:secret@127.0.0.1:1/review")
    assert str(refused.value).startswith("postgresql://127.0.0.1/review: ")
