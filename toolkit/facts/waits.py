"""How long the tool lets those wait who complain that it is slow, against everybody else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from toolkit.facts import weights
from toolkit.facts.contrasts import rate_ratio, shrink
from toolkit.facts.person_facts import WAIT
from toolkit.facts.subjects import Finding, Table
from toolkit.model.vocabulary import Cause, DecidedBy

LEAST_PEOPLE = 3
CLEAR = 2.5
"""The log ratio stands so many standard errors above nothing."""
SPEAKING_OF_IT = 0.25
"""A theme is about waiting where so many of its statements speak of it, and at least two."""
_WAITING = re.compile(
    r"\b(?:slow\w*|sluggish\w*|laggy|lags?|lagging|wait(?:s|ed|ing)?|seconds?|minutes?|loads|loading|"
    r"freez\w*|hangs|spinn\w*|hourglass|"
    r"langsam\w*|träge\w*|warte\w*|sekunden?|minuten?|lädt|ladezeit\w*|hängt|sanduhr|ruckel\w*|"
    r"lent[oaie]\w*|aspett\w*|attes[ae]|second[oi]|minut[oi]|caric[ao]\w*|clessidra|"
    r"lent(?:s|e|es|eur\w*)?|attendre|attends|attente|secondes?|charge(?:ment|r)?|rame|sablier|"
    r"esper[ao]\w*|segundos?|carga(?:r|ndo)?|tarda\w*)\b",
    re.IGNORECASE,
)


def wait_findings(
    texts: Sequence[str], complaining: Iterable[str], others: Collection[str], table: Table
) -> list[Finding]:
    """Per measure of waiting: do those who call it slow wait longer than the others who were heard?

    None where the texts do not speak of waiting: whole offices wait, whatever they complain of.
    """
    speaking = sum(bool(_WAITING.search(text)) for text in texts)
    if speaking < max(2, SPEAKING_OF_IT * len(texts)):
        return []
    who = sorted(complaining)
    names = table.names(WAIT)
    found = []
    for name in names:
        inside, outside = _waits(who, name, table), _waits(sorted(others), name, table)
        if min(len(inside), len(outside)) < LEAST_PEOPLE:
            continue
        value, error = rate_ratio(inside, outside)
        if value <= CLEAR * error:
            continue
        weight = min(weights.CAP, weights.CONTRAST_SHARE * 2 * shrink(value, error))
        found.append(
            Finding(
                name="waits_of_complainants",
                origin=DecidedBy.USAGE,
                weights={Cause.DEFECT: weight, Cause.TRAINING: -weight / 2},
                sentence=(
                    f"the {len(inside)} people who complain of it wait {np.exp(value):.1f} times "
                    f"as long as the {len(outside)} others who were heard ('{name}': "
                    f"{np.mean(inside):.1f} against {np.mean(outside):.1f})"
                ),
                n=len(inside),
                value=float(np.exp(value)),
                people=tuple(who),
            )
        )
    return found


def _waits(people: Sequence[str], name: str, table: Table) -> NDArray[np.float64]:
    values = np.array([table.number(one, WAIT + name) for one in people], dtype=float)
    return np.asarray(values[np.isfinite(values) & (values > 0)])
