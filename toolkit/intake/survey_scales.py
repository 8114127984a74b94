"""Ordered answers: ratings in numbers, levels in words, and how favourable each is."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources

from toolkit.intake.headers import halves_of, header_key
from toolkit.intake.survey_wording import sounds_negative, wording

_NUMBER = re.compile(
    r"(?P<number>\d{1,3}(?:[.,]\d{1,2})?)"
    r"(?:\s*(?:/|\b(?:out of|of|von|aus|su|sur|de|sobre)\b)\s*\d{1,3})?",
    re.I,
)
_DRAWN = re.compile(r"(?P<full>[★⭐]+)️?[☆]*")
_NUMBER_FIRST = re.compile(r"(?P<number>\d{1,3})\s*(?:[-–—:=.)]|\s\(|\()\s*(?P<label>[^\d].*?)\)?$")
_NUMBER_LAST = re.compile(r"(?P<label>[^\d].*?)\s*[(\[=:–-]\s*(?P<number>\d{1,3})[)\]]?$")
_STARS = re.compile(
    r"(?P<number>\d{1,2})\s*(?:stars?|sterne?|stelle|étoiles?|estrellas?|points?|punkte?)", re.I
)
_RANGE = re.compile(
    r"(?<![\d.,])(?P<low>\d{1,2})\s*(?:[-–—/]|to|through|bis|a|à|al|e|and|und|y|et|\.\.\.?)\s*(?P<high>\d{1,3})(?![\d%]|[.,]\d)"
)
_END = re.compile(
    r"(?P<number>\d{1,3})\s*[=:–-]\s*(?P<label>[^\W\d][^,;()\d=]{2,60})|\((?P<number2>\d{1,3})\)"
)
_KNOWN_RANGES = (
    (1, 5),
    (0, 10),
    (1, 10),
    (1, 7),
    (0, 100),
    (1, 4),
    (1, 6),
    (1, 3),
    (0, 5),
    (0, 4),
    (0, 3),
)
_SHARE = 0.8
_LEAST_DISTINCT = 2
_LEAST_ASSENTS = 3
"""A yes and a no alone are a choice; with "rather yes" between them they have an order."""
_MOST_BESIDE = 3
_LEVELS_BESIDE = 3
_LONGEST_LABEL = 60
"""Signs; no ready-made answer such as "don't know" has more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How the answers to one question, or to all rows of one grid, are ordered.

    `kind` is "rating" or "likert". `places` maps an answer to its place, 0-1 from least to most;
    `ordered_only` says that more is not better (how often, how important).
    """

    kind: str
    family: str = ""
    low: float = 0
    high: float = 0
    turned: bool = False
    """The low end is the favourable one ("1 = very good")."""
    ordered_only: bool = False
    places: Mapping[str, float] = field(default_factory=dict)

    @property
    def ends(self) -> str:
        """For people: "0-10" or the family's name."""
        if self.kind == "likert":
            return self.family
        return f"{self.low:g}-{self.high:g}" + (", low is good" if self.turned else "")

    def place(self, value: str) -> float | None:
        """Where an answer stands, 0 least to 1 most; None for "don't know" and the like."""
        if is_no_answer(value):
            return None
        if self.kind == "likert":
            return self.places.get(label_key(value))
        number = number_of(value)
        if number is None or not self.low <= number <= self.high:
            return None
        return (number - self.low) / (self.high - self.low)

    def agreement(self, value: str, *, reversed_item: bool) -> float | None:
        """How favourable an answer is, 0-1; None where the order is no judgement."""
        place = None if self.ordered_only else self.place(value)
        if place is None:
            return None
        return round(1 - place if reversed_item != self.turned else place, 6)


@cache
def _content() -> Mapping[str, Mapping[str, object]]:
    text = resources.files("toolkit.intake").joinpath("data/scales.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _families() -> Mapping[str, Mapping[str, float]]:
    """Family -> answer -> place, 0-1."""
    found: dict[str, dict[str, float]] = {}
    for family, levels in _content().items():
        if family == "words":
            continue
        found[family] = {
            label_key(word): int(level) / 100
            for level, listed in levels.items()
            if isinstance(listed, list)
            for word in listed
        }
    return found


@cache
def _listed(name: str) -> frozenset[str]:
    listed = _content()["words"].get(name, ())
    return frozenset(map(label_key, listed)) if isinstance(listed, list) else frozenset()


@lru_cache(maxsize=50_000)
def label_key(value: str) -> str:
    """An answer's words as they are compared: a number before or behind them is cut away."""
    for pattern in (_NUMBER_FIRST, _NUMBER_LAST):
        found = pattern.fullmatch(value.strip())
        if found:
            value = found["label"]
            break
    return " ".join(re.sub(r"[^\w\s]+", " ", header_key(value)).split())


def is_no_answer(value: str) -> bool:
    """Whether a closed question was answered with "don't know", "not applicable" and the like."""
    if len(value) > _LONGEST_LABEL:
        return False
    return not value.strip(" .-–?") or _is_listed(value, "no_answer")


def is_yes(value: str) -> bool:
    """Whether a cell is a tick or a yes."""
    if len(value) > _LONGEST_LABEL:
        return False
    return _is_listed(value, "yes") or value.strip() in {"✓", "✔", "☑"}


def is_no(value: str) -> bool:
    """Whether a cell is an open box or a no."""
    if len(value) > _LONGEST_LABEL:
        return False
    return _is_listed(value, "no") or value.strip() == "-"


def _is_listed(value: str, name: str) -> bool:
    """Whether an answer is of this list, or in two languages ("Ja / Sì") each half of it is."""
    listed = _listed(name)
    halves = halves_of(value)
    return label_key(value) in listed or (
        bool(halves) and all(label_key(half) in listed for half in halves)
    )


def number_of(value: str) -> float | None:
    """The number of a rating, also beside words ("10 - strongly agree"); None without one."""
    text = value.strip()
    if drawn := _DRAWN.fullmatch(text):
        return float(len(drawn["full"]))
    for pattern in (_NUMBER, _NUMBER_FIRST, _NUMBER_LAST, _STARS):
        found = pattern.fullmatch(text)
        if found:
            return float(found["number"].replace(",", "."))
    return None


def find_scale(
    columns: Sequence[Iterable[str]], wording: str, ends: Mapping[str, str]
) -> Scale | None:
    """The scale of a question's columns, judged together; None where the answers have no order.

    `wording` is the question with its instructions, `ends` number -> label where the file has them.
    """
    answers = [value for column in columns for value in column if value and not is_no_answer(value)]
    if not answers:
        return None
    return _likert(answers) or _rating(answers, wording, ends)


def _likert(answers: Sequence[str]) -> Scale | None:
    counts = Counter(map(label_key, answers))
    total = sum(counts.values())
    halves = {label_key(value): halves_of(value) for value in sorted(set(answers))}
    best, best_places, best_share = "", {}, 0.0
    for family, levels in _families().items():
        places = _with_halves(levels, halves)
        beside = _beside(counts, places)
        known = sum(times for label, times in counts.items() if label in places)
        share = known / (total - beside)
        distinct = len({places[label] for label in counts if label in places})
        least = _LEAST_ASSENTS if family == "assent" else _LEAST_DISTINCT
        if share > best_share and distinct >= least:
            best, best_places, best_share = family, dict(places), share
    if best_share < _SHARE:
        return None
    used = {label: place for label, place in best_places.items() if label in counts}
    return Scale(
        kind="likert",
        family=best,
        places=_stretched(used),
        ordered_only=not _judges(best),
    )


def _with_halves(
    places: Mapping[str, float], halves: Mapping[str, Sequence[str]]
) -> Mapping[str, float]:
    """The levels, with labels in two languages whose halves say one and the same level.

    Of "Stimme zu / D'accordo" one half may be unknown; where halves differ, the label is no level.
    """
    found: dict[str, float] = {}
    for label, parts in halves.items():
        said = {places[key] for part in parts if (key := label_key(part)) in places}
        if label not in places and len(said) == 1:
            found[label] = said.pop()
    return {**places, **found} if found else places


def _beside(counts: Mapping[str, int], places: Mapping[str, float]) -> int:
    """Answers with a choice that stands beside the scale ("we have none of these").

    Few texts, each given again and again, next to at least three levels of the family.
    """
    levels = {places[label] for label in counts if label in places}
    others = {label: times for label, times in counts.items() if label not in places}
    often = all(times > 1 for times in others.values())
    listed = often and len(others) <= _MOST_BESIDE and len(levels) >= _LEVELS_BESIDE
    return sum(others.values()) if listed else 0


def _stretched(used: Mapping[str, float]) -> dict[str, float]:
    """Places over the whole of 0-1 where the scale has "rather" levels but no "strongly" ones."""
    places = set(used.values())
    gentle = {0.38, 0.62} & places
    if not gentle or {0.0, 1.0} & places:
        return dict(used)
    low, high = min(places), max(places)
    if (low, high) != (0.25, 0.75):
        return dict(used)
    return {label: round((place - low) / (high - low), 4) for label, place in used.items()}


def _rating(answers: Sequence[str], wording: str, ends: Mapping[str, str]) -> Scale | None:
    numbers = [number for value in answers if (number := number_of(value)) is not None]
    if len(numbers) < _SHARE * len(answers):
        return None
    low, high = min(numbers), max(numbers)
    bounds = _told_range(wording, low, high) or _labelled_range(answers, ends, low, high)
    bounds = bounds or _usual_range(numbers)
    if bounds is None:
        return None
    labels = {**_labels_in(answers), **_labels_in_wording(wording), **ends}
    return Scale(kind="rating", low=bounds[0], high=bounds[1], turned=_low_is_good(labels, bounds))


def _told_range(wording: str, low: float, high: float) -> tuple[float, float] | None:
    """The range that the question names ("0-10", "1 bis 5"), where all answers lie in it."""
    for found in _RANGE.finditer(wording.casefold()):
        first, last = sorted((float(found["low"]), float(found["high"])))
        if first <= 1 and last in {3, 4, 5, 6, 7, 9, 10, 11, 100} and first <= low and high <= last:
            return first, last
    numbers = sorted(float(number) for number in _labels_in_wording(wording))
    if len(numbers) >= 2 and numbers[0] <= min(low, 1) and numbers[-1] >= max(high, 3):
        return numbers[0], numbers[-1]
    return None


def _labelled_range(
    answers: Sequence[str], ends: Mapping[str, str], low: float, high: float
) -> tuple[float, float] | None:
    """The range whose ends carry labels in the answers or the file."""
    numbers = [float(key) for key in (*_labels_in(answers), *ends) if _NUMBER.fullmatch(key)]
    if len(numbers) < 2:
        return None
    first, last = min(numbers), max(numbers)
    return (first, last) if first <= low and high <= last and last - first >= 2 else None


def _usual_range(numbers: Sequence[float]) -> tuple[float, float] | None:
    """The usual scale that the numbers fit; None where they look counted, not rated."""
    low, high = min(numbers), max(numbers)
    whole = all(number == int(number) for number in numbers)
    if not whole or low < 0 or high > 10 or len(set(numbers)) < _LEAST_DISTINCT:
        return None
    if low >= 1 and high <= 5:
        return 1, 5
    if low >= 1 and high <= 7 and len(set(numbers)) >= 4:
        return 1, 7
    if high >= 6:
        return (0, 10) if low == 0 or high < 10 or len(set(numbers)) < 9 else (1, 10)
    return (0, 5) if len(set(numbers)) >= 4 else None


def _labels_in(answers: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for value in sorted(set(answers)):
        match = _NUMBER_FIRST.fullmatch(value.strip()) or _NUMBER_LAST.fullmatch(value.strip())
        if match:
            found[match["number"]] = match["label"]
    return found


def _labels_in_wording(wording: str) -> dict[str, str]:
    return {
        found["number"]: found["label"].strip()
        for found in _END.finditer(wording)
        if found["number"] and found["label"]
    }


def _low_is_good(labels: Mapping[str, str], bounds: tuple[float, float]) -> bool:
    """Whether the words at the ends say that the low number is the favourable one."""
    by_number = {
        float(number): text for number, text in labels.items() if _NUMBER.fullmatch(number)
    }
    low, high = by_number.get(bounds[0]), by_number.get(bounds[1])
    low_place, high_place = _place_of_label(low), _place_of_label(high)
    if low_place is not None and high_place is not None:
        return low_place > high_place
    if low_place is not None:
        return low_place > 0.5
    if high_place is not None:
        return high_place < 0.5
    return bool(high) and sounds_negative(high or "") and not sounds_negative(low or "")


def _place_of_label(label: str | None) -> float | None:
    """Where an end's own words stand on any scale of judgement."""
    if not label:
        return None
    key = label_key(label)
    for family, places in _families().items():
        if key in places and _judges(family):
            return places[key]
    return None


def _is_no_judgement(labels: Mapping[str, str]) -> bool:
    """Whether the words at the numbers say how often or how important, not how good."""
    keys = [label_key(label) for label in labels.values()]
    neutral = sum(
        any(key in places for family, places in _families().items() if not _judges(family))
        for key in keys
    )
    judging = sum(
        any(key in places for family, places in _families().items() if _judges(family))
        for key in keys
    )
    return neutral > judging


def _judges(family: str) -> bool:
    return _content()[family].get("favourable") is not False


def is_refusal(value: str) -> bool:
    """Whether an answer to a question of consent is a no, also in a sentence."""
    return is_no(value) or (not is_yes(value) and _starts_with_no(value))


def _starts_with_no(value: str) -> bool:
    first = wording(value).split()[:4]
    return bool(first) and (
        first[0] in {"no", "nein", "non"}
        or bool({"not", "nicht", "non", "no", "pas"} & set(first[1:]))
    )
