from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import world
from toolkit.model.findings import Action, Request
from toolkit.model.vocabulary import Cause, DecidedBy, Family, Horizon, Route, Status
from toolkit.reports import Edition, Lens, page_one_text, summarise_through
from toolkit.reports.captions import claim, short_cause
from toolkit.reports.summary_types import CauseLine
from toolkit.reports.wording import (
    count_words,
    cut,
    headline,
    leaning,
    long_day,
    page_one_parts,
    plain_sentence,
)

SUMMARY = summarise_through(
    Lens.of(world.findings(), world.settings(), Edition.SHARE), world.MADE_AT
)
ONE = SUMMARY.page_one


def part(key: str, one=ONE):
    return next(found for found in page_one_parts(one) if found.key == key)


def answer(key: str, one=ONE) -> str:
    return plain_sentence(part(key, one).answer)


def line(title: str, fact: str = "") -> CauseLine:
    return CauseLine(
        theme_id="T01",
        title=title,
        cause=Cause.COMMUNICATION,
        family=Family.UNDERSTANDING,
        people=1234,
        fact=fact,
        origin=DecidedBy.TRAINING if fact else None,
        fact_n=321,
        confidence=0.5,
        status=Status.SUGGESTED,
    )


def action(title: str) -> Action:
    return Action(
        action_id="A01",
        route=Route.FIX,
        title=title,
        horizon=Horizon.QUICK_WIN,
        theme_ids=("T01",),
        statement_ids=(),
        people=3,
        value="none",
        value_basis="none",
        owner_role="x",
        measure="x",
    )


def request(text: str) -> Request:
    return Request(
        request_id="R01",
        about="T01",
        question=text,
        addressee_role="head of sales operations",
        data=text,
        if_answer="x",
        kind="question",
    )


def test_page_one_has_its_seven_parts_in_order():
    keys = [one.key for one in page_one_parts(ONE)]
    assert keys == ["plan", "families", "causes", "actions", "executive", "unknown", "sure"]


words = st.lists(st.sampled_from(["a", "very", "immeasurably", "12", "x/y"]), max_size=60)


@given(words.map(" ".join), words.map(" ".join))
def test_page_one_never_has_more_than_250_words(title, fact):
    full = replace(
        ONE,
        causes=(line(title, fact),) * 5,
        quick_wins=(action(title),) * 3,
        to_mend=(action(title),) * 3,
        to_explain=(action(title),) * 3,
        executive=(action(title),) * 3,
        unknowns=(request(title),) * 3,
        sure=replace(ONE.sure, unread=12),
    )
    parts = page_one_parts(full)
    assert count_words(parts) + len(headline(SUMMARY).split()) <= 250
    assert [len(block.lines) for block in parts[3].blocks] == [3, 3, 3]


def test_every_number_of_page_one_leads_somewhere():
    for found in page_one_parts(ONE):
        sentences = [found.answer, *(one.words for block in found.blocks for one in block.lines)]
        for run in (run for words in sentences for run in words):
            assert run.anchor or not any(sign.isdigit() for sign in run.text)


def test_titles_stand_whole_where_the_page_has_room_for_them():
    title = "Green tick, emails with attachments"
    full = replace(ONE, quick_wins=(action(title),) * 3, to_mend=(action(title),) * 3)
    assert "…" not in " ".join(
        plain_sentence(one.words) for block in page_one_parts(full)[3].blocks for one in block.lines
    )


def test_an_estimated_share_has_the_counted_number_beside_it():
    corrected = tuple(replace(one, corrected=True) for one in ONE.families)
    block = part("families", replace(ONE, families=corrected)).blocks[0]
    assert block.heading == "Estimated (interval); counted"
    assert all(
        plain_sentence(one.words).endswith(f"; {share.people}")
        for share, one in zip(ONE.families, block.lines, strict=True)
    )


def test_shares_that_are_counted_only_are_not_called_estimated():
    counted = tuple(replace(one, corrected=False) for one in ONE.families)
    block = part("families", replace(ONE, families=counted)).blocks[0]
    assert not block.heading
    assert all(plain_sentence(one.words).endswith(")") for one in block.lines)


def test_how_far_from_plan_names_both_numbers_and_the_day():
    assert answer("plan") == (
        "About 9 of 16 use it weekly (56\u00a0%); planned 13 by 30 March 2026."
    )


def test_a_mean_that_is_a_whole_number_is_told_as_it_is():
    now = replace(ONE.adoption, active=8.0)
    assert answer("plan", replace(ONE, adoption=now)).startswith("8 of 16 people use it weekly")


def test_use_that_is_withheld_is_not_called_unrecorded():
    page = replace(ONE, adoption=None, use_withheld=True)
    assert answer("plan", page) == "Use is withheld: it would tell of a smaller group."


def test_a_cause_that_is_left_open_says_so_on_page_one():
    first = replace(ONE.causes[0], cause=Cause.DATA, status=Status.SUGGESTED)
    lines = {
        sureness: plain_sentence(
            part("causes", replace(ONE, causes=(replace(first, confidence=sureness),)))
            .blocks[0]
            .lines[0]
            .words
        )
        for sureness in (0.31, 0.8)
    }
    assert "bad data (open: 31\u00a0%), " in lines[0.31]
    assert "bad data, " in lines[0.8]


def test_a_persons_verdict_is_not_open():
    told = replace(ONE.causes[0], cause=Cause.DATA, status=Status.CONFIRMED, confidence=0.3)
    assert short_cause(told) == "bad data"


def test_the_claim_of_a_theme_says_that_its_cause_is_open():
    page = replace(SUMMARY.themes[0], cause=Cause.DATA, confidence=0.31, status=Status.SUGGESTED)
    assert "leave the cause open, likeliest is (31\u00a0%): " in claim(page)
    assert "open" not in claim(replace(page, confidence=0.7))


@pytest.mark.parametrize(("files", "said"), [(1, "1 file"), (2, "2 files")])
def test_files_that_could_not_be_read_are_told(files, said):
    whole = replace(ONE, sure=replace(ONE.sure, unread=0))
    assert answer("sure", whole).endswith("checked by hand.")
    told = answer("sure", replace(ONE, sure=replace(ONE.sure, unread=files)))
    assert told.endswith(f" {said} unread.")


@pytest.mark.parametrize(("files", "said"), [(1, "1 file has"), (3, "3 files have")])
def test_files_with_a_problem_are_said_on_page_one(files: int, said: str):
    told = answer("sure", replace(ONE, sure=replace(ONE.sure, flawed=files)))
    assert told.endswith(f" {said} a problem.")
    assert "problem" not in answer("sure")


def test_without_a_plan_it_says_actual_only():
    now = replace(ONE.adoption, planned=None, plan_by=None)
    assert "No plan given: actual only." in answer("plan", replace(ONE, adoption=now))


def test_a_plan_that_is_met_says_so():
    now = replace(ONE.adoption, active=14.0)
    assert answer("plan", replace(ONE, adoption=now)).endswith(": met.")


def test_use_that_nobody_recorded_cannot_be_told():
    assert "cannot be told" in answer("plan", replace(ONE, adoption=None))


@pytest.mark.parametrize(
    ("tool", "launch", "both", "expected"),
    [
        (30, 5, 9, "tool"),
        (5, 30, 9, "launch"),
        (12, 8, 60, "both"),
        (0, 0, 7, "both"),
        (0, 0, 0, ""),
    ],
)
def test_tool_or_launch_is_only_decided_beyond_chance(tool, launch, both, expected):
    assert leaning(replace(ONE, only_tool=tool, only_launch=launch, both=both)) == expected


# Both: P03, P04, P10. The tool alone: P05, P06. The launch alone: P07, P08, P09, P11, P13, P14, P15
# and two who are not named.
def test_who_names_tool_and_launch_is_counted_once():
    assert answer("families") == "3 people name both, 2 only the tool, 9 only the launch."


def test_nobody_having_spoken_decides_nothing():
    assert answer("families", replace(ONE, families=())) == "Nobody has spoken since launch."


def test_a_long_fact_is_told_by_its_origin_and_number():
    long = line("A title of nine words " * 3, "so " * 40)
    shown = part("causes", replace(ONE, causes=(long,) * 5)).blocks[0].lines[0]
    assert plain_sentence(shown.words).endswith("; attendance of 321 people agrees")


def test_what_is_cut_is_seen_to_be_cut():
    assert cut("we never got it by mail", 4) == "we never got …"
    assert cut("lorries vanish between piers and lochs", 3) == "lorries vanish between …"
    assert cut("one two three", 3) == "one two three"


def test_a_day_is_written_out():
    assert long_day(date(2026, 3, 1)) == "1 March 2026"


def test_page_one_as_text_shows_the_status_of_every_line():
    text = page_one_text(SUMMARY)
    assert text.startswith("69\u00a0% of the planned users work with Harbourbook; ")
    assert text.count("[suggested]") + text.count("[confirmed]") + text.count("[changed]") == 10


def test_the_headline_of_an_empty_review_claims_nothing():
    empty = replace(
        SUMMARY, page_one=replace(ONE, adoption=None, only_tool=0, only_launch=0, both=0)
    )
    assert headline(empty) == "What came in does not yet tell what is wrong"


def test_accounts_that_match_nobody_take_the_place_of_a_figure_of_use():
    torn = replace(ONE, adoption=None, unmatched=14)
    assert answer("plan", torn) == (
        "Use cannot be told: 14 accounts of the usage file match nobody of the list for sure."
    )
    assert "work with" not in headline(replace(SUMMARY, page_one=torn))
