"""A company's own words for the causes, and its own codes, are what people read everywhere."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.pipeline.conftest import review_of, write_raw
from tests.reports.outlines import workbook_outline
from toolkit.desk.opening import Opened
from toolkit.desk.review_desk import review_screen
from toolkit.desk.screens import SCREENS
from toolkit.desk.state import DeskState
from toolkit.desk.theme_board import theme_screen
from toolkit.errors import WrongDecision
from toolkit.pipeline import Review
from toolkit.pipeline.deciding import decide
from toolkit.pipeline.reporting import open_for_reports, order_of, write_documents

CODEBOOK = """language: en
kinds:
  concern: {label: Grievance}
causes:
  defect: {label: {en: Oven trouble, de: Ofenschaden}}
  trust: {label: Cold feet}
own:
  lost_lines:
    parent: defect
    label: Lines of an order get lost
"""
LOST = "Lines of an order get lost"


@pytest.fixture(scope="module")
def wholesaler(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """A review with a codebook of its own, an own code given at the desk, and run again."""
    folder = tmp_path_factory.mktemp("wholesaler")
    raw, out, key = write_raw(folder / "raw"), folder / "out", folder / "key.json"
    first = review_of(raw, out, key)
    (out / "confidential" / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    with DeskState.open(out, coder="ana") as desk:
        desk.search("three were gone")
        desk.change("cause", "lost_lines")
        which = desk.current
    themes = first.themes
    theme_id = first.statements.set_index("statement_id").loc[which].theme_id
    assert theme_id in set(themes.theme_id)
    decide(out, f"theme:{theme_id}", "verdict", "defect", coder="ana")
    review_of(raw, out, key)
    return out, key, which


@pytest.fixture(scope="module")
def review(wholesaler) -> Review:
    out, key, _ = wholesaler
    return review_of(out.parent / "raw", out, key)


def documents(out: Path, key: Path, tongue: str) -> str:
    """All that the report document says, as its DOCX holds it."""
    import re
    from dataclasses import replace
    from zipfile import ZipFile

    order = replace(order_of("report", "docx"), tongue=tongue, draft=True)
    written = write_documents(open_for_reports(out, key), order, datetime(2026, 5, 4, tzinfo=UTC))
    (path,) = [one for one in written.paths if one.suffix == ".docx"]
    with ZipFile(path) as held:
        return re.sub(r"<[^>]+>", "", held.read("word/document.xml").decode("utf-8"))


def test_tables_keep_the_contracts_word_and_name_the_companys_beside_it(review, wholesaler):
    row = review.statements.set_index("statement_id").loc[wholesaler[2]]
    assert (row.cause, row.final_cause, row.own_code) == ("defect", "defect", LOST)
    theme = review.themes.set_index("theme_id").loc[row.theme_id]
    assert (theme.verdict, theme.called) == ("defect", "Oven trouble")


def test_the_evidence_says_how_many_were_given_the_own_code(review, wholesaler):
    theme_id = review.statements.set_index("statement_id").loc[wholesaler[2]].theme_id
    evidence = review.findings.verdicts[theme_id].evidence
    assert f"1 of the statements coded as “{LOST}”" in evidence


def test_no_sentence_calls_a_renamed_cause_by_its_old_name(review):
    said = [f"{one.evidence} {one.would_overturn}" for one in review.findings.verdicts.values()]
    assert any("Oven trouble" in one for one in said)
    assert not any(
        "a fault of the tool (" in one or "be a fault of the tool" in one for one in said
    )


def test_report_and_workbook_of_the_run_speak_the_companys_words(review, wholesaler):
    folder = wholesaler[0] / "confidential"
    html = (folder / "report.html").read_text(encoding="utf-8")
    book = workbook_outline((folder / "review.xlsx").read_bytes())
    for text in (html, book):
        assert "Oven trouble" in text
        assert LOST in text
    assert load_workbook(folder / "review.xlsx")["Statements"]["G1"].value == "own code"


@pytest.mark.parametrize(("tongue", "called"), [("en", "Oven trouble"), ("de", "Ofenschaden")])
def test_documents_speak_them_in_the_language_asked_for(wholesaler, review, tongue, called):
    text = documents(*wholesaler[:2], tongue)
    assert called in text
    assert "tool fault" not in text
    assert "Fehler im Werkzeug" not in text


def test_screens_show_labels_and_offer_the_own_codes_below_their_family(wholesaler, review):
    opened = Opened(wholesaler[0], coder="ana")
    for make in (review_screen, theme_screen):
        entry = next(one for one in SCREENS if one.maker == make.__name__)
        screen = entry.make(opened)
        words = screen.words()
        assert next(one for one in words["causes"] if one["key"] == "1")["word"] == "Oven trouble"
        assert words["kinds"][0]["word"] == "Grievance"
        assert words["own"] == [{"key": "e", "value": "lost_lines", "word": LOST, "family": "tool"}]
        assert words["strings"]["a fault of the tool"] == "Oven trouble"
        json.dumps(words)
        screen.sitting.close()


def test_the_desk_shows_the_own_code_and_takes_it_back(wholesaler, tmp_path):
    out = Path(shutil.copytree(wholesaler[0], tmp_path / "out"))
    with DeskState.open(out, coder="ana") as desk:
        desk.search("three were gone")
        assert desk.card is not None
        code = desk.card.code
        assert (code.own, code.cause, code.cause_word) == ("lost_lines", "defect", LOST)
        assert desk.lines()[0].word == LOST
        desk.undo()
        assert desk.card.code.own == ""


def test_a_cause_given_after_an_own_code_takes_its_place(wholesaler, tmp_path):
    out = Path(shutil.copytree(wholesaler[0], tmp_path / "out"))
    with DeskState.open(out, coder="ana") as desk:
        desk.search("three were gone")
        desk.change("cause", "training")
        assert desk.card is not None
        assert (desk.card.code.own, desk.card.code.cause) == ("", "training")


def test_a_code_that_the_codebook_does_not_hold_is_refused_at_the_desk(wholesaler):
    with DeskState.open(wholesaler[0], coder="ana") as desk, pytest.raises(WrongDecision):
        desk.change("code", "burnt_crust")
