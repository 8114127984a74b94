"""Intake: a folder is chosen or dropped, read, corrected by a menu, and read again."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.desk.conftest import AT, stored
from tests.desk.pressing import Browser
from toolkit.desk import strings
from toolkit.desk.intake_screen import intake_screen
from toolkit.desk.intake_state import IntakeState
from toolkit.desk.intake_words import ROLE_WORDS, role_word
from toolkit.desk.opening import Opened
from toolkit.desk.people_names import SHOWN_FOR
from toolkit.errors import KeyMissing, ToolkitError, UnreadableFile, WrongSettings
from toolkit.intake import pseudonyms
from toolkit.intake.headers import vocabulary
from toolkit.intake.survey_roles import COLUMN_ROLES
from toolkit.pipeline.places import Places

FACTS = ("org", "usage", "training", "tickets")
SURVEY = "Respondent ID,What gets in your way?\n1,Bookings vanish.\n2,Eleven boxes for one van.\n"


def opened(out: Path) -> Opened:
    found = Opened(out, key=out / "nowhere.json", coder="Ann")
    found.clock = lambda: AT
    return found


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "spring.csv").write_text(SURVEY, encoding="utf-8")
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04 damaged")
    return folder


@pytest.fixture
def fresh(tmp_path: Path, raw: Path) -> Iterator[IntakeState]:
    """A folder that is read, and no review yet."""
    with IntakeState(opened(tmp_path / "new")) as state:
        state.choose(str(raw))
        state.work.wait()
        yield state


def test_before_anything_is_read_there_is_nothing_and_no_error(tmp_path: Path) -> None:
    with IntakeState(opened(tmp_path / "new")) as state:
        assert (state.card, state.lines, state.doubtful) == (None, (), ())
        assert state.tally.files == 0


def test_a_folder_is_read_and_every_row_is_accounted_for(fresh: IntakeState) -> None:
    assert fresh.tally.files == 2
    assert fresh.tally.rows_in == fresh.tally.kept + fresh.tally.set_aside
    assert fresh.needs_run


def test_a_file_with_a_problem_comes_first_and_says_it(fresh: IntakeState) -> None:
    assert fresh.listed[0] == "broken.xlsx"
    assert fresh.card is not None
    assert "broken.xlsx" in fresh.card.problem


def test_a_folder_that_is_not_there_is_one_plain_error(tmp_path: Path) -> None:
    with IntakeState(opened(tmp_path / "new")) as state:
        with pytest.raises(ToolkitError, match="no such folder"):
            state.choose(str(tmp_path / "nowhere"))
        with pytest.raises(ToolkitError, match="no such folder"):
            state.choose("  ")


def test_a_correction_is_written_under_mine_and_the_folder_read_again(
    fresh: IntakeState,
) -> None:
    fresh.go("spring.csv")
    fresh.correct_column("What gets in your way?", "ignored")
    fresh.work.wait()
    assert fresh.card is not None
    column = next(one for one in fresh.card.columns if one.name == "What gets in your way?")
    assert (column.role.split(":")[0], column.mine) == ("ignored", True)
    path = fresh.opened.places.settings
    written = tomllib.loads(path.read_text(encoding="utf-8"))["mine"]["files"]["spring.csv"]
    assert written == {"columns": {"What gets in your way?": "ignored"}}


def test_a_file_is_left_out_and_taken_in_again(fresh: IntakeState) -> None:
    fresh.go("spring.csv")
    fresh.correct("skip", "yes")
    fresh.work.wait()
    assert fresh.card is not None
    assert (fresh.card.skip, fresh.card.line.kept) == (True, 0)
    fresh.correct("skip", "no")
    fresh.work.wait()
    assert (fresh.card.skip, fresh.card.line.kept) == (False, 2)


def test_a_promise_is_written_and_no_longer_assumed(fresh: IntakeState) -> None:
    fresh.go("spring.csv")
    assert fresh.card is not None
    assert fresh.card.assumed
    fresh.correct("quotes", "none")
    fresh.work.wait()
    assert (fresh.card.quotes, fresh.card.assumed) == ("none", False)


def test_a_value_that_there_is_not_is_refused_and_nothing_is_written(fresh: IntakeState) -> None:
    fresh.go("spring.csv")
    with pytest.raises(WrongSettings):
        fresh.correct("kind", "poem")
    assert not fresh.opened.places.settings.exists()


def test_what_a_person_wrote_elsewhere_in_the_file_stays_to_the_letter(
    fresh: IntakeState,
) -> None:
    places = fresh.opened.places
    places.make()
    before = '# my remark\n[mine.project]\ntool = "Skiff"   # ours\n'
    places.settings.write_text(before, encoding="utf-8")
    fresh.go("spring.csv")
    fresh.correct("wave", "before")
    fresh.work.wait()
    assert places.settings.read_text(encoding="utf-8").startswith(before)


def test_dropped_files_become_a_folder_that_is_read(tmp_path: Path) -> None:
    with IntakeState(opened(tmp_path / "new")) as state:
        state.begin_drop()
        state.take("case/spring.csv", SURVEY[:30].encode())
        state.take("case/spring.csv", SURVEY[30:].encode())
        state.end_drop()
        state.work.wait()
        assert [one.file for one in state.lines] == ["case/spring.csv"]
        assert state.tally.kept == 2
        assert (state.drop.folder.stat().st_mode & 0o077) == 0


def test_until_the_last_piece_is_there_what_was_dropped_before_stays_whole(tmp_path: Path) -> None:
    with IntakeState(opened(tmp_path / "new")) as state:
        state.begin_drop()
        state.take("case/spring.csv", SURVEY.encode())
        state.end_drop()
        state.work.wait()
        state.begin_drop()
        state.take("case/half.csv", b"a,b")
        assert [one.name for one in state.drop.folder.rglob("*.csv")] == ["spring.csv"]
        state.leave_drop()
        assert not state.drop.arrives
        assert [one.name for one in state.drop.folder.rglob("*.csv")] == ["spring.csv"]


def test_a_piece_that_nobody_began_is_refused(tmp_path: Path) -> None:
    with IntakeState(opened(tmp_path / "new")) as state:
        with pytest.raises(ToolkitError, match="no files are arriving"):
            state.take("case/spring.csv", b"x")
        with pytest.raises(ToolkitError, match="no files are arriving"):
            state.end_drop()


def test_a_piece_is_answered_by_its_number_alone_and_a_refusal_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = intake_screen(opened(tmp_path / "new"))
    browser = Browser(screen, monkeypatch)
    assert browser.press("begin_drop", number=1)["arrives"]
    piece = {"do": "piece", "name": "case/spring.csv", "number": 2}
    screen._handle_custom_msg(piece, [SURVEY.encode()])
    assert browser.heard[-1] == {"heard": 2}
    screen._handle_custom_msg({**piece, "name": "../out.csv", "number": 3}, [b"x"])
    refused = browser.heard[-1]["view"]
    assert ("no name for a file" in refused["trouble"], refused["arrives"]) == (True, False)
    assert browser.press("look")["trouble"] == ""
    screen.close()


def test_names_that_were_unlocked_lock_themselves_again(out: Path, tmp_path: Path) -> None:
    place = tmp_path / "key.json"
    pseudonyms.load_or_make(place).save()
    time = [AT]
    open_ = Opened(out, key=place, coder="Ann")
    open_.clock = lambda: time[0]
    with IntakeState(open_) as state:
        assert state.names.seconds_left == 0
        state.names.unlock()
        time[0] = AT + SHOWN_FOR - timedelta(seconds=1)
        assert state.names.seconds_left == 1
        time[0] = AT + SHOWN_FOR
        assert state.names.seconds_left == 0


def test_every_row_set_aside_is_listed_over_all_files_with_its_reason(out: Path) -> None:
    with IntakeState(opened(out)) as state:
        assert sum(one.rows for _, one in state.every_aside) == state.tally.set_aside > 0
        assert all(one.reason for _, one in state.every_aside)


def test_rows_that_were_set_aside_are_read_only_while_names_are_shown(
    tmp_path: Path, raw: Path
) -> None:
    (raw / "spring.csv").write_text(SURVEY + "3,\n", encoding="utf-8")
    key = pseudonyms.load_or_make(tmp_path / "key.json").path
    open_ = Opened(tmp_path / "new", key=key, coder="Ann")
    open_.clock = lambda: AT
    with IntakeState(open_) as state:
        state.choose(str(raw))
        state.work.wait()
        state.go("spring.csv")
        assert state.card is not None
        assert [one.read for one in state.card.set_aside] == [()]
        state.names.unlock()
        assert [(one.row, one.says) for one in state.card.set_aside[0].read] == [("4", ("3",))]


def test_what_a_file_said_leads_to_its_statements(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = intake_screen(opened(out))
    browser = Browser(screen, monkeypatch)
    went: list[tuple[str, tuple[str, ...]]] = []
    screen.opens = lambda name, ids: went.append((name, tuple(ids)))
    count = browser.press("go", file="spring.csv")["said_here"]
    browser.press("statements")
    assert (went[0][0], len(went[0][1])) == ("codes", count)
    assert count > 0
    screen.sitting.close()
    screen.close()


@pytest.mark.parametrize("name", ["../out.csv", "/etc/x", "a/../../b", "C:\\x.csv", "", "a\0b"])
def test_a_dropped_file_cannot_leave_its_folder(tmp_path: Path, name: str) -> None:
    with IntakeState(opened(tmp_path / "new")) as state:
        state.begin_drop()
        with pytest.raises(UnreadableFile):
            state.take(name, b"x")


def test_a_doubtful_name_waits_under_a_pseudonym_until_one_decides(out: Path) -> None:
    with IntakeState(opened(out)) as state:
        waiting = state.doubtful[0]
        assert (waiting.said, waiting.decided) == ("", None)
        state.match(waiting.match_id, waiting.candidates[0].person_id)
        assert stored(out)[-1][1:] == ("person_id", waiting.candidates[0].person_id)
        assert state.doubtful[0].decided == waiting.candidates[0].person_id
        assert state.needs_run


def test_names_are_shown_only_where_the_key_is(out: Path) -> None:
    with IntakeState(opened(out)) as state, pytest.raises(KeyMissing):
        state.names.unlock()


def test_what_the_last_run_took_files_for_is_shown_when_one_comes_back(out: Path) -> None:
    with IntakeState(opened(out)) as state:
        assert state.tally.files == len(state.opened.findings.intake.files)
        assert not state.needs_run


def test_the_screen_reads_runs_and_says_what_went_wrong(
    tmp_path: Path, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = intake_screen(opened(tmp_path / "new"))
    browser = Browser(screen, monkeypatch)
    assert browser.press("look")["card"] is None
    assert "no such folder" in browser.press("choose", folder="nowhere")["trouble"]
    assert browser.press("choose", folder=str(raw))["work"]["name"] == "read"
    screen.state.work._thread.join()
    view = browser.press("tick")
    assert (view["work"]["name"], view["tally"]["files"], view["needs_run"]) == ("", 2, True)
    assert browser.press("go", file="spring.csv")["card"]["line"]["file"] == "spring.csv"
    assert not Places(tmp_path / "new").workspace.exists()
    screen.close()


def test_a_column_of_facts_may_be_corrected_to_what_the_reader_did_not_find(
    tmp_path: Path, raw: Path
) -> None:
    (raw / "courses.csv").write_text(
        "Session ID,Course,Date,Employee,E-Mail,Status\n"
        + "".join(
            f"C{n},Basics,2026-03-0{n},Kim Doe{n},kim{n}@harbour.example,attended\n"
            for n in range(1, 9)
        ),
        encoding="utf-8",
    )
    with IntakeState(opened(tmp_path / "new")) as state:
        state.choose(str(raw))
        state.work.wait()
        state.go("courses.csv")
        assert state.card is not None
        assert state.card.line.kind == "training"
        assert {"held_on", "completed_on", "score", "ignored"} <= set(state.card.roles)


def test_the_menu_of_columns_speaks_words_in_both_languages() -> None:
    roles = {*COLUMN_ROLES, *(one for kind in FACTS for one in vocabulary(kind))}
    assert sorted(roles - set(ROLE_WORDS)) == []
    assert sorted(set(ROLE_WORDS.values()) - set(strings.catalogue("de"))) == []
    assert role_word("likert:agreement") == "level in words: agreement"
