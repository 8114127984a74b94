"""Reports as plain text, so that a person can review what changed."""

from __future__ import annotations

import io
from html.parser import HTMLParser

import openpyxl

_BREAKS = {"p", "h1", "h2", "h3", "h4", "li", "tr", "figcaption", "blockquote", "footer", "summary"}
_HEADINGS = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### ", "li": "- ", "blockquote": "> "}


class _Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.quiet = 0
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if found.get("id"):
            self.anchors.add(str(found["id"]))
        if tag == "a" and found.get("href"):
            self.links.append(str(found["href"]))
        if tag == "svg" and found.get("aria-label"):
            self.lines[-1] += f" [{found['aria-label']}] "
        if tag in ("style", "svg", "title"):
            self.quiet += 1
        if tag in _BREAKS:
            self.lines.append(_HEADINGS.get(tag, ""))
        if tag in ("td", "th"):
            self.lines[-1] += " | "

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "svg", "title"):
            self.quiet -= 1

    def handle_data(self, data: str) -> None:
        if not self.quiet:
            self.lines[-1] += data


def parse(html: str) -> _Outline:
    """The page's lines, anchors, links and tags."""
    outline = _Outline()
    outline.feed(html)
    return outline


def html_outline(html: str) -> str:
    """Headings, lists, table rows and the charts' own words, one per line."""
    lines = (" ".join(line.split()) for line in parse(html).lines)
    return "\n".join(line for line in lines if line.strip("#->| ")) + "\n"


def workbook_outline(data: bytes) -> str:
    """Every filled cell of every sheet."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    lines = []
    for sheet in book.worksheets:
        lines.append(f"== {sheet.title} ({sheet.dimensions})")
        for row in sheet.iter_rows():
            lines += [
                f"{cell.coordinate}\t{cell.value!r}" for cell in row if cell.value is not None
            ]
    return "\n".join(lines) + "\n"
