"""Every noun of the model goes into a snapshot and comes back equal; nothing else gets in."""

from __future__ import annotations

import dataclasses
import json
import math
import time
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from typing import get_args, get_origin, get_type_hints

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.model import decisions, findings, intake
from toolkit.model.findings import Coding, Findings, Statement
from toolkit.model.intake import Extracts, Person, Source
from toolkit.model.vocabulary import Attendance, Cause, Channel, Kind
from toolkit.workspace import memory, snapshots

NOUNS = [
    noun
    for module in (intake, findings, decisions)
    for noun in vars(module).values()
    if dataclasses.is_dataclass(noun) and noun.__module__ == module.__name__
]
TEXTS = st.text(max_size=12) | st.sampled_from(("", "=1+1", "Zoë\n\t\0", "\ud800", '"\\'))
# What `fold` says of an hour that comes twice means nothing in UTC.
MOMENTS = st.datetimes(datetime(1900, 1, 1)).map(lambda at: at.replace(fold=0))
NUMBERS = st.floats() | st.integers(-5, 5).map(float)
CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-9, 9),
    NUMBERS,
    TEXTS,
    st.dates(),
    MOMENTS,
    st.sampled_from(Attendance),
    st.tuples(st.integers(0, 3), st.dates()),
)


@st.composite
def tables(draw):
    rows = draw(st.integers(0, 4))

    def column(cells, dtype):
        values = draw(st.lists(cells, min_size=rows, max_size=rows))
        return pd.Series(values, dtype=dtype)

    texts = st.text("abcé\n", max_size=4)
    table = pd.DataFrame(
        {
            "date": column(st.dates() | st.none(), object),
            "word": column(texts | st.none(), "str"),
            "number": column(NUMBERS, float),
            "count": column(st.integers(-9, 9), "int64"),
            "flag": column(st.booleans(), bool),
            "maybe": column(st.integers(0, 9) | st.none(), "Int64"),
            "moment": column(MOMENTS | st.none(), "datetime64[us]"),
        }
    )
    cells = np.empty(rows, dtype=object)
    for place in range(rows):
        cells[place] = draw(CELLS)
    table["cells"] = pd.Series(cells, dtype=object)
    if draw(st.booleans()):
        table.index = pd.Index([f"P-{n}" for n in range(rows)], name="person_id", dtype="str")
    return table


# Nouns hold one of these; tables of every making have a test of their own.
TABLES = (
    pd.DataFrame({"week": [date(2026, 4, 13), None], "value": [1.0, float("nan")]}),
    pd.DataFrame({"outcome": pd.Series(dtype=object)}),
)
SIMPLE = {
    str: TEXTS,
    float: NUMBERS,
    bool: st.booleans(),
    int: st.integers(),
    date: st.dates(),
    datetime: MOMENTS.map(lambda at: at.replace(tzinfo=UTC)),
    pd.DataFrame: st.sampled_from(TABLES),
}
SEVERAL = {
    tuple: lambda item, _: st.lists(values(item), max_size=2).map(tuple),
    frozenset: lambda item: st.frozensets(values(item), max_size=2),
    Mapping: lambda key, item: st.dictionaries(values(key), values(item), max_size=2),
}


@cache
def values(kind):
    """What hypothesis may put where a dataclass declares this type."""
    arguments = get_args(kind)
    if kind in SIMPLE:
        return SIMPLE[kind]
    if dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind)
        names = [field.name for field in dataclasses.fields(kind)]
        return st.builds(kind, **{name: values(hints[name]) for name in names})
    if get_origin(kind) is tuple and Ellipsis not in arguments:
        return st.tuples(*map(values, arguments))
    if get_origin(kind) in SEVERAL:
        return SEVERAL[get_origin(kind)](*arguments)
    if type(None) in arguments:
        return st.none() | values(arguments[0])
    return st.sampled_from(kind)


def parts(value):
    """A value taken apart as far as it goes, with the type of every part; tables stay whole."""
    if dataclasses.is_dataclass(value):
        fields = [getattr(value, field.name) for field in dataclasses.fields(value)]
        return type(value), [parts(field) for field in fields]
    if isinstance(value, pd.DataFrame):
        cells = [parts(cell) for name in value.columns for cell in value[name].array]
        return repr(value.dtypes), parts(tuple(value.index)), cells
    if isinstance(value, Mapping):
        return dict, [(parts(key), parts(item)) for key, item in value.items()]
    if isinstance(value, frozenset):
        return frozenset, value
    if isinstance(value, tuple):
        return tuple, [parts(item) for item in value]
    # nan equals nan in this form.
    return type(value), repr(value)


def again(value, type_):
    return snapshots.load(type_, snapshots.dump(value))


def test_the_model_was_found():
    assert len(NOUNS) >= 27
    assert {Findings, Statement, Person, decisions.Decision} <= set(NOUNS)


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
@given(data=st.data())
def test_every_noun_comes_back_equal(noun, data):
    value = data.draw(values(noun))

    assert parts(again(value, noun)) == parts(value)


@given(tables())
def test_a_table_comes_back_with_its_types(table):
    back = again(Extracts(usage=table), Extracts).usage

    assert parts(back) == parts(table)
    pd.testing.assert_frame_equal(back, table, check_exact=True)


def test_collections_of_nouns_come_back():
    people = (Person(person_id="P-1", rank=1), Person(person_id="P-2", rank=2))
    by_id = {person.person_id: person for person in people}

    assert again(people, tuple[Person, ...]) == people
    assert again(by_id, Mapping[str, Person]) == by_id
    assert again(list(people), list[Person]) == list(people)
    assert again({3: ("a", date(2026, 4, 13))}, dict[int, tuple[str, date]]) == {
        3: ("a", date(2026, 4, 13))
    }


def test_numpy_scalars_come_back_as_pythons_own_numbers():
    value = Coding(
        statement_id="S-1",
        coder="learned",
        kind=Kind.CONCERN,
        cause=None,
        kind_confidence=np.float64(0.1),
        cause_confidence=np.float32(0.5),
        severity=np.int64(2),
        causes={Cause.DEFECT: np.float64("nan")},
    )

    back = again(value, Coding)

    assert (back.kind_confidence, back.cause_confidence, back.severity) == (0.1, 0.5, 2)
    assert [type(back.kind_confidence), type(back.severity)] == [float, int]
    assert math.isnan(back.causes[Cause.DEFECT])


@pytest.mark.parametrize(
    "column",
    [
        pd.Series(["b", "a", None], dtype=pd.CategoricalDtype(["b", "a"], ordered=True)),
        pd.to_datetime(pd.Series(["2026-04-13 10:00", None]), utc=True).dt.tz_convert(
            "Europe/Madrid"
        ),
        pd.to_timedelta(pd.Series(["1 day", None])),
        pd.Series([1.5, None], dtype="Float64"),
        pd.Series([True, None], dtype="boolean"),
        pd.Series(["a", None], dtype="string"),
        pd.Series([1, 2], dtype="uint8"),
        pd.Series([0.1, float("inf")], dtype="float32"),
        pd.Series([pd.Timestamp("2026-04-13"), pd.NaT, pd.NA], dtype=object),
        pd.Series([[1, "a"], (2, None)], dtype=object),
    ],
    ids=lambda column: str(column.dtype),
)
def test_other_columns_that_a_room_may_make_come_back(column):
    table = pd.DataFrame({"x": column})

    back = again(Extracts(usage=table), Extracts).usage

    pd.testing.assert_frame_equal(back, table, check_exact=True)


def test_a_table_keeps_its_labels_and_two_columns_of_one_name():
    table = pd.DataFrame([[1, 2], [3, 4]], columns=["a", "a"], index=[date(2026, 4, 13), None])
    table.columns.name = "measure"

    back = again(Extracts(usage=table), Extracts).usage

    pd.testing.assert_frame_equal(back, table, check_exact=True)


class Mood(StrEnum):
    GOOD = "good"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    words: str
    mood: Mood | None = None
    score: float = 0.0


@pytest.mark.parametrize(
    "value",
    [
        object(),
        1j,
        b"bytes",
        pd.Series([1]),
        np.zeros(3),
        Extracts(usage=pd.DataFrame({"x": [object()]})),
        Extracts(usage=pd.DataFrame({"x": [Mood.GOOD]}, dtype=object)),
        Extracts(usage=pd.DataFrame({"x": pd.period_range("2026", periods=2, freq="M")})),
        Extracts(usage=pd.DataFrame({"x": [1]}, index=pd.MultiIndex.from_tuples([(1, 2)]))),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_cannot_be_kept_is_refused_when_it_is_saved(value):
    with pytest.raises(TypeError, match="cannot be kept in a snapshot"):
        snapshots.dump(value)


@pytest.mark.parametrize("type_", [object, Mapping, str | int, type])
def test_a_type_that_says_too_little_is_refused(type_):
    with pytest.raises(TypeError, match="cannot be read from a snapshot"):
        snapshots.load(type_, snapshots.dump("a"))


def altered(text, change):
    document = json.loads(text)
    change(document)
    return json.dumps(document)


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document["shapes"].update(Note="words mood"),
        lambda document: document["shapes"].update(Memo="words"),
        lambda document: document["value"].pop(),
        lambda document: document["value"].__setitem__(0, 7),
        lambda document: document["value"].__setitem__(1, "furious"),
        lambda document: document["value"].__setitem__(2, "much"),
        lambda document: document.update(value=None),
        lambda document: document.pop("shapes"),
    ],
)
def test_a_snapshot_of_another_shape_is_refused_not_misread(change):
    text = snapshots.dump(Note(words="a", mood=Mood.GOOD))

    assert snapshots.load(Note, text) == Note(words="a", mood=Mood.GOOD)
    with pytest.raises(ValueError, match="does not fit its types"):
        snapshots.load(Note, altered(text, change))


def test_a_snapshot_is_strict_json_and_ascii():
    text = snapshots.dump(Note(words="Zoë", score=float("nan")))

    assert text.isascii()
    assert "NaN" not in text


def test_sets_are_written_in_one_order():
    names = [f"name {n}" for n in range(50)]

    assert snapshots.dump(frozenset(names)) == snapshots.dump(frozenset(reversed(names)))


def test_the_workspace_keeps_a_result_with_what_it_was_made_from(workspace):
    workspace.save_snapshot("notes", {"files": "f1", "settings": "s1"}, (Note(words="a"),))

    assert workspace.has_snapshot("notes")
    assert workspace.snapshot_fingerprints("notes") == {"files": "f1", "settings": "s1"}
    assert workspace.load_snapshot("notes", tuple[Note, ...]) == (Note(words="a"),)


def test_a_later_snapshot_replaces_the_earlier(workspace):
    workspace.save_snapshot("notes", {"files": "f1"}, (Note(words="a"),))
    workspace.save_snapshot("notes", {}, ())

    assert workspace.snapshot_fingerprints("notes") == {}
    assert workspace.load_snapshot("notes", tuple[Note, ...]) == ()


def test_where_no_snapshot_is_nothing_comes_back(workspace):
    assert not workspace.has_snapshot("notes")
    assert workspace.snapshot_fingerprints("notes") == {}
    assert workspace.load_snapshot("notes", Note) is None


def test_a_snapshot_of_another_version_is_as_good_as_none(workspace):
    workspace.save_snapshot("notes", {}, Person(person_id="P-1", rank=1))

    assert workspace.load_snapshot("notes", Note) is None


def test_a_damaged_snapshot_is_as_good_as_none(workspace):
    workspace.save_snapshot("notes", {}, Note(words="a"))
    with workspace.store.write() as connection:
        memory.save_snapshot(connection, "notes", {}, b"not compressed")

    assert workspace.load_snapshot("notes", Note) is None


def test_ten_thousand_statements_are_kept_and_read_in_two_seconds(workspace):
    words = "The order that I entered in the morning had vanished by noon. " * 3
    statements = tuple(
        Statement(
            statement_id=f"S-{number}",
            source=Source(
                source_id=f"R-{number}",
                file="wave 1.csv",
                channel=Channel.SURVEY,
                text=f"{number} {words}",
                person_id=f"P-{number % 500}",
                question="What hinders you?",
                said_on=date(2026, 4, 13),
            ),
            start=0,
            end=len(words),
            text=f"{number} {words}",
            language="en",
        )
        for number in range(10_000)
    )
    start = time.process_time()

    workspace.save_snapshot("statements", {}, statements)
    back = workspace.load_snapshot("statements", tuple[Statement, ...])

    assert time.process_time() - start < 2
    assert back == statements
