"""The contract's tables from a review: every cell a string, every table checked at the door."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from toolkit import frames
from toolkit.model.findings import (
    Action,
    AgendaItem,
    Coding,
    Findings,
    Placement,
    Request,
    Stakeholder,
    Statement,
    Theme,
)
from toolkit.model.intake import Person
from toolkit.model.vocabulary import FAMILY_OF, Cause, Kind, Status
from toolkit.reports import cells

Tables = dict[str, pd.DataFrame]
CAUSAL = (Kind.CONCERN, Kind.PROPOSAL, Kind.QUESTION)
SECOND_CAUSE_FROM = 0.2
"""A second cause is named from this probability: twice a guess among ten."""


def contract_tables(findings: Findings) -> Tables:
    """All tables of the contract with pseudonyms, by name; rows sorted by source position.

    Raises TableInvalid if a table breaks the contract.
    """
    rows = {
        "statements": statement_rows(findings),
        "themes": theme_rows(findings),
        "stakeholders": stakeholder_rows(findings),
        "agenda": [agenda_row(one) for one in sorted(findings.agenda, key=lambda one: one.rank)],
        "actions": [action_row(one) for one in sorted(findings.actions, key=_action_id)],
        "requests": [request_row(one) for one in sorted(findings.requests, key=_request_id)],
        "adoption": adoption_rows(findings.facts.adoption),
        "waves": placement_rows(findings, findings.waves, "wave"),
        "invitations": placement_rows(findings, findings.invitations, "seat"),
        "coverage": coverage_rows(findings.coverage),
    }
    return {name: checked(name, found) for name, found in rows.items()}


def checked(name: str, rows: Iterable[Mapping[str, str]]) -> pd.DataFrame:
    """A table of the contract from its rows, in the contract's column order."""
    table = pd.DataFrame(list(rows), columns=list(frames.SCHEMAS[name].columns), dtype=str)
    return frames.check(name, table)


def in_order(statements: Sequence[Statement]) -> list[Statement]:
    """Statements by source position: file, place in the file, offset."""
    return sorted(
        statements,
        key=lambda one: (
            one.source.file,
            one.source.position,
            one.source.source_id,
            one.start,
            one.statement_id,
        ),
    )


def shown_kind(coding: Coding) -> Kind:
    """The coding's kind; where the coder abstains the likeliest, `other` where nothing is."""
    if coding.kind is not None:
        return coding.kind
    if not coding.kinds:
        return Kind.OTHER
    return max(coding.kinds, key=lambda kind: (coding.kinds[kind], kind))


def shown_cause(coding: Coding) -> Cause | None:
    """The cause from the words: `unclear` for a concern that the coder cannot tell."""
    kind = shown_kind(coding)
    if kind not in CAUSAL:
        return None
    return coding.cause or (Cause.UNCLEAR if kind is Kind.CONCERN else None)


def final_cause(findings: Findings, statement_id: str) -> Cause | None:
    """The cause after facts and theme; the words' own where these are silent."""
    coding = findings.codings[statement_id]
    if shown_kind(coding) not in CAUSAL:
        return None
    final = findings.final_causes.get(statement_id)
    return (final.cause if final else None) or shown_cause(coding)


def theme_of(themes: Iterable[Theme]) -> dict[str, str]:
    """Statement id -> theme id."""
    return {one: theme.theme_id for theme in themes for one in theme.statement_ids}


def statement_rows(findings: Findings) -> list[dict[str, str]]:
    """Rows of statements.csv."""
    places = theme_of(findings.themes)
    return [_statement_row(one, findings, places) for one in in_order(findings.statements)]


def _statement_row(one: Statement, findings: Findings, places: Mapping[str, str]) -> dict[str, str]:
    key, source = one.statement_id, one.source
    coding = findings.codings[key]
    cause, final = shown_cause(coding), findings.final_causes.get(key)
    return {
        "statement_id": key,
        "source_file": source.file,
        "person_id": source.person_id,
        "channel": source.channel.value,
        "question": source.question,
        "quote": one.text,
        "redacted": findings.redacted.get(key, ""),
        "kind": shown_kind(coding).value,
        "cause": cause.value if cause else "",
        "cause_confidence": cells.number(coding.cause_confidence) if coding.cause else "",
        "second_cause": _second_cause(coding),
        "final_cause": _value(final_cause(findings, key)),
        "decided_by": final.decided_by.value if final and final_cause(findings, key) else "",
        "severity": str(coding.severity) if coding.severity else "",
        "theme_id": places.get(key, ""),
        "status": findings.statuses.get(key, Status.SUGGESTED).value,
        "source_id": source.source_id,
        "start": str(one.start),
        "end": str(one.end),
        "said_on": cells.day(source.said_on),
        "wave": source.wave.value,
        "language": one.language,
        "own_code": _own_code(key, findings),
    }


def _own_code(key: str, findings: Findings) -> str:
    """What the users call the own code that a person gave."""
    code = findings.own_codes.get(key, "")
    return findings.labels.of_own(code) if code else ""


def _value(cause: Cause | None) -> str:
    return cause.value if cause else ""


def _second_cause(coding: Coding) -> str:
    if coding.cause is None or shown_kind(coding) not in CAUSAL:
        return ""
    others = [cause for cause in coding.causes if cause is not coding.cause]
    if not others:
        return ""
    best = max(others, key=lambda cause: (coding.causes[cause], cause))
    return best.value if coding.causes[best] >= SECOND_CAUSE_FROM else ""


def theme_rows(findings: Findings) -> list[dict[str, str]]:
    """Rows of themes.csv."""
    rows = []
    for theme in sorted(findings.themes, key=lambda one: one.theme_id):
        verdict = findings.verdicts[theme.theme_id]
        family = FAMILY_OF.get(verdict.cause)
        rows.append(
            {
                "theme_id": theme.theme_id,
                "title": theme.title,
                "people": str(verdict.people),
                "statements": str(len(theme.statement_ids)),
                "verdict": verdict.cause.value,
                "family": family.value if family else "",
                "confidence": cells.number(verdict.confidence),
                "decided_by": verdict.decided_by.value,
                "evidence": verdict.evidence,
                "would_overturn": verdict.would_overturn,
                "route": verdict.route.value,
                "stability": cells.number(theme.stability),
                "status": verdict.status.value,
                "called": findings.labels.short(verdict.cause),
            }
        )
    return rows


def ranks(people: Iterable[Person]) -> dict[str, int]:
    """Person id -> rank, the order of people in every table."""
    return {one.person_id: one.rank for one in people}


def stakeholder_rows(findings: Findings) -> list[dict[str, str]]:
    """Rows of stakeholders.csv, in the order of the people's own ids."""
    people = findings.intake.by_id()
    order = ranks(findings.intake.people)
    found = sorted(findings.stakeholders, key=lambda one: (order[one.person_id], one.person_id))
    return [_stakeholder_row(one, people[one.person_id]) for one in found]


def _stakeholder_row(one: Stakeholder, person: Person) -> dict[str, str]:
    return {
        "person_id": one.person_id,
        "department": person.department,
        "role": person.role,
        "level": person.level.value,
        "location": person.location,
        "stance": one.stance.value if one.stance else "",
        "stance_confidence": cells.number(one.stance_confidence),
        "stance_before": one.stance_before.value if one.stance_before else "",
        "usage_state": one.usage_state.value,
        "influence": one.influence.value,
        "influence_score": cells.number(one.influence_score),
        "former_champion": cells.yes_no(one.former_champion),
        "convertible": one.convertible.value,
        "convertibility": cells.number(one.convertibility),
        "parts": cells.parts((*one.influence_parts, *one.convertibility_parts)),
        "main_reason": one.main_reason,
        "path": one.path.value if one.path else "",
        "offer": one.offer,
        "status": one.status.value,
    }


def agenda_row(one: AgendaItem) -> dict[str, str]:
    """One row of agenda.csv."""
    return {
        "rank": str(one.rank),
        "theme_id": one.theme_id,
        "title": one.title,
        "place": one.place.value,
        "minutes": str(one.minutes),
        "goal": one.goal,
        "fact": one.fact,
        "opinion": one.opinion,
        "wiifm": one.wiifm,
        "who_cares": one.who_cares,
        "who_should_be_heard": cells.joined(one.who_should_be_heard),
        "status": one.status.value,
    }


def action_row(one: Action) -> dict[str, str]:
    """One row of actions.csv."""
    return {
        "action_id": one.action_id,
        "route": one.route.value,
        "title": one.title,
        "horizon": one.horizon.value,
        "theme_ids": cells.joined(one.theme_ids),
        "statement_ids": cells.joined(one.statement_ids),
        "people": str(one.people),
        "value": one.value,
        "value_basis": one.value_basis,
        "effort": one.effort,
        "owner_role": one.owner_role,
        "due": cells.day(one.due),
        "before_wave": "" if one.before_wave is None else str(one.before_wave),
        "measure": one.measure,
        "answer": one.answer,
        "status": one.status.value,
    }


def request_row(one: Request) -> dict[str, str]:
    """One row of requests.csv."""
    return {name: getattr(one, name) for name in frames.SCHEMAS["requests"].columns}


def _action_id(one: Action) -> str:
    return one.action_id


def _request_id(one: Request) -> str:
    return one.request_id


def adoption_rows(adoption: pd.DataFrame) -> list[dict[str, str]]:
    """Rows of adoption.csv by group and week."""
    if adoption.empty:
        return []
    return [
        {
            "group": str(row.group),
            "week": as_day(row.week),
            "in_scope": as_number(row.in_scope),
            "active": as_number(row.active),
            "plan": as_number(row.plan),
            "definition": str(row.definition),
        }
        for row in adoption.sort_values(["group", "week"], kind="stable").itertuples(index=False)
    ]


def as_day(value: object) -> str:
    """An ISO date from a date, a timestamp or a text; empty where missing."""
    return "" if value is None or value is pd.NaT else str(value)[:10]


def as_number(value: object) -> str:
    """A number from what a frame's cell holds; empty where missing."""
    if value is None or value is pd.NA or value == "":
        return ""
    return cells.number(float(str(value)))


def coverage_rows(coverage: pd.DataFrame) -> list[dict[str, str]]:
    """Rows of coverage.csv, in the order given."""
    if coverage.empty:
        return []
    return [
        {
            "dimension": str(row.dimension),
            "value": str(row.value),
            "people": as_number(row.people),
            "heard": as_number(row.heard),
            "gap": str(row.gap) if isinstance(row.gap, str) else "",
        }
        for row in coverage.itertuples(index=False)
        if str(row.value)
    ]


def placement_rows(
    findings: Findings, placements: Iterable[Placement], number: str
) -> list[dict[str, str]]:
    """Rows of waves.csv (`number` is "wave") or invitations.csv ("seat")."""
    order = ranks(findings.intake.people)
    found = sorted(
        placements,
        key=lambda one: (getattr(one, number), order.get(one.person_id, 0), one.person_id),
    )
    return [
        {
            number: str(getattr(one, number)),
            "person_id": one.person_id,
            "reason": one.reason,
            "gate": one.gate,
        }
        for one in found
    ]
