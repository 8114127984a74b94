"""A person's word on themes: moved statements and new titles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolkit.model.decisions import Decisions
from toolkit.model.findings import Theme


def apply_moves(themes: Sequence[Theme], decisions: Decisions) -> tuple[Theme, ...]:
    """Themes after persons' moves (statement:ID, theme_id) and renamings (theme:ID, title).

    A statement moved to "" belongs to no theme; a theme that loses its last statement is gone.
    """
    moved = {
        row.subject.split(":", 1)[1]: row.decided or ""
        for row in decisions.in_force("statement")
        if row.field == "theme_id"
    }
    changed = [_renamed(_moved(theme, moved), decisions) for theme in themes]
    return tuple(theme for theme in changed if theme.statement_ids)


def _moved(theme: Theme, moved: dict[str, str]) -> Theme:
    if not moved:
        return theme
    kept = {one for one in theme.statement_ids if moved.get(one, theme.theme_id) == theme.theme_id}
    kept |= {one for one, target in moved.items() if target == theme.theme_id}
    return replace(
        theme,
        statement_ids=tuple(sorted(kept)),
        exemplar_ids=tuple(one for one in theme.exemplar_ids if one in kept),
    )


def _renamed(theme: Theme, decisions: Decisions) -> Theme:
    title = decisions.value(f"theme:{theme.theme_id}", "title")
    return replace(theme, title=title) if title else theme
