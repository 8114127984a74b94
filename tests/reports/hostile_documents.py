"""Documents in which every sentence is hostile, for the tests of all formats."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime
from functools import cache

from tests.reports.documents import LENS, PLAN, RECAP, SESSION, SUMMARY, author
from tests.reports.hostile import HOSTILE
from toolkit.model.vocabulary import Family
from toolkit.reports.documents.content import Key
from toolkit.reports.documents.editing import with_words
from toolkit.reports.documents.relaunch_plan import relaunch_plan
from toolkit.reports.documents.rendering import Format, render
from toolkit.reports.documents.review_report import review_report
from toolkit.reports.documents.session_pack import session_pack
from toolkit.reports.documents.session_recap import session_recap

AT = datetime(2026, 5, 4, tzinfo=UTC)
DAY = date(2026, 5, 4)
LONG = "x" * 40_000
ALL_IN_ONE = -1
"""The start by which every sentence holds all strings at once, but for the longest."""
_JOINED = " ".join(one for one in HOSTILE if one != LONG)
VOCABULARY = {"", "cannot tell", *(one.value for one in Family)}


def hostile(value, start):
    """The value with every sentence replaced, each by a hostile string, equal ones by the same."""
    strings = itertools.cycle(HOSTILE[start:] + HOSTILE[:start])
    long = itertools.count()
    given = {}

    def edit(text: str) -> str:
        if text in VOCABULARY:
            return text
        if start == ALL_IN_ONE:
            return _JOINED
        if text not in given:
            found = next(strings)
            given[text] = "long" if found == LONG and next(long) > 0 else found
        return given[text]

    return with_words(value, edit)


@cache
def document(key: Key, start: int):
    by = author(summary=hostile(SUMMARY, start))
    if key is Key.SESSION:
        return session_pack(by, hostile(SESSION, start), dict(LENS.numbers))
    if key is Key.RECAP:
        return session_recap(by, hostile(RECAP, start))
    return relaunch_plan(by, hostile(PLAN, start)) if key is Key.PLAN else review_report(by)


@cache
def made(key: Key, format_: Format, start: int) -> bytes:
    return render(document(key, start), format_, AT)
