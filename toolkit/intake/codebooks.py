"""A survey's own structure, exported beside its answers: what each code asks and stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from toolkit.intake.codebook_lists import read_list
from toolkit.intake.headers import header_key
from toolkit.intake.raw import RawFile, RawSheet
from toolkit.intake.survey_headers import clean_title
from toolkit.model.intake import FileReading
from toolkit.model.vocabulary import FileKind

FORMAT = "LimeSurvey, structure of a survey"
LIST_FORMAT = "codebook, list of variables"
OF_A_SURVEY = "gives a survey's questions and the labels of its answers"
OF_NO_SURVEY = "the structure of a survey whose answers are not in this folder"
_NEEDED = ("class", "name", "text")
_CLASSES = frozenset({"S", "SL", "G", "Q", "SQ", "A", "AS", "QTA", "QTAM", "QTALS", "QTLS", "C"})
"""What a row of the export can be: survey, group, question, sub-question, answer, quota ..."""
_SURELY = 0.9
_SAME_SURVEY = 0.6
"""Share of the questions whose codes stand in a header, from which on it is that survey's."""
_BARE_NUMBERS = 3
_NUMBERED = re.compile(r"^(\d{1,2})\s+(?=[^\W\d])")
_OTHER_CHOICE = "-oth-"
_OTHER = "Other"
_CODED = re.compile(
    r"(?P<code>[A-Za-z][A-Za-z0-9]{0,40})(?P<sub>(?:\[[^\]]{1,60}\])*)(?:(?:\._\.|[.:]\s).*)?", re.S
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """The wording behind a survey's codes, in the survey's first language."""

    reading: FileReading
    titles: Mapping[str, str] = field(default_factory=dict)
    """Question code -> the question."""
    parts: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """(question code, sub-question code) -> the statement or choice."""
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Question code -> answer code -> label."""
    flat: bool = False
    """A plain list of variables: codes have no sub-codes, and stand in the header as they are."""

    @property
    def codes(self) -> frozenset[str]:
        """All codes that the book explains."""
        return frozenset(self.titles) | frozenset(self.labels)


def read_codebook(raw: RawFile) -> Codebook | None:
    """The codebook, or None where the file is none.

    It is LimeSurvey's structure (rows of class, name and text) or a list of variables.
    """
    for sheet in raw.sheets if raw.form == "table" else ():
        lines = list(_lines(sheet))
        if lines and any(line["class"] == "Q" for line in lines):
            return _codebook(raw, _of_first_language(lines), len(lines))
    listed = read_list(raw)
    if listed is None:
        return None
    return Codebook(
        reading=_reading(raw, LIST_FORMAT, listed.rows),
        titles=listed.titles,
        labels=listed.labels,
        flat=True,
    )


def _reading(raw: RawFile, form: str, rows: int) -> FileReading:
    return FileReading(
        file=raw.file,
        kind=FileKind.OTHER,
        format=form,
        rows_in=rows,
        rows_kept=rows,
        notes=(*raw.notes, OF_NO_SURVEY),
    )


def _lines(sheet: RawSheet) -> Iterator[Mapping[str, str]]:
    """The rows by their heads; none where the heads or classes are others."""
    rows = [row for row in sheet.rows if any(row)]
    heads = [header_key(cell) for cell in rows[0]] if rows else []
    if not set(_NEEDED) <= set(heads):
        return
    lines = [dict(zip(heads, row, strict=False)) for row in rows[1:]]
    known = sum(line["class"] in _CLASSES for line in lines)
    if known >= _SURELY * len(lines):
        yield from lines


def _of_first_language(lines: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """Rows of the survey's main language, else of the one that its first question has."""
    said = [line["text"] for line in lines if (line["class"], line["name"]) == ("S", "language")]
    asked = [line.get("language", "") for line in lines if line["class"] == "Q"]
    wanted = next((one for one in (*said, *asked) if one in asked), "")
    return [line for line in lines if line.get("language", "") in ("", wanted)]


def _codebook(raw: RawFile, lines: Sequence[Mapping[str, str]], rows: int) -> Codebook:
    titles: dict[str, str] = {}
    parts: dict[tuple[str, str], str] = {}
    labels: dict[str, dict[str, str]] = {}
    asked = ""
    for line in lines:
        name, text = line["name"], clean_title(line["text"])
        if line["class"] == "Q":
            asked = name
            titles[asked] = text
        elif line["class"] == "SQ":
            parts[asked, name] = text
        elif line["class"] == "A":
            labels.setdefault(asked, {_OTHER_CHOICE: _OTHER})[name] = text
    return Codebook(
        reading=_reading(raw, FORMAT, rows),
        titles=titles,
        parts=parts,
        labels=labels,
    )


def book_of(raw: RawFile, books: Sequence[Codebook]) -> Codebook | None:
    """The codebook of an export: most of its questions stand in the header.

    Lists of variables that fit are joined: tools write questions and labels into two files.
    """
    fitting = books_of(raw, books)
    if not fitting or not fitting[0].flat:
        return fitting[0] if fitting else None
    lists = [book for book in fitting if book.flat]
    titles = {code: title for book in reversed(lists) for code, title in book.titles.items()}
    labels = {code: told for book in reversed(lists) for code, told in book.labels.items()}
    return replace(lists[0], titles=titles, labels=labels)


def books_of(raw: RawFile, books: Sequence[Codebook]) -> tuple[Codebook, ...]:
    """The codebooks that explain an export's header, the best first."""
    heads = {head.strip() for sheet in raw.sheets for head in _heads(sheet)}
    coded = {code for head in heads if (code := _code(head)[0])}
    shares = [(_share(book, heads if book.flat else coded), -n) for n, book in enumerate(books)]
    best = sorted((one for one in shares if one[0] >= _SAME_SURVEY), reverse=True)
    return tuple(books[-place] for _, place in best)


def _share(book: Codebook, heads: set[str]) -> float:
    codes = book.codes if book.flat else book.titles.keys()
    return len(heads & codes) / len(codes) if codes else 0.0


def with_words(raw: RawFile, book: Codebook) -> RawFile:
    """The export with questions in place of codes in its header, and the labels of its answers."""
    dress = _listed if book.flat else _worded
    return replace(raw, sheets=tuple(dress(sheet, book) for sheet in raw.sheets))


def _listed(sheet: RawSheet, book: Codebook) -> RawSheet:
    """A sheet whose codes stay in its header, the questions and labels beside them."""
    if not book.codes & set(_heads(sheet)):
        return sheet
    return replace(
        sheet,
        labels={**book.titles, **sheet.labels},
        value_labels={
            **{code: _spaced(labels) for code, labels in book.labels.items()},
            **sheet.value_labels,
        },
    )


def _spaced(labels: Mapping[str, str]) -> Mapping[str, str]:
    """Labels of a scale of numbers, a dash behind those that say a word more ("0 not at all")."""
    if sum(label.strip().isdigit() for label in labels.values()) < _BARE_NUMBERS:
        return labels
    return {value: _NUMBERED.sub(r"\1 - ", label) for value, label in labels.items()}


def used(book: Codebook) -> Codebook:
    """The codebook as one that a survey of the folder needed."""
    notes = (*(note for note in book.reading.notes if note != OF_NO_SURVEY), OF_A_SURVEY)
    return replace(book, reading=replace(book.reading, notes=notes))


def _heads(sheet: RawSheet) -> tuple[str, ...]:
    return sheet.rows[0] if sheet.rows else ()


def _code(head: str) -> tuple[str, tuple[str, ...]]:
    """(question code, codes in brackets) of a header; ("", ()) of one without."""
    found = _CODED.fullmatch(head.strip())
    return (found["code"], tuple(re.findall(r"\[([^\]]*)\]", found["sub"]))) if found else ("", ())


def _worded(sheet: RawSheet, book: Codebook) -> RawSheet:
    heads = _heads(sheet)
    worded = tuple(_with_text(head, book) for head in heads)
    labels = {
        new: book.labels[code]
        for head, new in zip(heads, worded, strict=True)
        if (code := _code(head)[0]) in book.labels
    }
    rows = (worded, *sheet.rows[1:]) if sheet.rows else ()
    return replace(sheet, rows=rows, value_labels={**labels, **sheet.value_labels})


def _with_text(head: str, book: Codebook) -> str:
    """A header of codes with its words: `Q1[SQ1]. The question [the statement]`; others stay."""
    code, subs = _code(head)
    if code not in book.titles or not head.strip().endswith(("]", code)):
        return head
    part = " – ".join(_part(code, sub, book) for sub in subs)
    return f"{head.strip()}. {book.titles[code]}" + (f" [{part}]" if part else "")


def _part(code: str, sub: str, book: Codebook) -> str:
    """What one code in brackets stands for, itself where the book does not tell."""
    if sub == "other":
        return _OTHER
    pieces = [book.parts.get((code, piece), "") for piece in (sub, *sub.split("_"))]
    told = pieces[0] or " – ".join(filter(None, pieces[1:]))
    return (told or sub).replace("[", "(").replace("]", ")")
