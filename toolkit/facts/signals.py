"""All facts that bear on each statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from toolkit.facts.subjects import SignalInput, find_subjects
from toolkit.facts.ticket_signals import ticket_signals
from toolkit.facts.training_signals import training_signals
from toolkit.facts.usage_signals import praise_remarks, usage_signals
from toolkit.model.findings import Coding, Facts, Signal, Statement
from toolkit.model.intake import Person
from toolkit.model.vocabulary import Kind


def find_signals(
    statements: Sequence[Statement],
    codings: Mapping[str, Coding],
    facts: Facts,
    statement_vectors: NDArray[np.floating],
    ticket_vectors: NDArray[np.floating],
    people: Mapping[str, Person],
) -> dict[str, tuple[Signal, ...]]:
    """The signals of statements where every speaker's words may be joined with his or her records.

    See `find_statement_signals`.
    """
    given = SignalInput(
        statements=statements,
        codings=codings,
        facts=facts,
        statement_vectors=statement_vectors,
        ticket_vectors=ticket_vectors,
        people=people,
    )
    return find_statement_signals(given)


def find_statement_signals(given: SignalInput) -> dict[str, tuple[Signal, ...]]:
    """Statement id -> signals, ordered by origin, name and cause; those without any are left out.

    Only statements that complain, ask or propose, and not from before the launch, have signals that
    weigh; of praise it is remarked that its speaker never used what it is about. A file that is
    missing gives none (`facts.recorded` says which there are).
    """
    subjects = find_subjects(given)
    found: dict[str, list[Signal]] = defaultdict(list)
    for find in (usage_signals, training_signals, ticket_signals):
        for signal in find(given, subjects):
            found[signal.subject_id].append(signal)
    for remark in praise_remarks(given, find_subjects(given, (Kind.PRAISE,))):
        found[remark.subject_id].append(remark)
    return {key: tuple(sorted(found[key], key=_order)) for key in sorted(found)}


def _order(signal: Signal) -> tuple[str, str, str]:
    return signal.origin, signal.name, signal.cause
