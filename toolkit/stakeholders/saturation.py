"""Do further interviews still bring new causes?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from toolkit.model.findings import Statement
from toolkit.model.vocabulary import Cause, Channel, Wave
from toolkit.stakeholders.people_input import PeopleInput

_OPEN = Cause.UNCLEAR
LAST = 3
"""Saturated: the last so many conversations brought nothing new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversed:
    """One interview, talk or note file, and what it added."""

    file: str
    said_on: date | None
    themes: int
    """Themes that it touches."""
    new_themes: tuple[str, ...]
    """Ids of those that no earlier one had touched, sorted."""
    causes: int
    """Causes of the troubles told in it, after the facts."""
    new_causes: tuple[Cause, ...]
    """Those that no earlier one had brought, in the order of the vocabulary."""


def measure_saturation(given: PeopleInput) -> tuple[Conversed, ...]:
    """Interviews and notes in the order of their dates (undated last), then of their files.

    Surveys are left out: they come all at once.
    """
    theme_of = {key: theme.theme_id for theme in given.themes for key in theme.statement_ids}
    files: dict[str, list[Statement]] = defaultdict(list)
    for one in given.statements:
        spoken = one.source.channel in (Channel.INTERVIEW, Channel.NOTES)
        if spoken and one.source.wave is not Wave.BEFORE:
            files[one.source.file].append(one)
    known: set[str] = set()
    heard: set[Cause] = set()
    found = []
    for file in sorted(files, key=lambda name: (_first_day(files[name]) or date.max, name)):
        causes = _causes(files[file], given)
        themes = {theme_of[o.statement_id] for o in files[file] if o.statement_id in theme_of}
        found.append(
            Conversed(
                file=file,
                said_on=_first_day(files[file]),
                themes=len(themes),
                new_themes=tuple(sorted(themes - known)),
                causes=len(causes),
                new_causes=tuple(one for one in Cause if one in causes - heard),
            )
        )
        known |= themes
        heard |= causes
    return tuple(found)


def is_saturated(conversations: Sequence[Conversed]) -> bool:
    """Whether the last LAST conversations brought no new cause.

    False with fewer than LAST + 1, and where none of them told of a trouble with a known cause.
    """
    told = len(conversations) > LAST and any(one.causes for one in conversations)
    return told and not any(one.new_causes for one in conversations[-LAST:])


def _causes(said: Sequence[Statement], given: PeopleInput) -> set[Cause]:
    finals = (given.final_causes.get(one.statement_id) for one in said if not one.empty)
    return {one.cause for one in finals if one is not None and one.cause not in (None, _OPEN)}


def themes_saturated(conversations: Sequence[Conversed]) -> bool:
    """The same of themes, which are finer: a new one may be another case of a known cause."""
    return len(conversations) > LAST and not any(one.new_themes for one in conversations[-LAST:])


def _first_day(statements: Sequence[Statement]) -> date | None:
    return min((one.source.said_on for one in statements if one.source.said_on), default=None)
