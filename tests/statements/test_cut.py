"""A statement that a person split becomes two, with offsets that hold."""

from __future__ import annotations

from toolkit.model.findings import Statement
from toolkit.model.intake import Source
from toolkit.model.vocabulary import Channel
from toolkit.statements import cut_statements

TEXT = "It is slow and nobody asked us. Fine."
SOURCE = Source(source_id="r1:q", file="a.csv", channel=Channel.SURVEY, text=TEXT)
WHOLE = Statement(statement_id="S-1", source=SOURCE, start=0, end=31, text=TEXT[:31], language="en")
REST = Statement(statement_id="S-2", source=SOURCE, start=32, end=37, text=TEXT[32:], language="en")


def test_a_cut_gives_two_statements_whose_words_stand_where_they_say() -> None:
    found = cut_statements([WHOLE, REST], {"S-1": 11})
    assert [one.text for one in found] == ["It is slow", "and nobody asked us.", "Fine."]
    assert all(one.source.text[one.start : one.end] == one.text for one in found)
    assert len({one.statement_id for one in found}) == 3
    assert found[2] is REST


def test_a_part_is_cut_again_under_its_own_id() -> None:
    second = cut_statements([WHOLE], {"S-1": 11})[1]
    found = cut_statements([WHOLE], {"S-1": 11, second.statement_id: 4})
    assert [one.text for one in found] == ["It is slow", "and", "nobody asked us."]


def test_a_place_that_leaves_one_side_empty_cuts_nothing() -> None:
    for place in (0, -2, 31, 400):
        assert cut_statements([WHOLE], {"S-1": place}) == (WHOLE,)


def test_the_same_cut_gives_the_same_ids() -> None:
    first, again = (cut_statements([WHOLE], {"S-1": 11}) for _ in range(2))
    assert first == again
