"""The words that go on the agenda: chosen from what people said, never rewritten."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from toolkit.model.findings import Action, Coding, Stakeholder, Statement, Theme, Verdict
from toolkit.model.intake import Person
from toolkit.model.vocabulary import Cause, Kind, Level, Route
from toolkit.session.heat import NO_EVIDENCE, speaker

_LONGEST = 45
"""Words: a longer quote is not read in a session."""
_SHORTEST = 5
_EDGES = (
    (re.compile(r"!"), 1.0),
    (re.compile(r"\b[A-ZÄÖÜ]{4,}\b"), 1.0),
    (re.compile(r"\b(?:you|your|ihr|euch|vous|voi|vosotros)\b", re.IGNORECASE), 0.4),
    (re.compile(r"\?\s*\?|\.\.\.|…"), 0.4),
    (re.compile(r"\[(?:name|colleague)\]"), 0.8),
    (
        re.compile(
            r"\b(?:nobody|never|nie|niemand|nessuno|mai|jamais|personne|nunca|nadie)\b",
            re.IGNORECASE,
        ),
        0.3,
    ),
)
"""Signs of edge: shouting, addressing somebody, absolutes, a person spoken of. Only their count is
used, to choose among real quotes; a lexicon of insults would miss more than it finds."""


def edge(words: str) -> float:
    """How abrasive a text looks per sentence, >= 0."""
    hits = sum(weight * len(pattern.findall(words)) for pattern, weight in _EDGES)
    return hits / max(len(re.findall(r"[.!?]+", words)), 1)


def opinion(
    theme: Theme, said: Sequence[Statement], codings: Mapping[str, Coding], shown: Mapping[str, str]
) -> str:
    """The most representative quote of those without edge, and one for the other side if any.

    Representative: near the theme's centre. "" where nothing may be quoted.
    """
    concerns = [one for one in said if codings[one.statement_id].kind is not Kind.PRAISE]
    other = [one for one in said if codings[one.statement_id].kind is Kind.PRAISE]
    quotes = [_best(group, theme, shown) for group in (concerns, other) if group]
    return " / ".join(f"“{quote}”" for quote in quotes if quote)


def _best(said: Sequence[Statement], theme: Theme, shown: Mapping[str, str]) -> str:
    near = {one: place for place, one in enumerate(theme.exemplar_ids)}
    fit = [
        (edge(words) + 0.5 * near.get(one.statement_id, len(near)), one.statement_id, words)
        for one in said
        if (words := shown.get(one.statement_id, ""))
        and _SHORTEST <= len(words.split()) <= _LONGEST
    ]
    return min(fit)[2] if fit else ""


def fact(verdict: Verdict, least_people: int) -> str:
    """The weightiest fact that may be shown, with where it comes from; else that there is none.

    Facts about fewer people than the smallest group decide verdicts but are not printed.
    """
    may = [
        one
        for one in verdict.signals
        if one.weight != 0 and (not one.people or len(set(one.people)) >= least_people)
    ]
    if not may:
        return NO_EVIDENCE
    best = max(may, key=lambda one: (abs(one.weight), one.n, one.sentence))
    return f"{best.sentence.rstrip('.')} ({best.origin} file, n = {best.n})"


def goal(theme: Theme, verdict: Verdict, actions: Sequence[Action]) -> str:
    """The change wanted and what it is worth, from the actions on the theme."""
    if not actions:
        return f"Decide what is done about {theme.title}, which {verdict.people} people raised."
    first = actions[0]
    worth = "" if first.value_basis == "none" else f"; worth: {first.value}"
    return f"{first.title}, owned by {first.owner_role}, for {first.people} people{worth}."


def wiifm(
    said: Sequence[Statement],
    codings: Mapping[str, Coding],
    people: Mapping[str, Person],
    actions: Sequence[Action],
    least_people: int,
) -> str:
    """What is in it for whom, by level, from evidence only.

    Evidence: complaints of theirs that an action removes, wishes of theirs that are answered.
    Levels with too few people are not named apart.
    """
    moved = {
        one
        for action in actions
        if action.route is not Route.FIND_OUT
        for one in action.statement_ids
    }
    lines = []
    for level in Level:
        own = [
            one
            for one in said
            if (person := people.get(one.source.person_id)) and person.level is level
        ]
        if len({speaker(one) for one in own}) < least_people:
            continue
        relieved = [
            one
            for one in own
            if one.statement_id in moved and codings[one.statement_id].kind is Kind.CONCERN
        ]
        wished = [
            one
            for one in own
            if one.statement_id in moved and codings[one.statement_id].kind is Kind.PROPOSAL
        ]
        if relieved or wished:
            ids = ", ".join(sorted(one.statement_id for one in (*relieved, *wished))[:4])
            lines.append(
                f"{level}s: {len(relieved)} complaints and {len(wished)} wishes of theirs "
                f"are answered ({ids})"
            )
    return "; ".join(lines) or NO_EVIDENCE


def who_cares(
    theme: Theme,
    said: Sequence[Statement],
    codings: Mapping[str, Coding],
    final_cause: Mapping[str, Cause | None],
    people: Mapping[str, Person],
) -> str:
    """Whose matter it is above: what managers said, or what is said to hang on them, with ids."""
    above = [
        one
        for one in said
        if (person := people.get(one.source.person_id))
        and person.level in (Level.EXECUTIVE, Level.MANAGER)
    ]
    asked = [one for one in said if final_cause.get(one.statement_id) is Cause.LEADERSHIP]
    if asked:
        ids = ", ".join(sorted(one.statement_id for one in asked)[:4])
        heads = len({speaker(one) for one in asked})
        return f"{heads} people say it hangs on managers' own conduct ({ids})"
    if above:
        ids = ", ".join(sorted(one.statement_id for one in above)[:4])
        return f"raised by {len({speaker(one) for one in above})} with people to lead ({ids})"
    return NO_EVIDENCE


def to_be_heard(
    said: Sequence[Statement],
    codings: Mapping[str, Coding],
    stakeholders: Mapping[str, Stakeholder],
    people: Mapping[str, Person],
    most: int = 5,
) -> tuple[str, ...]:
    """Whom to call on: constructive voices, both sides, all places; not who speaks most.

    People outside the list and anonymous ones cannot be called on.
    """
    by_person: dict[str, list[Statement]] = {}
    for one in said:
        if one.source.person_id in people and people[one.source.person_id].in_scope:
            by_person.setdefault(one.source.person_id, []).append(one)
    chosen: list[str] = []
    seen_places: set[str] = set()
    while by_person and len(chosen) < most:
        best = max(
            by_person,
            key=lambda key: (
                _worth(key, by_person[key], codings, stakeholders)
                + 0.5 * (_place(people[key]) not in seen_places),
                -people[key].rank,
            ),
        )
        chosen.append(best)
        seen_places.add(_place(people[best]))
        del by_person[best]
    return tuple(chosen)


def _worth(
    key: str,
    said: Sequence[Statement],
    codings: Mapping[str, Coding],
    stakeholders: Mapping[str, Stakeholder],
) -> float:
    proposes = any(codings[one.statement_id].kind is Kind.PROPOSAL for one in said)
    gravest = max(codings[one.statement_id].severity or 1 for one in said) / 3
    known = stakeholders.get(key)
    return 0.6 * proposes + 0.4 * gravest + (known.influence_score if known else 0.0)


def _place(person: Person) -> str:
    return f"{person.department}|{person.location}"
