"""A folder as it was received becomes one `Intake`: read every file, match people, settle waves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pandas as pd

from toolkit.errors import ToolkitError
from toolkit.intake import transcripts
from toolkit.intake.asking import asking_everywhere, is_interviewer_like
from toolkit.intake.domains import addresses_by_file, tell_domains, with_domains, with_pairs
from toolkit.intake.folder import RECORDED, Progress, Readings, read_files
from toolkit.intake.labels import clean_label
from toolkit.intake.nominations import read_nominations
from toolkit.intake.note_lines import is_persons_name
from toolkit.intake.outsiders import externals
from toolkit.intake.people import SEVERAL, Roster, disagree, match, match_id
from toolkit.intake.raw import (
    ExtractReading,
    Identity,
    SurveyReading,
    TranscriptReading,
    Turn,
)
from toolkit.intake.repeats import without_repeats
from toolkit.intake.rosters import everybody_listed
from toolkit.intake.strange import strange_answers
from toolkit.intake.unjoined import unjoined, unjoined_extracts
from toolkit.model.intake import (
    ClosedAnswer,
    Extracts,
    FileReading,
    Intake,
    Match,
    Person,
    Respondent,
    Source,
    Tie,
)
from toolkit.model.vocabulary import FileKind, Wave
from toolkit.settings import Settings

INTERVIEWER_FROM = 0.5
"""A speaker who is in no list and asks at least so much (0-1) is taken for the interviewer."""


def read_folder(
    root: Path,
    settings: Settings,
    matches: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Intake:
    """Everything in a folder, with real ids.

    `matches` maps match ids to the person that somebody chose. A file that cannot be read costs
    itself alone: its reading carries the problem. Raises ToolkitError if there is no such folder
    or nothing in it.
    """
    if not root.is_dir():
        raise ToolkitError(
            "there is no such folder.", where=str(root), what_to_do="Name the folder of raw files."
        )
    readings = without_repeats(read_files(root, settings, progress))
    if not readings.files:
        raise ToolkitError(
            "the folder is empty.", where=str(root), what_to_do="Put the exports into it."
        )
    return _Assembly(readings, settings, matches or {}).intake()


@dataclass(slots=True)
class _Assembly:
    """One assembling: the roster, and every match that was made on the way."""

    readings: Readings
    settings: Settings
    decided: Mapping[str, str]
    made: dict[tuple[str, str], Match] = field(default_factory=dict)
    roster: Roster = field(init=False)
    outsiders: dict[str, str] = field(default_factory=dict)
    """match id -> ext-N."""

    def __post_init__(self) -> None:
        listed = with_pairs(Roster.of(self._listed()), self.readings.extracts)
        self.roster = with_domains(listed, addresses_by_file(self.readings))
        files = tell_domains(self.readings, listed, self.roster)
        self.readings = replace(self.readings, files=files)

    def intake(self) -> Intake:
        """Match everybody, then carry the ids to all that they said, answered and did."""
        asking = {one.reading.file: self._interviewers(one) for one in self.readings.transcripts}
        interviewers = asking_everywhere(asking, self.readings.transcripts, self._in_list)
        strangers = externals(self._strangers(interviewers), first_rank=len(self.roster.people) + 1)
        self.outsiders.update(strangers.by_match)
        respondents, sources, closed, ties = self._surveys()
        sources += self._transcripts(interviewers) + self._notes()
        recorded = Extracts(**{kind.value: self._extract(kind) for kind in RECORDED})
        return Intake(
            files=self._files(),
            people=(*self.roster.people.values(), *strangers.people),
            respondents=tuple(respondents),
            sources=tuple(sources),
            closed=tuple(closed),
            ties=tuple(ties),
            matches=tuple(sorted(self.made.values(), key=lambda one: (one.file, one.match_id))),
            extracts=recorded,
            product_names=tuple(
                sorted({name for one in self.readings.surveys for name in one.product_names})
            ),
            asking=self._asking(interviewers),
        )

    def _asking(self, interviewers: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
        """Names, not roles, of who interviewed or wrote notes."""
        spoke = [
            clean_label(one.speakers.get(speaker, Identity(name=speaker)).name)
            for one in self.readings.transcripts
            for speaker in interviewers[one.reading.file]
        ]
        wrote = [name for one in self.readings.notes for name in one.authors]
        return tuple(sorted({name for name in (*spoke, *wrote) if is_persons_name(name)}))

    def _listed(self) -> list[Person]:
        """The org lists joined; without any, the people whom systems and surveys name by id."""
        known = everybody_listed(self.readings.orgs)
        if not known:
            known = self._from_extracts()
        ordered = sorted(known.values(), key=lambda one: (one.person_id.casefold(), one.person_id))
        return [replace(one, rank=rank) for rank, one in enumerate(ordered, start=1)]

    def _from_extracts(self) -> dict[str, Person]:
        frames = [
            one.table[["given_id", "email", "name"]]
            for one in self.readings.extracts
            if one.reading.kind in (FileKind.USAGE, FileKind.TRAINING)
        ]
        identities = [
            Identity(given_id=given_id, email=email, name=name)
            for frame in frames
            for given_id, email, name in frame.drop_duplicates().itertuples(index=False, name=None)
        ]
        identities += [
            who
            for survey in self.readings.surveys
            if not self._anonymous(survey.reading)
            for who in survey.identities.values()
        ]
        known: dict[str, Person] = {}
        for who in identities:
            key = who.given_id or who.email.casefold()
            if key:
                before = known.get(key, Person(person_id=key, rank=0))
                known[key] = replace(
                    before, email=before.email or who.email, name=before.name or who.name
                )
        by_email = {
            one.email.casefold(): one
            for one in known.values()
            if one.person_id != one.email.casefold()
        }
        return {key: one for key, one in known.items() if one.person_id not in by_email}

    def _anonymous(self, reading: FileReading) -> bool:
        promise = self.settings.promise(reading.file, anonymous=reading.anonymous)
        return promise.attribution == "anonymous"

    def _who(self, identity: Identity | None, file: str) -> str:
        """The id of whoever is meant; "" if nobody, or doubtful."""
        if not identity:
            return ""
        key = (file, match_id(identity))
        if key not in self.made:
            self.made[key] = match(identity, self.roster, self.decided, file=file)
        found = self.made[key]
        return found.person_id or ("" if found.doubtful else self.outsiders.get(found.match_id, ""))

    def _interviewers(self, one: TranscriptReading) -> frozenset[str]:
        """Who asks and is in no list, or is named so by a person."""
        named = {name.casefold() for name in self.settings.mine.interviewers}
        found = set(one.interviewers)
        turns: dict[str, list[Turn]] = {}
        for turn in one.turns:
            turns.setdefault(turn.speaker, []).append(turn)
        for speaker, said in turns.items():
            identity = one.speakers.get(speaker, Identity(name=speaker))
            if speaker.casefold() in named:
                found.add(speaker)
            elif (
                speaker
                and not self._in_list(identity)
                and is_interviewer_like(said, one.turns) >= INTERVIEWER_FROM
            ):
                found.add(speaker)
        return frozenset(found)

    def _in_list(self, identity: Identity) -> bool:
        found = match(identity, self.roster, self.decided)
        return bool(found.person_id) or found.doubtful or found.how == SEVERAL

    def _strangers(self, interviewers: Mapping[str, frozenset[str]]) -> list[Identity]:
        """Speakers and survey takers who are in no list and do not ask."""
        spoken = [
            one.speakers.get(speaker, Identity(name=speaker))
            for one in self.readings.transcripts
            for speaker in sorted({turn.speaker for turn in one.turns if turn.speaker})
            if speaker not in interviewers[one.reading.file]
        ]
        written = [
            who
            for one in self.readings.surveys
            if not self._anonymous(one.reading)
            for who in one.identities.values()
        ]
        noted = [who for one in self.readings.notes for who in one.identities.values()]
        return [who for who in [*spoken, *written, *noted] if who and not self._in_list(who)]

    def _surveys(self) -> tuple[list[Respondent], list[Source], list[ClosedAnswer], list[Tie]]:
        respondents: list[Respondent] = []
        sources: list[Source] = []
        closed: list[ClosedAnswer] = []
        ties: list[Tie] = []
        for one in self.readings.surveys:
            file, hidden = one.reading.file, self._anonymous(one.reading)
            who = {
                row.respondent_id: ""
                if hidden
                else self._who(one.identities.get(row.respondent_id), file)
                for row in one.respondents
            }
            wave = {
                row.respondent_id: self._wave(row.wave, row.answered_on) for row in one.respondents
            }
            respondents += [
                replace(row, person_id=who[row.respondent_id], wave=wave[row.respondent_id])
                for row in one.respondents
            ]
            sources += [
                replace(
                    row,
                    person_id=who.get(row.respondent_id, ""),
                    wave=wave.get(row.respondent_id, row.wave),
                )
                for row in one.sources
            ]
            closed += [
                replace(
                    row,
                    person_id=who.get(row.respondent_id, ""),
                    wave=wave.get(row.respondent_id, row.wave),
                )
                for row in one.closed
            ]
            if not hidden:
                ties += self._ties(one, who)
        return respondents, sources, closed, ties

    def _ties(self, survey: SurveyReading, who: Mapping[str, str]) -> list[Tie]:
        found = read_nominations(
            survey.nominations, who, self.roster, self.decided, survey.reading.file
        )
        for one in found.matches:
            self.made.setdefault((one.file, one.match_id), one)
        return list(found.ties)

    def _wave(self, said: Wave, on: date | None) -> Wave:
        launch = self._launch()
        if said is not Wave.UNKNOWN or on is None or launch is None:
            return said
        return Wave.BEFORE if on < launch else Wave.AFTER

    def _launch(self) -> date | None:
        """A person's word, else the first week in which anybody used the tool."""
        if self.settings.mine.project.launch_on:
            return self.settings.mine.project.launch_on
        weeks = [
            one.table.loc[one.table["value"] > 0, "week"].min()
            for one in self.readings.extracts
            if one.reading.kind is FileKind.USAGE and (one.table["value"] > 0).any()
        ]
        return min(weeks) if weeks else None

    def _transcripts(self, interviewers: Mapping[str, frozenset[str]]) -> list[Source]:
        sources: list[Source] = []
        for one in self.readings.transcripts:
            file = one.reading.file
            hidden = self._anonymous(one.reading)
            asking = interviewers[file]
            person_of = {
                speaker: ""
                if hidden
                else self._who(one.speakers.get(speaker, Identity(name=speaker)), file)
                for speaker in sorted({turn.speaker for turn in one.turns})
                if speaker and speaker not in asking
            }
            wave = self._wave(one.reading.wave, one.said_on)
            sources += [
                replace(source, wave=wave)
                for source in transcripts.to_sources(one, asking, person_of)
            ]
        return sources

    def _notes(self) -> list[Source]:
        return [
            replace(
                source,
                person_id=""
                if self._anonymous(one.reading)
                else self._who(one.identities.get(source.source_id), one.reading.file),
                wave=self._wave(source.wave, source.said_on),
            )
            for one in self.readings.notes
            for source in one.sources
        ]

    def _extract(self, kind: FileKind) -> pd.DataFrame:
        frames = [self._joined(one) for one in self.readings.extracts if one.reading.kind is kind]
        frames = [frame for frame in frames if len(frame)]
        if not frames:
            empty: pd.DataFrame = getattr(Extracts(), kind.value)
            return empty
        return pd.concat(frames, ignore_index=True)

    def _joined(self, one: ExtractReading) -> pd.DataFrame:
        table, who = one.table, ["given_id", "email", "name"]
        keys = table[who].drop_duplicates()
        ids = {
            row: self._who(Identity(given_id=row[0], email=row[1], name=row[2]), one.reading.file)
            for row in keys.itertuples(index=False, name=None)
        }
        person = [ids[row] for row in table[who].itertuples(index=False, name=None)]
        return table.drop(columns=who).assign(person_id=person)

    def _unjoined(self, one: SurveyReading) -> str:
        """The problem of a survey whose answers are mostly nobody's; "" where there is none."""
        if not self.readings.orgs:
            return ""
        named = [who for who in one.identities.values() if who]
        asked = len(one.respondents) if one.likely_identity else len(named)
        nobodys = asked - sum(map(self._in_list, named))
        return unjoined(one, nobodys, asked)

    def _files(self) -> tuple[FileReading, ...]:
        torn = {
            one.reading.file: sum(disagree(who, self.roster) for who in one.identities.values())
            for one in self.readings.surveys
        }
        problems = {
            one.reading.file: strange_answers(one, self.roster) or self._unjoined(one)
            for one in self.readings.surveys
        }
        problems |= unjoined_extracts(self.readings, self.made)
        return tuple(
            _with_problem(
                _with_torn(self._with_wave(one), torn.get(one.file, 0)), problems.get(one.file, "")
            )
            for one in self.readings.files
        )

    def _with_wave(self, one: FileReading) -> FileReading:
        spoken = one.kind in (
            FileKind.SURVEY,
            FileKind.COMMENT_SHEET,
            FileKind.TRANSCRIPT,
            FileKind.NOTES,
        )
        return replace(one, wave=self._wave(one.wave, one.last_on)) if spoken else one


def _with_problem(one: FileReading, problem: str) -> FileReading:
    return replace(one, problem=problem) if problem and not one.problem else one


def _with_torn(one: FileReading, torn: int) -> FileReading:
    """The reading with a note on respondents whose name and address are those of two people."""
    if not torn:
        return one
    note = f"{torn} respondents whose name and address point to two different people: doubtful"
    return replace(one, notes=(*one.notes, note))
