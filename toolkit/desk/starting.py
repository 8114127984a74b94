"""How a notebook comes to a review: opening it, or running it where there is none yet."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from toolkit.errors import ToolkitError

if TYPE_CHECKING:
    from toolkit.pipeline import Review

Clock = Callable[[], datetime]
FOLDER: Final = "RELAUNCH_OUT"
"""The environment variable by which the app tells its notebook which review to show."""


def run(raw: str | Path, out: str | Path) -> Review:
    """Run the review of a raw folder into OUT; decisions made before are kept and applied.

    Raises ToolkitError if there is nothing to read.
    """
    from toolkit import pipeline

    return pipeline.run(raw, out)


def start(raw: str | Path, out: str | Path) -> Review:
    """The review in OUT as it stands; where there is none, or of another version, it is run first.

    Raises ToolkitError if there is nothing to open and nothing to read.
    """
    from toolkit import pipeline

    try:
        return pipeline.open_review(out)
    except ToolkitError:
        return pipeline.run(raw, out)


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def login() -> str:
    """The name under which one decides if one says no other."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "reviewer"


def served_review(default: str | Path) -> Path:
    """The folder of the review that the app was started for, else the given one."""
    return Path(os.environ.get(FOLDER) or default)
