"""What is read of every statement before it is coded: its words, and what stands beside them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from tests import world
from toolkit import language
from toolkit.pipeline.meaning import Reader
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
