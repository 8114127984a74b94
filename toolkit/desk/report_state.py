"""The reports as a state: which document, for whom, in which formats; texts to rewrite."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Final

from toolkit.desk.dropping import Drop
from toolkit.desk.opening import Opened
from toolkit.desk.report_numbers import Number, Withheld, numbers_of, withheld_from
from toolkit.desk.running import Work
from toolkit.desk.sitting import Sitting
from toolkit.desk.written import documents_of
from toolkit.errors import WrongDecision
from toolkit.language.catalogue import TONGUES, words_of
from toolkit.model.decisions import Decision
from toolkit.pipeline.checking import check_review
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
from toolkit.reports.documents.content import Document, Key, TextSlot
from toolkit.reports.documents.rendering import FORMATS, Format, check_template
from toolkit.reports.formats.page import page_bytes

READERS: Final = {
    Key.REPORT: "for the sponsor",
    Key.SESSION: "for the facilitator",
    Key.PLAN: "for the team",
}
_DRAWN: Final = ("document", "page", "withheld", "numbers")
"""What is drawn anew where the order is another one."""
SILENT: Final = "silent"
"""What the statements without their words are asked for by."""


class ReportState(Sitting):
    """One order at hand; writing is long work, rewriting a text is a decision."""

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened.workspace(), **opened.person)
        self._opened = opened
        self._tongue_chosen = False
        self._said_in = self.language
        self._drop = Drop(opened.places.confidential / "brand-template")
        self.work = Work()
        self.order = Order(tongue=words_of(self.language).tongue, draft=True)
        self.written: Written | None = None
        self.problems: tuple[str, ...] | None = None
        """What the look through the written files found; None before one looked."""
        self._numbers_wanted = False

    def read(self) -> None:
        """Take note of decisions made elsewhere."""
        if not self.work.goes_on:
            self._forget("review", *_DRAWN)

    def follow_language(self) -> None:
        """The report speaks the language of the screen until a person chooses one for it."""
        if self.language != self._said_in:
            self._said_in = self.language
            self._forget("withheld", "numbers")
        tongue = words_of(self.language).tongue
        if not self._tongue_chosen and tongue != self.order.tongue:
            self._order(replace(self.order, tongue=tongue))

    # What is shown

    @property
    def key(self) -> Key:
        """The document at hand."""
        return self.order.documents[0]

    @cached_property
    def review(self) -> Review:
        """The review as documents are made from it. Raises KeyMissing without the key."""
        return open_for_reports(self._opened.places.out, self._opened.key)

    @cached_property
    def document(self) -> Document:
        """The document at hand, as a value."""
        return next(iter(make_documents(self.review, self.order, self.clock())))

    @cached_property
    def page(self) -> str:
        """The whole document as a page of HTML that runs nothing and asks nobody.

        Its links stay within it, though it is shown inside of another page.
        """
        page = page_bytes(self.document).decode("utf-8")
        return page.replace("<head>", '<head><base href="about:srcdoc">', 1)

    @property
    def page_mark(self) -> str:
        """Another one where the page is another one."""
        return blake2b(self.page.encode("utf-8"), digest_size=8).hexdigest()

    @property
    def formats(self) -> tuple[Format, ...]:
        """The formats that are ordered."""
        return self.order.formats_of(self.key)

    @property
    def texts(self) -> tuple[TextSlot, ...]:
        """The texts of the document that a person may rewrite, each once."""
        return tuple({one.key: one for one in self.document.texts}.values())

    @cached_property
    def withheld(self) -> tuple[Withheld, ...]:
        """What the edition at hand keeps back."""
        if self.order.edition is Edition.CONFIDENTIAL:
            return ()
        alone = not self.document.stamp
        return tuple(withheld_from(self.review, self.language, reviewed_alone=alone))

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """What the numbers rest on; empty before somebody asks for it."""
        if not self._numbers_wanted:
            return ()
        return numbers_of(self.review, self.order, self.clock(), self.language)

    def want_numbers(self) -> None:
        """Ask for what the numbers rest on."""
        self._numbers_wanted = True
        self._forget("numbers")

    @property
    def files(self) -> tuple[Path, ...]:
        """Documents that lie in the review's folder, written now or before."""
        return documents_of(self._opened.places)

    def behind(self, key: str) -> tuple[str, ...]:
        """The statements behind a number, a theme or what is kept back."""
        if key == SILENT:
            return next((one.statement_ids for one in self.withheld), ())
        themes = {one.theme_id: one.statement_ids for one in self.review.findings.themes}
        return {**{one.key: one.statement_ids for one in self.numbers}, **themes}.get(key, ())

    # The order

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
        formats = kept if known[0] in self.formats else added
        if formats:
            self._order(replace(self.order, formats=formats))

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

    def begin_template(self) -> None:
        """Make room for a template that comes from the browser."""
        self._drop.begin()

    def take_template(self, name: str, piece: bytes) -> None:
        """A piece of it. Raises UnreadableFile for what is no name of a file."""
        self._drop.take(name, piece)

    def end_template(self, name: str) -> None:
        """All of it is here: use it. Raises WrongSettings where it is no template."""
        self._drop.end()
        self.dress(str(self._drop.folder / name))

    def open_to(self, edition: str) -> None:
        """For sharing, or for the reviewer alone."""
        if edition in set(Edition):
            self._order(replace(self.order, edition=Edition(edition)))

    # Texts of a person

    def rewrite(self, key: str, text: str) -> None:
        """A person's text in the place of a draft; empty takes it back. Raises WrongDecision."""
        slot = self._slot(key)
        rewrite(self._opened.places.out, slot, text, self.order.tongue, coder=self.coder)
        self.saved_at = self.clock()
        self.read()

    def undo(self) -> None:
        """Take back one's own last text. Raises WrongDecision where there is none."""
        own = self.own_standing(self.workspace.decisions().history, _is_of_report)
        self.take_back(own[-1:])
        self.read()

    # What takes longer

    def write(self) -> None:
        """Write what is ordered; the files are in `written` afterwards."""
        review = open_for_reports(self._opened.places.out, self._opened.key)
        order, at = self.order, self.clock()
        self.problems = None

        def do(progress: object) -> None:
            self.written = write_documents(review, order, at)

        self.work.start("write", do, self.read)

    def check(self) -> None:
        """Look through all that was written for names, small groups and broken tables."""
        out, key = self._opened.places.out, self._opened.key

        def do(progress: object) -> None:
            self.problems = tuple(check_review(out, key))

        self.work.start("check", do, self.read)

    # Inside

    def _order(self, order: Order) -> None:
        alike = replace(order, formats=self.order.formats, template=self.order.template)
        if alike != self.order:
            self._forget(*_DRAWN)
        self.order = order

    def _forget(self, *names: str) -> None:
        for name in names:
            self.__dict__.pop(name, None)

    def _slot(self, key: str) -> TextSlot:
        found = [one for one in self.document.texts if one.key == key]
        if not found:
            raise WrongDecision("this text is not in the document.", what_to_do="Choose another.")
        return found[0]


def _is_of_report(row: Decision) -> bool:
    return row.subject.startswith("text:") and row.field in TONGUES
