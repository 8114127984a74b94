"""Which tickets speak of the same matter as a statement: by meaning, person, team and time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.special import expit

SLOPE = 28.0
OFFSET = -5.2
"""Log-odds of 'the same matter' from the score: a logistic curve fitted on own examples of three
companies (benchmarks/topic_matching.py), moved to a prior of one pair in thirty: there are about
fifteen matters, and half of what people speak of never reaches a service desk."""
STATEMENT_NEIGHBOURS, TICKET_NEIGHBOURS = 3, 2
NEIGHBOUR_SHARE = 0.5
"""A statement is also as near to a ticket as the statements and tickets nearest to both are, half
as much: average precision 0.82 -> 0.88 on the own examples."""
SAME_PERSON = 2.65
"""Who opened a ticket and complains speaks of the same matter in perhaps one case of three instead
of one in thirty: the difference of the two log-odds."""
SAME_TEAM = 0.5
"""Same department and location: trouble runs in teams."""
NEAR_IN_TIME = 0.5
NEAR_DAYS = 45
"""A person's own ticket of the last weeks is rather what is on his or her mind than an old one."""
FLOOR = 0.4
"""Matches less likely than this are none."""
MOST_TICKETS = 8
MUTUAL_SHARE, MUTUAL_LEAST = 0.12, 8
"""A match is mutual: the ticket is among the statement's MOST_TICKETS nearest, and the statement
among the ticket's nearest eighth (as large a share as the largest themes have)."""
LEAST_OF_KIND = 8
"""Of fewer statements or tickets the mean is rather what they are about than how they sound."""
_CHUNK = 2000


class Nearness(StrEnum):
    """Who opened a ticket, as seen from the speaker."""

    OWN = "own"
    TEAM = "team"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Who said or reported something, from which team, and when."""

    person_id: str = ""
    team: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicMatch:
    """A ticket on the matter of a statement; `likely` is a probability in [0, 1]."""

    ticket: int
    """Place in the table of tickets."""
    likely: float
    nearness: Nearness
    """Who opened it: the speaker, somebody of the same team, or anybody else."""


def match_topics(
    statement_vectors: NDArray[np.floating],
    ticket_vectors: NDArray[np.floating],
    said: Sequence[Origin],
    reported: Sequence[Origin],
    problems: Sequence[str] = (),
) -> list[tuple[TopicMatch, ...]]:
    """For each statement its tickets, likeliest first.

    Vectors have shape (n, d) and (m, d) with unit rows, zero rows for blank texts, in the order of
    `said` (n) and `reported` (m). `problems` (m) names the problem record of each ticket, if any:
    tickets on one problem are as near as they are together.
    """
    if not len(said) or not len(reported):
        return [() for _ in said]
    score = topic_scores(statement_vectors, ticket_vectors)
    score = _together(score, problems)
    odds = SLOPE * score + OFFSET
    odds += _affinity(said, reported)
    mutual = _mutual(odds)
    likely = np.where(mutual, expit(odds), 0.0)
    return [_matches(row, one, reported) for row, one in zip(likely, said, strict=True)]


def topic_scores(
    statements: NDArray[np.floating], tickets: NDArray[np.floating]
) -> NDArray[np.float64]:
    """(n, m) nearness in meaning: cosine without what all texts share, smoothed by neighbours.

    Taking the mean out, of statements and of tickets each, removes the tool's and the trade's
    common words and how one writes to a service desk: average precision 0.88 -> 0.89, matches
    found 0.61 -> 0.69 on the own examples. -1 for blank texts.
    """
    first, second, blank = _centred(statements, tickets)
    cosine = first @ second.T
    by_statement = _neighbours(first, STATEMENT_NEIGHBOURS) @ cosine
    by_ticket = (_neighbours(second, TICKET_NEIGHBOURS) @ cosine.T).T
    score = (cosine + NEIGHBOUR_SHARE * (by_statement + by_ticket)) / (1 + 2 * NEIGHBOUR_SHARE)
    return np.where(blank, -1.0, score)


def _centred(
    statements: NDArray[np.floating], tickets: NDArray[np.floating]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
    """Unit rows of both less what their kind of text shares, and which pairs have a blank text."""
    filled = [np.abs(rows).sum(axis=1) > 0 for rows in (statements, tickets)]
    together = np.vstack([statements[filled[0]], tickets[filled[1]]]).astype(np.float64)
    moved = []
    for rows, there in zip((statements, tickets), filled, strict=True):
        own = rows[there].astype(np.float64)
        common = own if len(own) >= LEAST_OF_KIND else together
        centre = common.mean(axis=0) if len(common) else 0.0
        less = np.where(there[:, None], rows - centre, 0.0)
        norms = np.linalg.norm(less, axis=1, keepdims=True)
        moved.append(np.divide(less, norms, out=np.zeros_like(less), where=norms > 1e-9))
    return moved[0], moved[1], ~(filled[0][:, None] & filled[1][None])


def _neighbours(unit: NDArray[np.float64], k: int) -> csr_array:
    """(n, n) weights of each row's k nearest other rows; a row's weights add up to 1."""
    n = len(unit)
    k = min(k, n - 1)
    if k <= 0:
        return csr_array((n, n))
    places, weights = np.zeros((n, k), dtype=np.intp), np.zeros((n, k))
    for start in range(0, n, _CHUNK):
        cosine = unit[start : start + _CHUNK] @ unit.T
        rows = np.arange(len(cosine))
        cosine[rows, start + rows] = -2.0
        best = np.argsort(-cosine, axis=1, kind="stable")[:, :k]
        places[start : start + _CHUNK] = best
        weights[start : start + _CHUNK] = np.clip(cosine[rows[:, None], best], 0.0, None)
    total = weights.sum(axis=1, keepdims=True)
    weights = np.divide(weights, total, out=np.zeros_like(weights), where=total > 0)
    starts = np.arange(0, n * k + 1, k)
    return csr_array((weights.ravel(), places.ravel(), starts), shape=(n, n))


def _together(score: NDArray[np.float64], problems: Sequence[str]) -> NDArray[np.float64]:
    joined = score.copy()
    members: dict[str, list[int]] = {}
    for place, problem in enumerate(problems):
        if problem:
            members.setdefault(problem, []).append(place)
    for places in members.values():
        joined[:, places] = (score[:, places] + score[:, places].mean(axis=1, keepdims=True)) / 2
    return joined


def _affinity(said: Sequence[Origin], reported: Sequence[Origin]) -> NDArray[np.float64]:
    """(n, m) log-odds for the same person, the same team, and nearness in time."""
    person = _same([one.person_id for one in said], [one.person_id for one in reported])
    team = _same([one.team for one in said], [one.team for one in reported]) & ~person
    near = np.abs(_days(said)[:, None] - _days(reported)[None, :]) <= NEAR_DAYS
    found = SAME_PERSON * person + SAME_TEAM * team + NEAR_IN_TIME * (near & person)
    return np.asarray(found, dtype=np.float64)


def _same(first: Sequence[str], second: Sequence[str]) -> NDArray[np.bool_]:
    a, b = np.array(first, dtype=object), np.array(second, dtype=object)
    return np.asarray((a[:, None] == b[None, :]) & (a != "")[:, None])


def _days(origins: Sequence[Origin]) -> NDArray[np.float64]:
    return np.array([float(one.on.toordinal()) if one.on else np.nan for one in origins])


def _mutual(odds: NDArray[np.float64]) -> NDArray[np.bool_]:
    n, m = odds.shape
    tickets = np.argsort(-odds, axis=1, kind="stable")[:, :MOST_TICKETS]
    most = min(n, max(MUTUAL_LEAST, int(np.ceil(MUTUAL_SHARE * n))))
    statements = np.argsort(-odds, axis=0, kind="stable")[:most]
    forth, back = np.zeros((n, m), dtype=bool), np.zeros((n, m), dtype=bool)
    forth[np.arange(n)[:, None], tickets] = True
    back[statements, np.arange(m)[None, :]] = True
    return forth & back


def _matches(
    likely: NDArray[np.float64], said: Origin, reported: Sequence[Origin]
) -> tuple[TopicMatch, ...]:
    places = [int(place) for place in np.flatnonzero(likely >= FLOOR)]
    places.sort(key=lambda place: (-likely[place], place))
    return tuple(
        TopicMatch(
            ticket=place,
            likely=float(likely[place]),
            nearness=_nearness(said, reported[place]),
        )
        for place in places
    )


def _nearness(said: Origin, reported: Origin) -> Nearness:
    if said.person_id and said.person_id == reported.person_id:
        return Nearness.OWN
    return Nearness.TEAM if said.team and said.team == reported.team else Nearness.OTHER


def teams(people: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Person id -> "department | location"; "" where one of them is not known."""
    return {
        key: f"{department} | {location}" if department and location else ""
        for key, (department, location) in people.items()
    }
