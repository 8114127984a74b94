"""Every notebook runs headless from its first cell to its last, on somebody's own folder."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[2] / "notebooks"
NAMES = sorted(path.stem for path in FOLDER.glob("0*.ipynb"))
OTHER_HOST = re.compile(r"(?:src|href)=[\"']?(?:https?:)?//[^\s>]*|import[^;]*from ['\"]https?:")


def run(name: str, raw: Path, out: Path) -> nbformat.NotebookNode:
    """The notebook with its outputs; only the first cell is changed."""
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    first = next(cell for cell in notebook.cells if cell.cell_type == "code")
    first.source = f"RAW = {str(raw)!r}\nOUT = {str(out)!r}"
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(FOLDER)}}).execute()
    return notebook


def outputs(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [
        output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_to_a_result_worth_looking_at(name: str, raw: Path, out: Path) -> None:
    notebook = run(name, raw, out)
    last = [cell for cell in notebook.cells if cell.cell_type == "code"][-1]
    assert last.outputs
    assert not [output for output in outputs(notebook) if output.output_type == "error"]
    htmls = [output.data.get("text/html", "") for output in outputs(notebook) if "data" in output]
    assert not [
        found for html in htmls for found in OTHER_HOST.findall(html) if "itables.org" not in found
    ]
