"""A person's word on themes: merged, split, pinned, moved and named, whatever a refit finds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from toolkit.errors import WrongDecision
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.findings import Theme
from toolkit.model.shapes import MERGE, MOVE, SHAPES, SPLIT, read_members

NOT_TO_HOLD = frozenset({"memo"})
"""A remark on a theme does not oblige the machine to keep it."""


def apply_moves(themes: Sequence[Theme], decisions: Decisions) -> tuple[Theme, ...]:
    """Themes after persons' moves (statement:ID, theme_id) and renamings (theme:ID, title).

    A statement moved to "" belongs to no theme; a theme that loses its last statement is gone.
    Merging, splitting and pinning is done by `shape_themes`.
    """
    moved = {_id(row): row.decided or "" for row in _moves(decisions)}
    changed = [renamed(_moved(theme, moved), decisions) for theme in themes]
    return tuple(theme for theme in changed if theme.statement_ids)


def renamed(theme: Theme, decisions: Decisions) -> Theme:
    """The theme with a person's title, where there is one."""
    title = decisions.value(f"theme:{theme.theme_id}", "title")
    return replace(theme, title=title) if title else theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What persons decided on the members of themes, all of it together."""

    homes: Mapping[str, str] = field(default_factory=dict)
    """Statement id -> theme id, or "" for none: the latest word on each statement."""
    grouped: frozenset[str] = frozenset()
    """Statements whose home was decided for a whole group: what is new beside them follows."""
    into: Mapping[str, str] = field(default_factory=dict)
    """Theme that was merged away, or whose split was taken back -> theme in which it ended."""
    held: frozenset[str] = frozenset()
    """Themes on which something is decided: they outlive any refit."""


def read_word(decisions: Decisions) -> Word:
    """All decisions on members that are in force, in the order in which they were made.

    Raises WrongDecision for a decision whose value names no statements.
    """
    homes: dict[str, str] = {}
    grouped: set[str] = set()
    into = _dissolved(decisions)
    for row in decisions.in_force():
        if row.field == MOVE and row.subject.startswith("statement:"):
            homes[_id(row)] = row.decided or ""
            grouped.discard(_id(row))
        elif row.field in SHAPES and row.subject.startswith("theme:") and row.decided:
            placed = _placed(row)
            homes.update(placed)
            grouped.update(placed)
            _note_merge(row, into)
    ends = {theme: _end(theme, into) for theme in into}
    return Word(
        homes={key: ends.get(home, home) for key, home in homes.items()},
        grouped=frozenset(grouped),
        into=ends,
        held=_held(decisions) - ends.keys(),
    )


def members_of(row: Decision) -> dict[str, tuple[str, ...]]:
    """The themes and statements that a decision names. Raises WrongDecision saying which it is."""
    try:
        return read_members(row.decided or "")
    except WrongDecision as error:
        raise WrongDecision(
            str(error),
            where=f"decision {row.decision_id} on {row.subject}",
            what_to_do=f"Take it back: relaunch undo OUT {row.decision_id}",
        ) from error


def taken_back(decisions: Decisions, name: str) -> Iterator[Decision]:
    """The last decision on each subject's field `name` where nothing is in force any more."""
    last = {
        row.subject: row
        for row in decisions.history
        if row.field == name and row.undoes is None and row.decided
    }
    return (row for row in last.values() if decisions.get(row.subject, name) is None)


def _dissolved(decisions: Decisions) -> dict[str, str]:
    """Themes made by a split that was taken back -> the theme that they were taken out of."""
    rows = taken_back(decisions, SPLIT)
    return {_id(row): list(members_of(row) or [_id(row)])[-1] for row in rows}


def _placed(row: Decision) -> dict[str, str]:
    """Statement -> theme, by one decision on members: a merge puts all into its first theme."""
    named = members_of(row)
    target = next(iter(named), "")
    return {
        key: target if row.field == MERGE else theme for theme, ids in named.items() for key in ids
    }


def _note_merge(row: Decision, into: dict[str, str]) -> None:
    """A later merge the other way round takes the place of the earlier one."""
    source, target = _id(row), next(iter(members_of(row)), "")
    if row.field == MERGE and target:
        into.pop(target, None)
        into[source] = target


def _end(theme: str, into: Mapping[str, str]) -> str:
    seen = {theme}
    while (after := into.get(theme)) is not None and after not in seen:
        seen.add(after)
        theme = after
    return theme


def _held(decisions: Decisions) -> frozenset[str]:
    named = {
        _id(row)
        for row in decisions.in_force()
        if row.subject.startswith(("theme:", "agenda:")) and row.field not in NOT_TO_HOLD
    }
    return frozenset(named | {row.decided for row in _moves(decisions) if row.decided})


def _moves(decisions: Decisions) -> Iterator[Decision]:
    return (row for row in decisions.in_force("statement") if row.field == MOVE)


def _id(row: Decision) -> str:
    return row.subject.split(":", 1)[1]


def _moved(theme: Theme, moved: Mapping[str, str]) -> Theme:
    if not moved:
        return theme
    kept = {one for one in theme.statement_ids if moved.get(one, theme.theme_id) == theme.theme_id}
    kept |= {one for one, target in moved.items() if target == theme.theme_id}
    return replace(
        theme,
        statement_ids=tuple(sorted(kept)),
        exemplar_ids=tuple(one for one in theme.exemplar_ids if one in kept),
    )
