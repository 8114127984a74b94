"""Each format read back: the same words, sound archives, native charts, brand templates."""

import csv
import io
import re
import zipfile
from datetime import UTC, datetime
from functools import cache

import docx
import openpyxl
import pptx
import pytest
from lxml import etree
from pypdf import PdfReader

from tests.reports.documents import pack_of, plan_of, recap_of, report_of
from toolkit.errors import ToolkitError, WrongSettings
from toolkit.pipeline.reporting import order_of
from toolkit.reports.documents.content import ChartKind, Figure, Key, Table, texts_of
from toolkit.reports.documents.plan_sheets import JIRA
from toolkit.reports.documents.rendering import FORMATS, Format, check_template, render
from toolkit.reports.palette import FAMILY_TONE

AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
DOCUMENTS = {
    Key.REPORT: report_of,
    Key.SESSION: pack_of,
    Key.PLAN: plan_of,
    Key.RECAP: recap_of,
}
EVERY = [(key, one) for key in Key for one in FORMATS[key]]
OFFICE = [(key, one) for key, one in EVERY if one in (Format.DOCX, Format.PPTX, Format.XLSX)]


@cache
def document(key: Key):
    return DOCUMENTS[key]()


@cache
def made(key: Key, format_: Format) -> bytes:
    return render(document(key), format_, AT)


def words_in(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def docx_text(data: bytes) -> str:
    body = docx.Document(io.BytesIO(data)).element.body
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return "\n".join(
        "".join(part.text or "" for part in line.iter(f"{name}t")) for line in body.iter(f"{name}p")
    )


@pytest.mark.parametrize(("key", "format_"), EVERY)
def test_equal_input_gives_equal_bytes(key, format_):
    assert made(key, format_) == render(document(key), format_, AT)


@pytest.mark.parametrize(("key", "format_"), OFFICE)
def test_no_entry_stands_twice_and_every_relationship_has_its_target(key, format_):
    with zipfile.ZipFile(io.BytesIO(made(key, format_))) as archive:
        names = archive.namelist()
        assert len(names) == len(set(names))
        for name in names:
            if not name.endswith(".rels"):
                continue
            folder = name.replace("_rels/", "").rsplit("/", 1)[0] if "/" in name[6:] else ""
            for one in etree.fromstring(archive.read(name)):
                if one.get("TargetMode") == "External":
                    raise AssertionError(f"{name} leads outside")
                target = one.get("Target")
                parts = [] if target.startswith("/") else [p for p in folder.split("/") if p]
                for part in target.strip("/").split("/"):
                    parts = parts[:-1] if part == ".." else [*parts, part]
                assert "/".join(parts) in names, (name, target)


@pytest.mark.parametrize("key", [Key.REPORT, Key.PLAN, Key.RECAP])
def test_word_holds_every_text_of_the_document(key):
    text = words_in(docx_text(made(key, Format.DOCX)))
    for one in texts_of(document(key).blocks):
        assert words_in(one) in text, one


def test_word_has_headings_contents_captions_and_repeated_heads():
    file = docx.Document(io.BytesIO(made(Key.REPORT, Format.DOCX)))
    found = [line.text for line in file.paragraphs if line.style.name.startswith("Heading")]
    assert found == [one.text for one in document(Key.REPORT).headings]
    xml = file.element.xml
    assert 'TOC \\o "1-2"' in xml
    assert "SEQ Table" in xml
    assert "SEQ Figure" in xml
    tables = [one for one in document(Key.REPORT).blocks if isinstance(one, Table)]
    assert xml.count("<w:tblHeader") == len(tables)


def test_every_picture_has_words_for_those_who_cannot_see_it():
    file = docx.Document(io.BytesIO(made(Key.REPORT, Format.DOCX)))
    told = [one._inline.docPr.get("descr") for one in file.inline_shapes]
    assert told == [one.described for one in document(Key.REPORT).charts]


def test_the_pdf_is_tagged_and_holds_every_heading():
    reader = PdfReader(io.BytesIO(made(Key.REPORT, Format.PDF)))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = words_in(" ".join(page.extract_text() for page in reader.pages))
    for one in document(Key.REPORT).headings:
        assert words_in(one.text).replace(" ", "") in text.replace(" ", ""), one.text


def test_a_draft_is_stamped_on_every_page():
    for page in PdfReader(io.BytesIO(made(Key.REPORT, Format.PDF))).pages:
        assert "DRAFT" in page.extract_text().replace(" ", "")
    file = docx.Document(io.BytesIO(made(Key.REPORT, Format.DOCX)))
    assert file.sections[0].header.paragraphs[0].text == "DRAFT"


def test_html_asks_no_other_host_and_runs_no_script():
    page = made(Key.REPORT, Format.HTML).decode()
    assert "<script" not in page
    assert not re.search(r"""(?:src|href)=["'](?!#|data:image/svg)""", page)
    assert not re.search(r"https?://", re.sub(r"base64,[^\"]*", "", page))


def test_the_families_have_other_colours_on_a_dark_page():
    page = made(Key.REPORT, Format.HTML).decode()
    night = page.partition("prefers-color-scheme:dark")[2].partition("}")[0]
    for family, tone in FAMILY_TONE.items():
        assert f"--{family.value}:{tone.dark}" in night
        assert f'style="color:{tone.light}"' not in page
    assert 'style="color:var(--tool)"' in page


def test_slides_have_titles_and_notes_as_the_document_says():
    deck = pptx.Presentation(io.BytesIO(made(Key.SESSION, Format.PPTX)))
    titles = [one.shapes.title.text_frame.text for one in deck.slides][1:]
    notes = [one.notes_slide.notes_text_frame.text for one in list(deck.slides)[1:]]
    assert titles == [one.title for one in document(Key.SESSION).slides]
    assert notes == ["\n".join(one.notes) for one in document(Key.SESSION).slides]


def test_charts_on_slides_are_native_and_hold_the_documents_numbers():
    deck = pptx.Presentation(io.BytesIO(made(Key.SESSION, Format.PPTX)))
    charts = [one.chart for one in document(Key.SESSION).slides if one.chart]
    native = [one.chart for page in deck.slides for one in page.shapes if one.has_chart]
    assert len(native) == len(charts) > 0
    for found, wanted in zip(native, charts, strict=True):
        series = [one for one in wanted.series if any(v is not None for v in one.values)]
        for read, one in zip(found.plots[0].series, series, strict=True):
            values = [value for value in one.values if value is not None]
            assert [value for value in read.values if value is not None] == pytest.approx(values)


def test_charts_in_the_workbook_read_cells_that_hold_the_documents_numbers():
    book = openpyxl.load_workbook(io.BytesIO(made(Key.PLAN, Format.XLSX)))
    page = book["Charts"]
    charts = (*document(Key.PLAN).charts, *document(Key.PLAN).more_charts)
    assert {"causes", "themes", "adoption", "routing"} <= {one.key for one in charts}
    assert len(page._charts) == len(charts)
    for native, wanted in zip(page._charts, charts, strict=True):
        series = [one for one in wanted.series if any(v is not None for v in one.values)]
        for read, one in zip(native.series, series, strict=True):
            read_from = (read.yVal if wanted.kind is ChartKind.BUBBLES else read.val).numRef.f
            cells = page[read_from.split("!")[1].replace("$", "")]
            assert [cell.value for (cell,) in cells] == pytest.approx(list(one.values))


def test_the_plans_sheets_are_named_tables_behind_one_that_explains():
    book = openpyxl.load_workbook(io.BytesIO(made(Key.PLAN, Format.XLSX)))
    sheets = document(Key.PLAN).sheets
    assert book.sheetnames == ["Read me", *(one.name for one in sheets), "Charts"]
    for one in sheets:
        (table,) = book[one.name].tables.values()
        assert table.autoFilter is not None
        assert book[one.name].freeze_panes
        rows = list(book[one.name].iter_rows(values_only=True))
        assert list(rows[0]) == [column.head for column in one.columns]
        assert len(rows) == len(one.rows) + 1


def test_the_form_has_its_heads_in_the_first_row_and_offers_what_is_allowed():
    book = openpyxl.load_workbook(io.BytesIO(made(Key.SESSION, Format.XLSX)))
    for one in document(Key.SESSION).forms:
        page = book[one.key]
        heads = [cell.value for cell in page[1]]
        assert heads == [column.title for column in one.columns]
        lists = [
            rule.formula1.strip('"').split(",") for rule in page.data_validations.dataValidation
        ]
        assert lists == [list(column.choices) for column in one.columns if column.choices]


def test_jira_finds_the_columns_that_it_knows_and_no_formula():
    rows = list(csv.DictReader(io.StringIO(made(Key.PLAN, Format.CSV).decode())))
    assert tuple(rows[0]) == JIRA
    assert all(len(row["Summary"]) < 255 for row in rows)
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_a_brand_template_gives_its_page_and_keeps_its_styles(tmp_path):
    brand = docx.Document()
    brand.sections[0].header.paragraphs[0].text = "Northlight Ferries"
    brand.add_paragraph("An example that must go.")
    path = tmp_path / "brand.dotx"
    brand.save(path)
    file = docx.Document(io.BytesIO(render(document(Key.PLAN), Format.DOCX, AT, path)))
    assert "example that must go" not in file.element.xml
    assert file.styles["Heading 1"].font.name == brand.styles["Heading 1"].font.name


def test_a_template_without_a_style_is_named_with_what_is_missing(tmp_path):
    brand = docx.Document()
    brand.styles["Caption"].delete()
    path = tmp_path / "brand.docx"
    brand.save(path)
    with pytest.raises(ToolkitError, match="Caption"):
        render(document(Key.PLAN), Format.DOCX, AT, path)


def test_a_template_without_a_layout_is_named_with_what_is_missing(tmp_path):
    brand = pptx.Presentation()
    for layout in [one for one in brand.slide_layouts if one.name == "Title Only"]:
        brand.slide_layouts.remove(layout)
    path = tmp_path / "brand.potx"
    brand.save(path)
    with pytest.raises(ToolkitError, match="title only"):
        render(document(Key.SESSION), Format.PPTX, AT, path)


def test_what_is_no_template_is_refused(tmp_path):
    path = tmp_path / "brand.txt"
    path.write_text("no template")
    with pytest.raises(WrongSettings, match="template"):
        check_template(path)


def test_a_format_that_a_document_lacks_is_refused_with_those_it_has():
    with pytest.raises(WrongSettings, match="pptx"):
        order_of("report", "pptx")
    assert order_of("session", "pptx, pdf").formats == (Format.PPTX, Format.PDF)


def test_ranges_are_drawn_with_their_intervals():
    charts = [one.chart for one in document(Key.REPORT).blocks if isinstance(one, Figure)]
    ranges = [one for one in charts if one.kind is ChartKind.RANGES]
    for one in ranges:
        for series in one.series:
            for value, low, high in zip(series.values, series.lows, series.highs, strict=True):
                assert value is None or low <= value <= high


def test_the_data_behind_native_charts_tell_nothing_of_when_they_were_made():
    with zipfile.ZipFile(io.BytesIO(made(Key.SESSION, Format.PPTX))) as archive:
        books = [name for name in archive.namelist() if name.endswith(".xlsx")]
        assert books
        for name in books:
            with zipfile.ZipFile(io.BytesIO(archive.read(name))) as book:
                assert b"1980-01-01T00:00:00Z" in book.read("docProps/core.xml")
