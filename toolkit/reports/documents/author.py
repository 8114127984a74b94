"""What the authors of all documents share: words, texts of persons, and small turns of layout."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from toolkit.language.catalogue import Words
from toolkit.model.vocabulary import Status
from toolkit.reports import wording
from toolkit.reports.documents.columns import fitted
from toolkit.reports.documents.content import (
    Block,
    Bullets,
    Chart,
    Column,
    Figure,
    Heading,
    Item,
    Look,
    Paragraph,
    Quotation,
    Row,
    Rows,
    Table,
    said,
)
from toolkit.reports.documents.texts import Texts
from toolkit.reports.summary_types import Edition, Quote, Summary
from toolkit.reports.wording import Part, Run

_MOST_IDS = 60
LANGUAGE_WORD = {
    "en": "English",
    "de": "German",
    "it": "Italian",
    "fr": "French",
    "es": "Spanish",
    "nl": "Dutch",
    "pt": "Portuguese",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Writes one document from one summary."""

    summary: Summary
    say: Words
    texts: Texts = field(default_factory=Texts)
    draft: bool = False
    moved: frozenset[str] = frozenset()
    """Groups told of before that a few have joined or left since: nothing is told of them now."""

    @property
    def stamp(self) -> str:
        """What stands on every page; "" for none."""
        words = [self.say("Draft")] if self.draft else []
        if self.summary.edition is Edition.CONFIDENTIAL:
            words.append(self.say("Confidential: for the reviewer alone"))
        return " · ".join(words)

    @property
    def kicker(self) -> str:
        """Company, tool and date."""
        one = self.summary
        return " · ".join(filter(None, (one.company, one.tool, self.say.day(one.made_on))))

    @property
    def foot(self) -> str:
        """What stands below every page."""
        return self.say(
            "Words are redacted; groups of fewer than {n} people are withheld.",
            n=self.summary.min_group,
        )

    def heading(
        self, english: str, level: int = 1, anchor: str = "", *, fresh: bool = False
    ) -> Heading:
        """A heading from the catalogue."""
        return Heading(text=self.say(english), level=level, anchor=anchor, fresh=fresh)

    def body(self, text: str, look: Look = Look.BODY) -> Paragraph:
        """A paragraph of plain words."""
        return Paragraph(runs=said(text), look=look)

    def label(self, english: str) -> Paragraph:
        """A small heading that stays with what follows."""
        return Paragraph(runs=said(self.say(english)), look=Look.LABEL, keep=True)

    def quotation(self, one: Quote) -> Quotation:
        """A quote in its own language, marked where that is not the document's."""
        return self.words(one.statement_id, one.words, one.language, one.who)

    def words(self, statement_id: str, words: str, language: str, who: str = "") -> Quotation:
        """Words of a person, with a person's translation where there is one."""
        other = language and language != self.say.tongue
        foreign = self.say(LANGUAGE_WORD.get(language, language)) if other else ""
        key = f"quote.{statement_id if statement_id.startswith('S-') else _digest(words)}"
        return Quotation(
            words=words,
            language=language,
            foreign=foreign,
            who=self.say.drafted(who),
            statement_id=statement_id,
            translation=self.texts.translation(key, words, foreign) if foreign else "",
        )

    def figure(self, chart: Chart | None) -> tuple[Block, ...]:
        """The chart in its place; nothing where there is none."""
        return (Figure(chart=chart),) if chart else ()

    def table(
        self,
        caption: str,
        columns: Sequence[tuple[str, float]],
        rows: Iterable[Sequence[str]],
        note: str = "",
    ) -> tuple[Table, ...]:
        """A table; columns are English heads with their width, right-aligned where negative.

        Nothing for a table without rows.
        """
        found = tuple(tuple(row) for row in rows)
        if not found:
            return ()
        heads = tuple(
            Column(head=self.say(head), share=abs(share), right=share < 0)
            for head, share in columns
        )
        return (Table(caption=caption, columns=fitted(heads, found), rows=found, note=note),)

    def status(self, status: Status) -> str:
        """Suggested, confirmed or changed."""
        return self.say(status.value)

    def ids(self, ids: Sequence[str]) -> str:
        """Ids in one line; more are counted."""
        more = len(ids) - _MOST_IDS
        rest = self.say(" and {n} more", n=more) if more > 0 else ""
        return ", ".join(ids[:_MOST_IDS]) + rest


def _digest(words: str) -> str:
    """Names words that are no statement's, such as a ticket's."""
    return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def page_one_rows(author: Author) -> Rows:
    """Page one as rows: question and answer, each answer and line a text that may be rewritten."""
    parts = wording.page_one_parts(author.summary.page_one, author.say)
    return Rows(rows=tuple(_row(part, author) for part in parts))


def _row(part: Part, author: Author) -> Row:
    blocks: list[Paragraph | Bullets] = []
    if part.answer:
        draft = wording.plain_sentence(part.answer)
        shown = author.texts.text(f"report.page_one.{part.key}", draft)
        runs = part.answer if shown == draft else said(shown)
        blocks.append(Paragraph(runs=runs))
    for block in part.blocks:
        if block.heading:
            blocks.append(Paragraph(runs=said(block.heading), look=Look.LABEL, keep=True))
        blocks.append(
            Bullets(
                items=tuple(
                    Item(
                        runs=tuple(strong_first(line.words)),
                        status=line.status,
                        tone=line.family.value if line.family else "",
                    )
                    for line in block.lines
                )
            )
        )
    return Row(label=part.question, blocks=tuple(blocks))


def strong_first(runs: Sequence[Run]) -> list[Run]:
    """The first run set off, where more follow."""
    if len(runs) < 2:
        return list(runs)
    return [replace(runs[0], strong=True), *runs[1:]]
