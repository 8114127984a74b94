"""What reads like a refusal, how surely, and what is offered back: attitudes set by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.stakeholders.village import coded, people_input, person, rated, said
from toolkit.model.vocabulary import Cause, Kind
from toolkit.stakeholders.attitudes import Attitude, AttitudeLabel
from toolkit.stakeholders.convertibility import refusal
from toolkit.stakeholders.judge import read_people
from toolkit.stakeholders.offers import main_reason, offer
from toolkit.stakeholders.stance import judge_stance


def known_with(
    kind: Kind = Kind.CONCERN, text: str = "A boss who never looks in.", **shares: float
):
    """One person, one statement, and what its words are read as; the rest is neutral."""
    given = people_input(
        [person("P")],
        [said("S-1", text, by="P")],
        [coded("S-1", kind, Cause.LEADERSHIP, 2)],
        closed=[rated("P", 5)],
        shown={"S-1": text},
    )
    left = 1 - sum(shares.values())
    of = {AttitudeLabel(name): share for name, share in shares.items()}
    attitude = Attitude({**of, AttitudeLabel.NEUTRAL: left})
    return replace(read_people(given), attitudes={"S-1": attitude})


def refusals(known) -> list[str]:
    reasons = judge_stance("P", known, before=False).reasons
    return [one for one in reasons if "refusal" in one]


@pytest.mark.parametrize(("share", "counted"), [(0.5, False), (0.79, False), (0.9, True)])
def test_only_what_is_surely_a_refusal_counts_as_one(share, counted):
    known = known_with(objects_to_idea=share)
    value, because = refusal(known.said["P"], known)
    assert (value > 0) is counted
    assert (because == f"reads like a refusal ({share:.0%}, machine): S-1") is counted
    assert bool(refusals(known)) is counted


@pytest.mark.parametrize("kind", [Kind.OTHER, Kind.QUESTION])
def test_who_asks_or_tells_something_else_refuses_nothing(kind):
    known = known_with(kind, objects_to_idea=0.97)
    assert refusal(known.said["P"], known) == (0.0, "")
    assert refusals(known) == []
    assert "refusal" not in main_reason("P", known)


def test_a_reason_says_that_a_machine_reads_it_so_and_how_surely():
    known = known_with(objects_to_idea=0.95)
    assert main_reason("P", known).startswith("reads like a refusal (95%, machine): “A boss")
    assert refusals(known)[0].endswith("; machine)")


def test_a_complaint_of_a_boss_that_is_read_so_at_089_is_not_told_as_the_main_reason():
    assert "refusal" not in main_reason("P", known_with(objects_to_idea=0.89))


SPLIT = "Put the delivery date on the first page of the form."


def test_a_proposal_that_is_meant_is_offered_back():
    known = known_with(Kind.PROPOSAL, SPLIT, constructive=0.8)
    assert offer("P", known) == f"own proposal: “{SPLIT}” [S-1]"


SNEER = (
    "Pay me for it or leave me be, and while you are at it hang the prize for the "
    "slowest screen in my kitchen."
)


@pytest.mark.parametrize("tone", ["let_down", "resigned", "objects_to_idea"])
def test_mockery_and_giving_up_are_no_proposals_to_own(tone):
    meant = known_with(Kind.PROPOSAL, SNEER, constructive=0.4)
    sneered = known_with(Kind.PROPOSAL, SNEER, **{tone: 0.6, "constructive": 0.4})
    assert offer("P", meant).startswith("own proposal")
    assert not offer("P", sneered).startswith("own proposal")


def test_a_shrug_without_anything_constructive_in_it_is_no_proposal_to_own():
    known = known_with(Kind.PROPOSAL, "That webinar, two hours of it.", reports_trouble=0.6)
    assert not offer("P", known).startswith("own proposal")
