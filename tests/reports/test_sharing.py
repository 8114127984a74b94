import re
from dataclasses import replace

import pandas as pd
import pytest

from tests import world
from toolkit.model.vocabulary import Channel
from toolkit.reports import Edition, Lens, contract_tables, share_tables, summarise_through
from toolkit.reports.lens import evidence_shown
from toolkit.settings import FileSettings, Mine, Promise, Settings


def lens(found=None, settings=None, edition=Edition.SHARE, redact=lambda text: text) -> Lens:
    return Lens.of(found or world.findings(), settings or world.settings(), edition, redact)


@pytest.fixture(scope="module")
def shared() -> dict[str, pd.DataFrame]:
    return share_tables(lens())


def test_no_table_with_a_row_per_person_is_shared(shared):
    assert not {"stakeholders", "waves", "invitations"} & set(shared)


def test_no_shared_cell_holds_a_pseudonym_or_the_name_of_a_file(shared):
    files = {one.file for one in world.findings().intake.files}
    pseudonym = re.compile(r"\bP\d\d\b|ext-\d")
    for name, table in shared.items():
        for cell in table.to_numpy().ravel():
            assert not pseudonym.search(cell), (name, cell)
            assert not any(file in cell for file in files), (name, cell)


def test_the_shared_quote_is_the_redacted_one_and_the_withheld_one_is_empty(shared):
    table = shared["statements"]
    assert list(table["quote"]) == list(table["redacted"])
    assert not table["quote"].str.contains("Between us").any()
    assert len(table) == len(contract_tables(world.findings())["statements"])


def test_sources_are_numbers_within_their_file(shared):
    table = shared["statements"]
    assert set(table["source_file"]) == {"S01", "S06", "S07"}
    assert all(
        source.startswith(file + "-")
        for file, source in zip(table["source_file"], table["source_id"], strict=True)
    )


def test_points_of_one_turn_keep_one_source_number(shared):
    rows = shared["statements"].query("source_file == 'S07'")
    assert len(set(rows["source_id"])) == 1
    assert list(rows["start"]) == ["0", "69", "124"]


def test_a_day_that_few_people_share_is_left_empty(shared):
    days = shared["statements"].set_index("source_file")["said_on"]
    assert set(days.loc["S07"]) == {""}
    assert set(days.loc["S06"]) == {"2026-04-14"}


def test_groups_under_five_and_the_one_that_would_tell_of_them_have_no_adoption_rows(shared):
    groups = set(shared["adoption"]["group"])
    assert groups == {"all", "department=Freight Sales", "location=Mallaig", "location=Oban"}


def test_small_groups_of_two_attributes_cannot_be_had_by_subtraction():
    found = world.findings()
    week = world.LAUNCH
    sizes = {
        "all": 16,
        "department=Freight Sales": 8,
        "department=Passenger Sales": 8,
        "location=Mallaig": 8,
        "location=Oban": 8,
        "department=Freight Sales & location=Mallaig": 2,
        "department=Freight Sales & location=Oban": 6,
        "department=Passenger Sales & location=Mallaig": 6,
        "department=Passenger Sales & location=Oban": 2,
    }
    rows = [(group, week, size, 1, None, "x") for group, size in sizes.items()]
    adoption = pd.DataFrame(rows, columns=found.facts.adoption.columns)
    people = tuple(
        replace(one, department=department, location=location)
        for one, (department, location) in zip(
            found.intake.people,
            [("Freight Sales", "Mallaig")] * 2
            + [("Freight Sales", "Oban")] * 6
            + [("Passenger Sales", "Mallaig")] * 6
            + [("Passenger Sales", "Oban")] * 2,
            strict=False,
        )
    )
    changed = replace(
        found,
        facts=replace(found.facts, adoption=adoption),
        intake=replace(found.intake, people=people),
    )
    shown = set(share_tables(lens(changed))["adoption"]["group"])
    assert not any(" & " in group for group in shown)
    assert {"all", "location=Oban", "department=Freight Sales"} <= shown


def test_the_hidden_groups_of_a_dimension_are_together_at_least_five_people(shared):
    table = shared["coverage"].query("dimension == 'department'")
    sizes = {"Freight Sales": 7, "Passenger Sales": 5, "Customer Desk": 3, "Board": 1}
    hidden = table.loc[table["people"] == "", "value"]
    assert len(hidden) >= 2
    assert sum(sizes[name] for name in hidden) >= 5


def test_a_fact_about_two_people_is_replaced_visibly_in_the_shared_evidence(shared):
    told = shared["themes"].set_index("theme_id")["evidence"]
    assert "2 people meet errors" not in told["T01"]
    assert "a fact about fewer than 5 people (on the reviewer's desk only)" in told["T01"]
    assert "9 tickets on it were confirmed as faults" in told["T01"]


def test_a_fact_that_is_replaced_leaves_one_with_a_longer_number_whole():
    many, one = (f"{n} of 19 who say it missed their course" for n in (11, 1))
    base = world.signals()["T02"][0]
    signals = [
        replace(base, sentence=one, people=("P1",)),
        replace(base, sentence=many, people=tuple(f"P{n}" for n in range(11))),
    ]
    assert evidence_shown(f"{many}; {one}", signals, lens()) == (
        f"{many}; a fact about fewer than 5 people (on the reviewer's desk only)"
    )


def test_the_same_fact_stands_in_the_confidential_table():
    told = contract_tables(world.findings())["themes"].set_index("theme_id")["evidence"]
    assert "2 people meet errors in every week" in told["T01"]


def test_who_should_be_heard_is_not_shared(shared):
    assert set(shared["agenda"]["who_should_be_heard"]) == {""}


def test_what_was_promised_not_to_be_quoted_is_not_quoted():
    silent = FileSettings(promise=Promise(quotes="none"))
    settings = Settings(mine=Mine(files={world.SURVEY: silent}))
    table = share_tables(lens(settings=settings))["statements"]
    assert set(table.query("source_file == 'S06'")["quote"]) == {""}
    assert "" not in set(table.query("source_file == 'S01'")["quote"])


def test_drafted_sentences_are_redacted_once_more():
    found = world.findings()
    action = replace(found.actions[0], title="Ask Morag to mend it", value="Morag says 2 hours")
    table = share_tables(
        lens(
            replace(found, actions=(action,)),
            redact=lambda text: text.replace("Morag", "[name]"),
        )
    )["actions"]
    assert table.loc[0, "title"] == "Ask [name] to mend it"
    assert table.loc[0, "value"] == "[name] says 2 hours"


def test_no_more_quotes_of_one_person_stand_in_a_document_than_agreed():
    found = world.findings()
    summary = summarise_through(lens(edition=Edition.CONFIDENTIAL), world.MADE_AT)
    quotes = [
        quote
        for part in (*[t.quotes + t.other_side for t in summary.themes], summary.praise)
        for quote in part
    ]
    said_by = {one.statement_id: one.source.person_id for one in found.statements}
    opinions = " ".join(one.opinion for one in found.agenda)
    said = {one.statement_id for one in quotes}
    assert len(said) == len(quotes), "the same words stand on one page alone"
    said |= {one.statement_id for one in found.statements if one.text in opinions}
    people = [said_by[one] for one in said if said_by[one]]
    assert max(people.count(person) for person in people) <= 2


def test_a_quote_carries_only_attributes_that_ten_people_share():
    found = world.findings()
    people = tuple(
        replace(one, department="Sales", location="Oban") if one.in_org else one
        for one in found.intake.people
    )
    wide = replace(found, intake=replace(found.intake, people=people))
    summary = summarise_through(lens(wide), world.MADE_AT)
    who = {quote.who for theme in summary.themes for quote in theme.quotes}
    assert who == {"Sales"}


def test_an_interview_shows_no_attributes_of_the_only_person_who_has_them():
    summary = summarise_through(lens(), world.MADE_AT)
    talk = [
        quote
        for theme in summary.themes
        for quote in theme.quotes
        if quote.channel is Channel.INTERVIEW
    ]
    assert all(quote.who == "" for quote in talk)


def test_small_counts_of_how_the_tool_is_used_are_not_shared():
    shared_states = summarise_through(lens(), world.MADE_AT).adoption.states
    own = summarise_through(lens(edition=Edition.CONFIDENTIAL), world.MADE_AT).adoption.states
    assert sum(n for _, n in own) == 16
    assert all(n >= 5 for _, n in shared_states)
