"""Intake without its widget: choose a folder, see what each file was taken for, correct, run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from toolkit.desk.aside_rows import rows_aside
from toolkit.desk.dropping import Drop
from toolkit.desk.intake_card import Aside, Candidate, Doubtful, FileCard, FileLine, IntakeTally
from toolkit.desk.intake_masking import Masking
from toolkit.desk.intake_showing import card_of, line_of
from toolkit.desk.opening import Opened
from toolkit.desk.own_settings import OwnSettings
from toolkit.desk.people_names import Names
from toolkit.desk.running import Standing, Work
from toolkit.desk.sitting import ListSitting
from toolkit.errors import ToolkitError, UnreadableFile, WrongDecision
from toolkit.intake import pseudonyms
from toolkit.model.decisions import Decision
from toolkit.model.findings import Findings
from toolkit.model.intake import FileReading, Match, Person
from toolkit.pipeline.correcting import changes_since_run, correct_file
from toolkit.pipeline.own_settings import Typed
from toolkit.settings import read_settings

if TYPE_CHECKING:
    from toolkit.pipeline.rooms import Progress

DROPPED: Final = "received"
"""The folder below confidential/ that holds what was dropped onto the screen."""
PAGES: Final = ("files", "masked", "project")
PROJECT: Final = (
    "project.company",
    "project.tool",
    "project.launch_on",
    "project.session_on",
    "project.session_minutes",
    "project.licence_price_per_month",
    "project.currency",
    "stakeholders.invitations",
    "stakeholders.waves.first_on",
    "themes.k",
    "project.plan",
    "project.releases",
    "project.decision_makers",
    "interviewers",
    "project.sponsor_belief",
)
"""The fields of the page on the project."""
_FIELDS: Final = ("kind", "wave", "skip")
_PROMISE: Final = ("attribution", "quotes")


class IntakeState(ListSitting):
    """A person with a folder as it was received.

    A correction is written into review.toml and the folder is read again at once; tables and
    reports follow with the next run.
    """

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened.workspace() if opened.exists else None, **opened.person)
        self.opened = opened
        self.work = Work()
        self.names = Names(opened.key, self.clock)
        self.ran = False
        """Whether a run came to its end since this was last asked."""
        self.page = PAGES[0]
        self.project = OwnSettings(opened, PROJECT)
        self._masking: Masking | None = None
        self.folder = self.workspace.last_raw_folder() if opened.exists else ""
        self.drop = Drop(opened.places.confidential / DROPPED)
        self._files: tuple[FileReading, ...] = ()
        self._read_anew = False
        self.read()

    # What is shown

    @property
    def listed(self) -> Sequence[str]:
        """The files, those with a problem first."""
        return tuple(
            one.file for one in sorted(self._files, key=lambda one: (not one.problem, one.file))
        )

    @property
    def lines(self) -> tuple[FileLine, ...]:
        """The list of files."""
        by_name = {one.file: one for one in self._files}
        mine = self._settings.mine.files
        return tuple(line_of(by_name[name], mine.get(name)) for name in self.listed)

    @property
    def card(self) -> FileCard | None:
        """The file at hand; None before anything was read."""
        found = next((one for one in self._files if one.file == self.current), None)
        card = card_of(found, self._settings) if found else None
        if card is None or not card.set_aside or not self.names.seconds_left:
            return card
        folder = Path(self.folder)
        read = (
            replace(one, read=rows_aside(folder, card.line.file, one.where))
            for one in card.set_aside
        )
        return replace(card, set_aside=tuple(read))

    @property
    def tally(self) -> IntakeTally:
        """The sums over all files."""
        return IntakeTally(
            files=len(self._files),
            problems=sum(bool(one.problem) for one in self._files),
            rows_in=sum(one.rows_in for one in self._files),
            kept=sum(one.rows_kept for one in self._files),
            set_aside=sum(one.rows_set_aside for one in self._files),
        )

    @property
    def doubtful(self) -> tuple[Doubtful, ...]:
        """Names of the last run that wait for a person, or that one decided here."""
        found = self._findings
        if found is None:
            return ()
        intake = found.intake
        people = intake.by_id()
        return tuple(
            self._doubtful(one, people)
            for one in sorted(intake.matches, key=lambda one: (one.file, one.match_id))
            if one.doubtful
        )

    @property
    def every_aside(self) -> tuple[tuple[str, Aside], ...]:
        """(file, rows that were set aside in it) over all files."""
        return tuple(
            (one.file, Aside(reason=item.reason, rows=item.rows, where=item.where))
            for one in sorted(self._files, key=lambda one: one.file)
            for item in one.set_aside
        )

    @property
    def needs_run(self) -> bool:
        """Whether what was read, corrected or filled in here is not in the review yet."""
        if not self._files or self._read_anew or not self.opened.exists:
            return bool(self._files)
        return bool(changes_since_run(self.workspace, read_settings(self.opened.places.settings)))

    @property
    def masking(self) -> Masking:
        """What was masked and withheld. Raises ToolkitError where nothing was found yet."""
        if self._masking is None:
            if not self.opened.exists:
                raise ToolkitError("there is no review yet.", what_to_do="Read a folder first.")
            self._masking = Masking(self.opened, self.names, self.workspace.decisions())
        return self._masking

    @property
    def said_here(self) -> tuple[str, ...]:
        """The statements that the last run cut from the file at hand."""
        found = self._findings
        own = found.statements if found else ()
        return tuple(one.statement_id for one in own if one.source.file == self.current)

    @property
    def standing(self) -> Standing:
        """How far reading or running is."""
        return self.work.standing

    # Doing

    def show_page(self, page: str) -> None:
        """One of the PAGES; stays where there is no such one."""
        if page in PAGES:
            self.page = page

    def fill_in(self, key: str, typed: Typed) -> None:
        """Write a field of the project into review.toml. Raises WrongSettings."""
        self.project.save(key, typed, self.say)
        self.saved_at = self.clock()

    def mask(self, words: str) -> None:
        """These words always go out. Raises WrongDecision for none."""
        self.masking.mask(words)
        self.saved_at = self.clock()

    def stay(self, words: str) -> None:
        """These words are nobody's name. Raises WrongDecision where they are."""
        self.masking.stay(words)
        self.saved_at = self.clock()

    def unmask(self, kind: str, words: str) -> None:
        """Take back a word on what is masked: `also` or `stays`."""
        self.masking.take_back(kind, words)
        self.saved_at = self.clock()

    def choose(self, folder: str) -> None:
        """Read a folder of this machine. Raises ToolkitError where there is none."""
        path = Path(folder.strip()).expanduser()
        if not folder.strip() or not path.is_dir():
            raise ToolkitError(
                "there is no such folder.",
                where=folder.strip() or "-",
                what_to_do="Write its whole path, or drop the folder here.",
            )
        self.folder = str(path.resolve())
        self._read_folder()

    def begin_drop(self) -> None:
        """Make room for files that are dropped."""
        self.opened.places.make()
        self.drop.begin()

    def take(self, name: str, piece: bytes) -> None:
        """A piece of a dropped file. Raises UnreadableFile for a name that leads elsewhere."""
        self.drop.take(name, piece)

    def leave_drop(self, *, unread: bool = False) -> None:
        """Forget what arrived so far; what was dropped before is still there.

        Raises UnreadableFile where it was left because a file could not be read.
        """
        self.drop.leave()
        if unread:
            raise UnreadableFile(
                "a file could not be read.",
                what_to_do="Choose the folder again, or write its path.",
            )

    def end_drop(self) -> None:
        """All pieces are here: read them. Raises ToolkitError where none were expected."""
        self.drop.end()
        self.choose(str(self.drop.folder))

    def correct(self, field: str, value: str) -> None:
        """Say what the file at hand is: kind, wave, skip, attribution or quotes; "" takes back.

        Raises WrongSettings for a value there is not, WrongDecision where no file is at hand.
        """
        if field in _PROMISE:
            self._write({"promise": {**self._promise(), field: value}})
        elif field in _FIELDS:
            self._write({field: value == "yes" if field == "skip" else value})
        else:
            raise WrongDecision(f"'{field}' is not corrected here.", what_to_do="Use review.toml.")

    def correct_column(self, name: str, role: str) -> None:
        """Say what a column of the file at hand is; "" takes a correction back."""
        self._write({"columns": {name: role}})

    def match(self, match_id: str, person_id: str) -> Decision:
        """Say who is meant by a name; "" for nobody of the list."""
        row = self.workspace.decide(
            f"match:{match_id}", "person_id", person_id, coder=self.coder, at=self.clock()
        )
        self.saved_at = row.at
        self._read_anew = True
        return row

    def run(self) -> None:
        """Run the whole review over the folder."""
        raw, out, key = self.folder, self.opened.places.out, self.opened.key

        def do(progress: Progress) -> None:
            from toolkit import pipeline

            pipeline.run(raw, out, key=key, progress=progress)

        self.work.start("run", do, self._after_run)

    def look(self) -> None:
        """Take note of an end of reading or running. Raises what went wrong."""
        self.work.look()

    def read(self) -> None:
        """Show what the last run read, where nothing was read here since."""
        if self._workspace is None and self.opened.exists:
            self._workspace = self.opened.workspace()
        self._settings = read_settings(self.opened.places.settings)
        found = self._findings
        if not self._files and found is not None:
            self._files = found.intake.files
        self.stay_or_first()

    # Inside

    @property
    def _findings(self) -> Findings | None:
        """What the last run found; None before the first came to its end."""
        try:
            return self.opened.findings if self.opened.exists else None
        except ToolkitError:
            return None

    def _write(self, changes: dict[str, object]) -> None:
        if not self.current:
            raise WrongDecision("no file is chosen.", what_to_do="Choose one from the list.")
        self.opened.places.make()
        correct_file(self.opened.places.settings, self.current, changes)
        self.saved_at = self.clock()
        self._read_folder()

    def _promise(self) -> dict[str, object]:
        card = self.card
        if card is None:
            return {}
        return {"attribution": card.attribution, "quotes": card.quotes}

    def _read_folder(self) -> None:
        folder = Path(self.folder)
        settings = read_settings(self.opened.places.settings)

        def do(progress: Progress) -> None:
            from toolkit.intake.folder import read_files

            progress.room("reading", 1)
            self._fresh = read_files(folder, settings, progress.step).files

        self.work.start("read", do, self._after_reading)

    def _after_reading(self) -> None:
        self._files = self._fresh
        self._read_anew = True
        self._settings = read_settings(self.opened.places.settings)
        self.stay_or_first()

    def _after_run(self) -> None:
        self.opened.forget()
        self._files, self._read_anew, self.ran, self._masking = (), False, True, None
        self.read()

    def _doubtful(self, one: Match, people: Mapping[str, Person]) -> Doubtful:
        key = pseudonyms.load(self.opened.key) if self.names.seconds_left else None
        decided = self.workspace.decisions().value(f"match:{one.match_id}", "person_id")
        return Doubtful(
            match_id=one.match_id,
            file=one.file,
            said=key.said(one.match_id) if key else "",
            candidates=tuple(
                Candidate(
                    person_id=person_id,
                    label=_label(people.get(person_id), person_id, key),
                    likeness=likeness,
                )
                for person_id, likeness in one.candidates
            ),
            decided=decided,
        )


def _label(person: Person | None, person_id: str, key: pseudonyms.Key | None) -> str:
    called = key.entry(person_id).name if key else person_id
    if person is None:
        return called
    parts = (called, person.role, person.department, person.location)
    return ", ".join(part for part in parts if part)
