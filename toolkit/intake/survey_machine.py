"""Columns that a survey's tool fills by itself: its own marks of an answer, clocks, devices."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from toolkit.intake.headers import looks_like_email, share_of
from toolkit.intake.survey_headers import Column
from toolkit.intake.survey_tools import is_own_column
from toolkit.intake.survey_wording import asks_for

MARKS = "the tool's own marks"
OF_TYPIST = "remarks of whoever typed the answers in"
_MOSTLY = 0.9
_FEWEST = 5
_LENGTHS = 2
# Staff numbers have less than eight signs.
_LETTERS_AND_DIGITS = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9_\-]{8,64}")
_LONG_NUMBER = re.compile(r"\d{12,24}")
_NUMBER = re.compile(r"[1-9]\d{3,23}")
_WORD_AND_NUMBER = re.compile(r"[A-Za-z_]{1,12}\d{1,6}")
_ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){3,7}")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\s*[AaPp]\.?[Mm]\.?)?")
_PHONE = re.compile(r"(?:\+|00|0)[\d\s()/.\-]{6,20}")
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_BROWSER = re.compile(r"Mozilla/\d.*")
_VOTER = re.compile(r"[^\W\d_]{4,14}\s?#?\d{1,4}")


def machine_made(column: Column, tool: str = "") -> tuple[str, str] | None:
    """(role, detail) of a column whose cells a tool writes and nobody types; None for any other.

    Judged by the cells alone: marks that are distinct and all of one length, or long numbers;
    addresses of computers; times of the day; telephone numbers; links; one word with a running
    number ("Voter 12"). Columns of `tool` itself and a typist's remarks on paper sheets are told
    by their headers. A question, and less than `_FEWEST` cells, are left alone.
    """
    if is_own_column(tool, column.code or column.name):
        return "ignored", "technical"
    if asks_for(column.title, "typist"):
        return "ignored", OF_TYPIST
    filled = [value for value in column.values if value]
    if len(filled) < _FEWEST or column.title.rstrip().endswith("?"):
        return None
    if share_of(filled, _is(_ADDRESS)) >= _MOSTLY:
        return "ip", ""
    if any(share_of(filled, _is(form)) >= _MOSTLY for form in (_CLOCK, _LINK, _BROWSER, _PHONE)):
        return "ignored", "technical"
    return ("ignored", MARKS) if are_marks(filled) or _are_voters(filled) else None


def are_marks(cells: Sequence[str]) -> bool:
    """Whether the cells are a tool's marks: each once, letters mixed with digits, hardly a word.

    Or numbers of so many digits that each is another one's, and nobody's count.
    """
    if len(set(cells)) < len(cells) or share_of(cells, looks_like_email):
        return False
    one_length = len({len(cell) for cell in cells}) <= _LENGTHS
    if share_of(cells, _is(_LONG_NUMBER)) >= _MOSTLY:
        return True
    if all(map(_NUMBER.fullmatch, cells)):
        return len({len(cell) for cell in cells}) == 1
    mixed = [cell for cell in cells if _LETTERS_AND_DIGITS.fullmatch(cell)]
    plain = sum(map(bool, map(_WORD_AND_NUMBER.fullmatch, mixed)))
    return len(mixed) >= _MOSTLY * len(cells) and one_length and plain < 0.5 * len(mixed)


def _are_voters(cells: Sequence[str]) -> bool:
    """Whether all cells are one word and a number of its own."""
    words = {cell.rstrip("0123456789").strip(" #").casefold() for cell in cells}
    distinct = len(set(cells)) == len(cells)
    return distinct and len(words) == 1 and all(map(_VOTER.fullmatch, cells))


def _is(form: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda cell: form.fullmatch(cell) is not None
