"""Verdicts on themes and final causes of statements."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from toolkit.model.decisions import Decisions
from toolkit.model.findings import (
    Coding,
    Facts,
    FinalCause,
    Lever,
    Signal,
    Statement,
    Theme,
    Verdict,
)
from toolkit.model.labels import NO_LABELS, Labels
from toolkit.model.speakers import speakers_since
from toolkit.model.vocabulary import ROUTE_OF, Cause, DecidedBy, Status, Wave
from toolkit.verdicts import pool
from toolkit.verdicts.gather import gather_signals
from toolkit.verdicts.near import Near, told_by_near
from toolkit.verdicts.overturn import Speakers, find_turn, no_levers
from toolkit.verdicts.split import own_cause
from toolkit.verdicts.words import Told, evidence_sentence, overturning_sentence, standing_sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeInput:
    """What the room is given."""

    themes: Sequence[Theme]
    statements: Sequence[Statement]
    codings: Mapping[str, Coding]
    signals: Mapping[str, tuple[Signal, ...]]
    """Statement id or theme id -> signals."""
    facts: Facts
    decisions: Decisions = field(default_factory=Decisions)
    levers: Callable[[Mapping[Cause, float]], Sequence[Lever]] = no_levers
    """Shares of the causes in a theme's words -> what evidence of each kind would weigh."""
    near: Near = field(default_factory=dict)
    """Who speaks of the same matter as a statement, and how surely."""
    labels: Labels = NO_LABELS
    """What the users call the causes: the sentences say it so."""
    own_codes: Mapping[str, str] = field(default_factory=dict)
    """Statement id -> the own code that a person gave it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Verdicts by theme id, final causes by statement id."""

    verdicts: Mapping[str, Verdict]
    final_causes: Mapping[str, FinalCause]


def judge_themes(given: JudgeInput) -> Judgement:
    """Judge every theme, then every statement in the light of its theme."""
    by_id = {one.statement_id: one for one in given.statements}
    verdicts: dict[str, Verdict] = {}
    theme_of: dict[str, tuple[Theme, Verdict]] = {}
    for theme in given.themes:
        members = [by_id[one] for one in theme.statement_ids if one in by_id]
        verdict = _judge(theme, members, given)
        verdicts[theme.theme_id] = verdict
        theme_of.update({one.statement_id: (theme, verdict) for one in members})
    alone = {one.statement_id: _alone(one, given) for one in given.statements}
    told = told_by_near({key: one.causes for key, one in alone.items()}, given.near)
    finals = {
        key: _together(one, told.get(key), theme_of.get(key), given) for key, one in alone.items()
    }
    return Judgement(verdicts=verdicts, final_causes=finals)


def _judge(theme: Theme, members: Sequence[Statement], given: JudgeInput) -> Verdict:
    words = pool.pooled_words(members, given.codings)
    signals = gather_signals(theme.theme_id, members, given.signals)
    parts = {DecidedBy.TEXT: words, **pool.fact_odds(signals)}
    likely = pool.shares(pool.add(*parts.values()))
    chosen = pool.ranked(likely)[0]
    rival = pool.rival_of(chosen, likely)
    clear = likely[chosen] >= pool.LEAST_CLEAR
    people = len(speakers_since(members))
    levers = given.levers(pool.mean_words(members, given.codings)[0])
    told = Told(
        theme=theme,
        members=members,
        people=people,
        words=words,
        likely=likely,
        signals=signals,
        rivals=(chosen, rival),
        turn=find_turn(words, signals, levers, Speakers(people=people, held=_held(members, given))),
        facts=given.facts,
        labels=given.labels,
        own_codes=given.own_codes,
    )
    verdict = Verdict(
        causes=likely,
        theme_id=theme.theme_id,
        cause=chosen if clear else Cause.UNCLEAR,
        confidence=round(likely[chosen], 4),
        decided_by=pool.who_decided(parts, chosen, rival),
        evidence=evidence_sentence(told),
        would_overturn=overturning_sentence(told),
        route=ROUTE_OF[chosen if clear else Cause.UNCLEAR],
        signals=signals,
        people=people,
    )
    return _decided(verdict, told, given.decisions)


def _held(members: Sequence[Statement], given: JudgeInput) -> dict[Cause, int]:
    """How many people have a point that their own facts hold at each cause."""
    who: dict[Cause, set[str]] = {}
    for one in members:
        cause = own_cause(one.statement_id, given.codings, given.signals)
        if cause is not None and one.source.wave is not Wave.BEFORE:
            who.setdefault(cause, set()).add(one.speaker)
    return {cause: len(people) for cause, people in who.items()}


def _decided(verdict: Verdict, told: Told, decisions: Decisions) -> Verdict:
    said = decisions.value(f"theme:{verdict.theme_id}", "verdict")
    if said is None:
        return verdict
    cause = Cause(said)
    if cause is verdict.cause:
        return replace(verdict, status=Status.CONFIRMED)
    if cause not in (Cause.UNCLEAR, told.rivals[0]):
        found = told.rivals[0]
        told = replace(told, rivals=(cause, found))
        verdict = replace(
            verdict,
            evidence=evidence_sentence(told),
            would_overturn=standing_sentence(told, verdict.causes[found]),
        )
    return replace(
        verdict,
        cause=cause,
        confidence=1.0,
        decided_by=DecidedBy.PERSON,
        causes={cause: 1.0},
        route=ROUTE_OF[cause],
        status=Status.CHANGED,
    )


def _alone(statement: Statement, given: JudgeInput) -> FinalCause:
    """What a person said of it, else what its words and its own facts come to."""
    coding = given.codings[statement.statement_id]
    said = given.decisions.value(f"statement:{statement.statement_id}", "final_cause")
    said = said or given.decisions.value(f"statement:{statement.statement_id}", "cause")
    if said is not None or coding.cause is None:
        return FinalCause(
            statement_id=statement.statement_id,
            cause=Cause(said) if said else coding.cause,
            confidence=1.0 if said else coding.cause_confidence,
            decided_by=DecidedBy.PERSON if said else DecidedBy.TEXT,
            causes={Cause(said): 1.0} if said else {},
            status=_status(said, coding.cause),
        )
    own = given.signals.get(statement.statement_id, ())
    likely = pool.shares(pool.add(*_own_parts(coding, own).values()))
    return FinalCause(
        statement_id=statement.statement_id,
        cause=coding.cause,
        confidence=coding.cause_confidence,
        decided_by=DecidedBy.TEXT,
        causes=likely,
        signals=own,
    )


def _own_parts(coding: Coding, own: Sequence[Signal]) -> dict[DecidedBy, pool.Odds]:
    return {DecidedBy.TEXT: pool.word_odds(coding), **pool.fact_odds(own)}


def _together(
    alone: FinalCause,
    told: pool.Odds | None,
    placed: tuple[Theme, Verdict] | None,
    given: JudgeInput,
) -> FinalCause:
    """The same in the light of those who speak of the same matter, or of a person's verdict."""
    coding = given.codings[alone.statement_id]
    if alone.decided_by is DecidedBy.PERSON or coding.cause is None:
        return alone
    parts = _own_parts(coding, alone.signals)
    if placed and placed[1].status is not Status.SUGGESTED:
        theme, verdict = placed
        parts[DecidedBy.THEME] = pool.scaled(
            pool.log_shares(verdict.causes), pool.THEME_WEIGHT * theme.cohesion
        )
    elif told:
        parts[DecidedBy.THEME] = told
    odds = pool.add(*parts.values())
    likely = pool.shares(odds)
    chosen, rival = pool.ranked(likely)[:2]
    return replace(
        alone,
        cause=coding.cause if len(parts) == 1 else chosen,
        confidence=round(pool.shares(pool.scaled(odds, pool.CALM))[chosen], 4),
        decided_by=pool.who_decided(parts, chosen, rival),
        causes=likely,
    )


def _status(said: str | None, suggested: Cause | None) -> Status:
    if said is None:
        return Status.SUGGESTED
    return Status.CONFIRMED if said == (suggested or "") else Status.CHANGED
