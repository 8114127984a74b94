"""How each ticket ended: what its resolution says, and what tickets on one problem say together."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.facts.linked import Links, find_ids, find_links, without_ids
from toolkit.facts.mentions import OwnIds, without_mentions
from toolkit.facts.resolutions import (
    OUTCOMES,
    Encode,
    Outcome,
    OutcomeModel,
    Resolution,
    shipped_model,
)
from toolkit.facts.ticket_pools import (
    CONFIRMED,
    FIXED,
    LEAST_TELLING,
    TELLING,
    agreeing,
    faults_known,
    read_together,
    recurs,
    telling_of,
)

LEAST_SURE_WORDS = 0.68
LEAST_SURE_VECTORS = 0.6
"""Below this the outcome is not told (`other`, confidence 0); chosen so that, each industry left
out in turn, at least nine in ten of those told are right (benchmarks)."""
LONGEST_CODE = 5
"""A resolution code of more words than this is a text in the wrong column."""
LEAST_WORDS = 3
"""Beside an id, fewer words than this say nothing of how it ended."""
PROBABILITY = "p:"
ANSWERS_PART = "\n\n"
"""Between the answers of one ticket, as the tickets' reader joins them."""
EARLIER = 0.5
"""An earlier answer counts so much of the next one: what is found out later is known better."""
REPEATS = 0.5
"""Read as a duplicate with this probability, a ticket that cites another repeats it."""
OWN_WORDS = 0.5
"""How much of a duplicate's own words counts beside its original, where they tell for certain."""
AS_KIND = 0.5
"""The kind alone, read as a wish with this probability, was filed as one."""
FILED_AS_WISH = 1.5
"""Log-weight for a wish where the kind of ticket ("New Feature") says that it was filed as one."""
UNCLOSED = 0.4
"""What was shown, put right or granted is closed: on a ticket that is not, such a reading counts
so much less."""
CONTESTED = 0.5
"""Read as not over with this probability, a last answer takes back what ended the ticket."""
_OPEN = OUTCOMES.index(Outcome.OPEN)
_ENDED = (
    *(Outcome.SHOWN_HOW, Outcome.DATA_CORRECTED, Outcome.ACCESS, Outcome.FIXED),
    *(Outcome.WORKS_AS_DESIGNED, Outcome.SENT_TO_COURSE, Outcome.OTHER),
)
_ENDS = np.array([kind in _ENDED for kind in OUTCOMES])
_DONE = (Outcome.SHOWN_HOW, Outcome.DATA_CORRECTED, Outcome.ACCESS)
_WORDS = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_BLANK = frozenset({"", "nan", "nat", "none"})


def find_ticket_outcomes(tickets: pd.DataFrame, encode: Encode | None = None) -> pd.DataFrame:
    """The extract's table with what came of each ticket, in the order of file and row.

    Added columns: outcome (an Outcome), outcome_confidence (0-1; 0 where it is not told), a column
    `p:OUTCOME` with the probability of each, problem ("" or the id that several tickets cite),
    problem_tickets (how many cite it). A duplicate of a ticket of the file has that ticket's
    probabilities, mixed with what its own words tell, and keeps the outcome `duplicate`.
    """
    table = _ordered(tickets)
    if table.empty:
        extra = ["outcome", "outcome_confidence", "problem", "problem_tickets"]
        extra += [PROBABILITY + kind.value for kind in OUTCOMES]
        return table.reindex(columns=[*table.columns, *extra])
    model = shipped_model(encode)
    bare, cites = _bare(table)
    own = _by_kind(bare, _read(bare, model), model)
    links = find_links(table, _repeats(bare, own, model, cites))
    own = _by_state(bare, _where_silent(bare, own, cites))
    links = replace(links, problems=agreeing(own, links.problems))
    not_fixed = (own[:, FIXED] <= 0) | recurs(table, links.problems.values())
    found = faults_known(read_together(own, links.problems), not_fixed)
    found = _with_originals(found, own, links)
    least = LEAST_SURE_WORDS if encode is None else LEAST_SURE_VECTORS
    return _described(table, found, links, least)


def _ordered(tickets: pd.DataFrame) -> pd.DataFrame:
    row = pd.to_numeric(tickets["row"], errors="coerce").fillna(0)
    keys = pd.DataFrame(
        {"file": tickets["file"].astype(str), "row": row, "id": tickets["ticket_id"]}
    )
    order = keys.sort_values(["file", "row", "id"], kind="stable").index
    return tickets.loc[order].reset_index(drop=True)


def _text(value: object) -> str:
    text = str(value).strip()
    return "" if text.casefold() in _BLANK else text


def _column(table: pd.DataFrame, name: str) -> list[str]:
    return [_text(value) for value in table[name]]


def _bare(table: pd.DataFrame) -> tuple[pd.DataFrame, NDArray[np.bool_]]:
    """The table without the ids of its own tickets in the resolutions, and which named any id."""
    ids = OwnIds(str(one) for one in table["ticket_id"])
    said = _column(table, "resolution")
    found = [ids.find(one) for one in said]
    bare = [without_mentions(one, named) for one, named in zip(said, found, strict=True)]
    cites = [bool(named or find_ids(one)) for one, named in zip(said, found, strict=True)]
    return table.assign(resolution=bare), np.array(cites)


def _read(table: pd.DataFrame, model: OutcomeModel) -> NDArray[np.float64]:
    """(tickets, outcomes): of several answers the most telling counts most, and later ones more."""
    answers = [_answers(row) for row in table.itertuples()]
    found = model.probabilities([one for told in answers for one in told])
    ends = np.cumsum([len(told) for told in answers])
    return np.array([_together(part) for part in np.split(found, ends[:-1])])


def _by_kind(
    table: pd.DataFrame, found: NDArray[np.float64], model: OutcomeModel
) -> NDArray[np.float64]:
    """What was filed as a new feature or an improvement is likelier a wish: see FILED_AS_WISH."""
    place = OUTCOMES.index(Outcome.CHANGE_REQUEST)
    kinds = [Resolution(text="", category=kind) for kind in _column(table, "kind")]
    wished = (model.probabilities(kinds)[:, place] >= AS_KIND) & _filled(table, "kind")
    odds = np.ones_like(found)
    odds[wished, place] = np.exp(FILED_AS_WISH)
    raised = found * odds
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def _filled(table: pd.DataFrame, name: str) -> NDArray[np.bool_]:
    return np.array([bool(one) for one in _column(table, name)])


def _answers(row: object) -> list[Resolution]:
    def cell(name: str) -> str:
        return _text(getattr(row, name))

    code = cell("resolution_code")
    said = said_of_end(cell("resolution"), code).split(ANSWERS_PART)
    texts = [text for one in said if (text := without_ids(one))] or [""]
    return [
        Resolution(
            text=text,
            code=(without_ids(code) if _is_code(code) else "") or cell("status"),
            category=f"{cell('category')} {cell('kind')}".strip(),
        )
        for text in texts
    ]


def _together(answers: NDArray[np.float64]) -> NDArray[np.float64]:
    telling = telling_of(answers)
    if len(answers) == 1:
        return np.asarray(answers[0])
    weights = telling * EARLIER ** np.arange(len(answers) - 1, -1, -1)
    if telling.sum() < LEAST_TELLING:
        weights = np.eye(len(answers))[-1]
    return _contested(np.asarray(weights @ answers / weights.sum()), float(answers[-1, _OPEN]))


def _contested(found: NDArray[np.float64], still_open: float) -> NDArray[np.float64]:
    """What the last word says is not over was not ended by being shown, put right or explained."""
    if still_open < CONTESTED:
        return found
    left = np.where(_ENDS, still_open * found, 0.0)
    contested = found - left
    contested[_OPEN] += left.sum()
    return contested


def _repeats(
    table: pd.DataFrame, own: NDArray[np.float64], model: OutcomeModel, cites: NDArray[np.bool_]
) -> list[bool]:
    """Whether each ticket only repeats another: its code or its words say so, or it only cites."""
    place = OUTCOMES.index(Outcome.DUPLICATE)
    codes, states = _column(table, "resolution_code"), _column(table, "status")
    picked = [code if _is_code(code) else state for code, state in zip(codes, states, strict=True)]
    coded = model.probabilities([Resolution(text="", code=code) for code in picked])[:, place]
    texts = [without_ids(one) for one in _column(table, "resolution")]
    worded = model.probabilities([Resolution(text=one) for one in texts])[:, place]
    return [
        (bool(named) and len(_WORDS.findall(text)) < LEAST_WORDS)
        or max(full, by_words * bool(text), by_code * bool(code)) >= REPEATS
        for named, text, code, full, by_words, by_code in zip(
            cites, texts, picked, own[:, place], worded, coded, strict=True
        )
    ]


def said_of_end(resolution: str, code: str) -> str:
    """The words on how a ticket ended, also where they stand in the column of codes."""
    return resolution if not code or _is_code(code) else f"{resolution} {code}".strip()


def _is_code(text: str) -> bool:
    """Whether a text is short enough for a code, and more than ids of other tickets."""
    return len(text.split()) <= LONGEST_CODE and bool(_LETTERS.search(without_ids(text)))


def _where_silent(
    table: pd.DataFrame, found: NDArray[np.float64], cites: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """A resolution that is hardly more than an id says nothing, unless a code does."""
    codes, texts = _column(table, "resolution_code"), _column(table, "resolution")
    said = [said_of_end(text, code) for text, code in zip(texts, codes, strict=True)]
    short = np.array([len(_WORDS.findall(without_ids(one))) < LEAST_WORDS for one in said])
    coded = np.array([_is_code(code) for code in codes])
    tags = zip(_column(table, "category"), said, strict=True)
    named = cites | np.array([bool(find_ids(f"{tag} {one}")) for tag, one in tags])
    silent = short & ~coded & (named | np.array([not one for one in said]))
    return np.where(silent[:, None], 1 / len(OUTCOMES), found)


def _by_state(table: pd.DataFrame, found: NDArray[np.float64]) -> NDArray[np.float64]:
    """What is not closed is not fixed yet, and hardly shown or put right; or open.

    Only in files that tell closing dates.
    """
    closed = np.array([value != "" for value in _column(table, "closed_on")])
    if not closed.any():
        return found
    found = faults_known(found, ~closed)
    for done in _DONE:
        found[~closed, OUTCOMES.index(done)] *= UNCLOSED
    found /= found.sum(axis=1, keepdims=True)
    ends = zip(_column(table, "resolution"), _column(table, "resolution_code"), strict=True)
    said = np.array([bool(text or code) for text, code in ends])
    found[~closed & ~said] = np.eye(len(OUTCOMES))[OUTCOMES.index(Outcome.OPEN)]
    return found


def _with_originals(
    found: NDArray[np.float64], own: NDArray[np.float64], links: Links
) -> NDArray[np.float64]:
    """Duplicates say what their originals say, and beside it what they were told themselves.

    A ticket that was closed wrongly says what the one that corrects it says.
    """
    found = found.copy()
    for wrong, later in links.corrections.items():
        found[wrong] = found[later]
    mended = found.copy()
    says = telling_of(own)
    for copy, original in links.originals.items():
        if copy in links.corrections:
            continue
        mended[copy] = found[original]
        if says[copy] >= LEAST_TELLING:
            alone = own[copy] * TELLING
            share = OWN_WORDS * says[copy]
            mended[copy] = (1 - share) * found[original] + share * alone / alone.sum()
    return mended


def _best(found: NDArray[np.float64]) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """The likeliest outcome and how sure it is; a fault's are weighed together, then told apart."""
    as_one = faults_known(found, np.ones(len(found), dtype=bool))
    best, sure = as_one.argmax(axis=1), as_one.max(axis=1)
    fixed = (best == CONFIRMED) & (found[:, FIXED] > found[:, CONFIRMED])
    return np.where(fixed, FIXED, best), sure


def _described(
    table: pd.DataFrame, found: NDArray[np.float64], links: Links, least: float
) -> pd.DataFrame:
    best, sure = _best(found)
    told = sure >= least
    outcome = [
        OUTCOMES[place].value if ok else "other" for place, ok in zip(best, told, strict=True)
    ]
    for copy in links.originals.keys() - links.corrections.keys():
        outcome[copy] = Outcome.DUPLICATE.value
    problem = np.full(len(table), "", dtype=object)
    size = np.zeros(len(table), dtype=int)
    for name, members in links.problems.items():
        problem[members], size[members] = name, len(members)
    columns = {PROBABILITY + kind.value: found[:, place] for place, kind in enumerate(OUTCOMES)}
    return table.assign(
        outcome=pd.Series(outcome, index=table.index, dtype=object),
        outcome_confidence=np.where(told, sure, 0.0),
        problem=problem,
        problem_tickets=size,
        **columns,
    )
