"""The screens: state without widgets, widgets without decisions.

In a notebook:

    from toolkit import desk

    review = desk.start(RAW, OUT)      # opens the review in OUT, or runs it where there is none
    desk.show(review.themes)           # a table that sorts and searches
    desk.desk_app(OUT)                 # all screens in one, as `relaunch app OUT` serves them
    desk.home(OUT)                     # the path: where each step stands, what is next, history
    desk.intake(OUT)                   # files: what each was taken for, corrected by a menu
    desk.review_desk(OUT)              # the keyboard-driven desk
    desk.people_desk(OUT)              # people: stance, promises, waves, pictures
    desk.theme_board(OUT)              # themes: merge, split, rename, pin, move, judge
    desk.session_desk(OUT)             # the session: agenda, board of the day, beamer, recap
    desk.adjudication_desk(OUT)        # where two people coded differently

The names are loaded when they are first used: importing this package is free.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.desk import charts
    from toolkit.desk.adjudication import AdjudicationState
    from toolkit.desk.adjudication_desk import AdjudicationDesk, adjudication_desk
    from toolkit.desk.app import DeskApp, desk_app
    from toolkit.desk.home_screen import HomeScreen, home
    from toolkit.desk.intake_screen import IntakeScreen, intake
    from toolkit.desk.people_screen import PeopleScreen, people_desk
    from toolkit.desk.people_state import PeopleState
    from toolkit.desk.plan_screen import plan_desk
    from toolkit.desk.report_screen import report_desk
    from toolkit.desk.review_desk import ReviewDesk, review_desk
    from toolkit.desk.served import served_desk
    from toolkit.desk.session_screen import SessionScreen, session_desk
    from toolkit.desk.starting import run, start
    from toolkit.desk.state import DeskState
    from toolkit.desk.tables import (
        agenda,
        decisions,
        doubts,
        files,
        people,
        set_aside,
        show,
        statements,
        themes,
        training,
        usage,
    )
    from toolkit.desk.theme_board import ThemeBoard, theme_board
    from toolkit.desk.theme_state import ThemeState

__all__ = [
    "AdjudicationDesk",
    "AdjudicationState",
    "DeskApp",
    "DeskState",
    "HomeScreen",
    "IntakeScreen",
    "PeopleScreen",
    "PeopleState",
    "ReviewDesk",
    "SessionScreen",
    "ThemeBoard",
    "ThemeState",
    "adjudication_desk",
    "agenda",
    "charts",
    "decisions",
    "desk_app",
    "doubts",
    "files",
    "home",
    "intake",
    "people",
    "people_desk",
    "plan_desk",
    "report_desk",
    "review_desk",
    "run",
    "served_desk",
    "session_desk",
    "set_aside",
    "show",
    "start",
    "statements",
    "theme_board",
    "themes",
    "training",
    "usage",
]

_HOME = {
    "report_desk": "report_screen",
    "plan_desk": "plan_screen",
    "intake": "intake_screen",
    "IntakeScreen": "intake_screen",
    "home": "home_screen",
    "HomeScreen": "home_screen",
    "desk_app": "app",
    "DeskApp": "app",
    "AdjudicationDesk": "adjudication_desk",
    "AdjudicationState": "adjudication",
    "DeskState": "state",
    "PeopleScreen": "people_screen",
    "PeopleState": "people_state",
    "ReviewDesk": "review_desk",
    "SessionScreen": "session_screen",
    "ThemeBoard": "theme_board",
    "ThemeState": "theme_state",
    "adjudication_desk": "adjudication_desk",
    "people_desk": "people_screen",
    "review_desk": "review_desk",
    "run": "starting",
    "served_desk": "served",
    "session_desk": "session_screen",
    "start": "starting",
    "theme_board": "theme_board",
    **dict.fromkeys(
        (
            "agenda",
            "decisions",
            "doubts",
            "files",
            "people",
            "set_aside",
            "show",
            "statements",
            "themes",
            "training",
            "usage",
        ),
        "tables",
    ),
}


def __getattr__(name: str) -> object:
    """Load a public name's module when the name is first used."""
    if name == "charts":
        return import_module("toolkit.desk.charts")
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = found
    return found
