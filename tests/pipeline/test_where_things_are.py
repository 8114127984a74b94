"""What a run says at its end can be pasted into a terminal."""

from __future__ import annotations

import shlex
from pathlib import Path

from toolkit.intake.folder import NOT_READ
from toolkit.model.intake import FileReading
from toolkit.model.vocabulary import FileKind
from toolkit.pipeline.places import Places
from toolkit.pipeline.publishing import what_is_missing, where_things_are


def test_the_command_works_in_a_folder_with_a_blank() -> None:
    said = where_things_are(Places(Path("/reviews/spring case")))
    command = said.split("(", 1)[1].split(")")[0]
    assert shlex.split(command) == ["relaunch", "app", "/reviews/spring case"]


def reading(file: str, *, form: str = "", problem: str = "", kept: int = 0) -> FileReading:
    return FileReading(
        file=file, kind=FileKind.OTHER, format=form, problem=problem, rows_in=kept, rows_kept=kept
    )


def test_files_of_which_nothing_counts_are_named_with_the_reason() -> None:
    assert what_is_missing(
        [
            reading("b.xml", form="unreadable", problem="b.xml: it is an XML file."),
            reading("a.csv", form="not recognised"),
            reading("part.csv", problem="one column is unknown", kept=3),
            reading(".hidden", form=NOT_READ),
        ]
    ) == [
        "1 file could not be read:",
        "  b.xml: it is an XML file.",
        "1 file could not be recognised:",
        "  a.csv",
        "1 file to look at before anything else:",
        "  part.csv: one column is unknown",
    ]


def test_a_folder_that_was_read_whole_lacks_nothing() -> None:
    whole = FileReading(file="a.csv", kind=FileKind.SURVEY, format="CSV", rows_in=2, rows_kept=2)
    assert what_is_missing([whole]) == []
