"""Runs of letters, bold or not, to one paragraph: the same for every kind of document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from toolkit.intake.gate_text import clean_value
from toolkit.intake.raw import RawParagraph

_TYPED_BULLET = re.compile(r"(?:[•·▪◦‣]|[-–*](?=\s))\s*(?=\S)")
Runs = Iterable[tuple[str, bool]]
"""(text, whether it is bold), in order."""


def as_paragraph(runs: Runs, style: str) -> RawParagraph:
    """A paragraph of "heading", "bullet" or "" style; a bullet that was typed is taken off."""
    found = list(runs)
    text = clean_value("".join(part for part, _ in found))
    typed = _TYPED_BULLET.match(text)
    if typed and style != "heading":
        text, style = text[typed.end() :], "bullet"
    begins = takewhile(lambda run: run[1] or not run[0].strip(), found)
    return RawParagraph(
        text=text, style=style, bold_prefix=clean_value("".join(part for part, _ in begins))
    )
