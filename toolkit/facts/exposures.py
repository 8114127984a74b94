"""What people were exposed to besides their office: courses of some form, devices they ticked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from toolkit.facts import weights
from toolkit.facts.contrasts import Contrast, contrast
from toolkit.facts.subjects import Finding, Table
from toolkit.model.intake import ClosedAnswer
from toolkit.model.vocabulary import Cause, DecidedBy, Wave

LEAST = 5
"""People on either side of a contrast."""
SIGNIFICANT = 0.05
_SCALES = ("choice", "multi")

Exposures = Mapping[str, frozenset[str]]
"""Name of an exposure -> ids of the people who have it."""


def ticked_answers(
    closed: Iterable[ClosedAnswer], unjoined_files: frozenset[str] = frozenset()
) -> dict[str, frozenset[str]]:
    """Who ticked each "QUESTION: ANSWER" after launch; ratings and ladders are left out.

    Answers without an identity, and of files whose answers are not to be joined, take no part.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for one in closed:
        kept = one.person_id and one.wave is not Wave.BEFORE and one.file not in unjoined_files
        if kept and one.scale in _SCALES and one.value.strip():
            found[f"{one.question.strip()}: {one.value.strip()}"].add(one.person_id)
    return {name: frozenset(found[name]) for name in sorted(found)}


def course_formats(table: Table) -> dict[str, frozenset[str]]:
    """Form of a course, as the file names it -> who had courses of this form and no other."""
    found: dict[str, set[str]] = defaultdict(set)
    for who in table.rows:
        form = table.text(who, "course_formats")
        if form and ";" not in form:
            found[form].add(who)
    return {name: frozenset(found[name]) for name in sorted(found)}


def answer_remarks(
    complaining: frozenset[str], heard: frozenset[str], exposures: Exposures
) -> list[Finding]:
    """Answers (a device, a kind of customer) whose people complain significantly more often.

    Remarks without weight: whom it meets, and not why. Bonferroni over all answers looked at.
    """
    return [
        _finding(
            "complaint_by_answer",
            DecidedBy.TEXT,
            {},
            f"of those who ticked '{name}' {seen.words()} of the others complain of it",
            seen,
            complaining,
        )
        for name, seen in _significant(complaining, heard, exposures)
    ]


def format_findings(
    complaining: frozenset[str], heard: frozenset[str], formats: Exposures
) -> list[Finding]:
    """Courses of a form whose people complain significantly more than those taught otherwise.

    How it was taught makes a difference: supports training. So hands-on and lecture tell
    themselves apart, whatever the file calls them.
    """
    taught = heard & frozenset(one for who in formats.values() for one in who)
    return [
        _finding(
            "complaint_by_course_format",
            DecidedBy.TRAINING,
            {Cause.TRAINING: min(weights.CAP, weights.CONTRAST_SHARE * seen.shrunk)},
            f"of those taught by '{name}' {seen.words()} of those taught otherwise complain of it",
            seen,
            complaining,
        )
        for name, seen in _significant(complaining, taught, formats)
    ]


def _significant(
    complaining: frozenset[str], heard: frozenset[str], exposures: Exposures
) -> list[tuple[str, Contrast]]:
    eligible = {
        name: who & heard
        for name, who in exposures.items()
        if len(who & heard) >= LEAST and len(heard - who) >= LEAST
    }
    seen = {name: contrast(complaining, who, heard - who) for name, who in eligible.items()}
    return [
        (name, seen[name])
        for name in sorted(seen)
        if seen[name].p_value <= SIGNIFICANT / len(eligible)
    ]


def _finding(
    name: str,
    origin: DecidedBy,
    found: Mapping[Cause, float],
    sentence: str,
    seen: Contrast,
    people: frozenset[str],
) -> Finding:
    return Finding(
        name=name,
        origin=origin,
        weights=found,
        sentence=sentence,
        n=seen.inside_of + seen.outside_of,
        value=seen.log_odds_ratio,
        people=tuple(sorted(people)),
    )
