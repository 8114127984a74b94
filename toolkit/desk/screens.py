"""All screens of the desk by name, in the order of the path, and how each is made.

A screen lives in a module of its own with a function that makes it from what is open:
`def people_screen(opened: Opened) -> Screen`. Here stands only where it is found.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Final, cast

from toolkit.desk.opening import Opened
from toolkit.desk.screen import Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Where a screen is found."""

    name: str
    title: str
    """In the navigation; English, said in the person's language there."""
    module: str
    maker: str
    needs_review: bool = True
    """False for screens that are there before anything was read."""

    @property
    def is_there(self) -> bool:
        """Whether this installation has it."""
        return find_spec(self.module) is not None

    def make(self, opened: Opened) -> Screen:
        """The screen. Raises ToolkitError where what it shows is not there."""
        maker = getattr(import_module(self.module), self.maker)
        screen = cast(Callable[[Opened], Screen], maker)(opened)
        if opened.exists and self.needs_review:
            screen.labels = opened.findings.labels
        return screen


def _entry(name: str, title: str, found: str, *, needs_review: bool = True) -> Entry:
    module, _, maker = found.partition(":")
    return Entry(
        name=name,
        title=title,
        module=f"toolkit.desk.{module}",
        maker=maker,
        needs_review=needs_review,
    )


SCREENS: Final = (
    _entry("home", "Home", "home_screen:home_screen", needs_review=False),
    _entry("files", "Files", "intake_screen:intake_screen", needs_review=False),
    _entry("codes", "Codes", "review_desk:review_screen"),
    _entry("disagreements", "Disagreements", "adjudication_desk:adjudication_screen"),
    _entry("themes", "Themes", "theme_board:theme_screen"),
    _entry("people", "People", "people_screen:people_screen"),
    _entry("session", "Session", "session_screen:session_screen"),
    _entry("plan", "Plan", "plan_screen:plan_screen"),
    _entry("report", "Report", "report_screen:report_screen"),
)


def screens_there() -> tuple[Entry, ...]:
    """The screens of this installation, in order."""
    return tuple(one for one in SCREENS if one.is_there)
