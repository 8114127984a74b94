"""The session from a whole review: at any time, in any language, with all that was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

from toolkit.model.decisions import Decisions
from toolkit.model.findings import AgendaItem, Findings
from toolkit.model.intake import Extracts
from toolkit.model.session import Session, Topic
from toolkit.model.session_record import Audience, NewsLine, Recap, Record
from toolkit.privacy import promises_in_force
from toolkit.session import (
    AgendaInput,
    Arranged,
    Ground,
    RecapInput,
    arrange,
    draft_recap,
    draft_session,
    english_items,
    news_lines,
    read_record,
    suggest_topics,
)
from toolkit.settings import Settings


def session_of(
    findings: Findings, settings: Settings, decisions: Decisions, language: str = "en"
) -> Session:
    """The session: goal, topics with cards and quotes, schedule, voice, kit. Pure and quick.

    Raises WrongSettings for a language that there is not.
    """
    return draft_session(session_input(findings, settings, decisions, language))


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """The topics as suggested, in one language and in English, to be arranged again and again."""

    topics: tuple[Topic, ...]
    english: Mapping[str, AgendaItem]
    minutes: int

    @property
    def items(self) -> tuple[AgendaItem, ...]:
        """In English: what a person's word is kept beside."""
        own = (one.item for one in self.topics)
        return tuple(self.english.get(one.theme_id, one) for one in own)

    def arranged(self, decisions: Decisions) -> Arranged:
        """With all that was decided until now: quick enough for every key press."""
        return arrange(self.topics, self.minutes, decisions, self.english)


def suggested_topics(findings: Findings, settings: Settings, language: str = "en") -> Suggested:
    """What the machine suggests, whatever was decided."""
    given = session_input(findings, settings, Decisions(), language)
    return Suggested(
        topics=tuple(suggest_topics(Ground(given))),
        english=english_items(given),
        minutes=given.minutes,
    )


def suggested_items(findings: Findings, settings: Settings) -> tuple[AgendaItem, ...]:
    """The items as suggested, in English."""
    return suggested_topics(findings, settings).items


def session_input(
    findings: Findings, settings: Settings, decisions: Decisions, language: str = "en"
) -> AgendaInput:
    """What the room is given of a review."""
    mine = settings.mine
    promises = promises_in_force(settings, findings.intake.files)
    return AgendaInput(
        themes=findings.themes,
        verdicts=findings.verdicts,
        statements=findings.statements,
        codings=findings.codings,
        final_causes=findings.final_causes,
        stakeholders=findings.stakeholders,
        actions=findings.actions,
        people=findings.intake.by_id(),
        shown=findings.redacted,
        minutes=mine.project.session_minutes,
        least_people=max(
            mine.privacy.min_group, *(one.smallest_group for one in promises.values()), 0
        ),
        least_quoted=max(
            mine.privacy.min_group_quotes,
            *(one.smallest_group_quotes for one in promises.values()),
            0,
        ),
        most_quotes=mine.privacy.max_quotes_per_person,
        decisions=decisions,
        marks=findings.marks,
        labels=findings.labels,
        requests=findings.requests,
        as_of=last_days(findings.intake.extracts),
        recorded=findings.facts.recorded & {"usage", "training", "tickets"},
        anonymous=frozenset(
            file for file, one in promises.items() if one.attribution == "anonymous"
        ),
        individual=mine.privacy.individual,
        language=language,
        held_on=mine.project.session_on,
        decision_makers=mine.project.decision_makers,
    )


def last_days(extracts: Extracts) -> Mapping[str, date]:
    """usage, training, tickets -> the last day that the files cover; left out where undated."""
    week = _latest(extracts.usage, "week")
    found = {
        "usage": week + timedelta(days=6) if week else None,
        "training": _latest(extracts.training, "held_on"),
        "tickets": _latest(extracts.tickets, "closed_on") or _latest(extracts.tickets, "opened_on"),
    }
    return {name: day for name, day in found.items() if day}


def _latest(table: pd.DataFrame, column: str) -> date | None:
    days = [one for one in table[column].tolist() if isinstance(one, date) and not pd.isna(one)]
    return max(days, default=None)


def record_of(decisions: Decisions) -> Record:
    """What came out of the session up to now."""
    return read_record(decisions)


def news_of(
    findings: Findings, settings: Settings, decisions: Decisions, today: date
) -> tuple[NewsLine, ...]:
    """When each department last heard something; longest silence first."""
    told = read_record(decisions).told
    least = settings.mine.privacy.min_group
    silence = settings.mine.stakeholders.waves.silence_days
    return news_lines(findings.intake.people, told, today, least, silence)


def recap_of(
    findings: Findings,
    settings: Settings,
    decisions: Decisions,
    audience: Audience,
    told: tuple[str, date],
) -> Recap:
    """What one audience is told; `told` is the language and the day from which news is counted."""
    language, today = told
    session = session_of(findings, settings, decisions, language)
    return draft_recap(
        RecapInput(
            session=session,
            record=read_record(decisions),
            news=news_of(findings, settings, decisions, today),
            departments=_departments(findings, session, settings.mine.privacy.min_group),
            today=today,
        ),
        audience,
    )


def _departments(findings: Findings, session: Session, least: int) -> tuple[str, ...]:
    """The departments that raised the session's topics, large enough to be named, largest first."""
    people = findings.intake.by_id()
    sizes = Counter(one.department for one in people.values() if one.in_org and one.in_scope)
    raised = {key for topic in session.topics if topic.item.minutes for key in topic.statement_ids}
    heard = Counter(
        people[one.source.person_id].department
        for one in findings.statements
        if one.statement_id in raised and one.source.person_id in people
    )
    named = [name for name in heard if name and sizes[name] >= least]
    return tuple(sorted(named, key=lambda name: (-heard[name], name)))[:4]


def with_agenda(findings: Findings, settings: Settings, decisions: Decisions) -> Findings:
    """The findings with their agenda."""
    session = session_of(findings, settings, decisions)
    return replace(findings, agenda=tuple(one.item for one in session.topics))
