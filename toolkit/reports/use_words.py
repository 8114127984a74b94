"""How far from plan, in words: the first part of page one."""

from __future__ import annotations

from toolkit.language.catalogue import Words
from toolkit.reports.counting import whole
from toolkit.reports.summary_types import AdoptionNow, PageOne
from toolkit.reports.word_parts import Run, Sentence, percent

_UNMATCHED = "Use cannot be told: {n} accounts of the usage file match nobody of the list for sure."


def said_of_use(found: PageOne, say: Words) -> Sentence:
    """How many use it against the plan, or why that is not told."""
    now = found.adoption
    if found.unmatched:
        return (Run(text=say(_UNMATCHED, n=found.unmatched)),)
    if found.use_withheld:
        return (Run(text=say("Use is withheld: it would tell of a smaller group.")),)
    if now is None:
        return (Run(text=say("Use cannot be told: it is not recorded in the files.")),)
    active = whole(now.active)
    share = f" ({percent(active / now.in_scope)})" if now.in_scope else ""
    said = say(_use(now), n=active, m=now.in_scope) + share
    start = Run(text=said, anchor="n-adoption")
    if now.planned is None or now.plan_by is None:
        return (start, Run(text=say(". No plan given: actual only.")))
    planned = say("planned {n} by {day}", n=now.planned, day=say.day(now.plan_by))
    met = "." if active < now.planned else say(": met.")
    return (start, Run(text="; "), Run(text=planned, anchor="n-adoption"), Run(text=met))


def _use(now: AdoptionNow) -> str:
    if now.by_month:
        return "{n} of {m} people use it monthly"
    if now.active == whole(now.active):
        return "{n} of {m} people use it weekly"
    return "About {n} of {m} use it weekly"
