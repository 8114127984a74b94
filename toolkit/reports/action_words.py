"""Titles of actions in few words, for page one."""

from __future__ import annotations

from toolkit.language.catalogue import Words
from toolkit.model.findings import Action
from toolkit.model.vocabulary import Route

_ROUTE = {
    Route.FIX: "Fix",
    Route.BUILD: "Build",
    Route.REDESIGN: "Shorten",
    Route.CLEANSE: "Clean",
    Route.TRAIN: "Train",
    Route.EXPLAIN: "Explain",
    Route.CHANGE_PROCESS: "Settle",
    Route.SHOW_BENEFIT: "Show gain",
    Route.REASSURE: "Reassure",
    Route.SPONSOR_ACTS: "Lead",
    Route.FIND_OUT: "Find out",
}


_HEAD = {
    Route.FIX: "Fix the fault in ",
    Route.BUILD: "Decide whether to build what is missing in ",
    Route.REDESIGN: "Shorten the step in ",
    Route.CLEANSE: "Clean the data of ",
    Route.TRAIN: "Show how it is done, on the real case in ",
    Route.EXPLAIN: "Say what is true about ",
    Route.CHANGE_PROCESS: "Settle the process behind ",
    Route.SHOW_BENEFIT: "Show what comes back for ",
    Route.REASSURE: "Put in writing who sees what in ",
    Route.SPONSOR_ACTS: "Lead by own use in ",
    Route.FIND_OUT: "Find out about ",
}
"""How titles of actions begin; on page one a single word says the same."""


def short_title(action: Action, say: Words) -> str:
    """The title, its general words given by one word and its quote left out: "Fix: …"."""
    word, head = say(_ROUTE[action.route]), _HEAD[action.route]
    if action.title.startswith(head):
        about = action.title.removeprefix(head).partition(": “")[0]
        return f"{word}: {about.removeprefix('“').removesuffix('”')}"
    lead, colon, rest = action.title.partition(": ")
    if colon and len(lead.split()) > 1:
        return f"{word}: {say.drafted(rest)}"
    return say.drafted(action.title)
