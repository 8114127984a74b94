"""A speaker's errors beside those of others, and how common such facts are in the usage file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from toolkit.facts import weights
from toolkit.facts.naming import common_words, distinctive_words, named_in
from toolkit.facts.panel import AT_PART
from toolkit.facts.person_facts import (
    ERROR_RATIO,
    ERROR_RATIO_ALL,
    ERRORS,
    PART,
    STOCK,
    STOCK_PEAK,
    STOCK_SLOPE,
)
from toolkit.facts.subjects import SignalInput, Subject, Table
from toolkit.model.intake import Person
from toolkit.model.vocabulary import UsageState

LEAST_PEOPLE = 5
"""Where fewer are known, nothing is said of how common a fact is."""


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What is looked up again and again."""

    table: Table
    states: Mapping[str, UsageState]
    people: Mapping[str, Person]
    errors: Mapping[str, tuple[str, ...]]
    """Error measure -> its distinctive words."""
    stocks: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, tuple[str, ...]]

    @property
    def error_measures(self) -> int:
        """How many kinds of error the file counts, parts not told apart."""
        return sum(AT_PART not in name for name in self.errors)

    @staticmethod
    def of(given: SignalInput) -> Scene:
        """The scene of an input."""
        table = Table.of(given.facts.people)
        said = (one.text for one in given.statements)
        common = common_words(said, given.facts.tool_names)
        prefixes = (ERRORS, STOCK, PART)
        names = {prefix: table.names(prefix) for prefix in prefixes}
        words = distinctive_words([one for found in names.values() for one in found], common)
        return Scene(
            table,
            given.facts.usage_states,
            given.people,
            {name: words[name] for name in names[ERRORS]},
            {name: words[name] for name in names[STOCK]},
            {name: words[name] for name in names[PART]},
        )


@dataclass(frozen=True, slots=True, eq=False)
class Rates:
    """How common each fact is among the people in the file; counts of (having, of)."""

    high: Mapping[str, tuple[int, int]]
    climbing: Mapping[str, tuple[int, int]]
    quarter: Mapping[str, float]
    """Upper quartile of each stock."""
    split: frozenset[str] = frozenset()
    """Measures of errors that meet some of those who do the same work, and hardly the others."""
    rare: tuple[int, int] = (0, 0)
    """Where most people have no error at all: how many have more than everybody has; else 0, 0."""

    @staticmethod
    def of(scene: Scene) -> Rates:
        """The rates of a scene."""
        table = scene.table
        high: dict[str, tuple[int, int]] = {}
        split: set[str] = set()
        for name in ("", *table.names(ERRORS)):
            ratio = table.column(ERROR_RATIO + name if name else "error_rate_against_peers")
            errors = table.column(ERRORS + name if name else "errors")
            known = np.isfinite(ratio)
            if (name or scene.error_measures == 1) and _is_split(ratio[known], errors[known]):
                split.add(name)
            high[name] = _count(known, is_high(ratio, errors, name in split))
        stocks = {name: table.column(STOCK_PEAK + name) for name in table.names(STOCK)}
        quarter = {name: _upper_quarter(stock) for name, stock in stocks.items()}
        climbing = {
            name: _count(
                np.isfinite(stock),
                (stock >= max(quarter[name], weights.STOCK_LEAST))
                & (table.column(STOCK_SLOPE + name) > 0),
            )
            for name, stock in stocks.items()
        }
        return Rates(high, climbing, quarter, frozenset(split), _rare(table))


def _rare(table: Table) -> tuple[int, int]:
    """(people with more errors than everybody, of), where most have none at all; else (0, 0)."""
    errors, wide = table.column("errors"), table.column(ERROR_RATIO_ALL)
    known = np.isfinite(errors) & np.isfinite(wide)
    if not known.any() or float(np.median(errors[known])) > 0:
        return 0, 0
    return _count(known, _is_more(wide, errors))


def _is_more(wide: NDArray[np.float64], errors: NDArray[np.float64]) -> NDArray[np.bool_]:
    return np.asarray((errors >= weights.SPLIT_LEAST) & (wide >= 1.0))


def _upper_quarter(values: NDArray[np.float64]) -> float:
    known = values[np.isfinite(values)]
    return float(np.quantile(known, 0.75)) if len(known) else float("inf")


def is_high(
    ratio: NDArray[np.float64], errors: NDArray[np.float64], split: bool = False
) -> NDArray[np.bool_]:
    """(n,) far more errors than the peers'; False where not recorded. See weights.SPLIT_RATIO."""
    far = (ratio >= weights.HIGH_RATIO) & (errors >= weights.HIGH_LEAST)
    if split:
        far |= (ratio >= weights.SPLIT_RATIO) & (errors >= weights.SPLIT_LEAST)
    return np.asarray(far)


def _is_split(ratio: NDArray[np.float64], errors: NDArray[np.float64]) -> bool:
    """Whether an error meets several people again and again, and as many hardly ever."""
    often = (ratio >= weights.SPLIT_RATIO) & (errors >= weights.SPLIT_LEAST)
    seldom = ratio <= weights.LOW_RATIO
    return bool(often.sum() > 1 and seldom.sum() >= max(2, weights.SPLIT_SHARE * len(ratio)))


def _count(known: NDArray[np.bool_], having: NDArray[np.bool_]) -> tuple[int, int]:
    return int((known & having).sum()), int(known.sum())


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorsMet:
    """One person's errors beside those of others."""

    name: str
    """The measure or part, "" for all errors."""
    errors: float
    ratio: float
    """Against what the others' rate gives for as much work; 1 = like them."""
    others: str
    """Who they are, in words."""
    high: bool
    seen: tuple[int, int]
    """(people with far more than expected, of)."""
    share: float = 1.0
    """The weight that this comparison has, 0-1."""


def errors_of(subject: Subject, scene: Scene, rates: Rates) -> ErrorsMet | None:
    """The errors that the words are about, against peers or everybody; None if not recorded."""
    who, name = subject.person_id, _measure(subject, scene)
    ratio = scene.table.number(who, ERROR_RATIO + name if name else "error_rate_against_peers")
    errors = scene.table.number(who, ERRORS + name if name else "errors")
    if np.isnan(ratio) or np.isnan(errors) or rates.high[name][1] < LEAST_PEOPLE:
        return None
    peers = ErrorsMet(
        name=name,
        errors=errors,
        ratio=ratio,
        others="others with as much of this work get" if name else "peers with the same work get",
        high=bool(is_high(np.array([ratio]), np.array([errors]), name in rates.split)[0]),
        seen=rates.high[name],
    )
    if name or peers.high:
        return peers
    return _against_everybody(peers, scene.table.number(who, ERROR_RATIO_ALL), rates) or peers


def _against_everybody(peers: ErrorsMet, wide: float, rates: Rates) -> ErrorsMet | None:
    """The same against everybody, where that tells more than the peers do."""
    found = replace(peers, ratio=wide, others="everybody gets for as much work")
    rare = rates.rare[1] >= LEAST_PEOPLE
    if rare and _is_more(np.array([wide]), np.array([peers.errors]))[0]:
        return replace(found, high=True, seen=rates.rare)
    if peers.ratio < weights.HIGH_RATIO <= wide:
        high = peers.errors >= weights.HIGH_LEAST
        return replace(found, high=high, share=weights.NOT_NAMED)
    if rare and wide <= weights.LOW_RATIO < peers.ratio:
        return replace(found, share=weights.NOT_NAMED)
    return None


def _measure(subject: Subject, scene: Scene) -> str:
    """The measure or part that the words name, "" for all errors.

    The name of the only measure adds nothing.
    """
    named = named_in(subject.statement.text, scene.errors)
    met = (one for one in named if np.isfinite(scene.table.number(subject.person_id, ERRORS + one)))
    name = next(met, named[0] if named else "")
    return "" if scene.error_measures == 1 and AT_PART not in name else name
