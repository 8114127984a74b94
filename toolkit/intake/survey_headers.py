"""The head of a survey's table: where answers begin, and to which question a column belongs."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.intake.headers import header_key, role_of
from toolkit.intake.raw import RawSheet
from toolkit.intake.survey_rows import Head, find_head
from toolkit.intake.survey_tools import tool_of

_TAG = re.compile(r"<(?:!--.*?--|/?[A-Za-z][^<>]*)>", re.S)
_MERGE_CODE = re.compile(
    r"\$\{[^}]*\}|\{\{[^}]*\}\}|\[QID[^\]]*\]|\[(?:question|contact|field)\([^\]]*\]"
)
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)|\bhttps?://\S+\.(?:png|jpe?g|gif|svg)\S*", re.I)
_BLANKS = re.compile(r"\s+")
_STARS = re.compile(r"\s*\*+(?=\s|$)|^\*+\s*")
_LIME = re.compile(
    r"(?P<code>[A-Za-z][A-Za-z0-9]{0,40})(?P<sub>(?:\[[^\]]{1,60}\])*)(?:\._\.|[.:]\s+)(?P<text>.*)$",
    re.S,
)
_LIME_CODE = re.compile(r"(?P<code>[A-Za-z][A-Za-z0-9]{0,40})(?P<sub>(?:\[[^\]]{1,60}\])+)$")
_LAST_BRACKET = re.compile(r"(?P<title>.*\S)\s*\[(?P<part>[^\[\]]*)\]\s*$", re.S)
_PART_FIRST = re.compile(r"(?P<part>[^:]{1,300}?):{1,2}(?P<title>\S.{3,})$", re.S)
_DASH = re.compile(r"\s+[-–]\s+")
_NUMBERED = re.compile(r"(?:[^\W\d_][\w /]*?\s*)?#?\s*\d{1,2}[.:)]?$")
_CODE_NUMBER = re.compile(r"^(?:Q|F|D|P)?\s?\d{1,3}(?:[._][\dA-Za-z]{1,3})?\s*[.:)\-]\s+(?=\S)")
QUIZ_PARTS = frozenset({"points", "feedback", "punkte", "punti", "puntos", "comentarios"})
"""What Microsoft Forms puts before a quiz's questions."""
_TAIL_PARTS = {"selected choice", "text", "group", "ausgewahlte option", "ausgewahlte antwort"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of answers, its header taken apart.

    `title` is the question, `part` what stands beside it for this column alone: a choice, a row of
    a grid, "Other (please specify)". `values` holds one cell for each row of answers.
    """

    index: int
    name: str
    """As a person finds it in the file; unique within it."""
    title: str
    part: str = ""
    code: str = ""
    raw_title: str = ""
    """The title before anything was cut away."""
    in_words: bool = False
    """The header itself says that an answer in words follows."""
    values: tuple[str, ...] = ()
    value_labels: Mapping[str, str] | None = None

    @property
    def key(self) -> str:
        """The same for the same question in every export of the survey."""
        return f"{header_key(self.title)}|{header_key(self.part)}" if self.title else self.name

    @property
    def question(self) -> str:
        """The question as a reader sees it; numbered places for several answers are left out."""
        if not self.part or self.part == self.title or _NUMBERED.fullmatch(self.part):
            return self.title
        return f"{self.title} – {self.part}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of answers: its columns, and the number of each row as a spreadsheet shows it."""

    tool: str
    """"Qualtrics", "SurveyMonkey", "Google Forms", "Microsoft Forms", "LimeSurvey", "SPSS",
    "Alchemer", "Unipark", "SoSci Survey", or "" where nothing tells."""
    header_rows: int
    columns: tuple[Column, ...]
    row_numbers: tuple[int, ...]
    head_numbers: tuple[int, ...] = ()
    sheet: str = ""
    in_book: bool = False
    """Rows are named with their sheet."""


def read_table(sheet: RawSheet, *, extension: str = "") -> Table | None:
    """The columns and rows of one sheet; rows without a filled cell are none.

    None where the sheet is empty.
    """
    head = find_head(sheet, extension)
    if head is None:
        return None
    kept = [index for index in range(head.first_data, len(sheet.rows)) if any(sheet.rows[index])]
    tool = _tool(head, extension)
    columns = _unique(_columns(head, tool))
    filled = tuple(
        replace(
            column,
            values=tuple(sheet.rows[index][column.index] for index in kept),
            value_labels=sheet.value_labels.get(column.code) if column.code else None,
        )
        for column in columns
    )
    return Table(
        tool=tool,
        header_rows=head.count,
        columns=filled,
        row_numbers=tuple(index + 1 for index in kept),
        head_numbers=head.rows,
        sheet=sheet.name,
        in_book=extension in {"xlsx", "xls", "ods"},
    )


def clean_title(text: str) -> str:
    """A question without tags, merge codes, images, stars and double blanks."""
    plain = html.unescape(_TAG.sub(" ", text)) if "<" in text or "&" in text else text
    plain = _IMAGE.sub(" ", _MERGE_CODE.sub("…", plain))
    return _BLANKS.sub(" ", _STARS.sub("", plain)).strip()


def _tool(head: Head, extension: str) -> str:
    if extension == "sav":
        return "SPSS"
    if own := tool_of(head.codes or head.titles):
        return own
    keys = [header_key(name) for name in (head.codes or head.titles)]
    present = set(keys)
    tests = (
        ("Qualtrics", head.import_ids or len(present & _QUALTRICS) >= 3),
        ("SurveyMonkey", {"respondent id", "collector id"} <= present or head.has_response_words),
        ("LimeSurvey", _is_lime(head.titles, keys)),
        ("Microsoft Forms", _is_microsoft(keys)),
        ("Alchemer", {"time started", "date submitted"} <= present),
        ("Google Forms", bool(keys) and keys[0] in _GOOGLE),
    )
    return next((tool for tool, found in tests if found), "")


_QUALTRICS = {
    *("start date", "end date", "recorded date", "response id", "distribution channel"),
    *("user language", "external reference", "recipient email", "progress", "ipaddress"),
}
_GOOGLE = {
    *("timestamp", "zeitstempel", "informazioni cronologiche", "horodateur", "marca temporal"),
    "marca de tiempo",
}


def _is_microsoft(keys: Sequence[str]) -> bool:
    roles = [role_of(key) for key in keys[:6]]
    return keys[:1] == ["id"] and roles[1:3] == ["start_date", "end_date"]


def _is_lime(titles: Sequence[str], keys: Sequence[str]) -> bool:
    plain = {key.split(".")[0].strip() for key in keys}
    if {"submitdate", "lastpage"} <= plain or {"submitdate", "startlanguage"} <= plain:
        return True
    coded = [found for title in titles if (found := _lime_code(title))]
    return len(coded) >= max(3, 0.6 * len(titles)) and len(set(coded)) > 0.5 * len(coded)


def _lime_code(title: str) -> str:
    """The code of a LimeSurvey header, "" for other headers.

    Words follow a code, so an abbreviation with a number ("Wk. 12", "Mar. 2026") is none; and a
    code is used once, so where one stands over most columns `_is_lime` refuses them.
    """
    if found := _LIME.match(title):
        has_words = any(char.isalpha() for char in found["text"])
        return f"{found['code']}{found['sub']}" if has_words else ""
    return title if "[" in title and _LIME_CODE.match(title) else ""


def _columns(head: Head, tool: str) -> list[Column]:
    if head.parts:
        return [_with_part(head, index) for index in range(len(head.titles))]
    if tool == "LimeSurvey":
        return [_lime_column(index, title) for index, title in enumerate(head.titles)]
    titles = [clean_title(title) for title in head.titles]
    codes = head.codes or ("",) * len(titles)
    split = _splits(titles)
    return [
        Column(
            index=index,
            name=codes[index] or titles[index] or f"column {index + 1}",
            code=codes[index],
            title=_CODE_NUMBER.sub("", split[index][0]),
            part=split[index][1],
            raw_title=title,
        )
        for index, title in enumerate(titles)
    ]


def _with_part(head: Head, index: int) -> Column:
    title, part = clean_title(head.titles[index]), clean_title(head.parts[index])
    code = head.codes[index] if head.codes else ""
    shown = part if not title else title if not part else f"{title} | {part}"
    in_words = head.is_open_word(part)
    if head.is_response_word(part):
        part = ""
    return Column(
        index=index,
        name=shown or f"column {index + 1}",
        code=code,
        title=_CODE_NUMBER.sub("", title),
        part=part,
        raw_title=title,
        in_words=in_words,
    )


def _lime_column(index: int, header: str) -> Column:
    found = _LIME.match(header) or _LIME_CODE.match(header)
    if not found:
        return Column(
            index=index,
            name=clean_title(header) or f"column {index + 1}",
            title=clean_title(header),
            raw_title=header,
        )
    groups = found.groupdict()
    text = clean_title((groups.get("text") or "").replace("[ ]", " "))
    subs = re.findall(r"\[([^\]]*)\]", groups["sub"] or "")
    title, part = text, ""
    bracket = _LAST_BRACKET.match(text)
    if bracket and subs:
        title, part = bracket["title"], bracket["part"]
    return Column(
        index=index,
        name=f"{groups['code']}{groups['sub'] or ''}",
        code=f"{groups['code']}{groups['sub'] or ''}",
        title=title or groups["code"],
        part=part or (subs[-1] if subs else ""),
        raw_title=text or groups["code"],
    )


def _splits(titles: Sequence[str]) -> list[tuple[str, str]]:
    """(question, part) of each title: cut where the question stands over other columns too."""
    options = [_cuts(title) for title in titles]
    shared = Counter(question for cuts in options for question in {cut[0] for cut in cuts})
    for title in set(titles):
        shared[title] += 1
    result: list[tuple[str, str]] = []
    for title, cuts in zip(titles, options, strict=True):
        best = max(cuts, key=lambda cut: (shared[cut[0]], len(cut[0])), default=(title, ""))
        special = next((cut for cut in cuts if header_key(cut[1]) in _TAIL_PARTS), None)
        if special and shared[best[0]] < 2:
            best = special
        result.append(best if shared[best[0]] >= 2 or special else (title, ""))
    return [_without_tail(question, part) for question, part in result]


def _cuts(title: str) -> list[tuple[str, str]]:
    cuts = [(title[: hit.start()], title[hit.end() :]) for hit in _DASH.finditer(title)]
    if cuts and header_key(cuts[0][0]) in QUIZ_PARTS:
        return [(cuts[0][1].strip(), cuts[0][0].strip())]
    bracket = _LAST_BRACKET.match(title)
    if bracket and bracket["part"].strip():
        cuts.append((bracket["title"], bracket["part"]))
    first = _PART_FIRST.match(title)
    if first:
        cuts.append((first["title"].strip(), first["part"].strip(" :")))
    return [(question.strip(), part.strip()) for question, part in cuts if question.strip()]


def _without_tail(question: str, part: str) -> tuple[str, str]:
    """Qualtrics' "Selected Choice" and "Text" say nothing of the question."""
    pieces = _DASH.split(part)
    if header_key(pieces[-1]) == "selected choice":
        pieces.pop()
    elif header_key(pieces[-1]) == "text" and len(pieces) > 1:
        pieces.pop()
    return question, " - ".join(pieces)


def _unique(columns: Sequence[Column]) -> list[Column]:
    seen: Counter[str] = Counter()
    result: list[Column] = []
    for column in columns:
        seen[column.name] += 1
        times = seen[column.name]
        result.append(replace(column, name=f"{column.name} ({times})") if times > 1 else column)
    return result
