"""The codebook of a review: the default with what the user's own file changes in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from toolkit.coding.blind import OWN_CODE, own_codes, unknown_codes, with_parents
from toolkit.coding.codebook import (
    Codebook,
    default_codebook,
    default_text,
    read_codebook,
    shown_labels,
)
from toolkit.errors import WrongDecision, WrongSettings
from toolkit.model.decisions import Decisions
from toolkit.model.findings import Findings
from toolkit.model.vocabulary import Cause
from toolkit.pipeline.places import Places
from toolkit.reports import write_text_confidential
from toolkit.settings import Settings, read_settings

CODEBOOK_FILE = "codebook.yaml"
_CAUSES = frozenset(map(str, Cause))


def codebook_path(places: Places, settings: Settings) -> Path:
    """Where the user's codebook lies, or would lie."""
    return places.confidential / (settings.mine.codebook or CODEBOOK_FILE)


def codebook_of(places: Places, settings: Settings | None = None) -> Codebook:
    """The codebook in force.

    Raises WrongSettings for a file that has faults, or is named in review.toml and not there.
    """
    settings = settings or read_settings(places.settings)
    path = codebook_path(places, settings)
    if not path.exists() and not settings.mine.codebook:
        return default_codebook()
    try:
        return read_codebook(path.read_text(encoding="utf-8"), path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise WrongSettings(
            f"it cannot be read ({error}).",
            where=path.name,
            what_to_do="Correct `codebook` under [mine] in review.toml, or save the file as UTF-8.",
        ) from error


def write_codebook(places: Places) -> Path | None:
    """Put the default codebook where the user can edit it; None where one is there already."""
    path = codebook_path(places, read_settings(places.settings))
    return None if path.exists() else write_text_confidential(path, default_text())


def counted_as_parents(decisions: Decisions, codebook: Codebook) -> Decisions:
    """Decisions with the user's own codes as the causes that they count as, for all rooms."""
    return with_parents(decisions, _parents(codebook))


def codes_not_held(decisions: Decisions, codebook: Codebook) -> tuple[str, ...]:
    """Own codes that were given to statements and are no longer in the codebook."""
    return unknown_codes(decisions, _parents(codebook))


def called_as_now(findings: Findings, decisions: Decisions, places: Places) -> Findings:
    """The findings with labels and own codes as the codebook and the decisions hold them now."""
    codebook = codebook_of(places)
    return replace(
        findings,
        labels=shown_labels(codebook),
        own_codes=own_codes_in(decisions, codebook),
    )


def own_codes_in(decisions: Decisions, codebook: Codebook) -> dict[str, str]:
    """Statement id -> the own code in force. `decisions` as they were made, not as parents."""
    return own_codes(decisions, _parents(codebook))


def field_for(out: Path, subject: str, field: str, value: str) -> str:
    """The field that a decision goes to: `code` where a statement's cause is one of the own codes.

    Raises WrongDecision for a `code` that the codebook does not hold.
    """
    if not subject.startswith("statement:") or field not in ("cause", OWN_CODE):
        return field
    if field == "cause" and (not value or value in _CAUSES):
        return field
    own = codebook_of(Places(out)).own
    if value in own:
        return OWN_CODE
    if field == "cause":
        return field
    raise WrongDecision(
        f"'{value}' is no code of your codebook.",
        where=subject,
        what_to_do=f"There {_listed(own)}; `relaunch codebook` shows and makes them.",
    )


def _listed(codes: Iterable[str]) -> str:
    names = ", ".join(codes)
    return f"are {names}" if names else "is none of your own yet"


def _parents(codebook: Codebook) -> dict[str, Cause]:
    return {name: Cause(code.parent) for name, code in codebook.own.items()}
