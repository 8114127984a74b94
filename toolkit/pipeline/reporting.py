"""Documents of a review: which, in which formats and language, for whom; written into share/."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from toolkit.errors import WrongSettings
from toolkit.intake import pseudonyms
from toolkit.language.catalogue import words_of
from toolkit.model.session_record import Audience
from toolkit.pipeline import deciding
from toolkit.pipeline.places import Places
from toolkit.pipeline.redacting import roster_of
from toolkit.privacy import Guard, ReleaseLedger, RosterEntry, release
from toolkit.reports import Edition, Lens, Summary, summarise_through
from toolkit.reports.documents.author import Author
from toolkit.reports.documents.content import Document, Key, TextSlot
from toolkit.reports.documents.editing import with_words
from toolkit.reports.documents.rendering import FORMATS, Format, check_template, render
from toolkit.reports.documents.texts import Texts, rewritings
from toolkit.reports.door import redaction, with_release
from toolkit.reports.writers import write_confidential, write_shared
from toolkit.settings import Settings, read_settings

if TYPE_CHECKING:
    from toolkit.model.decisions import Decision, Decisions
    from toolkit.model.findings import Findings
    from toolkit.model.session_record import Recap

NAMES: Mapping[Key, str] = {
    Key.REPORT: "review-report",
    Key.SESSION: "session-pack",
    Key.PLAN: "relaunch-plan",
    Key.RECAP: "recap",
}
"""Files are called so, with language, draft and format behind."""
FOLDER = "documents"
LEDGER = "figures released"
ALL = "all"
ALL_DOCUMENTS = (Key.REPORT, Key.SESSION, Key.PLAN)
"""What "all" stands for; a recap is for one audience, after the session."""
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is asked for."""

    documents: tuple[Key, ...] = (Key.REPORT,)
    formats: tuple[Format, ...] = ()
    """Of those that a document has; all of them where none is named."""
    tongue: str = "en"
    draft: bool = False
    template: Path | None = None
    """A brand template for Word or PowerPoint."""
    edition: Edition = Edition.SHARE
    audience: Audience = Audience.PARTICIPANTS
    """Of a recap."""

    def edition_of(self, key: Key) -> Edition:
        """Who may have it: a recap names owners, but for the one that goes to everybody."""
        named = key is Key.RECAP and self.audience is not Audience.EVERYBODY
        return Edition.CONFIDENTIAL if named else self.edition

    def formats_of(self, key: Key) -> tuple[Format, ...]:
        """The formats that one document is written in."""
        return tuple(one for one in FORMATS[key] if not self.formats or one in self.formats)


def order_of(document: str, formats: str = "") -> Order:
    """Documents and formats as people type them: "all" or one, formats by commas.

    Raises WrongSettings for what there is not, and for a format that no document named has.
    """
    keys = ALL_DOCUMENTS if document == ALL else (_one_of(Key, document, "--document"),)
    names = [one.strip() for one in formats.split(",") if one.strip()]
    named = tuple(_one_of(Format, one, "--format") for one in names)
    possible = {one for key in keys for one in FORMATS[key]}
    for one in named:
        if one not in possible:
            raise WrongSettings(
                f"'{document}' has no format '{one}'.",
                where="--format",
                what_to_do=f"Choose from {', '.join(sorted(possible))}.",
            )
    return Order(documents=keys, formats=named)


def _one_of(kinds: type[Choice], name: str, where: str) -> Choice:
    known = {str(one): one for one in kinds}
    if name not in known:
        raise WrongSettings(
            f"'{name}' is not known.", where=where, what_to_do=f"Choose from {', '.join(known)}."
        )
    return known[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A review as documents are made from it."""

    places: Places
    findings: Findings
    settings: Settings
    decisions: Decisions
    roster: tuple[RosterEntry, ...]
    ledger: ReleaseLedger | None

    def lens(self, edition: Edition) -> Lens:
        """The review as an edition's readers see it."""
        redact = redaction(self.findings, self.settings, self.roster)
        return Lens.of(self.findings, self.settings, edition, redact, self.ledger)


def open_for_reports(out: Path, key: Path | None = None) -> Opened:
    """The review in a folder with everything decided until now.

    Raises ToolkitError where there is none, KeyMissing without the key: names could not be told
    from other words.
    """
    places = Places(out.resolve())
    with deciding.open_workspace(places.out) as workspace:
        findings = deciding.read_findings(workspace, places.out)
        decisions = workspace.decisions()
        told = workspace.meta_get(LEDGER)
    people = pseudonyms.load(key or pseudonyms.key_path(places.out))
    return Opened(
        places=places,
        findings=findings,
        settings=read_settings(places.settings),
        decisions=decisions,
        roster=tuple(roster_of(people)),
        ledger=ReleaseLedger.from_json(told) if told else None,
    )


def make_documents(opened: Opened, order: Order, at: datetime) -> Iterator[Document]:
    """The documents as values, in the order of `order.documents`. `at` is the passed clock."""
    seen: dict[Edition, tuple[Lens, Summary]] = {}
    for key in order.documents:
        edition = order.edition_of(key)
        if edition not in seen:
            lens = opened.lens(edition)
            seen[edition] = (lens, summarise_through(lens, at, draft=order.draft))
        yield _document(key, opened, *seen[edition], order)


def _document(key: Key, opened: Opened, lens: Lens, summary: Summary, order: Order) -> Document:
    say = words_of(order.tongue, opened.findings.labels)
    written = rewritings(opened.decisions, order.tongue)
    author = Author(
        summary=summary,
        say=say,
        texts=Texts(say=say, written=written, redact=lens.text),
        draft=order.draft,
        moved=lens.moved_names,
    )
    if key is Key.SESSION:
        return _session(author, opened, lens, order.tongue)
    if key is Key.PLAN:
        return _plan(author, opened, lens, order.tongue)
    if key is Key.RECAP:
        return _recap(author, opened, lens, order)
    from toolkit.reports.documents.review_report import review_report

    return review_report(author)


def _session(author: Author, opened: Opened, lens: Lens, tongue: str) -> Document:
    from toolkit.pipeline.session_room import session_of
    from toolkit.reports.documents.session_pack import session_pack

    found = session_of(opened.findings, opened.settings, opened.decisions, tongue)
    numbers = {number: number for number in lens.numbers.values()}
    return session_pack(author, with_words(found, lens.text), numbers)


def _plan(author: Author, opened: Opened, lens: Lens, tongue: str) -> Document:
    from toolkit.pipeline.planning import plan_of
    from toolkit.reports.documents.relaunch_plan import relaunch_plan

    today: date = author.summary.made_on
    found = plan_of(opened.findings, opened.settings, opened.decisions, today, tongue)
    return relaunch_plan(author, with_words(found, lens.text))


def _recap(author: Author, opened: Opened, lens: Lens, order: Order) -> Document:
    from toolkit.reports.documents.session_recap import session_recap

    return session_recap(author, shown_recap(opened, lens, order, author.summary.made_on))


def shown_recap(opened: Opened, lens: Lens, order: Order, today: date) -> Recap:
    """What one audience is told; what goes to everybody names nobody, in its words neither."""
    from toolkit.pipeline.session_room import recap_of
    from toolkit.session import mail_text

    told = (order.tongue, today)
    found = recap_of(opened.findings, opened.settings, opened.decisions, order.audience, told)
    if order.audience is not Audience.EVERYBODY:
        return found
    shown = with_words(replace(found, mail=""), lens.text)
    return replace(shown, mail=mail_text(shown))


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written, and the texts that a person may rewrite."""

    paths: tuple[Path, ...]
    texts: tuple[TextSlot, ...]

    @property
    def stale(self) -> tuple[TextSlot, ...]:
        """Texts of persons whose numbers have changed since."""
        return tuple(one for one in self.texts if one.stale)


def write_documents(opened: Opened, order: Order, at: datetime) -> Written:
    """Write the documents into share/documents, or for the reviewer alone into confidential/.

    Every file is looked through for people of the roster before it is written. Raises
    WithheldByPromise where somebody could be known (nothing of that file is then written), and
    ToolkitError for a template without a style or layout.
    """
    check_template(order.template)
    guard = Guard(opened.roster)
    paths: list[Path] = []
    texts: list[TextSlot] = []
    for document in make_documents(opened, order, at):
        texts += document.texts
        for format_ in order.formats_of(document.key):
            data = render(document, format_, at, order.template)
            name = f"{FOLDER}/{file_name(document, format_, order)}"
            edition = order.edition_of(document.key)
            paths.append(_write(opened.places, edition, (name, data), guard))
    _remember(opened, order, at)
    return Written(paths=tuple(paths), texts=tuple(texts))


def _remember(opened: Opened, order: Order, at: datetime) -> None:
    """Keep of whom these documents told, so that later ones cannot be subtracted from them."""
    told = [key for key in order.documents if key is not Key.RECAP]
    if not told or order.edition is not Edition.SHARE:
        return
    lens = Lens.of(opened.findings, opened.settings, ledger=opened.ledger)
    with deciding.open_workspace(opened.places.out) as workspace:
        workspace.meta_set(LEDGER, with_release(lens, at.date()).to_json())


def nothing_left(out: Path, *, coder: str, at: datetime | None = None) -> Decision:
    """A person says that nothing written so far was passed on: figures may differ from it.

    The word is kept as a decision; the ledger of releases begins anew.
    """
    now = at or datetime.now(UTC)
    with deciding.open_workspace(out) as workspace:
        workspace.meta_set(LEDGER, ReleaseLedger().to_json())
        said = ("text:releases", "not_passed_on", now.date().isoformat())
        return workspace.decide(*said, coder=coder, at=now)


def file_name(document: Document, format_: Format, order: Order) -> str:
    """review-report.en.docx, relaunch-plan.de.draft.docx, recap.sponsors.en.docx."""
    parts = [NAMES[document.key]]
    parts += [order.audience.value] if document.key is Key.RECAP else []
    parts += [document.tongue]
    parts += ["draft"] if order.draft and document.key is not Key.RECAP else []
    parts += ["form"] if document.forms and format_ is Format.XLSX else []
    parts += ["jira"] if format_ is Format.CSV else []
    return ".".join([*parts, format_.value])


def _write(places: Places, edition: Edition, file: tuple[str, bytes], guard: Guard) -> Path:
    name, data = file
    if edition is Edition.CONFIDENTIAL:
        return write_confidential(places.confidential / name, data)
    return write_shared(places.share / name, release(data, guard, name=name))


def report(
    out: Path, order: Order, *, key: Path | None = None, at: datetime | None = None
) -> Written:
    """Open a review and write its documents: what the command line and notebooks call."""
    return write_documents(open_for_reports(out, key), order, at or datetime.now(UTC))


def rewrite(out: Path, slot: TextSlot, text: str, tongue: str, *, coder: str) -> Decision:
    """Keep a person's text in the place of a draft; an empty one takes it back.

    The draft is kept beside it: when its numbers change, the text is flagged.
    """
    with deciding.open_workspace(out) as workspace:
        return workspace.decide(
            f"text:{slot.key}",
            tongue,
            text.strip(),
            coder=coder,
            at=datetime.now(UTC),
            suggested=slot.draft,
        )
