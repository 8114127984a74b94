"""Complementary suppression: a hidden cell cannot be had by subtracting shown ones from margins.

A review shows the whole, groups by one attribute, and groups by two. Cells and margins of one pair
of attributes make a table whose every line (a row with its sum, a column with its sum) is an
equation. A hidden cell can be computed exactly if, in the graph whose nodes are the lines and whose
edges are the hidden cells, it lies on no cycle (Gusfield, "A graph theoretic approach to
statistical data security", SIAM Journal on Computing 17(3), 1988). So cells are hidden until each
lies on one, and until what a line hides is no small group either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from toolkit.model.groups import group_pairs
from toolkit.privacy.groups import least_allowed

Group = frozenset[tuple[str, str]]
"""(attribute, value) pairs that all in the group share; the empty one is everybody."""
_EVERYBODY: Group = frozenset()
_Drop = frozenset[frozenset[str]]
"""Names of attributes, alone and by twos, whose groups are not shown at all."""
_SUM = ""
"""The value of a margin."""
Cell = tuple[str, str]


def group_of(text: str) -> Group:
    """The group that adoption.csv calls so ("department=Sales & location=Madrid").

    A text without "=" ("overall") is everybody.
    """
    return frozenset(group_pairs(text))


def hidden_in_tables(sizes: Mapping[Group, int], least: int) -> frozenset[Group]:
    """The groups whose figures must be hidden so that no small group can be had by subtraction.

    `sizes`: distinct people in every group whose figure is to be shown, of no, one or two
    attributes; a group of two whose margins are not to be shown is protected as if they were, where
    they can be summed. Groups of three and more attributes are hidden if small, no more. Groups of
    nobody hide nothing and are shown. Grows from the groups under `least`; the smallest are added
    first, equal ones by name. Where everybody together would have to be hidden for it, though not
    few, pairs of attributes or whole attributes are hidden instead, as little as frees the whole.
    Raises WrongSettings for `least` under 3.
    """
    least_allowed(least)
    hidden = _grown(sizes, least)
    if _EVERYBODY not in hidden or sizes[_EVERYBODY] < least:
        return hidden
    tables = list(_tables(sizes))
    for drops in _drops(sizes):
        found = [_without(one, sizes, least) for one in drops]
        freeing = [
            one
            for one in found
            if _EVERYBODY not in one and all(table.keeps(one, least) for table in tables)
        ]
        if freeing:
            return min(freeing, key=_loss)
    return hidden


def _loss(hidden: frozenset[Group]) -> tuple[int, int, list[list[tuple[str, str]]]]:
    """Groups of one attribute weigh more than all pairs."""
    return sum(len(one) < 2 for one in hidden), len(hidden), sorted(map(sorted, hidden))


def _without(drop: _Drop, sizes: Mapping[Group, int], least: int) -> frozenset[Group]:
    """What is hidden where these tables are not shown."""
    gone = {group for group, size in sizes.items() if size and _names(group) in drop}
    kept = {group: size for group, size in sizes.items() if group not in gone}
    return _grown(kept, least) | gone


def _drops(sizes: Mapping[Group, int]) -> Iterator[list[_Drop]]:
    """What might be left out, the least first: a pair, all pairs of an attribute, it, all pairs."""
    known = sorted({_names(group) for group in sizes if 0 < len(group) <= 2}, key=sorted)
    pairs = [names for names in known if len(names) == 2]
    single = [names for names in known if len(names) == 1]
    yield [frozenset({pair}) for pair in pairs]
    yield [frozenset(pair for pair in pairs if one < pair) for one in single]
    yield [frozenset(names for names in known if one <= names) for one in single]
    yield [frozenset(pairs)]
    yield [frozenset({*pairs, one}) for one in single]


def _names(group: Group) -> frozenset[str]:
    return frozenset(name for name, _ in group)


def _grown(sizes: Mapping[Group, int], least: int) -> frozenset[Group]:
    hidden = {group for group, size in sizes.items() if 0 < size < least}
    tables = list(_tables(sizes))
    grown = True
    while grown:
        before = len(hidden)
        for table in tables:
            hidden |= table.grown(hidden, least)
        grown = len(hidden) > before
    return frozenset(hidden)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """One pair of attributes (or one attribute alone) with its margins: cell -> group, people."""

    groups: Mapping[Cell, Group]
    sizes: Mapping[Cell, int]

    def grown(self, hidden: Iterable[Group], least: int) -> set[Group]:
        """The groups of this table to hide, given what is hidden in others."""
        known = frozenset(hidden)
        cells = {cell for cell, group in self.groups.items() if group in known}
        if cells:
            while more := self._weak(cells, least) or self._exposed(cells):
                cells.add(more)
        return {self.groups[cell] for cell in cells}

    def keeps(self, hidden: Iterable[Group], least: int) -> bool:
        """Whether no small cell can be computed, by somebody who knows which cells are empty."""
        known = frozenset(hidden)
        cells = {cell for cell, group in self.groups.items() if group in known}
        flat = len({column for _, column in self.sizes}) < 2
        exposed = set() if flat else _on_no_cycle(cells)
        small = any(0 < self.sizes[cell] < least for cell in exposed)
        return not small and not any(self._too_few(line, cells, least) for line in self._lines())

    def _too_few(self, line: list[Cell], hidden: set[Cell], least: int) -> bool:
        """Whether what a line hides beside its shown sum is a small group."""
        parts = [cell for cell in line if cell in hidden]
        shown = not any(_is_sum(cell, line) for cell in parts)
        return bool(parts) and shown and sum(self.sizes[one] for one in parts) < least

    def _weak(self, hidden: set[Cell], least: int) -> Cell | None:
        """A cell to hide because a line hides one alone, or too few people beside its sum."""
        for line in self._lines():
            inside = [cell for cell in line if cell in hidden]
            if not inside:
                continue
            parts = [cell for cell in inside if not _is_sum(cell, line)]
            few = len(parts) == len(inside) and sum(self.sizes[one] for one in parts) < least
            if len(inside) < 2 or few:
                free = [cell for cell in line if cell not in hidden]
                if free:
                    return min(free, key=self._dearness)
        return None

    def _exposed(self, hidden: set[Cell]) -> Cell | None:
        """A cell to hide because a hidden one lies on no cycle of hidden cells.

        Of one attribute alone there is one equation: two hidden cells of it are enough.
        """
        if len({column for _, column in self.sizes}) < 2:
            return None
        for row, column in sorted(_on_no_cycle(hidden)):
            free = [
                cell
                for cell in self.sizes
                if cell not in hidden and (cell[0] == row or cell[1] == column)
            ]
            if free:
                return min(free, key=self._dearness)
        return None

    def _lines(self) -> Iterator[list[Cell]]:
        """Rows and columns with their sums, in order; lines of one cell say nothing."""
        cells = sorted(self.sizes)
        for place in (0, 1):
            for name in sorted({cell[place] for cell in cells}):
                line = [cell for cell in cells if cell[place] == name]
                if len(line) > 1:
                    yield line

    def _dearness(self, cell: Cell) -> tuple[bool, int, int, Cell]:
        """What is hidden first: people before nobody, inner cells before sums, the smallest."""
        margins = (cell[0] == _SUM) + (cell[1] == _SUM)
        return self.sizes[cell] == 0, margins, self.sizes[cell], cell


def _is_sum(cell: Cell, line: list[Cell]) -> bool:
    """Whether the cell is the sum of this line."""
    across = len({one[0] for one in line}) == 1
    return cell[1] == _SUM if across else cell[0] == _SUM


def _tables(sizes: Mapping[Group, int]) -> Iterator[_Table]:
    """A table for every pair of attributes that is shown together, and for every lone attribute."""
    by_names: dict[tuple[str, ...], list[Group]] = {}
    for group in sizes:
        by_names.setdefault(tuple(sorted({name for name, _ in group})), []).append(group)
    pairs = [names for names in sorted(by_names) if len(names) == 2]
    paired = {name for names in pairs for name in names}
    lone = [names for names in sorted(by_names) if len(names) == 1 and names[0] not in paired]
    for names in [*pairs, *lone]:
        wanted = [(), *combinations(names, 1), *([names] if len(names) == 2 else [])]
        groups = {
            _cell_of(group, names): group for key in wanted for group in by_names.get(key, [])
        }
        yield _Table(groups=groups, sizes={cell: sizes[group] for cell, group in groups.items()})


def _cell_of(group: Group, names: tuple[str, ...]) -> Cell:
    values = dict(group)
    first = values.get(names[0], _SUM)
    return first, values.get(names[1], _SUM) if len(names) > 1 else _SUM


def _on_no_cycle(hidden: Iterable[Cell]) -> set[Cell]:
    """The hidden cells that are bridges between rows and columns."""
    edges = sorted(hidden)
    near: dict[tuple[int, str], list[tuple[tuple[int, str], Cell]]] = {}
    for cell in edges:
        row, column = (0, cell[0]), (1, cell[1])
        near.setdefault(row, []).append((column, cell))
        near.setdefault(column, []).append((row, cell))
    return {cell for cell in edges if not _joined_without(cell, near)}


def _joined_without(
    cell: Cell, near: Mapping[tuple[int, str], list[tuple[tuple[int, str], Cell]]]
) -> bool:
    """Whether the cell's row and column are joined by other hidden cells."""
    goal, seen = (1, cell[1]), {(0, cell[0])}
    waiting = [(0, cell[0])]
    while waiting:
        for node, edge in near[waiting.pop()]:
            if edge != cell and node not in seen:
                if node == goal:
                    return True
                seen.add(node)
                waiting.append(node)
    return False
