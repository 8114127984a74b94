"""The Word document to start from: our own look, or a brand template with its styles."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any, TypeAlias

from toolkit.errors import ToolkitError
from toolkit.reports import palette

WordFile: TypeAlias = Any
ParagraphStyle: TypeAlias = Any
"""python-docx's own objects: they are partly typed, and what is built is read back in the tests."""
STYLES = (
    "Title",
    "Subtitle",
    "Heading 1",
    "Heading 2",
    "Heading 3",
    "Normal",
    "Caption",
    "Quote",
    "List Bullet",
)
"""What a brand template must define: everything is set in these."""
_SERIF, _SANS = "Georgia", "Arial"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MARGIN_MM, _PAGE_MM = 22, (210, 297)
_SIZES = {"Title": 26.0, "Heading 1": 20.0, "Heading 2": 14.5, "Heading 3": 11.5}


def start(template: Path | None) -> WordFile:
    """An empty document. Raises ToolkitError where a template cannot be read or lacks styles."""
    import docx

    if template is None:
        file = docx.Document()
        _restyle(file)
        return file
    try:
        file = docx.Document(io.BytesIO(_as_document(template.read_bytes())))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise ToolkitError(
            "cannot be read as a Word template.",
            where=template.name,
            what_to_do="Give a .docx or .dotx that Word opens.",
        ) from error
    _check(file, template)
    _empty(file)
    return file


def _as_document(data: bytes) -> bytes:
    """The same file with the content type of a document: python-docx refuses templates."""
    source = io.BytesIO(data)
    made = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys(old.namelist()):
            part = old.read(name)
            if name == "[Content_Types].xml":
                part = part.replace(_TEMPLATE.encode(), _DOCUMENT.encode())
            new.writestr(name, part)
    return made.getvalue()


def _check(file: WordFile, template: Path) -> None:
    there = {style.name for style in file.styles}
    missing = [name for name in STYLES if name not in there]
    if missing:
        raise ToolkitError(
            f"these styles are missing: {', '.join(missing)}.",
            where=template.name,
            what_to_do="Open it in Word, apply each of them once to any line, delete the lines, "
            "and save: Word then keeps the styles in the file.",
        )


def _empty(file: WordFile) -> None:
    """The template without its own text; page size, headers and footers stay."""
    body = file.element.body
    for child in list(body):
        if not child.tag.endswith("}sectPr"):
            body.remove(child)


def _restyle(file: WordFile) -> None:
    from docx.shared import Mm, Pt, RGBColor

    section = file.sections[0]
    section.page_width, section.page_height = Mm(_PAGE_MM[0]), Mm(_PAGE_MM[1])
    section.left_margin = section.right_margin = Mm(_MARGIN_MM)
    section.top_margin = section.bottom_margin = Mm(_MARGIN_MM)
    for name in STYLES:
        style = file.styles[name]
        _font(style, _SERIF if name in _SIZES or name == "Quote" else _SANS)
        style.font.color.rgb = RGBColor.from_string(palette.INK.light[1:])
        if name in _SIZES:
            style.font.size, style.font.bold = Pt(_SIZES[name]), False
    _spacing(file)


def _font(style: ParagraphStyle, name: str) -> None:
    """One font for all scripts, in the place of the theme's."""
    from docx.oxml.ns import qn

    style.font.name = name
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(key), name)
    for key in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(key), None)


def _spacing(file: WordFile) -> None:
    from docx.shared import Pt, RGBColor

    around = {
        "Normal": (0, 6),
        "Title": (0, 4),
        "Subtitle": (0, 10),
        "Heading 1": (18, 8),
        "Heading 2": (14, 5),
        "Heading 3": (12, 4),
        "Caption": (10, 4),
        "Quote": (4, 2),
        "List Bullet": (0, 3),
    }
    for name, (before, after) in around.items():
        form = file.styles[name].paragraph_format
        form.space_before, form.space_after = Pt(before), Pt(after)
        form.widow_control = True
    file.styles["Normal"].font.size = Pt(9.5)
    file.styles["Normal"].paragraph_format.line_spacing = 1.15
    file.styles["Subtitle"].font.italic = False
    file.styles["Subtitle"].font.size = Pt(11)
    file.styles["Quote"].font.italic = False
    file.styles["Quote"].font.size = Pt(11)
    caption = file.styles["Caption"]
    caption.font.size, caption.font.bold = Pt(10), True
    muted = RGBColor.from_string(palette.MUTED.light[1:])
    file.styles["Subtitle"].font.color.rgb = muted
    _no_rule_below_title(file)


def _no_rule_below_title(file: WordFile) -> None:
    from docx.oxml.ns import qn

    properties = file.styles["Title"].element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)
