"""JSON at the gate: lists of records are tables, and nothing else is taken for one."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import UnreadableFile
from toolkit.intake.detect import classify
from toolkit.intake.folder import read_files
from toolkit.intake.gate import open_file
from toolkit.intake.raw import RawFile
from toolkit.model.vocabulary import FileKind
from toolkit.settings import FileSettings, Settings


def opened(folder: Path, content: Any, name: str = "export.json") -> RawFile:
    text = content if isinstance(content, str) else json.dumps(content)
    (folder / name).write_text(text, encoding="utf-8")
    return open_file(folder, name)


def rows(folder: Path, content: Any) -> list[tuple[str, ...]]:
    return list(opened(folder, content).sheets[0].rows)


def test_a_list_of_records_is_a_table_with_every_field_of_any_record(tmp_path: Path):
    assert rows(tmp_path, [{"id": 7, "ok": True}, {"id": 8.0, "note": None, "late": "x"}]) == [
        ("id", "ok", "late"),
        ("7", "true", ""),
        ("8", "", "x"),
    ]


def test_lists_inside_an_object_are_sheets(tmp_path: Path):
    raw = opened(tmp_path, {"count": 1, "tickets": [{"id": 1}], "page": {"users": [{"id": 2}]}})
    assert [sheet.name for sheet in raw.sheets] == ["tickets", "page.users"]


def test_one_record_on_each_line_is_a_table(tmp_path: Path):
    assert rows(tmp_path, '{"who": "a", "n": 1}\n\n{"who": "b", "n": 2}\n') == [
        ("who", "n"),
        ("a", "1"),
        ("b", "2"),
    ]


def test_rows_in_lists_keep_their_own_header(tmp_path: Path):
    assert rows(tmp_path, [["who", "n"], ["a", 1]]) == [("who", "n"), ("a", "1")]


def test_fields_of_fields_have_dotted_headers_and_an_objects_name_is_the_object(tmp_path: Path):
    record = {"caller": {"id": 3, "displayName": "Anna Berg", "emailAddress": "a@b.example"}}
    assert rows(tmp_path, [{**record, "state": {"name": "open"}, "kind": "x", "no": 1}])[0] == (
        "caller.id",
        "caller",
        "caller.email",
        "state",
        "kind",
        "no",
    )


def test_wrapping_around_most_fields_is_taken_off(tmp_path: Path):
    fields = {"summary": "late", "created": "2026-02-03", "votes": 1}
    assert rows(tmp_path, {"issues": [{"key": "ABC-1", "fields": fields}]})[0] == (
        "key",
        "summary",
        "created",
        "votes",
    )


def test_named_values_become_columns(tmp_path: Path):
    given_fields = [{"id": 11, "value": "north"}, {"id": 12, "value": ["a", "b"]}]
    assert rows(tmp_path, [{"no": 1, "extra": given_fields}]) == [
        ("no", "extra.11", "extra.12"),
        ("1", "north", "a, b"),
    ]


def test_lists_of_texts_and_of_things_are_joined_by_what_they_are_called(tmp_path: Path):
    record = {
        "tags": ["app", "sync"],
        "parts": [{"id": 1, "name": "Map"}, {"id": 2, "name": "Search"}],
        "links": [{"type": {"name": "Duplicate"}, "issue": {"key": "ABC-9"}}],
    }
    assert rows(tmp_path, [record])[1] == ("app, sync", "Map, Search", "Duplicate ABC-9")


def test_what_people_wrote_stays_a_list_with_plain_authors(tmp_path: Path):
    document = {"type": "doc", "content": [{"type": "text", "text": "Mended today."}]}
    comment = {"id": 1, "author": {"displayName": "Otto Lind"}, "body": document}
    cell = rows(tmp_path, [{"no": 1, "comments": [comment]}])[1][1]
    assert json.loads(cell) == [{"id": "1", "author": "Otto Lind", "body": "Mended today."}]


def test_an_entry_that_is_no_record_is_counted(tmp_path: Path):
    raw = opened(tmp_path, [{"a": 1}, "stray", {"a": 2}])
    assert [(one.reason, one.rows, one.where) for one in raw.damaged] == [
        ("not a record", 1, "export, row 3")
    ]
    assert raw.sheets[0].rows == (("a",), ("1",), ("",), ("2",))


def test_control_signs_and_formulas_are_text(tmp_path: Path):
    assert rows(tmp_path, '[{"a": "x\\u0007\\u202ey"}, {"a": "=1+1"}]') == [
        ("a",),
        ("xy",),
        ("=1+1",),
    ]


@pytest.mark.parametrize("content", ['{"name": "x", "parts": {"a": 1}}', '[{"a": [1, 2}]'])
def test_json_without_records_or_damaged_is_refused_with_what_to_do(tmp_path: Path, content: str):
    with pytest.raises(UnreadableFile, match=r"JSON file.*Export"):
        opened(tmp_path, content)


def test_a_help_desks_json_is_read_as_tickets_with_callers_and_answers(tmp_path: Path):
    tickets = [
        {
            "id": number,
            "created_at": f"2026-03-0{number}T08:00:00Z",
            "solved_at": f"2026-03-1{number}T08:00:00Z",
            "subject": f"List is empty {number}",
            "description": "Nothing is shown.",
            "status": "closed",
            "type": "incident",
            "requester": {"email": f"u{number}@firm.example"},
            "comments": [
                {"author": "desk@firm.example", "body": f"Filter {number} was on."},
            ],
        }
        for number in range(1, 5)
    ]
    opened(tmp_path, tickets)
    (table,) = [one.table for one in read_files(tmp_path, Settings()).extracts]
    assert list(table["email"]) == [f"u{number}@firm.example" for number in range(1, 5)]
    assert table["opened_on"].iloc[0] == date(2026, 3, 1)
    assert list(table["resolution"]) == [f"Filter {number} was on." for number in range(1, 5)]


def test_a_table_of_nothing_known_is_not_guessed(tmp_path: Path):
    raw = opened(tmp_path, [{"depth": 3, "width": 4}, {"depth": 5, "width": 6}])
    assert classify(raw, FileSettings())[0] is FileKind.OTHER


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.lists(st.dictionaries(st.text(max_size=6), values, max_size=4), max_size=4))
def test_any_json_is_read_whole_or_refused(entries: list[dict[str, Any]]):
    with tempfile.TemporaryDirectory() as folder:
        try:
            raw = opened(Path(folder), entries)
        except UnreadableFile:
            return
        for sheet in raw.sheets:
            assert len({len(row) for row in sheet.rows}) == 1
            assert len(sheet.rows[0]) == len(set(sheet.rows[0])) or "" in sheet.rows[0]
