"""Whom to ask for what, because the answer would decide a verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toolkit.model.findings import Facts, Request, Theme, Verdict
from toolkit.model.vocabulary import CAUSE_WORDS, Cause, DecidedBy
from toolkit.verdicts import pool

UNSURE = 0.6
"""Verdicts less likely than this ask for the evidence that would decide."""
_FILES: Mapping[str, tuple[str, str, str]] = {
    "usage": (
        "CRM administrator",
        "per person and week since launch: records created and changed, errors, by module",
        "who uses the tool -> friction, way_of_working; errors among the trained -> defect",
    ),
    "training": (
        "training lead",
        "attendance per person and course: date, language, hands-on or not, score",
        "complainers untrained -> training; trained and still failing -> defect, friction",
    ),
    "tickets": (
        "service desk lead",
        "tickets since launch with category, resolution text and linked problem",
        "confirmed as a fault -> defect; shown how -> training; works as designed -> friction",
    ),
    "org": (
        "HR partner",
        "people in scope: id, e-mail, department, title, manager, location, dates",
        "who was not heard -> whom to meet next",
    ),
}
_ASK: Mapping[Cause, tuple[str, str]] = {
    Cause.DEFECT: (
        "service desk lead",
        "Can it be reproduced, on which device and release, by somebody who was trained?",
    ),
    Cause.MISSING: ("product owner", "Can the tool do it today, by any setting or role?"),
    Cause.FRICTION: ("product owner", "How many steps and minutes does it take a practised user?"),
    Cause.DATA: (
        "data steward",
        "In a sample of twenty records, how many are wrong, and since when?",
    ),
    Cause.TRAINING: (
        "training lead",
        "Was this step shown, to whom, and did they do it themselves?",
    ),
    Cause.COMMUNICATION: ("project lead", "What was announced about it, when, to whom?"),
    Cause.WAY_OF_WORKING: (
        "process owner",
        "Does the process that the tool asks for fit the job as it is done?",
    ),
    Cause.VALUE: ("line manager", "What do those who enter it get back, and did they see it?"),
    Cause.TRUST: ("works council or HR partner", "Who can see it, and what was agreed on its use?"),
    Cause.LEADERSHIP: ("sponsor", "Which report outside the tool do managers still ask for?"),
}


def draft_requests(
    themes: Sequence[Theme], verdicts: Mapping[str, Verdict], facts: Facts
) -> tuple[Request, ...]:
    """Missing files first, then one question per unsure verdict, by addressee."""
    wanted = [
        (name, *_FILES[name])
        for name in ("org", "usage", "training", "tickets")
        if name not in facts.recorded
    ]
    unsure = [
        theme
        for theme in themes
        if verdicts[theme.theme_id].decided_by is not DecidedBy.PERSON
        and verdicts[theme.theme_id].confidence < UNSURE
    ]
    found = [
        Request(
            request_id="",
            about="; ".join(theme.theme_id for theme in unsure) or "all",
            question=f"Please send the {name} file.",
            addressee_role=role,
            data=data,
            if_answer=answer,
            kind="file",
        )
        for name, role, data, answer in wanted
    ]
    found += [_question(theme, verdicts[theme.theme_id]) for theme in unsure]
    found.sort(key=lambda one: (one.kind != "file", one.addressee_role, one.about))
    return tuple(
        Request(**{**_fields(one), "request_id": f"R{number:02d}"})
        for number, one in enumerate(found, start=1)
    )


def _fields(one: Request) -> dict[str, str]:
    return {name: getattr(one, name) for name in Request.__slots__}


def _question(theme: Theme, verdict: Verdict) -> Request:
    best = pool.ranked(verdict.causes)[0]
    rival = pool.rival_of(best, verdict.causes)
    role, ask = _ASK[best]
    return Request(
        request_id="",
        about=theme.theme_id,
        question=f"{theme.title}: {ask}",
        addressee_role=role,
        data=", ".join(theme.keywords[:4]),
        if_answer=f"yes -> {best} ({CAUSE_WORDS[best]}); no -> {rival} ({CAUSE_WORDS[rival]})",
        kind="question",
    )
