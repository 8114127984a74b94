"""Taking one person's words and judgements out of a workspace, and leaving the counts.

The log of decisions is append-only; this is the one exception, made for the person whom the rows
are about. Everything happens in the caller's transaction, so a kill leaves all or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from toolkit.model.forgotten import FORGOTTEN
from toolkit.workspace.schema import (
    DECISION_WORDS,
    DECISIONS,
    SNAPSHOTS,
    STATEMENTS,
    SUGGESTIONS,
    without_guards,
)

_AT_ONCE: Final = 500


def statements_of(connection: Connection, person_id: str) -> tuple[str, ...]:
    """Ids of all statements that any run ever knew of a person."""
    query = sa.select(STATEMENTS.c.statement_id).where(STATEMENTS.c.person_id == person_id)
    return tuple(sorted(connection.execute(query).scalars()))


def forget(
    connection: Connection, person_id: str, statement_ids: Sequence[str], also: Iterable[str]
) -> int:
    """Remove what is held on a person; how many decisions went.

    Gone: decisions on the person (but the one that says `forgotten`) and on matches that lead
    there, remarks and own words in decisions on these statements, what the machine suggested, the
    statements' words and speaker, and the snapshots named by `also`. Codes given to the statements
    stay as counts.
    """
    subject = f"person:{person_id}"
    ids = _decisions_on(connection, subject, person_id)
    subjects = [f"statement:{one}" for one in statement_ids]
    for some in _parts([subject, *subjects]):
        numbers = sa.select(DECISIONS.c.decision_id).where(DECISIONS.c.subject.in_(some))
        connection.execute(
            sa.delete(DECISION_WORDS).where(DECISION_WORDS.c.decision_id.in_(numbers))
        )
        connection.execute(sa.delete(SUGGESTIONS).where(SUGGESTIONS.c.subject.in_(some)))
    for some in _parts(list(ids)):
        connection.execute(sa.delete(DECISION_WORDS).where(DECISION_WORDS.c.decision_id.in_(some)))
    with without_guards(connection):
        connection.execute(sa.delete(DECISIONS).where(DECISIONS.c.decision_id.in_(ids)))
    mine = STATEMENTS.c.person_id == person_id
    connection.execute(sa.update(STATEMENTS).where(mine).values(words="", person_id=""))
    connection.execute(sa.delete(SNAPSHOTS).where(SNAPSHOTS.c.name.in_(sorted(also))))
    return len(ids)


def names_of_snapshots(connection: Connection) -> tuple[str, ...]:
    """Every kept result."""
    return tuple(connection.execute(sa.select(SNAPSHOTS.c.name)).scalars())


def _decisions_on(connection: Connection, subject: str, person_id: str) -> tuple[int, ...]:
    columns = DECISIONS.c
    about = sa.and_(columns.subject == subject, columns.field != FORGOTTEN)
    leads_there = sa.select(columns.subject).where(
        columns.subject.like("match:%"),
        sa.or_(columns.decided == person_id, columns.suggested == person_id),
    )
    query = sa.select(columns.decision_id).where(sa.or_(about, columns.subject.in_(leads_there)))
    return tuple(connection.execute(query).scalars())


def _parts(names: Sequence[str | int]) -> Iterable[Sequence[str | int]]:
    return (names[start : start + _AT_ONCE] for start in range(0, len(names), _AT_ONCE))
