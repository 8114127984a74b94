"""What the columns of a file may be, in words for the menu of the intake screen."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

ROLE_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ignored": "not read",
        # who
        "person_id": "person: number or log-in",
        "login": "person: log-in",
        "email": "person: e-mail",
        "name": "person: name",
        "first_name": "person: first name",
        "last_name": "person: family name",
        "second_last_name": "person: second family name",
        "either_name": "person: either name",
        "nick": "person: short name",
        "academic": "person: academic title",
        "account": "person: account",
        "department": "person: department",
        "either_unit": "person: department or place",
        "role": "person: what they do",
        "level": "person: level",
        "location": "person: place",
        "country": "person: country",
        "region": "person: region",
        "manager_id": "their manager: number",
        "manager_name": "their manager: name",
        "manager_email": "their manager: e-mail",
        "starts_on": "joined on",
        "left_on": "left on",
        "gone": "account is closed",
        "machine": "account of a machine",
        "in_scope": "whether in scope",
        "attribute": "person: another particular",
        # answers
        "response_id": "number of the answer",
        "start_date": "answer begun on",
        "end_date": "answer given on",
        "status": "state",
        "progress": "how far one came",
        "last_page": "last page seen",
        "finished": "whether finished",
        "language": "language",
        "channel": "way it came",
        "ip": "address of the computer",
        "consent": "consent",
        "question": "the question",
        "wave": "round",
        "open": "answer in own words",
        "open:what works": "own words: what works",
        "open:what hinders": "own words: what hinders",
        "open:what should change": "own words: what should change",
        "open:why this score": "own words: why this score",
        "open:anything else": "own words: anything else",
        "rating": "rating on a scale",
        "rating:reversed": "rating, reversed",
        "rating:recommendation": "rating: would recommend",
        "likert": "level in words",
        "likert:reversed": "level in words, reversed",
        "choice": "one of several",
        "multi": "several of several",
        "checkbox": "box, ticked or not",
        "rank": "rank",
        "number": "number",
        "nomination": "people one turns to",
        # usage
        "week_end": "last day of the week",
        "week": "week",
        "month": "month",
        "date": "day",
        "timestamp": "day and time",
        "year": "year",
        "last_login": "last log-in",
        "action": "what was done",
        "module": "part of the tool",
        "measure": "name of the measure",
        "value": "value of the measure",
        "result": "how it went",
        "row_labels": "labels of the rows",
        # training
        "session_id": "number of the course",
        "title": "title",
        "held_on": "held on",
        "completed_on": "completed on",
        "joined_on": "signed in on",
        "format": "form of the course",
        "score": "result",
        # tickets
        "ticket_id": "number of the ticket",
        "internal_id": "inner number",
        "opened_on": "opened on",
        "closed_on": "closed on",
        "caller": "who reported it",
        "opened_by": "who opened it",
        "description": "description",
        "category": "category",
        "subcategory": "subcategory",
        "labels": "labels",
        "kind": "kind of ticket",
        "resolution_code": "how it ended",
        "resolution": "what was done about it",
        "comments": "comments",
        "follow_ups": "comments",
        "linked": "linked tickets",
    }
)
"""A role as `[mine.files.*.columns]` of review.toml has it -> the same for a person."""


def role_word(role: str) -> str:
    """The words of a role; its details stay as they are written."""
    name, _, detail = role.partition(":")
    return ROLE_WORDS.get(role) or ": ".join(filter(None, (ROLE_WORDS.get(name, name), detail)))
