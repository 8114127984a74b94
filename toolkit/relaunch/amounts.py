"""Time and money that people name in their own words: the basis of value in numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

_NUMBER = r"(?P<number>\d+(?:[.,]\d+)?)"
_WORDS = {
    "half an hour": 30.0,
    "an hour": 60.0,
    "quarter of an hour": 15.0,
    "eine halbe stunde": 30.0,
    "halbe stunde": 30.0,
    "eine stunde": 60.0,
    "viertelstunde": 15.0,
    "mezz'ora": 30.0,
    "mezzora": 30.0,
    "un'ora": 60.0,
    "une demi-heure": 30.0,
    "une heure": 60.0,
    "media hora": 30.0,
    "una hora": 60.0,
    "half a day": 240.0,
    "einen halben tag": 240.0,
}
"""Durations in words, longest first when searched, in minutes."""
_MINUTES = {
    "min": 1.0,
    "h": 60.0,
    "d": 480.0,
}
_UNIT = re.compile(
    _NUMBER
    + r"\s*(?:(?P<min>min(?:s|ut\w*)?\b|mn\b)|(?P<h>h\b|hrs?\b|hours?\b|stunden?\b|std\b|or[ae]\b"
    r"|heures?\b|horas?\b)|(?P<d>days?\b|tage?n?\b|giorn[oi]\b|jours?\b|d[ií]as?\b))",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"(?P<sign>[€£$]|EUR|GBP|USD|CHF)\s?(?P<a>\d[\d.,]*)\s?(?P<ak>k|m|mio\.?|million)?"
    r"|(?P<b>\d[\d.,]*)\s?(?P<bk>k|m|mio\.?|million)?\s?(?P<tail>€|£|EUR|GBP|USD|CHF|euros?|pounds)",
    re.IGNORECASE,
)
_SCALE = {"k": 1e3, "m": 1e6, "mio": 1e6, "mio.": 1e6, "million": 1e6}
_LONGEST_MINUTES = 5 * 480.0
"""Longer stretches ("three weeks") tell when something happened, not what a step costs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """What n people name: the median and the range, in minutes or in money."""

    n: int
    middle: float
    low: float
    high: float
    unit: str
    """"minutes", or the currency as written."""


def stated_amounts(texts: Iterable[tuple[str, str]]) -> dict[str, Amount]:
    """Time and money named in texts of (speaker, words), under "time" and "money".

    Each speaker's largest counts once; a key is missing where nobody names one.
    """
    minutes: dict[str, float] = {}
    money: dict[str, tuple[float, str]] = {}
    for speaker, words in texts:
        for value in minutes_in(words):
            minutes[speaker] = max(minutes.get(speaker, 0.0), value)
        for value, currency in money_in(words):
            if value > money.get(speaker, (0.0, ""))[0]:
                money[speaker] = (value, currency)
    found: dict[str, Amount] = {}
    if minutes:
        found["time"] = _amount(list(minutes.values()), "minutes")
    if money:
        currencies = sorted({currency for _, currency in money.values()})
        unit = currencies[0] if len(currencies) == 1 else "mixed currencies"
        found["money"] = _amount([value for value, _ in money.values()], unit)
    return found


def minutes_in(words: str) -> list[float]:
    """Durations in minutes, in five languages; a day is eight hours."""
    found = []
    plain = words.casefold().replace("’", "'")
    for phrase in sorted(_WORDS, key=len, reverse=True):
        if phrase in plain:
            found.append(_WORDS[phrase])
            plain = plain.replace(phrase, " ")
    for hit in _UNIT.finditer(plain):
        unit = next(name for name in _MINUTES if hit.group(name))
        found.append(_plain_number(hit.group("number")) * _MINUTES[unit])
    return [value for value in found if 0 < value <= _LONGEST_MINUTES]


def money_in(words: str) -> list[tuple[float, str]]:
    """Sums with their currency."""
    found = []
    for hit in _MONEY.finditer(words):
        digits = hit.group("a") or hit.group("b")
        scale = (hit.group("ak") or hit.group("bk") or "").casefold()
        currency = (hit.group("sign") or hit.group("tail")).upper()
        currency = {
            "€": "EUR",
            "£": "GBP",
            "$": "USD",
            "EURO": "EUR",
            "EUROS": "EUR",
            "POUNDS": "GBP",
        }.get(currency, currency)
        found.append((_plain_number(digits) * _SCALE.get(scale, 1.0), currency))
    return found


def _plain_number(text: str) -> float:
    """A number with English or continental separators: groups of three digits are thousands."""
    cleaned = text.strip(".,")
    cleaned = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", cleaned)
    return float(cleaned.replace(",", "."))


def _amount(values: list[float], unit: str) -> Amount:
    return Amount(
        n=len(values), middle=median(values), low=min(values), high=max(values), unit=unit
    )
