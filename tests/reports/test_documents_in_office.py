"""Every office file opens in LibreOffice, with its headings, whatever people wrote."""

import io
import re
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.reports.hostile_documents import ALL_IN_ONE, made
from tests.reports.test_formats import document as plain_document
from tests.reports.test_formats import made as plain_made
from toolkit.reports.documents.content import Key
from toolkit.reports.documents.rendering import FORMATS, Format

pytestmark = [pytest.mark.office]
OFFICE = (Format.DOCX, Format.PPTX, Format.XLSX)
FILES = [(key, one) for key in Key for one in FORMATS[key] if one in OFFICE]
SECRET = Path("/etc/hostname")


@pytest.fixture(scope="module")
def profile(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("office")


def as_pdf(soffice: str, profile: Path, folder: Path, file: tuple[Format, bytes]) -> PdfReader:
    format_, data = file
    source = folder / f"document.{format_}"
    source.write_bytes(data)
    settings = f"-env:UserInstallation={profile.as_uri()}"
    command = [soffice, settings, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=600)
    return PdfReader(io.BytesIO(source.with_suffix(".pdf").read_bytes()))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def text_of(reader: PdfReader) -> str:
    return squeezed("".join(page.extract_text() for page in reader.pages))


@pytest.mark.parametrize(("key", "format_"), FILES)
def test_libreoffice_opens_it_with_every_heading_or_title(soffice, profile, tmp_path, key, format_):
    reader = as_pdf(soffice, profile, tmp_path, (format_, plain_made(key, format_)))
    found = plain_document(key)
    wanted = {
        Format.DOCX: [one.text for one in found.headings],
        Format.PPTX: [one.title for one in found.slides],
        Format.XLSX: [found.title],
    }[format_]
    text = text_of(reader)
    assert [one for one in wanted if squeezed(one) not in text] == []
    if format_ is Format.PPTX:
        assert len(reader.pages) == len(found.slides) + 1


@pytest.mark.parametrize(("key", "format_"), FILES)
def test_libreoffice_opens_it_full_of_hostile_words_and_reads_no_file(
    soffice, profile, tmp_path, key, format_
):
    reader = as_pdf(soffice, profile, tmp_path, (format_, made(key, format_, ALL_IN_ONE)))
    text = text_of(reader)
    assert "{{7*7}}" in text
    if SECRET.exists():
        assert squeezed(SECRET.read_text()) not in text
