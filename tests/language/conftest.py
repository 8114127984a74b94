"""The sentence encoder, loaded once for all tests."""

from __future__ import annotations

import pytest

from toolkit.language.encoders import SentenceEncoder
from toolkit.language.weights import packaged_folder


@pytest.fixture(scope="session")
def sentence_encoder() -> SentenceEncoder:
    folder = packaged_folder()
    assert folder is not None
    return SentenceEncoder(folder)
