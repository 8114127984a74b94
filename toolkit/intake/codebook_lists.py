"""Codebooks as lists of variables: a text of codes with indented labels, or a table of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.intake.headers import header_key, vocabulary
from toolkit.intake.raw import RawFile, RawSheet
from toolkit.intake.survey_headers import clean_title

FEWEST = 3
"""So many variables make a list of them."""
_MOSTLY = 0.8
_CODE = re.compile(r"[A-Za-z][\w.]{0,40}")
_VARIABLE = re.compile(
    r"(?P<code>[A-Za-z]\w*\d\w*)(?:\s{2,}|\t+|\s*[:=]\s+)(?P<text>\S.*?)"
    r"(?:\s{2,}\S{1,12}\s*:\s*\w+)?\s*"
)
_VALUE = re.compile(r"\s+\[?(?P<value>-?\d{1,4})\]?[\s=:.)]+(?P<label>\S.*?)\s*")
_PAGE = re.compile(r"\s*(?:seite|page|pagina|página|block|section|abschnitt)\s+\d+.*", re.I)
_LEAST_SHARE = 0.6
"""Share of a text's lines that are variables, labels or blank, from which on it is such a list."""


@dataclass(slots=True)
class Listed:
    """Variables, by their codes."""

    titles: dict[str, str] = field(default_factory=dict)
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    """Code -> value -> label."""
    rows: int = 0


def read_list(raw: RawFile) -> Listed | None:
    """The variables of a text or table that lists them; None where it does not."""
    if raw.form == "text":
        return _of_text(raw.text.split("\n"))
    for sheet in raw.sheets if raw.form == "table" else ():
        if found := _of_table(sheet) or _of_text(_as_lines(sheet)):
            return found
    return None


def _as_lines(sheet: RawSheet) -> list[str]:
    """Rows as such a text has them: labels of values stand one column further to the right."""
    return ["    ".join(row).rstrip() for row in sheet.rows]


def _of_text(lines: Sequence[str]) -> Listed | None:
    listed, known, told = Listed(), 0, sum(bool(line.strip()) for line in lines)
    above, waiting = "", list[str]()
    for line in lines:
        if value := _VALUE.fullmatch(line):
            for code in waiting:
                listed.labels.setdefault(code, {})[value["value"]] = value["label"]
            known += 1
        elif found := _VARIABLE.fullmatch(line):
            if not waiting or waiting[-1] in listed.labels:
                waiting = []
            waiting.append(found["code"])
            listed.titles[found["code"]] = _under(above, clean_title(found["text"]))
            known += 1
        else:
            above, waiting = ("" if _PAGE.fullmatch(line) else line.strip()), []
    listed.rows = told
    many = len(listed.titles) >= FEWEST and listed.labels
    return listed if many and known >= _LEAST_SHARE * told else None


def _under(above: str, text: str) -> str:
    """A statement with the question that stands over it and its neighbours."""
    return f"{above} [{_plain(text)}]" if above else text


def _plain(text: str) -> str:
    return text.replace("[", "(").replace("]", ")")


def _of_table(sheet: RawSheet) -> Listed | None:
    """A table with a column of codes and one of questions, or of values and their labels."""
    rows = [row for row in sheet.rows if any(row)]
    places = _places(rows[0]) if rows else {}
    worded = "question" in places or "label" in places
    valued = {"value", "meaning"} <= places.keys()
    if "code" not in places or not (worded or valued) or len(rows) <= FEWEST:
        return None
    lines = _carried([_line(row, places) for row in rows[1:]])
    codes = [line["code"] for line in lines if line.get("code")]
    if sum(map(bool, map(_CODE.fullmatch, codes))) < _MOSTLY * len(lines):
        return None
    return _listed(lines)


def _places(heads: Sequence[str]) -> Mapping[str, int]:
    """Role -> column; roles are those of the table "codebook" of the headers' words."""
    found: dict[str, int] = {}
    for place, head in enumerate(heads):
        for role, words in vocabulary("codebook").items():
            if header_key(head) in map(header_key, words):
                found.setdefault(role, place)
                break
    return found


def _line(row: Sequence[str], places: Mapping[str, int]) -> dict[str, str]:
    return {role: row[place].strip() for role, place in places.items()}


def _carried(lines: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """Lines of further values with the code of the line above them."""
    last = ""
    for line in lines:
        last = line["code"] = line["code"] or last
    return list(lines)


def _listed(lines: Sequence[Mapping[str, str]]) -> Listed:
    listed = Listed(rows=len(lines))
    asked = Counter(line["question"] for line in lines if line.get("question"))
    for line in lines:
        code, value, meaning = line["code"], line.get("value", ""), line.get("meaning", "")
        if title := _title(line, asked):
            listed.titles.setdefault(code, title)
        if value and meaning:
            listed.labels.setdefault(code, {})[value] = meaning
    return listed


def _title(line: Mapping[str, str], asked: Mapping[str, int]) -> str:
    """The question; of several variables under one question each with its own label."""
    question, label = clean_title(line.get("question", "")), line.get("label", "")
    own = _plain(clean_title(label.partition(": ")[2] or label))
    if question and own and asked[line["question"]] > 1:
        return f"{question} [{own}]"
    return question or clean_title(label)
