"""The day something was said: from the lines above a conversation, or from a file's name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import islice

from toolkit.intake.dates import parse_date
from toolkit.intake.spoken_days import spoken_day

_MONTH = r"[^\W\d_]{3,10}"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|º|\.)?"
_YEAR_LAST = r"(?:\d{4}|'?\d{2}(?!\d|[:.]\d))"
_SHAPES = (
    r"(?<!\d)(?:19|20)\d{2}[-_./](?:0?[1-9]|1[0-2])[-_./](?:[0-2]?\d|3[01])(?!\d)",
    r"(?<!\d)20\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d)",
    r"(?<!\d)\d{1,2}(?P<sep>[-_./])\s?\d{1,2}(?P=sep)\s?(?:\d{4}|\d{2})(?![\d.]\d)(?!\d)",
    rf"(?<!\d){_DAY}[\s_-]*(?:de |of )?{_MONTH}\.?,?[\s_-]*(?:de |del )?{_YEAR_LAST}(?!\d)",
    rf"\b{_MONTH}\.?[\s_]+{_DAY},?[\s_]+\d{{4}}(?!\d)",
)
_FULL = tuple(re.compile(shape, re.I) for shape in _SHAPES)
_NO_YEAR = tuple(
    re.compile(shape, re.I)
    for shape in (
        r"(?<![\d.])(?P<dots>\d{1,2}\.\s?\d{1,2})\.(?!\d)",
        rf"(?<!\d){_DAY}[\s_-]*(?:de |of )?{_MONTH}(?![^\W\d_])",
        rf"(?<![^\W\d_]){_MONTH}\.?[\s_-]+{_DAY}(?![\d:])",
    )
)
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
_IN_TALK = 3
"""Turns at the start of a conversation in which somebody may say what day it is."""


def find_date(text: str, year: int | None = None) -> date | None:
    """The first date in a text, None where there is none or day and month cannot be told apart.

    A date without a year ("14 April", "3.4.") is read only where `year` is given.
    """
    days = _days(text, year)
    return min(days)[2] if days else None


def without_dates(text: str, year: int | None = None) -> str:
    """The text without the dates that `find_date` would find in it."""
    for start, end, _ in sorted(_days(text, year), reverse=True):
        text = f"{text[:start].rstrip(' ,;')} {text[end:]}"
    return text.strip(" ,;:–-")


def _days(text: str, year: int | None) -> list[tuple[int, int, date]]:
    """(start, end, day) of the dates in full, or of those without a year where there are none."""
    full = [(found, found.group()) for shape in _FULL for found in shape.finditer(text)]
    days = _valid(full)
    if days or year is None:
        return days
    short = [found for shape in _NO_YEAR for found in shape.finditer(text)]
    return _valid([(found, _with_year(found, year)) for found in short])


def _valid(found: Iterable[tuple[re.Match[str], str]]) -> list[tuple[int, int, date]]:
    return [(at.start(), at.end(), day) for at, written in found if (day := _one_day(written))]


def _with_year(found: re.Match[str], year: int) -> str:
    if dots := found.groupdict().get("dots"):
        return f"{dots.replace(' ', '')}.{year}"
    return f"{re.sub(r'[_-]', ' ', found.group())} {year}"


def _one_day(written: str) -> date | None:
    """The day, where both readings of 04/05/2026 agree or the signs settle the order."""
    plain = re.sub(r"\s+", " ", written.replace("_", " ").replace("'", "")).strip()
    if re.fullmatch(r"[\d ]+", plain) and " " in plain:
        plain = plain.replace(" ", "-")
    days = {parse_date([plain], day_first=order)[0] for order in (True, False)}
    if len(days) == 1:
        return days.pop()
    return parse_date([plain], day_first=True)[0] if "." in plain else None


def date_in_name(file: str, year: int | None = None) -> date | None:
    """The date in a file's name or, without one there, in the name of its nearest folder.

    One without a year is read only where `year` is given.
    """
    for part in reversed(file.split("/")):
        day = find_date(re.sub(r"\.\w{1,12}$", "", part), year)
        if day:
            return day
    return None


def year_near(file: str, texts: Iterable[str], modified_on: date | None) -> int | None:
    """The year of dates written without one: of the texts, the file's name, its last change."""
    for text in (*texts, file):
        day = find_date(text)
        if day:
            return day.year
        found = _YEAR.search(text)
        if found:
            return int(found[1])
    return modified_on.year if modified_on else None


def said_on(file: str, head: Iterable[str], modified_on: date | None) -> date | None:
    """The day of a conversation: in its head, with or without a year, else in the file's name."""
    lines = list(head)
    year = year_near(file, lines, modified_on)
    for line in lines:
        day = find_date(line, year)
        if day:
            return day
    return date_in_name(file, year)


def in_year_near(day: date, other: date) -> date:
    """The same day and month in the year nearest to another day."""
    years = (other.year - 1, other.year, other.year + 1)
    days = [parse_date([f"{year}-{day.month}-{day.day}"])[0] for year in years]
    return min((one for one in days if one), key=lambda one: (abs(one - other), one), default=day)


def day_near(file: str, turns: Iterable[str], other: date) -> date | None:
    """The day of a conversation that gives no year: that nearest to another file's day.

    Looked for in the file's name, then in what is said at the beginning: "It's the ninth of June".
    """
    said = " ".join(islice(turns, _IN_TALK))
    years = (other.year - 1, other.year, other.year + 1)
    for found in (
        [day for year in years if (day := date_in_name(file, year))],
        [day for year in years if (day := spoken_day(said, year))],
    ):
        if found:
            return min(found, key=lambda day: (abs(day - other), day))
    return None
