"""The report as one HTML file: style and charts inside, no other host, no script."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from toolkit.language.catalogue import words_of
from toolkit.model.vocabulary import FAMILY_OF, SHOWN_STANCE, Cause, Family
from toolkit.reports import captions, cells, charts, palette, wording
from toolkit.reports.adoption_curves import gaps_of
from toolkit.reports.summary_types import Edition, Summary
from toolkit.reports.svg import Markup

_TEMPLATES = Path(__file__).parent / "templates"
MOST_IDS = 400
"""Ids listed behind a number; more are counted."""
MOST_NAMES = 8
"""Groups that are withheld are named up to so many; more are counted."""
PLACE_WORD = {
    "session": "in the session",
    "settle_before": "settle before",
    "confirm": "confirm",
    "parking_lot": "parking lot",
}
HORIZON_WORD = {
    "quick_win": "quick win",
    "before_relaunch": "before the relaunch",
    "later": "later",
}


def report_html(summary: Summary) -> str:
    """The whole report; everything that people wrote is escaped text."""
    template = _environment().get_template("report.html")
    say = words_of("en", summary.labels)
    page = template.render(
        s=summary,
        style=_style(_stamp(summary)),
        stamp=_stamp(summary),
        say=say,
        headline=wording.headline(summary, say),
        parts=wording.page_one_parts(summary.page_one, say),
        gaps=gaps_of(summary.adoption) if summary.adoption else {},
        shared=summary.edition is Edition.SHARE,
        most_ids=MOST_IDS,
        most_names=MOST_NAMES,
    )
    return cells.one_direction(page)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        anchor=anchor,
        family_word=_family_word,
        status_sign=palette.STATUS_SIGN.__getitem__,
        status_word=palette.STATUS_WORD.__getitem__,
        place_word=_of(PLACE_WORD),
        horizon_word=_of(HORIZON_WORD),
        state_word=_of(captions.STATE_WORD),
        percent=wording.percent,
        people=wording.people,
        day=wording.long_day,
        stance_word=SHOWN_STANCE.__getitem__,
    )
    environment.globals.update(captions=captions, charts=charts, family_of=_family_of)
    return environment


def _of(words: Mapping[str, str]) -> object:
    return lambda value: words[str(value)]


def _family_of(cause: Cause) -> str:
    return FAMILY_OF[cause].value if cause in FAMILY_OF else "none"


def _family_word(family: Family | str | None) -> str:
    known = {one.value: one for one in Family}
    return palette.FAMILY_WORD[known[str(family)]] if str(family) in known else palette.UNTOLD_WORD


def anchor(identity: str) -> str:
    """An id that may stand in an address: letters, digits, - and _."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", identity)


def _stamp(summary: Summary) -> str:
    """What stands on top of every page; "" for none."""
    words = ["Draft"] if summary.draft else []
    words += ["Confidential: for the reviewer alone"] if _confidential(summary) else []
    return " · ".join(words)


def _confidential(summary: Summary) -> bool:
    return summary.edition is Edition.CONFIDENTIAL


def _style(stamp: str) -> Markup:
    """The style sheet with the palette's colours for light and dark paper, and the pages' stamp."""
    tones = {
        "paper": palette.PAPER,
        "ink": palette.INK,
        "muted": palette.MUTED,
        "rule": palette.RULE,
        "wash": palette.WASH,
        "accent": palette.ACCENT,
        "untold": palette.UNTOLD,
        **{family.value: tone for family, tone in palette.FAMILY_TONE.items()},
    }
    light = ";".join(f"--{name}:{tone.light}" for name, tone in tones.items())
    dark = ";".join(f"--{name}:{tone.dark}" for name, tone in tones.items())
    sheet = (_TEMPLATES / "report.css").read_text(encoding="utf-8")
    at_night = f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    look = f"font:8pt sans-serif;color:{palette.ACCENT.light}"
    top = f'@page{{@top-center{{content:"{stamp}";{look}}}}}' if stamp else ""
    return Markup(f":root{{{light}}}\n{at_night}\n{sheet}{top}\n")
