"""Marks: nearness by rank, praise that belongs to a matter, and nothing without words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tests import world
from toolkit.model.vocabulary import Wave
from toolkit.pipeline.session_marks import mark_statements


def by_matter(texts: Sequence[str]) -> NDArray[np.float32]:
    """Unit vectors: what loses bookings, what is of the calendar, and all the rest."""
    rows = []
    for text in texts:
        lost = any(word in text.lower() for word in ("lost", "gone", "vanish", "lose", "saves"))
        sheet = "sheet" in text
        row = np.array([3.0 * lost, 3.0 * sheet, 1.0], dtype=np.float32)
        rows.append(row / np.linalg.norm(row))
    return np.array(rows)


def test_everything_said_since_the_launch_has_marks_in_zero_to_one() -> None:
    found = world.findings()
    marks = mark_statements(found, by_matter)
    said = [one for one in found.statements if not one.empty]
    assert set(marks) == {one.statement_id for one in said if one.source.wave is not Wave.BEFORE}
    for mark in marks.values():
        assert all(0 <= v <= 1 for v in (mark.near, mark.harsh, mark.content, mark.goal, mark.act))


def test_the_nearest_of_a_theme_has_one_and_each_theme_has_one() -> None:
    found = world.findings()
    marks = mark_statements(found, by_matter)
    for theme in found.themes:
        near = [marks[key].near for key in theme.statement_ids if key in marks]
        assert max(near) == 1.0


def test_without_an_encoder_nearness_is_left_to_the_exemplars() -> None:
    marks = mark_statements(world.findings(), None)
    assert {mark.near for mark in marks.values()} == {0.0}


def test_praise_of_another_matter_belongs_to_no_theme() -> None:
    found = world.findings()
    marks = mark_statements(found, by_matter)
    placed = {key for theme in found.themes for key in theme.statement_ids}
    assert all(not marks[key].matter for key in marks if key in placed)
