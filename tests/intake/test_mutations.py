"""Every format is damaged at random: it is read or refused, never in silence and never at length.

Ten mutations a format are tried, 50 and 200 in the longer tiers; RELAUNCH_MUTATIONS sets the ten.
"""

from __future__ import annotations

import io
import os
import random
from collections.abc import Callable
from pathlib import Path

import docx
import pandas as pd
import pyreadstat
import pytest

from tests.intake.made_files import (
    Rows,
    csv_text,
    pdf_bytes,
    row_equation_holds,
    rows_of,
    write_book,
)
from toolkit.errors import UnreadableFile
from toolkit.intake.detect import classify
from toolkit.intake.gate import open_file
from toolkit.intake.raw import RawFile
from toolkit.intake.surveys import read_survey
from toolkit.settings import FileSettings

TRIES = pytest.mark.parametrize(
    "tries",
    [
        int(os.environ.get("RELAUNCH_MUTATIONS", "10")),
        pytest.param(50, marks=pytest.mark.check),
        pytest.param(200, marks=pytest.mark.long),
    ],
)
WORDS = ("slow", "unclear, mostly", 'called "done"', "late\nagain", "fine; really", "größer")
HEAD = [
    "Respondent ID",
    "Start Date",
    "End Date",
    "How satisfied are you?",
    "What gets in your way?",
]
ANSWERS: Rows = [
    HEAD,
    *(
        [
            f"{112807400 + n}",
            f"2026-03-{n % 27 + 1:02} 09:00:00",
            f"2026-03-{n % 27 + 1:02} 09:10:00",
            str(n % 11),
            f"Entry {n} is {WORDS[n % len(WORDS)]}.",
        ]
        for n in range(120)
    ),
]
LINES = [f"{'Nora' if n % 2 else 'Interviewer'}: Line {n} is about the search." for n in range(40)]


def _delimited(delimiter: str, encoding: str) -> Callable[[Path], bytes]:
    return lambda _: csv_text(ANSWERS, delimiter).encode(encoding)


def _book(folder: Path) -> bytes:
    return (folder / write_book(folder, "made.xlsx", {"Sheet1": ANSWERS})).read_bytes()


def _stat(folder: Path) -> bytes:
    data = pd.DataFrame(ANSWERS[1:], columns=["id", "begun", "done", "score", "why"])
    pyreadstat.write_sav(data, str(folder / "made.sav"), column_labels=HEAD)
    return (folder / "made.sav").read_bytes()


def _word(_: Path) -> bytes:
    made, content = docx.Document(), io.BytesIO()
    for line in LINES:
        made.add_paragraph(line)
    made.save(content)
    return content.getvalue()


def _cues(mark: str, head: str) -> Callable[[Path], bytes]:
    cues = [
        f"{n + 1}\n00:00:{n:02}{mark}000 --> 00:00:{n + 1:02}{mark}000\n{line}\n"
        for n, line in enumerate(LINES)
    ]
    return lambda _: (head + "\n".join(cues)).encode()


MADE: dict[str, Callable[[Path], bytes]] = {
    "comma.csv": _delimited(",", "utf-8"),
    "semicolon.csv": _delimited(";", "cp1252"),
    "wide.tsv": _delimited("\t", "utf-16"),
    "book.xlsx": _book,
    "stat.sav": _stat,
    "talk.txt": lambda _: "\n\n".join(LINES).encode(),
    "notes.md": lambda _: ("# Notes\n\n- " + "\n- ".join(LINES)).encode(),
    "cues.srt": _cues(",", ""),
    "cues.vtt": _cues(".", "WEBVTT\n\n"),
    "talk.docx": _word,
    "talk.pdf": lambda _: pdf_bytes(LINES),
}
ENDINGS = (".csv", ".xlsx", ".txt", ".vtt", ".docx", ".pdf", ".sav", ".md", "")


def cut(content: bytes, dice: random.Random) -> bytes:
    return content[: dice.randrange(len(content))]


def flip(content: bytes, dice: random.Random) -> bytes:
    changed = bytearray(content)
    changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def delete(content: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(content))
    return content[:start] + content[start + dice.randint(1, 40) :]


def repeat(content: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(content))
    return content[:start] + content[start : start + dice.randint(1, 40)] + content[start:]


DAMAGES = (cut, flip, delete, repeat)


def mutations(name: str, folder: Path, tries: int) -> list[tuple[str, RawFile | UnreadableFile]]:
    """(what was done, the file after the gate or why it was refused)."""
    content, dice = MADE[name](folder), random.Random(name)
    found: list[tuple[str, RawFile | UnreadableFile]] = []
    for number in range(tries):
        damage = DAMAGES[number % len(DAMAGES)]
        target = f"mutant{Path(name).suffix}"
        (folder / target).write_bytes(damage(content, dice))
        try:
            found.append((damage.__name__, open_file(folder, target)))
        except UnreadableFile as error:
            found.append((damage.__name__, error))
    return found


@TRIES
@pytest.mark.parametrize("name", MADE)
def test_a_damaged_file_is_read_or_clearly_refused(name: str, tries: int, tmp_path: Path):
    for _, raw in mutations(name, tmp_path, tries):
        if isinstance(raw, UnreadableFile):
            assert raw.where.startswith("mutant")
            assert raw.what
            assert raw.what_to_do
            continue
        classify(raw, FileSettings())
        if raw.form == "table":
            assert row_equation_holds(read_survey(raw, FileSettings()))


@TRIES
@pytest.mark.parametrize("name", ["comma.csv", "semicolon.csv", "wide.tsv"])
def test_damage_to_one_row_leaves_the_others_readable(name: str, tries: int, tmp_path: Path):
    (tmp_path / name).write_bytes(MADE[name](tmp_path))
    whole = rows_of(open_file(tmp_path, name))
    for damage, raw in mutations(name, tmp_path, tries):
        if damage == "cut":
            continue  # what lies behind the cut is gone
        assert isinstance(raw, RawFile)
        rows = set(rows_of(raw))
        assert sum(row not in rows for row in whole) <= 2, damage


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_wrong_ending_changes_nothing(name: str, ending: str, tmp_path: Path):
    content = MADE[name](tmp_path)
    (tmp_path / name).write_bytes(content)
    (tmp_path / f"renamed{ending}").write_bytes(content)
    named, renamed = open_file(tmp_path, name), open_file(tmp_path, f"renamed{ending}")
    assert rows_of(renamed) == rows_of(named)
    if ".md" not in (Path(name).suffix, ending):  # both are words; only the name tells them apart
        assert (renamed.form, renamed.extension) == (named.form, named.extension)
        assert (renamed.text, renamed.paragraphs) == (named.text, named.paragraphs)
