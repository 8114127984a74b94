"""The ferry company with what the plan needs beside: named facts, resolved tickets, readings."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd

from tests import world
from toolkit.language.catalogue import words_of
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.findings import Findings, Placement, Signal
from toolkit.model.plan_parts import Mention, PlanMaterial, ShadowKind, TicketText
from toolkit.model.vocabulary import Bearing, Cause, DecidedBy
from toolkit.relaunch.ground import Ground, PlanInput

TODAY = date(2026, 5, 20)
AT = datetime(2026, 5, 20, 9, 0, tzinfo=UTC)
DESK = "desk.csv"

# row, caller, outcome, title, asked, answered, closed on
_TICKETS = (
    (2, "P08", "shown_how", "Group booking", "How do I split a coach party?", "Shown by phone."),
    (3, "P11", "shown_how", "Coach", "Half the party sails later.", "Shown at the counter."),
    (4, "P03", "confirmed_defect", "Booking gone", "Saved and gone.", "Known fault."),
    (5, "P04", "shown_how", "Lost lorry", "Saved twice, gone by lunch.", "Press save again."),
    (
        6,
        "P09",
        "works_as_designed",
        "Desk",
        "Does it replace the desk?",
        "No. The desk stays as it is until the end of 2027.",
    ),
    (7, "P16", "works_as_designed", "Desk", "Is Mallaig closing?", "As decided."),
)
_NAMES = {
    "shown_how": "tickets_shown_how",
    "confirmed_defect": "tickets_confirmed_defect",
    "works_as_designed": "tickets_works_as_designed",
}
_ON = {"T01": (4, 5), "T02": (2, 3), "T05": (6, 7)}
_CAUSE = {"T01": Cause.DEFECT, "T02": Cause.TRAINING, "T05": Cause.COMMUNICATION}


def statement(words: str) -> str:
    """The id of the statement that begins so."""
    return next(one.statement_id for one in world.statements() if one.text.startswith(words))


def tickets() -> pd.DataFrame:
    """Six resolved tickets."""
    return pd.DataFrame(
        [
            {
                "ticket_id": f"K{row}",
                "file": DESK,
                "row": row,
                "person_id": who,
                "outcome": outcome,
                "title": title,
                "description": asked,
                "resolution": answered,
                "resolution_code": "",
                "closed_on": date(2026, 3, row),
            }
            for row, who, outcome, title, asked, answered in _TICKETS
        ]
    )


def _signals(theme_id: str, name: str, rows: list[int], people: tuple[str, ...]) -> Signal:
    outcome = next(key for key, value in _NAMES.items() if value == name)
    return Signal(
        name=name,
        subject_id=theme_id,
        origin=DecidedBy.TICKETS,
        cause=_CAUSE[theme_id],
        bearing=Bearing.SUPPORTS,
        weight=1.0,
        sentence=f"{len(rows)} tickets, {outcome}",
        n=len(rows),
        value=0.9,
        people=people,
        rows=tuple(f"{DESK}:{row}" for row in rows),
    )


def _of_theme(theme_id: str) -> tuple[Signal, ...]:
    found: dict[str, list[int]] = {}
    callers: dict[str, list[str]] = {}
    for row, who, outcome, *_ in _TICKETS:
        if row in _ON.get(theme_id, ()):
            found.setdefault(_NAMES[outcome], []).append(row)
            callers.setdefault(_NAMES[outcome], []).append(who)
    return tuple(
        _signals(theme_id, name, rows, tuple(callers[name])) for name, rows in found.items()
    )


def findings() -> Findings:
    """The review with tickets behind three themes, and two readings."""
    base = world.findings()
    verdicts = {
        key: replace(one, signals=(*one.signals, *_of_theme(key)))
        for key, one in base.verdicts.items()
    }
    finals = dict(base.final_causes)
    for theme in base.themes:
        for key in theme.statement_ids:
            finals[key] = replace(finals[key], signals=_of_theme(theme.theme_id))
    return replace(
        base,
        verdicts=verdicts,
        final_causes=finals,
        facts=replace(base.facts, tickets=tickets()),
        material=PlanMaterial(mentions=mentions(), tickets=texts()),
        waves=waves(),
        redacted={one.statement_id: one.text for one in base.statements},
    )


def mentions() -> tuple[Mention, ...]:
    """A sheet that several work in, a paper list, and a weak reading."""
    rows = (
        ("The Monday meeting still runs", 0.9, 0.0, "old sheet", ShadowKind.SPREADSHEET),
        ("We type it twice", 0.8, 0.0, "sheet", ShadowKind.SPREADSHEET),
        ("Two lists, and the paper", 0.7, 0.0, "paper one", ShadowKind.PAPER),
        ("I have never seen a manager", 0.16, 0.0, "manager", ShadowKind.OTHER),
        ("Eleven boxes for one van", 0.1, 0.8, "boxes", ShadowKind.OTHER),
    )
    return tuple(
        Mention(
            statement_id=statement(words),
            shadow=shadow,
            why_field=why,
            replace=0.0,
            thing=thing,
            kind=kind,
        )
        for words, shadow, why, thing, kind in rows
    )


def texts() -> tuple[TicketText, ...]:
    """The tickets as they may be shown."""
    return tuple(
        TicketText(row=f"{DESK}:{row}", title=title, asked=asked, answered=answered)
        for row, _, _, title, asked, answered in _TICKETS
    )


def waves() -> tuple[Placement, ...]:
    """Managers first, the rest in two waves; an opinion former of wave 1 named T01."""
    gate = "fixed before this wave (named by an opinion former): T01 Bookings vanish"
    return tuple(
        Placement(
            person_id=one.person_id,
            reason="",
            wave=1 if one.level.value in ("executive", "manager") else 2 + one.rank % 2,
            gate=gate if one.person_id == "P02" else "",
        )
        for one in world.people()
        if one.in_scope
    )


def decided(*rows: tuple[str, str, str]) -> Decisions:
    """Decisions of (subject, field, value)."""
    return Decisions(
        Decision(
            decision_id=number,
            subject=subject,
            field=field,
            suggested="",
            confidence=None,
            decided=value,
            coder="ann",
            at=AT,
            uuid=f"{number:04d}",
        )
        for number, (subject, field, value) in enumerate(rows, start=1)
    )


def given(
    review: Findings | None = None, decisions: Decisions | None = None, language: str = "en"
) -> PlanInput:
    """What the room is given."""
    return PlanInput(
        findings=review or findings(),
        settings=world.settings(),
        decisions=decisions or Decisions(),
        today=TODAY,
        say=words_of(language),
    )


def ground(review: Findings | None = None, decisions: Decisions | None = None) -> Ground:
    """The index of it."""
    return Ground(given=given(review, decisions))
