"""Lines of printed pages to paragraphs: heads, feet and numbers in the margin are not words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from toolkit.intake.gate_text import clean_value
from toolkit.intake.raw import RawParagraph

_EDGE_LINES = 2
_PAGE_NUMBER = re.compile(
    r"(?:page|seite|pagina|página|p\.|s\.)?\s*[-–]?\s*\d{1,4}\s*[-–]?"
    r"(?:\s*(?:of|von|di|de|sur|/)\s*\d{1,4})?",
    re.I,
)
_MARGIN = re.compile(r"(?P<number>\d{1,4})\s{1,8}(?P<rest>\S.*)?$")
_LABEL = re.compile(r"[^\W\d_][\w .,'’()/\-]{0,40}?\s?:(?:\s|$)")
_BULLET = re.compile(r"(?:[•·▪◦‣\uf0b7\uf0a7\uf0d8]|[-–*](?=\s))\s*(?=\S)")
_NARROW = 40
"""Where the widest lines are so short, nothing was broken for width."""
_ENDS = (".", "!", "?", "…", ":", '"', "”", "»")


def paragraphs_of_pages(pages: Sequence[str]) -> tuple[RawParagraph, ...]:
    """Paragraphs of a printed text; a line goes on with the next unless something new begins.

    New begins: a blank line, a margin number, a speaker's label, a bullet, or the line after one
    that ends a sentence well before the right margin.
    """
    lines = _without_margin([line for page in _without_edges(pages) for line in page])
    width = _usual_width([line for line, _ in lines])
    paragraphs: list[RawParagraph] = []
    before = ""
    for line, numbered in lines:
        if not line:
            before = ""
            continue
        bullet = _BULLET.match(line)
        if before and not numbered and not bullet and _goes_on(before, line, width):
            last = paragraphs.pop()
            paragraphs.append(RawParagraph(text=_joined(last.text, line), style=last.style))
        else:
            text = line[bullet.end() :] if bullet else line
            paragraphs.append(RawParagraph(text=text, style="bullet" if bullet else ""))
        before = line
    return tuple(paragraphs)


def _goes_on(before: str, line: str, width: int) -> bool:
    if _LABEL.match(line):
        return False
    if width < _NARROW:
        return line[:1].islower()
    full = 0.9 if before.endswith(_ENDS) else 0.6
    return len(before) >= full * width


def _joined(text: str, line: str) -> str:
    if re.search(r"[^\W\d_]-$", text) and line[:1].islower():
        return text[:-1] + line
    return f"{text} {line}"


def _usual_width(lines: Sequence[str]) -> int:
    """The length that nine in ten lines do not exceed."""
    sizes = sorted(len(line) for line in lines if line)
    return sizes[int(0.9 * (len(sizes) - 1))] if sizes else 0


def _without_edges(pages: Sequence[str]) -> list[list[str]]:
    """Pages as clean lines, without page numbers and what stands at the edge of most pages."""
    cleaned = [[clean_value(line) for line in page.split("\n")] for page in pages]
    cleaned = [_trimmed(page) for page in cleaned]
    counts = Counter(key for page in cleaned for key in {_edge_key(line) for line in _edge(page)})
    often = {key for key, pages_with in counts.items() if pages_with >= max(2, 0.5 * len(pages))}
    return [_without_edge(page, often) for page in cleaned]


def _trimmed(page: list[str]) -> list[str]:
    while page and not page[-1]:
        page.pop()
    while page and not page[0]:
        del page[0]
    return page


def _edge(page: list[str]) -> list[str]:
    return [*page[:_EDGE_LINES], *page[-_EDGE_LINES:]]


def _edge_key(line: str) -> str:
    return re.sub(r"\d+", "0", line).casefold()


def _without_edge(page: list[str], often: set[str]) -> list[str]:
    def is_edge(line: str) -> bool:
        return _PAGE_NUMBER.fullmatch(line) is not None or (
            _edge_key(line) in often and not _LABEL.match(line)
        )

    first, last = 0, len(page)
    while first < min(_EDGE_LINES, last) and is_edge(page[first]):
        first += 1
    while last > max(first, len(page) - _EDGE_LINES) and is_edge(page[last - 1]):
        last -= 1
    return page[first:last]


def _without_margin(lines: Sequence[str]) -> list[tuple[str, bool]]:
    """(line, whether a paragraph number stood before it); only numbers that count up are taken."""
    hits = [(index, _MARGIN.match(line)) for index, line in enumerate(lines)]
    found = [(index, int(hit["number"])) for index, hit in hits if hit]
    counting: set[int] = set()
    expected = found[0][1] if found else 0
    for index, number in found:
        if number == expected:
            counting.add(index)
            expected += 1
    if len(counting) < 5 or len(counting) < 0.6 * len(found):
        counting = set()
    result: list[tuple[str, bool]] = []
    for index, line in enumerate(lines):
        if index in counting:
            hit = _MARGIN.match(line)
            result.append(((hit["rest"] or "").strip() if hit else line, True))
        else:
            result.append((line, False))
    return result
