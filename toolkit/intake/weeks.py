"""Weeks and months as exports write them; a week is its Monday, a month its first Monday."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from toolkit.intake.dates import parse_date

_NAME = r"(?:w|kw|cw|wk|week|woche|kalenderwoche|iso ?week|s|sem|semaine|semana|sett|settimana)"
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_NUMBER = r"(?P<w>[0-5]?\d)"
_NAMED = (
    re.compile(rf"{_YEAR} ?{_NAME} ?{_NUMBER}"),
    re.compile(rf"{_NAME} ?{_NUMBER} ?{_YEAR}"),
    re.compile(rf"{_NAME} ?{_NUMBER} (?P<short>\d\d)"),
    re.compile(rf"{_NAME} ?{_NUMBER}"),
)
_BARE = (
    re.compile(rf"{_YEAR} ?(?P<w>[0-5]\d)"),
    re.compile(rf"{_NUMBER} {_YEAR}"),
    re.compile(rf"{_NUMBER}"),
)
_MONTH = (
    re.compile(r"(?P<y>(?:19|20)\d\d) ?(?P<m>0?[1-9]|1[0-2])"),
    re.compile(r"(?P<m>0?[1-9]|1[0-2]) (?P<y>(?:19|20)\d\d)"),
)
_EPOCH = re.compile(r"1[0-9]{9}(?:\.\d+|\d{3}|\d{6})?")
_SECONDS, _MOST_SECONDS = 10, 2_000_000_000
_CLOCK = re.compile(r"[T ,]+\d{1,2}:\d{2}.*$")
_LEAD = re.compile(
    r"^(?:(?:week|wk)\.? (?:of|commencing|beginning|starting|ending)|w/[ce]|"
    r"(?:woche|wo\.?|kw) (?:vom|ab|bis)|sett(?:imana|\.)? (?:dal|del|al)|"
    r"sem(?:aine|\.)? (?:du|au)|sem(?:ana|\.)? (?:del|de)|from|ab|dal|du|desde|del)\s+",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s+(?:-|–|—|to|bis|al|au|a|until)\s+|\s*[–—]\s*|(?<=\.\d{4})\s*-\s*(?=\d)")
_ANY_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_DAY_IN_TEXT = re.compile(
    r"(?<!\d)20\d{6}(?!\d)|\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}(?!\d)"
)
_BARE_MONTH = re.compile(r"\d{4}-\d{2}")


class Span(StrEnum):
    """What one cell of a time column stands for."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """A time column read: the day and the week (its Monday) of every cell, None where unread."""

    days: tuple[date | None, ...]
    weeks: tuple[date | None, ...]
    span: Span
    note: str = ""


def monday(day: date) -> date:
    """The Monday of the day's ISO week."""
    return day - timedelta(days=day.weekday())


def first_monday(year: int, month: int) -> date:
    """The first Monday that lies in the month: where a month's numbers are counted."""
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)


def read_times(
    values: Sequence[str], *, role: str, years: Sequence[str] = (), year: int | None = None
) -> Times:
    """A column of weeks, months, days or moments.

    `role` is what the header says: "week", "week_end", "month", "date" or "timestamp". `years` is
    the year column beside plain week numbers; `year` serves where nothing else tells. Dates all on
    a Sunday are the last day of their week if the header says "ending", else the day before its
    Monday (weeks that start on Sunday). Dates all on the first of a month are months. A month's
    numbers are not spread: they stand in the week of its first Monday.
    """
    keys = list(zip(values, years, strict=True)) if years else [(value, "") for value in values]
    unique = sorted(set(keys))
    if role == "month":
        found, span, note = _months([value for value, _ in unique]), Span.MONTH, ""
    else:
        found, span, note = _days_or_weeks(unique, role, year)
    days = dict(zip(unique, found, strict=True))
    weeks = {key: _week(day, span, note) for key, day in days.items()}
    return Times(
        days=tuple(days[key] for key in keys),
        weeks=tuple(weeks[key] for key in keys),
        span=span,
        note=note if span is not Span.MONTH else "months stand in the week of their first Monday",
    )


def _week(day: date | None, span: Span, note: str) -> date | None:
    if day is None:
        return None
    if span is Span.MONTH:
        return first_monday(day.year, day.month)
    return monday(day + timedelta(days=1)) if note else monday(day)


def _days_or_weeks(
    unique: list[tuple[str, str]], role: str, year: int | None
) -> tuple[list[date | None], Span, str]:
    texts = [_plain(value) for value, _ in unique]
    if role in {"week", "week_end"}:
        numbered = [_numbered(text, of, year) for text, (_, of) in zip(texts, unique, strict=True)]
        if _most(numbered, texts):
            return numbered, Span.WEEK, ""
    days = _dates(texts)
    known = {day for day in days if day}
    if not _most(days, texts) and role == "date":
        months = _months(texts)
        if _most(months, texts):
            return months, Span.MONTH, ""
    if role == "date" and (firsts := _firsts_of_months(texts, known)):
        return firsts, Span.MONTH, ""
    span = Span.WEEK if role.startswith("week") or _weekly(known) else Span.DAY
    sundays = span is Span.WEEK and bool(known) and all(day.weekday() == 6 for day in known)
    if sundays and role != "week_end":
        return days, span, "weeks start on Sunday: each is counted as the week of the next Monday"
    return days, span, ""


def _firsts_of_months(texts: Sequence[str], known: set[date]) -> list[date | None]:
    """The days, if all are the first of a month, if need be with the day before the month."""
    if len(known) < 2:
        return []
    days = parse_date(texts, day_first=True) if len(known) > 2 else _dates(texts)
    return days if all(day is None or day.day == 1 for day in days) else []


def _most(found: Sequence[date | None], texts: Sequence[str]) -> bool:
    filled = sum(bool(text) for text in texts)
    return filled > 0 and sum(day is not None for day in found) >= 0.5 * filled


def _weekly(days: set[date]) -> bool:
    return len(days) > 2 and len({day.weekday() for day in days}) == 1


def is_epoch(value: str) -> bool:
    """Whether a cell counts seconds, or parts of them, from 1970 to a day of our time."""
    return _EPOCH.fullmatch(value.strip()) is not None and _of_epoch(value.strip()) is not None


def _of_epoch(text: str) -> date | None:
    seconds = int(text[:_SECONDS])
    return datetime.fromtimestamp(seconds, UTC).date() if seconds < _MOST_SECONDS else None


def _plain(value: str) -> str:
    """Without clock time, leading words and the second half of a range."""
    if is_epoch(value):
        return str(_of_epoch(value.strip()))
    text = _CLOCK.sub("", _LEAD.sub("", value.strip()))
    return _RANGE.split(text)[0].strip() if len(text) > 10 else text


def _dates(texts: Sequence[str]) -> list[date | None]:
    unique = sorted(set(texts))
    read = dict(zip(unique, parse_date(unique), strict=True))
    return [read[text] for text in texts]


def _numbered(text: str, of: str, year: int | None) -> date | None:
    """The Monday of "2025-W10", "KW 10/25", "10" with a year beside it, ..."""
    plain = " ".join(re.sub(r"[^\w]+|_", " ", text).casefold().split())
    for form in (*_NAMED, *_BARE):
        if found := form.fullmatch(plain):
            return _iso(found, of, year)
    return None


def _iso(found: re.Match[str], of: str, year: int | None) -> date | None:
    groups = found.groupdict()
    of_year = _ANY_YEAR.search(of)
    short = groups.get("short")
    number = groups.get("y") or (f"20{short}" if short else "") or (of_year[1] if of_year else "")
    chosen = int(number) if number else year
    if chosen is None:
        return None
    try:
        return date.fromisocalendar(chosen, int(groups["w"] or 0), 1)
    except ValueError:
        return None


def _months(texts: Sequence[str]) -> list[date | None]:
    plain = [_plain(text) for text in texts]
    words = parse_date([f"1 {text}" for text in plain])
    dates = _dates(plain)
    return [_month(text, word, day) for text, word, day in zip(plain, words, dates, strict=True)]


def _month(text: str, word: date | None, day: date | None) -> date | None:
    if day is not None:
        return day
    plain = " ".join(re.sub(r"[^\w]+|_", " ", text).split())
    for form in _MONTH:
        if found := form.fullmatch(plain):
            return date(int(found["y"]), int(found["m"]), 1)
    return word


def header_times(headers: Sequence[str], *, year: int | None = None) -> Times | None:
    """Columns that are weeks, months or days themselves; None where fewer than three are.

    Week numbers without a year run on: a number smaller than the one before is the next year's.
    """
    named = [header if _names_time(header) else "" for header in headers]
    readers: tuple[Callable[[], Times], ...] = (
        lambda: _running(named, year),
        lambda: read_times(named, role="date"),
        lambda: read_times(named, role="month"),
    )
    for read in readers:
        times = read()
        if sum(day is not None for day in times.days) >= 3:
            return times
    return None


def _names_time(header: str) -> bool:
    return any(char.isdigit() for char in header) and len(header) <= 30


def _running(headers: Sequence[str], year: int | None) -> Times:
    days: list[date | None] = []
    last, running = 0, year
    for header in headers:
        plain = " ".join(re.sub(r"[^\w]+|_", " ", header).casefold().split())
        found = next((f for form in _NAMED if (f := form.fullmatch(plain))), None)
        if found is None:
            days.append(None)
            continue
        number = int(found["w"])
        if running is not None and number < last:
            running += 1
        last = number
        days.append(_iso(found, "", running))
    return Times(days=tuple(days), weeks=tuple(days), span=Span.WEEK)


def year_in(texts: Iterable[str]) -> int | None:
    """The first year that stands in one of the texts (titles, sheet and file names)."""
    for text in texts:
        if found := _ANY_YEAR.search(text):
            return int(found[1])
    return None


def time_in(texts: Iterable[str]) -> Times | None:
    """The first day or month named in one of the texts, if any."""
    for text in texts:
        pieces = re.findall(_DAY_IN_TEXT, text) + re.findall(r"[^\W\d_]{3,10} \d{4}", text)
        for piece in pieces:
            is_month = _BARE_MONTH.fullmatch(piece) is not None or " " in piece
            times = read_times([piece], role="month" if is_month else "date")
            if times.days[0]:
                return times
    return None
