"""Counted facts in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.language.catalogue import Words as Saying
from toolkit.model.findings import Signal

_TICKETS: Mapping[str, tuple[str, str]] = {
    "tickets_confirmed_defect": (
        "{n} ticket on it was confirmed as a fault",
        "{n} tickets on it were confirmed as a fault",
    ),
    "tickets_works_as_designed": (
        "{n} ticket on it was closed as working as designed",
        "{n} tickets on it were closed as working as designed",
    ),
    "tickets_shown_how": (
        "{n} ticket on it was closed by showing how it is done",
        "{n} tickets on it were closed by showing how it is done",
    ),
    "tickets_data_corrected": (
        "{n} ticket on it was closed by correcting data",
        "{n} tickets on it were closed by correcting data",
    ),
    "tickets_change_request": (
        "{n} ticket on it was taken as a wish",
        "{n} tickets on it were taken as wishes",
    ),
    "tickets_access": (
        "{n} ticket on it was closed by giving a right",
        "{n} tickets on it were closed by giving a right",
    ),
}
_PEOPLE: Mapping[str, str] = {
    "course_missed": "{n} of {m} who say it missed their course",
    "course_cancelled": "the course of {n} of {m} who say it was cancelled",
    "course_left_early": "{n} of {m} who say it left their course early",
    "course_too_early": "{n} of {m} who say it had their course long before the launch",
    "course_in_a_foreign_language": "{n} of {m} who say it had courses only in another language",
    "course_after_the_complaint": "{n} of {m} who say it had no course before they said so",
    "course_on_it_missed": "{n} of {m} who say it missed the course on it",
    "course_on_it_attended": "{n} of {m} who say it attended the course on it",
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


def fact_sentence(signal: Signal, of: int, say: Saying) -> str:
    """A fact with its numbers, without a full stop; `of` is how many people raise the theme.

    Facts with a name of their own keep the sentence in which they were counted.
    """
    if signal.name in _TICKETS:
        return say.count(signal.n, *_TICKETS[signal.name])
    if signal.name in _PEOPLE and of:
        return say(_PEOPLE[signal.name], n=signal.n, m=max(of, signal.n))
    return say.drafted(signal.sentence.rstrip("."))
