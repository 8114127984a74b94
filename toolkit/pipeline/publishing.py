"""Writing a review down: tables, reports, what was found, and the workspace's memory of the run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from toolkit.intake.folder import NOT_READ
from toolkit.model.decisions import Decisions
from toolkit.model.findings import Findings
from toolkit.model.intake import FileReading
from toolkit.model.vocabulary import FileKind, Status
from toolkit.pipeline.corridor import Start
from toolkit.pipeline.found import found_of, write_review_toml
from toolkit.pipeline.places import Places
from toolkit.pipeline.redacting import roster_of
from toolkit.privacy import ReleaseLedger
from toolkit.reports import write_reports
from toolkit.workspace import Workspace

Row = tuple[str, str, str, float | None]
"""Subject, field, value, confidence."""
_LEDGER = "figures released"


def publish(start: Start, findings: Findings, workspace: Workspace, run_id: int) -> None:
    """Everything a run leaves behind, in share/, in confidential/ and in the workspace."""
    workspace.save_snapshot("findings", {}, findings)
    workspace.save_statements(findings.statements, run_id)
    rows = [_as_before(one, start.decisions, workspace) for one in _suggestions(findings)]
    workspace.save_suggestions(rows, run_id)
    before = workspace.meta_get(_LEDGER)
    written = write_reports(
        findings,
        start.settings,
        start.places.out,
        now=start.now,
        roster=roster_of(start.key),
        ledger=ReleaseLedger.from_json(before) if before else None,
    )
    workspace.meta_set(_LEDGER, written.ledger.to_json())


def write_found(start: Start, findings: Findings) -> None:
    """[found] of review.toml, replaced; [mine] stays as the person wrote it."""
    write_review_toml(start.places.settings, found_of(findings))


def _as_before(row: Row, decisions: Decisions, workspace: Workspace) -> Row:
    """Of what a person decided, what the machine said before: findings hold the person's word."""
    subject, field, _, _ = row
    if decisions.value(subject, field) is None:
        return row
    before = workspace.suggestion(subject, field)
    return (subject, field, before.value, before.confidence) if before else row


def _suggestions(findings: Findings) -> Iterator[Row]:
    for key, coding in findings.codings.items():
        subject = f"statement:{key}"
        yield subject, "kind", str(coding.kind or ""), coding.kind_confidence
        yield subject, "cause", str(coding.cause or ""), coding.cause_confidence
        final = findings.final_causes[key]
        yield subject, "final_cause", str(final.cause or ""), final.confidence
    for key, verdict in findings.verdicts.items():
        yield f"theme:{key}", "verdict", str(verdict.cause), verdict.confidence
    for theme in findings.themes:
        yield f"theme:{theme.theme_id}", "title", theme.title, None
    for item in (one for one in findings.agenda if one.status is not Status.CHANGED):
        for name in ("rank", "place", "minutes", "goal", "fact", "opinion", "wiifm", "who_cares"):
            yield f"agenda:{item.theme_id}", name, str(getattr(item, name)), None
    for one in findings.stakeholders:
        subject = f"person:{one.person_id}"
        machine = one.suggestion or one
        yield subject, "stance", str(machine.stance or ""), machine.stance_confidence
        yield subject, "convertible", str(machine.convertible), machine.convertibility


def _typed(path: Path) -> str:
    """A path as it is typed in a terminal: in quotes where it has a blank."""
    return f'"{path}"' if " " in str(path) else str(path)


def what_is_missing(files: Iterable[FileReading]) -> list[str]:
    """Lines for the files of which nothing or too little counts; [] where all were read well."""
    ordered = sorted(files, key=lambda one: one.file)
    unread = [one.problem for one in ordered if one.unread]
    unknown = [_unknown(one) for one in ordered if one.kind is FileKind.OTHER and _looked_at(one)]
    lines = [f"{_files(len(unread))} could not be read:", *(f"  {one}" for one in unread)]
    more = [f"{_files(len(unknown))} could not be recognised:", *(f"  {one}" for one in unknown)]
    flawed = [f"  {one.file}: {one.problem}" for one in ordered if one.problem and not one.unread]
    look = [f"{_files(len(flawed))} to look at before anything else:", *flawed]
    return [
        *(lines if unread else []),
        *(more if unknown else []),
        *(look if flawed else []),
    ]


def _unknown(file: FileReading) -> str:
    """The file's name with what its reader noted, the way out among it."""
    return ": ".join((file.file, *file.notes[-1:]))


def _looked_at(file: FileReading) -> bool:
    """Whether a file was opened, and nothing that this review needs was seen in it."""
    return not (file.problem or file.rows_kept) and file.format != NOT_READ


def _files(count: int) -> str:
    return f"{count} file" if count == 1 else f"{count} files"


def where_things_are(places: Places) -> str:
    """The files a person opens next."""
    return "\n".join(
        [
            f"Report to pass on      {places.share / 'report.html'}",
            f"Workbook to pass on    {places.share / 'review.xlsx'}",
            f"Full report            {places.confidential / 'report.html'}",
            f"Full workbook          {places.confidential / 'review.xlsx'}",
            f"What was taken for what {places.settings}",
            "Next: open the report; confirm or change what it suggests at the desk "
            f"(relaunch app {_typed(places.out)}); run again.",
        ]
    )
