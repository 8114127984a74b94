from __future__ import annotations

import pytest

from toolkit.intake.survey_scales import Scale, find_scale, number_of


def scale_of(*answers: str, wording: str = "", ends: dict[str, str] | None = None) -> Scale | None:
    return find_scale([answers], wording, ends or {})


def agreements(scale: Scale | None, *answers: str) -> list[float | None]:
    assert scale
    return [scale.agreement(answer, reversed_item=False) for answer in answers]


LEVELS = """
    Strongly disagree | Disagree | Neither agree nor disagree | Agree | Strongly agree
    Stimme gar nicht zu | Stimme nicht zu | Teils/teils | Stimme zu | Stimme voll und ganz zu
    Per niente d'accordo | In disaccordo | Indifferente | D’accordo | Molto d'accordo
    Pas du tout d'accord | Pas d'accord | Neutre | D'accord | Tout à fait d'accord
    Muy en desacuerdo | En desacuerdo | Neutral | De acuerdo | Muy de acuerdo
"""


@pytest.mark.parametrize(
    "levels", [tuple(line.strip().split(" | ")) for line in LEVELS.strip().split("\n")]
)
def test_levels_of_agreement_are_ordered_in_five_languages(levels: tuple[str, ...]):
    assert agreements(scale_of(*levels), *levels) == [0, 0.25, 0.5, 0.75, 1]


def test_four_gentle_levels_fill_the_whole_scale():
    levels = ("trifft nicht zu", "trifft eher nicht zu", "trifft eher zu", "trifft zu")
    found = agreements(scale_of(*levels), *levels)
    assert (found[0], found[3]) == (0, 1)
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("answers", "wording", "ends"),
    [
        (("0", "7", "10"), "", "0-10"),
        (("2", "4", "5"), "", "1-5"),
        (("3", "4"), "On a scale from 0 to 10, how likely are you to recommend it?", "0-10"),
        (("3", "4"), "Auf einer Skala von 1 bis 7: wie gut?", "1-7"),
        (("8", "9", "10"), "Da 1 a 10, quanto è facile?", "1-10"),
        (("1", "2", "6"), "Schulnote (1 = sehr gut, 6 = ungenügend)", "1-6, low is good"),
        (("2", "5: everyday", "1: never"), "", "1-5"),
        (("10 - strongly agree", "5", "n/a", "0"), "", "0-10"),
    ],
)
def test_the_ends_of_a_rating_are_found(answers: tuple[str, ...], wording: str, ends: str):
    found = scale_of(*answers, wording=wording)
    assert found
    assert found.ends == ends


def test_a_low_number_may_be_the_good_one():
    scale = scale_of("1", "3", "5", ends={"1": "Very good", "5": "Very poor"})
    assert agreements(scale, "1", "3", "5") == [1, 0.5, 0]


def test_a_burden_at_the_high_end_turns_the_scale():
    scale = scale_of("1: not challenging at all", "3", "5: the most challenging part")
    assert agreements(scale, "1: not challenging at all", "5: the most challenging part") == [1, 0]


def test_a_reversed_item_is_turned_once_more():
    scale = scale_of("1", "5", ends={"1": "Very good", "5": "Very poor"})
    assert scale
    assert scale.agreement("1", reversed_item=True) == 0


def test_how_often_is_ordered_and_no_judgement():
    scale = scale_of("Daily", "Weekly", "Never")
    assert scale
    assert scale.ordered_only
    assert agreements(scale, "Daily") == [None]
    assert scale.place("Daily") > scale.place("Weekly") > scale.place("Never")


def test_answers_beside_the_scale_have_no_place():
    scale = scale_of("Agree", "Disagree", "Don't know")
    assert agreements(scale, "Don't know", "n/a", "something else") == [None, None, None]


@pytest.mark.parametrize(
    "answers", [("2016", "1998"), ("Yes", "No"), ("0", "30", "5"), ("a", "b"), ()]
)
def test_what_has_no_order_has_no_scale(answers: tuple[str, ...]):
    assert scale_of(*answers) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        ("10 - strongly agree", 10),
        ("Not at all likely - 0", 0),
        ("4,5", 4.5),
        ("3 stars", 3),
        ("Q3", None),
        ("", None),
    ],
)
def test_numbers_stand_beside_words(text: str, number: float | None):
    assert number_of(text) == number


@pytest.mark.parametrize(
    "answer",
    ["I don't use it", "Nutze ich nicht", "Non lo uso", "Je ne l'utilise pas", "No lo uso"],
)
def test_who_does_not_use_a_thing_has_no_place_on_its_scale(answer: str):
    scale = scale_of("satisfied", "dissatisfied", *[answer] * 9)
    assert scale is not None
    assert scale.place(answer) is None


TWO_LANGUAGES = ("Lehne stark ab / Strongly disagree", "Teils, teils | Mah", "Trifft zu\nAgree")


def test_a_label_in_two_languages_is_the_level_that_its_halves_say():
    assert agreements(scale_of(*TWO_LANGUAGES), *TWO_LANGUAGES) == [0, 0.5, 0.75]


def test_a_label_whose_halves_differ_is_no_level():
    levels = (*TWO_LANGUAGES, "Agree / Disagree")
    assert agreements(scale_of(*levels * 2), "Agree / Disagree", levels[1]) == [None, 0.5]


def test_not_knowing_in_two_languages_has_no_place():
    scale = scale_of("Agree", "Disagree", "Weiß nicht / Don't know")
    assert agreements(scale, "Weiß nicht / Don't know") == [None]
