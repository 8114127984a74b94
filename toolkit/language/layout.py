"""Where the shape of a text parts it: blank lines, lines, list items, semicolons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Final


class Break(StrEnum):
    """What opened a span."""

    START = "start"
    PARAGRAPH = "paragraph"
    LINE = "line"
    ITEM = "item"
    """A bullet or a number of a list."""
    SEMICOLON = "semicolon"
    SENTENCE = "sentence"
    ELLIPSIS = "ellipsis"
    """Dots that stand between two sentences."""
    EMOJI = "emoji"


Cuts = dict[int, Break]
"""Offset of the first character behind a cut (never a blank) -> what opened it."""

_LINE: Final = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BULLETS: Final = "•‣▪◦●○■□▶►➢➤➔→∙"
_NUMBER: Final = r"\(?(?:\d{1,2}|[a-h])\)|\d{1,2}\."
_MARKER: Final = re.compile(
    rf"(?:[{_BULLETS}·✓✔✗✘]+|[-–—*+>]{{1,2}}(?=\s|[^\W\d_])|o(?=\s)|(?:{_NUMBER})(?=\s*\D))\s*"
)
"""What stands before a list item at the start of a line."""
_LONE_MARKER: Final = re.compile(rf"(?:[{_BULLETS}·✓✔✗✘*+>–—-]+|o|{_NUMBER})")
_INLINE_BULLET: Final = re.compile(rf"[{_BULLETS}]")
_INLINE_NUMBER: Final = re.compile(
    r"(?<![^\s:;,.!?–—-])(?:(?P<round>\(?)(?P<label>\d{1,2}|[a-h])\)|(?P<dotted>\d{1,2})\.)"
    r"(?=\s*[^\W\d_]|\s+[\"'(«„“])"
)
_DASHES: Final = ("-–—", "*", "+")
"""Signs that are a list item's mark only if the first item has it too."""
_MOST_MISSING: Final = 1
"""Numbers that may be left out of a list: people delete a point and keep the numbers."""
_SEMICOLON: Final = re.compile(r";(?![-'^]?[)(\]\[DPp])\s*")
_ENTITY_BEFORE: Final = re.compile(r"&#?\w{1,8}\Z")
_CODE: Final = re.compile(r"[/\\@=_{}<>]")
_OPEN: Final = "([{"
_CLOSED: Final = ")]}"
_LETTER: Final = re.compile(r"[^\W\d_]")
_NARROWEST_WRAP: Final = 60
"""Lines shorter than this were broken by the writer, not by a mail program."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without the blanks around it."""

    start: int
    end: int
    text: str


def layout_cuts(text: str) -> Cuts:
    """The cuts that need no language; the first character that is no blank opens with START."""
    cuts = _line_cuts(text)
    for start, end in block_bounds(text, cuts):
        block = text[start:end]
        for offset in _item_offsets(block):
            cuts.setdefault(start + offset, Break.ITEM)
    for start, end in block_bounds(text, cuts):
        for offset in _semicolon_offsets(text[start:end]):
            cuts.setdefault(start + offset, Break.SEMICOLON)
    return cuts


def block_bounds(text: str, cuts: Cuts) -> list[tuple[int, int]]:
    """Start and end of the stretches between the cuts, in order."""
    return list(pairwise([*sorted(cuts), len(text)]))


def marker_length(text: str) -> int:
    """How many characters at the start are a list item's mark and the blanks behind it."""
    found = _MARKER.match(text)
    return found.end() if found else 0


def is_lone_marker(text: str) -> bool:
    """True for a list item's mark without an item."""
    return _LONE_MARKER.fullmatch(text) is not None


def _line_cuts(text: str) -> Cuts:
    """Cuts at the lines that start something new."""
    cuts: Cuts = {}
    for number, paragraph in enumerate(_paragraphs(text)):
        wrapped = _is_wrapped(paragraph)
        for place, line in enumerate(paragraph):
            if not cuts:
                cuts[line.start] = Break.START
            elif place == 0 and number > 0:
                cuts[line.start] = Break.PARAGRAPH
            elif marker_length(line.text):
                cuts[line.start] = Break.ITEM
            elif not wrapped:
                cuts[line.start] = Break.LINE
    return cuts


def _paragraphs(text: str) -> list[list[_Line]]:
    """The lines that are not blank, parted where a blank line stands between them."""
    paragraphs: list[list[_Line]] = [[]]
    for line in _lines(text):
        if line.text:
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return [paragraph for paragraph in paragraphs if paragraph]


def _lines(text: str) -> Iterator[_Line]:
    """All lines in order, one empty line for any number of blank ones in a row."""
    last_end = 0
    for match in _LINE.finditer(text):
        if len(text[last_end : match.start()].replace("\r\n", "\n")) > 1:
            yield _Line(match.start(), match.start(), "")
        last_end = match.end()
        stripped = match.group().strip()
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        yield _Line(start, start + len(stripped), stripped)


def _is_wrapped(lines: list[_Line]) -> bool:
    """True if the line breaks fall where a line was full, so that they mean nothing.

    Each line but the last must be so long that the next line's first word had no room in the
    widest one; two lines alone prove that only if the second starts with a small letter.
    """
    if len(lines) < 2:
        return False
    width = max(len(line.text) for line in lines)
    full = all(
        len(line.text) + 1 + len(after.text.split()[0]) > width for line, after in pairwise(lines)
    )
    proven = len(lines) > 2 or lines[1].text[0].islower()
    return full and proven and width >= _NARROWEST_WRAP


def _item_offsets(block: str) -> list[int]:
    """Where list items start that stand in one line."""
    offsets = [match.start() for match in _INLINE_BULLET.finditer(block)]
    offsets += _numbered_items(block)
    for signs in _DASHES:
        if block[0] in signs and len(block) > 1:
            offsets += [match.start() for match in _dash_items(signs, block[1]).finditer(block)]
    return offsets


@lru_cache(maxsize=8)
def _dash_items(signs: str, after_first: str) -> re.Pattern[str]:
    """Further items behind a first one: "- a - b -c", but only tight ones behind "-a"."""
    loose = r"\s+\S|" if after_first.isspace() else ""
    return re.compile(rf"(?<=\s)[{re.escape(signs)}](?={loose}[^\W\d_]|\()")


def _numbered_items(block: str) -> list[int]:
    """Offsets of "1) … 2) …" or "a) … b) …", if at least two follow each other from the first.

    Numbers with a full stop count only from the start of the block or behind a colon, because
    they may be ordinals.
    """
    chains: dict[str, list[tuple[int, int]]] = {}
    for match in _INLINE_NUMBER.finditer(block):
        label = match["label"] or match["dotted"]
        style = "dotted" if match["dotted"] else "letter" if label.isalpha() else "number"
        chain = chains.setdefault(style, [])
        before = block[: match.start()].rstrip()
        may_open = style != "dotted" or before == "" or before.endswith(":")
        if _continues(chain, _place_in_list(label)) if chain else may_open and label in "1a":
            chain.append((_place_in_list(label), match.start()))
    return [offset for chain in chains.values() if len(chain) > 1 for _, offset in chain]


def _continues(chain: list[tuple[int, int]], place: int) -> bool:
    """True for 2 behind a lone 1; later a number may be repeated or left out."""
    last, _ = chain[-1]
    if len(chain) == 1:
        return place == last + 1
    return last <= place <= last + 1 + _MOST_MISSING


def _place_in_list(label: str) -> int:
    return int(label) if label.isdigit() else ord(label) - ord("a") + 1


def _semicolon_offsets(block: str) -> list[int]:
    """Where something with letters follows a semicolon outside brackets, code and entities."""
    if ";" not in block:
        return []
    depth, counted, opened, offsets = 0, 0, 0, []
    for match in _SEMICOLON.finditer(block):
        depth += _depth(block[counted : match.start()])
        counted = match.start()
        left, right = block[opened : match.start()], block[match.end() :]
        if depth <= 0 and _LETTER.search(left) and _parts(left, match.group(), right):
            opened = match.end()
            offsets.append(opened)
    return offsets


def _depth(text: str) -> int:
    return sum((char in _OPEN) - (char in _CLOSED) for char in text)


def _parts(left: str, semicolon: str, right: str) -> bool:
    """True if a semicolon between two texts parts two points."""
    if not _LETTER.search(right) or _ENTITY_BEFORE.search(left):
        return False
    if semicolon != ";":
        return True
    around = left.split()[-1] + right.split()[0]
    return _LETTER.match(right) is not None and not _CODE.search(around)
