"""What a speaker's courses say of a statement's cause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from toolkit.facts import weights
from toolkit.facts.languages import language_codes, names_language
from toolkit.facts.naming import common_words, distinctive_words, named_words
from toolkit.facts.rows import split_rows
from toolkit.facts.subjects import Finding, SignalInput, Subject, Table, spoken_languages
from toolkit.facts.training import COURSE, NOT_TAKEN, TOO_EARLY_WEEKS, Trained
from toolkit.facts.usage_signals import IN_USE
from toolkit.model.findings import Signal
from toolkit.model.intake import Person
from toolkit.model.vocabulary import Attendance, Cause, DecidedBy, UsageState

KNOWLEDGE = frozenset({Cause.TRAINING, Cause.DEFECT, Cause.FRICTION, Cause.MISSING})
"""Words about something that fails, is missing or is hard: knowledge may lack there."""
GAPS: Mapping[Trained, tuple[str, str]] = {
    Trained.MISSED: ("course_missed", "registered and did not attend"),
    Trained.CANCELLED: ("course_cancelled", "whose course was cancelled or who excused themselves"),
    Trained.LEFT_EARLY: ("course_left_early", "left the course early"),
    Trained.TOO_EARLY: (
        "course_too_early",
        f"had the last course more than {TOO_EARLY_WEEKS} weeks before launch",
    ),
}
FOREIGN = (
    "course_in_a_foreign_language",
    "had courses only in another language than they write in",
)
AFTER = ("course_after_the_complaint", "had no course before they said this")
NOT_LISTED = ("in_no_attendance_list", "stand in no attendance list")
_LISTED_LEAST = 0.5
"""A list that names fewer of those in scope is one of some courses only, and absence from it says
nothing."""
_LEAST_PEOPLE = 5
_LEAST_WRITERS, _HARDLY_ANY = 3, 0.1
"""People of one place who wrote something, and the share of them whose language may be misread."""
_TAUGHT = frozenset({Trained.IN_TIME, Trained.IN_PART, Trained.TOO_EARLY})
PASS_MARK = 75.0
"""Per cent; tests at the end of a course ask for 70 to 80 as a rule: above it nothing lacks."""


@dataclass(frozen=True, slots=True, eq=False)
class Taught:
    """How each person was taught, and how common that is."""

    table: Table
    gap_of: Mapping[str, tuple[str, str]]
    """Person id -> name and words of the gap, for people with one."""
    foreign: frozenset[str]
    """People who were taught, and only in another language than they write in."""
    in_time: frozenset[str]
    not_listed: frozenset[str]
    """People in scope whom no list names; empty where lists name too few to tell."""
    known: int
    low_score: float
    """Lower quartile of best scores; -inf where fewer than five people have one."""
    states: Mapping[str, UsageState]
    courses: Mapping[str, tuple[str, ...]]
    """Title of a course -> its distinctive words."""


def training_signals(given: SignalInput, subjects: Sequence[Subject]) -> list[Signal]:
    """Signals from courses; none for anonymous statements.

    - course_on_it_missed, course_on_it_attended: where the words name a course, by a distinctive
      word of its title, to which the speaker was registered; else
    - course_missed, course_cancelled, course_left_early, course_too_early,
      course_in_a_foreign_language, in_no_attendance_list: support training;
    - course_after_the_complaint: the first course came later than the words: supports training;
    - trained_and_practised: attended in time and uses the tool steadily: contradicts training, and
      supports defect and friction a little;
    - course_failed: the test at the end was not passed: supports training; where nothing says so,
      low_course_score: in the lowest quarter.
    """
    if "training" not in given.facts.recorded:
        return []
    taught = find_taught(given)
    signals: list[Signal] = []
    for subject in subjects:
        if not subject.person_id:
            continue
        factor = subject.relevance(KNOWLEDGE)
        taught_it = course_finding(subject, taught) or gap_finding(subject, taught)
        for finding in (taught_it, result_finding(subject, taught)):
            if finding is not None:
                signals += finding.signals(subject.statement.statement_id, factor)
    return signals


def find_taught(given: SignalInput) -> Taught:
    """How everybody in the training file was taught."""
    table = Table.of(given.facts.people)
    foreign = _foreign(table, given)
    said = (one.text for one in given.statements)
    gap_of: dict[str, tuple[str, str]] = {}
    in_time = set()
    for who in table.rows:
        state = Trained(table.text(who, "trained"))
        if who in foreign and state in _TAUGHT:
            gap_of[who] = FOREIGN
        elif state in GAPS:
            gap_of[who] = GAPS[state]
        elif state is Trained.IN_TIME:
            in_time.add(who)
    scope = [key for key, one in given.people.items() if one.in_org and one.in_scope]
    absent = frozenset(who for who in scope if not table.text(who, "training_rows"))
    enough = len(scope) - len(absent) >= _LISTED_LEAST * len(scope)
    scores = table.column("course_score")
    scores = scores[np.isfinite(scores)]
    varied = len(scores) >= _LEAST_PEOPLE and scores.min() < scores.max()
    return Taught(
        table,
        gap_of,
        foreign,
        frozenset(in_time),
        absent if enough else frozenset(),
        len(gap_of) + len(in_time),
        float(np.quantile(scores, 0.25)) if varied else float("-inf"),
        given.facts.usage_states,
        distinctive_words(table.names(COURSE), common_words(said, given.facts.tool_names)),
    )


def is_foreign(spoken: str, courses: str) -> bool:
    """Whether none of the courses was in the language that somebody writes in.

    False where either is not known. Who writes in English may do so because the survey was in
    English: then another language is no proof either, and it is False; see `_foreign_places`.
    """
    codes = language_codes(courses)
    return bool(codes) and spoken not in ("", "en") and spoken not in codes


def _foreign(table: Table, given: SignalInput) -> frozenset[str]:
    spoken = spoken_languages(given.statements)
    taught = {who: table.text(who, "course_languages") for who in table.rows}
    places = _foreign_places(taught, spoken, given.people)
    there = {who for who, one in given.people.items() if one.location in places}
    return frozenset(
        who
        for who, courses in taught.items()
        if is_foreign(spoken.get(who, ""), courses)
        or (who in there and courses and spoken.get(who) not in language_codes(courses))
    )


def _foreign_places(
    taught: Mapping[str, str], spoken: Mapping[str, str], people: Mapping[str, Person]
) -> frozenset[str]:
    """Locations where hardly anybody writes in a language of a course there, while others do.

    Others must write in that language somewhere else: else all may write as the survey asked them.
    """
    courses: dict[str, set[str]] = {}
    written: dict[str, list[str]] = {}
    for who, one in people.items():
        if codes := language_codes(taught.get(who, "")):
            courses.setdefault(one.location, set()).update(codes)
        if spoken.get(who):
            written.setdefault(one.location, []).append(spoken[who])
    found = set()
    for place in sorted(courses.keys() & written.keys() - {""}):
        here, taught_in = written[place], courses[place]
        there = {code for other in written.keys() - {place} for code in written[other]}
        hardly = sum(code in taught_in for code in here) < _HARDLY_ANY * len(here)
        if len(here) >= _LEAST_WRITERS and hardly and taught_in <= there:
            found.add(place)
    return frozenset(found)


def course_finding(subject: Subject, taught: Taught) -> Finding | None:
    """The course on the matter itself, where the words name one; None where they do not.

    Of several the one with most of its words named; a course that was not taken before one that
    was, as the gap may lie there.
    """
    who = subject.person_id
    named = named_words(subject.statement.text, taught.courses)
    most = max(named.values(), default=0)
    status = {
        title: taught.table.text(who, COURSE + title)
        for title, count in named.items()
        if count == most
    }
    took = sorted(title for title, one in status.items() if one == Attendance.ATTENDED)
    lost = sorted(title for title, one in status.items() if one in NOT_TAKEN)
    if not took and not lost:
        return None
    title = (lost or took)[0]
    if not lost and who in taught.foreign:
        return None  # there, and taught in a language that is not theirs: see gap_finding
    column = taught.table.frame[COURSE + title]
    listed = int((column != "").sum())
    gaps = int(column.isin([one.value for one in NOT_TAKEN]).sum())
    base = weights.base_rate(gaps, listed)
    if not lost:
        weight = min(weights.from_base_rate(1 - weights.GAP_IF_TRAINING, 1 - base), 0.0)
        good = weights.PRACTISED_SUPPORT if taught.states.get(who) in IN_USE else 0.0
        sentence = f"the speaker attended the course '{title}', as {listed - gaps} of {listed} did"
        found = {Cause.TRAINING: weight, Cause.DEFECT: good, Cause.FRICTION: good}
        return _training("course_on_it_attended", found, sentence, subject, taught)
    weight = max(weights.from_base_rate(weights.GAP_IF_TRAINING, base), 0.0)
    sentence = (
        f"the speaker missed the course '{title}' or left it early, as {gaps} of {listed} did"
    )
    return _training("course_on_it_missed", {Cause.TRAINING: weight}, sentence, subject, taught)


def gap_finding(subject: Subject, taught: Taught) -> Finding | None:
    """A gap in teaching, or good teaching with practice."""
    who = subject.person_id
    if taught.known < _LEAST_PEOPLE:
        return None
    base = weights.base_rate(len(taught.gap_of), taught.known)
    if gap := _gap_of(subject, taught):
        return _lacking(gap, subject, taught)
    if who in taught.not_listed:
        weight = max(weights.from_base_rate(weights.ANY_GAP_IF_TRAINING, base), 0.0)
        name, words = NOT_LISTED
        sentence = f"the speaker is one of {len(taught.not_listed)} people in scope who {words}"
        found = {Cause.TRAINING: weight * weights.NOT_LISTED_SHARE}
        return _training(name, found, sentence, subject, taught)
    if who in taught.in_time and taught.states.get(who) in IN_USE:
        weight = min(weights.from_base_rate(1 - weights.ANY_GAP_IF_TRAINING, 1 - base), 0.0)
        good = weights.PRACTISED_SUPPORT
        found = {Cause.TRAINING: weight, Cause.DEFECT: good, Cause.FRICTION: good}
        sentence = "the speaker was trained in time and uses the tool steadily"
        return _training("trained_and_practised", found, sentence, subject, taught)
    return None


def _gap_of(subject: Subject, taught: Taught) -> tuple[str, str] | None:
    if _taught_later(subject, taught):
        return AFTER
    return FOREIGN if _says_foreign(subject, taught) else taught.gap_of.get(subject.person_id)


def _lacking(gap: tuple[str, str], subject: Subject, taught: Taught) -> Finding:
    """A gap, by how common gaps are; a foreign language by its own share, beside other gaps."""
    name, words = gap
    same = sum(found == gap for found in taught.gap_of.values()) or 1
    base = weights.base_rate(same if gap == FOREIGN else len(taught.gap_of), taught.known)
    weight = max(weights.from_base_rate(weights.ANY_GAP_IF_TRAINING, base), 0.0)
    on_it = gap == AFTER or _says_foreign(subject, taught)
    sentence = f"the speaker is one of {same} of {taught.known} people on record who {words}"
    if name == "course_cancelled":
        sentence = sentence.replace("who whose", "whose")
    found = {Cause.TRAINING: weight if on_it else weight * weights.ANY_GAP_SHARE}
    return _training(name, found, sentence, subject, taught)


def _says_foreign(subject: Subject, taught: Taught) -> bool:
    """Whether the words say in which language a course was, and it is not the one they are in."""
    codes = language_codes(taught.table.text(subject.person_id, "course_languages"))
    statement = subject.statement
    return statement.language not in codes and names_language(statement.text, codes)


def _taught_later(subject: Subject, taught: Taught) -> bool:
    """Whether the speaker's first course was held after the statement was made."""
    said_on = subject.statement.source.said_on
    row = taught.table.rows.get(subject.person_id, {})
    first = row.get("first_course_on")
    return isinstance(first, date) and said_on is not None and first > said_on


def result_finding(subject: Subject, taught: Taught) -> Finding | None:
    """A test that was failed, by how common that is; else a score in the lowest quarter."""
    who = subject.person_id
    if taught.table.text(who, "course_passed") != "no":
        return score_finding(subject, taught)
    results = taught.table.frame["course_passed"]
    failed, tested = int((results == "no").sum()), int((results != "").sum())
    base = weights.base_rate(failed, tested)
    weight = max(weights.from_base_rate(weights.FAILED_IF_TRAINING, base), 0.0)
    sentence = f"the speaker failed the test of a course, as {failed} of {tested} did"
    return _training("course_failed", {Cause.TRAINING: weight}, sentence, subject, taught)


def score_finding(subject: Subject, taught: Taught) -> Finding | None:
    """A course score in the lowest quarter, and below what courses ask for as a rule."""
    score = taught.table.number(subject.person_id, "course_score")
    if not (score <= taught.low_score and score < PASS_MARK):
        return None
    weight = weights.from_base_rate(weights.LOW_SCORE_IF_TRAINING, 0.25)
    sentence = f"the speaker's course score of {score:.0f} % is in the lowest quarter"
    return _training("low_course_score", {Cause.TRAINING: weight}, sentence, subject, taught, score)


def _training(
    name: str,
    found: Mapping[Cause, float],
    sentence: str,
    subject: Subject,
    taught: Taught,
    value: float | None = None,
) -> Finding:
    who = subject.person_id
    return Finding(
        name=name,
        origin=DecidedBy.TRAINING,
        weights=found,
        sentence=sentence,
        n=1,
        value=value,
        people=(who,),
        rows=split_rows(taught.table.text(who, "training_rows")),
    )
