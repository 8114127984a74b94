"""Surveys and comment sheets: one table becomes respondents, open answers and closed answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from toolkit.intake.headers import header_key
from toolkit.intake.raw import Nomination, RawFile, SurveyReading, with_damage
from toolkit.intake.survey_answers import Answers, collect
from toolkit.intake.survey_cells import with_empty_cells
from toolkit.intake.survey_codes import notes_on_codes, settle_codes
from toolkit.intake.survey_headers import Column, Table, read_table
from toolkit.intake.survey_judge import judge
from toolkit.intake.survey_listed import Beside, likely_identity, name_key, settle_people
from toolkit.intake.survey_names import find_product_names
from toolkit.intake.survey_network import settle_network
from toolkit.intake.survey_roles import ASKED, Taken, take_columns
from toolkit.intake.survey_sets import ResponseSet, sort_rows
from toolkit.intake.survey_signs import CLOSED, QUESTION_WORDS, format_name, survey_kind
from toolkit.intake.survey_wording import hints_at_wave
from toolkit.model.intake import ColumnGuess, FileReading, SetAside
from toolkit.model.vocabulary import FileKind, Wave
from toolkit.settings import FileSettings

_ALONE = Beside()
_WHO = ("person_id", "email", "name", "first_name", "last_name", "response_id")
_LEAST_RATED = 2
"""Rated questions from which on a sheet without words, but with who answered, is read."""
_EXPECTING_SHARE = 0.3
"""Share of the questions that look ahead from which on a survey was held before the launch."""
_REPEATED_TEXTS = 0.5


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
        if (table := read_table(with_empty_cells(sheet), extension=raw.extension))
    ]
    if not tables:
        return SurveyReading(reading=_reading(raw, mine, (), ()))
    taken = {table.sheet: _taken(raw, table, mine, beside) for table in tables}
    read, left = _choose(tables, taken)
    kind = mine.kind or survey_kind(read[0], taken[read[0].sheet])
    parts = tuple(_part(table, taken[table.sheet], mine, kind) for table in read)
    likely = likely_identity(taken[read[0].sheet], beside.listed)
    found = replace(_joined(raw, mine, kind, parts, left), likely_identity=likely)
    if sum(name_key(column.title) in beside.names for column in read[0].columns) < _MOST_IN_HEAD:
        return found
    return replace(found, reading=replace(found.reading, problem=_TURNED.format(raw.file)))


_MOST_IN_HEAD = 4
"""So many names of the list in a header say that each column is a person."""
_TURNED = (
    "{}: people of the organisation's list stand in the header, their answers below: nobody's "
    "words can be told so. Turn the table round (one row for each person) and run again."
)


def _taken(raw: RawFile, table: Table, mine: FileSettings, beside: Beside) -> list[Taken]:
    by_hand = _by_hand(table, mine)
    taken = take_columns(table.columns, table.tool, mine.columns, raw.file)
    taken = settle_network(settle_people(taken, beside, by_hand), beside.names, by_hand)
    return settle_codes(taken, by_hand)


def _by_hand(table: Table, mine: FileSettings) -> set[int]:
    return {column.index for column in table.columns if _is_written(column, mine)}


def _choose(
    tables: Sequence[Table], taken: dict[str, list[Taken]]
) -> tuple[list[Table], list[tuple[Table, str]]]:
    """The sheets that hold answers, the fullest first, and the others with the reason."""

    def worth(table: Table) -> tuple[int, int]:
        answers = sum(one.role in {"open", *CLOSED, "choice"} for one in taken[table.sheet])
        return answers * len(table.row_numbers), len(table.row_numbers)

    main = max(tables, key=worth)
    texts = _texts(taken[main.sheet])
    read, left = [main], []
    for table in tables:
        if table is main:
            continue
        reason = _why_left(table, main, taken[table.sheet], taken[main.sheet], texts)
        if reason:
            left.append((table, reason))
        else:
            read.append(table)
    return read, left


def _tell_who(columns: Sequence[Taken]) -> bool:
    return any(one.role in _WHO for one in columns)


def _are_rated(columns: Sequence[Taken]) -> bool:
    return sum(one.role in CLOSED for one in columns) >= _LEAST_RATED


def _texts(columns: Sequence[Taken]) -> set[str]:
    return {value for one in columns if one.role == "open" for value in one.values if value}


def _why_left(
    table: Table,
    main: Table,
    columns: Sequence[Taken],
    main_columns: Sequence[Taken],
    seen: set[str],
) -> str:
    """Why a further sheet holds no answers of its own; "" if it does.

    Sums ("Agree: 14") and a cover page name nobody, though the answers themselves do.
    """
    texts, same = _texts(columns), _same_head(table, main)
    if not (texts or same or (_are_rated(columns) and _tell_who(columns))):
        return f"sheet '{table.sheet}' holds no answers"
    if not same and _tell_who(main_columns) and not _tell_who(columns):
        return f"sheet '{table.sheet}' does not say who answered"
    if texts and len(texts & seen) >= _REPEATED_TEXTS * len(texts):
        return f"sheet '{table.sheet}' repeats answers of sheet '{main.sheet}'"
    if not same and main.tool:
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
    statements = {column.part for column in asked if len(column.part.split()) >= QUESTION_WORDS}
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
        problem=_problem(raw, asides, kept) if days or asides or kept else _NO_ANSWERS,
        notes=(*raw.notes, *(note for part in parts for note in part.notes)),
    )
    return with_damage(reading, raw)


_NO_ANSWERS = "no answers in it, only a header."
_MOSTLY_TWICE = 0.4
"""Share of the rows set aside as somebody's second ones, from which on the table is another."""
_FEW_ROWS = 5


def _problem(raw: RawFile, asides: Sequence[SetAside], kept: int) -> str:
    """Said loudly where so many rows are taken for doubles that they are likely answers."""
    twice = sum(item.rows for item in asides if " twice: " in item.reason)
    if twice < _FEW_ROWS or twice < _MOSTLY_TWICE * (twice + kept):
        return ""
    return (
        f"{raw.file}: {twice} of {twice + kept} rows were set aside because the same person or "
        "number stands in several. If each row is an answer of its own, write the role 'question' "
        'for the column that tells what was asked, or kind = "comment_sheet", into review.toml '
        "and run again."
    )


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
