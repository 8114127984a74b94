"""Surveys and comment sheets: one table becomes respondents, open answers and closed answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from toolkit.intake.attendance import is_word_of_attendance
from toolkit.intake.headers import header_key, role_of, share_of
from toolkit.intake.raw import Nomination, RawFile, RawSheet, SurveyReading, with_damage
from toolkit.intake.survey_answers import Answers, collect
from toolkit.intake.survey_codes import notes_on_codes, settle_codes
from toolkit.intake.survey_content import empty_signs
from toolkit.intake.survey_headers import Column, Table, read_table
from toolkit.intake.survey_judge import judge
from toolkit.intake.survey_listed import Beside, likely_identity, settle_listed, settle_named
from toolkit.intake.survey_names import find_product_names
from toolkit.intake.survey_roles import ASKED, Taken, take_columns
from toolkit.intake.survey_sets import ResponseSet, sort_rows
from toolkit.intake.survey_wording import hints_at_wave
from toolkit.model.intake import ColumnGuess, FileReading, SetAside
from toolkit.model.vocabulary import FileKind, Wave
from toolkit.settings import FileSettings

_ALONE = Beside()
_CLOSED = ("rating", "likert", "multi", "checkbox", "rank")
_TOOL_COLUMNS = ("start_date", "progress", "finished", "status", "last_page", "ip", "channel")
_EXPECTING_SHARE = 0.3
"""Share of the questions that look ahead from which on a survey was held before the launch."""
_REPEATED_TEXTS = 0.5
_NUMBER_WORDS = ("no header row", "one header row", "two header rows", "three header rows")
_MOST_COMMENT_COLUMNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One sheet that holds answers."""

    table: Table
    columns: tuple[Taken, ...]
    rows: ResponseSet
    notes: tuple[str, ...]


def read_survey(raw: RawFile, mine: FileSettings, beside: Beside = _ALONE) -> SurveyReading:
    """Everything in a survey export or comment sheet; people are as the file names them.

    Without a list in `beside` only headers and the form of the cells tell who answered.

    rows_in counts every filled row below the header, on every sheet; what is not kept is set aside
    with its reason, the rows that the gate found damaged too. Raises WrongSettings where
    `mine.columns` names a role that does not exist.
    """
    tables = [
        table
        for sheet in raw.sheets
        if (table := read_table(_with_empty_cells(sheet), extension=raw.extension))
    ]
    if not tables:
        return SurveyReading(reading=_reading(raw, mine, (), ()))
    taken = {table.sheet: _taken(raw, table, mine, beside) for table in tables}
    read, left = _choose(tables, taken)
    kind = mine.kind or survey_kind(read[0], taken[read[0].sheet])
    parts = tuple(_part(table, taken[table.sheet], mine, kind) for table in read)
    likely = likely_identity(taken[read[0].sheet], beside.listed)
    return replace(_joined(raw, mine, kind, parts, left), likely_identity=likely)


def _taken(raw: RawFile, table: Table, mine: FileSettings, beside: Beside) -> list[Taken]:
    by_hand = _by_hand(table, mine)
    taken = take_columns(table.columns, table.tool, mine.columns, raw.file)
    taken = settle_listed(taken, beside.listed, by_hand)
    return settle_codes(settle_named(taken, beside.names, by_hand), by_hand)


def _by_hand(table: Table, mine: FileSettings) -> set[int]:
    return {column.index for column in table.columns if _is_written(column, mine)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """A table that could be a survey."""

    kind: FileKind
    format: str
    sure: bool
    """A survey tool's own export, or a header full of questions."""


def recognise(raw: RawFile) -> Recognised | None:
    """Whether a table holds answers or comments, by its head and its first rows."""
    if raw.form != "table":
        return None
    found: list[tuple[bool, int, Recognised]] = []
    for sheet in raw.sheets:
        head = replace(sheet, rows=sheet.rows[:_ROWS_TO_RECOGNISE])
        table = read_table(_with_empty_cells(head), extension=raw.extension)
        if table is None or not table.row_numbers:
            continue
        columns = take_columns(table.columns, table.tool, {}, raw.file)
        told = [one for one in columns if one.role in {"open", "nomination"}]
        said = sum(not _tells_who_came(one) for one in told)
        asked = sum(map(_asks, columns))
        sure = table.tool in _SURE_TOOLS or asked >= 2 or (asked == 1 and table.tool != "")
        sure = sure or _is_comment_sheet(columns)
        if sure or said:
            known = Recognised(
                kind=survey_kind(table, columns), format=format_name(raw, table), sure=sure
            )
            found.append((sure, asked + said, known))
    return max(found, key=lambda one: one[:2])[2] if found else None


_SURE_TOOLS = {"Qualtrics", "SurveyMonkey", "LimeSurvey", "Alchemer", "SPSS"}
_ROWS_TO_RECOGNISE = 300
_QUESTION_WORDS = 5


def _asks(taken: Taken) -> bool:
    """Whether a column stands under a question that asks for an opinion or for people."""
    if taken.role not in {"open", "rating", "likert", "nomination"}:
        return False
    title = taken.column.title
    return title.rstrip().endswith("?") or len(title.split()) >= _QUESTION_WORDS


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


_MOST_COLUMNS_OF_COMMENTS = 6
_ABSENCES = 0.5


def _tells_who_came(taken: Taken) -> bool:
    """Whether a column holds words on who was there and why not: a register's, nobody's opinion."""
    return share_of(taken.column.values, is_word_of_attendance) >= _ABSENCES


def survey_kind(table: Table, columns: Sequence[Taken]) -> FileKind:
    """A comment sheet has comments and hardly anything else; all others are surveys."""
    roles = Counter(taken.role for taken in columns)
    plain = not table.tool and not any(roles[role] for role in (*_CLOSED, *_TOOL_COLUMNS))
    few = 1 <= roles["open"] <= _MOST_COMMENT_COLUMNS
    return FileKind.COMMENT_SHEET if plain and few else FileKind.SURVEY


def _with_empty_cells(sheet: RawSheet) -> RawSheet:
    """The sheet with the file's own sign for "empty" taken away, and labels in place of codes."""
    if not sheet.rows:
        return sheet
    signs = empty_signs(list(zip(*sheet.rows, strict=True)))
    rows = sheet.rows
    if signs:
        rows = tuple(tuple("" if cell in signs else cell for cell in row) for row in rows)
    if sheet.value_labels:
        rows = _labelled(rows, sheet)
    return replace(sheet, rows=rows)


def _labelled(rows: tuple[tuple[str, ...], ...], sheet: RawSheet) -> tuple[tuple[str, ...], ...]:
    """Codes replaced by their labels in columns where every code in use has one."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    for column in columns:
        labels = sheet.value_labels.get(column[0], {})
        used = {cell for cell in column[1:] if cell}
        if labels and used <= set(labels):
            column[1:] = [labels.get(cell, cell) for cell in column[1:]]
    return tuple(zip(*columns, strict=True))


def _choose(
    tables: Sequence[Table], taken: dict[str, list[Taken]]
) -> tuple[list[Table], list[tuple[Table, str]]]:
    """The sheets that hold answers, the fullest first, and the others with the reason."""

    def worth(table: Table) -> tuple[int, int]:
        answers = sum(one.role in {"open", *_CLOSED, "choice"} for one in taken[table.sheet])
        return answers * len(table.row_numbers), len(table.row_numbers)

    main = max(tables, key=worth)
    texts = _texts(taken[main.sheet])
    read, left = [main], []
    for table in tables:
        if table is main:
            continue
        reason = _why_left(table, main, taken[table.sheet], texts)
        if reason:
            left.append((table, reason))
        else:
            read.append(table)
    return read, left


def _texts(columns: Sequence[Taken]) -> set[str]:
    return {value for one in columns if one.role == "open" for value in one.values if value}


def _why_left(table: Table, main: Table, columns: Sequence[Taken], seen: set[str]) -> str:
    """Why a further sheet holds no answers of its own; "" if it does."""
    texts = _texts(columns)
    if not texts and not _same_head(table, main):
        return f"sheet '{table.sheet}' holds no answers"
    if texts and len(texts & seen) >= _REPEATED_TEXTS * len(texts):
        return f"sheet '{table.sheet}' repeats answers of sheet '{main.sheet}'"
    if not _same_head(table, main) and main.tool:
        return f"sheet '{table.sheet}' is not part of the survey"
    return ""


def _same_head(table: Table, main: Table) -> bool:
    own = {column.key for column in table.columns}
    return len(own & {column.key for column in main.columns}) >= 0.8 * len(own)


def _part(table: Table, columns: list[Taken], mine: FileSettings, kind: FileKind) -> _Part:
    rows = sort_rows(table, columns, one_per_person=kind is FileKind.SURVEY)
    written = frozenset(_by_hand(table, mine))
    judged = judge(columns, sorted(one.row for one in rows.kept), written)
    notes = (*rows.notes, *judged.notes, *notes_on_codes(judged.columns, written))
    return _Part(table=table, columns=judged.columns, rows=rows, notes=notes)


def _is_written(column: Column, mine: FileSettings) -> bool:
    names = {header_key(name) for name in mine.columns}
    own = (column.name, column.code, column.question, column.title, column.raw_title)
    return bool(names & {header_key(name) for name in own if name})


def _joined(
    raw: RawFile,
    mine: FileSettings,
    kind: FileKind,
    parts: tuple[_Part, ...],
    left: Sequence[tuple[Table, str]],
) -> SurveyReading:
    found = [collect(raw.file, kind, part.table, part.columns, part.rows) for part in parts]
    wave = mine.wave or _wave(raw.file, parts)
    answers = _distinct(found)
    reading = _reading(raw, mine, parts, left)
    if wave:
        answers = answers.with_wave(wave)
    return SurveyReading(
        reading=replace(reading, kind=kind, wave=wave, anonymous=not answers.identities),
        respondents=answers.respondents,
        identities=answers.identities,
        sources=answers.sources,
        closed=answers.closed,
        nominations=tuple(
            Nomination(respondent_id=one.respondent_id, text=one.text, question=one.question)
            for one in answers.nominations
        ),
        product_names=find_product_names(_questions(parts)),
    )


def _questions(parts: Sequence[_Part]) -> list[str]:
    """Every wording once: the questions, and the statements of grids."""
    asked = [one.column for part in parts for one in part.columns if one.role in ASKED]
    statements = {column.part for column in asked if len(column.part.split()) >= _QUESTION_WORDS}
    return sorted({column.title for column in asked} | statements)


def _distinct(found: Sequence[Answers]) -> Answers:
    joined = found[0]
    for answers in found[1:]:
        joined = joined.joined(answers)
    return joined


def _reading(
    raw: RawFile, mine: FileSettings, parts: Sequence[_Part], left: Sequence[tuple[Table, str]]
) -> FileReading:
    days = sorted(one.answered_on for part in parts for one in part.rows.kept if one.answered_on)
    asides = [item for part in parts for item in part.rows.set_aside]
    asides += [
        SetAside(reason=reason, rows=len(table.row_numbers), where=table.sheet)
        for table, reason in left
        if table.row_numbers
    ]
    kept = sum(len(part.rows.kept) for part in parts)
    reading = FileReading(
        file=raw.file,
        kind=mine.kind or FileKind.SURVEY,
        format=mine.format or (format_name(raw, parts[0].table) if parts else "empty table"),
        rows_in=kept + sum(item.rows for item in asides),
        rows_kept=kept,
        set_aside=tuple(asides),
        columns=tuple(guess for part in parts for guess in _guesses(part)),
        first_on=days[0] if days else None,
        last_on=days[-1] if days else None,
        problem="" if days or asides or kept else "no answers in it, only a header.",
        notes=(*raw.notes, *(note for part in parts for note in part.notes)),
    )
    return with_damage(reading, raw)


def format_name(raw: RawFile, table: Table) -> str:
    """For people: "Qualtrics CSV, three header rows"."""
    head = _NUMBER_WORDS[min(table.header_rows, len(_NUMBER_WORDS) - 1)]
    return f"{table.tool or 'table'} {raw.extension.upper()}, {head}"


def _guesses(part: _Part) -> Iterator[ColumnGuess]:
    for taken in part.columns:
        details = [taken.detail]
        if taken.reversed_item:
            details.append("reversed")
        if taken.recommendation:
            details.append("recommendation")
        yield ColumnGuess(
            name=taken.column.name,
            role=taken.role,
            detail=", ".join(dict.fromkeys(filter(None, details))),
            confidence=taken.confidence,
        )


def _wave(file: str, parts: Sequence[_Part]) -> Wave:
    """Before or after the launch, where the file's name or most questions say so."""
    name = " ".join(header_key(piece) for piece in file.rsplit(".", 1)[0].split("/"))
    if hints_at_wave(name, "before"):
        return Wave.BEFORE
    if hints_at_wave(name, "after"):
        return Wave.AFTER
    questions = {
        one.column.question
        for part in parts
        for one in part.columns
        if one.role in {"open", "rating", "likert"}
    }
    ahead = sum(hints_at_wave(question, "expects") for question in questions)
    return Wave.BEFORE if questions and ahead >= _EXPECTING_SHARE * len(questions) else Wave.UNKNOWN
