"""Whoever does not agree to be approached is asked for nothing: it is marked, and others serve."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from toolkit.model.decisions import Decisions
from toolkit.model.findings import Stakeholder
from toolkit.model.intake import Person
from toolkit.stakeholders.conversations import Conversation
from toolkit.stakeholders.coverage import Meeting, whom_to_meet
from toolkit.stakeholders.first_users import FirstUsers, find_first_users
from toolkit.stakeholders.people_input import PeopleInput

DECLINED: Final = "does not agree to be approached"


def declined_by(decisions: Decisions) -> frozenset[str]:
    """Everybody of whom `may_approach` = no is in force."""
    return decisions.of_whom("person", "may_approach", "no")


def unnamed_by(decisions: Decisions) -> frozenset[str]:
    """Everybody of whom `may_name` = no is in force: pseudonyms alone, key or no key."""
    return decisions.of_whom("person", "may_name", "no")


def meetings_with(
    people: Sequence[Person],
    judged: Sequence[Stakeholder],
    heard: Collection[str],
    declined: Collection[str],
) -> tuple[Meeting, ...]:
    """Whom to meet next of those who agree; then, marked, whom one would have met."""
    asked = whom_to_meet(people, judged, heard)
    if not any(one.person_id in declined for one in asked):
        return asked
    willing = [one for one in people if one.person_id not in declined]
    marked = (replace(one, reason=DECLINED) for one in asked if one.person_id in declined)
    return (*whom_to_meet(willing, judged, heard), *marked)


def talks_with(
    talks: Sequence[Conversation], declined: Collection[str]
) -> tuple[Conversation, ...]:
    """The same talks; those that somebody does not agree to come last and have nobody to hold them.

    `consent` says so of each.
    """
    willing = (one for one in talks if one.person_id not in declined)
    marked = (replace(one, voices=()) for one in talks if one.person_id in declined)
    return (*willing, *marked)


def first_users_of(given: PeopleInput, judged: Sequence[Stakeholder]) -> tuple[FirstUsers, ...]:
    """First users of those who agree; who would have been one and does not is the nearest."""
    declined = declined_by(given.decisions)
    asked = find_first_users(given, judged)
    if not any(key in declined for one in asked for key in (*one.chosen, *_ids(one))):
        return asked
    willing = [one for one in judged if one.person_id not in declined]
    left = {(one.department, one.level): one for one in find_first_users(given, willing)}
    return tuple(_marked(one, left.get((one.department, one.level)), declined) for one in asked)


def _marked(asked: FirstUsers, left: FirstUsers | None, declined: Collection[str]) -> FirstUsers:
    gone = tuple((key, DECLINED) for key in (*asked.chosen, *_ids(asked)) if key in declined)
    if left is None:
        return replace(asked, chosen=(), nearest=gone)
    return replace(left, nearest=(*left.nearest, *gone))


def _ids(one: FirstUsers) -> tuple[str, ...]:
    return tuple(key for key, _ in one.nearest)
