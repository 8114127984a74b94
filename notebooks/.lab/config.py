"""Settings of `run.py lab`: nothing asks the network, and no output reaches a saved notebook."""

import os
from typing import Any

settings = get_config()  # type: ignore[name-defined]  # noqa: F821  (Jupyter provides it)


def strip_outputs(model: dict[str, Any], **_: object) -> None:
    """Take results out of a notebook before it is saved: they may quote people."""
    if model["type"] != "notebook":
        return
    for cell in model["content"]["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = []
            cell["execution_count"] = None
            cell["metadata"].pop("execution", None)
    model["content"]["metadata"].pop("widgets", None)


if not os.environ.get("RELAUNCH_KEEP_OUTPUTS"):
    settings.ContentsManager.pre_save_hook = strip_outputs
settings.LabApp.news_url = None
settings.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
settings.LabApp.extension_manager = "readonly"
