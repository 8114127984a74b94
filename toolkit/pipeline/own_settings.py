"""What a person fills in of review.toml by a form: which fields there are, and what they take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from toolkit.errors import WrongSettings
from toolkit.settings import Settings

Typed = str | Sequence[Mapping[str, str]]
"""What a form sends: a text, or rows of texts."""


LARGEST: Final = 1e9
"""Nothing that is typed here is more."""


class Sort(StrEnum):
    """What a field takes."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    DATE = "date"
    SHARE = "share"
    """Typed as a percentage, kept as 0-1."""
    LINES = "lines"
    """Several texts, one a line."""
    ROWS = "rows"
    """Several rows of named fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """One field of [mine]."""

    key: str
    """Dotted, as it stands below [mine]."""
    title: str
    sort: Sort = Sort.TEXT
    hint: str = ""
    lowest: float = 0
    highest: float = 0
    """0: no upper end but LARGEST."""
    needed: bool = False
    """In a row: without it the row means nothing."""
    columns: tuple[Own, ...] = ()
    """Of rows: the fields of each, with their names for keys."""


_PLAN: Final = (
    Own(key="share", title="Share of people, in %", sort=Sort.SHARE, highest=100, needed=True),
    Own(key="by", title="By", sort=Sort.DATE, needed=True),
    Own(key="group", title="Group, where not everybody"),
)
_RELEASES: Final = (
    Own(key="name", title="Release", needed=True),
    Own(key="on", title="On", sort=Sort.DATE, needed=True),
)
FIELDS: Final[Mapping[str, Own]] = {
    one.key: one
    for one in (
        Own(key="project.company", title="Company"),
        Own(
            key="project.tool",
            title="Name of the tool",
            hint="It stays readable where it could be taken for somebody's name.",
        ),
        Own(
            key="project.launch_on",
            title="Launched on",
            sort=Sort.DATE,
            hint="What was said and used before counts as before.",
        ),
        Own(
            key="project.plan",
            title="Planned use",
            sort=Sort.ROWS,
            columns=_PLAN,
            hint="Adoption is drawn beside it.",
        ),
        Own(key="project.releases", title="Releases", sort=Sort.ROWS, columns=_RELEASES),
        Own(
            key="project.licence_price_per_month",
            title="Price of a licence a month",
            sort=Sort.NUMBER,
            hint="Without it nothing is said of what unused licences cost.",
        ),
        Own(key="project.currency", title="Currency"),
        Own(key="project.session_on", title="Review session on", sort=Sort.DATE),
        Own(
            key="project.session_minutes",
            title="Length of the session, in minutes",
            sort=Sort.WHOLE,
            lowest=30,
            highest=480,
        ),
        Own(
            key="project.decision_makers",
            title="Who decides in the session",
            sort=Sort.LINES,
            hint="One a line.",
        ),
        Own(
            key="project.sponsor_belief",
            title="What the sponsor believes went wrong",
            hint="It is shown beside what people say.",
        ),
        Own(
            key="interviewers",
            title="Who asked the questions",
            sort=Sort.LINES,
            hint="One a line, as conversations name them: their words are nobody's statement.",
        ),
        Own(
            key="stakeholders.invitations",
            title="Seats at the review session",
            sort=Sort.WHOLE,
            lowest=4,
            highest=200,
        ),
        Own(
            key="stakeholders.waves.first_on",
            title="The first wave starts on",
            sort=Sort.DATE,
        ),
        Own(
            key="themes.k",
            title="Number of themes",
            sort=Sort.WHOLE,
            lowest=2,
            highest=200,
            hint="Empty: as the statements part best.",
        ),
    )
}


def typed_value(own: Own, settings: Settings) -> Typed:
    """What stands in a field, as a form shows it; empty where the default is in force."""
    value: Any = settings.mine.model_dump(exclude_unset=True)
    for name in own.key.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    if own.sort is Sort.ROWS:
        return [_row(own, one) for one in value or ()]
    return _shown(own, value)


def default_value(own: Own) -> str:
    """What counts where nobody wrote anything; empty where there is nothing."""
    value: Any = Settings().mine
    for name in own.key.split("."):
        value = getattr(value, name)
    return "" if own.sort is Sort.ROWS else _shown(own, value)


def parsed(own: Own, typed: Typed) -> Any:  # noqa: ANN401  # what TOML holds
    """What a form sent, as review.toml keeps it; None for nothing.

    Raises WrongSettings where it is none of what the field takes.
    """
    if own.sort is Sort.ROWS:
        return _rows(own, typed) or None
    text = typed.strip() if isinstance(typed, str) else ""
    if not text:
        return None
    if own.sort is Sort.LINES:
        return [line.strip() for line in text.splitlines() if line.strip()]
    if own.sort is Sort.TEXT:
        return " ".join(text.split())
    return _day(own, text) if own.sort is Sort.DATE else _number(own, text)


def _shown(own: Own, value: Any) -> str:  # noqa: ANN401
    if value is None:
        return ""
    if own.sort is Sort.LINES:
        return "\n".join(value)
    if own.sort is Sort.SHARE:
        return f"{100 * value:g}"
    if own.sort is Sort.NUMBER:
        return f"{value:g}"
    return str(value)


def _row(own: Own, values: Mapping[str, Any]) -> dict[str, str]:
    return {one.key: _shown(one, values.get(one.key)) for one in own.columns}


def _rows(own: Own, typed: Typed) -> list[dict[str, Any]]:
    rows = [] if isinstance(typed, str) else typed
    found = []
    for row in rows:
        values = {one.key: parsed(one, row.get(one.key, "")) for one in own.columns}
        if all(value is None for value in values.values()):
            continue
        for one in own.columns:
            if one.needed and values[one.key] is None:
                raise WrongSettings(
                    "something is missing.", where=one.title, what_to_do="Fill in the whole row."
                )
        found.append({name: value for name, value in values.items() if value is not None})
    return found


def _day(own: Own, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise WrongSettings(
            "this is no date.", where=own.title, what_to_do="Write it like 2026-03-31."
        ) from error


def _number(own: Own, text: str) -> float | int:
    try:
        value = float(text.replace(",", ".").removesuffix("%"))
    except ValueError as error:
        raise _no_number(own) from error
    within = own.lowest <= value <= (own.highest or LARGEST)
    if not within or (own.sort is Sort.WHOLE and value != int(value)):
        raise _no_number(own)
    if own.sort is Sort.SHARE:
        return round(value / 100, 4)
    return int(value) if own.sort is Sort.WHOLE else value


def _no_number(own: Own) -> WrongSettings:
    kind = "a whole number" if own.sort is Sort.WHOLE else "a number"
    ends = f"from {own.lowest:g} to {own.highest:g}" if own.highest else "that is not negative"
    return WrongSettings(
        "this number cannot be meant.", where=own.title, what_to_do=f"Write {kind} {ends}."
    )
