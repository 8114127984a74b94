"""Which words speak of a theme's matter: those that its people share and few others use."""

from __future__ import annotations

from toolkit.language.telling import says_more, telling_words
from toolkit.session import users_of, wording_of

INSIDE = [
    ("a", "The gangway list is printed twice"),
    ("b", "Printing the gangway list takes an hour"),
    ("c", "My cousin owns a trawler"),
]
OUTSIDE = [("d", "I like the harbour"), ("e", "The harbour pays late"), ("f", "An hour is long")]
WORDING = wording_of(INSIDE, users_of([*INSIDE, *OUTSIDE]), 6)


def test_words_that_others_in_the_theme_use_weigh_and_a_persons_own_do_not() -> None:
    assert WORDING.weight("the gangway list", "a") > 0
    assert WORDING.weight("My cousin owns a trawler", "c") == 0


def test_words_that_everybody_uses_weigh_less_than_those_of_the_theme_alone() -> None:
    assert WORDING.weight("an hour", "d") < WORDING.weight("gangway", "d")


def test_who_says_a_word_ten_times_is_one_person() -> None:
    often = [("a", "gangway")] * 10
    assert users_of(often)["gangwa"] == {"a"}


def test_two_forms_of_a_word_are_one_and_little_words_are_none() -> None:
    assert telling_words("the gangways") == telling_words("A gangway")
    assert telling_words("and of the it") == frozenset()


def test_an_answer_that_only_repeats_its_question_says_no_more() -> None:
    asked = "What gets in your way when you work with the ledger?"
    assert not says_more("Nothing gets in my way with the ledger, I haven't needed it.", asked)
    assert says_more("The ledger rounds every freight bill.", asked)
