"""What single tools write into their exports: codes for "not answered", trial runs, broken off."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from toolkit.intake.raw import RawSheet

UNIPARK = "Unipark"
SOSCI = "SoSci Survey"
_MARKS: Mapping[str, frozenset[str]] = {
    UNIPARK: frozenset({"lfdn", "dispcode"}),
    SOSCI: frozenset({"case", "questnnr"}),
}
"""Heads that stand together in no other tool's export."""
_OWN = {
    UNIPARK: re.compile(
        r"external_lfdn|quality|rts\d+|browser|referer|device_type|participant_browser|"
        r"participant_device|page_history|javascript|flash|session_id|language|cleaned|ats|"
        r"hflip|vflip|output_mode|quota\w*|date_of_first_mail|duration|lfdn"
    ),
    SOSCI: re.compile(
        r"serial|questnnr|mode|mailsent|q_viewer|maxpage|missing|missrel|time\w*|deg_time|case"
    ),
}
_ANSWERS = {UNIPARK: re.compile(r"[vc]_\d+"), SOSCI: re.compile(r"[a-z]{1,4}\d{2}\w*")}
_MISSING = {
    UNIPARK: frozenset({"-77", "-99", "-66", "-88"}),
    SOSCI: frozenset({"-9", "-1", "-10"}),
}
_UNANSWERED = {UNIPARK: "0", SOSCI: ""}
"""Stands where a choice was offered and none was taken, beside values from 1 on."""
_ENDED = frozenset({"31", "32"})
_TRIAL = {"tester": {"1": "Test"}}


def tool_of(heads: Sequence[str]) -> str:
    """Unipark or SoSci Survey, by the heads of an export; "" for any other tool."""
    present = {head.strip().casefold() for head in heads}
    return next((tool for tool, marks in _MARKS.items() if marks <= present), "")


def is_own_column(tool: str, code: str) -> bool:
    """Whether the tool fills this column by itself and nobody answers in it."""
    return tool in _OWN and _OWN[tool].fullmatch(code.strip().casefold()) is not None


def in_words(sheet: RawSheet) -> RawSheet:
    """The sheet with empty cells for "not seen" and "not answered", and words for the state."""
    tool = tool_of(sheet.rows[0]) if sheet.rows else ""
    if not tool:
        return sheet
    columns = [list(column) for column in zip(*sheet.rows, strict=True)]
    for column in columns:
        column[1:] = _cells(tool, column[0].strip().casefold(), column[1:])
    return replace(sheet, rows=tuple(zip(*columns, strict=True)))


def _cells(tool: str, head: str, cells: Sequence[str]) -> list[str]:
    if head in _TRIAL:
        return [_TRIAL[head].get(cell, "") for cell in cells]
    if head == "dispcode":
        return ["" if not cell else "Complete" if cell in _ENDED else "Partial" for cell in cells]
    if not _ANSWERS[tool].fullmatch(head):
        return list(cells)
    return _answers(cells, _MISSING[tool], _UNANSWERED[tool])


def _answers(cells: Sequence[str], missing: frozenset[str], unanswered: str) -> list[str]:
    told = ["" if cell in missing else cell for cell in cells]
    values = {cell for cell in told if cell}
    counted = all(map(str.isdigit, values)) and bool(values - {"0", "1"})
    return ["" if counted and cell == unanswered else cell for cell in told]
