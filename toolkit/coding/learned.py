"""The learned coder: fitted on hand-written exemplars of many industries, shipped as files."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from toolkit.coding.expected import Favour, with_expectation
from toolkit.coding.features import Seen, Views, around, features
from toolkit.coding.heads import Head, Shares, read_heads
from toolkit.coding.network import LABELS
from toolkit.errors import ToolkitError
from toolkit.model.findings import Coding, Statement
from toolkit.model.intake import Person
from toolkit.model.vocabulary import CAUSES, Cause, Kind

CODER = "learned"
MODEL_FILE = "coder.npz"
_SECOND_LEAST = 0.2
"""A second cause is named from this probability on."""
OPEN_COST = 0.85
"""What it costs to leave a cause open, where a wrong one costs 1: nearly as much, since a wrong
suggestion is corrected as quickly as a missing one is given, and an open one tells the theme
nothing. A cause is named from the confidence of 1 - OPEN_COST on (Chow, 1970)."""
_CAUSE_LEAST = round(1.0 - OPEN_COST, 4)


NUISANCE, GRAVE = 1.4, 2.1
"""The exemplars were judged more mildly than whole cases are: their mean severity is 2.0, that of
nine cases 2.2 to 2.4, where a third of all concerns stop the work. Chosen on four invented cases
(weighted kappa 0.15 to 0.28), confirmed on five others (0.21 to 0.27)."""


@cache
def shipped_heads() -> Mapping[str, Head]:
    """The three heads ("kind", "cause", "severity") that come with the toolkit.

    Raises ToolkitError if the file is not there.
    """
    source = files("toolkit.coding").joinpath("data", MODEL_FILE)
    if not source.is_file():
        raise ToolkitError(
            "the learned coder's file is missing.",
            where=MODEL_FILE,
            what_to_do="Install the toolkit again, or run benchmarks/train_coder.py.",
        )
    return read_heads(source.read_bytes())


def suggest_codings(
    statements: Sequence[Statement],
    people: Mapping[str, Person],
    views: Views | None,
    favour: Favour = MappingProxyType({}),
) -> dict[str, Coding]:
    """Statement id -> the learned coder's suggestion, for every statement.

    `views` has a row for each statement, in their order; None where there is no encoder with the
    vectors that the coder was fitted on: then it codes from TF-IDF alone. `favour` is how
    respondents rated beside their words.
    """
    if not statements:
        return {}
    found = _shares(statements, people, views, LABELS)
    kinds = [Kind(label) for label in shipped_heads()["kind"].labels]
    codings = {}
    for row, one in enumerate(statements):
        by_words = dict(zip(kinds, map(float, found["kind"][row]), strict=True))
        by_kind = with_expectation(by_words, one.source, one.text, favour)
        codings[one.statement_id] = _coding(
            one, by_kind, found["cause"][row], found["severity"][row]
        )
    return codings


def doubtful(statements: Sequence[Statement], views: Views, most: int) -> list[int]:
    """Which rows the second network should read: all, or the `most` whose cause is least sure.

    Empty answers are left out. Equals keep their order.
    """
    rows = [row for row, one in enumerate(statements) if not one.empty]
    if len(rows) <= most:
        return rows
    sure = _shares(statements, {}, views, ["cause"])["cause"].max(axis=1)
    return sorted(sorted(rows, key=lambda row: (round(float(sure[row]), 4), row))[:most])


def _shares(
    statements: Sequence[Statement],
    people: Mapping[str, Person],
    views: Views | None,
    labels: Iterable[str],
) -> dict[str, Shares]:
    """Label -> (n, labels) probabilities."""
    heads = shipped_heads()
    texts = [statement.text for statement in statements]
    if views is None:
        return {label: heads[label].probabilities(texts, None) for label in labels}
    beside_words = around([_seen(one, people) for one in statements], views)
    sentence, pair = (features(rows, beside_words) for rows in (views.words, views.pairs))
    paired = np.asarray(views.pairs.any(axis=1))
    return {label: heads[label].probabilities(texts, sentence, pair, paired) for label in labels}


def beside(statements: Sequence[Statement]) -> list[str]:
    """For each statement what its speaker says right before and after it in the same source."""
    by_source: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(statements):
        by_source[one.source.source_id].append(place)
    found = [""] * len(statements)
    for places in by_source.values():
        places.sort(key=lambda place: statements[place].start)
        for n, place in enumerate(places):
            near = [*places[max(n - 1, 0) : n], *places[n + 1 : n + 2]]
            found[place] = " ".join(statements[one].text for one in near)
    return found


def _seen(statement: Statement, people: Mapping[str, Person]) -> Seen:
    person = people.get(statement.source.person_id)
    return Seen(
        text=statement.text,
        meaning=statement.source.meaning,
        channel=statement.source.channel,
        level=person.level if person and person.in_org else None,
    )


def _coding(
    statement: Statement,
    by_kind: Mapping[Kind, float],
    causes: NDArray[np.float64],
    severities: NDArray[np.float64],
) -> Coding:
    if statement.empty:
        return Coding(
            statement_id=statement.statement_id,
            coder=CODER,
            kind=Kind.OTHER,
            cause=None,
            kind_confidence=1.0,
            kinds={Kind.OTHER: 1.0},
            reasons=("the answer says nothing",),
        )
    heads = shipped_heads()
    by_cause = {
        Cause(label): float(p) for label, p in zip(heads["cause"].labels, causes, strict=True)
    }
    kind = max(by_kind, key=lambda one: by_kind[one])
    cause, sure = cause_for(kind, by_cause)
    severity = expected_severity(heads["severity"].labels, severities)
    return Coding(
        statement_id=statement.statement_id,
        coder=CODER,
        kind=kind,
        cause=cause,
        kind_confidence=by_kind[kind],
        cause_confidence=sure,
        kinds=by_kind,
        causes={one: by_cause.get(one, 0.0) for one in CAUSES},
        severity=severity if kind is Kind.CONCERN else None,
        reasons=(_reason(by_kind, by_cause),),
    )


def cause_for(
    kind: Kind, by_cause: Mapping[Cause, float], ticket_odds: Mapping[Cause, float] | None = None
) -> tuple[Cause | None, float]:
    """The cause and its probability: none for praise and other, unclear where all are unlikely.

    `ticket_odds` are log-odds to be added first; see `Coding.ticket_odds`.
    """
    if kind in (Kind.PRAISE, Kind.OTHER):
        return None, 0.0
    if ticket_odds:
        by_cause = _raised(by_cause, ticket_odds)
    best = max(by_cause, key=lambda one: by_cause[one])
    return (best if by_cause[best] >= _CAUSE_LEAST else Cause.UNCLEAR), by_cause[best]


def _raised(by_cause: Mapping[Cause, float], odds: Mapping[Cause, float]) -> dict[Cause, float]:
    raised = {one: share * math.exp(odds.get(one, 0.0)) for one, share in by_cause.items()}
    whole = sum(raised.values())
    return {one: round(share / whole, 6) for one, share in raised.items()}


def second_cause(coding: Coding) -> Cause | None:
    """The runner-up where it is likely enough to be shown, else None."""
    rest = {one: p for one, p in coding.causes.items() if one is not coding.cause}
    if coding.cause is None or not rest:
        return None
    best = max(rest, key=lambda one: rest[one])
    return best if rest[best] >= _SECOND_LEAST else None


def expected_severity(labels: Sequence[str], probabilities: NDArray[np.float64]) -> int:
    """The severity, 1 to 3, by the mean of its distribution: 1 below NUISANCE, 3 from GRAVE on."""
    mean = sum(int(label) * float(p) for label, p in zip(labels, probabilities, strict=True))
    if mean < NUISANCE:
        return 1
    return 3 if mean >= GRAVE else 2


def _reason(kinds: Mapping[Kind, float], causes: Mapping[Cause, float]) -> str:
    def best(shares: Mapping[Kind, float] | Mapping[Cause, float], n: int) -> str:
        ranked = sorted(shares.items(), key=lambda pair: (-pair[1], str(pair[0])))[:n]
        return ", ".join(f"{label} {share:.0%}" for label, share in ranked)

    return f"words look like {best(kinds, 2)}; cause {best(causes, 3)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedCoder:
    """The learned coder with what it sees; see `suggest_codings`."""

    people: Mapping[str, Person] = field(default_factory=dict)
    views: Views | None = None
    favour: Favour = field(default_factory=dict)
    name: str = CODER

    def code(self, statements: Sequence[Statement]) -> dict[str, Coding]:
        """A suggestion for every statement: this coder never abstains from a kind."""
        return suggest_codings(statements, self.people, self.views, self.favour)
