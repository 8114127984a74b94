"""Whoever asked is taken out of words like everybody else."""

from __future__ import annotations

from pathlib import Path

from toolkit.intake.pseudonyms import load_or_make
from toolkit.model.intake import Intake
from toolkit.pipeline.redacting import redactor_of
from toolkit.settings import Settings


def test_names_of_interviewers_do_not_stay_in_what_is_shown(tmp_path: Path) -> None:
    key = load_or_make(tmp_path / "key.json")
    key.add([], asking=["Petra Quist"])
    redactor = redactor_of(Intake(), key, Settings())
    assert (
        redactor.redact("Well, Petra, the list is slow.").text == "Well, [name], the list is slow."
    )
