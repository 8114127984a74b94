"""The notebooks stay thin: what may stand in them is read from the files."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "notebooks"
ROOMS = [
    "01_intake",
    "02_statements",
    "03_facts",
    "04_coding",
    "05_themes",
    "06_people",
    "07_report",
]
MOST_CELLS, MOST_LINES = 12, 8
every = pytest.mark.parametrize("name", [*ROOMS, "app"])
every_room = pytest.mark.parametrize("name", ROOMS)


def cells(name: str, kind: str = "code") -> list[dict[str, Any]]:
    notebook = json.loads((FOLDER / f"{name}.ipynb").read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == kind]


def source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def test_there_is_one_notebook_for_every_room_and_one_for_the_app() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.ipynb")) == sorted([*ROOMS, "app"])


@every
def test_a_notebook_has_few_short_cells(name: str) -> None:
    assert len(cells(name)) <= MOST_CELLS
    assert all(len(source(cell).splitlines()) <= MOST_LINES for cell in cells(name))


@every
def test_a_notebook_defines_nothing_and_imports_only_the_toolkit(name: str) -> None:
    nodes = [node for cell in cells(name) for node in ast.walk(ast.parse(source(cell)))]
    defined = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    assert not [node for node in nodes if isinstance(node, defined)]
    imported = {
        name.name for node in nodes if isinstance(node, ast.Import) for name in node.names
    } | {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}
    assert imported <= {"toolkit"}


@every
def test_a_notebook_keeps_no_outputs(name: str) -> None:
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells(name))


@every_room
def test_the_first_cell_holds_the_parameters_and_nothing_else(name: str) -> None:
    first = ast.parse(source(cells(name)[0])).body
    assert [ast.unparse(line).split(" = ")[0] for line in first] == ["RAW", "OUT"]
    assert all(isinstance(line, ast.Assign) for line in first)


@every_room
def test_the_default_is_the_sample_case_and_a_folder_that_git_ignores(name: str) -> None:
    first = source(cells(name)[0])
    assert 'RAW = "../surveys/sample/raw"' in first
    ignored = (FOLDER.parent / ".gitignore").read_text(encoding="utf-8")
    assert 'OUT = "review-sample"' in first
    assert "/notebooks/review-*/" in ignored


@every_room
def test_a_notebook_ends_with_a_result_and_a_sentence_on_what_to_do_next(name: str) -> None:
    last = cells(name)[-1]
    assert re.search(r"desk\.show|desk\.charts|print\(", source(last))
    assert source(cells(name, "markdown")[-1]).startswith("**Next:**")
