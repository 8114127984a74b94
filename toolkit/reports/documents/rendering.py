"""A document in a format: which formats each has, and the bytes of one file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from toolkit.errors import WrongSettings
from toolkit.reports import cells
from toolkit.reports.documents.content import Document, Key
from toolkit.reports.documents.plan_sheets import JIRA


class Format(StrEnum):
    """What a file may be."""

    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    PPTX = "pptx"
    XLSX = "xlsx"
    CSV = "csv"
    TXT = "txt"


FORMATS: Mapping[Key, tuple[Format, ...]] = {
    Key.REPORT: (Format.HTML, Format.DOCX, Format.PDF),
    Key.SESSION: (Format.PPTX, Format.PDF, Format.XLSX),
    Key.PLAN: (Format.DOCX, Format.PDF, Format.XLSX, Format.CSV),
    Key.RECAP: (Format.DOCX, Format.PDF, Format.TXT),
}
"""The sponsor reads, the facilitator shows and fills in, the team works on; a recap is sent."""
_WORD, _SLIDES = (".docx", ".dotx"), (".pptx", ".potx")


def render(
    document: Document, format_: Format, at: datetime, template: Path | None = None
) -> bytes:
    """One file's bytes; equal input, equal bytes.

    A template is used by the format it belongs to. Raises ToolkitError where it lacks a style or a
    layout.
    """
    return _MAKERS[format_](document, at, template)


def check_template(template: Path | None) -> None:
    """Raise WrongSettings unless it is a Word or PowerPoint file that is there."""
    if template is None:
        return
    if template.suffix.lower() not in (*_WORD, *_SLIDES) or not template.is_file():
        raise WrongSettings(
            "no brand template.",
            where=template.name,
            what_to_do="Name a .docx, .dotx, .pptx or .potx file.",
        )


def _of(template: Path | None, endings: tuple[str, ...]) -> Path | None:
    return template if template and template.suffix.lower() in endings else None


def _html(document: Document, at: datetime, template: Path | None) -> bytes:
    from toolkit.reports.formats.page import page_bytes

    return page_bytes(document)


def _docx(document: Document, at: datetime, template: Path | None) -> bytes:
    from toolkit.reports.formats.word import word_bytes

    return word_bytes(document, at, _of(template, _WORD))


def _pdf(document: Document, at: datetime, template: Path | None) -> bytes:
    from toolkit.reports.formats.typeset import pdf_bytes

    return pdf_bytes(document, at)


def _pptx(document: Document, at: datetime, template: Path | None) -> bytes:
    from toolkit.reports.formats.slides import slides_bytes

    return slides_bytes(document, at, _of(template, _SLIDES))


def _xlsx(document: Document, at: datetime, template: Path | None) -> bytes:
    from toolkit.reports.formats.excel import form_bytes, plan_book_bytes

    if document.forms:
        return form_bytes(document.forms, document.title, document.introduction, at)
    charts = (*document.charts, *document.more_charts)
    return plan_book_bytes(document.sheets, charts, document.title, document.introduction, at)


def _csv(document: Document, at: datetime, template: Path | None) -> bytes:
    """Rows for a tracker's import; no cell starts a formula where it is opened as a table."""
    from toolkit.reports.csv_tables import no_formula

    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, JIRA, lineterminator="\n")
    writer.writeheader()
    for row in document.tasks:
        writer.writerow({key: no_formula(cells.one_direction(text)) for key, text in row.items()})
    return buffer.getvalue().encode("utf-8")


def _txt(document: Document, at: datetime, template: Path | None) -> bytes:
    return cells.one_direction(document.mail).encode("utf-8")


_MAKERS: Mapping[Format, Callable[[Document, datetime, Path | None], bytes]] = {
    Format.HTML: _html,
    Format.DOCX: _docx,
    Format.PDF: _pdf,
    Format.PPTX: _pptx,
    Format.XLSX: _xlsx,
    Format.CSV: _csv,
    Format.TXT: _txt,
}
