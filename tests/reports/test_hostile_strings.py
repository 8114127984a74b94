"""Whatever people write is text in every format: no formula, no script, no file read."""

import csv
import io
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from lxml import etree
from pypdf import PdfReader

from tests.reports.hostile import HOSTILE
from tests.reports.hostile_documents import ALL_IN_ONE, document, made
from toolkit.reports.documents.content import Key
from toolkit.reports.documents.rendering import FORMATS, Format

EVERY = [(key, one) for key in Key for one in FORMATS[key]]
SECRET = Path("/etc/hostname")
STARTS = [29, ALL_IN_ONE]


class Page(HTMLParser):
    """Collects what a browser would run or fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "iframe", "object", "embed"):
            self.bad.append(tag)
        self.bad += [f"{tag} {name}" for name, value in attrs if runs_or_fetches(name, value or "")]


def runs_or_fetches(name: str, value: str) -> bool:
    led = value.strip().casefold().startswith(("#", "data:image/svg"))
    return name.startswith("on") or (name in ("src", "href") and not led)


def test_there_are_sixty():
    assert len(set(HOSTILE)) == 60


@pytest.mark.parametrize("start", [0, *STARTS])
def test_a_page_runs_nothing_and_fetches_nothing(start):
    page = Page()
    page.feed(made(Key.REPORT, Format.HTML, start).decode("utf-8"))
    assert page.bad == []


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("key", [Key.SESSION, Key.PLAN])
def test_no_cell_is_a_formula(key, start):
    book = openpyxl.load_workbook(io.BytesIO(made(key, Format.XLSX, start)))
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert cells
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


@pytest.mark.parametrize("start", STARTS)
def test_no_row_for_the_tracker_starts_a_formula(start):
    rows = list(csv.reader(io.StringIO(made(Key.PLAN, Format.CSV, start).decode("utf-8"))))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "\t"))]


@pytest.mark.parametrize(
    ("key", "start"),
    [
        (Key.REPORT, 29),
        (Key.REPORT, ALL_IN_ONE),
        (Key.PLAN, 29),
        (Key.PLAN, ALL_IN_ONE),
        (Key.RECAP, ALL_IN_ONE),
    ],
)
def test_word_opens_again_with_the_words_as_words(key, start):
    file = docx.Document(io.BytesIO(made(key, Format.DOCX, start)))
    text = "\n".join(line.text for line in file.paragraphs)
    assert "<script>alert(1)</script>" in text + file.element.xml.replace("&lt;", "<").replace(
        "&gt;", ">"
    )


@pytest.mark.parametrize("start", STARTS)
def test_slides_open_again(start):
    deck = pptx.Presentation(io.BytesIO(made(Key.SESSION, Format.PPTX, start)))
    assert len(deck.slides) == len(document(Key.SESSION, start).slides) + 1


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("key", list(Key))
def test_typeset_words_are_words_and_no_file_is_read(key, start):
    data = made(key, Format.PDF, start)
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    assert "read(" in text or "import" in text or "sum_" in text
    if SECRET.exists():
        assert SECRET.read_text().strip() not in text


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize(
    ("key", "format_"), [one for one in EVERY if one[1] in (Format.DOCX, Format.PPTX, Format.XLSX)]
)
def test_every_part_of_an_office_file_is_sound_and_none_leads_outside(key, format_, start):
    with zipfile.ZipFile(io.BytesIO(made(key, format_, start))) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))
            if name.endswith(".rels"):
                assert b"External" not in archive.read(name)
