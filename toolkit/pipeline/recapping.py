"""The recap of a session for one audience: as a value, and as files to send."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from toolkit.errors import WrongDecision
from toolkit.model.session_record import Audience, Recap
from toolkit.pipeline.reporting import (
    Order,
    open_for_reports,
    order_of,
    shown_recap,
    write_documents,
)
from toolkit.reports import Edition
from toolkit.reports.documents.content import Key

__all__ = ["audience_of", "recap_for", "recap_order", "write_recap"]


def audience_of(name: str) -> Audience:
    """An audience by its name. Raises WrongDecision for another."""
    if name not in set(Audience):
        raise WrongDecision(
            f"'{name}' is no audience.", what_to_do=f"Choose one of {', '.join(Audience)}."
        )
    return Audience(name)


def recap_order(
    audience: str, formats: str = "", tongue: str = "en", template: Path | None = None
) -> Order:
    """A recap as people ask for it. Raises WrongDecision or WrongSettings for what there is not."""
    order = order_of(Key.RECAP, formats)
    return replace(order, audience=audience_of(audience), tongue=tongue, template=template)


def recap_for(
    out: Path, audience: Audience, told: tuple[str, date], *, key: Path | None = None
) -> Recap:
    """What one audience is told; `told` is the language and the day from which news is counted.

    Raises KeyMissing without the key: what goes to everybody could not be cleared of names.
    """
    tongue, today = told
    opened = open_for_reports(out, key)
    order = Order(documents=(Key.RECAP,), tongue=tongue, audience=audience)
    return shown_recap(opened, opened.lens(Edition.SHARE), order, today)


def write_recap(
    out: Path, order: Order, *, key: Path | None = None, at: datetime | None = None
) -> tuple[Path, ...]:
    """Write a recap; for everybody into share/documents, for others into confidential/documents.

    Raises KeyMissing without the key, WithheldByPromise where somebody could be known from it.
    """
    return write_documents(open_for_reports(out, key), order, at or datetime.now(UTC)).paths
