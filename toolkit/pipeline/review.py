"""The review in a person's hands: typed tables, what is behind a number, and decisions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.coding.codebook import shown_labels
from toolkit.errors import UnknownSubject
from toolkit.intake import pseudonyms
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.findings import Findings
from toolkit.pipeline import deciding
from toolkit.pipeline.codebooks import codebook_of, counted_as_parents, own_codes_in
from toolkit.pipeline.correcting import keys_differing
from toolkit.pipeline.corridor import ROOMS, Start, Walk
from toolkit.pipeline.places import Places
from toolkit.pipeline.progress import Bar
from toolkit.pipeline.promising import hold_promises
from toolkit.pipeline.publishing import publish, write_found
from toolkit.pipeline.rooms import Corridor, Progress
from toolkit.pipeline.session_review import SessionReview
from toolkit.pipeline.theme_review import ThemeReview
from toolkit.pipeline.why import Why, explain
from toolkit.settings import read_settings
from toolkit.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.model.plan import RelaunchPlan
    from toolkit.reports.summary import Summary
    from toolkit.stakeholders.plan import PeoplePlan

Clock = Callable[[], datetime]


def _now() -> datetime:
    return datetime.now(UTC)


def run(
    raw: str | Path,
    out: str | Path | None = None,
    *,
    key: Path | None = None,
    clock: Clock = _now,
    progress: Progress | None = None,
) -> Review:
    """Read a raw folder and write a whole review; decisions made before are kept and applied.

    `out` is a folder "<raw>-review" beside the raw one unless named; `key` is where the key from
    pseudonyms to people lies (by default in the user's own data folder, outside OUT). Files that
    cannot be read are listed in `review.problems`. Raises ToolkitError if there is nothing to read.
    """
    raw = Path(raw).resolve()
    places = Places(Path(out).resolve() if out else raw.parent / f"{raw.name}-review")
    settings = read_settings(places.settings)
    places.make()
    codebook = codebook_of(places, settings)
    bar = progress or Bar()
    at = clock()
    with Workspace.open(places.workspace) as workspace:
        changed = _with_own_changes(workspace, settings.mine.model_dump_json(), at)
        start = Start(
            raw=raw,
            places=places,
            key=_key(workspace, key or pseudonyms.key_path(places.out), places),
            settings=settings,
            decisions=counted_as_parents(changed, codebook),
            now=at,
            labels=shown_labels(codebook),
            own_codes=own_codes_in(changed, codebook),
        )
        corridor = Corridor(workspace, bar, ROOMS)
        run_id = workspace.begin_run(at, str(raw))
        try:
            findings = Walk(start, corridor, bar).findings()
            bar.room("reports", ROOMS)
            notes = hold_promises(workspace, settings, findings.intake.files)
            findings = replace(findings, notes=(*findings.notes, *notes))
            write_found(start, findings)
            publish(start, findings, workspace, run_id)
            workspace.end_run(run_id, _now() if clock is _now else at)
        finally:
            bar.close()
    return Review(
        places=places,
        findings=findings,
        key=start.key,
        rooms_run=tuple(corridor.said),
        key_place=key or pseudonyms.key_path(places.out),
    )


def open_review(out: str | Path, *, key: Path | None = None) -> Review:
    """The review that was written into a folder, with the decisions made since applied at next run.

    Raises ToolkitError if there is none; KeyMissing only where identified tables are asked for.
    """
    places = Places(Path(out).resolve())
    with deciding.open_workspace(places.out) as workspace:
        findings = deciding.read_findings(workspace, places.out)
    return Review(
        places=places,
        findings=findings,
        key=None,
        key_place=key or pseudonyms.key_path(places.out),
    )


def _with_own_changes(workspace: Workspace, mine: str, at: datetime) -> Decisions:
    """The decisions in force; a change of [mine] since the last run is recorded as one of them."""
    before = workspace.meta_get("mine")
    if before is not None and keys_differing(before, mine):
        workspace.decide(
            "file:review.toml", "mine", mine, coder=deciding.login(), at=at, suggested=before
        )
    workspace.meta_set("mine", mine)
    return workspace.decisions()


def _key(workspace: Workspace, path: Path, places: Places) -> pseudonyms.Key:
    """The review's key; a new one only for a new review.

    Raises KeyMissing where a review was run before with a key that is not there: a new one would
    give everybody another pseudonym, and decisions on people would be about nobody.
    """
    pseudonyms.outside(path, places.out)
    if workspace.runs():
        return pseudonyms.load(path)
    return pseudonyms.load_or_make(path)


@dataclass(frozen=True, kw_only=True)
class Review(SessionReview, ThemeReview):
    """A whole review. Tables are those of the contract, with pseudonyms."""

    places: Places
    findings: Findings
    key: pseudonyms.Key | None = None
    key_place: Path | None = None
    rooms_run: tuple[tuple[str, str], ...] = field(default=())

    @cached_property
    def _tables(self) -> Mapping[str, pd.DataFrame]:
        from toolkit.reports import contract_tables

        return contract_tables(self.findings)

    @property
    def statements(self) -> pd.DataFrame:
        """One row for every point that one person makes."""
        return self._tables["statements"]

    @property
    def themes(self) -> pd.DataFrame:
        """Title, people, verdict and its evidence per theme."""
        return self._tables["themes"]

    @property
    def people(self) -> pd.DataFrame:
        """stakeholders.csv: stance, influence and convertibility per person (confidential)."""
        return self._tables["stakeholders"]

    @property
    def adoption(self) -> pd.DataFrame:
        """People in scope and active per group and week."""
        return self._tables["adoption"]

    @property
    def actions(self) -> pd.DataFrame:
        """What is to be done, with value and measure."""
        return self._tables["actions"]

    @property
    def agenda(self) -> pd.DataFrame:
        """The topics of the review session in rank order."""
        return self._tables["agenda"]

    @property
    def requests(self) -> pd.DataFrame:
        """Whom to ask for what."""
        return self._tables["requests"]

    @property
    def coverage(self) -> pd.DataFrame:
        """Who was heard, and the holes."""
        return self._tables["coverage"]

    @property
    def invitations(self) -> pd.DataFrame:
        """A balanced list for the session (confidential)."""
        return self._tables["invitations"]

    @property
    def waves(self) -> pd.DataFrame:
        """The order of the roll-out (confidential)."""
        return self._tables["waves"]

    @property
    def people_plan(self) -> PeoplePlan:
        """Waves with their go lists, talks, promises, helpers: with all decisions made so far."""
        from toolkit.pipeline.people_planning import open_people

        return open_people(self.places.out, _now().date()).plan

    @cached_property
    def summary(self) -> Summary:
        """Everything the report says, as one value without formatting."""
        from toolkit.reports import summarise

        return summarise(self.findings, read_settings(self.places.settings), _now)

    @property
    def plan(self) -> RelaunchPlan:
        """The relaunch plan in English, with what was decided on it until now."""
        return self.plan_in("en")

    def plan_in(self, language: str) -> RelaunchPlan:
        """The same in English, German or Italian. Raises WrongSettings for another language."""
        from toolkit.pipeline.planning import plan_of, today_utc

        settings = read_settings(self.places.settings)
        return plan_of(self.findings, settings, self.decisions, today_utc(), language)

    @property
    def problems(self) -> tuple[str, ...]:
        """One clear sentence per file, or part of one, that could not be read."""
        return tuple(file.problem for file in self.findings.intake.files if file.problem)

    def why(self, subject: str) -> Why:
        """The statements, facts and decisions behind a statement, theme, action or person id.

        Raises UnknownSubject if the review holds no such id.
        """
        return explain(subject, self.findings, self.decisions)

    @property
    def decisions(self) -> Decisions:
        """The decisions in force now."""
        with deciding.open_workspace(self.places.out) as workspace:
            return workspace.decisions()

    def decide(
        self, subject: str, value: str, field: str = "", *, memo: str = "", coder: str = ""
    ) -> Decision:
        """A person's word on something, kept for good.

        `subject` may be a bare id ("T01", "S-1a2b", "P-9f"); without `field` a theme's verdict, a
        statement's cause and a person's stance are meant. It shows in the tables after the next
        run. Raises UnknownSubject or WrongDecision.
        """
        full, usual = self._subject(subject)
        return deciding.decide(
            self.places.out, full, field or usual, value, coder=coder or deciding.login(), memo=memo
        )

    def undo(self, decision_id: int | None = None, *, coder: str = "") -> Decision:
        """Take a decision back (your last one if none is named)."""
        return deciding.undo(self.places.out, decision_id, coder=coder or deciding.login())

    def run_again(self) -> Review:
        """The review with everything decided since; rooms that nothing changed are kept."""
        with deciding.open_workspace(self.places.out) as workspace:
            raw = workspace.last_raw_folder()
        return run(raw, self.places.out, key=self.key_place)

    def write_tables(self, folder: str | Path, *, identified: bool = False) -> tuple[Path, ...]:
        """Write the contract's tables; identified ones need the key (raises KeyMissing)."""
        from toolkit.reports import identified_tables, write_tables

        tables = self._tables
        if identified:
            key = self.key or pseudonyms.load(
                self.key_place or pseudonyms.key_path(self.places.out)
            )
            tables = identified_tables(tables, key.real)
        return write_tables(tables, Path(folder))

    def page_one(self) -> str:
        """Page one of the report as plain text."""
        from toolkit.reports import page_one_text

        return page_one_text(self.summary)

    def report(
        self,
        document: str = "report",
        formats: str = "",
        *,
        language: str = "en",
        template: str | Path | None = None,
        draft: bool = False,
    ) -> tuple[Path, ...]:
        """Write documents into share/documents: "report", "session", "plan" or "all".

        `formats` by commas ("docx,pdf"), all that a document has where none is named. Raises
        WrongSettings for what there is not, WithheldByPromise where somebody could be known.
        """
        from toolkit.pipeline.reporting import Order, order_of, report

        wanted = order_of(document, formats)
        order = Order(
            documents=wanted.documents,
            formats=wanted.formats,
            tongue=language,
            template=Path(template) if template else None,
            draft=draft,
        )
        return report(self.places.out, order, key=self.key_place).paths

    def where_things_are(self) -> str:
        """What could not be read, then the files a person opens next."""
        from toolkit.pipeline.publishing import what_is_missing, where_things_are

        missing = what_is_missing(self.findings.intake.files)
        return "\n".join([*missing, where_things_are(self.places)])

    def as_json(self) -> dict[str, object]:
        """Counts and paths, for other programs."""
        found = self.findings
        return {
            "out": str(self.places.out),
            "files": len(found.intake.files),
            "people": len(found.intake.people),
            "statements": len(found.statements),
            "themes": len(found.themes),
            "actions": len(found.actions),
            "problems": list(self.problems),
        }

    def _subject(self, subject: str) -> tuple[str, str]:
        usual = {"statement": "cause", "theme": "verdict", "person": "stance", "match": "person_id"}
        if ":" in subject:
            return subject, usual.get(subject.split(":", 1)[0], "")
        found = self.findings
        known = {
            "statement": {one.statement_id for one in found.statements},
            "theme": {one.theme_id for one in found.themes},
            "person": {one.person_id for one in found.intake.people},
            "match": {one.match_id for one in found.intake.matches},
        }
        for kind, ids in known.items():
            if subject in ids:
                return f"{kind}:{subject}", usual[kind]
        raise UnknownSubject(
            f"no statement, theme, person or match is called {subject!r}.",
            what_to_do="Take an id from one of the review's tables.",
        )

    def __repr__(self) -> str:
        """What is in it and where, in one breath; no names."""
        found = self.findings
        return (
            f"Review of {len(found.intake.files)} files: {len(found.statements)} statements, "
            f"{len(found.themes)} themes, {len(found.intake.people)} people, "
            f"{len(found.actions)} actions\n{self.places.out}"
        )
