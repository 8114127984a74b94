"""Whether a table is a survey or a comment sheet, by its head and its first rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from toolkit.intake.attendance import is_word_of_attendance
from toolkit.intake.headers import role_of, share_of
from toolkit.intake.raw import RawFile
from toolkit.intake.survey_cells import with_empty_cells
from toolkit.intake.survey_content import content_of
from toolkit.intake.survey_headers import Table, read_table
from toolkit.intake.survey_roles import Taken, take_columns
from toolkit.intake.survey_tools import SOSCI, UNIPARK
from toolkit.model.vocabulary import FileKind

CLOSED = ("rating", "likert", "multi", "checkbox", "rank")
"""Roles of columns that can only be answers to a question with choices."""
_TOOL_COLUMNS = ("start_date", "progress", "finished", "status", "last_page", "ip", "channel")
_NUMBER_WORDS = ("no header row", "one header row", "two header rows", "three header rows")
_MOST_COMMENT_COLUMNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """A table that could be a survey."""

    kind: FileKind
    format: str
    sure: bool
    """A survey tool's own export, or a header full of questions."""
    each_row: bool = False
    """Each row is the answer to one question, in words: no register of a course looks so."""


def recognise(raw: RawFile) -> Recognised | None:
    """Whether a table holds answers or comments, by its head and its first rows."""
    if raw.form != "table":
        return None
    found: list[tuple[bool, int, Recognised]] = []
    for sheet in raw.sheets:
        head = replace(sheet, rows=sheet.rows[:_ROWS_TO_RECOGNISE])
        table = read_table(with_empty_cells(head), extension=raw.extension)
        if table is None or not table.row_numbers:
            continue
        columns = take_columns(table.columns, table.tool, {}, raw.file)
        told = [one for one in columns if one.role in {"open", "nomination"}]
        said = sum(not _tells_who_came(one) for one in told)
        asked = sum(map(_asks, columns))
        sure = table.tool in _SURE_TOOLS or asked >= 2 or (asked == 1 and table.tool != "")
        sure = sure or _is_comment_sheet(columns) or _is_rated_comment(columns)
        each = _asks_in_each_row(columns)
        if sure or said:
            known = Recognised(
                kind=survey_kind(table, columns),
                format=format_name(raw, table),
                sure=sure or each,
                each_row=each,
            )
            found.append((sure or each, asked + said, known))
    return max(found, key=lambda one: one[:2])[2] if found else None


_SURE_TOOLS = {"Qualtrics", "SurveyMonkey", "LimeSurvey", "Alchemer", "SPSS", UNIPARK, SOSCI}
_ROWS_TO_RECOGNISE = 300
QUESTION_WORDS = 5
"""A title of so many words asks something, or states it."""


def _asks(taken: Taken) -> bool:
    """Whether a column stands under a question that asks for an opinion or for people."""
    if taken.role not in {"open", "rating", "likert", "nomination"}:
        return False
    title = taken.column.title
    return title.rstrip().endswith("?") or len(title.split()) >= QUESTION_WORDS


def _is_comment_sheet(columns: Sequence[Taken]) -> bool:
    """Whether a narrow table has a column called comment, and hardly a row without one."""
    comments = [
        one for one in columns if one.role == "open" and role_of(one.column.title) == "comment"
    ]
    comments = [one for one in comments if not _tells_who_came(one)]
    if not comments or len(columns) > _MOST_COLUMNS_OF_COMMENTS:
        return False
    filled = sum(map(bool, comments[0].values))
    return filled >= 0.7 * len(comments[0].values)


def _asks_in_each_row(columns: Sequence[Taken]) -> bool:
    """Whether a column tells the question and another has sentences."""
    asked = any(one.role == "question" for one in columns)
    return asked and any(_is_wordy(one) for one in columns if one.role == "open")


def _is_rated_comment(columns: Sequence[Taken]) -> bool:
    """Whether a score and a comment stand beside a survey tool's number of the answer."""
    roles = {one.role for one in columns}
    if not ({"response_id"} <= roles and roles & {"rating", "likert"}):
        return False
    wordy = [one for one in columns if one.role == "open" and _is_wordy(one)]
    return any(role_of(one.column.title) == "comment" for one in wordy)


def _is_wordy(taken: Taken) -> bool:
    return content_of(taken.values).mean_words >= _SENTENCE


_SENTENCE = 4
"""Words of a mean answer from which on somebody speaks."""
_MOST_COLUMNS_OF_COMMENTS = 6
_ABSENCES = 0.5


def _tells_who_came(taken: Taken) -> bool:
    """Whether a column holds words on who was there and why not: a register's, nobody's opinion."""
    return share_of(taken.column.values, is_word_of_attendance) >= _ABSENCES


def survey_kind(table: Table, columns: Sequence[Taken]) -> FileKind:
    """A comment sheet has comments and hardly anything else; all others are surveys."""
    roles = Counter(taken.role for taken in columns)
    plain = not table.tool and not any(roles[role] for role in (*CLOSED, *_TOOL_COLUMNS))
    few = 1 <= roles["open"] <= _MOST_COMMENT_COLUMNS
    return FileKind.COMMENT_SHEET if plain and few else FileKind.SURVEY


def format_name(raw: RawFile, table: Table) -> str:
    """For people: "Qualtrics CSV, three header rows"."""
    head = _NUMBER_WORDS[min(table.header_rows, len(_NUMBER_WORDS) - 1)]
    return f"{table.tool or 'table'} {raw.extension.upper()}, {head}"
