"""Sources become statements: one point each, standing where they say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import language
from toolkit.model.intake import Source
from toolkit.model.vocabulary import Channel
from toolkit.settings import EncoderSettings
from toolkit.statements import split_sources


def answer(text: str, source_id: str = "src-1", channel: Channel = Channel.SURVEY) -> Source:
    return Source(source_id=source_id, file="survey.csv", channel=channel, text=text)


def points(text: str, channel: Channel = Channel.SURVEY) -> list[str]:
    return [one.text for one in split_sources([answer(text, channel=channel)])]


def test_one_point_with_its_example_stays_whole():
    text = "The search never finds a customer. I type the name, wait, and get an empty list."
    assert points(text) == [text]


def test_a_numbered_list_gives_a_statement_per_item():
    found = points("1) the totals are wrong since May\n2) nobody told us about the new rule")
    assert len(found) == 2
    assert "totals are wrong" in found[0]
    assert "new rule" in found[1]


def test_two_matters_in_one_answer_are_two_statements():
    text = (
        "The mobile app logs me out every five minutes. "
        "Also, my manager still wants the old spreadsheet every Friday."
    )
    encoder = language.load_encoder(EncoderSettings(), [])
    assert len(split_sources([answer(text)], encoder=encoder)) == 2


@pytest.mark.parametrize("text", ["n/a", "nothing", ".", "k.A.", "nessuno", "rien", "nada"])
def test_a_non_answer_is_kept_and_marked_empty(text):
    (only,) = split_sources([answer(text)])
    assert only.empty
    assert only.text == text


def test_white_space_alone_gives_no_statement():
    assert split_sources([answer("  \n ")]) == ()


@given(st.text(max_size=300))
def test_a_statement_stands_where_it_says(text):
    source = answer(text)
    found = split_sources([source])
    assert all(source.text[one.start : one.end] == one.text for one in found)
    assert all(one.text == one.text.strip() and one.text for one in found)
    ends = [0, *(one.end for one in found)]
    assert all(one.start >= end for one, end in zip(found, ends, strict=False))


@given(st.text(max_size=300))
def test_nothing_that_was_said_is_lost(text):
    source = answer(text)
    kept = "".join(one.text for one in split_sources([source]))
    assert "".join(kept.split()) == "".join(text.split())


def test_ids_do_not_depend_on_the_order_of_sources_or_the_file_name():
    one, two = answer("The export is empty.", "a"), answer("Too many clicks.", "b")
    ids = {s.text: s.statement_id for s in split_sources([one, two])}
    assert {s.text: s.statement_id for s in split_sources([two, one])} == ids


def test_the_same_words_of_two_people_are_two_statements():
    found = split_sources([answer("Too slow.", "a"), answer("Too slow.", "b")])
    assert len({one.statement_id for one in found}) == 2


def test_the_language_is_told_per_statement():
    (german,) = split_sources([answer("Die Summen im Bericht stimmen seit der Umstellung nicht.")])
    assert german.language == "de"
