"""What a document is made of; how it looks is the formats' business."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from toolkit.language.catalogue import Tongue
from toolkit.model.session import FormSheet
from toolkit.model.vocabulary import Status
from toolkit.reports.documents.chart_types import Chart as Chart
from toolkit.reports.documents.chart_types import ChartKind as ChartKind
from toolkit.reports.documents.chart_types import Series as Series
from toolkit.reports.sheets import Sheet
from toolkit.reports.wording import Run


class Key(StrEnum):
    """Which document."""

    REPORT = "report"
    SESSION = "session"
    PLAN = "plan"
    RECAP = "recap"
    """What came out of the session, for one audience."""


class Look(StrEnum):
    """The part that a paragraph plays."""

    BODY = "body"
    LEAD = "lead"
    SMALL = "small"
    LABEL = "label"
    """A small heading that no table of contents lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of level 1 to 3."""

    text: str
    level: int = 1
    anchor: str = ""
    fresh: bool = False
    """Begins a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Words, some of which lead elsewhere in the document."""

    runs: tuple[Run, ...]
    look: Look = Look.BODY
    keep: bool = False
    """Stays with what follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line of a list, and how far a person has looked at it."""

    runs: tuple[Run, ...]
    status: Status | None = None
    tone: str = ""
    """A family's name, for its sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table; `share` of the width, in any unit."""

    head: str
    share: float = 1.0
    right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with its caption; every row has a cell per column."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    roomy: bool = False
    """Whether its rows leave room to write or to stick something in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Somebody's words, in the language in which they were said."""

    words: str
    language: str
    foreign: str = ""
    """The language's name, where it is not the document's; "" otherwise."""
    who: str = ""
    statement_id: str = ""
    translation: str = ""
    """By a person; "" where there is none."""

    @property
    def beside(self) -> str:
        """Who, in which language, and the statement's id."""
        return " · ".join(filter(None, (self.who, self.foreign, self.statement_id)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout:
    """A short text that stands out: a verdict, a warning."""

    title: str
    runs: tuple[Run, ...]
    tone: str = ""
    """A family's name, for its colour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart in its place."""

    chart: Chart
    tall: float = 0.0
    """Height in millimetres; 0 leaves it to the number of categories."""


class CardKind(StrEnum):
    """The four types of a post-it."""

    IDEA = "idea"
    QUESTION = "question"
    CONCERN = "concern"
    PROPOSAL = "proposal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A post-it to print and cut out."""

    kind: str
    """Its type in the document's language."""
    words: str
    foot: str
    tone: str
    """#rrggbb."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """A wall of post-its."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Empty lines to write on."""

    lines: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak:
    """What follows begins a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A question on the left, what answers it on the right."""

    label: str
    blocks: tuple[Paragraph | Bullets, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Page one: rows one below the other."""

    rows: tuple[Row, ...]


Block = (
    Heading
    | Paragraph
    | Bullets
    | Table
    | Quotation
    | Callout
    | Figure
    | Cards
    | Room
    | PageBreak
    | Rows
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One slide: a title that states the finding, and one thing that shows it."""

    title: str
    points: tuple[Item, ...] = ()
    chart: Chart | None = None
    table: Table | None = None
    quotes: tuple[Quotation, ...] = ()
    notes: tuple[str, ...] = ()
    """Source, n, ids, and what the facilitator says."""
    kicker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSlot:
    """A text that a person may rewrite."""

    key: str
    """"report.headline", "report.T03.claim"."""
    draft: str
    """What the machine says now."""
    shown: str
    """What the document prints."""
    stale: str = ""
    """Which numbers have changed since a person wrote it; "" for none."""
    language: str = ""
    """Of a quote in another language: its name. The draft is the quote, what is shown below it a
    person's translation, "" while there is none."""

    @property
    def rewritten(self) -> bool:
        """Whether a person wrote what is shown."""
        return bool(self.shown) if self.language else self.shown != self.draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document."""

    key: Key
    title: str
    subtitle: str
    kicker: str
    """Company, tool and date."""
    tongue: Tongue
    made_on: date
    blocks: tuple[Block, ...]
    contents: str = ""
    """Heading of the table of contents; "" for a document without one."""
    contents_apart: bool = True
    """The table of contents begins a page: the first chapter stands alone on its own."""
    stamp: str = ""
    """On every page: draft, confidential."""
    foot: str = ""
    labels: tuple[str, str] = ("Table", "Figure")
    slides: tuple[Slide, ...] = ()
    texts: tuple[TextSlot, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    """Of the Excel file, behind a sheet that explains it."""
    forms: tuple[FormSheet, ...] = ()
    """Of the Excel file that is filled in and comes back."""
    more_charts: tuple[Chart, ...] = ()
    """Of the Excel file, behind those of the pages."""
    introduction: tuple[str, ...] = ()
    """What the Excel file is, and how it is used."""
    tasks: tuple[Mapping[str, str], ...] = ()
    """Rows of the CSV that a tracker imports."""
    mail: str = ""
    """The same as plain text, to be pasted into a mail."""

    @property
    def headings(self) -> tuple[Heading, ...]:
        """All headings in order."""
        return tuple(one for one in self.blocks if isinstance(one, Heading))

    @property
    def charts(self) -> tuple[Chart, ...]:
        """All charts of the pages in order."""
        return tuple(one.chart for one in self.blocks if isinstance(one, Figure))


def plain(runs: tuple[Run, ...]) -> str:
    """The words alone."""
    return "".join(one.text for one in runs)


def said(text: str, anchor: str = "") -> tuple[Run, ...]:
    """One run of words."""
    return (Run(text=text, anchor=anchor),)


def texts_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Every text of the blocks, in reading order: what each format must show."""
    for one in blocks:
        yield from _TEXTS.get(type(one), _nothing)(one)


def _nothing(block: Any) -> Iterator[str]:  # noqa: ANN401  (one of the blocks)
    yield from ()


def _table_texts(table: Table) -> Iterator[str]:
    yield table.caption
    yield from (column.head for column in table.columns)
    yield from (cell for row in table.rows for cell in row if cell)
    yield from filter(None, (table.note,))


def _row_texts(rows: Rows) -> Iterator[str]:
    for row in rows.rows:
        yield row.label
        yield from texts_of(row.blocks)


_TEXTS: Mapping[type, Callable[[Any], Iterable[str]]] = {
    Heading: lambda block: (block.text,),
    Paragraph: lambda block: (plain(block.runs),),
    Bullets: lambda block: (plain(item.runs) for item in block.items),
    Table: _table_texts,
    Quotation: lambda block: filter(None, (block.words, block.who, block.translation)),
    Callout: lambda block: (block.title, plain(block.runs)),
    Figure: lambda block: (block.chart.title,),
    Cards: lambda block: (card.words for card in block.cards),
    Rows: _row_texts,
}
