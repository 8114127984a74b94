"""Holding promises from one run to the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import WithheldByPromise
from toolkit.model.intake import FileReading
from toolkit.model.vocabulary import FileKind
from toolkit.pipeline.promising import hold_promises
from toolkit.settings import FileSettings, Mine, Promise, Settings
from toolkit.workspace import Workspace


def survey(*, anonymous: bool) -> list[FileReading]:
    return [FileReading(file="a.csv", kind=FileKind.SURVEY, format="CSV", anonymous=anonymous)]


def test_a_column_corrected_after_the_first_run_lets_its_people_be_known(tmp_path: Path):
    with Workspace.open(tmp_path / "w.sqlite") as workspace:
        assert hold_promises(workspace, Settings(), survey(anonymous=True)) == ()
        (note,) = hold_promises(workspace, Settings(), survey(anonymous=False))
        assert note.startswith("a.csv: was taken for anonymous before")
        assert hold_promises(workspace, Settings(), survey(anonymous=False)) == ()


def test_anonymity_that_a_person_promised_is_held(tmp_path: Path):
    promise = FileSettings(promise=Promise(attribution="anonymous"))
    promised = Settings(mine=Mine(files={"a.csv": promise}))
    with Workspace.open(tmp_path / "w.sqlite") as workspace:
        hold_promises(workspace, promised, survey(anonymous=True))
        with pytest.raises(WithheldByPromise, match="attribution was anonymous"):
            hold_promises(workspace, Settings(), survey(anonymous=False))
