"""Documents of a review: which there are, in which formats, for whom; written into share/."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from toolkit.errors import ToolkitError, WrongDecision, WrongSettings
from toolkit.intake import pseudonyms
from toolkit.language.catalogue import Words, words_of
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.findings import Findings
from toolkit.model.plan import RelaunchPlan
from toolkit.model.session import Session
from toolkit.pipeline import deciding
from toolkit.pipeline.places import Places
from toolkit.pipeline.redacting import roster_of
from toolkit.privacy import Guard, ReleaseLedger, RosterEntry, release
from toolkit.reports import Edition, Lens, Summary, summarise_through
from toolkit.reports.documents.author import Author
from toolkit.reports.documents.content import Document, Key, TextSlot
from toolkit.reports.documents.rendering import FORMATS, Format, render
from toolkit.reports.documents.texts import Texts, rewritings
from toolkit.reports.door import redaction
from toolkit.reports.writers import write_confidential, write_shared
from toolkit.settings import Settings, read_settings

NAMES: Mapping[Key, str] = {
    Key.REPORT: "review-report",
    Key.SESSION: "session-pack",
    Key.PLAN: "relaunch-plan",
}
"""Files are called so, with the language and the format behind."""
FOLDER = "documents"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is asked for."""

    documents: tuple[Key, ...] = (Key.REPORT,)
    formats: tuple[Format, ...] = ()
    """Those that the document has; all of them where none is named."""
    tongue: str = "en"
    draft: bool = False
    template: Path | None = None
    """A brand template for Word or PowerPoint."""
    edition: Edition = Edition.SHARE


def order_of(
    document: str, formats: str = "", *, language: str = "en", draft: bool = False,
    template: Path | None = None, edition: str = "share",
) -> Order:
    """An order from words as people type them: "all" or a document, formats by commas.

    Raises WrongSettings for a document, format or language that there is not.
    """
    keys = tuple(Key) if document == "all" else (_one_of(Key, document, "--document"),)
    named = tuple(_one_of(Format, one.strip(), "--format") for one in formats.split(",") if one.strip())
    for one in named:
        if not any(one in FORMATS[key] for key in keys):
            raise WrongSettings(
                f"the {document} document has no format '{one}'.",
                where="--format",
                what_to_do=f"Choose from {', '.join(FORMATS[keys[0]])}.",
            )
    words_of(language)
    return Order(
        documents=keys,
        formats=named,
        tongue=language,
        draft=draft,
        template=template,
        edition=_one_of(Edition, edition, "--edition"),
    )


def _one_of(kinds, name, where):
    known = [str(one) for one in kinds]
    if name not in known:
        raise WrongSettings(
            f"'{name}' is not known.", where=where, what_to_do=f"Choose from {', '.join(known)}."
        )
    return kinds(name)
