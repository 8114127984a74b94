"""Themes as a run leaves them: with persons' word on them, and with a map for the screens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.model.decisions import Decisions
from toolkit.model.findings import Statement, Theme
from toolkit.model.theme_map import CurvePoint, ThemeMap
from toolkit.themes import ThemeSearch
from toolkit.themes.halves import grow_trees
from toolkit.themes.ids import with_retired
from toolkit.themes.shape import Ground, shape_themes
from toolkit.workspace import Workspace

MAP = "theme map"
THEMES = "themes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theming:
    """What a run knows when it settles its themes; `vectors` has a row per statement."""

    statements: Sequence[Statement]
    vectors: NDArray[np.float32]
    decisions: Decisions
    previous: tuple[Theme, ...]

    def shape(self, themes: Sequence[Theme]) -> tuple[Theme, ...]:
        """The themes after all that persons decided on them."""
        ground = Ground(
            decisions=self.decisions,
            rows=self._rows(),
            vectors=self.vectors,
            previous=self.previous,
        )
        return shape_themes(themes, ground)

    def keep(self, workspace: Workspace, search: ThemeSearch, themes: Sequence[Theme]) -> None:
        """What the next run and the screens need of the themes."""
        curve = tuple(CurvePoint(k=one.k, silhouette=one.silhouette) for one in search.curve)
        drawn = ThemeMap(
            curve=curve,
            chosen=len(search.themes),
            trees=grow_trees(themes, search.matters) if search.matters else (),
        )
        workspace.save_snapshot(MAP, {}, drawn)
        workspace.save_snapshot(THEMES, {}, with_retired(themes, self.previous))

    def _rows(self) -> dict[str, int]:
        return {one.statement_id: row for row, one in enumerate(self.statements)}


def load_map(workspace: Workspace) -> ThemeMap:
    """The map of the last run; an empty one where there is none."""
    return workspace.load_snapshot(MAP, ThemeMap) or ThemeMap()


def load_previous(workspace: Workspace) -> tuple[Theme, ...]:
    """The themes of the last run, and without statements the ids that were used before."""
    return workspace.load_snapshot(THEMES, tuple[Theme, ...]) or ()
