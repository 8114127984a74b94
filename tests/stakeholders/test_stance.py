"""Where a person stands: own words and ratings decide, deeds and other people never do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.stakeholders import village
from tests.stakeholders.village import coded, people_input, person, rated, said
from toolkit import language
from toolkit.model.findings import Signal
from toolkit.model.intake import Respondent
from toolkit.model.vocabulary import (
    Bearing,
    Cause,
    DecidedBy,
    Kind,
    QuestionMeaning,
    Stance,
    UsageState,
    Wave,
)
from toolkit.settings import FileSettings, Mine, PrivacySettings, Promise, Settings
from toolkit.stakeholders import judge_people
from toolkit.stakeholders.judge import read_people
from toolkit.stakeholders.stance import judge_stance

STEPS = list(Stance)
FAULTS = (
    "It loses my orders when I save, I have lost thirty since May and it drives me mad!",
    "The totals on the quote are wrong again.",
    "Put the delivery date on the first page and test each update with two of us before.",
)
KILLER = (
    "Everybody has been so kind and it is a lovely product, but I simply don't believe that a "
    "customer belongs in a system.",
    "If it were perfect I would feel just the same: this is not how we should work.",
    "My advice is to let it die quietly and leave people alone.",
)


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    return language.encode(list(texts)).rows(list(texts))


def stance_of(given, key: str) -> Stance | None:
    return next(one.stance for one in judge_people(given) if one.person_id == key)


def one_person(texts, kinds, closed=(), **more):
    statements = [said(f"S-{n}", text, by="P") for n, text in enumerate(texts)]
    codings = [coded(f"S-{n}", kind, Cause.DEFECT) for n, kind in enumerate(kinds)]
    return people_input([person("P")], statements, codings, closed=closed, **more)


def test_without_words_or_ratings_the_stance_is_empty():
    one = judge_people(people_input([person("P")], facts=village.facts(P=UsageState.HEAVY)))[0]
    assert (one.stance, one.stance_confidence, one.convertibility) == (None, None, None)


@pytest.mark.parametrize(
    ("of_ten", "stance"),
    [(0, Stance.ANTAGONIST), (3, Stance.DETRACTOR), (5, Stance.SCEPTIC), (6, Stance.NEUTRAL),
     (7, Stance.SUPPORTER), (10, Stance.CHAMPION)],
)  # fmt: skip
def test_a_rating_alone_gives_a_stance(of_ten, stance):
    assert stance_of(people_input([person("P")], closed=[rated("P", of_ten)]), "P") is stance


def test_words_alone_give_a_stance():
    given = one_person(
        ["I tell everyone to use it, it is the best thing we bought."], [Kind.PRAISE]
    )
    assert stance_of(given, "P") in (Stance.SUPPORTER, Stance.CHAMPION)


def test_a_polite_killer_stands_lower_than_an_angry_user_with_the_same_rating():
    angry = one_person(FAULTS, [Kind.CONCERN, Kind.CONCERN, Kind.PROPOSAL], [rated("P", 4)])
    polite = one_person(KILLER, [Kind.CONCERN, Kind.PRAISE, Kind.PROPOSAL], [rated("P", 4)])
    lower, higher = (stance_of(replace(one, encode=encode), "P") for one in (polite, angry))
    assert STEPS.index(lower) < STEPS.index(higher)
    plain = [judge_stance("P", read_people(one), before=False).score for one in (polite, angry)]
    assert plain[0] < plain[1], "without an encoder too, if by less"


def test_what_was_said_before_the_launch_counts_for_stance_before_alone():
    before = [
        said("S-1", "I am the pilot and tell everyone how good it is.", by="P", wave=Wave.BEFORE)
    ]
    given = people_input(
        [person("P")], before, [coded("S-1", Kind.PRAISE)],
        closed=[rated("P", 10, wave=Wave.BEFORE), rated("P", 3)],
    )  # fmt: skip
    one = judge_people(given)[0]
    assert (one.stance_before, one.stance) == (Stance.CHAMPION, Stance.DETRACTOR)


def test_both_stances_are_dated_and_the_one_before_the_launch_has_its_own_evidence():
    days = {"S-1": date(2025, 11, 3), "S-2": date(2026, 4, 2), "S-3": date(2026, 5, 4)}
    spoken = []
    for key, day in days.items():
        wave = Wave.BEFORE if key == "S-1" else Wave.AFTER
        one = said(key, "I tell everyone how good it is.", by="P", wave=wave)
        spoken.append(replace(one, source=replace(one.source, said_on=day)))
    given = people_input(
        [person("P")],
        spoken,
        [coded(key, Kind.PRAISE) for key in days],
        closed=[replace(rated("P", 10, wave=Wave.BEFORE), respondent_id="early"), rated("P", 3)],
    )
    filled = Respondent(
        respondent_id="early", file=village.FILE, answered_on=date(2025, 10, 30), wave=Wave.BEFORE
    )
    given = replace(given, intake=replace(given.intake, respondents=(filled,)))
    one = judge_people(given)[0]
    assert (one.before_from, one.before_until) == (date(2025, 10, 30), date(2025, 11, 3))
    assert (one.stance_from, one.stance_until) == (date(2026, 4, 2), date(2026, 5, 4))
    assert any("S-1" in why for why in one.before_reasons)
    assert not any("S-1" in why for why in one.stance_reasons)
    assert one.before_confidence is not None
    assert judge_people(people_input([person("P")], closed=[rated("P", 3)]))[0].stance_from is None


def test_deeds_change_the_confidence_and_never_the_stance():
    found = {
        state: judge_people(
            people_input([person("P")], closed=[rated("P", 9)], facts=village.facts(P=state))
        )[0]
        for state in UsageState
    }
    assert len({one.stance for one in found.values()}) == 1
    assert (
        found[UsageState.NEVER_OPENED].stance_confidence
        < found[UsageState.UNKNOWN].stance_confidence
        < found[UsageState.HEAVY].stance_confidence
    )
    assert any("contradiction" in why for why in found[UsageState.NEVER_OPENED].stance_reasons)


def test_nothing_after_what_works_speaks_against_and_after_what_hinders_for():
    def answer(meaning):
        nothing = said("S-1", "nothing", by="P", meaning=meaning, empty=True)
        return people_input([person("P")], [nothing], [coded("S-1", Kind.OTHER)])

    works = stance_of(answer(QuestionMeaning.WORKS), "P")
    hinders = stance_of(answer(QuestionMeaning.HINDERS), "P")
    assert STEPS.index(works) < STEPS.index(hinders)


def test_every_reason_names_a_rating_or_a_statement():
    given = one_person(FAULTS, [Kind.CONCERN, Kind.CONCERN, Kind.PROPOSAL], [rated("P", 4)])
    reasons = judge_people(given)[0].stance_reasons
    assert any("S-0" in reason for reason in reasons)
    assert any("rating" in reason for reason in reasons)


def test_a_file_that_was_promised_to_be_anonymous_gives_nobody_a_stance():
    from toolkit.model.intake import FileReading
    from toolkit.model.vocabulary import FileKind

    given = one_person(FAULTS, [Kind.CONCERN, Kind.CONCERN, Kind.PROPOSAL])
    file = FileReading(file=village.FILE, kind=FileKind.SURVEY, format="", anonymous=True)
    promise = FileSettings(promise=Promise(attribution="anonymous"))
    settings = Settings(mine=Mine(files={village.FILE: promise}))
    intake = replace(given.intake, files=(file,))
    assert stance_of(replace(given, intake=intake, settings=settings), "P") is None


def test_individual_false_judges_nobody():
    given = one_person(FAULTS, [Kind.CONCERN, Kind.CONCERN, Kind.PROPOSAL])
    off = Settings(mine=Mine(privacy=PrivacySettings(individual=False)))
    assert judge_people(replace(given, settings=off)) == ()


@st.composite
def villages(draw):
    """A handful of people, each with up to three sentences and perhaps a rating."""
    sentences = [*FAULTS, *KILLER, "It does what it should.", "Half and half."]
    people = [person(f"P{n}", n, manager="P0" if n else "") for n in range(draw(st.integers(2, 6)))]
    statements, codings, closed = [], [], []
    for one in people:
        for text in draw(st.lists(st.sampled_from(sentences), max_size=3, unique=True)):
            key = f"S-{len(statements)}"
            statements.append(said(key, text, by=one.person_id))
            codings.append(coded(key, draw(st.sampled_from(list(Kind))), Cause.DEFECT))
        if draw(st.booleans()):
            closed.append(rated(one.person_id, draw(st.integers(0, 10))))
    return people, statements, codings, closed


@given(villages())
def test_removing_a_person_changes_no_other_persons_stance(village_):
    people, statements, codings, closed = village_
    whole = {
        one.person_id: one.stance
        for one in judge_people(people_input(*village_[:3], closed=closed))
    }
    left = people_input(
        people[:-1],
        [one for one in statements if one.source.person_id != people[-1].person_id],
        codings,
        closed=[one for one in closed if one.person_id != people[-1].person_id],
    )
    assert {one.person_id: one.stance for one in judge_people(left)} == {
        one.person_id: whole[one.person_id] for one in people[:-1]
    }


@given(villages(), st.randoms(use_true_random=False))
def test_permuting_people_words_and_ratings_changes_nothing(village_, random):
    people, statements, codings, closed = village_
    mixed = [random.sample(rows, len(rows)) for rows in village_]
    assert judge_people(people_input(people, statements, codings, closed=closed)) == judge_people(
        people_input(*mixed[:3], closed=mixed[3])
    )


@given(villages())
def test_a_better_rating_never_lowers_a_stance(village_):
    people, statements, codings, _ = village_
    key = people[0].person_id

    def step(of_ten: int) -> int:
        given_ = people_input(people, statements, codings, closed=[rated(key, of_ten)])
        return STEPS.index(stance_of(given_, key))

    assert step(2) <= step(5) <= step(9)


def test_a_judgement_on_a_tool_never_opened_is_marked():
    never = village.facts(P=UsageState.NEVER_OPENED)
    one = judge_people(people_input([person("P")], closed=[rated("P", 3)], facts=never))[0]
    assert any("never opened" in reason for reason in one.stance_reasons)


NEVER_USED = Signal(
    name="judges_a_part_never_used",
    subject_id="S-0",
    origin=DecidedBy.USAGE,
    cause=Cause.DEFECT,
    bearing=Bearing.CONTRADICTS,
    weight=-1.0,
    sentence="the speaker never used 'quotes', which 12 people did",
)


def test_a_judgement_on_a_part_never_used_is_marked_and_the_stance_stays():
    words = ["The quotes are always wrong.", "The search is slow."]
    plain = one_person(words, [Kind.CONCERN] * 2, [rated("P", 4)])
    told = replace(plain, signals={"S-0": (NEVER_USED,)})
    before, after = judge_people(plain)[0], judge_people(told)[0]
    assert after.stance is before.stance
    assert after.stance_confidence < before.stance_confidence
    assert "never used 'quotes', which 12 people did" in after.stance_reasons[-1]
    assert "S-0" in after.stance_reasons[-1]


def test_where_words_may_not_be_read_beside_the_usage_no_part_is_marked():
    promised = {village.FILE: FileSettings(promise=Promise(join_usage=False))}
    told = replace(
        one_person(["The quotes are always wrong."], [Kind.CONCERN], [rated("P", 4)]),
        signals={"S-0": (NEVER_USED,)},
        settings=Settings(mine=Mine(files=promised)),
    )
    assert not any("never used" in one for one in judge_people(told)[0].stance_reasons)


def test_what_all_the_words_say_together_moves_the_score_its_own_way():
    known = read_people(one_person(["It is slow.", "I use it."], [Kind.CONCERN, Kind.OTHER]))
    low, plain, high = (
        judge_stance("P", replace(known, readings={("P", False): reading}), before=False).score
        for reading in (-0.4, 0.0, 0.4)
    )
    assert low < plain < high
    others = [
        judge_stance("P", replace(known, readings={("Q", False): reading}), before=False).score
        for reading in (-0.4, 0.4)
    ]
    assert others[0] == others[1]


def test_the_reason_names_what_moved_the_words_most():
    found = judge_people(one_person(["I am not convinced at all."] * 2, [Kind.CONCERN] * 2))[0]
    assert "own words" in found.stance_reasons[0]
    assert found.stance_reasons[1].startswith("most in the words: ")


def test_who_sees_no_use_in_it_stands_lower_than_who_reports_a_fault_in_the_same_tone():
    def score(cause: Cause) -> float:
        words = [said(f"S-{n}", "It is a burden, every week.", by="P") for n in range(2)]
        codes = [coded(f"S-{n}", Kind.CONCERN, cause) for n in range(2)]
        known = read_people(people_input([person("P")], words, codes))
        return judge_stance("P", known, before=False).score

    assert score(Cause.VALUE) < score(Cause.DEFECT)
