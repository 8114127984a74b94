"""Marks: nearness by rank, praise that belongs to a matter, and nothing without words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from tests import world
from toolkit.language import sentences
from toolkit.model.marks import Mark
from toolkit.model.vocabulary import Wave
from toolkit.pipeline.session_marks import Encode, Said, mark_statements


def by_matter(texts: Sequence[str]) -> NDArray[np.float32]:
    """Unit vectors: what loses bookings, what is of the calendar, and all the rest."""
    rows = []
    for text in texts:
        lost = any(word in text.lower() for word in ("lost", "gone", "vanish", "lose", "saves"))
        sheet = "sheet" in text
        row = np.array([3.0 * lost, 3.0 * sheet, 1.0], dtype=np.float32)
        rows.append(row / np.linalg.norm(row))
    return np.array(rows)


def marks_of(encode: Encode | None) -> Mapping[str, Mark]:
    found = world.findings()
    said = Said(
        themes=found.themes,
        statements=found.statements,
        codings=found.codings,
        shown={one.statement_id: one.text for one in found.statements},
    )
    return mark_statements(said, encode)


def test_everything_said_since_the_launch_has_marks_in_zero_to_one() -> None:
    marks = marks_of(by_matter)
    said = [one for one in world.findings().statements if not one.empty]
    assert set(marks) == {one.statement_id for one in said if one.source.wave is not Wave.BEFORE}
    for mark in marks.values():
        assert all(0 <= v <= 1 for v in (mark.near, mark.harsh, mark.content, mark.goal, mark.act))


@pytest.mark.parametrize("encode", [by_matter, None])
def test_the_nearest_of_a_theme_has_one_and_each_theme_has_one(encode) -> None:
    marks = marks_of(encode)
    for theme in world.findings().themes:
        near = [marks[key].near for key in theme.statement_ids if key in marks]
        assert max(near) == 1.0


def test_every_sentence_that_may_be_shown_is_marked_and_the_words_decide_without_an_encoder() -> (
    None
):
    found = world.findings()
    for key, mark in marks_of(None).items():
        text = " ".join(next(s.text for s in found.statements if s.statement_id == key).split())
        placed = any(key in theme.statement_ids for theme in found.themes)
        assert len(mark.sentences) == (len(sentences(text, "en")) if placed else 0)


def test_praise_of_another_matter_belongs_to_no_theme() -> None:
    marks = marks_of(by_matter)
    placed = {key for theme in world.findings().themes for key in theme.statement_ids}
    assert all(not marks[key].matter for key in marks if key in placed)
