"""Turns to sources: whose they are, what was asked before, what is off the record."""

from __future__ import annotations

from datetime import date

import pytest

from toolkit.intake.asking import WEIGHTS, asking_parts, is_interviewer_like
from toolkit.intake.raw import TranscriptReading, Turn
from toolkit.intake.speech import is_question_like
from toolkit.intake.transcripts import to_sources
from toolkit.model.intake import FileReading
from toolkit.model.vocabulary import Channel, FileKind, Wave


def turns(*spoken: tuple[str, str]) -> tuple[Turn, ...]:
    return tuple(
        Turn(turn_id=f"k/{n}", speaker=who, text=text, is_question_like=is_question_like(text))
        for n, (who, text) in enumerate(spoken)
    )


def talk(*spoken: tuple[str, str]) -> TranscriptReading:
    reading = FileReading(
        file="t.vtt", kind=FileKind.TRANSCRIPT, format="made by hand", wave=Wave.AFTER
    )
    return TranscriptReading(reading=reading, turns=turns(*spoken), said_on=date(2026, 5, 4))


ASKS = frozenset({"Ruth"})


def befores(*spoken: tuple[str, str], asks: frozenset[str] = ASKS) -> list[str]:
    return [source.before for source in to_sources(talk(*spoken), asks, {})]


def test_the_interviewers_words_make_no_source():
    sources = to_sources(talk(("Ruth", "How?"), ("Dan", "Badly.")), ASKS, {"Dan": "E7"})
    assert [(s.text, s.person_id, s.source_id) for s in sources] == [("Badly.", "E7", "k/1")]


def test_a_source_carries_channel_day_wave_and_place():
    (source,) = to_sources(talk(("Ruth", "How?"), ("Dan", "Badly.")), ASKS, {})
    assert source.channel is Channel.INTERVIEW
    assert (source.said_on, source.wave, source.position) == (date(2026, 5, 4), Wave.AFTER, 1)
    assert source.verbatim
    assert source.person_id == ""


def test_before_is_the_interviewers_last_words_with_content():
    assert befores(
        ("Ruth", "What do you miss?"), ("Dan", "My list."), ("Ruth", "Mhm."), ("Dan", "All of it.")
    ) == ["What do you miss?", "What do you miss?"]


def test_a_second_answerer_is_asked_the_same():
    assert befores(("Ruth", "And you?"), ("Dan", "Fine."), ("Kim", "Not fine.")) == [
        "And you?",
        "And you?",
    ]


def test_without_an_interviewer_before_is_who_spoke_before():
    assert befores(("Dan", "It is slow."), ("Kim", "It is not."), asks=frozenset()) == [
        "",
        "It is slow.",
    ]


def test_without_an_interviewer_a_question_of_another_counts():
    spoken = (("Kim", "What is slow?"), ("Dan", "The list."), ("Kim", "I see it."), ("Dan", "All."))
    assert befores(*spoken, asks=frozenset())[3] == "What is slow?"


def test_where_nobody_is_named_questions_are_the_interviewers():
    sources = to_sources(talk(("", "What is slow?"), ("", "The list.")), frozenset(), {})
    assert [(s.text, s.before) for s in sources] == [("The list.", "What is slow?")]


def off_record(*spoken: tuple[str, str]) -> list[bool]:
    return [source.off_record for source in to_sources(talk(*spoken), ASKS, {})]


def test_words_off_the_record_are_marked():
    assert off_record(("Ruth", "How?"), ("Dan", "Between us, badly."), ("Dan", "It is slow.")) == [
        True,
        True,
    ]


def test_announced_and_agreed_counts_for_what_follows():
    assert off_record(
        ("Dan", "Can I say this off the record?"), ("Ruth", "Sure."), ("Dan", "He never opens it.")
    ) == [True, True]


def test_the_interviewer_may_offer_it():
    assert off_record(("Ruth", "Off the record: who uses it?"), ("Dan", "Nobody.")) == [True]


def test_a_new_question_ends_it():
    assert off_record(
        ("Dan", "That stays between us."), ("Ruth", "And the search?"), ("Dan", "It is fine.")
    ) == [True, False]


# Who asks.

INTERVIEW = turns(
    ("Ruth", "Thanks for coming. How is it going?"),
    ("Dan", "It is slow, and I keep my own list, because the search finds nothing."),
    ("Ruth", "Mhm."),
    ("Dan", "And my boss wants the spreadsheet on Fridays. Why would I type it twice?"),
    ("Ruth", "What would help?"),
    ("Dan", "A search that finds things, and one hour of training on our own cases."),
    ("Ruth", "Thank you."),
)


def score(speaker: str) -> float:
    return is_interviewer_like([t for t in INTERVIEW if t.speaker == speaker], INTERVIEW)


def test_who_asks_scores_higher_than_who_answers():
    assert score("Ruth") > 0.7 > 0.3 > score("Dan")


def test_the_score_is_the_weighted_sum_of_its_parts():
    parts = asking_parts([t for t in INTERVIEW if t.speaker == "Ruth"], INTERVIEW)
    # Ruth: 2 of 3 turns with content ask; of 3 questions with an answer she put 2 and Dan 1,
    # and she answered 1; median 4.0 words against 14.
    assert parts.asks == pytest.approx(2 / 3)
    assert parts.asked_to_answer == pytest.approx(2 / 3)
    assert parts.opens == parts.closes == 1.0
    assert score("Ruth") == pytest.approx(
        sum(
            getattr(parts, name) * getattr(WEIGHTS, name)
            for name in ("asks", "asked_to_answer", "short", "opens", "closes")
        )
    )


def test_the_weights_add_up_to_one():
    total = WEIGHTS.asks + WEIGHTS.asked_to_answer + WEIGHTS.short + WEIGHTS.opens + WEIGHTS.closes
    assert total == pytest.approx(1.0)


def test_nobody_scores_nothing():
    assert is_interviewer_like([], INTERVIEW) == 0.0


def test_somebody_who_only_hums_is_in_the_middle():
    hums = turns(("Kim", "Mhm."))
    assert 0.0 < is_interviewer_like(hums, (*INTERVIEW, *hums)) < 0.5
