"""The way of the data through all rooms; rooms know nothing of one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from toolkit import language
from toolkit.coding import (
    TicketLessons,
    favour_of,
    learner_of,
    suggest_codings,
    taught_by_tickets,
)
from toolkit.coding.confusion import shipped_confusion
from toolkit.facts import (
    SignalInput,
    find_levers,
    find_statement_signals,
    find_theme_signals,
    measure_facts,
    ticked_answers,
    ticket_lessons,
)
from toolkit.intake import gate, pseudonyms
from toolkit.intake.assemble import read_folder
from toolkit.model.decisions import Decisions
from toolkit.model.findings import (
    Coding,
    Facts,
    FinalCause,
    Findings,
    Request,
    Share,
    Signal,
    Statement,
    Theme,
    Verdict,
)
from toolkit.model.forgotten import forgotten_in
from toolkit.model.intake import Intake
from toolkit.model.labels import NO_LABELS, Labels
from toolkit.model.plan_parts import PlanMaterial
from toolkit.model.vocabulary import Status
from toolkit.pipeline.cutting import cuts_of, main_language
from toolkit.pipeline.hearing import hear_language_model, heard_codings
from toolkit.pipeline.meaning import Meaning, Reader
from toolkit.pipeline.people_forgetting import without_people
from toolkit.pipeline.people_naming import mentioned
from toolkit.pipeline.places import Places
from toolkit.pipeline.planning import read_mentions, read_tickets
from toolkit.pipeline.promising import unjoined_files
from toolkit.pipeline.redacting import redact_statements, redactor_of
from toolkit.pipeline.rooms import (
    Corridor,
    Progress,
    code_fingerprint,
    decisions_fingerprint,
    fingerprint,
)
from toolkit.pipeline.session_evidence import with_session_notes
from toolkit.pipeline.session_room import with_agenda
from toolkit.pipeline.theming import Theming, load_map, load_previous
from toolkit.pipeline.upper_rooms import Known, judge_stakeholders
from toolkit.pipeline.withholding import mark_private
from toolkit.session import read_record
from toolkit.settings import Settings
from toolkit.statements import cut_statements, split_sources
from toolkit.themes import ThemeInput, find_themes, name_themes
from toolkit.verdicts import (
    Asked,
    JudgeInput,
    Judgement,
    ShareInput,
    draft_requests,
    estimate_shares,
    judge_themes,
    split_two_causes,
    with_lacking,
)

ROOMS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """Rooms 5 and 6 together: they inform each other in exactly two passes."""

    themes: tuple[Theme, ...]
    verdicts: Mapping[str, Verdict]
    final_causes: Mapping[str, FinalCause]
    shares: tuple[Share, ...]
    requests: tuple[Request, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What a run is given; `now` is the passed clock, in UTC."""

    raw: Path
    places: Places
    key: pseudonyms.Key
    settings: Settings
    decisions: Decisions
    now: datetime
    labels: Labels = NO_LABELS
    """What the users call kinds and causes, and their own codes."""
    own_codes: Mapping[str, str] = field(default_factory=dict)
    """Statement id -> the own code that a person gave it."""


@dataclass(slots=True)
class Walk:
    """One walk through the rooms."""

    start: Start
    corridor: Corridor
    progress: Progress

    def findings(self) -> Findings:
        """All rooms in order."""
        intake = with_session_notes(self._intake(), self.start.decisions)
        encoder = self._encoder(intake)
        statements = self._statements(intake, encoder)
        shown = redact_statements(
            statements, intake, self.start.key, self.start.settings, self.start.decisions
        )
        facts = self._facts(intake)
        vectors = self._vectors(statements, facts, encoder)
        codings, statuses = self._codings(statements, intake, facts, vectors)
        unjoined = unjoined_files(self.start.settings, intake.files)
        given = SignalInput(
            statements=statements,
            codings=codings,
            facts=facts,
            statement_vectors=vectors.statements,
            ticket_vectors=vectors.tickets,
            people=intake.by_id(),
            unjoined_files=unjoined,
            exposures=ticked_answers(intake.closed, unjoined),
        )
        signals = find_statement_signals(given)
        diagnosis = self._diagnosis(given, signals, vectors, shown)
        known = Known(
            intake=intake,
            statements=statements,
            codings=codings,
            facts=facts,
            signals=signals,
            themes=diagnosis.themes,
            verdicts=diagnosis.verdicts,
            final_causes=diagnosis.final_causes,
            shown=shown,
            settings=self.start.settings,
            decisions=self.start.decisions,
            encode=vectors.encode,
            mentions=mentioned(statements, self.start.key, self.start.decisions),
        )
        self.progress.room("people", ROOMS)
        people = judge_stakeholders(known)
        self.progress.room("session and plan", ROOMS)
        found = Findings(
            intake=intake,
            statements=statements,
            codings=codings,
            statuses=_statuses(statuses, diagnosis),
            facts=facts,
            themes=diagnosis.themes,
            verdicts=diagnosis.verdicts,
            final_causes=diagnosis.final_causes,
            shares=diagnosis.shares,
            requests=with_lacking(diagnosis.requests, intake),
            stakeholders=people.stakeholders,
            coverage=people.coverage,
            invitations=people.invitations,
            waves=people.waves,
            agenda=(),
            actions=people.actions,
            redacted=shown,
            marks=people.marks,
            material=self._material(known),
            notes=(*filter(None, (encoder.notice,)), *diagnosis.notes),
            labels=self.start.labels,
            own_codes=self.start.own_codes,
        )
        return with_agenda(found, self.start.settings, self.start.decisions)

    def _encoder(self, intake: Intake) -> language.Encoder:
        """The encoder of the settings; one that must be fitted is fitted on all that was said."""
        said = [one.text for one in intake.sources]
        return language.load_encoder(self.start.settings.mine.encoder, said)

    def _intake(self) -> Intake:
        start = self.start
        inputs = {
            f"file {name}": fingerprint((start.raw / name).read_bytes())
            for name in gate.list_files(start.raw)
        }
        inputs |= {
            "review.toml": fingerprint(start.settings.mine),
            "matches decided": decisions_fingerprint(start.decisions.in_force("match")),
            "people forgotten": fingerprint(sorted(forgotten_in(start.decisions))),
            "version": code_fingerprint("intake"),
        }
        matches = {
            row.subject.split(":", 1)[1]: start.key.real(row.decided) if row.decided else ""
            for row in start.decisions.in_force("match")
        }

        def make() -> Intake:
            raw = read_folder(start.raw, start.settings, matches, self.progress.step)
            hidden = pseudonyms.pseudonymise(raw, start.key)
            return without_people(hidden, forgotten_in(start.decisions))

        return self.corridor.room("intake", Intake, inputs, make)

    def _statements(self, intake: Intake, encoder: language.Encoder) -> tuple[Statement, ...]:
        cuts = cuts_of(self.start.decisions)
        tongue = main_language(intake)
        split = partial(split_sources, intake.sources, default_language=tongue, encoder=encoder)
        inputs = {
            "intake": self.corridor.made["intake"],
            "session notes": fingerprint(read_record(self.start.decisions).notes),
            "encoder": encoder.fingerprint,
            "splits decided": fingerprint(sorted(cuts.items())),
            "version": "".join(map(code_fingerprint, ("statements", "language", "privacy"))),
        }
        return self.corridor.room(
            "statements",
            tuple[Statement, ...],
            inputs,
            lambda: mark_private(cut_statements(split(), cuts), encoder, self.start.places.cache),
        )

    def _facts(self, intake: Intake) -> Facts:
        inputs = {
            "intake": self.corridor.made["intake"],
            "review.toml": fingerprint(self.start.settings.mine),
            "version": code_fingerprint("facts"),
        }
        return self.corridor.room(
            "facts", Facts, inputs, lambda: measure_facts(intake, self.start.settings)
        )

    def _codings(
        self, statements: tuple[Statement, ...], intake: Intake, facts: Facts, vectors: Meaning
    ) -> tuple[Mapping[str, Coding], Mapping[str, Status]]:
        inputs = {
            "intake": self.corridor.made["intake"],
            "statements": self.corridor.made["statements"],
            "facts": self.corridor.made["facts"],
            "encoder": vectors.fingerprint,
            "version": code_fingerprint("coding"),
        }
        suggested = self.corridor.room(
            "coding",
            Mapping[str, Coding],
            inputs,
            lambda: taught_by_tickets(
                statements,
                suggest_codings(
                    statements, intake.by_id(), vectors.views, favour_of(intake.closed)
                ),
                vectors.statements,
                _lessons(facts, vectors),
            ),
        )
        learner = learner_of(statements, self._heard(suggested), vectors.statements, vectors.pairs)
        return learner.codings(self.start.decisions)

    def _heard(self, suggested: Mapping[str, Coding]) -> Mapping[str, Coding]:
        """With a language model's word, where one was asked and the settings name it."""
        heard = heard_codings(self.corridor.workspace, self.start.settings)
        return hear_language_model(suggested, heard, self.start.decisions).codings

    def _diagnosis(
        self,
        given: SignalInput,
        signals: Mapping[str, tuple[Signal, ...]],
        vectors: Meaning,
        shown: Mapping[str, str],
    ) -> Diagnosis:
        """Themes, then themes split where they hold two causes, then verdicts."""
        start, statements, codings = self.start, given.statements, given.codings
        self.progress.room("themes and verdicts", ROOMS)
        theming = Theming(
            statements=statements,
            vectors=vectors.statements,
            decisions=start.decisions,
            previous=load_previous(self.corridor.workspace),
        )
        search = find_themes(
            ThemeInput(
                statements=statements,
                codings=codings,
                signals=signals,
                sight=vectors.sight,
                shown=shown,
                settings=start.settings.mine.themes,
                previous=theming.previous,
                before=load_map(self.corridor.workspace).chosen,
                decisions=start.decisions,
                seed=start.settings.mine.seed,
            )
        )
        by_id = {one.statement_id: one for one in statements}
        themes = name_themes(
            theming.shape(split_two_causes(search.themes, by_id, codings, signals)),
            by_id,
            shown,
            start.decisions,
            vectors.encode,
        )
        judged: Judgement = judge_themes(
            JudgeInput(
                themes=themes,
                statements=statements,
                codings=codings,
                signals={**signals, **find_theme_signals(themes, given)},
                facts=given.facts,
                decisions=start.decisions,
                levers=find_levers,
                near=search.near,
                labels=start.labels,
                own_codes=start.own_codes,
            )
        )
        diagnosis = Diagnosis(
            themes=themes,
            verdicts=judged.verdicts,
            final_causes=judged.final_causes,
            shares=estimate_shares(
                ShareInput(
                    statements=statements,
                    codings=codings,
                    finals=judged.final_causes,
                    confusion=shipped_confusion(),
                    asked=_asked(given, start.settings),
                    seed=start.settings.mine.seed,
                )
            ),
            requests=draft_requests(themes, judged.verdicts, given.facts, start.labels),
            notes=(search.note,) if search.note else (),
        )
        theming.keep(self.corridor.workspace, search, diagnosis.themes)
        return diagnosis

    def _material(self, known: Known) -> PlanMaterial:
        """What the relaunch plan is drafted from beside the findings."""
        redactor = redactor_of(known.intake, self.start.key, self.start.settings)
        return PlanMaterial(
            mentions=read_mentions(known.statements, known.shown, known.encode),
            tickets=read_tickets(known.verdicts, known.facts, redactor),
        )

    def _vectors(
        self, statements: tuple[Statement, ...], facts: Facts, encoder: language.Encoder
    ) -> Meaning:
        self.progress.room("reading for meaning", ROOMS)
        reader = Reader(encoder=encoder, cache=self.start.places.cache, step=self.progress.step)
        return reader.read(statements, facts)


def _lessons(facts: Facts, vectors: Meaning) -> TicketLessons:
    """What the company's tickets turned out to be, with the vectors of their callers' words."""
    lessons = ticket_lessons(facts.tickets)
    return TicketLessons(
        vectors.tickets[[one.row for one in lessons]],
        [one.cause for one in lessons],
        [one.weight for one in lessons],
    )


def _asked(given: SignalInput, settings: Settings) -> Asked:
    """Who could have answered; words of some files are not joined with their speakers' usage."""
    unjoined = (one.source for one in given.statements if one.source.file in given.unjoined_files)
    return Asked(
        people=given.people,
        states=given.facts.usage_states,
        unjoined=frozenset(source.person_id for source in unjoined),
        smallest_group=settings.mine.privacy.min_group,
    )


def _statuses(coded: Mapping[str, Status], diagnosis: Diagnosis) -> dict[str, Status]:
    """A statement is confirmed or changed if its coding or its final cause was."""
    found = dict(coded)
    for key, final in diagnosis.final_causes.items():
        if found.get(key, Status.SUGGESTED) is Status.SUGGESTED:
            found[key] = final.status
    return found
