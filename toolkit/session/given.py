"""What the room is given, and the index that its parts share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from toolkit.model.decisions import Decisions
from toolkit.model.findings import (
    Action,
    Coding,
    FinalCause,
    Request,
    Stakeholder,
    Statement,
    Theme,
    Verdict,
)
from toolkit.model.intake import Person
from toolkit.model.labels import NO_LABELS, Labels
from toolkit.model.marks import Mark
from toolkit.model.vocabulary import FAMILY_OF, Cause, Family, Kind, Level, Wave
from toolkit.session.phrases import cause_words, day

_NO_MARK = Mark()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaInput:
    """What the room is given."""

    themes: Sequence[Theme]
    verdicts: Mapping[str, Verdict]
    statements: Sequence[Statement]
    codings: Mapping[str, Coding]
    final_causes: Mapping[str, FinalCause]
    stakeholders: Sequence[Stakeholder]
    actions: Sequence[Action]
    people: Mapping[str, Person]
    shown: Mapping[str, str]
    """Statement id -> redacted words, "" where withheld."""
    minutes: int = 120
    least_people: int = 5
    """The smallest group of which anything is printed."""
    least_quoted: int = 10
    """The smallest group whose name may stand beside a quote."""
    most_quotes: int = 2
    """Of one person, in all that is carried into the room."""
    decisions: Decisions = field(default_factory=Decisions)
    marks: Mapping[str, Mark] = field(default_factory=dict)
    requests: Sequence[Request] = ()
    as_of: Mapping[str, date] = field(default_factory=dict)
    """usage, training, tickets -> the last day that the files cover."""
    recorded: frozenset[str] = frozenset({"usage", "training", "tickets"})
    """Which of the three came at all."""
    anonymous: frozenset[str] = frozenset()
    """Files whose speakers are never told apart, invited or counted one by one."""
    individual: bool = True
    """False: nobody is named, invited or counted one by one."""
    language: str = "en"
    """Of the texts that the room writes: en, de or it. Quotes stay in their own."""
    labels: Labels = NO_LABELS
    """What the users call the causes."""
    held_on: date | None = None
    decision_makers: tuple[str, ...] = ()


def family_of(coding: Coding) -> Family | None:
    """The family of the cause that the words name, or None."""
    return FAMILY_OF.get(coding.cause) if coding.cause else None


class Ground:
    """The input, indexed once. Statements from before the launch count for no topic."""

    def __init__(self, given: AgendaInput) -> None:
        self.given = given
        self.by_id = {one.statement_id: one for one in given.statements}
        self.stakeholders = {one.person_id: one for one in given.stakeholders}
        self.said: dict[str, list[Statement]] = {
            theme.theme_id: self._since(theme.statement_ids) for theme in given.themes
        }
        self.placed = frozenset(key for one in given.themes for key in one.statement_ids)
        self.themes = {theme.theme_id: theme for theme in given.themes}
        self.actions: dict[str, list[Action]] = defaultdict(list)
        for action in given.actions:
            for theme_id in action.theme_ids:
                self.actions[theme_id].append(action)
        self.praise: dict[str, list[Statement]] = defaultdict(list)
        for one in sorted(given.statements, key=lambda one: one.statement_id):
            matter = self.mark(one).matter
            if matter and one.source.wave is not Wave.BEFORE:
                self.praise[matter].append(one)
        in_scope = [one for one in given.people.values() if one.in_org and one.in_scope]
        self.roles = Counter(one.role for one in in_scope if one.role)
        self.departments = Counter(one.department for one in in_scope if one.department)
        self.levels = Counter(one.level for one in in_scope)
        self.in_scope = tuple(sorted(in_scope, key=lambda one: (one.rank, one.person_id)))

    def mark(self, statement: Statement) -> Mark:
        """What is measured of a statement; nothing where it was not."""
        return self.given.marks.get(statement.statement_id, _NO_MARK)

    def coding(self, statement: Statement) -> Coding:
        """What its words say."""
        return self.given.codings[statement.statement_id]

    def shown(self, statement: Statement) -> str:
        """Its words as they may be shown, in one line; "" where they are withheld."""
        if statement.source.off_record:
            return ""
        return " ".join(self.given.shown.get(statement.statement_id, "").split())

    def person(self, statement: Statement) -> Person | None:
        """Who said it, where that may be known at all."""
        if statement.source.file in self.given.anonymous:
            return None
        return self.given.people.get(statement.source.person_id)

    def is_above(self, statement: Statement) -> bool:
        """Whether somebody who leads people said it."""
        person = self.person(statement)
        return person is not None and person.level in (Level.EXECUTIVE, Level.MANAGER)

    def is_against(self, statement: Statement) -> bool:
        """Whether it complains, asks or proposes: everything but praise and empty talk."""
        return self.coding(statement).kind not in (Kind.PRAISE, Kind.OTHER, None)

    def may_count(self, statement: Statement) -> bool:
        """Whether it was said since the launch, and says something beyond praise."""
        since = statement.source.wave is not Wave.BEFORE and not statement.empty
        return since and self.is_against(statement)

    def group(self, person: Person) -> tuple[str, int]:
        """The group by which a person is spoken of, and its people in scope; ("", 0) for none.

        A role or department that may stand beside words, else one that may be named, else a level.
        """
        fine = (
            (person.role, self.roles[person.role]),
            (person.department, self.departments[person.department]),
        )
        given = self.given
        for least in (max(given.least_quoted, given.least_people), given.least_people):
            for name, size in fine:
                if name and size >= least:
                    return name, size
        if self.levels[person.level] >= given.least_people:
            return str(person.level), self.levels[person.level]
        return "", 0

    def cause(self, cause: Cause) -> str:
        """A cause in the users' own words, else in two or three of ours."""
        language = self.given.language
        return self.given.labels.given(cause.value, language) or cause_words(language, cause)

    def day(self, on: date) -> str:
        """A day as one writes it in the input's language."""
        return day(self.given.language, on)

    def people(self, said: Iterable[Statement]) -> int:
        """Distinct people among the statements."""
        return len({one.speaker for one in said})

    def _since(self, ids: Iterable[str]) -> list[Statement]:
        found = (self.by_id[one] for one in ids if one in self.by_id)
        kept = [one for one in found if one.source.wave is not Wave.BEFORE]
        return sorted(kept, key=lambda one: one.statement_id)


def id_list(said: Iterable[Statement]) -> tuple[str, ...]:
    """The ids of statements, sorted."""
    return tuple(sorted({one.statement_id for one in said}))
