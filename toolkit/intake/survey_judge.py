"""Second look at a survey's columns: what is asked, which item is reversed, which is overall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from toolkit.intake.headers import header_key
from toolkit.intake.survey_fits import PARTICULARS
from toolkit.intake.survey_headers import Column
from toolkit.intake.survey_roles import Taken
from toolkit.intake.survey_wording import asks_for, meaning_of, sounds_negative
from toolkit.model.vocabulary import QuestionMeaning

_SCALED = ("rating", "likert")
_JUDGING_FAMILIES = {"satisfaction", "quality", "ease", "likelihood", "usefulness", "confidence"}
"""Words that judge by themselves: what they judge may be a trouble without turning them round."""
_STATEMENT_WORDS = 4
_LEAST_PEOPLE = 20
_LEAST_ITEMS = 3
_AGAINST = -0.3
"""An item whose answers correlate so with the mean of the others runs against them."""
_GENERIC_WORDS = 8
_BARE = 2
"""Words of a title that asks nothing by itself ("Score")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The columns with meanings and directions, and remarks for the reviewer."""

    columns: tuple[Taken, ...]
    notes: tuple[str, ...] = ()


def judge(columns: Sequence[Taken], rows: Sequence[int], written: frozenset[int]) -> Judged:
    """Meanings of open questions, overall items, reversed items.

    `rows` are the indexes of the rows that count; `written` the columns that a person settled.
    """
    named = _with_overall(columns, written)
    turned, notes = _with_reversed(named, rows, written)
    opened = [_with_meaning(turned, place, written) for place in range(len(turned))]
    return Judged(columns=tuple(opened), notes=tuple(notes))


def _with_overall(columns: Sequence[Taken], written: frozenset[int]) -> list[Taken]:
    """Flag the overall judgement: a recommendation, else the overall satisfaction."""
    scaled = [taken for taken in columns if taken.role in _SCALED]
    flagged = {taken.column.index for taken in scaled if _is_overall(taken.column)}
    if not flagged and _is_net_promoter(columns):
        flagged = {taken.column.index for taken in scaled if _is_bare_score(taken)}
    if not flagged:
        flagged = {
            taken.column.index
            for taken in scaled
            if not taken.column.part and asks_for(taken.column.title, "satisfied")
        }
    return [
        replace(taken, recommendation=True)
        if taken.column.index in flagged and taken.column.index not in written
        else taken
        for taken in columns
    ]


def _is_net_promoter(columns: Sequence[Taken]) -> bool:
    """Whether a column says of every row that it belongs to a net promoter survey."""
    return any({one.casefold() for one in taken.values if one} == {"nps"} for taken in columns)


def _is_bare_score(taken: Taken) -> bool:
    column, scale = taken.column, taken.scale
    full = scale is not None and (scale.low, scale.high) == (0, 10)
    return full and not column.part and len(column.title.split()) <= _BARE


def _is_overall(column: Column) -> bool:
    words = column.part if len(column.part.split()) >= _STATEMENT_WORDS else column.question
    return asks_for(words, "recommendation") or asks_for(words, "overall")


def _with_reversed(
    columns: Sequence[Taken], rows: Sequence[int], written: frozenset[int]
) -> tuple[list[Taken], list[str]]:
    """Turn items round by their wording, then by their answers; both are said."""
    items = [taken for taken in columns if _can_be_reversed(taken)]
    signs = {
        taken.column.index: -1.0 if _reads_reversed(taken, written) else 1.0 for taken in items
    }
    notes = [
        f"'{taken.column.question}' is read turned round: its wording is negative"
        for taken in items
        if signs[taken.column.index] < 0 and taken.column.index not in written
    ]
    for taken, correlation in _against_the_others(items, signs, rows, written):
        signs[taken.column.index] *= -1
        how = "read turned round" if signs[taken.column.index] < 0 else "not read turned round"
        notes.append(
            f"'{taken.column.question}' is {how}: its answers run against the others"
            f" (r = {correlation:.2f})"
        )
    result = [
        replace(taken, reversed_item=signs[taken.column.index] < 0)
        if taken.column.index in signs
        else taken
        for taken in columns
    ]
    return result, notes


def _can_be_reversed(taken: Taken) -> bool:
    return taken.role in _SCALED and taken.scale is not None and not taken.scale.ordered_only


def _reads_reversed(taken: Taken, written: frozenset[int]) -> bool:
    column, scale = taken.column, taken.scale
    if column.index in written:
        return taken.reversed_item
    if taken.recommendation or scale is None or scale.family in _JUDGING_FAMILIES:
        return False
    if not column.part or asks_for(column.title, "agree") or scale.family == "agreement":
        return sounds_negative(column.part or column.title) and not _is_satisfied(column)
    if scale.turned or _is_satisfied(column):
        return False
    return sounds_negative(column.title)


def _is_satisfied(column: Column) -> bool:
    return asks_for(column.title, "satisfied")


def _against_the_others(
    items: Sequence[Taken], signs: Mapping[int, float], rows: Sequence[int], written: frozenset[int]
) -> list[tuple[Taken, float]]:
    """Items to turn, the worst first; each is judged with those before it already turned."""
    if len(items) < _LEAST_ITEMS or len(rows) < _LEAST_PEOPLE:
        return []
    places = np.array([_places(taken, rows) for taken in items])
    weights = np.array([signs[taken.column.index] for taken in items])
    fixed = {
        place
        for place, taken in enumerate(items)
        if taken.recommendation or taken.column.index in written
    }
    found: list[tuple[Taken, float]] = []
    for _ in items:
        correlations = rest_correlations(places * weights[:, None])
        open_ones = [place for place in range(len(items)) if place not in fixed]
        worst = min(open_ones, key=lambda place: (correlations[place], place), default=None)
        if worst is None or not correlations[worst] <= _AGAINST:
            break
        found.append((items[worst], float(correlations[worst])))
        weights[worst] *= -1
        fixed.add(worst)
    return found


def _places(taken: Taken, rows: Sequence[int]) -> list[float]:
    """Answers from -1 (least favourable) to 1, NaN where there is none."""
    found: list[float] = []
    for row in rows:
        value = taken.values[row]
        place = taken.scale.agreement(value, reversed_item=False) if taken.scale and value else None
        found.append(float("nan") if place is None else 2 * place - 1)
    return found


def rest_correlations(places: np.ndarray) -> np.ndarray:
    """Correlation of each item with the mean of the others.

    `places` is an array of shape (items, people) with NaN for no answer; the result has shape
    (items,) and is 0 where fewer than 20 people answered the item and another, or nobody differs.
    """
    result = np.zeros(len(places))
    answered = ~np.isnan(places)
    all_counts, all_sums = answered.sum(axis=0), np.nansum(places, axis=0)
    for item, answers in enumerate(places):
        counts = all_counts - answered[item]
        sums = all_sums - np.where(answered[item], answers, 0.0)
        both = answered[item] & (counts > 0)
        if both.sum() < _LEAST_PEOPLE:
            continue
        own, rest = answers[both], sums[both] / counts[both]
        if own.std() > 0 and rest.std() > 0:
            result[item] = float(np.corrcoef(own, rest)[0, 1])
    return result


def _with_meaning(columns: Sequence[Taken], place: int, written: frozenset[int]) -> Taken:
    taken = columns[place]
    if taken.role in {"choice", "multi"}:
        return replace(taken, meaning=meaning_of(taken.column.title))
    if taken.role != "open":
        return taken
    if taken.column.index in written:
        return replace(taken, meaning=_meaning_named(taken.detail) or _meaning(columns, place))
    siblings = _siblings(columns, place)
    is_other = asks_for(taken.column.part, "other") if taken.column.part else False
    if is_other and any(sibling.role in PARTICULARS for sibling in siblings):
        return replace(taken, role="attribute", detail="other")
    meaning = _meaning(columns, place)
    attached = "other" if is_other and siblings else ""
    return replace(taken, meaning=meaning, detail=", ".join(filter(None, (str(meaning), attached))))


def _meaning_named(detail: str) -> QuestionMeaning | None:
    """The meaning a person wrote: "what hinders", or a question to be judged by its wording."""
    key = header_key(detail)
    return next((one for one in QuestionMeaning if one and header_key(one) == key), None)


def _siblings(columns: Sequence[Taken], place: int) -> list[Taken]:
    key = header_key(columns[place].column.title)
    return [
        other
        for number, other in enumerate(columns)
        if number != place and key and header_key(other.column.title) == key
    ]


def _meaning(columns: Sequence[Taken], place: int) -> QuestionMeaning:
    column = columns[place].column
    siblings = _siblings(columns, place)
    if any(sibling.role in _SCALED for sibling in siblings) and _is_appended(column):
        return QuestionMeaning.WHY_SCORE
    own = QuestionMeaning.OTHER
    if column.part and not asks_for(column.part, "other"):
        own = meaning_of(column.part)
    own = own or meaning_of(column.title)
    if own in {QuestionMeaning.OTHER, QuestionMeaning.ANYTHING} and _follows_score(columns, place):
        return QuestionMeaning.WHY_SCORE
    return own


def _is_appended(column: Column) -> bool:
    return not column.part or asks_for(column.part, "other") or asks_for(column.part, "add_comment")


def _follows_score(columns: Sequence[Taken], place: int) -> bool:
    """Whether a question without words of its own ("Please tell us more") stands behind a score."""
    before = columns[place - 1] if place else None
    if before is None or before.role not in _SCALED or before.column.part:
        return False
    title = columns[place].column.title
    short = len(title.split()) <= _GENERIC_WORDS
    return short and (asks_for(title, "add_comment") or asks_for(title, "tell_more"))
