"""What is read of every statement before it is coded: its words, and what stands beside them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests import world
from toolkit import language
from toolkit.pipeline import meaning
from toolkit.pipeline.meaning import Reader, kept_pairs
from toolkit.settings import EncoderSettings


def test_the_coder_is_given_what_the_same_person_says_right_before_and_after(tmp_path: Path):
    one, other, alone = world.statements()[:3]
    one, other = (
        replace(said, source=one.source, start=start) for said, start in ((one, 0), (other, 90))
    )
    reader = Reader(
        encoder=language.load_encoder(EncoderSettings(), []),
        cache=tmp_path / "vectors.sqlite",
        step=lambda *_: None,
    )
    facts = world.facts()
    found = reader.read([one, other, alone], replace(facts, tickets=facts.tickets[:0]))
    assert found.views is not None
    np.testing.assert_allclose(found.views.beside[:2], found.statements[[1, 0]])
    assert not found.views.beside[2].any()


def test_the_desk_is_given_the_rows_of_the_second_network_that_the_run_kept(tmp_path: Path):
    said = [*world.statements()[:3], replace(world.statements()[3], empty=True)]
    assert kept_pairs(said, tmp_path) is None
    encoder = language.load_encoder(EncoderSettings(), [])
    reader = Reader(encoder=encoder, cache=tmp_path, step=lambda *_: None)
    facts = world.facts()
    found = reader.read(said, replace(facts, tickets=facts.tickets[:0]))
    assert found.pairs is not None
    assert found.pairs[:3].any(axis=1).all()
    assert not found.pairs[3].any()
    np.testing.assert_array_equal(kept_pairs(said, tmp_path), found.pairs)


def test_where_the_second_network_reads_only_some_nobody_is_taught_by_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(meaning, "SECOND_READING", 2)
    said = world.statements()[:3]
    encoder = language.load_encoder(EncoderSettings(), [])
    reader = Reader(encoder=encoder, cache=tmp_path, step=lambda *_: None)
    facts = world.facts()
    found = reader.read(said, replace(facts, tickets=facts.tickets[:0]))
    assert found.pairs is None
    assert kept_pairs(said, tmp_path) is None
