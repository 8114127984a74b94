"""Shares of people, honest about the coder and the silent: who complains of what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from toolkit.model.findings import Coding, Confusion, FinalCause, Share, Statement
from toolkit.model.vocabulary import (
    CAUSES,
    FAMILY_OF,
    Cause,
    DecidedBy,
    Family,
    Kind,
    Wave,
)
from toolkit.verdicts.answering import Answering, Asked
from toolkit.verdicts.mix import draw_measured, meaning_of_labels, measured

DRAWS = 400
CANNOT_TELL = "cannot tell"
SURE = 0.5
"""A complaint whose final cause is less likely than this cannot be told."""
TOGETHER = 0.7
"""Concerns of one person are neither independent nor all the same: the chance that one of them has
a cause is taken to lie so far from the largest single chance towards that of independent ones. It
takes the bias out of shares on cases left out (benchmarks/shares.py)."""
_FLOOR = 0.02
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareInput:
    """What shares are estimated from."""

    statements: Sequence[Statement]
    codings: Mapping[str, Coding]
    finals: Mapping[str, FinalCause]
    confusion: Confusion | None = None
    """None where the coder's confusion was never measured: then nothing is corrected."""
    asked: Asked = field(default_factory=Asked)
    seed: int = 0


def estimate_shares(given: ShareInput) -> tuple[Share, ...]:
    """People by family of cause, and by cause, among all who spoke after launch.

    A person counts with the chance that at least one of his or her concerns has such a cause. Where
    the coder's confusion is known, a label is worth what it means in this company
    (`meaning_of_labels`), times what facts and themes say; else the final causes' probabilities
    are taken as they stand. Interval: 95 %, bootstrap over people, each draw with other rates of
    confusion. After the families those who cannot be told; then the causes. Where non-users
    answered less than users, both follow apart. Nobody spoke: no shares.
    """
    concerns = _Concerns.of(given)
    if not concerns.people:
        return ()
    answering = Answering.of(given.asked, concerns.people)
    groups = answering.groups()
    inside = np.array([[one in members for one in concerns.people] for _, members in groups])
    best, means = _draws(concerns, given, inside)
    found = []
    for row, (name, members) in enumerate(groups):
        low, high = np.nanpercentile(means[:, row], [2.5, 97.5], axis=0)
        for column, label in enumerate(_LABELS):
            chances = best[inside[row], column]
            share = Share(
                label=label,
                people=int((chances >= SURE).sum()),
                of=len(members),
                low=round(float(min(low[column], chances.mean())), 4),
                high=round(float(max(high[column], chances.mean())), 4),
                share=round(float(chances.mean()), 4),
                corrected=given.confusion is not None,
                group=name,
            )
            found.append(answering.with_silence(share, members))
    return tuple(found)


_LABELS = (*(str(one) for one in Family), CANNOT_TELL, *(str(one) for one in CAUSES))
_OF_FAMILY = np.array([[FAMILY_OF[cause] is one for one in Family] for cause in CAUSES], float)


@dataclass(frozen=True, slots=True, eq=False)
class _Concerns:
    """The m statements after launch, by speaker, and the n people who spoke."""

    people: list[str]
    who: NDArray[np.intp]
    """(m,) place of the speaker."""
    likely: Floats
    """(m,) chance that it is a concern."""
    label: NDArray[np.intp]
    """(m,) place of the cause that the coder names; -1 where a person decided or none is named."""
    final: Floats
    """(m, 10) probabilities of the final causes; a person's word is certain."""
    added: Floats
    """(m, 10) what facts and theme add: final over words."""
    untold: NDArray[np.bool_]
    """(n,) who complained without a concern whose cause is likelier than not."""

    @staticmethod
    def of(given: ShareInput) -> _Concerns:
        spoken = [
            one
            for one in sorted(given.statements, key=lambda one: one.statement_id)
            if one.source.wave is not Wave.BEFORE and not one.empty
        ]
        # By their first statement: pseudonyms hang on the key, and what is drawn must not.
        people = list(dict.fromkeys(one.speaker for one in spoken))
        place = {person: row for row, person in enumerate(people)}
        spoken.sort(key=lambda one: place[one.speaker])
        codings = [given.codings[one.statement_id] for one in spoken]
        finals = [given.finals[one.statement_id] for one in spoken]
        who = np.array([place[one.speaker] for one in spoken], dtype=np.intp)
        final = np.array([_final(one) for one in finals]).reshape(-1, len(CAUSES))
        words = np.array([_words(one) for one in codings]).reshape(-1, len(CAUSES))
        concern = np.array([one.kind is Kind.CONCERN for one in codings], dtype=bool)
        sure = np.array([_is_told(one) for one in finals], dtype=bool)
        label = [_label(one, final) for one, final in zip(codings, finals, strict=True)]
        rows = np.arange(len(people))
        return _Concerns(
            people=people,
            who=who,
            likely=np.array([_concern(one) for one in codings], dtype=np.float64),
            label=np.array(label, dtype=np.intp),
            final=final,
            added=_added(final, words),
            untold=np.isin(rows, who[concern]) & ~np.isin(rows, who[sure & concern]),
        )


def _added(final: Floats, words: Floats) -> Floats:
    """Final over words, which are floored where they enter the final causes (see `pool`)."""
    ratio = np.clip(final, 1e-9, None) / np.clip(words, _FLOOR, None)
    return np.where(np.isclose(final, words, rtol=1e-9, atol=1e-12), 1.0, ratio)


def _concern(coding: Coding) -> float:
    if not coding.kinds:
        return float(coding.kind is Kind.CONCERN)
    return coding.kinds.get(Kind.CONCERN, 0.0)


def _label(coding: Coding, final: FinalCause) -> int:
    if final.decided_by is DecidedBy.PERSON or not coding.causes:
        return -1
    best = max(CAUSES, key=lambda one: (coding.causes.get(one, 0.0), -CAUSES.index(one)))
    return CAUSES.index(best)


def _words(coding: Coding) -> list[float]:
    return [coding.causes.get(one, 0.0) for one in CAUSES]


def _final(final: FinalCause) -> list[float]:
    if final.decided_by is DecidedBy.PERSON:
        return [float(one is final.cause) for one in CAUSES]
    return [final.causes.get(one, 0.0) for one in CAUSES]


def _is_told(final: FinalCause) -> bool:
    return final.confidence >= SURE and final.cause not in (None, Cause.UNCLEAR)


def _draws(concerns: _Concerns, given: ShareInput, inside: Flags) -> tuple[Floats, Floats]:
    """Best chances (n, labels), and shares (DRAWS, groups, labels) of bootstrapped people.

    NaN where a draw holds nobody of a group. `inside` (groups, n) says who is in which.
    """
    random = np.random.default_rng(given.seed)
    n = len(concerns.people)
    weights = random.multinomial(n, np.full(n, 1 / n), size=DRAWS).astype(np.float64)
    weights = np.vstack([np.ones((1, n)), weights])
    tables = _tables(concerns, given.confusion, weights, random) if given.confusion else None
    best = _of_people(concerns, _likely(concerns, tables[0] if tables is not None else None))
    means = np.full((DRAWS, len(inside), len(_LABELS)), np.nan)
    for draw in range(DRAWS):
        chances = best
        if tables is not None:
            chances = _of_people(concerns, _likely(concerns, tables[draw + 1]))
        counted = inside * weights[draw + 1]
        total = counted.sum(axis=1)
        some = total > 0
        means[draw, some] = (counted[some] @ chances) / total[some, None]
    return best, means


def _tables(
    concerns: _Concerns, confusion: Confusion, weights: Floats, random: np.random.Generator
) -> Floats:
    known = concerns.label >= 0
    mass = np.zeros((len(concerns.people), len(CAUSES)))
    np.add.at(mass, (concerns.who[known], concerns.label[known]), concerns.likely[known])
    best = measured(confusion)
    rates, usual = draw_measured(confusion, DRAWS, random)
    return meaning_of_labels(
        np.concatenate([best.rates[None], rates]),
        np.concatenate([best.usual[None], usual]),
        weights @ mass,
    )


def _likely(concerns: _Concerns, table: Floats | None) -> Floats:
    """(m, 10) chances of the causes: what labels mean, times what facts and themes add."""
    if table is None:
        return concerns.final
    likely = concerns.final.copy()
    known = concerns.label >= 0
    meant = table[concerns.label[known]] * concerns.added[known]
    likely[known] = meant / meant.sum(axis=1, keepdims=True)
    return likely


def _of_people(concerns: _Concerns, likely: Floats) -> Floats:
    """(n, labels) chance of each person to have at least one concern of each label."""
    chances = np.clip(np.hstack([likely @ _OF_FAMILY, likely]), 0.0, 1 - 1e-9)
    chances *= concerns.likely[:, None]
    starts = np.searchsorted(concerns.who, np.arange(len(concerns.people)))
    missed = np.add.reduceat(np.log1p(-chances), starts, axis=0)
    largest = np.maximum.reduceat(chances, starts, axis=0)
    either = TOGETHER * (1 - np.exp(missed)) + (1 - TOGETHER) * largest
    return np.insert(either, _OF_FAMILY.shape[1], concerns.untold, axis=1)
