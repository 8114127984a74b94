"""A document as a tagged PDF, set by typst; words reach it as data, never as markup."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.reports.documents.content import Document
from toolkit.reports.formats.plain_values import document_value

_TEMPLATE = Path(__file__).with_name("document.typ")


_UNSHOWN = "could not be displayed"
_TRIES = ((True, True), (False, True), (False, False))
"""Without the machine's own fonts, with them, and then without the promise that all is readable."""


def pdf_bytes(document: Document, at: datetime) -> bytes:
    """The document as the bytes of a tagged PDF (PDF/UA-1); equal input, equal bytes.

    Where somebody wrote characters that the fonts of typst lack (emoji, other scripts) the
    machine's own are asked; what none of them has is shown as a box, and the file is then tagged
    without the promise of PDF/UA. `at` is the passed clock: the time that the file says it was
    made. Raises ToolkitError where it cannot be set.
    """
    import typst

    value = json.dumps(document_value(document), ensure_ascii=False)
    for own_fonts, readable in _TRIES:
        try:
            made: bytes = typst.compile(
                _TEMPLATE,
                format="pdf",
                sys_inputs={"document": value},
                ignore_system_fonts=own_fonts,
                pdf_standards=["ua-1"] if readable else [],
                timestamp=int(at.timestamp()),
            )
        except (typst.TypstError, RuntimeError, ValueError) as error:
            if _UNSHOWN not in str(error) or not readable:
                raise _failed(document, error) from error
        else:
            return made
    raise AssertionError("the last try returns or raises")


def _failed(document: Document, error: Exception) -> ToolkitError:
    return ToolkitError(
        f"the pages cannot be set ({error}).",
        where=document.title,
        what_to_do="Ask for another format, and report this as a fault.",
    )
