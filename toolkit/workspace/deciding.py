"""One action of a person: a decision, or taking one back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from toolkit.errors import UnknownSubject, WrongDecision
from toolkit.model.decisions import Decision, Decisions
from toolkit.workspace import allowed, log, memory
from toolkit.workspace.schema import DECISIONS


def decide(connection: Connection, draft: Decision) -> Decision:
    """Add a decision, with what the machine suggests now unless the draft says what it did.

    Raises WrongDecision where it needs a reason and has none.
    """
    draft = _with_suggestion(connection, draft)
    allowed.check_reason(draft)
    return log.append(connection, draft)


def _with_suggestion(connection: Connection, draft: Decision) -> Decision:
    found = memory.suggestion(connection, draft.subject, draft.field)
    if draft.suggested or found is None:
        return draft
    return replace(draft, suggested=found.value, confidence=found.confidence)


def undo(connection: Connection, target: Decision, coder: str, at: datetime) -> Decision:
    """Take back a decision that is in force. Raises WrongDecision where it is not."""
    below = _below(target, Decisions(log.read_subject(connection, target.subject)))
    draft = Decision(
        decision_id=0,
        subject=target.subject,
        field=target.field,
        suggested="",
        confidence=None,
        decided=below.decided if below else None,
        coder=coder,
        at=at,
        undoes=target.decision_id,
    )
    return log.append(connection, _with_suggestion(connection, draft))


def numbered(connection: Connection, decision_id: int) -> Decision:
    """The decision with this number. Raises UnknownSubject where there is none."""
    row = log.read_one(connection, decision_id)
    if row is None:
        raise UnknownSubject(
            f"there is no decision {decision_id}.", what_to_do="Look its number up in the history."
        )
    return row


def last_by(connection: Connection, coder: str) -> Decision:
    """The coder's last decision that nobody took back. Raises WrongDecision where there is none."""
    columns = DECISIONS.c
    taken_back = sa.select(columns.undoes).where(columns.undoes.is_not(None))
    query = (
        sa.select(columns.decision_id)
        .where(columns.coder == coder, columns.undoes.is_(None), columns.decided.is_not(None))
        .where(columns.decision_id.not_in(taken_back))
        .order_by(columns.uuid.desc())
        .limit(1)
    )
    found = connection.execute(query).scalar()
    if found is None:
        raise WrongDecision(f"{coder} has nothing to undo.", what_to_do="Decide first.")
    return numbered(connection, found)


def _below(target: Decision, decisions: Decisions) -> Decision | None:
    """What comes into force again once the target is gone."""
    standing = decisions.standing(target.subject, target.field)
    if standing and standing[-1].decision_id == target.decision_id:
        return standing[-2] if len(standing) > 1 else None
    raise WrongDecision(
        f"decision {target.decision_id} cannot be undone: {_why_not(target, decisions)}",
        where=f"{target.subject} {target.field}",
        what_to_do="Decide anew, or undo what is in force.",
    )


def _why_not(target: Decision, decisions: Decisions) -> str:
    if target.undoes is not None:
        return f"it is itself an undo (of {target.undoes})."
    for row in decisions.history:
        if row.undoes == target.decision_id:
            return f"{row.coder} took it back on {row.at:%Y-%m-%d} (decision {row.decision_id})."
    now = decisions.get(target.subject, target.field)
    if now is None:
        return "it is not in force."
    return f"{now.coder} decided '{now.decided}' after it (decision {now.decision_id})."
