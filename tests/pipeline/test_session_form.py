"""The form as the documents write it comes back through the gate: what was filled in is there."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from tests import world
from tests.desk.conftest import save
from toolkit.pipeline import open_review
from toolkit.reports.formats.excel import form_bytes


@pytest.mark.parametrize("language", ["en", "de", "it"])
def test_the_form_of_the_session_pack_is_read_back(tmp_path: Path, language: str) -> None:
    review = open_review(save(tmp_path / "out", world.findings()))
    form = tmp_path / "form.xlsx"
    sheets = review.session(language).kit.form
    form.write_bytes(form_bytes(sheets, "Form", ("Fill in.",), datetime(2026, 5, 20)))
    assert review.take_form(form).written == 0
    book = openpyxl.load_workbook(form)
    notes = book["notes"]
    row = next(n for n in range(2, 99) if not notes.cell(n, 2).value)
    for column, value in enumerate([None, "A copy on the tablet", "Offline", "T01", 2], 1):
        notes.cell(row, column, value)
    notes.cell(row, 1, sheets[1].columns[0].choices[3])
    book.save(form)
    assert review.take_form(form).entries == 1
    note = review.record.notes[0]
    assert (note.type.value, note.words, note.votes) == ("proposal", "A copy on the tablet", 2)
    assert review.record.groups[0].title == "Offline"
