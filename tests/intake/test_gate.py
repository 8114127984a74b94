from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.intake.made_files import pdf_bytes, write_book, write_csv, write_zip
from toolkit.errors import UnreadableFile
from toolkit.intake import gate_zip
from toolkit.intake.gate import list_files, open_file, skipped_files
from toolkit.intake.raw import RawFile

ANSWERS = [["Team", "Score", "Why"], ["North", 4, "slow"], ["South", 7, "fine"], ["West", 2, "no"]]
CUES = (
    "1\n00:00:01,000 --> 00:00:03,000\nIt takes far too long.\n\n"
    "2\n00:00:04,000 --> 00:00:06,000\nYes.\n"
)
TALK = "Interviewer: How is it?\n\nNora: Slow.\n\nInterviewer: Why?\n\nNora: The search.\n"


def put(folder: Path, name: str, content: str | bytes) -> str:
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return name


def opened(folder: Path, name: str, content: str | bytes) -> RawFile:
    return open_file(folder, put(folder, name, content))


def refused(folder: Path, name: str, content: str | bytes) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        opened(folder, name, content)
    return caught.value


def test_files_are_listed_sorted_with_forward_slashes(tmp_path: Path):
    (tmp_path / "interviews").mkdir()
    put(tmp_path, "b.csv", "x")
    put(tmp_path, "interviews/a.vtt", "x")
    assert list_files(tmp_path) == ("b.csv", "interviews/a.vtt")


def test_hidden_lock_and_system_files_are_left_out_and_said(tmp_path: Path):
    for name in ("~$plan.docx", ".DS_Store", "Thumbs.db", "plan.docx"):
        put(tmp_path, name, "x")
    assert list_files(tmp_path) == ("plan.docx",)
    assert dict(skipped_files(tmp_path)) == {
        "~$plan.docx": "lock file of an open document",
        ".DS_Store": "hidden or system file",
        "Thumbs.db": "hidden or system file",
    }


def test_a_hidden_folder_is_named_once_and_not_entered(tmp_path: Path):
    (tmp_path / ".git").mkdir()
    put(tmp_path, ".git/config", "x")
    assert list_files(tmp_path) == ()
    assert skipped_files(tmp_path) == ((".git", "hidden or system file"),)


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path):
    put(tmp_path, "secret.csv", "a,b\n1,2\n")
    inner = tmp_path / "raw"
    inner.mkdir()
    (inner / "answers.csv").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(UnreadableFile, match="leads out of the folder"):
        open_file(inner, "answers.csv")


def test_a_path_that_leads_out_of_the_folder_is_refused(tmp_path: Path):
    put(tmp_path, "secret.csv", "a,b\n1,2\n")
    (tmp_path / "raw").mkdir()
    with pytest.raises(UnreadableFile, match="leads out of the folder"):
        open_file(tmp_path / "raw", "../secret.csv")


def test_a_linked_folder_is_not_followed(tmp_path: Path):
    (tmp_path / "outside").mkdir()
    put(tmp_path, "outside/a.csv", "x")
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "more").symlink_to(tmp_path / "outside")
    assert list_files(tmp_path / "raw") == ()
    assert skipped_files(tmp_path / "raw") == (("more", "link to another folder"),)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "answers.csv")
    with pytest.raises(UnreadableFile, match="not an ordinary file"):
        open_file(tmp_path, "answers.csv")


def test_a_missing_file_is_refused_with_its_name(tmp_path: Path):
    with pytest.raises(UnreadableFile, match=r"gone\.csv: it cannot be opened"):
        open_file(tmp_path, "gone.csv")


@pytest.mark.parametrize("content", [b"", b"\n\n  \n", b"\xef\xbb\xbf", b"\xff\xfe\x00\x00"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes):
    assert "it is empty" in str(refused(tmp_path, "a.csv", content))


def test_every_refusal_says_where_what_and_what_to_do(tmp_path: Path):
    error = refused(tmp_path, "answers.csv", "<!DOCTYPE html><html><body>Log in</body></html>")
    assert error.where == "answers.csv"
    assert "web page" in error.what
    assert "export it again" in error.what_to_do


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b'{"answers": [1, 2]}', "JSON"),
        (b'<?xml version="1.0"?><survey/>', "XML"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "picture"),
        (b"Rar!\x1a\x07" + b"x" * 40, "RAR"),
        (b"\x1f\x8b\x08" + b"x" * 40, "gzip"),
        (bytes(range(1, 9)) * 200, "binary"),
    ],
)
def test_what_holds_no_answers_is_refused_by_what_it_is(tmp_path: Path, content: bytes, what: str):
    assert what in refused(tmp_path, "answers.csv", content).what


def test_a_plain_zip_asks_to_be_unpacked(tmp_path: Path):
    write_zip(tmp_path, "all.zip", {"a.csv": b"a,b\n1,2\n"})
    with pytest.raises(UnreadableFile, match=r"ZIP file.*Unpack"):
        open_file(tmp_path, "all.zip")


def test_a_cut_office_file_is_refused_as_damaged(tmp_path: Path):
    write_book(tmp_path, "a.xlsx", {"Sheet1": ANSWERS})
    whole = (tmp_path / "a.xlsx").read_bytes()
    assert "damaged" in refused(tmp_path, "a.xlsx", whole[: len(whole) // 2]).what


def test_a_locked_workbook_asks_for_the_password_to_be_removed(tmp_path: Path):
    locked = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    )
    error = refused(tmp_path, "a.xlsx", locked)
    assert "password" in error.what
    assert "without a password" in error.what_to_do


def test_an_old_word_file_asks_to_be_saved_anew(tmp_path: Path):
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")
    assert refused(tmp_path, "a.doc", old).what_to_do == "Save it as DOCX."


def test_a_workbook_named_csv_is_read_as_a_workbook(tmp_path: Path):
    write_book(tmp_path, "a.csv", {"Sheet1": ANSWERS})
    raw = open_file(tmp_path, "a.csv")
    assert (raw.form, raw.extension, raw.sheets[0].rows[1]) == (
        "table",
        "xlsx",
        ("North", "4", "slow"),
    )


@pytest.mark.parametrize("name", ["a.txt", "a.xlsx", "a.docx", "a.vtt", "a", "a.pdf"])
def test_a_table_is_known_under_any_name(tmp_path: Path, name: str):
    write_csv(tmp_path, name, ANSWERS, delimiter=";")
    raw = open_file(tmp_path, name)
    assert (raw.form, raw.extension) == ("table", "csv")
    assert len(raw.sheets[0].rows) == 4


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.md", "a.docx"])
def test_subtitles_are_known_under_any_name(tmp_path: Path, name: str):
    assert opened(tmp_path, name, CUES).extension == "srt"
    assert opened(tmp_path, name, "WEBVTT\n\n" + CUES.replace(",", ".")).extension == "vtt"


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.xlsx"])
def test_a_dialogue_is_text_under_any_name(tmp_path: Path, name: str):
    raw = opened(tmp_path, name, TALK)
    assert (raw.form, raw.extension, raw.text) == ("text", "txt", TALK)


def test_a_chat_with_tabs_is_text(tmp_path: Path):
    chat = "".join(f"00:0{n}:10\t Nora Berg:\tthe search is slow\n" for n in range(9))
    assert opened(tmp_path, "chat.txt", chat).form == "text"


def test_prose_with_commas_is_text(tmp_path: Path):
    prose = "We met, talked, and agreed.\nThen, after lunch, we left.\nIt rained.\n" * 4
    assert opened(tmp_path, "notes.txt", prose).form == "text"


def test_a_pdf_is_known_under_any_name(tmp_path: Path):
    raw = opened(tmp_path, "talk.txt", pdf_bytes(["Nora: It is slow."]))
    assert (raw.form, raw.extension) == ("paragraphs", "pdf")
    assert raw.paragraphs[0].text == "Nora: It is slow."


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(gate_zip, "MAX_UNPACKED", 2_000_000)
    write_zip(
        tmp_path,
        "a.xlsx",
        {"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": b" " * 3_000_000},
    )
    assert (tmp_path / "a.xlsx").stat().st_size < 10_000
    with pytest.raises(UnreadableFile, match="unpacks to more than 2 MB"):
        open_file(tmp_path, "a.xlsx")


def test_a_bomb_that_lies_about_its_size_is_counted(tmp_path: Path):
    write_zip(tmp_path, "a.xlsx", {"xl/workbook.xml": b" " * 3_000_000})
    content = (tmp_path / "a.xlsx").read_bytes()
    size = (3_000_000).to_bytes(4, "little")
    lying = content.replace(size, (10).to_bytes(4, "little"))
    assert lying != content
    with pytest.raises(UnreadableFile, match="unpacks to more than 1 MB"):
        gate_zip.unpacked_within_limits(lying, "a.xlsx", 1_000_000)


def test_a_file_over_the_limit_is_not_read(tmp_path: Path):
    with (tmp_path / "big.csv").open("wb") as file:
        file.truncate(200_000_001)
    with pytest.raises(UnreadableFile, match="200 MB are read at most"):
        open_file(tmp_path, "big.csv")
