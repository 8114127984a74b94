"""Courses of each person: attended or not, when relative to the launch, and in which language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd

from toolkit.facts.rows import join_rows
from toolkit.model.vocabulary import Attendance

TOO_EARLY_WEEKS = 6
"""A course that ended longer before the launch is 'too early': what is not used is forgotten, and
the usual advice is to train within the last weeks before go-live."""


class Trained(StrEnum):
    """How far the training file shows that somebody was taught before needing it."""

    IN_TIME = "in_time"
    IN_PART = "in_part"
    """Some courses attended, others of the list not: whether they know the matter is open."""
    TOO_EARLY = "too_early"
    LEFT_EARLY = "left_early"
    CANCELLED = "cancelled"
    MISSED = "missed"
    NOT_LISTED = ""
    """The file does not speak of the person, or not so that it tells: that is not untrained."""


_COUNTS = {
    "courses_attended": Attendance.ATTENDED,
    "courses_left_early": Attendance.LEFT_EARLY,
    "courses_missed": Attendance.NO_SHOW,
    "courses_cancelled": Attendance.CANCELLED,
    "courses_invited": Attendance.INVITED,
}
COURSE = "course:"
_BEST_FIRST = (*_COUNTS.values(), Attendance.UNKNOWN)
_TAKEN = (Attendance.ATTENDED, Attendance.LEFT_EARLY)
NOT_TAKEN = (
    Attendance.LEFT_EARLY,
    Attendance.NO_SHOW,
    Attendance.CANCELLED,
    Attendance.INVITED,
)
"""Whoever is still only invited or enrolled, while later courses were held, did not take it."""


def training_columns(
    training: pd.DataFrame, people: Sequence[str], launch_on: date | None
) -> pd.DataFrame:
    """Columns on training, index `people`.

    Counts per Attendance (courses_attended, ...), first_course_on and last_course_on (dates of
    courses attended, None), weeks_from_course_to_launch (from the last course attended by then;
    negative if all came later), course_languages ("de; en"), course_formats (as the file writes
    them, "classroom; webinar"), course_score (best, 0-100), course_passed ("yes", "no" where none
    was passed, ""), trained
    (a Trained), `course:TITLE` (the best Attendance in courses of
    this title), training_rows. People whom the file does not name have NaN, None and "".
    """
    index = pd.Index(people, name="person_id")
    table = pd.DataFrame(index=index)
    rows = training[training["person_id"].isin(set(people))] if len(training) else training
    status = rows["status"].map(lambda one: str(getattr(one, "value", one)))
    who = rows["person_id"]
    for column, kind in _COUNTS.items():
        table[column] = (status == kind.value).groupby(who).sum().reindex(index).astype(float)
    taken = rows[status.isin([kind.value for kind in _TAKEN])]
    held = pd.to_datetime(taken["held_on"], errors="coerce").groupby(taken["person_id"])
    first, last = held.min().reindex(index), held.max().reindex(index)
    table["first_course_on"] = _dates(first)
    table["last_course_on"] = _dates(last)
    table["weeks_from_course_to_launch"] = _lead(taken, index, launch_on)
    table["course_languages"] = _joined(taken, "language", index)
    table["course_formats"] = _joined(taken, "format", index)
    score = pd.to_numeric(rows["score"], errors="coerce").groupby(who)
    table["course_score"] = score.max().reindex(index).astype(float)
    table["course_passed"] = _passed(rows, index)
    by_title = _by_title(rows, status.mask(_to_come(rows, status), ""), index)
    table["trained"] = _trained(table, pd.DataFrame(by_title, index=index))
    table = table.assign(**by_title)
    table["training_rows"] = join_rows(rows, people)
    return table


def _passed(rows: pd.DataFrame, index: pd.Index) -> pd.Series:
    """Yes where any test was passed, no where some were failed and none was passed."""
    said = rows["passed"].fillna("").astype(str)
    who = rows["person_id"]
    best = said[said != ""].groupby(who).max().reindex(index)  # "yes" comes after "no"
    return best.fillna("").astype(object)


def _to_come(rows: pd.DataFrame, status: pd.Series) -> pd.Series:
    """Whether a row is an invitation to a course later than all that were held, if any was."""
    held = pd.to_datetime(rows["held_on"], errors="coerce")
    last = held[status.isin([kind.value for kind in _TAKEN])].max()
    invited = status == Attendance.INVITED.value
    return invited if pd.isna(last) else invited & (held > last)


def _by_title(rows: pd.DataFrame, status: pd.Series, index: pd.Index) -> dict[str, pd.Series]:
    """`course:TITLE` -> the best status of each person in courses of this title, "" without any."""
    rank = {kind.value: place for place, kind in enumerate(_BEST_FIRST)}
    titles = rows["title"].fillna("").astype(str).str.strip()
    places = status.map(rank).fillna(len(rank) - 1).astype(int)
    found = {}
    for title in sorted(set(titles) - {""}):
        best = places[titles == title].groupby(rows["person_id"]).min().reindex(index)
        words = ["" if pd.isna(one) else _BEST_FIRST[int(one)].value for one in best]
        found[COURSE + title] = pd.Series(words, index, dtype=object)
    return found


def _lead(taken: pd.DataFrame, index: pd.Index, launch_on: date | None) -> pd.Series:
    """Weeks from the last course before the launch to it, else (negative) to the first after."""
    if launch_on is None:
        return pd.Series(np.nan, index=index, dtype=float)
    held = pd.to_datetime(taken["held_on"], errors="coerce")
    weeks = (pd.Timestamp(launch_on) - held).dt.days / 7
    who = taken["person_id"]
    before = weeks[weeks >= 0].groupby(who).min()
    after = weeks[weeks < 0].groupby(who).max()
    return before.reindex(index).fillna(after.reindex(index)).astype(float)


def _trained(table: pd.DataFrame, by_title: pd.DataFrame) -> pd.Series:
    attended = table["courses_attended"] > 0
    lead = table["weeks_from_course_to_launch"]
    lacking = by_title.isin([kind.value for kind in NOT_TAKEN]).any(axis=1)
    rules = [
        (attended & (lead > TOO_EARLY_WEEKS), Trained.TOO_EARLY),
        (attended & lacking, Trained.IN_PART),
        (attended, Trained.IN_TIME),
        (table["courses_left_early"] > 0, Trained.LEFT_EARLY),
        (table["courses_cancelled"] > 0, Trained.CANCELLED),
        (lacking | (table["courses_missed"] > 0), Trained.MISSED),
    ]
    found = np.select([rule.to_numpy() for rule, _ in rules], [s.value for _, s in rules], "")
    return pd.Series(found.astype(object), index=table.index)


def _joined(taken: pd.DataFrame, column: str, index: pd.Index) -> pd.Series:
    """What stands in a column for each person's courses, as in "de; en"."""
    filled = taken[taken[column].fillna("").astype(str).str.strip() != ""]
    found = filled.groupby("person_id")[column].agg(
        lambda one: "; ".join(sorted({str(value).strip().casefold() for value in one}))
    )
    return found.reindex(index).fillna("").astype(object)


def _dates(stamps: pd.Series) -> pd.Series:
    found = [None if pd.isna(one) else one.date() for one in stamps]
    return pd.Series(found, index=stamps.index, dtype=object)
