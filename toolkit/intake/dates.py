"""Dates as exports write them; the order of day and month is settled by the whole column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

MONTHS = {
    1: "january januar jan gennaio gen janvier janv enero ene jänner jaenner",
    2: "february februar feb febbraio février fevrier févr fevr fév fev febrero feber",
    3: "march märz maerz mar mär mrz marzo mars",
    4: "april apr aprile avril avr abril abr",
    5: "may mai maggio mag mayo",
    6: "june juni jun giugno giu juin junio",
    7: "july juli jul luglio lug juillet juil juill julio",
    8: "august aug agosto ago août aout",
    9: "september sep sept settembre set septembre septiembre setiembre",
    10: "october oktober oct okt ottobre ott octobre octubre",
    11: "november nov novembre noviembre",
    12: "december dezember dec dez dicembre dic décembre decembre déc diciembre",
}
"""Number of a month -> its names and their short forms, between blanks."""
_MONTH_OF = {name: number for number, names in MONTHS.items() for name in names.split()}

_TIME = (
    r"(?:[T ,]+(?:at |um |alle |à |a las )?(?P<h>\d{1,2})[:.h](?P<mi>\d{2})(?:[:.](?P<s>\d{2}))?"
    r"(?:[.,]\d+)?\s*(?P<ap>[ap]\.?\s?m\.?)?(?:\s*(?:Z|UTC|[A-Z]{2,5}|(?:GMT|UTC)?[+-]\d{1,2}:?\d{0,2}))*"
    r"(?:\s*\([^)]*\))?)?"
)
_WEEKDAY = r"(?:[^\W\d_]{2,10}\.?,?\s+)?"
_YEAR_FIRST = re.compile(rf"(?P<y>\d{{4}})[-/.](?P<a>\d{{1,2}})[-/.](?P<b>\d{{1,2}}){_TIME}", re.I)
_YEAR_LAST = re.compile(
    rf"{_WEEKDAY}(?P<a>\d{{1,2}})(?P<sep>[-/.])\s?(?P<b>\d{{1,2}})(?P=sep)\s?(?P<y>\d{{4}}|\d{{2}}){_TIME}",
    re.I,
)
_DAY_WORD = re.compile(
    rf"{_WEEKDAY}(?P<a>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?[-/ ]*(?:de |of )?(?P<m>[^\W\d_]{{3,10}})"
    rf"\.?,?[-/ ]*(?:de |del )?(?P<y>\d{{4}}|\d{{2}}){_TIME}",
    re.I,
)
_WORD_DAY = re.compile(
    rf"{_WEEKDAY}(?P<m>[^\W\d_]{{3,10}})\.?\s+(?P<a>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}}){_TIME}",
    re.I,
)
_COMPACT = re.compile(r"(?P<y>(?:19|20)\d{2})(?P<a>\d{2})(?P<b>\d{2})")
_LONGEST = 48
_FIRST_YEAR, _LAST_YEAR = 1950, 2100


def looks_like_date(value: str) -> bool:
    """Whether the whole cell is a date, with or without a time."""
    return _read(value) is not None


def parse_date(values: Sequence[str], *, day_first: bool | None = None) -> list[date | None]:
    """The dates of a column, None where a cell is none; see `parse_moment`."""
    moments = parse_moment(values, day_first=day_first)
    return [moment.date() if moment else None for moment in moments]


def parse_moment(values: Sequence[str], *, day_first: bool | None = None) -> list[datetime | None]:
    """The moments of a column as written (no zone is applied), None where a cell is none.

    Whether 07/11 is in July or in November is one answer for the column: `day_first` if given, else
    the order that a cell with a number over 12 proves, else, where years lie between them, the one
    in which all fall on the first of a month, else the order that makes the column span the
    shorter time, else month first where hours are written am/pm, else day first.
    """
    read = [_read(value) for value in values]
    order = _day_first(read) if day_first is None else day_first
    return [_moment(parts, order) for parts in read]


class _Parts:
    """A date as found: `first` and `second` are still in the file's order where `open_order`."""

    __slots__ = ("clock", "first", "half_day", "open_order", "second", "separator", "year")

    def __init__(self, found: re.Match[str], first: int, second: int, *, open_order: bool) -> None:
        groups = found.groupdict()
        year = int(groups["y"])
        self.year = year if year > 99 else year + (2000 if year < 70 else 1900)
        self.first, self.second, self.open_order = first, second, open_order
        self.separator = groups.get("sep") or ""
        self.half_day = (groups.get("ap") or "").casefold()[:1]
        self.clock = _clock(groups, self.half_day)


def _clock(groups: dict[str, str | None], half_day: str) -> timedelta:
    hour, minute, second = (int(groups.get(name) or 0) for name in ("h", "mi", "s"))
    if half_day:
        hour = hour % 12 + (12 if half_day == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return timedelta()
    return timedelta(hours=hour, minutes=minute, seconds=second)


def _read(value: str) -> _Parts | None:
    text = value.strip()
    if not 6 <= len(text) <= _LONGEST or not any(char.isdigit() for char in text):
        return None
    parts = _read_numbers(text) or _read_words(text)
    return parts if parts and _possible(parts) else None


def _read_numbers(text: str) -> _Parts | None:
    found = _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text)
    if found:
        return _Parts(found, int(found["b"]), int(found["a"]), open_order=False)
    found = _YEAR_LAST.fullmatch(text)
    if found:
        return _Parts(found, int(found["a"]), int(found["b"]), open_order=True)
    return None


def _read_words(text: str) -> _Parts | None:
    found = _DAY_WORD.fullmatch(text) or _WORD_DAY.fullmatch(text)
    month = _MONTH_OF.get(found["m"].casefold()) if found else None
    if not found or not month:
        return None
    return _Parts(found, int(found["a"]), month, open_order=False)


def _possible(parts: _Parts) -> bool:
    if not _FIRST_YEAR <= parts.year <= _LAST_YEAR:
        return False
    return any(_moment(parts, order) for order in (True, False))


def _moment(parts: _Parts | None, day_first: bool) -> datetime | None:
    if parts is None:
        return None
    day, month = parts.first, parts.second
    if parts.open_order and (month > 12 or (not day_first and day <= 12)):
        day, month = month, day
    try:
        return datetime(parts.year, month, day) + parts.clock
    except ValueError:
        return None


def _day_first(read: Sequence[_Parts | None]) -> bool:
    unsettled = [parts for parts in read if parts and parts.open_order]
    if not unsettled:
        return True
    days = sum(parts.first > 12 for parts in unsettled)
    months = sum(parts.second > 12 for parts in unsettled)
    if days != months:
        return days > months
    if all(parts.separator == "." for parts in unsettled):
        return True
    spans = {order: _span(unsettled, order) for order in (True, False)}
    if min(spans.values()) > _YEARS and (fixed := _fixed_day(unsettled)) is not None:
        return fixed
    if spans[True] != spans[False]:
        return spans[True] < spans[False]
    return not any(parts.half_day for parts in unsettled)


_LEAST_FIXED = 3
_YEARS = timedelta(days=366)


def _fixed_day(read: Sequence[_Parts]) -> bool | None:
    """Day first, where one number is always 1 and the other runs over months; None if neither."""
    firsts, seconds = ({parts.first for parts in read}, {parts.second for parts in read})
    if seconds == {1} and len(firsts) >= _LEAST_FIXED:
        return False
    return True if firsts == {1} and len(seconds) >= _LEAST_FIXED else None


def _span(read: Sequence[_Parts], day_first: bool) -> timedelta:
    moments = [moment for parts in read if (moment := _moment(parts, day_first))]
    return max(moments) - min(moments) if moments else timedelta.max
