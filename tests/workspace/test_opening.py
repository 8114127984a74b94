"""A workspace opens, or says plainly why not; it never destroys what it does not understand."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from toolkit.errors import ToolkitError, WorkspaceBroken, WorkspaceBusy
from toolkit.workspace import Workspace, schema, store

AT = datetime(2026, 4, 13, 9, 30, tzinfo=UTC)
needs_posix = pytest.mark.skipif(os.name != "posix", reason="rights are set otherwise there")


def decide(workspace, subject="statement:S-1", memo=""):
    return workspace.decide(subject, "kind", "praise", coder="Ada", at=AT, memo=memo)


def filled(place, rows=1):
    """A closed workspace with some decisions, all in the main file."""
    with Workspace.open(place) as workspace:
        return [decide(workspace, f"statement:S-{number}", "x" * 200) for number in range(rows)]


def rights(path):
    return path.stat().st_mode & 0o777


def test_a_workspace_is_made_with_its_folder_and_keeps_what_it_is_given(place):
    rows = filled(place, 3)

    with Workspace.open(str(place)) as workspace:
        assert list(workspace.history()) == rows


def test_a_sqlite_address_means_the_same_file(place):
    rows = filled(place)

    with Workspace.open(f"sqlite:///{place}") as workspace:
        assert list(workspace.history()) == rows


@needs_posix
def test_nobody_else_may_read_the_file_its_log_or_its_folder(place):
    with Workspace.open(place) as workspace:
        decide(workspace)
        files = {path.name: rights(path) for path in place.parent.iterdir()}

    assert files == dict.fromkeys(
        ("review.sqlite", "review.sqlite-wal", "review.sqlite-shm"), 0o600
    )
    assert rights(place.parent) == 0o700


@needs_posix
def test_a_file_that_others_may_read_is_closed_to_them_when_it_opens(place):
    filled(place)
    place.chmod(0o644)

    Workspace.open(place).disconnect()

    assert rights(place) == 0o600


def test_without_leave_to_make_one_a_missing_workspace_is_named(place):
    with pytest.raises(WorkspaceBroken, match="no review here"):
        Workspace.open(place, make=False)
    assert not place.parent.exists()


def test_an_empty_file_becomes_a_workspace_only_with_leave(tmp_path):
    place = tmp_path / "review.sqlite"
    place.touch()

    with pytest.raises(WorkspaceBroken, match="holds no review"):
        Workspace.open(place, make=False)
    with Workspace.open(place) as workspace:
        assert decide(workspace)


def test_a_folder_is_no_workspace(tmp_path):
    with pytest.raises(WorkspaceBroken, match="a folder"):
        Workspace.open(tmp_path)


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path):
    place = tmp_path / "review.sqlite"
    place.write_text("Dear Ada,\nthe file is in the mail.\n" * 100)
    before = place.read_bytes()

    with pytest.raises(WorkspaceBroken, match=r"review\.sqlite: is damaged.*Put back a copy"):
        Workspace.open(place)
    assert place.read_bytes() == before


def test_a_database_of_something_else_is_refused_and_left_alone(tmp_path):
    place = tmp_path / "review.sqlite"
    with sqlite3.connect(place) as other:
        other.execute("CREATE TABLE migrations (id INTEGER, batch INTEGER)")
    other.close()

    with pytest.raises(WorkspaceBroken, match="not a workspace"):
        Workspace.open(place)
    with sqlite3.connect(place) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("migrations",)]
    other.close()


@pytest.mark.parametrize("tenth", range(1, 10))
def test_a_file_cut_short_is_refused(place, tenth):
    filled(place, 60)
    whole = place.read_bytes()
    place.write_bytes(whole[: len(whole) * tenth // 10])

    with pytest.raises(WorkspaceBroken, match=r"damaged|not a workspace"):
        Workspace.open(place)


def test_damage_among_the_decisions_is_found_when_the_file_opens(place):
    filled(place, 60)
    with sqlite3.connect(place) as other:
        page = other.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'decisions'"
        ).fetchone()[0]
    other.close()
    with place.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(os.urandom(4096))

    with pytest.raises(WorkspaceBroken, match="is damaged"):
        Workspace.open(place)


@pytest.mark.parametrize("seed", range(20))
def test_a_file_damaged_anywhere_opens_whole_or_fails_with_our_error(place, seed):
    rows = filled(place, 60)
    whole = bytearray(place.read_bytes())
    start = len(whole) * seed // 20
    whole[start : start + 300] = bytes((seed * 37 + n * 11) % 256 for n in range(300))
    place.write_bytes(whole)

    with contextlib.suppress(WorkspaceBroken), Workspace.open(place) as workspace:
        assert list(workspace.history()) == rows


def test_a_workspace_of_a_newer_version_is_refused_and_left_alone(place):
    filled(place)
    with sqlite3.connect(place) as other:
        other.execute("INSERT INTO migrations VALUES (99, 'from the future')")
    other.close()
    before = place.read_bytes()

    with pytest.raises(WorkspaceBroken, match=r"newer version \(schema 99.*Update the toolkit"):
        Workspace.open(place)
    assert place.read_bytes() == before


def test_an_older_workspace_is_brought_up_to_date_with_its_decisions(place, monkeypatch):
    rows = filled(place)

    def add(connection):
        connection.exec_driver_sql("CREATE TABLE later (name TEXT)")

    step = schema.Migration(number=2, name="later", apply=add)
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, step))

    with Workspace.open(place, make=False) as workspace, workspace.store.read() as connection:
        assert list(workspace.history()) == rows
        assert connection.exec_driver_sql("SELECT number FROM migrations").scalars().all() == [1, 2]
        assert connection.exec_driver_sql("SELECT count(*) FROM later").scalar() == 0


def test_a_migration_that_fails_half_way_leaves_nothing_behind(place, monkeypatch):
    rows = filled(place)

    def fail(connection):
        connection.exec_driver_sql("CREATE TABLE later (name TEXT)")
        raise RuntimeError

    with monkeypatch.context() as patch:
        step = schema.Migration(number=2, name="later", apply=fail)
        patch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, step))
        with pytest.raises(RuntimeError):
            Workspace.open(place)

    with Workspace.open(place) as workspace, workspace.store.read() as connection:
        assert list(workspace.history()) == rows
        assert not connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE name = 'later'"
        ).all()


def test_the_tables_have_the_columns_that_the_code_asks_for(workspace):
    with workspace.store.read() as connection:
        for table in schema.TABLES:
            columns = connection.exec_driver_sql(f"PRAGMA table_info({table.name})").all()
            assert {row[1] for row in columns} == {column.name for column in table.c}


def test_a_writer_that_waits_too_long_says_that_nothing_was_written(place, monkeypatch):
    filled(place)
    monkeypatch.setattr(store, "PATIENCE_SECONDS", 0.05)
    other = sqlite3.connect(place, isolation_level=None)
    with Workspace.open(place) as workspace:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(WorkspaceBusy, match="nothing was written"):
            decide(workspace, "statement:S-9")
        other.execute("ROLLBACK")
        other.close()

        assert len(workspace.history()) == 1
        assert decide(workspace, "statement:S-9")


def test_who_comes_while_another_program_makes_the_file_waits_for_it(place):
    place.parent.mkdir()
    other = sqlite3.connect(place, isolation_level=None, check_same_thread=False)
    # For this lock SQLite does not wait by itself when it switches to the write-ahead log.
    other.execute("BEGIN IMMEDIATE")
    timer = threading.Timer(0.2, other.execute, ["ROLLBACK"])
    timer.start()

    with Workspace.open(place) as workspace:
        assert decide(workspace)
    timer.join()
    other.close()


@needs_posix
def test_a_folder_that_may_not_be_written_is_named(tmp_path):
    place = tmp_path / "taken" / "review.sqlite"
    place.parent.write_text("a file in the folder's place")

    with pytest.raises(WorkspaceBroken, match="cannot be made or opened"):
        Workspace.open(place)


@pytest.mark.parametrize("address", ["mysql://host/db", "ftp://host/review.sqlite", "http://"])
def test_an_address_of_another_kind_is_refused(address):
    with pytest.raises(WorkspaceBroken, match="postgresql://"):
        Workspace.open(address)


def test_no_password_stands_in_an_error():
    with pytest.raises(ToolkitError) as refused:
        Workspace.open("postgresql://ada:secret@127.0.0.1:1/review")

    assert "secret" not in str(refused.value)
    assert refused.value.what_to_do


def test_leaving_the_context_lets_go_of_the_file(place):
    filled(place)

    assert [path.name for path in Path(place.parent).iterdir()] == ["review.sqlite"]
