"""The settings of `run.py lab`: what people said does not stay in a saved notebook."""

from __future__ import annotations

import runpy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

CONFIG = Path(__file__).parents[2] / "notebooks" / ".lab" / "config.py"


def settings() -> SimpleNamespace:
    """Return what the settings file sets when Jupyter reads it."""
    found = SimpleNamespace(ContentsManager=SimpleNamespace(), LabApp=SimpleNamespace())
    runpy.run_path(str(CONFIG), init_globals={"get_config": lambda: found})
    return found


def notebook() -> dict[str, Any]:
    output = {"output_type": "stream", "name": "stdout", "text": "My manager never opens it."}
    code = {"cell_type": "code", "outputs": [output], "execution_count": 3, "metadata": {}}
    text = {"cell_type": "markdown", "source": "What people said", "metadata": {}}
    return {"type": "notebook", "content": {"cells": [text, code], "metadata": {"widgets": {}}}}


def test_a_notebook_is_saved_without_its_outputs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RELAUNCH_KEEP_OUTPUTS", raising=False)
    model = notebook()
    settings().ContentsManager.pre_save_hook(model=model)
    text, code = model["content"]["cells"]
    assert (code["outputs"], code["execution_count"]) == ([], None)
    assert text["source"] == "What people said"
    assert "widgets" not in model["content"]["metadata"]


def test_other_files_are_saved_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RELAUNCH_KEEP_OUTPUTS", raising=False)
    model = {"type": "file", "content": "words"}
    settings().ContentsManager.pre_save_hook(model=model)
    assert model == {"type": "file", "content": "words"}


def test_outputs_are_kept_for_one_who_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELAUNCH_KEEP_OUTPUTS", "yes")
    assert not hasattr(settings().ContentsManager, "pre_save_hook")


def test_jupyterlab_asks_nobody_for_news_updates_or_extensions() -> None:
    lab = settings().LabApp
    assert lab.news_url is None
    assert lab.check_for_updates_class == "jupyterlab.NeverCheckForUpdate"
    assert lab.extension_manager == "readonly"
