"""What the tickets on the same matter say of a statement's cause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.facts.resolutions import OUTCOMES, Outcome
from toolkit.facts.subjects import Finding, SignalInput, Subject, relevance
from toolkit.facts.ticket_outcomes import PROBABILITY
from toolkit.facts.topics import Nearness, Origin, TopicMatch, match_topics, teams
from toolkit.facts.weights import (
    AS_DESIGNED,
    FIXED_BEFORE,
    MANY_TICKETS,
    OWN_TICKET,
    SHARPNESS,
    TEAM_TICKET,
    TICKET,
)
from toolkit.model.findings import Signal
from toolkit.model.vocabulary import CAUSES, Cause, DecidedBy

GROUPS: Mapping[str, tuple[tuple[Outcome, ...], str]] = {
    "tickets_confirmed_defect": (
        (Outcome.CONFIRMED_DEFECT, Outcome.FIXED),
        "confirmed as a fault of the tool or fixed as one",
    ),
    "tickets_works_as_designed": (
        (Outcome.WORKS_AS_DESIGNED,),
        "closed with 'works as designed or as decided'",
    ),
    "tickets_shown_how": ((Outcome.SHOWN_HOW,), "closed by showing how it is done"),
    "tickets_data_corrected": ((Outcome.DATA_CORRECTED,), "closed by correcting data"),
    "tickets_change_request": (
        (Outcome.CHANGE_REQUEST,),
        "taken as a wish: the tool cannot do it today",
    ),
    "tickets_not_told": (
        (Outcome.NOT_TOLD,),
        "answered with 'not decided or not announced yet'",
    ),
    "tickets_access": ((Outcome.ACCESS,), "closed by giving a right or a password"),
}
"""Name of the signal -> outcomes, and the words for them."""
_TICKET_CAUSES = frozenset(cause for weights in TICKET.values() for cause in weights)
_LEAST_RELEVANT = 0.3
"""A ticket on the same matter counts at least so much, whatever the coder made of the words."""
_BROKEN = (Cause.DEFECT, Cause.DATA, Cause.MISSING, Cause.TRAINING, Cause.COMMUNICATION)
_TOIL = (Cause.FRICTION, Cause.WAY_OF_WORKING, Cause.VALUE)
_LEAST_MASS = 0.15
_TINY = 1e-12
_COUNTS = {Nearness.OWN: OWN_TICKET, Nearness.TEAM: TEAM_TICKET, Nearness.OTHER: 1.0}
_LEAST_TOLD = 0.4
_TELLING = np.array([kind in TICKET for kind in OUTCOMES])


def ticket_signals(given: SignalInput, subjects: Sequence[Subject]) -> list[Signal]:
    """Signals of the tickets that speak of the same matter as a statement.

    Each ticket counts with the probability that it is on the matter times the probability of each
    outcome; the speaker's own tickets count OWN_TICKET times. Which of the tickets tells this
    statement's cause is not known, so the likelihoods of the outcomes are mixed by these masses:
    tickets of two kinds say that it is one of the two causes, and leave it to other facts which.
    Rows are those of the tickets.
    """
    tickets = given.facts.tickets
    if tickets.empty or not subjects:
        return []
    matches = find_matches(given, subjects)
    signals: list[Signal] = []
    for subject, found in zip(subjects, matches, strict=True):
        strength = ticket_strength(subject.coding.causes)
        for finding in _findings(tickets, found, subject) if found else ():
            signals += finding.signals(subject.statement.statement_id, strength)
    return signals


def ticket_strength(words: Mapping[Cause, float]) -> float:
    """0-1: how much a ticket on the matter counts where the words tell these causes."""
    return _LEAST_RELEVANT + (1 - _LEAST_RELEVANT) * relevance(words, _TICKET_CAUSES)


def find_matches(given: SignalInput, subjects: Sequence[Subject]) -> list[tuple[TopicMatch, ...]]:
    """The tickets on the matter of each subject."""
    team = teams({key: (one.department, one.location) for key, one in given.people.items()})
    tickets = given.facts.tickets
    said = [
        Origin(
            person_id=one.person_id,
            team=team.get(one.person_id, ""),
            on=one.statement.source.said_on,
        )
        for one in subjects
    ]
    reported = [
        Origin(person_id=str(who), team=team.get(str(who), ""), on=_day(opened))
        for who, opened in zip(tickets["person_id"], tickets["opened_on"], strict=True)
    ]
    vectors = given.statement_vectors[[one.place for one in subjects]]
    problems = [str(one) for one in tickets["problem"]]
    return match_topics(vectors, given.ticket_vectors, said, reported, problems)


def _findings(
    tickets: pd.DataFrame, found: Sequence[TopicMatch], subject: Subject
) -> list[Finding]:
    fixes = [_fix(tickets["closed_on"].iloc[one.ticket], subject) for one in found]
    as_told = _likely(tickets, found)
    ended = [_ended(row) for row in as_told]
    likely = _dated(as_told, fixes)
    counts = np.array([one.likely * _COUNTS[one.nearness] for one in found])
    mass = counts @ likely
    total = float(mass[_TELLING].sum())
    if total < _LEAST_MASS:
        return []
    said = _mixed(mass / total, subject) * min(MANY_TICKETS, total**0.5)
    findings = []
    for name, (outcomes, words) in GROUPS.items():
        behind = [one for one, end in zip(found, ended, strict=True) if end in outcomes]
        if behind:
            places = [OUTCOMES.index(one) for one in outcomes]
            found_weights = dict(zip(CAUSES, said[places].sum(axis=0).tolist(), strict=True))
            finding = _finding(name, found_weights, tickets, behind, words)
            gone = _fixed_before(ended, fixes) if Outcome.FIXED in outcomes else 0
            more = f"; {gone} fixed before this was said" if gone else ""
            findings.append(replace(finding, sentence=finding.sentence + more))
    return findings


class _Fix(StrEnum):
    """When a ticket was closed, as seen from the words."""

    BEFORE = "before"
    AFTER = "after"
    UNKNOWN = ""


def _fix(closed_on: object, subject: Subject) -> _Fix:
    closed, said = _day(closed_on), subject.statement.source.said_on
    if closed is None or said is None:
        return _Fix.UNKNOWN
    return _Fix.BEFORE if closed < said else _Fix.AFTER


def _fixed_before(ended: Sequence[Outcome | None], fixes: Sequence[_Fix]) -> int:
    pairs = zip(ended, fixes, strict=True)
    return sum(end is Outcome.FIXED and fix is _Fix.BEFORE for end, fix in pairs)


def _dated(likely: NDArray[np.float64], fixes: Sequence[_Fix]) -> NDArray[np.float64]:
    """Outcomes at the time of the words: what was fixed later was a fault still; see FIXED_BEFORE.

    Rows of tickets fixed before add up to less than 1.
    """
    fixed, confirmed = OUTCOMES.index(Outcome.FIXED), OUTCOMES.index(Outcome.CONFIRMED_DEFECT)
    found = likely.copy()
    later = np.array([one is _Fix.AFTER for one in fixes], dtype=bool)
    sooner = np.array([one is _Fix.BEFORE for one in fixes], dtype=bool)
    found[later, confirmed] += found[later, fixed]
    found[later, fixed] = 0.0
    found[sooner, fixed] *= FIXED_BEFORE
    return found


def _likely(tickets: pd.DataFrame, found: Sequence[TopicMatch]) -> NDArray[np.float64]:
    """(matches, outcomes) probabilities of the matched tickets' outcomes."""
    columns = [PROBABILITY + kind.value for kind in OUTCOMES]
    rows = tickets[columns].iloc[[one.ticket for one in found]]
    return rows.to_numpy(dtype=np.float64).reshape(len(found), len(OUTCOMES))


def _ended(likely: NDArray[np.float64]) -> Outcome | None:
    """The likeliest outcome, None where none is likely enough to be told."""
    best = int(likely.argmax())
    return OUTCOMES[best] if likely[best] >= _LEAST_TOLD else None


def _mixed(shares: NDArray[np.float64], subject: Subject) -> NDArray[np.float64]:
    """(outcomes, causes) log-weights, from each outcome's share of what the tickets tell.

    One of the outcomes holds, by these shares: a cause's log-likelihood is
    log(sum share * exp(SHARPNESS * weight)) / SHARPNESS. It is booked on the outcomes that speak
    in its direction, by their shares and weights.
    """
    meant = {Outcome.WORKS_AS_DESIGNED: as_designed(subject.coding.causes)}
    weights = np.array(
        [
            [{**TICKET.get(kind, {}), **meant.get(kind, {})}.get(cause, 0.0) for cause in CAUSES]
            for kind in OUTCOMES
        ]
    )
    told = np.where(_TELLING, shares, 0.0)
    whole = np.log(told @ np.exp(SHARPNESS * weights)) / SHARPNESS
    speaking = told[:, None] * np.maximum(np.sign(whole) * weights, 0.0)
    found: NDArray[np.float64] = whole * speaking / np.maximum(speaking.sum(axis=0), _TINY)
    return found


def as_designed(causes: Mapping[Cause, float]) -> dict[Cause, float]:
    """What 'works as designed' speaks for, by what the words complain of: see AS_DESIGNED."""
    broken = sum(causes.get(one, 0.0) for one in _BROKEN) or 0.5
    toil = sum(causes.get(one, 0.0) for one in _TOIL) or 0.5
    share = broken / (broken + toil)
    return {
        Cause.COMMUNICATION: AS_DESIGNED * share,
        Cause.FRICTION: AS_DESIGNED * (1 - share),
        Cause.WAY_OF_WORKING: AS_DESIGNED * (1 - share) / 2,
    }


def _finding(
    name: str,
    weights: Mapping[Cause, float],
    tickets: pd.DataFrame,
    behind: Sequence[TopicMatch],
    words: str,
) -> Finding:
    places = sorted(one.ticket for one in behind)
    rows = tickets.iloc[places]
    problems = sorted({str(one) for one in rows["problem"]} - {""})
    return Finding(
        name=name,
        origin=DecidedBy.TICKETS,
        weights=weights,
        sentence=_sentence(
            len(places), any(one.nearness is Nearness.OWN for one in behind), problems, rows, words
        ),
        n=len(places),
        value=max(one.likely for one in behind),
        people=tuple(sorted({str(one) for one in rows["person_id"]} - {""})),
        rows=tuple(f"{file}:{row}" for file, row in zip(rows["file"], rows["row"], strict=True)),
    )


def _sentence(n: int, own: bool, problems: Sequence[str], rows: pd.DataFrame, words: str) -> str:
    text = f"{n} ticket{'' if n == 1 else 's'} on this matter {'was' if n == 1 else 'were'} {words}"
    if own:
        text += ", the speaker's own among them" if n > 1 else " (the speaker's own)"
    if problems:
        cited = int(rows["problem_tickets"].max())
        text += f"; {cited} tickets in all stand under one problem record"
    return text


def ticket_days(tickets: pd.DataFrame) -> list[tuple[date | None, str]]:
    """(opened on, "file:row") of each ticket, in the table's order; None where no day is told."""
    rows = zip(tickets["opened_on"], tickets["file"], tickets["row"], strict=True)
    return [(_day(opened), f"{file}:{row}") for opened, file, row in rows]


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return None if pd.isna(value) else value.date()
    return value if isinstance(value, date) else None
