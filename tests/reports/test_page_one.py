"""What page one says of its shares: who answered, what the silent could change, who uses it."""

from __future__ import annotations

from dataclasses import replace

from tests import world
from toolkit.model.findings import Share
from toolkit.reports import Edition, Lens, summarise_through


def family(label: str, share: float, **more) -> Share:
    return Share(label=label, people=9, of=12, low=0.4, high=0.9, share=share, **more)


def told(*shares: Share) -> dict[str, str]:
    """Family -> what page one says of how its share was counted."""
    lens = Lens.of(replace(world.findings(), shares=shares), world.settings(), Edition.SHARE)
    traces = summarise_through(lens, world.MADE_AT).traces
    return {one.anchor.removeprefix("n-"): one.counted for one in traces}


ANSWERED = {"answered": 12, "in_scope": 16, "if_silent_disagree": 0.45, "if_silent_agree": 0.7}


def test_a_share_comes_with_the_response_and_its_bounds_whatever_the_silent_think():
    text = told(family("tool", 0.6, **ANSWERED))["tool"]
    assert " 12 of 16 in scope spoke (75%), " in text
    assert " 45% if nobody who is silent would say so, 70% if everybody would." in text
    assert "not known" not in text


def test_without_a_list_of_people_the_response_is_said_not_to_be_known():
    text = told(family("tool", 0.6))["tool"]
    assert "How many did not answer is not known: no list says who is in scope." in text
    assert "in scope spoke" not in text


def test_users_and_non_users_are_told_apart_where_non_users_answered_less():
    shares = (
        family("tool", 0.6, **ANSWERED),
        family("understanding", 0.3, **ANSWERED),
        family("tool", 0.8, group="users", answered=7, in_scope=8),
        family("tool", 0.3, group="non-users", answered=5, in_scope=8),
    )
    found = told(*shares)
    assert found["tool"].endswith(
        " Of users 80% (40% to 90%), 7 of 8 spoke. Of non-users 30% (40% to 90%), 5 of 8 spoke."
    )
    assert "users" not in found["understanding"]
