"""Words and signs of attendance, scores and course languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from toolkit.intake.headers import maximum_of
from toolkit.intake.names import fold
from toolkit.intake.phrases import book, folded, phrase_pattern
from toolkit.model.vocabulary import Attendance

_KINDS = (
    Attendance.ATTENDED,
    Attendance.LEFT_EARLY,
    Attendance.NO_SHOW,
    Attendance.CANCELLED,
    Attendance.INVITED,
)
_SIGNS = {
    Attendance.ATTENDED: "signs_attended",
    Attendance.NO_SHOW: "signs_no_show",
}
_COUNTED = re.compile(r"\s*\(\d+\s*/\s*\d+\)$")
"""Points for a mark, as behind "P (2/2)"."""
_OUT_OF = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:/|of|von|su|sur|de|out of)\s*(\d+(?:[.,]\d+)?)")
_BRACKETS = re.compile(r"\([^)]*\)")
_IN_BRACKETS = re.compile(rf"\(\s*{_OUT_OF.pattern}\s*\)")
_TELLING = 5
"""With fewer numbers in a column their highest does not tell the scale."""
_LONGEST_MARK = 32
_TELLING_WORD = 2
"""A word of attendance has more signs; marks of one or two stand for other things elsewhere."""
_GRADES, _SCALES = 6.0, (10.0, 20.0)
_NUMBER = re.compile(r"(\d+(?:[.,]\d+)?)\s*(%?)")


@lru_cache(maxsize=16384)
def attendance(cell: str) -> Attendance:
    """What a status word, mark or sign says, UNKNOWN where nothing."""
    plain, sign = fold(cell), cell.strip()
    for status, key in _SIGNS.items():
        if not plain and sign in book("extracts")["attendance"][key]:
            return status
    whole = _whole(plain) if plain else Attendance.UNKNOWN
    if whole is Attendance.UNKNOWN and (bare := _COUNTED.sub("", sign)) != sign:
        return _whole(fold(bare))
    return whole if whole is not Attendance.UNKNOWN else _inside(plain)


def _whole(plain: str) -> Attendance:
    for status in _KINDS:
        if plain and plain in folded("extracts", "attendance", status):
            return status
    return Attendance.UNKNOWN


def _inside(plain: str) -> Attendance:
    """The longest phrase inside a longer cell ("attended late"), from four letters on.

    Whoever attended in part left early, however the cell goes on.
    """
    found = [match.group() for match in _phrases().finditer(plain)]
    if set(found) & folded("extracts", "attendance", "in_part"):
        return Attendance.LEFT_EARLY
    return _whole(max(found, key=len)) if found else Attendance.UNKNOWN


@cache
def _phrases() -> re.Pattern[str]:
    words = {phrase for status in _KINDS for phrase in folded("extracts", "attendance", status)}
    return phrase_pattern(sorted((w for w in words if len(w) > 3), key=lambda w: (-len(w), w)))


def is_mark(cell: str) -> bool:
    """Whether a short cell is a mark or status word of a sign-in sheet."""
    return len(cell.strip()) <= _LONGEST_MARK and attendance(cell) is not Attendance.UNKNOWN


def is_word_of_attendance(cell: str) -> bool:
    """Whether a short cell says in a word, no sign, that somebody came or why not.

    Words on what is still to come ("open", "planned") do not count: they stand beside days of
    other kinds too.
    """
    return (
        is_mark(cell)
        and len(cell.strip()) > _TELLING_WORD
        and attendance(cell) is not Attendance.INVITED
    )


def language_code(cell: str) -> str:
    """The code of a language we know, en, de, it, fr or es; any other as the file gives it."""
    plain = fold(cell)
    for code in book("extracts")["languages"]:
        if plain in folded("extracts", "languages", code):
            return code
    return cell.strip()


def passed(cells: Sequence[str]) -> str:
    """Yes or no where one of the cells says whether a test was passed, else ""."""
    said = {fold(_BRACKETS.sub(" ", cell)).strip() for cell in cells}
    for word, key in (("no", "failed"), ("yes", "passed")):
        if said & folded("extracts", "results", key):
            return word
    return ""


def read_scores(cells: Sequence[str], header: str = "") -> list[float]:
    """Scores in 0-100, NaN where empty: "85 %", "17/20", "8,5" under "Grade/10,00".

    Where neither cells nor header say out of how many, the column does: shares up to 1, marks of up
    to 10 or 20, else per cent. A column of marks up to 6 stays as it is: 1 may be the best.
    """
    plain = [_score(cell) for cell in cells]
    numbers = [value for value, is_final in plain if value is not None and not is_final]
    factor = 100.0 / (maximum_of(header) or _maximum(numbers))
    return [
        float("nan") if value is None else min(100.0, value if is_final else value * factor)
        for value, is_final in plain
    ]


def _maximum(numbers: Sequence[float]) -> float:
    highest = max(numbers, default=0.0)
    if 0.0 < highest <= 1.0:
        return 1.0
    if len(numbers) < _TELLING or highest <= _GRADES:
        return 100.0
    return next((top for top in _SCALES if highest <= top), 100.0)


def _score(cell: str) -> tuple[float | None, bool]:
    """(number, whether it already is a percentage)."""
    text = cell.strip()
    if found := _OUT_OF.fullmatch(text) or _IN_BRACKETS.search(text):
        top = float(found[2].replace(",", "."))
        return (100 * float(found[1].replace(",", ".")) / top, True) if top else (None, True)
    if found := _NUMBER.fullmatch(text):
        return float(found[1].replace(",", ".")), bool(found[2])
    return None, False
