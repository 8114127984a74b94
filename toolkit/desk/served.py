"""What the app shows: the three screens of the diagnosis, one behind the other."""

from __future__ import annotations

from pathlib import Path

from ipywidgets import Tab

from toolkit import pipeline
from toolkit.desk.adjudication import AdjudicationState
from toolkit.desk.adjudication_desk import AdjudicationDesk
from toolkit.desk.charts import Missing
from toolkit.desk.opening import opened_showing
from toolkit.desk.review_desk import ReviewDesk
from toolkit.desk.starting import served_review
from toolkit.desk.state import DeskState
from toolkit.desk.theme_board import ThemeBoard
from toolkit.desk.theme_state import ThemeState
from toolkit.errors import ToolkitError
from toolkit.pipeline import deciding
from toolkit.pipeline.codebooks import codebook_of

TITLES = ("Codes", "Themes", "Disagreements")


def served_desk(default: str | Path) -> Tab | Missing:
    """The screens of the review that the app was started for, else of the given folder.

    Where that cannot be opened, one plain sentence that says why.
    """
    try:
        return Tab(children=_screens(served_review(default)), titles=TITLES)
    except ToolkitError as error:
        return Missing(str(error))


def _screens(out: Path) -> tuple[ReviewDesk, ThemeBoard, AdjudicationDesk]:
    review = pipeline.open_review(out)
    showing, codebook = opened_showing(review), codebook_of(review.places)
    folder = review.places.out
    return (
        ReviewDesk(DeskState(showing, deciding.open_workspace(folder))),
        ThemeBoard(ThemeState(showing, deciding.open_workspace(folder))),
        AdjudicationDesk(AdjudicationState(showing, deciding.open_workspace(folder), codebook)),
    )
