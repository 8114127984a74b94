"""Words that stand over columns, in five languages, and tests of what stands in them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources

from toolkit.intake.dates import looks_like_date, parse_date, parse_moment

__all__ = [
    "compact_key",
    "halves_of",
    "header_key",
    "looks_like_date",
    "looks_like_email",
    "looks_like_id",
    "looks_like_name",
    "looks_like_number",
    "ordinal_of",
    "parse_date",
    "parse_moment",
    "role_of",
    "share_of",
    "vocabulary",
]

_STARS = re.compile(r"[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]+")
_BLANKS = re.compile(r"\s+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SEPARATORS = re.compile(r"[\s_\-./\\|]+")
_EMAIL = re.compile(r"[^\s@<>;,]+@[^\s@<>;,]+\.[^\s@<>;,.]{2,}")
_ID = re.compile(r"(?=[^\s]*\d)[A-Za-z0-9][A-Za-z0-9_\-./#:]{0,39}")
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,10})?\s*%?")
_MAXIMUM = re.compile(r"(?<=[^\W\d_]{3})\s*/\s*(\d{1,4}(?:[.,]\d+)?)\s*$")
_HALVES = re.compile(r"\s+[/|•·]\s+|\s*\n\s*")
_ORDINAL = re.compile(
    r"(?P<before>[12])\s*(?:st|nd|er|ere|re|e|eme|nde?|o|a|do|da|ro|ra|to|ta)?\s+(?P<word>\D+)"
    r"|(?P<first>\D+?)\s*(?P<behind>[12])"
)
_NAME_PART = re.compile(r"[^\W\d_][^\W\d_]*(?:['’\-.][^\W\d_]*)*\.?")


def strip_accents(text: str) -> str:
    """The same letters without accents; ß becomes ss."""
    if text.isascii():
        return text
    split = unicodedata.normalize("NFKD", text.replace("ß", "ss"))
    return "".join(char for char in split if not unicodedata.combining(char))


@lru_cache(maxsize=50_000)
def header_key(text: str) -> str:
    """A header as it is compared: one blank between words, no accents, stars or capitals.

    Camel case and underscores part words ("StartDate", "start_date" and "Start date" are equal);
    colons and question marks at the ends are dropped.
    """
    plain = strip_accents(_STARS.sub("", text))
    plain = _SEPARATORS.sub(" ", _CAMEL.sub(" ", plain))
    return _BLANKS.sub(" ", plain).strip(" :?!\"'").casefold()


def compact_key(text: str) -> str:
    """Letters and digits of `header_key` only: "E-Mail-Adresse" and "Emailadresse" are equal.

    The most that can be reached is no part of a name: "Grade/10.00" is "grade".
    """
    return "".join(char for char in header_key(_MAXIMUM.sub("", text)) if char.isalnum())


def halves_of(header: str) -> tuple[str, ...]:
    """The parts of a header in several languages ("Nom / Surname"); () where it has one."""
    parts = tuple(part for part in _HALVES.split(header.strip()) if part)
    return parts if len(parts) > 1 else ()


def ordinal_of(header: str) -> tuple[str, int]:
    """(word, 1 or 2) of a numbered header ("Surname 1", "2. Nachname"); ("", 0) of any other."""
    found = _ORDINAL.fullmatch(header_key(header))
    if not found:
        return "", 0
    return (found["word"] or found["first"]).strip(), int(found["before"] or found["behind"])


def maximum_of(header: str) -> float | None:
    """The most that can be reached, where the header ends with it ("Grade/10,00"), else None."""
    found = _MAXIMUM.search(header)
    return float(found[1].replace(",", ".")) if found else None


@cache
def vocabulary(table: str = "survey") -> Mapping[str, tuple[str, ...]]:
    """Role -> header words of one table of headers.toml; empty where there is no such table."""
    content = resources.files("toolkit.intake").joinpath("data/headers.toml").read_text("utf-8")
    found = tomllib.loads(content).get(table, {})
    return {role: tuple(words) for role, words in found.items() if isinstance(words, list)}


@cache
def _lookup(table: str) -> Mapping[str, str]:
    roles: dict[str, str] = {}
    for role, words in vocabulary(table).items():
        for word in words:
            roles.setdefault(compact_key(word), role)
    return roles


def role_of(header: str, table: str = "survey") -> str | None:
    """The role whose words equal this header, or None. No part of a header is enough.

    A header in two languages ("Standort / Sede") has the role that its halves share.
    """
    key = compact_key(header)
    whole = _lookup(table).get(key) if key else None
    halves = halves_of(header)
    roles = {_lookup(table).get(compact_key(half)) for half in halves} if not whole else set()
    return whole or (roles.pop() if len(roles) == 1 else None)


def share_of(values: Iterable[str], test: Callable[[str], bool]) -> float:
    """Share of the filled values that pass a test, 0-1; 0.0 where all are empty."""
    filled = [value for value in values if value]
    return sum(map(test, filled)) / len(filled) if filled else 0.0


def looks_like_email(value: str) -> bool:
    """Whether the whole cell is one e-mail address."""
    return _EMAIL.fullmatch(value.strip().strip("<>")) is not None


def looks_like_id(value: str) -> bool:
    """Whether the cell is one code: no blanks, at least one digit, at most 40 signs."""
    return _ID.fullmatch(value.strip()) is not None


def looks_like_number(value: str) -> bool:
    """Whether the cell is a number, with a decimal dot or comma or a per cent sign."""
    return _NUMBER.fullmatch(value.strip()) is not None


def looks_like_name(value: str) -> bool:
    """Whether the cell could be a person's name: two to five words, most with a capital."""
    words = value.replace(",", " ").replace("(", " ").replace(")", " ").split()
    if not 2 <= len(words) <= 5 or not all(_NAME_PART.fullmatch(word) for word in words):
        return False
    return sum(word[0].isupper() for word in words) >= 2
