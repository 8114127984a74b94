"""A document as a Word file: real styles, captions, contents, alternative texts."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

from toolkit.reports import cells, palette
from toolkit.reports.documents.columns import stands_whole
from toolkit.reports.documents.content import (
    Bullets,
    Callout,
    Document,
    Figure,
    Heading,
    Item,
    Look,
    PageBreak,
    Paragraph,
    Quotation,
    Room,
    Rows,
    Table,
)
from toolkit.reports.formats import word_fields as fields
from toolkit.reports.formats.packing import tidy
from toolkit.reports.formats.pictures import chart_png
from toolkit.reports.formats.word_template import start
from toolkit.reports.wording import Run

WordFile: TypeAlias = Any
WordParagraph: TypeAlias = Any
WordTable: TypeAlias = Any
Cell: TypeAlias = Any
Length: TypeAlias = Any
"""python-docx's own objects: they are partly typed, and what is built is read back in the tests."""
_SECOND = 2
_TOGETHER = 3
"""Rows of a table, its head counted, that stand on one page with its caption."""
_WIDE_MM = 166.0
_LABEL_MM = 34.0
_PICTURE_MM = 148.0
_STAMP_COLOUR = palette.ACCENT.light
_SMALL, _TABLE_SIZE = 9.0, 9.0


def word_bytes(document: Document, at: datetime, template: Path | None = None) -> bytes:
    """The document as the bytes of a .docx file; equal input, equal bytes.

    Raises ToolkitError where the template lacks a style.
    """
    writer = _Writer(document=document, file=start(template))
    writer.properties(at)
    writer.opening()
    for block in document.blocks:
        writer.block(block)
    writer.running()
    buffer = io.BytesIO()
    writer.file.save(buffer)
    return tidy(buffer.getvalue())


@dataclass(slots=True)
class _Writer:
    """The file being made."""

    document: Document
    file: WordFile
    numbers: dict[str, int] = field(default_factory=dict)
    styles: dict[str, str] = field(default_factory=dict)
    marks: int = 0
    chapters: int = 0

    def properties(self, at: datetime) -> None:
        """Title, language and time; no name of anybody."""
        found = self.file.core_properties
        found.title = _safe(self.document.title)[:250]
        found.subject = _safe(self.document.subtitle)[:250]
        found.author, found.last_modified_by, found.comments = "", "", ""
        found.language = self.document.tongue
        found.created = found.modified = at.replace(tzinfo=None)

    def opening(self) -> None:
        """Which document, of whom and when; the first chapter stands on the same page."""
        words = f"{self.document.title}  ·  {self.document.kicker}"
        self.add("Subtitle").add_run(_safe(words))

    def contents(self) -> None:
        """The table of contents, on a page of its own before the second chapter."""
        headings = [one for one in enumerate(self.document.headings, start=1) if one[1].level <= 2]
        if not self.document.contents or not headings:
            return
        made = self.add("Normal")
        made.paragraph_format.page_break_before = self.document.contents_apart
        self.words(made, Paragraph(runs=_one(self.document.contents), look=Look.LABEL, keep=True))
        fields.contents(
            [self._entry(one.level) for _, one in headings],
            [(f"_Toc{place:06d}", _safe(one.text)) for place, one in headings],
        )

    def add(self, style: str) -> WordParagraph:
        """A paragraph in a style; python-docx looks a style up anew each time, which takes long."""
        made = self.file.add_paragraph()
        if style not in self.styles:
            self.styles[style] = self.file.styles[style].style_id
        made._p.style = self.styles[style]
        return made

    def _entry(self, level: int) -> WordParagraph:
        from docx.shared import Mm, Pt

        made = self.add("Normal")
        made.paragraph_format.left_indent = Mm(6 * (level - 1))
        made.paragraph_format.space_after = Pt(3 if level == 1 else 1)
        return made

    def block(self, block: Any) -> None:  # noqa: ANN401  (one of the blocks)
        """Whatever it is, in its place."""
        _WRITE.get(type(block), _nothing)(self, block)

    def running(self) -> None:
        """Stamp above, foot and page number below, on every page."""
        section = self.file.sections[0]
        if self.document.stamp:
            top = section.header.paragraphs[0]
            top.alignment = 1
            self._run(top, Run(text=self.document.stamp.upper()), _SMALL, _STAMP_COLOUR)
        below = section.footer.paragraphs[0]
        self._run(below, Run(text=f"{self.document.foot}   ·   "), 8.0, palette.MUTED.light)
        fields.add_field(below, "PAGE", "1")

    def heading(self, block: Heading) -> None:
        """A heading with its bookmark; chapters begin a page."""
        self.chapters += block.level == 1
        if block.level == 1 and self.chapters == _SECOND:
            self.contents()
        made = self.add(f"Heading {block.level}")
        made.add_run(_safe(block.text))
        made.paragraph_format.keep_with_next = True
        if block.fresh or (block.level == 1 and self.chapters == _SECOND):
            made.paragraph_format.page_break_before = True
        self.marks += 1
        fields.bookmark(made, f"_Toc{self.marks:06d}", self.marks)
        if block.anchor:
            fields.bookmark(made, _name(block.anchor), 10_000 + self.marks)

    def paragraph(self, block: Paragraph) -> None:
        """Words."""
        self.words(self.add("Normal"), block)

    def words(self, made: WordParagraph, block: Paragraph) -> None:
        """The runs of a paragraph in its look."""
        from docx.shared import Pt

        size, colour = _LOOKS[block.look]
        for run in block.runs:
            self._run(made, run, size, colour, bold=block.look is Look.LABEL)
        if block.keep:
            made.paragraph_format.keep_with_next = True
        if block.look is Look.LABEL:
            made.paragraph_format.space_before = Pt(8)
            made.paragraph_format.space_after = Pt(2)

    def bullets(self, block: Bullets) -> None:
        """A list."""
        for item in block.items:
            self.item(self.add("List Bullet"), item)

    def item(self, made: WordParagraph, item: Item) -> None:
        """A line of a list with the family's sign before and the state of review behind it."""
        sign, colour = palette.sign_of(item.tone)
        if sign:
            self._run(made, Run(text=f"{sign} "), None, colour)
        for run in item.runs:
            self._run(made, run, None, "")
        if item.status:
            mark = f" {palette.STATUS_SIGN[item.status]}"
            self._run(made, Run(text=mark), _SMALL, palette.MUTED.light)

    def quotation(self, block: Quotation) -> None:
        """Somebody's words, their language marked, with who and where below."""
        from docx.shared import Mm, Pt

        made = self.add("Quote")
        made.paragraph_format.left_indent = Mm(6)
        made.paragraph_format.keep_with_next = True
        run = made.add_run(_safe(f"“{block.words}”"))
        _tongue(run, block.language)
        for line in filter(None, (block.translation, block.beside)):
            below = self.add("Normal")
            below.paragraph_format.left_indent = Mm(6)
            below.paragraph_format.space_after = Pt(8)
            self._run(below, Run(text=line), _SMALL, palette.MUTED.light)

    def callout(self, block: Callout) -> None:
        """A text behind a coloured rule."""
        from docx.shared import Mm, Pt

        for place, (runs, size) in enumerate(((_one(block.title), 11.5), (block.runs, 9.5))):
            made = self.add("Normal")
            made.paragraph_format.left_indent = Mm(4)
            made.paragraph_format.keep_with_next = place == 0
            made.paragraph_format.space_after = Pt(0 if place == 0 else 8)
            fields.borders(
                made._p.get_or_add_pPr(), "pBdr", {"left": (24, palette.sign_of(block.tone)[1])}
            )
            for run in runs:
                self._run(made, run, size, "" if place == 0 else palette.MUTED.light)

    def figure(self, block: Figure) -> None:
        """Caption, picture with its alternative text, source."""
        from docx.shared import Mm

        self.caption(self.document.labels[1], block.chart.title)
        made = self.add("Normal")
        made.paragraph_format.keep_with_next = True
        picture = made.add_run().add_picture(
            io.BytesIO(chart_png(block.chart)), width=Mm(_PICTURE_MM)
        )
        described = picture._inline.docPr
        described.set("descr", _safe(block.chart.described))
        described.set("title", _safe(block.chart.title)[:250])
        below = self.add("Normal")
        below.paragraph_format.keep_together = True
        self._run(below, Run(text=block.chart.source), _SMALL, palette.MUTED.light)

    def caption(self, label: str, text: str) -> None:
        """A numbered caption that Word can list."""
        made = self.add("Caption")
        made.paragraph_format.keep_with_next = True
        self.numbers[label] = self.numbers.get(label, 0) + 1
        made.add_run(f"{label} ")
        fields.add_field(made, f"SEQ {label} \\* ARABIC", str(self.numbers[label]))
        made.add_run(_safe(f". {text}"))

    def table(self, block: Table) -> None:
        """A table with its caption; the header stands again on every page."""
        from docx.shared import Mm, Pt

        self.caption(self.document.labels[0], block.caption)
        made = self.file.add_table(rows=1, cols=len(block.columns))
        made.autofit = False
        fields.borders(
            made._tbl.tblPr,
            "tblBorders",
            {
                "top": (8, palette.INK.light),
                "bottom": (8, palette.INK.light),
                "insideH": (4, palette.RULE.light),
            },
        )
        total = sum(column.share for column in block.columns)
        widths = [Mm(_WIDE_MM * column.share / total) for column in block.columns]
        right = [column.right for column in block.columns]
        _set_grid(made, widths)
        self._cells(made.rows[0].cells, [column.head for column in block.columns], right, head=True)
        fields.repeat_header(made.rows[0]._tr)
        for row in block.rows:
            self._cells(made.add_row().cells, row, right, head=False)
        fields.keep_together(made.rows[1 : -1 if stands_whole(block) else _TOGETHER])
        for line in made.rows:
            fields.keep_whole(line._tr)
            for cell, width in zip(line.cells, widths, strict=True):
                cell.width = width
        after = self.add("Normal")
        if block.note:
            after.paragraph_format.space_before = Pt(3)
            self._run(after, Run(text=block.note), _SMALL, palette.MUTED.light)

    def _cells(
        self, found: Sequence[Cell], texts: Sequence[str], right: Sequence[bool], *, head: bool
    ) -> None:
        from docx.shared import Pt

        for cell, text, aside in zip(found, texts, right, strict=True):
            made = cell.paragraphs[0]
            made.paragraph_format.space_after = made.paragraph_format.space_before = Pt(2)
            made.paragraph_format.line_spacing = 1.0
            made.paragraph_format.keep_with_next = head
            if aside:
                made.alignment = 2
            colour = palette.MUTED.light if head else ""
            self._run(made, Run(text=text), _TABLE_SIZE, colour, bold=head)

    def rows(self, block: Rows) -> None:
        """Page one: a question on the left, the answer on the right."""
        from docx.shared import Mm, Pt

        made = self.file.add_table(rows=0, cols=2)
        made.autofit = False
        fields.borders(made._tbl.tblPr, "tblBorders", {"insideH": (4, palette.RULE.light)})
        widths = [Mm(_LABEL_MM), Mm(_WIDE_MM - _LABEL_MM)]
        _set_grid(made, widths)
        for row in block.rows:
            left, right = made.add_row().cells
            left.width, right.width = widths
            label = left.paragraphs[0]
            label.paragraph_format.space_before = Pt(4)
            self._run(label, Run(text=row.label), _TABLE_SIZE, palette.MUTED.light, bold=True)
            self._fill(right, row.blocks)

    def _fill(self, cell: Cell, blocks: Sequence[Paragraph | Bullets]) -> None:
        from docx.shared import Pt

        fresh: list[WordParagraph] = [cell.paragraphs[0]]

        def paragraph() -> WordParagraph:
            made = fresh.pop() if fresh else cell.add_paragraph()
            made.paragraph_format.space_before = Pt(2)
            made.paragraph_format.space_after = Pt(2)
            made.paragraph_format.line_spacing = 1.0
            return made

        for block in blocks:
            if isinstance(block, Paragraph):
                self.words(paragraph(), block)
            else:
                for item in block.items:
                    self.item(paragraph(), item)

    def room(self, block: Room) -> None:
        """Empty lines to write on."""
        for _ in range(block.lines):
            made = self.add("Normal")
            fields.borders(made._p.get_or_add_pPr(), "pBdr", {"bottom": (4, palette.RULE.light)})

    def page_break(self, block: PageBreak) -> None:
        """A new page."""
        self.file.add_page_break()

    def _run(
        self,
        paragraph: WordParagraph,
        run: Run,
        size: float | None,
        colour: str,
        *,
        bold: bool = False,
    ) -> None:
        from docx.shared import Pt, RGBColor

        made = paragraph.add_run(_safe(run.text))
        made.bold = True if bold or run.strong else None
        if size:
            made.font.size = Pt(size)
        if colour:
            made.font.color.rgb = RGBColor.from_string(colour.removeprefix("#").upper())


_LOOKS: Mapping[Look, tuple[float | None, str]] = {
    Look.BODY: (None, ""),
    Look.LEAD: (12.0, ""),
    Look.SMALL: (_SMALL, palette.MUTED.light),
    Look.LABEL: (9.5, palette.MUTED.light),
}
_WRITE: Mapping[type, Callable[[_Writer, Any], None]] = {
    Heading: _Writer.heading,
    Paragraph: _Writer.paragraph,
    Bullets: _Writer.bullets,
    Quotation: _Writer.quotation,
    Callout: _Writer.callout,
    Figure: _Writer.figure,
    Table: _Writer.table,
    Rows: _Writer.rows,
    Room: _Writer.room,
    PageBreak: _Writer.page_break,
}


def _nothing(writer: _Writer, block: object) -> None:
    """Blocks that only print has (post-its) stand in the PDF."""


def _safe(text: str) -> str:
    """What XML can hold; a text's own line breaks stay."""
    return cells.one_direction(text).replace("\r\n", "\n").replace("\r", "\n")


def _one(text: str) -> tuple[Run, ...]:
    return (Run(text=text),)


def _name(anchor: str) -> str:
    return re.sub(r"\W", "_", anchor)[:38]


def _tongue(run: Any, language: str) -> None:  # noqa: ANN401  (a run of python-docx)
    if re.fullmatch(r"[a-z]{2,3}", language):
        run._r.get_or_add_rPr().append(fields.element("lang", val=language))


def _set_grid(table: WordTable, widths: Sequence[Length]) -> None:
    """The widths of columns, for programs that do not ask the cells."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
