"""Sentences with their offsets, as people type them into a comment box."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from toolkit.language.boundaries import sentence_cuts
from toolkit.language.layout import Break, block_bounds, is_lone_marker, layout_cuts, marker_length

__all__ = ["Break", "Span", "sentences", "without_marker"]

_CONTENT: Final = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: `text[start:end]`, without blanks at either end."""

    start: int
    end: int
    opened_by: Break = field(default=Break.START, compare=False)
    """What stands between the span before and this one."""


def sentences(text: str, language: str) -> list[Span]:
    """The sentences, list items and lines of a text, in order; none for a blank text.

    Spans never overlap and together hold every character that is no blank: a list item's mark
    belongs to its item (`without_marker` takes it off), marks and faces without a word belong to
    the sentence before. `language` is a code such as "de"; languages without data of their own
    are split as English.

    A line break parts unless the text is evidently wrapped by a mail program. Semicolons part
    outside brackets. A full stop parts even before a small letter or without a blank ("slow.Also"),
    but not in abbreviations, numbers, German ordinals, addresses and file names. Dots ("...") part
    only before a capital, or where a text has no other marks.
    """
    cuts = layout_cuts(text)
    for start, end in block_bounds(text, cuts):
        for offset, found in sentence_cuts(text[start:end].rstrip(), language).items():
            cuts.setdefault(start + offset, found)
    return _joined(text, [_trimmed(text, *bounds, cuts) for bounds in block_bounds(text, cuts)])


def without_marker(text: str, span: Span) -> Span:
    """The span without the bullet or number of a list item; the same if it has none."""
    length = marker_length(text[span.start : span.end])
    if span.start + length >= span.end:
        return span
    return Span(span.start + length, span.end, span.opened_by)


def _trimmed(text: str, start: int, end: int, cuts: dict[int, Break]) -> Span:
    return Span(start, start + len(text[start:end].rstrip()), cuts[start])


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Spans without a word joined to the one before; a list item's lone mark to the one behind."""
    joined: list[Span] = []
    awaits_more = False
    for span in spans:
        words = text[span.start : span.end]
        is_marker = is_lone_marker(words)
        has_content = _CONTENT.search(words) is not None and not is_marker
        if joined and (awaits_more or not (has_content or is_marker)):
            before = joined[-1]
            joined[-1] = Span(before.start, span.end, before.opened_by)
            awaits_more = awaits_more and not has_content
        else:
            joined.append(span)
            awaits_more = not has_content
    return joined
