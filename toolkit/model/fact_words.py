"""Counted facts about who raises a theme, as sentences: one wording wherever they are told."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_PEOPLE: Mapping[str, str] = MappingProxyType(
    {
        "course_missed": "{n} of {m} who say it missed their course",
        "course_cancelled": "the course of {n} of {m} who say it was cancelled",
        "course_left_early": "{n} of {m} who say it left their course early",
        "course_too_early": "{n} of {m} who say it had their course long before the launch",
        "course_in_a_foreign_language": (
            "{n} of {m} who say it had courses only in another language"
        ),
        "course_after_the_complaint": "{n} of {m} who say it had no course before they said so",
        "course_on_it_missed": "{n} of {m} who say it missed the course on it",
        "course_on_it_attended": "{n} of {m} who say it attended the course on it",
        "course_failed": "{n} of {m} who say it did not pass the test of their course",
        "in_no_attendance_list": "{n} of {m} who say it stand in no attendance list",
        "low_course_score": "{n} of {m} who say it had a low score in their course",
        "trained_and_practised": "{n} of {m} who say it were trained in time and use it steadily",
        "errors_far_above_peers": "{n} of {m} who say it meet far more errors than their peers",
        "errors_not_above_peers": "{n} of {m} who say it meet no more errors than their peers",
        "unfinished_work_piles_up": "unfinished work piles up with {n} of {m} who say it",
        "judges_a_part_never_used": "{n} of {m} who say it never used the part that they judge",
        "works_around_it": "{n} of {m} who say it work around it",
        "goes_through_the_motions": "{n} of {m} who say it enter the minimum only",
        "managers_do_not_use_it": "the managers of {n} of {m} who say it do not use it",
        "managers_use_it": "the managers of {n} of {m} who say it use it",
    }
)
_ONE: Mapping[str, str] = MappingProxyType(
    {
        "in_no_attendance_list": "{n} of {m} who say it stands in no attendance list",
        "trained_and_practised": "{n} of {m} who say it was trained in time and uses it steadily",
        "errors_far_above_peers": "{n} of {m} who say it meets far more errors than their peers",
        "errors_not_above_peers": "{n} of {m} who say it meets no more errors than their peers",
        "works_around_it": "{n} of {m} who say it works around it",
        "goes_through_the_motions": "{n} of {m} who say it enters the minimum only",
    }
)
_TICKETS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "tickets_confirmed_defect": ("was confirmed as a fault", "were confirmed as a fault"),
        "tickets_works_as_designed": (
            "was closed as working as designed",
            "were closed as working as designed",
        ),
        "tickets_shown_how": (
            "was closed by showing how it is done",
            "were closed by showing how it is done",
        ),
        "tickets_data_corrected": (
            "was closed by correcting data",
            "were closed by correcting data",
        ),
        "tickets_change_request": ("was taken as a wish", "were taken as wishes"),
        "tickets_not_told": (
            "was answered with 'not decided or not announced yet'",
            "were answered with 'not decided or not announced yet'",
        ),
        "tickets_access": ("was closed by giving a right", "were closed by giving a right"),
    }
)


def people_fact(name: str, n: int) -> str | None:
    """What a file shows of n people of the {m} who raise a theme, {n} and {m} to be filled.

    None for a fact with a sentence of its own.
    """
    return (_ONE.get(name) if n == 1 else None) or _PEOPLE.get(name)


def ticket_end(name: str, n: int) -> str | None:
    """How n tickets ended, as the end of a sentence; None for a fact that is not about that."""
    both = _TICKETS.get(name)
    return both[n != 1] if both else None


def ticket_fact(name: str, n: int) -> str | None:
    """How n tickets on a theme ended, {n} to be filled; None where `ticket_end` is."""
    end = ticket_end(name, n)
    return f"{{n}} ticket{'' if n == 1 else 's'} on it {end}" if end else None


FACTS = (*_PEOPLE, *_TICKETS)
"""The facts that have words here."""
