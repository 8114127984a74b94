"""Tables for the notebooks: chosen columns in readable words, sorted and searched in the browser.

Words of people are redacted unless somebody asks for them unlocked; every cell is text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import pandas as pd

from toolkit.desk.progress import Progress, confidence_of
from toolkit.desk.queue import in_order
from toolkit.model.vocabulary import SHOWN_STANCE, Stance
from toolkit.pipeline import Review
from toolkit.pipeline.deciding import decided_text

WORDS_IN_FULL: Final = "quote"
"""The column of the contract that holds people's words in full."""
DOUBTS: Final = 10


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a notebook shows it: sortable and searchable, without asking another host."""

    frame: pd.DataFrame
    html: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        """How large it is; the cells are for the eye only."""
        rows, columns = self.frame.shape
        return f"Table of {rows} rows and {columns} columns"


def show(table: pd.DataFrame, *, unlocked: bool = False) -> Table:
    """The table for a notebook; the column of words in full is left out unless unlocked.

    Cells are escaped, so that what somebody wrote is text whatever it looks like.
    """
    import itables

    kept = table if unlocked else table.drop(columns=WORDS_IN_FULL, errors="ignore")
    frame = kept.apply(_as_numbers).reset_index(drop=True)
    _bring_scripts()
    html = itables.to_html_datatable(
        frame,
        connected=False,
        allow_html=False,
        showIndex=False,
        classes="display compact",
        style="table-layout:auto;width:100%;margin:0",
        lengthMenu=[10, 25, 100],
        maxBytes=0,
    )
    return Table(frame, html)


@cache
def _bring_scripts() -> None:
    """Put what sorts the tables into the notebook, once, from the installed package."""
    from IPython.display import HTML, display
    from itables import options
    from itables.javascript import generate_init_offline_itables_html

    # `itables.init_notebook_mode` asks for its script before it brings it: an error in the console.
    html = generate_init_offline_itables_html(options.dt_bundle)
    display(HTML(html))  # type: ignore[no-untyped-call]


def _as_numbers(column: pd.Series) -> pd.Series:
    """A column of numbers in words as numbers, so that it sorts as such; others as they are."""
    if column.dtype.kind not in "OU" and str(column.dtype) not in ("str", "string"):
        return column
    filled = column.replace("", None)
    numbers = pd.to_numeric(filled, errors="coerce")
    readable = bool(filled.notna().any()) and bool((numbers.isna() == filled.isna()).all())
    return numbers if readable else column


def files(review: Review) -> pd.DataFrame:
    """What every file was taken for, and how many of its rows were kept: in = kept + set aside."""
    return pd.DataFrame(
        [
            {
                "file": one.file,
                "taken for": str(one.kind).replace("_", " "),
                "format": one.format,
                "rows": one.rows_in,
                "kept": one.rows_kept,
                "set aside": one.rows_set_aside,
                "wave": str(one.wave),
                "problem": one.problem,
            }
            for one in review.findings.intake.files
        ],
        columns=["file", "taken for", "format", "rows", "kept", "set aside", "wave", "problem"],
    )


def set_aside(review: Review) -> pd.DataFrame:
    """The rows that were not kept, with the reason."""
    return pd.DataFrame(
        [
            {"file": one.file, "reason": item.reason, "rows": item.rows, "where": item.where}
            for one in review.findings.intake.files
            for item in one.set_aside
        ],
        columns=["file", "reason", "rows", "where"],
    )


def statements(review: Review, *, unlocked: bool = False) -> pd.DataFrame:
    """One row per statement: its words (redacted unless unlocked), kind, cause and theme."""
    table = review.statements
    words = table[WORDS_IN_FULL] if unlocked else table["redacted"].replace("", "[withheld]")
    return pd.DataFrame(
        {
            "statement": table["statement_id"],
            "person": table["person_id"].replace("", "anonymous"),
            "words": words,
            "kind": table["kind"],
            "cause": table["final_cause"],
            "theme": table["theme_id"],
            "settled by": table["decided_by"],
            "status": table["status"],
        }
    )


def doubts(review: Review, most: int = DOUBTS) -> pd.DataFrame:
    """The first statements of the doubt queue: where a person's word changes most."""
    found = review.findings
    order = in_order(found, lambda _: Progress.OPEN)[:most]
    table = statements(review).set_index("statement", drop=False).loc[list(order)]
    shown = table[["statement", "words", "kind", "cause", "theme"]]
    return shown.assign(confidence=[round(confidence_of(one, found), 2) for one in order])


def usage(review: Review) -> pd.DataFrame:
    """How many people use the tool in which way; no rows where use is not recorded."""
    states = pd.Series([str(one) for one in review.findings.facts.usage_states.values()], dtype=str)
    counted = states.str.replace("_", " ").value_counts().sort_index()
    return pd.DataFrame({"use": counted.index, "people": counted.to_numpy()})


def training(review: Review) -> pd.DataFrame:
    """Per course how many people attended, stayed away, and so on."""
    table = review.findings.intake.extracts.training
    if table.empty:
        return pd.DataFrame(columns=["course", "people"])
    status = table["status"].astype(str).str.replace("_", " ")
    counted = pd.crosstab(table["title"], status)
    return counted.reset_index().rename(columns={"title": "course"}).rename_axis(None, axis=1)


def themes(review: Review) -> pd.DataFrame:
    """Per theme: people, verdict, confidence, its evidence, and what would overturn it."""
    columns = {
        "theme_id": "theme",
        "title": "title",
        "people": "people",
        "verdict": "verdict",
        "confidence": "confidence",
        "evidence": "evidence",
        "would_overturn": "what would overturn it",
        "status": "status",
    }
    return review.themes[list(columns)].rename(columns=columns)


def people(review: Review) -> pd.DataFrame:
    """Per pseudonym: stance, influence, and who could be won how. For the reviewer's eyes only."""
    table = review.people
    table = table[table["stance"] != ""]
    return pd.DataFrame(
        {
            "person": table["person_id"],
            "stance": table["stance"].map(lambda one: SHOWN_STANCE[Stance(one)]),
            "sure": table["stance_confidence"],
            "use": table["usage_state"].str.replace("_", " "),
            "influence": table["influence"],
            "could be won": table["convertible"],
            "way": table["path"].str.replace("_", " "),
            "status": table["status"],
        }
    )


def agenda(review: Review) -> pd.DataFrame:
    """The topics of the session in their order, with minutes and the goal of each."""
    return review.agenda[["rank", "title", "place", "minutes", "goal", "status"]]


def decisions(review: Review) -> pd.DataFrame:
    """Every decision ever made, the newest first, undone ones included."""
    rows = [
        {
            "when": f"{row.at.astimezone():%Y-%m-%d %H:%M}",
            "who": row.coder,
            "on": row.subject,
            "field": row.field,
            "suggested": row.suggested,
            "decided": "taken back" if row.undoes is not None else decided_text(row),
        }
        for row in reversed(review.decisions.history)
    ]
    return pd.DataFrame(rows, columns=["when", "who", "on", "field", "suggested", "decided"])
