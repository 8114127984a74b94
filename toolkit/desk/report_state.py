"""The reports as a state: which document, for whom, in which formats; texts to rewrite."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from toolkit.desk.opening import Opened
from toolkit.desk.running import Work
from toolkit.desk.sitting import Sitting
from toolkit.errors import WrongDecision
from toolkit.language.catalogue import TONGUES, words_of
from toolkit.pipeline.reporting import (
    Opened as Review,
)
from toolkit.pipeline.reporting import (
    Order,
    Written,
    make_documents,
    open_for_reports,
    rewrite,
    write_documents,
)
from toolkit.reports import Edition
from toolkit.reports.documents.content import (
    Block,
    Document,
    Heading,
    Key,
    Rows,
    TextSlot,
    texts_of,
)
from toolkit.reports.documents.rendering import FORMATS, Format, check_template

READERS: Final = {
    Key.REPORT: "for the sponsor",
    Key.SESSION: "for the facilitator",
    Key.PLAN: "for the team",
}
_PREVIEW = 40
"""Lines of a document that the screen shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """What privacy keeps back, and why."""

    what: str
    why: str


def _lines(block: Block) -> list[tuple[str, str]]:
    if isinstance(block, Heading):
        return [("heading", block.text)]
    if isinstance(block, Rows):
        return [
            line
            for row in block.rows
            for line in (("label", row.label), *(("text", one) for one in texts_of(row.blocks)))
        ]
    return [("text", text) for text in texts_of([block]) if text.strip()]


class ReportState(Sitting):
    """One order at hand; writing is long work, rewriting a text is a decision."""

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened.workspace(), **opened.person)
        self._opened = opened
        self._review: Review | None = None
        self._document: Document | None = None
        self._tongue_chosen = False
        self.work = Work()
        self.order = Order(tongue=words_of(self.language).tongue, draft=True)
        self.written: Written | None = None

    def read(self) -> None:
        """Take note of decisions made elsewhere."""
        if not self.work.goes_on:
            self._review = self._document = None

    def follow_language(self) -> None:
        """The report speaks the language of the screen until a person chooses one for it."""
        tongue = words_of(self.language).tongue
        if not self._tongue_chosen and tongue != self.order.tongue:
            self._order(replace(self.order, tongue=tongue))

    @property
    def key(self) -> Key:
        """The document at hand."""
        return self.order.documents[0]

    @property
    def document(self) -> Document:
        """The document at hand, as a value."""
        if self._document is None:
            if self._review is None:
                self._review = open_for_reports(self._opened.places.out, self._opened.key)
            self._document = next(iter(make_documents(self._review, self.order, self.clock())))
        return self._document

    @property
    def preview(self) -> list[tuple[str, str]]:
        """The first lines of the document: what each is (heading, label or text) and its words."""
        return [line for block in self.document.blocks for line in _lines(block)][:_PREVIEW]

    @property
    def formats(self) -> tuple[Format, ...]:
        """The formats that are ordered."""
        return self.order.formats_of(self.key)

    def choose(self, document: str) -> None:
        """Another document, in all its formats."""
        if document in READERS:
            self._order(replace(self.order, documents=(Key(document),), formats=()))

    def toggle(self, format_: str) -> None:
        """A format more, or one less; the last one stays."""
        known = [one for one in FORMATS[self.key] if one == format_]
        if not known:
            return
        kept = tuple(one for one in self.formats if one != format_)
        added = tuple(one for one in FORMATS[self.key] if one in {*self.formats, *known})
        self._order(replace(self.order, formats=kept if known[0] in self.formats else added))

    def speak(self, tongue: str) -> None:
        """Another language of the report."""
        if tongue in TONGUES:
            self._tongue_chosen = True
            self._order(replace(self.order, tongue=tongue))

    def stamp(self, *, draft: bool) -> None:
        """With what nobody reviewed, stamped; or with what a person has seen alone."""
        self._order(replace(self.order, draft=draft))

    def dress(self, template: str) -> None:
        """A brand template by its path; none where it is empty. Raises WrongSettings."""
        path = Path(template).expanduser() if template.strip() else None
        check_template(path)
        self._order(replace(self.order, template=path))

    def open_to(self, edition: str) -> None:
        """For sharing, or for the reviewer alone."""
        if edition in set(Edition):
            self._order(replace(self.order, edition=Edition(edition)))

    def _order(self, order: Order) -> None:
        if order.formats or order.documents != self.order.documents or order != self.order:
            self.order, self._document = order, None

    @property
    def withheld(self) -> list[Withheld]:
        """What the edition at hand keeps back."""
        document = self.document
        if self.order.edition is Edition.CONFIDENTIAL:
            return []
        review = self._review
        if review is None:
            return []
        lens = review.lens(Edition.SHARE)
        silent = sum(not lens.words(one).strip() for one in review.findings.statements)
        small = self.say("fewer than {n} people", n=lens.least)
        groups = sum(
            0 < len(people) < lens.least
            for dimension in ("department", "location", "role")
            for people in lens.groups(dimension).values()
        )
        found = [
            Withheld(
                what=self.say("{n} statements without their words", n=silent),
                why=self.say("off the record, a private matter, or by promise; they count"),
            ),
            Withheld(what=self.say("{n} groups", n=groups), why=small),
            Withheld(
                what=self.say("rows and judgements of persons"),
                why=self.say("nobody has a row in what is passed on"),
            ),
        ]
        if not document.stamp:
            reason = self.say("nobody has reviewed it; a draft shows it, stamped")
            found.append(Withheld(what=self.say("everything that is only suggested"), why=reason))
        return found

    def rewrite(self, key: str, text: str) -> None:
        """A person's text in the place of a draft; empty takes it back. Raises WrongDecision."""
        slot = self._slot(key)
        rewrite(self._opened.places.out, slot, text, self.order.tongue, coder=self.coder)
        self.saved_at = self.clock()
        self._review = self._document = None

    def _slot(self, key: str) -> TextSlot:
        found = [one for one in self.document.texts if one.key == key]
        if not found:
            raise WrongDecision("this text is not in the document.", what_to_do="Choose another.")
        return found[0]

    def write(self) -> None:
        """Write what is ordered; the files are in `written` afterwards."""
        review = open_for_reports(self._opened.places.out, self._opened.key)
        order, at = self.order, self.clock()

        def do(progress: object) -> None:
            self.written = write_documents(review, order, at)

        self.work.start("write", do, self.read)
