"""Which column of a survey holds what, by the words above it and the cells below."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.errors import WrongSettings
from toolkit.intake.headers import header_key, looks_like_date, role_of, share_of
from toolkit.intake.survey_content import (
    Choices,
    Content,
    are_yes_and_no,
    content_of,
    counts_rows,
    find_choices,
    is_ranking,
    is_tick_column,
    told_choices,
)
from toolkit.intake.survey_fits import PARTICULARS, fits
from toolkit.intake.survey_headers import QUIZ_PARTS, Column
from toolkit.intake.survey_identity import (
    OF_OTHERS,
    asks_for_people,
    identity_of,
    names_of_others,
    settled_role,
)
from toolkit.intake.survey_machine import machine_made
from toolkit.intake.survey_scales import Scale, find_scale
from toolkit.intake.survey_wording import asks_for, cue_place, meaning_of, wording
from toolkit.model.vocabulary import QuestionMeaning

COLUMN_ROLES: Mapping[str, str] = {
    "response_id": "the tool's own number of the answer",
    "person_id": "the organisation's number or log-in of the person",
    "email": "e-mail address of the person",
    "name": "name of the person",
    "first_name": "first name of the person",
    "last_name": "family name of the person",
    "department": "where the person works: department",
    "location": "where the person works: place",
    "role": "what the person does",
    "attribute": "another particular of the person",
    "start_date": "when the answer was begun",
    "end_date": "when the answer was given",
    "status": "whether it is a real answer",
    "progress": "how far the person came",
    "last_page": "the last page the person saw",
    "finished": "whether the person came to the end",
    "language": "language of the questionnaire",
    "channel": "by which way the person came",
    "ip": "address of the computer; used only to find answers begun twice",
    "consent": "whether the person agreed to take part",
    "question": "the question, where each row is one answer to one question",
    "wave": "which of several rounds the answer belongs to",
    "open": "an answer in the person's own words; detail: what the question asks for",
    "rating": "a number on a scale; detail: its ends, 'reversed', 'recommendation'",
    "likert": "a level in words; detail: its family, 'reversed', 'recommendation'",
    "choice": "one of several answers",
    "multi": "several of several answers, in one cell",
    "checkbox": "one box of several; ticked or empty",
    "rank": "the place that the person gave to one of several things",
    "number": "a count or an amount",
    "nomination": "people whom the person turns to",
    "ignored": "not read; detail: the reason",
}
ASKED = frozenset(
    {"open", "rating", "likert", "choice", "multi", "checkbox", "rank", "number", "nomination"}
)
"""Roles that are an answer of the person to a question."""

_DERIVED_VALUES = {"detractor", "passive", "promoter"}
_SHORT_WORDS = 6
_MOST_CODES = 12
_ZONE = re.compile(r"\s*\((?:UTC|GMT|CES?T|local time|hh:mm)[^)]*\)$", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One column and what it was taken for."""

    column: Column
    role: str
    detail: str = ""
    confidence: float = 1.0
    scale: Scale | None = None
    reversed_item: bool = False
    recommendation: bool = False
    meaning: QuestionMeaning = QuestionMeaning.OTHER
    choices: Choices | None = None

    @property
    def values(self) -> tuple[str, ...]:
        """The cells, one for each row."""
        return self.column.values


def take_columns(
    columns: Sequence[Column], tool: str, mine: Mapping[str, str], file: str
) -> list[Taken]:
    """A role for every column: what a person wrote, else known headers, else wording and cells.

    Raises WrongSettings for a role in `mine` that does not exist.
    """
    written = _written(mine, file)
    groups = _groups(columns)
    contents = {column.index: content_of(column.values) for column in columns}
    known: dict[int, Taken] = {}
    by_hand: set[int] = set()
    for column in columns:
        by_hand |= {column.index} if (taken := _as_written(column, written)) else set()
        if taken := taken or _by_header(column, contents[column.index], tool):
            known[column.index] = taken
    for group in groups.values():
        open_ones = [column for column in group if column.index not in known]
        for taken in _by_group(open_ones):
            known[taken.column.index] = taken
    for column in columns:
        if column.index not in known:
            known[column.index] = _by_content(column, contents[column.index])
    told = [one.values for one in known.values() if one.role in {"email", "person_id"}]
    for place in set(known) - by_hand:
        known[place] = _unless_of_others(known[place], told)
    return [known[column.index] for column in columns]


def _unless_of_others(taken: Taken, told: Sequence[Sequence[str]]) -> Taken:
    """A column of names again, told from one of other people by who answered."""
    if taken.role != "name" or not any(names_of_others(taken.values, one) for one in told):
        return taken
    if "?" in taken.column.title or asks_for(taken.column.question, "whom"):
        return replace(taken, role="nomination", confidence=0.8)
    return replace(taken, role="ignored", detail=OF_OTHERS, confidence=0.8)


def _written(mine: Mapping[str, str], file: str) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for name, text in mine.items():
        role, _, detail = text.partition(":")
        if role.strip() not in COLUMN_ROLES:
            raise WrongSettings(
                f"'{role.strip()}' for column '{name}' is no role.",
                where=file,
                what_to_do=f"Write one of: {', '.join(COLUMN_ROLES)}.",
            )
        found[header_key(name)] = (role.strip(), detail.strip())
    return found


def _as_written(column: Column, written: Mapping[str, tuple[str, str]]) -> Taken | None:
    for name in (column.name, column.code, column.question, column.title, column.raw_title):
        if name and header_key(name) in written:
            role, detail = written[header_key(name)]
            return _dressed(Taken(column=column, role=role, detail=detail))
    return None


def _dressed(taken: Taken) -> Taken:
    """A column taken as a person wrote, with the scale or choices that its role needs."""
    column = taken.column
    if taken.role in {"rating", "likert"}:
        scale = find_scale([column.values], column.question, column.value_labels or {})
        return replace(
            taken,
            scale=scale,
            reversed_item="reversed" in taken.detail,
            recommendation="recommendation" in taken.detail,
        )
    if taken.role == "multi":
        return replace(taken, choices=told_choices(column.values))
    return taken


def _groups(columns: Sequence[Column]) -> dict[str, list[Column]]:
    groups: dict[str, list[Column]] = defaultdict(list)
    for column in columns:
        groups[header_key(column.title) or column.name].append(column)
    return groups


def _by_header(column: Column, content: Content, tool: str) -> Taken | None:
    if not content.filled:
        return Taken(column=column, role="ignored", detail="empty")
    role = next((found for name in _names(column) if (found := role_of(name))), None)
    if role is None and counts_rows(column.values) and not column.title.endswith("?"):
        return Taken(column=column, role="ignored", detail="numbers the rows", confidence=0.9)
    if role == "comment":
        return None
    if role in {"technical", "duration"} and fits(column, role):
        return Taken(column=column, role="ignored", detail="technical")
    if role and fits(column, role):
        return Taken(column=column, role=settled_role(role, column, tool))
    if own := identity_of(column) or machine_made(column, tool):
        return Taken(column=column, role=own[0], detail=own[1], confidence=0.9)
    return _by_wording(column, content)


def _names(column: Column) -> list[str]:
    names = [column.code, column.raw_title, column.title]
    short = [wording(name) for name in names if name and " " not in name]
    short += [_ZONE.sub("", name) for name in names]
    return [name for name in (*names, *short) if name and (not column.part or name == column.code)]


def _by_wording(column: Column, content: Content) -> Taken | None:
    """Consent, derived columns, nominations and rounds, which their wording gives away."""
    question = column.question
    if {wording(value) for value in column.values if value} <= _DERIVED_VALUES:
        return Taken(column=column, role="ignored", detail="derived from another column")
    for role in ("question", "wave"):
        if asks_for(column.title, role) and content.is_closed and not column.part:
            return Taken(column=column, role=role, confidence=0.8)
    if _is_derived(column):
        return Taken(column=column, role="ignored", detail="derived from another column")
    if asks_for(question, "attention") and content.is_closed:
        return Taken(column=column, role="ignored", detail="attention check")
    if _names_people(column, content):
        return Taken(column=column, role="nomination", confidence=0.9)
    if asks_for(question, "consent") and content.distinct <= 4 and content.mean_words <= 12:
        return Taken(column=column, role="consent", confidence=0.9)
    return None


def _names_people(column: Column, content: Content) -> bool:
    if asks_for(column.question, "nomination"):
        return content.numbers < 0.5 and not _is_boxes(column)
    return asks_for_people(column)


def _is_boxes(column: Column) -> bool:
    return is_tick_column(column.values, column.part)


def _is_derived(column: Column) -> bool:
    if header_key(column.part) in QUIZ_PARTS:
        return True
    names = [column.code, column.name, column.raw_title, column.part]
    personal = any(asks_for(column.title, role) for role in PARTICULARS)
    return not personal and any(asks_for(name, "derived") for name in names if name)


def _by_group(group: Sequence[Column]) -> list[Taken]:
    """Columns of one question that make sense together: boxes, rankings, grids."""
    if len(group) < 2:
        return []
    boxes = [column for column in group if _is_boxes(column)]
    if len(boxes) >= 2:
        return [Taken(column=column, role="checkbox") for column in boxes]
    parts = [column for column in group if column.part and not asks_for(column.part, "other")]
    if is_ranking([column.values for column in parts]):
        return [Taken(column=column, role="rank") for column in parts]
    return _grid(parts)


def _grid(parts: Sequence[Column]) -> list[Taken]:
    if len(parts) < 2:
        return []
    title = parts[0].title
    labels = {key: text for column in parts for key, text in (column.value_labels or {}).items()}
    scale = find_scale([column.values for column in parts], title, labels)
    if scale is None:
        return []
    fitting = [
        column
        for column in parts
        if share_of(column.values, lambda value: scale.place(value) is not None) >= 0.5
    ]
    if len(fitting) < 0.6 * len(parts):
        return []
    rest = [column for column in parts if column not in fitting]
    closed = [column for column in rest if content_of(column.values).is_closed]
    return [
        *(_scaled(column, scale) for column in fitting),
        *(Taken(column=column, role="choice", confidence=0.7) for column in closed),
    ]


def _scaled(column: Column, scale: Scale) -> Taken:
    if asks_for(column.title, "frequency") and not scale.ordered_only:
        scale = replace(scale, ordered_only=True)
    return Taken(column=column, role=scale.kind, detail=scale.ends, scale=scale, confidence=0.95)


def _by_content(column: Column, content: Content) -> Taken:
    if column.in_words:
        return Taken(column=column, role="open")
    return (
        _particular(column, content)
        or _ordered(column)
        or _counted(column, content)
        or _in_words_or_chosen(column, content)
    )


def _ordered(column: Column) -> Taken | None:
    if _is_boxes(column) and column.part:
        return Taken(column=column, role="checkbox", confidence=0.8)
    scale = find_scale([column.values], column.question, column.value_labels or {})
    return _scaled(column, scale) if scale and not _is_counted(column, scale) else None


def _counted(column: Column, content: Content) -> Taken | None:
    if content.numbers >= 0.8:
        coded = asks_for(column.title, "which") and content.distinct <= _MOST_CODES
        return Taken(column=column, role="choice" if coded else "number", confidence=0.7)
    if share_of(column.values, looks_like_date) < 0.8:
        return None
    if asks_for(column.title, "moment"):
        return Taken(column=column, role="end_date", confidence=0.7)
    return Taken(column=column, role="ignored", detail="a date", confidence=0.7)


def _in_words_or_chosen(column: Column, content: Content) -> Taken:
    if column.code.endswith("_TEXT") or (column.part and asks_for(column.part, "other")):
        return Taken(column=column, role="open", confidence=0.9)
    if told := _told_closed(column, content):
        return told
    choices = find_choices(column.values)
    many = content.said >= _MANY and (content.is_closed or choices is not None)
    many = many or (bool(column.part) and content.is_repeated)
    if _asks_for_words(column) and not (many or content.is_surely_closed):
        return Taken(column=column, role="open", confidence=0.9)
    if choices:
        return Taken(column=column, role="multi", choices=choices, confidence=0.9)
    if _is_one_word(column, content):
        return Taken(column=column, role="attribute", confidence=0.6)
    if content.is_text or not content.said:
        return Taken(column=column, role="open", confidence=0.9 if content.mean_words >= 4 else 0.7)
    return Taken(column=column, role="choice", confidence=0.9 if content.said >= 8 else 0.6)


def _is_one_word(column: Column, content: Content) -> bool:
    """Whether a short title that asks nothing stands over names of places, teams or products."""
    title = column.title
    if column.part or not title or len(title.split()) > _TITLE_WORDS or title.endswith("?"):
        return False
    if content.said < _FEWEST or content.mean_words > _ONE_WORD or meaning_of(title):
        return False
    return share_of(column.values, _is_called) >= _CAPITALS


def _is_called(value: str) -> bool:
    return value[0].isupper() and not any(map(str.isdigit, value))


_TITLE_WORDS = 3
_ONE_WORD = 1.5
_FEWEST = 5
_CAPITALS = 0.9


def _told_closed(column: Column, content: Content) -> Taken | None:
    """A question that says itself that choices were ticked, or whose answers are yes and no."""
    if asks_for(column.title, "several") and content.mean_words <= _SHORT_WORDS * _SHORT_WORDS:
        choices = told_choices(column.values)
        return Taken(column=column, role="multi", choices=choices, confidence=0.9)
    chosen = asks_for(column.raw_title, "chosen") or are_yes_and_no(column.values)
    return Taken(column=column, role="choice", confidence=0.9) if chosen else None


_MANY = 50
"""Answers from which on the cells show better than the wording whether they were chosen."""


def _asks_for_words(column: Column) -> bool:
    """Whether the question asks for an answer in words."""
    return role_of(column.title) == "comment" or bool(meaning_of(column.title))


def _is_counted(column: Column, scale: Scale) -> bool:
    """Whether numbers count something, or stand for choices: the question asks for no rating."""
    told = re.search(r"\d", column.question) is not None
    if scale.kind != "rating" or told:
        return False
    coded = asks_for(column.title, "which") and not asks_for(column.title, "scale")
    counts = asks_for(column.question, "count") and not asks_for(column.question, "judged")
    return coded or counts


def _particular(column: Column, content: Content) -> Taken | None:
    """What the person is, not what he or she thinks: short answers to a question about oneself."""
    if content.mean_words > _SHORT_WORDS and not content.is_closed:
        return None
    found = [(place, role) for role in PARTICULARS if (place := cue_place(column.title, role)) >= 0]
    return Taken(column=column, role=min(found)[1], confidence=0.7) if found else None
