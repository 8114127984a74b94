"""Whether page one may tell who uses the tool."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from tests import world
from toolkit.model.intake import FileReading, Match
from toolkit.model.vocabulary import FileKind
from toolkit.reports import Edition, Lens, summarise_through
from toolkit.reports.accounts import unmatched_accounts

LOG = "accounts.csv"


def lens_with(*, lost: int, doubtful: int = 0, strangers: int = 0, gone: bool = True) -> Lens:
    """The world's review with a log in which so many accounts were matched to nobody."""
    found = world.findings()
    named = [("lost", lost, False), ("doubtful", doubtful, True), ("stranger", strangers, False)]
    matches = tuple(
        Match(match_id=f"{kind}{n}", file=LOG, said=f"{kind}{n}", doubtful=doubt)
        for kind, count, doubt in named
        for n in range(count)
    )
    there = [] if gone else [one.person_id for one in found.intake.people]
    extracts = replace(found.intake.extracts, usage=pd.DataFrame({"person_id": there}))
    log = FileReading(file=LOG, kind=FileKind.USAGE, format="CSV")
    intake = replace(
        found.intake,
        files=(*found.intake.files, log),
        matches=(*found.intake.matches, *matches),
        extracts=extracts,
    )
    return Lens.of(replace(found, intake=intake), world.settings(), Edition.SHARE)


def test_many_accounts_of_nobody_leave_use_untold():
    lens = lens_with(lost=4, doubtful=4)
    assert unmatched_accounts(lens) == 8
    first = summarise_through(lens, world.MADE_AT).page_one
    assert (first.adoption, first.unmatched) == (None, 8)


def test_a_few_accounts_of_nobody_do_not():
    assert unmatched_accounts(lens_with(lost=2)) == 0


def test_accounts_of_nobody_do_not_matter_where_everybody_was_found():
    assert unmatched_accounts(lens_with(lost=6, doubtful=6, gone=False)) == 0


def test_a_log_of_the_whole_house_has_accounts_of_others():
    assert unmatched_accounts(lens_with(lost=0, strangers=200)) == 0
