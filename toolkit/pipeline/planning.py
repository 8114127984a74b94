"""The relaunch plan of a review: what a run reads for it, and the plan itself in any language."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit import language as words
from toolkit.language.catalogue import words_of
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.findings import Facts, Findings, Statement, Verdict
from toolkit.model.plan import RelaunchPlan
from toolkit.model.plan_parts import Mention, OptionName, RungName, TicketText
from toolkit.privacy import Redactor
from toolkit.settings import Settings

if TYPE_CHECKING:
    from toolkit.pipeline.upper_rooms import Encode
    from toolkit.relaunch.readings import Reading

LEAST_READ = 0.25
"""Weaker readings are not kept."""
READ_WHOLE = 12
"""Words up to which a statement is read whole, as the examples are; its vector is there already."""
_ON_TOPIC = (
    "tickets_shown_how",
    "tickets_works_as_designed",
    "tickets_confirmed_defect",
    "tickets_data_corrected",
)


def read_mentions(
    statements: Sequence[Statement],
    shown: Mapping[str, str],
    encode: Encode | None,
) -> tuple[Mention, ...]:
    """What is read in statements beyond their causes; withheld and empty ones are not read.

    Longer statements are read sentence by sentence and say what their clearest sentence says.
    """
    from toolkit.relaunch.reading_model import read_statements

    told = [(one, " ".join(shown.get(one.statement_id, "").split())) for one in statements]
    told = [(one, text) for one, text in told if text and not one.empty]
    parts = [
        (place, part)
        for place, (one, text) in enumerate(told)
        for part in _parts(text, one.language)
    ]
    readings = read_statements([text for _, text in parts], encode)
    found: dict[int, list[Reading]] = {}
    for (place, _), reading in zip(parts, readings, strict=True):
        found.setdefault(place, []).append(reading)
    mentions = (_mention(told[place][0], own) for place, own in sorted(found.items()))
    return tuple(
        one for one in mentions if max(one.shadow, one.why_field, one.replace) >= LEAST_READ
    )


def _parts(text: str, language: str) -> list[str]:
    if len(text.split()) <= READ_WHOLE:
        return [text]
    return [text[span.start : span.end] for span in words.sentences(text, language)]


def _mention(statement: Statement, readings: Sequence[Reading]) -> Mention:
    from toolkit.relaunch.readings import ReadingLabel

    shadow, why, replace = (
        max(one[label] for one in readings)
        for label in (ReadingLabel.SHADOW, ReadingLabel.WHY_FIELD, ReadingLabel.REPLACE)
    )
    clearest = max(
        readings, key=lambda one: max(one[ReadingLabel.SHADOW], one[ReadingLabel.WHY_FIELD])
    )
    return Mention(
        statement_id=statement.statement_id,
        shadow=round(shadow, 4),
        why_field=round(why, 4),
        replace=round(replace, 4),
        thing=clearest.thing,
        kind=clearest.kind,
    )


def read_tickets(
    verdicts: Mapping[str, Verdict], facts: Facts, redactor: Redactor
) -> tuple[TicketText, ...]:
    """The tickets behind the verdicts, as they may be shown, by file and row."""
    wanted = {
        row
        for verdict in verdicts.values()
        for signal in verdict.signals
        if signal.name in _ON_TOPIC
        for row in signal.rows
    }
    found = []
    for row in facts.tickets.to_dict("records"):
        key = f"{row['file']}:{row['row']}"
        if key in wanted:
            answer = _text(row["resolution"]) or _text(row["resolution_code"])
            found.append(
                TicketText(
                    row=key,
                    title=redactor.redact(_text(row["title"])).text,
                    asked=redactor.redact(_text(row["description"])).text,
                    answered=redactor.redact(answer).text,
                )
            )
    return tuple(sorted(found, key=lambda one: one.row))


def _text(value: object) -> str:
    return "" if value is None or value != value else " ".join(str(value).split())


def plan_of(
    findings: Findings,
    settings: Settings,
    decisions: Decisions,
    today: date,
    language: str = "en",
) -> RelaunchPlan:
    """The plan with everything that people decided on it, in English, German or Italian.

    The same for the same arguments; needs no encoder. Raises WrongSettings for another language.
    """
    from toolkit.relaunch.ground import PlanInput
    from toolkit.relaunch.plan import draft_plan

    return draft_plan(
        PlanInput(
            findings=findings,
            settings=settings,
            decisions=decisions,
            today=today,
            say=words_of(language, findings.labels),
        )
    )


def plan_json(plan: RelaunchPlan) -> str:
    """The plan for other programs: its fields, dates as ISO."""
    return json.dumps(asdict(plan), ensure_ascii=False, indent=1, default=str)


def choose_option(out: Path, option: str, *, coder: str, memo: str = "") -> Decision:
    """A person's choice among the three ways on. Raises WrongDecision for another word."""
    from toolkit.pipeline.deciding import decide
    from toolkit.relaunch.edits import CHOICE, OPTION

    return decide(out, OPTION, CHOICE, OptionName(option).value, coder=coder, memo=memo)


def climb(out: Path, plan: RelaunchPlan, rung: str, *, coder: str, memo: str = "") -> Decision:
    """A person's step on the ladder.

    Raises WrongDecision where a rung would be skipped or something is open below it.
    """
    from toolkit.pipeline.deciding import decide
    from toolkit.relaunch.edits import LADDER, RUNG
    from toolkit.relaunch.ladder import check_climb

    check_climb(plan.ladder, RungName(rung))
    return decide(out, LADDER, RUNG, rung, coder=coder, memo=memo)


def today_utc() -> date:
    """The day of the clock, for callers that were given none."""
    return datetime.now(UTC).date()
