"""What the app shows: all screens of the review it was started for."""

from __future__ import annotations

from pathlib import Path

from toolkit.desk.app import DeskApp, desk_app
from toolkit.desk.charts import Missing
from toolkit.desk.starting import served_review
from toolkit.errors import ToolkitError


def served_desk(default: str | Path) -> DeskApp | Missing:
    """The screens of the review that the app was started for, else of the given folder.

    Where that cannot be opened, one plain sentence that says why.
    """
    try:
        return desk_app(served_review(default))
    except ToolkitError as error:
        return Missing(str(error))
