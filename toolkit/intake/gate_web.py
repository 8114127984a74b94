"""Pages saved from a wiki, a notebook or a chat as paragraphs of a document."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from toolkit.intake.gate_text import clean_value
from toolkit.intake.raw import RawParagraph

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|meta)\b",
    re.I | re.S,
)
_LOG_IN = re.compile(r"<input\b[^>]{0,300}\btype\s*=\s*[\"']?password", re.I)
_FEWEST_WORDS = 40
_BLOCKS = frozenset(
    "p div li h1 h2 h3 h4 h5 h6 br tr td th section article blockquote header footer ul ol dt dd "
    "title time figure pre".split()
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HIDDEN = frozenset({"script", "style", "noscript", "template", "svg", "nav", "title", "button"})
_BOLD = frozenset({"b", "strong"})


def paragraphs_of_page(text: str) -> tuple[RawParagraph, ...]:
    """The paragraphs of a page in HTML; () for anything else, a log-in page and pages of tables."""
    if not _PAGE.match(text[:5_000]) or _LOG_IN.search(text):
        return ()
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.end_paragraph()
    words = sum(len(paragraph.text.split()) for paragraph in reader.found)
    if words < _FEWEST_WORDS or reader.in_tables > 0.5 * words:
        return ()
    return tuple(reader.found)


class _Reader(HTMLParser):
    """Collects paragraphs: their words, whether they are headings or points, what is bold first."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[RawParagraph] = []
        self.in_tables = 0
        """Words that stand in tables."""
        self._parts: list[str] = []
        self._bold: list[str] = []
        self._style = ""
        self._hidden = 0
        self._deep_bold = 0
        self._tables = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
        self._tables += tag == "table"
        self._deep_bold += tag in _BOLD
        if tag in _BLOCKS:
            self.end_paragraph()
            self._style = (
                "heading" if tag in _HEADINGS else "bullet" if tag == "li" else self._style
            )

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        self._tables = max(0, self._tables - (tag == "table"))
        self._deep_bold = max(0, self._deep_bold - (tag in _BOLD))
        if tag in _BLOCKS:
            self.end_paragraph()

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if self._deep_bold and not "".join(self._parts).strip():
            self._bold.append(data)
        else:
            self._parts.append(data)

    def end_paragraph(self) -> None:
        """Close what was begun, if it holds words."""
        bold = " ".join("".join(self._bold).split())
        text = " ".join("".join([*self._bold, *self._parts]).split())
        if text:
            self.in_tables += len(text.split()) if self._tables else 0
            self.found.append(
                RawParagraph(
                    text=clean_value(text), style=self._style, bold_prefix=clean_value(bold)
                )
            )
            self._style = ""
        self._parts, self._bold = [], []
