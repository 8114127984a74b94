"""Home without its widget: the path with its state, what changed, what to do next, and history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from toolkit.desk.opening import Opened
from toolkit.desk.path import Known, Step, path_of, what_next
from toolkit.desk.running import Standing, Work
from toolkit.desk.showing import readable
from toolkit.desk.sitting import Sitting
from toolkit.errors import ToolkitError, WrongDecision
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.findings import Findings
from toolkit.pipeline.correcting import changes_since_run, keys_differing
from toolkit.pipeline.own_settings import FIELDS
from toolkit.workspace.memory import Run

if TYPE_CHECKING:
    from toolkit.pipeline.rooms import Progress

SHOWN_HISTORY: Final = 60
WRITTEN: Final = "mine"
"""The field of a decision that a run made of what a person wrote into review.toml: it is taken back
there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of the history, newest first."""

    decision_id: int
    about: str
    """"statement", "theme", ... in words."""
    subject_id: str
    field: str
    value: str
    coder: str
    at: str
    memo: str
    can_undo: bool
    """In force, and one's own."""
    undone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What changed since the last run."""

    run_at: str
    """Empty where it was never run."""
    decisions: tuple[tuple[str, int], ...]
    """("statement", 12), most first."""
    files: tuple[tuple[str, str], ...]
    """(file, "new", "changed" or "gone")."""
    settings: tuple[str, ...] = ()
    """What is other in review.toml, in words."""

    @property
    def anything(self) -> bool:
        """Whether a run would find something other."""
        return bool(self.decisions or self.files or self.settings)


class HomeState(Sitting):
    """A person at the beginning of the day."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.work = Work()
        self._shown = SHOWN_HISTORY
        super().__init__(opened.workspace() if opened.exists else None, **opened.person)
        self.read()

    @property
    def steps(self) -> tuple[Step, ...]:
        """The nine steps with their state."""
        return path_of(self._known, self.say)

    @property
    def next_step(self) -> Step:
        """The one thing that is worth most now."""
        return what_next(self._known, self.say)

    @property
    def since(self) -> Since:
        """What changed since the last run."""
        return self._since

    @property
    def history(self) -> tuple[Entry, ...]:
        """The last decisions, newest first."""
        return tuple(self._entry(row) for row in self._decisions.history[::-1][: self._shown])

    @property
    def decided(self) -> int:
        """How many decisions there are in all."""
        return len(self._decisions.history)

    @property
    def standing(self) -> Standing:
        """How far a run is."""
        return self.work.standing

    def show_earlier(self) -> None:
        """Show so many rows more of the history."""
        self._shown += SHOWN_HISTORY

    def undo(self, decision_id: int) -> Decision:
        """Take back one's own decision that is in force. Raises WrongDecision otherwise."""
        row = next((one for one in self._decisions.history if one.decision_id == decision_id), None)
        if row is None or row.coder != self.coder:
            raise WrongDecision(
                "this is not yours to take back.", what_to_do="Ask whoever decided it."
            )
        done = self.take_back([row])[0]
        self.read()
        return done

    def run(self) -> None:
        """Run the review again, with everything decided since."""
        raw = self.workspace.last_raw_folder()
        out, key = self.opened.places.out, self.opened.key

        def do(progress: Progress) -> None:
            from toolkit import pipeline

            pipeline.run(raw, out, key=key, progress=progress)

        self.work.start("run", do, self._after_run)

    def look(self) -> None:
        """Take note of how far a run is. Raises ToolkitError where it went wrong."""
        self.work.look()

    def read(self) -> None:
        """Read what was decided and what lies in the folder."""
        if self._workspace is None and self.opened.exists:
            self._workspace = self.opened.workspace()
        has = self.opened.exists
        self._findings = self._found() if has else None
        self._decisions = self.workspace.decisions() if has else Decisions()
        runs = [one for one in self.workspace.runs() if one.ended_at] if has else []
        self._since = self._changes(runs[-1] if runs else None)
        self._known = Known(
            findings=self._findings,
            never_run=not runs,
            settings=self.opened.settings,
            decisions=self._decisions,
            waiting=sum(n for _, n in self._since.decisions) + len(self._since.settings),
            files_changed=len(self._since.files),
            has_key=self.opened.key.exists(),
            reports=_reports(self.opened.places.share),
        )
        self._in_force = {row.decision_id for row in self._decisions.in_force()}
        self._undone = {row.undoes for row in self._decisions.history}

    # Inside

    def _found(self) -> Findings | None:
        """What the last run found; None where it never came to its end, or by another version."""
        try:
            return self.opened.findings
        except ToolkitError:
            return None

    def _after_run(self) -> None:
        self.opened.forget()
        self.read()

    def _changes(self, run: Run | None) -> Since:
        if run is None:
            return Since(run_at="", decisions=(), files=())
        counts: dict[str, int] = {}
        for row in self._decisions.history:
            if row.at > run.started_at:
                about = row.subject.split(":", 1)[0]
                counts[about] = counts.get(about, 0) + 1
        return Since(
            run_at=f"{run.started_at.astimezone():%Y-%m-%d %H:%M}",
            decisions=tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0]))),
            files=self._files(run),
            settings=self._settings(),
        )

    def _settings(self) -> tuple[str, ...]:
        self.opened.settings_changed()
        return self._in_words(changes_since_run(self.workspace, self.opened.settings))

    def _in_words(self, keys: Sequence[str]) -> tuple[str, ...]:
        """Fields of review.toml as their forms call them."""
        return tuple(
            self.say(FIELDS[key].title) if key in FIELDS else key.removeprefix("files.")
            for key in keys
        )

    def _files(self, run: Run) -> tuple[tuple[str, str], ...]:
        folder = Path(run.raw_folder)
        if self._findings is None or not folder.is_dir():
            return ()
        known = {one.file for one in self._findings.intake.files}
        found = set(_lying_in(folder))
        started = run.started_at.timestamp()
        changed = {one for one in found & known if (folder / one).stat().st_mtime > started}
        return tuple(
            (name, how)
            for how, names in (
                ("new", found - known),
                ("changed", changed),
                ("gone", known - found),
            )
            for name in sorted(names)
        )

    def _entry(self, row: Decision) -> Entry:
        about, _, subject_id = row.subject.partition(":")
        said = readable(row)
        stands = row.decision_id in self._in_force and row.undoes is None
        written = row.field == WRITTEN
        if written:
            changed = self._in_words(keys_differing(row.suggested, row.decided or ""))
            said = replace(said, field=subject_id, value="; ".join(changed) or "…")
        return Entry(
            decision_id=row.decision_id,
            about=about,
            subject_id=subject_id,
            field=said.field,
            value=said.value,
            coder=row.coder,
            at=said.at,
            memo=row.memo,
            can_undo=stands and row.coder == self.coder and not written,
            undone=row.decision_id in self._undone,
        )


def _lying_in(folder: Path) -> Iterator[str]:
    """The files of a raw folder by the names that a review gives them; hidden ones are none."""
    for path in folder.rglob("*"):
        name = path.relative_to(folder)
        hidden = any(part.startswith((".", "~$")) for part in name.parts)
        if path.is_file() and not hidden:
            yield name.as_posix()


def _reports(share: Path) -> tuple[str, ...]:
    kinds = {".html", ".docx", ".pptx", ".pdf", ".xlsx"}
    found = (one for one in share.rglob("*") if one.suffix in kinds) if share.is_dir() else ()
    return tuple(sorted(one.relative_to(share).as_posix() for one in found))
