"""A document's slides as a PowerPoint file: titles that state findings, native charts, notes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

from toolkit.errors import ToolkitError
from toolkit.reports import cells, palette
from toolkit.reports.documents.content import Document, Item, Quotation, Slide, Table, plain
from toolkit.reports.formats.fitting import row_heights, size_of_table, size_of_words
from toolkit.reports.formats.packing import tidy
from toolkit.reports.formats.slide_charts import add_chart, rgb

Deck: TypeAlias = Any
PowerSlide: TypeAlias = Any
SlideLayout: TypeAlias = Any
TextFrame: TypeAlias = Any
Line: TypeAlias = Any
"""python-pptx's own objects: they are partly typed, and what is built is read back in the tests."""
_TEMPLATE = b"application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"
_DECK = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_WIDE, _HIGH = 13.333, 7.5
_LEFT, _TOP, _ACROSS, _DOWN = 0.75, 2.05, 11.83, 4.65
"""Inches of the part below the title."""
_HEAD = 0.4
"""Of a table's head."""
_TITLE, _TITLE_AND_BODY = 1, 2
SERIF, SANS = "Georgia", "Arial"


@dataclass(frozen=True, slots=True)
class _Layouts:
    """The layouts that slides are made on."""

    cover: SlideLayout
    page: SlideLayout


def slides_bytes(document: Document, at: datetime, template: Path | None = None) -> bytes:
    """The document's slides as the bytes of a .pptx file; equal input, equal bytes.

    Raises ToolkitError where the template cannot be read or lacks a layout.
    """
    deck = _start(template)
    layouts = _layouts(deck, template)
    writer = _Writer(deck=deck, document=document, own=template is None)
    writer.properties(at)
    writer.cover(layouts.cover)
    for slide in document.slides:
        writer.slide(slide, layouts.page)
    buffer = io.BytesIO()
    deck.save(buffer)
    return tidy(buffer.getvalue())


def _start(template: Path | None) -> Deck:
    import pptx
    from pptx.util import Inches

    if template is None:
        deck = pptx.Presentation()
        deck.slide_width, deck.slide_height = Inches(_WIDE), Inches(_HIGH)
        return deck
    try:
        deck = pptx.Presentation(io.BytesIO(_as_deck(template.read_bytes())))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise ToolkitError(
            "cannot be read as a PowerPoint template.",
            where=template.name,
            what_to_do="Give a .pptx or .potx that PowerPoint opens.",
        ) from error
    for entry in list(deck.slides._sldIdLst):
        deck.part.drop_rel(entry.rId)
        deck.slides._sldIdLst.remove(entry)
    return deck


def _as_deck(data: bytes) -> bytes:
    """The same file with the content type of a presentation: python-pptx refuses templates."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in dict.fromkeys(old.namelist()):
            part = old.read(name)
            if name == "[Content_Types].xml":
                part = part.replace(_TEMPLATE, _DECK)
            new.writestr(name, part)
    return made.getvalue()


def _layouts(deck: Deck, template: Path | None) -> _Layouts:
    """The layouts by their placeholders: names differ from language to language."""
    cover = _first(deck, {3, 4}) or _first(deck, {1, 4})
    page = _only_title(deck)
    missing = [
        name
        for name, found in (("a title slide (title and subtitle)", cover), ("title only", page))
        if found is None
    ]
    if cover is None or page is None:
        raise ToolkitError(
            f"these layouts are missing: {', '.join(missing)}.",
            where=template.name if template else "the built-in presentation",
            what_to_do="In PowerPoint's slide master add them, and save the template again.",
        )
    return _Layouts(cover=cover, page=page)


_AROUND = {13, 15, 16}
"""Slide number, footer, date."""


def _kinds(layout: SlideLayout) -> set[int]:
    return {int(one.placeholder_format.type or 0) for one in layout.placeholders} - _AROUND


def _first(deck: Deck, wanted: set[int]) -> SlideLayout | None:
    return next((one for one in deck.slide_layouts if _kinds(one) == wanted), None)


def _only_title(deck: Deck) -> SlideLayout | None:
    return next((one for one in deck.slide_layouts if _kinds(one) == {1}), None)


@dataclass(slots=True)
class _Writer:
    """The deck being made."""

    deck: Deck
    document: Document
    own: bool
    """Whether the look is ours, not a template's."""

    def properties(self, at: datetime) -> None:
        """Title, language and time; no name of anybody."""
        found = self.deck.core_properties
        found.title = _safe(self.document.title)[:250]
        found.subject = _safe(self.document.subtitle)[:250]
        found.author = found.last_modified_by = found.comments = ""
        found.language = self.document.tongue
        found.created = found.modified = at.replace(tzinfo=None)

    def cover(self, layout: SlideLayout) -> None:
        """The first slide: what it comes to, of whom and when."""
        made = self.deck.slides.add_slide(layout)
        title = made.shapes.title
        below = next(one for one in made.placeholders if one.placeholder_format.idx == 1)
        title.text_frame.text = _safe(self.document.subtitle)
        below.text_frame.text = _safe(f"{self.document.title} · {self.document.kicker}")
        if self.own:
            self._place(title, (_LEFT, 2.3, _ACROSS, 1.9))
            self._place(below, (_LEFT, 4.35, _ACROSS, 0.8))
            self._look(title.text_frame, 36, palette.INK.light, SERIF)
            self._look(below.text_frame, 16, palette.MUTED.light, SANS)
            title.text_frame.word_wrap = True
        self._stamp(made)

    def slide(self, slide: Slide, layout: SlideLayout) -> None:
        """One slide: kicker, title, chart or table or words, notes."""
        made = self.deck.slides.add_slide(layout)
        title = made.shapes.title
        title.text_frame.text = _safe(slide.title)
        if self.own:
            self._place(title, (_LEFT, 0.75, _ACROSS, 1.15))
            size = 26 if len(slide.title) < 110 else 20
            self._look(title.text_frame, size, palette.INK.light, SERIF)
            self._anchor(title.text_frame)
        if slide.kicker:
            self._words(made, slide.kicker, (_LEFT, 0.42, _ACROSS, 0.35), 12)
        self._middle(made, slide)
        self._stamp(made)
        made.notes_slide.notes_text_frame.text = _safe("\n".join(slide.notes))

    def _middle(self, made: PowerSlide, slide: Slide) -> None:
        if slide.chart:
            add_chart(made, slide.chart, (_LEFT, _TOP, _ACROSS, _DOWN - 0.3))
            self._words(made, slide.chart.source, (_LEFT, 6.55, _ACROSS, 0.45), 11)
        elif slide.table:
            self._table(made, slide.table)
        elif slide.points and slide.quotes:
            self._quotes(made, slide.quotes, (_LEFT, _TOP, 4.6, _DOWN))
            self._points(made, slide.points, (5.75, _TOP, 6.83, _DOWN))
        elif slide.quotes:
            self._quotes(made, slide.quotes, (_LEFT, _TOP, _ACROSS, _DOWN))
        else:
            self._points(made, slide.points, (_LEFT, _TOP, _ACROSS, _DOWN))

    def _points(self, made: PowerSlide, points: Sequence[Item], box: tuple[float, ...]) -> None:
        frame = self._box(made, box)
        size = size_of_words([plain(one.runs) for one in points], (box[2], box[3]))
        for place, one in enumerate(points):
            line = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            self._write(line, plain(one.runs), size, palette.INK.light, SANS)
            line.runs[0].font.bold = one.runs[0].strong or None
            self._space(line)

    def _quotes(
        self, made: PowerSlide, quotes: Sequence[Quotation], box: tuple[float, ...]
    ) -> None:
        frame = self._box(made, box)
        below_each = 26.0 + 16 * any(one.translation for one in quotes)
        size = size_of_words([one.words for one in quotes], (box[2], box[3]), below_each)
        for place, one in enumerate(quotes):
            line = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            self._write(line, f"“{one.words}”", size, palette.INK.light, SERIF)
            for words in filter(None, (one.translation, one.beside)):
                below = frame.add_paragraph()
                self._write(below, words, 11, palette.MUTED.light, SANS)
                self._space(below)

    def _table(self, made: PowerSlide, table: Table) -> None:
        from pptx.enum.text import MSO_ANCHOR
        from pptx.util import Inches

        rows, columns = len(table.rows) + 1, len(table.columns)
        total = sum(one.share for one in table.columns)
        widths = [_ACROSS * one.share / total for one in table.columns]
        size = size_of_table(table.rows, widths, _DOWN - _HEAD)
        heights = row_heights(table.rows, widths, size, _DOWN - _HEAD)
        box = [Inches(one) for one in (_LEFT, _TOP, _ACROSS, _HEAD + sum(heights))]
        shape = made.shapes.add_table(rows, columns, *box)
        shape.name = _safe(table.caption)
        _plain_style(shape)
        for row, high in zip(shape.table.rows, (_HEAD, *heights), strict=True):
            row.height = Inches(high)
        for column, wide in zip(shape.table.columns, widths, strict=True):
            column.width = Inches(wide)
        heads = [one.head for one in table.columns]
        for at, row in enumerate([heads, *table.rows]):
            for place, text in enumerate(row):
                cell = shape.table.cell(at, place)
                colour = palette.MUTED.light if at == 0 else palette.INK.light
                line = cell.text_frame.paragraphs[0]
                self._write(line, text, 11 if at == 0 else size, colour, SANS)
                cell.fill.background()
                cell.vertical_anchor = MSO_ANCHOR.MIDDLE
                if table.columns[place].right:
                    line.alignment = 3

    def _stamp(self, made: PowerSlide) -> None:
        if self.document.stamp:
            words = self.document.stamp.upper()
            self._words(made, words, (_LEFT, 0.12, _ACROSS, 0.3), 10, palette.ACCENT.light)

    def _words(
        self,
        made: PowerSlide,
        text: str,
        box: tuple[float, ...],
        size: int,
        colour: str = palette.MUTED.light,
    ) -> None:
        self._write(self._box(made, box).paragraphs[0], text, size, colour, SANS)

    def _box(self, made: PowerSlide, box: tuple[float, ...]) -> TextFrame:
        from pptx.util import Inches

        frame = made.shapes.add_textbox(*[Inches(one) for one in box]).text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = 0
        return frame

    def _write(self, line: Line, text: str, size: int, colour: str, font: str) -> None:
        from pptx.util import Pt

        run = line.add_run()
        run.text = _safe(text)
        run.font.size = Pt(size)
        run.font.color.rgb = rgb(colour)
        if self.own:
            run.font.name = font

    def _look(self, frame: TextFrame, size: int, colour: str, font: str) -> None:
        from pptx.util import Pt

        for line in frame.paragraphs:
            line.alignment = 1
            for run in line.runs:
                run.font.size, run.font.name = Pt(size), font
                run.font.color.rgb = rgb(colour)

    def _anchor(self, frame: TextFrame) -> None:
        from pptx.enum.text import MSO_ANCHOR

        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.TOP
        frame.margin_left = 0

    def _space(self, line: Line) -> None:
        from pptx.util import Pt

        line.space_after = Pt(10)

    def _place(self, shape: Any, box: tuple[float, ...]) -> None:  # noqa: ANN401  (any shape)
        from pptx.util import Inches

        shape.left, shape.top, shape.width, shape.height = (Inches(one) for one in box)


def _plain_style(shape: Any) -> None:  # noqa: ANN401  (a graphic frame)
    """No banding and no fill: rules are drawn by nobody, the page is quiet."""
    table = shape.table
    table.horz_banding, table.first_row = False, True
    properties = shape._element.graphic.graphicData.tbl.tblPr
    found = properties.find("{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId")
    if found is not None:
        found.text = _THEMED


_THEMED = "{9D7B030F-B1BA-407E-8F3A-D3A0F8F7B1C4}"
"""Light Style 1: a rule above, below and under the head."""


def _safe(text: str) -> str:
    """What XML can hold; no vertical tab, which python-pptx takes for a line break."""
    return cells.one_direction(text).replace("\r\n", "\n").replace("\r", "\n")
