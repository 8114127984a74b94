"""A document as one HTML file: no script, no other host, everything that anybody wrote is text."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from toolkit.reports import palette
from toolkit.reports.documents.content import Document
from toolkit.reports.formats.plain_values import Value, document_value
from toolkit.reports.svg import Markup

_HERE = Path(__file__).parent


def page_bytes(document: Document) -> bytes:
    """The document as the bytes of an HTML file, in light and dark by the reader's setting."""
    value = document_value(document)
    _number(value)
    page = _template().render(d=value, style=_style())
    return page.encode("utf-8")


def _number(value: Value) -> None:
    """Numbers of tables and figures, places of headings, widths of columns."""
    count = {"table": 0, "figure": 0, "heading": 0}
    outline = []
    for block in value["blocks"]:
        kind = block["kind"]
        if kind in count:
            count[kind] += 1
            block["number"] = f"h{count[kind]}" if kind == "heading" else count[kind]
        if kind == "heading" and block["level"] < 3:
            outline.append({**block, "anchor": block["anchor"] or block["number"]})
        if kind == "table":
            total = sum(column["share"] for column in block["columns"])
            for column in block["columns"]:
                column["wide"] = round(100 * column["share"] / total)
    value["outline"] = outline


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
    return environment.get_template("document.html")


def _style() -> Markup:
    tones = {
        "paper": palette.PAPER,
        "ink": palette.INK,
        "muted": palette.MUTED,
        "rule": palette.RULE,
        "accent": palette.ACCENT,
    }
    light = ";".join(f"--{name}:{tone.light}" for name, tone in tones.items())
    dark = ";".join(f"--{name}:{tone.dark}" for name, tone in tones.items())
    night = f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    sheet = (_HERE / "document.css").read_text(encoding="utf-8")
    return Markup(f":root{{color-scheme:light dark;{light}}}\n{night}\n{sheet}")
