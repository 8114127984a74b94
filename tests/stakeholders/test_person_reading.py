"""All that somebody says, read together: invented speakers tell where such a person stands."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from toolkit import language
from toolkit.model.findings import Statement
from toolkit.model.intake import Source
from toolkit.model.vocabulary import Channel, Stance, Wave
from toolkit.stakeholders.person_reading import (
    Speakers,
    fit_persons,
    is_the_encoder,
    mean_vectors,
    read_persons,
    shipped_speakers,
)

FAN = (
    "I run my whole Monday from it and would not give it back.",
    "Let me show the other branches how we do it, I would gladly travel.",
)
REFUSER = (
    "We have never needed such a thing and we do not need it now.",
    "You may repair what you like, I will not put a single name of mine into it.",
)


def said(person: str, words: Sequence[str], wave: Wave = Wave.AFTER) -> list[Statement]:
    return [
        Statement(
            statement_id=f"{person}-{place}-{wave}",
            source=Source(
                source_id=f"{person}{place}{wave}",
                file="survey.csv",
                channel=Channel.SURVEY,
                text=text,
                person_id=person,
                wave=wave,
            ),
            start=0,
            end=len(text),
            text=text,
            language="en",
        )
        for place, text in enumerate(words)
    ]


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    return language.encode(list(texts)).rows(list(texts))


def other(texts: Sequence[str]) -> NDArray[np.float32]:
    return np.eye(7, dtype=np.float32)[[len(text) % 7 for text in texts]]


def test_a_fan_reads_as_one_and_somebody_who_refuses_politely_does_not() -> None:
    found = read_persons([*said("A", FAN), *said("B", REFUSER)], encode)
    assert found["A", False] > 0.05 > -0.15 > found["B", False]


def test_nobody_elses_words_change_a_reading() -> None:
    alone = read_persons(said("A", FAN), encode)
    among = read_persons([*said("B", REFUSER), *said("A", FAN[::-1])], encode)
    assert among["A", False] == pytest.approx(alone["A", False], abs=1e-9)


def test_words_from_before_the_launch_are_read_apart() -> None:
    found = read_persons([*said("A", FAN, Wave.BEFORE), *said("A", REFUSER)], encode)
    assert found["A", True] > found["A", False]


def test_another_encoder_reads_nobody() -> None:
    assert read_persons(said("A", FAN), other) == {}
    assert read_persons(said("A", FAN), None) == {}


def test_the_shipped_speakers_hold_every_stance_and_unit_rows() -> None:
    speakers = shipped_speakers()
    assert set(speakers.stances) == set(Stance)
    assert np.allclose(np.linalg.norm(speakers.vectors, axis=1), 1, atol=1e-2)


def test_an_encoder_is_known_by_the_vector_of_its_probe() -> None:
    probe = np.array([1.0, 0.0])
    speakers = Speakers(np.eye(2), (Stance.CHAMPION, Stance.ANTAGONIST), probe, np.zeros((2, 1)))
    assert is_the_encoder(lambda _: np.array([[1.0, 0.0]], dtype=np.float32), speakers)
    assert not is_the_encoder(lambda _: np.array([[0.0, 1.0]], dtype=np.float32), speakers)


def test_near_a_speaker_means_that_speakers_stance() -> None:
    model = fit_persons(np.eye(2), [Stance.CHAMPION, Stance.ANTAGONIST])
    near_first, near_second = model.predict(np.array([[0.9, 0.1], [0.1, 0.9]]))
    assert near_first > near_second


def test_the_mean_of_a_group_has_unit_length_whatever_its_order() -> None:
    rows = np.array([[1.0, 0.0], [0.0, 1.0], [0.6, 0.8]])
    one, same = mean_vectors(rows, [[0, 1, 2], [2, 0, 1]])
    assert np.array_equal(one, same)
    assert np.linalg.norm(one) == pytest.approx(1)
