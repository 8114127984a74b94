"""JupyterLab as `run.py lab` starts it, on copies of the notebooks, and a person's hands in it."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page, TimeoutError, expect

from tests.browser.served import PATIENCE, ROOT, drawn, on_a_free_port, started

TOKEN = "a-token-of-the-test"
IDLE_KERNEL = "#jp-main-statusbar >> text=/Python 3.*Idle/"
DONE = """() => {
  const prompts = [...document.querySelectorAll(
    '.jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell .jp-InputPrompt')];
  return prompts.length > 0 && prompts.every((one) => /\\[\\d+\\]/.test(one.textContent));
}"""


def copy_of_the_notebooks(folder: Path, cells: Mapping[str, str]) -> Path:
    """The notebooks with their first cells (RAW and OUT) as somebody else would write them."""
    for name, first in cells.items():
        notebook = json.loads((ROOT / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))
        code = [one for one in notebook["cells"] if one["cell_type"] == "code"]
        code[0]["source"] = [first]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    shutil.copytree(ROOT / "notebooks" / ".lab", folder / ".lab")
    return folder


@contextmanager
def lab(folder: Path, home: Path) -> Iterator[str]:
    """The address of a JupyterLab on this machine alone; ended afterwards."""
    options = {
        "--ServerApp.ip": "127.0.0.1",
        "--ServerApp.port_retries": "0",
        "--ServerApp.allow_root": "True",
        "--IdentityProvider.token": TOKEN,
        "--notebook-dir": str(folder),
        "--config": str(folder / ".lab" / "config.py"),
    }
    own = {"JUPYTER_CONFIG_DIR": "jupyter", "IPYTHONDIR": "ipython", "XDG_DATA_HOME": "keys"}
    environment = {
        **os.environ,
        **{name: str(home / place) for name, place in own.items()},
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", *map("=".join, options.items())]
    with ExitStack() as stack:

        def start(port: int) -> str:
            told = [*command, f"--ServerApp.port={port}"]
            sign = rf"http://127\.0\.0\.1:{port}(?=/lab)"
            return stack.enter_context(started(told, sign, env=environment))

        yield on_a_free_port(start)


def opened_lab(page: Page, address: str) -> None:
    """JupyterLab with its list of files."""
    page.goto(f"{address}/lab?token={TOKEN}&reset", timeout=PATIENCE)
    page.wait_for_selector(".jp-DirListing-item", timeout=PATIENCE)


def open_notebook(page: Page, name: str) -> Locator:
    """Open a notebook from the list of files, by the mouse; its panel, once its kernel is there."""
    panel = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    for patience in (PATIENCE // 4, PATIENCE):
        # A list that is drawn anew between the two clicks hears no double click.
        page.locator(".jp-DirListing-item", has_text=name).dblclick()
        try:
            panel.locator(".jp-CodeCell").first.wait_for(timeout=patience)
            break
        except TimeoutError:
            if patience == PATIENCE:
                raise
    # What is run before the kernel is there is lost in silence.
    page.wait_for_selector(IDLE_KERNEL)
    return panel


def run_all(page: Page, panel: Locator, *, by_keyboard: bool) -> None:
    """Run all cells, from the menu by the mouse or by keys."""
    panel.locator(".jp-CodeCell .jp-InputPrompt").first.click()
    if by_keyboard:
        page.keyboard.press("Escape")
        panel.locator(".jp-Notebook.jp-mod-commandMode").wait_for()
        page.keyboard.press("Control+A")
        expect(panel.locator(".jp-Cell:not(.jp-mod-selected)")).to_have_count(0)
        page.keyboard.press("Control+Enter")
    else:
        page.locator(".lm-MenuBar-itemLabel", has_text="Run").first.click()
        page.locator(".lm-Menu-itemLabel", has_text="Run All Cells").first.click()
    page.wait_for_function(DONE, timeout=2 * PATIENCE)
    page.wait_for_selector(IDLE_KERNEL)
    drawn(page)
    trouble = panel.locator("[data-mime-type='application/vnd.jupyter.error']")
    assert trouble.count() == 0, trouble.all_inner_texts()


def close_notebook(page: Page) -> None:
    """Close the notebook and end its kernel; nothing of it is saved."""
    page.locator(".lm-MenuBar-itemLabel", has_text="File").first.click()
    page.locator(".lm-Menu-itemLabel", has_text="Close and Shut Down Notebook").first.click()
    answered = page.locator(".jp-Dialog button.jp-mod-warn, .jp-Dialog button.jp-mod-accept").first
    page.add_locator_handler(answered, lambda button: button.click())
    page.wait_for_selector(".jp-NotebookPanel", state="detached")
    page.remove_locator_handler(answered)
    page.wait_for_selector(IDLE_KERNEL, state="detached")


def to_theme(page: Page, name: str) -> None:
    """Another theme of JupyterLab, by its menu."""
    page.locator(".lm-MenuBar-itemLabel", has_text="Settings").first.click()
    page.locator(".lm-Menu-itemLabel", has_text="Theme").first.hover()
    page.locator(".lm-Menu-itemLabel", has_text=name).first.click()
    light = "false" if "Dark" in name else "true"
    page.wait_for_selector(f"body[data-jp-theme-light={light}]", state="attached")
