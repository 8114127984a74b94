"""Whether the cells of a survey's column can be what the words above it say."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.intake.headers import (
    looks_like_date,
    looks_like_email,
    looks_like_number,
    share_of,
)
from toolkit.intake.survey_headers import Column
from toolkit.intake.survey_scales import is_no, is_yes, number_of
from toolkit.intake.survey_wording import wording, words

PARTICULARS = ("department", "location", "role", "attribute")
_SHORT_WORDS = 6
_TRUTH = {"true", "false", "1", "0", "wahr", "falsch", "vero", "falso", "vrai", "faux", "verdadero"}
_CHECKED: Mapping[str, Callable[[str], bool]] = {
    "email": looks_like_email,
    "start_date": looks_like_date,
    "end_date": looks_like_date,
    "finished": lambda value: is_yes(value) or is_no(value) or value.casefold() in _TRUTH,
    "progress": lambda value: number_of(value.rstrip(" %")) is not None,
    "last_page": looks_like_number,
    "person_id": lambda value: " " not in value and len(value) <= 60,
    "response_id": lambda value: " " not in value and len(value) <= 60,
    "name": lambda value: len(value.split()) <= _SHORT_WORDS and not value.isdigit(),
    "first_name": lambda value: len(value.split()) <= 4,
    "last_name": lambda value: len(value.split()) <= 5,
    "language": lambda value: len(value) <= 40 and len(value.split()) <= 4,
    "status": lambda value: len(value.split()) <= 4,
    "ip": lambda value: " " not in value,
    "duration": lambda value: any(char.isdigit() for char in value),
    **dict.fromkeys(PARTICULARS, lambda value: len(value.split()) <= 9),
}
_FITS = 0.6


def fits(column: Column, role: str) -> bool:
    """Whether most cells have the form of the role; ids of answers must differ too."""
    test = _CHECKED.get(role)
    filled = [value for value in column.values if value]
    if role == "email":
        filled = [value for value in filled if wording(value) not in words("tests", "anonymous")]
        return not filled or share_of(filled, looks_like_email) >= _FITS
    if role == "response_id" and len(set(filled)) < 0.7 * len(filled):
        return False
    return test is None or share_of(filled, test) >= _FITS
