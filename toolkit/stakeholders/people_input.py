"""What the room of people is given: one frozen value, and the index that its parts share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from toolkit.model.decisions import Decisions
from toolkit.model.findings import (
    Action,
    Coding,
    Facts,
    FinalCause,
    Signal,
    Statement,
    Theme,
    Verdict,
)
from toolkit.model.intake import ClosedAnswer, Intake, Person
from toolkit.model.vocabulary import Kind, Wave
from toolkit.settings import Settings
from toolkit.stakeholders.attitudes import Attitude, Encode


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleInput:
    """Everything that is known of the people, from the rooms before.

    `encode` gives unit rows for texts of any language; without it attitudes are read from TF-IDF
    alone. `shown` holds the redacted words of statements: what is not in it is cited by its id and
    theme only. `mentions` says whom a statement names (statement id -> person ids).
    """

    intake: Intake
    statements: Sequence[Statement]
    codings: Mapping[str, Coding]
    final_causes: Mapping[str, FinalCause] = field(default_factory=dict)
    themes: Sequence[Theme] = ()
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    signals: Mapping[str, tuple[Signal, ...]] = field(default_factory=dict)
    facts: Facts
    settings: Settings = field(default_factory=Settings)
    decisions: Decisions = field(default_factory=Decisions)
    shown: Mapping[str, str] = field(default_factory=dict)
    mentions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    encode: Encode | None = None
    actions: Sequence[Action] = ()
    """What is planned: a complaint counts as answered only where something is."""
    part_users: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Theme id -> whom the files show using the part of the tool that the theme is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peers:
    """People who were heard since the launch, by what they share with others."""

    by_role: Mapping[str, frozenset[str]]
    by_department: Mapping[str, frozenset[str]]
    content: frozenset[str]
    """Who praises something."""

    def share_content(self, me: Person) -> tuple[float, int]:
        """Share of my peers (same role, else department) who praise something, and their number.

        (0, 0) where no peer was heard.
        """
        mine = frozenset({me.person_id})
        peers = self.by_role.get(me.role, frozenset()) - mine
        peers = peers or self.by_department.get(me.department, frozenset()) - mine
        return (len(peers & self.content) / len(peers), len(peers)) if peers else (0.0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The input, indexed once: who said what, where it stands, who answers to whom."""

    given: PeopleInput
    people: tuple[Person, ...]
    """By rank: everybody of the list, then externals who spoke."""
    by_id: Mapping[str, Person]
    said: Mapping[str, tuple[Statement, ...]]
    """Person id -> statements, in the order of their sources; anonymous sources are in none."""
    answered: Mapping[str, tuple[ClosedAnswer, ...]]
    theme_of: Mapping[str, Theme]
    """Statement id -> theme."""
    attitudes: Mapping[str, Attitude]
    """Statement id -> what its words say of the speaker's attitude."""
    peers: Peers
    """Who was heard, by role and department, and who of them praises something."""
    readings: Mapping[tuple[str, bool], float] = field(default_factory=dict)
    """(person id, before the launch) -> leaning of all that was said, -1 to 1; empty where there is
    no encoder."""
    answered_on: Mapping[tuple[str, str], date] = field(default_factory=dict)
    """(file, respondent id) -> day of a questionnaire."""

    def words(self, person_id: str, *, before: bool) -> tuple[Statement, ...]:
        """What a person said, before the launch or since."""
        return tuple(
            one
            for one in self.said.get(person_id, ())
            if (one.source.wave is Wave.BEFORE) is before
        )

    def ratings(self, person_id: str, *, before: bool) -> tuple[ClosedAnswer, ...]:
        """Closed answers with an order (`agreement` known), before the launch or since."""
        return tuple(
            one
            for one in self.answered.get(person_id, ())
            if one.agreement is not None and (one.wave is Wave.BEFORE) is before
        )

    def days(self, person_id: str, *, before: bool) -> tuple[date, ...]:
        """The days of a person's words and answers, before the launch or since, in order.

        An answer is dated by its questionnaire; what no file dates is left out.
        """
        said = {one.source.said_on for one in self.words(person_id, before=before)}
        filled = {
            self.answered_on.get((one.file, one.respondent_id))
            for one in self.ratings(person_id, before=before)
        }
        return tuple(sorted(day for day in said | filled if day is not None))

    def may_join(self, person_id: str) -> bool:
        """Whether this person's words may be read beside what the systems recorded."""
        files = {one.source.file for one in self.said.get(person_id, ())}
        settings = self.given.settings
        return all(settings.promise(file, anonymous=False).join_usage for file in files)


def heard_in(given: PeopleInput) -> frozenset[str]:
    """Ids of people who spoke or rated, under their own name."""
    anonymous = anonymous_files(given)
    spoke = {
        one.source.person_id
        for one in given.statements
        if not one.empty and one.source.file not in anonymous
    }
    rated = {
        one.person_id
        for one in given.intake.closed
        if one.agreement is not None and one.file not in anonymous
    }
    return frozenset((spoke | rated) - {""})


def anonymous_files(given: PeopleInput) -> frozenset[str]:
    """Files whose speakers were promised to stay unknown, even where the rows name them."""
    promise = given.settings.promise
    return frozenset(
        file.file
        for file in given.intake.files
        if promise(file.file, anonymous=file.anonymous).attribution == "anonymous"
    )


def index_people(given: PeopleInput, attitudes: Mapping[str, Attitude]) -> Known:
    """The index of an input; files that were promised to be anonymous belong to nobody."""
    anonymous = anonymous_files(given)
    said: dict[str, list[Statement]] = defaultdict(list)
    for one in given.statements:
        if one.source.person_id and one.source.file not in anonymous:
            said[one.source.person_id].append(one)
    answered: dict[str, list[ClosedAnswer]] = defaultdict(list)
    for answer in given.intake.closed:
        if answer.person_id and answer.file not in anonymous:
            answered[answer.person_id].append(answer)
    ordered = {key: tuple(sorted(own, key=_place)) for key, own in said.items()}
    return Known(
        given=given,
        people=tuple(sorted(given.intake.people, key=lambda one: (one.rank, one.person_id))),
        by_id=given.intake.by_id(),
        said=ordered,
        answered={
            key: tuple(sorted(own, key=lambda one: (one.file, one.question, one.value)))
            for key, own in answered.items()
        },
        theme_of={key: theme for theme in given.themes for key in theme.statement_ids},
        attitudes=attitudes,
        peers=_peers(given, ordered),
        answered_on={
            (one.file, one.respondent_id): one.answered_on
            for one in given.intake.respondents
            if one.answered_on is not None
        },
    )


def _peers(given: PeopleInput, said: Mapping[str, Sequence[Statement]]) -> Peers:
    since = {
        key: [one for one in own if one.source.wave is not Wave.BEFORE and not one.empty]
        for key, own in said.items()
    }
    roles: dict[str, set[str]] = defaultdict(set)
    departments: dict[str, set[str]] = defaultdict(set)
    for person in given.intake.people:
        if since.get(person.person_id):
            roles[person.role].add(person.person_id)
            departments[person.department].add(person.person_id)
    roles.pop("", None)
    departments.pop("", None)
    return Peers(
        by_role={key: frozenset(who) for key, who in roles.items()},
        by_department={key: frozenset(who) for key, who in departments.items()},
        content=frozenset(
            key for key, own in since.items() if any(_is_praise(one, given) for one in own)
        ),
    )


def _is_praise(one: Statement, given: PeopleInput) -> bool:
    coding = given.codings.get(one.statement_id)
    if coding is None:
        return False
    return coding.kinds.get(Kind.PRAISE, float(coding.kind is Kind.PRAISE)) >= 0.5


def _place(one: Statement) -> tuple[str, int, int, str]:
    return (one.source.file, one.source.position, one.start, one.statement_id)
