"""Forgetting a person: words, ties and judgements go, counts stay, and no later run brings them."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

import pandas as pd

from toolkit.model.findings import Coding, Theme
from toolkit.model.forgotten import FORGOTTEN
from toolkit.model.intake import Extracts, FileReading, Intake, Match, Source
from toolkit.pipeline import deciding
from toolkit.pipeline.hearing import SNAPSHOT as HEARD
from toolkit.pipeline.people_naming import find_person
from toolkit.pipeline.places import Places
from toolkit.pipeline.theming import THEMES
from toolkit.workspace import Workspace

NOTE: Final = "words of {n} removed at that person's request"
KEPT_FILES: Final = ("review.sqlite", "review.toml", "codebook.yaml", "README.txt")
"""What stays in confidential/: the rest is made again, or held somebody's words."""
_TICKET_WORDS: Final = ("title", "description")


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What was done, in counts."""

    person_id: str
    statements: int
    decisions: int
    """Judgements and promises on the person that are gone."""
    files: tuple[str, ...]
    """What was deleted beside the workspace, relative to OUT."""
    raw_folder: str
    """Where the original files lie, which no program of ours changes."""
    ran_again: bool = False

    def __str__(self) -> str:
        """For reading."""
        again = (
            "The review ran again without them."
            if self.ran_again
            else "Run the review again: until then it has no tables and no reports."
        )
        return (
            f"{self.person_id}: {self.statements} statements and {self.decisions} decisions are "
            f"gone, with all vectors, answers of language models and {len(self.files)} files that "
            f"were made from them. Counts stay. {again}\n"
            f"The original files still hold this person's words: {self.raw_folder}. Ask whoever "
            "keeps them, and whoever got a report before, to delete them too."
        )


def forget_person(
    out: Path, person: str, *, coder: str, at: datetime, key: Path | None = None
) -> Forgotten:
    """Take a person out of a review for good; the review has to run again after it.

    Raises UnknownSubject for somebody who is not in it. Done twice it changes nothing more.
    """
    places = Places(out.resolve())
    with deciding.open_workspace(places.out) as workspace:
        findings = deciding.read_findings(workspace, places.out)
        known = {one.person_id for one in findings.intake.people}
        person_id = find_person(person, known, places, key)
        ids = tuple(
            sorted(
                {
                    *workspace.statements_of(person_id),
                    *(
                        one.statement_id
                        for one in findings.statements
                        if one.source.person_id == person_id
                    ),
                }
            )
        )
        workspace.decide(f"person:{person_id}", FORGOTTEN, "yes", coder=coder, at=at)
        files = _delete_files(places)
        heard, themes = _without(workspace, frozenset(ids))
        gone = workspace.forget(person_id, ids)
        if heard:
            workspace.save_snapshot(HEARD, {}, heard)
        workspace.save_snapshot(THEMES, {}, themes)
        raw = workspace.last_raw_folder()
    return Forgotten(
        person_id=person_id,
        statements=len(ids),
        decisions=gone,
        files=files,
        raw_folder=raw,
    )


def _without(
    workspace: Workspace, ids: frozenset[str]
) -> tuple[dict[str, Coding], tuple[Theme, ...]]:
    """What the next run needs of the snapshots: a model's codings, and which themes there were."""
    heard = workspace.load_snapshot(HEARD, dict[str, Coding]) or {}
    themes = workspace.load_snapshot(THEMES, tuple[Theme, ...]) or ()
    return (
        {key: coding for key, coding in heard.items() if key not in ids},
        tuple(
            replace(
                one,
                statement_ids=tuple(key for key in one.statement_ids if key not in ids),
                exemplar_ids=tuple(key for key in one.exemplar_ids if key not in ids),
                keywords=(),
            )
            for one in themes
        ),
    )


def _delete_files(places: Places) -> tuple[str, ...]:
    """Everything that may hold the words: vectors, answers of models, tables, reports, sheets."""
    found: list[str] = []
    for path in sorted(places.confidential.iterdir()):
        if not path.name.startswith(KEPT_FILES):
            found.extend(_delete(path, places.out))
    for path in sorted(places.share.iterdir()) if places.share.is_dir() else ():
        found.extend(_delete(path, places.out))
    places.make()
    return tuple(found)


def _delete(path: Path, out: Path) -> Iterable[str]:
    if path.is_dir() and not path.is_symlink():
        names = [str(one.relative_to(out)) for one in sorted(path.rglob("*")) if one.is_file()]
        shutil.rmtree(path)
        return names
    path.unlink()
    return [str(path.relative_to(out))]


def without_people(intake: Intake, forgotten: Collection[str]) -> Intake:
    """The same intake without the words, ties and identities of these people; all else untouched.

    They stay on the list and in what the systems counted. Their closed answers stay as answers of
    nobody, their tickets as tickets without words. What somebody else was asked just after them
    loses the words that stood before it.
    """
    gone = frozenset(forgotten)
    if not gone:
        return intake
    mine = [one for one in intake.sources if one.person_id in gone]
    return replace(
        intake,
        files=tuple(_noted(one, mine, gone) for one in intake.files),
        sources=tuple(
            _alone(one, [word.text for word in mine if word.file == one.file])
            for one in intake.sources
            if one.person_id not in gone
        ),
        respondents=tuple(
            replace(one, person_id="") if one.person_id in gone else one
            for one in intake.respondents
        ),
        closed=tuple(
            replace(one, person_id="") if one.person_id in gone else one for one in intake.closed
        ),
        ties=tuple(one for one in intake.ties if not {one.from_id, one.to_id} & gone),
        matches=tuple(_unmatched(one, gone) for one in intake.matches if one.person_id not in gone),
        extracts=_silent_tickets(intake.extracts, gone),
    )


def _noted(file: FileReading, mine: Iterable[Source], gone: frozenset[str]) -> FileReading:
    who = {one.person_id for one in mine if one.file == file.file}
    if not who:
        return file
    n = "1 person" if len(who) == 1 else f"{len(who)} people"
    return replace(file, notes=(*file.notes, NOTE.format(n=n)))


def _alone(source: Source, words: Iterable[str]) -> Source:
    heard = source.before and any(source.before in text or text in source.before for text in words)
    return replace(source, before="") if heard else source


def _unmatched(one: Match, gone: frozenset[str]) -> Match:
    left = tuple((key, alike) for key, alike in one.candidates if key not in gone)
    return one if left == one.candidates else replace(one, candidates=left)


def _silent_tickets(extracts: Extracts, gone: frozenset[str]) -> Extracts:
    tickets = extracts.tickets
    theirs = tickets["person_id"].isin(gone)
    if not theirs.any():
        return extracts
    silent: pd.DataFrame = tickets.copy()
    silent.loc[theirs, ["person_id", *_TICKET_WORDS]] = ""
    return replace(extracts, tickets=silent)
