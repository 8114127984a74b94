"""What a report's numbers rest on and what privacy keeps out of it: each a way to statements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from toolkit.desk.strings import say
from toolkit.language.catalogue import words_of
from toolkit.pipeline.reporting import Opened, Order
from toolkit.reports import Edition, summarise_through


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number, how it was counted, and the statements that were."""

    key: str
    says: str
    counted: str = ""
    statement_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """What privacy keeps back, and why."""

    what: str
    why: str
    statement_ids: tuple[str, ...] = ()
    """Where it is statements: these."""


def numbers_of(review: Opened, order: Order, at: datetime, language: str) -> tuple[Number, ...]:
    """The numbers of page one, then the themes, as the edition at hand counts them."""
    words = words_of(language, review.findings.labels)
    summary = summarise_through(review.lens(order.edition), at, draft=order.draft)
    first = (
        Number(
            key=one.anchor,
            says=words.drafted(one.says),
            counted=words.drafted(one.counted),
            statement_ids=one.ids,
        )
        for one in summary.traces
        if one.ids
    )
    themes = (
        Number(
            key=one.theme_id,
            says=f"{one.theme_id}  {one.title}",
            statement_ids=one.statement_ids,
        )
        for one in review.findings.themes
    )
    return (*first, *themes)


def withheld_from(review: Opened, language: str, *, reviewed_alone: bool) -> Iterator[Withheld]:
    """What the edition that is passed on keeps back, with the reason."""
    lens = review.lens(Edition.SHARE)
    silent = tuple(
        one.statement_id for one in review.findings.statements if not lens.words(one).strip()
    )
    groups = sum(
        0 < len(people) < lens.least
        for dimension in ("department", "location", "role")
        for people in lens.groups(dimension).values()
    )
    yield Withheld(
        what=say(language, "{n} statements without their words", n=len(silent)),
        why=say(language, "off the record, a private matter, or by promise; they count"),
        statement_ids=silent,
    )
    yield Withheld(
        what=say(language, "{n} groups", n=groups),
        why=say(language, "fewer than {n} people", n=lens.least),
    )
    yield Withheld(
        what=say(language, "rows and judgements of persons"),
        why=say(language, "nobody has a row in what is passed on"),
    )
    if reviewed_alone:
        yield Withheld(
            what=say(language, "everything that is only suggested"),
            why=say(language, "nobody has reviewed it; a draft shows it, stamped"),
        )
