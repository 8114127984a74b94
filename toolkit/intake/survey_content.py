"""What the cells of a survey's column show about it, whatever stands above them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from toolkit.intake.headers import header_key, looks_like_number, share_of
from toolkit.intake.survey_scales import is_no, is_no_answer, is_yes, number_of

_ALWAYS_EMPTY = {
    "#N/A",
    "#NULL!",
    "NULL",
    "NaN",
    "nan",
    "\\N",
    "#REF!",
    "#VALUE!",
    "#DIV/0!",
    "(null)",
}
_SAID_EMPTY = re.compile(
    r"[(\[<]\s*(?:leer|leer gelassen|nicht ausgefüllt|keine antwort|blank|left blank|empty|"
    r"no answer|no response|not answered|unanswered|vuoto|in bianco|non compilato|"
    r"nessuna risposta|vide|non rempli|sans réponse|vac[ií]o|en blanco|sin respuesta|"
    r"sin contestar)\s*[)\]>]",
    re.I,
)
"""What a typist writes for an answer that is not there: "(blank)"."""
_MAYBE_EMPTY = {"NA", "-99", "-77", "-66", "-999", ".", "-1"}
_MAYBE_SHARE = 0.3
"""A sign like NA that fills cells in so many columns is the file's way to write an empty cell."""
_NON_ANSWERS = {
    *(
        "n a",
        "na",
        "none",
        "nothing",
        "no",
        "nope",
        "nil",
        "no comment",
        "no comments",
        "idk",
        "nein",
    ),
    *("dont know", "don t know", "not sure", "keine", "nichts", "k a", "ka", "nessuno", "nessuna"),
    *(
        "niente",
        "nulla",
        "rien",
        "aucun",
        "aucune",
        "neant",
        "nada",
        "ninguno",
        "ninguna",
        "ras",
        "yes",
        "ja",
    ),
    *(
        "not applicable",
        "keine angabe",
        "nothing really",
        "nothing comes to mind",
        "non so",
        "no se",
        "",
    ),
}
_LONGEST_NON_ANSWER = 40
_SEPARATORS = (";", ", ", "; ", " | ", "\n")
_TIGHT_COMMA = re.compile(r",(?=\S)")
_LEAST_JOINED = 3
"""So many cells with several pieces show how choices are joined; two where no prose looks so."""
_OWN_WORDS = 4
"""An answer that nobody else gave and that has so many words is somebody's own, not a choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Counts over the filled cells of a column; non-answers ("n/a", "nothing") are left out."""

    filled: int
    said: int
    """Cells that are no non-answer."""
    distinct: int
    repeated: float
    """Share of said cells whose text at least one other cell has too."""
    mean_words: float
    numbers: float
    """Share of filled cells that are ratings or numbers."""

    @property
    def is_closed(self) -> bool:
        """Whether these look like choices from a list."""
        if self.said < 8:
            return self.distinct <= max(2, self.said - 1) and self.mean_words <= 6
        few = self.distinct <= max(12, 0.04 * self.said)
        return self.repeated >= (0.7 if few else 0.85)

    @property
    def is_repeated(self) -> bool:
        """Whether nearly every cell has one of few texts that other cells have too."""
        return self.said >= 8 and self.distinct <= 12 and self.repeated >= 0.85

    @property
    def is_surely_closed(self) -> bool:
        """Whether only a list of choices explains these cells: few texts, each many times."""
        return self.said >= 15 and self.distinct <= 12 and self.repeated >= 0.95

    @property
    def is_text(self) -> bool:
        """Whether these look like somebody's own words."""
        if not self.said or self.numbers >= 0.5:
            return False
        return not self.is_closed or (self.said < 8 and self.mean_words >= 4)


def non_answer(value: str) -> bool:
    """Whether a cell says that there is nothing to say."""
    if len(value) > _LONGEST_NON_ANSWER:
        return False
    return " ".join(re.sub(r"[^\w\s]+", " ", header_key(value)).split()) in _NON_ANSWERS


def content_of(values: Iterable[str]) -> Content:
    """The counts of one column."""
    filled = [value for value in values if value]
    said = [" ".join(value.casefold().split()) for value in filled if not non_answer(value)]
    counts = Counter(said)
    return Content(
        filled=len(filled),
        said=len(said),
        distinct=len(counts),
        repeated=sum(times for times in counts.values() if times > 1) / len(said) if said else 0.0,
        mean_words=sum(len(value.split()) for value in said) / len(said) if said else 0.0,
        numbers=share_of(filled, _is_number),
    )


def _is_number(value: str) -> bool:
    return looks_like_number(value) or number_of(value) is not None


def are_staff_numbers(values: Sequence[str]) -> bool:
    """Codes such as AB1234: short, letters and digits, not counted up from 1."""
    mixed = re.compile(r"[A-Za-z]{1,5}[-_]?\d{2,7}")
    return share_of(values, lambda value: mixed.fullmatch(value) is not None) >= 0.8


def are_yes_and_no(values: Iterable[str]) -> bool:
    """Whether some cells say yes, some no, and none says anything else."""
    said = [value for value in values if value]
    yes = sum(map(is_yes, said))
    return 0 < yes < len(said) == yes + sum(map(is_no, said))


def counts_rows(values: Sequence[str]) -> bool:
    """Whether a column only numbers the rows: whole numbers, each once, hardly any left out."""
    filled = [value for value in values if value]
    if len(filled) < max(_LEAST_COUNTED, 0.9 * len(values)) or not all(map(str.isdigit, filled)):
        return False
    numbers = {int(value) for value in filled if len(value) <= 9}
    span = max(numbers) - min(numbers) + 1 if numbers else 0
    return len(numbers) == len(filled) and span <= 1.5 * len(filled)


_LEAST_COUNTED = 8


def empty_signs(columns: Sequence[Sequence[str]]) -> frozenset[str]:
    """The texts by which this file writes an empty cell (NA in R, -99 in panel tools)."""
    present = [set(column) for column in columns if any(column)]
    often = {
        sign
        for sign in _MAYBE_EMPTY
        if sum(sign in cells for cells in present) >= max(3, _MAYBE_SHARE * len(present))
        and not any(cells <= {sign, "", "0", "1"} and "1" in cells for cells in present)
    }
    said = {cell for cells in present for cell in cells if _SAID_EMPTY.fullmatch(cell)}
    return frozenset(
        often | said | {sign for sign in _ALWAYS_EMPTY if any(sign in cells for cells in present)}
    )


def is_tick_column(values: Iterable[str], part: str) -> bool:
    """Whether a column is one box: its own choice, or a yes, where it is ticked."""
    filled = {value for value in values if value}
    ticked = {value for value in filled if not is_no(value)}
    if len(ticked) != 1 or len(filled) > 2:
        return False
    tick = next(iter(ticked))
    return is_yes(tick) or (bool(part) and header_key(tick) == header_key(part))


def is_ranking(columns: Sequence[Sequence[str]]) -> bool:
    """Whether people brought these things into an order: the numbers 1 to k, each once in a row."""
    size = len(columns)
    if size < 3:
        return False
    full = distinct = 0
    for row in zip(*columns, strict=True):
        ranks = [cell for cell in row if cell and not is_no_answer(cell)]
        if not all(rank.isdigit() and 1 <= int(rank) <= size for rank in ranks):
            return False
        if len(ranks) == size:
            full += 1
            distinct += len(set(ranks)) == size
    return full >= 3 and distinct >= 0.8 * full


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """How the cell of a question with several answers falls apart."""

    separator: str
    joined: tuple[str, ...] = ()
    """Choices that hold the separator themselves, longest first."""
    tight: bool = False
    """A comma parts choices only where no blank follows, as Qualtrics joins them."""

    def split(self, cell: str) -> tuple[str, ...]:
        """The choices ticked in one cell, in its order."""
        if self.tight:
            return tuple(piece.strip() for piece in _TIGHT_COMMA.split(cell) if piece.strip())
        rest, kept = cell, {}
        for number, choice in enumerate(self.joined):
            if choice in rest:
                kept[f"\x00{number}\x00"] = choice
                rest = rest.replace(choice, f"\x00{number}\x00")
        pieces = [piece.strip() for piece in rest.split(self.separator.strip() or "\n")]
        return tuple(kept.get(piece, piece) for piece in pieces if piece)


def find_choices(values: Iterable[str]) -> Choices | None:
    """How cells with several ticked choices are joined, or None where cells hold one answer each.

    Choices may hold the separator themselves ("Excel, Access"): pieces that only ever stand
    together are one choice.
    """
    cells = [value for value in values if value]
    for separator in _SEPARATORS:
        sign = separator.strip() or "\n"
        several = [cell for cell in cells if separator in cell or cell.endswith(sign)]
        tight = separator == ";" and not any("; " in cell for cell in cells)
        if len(several) < max(2 if tight else _LEAST_JOINED, 0.1 * len(cells)):
            continue
        pieces = [[piece.strip() for piece in cell.split(sign) if piece.strip()] for cell in cells]
        if _are_choices(pieces, trailing=all(cell.endswith(sign) for cell in cells)):
            joined = _inseparable(pieces, sign) if sign == "," else ()
            return Choices(separator=sign, joined=joined)
    return _tight_choices(cells)


def _tight_choices(cells: Sequence[str]) -> Choices | None:
    """Choices joined by commas without a blank; a comma inside a choice has one."""
    several = [cell for cell in cells if _TIGHT_COMMA.search(cell)]
    if len(several) < max(_LEAST_JOINED, 0.1 * len(cells)):
        return None
    choices = Choices(separator=",", tight=True)
    return (
        choices if _are_choices([choices.split(cell) for cell in cells], trailing=False) else None
    )


def told_choices(values: Iterable[str]) -> Choices:
    """How cells are joined where the header says that several choices could be ticked."""
    cells = [value for value in values if value]
    if found := find_choices(cells):
        return found
    if any(_TIGHT_COMMA.search(cell) for cell in cells):
        return Choices(separator=",", tight=True)
    return Choices(separator=";" if any(";" in cell for cell in cells) else ",")


def _are_choices(pieces: Sequence[Sequence[str]], *, trailing: bool) -> bool:
    """Whether the pieces come from a list: nearly all occur again, and in other company."""
    counts = Counter(piece for cell in pieces for piece in cell)
    total = sum(counts.values())
    again = sum(times for times in counts.values() if times > 1)
    if total == len(pieces) and not trailing:
        return False
    if trailing:
        return again >= 0.5 * total
    company = Counter(piece for cell in {tuple(cell) for cell in pieces} for piece in set(cell))
    common = [piece for piece, times in counts.items() if times > 1]
    mixed = sum(company[piece] > 1 for piece in common)
    listed = again >= 0.75 * total and len(counts) <= 0.5 * total + 3
    return listed and mixed > 0.5 * len(common)


def _inseparable(pieces: Sequence[Sequence[str]], sign: str) -> tuple[str, ...]:
    """Neighbours that never occur without each other, joined as they stand in the file."""
    cells = [list(cell) for cell in pieces]
    while True:
        single = Counter(piece for cell in cells for piece in cell)
        pairs = Counter(pair for cell in cells for pair in pairwise(cell))
        fixed = {
            pair
            for pair, times in pairs.items()
            if times > 1 and times == single[pair[0]] == single[pair[1]] and pair[1][:1].islower()
        }
        if not fixed:
            break
        cells = [_joined(cell, fixed, sign) for cell in cells]
    found = {piece for cell in cells for piece in cell if f"{sign} " in piece}
    return tuple(sorted(found, key=lambda piece: (-len(piece), piece)))


def _joined(cell: Sequence[str], fixed: set[tuple[str, str]], sign: str) -> list[str]:
    result: list[str] = []
    for piece in cell:
        if result and (result[-1], piece) in fixed:
            result[-1] = f"{result[-1]}{sign} {piece}"
        else:
            result.append(piece)
    return result


def own_words(value: str, times: int) -> bool:
    """Whether an answer to a closed question was typed, not chosen."""
    return times == 1 and len(value.split()) >= _OWN_WORDS
