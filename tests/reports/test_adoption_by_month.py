"""Adoption of files that count months: told as months, not as weeks."""

from __future__ import annotations

from datetime import date

import pytest

from toolkit.language.catalogue import ENGLISH
from toolkit.reports.adoption_curves import adoption_now
from toolkit.reports.adoption_types import Adoption, AdoptionNow, Curve
from toolkit.reports.captions import adoption_caption

MONTHS = (date(2026, 3, 2), date(2026, 4, 6), date(2026, 5, 4), date(2026, 6, 1))
WEEKS = (date(2026, 5, 11), date(2026, 5, 18), date(2026, 5, 25), date(2026, 6, 1))


def now(weeks: tuple[date, ...]) -> AdoptionNow:
    """Twenty people, of whom 2, 4, 6 and 8 were active."""
    none = (None,) * len(weeks)
    active = (2.0, 4.0, 6.0, 8.0)
    curve = Curve(
        dimension="",
        group="everybody",
        weeks=weeks,
        in_scope=(20,) * len(weeks),
        active=active,
        plan=none,
    )
    adoption = Adoption(
        curves=(curve,), markers=(), definition="", launch_on=None, launch_basis="", states=()
    )
    found = adoption_now(adoption, ())
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("weeks", "active", "says"),
    [
        (MONTHS, 8.0, "In the last month 8 of 20 people"),
        (WEEKS, 5.0, "In the last 4 weeks 5 of 20 people"),
    ],
)
def test_now_is_the_last_month_or_the_last_weeks(weeks: tuple[date, ...], active: float, says: str):
    found = now(weeks)
    assert found.active == active
    assert adoption_caption(found, ENGLISH).startswith(says)
