"""A document as a tagged PDF, set by typst; words reach it as data, never as markup."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.reports.documents.content import Document
from toolkit.reports.formats.plain_values import document_value

_TEMPLATE = Path(__file__).with_name("document.typ")


def pdf_bytes(document: Document, at: datetime) -> bytes:
    """The document as the bytes of a tagged PDF (PDF/UA-1); equal input, equal bytes.

    `at` is the passed clock: the time that the file says it was made. Raises ToolkitError where it
    cannot be set.
    """
    import typst

    try:
        made: bytes = typst.compile(
            _TEMPLATE,
            format="pdf",
            sys_inputs={"document": json.dumps(document_value(document), ensure_ascii=False)},
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=int(at.timestamp()),
        )
    except (typst.TypstError, RuntimeError, ValueError) as error:
        raise ToolkitError(
            f"the pages cannot be set ({error}).",
            where=document.title,
            what_to_do="Ask for another format, and report this as a fault.",
        ) from error
    return made
