"""The rules coder: it says what the codebook's signs say, or nothing."""

from __future__ import annotations

import pytest

from tests.coding.test_learned import statement
from toolkit.coding.codebook import default_codebook, read_codebook
from toolkit.coding.coders import Coder, KeptCoder
from toolkit.coding.learned import LearnedCoder
from toolkit.coding.rules import RulesCoder, measured
from toolkit.model.findings import Coding
from toolkit.model.vocabulary import Cause, Kind


def spoken(text: str, language: str = "en", **more):
    from dataclasses import replace

    return replace(statement(text, **more), language=language)


def code(text: str, language: str = "en", coder: RulesCoder | None = None, **more) -> Coding:
    (found,) = (coder or RulesCoder()).code([spoken(text, language, **more)]).values()
    return found


@pytest.mark.parametrize(
    ("text", "language", "kind", "cause"),
    [
        ("Every ferry list shows an error message.", "en", Kind.CONCERN, Cause.DEFECT),
        ("There is no way to book half a cabin.", "en", Kind.CONCERN, Cause.MISSING),
        ("Viel zu viele Pflichtfelder, zu viele Klicks.", "de", Kind.CONCERN, Cause.FRICTION),
        ("Rubrica piena di doppioni.", "it", Kind.CONCERN, Cause.DATA),
        ("Nobody ever showed me the cabin plan.", "en", Kind.CONCERN, Cause.TRAINING),
        ("Personne ne nous a prévenus.", "fr", Kind.CONCERN, Cause.COMMUNICATION),
        ("No veo la ventaja para el puerto.", "es", Kind.CONCERN, Cause.VALUE),
        ("They want to watch our every step.", "en", Kind.CONCERN, Cause.TRUST),
        ("Please add a map of the pier.", "en", Kind.PROPOSAL, None),
        ("Wann kommt die neue Anlegeliste?", "de", Kind.QUESTION, None),
        ("The pier map works really well.", "en", Kind.PRAISE, None),
        ("n/a", "en", Kind.OTHER, None),
    ],
)
def test_a_plain_sign_gives_its_code(text, language, kind, cause):
    found = code(text, language)
    assert (found.kind, found.cause) == (kind, cause)
    assert found.reasons[0].startswith("rule ")
    assert found.coder == "rules"


def test_without_a_sign_it_abstains():
    found = code("The tide decides when we sail.")
    assert (found.kind, found.cause, found.reasons) == (None, None, ("no sign found",))


def test_signs_of_two_causes_leave_the_cause_open():
    found = code("Nobody ever showed me, and it has too many clicks.")
    assert (found.kind, found.cause) == (Kind.CONCERN, None)
    assert "disagree" in found.reasons[0]


def test_praise_that_meets_a_cause_says_nothing():
    found = code("The map works really well, the list has too many clicks.")
    assert (found.kind, found.cause) == (None, None)


def test_unless_takes_a_sign_back():
    assert code("The booking works really well.").kind is Kind.PRAISE
    assert code("The booking works really well, but only on paper.").kind is not Kind.PRAISE


def test_a_sign_is_a_whole_word_in_any_case_with_any_apostrophe():
    assert code("TOO MANY CLICKS").cause is Cause.FRICTION
    assert code("it doesn’t  save").cause is Cause.DEFECT
    assert code("Spytracked", "en").cause is None


def test_other_languages_signs_are_not_looked_for():
    assert code("too many clicks", "de").cause is None
    assert code("too many clicks", "fi").reasons == ("no signs in the language 'fi'",)


def test_a_non_answer_is_other():
    assert code("xx", empty=True).kind is Kind.OTHER


def test_a_users_own_sign_counts_as_its_parent_and_is_named():
    book = read_codebook(
        "own: {pier: {parent: missing, label: Pier, signs: {en: [no second pier]}}}", "c.yaml"
    )
    found = code("There is no second pier.", coder=RulesCoder(book))
    assert found.cause is Cause.MISSING
    assert found.reasons == ("rule pier.en.1: “no second pier”",)


def test_shares_add_up_to_one_where_it_speaks():
    found = code("too many clicks")
    assert sum(found.kinds.values()) == pytest.approx(1)
    assert sum(found.causes.values()) == pytest.approx(1)
    assert found.causes[Cause.FRICTION] == found.cause_confidence


def test_no_example_of_the_codebook_is_coded_as_another_cause():
    for one in default_codebook().causes.values():
        for language, texts in one.examples.items():
            for text in texts:
                assert code(text, language).cause in (None, one.parent), text


def test_counter_examples_are_not_coded_as_what_they_only_look_like():
    for one in default_codebook().codes():
        for counter in one.counter_examples:
            found = code(counter.text, counter.language)
            assert one.code not in (found.kind, found.cause) or one.code == "concern", counter.text


def test_all_coders_are_alike():
    kept = KeptCoder(name="ana", codings={})
    coders: list[Coder] = [RulesCoder(), LearnedCoder(), kept]
    statements = [spoken("too many clicks"), spoken("Fine.")]
    for coder in coders:
        assert set(coder.code(statements)) == {one.statement_id for one in statements}
        assert {one.coder for one in coder.code(statements).values()} == {coder.name}
    assert {one.kind for one in kept.code(statements).values()} == {None}


def test_precision_counts_what_was_said_and_coverage_what_could_be():
    said = {
        "1": Coding(statement_id="1", coder="r", kind=Kind.CONCERN, cause=Cause.DATA),
        "2": Coding(statement_id="2", coder="r", kind=Kind.CONCERN, cause=Cause.DATA),
        "3": Coding(statement_id="3", coder="r", kind=None, cause=None),
        "4": Coding(statement_id="4", coder="r", kind=None, cause=None),
    }
    kinds = dict.fromkeys("1234", "concern")
    found = measured(said, kinds, {"1": "data", "2": "trust", "3": "trust", "4": ""})
    assert found == {
        "kind_coverage": 0.5,
        "kind_precision": 1.0,
        "cause_coverage": pytest.approx(2 / 3),
        "cause_precision": 0.5,
    }
