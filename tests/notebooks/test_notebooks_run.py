"""The notebooks run headless in their order, each from its first cell to its last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[2] / "notebooks"
NAMES = sorted(path.stem for path in FOLDER.glob("0*.ipynb"))
FETCHED = re.compile(r"""(?:src|href)=["']?(?:https?:)?//[^\s>"']*|from ['"]https?:[^'"]*""")
A_LINK_ONLY = "//itables.org/"


def read(name: str, raw: Path, out: Path) -> list[nbformat.NotebookNode]:
    """The code cells of a notebook, with the first one as somebody else would write it."""
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    cells[0].source = f"RAW = {str(raw)!r}\nOUT = {str(out)!r}"
    for cell in cells:
        cell.metadata["notebook"] = name
    return cells


def run_in_one_kernel(raw: Path, out: Path) -> dict[str, list[nbformat.NotebookNode]]:
    """Each notebook's cells with their outputs; every notebook begins with an empty memory.

    One kernel for all of them: starting seven takes longer than all that they do.
    """
    together = nbformat.v4.new_notebook()
    for name in NAMES:
        together.cells += [nbformat.v4.new_code_cell("%reset -f"), *read(name, raw, out)]
    where = {"metadata": {"path": str(FOLDER)}}
    NotebookClient(together, timeout=1200, kernel_name="python3", resources=where).execute()
    return {
        name: [cell for cell in together.cells if cell.metadata.get("notebook") == name]
        for name in NAMES
    }


def texts(cells: list[nbformat.NotebookNode], kind: str) -> Iterator[str]:
    for cell in cells:
        for output in cell.outputs:
            yield output.get("data", {}).get(kind, "")


def kinds(cells: list[nbformat.NotebookNode]) -> Iterator[str]:
    for cell in cells:
        for output in cell.outputs:
            yield from output.get("data", {})


def test_the_notebooks_run_to_results_that_ask_no_other_host_and_run_no_comment(
    raw: Path, tmp_path: Path
) -> None:
    done = run_in_one_kernel(raw, tmp_path / "out")
    for name, cells in done.items():
        assert cells[-1].outputs, f"{name} ends without a result"
        shown = "".join(texts(cells, "text/html"))
        asked = [found for found in FETCHED.findall(shown) if A_LINK_ONLY not in found]
        assert not asked, f"{name} asks {asked}"
        assert "<script>fetch" not in shown, name
    assert any("jupyter.widget-view+json" in kind for kind in kinds(done["04_coding"]))
