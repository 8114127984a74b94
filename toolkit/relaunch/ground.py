"""What the plan is drafted from, indexed once: who said what, what the files show of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from toolkit.language.catalogue import ENGLISH
from toolkit.language.catalogue import Words as Saying
from toolkit.language.telling import telling_words
from toolkit.model.decisions import Decisions
from toolkit.model.findings import Action, Findings, Signal, Stakeholder, Statement, Theme, Verdict
from toolkit.model.intake import Person
from toolkit.model.plan_parts import Evidence, Mention, TicketText, Words
from toolkit.model.vocabulary import Cause, Kind, Level, Status, Wave
from toolkit.privacy import promises_in_force
from toolkit.relaunch.best_words import Chooser
from toolkit.relaunch.facts_told import fact_sentence
from toolkit.settings import Settings

COMPLAINING = (Kind.CONCERN, Kind.PROPOSAL, Kind.QUESTION)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanInput:
    """What the room is given; `today` is the passed day."""

    findings: Findings
    settings: Settings = field(default_factory=Settings)
    decisions: Decisions = field(default_factory=Decisions)
    today: date
    say: Saying = ENGLISH


@dataclass(frozen=True, kw_only=True)
class Ground:
    """The input, indexed. Statements from before the launch count for no line."""

    given: PlanInput

    @property
    def findings(self) -> Findings:
        """The review."""
        return self.given.findings

    @property
    def say(self) -> Saying:
        """The words of the plan's language."""
        return self.given.say

    @cached_property
    def least(self) -> int:
        """The smallest group of which anything is told: the strictest of settings and promises."""
        promised = promises_in_force(self.given.settings, self.findings.intake.files).values()
        own = self.given.settings.mine.privacy.min_group
        return max(own, *(one.smallest_group for one in promised), 0)

    @cached_property
    def individual(self) -> bool:
        """Whether single people may be named at all."""
        return self.given.settings.mine.privacy.individual

    @cached_property
    def anonymous(self) -> frozenset[str]:
        """Files whose speakers stay unknown."""
        promised = promises_in_force(self.given.settings, self.findings.intake.files)
        return frozenset(file for file, one in promised.items() if one.attribution == "anonymous")

    @cached_property
    def unjoined(self) -> frozenset[str]:
        """People whose words must not be read beside what the systems recorded of them."""
        promised = promises_in_force(self.given.settings, self.findings.intake.files)
        files = {file for file, one in promised.items() if not one.join_usage}
        return frozenset(
            one.source.person_id for one in self.findings.statements if one.source.file in files
        )

    @cached_property
    def by_id(self) -> Mapping[str, Statement]:
        """Statements by id."""
        return {one.statement_id: one for one in self.findings.statements}

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """People by id."""
        return self.findings.intake.by_id()

    @cached_property
    def in_scope(self) -> tuple[Person, ...]:
        """Everybody of the organisation in scope, by rank."""
        inside = (one for one in self.people.values() if one.in_org and one.in_scope)
        return tuple(sorted(inside, key=lambda one: (one.rank, one.person_id)))

    @cached_property
    def ids_in_scope(self) -> frozenset[str]:
        """The ids of everybody in scope."""
        return frozenset(one.person_id for one in self.in_scope)

    @cached_property
    def stakeholders(self) -> Mapping[str, Stakeholder]:
        """Stakeholders by id."""
        return {one.person_id: one for one in self.findings.stakeholders}

    @cached_property
    def themes(self) -> Mapping[str, Theme]:
        """Themes by id."""
        return {one.theme_id: one for one in self.findings.themes}

    @cached_property
    def chooser(self) -> Chooser:
        """Who is quoted; nobody more often than the settings allow."""
        return Chooser(
            self.findings.codings,
            self.findings.redacted,
            self.given.settings.mine.privacy.max_quotes_per_person,
            self.findings.marks,
        )

    @cached_property
    def tickets(self) -> Mapping[str, Mapping[str, object]]:
        """The rows of tickets by "file:row"."""
        table = self.findings.facts.tickets
        if not {"file", "row"} <= set(table.columns):
            return {}
        rows = table.to_dict("records")
        plain = [{str(name): value for name, value in row.items()} for row in rows]
        return {f"{row['file']}:{row['row']}": row for row in plain}

    @cached_property
    def ticket_texts(self) -> Mapping[str, TicketText]:
        """Tickets as they may be shown, by "file:row"."""
        return {one.row: one for one in self.findings.material.tickets}

    @cached_property
    def mentions(self) -> tuple[tuple[Mention, Statement], ...]:
        """What was read beyond causes, of statements since the launch."""
        found = ((one, self.by_id.get(one.statement_id)) for one in self.findings.material.mentions)
        return tuple(
            (one, said)
            for one, said in found
            if said is not None and said.source.wave is not Wave.BEFORE
        )

    @cached_property
    def theme_of(self) -> Mapping[str, Theme]:
        """Statement id -> theme."""
        return {key: one for one in self.findings.themes for key in one.statement_ids}

    @cached_property
    def heard(self) -> frozenset[str]:
        """Who has spoken since the launch, anonymous ones included."""
        return frozenset(
            one.speaker
            for one in self.findings.statements
            if one.source.wave is not Wave.BEFORE and not one.empty
        )

    @cached_property
    def languages(self) -> Mapping[str, str]:
        """Person id -> the language that somebody writes in most; nobody who was not heard."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for one in self.findings.statements:
            if one.source.person_id:
                counts[one.source.person_id][one.language] += 1
        return {key: min(own, key=lambda code: (-own[code], code)) for key, own in counts.items()}

    @cached_property
    def callers_words(self) -> frozenset[str]:
        """Words in which at least two tickets describe what was done when it failed."""
        counts = Counter(
            word for one in self.ticket_texts.values() for word in telling_words(one.asked)
        )
        return frozenset(word for word, n in counts.items() if n > 1)

    @cached_property
    def wave_of(self) -> Mapping[str, int]:
        """Person id -> wave."""
        return {one.person_id: one.wave for one in self.findings.waves}

    def verdict(self, theme: Theme) -> Verdict:
        """The theme's verdict."""
        return self.findings.verdicts[theme.theme_id]

    def said(self, ids: Iterable[str]) -> list[Statement]:
        """These statements, without those from before the launch."""
        found = (self.by_id[one] for one in ids if one in self.by_id)
        return [one for one in found if one.source.wave is not Wave.BEFORE]

    def complaints(self, ids: Iterable[str]) -> list[Statement]:
        """Of these, those that complain, propose or ask."""
        return [
            one
            for one in self.said(ids)
            if self.findings.codings[one.statement_id].kind in COMPLAINING
        ]

    def speakers(self, said: Iterable[Statement]) -> frozenset[str]:
        """Who said these, each counted once."""
        return frozenset(one.speaker for one in said)

    def known(self, said: Iterable[Statement]) -> frozenset[str]:
        """People in scope who said these under their own name; nobody of anonymous sources."""
        return frozenset(
            one.source.person_id
            for one in said
            if one.source.person_id in self.ids_in_scope and one.source.file not in self.anonymous
        )

    def count(self, people: Iterable[str]) -> int | None:
        """How many they are; None where they are too few to be told, 0 for nobody."""
        n = len(set(people))
        return n if n == 0 or n >= self.least else None

    def named(self, people: Iterable[str]) -> tuple[str, ...]:
        """Their ids by rank, where single people may be named."""
        if not self.individual:
            return ()
        known = [self.people[one] for one in set(people) if one in self.people]
        return tuple(
            one.person_id for one in sorted(known, key=lambda one: (one.rank, one.person_id))
        )

    def departments(self, people: Iterable[str]) -> Counter[str]:
        """How many of them each department has; who has none is left out."""
        found = (self.people[one].department for one in set(people) if one in self.people)
        return Counter(one for one in found if one)

    def head_of(self, department: str) -> str:
        """The title of who leads a department, or "head of NAME"."""
        leads = [
            one.role
            for one in self.in_scope
            if one.department == department and one.level in (Level.EXECUTIVE, Level.MANAGER)
        ]
        if len(set(leads)) == 1:
            return leads[0]
        return self.say("head of {group}", group=department)

    def evidence(
        self, said: Iterable[Statement], theme: Theme | None = None, cause: Cause | None = None
    ) -> Evidence:
        """The statements, and the facts of a theme that speak for a cause."""
        found = list(said)
        signals = self.signals(theme, cause) if theme and cause else []
        told, hidden = self.told(signals, theme)
        rows = {row: str(one.origin) for one in signals if self._may(one) for row in one.rows}
        return Evidence(
            statement_ids=tuple(sorted(one.statement_id for one in found)),
            rows=tuple(sorted(rows)),
            rows_of=tuple(sorted(Counter(rows.values()).items())),
            facts=told,
            facts_on_desk=hidden,
            people=len(self.speakers(found)),
        )

    def signals(self, theme: Theme, cause: Cause) -> list[Signal]:
        """The theme's facts that speak for a cause, weightiest first, each name once."""
        own = [one for one in self.verdict(theme).signals if one.cause is cause and one.weight > 0]
        own.sort(key=lambda one: (-one.weight, -one.n, one.sentence))
        return list({one.name: one for one in reversed(own)}.values())[::-1]

    def against(self, theme: Theme, cause: Cause) -> list[Signal]:
        """The theme's facts that speak against a cause, weightiest first, each name once."""
        own = [one for one in self.verdict(theme).signals if one.cause is cause and one.weight < 0]
        own.sort(key=lambda one: (one.weight, -one.n, one.sentence))
        return list({one.name: one for one in reversed(own)}.values())[::-1]

    def told(self, signals: Sequence[Signal], theme: Theme | None) -> tuple[tuple[str, ...], int]:
        """Facts as sentences, and how many are about too few people to be told."""
        of = self.verdict(theme).people if theme else 0
        may = [one for one in signals if self._may(one)]
        return tuple(fact_sentence(one, of, self.say) for one in may), len(signals) - len(may)

    def action_of(self, theme: Theme, cause: Cause) -> Action | None:
        """The action that the table holds for a theme and a cause."""
        from toolkit.model.vocabulary import ROUTE_OF

        return next(
            (
                one
                for one in self.findings.actions
                if theme.theme_id in one.theme_ids and one.route is ROUTE_OF[cause]
            ),
            None,
        )

    def status(self, theme: Theme) -> Status:
        """Whether a person has looked at the theme's verdict."""
        return self.verdict(theme).status

    def quotes(
        self, said: Iterable[Statement], theme: Theme, kinds: Sequence[Kind], most: int
    ) -> tuple[Words, ...]:
        """Words of several people on a theme."""
        return self.chooser.several(said, theme, kinds, most)

    def _may(self, signal: Signal) -> bool:
        return not signal.people or len(set(signal.people)) >= self.least
