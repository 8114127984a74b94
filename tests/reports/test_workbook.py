import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from tests import world
from tests.golden_files import assert_golden
from tests.reports.outlines import workbook_outline
from toolkit.model.vocabulary import Cause
from toolkit.reports import Edition, Lens, share_tables, summarise_through, workbook_bytes
from toolkit.reports.door import confidential_tables


def workbook_of(found=None, edition=Edition.SHARE) -> bytes:
    lens = Lens.of(found or world.findings(), world.settings(), edition)
    tables = share_tables(lens) if lens.shared else confidential_tables(lens)
    return workbook_bytes(summarise_through(lens, world.MADE_AT), tables, world.MADE_AT)


def saying(words: str):
    """The world with the same words in every quote."""
    found = world.findings()
    return replace(found, redacted=dict.fromkeys(found.redacted, words))


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.mark.parametrize("edition", list(Edition))
def test_the_workbook_holds_what_was_reviewed(edition):
    assert_golden(f"reports/workbook-{edition}.txt", workbook_outline(workbook_of(edition=edition)))


def test_people_have_a_sheet_in_the_confidential_edition_alone():
    assert "People" not in opened(workbook_of()).sheetnames
    assert "People" in opened(workbook_of(edition=Edition.CONFIDENTIAL)).sheetnames


@pytest.mark.parametrize(
    "words",
    ["=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "\tx", "http://evil.example", "{=1}", "00123"],
)
def test_words_of_others_are_text_in_the_cell(words):
    data = workbook_of(saying(words))
    cell = opened(data)["Statements"]["B2"]
    assert cell.data_type == "s"
    assert cell.value.strip() == words.strip()
    assert cell.hyperlink is None
    parts = zipfile.ZipFile(io.BytesIO(data))
    assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


@pytest.mark.parametrize(
    "words", ["\ud83d", "a\x00b\x1bc", "\ufffe", "<script>&amp;", "x" * 40_000]
)
def test_words_that_no_workbook_can_hold_do_not_lose_it(words):
    value = opened(workbook_of(saying(words)))["Statements"]["B2"].value
    assert value
    assert len(value) <= 32_767


def test_over_long_words_are_cut_visibly():
    value = opened(workbook_of(saying("x" * 40_000)))["Statements"]["B2"].value
    assert value.endswith("[cut; whole in the CSV table]")


def test_a_decision_column_offers_the_allowed_words():
    sheet = opened(workbook_of())["Statements"]
    heads = {cell.value: cell.column_letter for cell in sheet[1]}
    lists = {
        str(rule.sqref).rstrip("0123456789").split(":")[0][:1]: rule.formula1
        for rule in sheet.data_validations.dataValidation
    }
    offered = lists[heads["your decision: cause"]]
    assert offered.strip('"').split(",") == [cause.value for cause in Cause]


def test_sheets_can_be_filtered_and_keep_their_head_in_sight():
    book = opened(workbook_of())
    for name in ("Statements", "Themes", "Agenda", "Actions", "Requests", "Adoption", "Files"):
        (table,) = book[name].tables.values()
        assert table.name == f"tbl_{name}"
        assert table.autoFilter.ref == table.ref
        assert book[name].freeze_panes


def test_numbers_can_be_added_up():
    sheet = opened(workbook_of())["Themes"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    assert sheet.cell(2, heads["people"]).value == 7


def test_the_confidential_workbook_holds_no_verbatim_quote_that_is_withheld():
    text = workbook_outline(workbook_of(edition=Edition.CONFIDENTIAL))
    assert "Between us" not in text
    assert world.TALK not in text


def test_the_same_review_makes_the_same_bytes():
    assert workbook_of() == workbook_of()


def test_a_review_without_rows_has_all_its_sheets():
    empty = replace(
        world.findings(), statements=(), themes=(), agenda=(), actions=(), requests=(), shares=()
    )
    assert "Statements" in opened(workbook_of(empty)).sheetnames
