"""Questions for one person: open ones, about what is open, in the person's own words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.doubt.hotel import coding, final, statement, theme, verdict
from toolkit.doubt import InterviewInput, draft_interview
from toolkit.model.findings import Request, Signal
from toolkit.model.vocabulary import Bearing, Cause, Channel, DecidedBy, Kind, Wave

OPEN = {Cause.DEFECT: 0.4, Cause.TRAINING: 0.35}
SETTLED = {Cause.DEFECT: 0.9}


def hotel(person: str = "P-ann") -> InterviewInput:
    statements = [
        statement("s1", "The night audit drops the minibar.", "P-ann"),
        statement("s2", "Wake-up calls never ring.", "P-ben"),
        statement("s3", "The rota is on paper again.", "P-ann"),
    ]
    codings = [coding("s1", OPEN), coding("s2", OPEN), coding("s3", SETTLED)]
    return InterviewInput(
        person_id=person,
        statements=statements,
        codings={one.statement_id: one for one in codings},
        final_causes={one.statement_id: final(one) for one in codings},
        themes=(theme("T01", ["s1"]), theme("T02", ["s2"]), theme("T03", ["s3"])),
        verdicts={
            "T01": verdict("T01", OPEN, 9),
            "T02": verdict("T02", OPEN, 14),
            "T03": verdict("T03", SETTLED, 20),
        },
        shown={one.statement_id: one.text for one in statements},
    )


def test_only_what_is_open_and_touches_the_person_is_asked():
    found = draft_interview(hotel())
    assert [one.about for one in found.questions] == ["T01"]


def test_a_question_quotes_the_person_and_names_no_cause():
    asked = draft_interview(hotel()).questions[0].question
    assert 'You said: "The night audit drops the minibar."' in asked
    assert asked.endswith("?")
    assert not [one for one in Cause if str(one) in asked.casefold()]


def test_the_reason_holds_the_matter_and_the_odds():
    why = draft_interview(hotel()).questions[0].why
    assert why == "9 people raise “Night audit” (T01): a fault of the tool 40%, a training gap 35%."


def fact(cause: Cause, weight: float, sentence: str) -> Signal:
    return Signal(
        name="made",
        subject_id="T01",
        origin=DecidedBy.USAGE,
        cause=cause,
        bearing=Bearing.SUPPORTS,
        weight=weight,
        sentence=sentence,
        people=("P-ann",),
    )


def test_of_what_the_files_show_the_weightiest_on_the_two_causes_is_told():
    given = hotel()
    signals = (
        fact(Cause.LEADERSHIP, 2.0, "A boss stays away."),
        fact(Cause.DEFECT, 0.3, "A few errors."),
        fact(Cause.TRAINING, -0.9, "Trained in time."),
    )
    told = replace(given.final_causes["s1"], signals=signals)
    found = draft_interview(replace(given, final_causes={**given.final_causes, "s1": told}))
    assert "The files show: Trained in time." in found.questions[0].why
    assert "boss" not in found.questions[0].why


def test_what_is_counted_over_many_is_told_as_such_and_after_what_is_the_persons_own():
    given = hotel()
    counted = fact(Cause.DEFECT, 2.0, "4 of 9 who say it meet far more errors than their peers")
    open_one = replace(given.verdicts["T01"], signals=(counted,))
    given = replace(given, verdicts={**given.verdicts, "T01": open_one})
    why = draft_interview(given).questions[0].why
    assert "The files show, this person among them: 4 of 9 who say it meet" in why
    own = replace(given.final_causes["s1"], signals=(fact(Cause.DEFECT, 0.3, "A few errors."),))
    why = draft_interview(replace(given, final_causes={**given.final_causes, "s1": own}))
    assert "The files show: A few errors." in why.questions[0].why


def test_words_that_remind_of_something_are_quoted_before_a_sigh():
    given = hotel()
    sigh = statement("s0", "Oh, everything.", "P-ann")
    coded = coding("s0", OPEN)
    found = draft_interview(
        replace(
            given,
            statements=[sigh, *given.statements],
            codings={**given.codings, "s0": coded},
            final_causes={**given.final_causes, "s0": final(coded)},
            themes=(theme("T01", ["s0", "s1"]), *given.themes[1:]),
            shown={**(given.shown or {}), "s0": sigh.text},
        )
    )
    assert "minibar" in found.questions[0].question
    assert "everything" not in found.questions[0].question


def test_each_answer_points_to_a_cause_and_what_is_then_done():
    meanings = dict(draft_interview(hotel()).questions[0].meanings)
    assert sorted(meanings.values()) == ["defect (fix)", "training (train)"]


def test_the_likelier_cause_does_not_lead():
    turned = hotel()
    likely = verdict("T01", {Cause.TRAINING: 0.4, Cause.DEFECT: 0.35}, 9)
    turned = replace(turned, verdicts={**turned.verdicts, "T01": likely})
    assert (
        draft_interview(turned).questions[0].question
        == draft_interview(hotel()).questions[0].question
    )


def ticket(person: str) -> Signal:
    return Signal(
        name="tickets_confirmed",
        subject_id="T02",
        origin=DecidedBy.TICKETS,
        cause=Cause.DEFECT,
        bearing=Bearing.SUPPORTS,
        weight=1.0,
        sentence="2 tickets on this matter were confirmed as a fault",
        people=(person,),
    )


def test_a_ticket_of_the_person_on_what_others_say_is_asked_about_without_their_words():
    given = hotel()
    signalled = replace(given.verdicts["T02"], signals=(ticket("P-ann"),))
    found = draft_interview(replace(given, verdicts={**given.verdicts, "T02": signalled}))
    question = next(one for one in found.questions if one.about == "T02")
    assert "Wake-up calls never ring" not in question.question
    assert "2 tickets on this matter were confirmed as a fault" in question.why


def test_notes_are_not_put_into_the_persons_mouth():
    given = hotel()
    heard, *rest = given.statements
    noted = replace(heard, source=replace(heard.source, channel=Channel.NOTES))
    question = draft_interview(replace(given, statements=[noted, *rest])).questions[0].question
    assert question.startswith('My notes of our talk say: "The night audit drops the minibar."')


def test_a_withheld_quote_is_not_shown():
    question = draft_interview(replace(hotel(), shown={"s1": ""})).questions[0].question
    assert "You said" not in question
    assert "the last time you dealt with “Night audit”" in question


def test_what_was_said_before_the_launch_is_not_asked_about():
    given = hotel()
    early = [statement("s1", "The night audit drops the minibar.", "P-ann", Wave.BEFORE)]
    assert draft_interview(replace(given, statements=early)).questions == ()


def test_what_a_person_decided_is_not_asked_again():
    given = hotel()
    said = replace(given.verdicts["T01"], decided_by=DecidedBy.PERSON)
    assert not draft_interview(replace(given, verdicts={**given.verdicts, "T01": said})).questions


def test_the_other_side_of_a_request_is_named():
    request = Request(
        request_id="R03",
        about="T01",
        question="",
        addressee_role="service desk lead",
        data="",
        if_answer="",
        kind="question",
    )
    why = draft_interview(replace(hotel(), requests=(request,))).questions[0].why
    assert "R03 asks the service desk lead the other side of it" in why


def test_there_are_six_questions_at_most_and_the_weightiest_ones():
    statements = [statement(f"s{n}", f"Point {n} is odd.", "P-ann") for n in range(9)]
    codings = {one.statement_id: coding(one.statement_id, OPEN) for one in statements}
    found = draft_interview(
        InterviewInput(
            person_id="P-ann",
            statements=statements,
            codings=codings,
            final_causes={key: final(one) for key, one in codings.items()},
            themes=[theme(f"T{n}", [f"s{n}"]) for n in range(9)],
            verdicts={f"T{n}": verdict(f"T{n}", OPEN, n + 1) for n in range(9)},
            shown={one.statement_id: one.text for one in statements},
        )
    )
    assert [one.about for one in found.questions] == ["T8", "T7", "T6", "T5", "T4", "T3"]


def test_a_point_in_no_theme_is_asked_about_by_its_own_words():
    given = hotel()
    found = draft_interview(replace(given, themes=()))
    assert [one.about for one in found.questions] == ["s1"]
    assert found.questions[0].why.startswith("a point in no theme: a fault of the tool 40%")


def test_an_open_point_in_a_settled_theme_names_the_theme():
    given = hotel()
    settled = verdict("T01", SETTLED, 9)
    found = draft_interview(replace(given, verdicts={**given.verdicts, "T01": settled}))
    assert found.questions[0].about == "s1"
    assert "a point of its own within “Night audit” (T01)" in found.questions[0].why


def test_nobody_is_asked_what_went_wrong_in_what_may_be_praise():
    given = hotel()
    kinds = {one: 0.55 if one is Kind.CONCERN else 0.1125 for one in Kind}
    doubtful = replace(given.codings["s1"], kinds=kinds)
    found = draft_interview(replace(given, themes=(), codings={**given.codings, "s1": doubtful}))
    assert found.questions == ()


@pytest.mark.parametrize("person", ["P-zoe"])
def test_for_somebody_whom_nothing_open_touches_it_says_so(person: str):
    found = draft_interview(hotel(person))
    assert found.questions == ()
    assert "nothing that is open touches this person's work" in str(found)
