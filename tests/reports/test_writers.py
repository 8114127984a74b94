import os
import stat

import pandas as pd
import pytest

from tests import world
from toolkit.errors import ToolkitError, WithheldByPromise
from toolkit.privacy import Guard, RosterEntry, release
from toolkit.reports import (
    write_confidential,
    write_reports,
    write_shared,
    write_text_confidential,
)

MORAG = RosterEntry(pseudonym="P03", name="Morag Sillars", email="morag@corran.example")


def mode(path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_confidential_file_is_the_owners_alone(tmp_path):
    path = write_confidential(tmp_path / "inner" / "a.bin", b"x")
    assert path.read_bytes() == b"x"
    assert mode(path) == 0o600
    assert mode(path.parent) == 0o700


def test_an_older_file_with_open_rights_becomes_the_owners_alone(tmp_path):
    old = tmp_path / "a.txt"
    old.write_text("old")
    old.chmod(0o666)
    write_text_confidential(old, "new")
    assert old.read_text() == "new"
    assert mode(old) == 0o600


def test_only_what_was_released_leaves(tmp_path):
    with pytest.raises(TypeError, match="released"):
        write_shared(tmp_path / "a.csv", b"x")
    assert not (tmp_path / "a.csv").exists()
    write_shared(tmp_path / "a.csv", release(b"x", Guard([]), name="a.csv"))
    assert (tmp_path / "a.csv").read_bytes() == b"x"


def test_an_interrupted_write_leaves_the_old_file_whole(tmp_path, monkeypatch):
    path = write_confidential(tmp_path / "a.txt", b"old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(ToolkitError, match="cannot be written"):
        write_confidential(path, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_lone_surrogate_does_not_stop_a_text(tmp_path):
    path = write_text_confidential(tmp_path / "a.toml", 'x = "\ud83d"')
    assert path.read_text(encoding="utf-8") == 'x = "\ufffd"'


def test_a_run_leaves_reports_and_tables_where_they_belong(tmp_path):
    written = write_reports(
        world.findings(), world.settings(), tmp_path, now=world.MADE_AT, roster=[MORAG]
    )
    names = {path.relative_to(tmp_path).as_posix() for path in written.all}
    assert {"share/report.html", "share/review.xlsx", "share/tables/statements.csv"} <= names
    assert {"confidential/report.html", "confidential/tables/stakeholders.csv"} <= names
    assert not any("share/tables/stakeholders" in name for name in names)
    assert all(mode(path) == 0o600 for path in written.confidential)
    assert {path.as_posix() for path in tmp_path.rglob("*") if path.is_file()} == {
        path.as_posix() for path in written.all
    }


def test_original_file_names_stand_in_one_confidential_table_beside_the_statements(tmp_path):
    write_reports(world.findings(), world.settings(), tmp_path, now=world.MADE_AT)
    table = pd.read_csv(tmp_path / "confidential/tables/files.csv", dtype=str)
    assert dict(zip(table["source"], table["source_file"], strict=True))["S07"] == world.TALK
    for path in (tmp_path / "share").rglob("*"):
        if path.suffix in (".csv", ".html"):
            assert world.TALK not in path.read_text(encoding="utf-8")


def test_writing_twice_writes_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        write_reports(world.findings(), world.settings(), tmp_path / name, now=world.MADE_AT)
    for path in (tmp_path / "one").rglob("*"):
        if path.is_file():
            twin = tmp_path / "two" / path.relative_to(tmp_path / "one")
            assert path.read_bytes() == twin.read_bytes(), path.name


def test_a_name_in_a_drafted_sentence_is_taken_out_of_everything(tmp_path):
    from dataclasses import replace

    found = world.findings()
    action = replace(found.actions[0], title="Ask Morag Sillars to mend it")
    write_reports(
        replace(found, actions=(action,)),
        world.settings(),
        tmp_path,
        now=world.MADE_AT,
        roster=[MORAG],
    )
    for path in (tmp_path / "share").rglob("*"):
        if path.suffix in (".csv", ".html"):
            assert "Sillars" not in path.read_text(encoding="utf-8")
    assert "Sillars" not in (tmp_path / "confidential/report.html").read_text(encoding="utf-8")


def test_where_somebody_could_be_known_nothing_is_shared(tmp_path):
    from dataclasses import replace

    found = world.findings()
    leaking = dict.fromkeys(found.redacted, "Ask morag@corran.example")
    with pytest.raises(WithheldByPromise, match="share/"):
        write_reports(
            replace(found, redacted=leaking),
            world.settings(),
            tmp_path,
            now=world.MADE_AT,
            roster=[MORAG],
        )
    assert not (tmp_path / "share").exists()
