from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import world
from toolkit import frames
from toolkit.errors import TableInvalid
from toolkit.model.vocabulary import Cause, Kind
from toolkit.reports import contract_tables, identified_tables
from toolkit.reports.cells import number, parts, plain


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return contract_tables(world.findings())


def test_every_table_of_the_contract_is_made(tables):
    assert set(tables) == set(frames.SCHEMAS)
    assert all(len(table) for table in tables.values())


def test_rows_stand_in_the_order_of_the_sources_and_not_of_pseudonyms(tables):
    table = tables["statements"]
    assert list(table["source_file"]) == sorted(table["source_file"])
    assert list(table.loc[table["source_file"] == world.TALK, "start"]) == ["0", "69", "124"]
    assert list(tables["stakeholders"]["person_id"])[:3] == ["P01", "P02", "P03"]


def test_another_order_of_statements_and_people_makes_the_same_tables(tables):
    found = world.findings()
    turned = replace(
        found,
        statements=found.statements[::-1],
        stakeholders=found.stakeholders[::-1],
        themes=found.themes[::-1],
        agenda=found.agenda[::-1],
        actions=found.actions[::-1],
        waves=found.waves[::-1],
        facts=replace(found.facts, adoption=found.facts.adoption[::-1]),
    )
    for name, table in contract_tables(turned).items():
        pd.testing.assert_frame_equal(table, tables[name])


def test_other_pseudonyms_change_no_order(tables):
    found = world.findings()
    people = [replace(one, person_id=f"Z{50 - one.rank}") for one in found.intake.people]
    new = {
        old.person_id: one.person_id for old, one in zip(found.intake.people, people, strict=True)
    }
    renamed = replace(
        found,
        intake=replace(found.intake, people=tuple(people)),
        stakeholders=tuple(replace(s, person_id=new[s.person_id]) for s in found.stakeholders),
    )
    order = contract_tables(renamed)["stakeholders"]["person_id"]
    assert list(order) == [new[one] for one in tables["stakeholders"]["person_id"]]


def test_the_quote_is_verbatim_and_the_withheld_one_is_empty(tables):
    table = tables["statements"].set_index("quote")
    row = table.loc["Between us, the list of calls is read in the office."]
    assert row["redacted"] == ""
    assert table.loc["I like the calendar.", "redacted"] == "I like the calendar."


def test_praise_has_no_cause_and_a_concern_that_cannot_be_told_is_unclear(tables):
    table = tables["statements"].set_index("quote")
    assert table.loc["I like the calendar.", ["cause", "final_cause", "decided_by"]].tolist() == [
        "",
        "",
        "",
    ]
    assert table.loc["The prices look odd on Sundays.", "cause"] == "unclear"


def test_an_anonymous_statement_names_nobody(tables):
    table = tables["statements"].set_index("quote")
    assert table.loc["They count how many calls I make.", "person_id"] == ""


def test_a_coder_that_abstains_leaves_a_concern_unclear():
    found = world.findings()
    key = found.statements[0].statement_id
    coding = replace(
        found.codings[key], kind=None, cause=None, kinds={Kind.CONCERN: 0.6, Kind.OTHER: 0.4}
    )
    changed = replace(found, codings={**found.codings, key: coding}, final_causes={})
    table = contract_tables(changed)["statements"].set_index("statement_id")
    assert table.loc[key, ["kind", "cause"]].tolist() == ["concern", "unclear"]


def test_the_second_cause_is_named_only_where_it_is_likely():
    found = world.findings()
    key = next(one.statement_id for one in found.statements if "vanish" in one.text)
    coding = found.codings[key]
    sure = replace(coding, causes={Cause.DEFECT: 0.95, Cause.VALUE: 0.05})
    table = contract_tables(replace(found, codings={**found.codings, key: sure}))["statements"]
    assert table.set_index("statement_id").loc[key, "second_cause"] == ""


def test_parts_are_written_as_a_sum(tables):
    row = tables["stakeholders"].set_index("person_id").loc["P03"]
    assert row["parts"] == "named=0.5×1; constructive=0.8×0.25"
    assert parts(()) == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.123456, "0.1235"),
        (12.0, "12"),
        (None, ""),
        (float("nan"), ""),
        (-0.00001, "0"),
        (0.5, "0.5"),
    ],
)
def test_numbers_have_at_most_four_digits(value, text):
    assert number(value) == text


@given(st.text())
def test_no_text_keeps_what_no_file_can_hold(text):
    shown = plain(text)
    assert len(shown) == len(text)
    shown.encode("utf-8")
    assert not any(ord(sign) < 32 and sign not in "\t\n\r" for sign in shown)


def test_a_broken_table_says_which_row():
    found = world.findings()
    item = replace(found.agenda[0], minutes=-5)
    with pytest.raises(TableInvalid, match=r"agenda\.csv.*minutes\[0\]"):
        contract_tables(replace(found, agenda=(item, *found.agenda[1:])))


def test_an_empty_review_has_all_tables_with_their_columns():
    found = world.findings()
    nothing = replace(
        found,
        statements=(),
        themes=(),
        stakeholders=(),
        agenda=(),
        actions=(),
        requests=(),
        waves=(),
        invitations=(),
        coverage=pd.DataFrame(),
        facts=replace(found.facts, adoption=pd.DataFrame()),
    )
    tables = contract_tables(nothing)
    assert {name: list(table.columns) for name, table in tables.items()} == {
        name: list(schema.columns) for name, schema in frames.SCHEMAS.items()
    }


def real_id(pseudonym: str) -> str:
    return {"P03": "E1003", "P12": "finch@corran.example"}.get(pseudonym, f"E{pseudonym[1:]}")


def test_identified_tables_hold_the_organisations_ids_wherever_people_are_named(tables):
    found = identified_tables(tables, real_id)
    assert "E1003" in set(found["statements"]["person_id"])
    assert found["agenda"].loc[0, "who_should_be_heard"] == "E1003; finch@corran.example"
    assert not any(found["waves"]["person_id"].str.startswith("P"))


def test_externals_and_anonymous_speakers_stay_as_they_are_when_identified(tables):
    found = identified_tables(tables, real_id)
    assert "ext-1" in set(found["stakeholders"]["person_id"])
    assert "" in set(found["statements"]["person_id"])


def test_identifying_leaves_quotes_and_the_given_tables_alone(tables):
    quotes = list(tables["statements"]["quote"])
    found = identified_tables(tables, real_id)
    assert list(found["statements"]["quote"]) == quotes
    assert "P03" in set(tables["statements"]["person_id"])
