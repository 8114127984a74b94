"""A document as one HTML file: no script, no other host, everything that anybody wrote is text."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from toolkit.reports import palette
from toolkit.reports.documents.content import Document
from toolkit.reports.formats.plain_values import Value, document_value
from toolkit.reports.svg import Markup

_HERE = Path(__file__).parent
_LISTED = 3
"""Headings that look like this level and deeper ones stand in no table of contents."""


def page_bytes(document: Document) -> bytes:
    """The document as the bytes of an HTML file, in light and dark by the reader's setting."""
    value = document_value(document)
    _place(value)
    page = _template().render(d=value, style=_style())
    return page.encode("utf-8")


def _place(value: Value) -> None:
    """Places of headings, the outline, and widths of columns."""
    headings = [block for block in value["blocks"] if block["kind"] == "heading"]
    for place, block in enumerate(headings, start=1):
        block["anchor"] = block["anchor"] or f"h{place}"
    value["outline"] = [block for block in headings if block["look"] < _LISTED]
    for block in value["blocks"]:
        if block["kind"] == "table":
            total = sum(column["share"] for column in block["columns"])
            for column in block["columns"]:
                column["wide"] = round(100 * column["share"] / total)


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["base64"] = lambda text: base64.b64encode(text.encode()).decode("ascii")
    environment.filters["toned"] = _toned
    return environment.get_template("document.html")


_TONES: Final[Mapping[str, palette.Tone]] = {
    "paper": palette.PAPER,
    "ink": palette.INK,
    "muted": palette.MUTED,
    "rule": palette.RULE,
    "accent": palette.ACCENT,
    "untold": palette.UNTOLD,
    **{family.value: tone for family, tone in palette.FAMILY_TONE.items()},
}


def _toned(colour: str) -> str:
    """A colour of the palette by its name, for it is another one in the dark; others stay."""
    return next((f"var(--{name})" for name, one in _TONES.items() if one.light == colour), colour)


def _style() -> Markup:
    light = ";".join(f"--{name}:{tone.light}" for name, tone in _TONES.items())
    dark = ";".join(f"--{name}:{tone.dark}" for name, tone in _TONES.items())
    night = f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    sheet = (_HERE / "document.css").read_text(encoding="utf-8")
    return Markup(f":root{{color-scheme:light dark;{light}}}\n{night}\n{sheet}")
