"""The tables with the ids of the organisation's own list in the place of pseudonyms."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pandas as pd

from toolkit import frames

EXTERNAL = "ext-"
_NAMING = ("person_id", "who_should_be_heard", "main_reason", "offer", "parts", "reason", "gate")
"""Columns that may name people by pseudonym."""


def identified_tables(
    tables: Mapping[str, pd.DataFrame], real_id: Callable[[str], str]
) -> dict[str, pd.DataFrame]:
    """The tables with real ids in the place of pseudonyms; externals stay, anonymous stay empty.

    A pseudonym inside a sentence (a reason, an offer) becomes the real id too; quotes are left as
    they are. `real_id` gives the id in the organisation's own list, else the e-mail address; an
    error that it raises for an unknown pseudonym is passed on.
    """
    people = sorted(
        {
            one
            for name in ("stakeholders", "statements", "waves", "invitations")
            if name in tables
            for one in tables[name]["person_id"]
            if one and not one.startswith(EXTERNAL)
        },
        key=lambda one: (-len(one), one),
    )
    real = {one: real_id(one) for one in people}
    if not real:
        return {name: table.copy() for name, table in tables.items()}
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, people))})(?![\w-])")

    def identify(text: str) -> str:
        return pattern.sub(lambda found: real[found[0]], text)

    return {name: _identified(name, table, identify) for name, table in tables.items()}


def _identified(name: str, table: pd.DataFrame, identify: Callable[[str], str]) -> pd.DataFrame:
    fresh = table.copy()
    for column in _NAMING:
        if column in fresh.columns:
            fresh[column] = fresh[column].map(identify)
    return frames.check(name, fresh)
