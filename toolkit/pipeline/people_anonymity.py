"""Whether a shared file prints a combination of attributes that fewer than enough people have."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final

from toolkit.language.catalogue import TONGUES, words_of
from toolkit.model.findings import Findings
from toolkit.model.intake import Person
from toolkit.pipeline.people_anonymity_reading import Printed, printed_in
from toolkit.pipeline.places import Places
from toolkit.settings import read_settings
from toolkit.workspace import Workspace

Cells = Sequence[str]
_DIMENSIONS: Final[Mapping[str, Callable[[Person], str]]] = {
    "role": lambda one: one.role,
    "department": lambda one: one.department,
    "location": lambda one: one.location,
    "level": lambda one: one.level.value,
}
_GROUP: Final = re.compile(r"(role|department|location|level)\s*=\s*([^&|;]+)")
_APART: Final = re.compile(r"\s*[·|&]\s*")
_SIGNED: Final = re.compile(r"\s*[,·|&]\s*|\s+in\s+")
"""A line under a quote lists attributes with commas; elsewhere commas list other things."""
_LONGEST_LABEL: Final = 120
"""A cell or line longer than this is prose, in which names of groups stand for other things."""
_ACTORS: Final = ("owner", "owner of it", "Owner")
"""What documents call a column of those who act."""
_LONGEST_PART: Final = 5
"""Words in a part of the line under a quote; with longer parts it is a sentence."""
_IN_PROSE: Final = ("role", "department", "location")
"""Levels are everyday words ("manager"): in prose they stand for other things."""
_BESIDE: Final = (
    r"(?:\s*(?:,|·|/|\(|\||&|–|—)\s*|\s+)(?:(?:in|at|of|from|im|in der|aus|di|a)\s+)?(?:the\s+)?"
)
_SIGNS: Final = ("- ", "– ", "— ")
_FIGURE_OR_QUOTE: Final = re.compile(r"\d|“|—")
_NOTHING: Final = " –—-·"


@dataclass(frozen=True, slots=True, order=True)
class SmallGroup:
    """One combination that points at too few people; it repeats no figure and no quote."""

    file: str
    combination: str
    people: int


def find_small_groups(
    share: Path, people: Sequence[Person], least: int, owners: Collection[str] = ()
) -> tuple[SmallGroup, ...]:
    """Combinations that a file in the folder prints with a figure or words, and few people have.

    A combination is what one row of a table says of role, department, location and level, with the
    headings and the caption above it and the name of a column; the line under a quote; or groups
    side by side in a line that tells a figure or a quote. A row that gives a reason instead of a
    figure ("withheld: ...") prints none, and neither does a title of `owners` in a cell of its own:
    it says who acts, nothing of people.
    """
    listed = tuple(one for one in people if one.in_org and one.in_scope)
    crowd = _Crowd(listed, frozenset(owners))
    found = set()
    for path in sorted(one for one in share.rglob("*") if one.is_file()):
        name = path.relative_to(share).as_posix()
        for row in printed_in(path):
            for said, count in crowd.small(row, least):
                found.add(SmallGroup(name, said, count))
    return tuple(sorted(found))


def small_groups(places: Places, workspace: Workspace) -> tuple[SmallGroup, ...]:
    """The same for a review's share/, by its settings; () where no run came to its end."""
    findings = workspace.load_snapshot("findings", Findings)
    if findings is None:
        return ()
    owners = {one.owner_role for one in findings.actions}
    owners |= {one.addressee_role for one in findings.requests}
    least = read_settings(places.settings).mine.privacy.min_group
    return find_small_groups(places.share, findings.intake.people, least, owners)


@dataclass(frozen=True)
class _Crowd:
    people: tuple[Person, ...]
    owners: frozenset[str]

    @cached_property
    def values(self) -> Mapping[str, Mapping[str, str]]:
        """Dimension -> value in small letters -> value."""
        return {
            name: {of(one).casefold(): of(one) for one in self.people if of(one)}
            for name, of in _DIMENSIONS.items()
        }

    def small(self, row: Printed, least: int) -> Iterator[tuple[str, int]]:
        """What the row says of whom, where 1 to `least` - 1 people fit."""
        row = _without_actors(row)
        filled = tuple(cell for cell in row.cells if cell)
        if not _tells(filled):
            return
        for cells in self._combinations(row, filled):
            who = [
                one
                for one in self.people
                if all(_DIMENSIONS[name](one) == value for name, value in cells.items())
            ]
            if cells and 0 < len(who) < least:
                yield " & ".join(f"{k}={v}" for k, v in sorted(cells.items())), len(who)

    def _combinations(self, row: Printed, filled: Cells) -> Iterator[dict[str, str]]:
        own = list(self._readings(filled))
        if len(filled) == 1:
            yield from self._in_prose(filled[0])
        above = self._above(row.under)
        for cells in own:
            yield {**above, **cells} if cells else cells
        yield from self._crossed(row, own)

    def _above(self, under: Cells) -> dict[str, str]:
        """What the headings and the caption above a row say: the nearest wins."""
        found: dict[str, str] = {}
        for heading in under:
            said = list(self._in(heading))
            names = [name for name, _ in said]
            found |= {name: value for name, value in said if names.count(name) == 1}
        return found

    def _crossed(self, row: Printed, own: Sequence[dict[str, str]]) -> Iterator[dict[str, str]]:
        """A cell under a column that is called by a group belongs to that group as well."""
        for place, head in enumerate(row.header):
            cell = row.cells[place] if place < len(row.cells) else ""
            named = dict(self._in(head))
            if not named or not cell.strip(_NOTHING) or len(cell) > _LONGEST_LABEL:
                continue
            for cells in own:
                if cells and not named.keys() & cells.keys():
                    yield {**self._above(row.under), **cells, **named}

    def _in_prose(self, text: str) -> Iterator[dict[str, str]]:
        """Groups that stand side by side in a line: "Claims in Leeds", "- Management, Bristol"."""
        if not self.known or "withheld" in text.casefold():
            return
        told = _FIGURE_OR_QUOTE.search(text) or text.startswith(_SIGNS)
        for found in self.known.finditer(text) if told else ():
            named = {
                name: value
                for part in self.value.findall(found.group())
                for name, value in self._exactly(part)
            }
            if len(named) > 1:
                yield named

    def _exactly(self, part: str) -> Iterator[tuple[str, str]]:
        for name in _IN_PROSE:
            value = self.values[name].get(part.casefold())
            if value and value not in self.owners:
                yield name, value

    @cached_property
    def value(self) -> re.Pattern[str]:
        """Any role, department or location as it is written, the longest first."""
        every = {value for name in _IN_PROSE for value in self.values[name].values()}
        words = sorted(every - self.owners, key=lambda one: (-len(one), one))
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")

    @cached_property
    def known(self) -> re.Pattern[str] | None:
        """Two or more of them side by side."""
        if not any(self.values[name] for name in _IN_PROSE):
            return None
        one = self.value.pattern
        return re.compile(rf"{one}(?:{_BESIDE}{one})+")

    def _readings(self, row: Cells) -> Iterator[dict[str, str]]:
        """The combinations of a row: one value of each dimension that it names."""
        named: dict[str, set[str]] = {}
        acts = len(row) > 1 and "role" not in {cell.casefold() for cell in row}
        for cell in row:
            if acts and cell.strip() in self.owners:
                continue
            for name, value in self._in(cell):
                named.setdefault(name, set()).add(value)
        names = sorted(named)
        for values in itertools.product(*(sorted(named[name]) for name in names)):
            yield dict(zip(names, values, strict=True))

    def _in(self, cell: str) -> Iterator[tuple[str, str]]:
        text = " ".join(cell.split())
        if len(text) > _LONGEST_LABEL:
            return
        if text.startswith("- "):
            text = f"— {text[2:]}"
        for name, value in _GROUP.findall(text):
            known = self.values[name].get(value.strip().casefold())
            if known:
                yield name, known
        for part in _labels_of(text):
            for name, values in self.values.items():
                if part.casefold() in values:
                    yield name, values[part.casefold()]


def _labels_of(text: str) -> list[str]:
    """The labels that a cell holds, apart; of a line under a quote those between commas."""
    signed = text.startswith(("—", "–"))
    parts = (_SIGNED if signed else _APART).split(text.strip(" —–"))
    sentence = signed and any(len(part.split()) > _LONGEST_PART for part in parts)
    return [] if sentence else parts


def _without_actors(row: Printed) -> Printed:
    """The row without the cells of a column that says who acts: it tells nothing of people."""
    names = {words_of(tongue)(name).casefold() for tongue in TONGUES for name in _ACTORS}
    acts = {place for place, head in enumerate(row.header) if head.casefold() in names}
    if not acts:
        return row
    cells = tuple("" if place in acts else cell for place, cell in enumerate(row.cells))
    return replace(row, cells=cells)


def _tells(row: Cells) -> bool:
    """Whether a row says something of its group: a figure, or more than labels."""
    text = " ".join(row).casefold()
    signs = text.startswith("- ") and "," in text
    told = len(row) > 1 or signs or bool(_FIGURE_OR_QUOTE.search(text))
    return told and "withheld" not in text
