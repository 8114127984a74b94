"""Whom to ask for what, because the answer would decide a verdict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toolkit.model.findings import Facts, Request, Theme, Verdict
from toolkit.model.labels import NO_LABELS, Labels
from toolkit.model.vocabulary import Cause, DecidedBy
from toolkit.verdicts import pool

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


@dataclass(frozen=True, slots=True)
class _Ask:
    """What would decide whether it is a cause: whom to ask what, and what either answer says."""

    role: str
    question: str
    holds: str
    """The answer by which it is the cause."""
    fails: str
    """The answer by which it is rather its rival."""
    fields: str


_ASK: Mapping[Cause, _Ask] = {
    Cause.DEFECT: _Ask(
        "service desk lead",
        "Can it be reproduced, on which device and release, by somebody who was trained?",
        "it can be reproduced",
        "it works when done as shown",
        "steps, device, release, text of the error",
    ),
    Cause.MISSING: _Ask(
        "product owner",
        "Can the tool do it today, by any setting or role?",
        "no way inside the tool",
        "there is a way",
        "setting, role or licence; where it is done today",
    ),
    Cause.FRICTION: _Ask(
        "product owner",
        "How many steps and minutes does it take a practised user?",
        "many, each time",
        "few",
        "steps and minutes of three practised users",
    ),
    Cause.DATA: _Ask(
        "data steward",
        "In a sample of twenty records, how many are wrong, and since when?",
        "several are wrong",
        "they are right",
        "twenty records against their source, with the day of the last change",
    ),
    Cause.TRAINING: _Ask(
        "training lead",
        "Was this step shown, to whom, and did they do it themselves?",
        "not shown, or never done by themselves",
        "shown and done",
        "per person: date, language, shown or done by hand",
    ),
    Cause.COMMUNICATION: _Ask(
        "project lead",
        "What was announced about it, when, to whom?",
        "nothing, too late, or otherwise than it is",
        "in time and as it is",
        "announcements: text, day, recipients",
    ),
    Cause.WAY_OF_WORKING: _Ask(
        "process owner",
        "Does the process that the tool asks for fit the job as it is done?",
        "it does not fit",
        "it fits",
        "the process as written beside a day as it was",
    ),
    Cause.VALUE: _Ask(
        "line manager",
        "What do those who enter it get back, and did they see it?",
        "nothing that helps their own work",
        "something that they use",
        "what goes back to them: lists, reports, calls",
    ),
    Cause.TRUST: _Ask(
        "works council or HR partner",
        "Who can see it, and what was agreed on its use?",
        "people who may judge by it, or nobody can say",
        "nobody who may judge by it",
        "who has access; agreements on its use",
    ),
    Cause.LEADERSHIP: _Ask(
        "sponsor",
        "Which report outside the tool do managers still ask for?",
        "one at least",
        "none, and they open the tool themselves",
        "reports and lists asked for; managers' own use",
    ),
}


def draft_requests(
    themes: Sequence[Theme],
    verdicts: Mapping[str, Verdict],
    facts: Facts,
    labels: Labels = NO_LABELS,
) -> tuple[Request, ...]:
    """Missing files first, then what would decide each unsure verdict, by addressee.

    Themes that the same question to the same person would decide between the same two causes share
    a request. `labels` are what the users call the causes.
    """
    wanted = [
        (name, *_FILES[name])
        for name in ("org", "usage", "training", "tickets")
        if name not in facts.recorded
    ]
    unsure = [
        theme
        for theme in themes
        if verdicts[theme.theme_id].decided_by is not DecidedBy.PERSON
        and verdicts[theme.theme_id].confidence < pool.UNSURE
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
    between: dict[tuple[Cause, Cause], list[Theme]] = defaultdict(list)
    for theme in unsure:
        causes = verdicts[theme.theme_id].causes
        best = pool.ranked(causes)[0]
        between[best, pool.rival_of(best, causes)].append(theme)
    drafting = _Drafting(verdicts, facts, labels)
    found += [drafting.question(pair, together) for pair, together in between.items()]
    found.sort(key=lambda one: (one.kind != "file", one.addressee_role, one.about))
    return tuple(
        Request(**{**_fields(one), "request_id": f"R{number:02d}"})
        for number, one in enumerate(found, start=1)
    )


def _fields(one: Request) -> dict[str, str]:
    return {name: getattr(one, name) for name in Request.__slots__}


@dataclass(frozen=True, slots=True)
class _Drafting:
    verdicts: Mapping[str, Verdict]
    facts: Facts
    labels: Labels

    def question(self, pair: tuple[Cause, Cause], themes: Sequence[Theme]) -> Request:
        """One request for themes whose verdict lies between the same two causes."""
        (best, rival), ask = pair, _ASK[pair[0]]
        half = self.labels.half
        return Request(
            request_id="",
            about="; ".join(theme.theme_id for theme in themes),
            question=f"{' · '.join(theme.title for theme in themes)}: {ask.question}",
            addressee_role=ask.role,
            data=self._data(ask, themes),
            if_answer=f"{ask.holds} -> {best} ({half(best)}); "
            f"{ask.fails}, which leaves -> {rival} ({half(rival)})",
            kind="question",
        )

    def _data(self, ask: _Ask, themes: Sequence[Theme]) -> str:
        """Fields, period, and how many people raise each theme."""
        launch = self.facts.launch_on
        since = f"since {launch.isoformat()}" if launch else "since the launch"
        who = [_raised(self.verdicts[theme.theme_id].people) for theme in themes]
        about = [
            f"{theme.theme_id}: {raised}" if len(themes) > 1 else raised
            for theme, raised in zip(themes, who, strict=True)
        ]
        return "; ".join([ask.fields, since, *about])


def _raised(people: int) -> str:
    return "1 person raises it" if people == 1 else f"{people} people raise it"
