"""The command line. Every verb takes OUT first and knows --json; data on stdout, talk on stderr.

Exit codes: 0 fine, 1 problems found, 2 wrong use.
"""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from toolkit import cli_coding, cli_doubt, cli_llm, cli_people, cli_plan, cli_reports, cli_session
from toolkit.errors import ToolkitError, UnknownSubject, WrongDecision, WrongSettings

app = typer.Typer(
    name="relaunch",
    help="From a raw folder of feedback on a failed CRM launch to a whole review.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Out = Annotated[Path, typer.Argument(help="The review's folder (what --out named).")]
Key = Annotated[Path | None, typer.Option("--key", help="Another place of the pseudonyms' key.")]
Json = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one verb and leave with its exit code."""
    try:
        app(args=list(arguments) if arguments is not None else None, standalone_mode=True)
    except (WrongDecision, WrongSettings, UnknownSubject) as error:
        _say(str(error))
        sys.exit(2)
    except ToolkitError as error:
        _say(str(error))
        sys.exit(1)


def _say(text: str) -> None:
    typer.echo(text, err=True)


def _give(value: object, *, as_json: bool, text: str) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1, default=str) if as_json else text)


@app.command()
def run(
    raw: Annotated[Path, typer.Argument(help="The folder of raw files, as received.")],
    out: Annotated[Path, typer.Option("--out", help="Where the review goes.")],
    key: Key = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say which rooms ran and why.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Read a raw folder and write the whole review."""
    from toolkit import pipeline

    review = pipeline.run(raw, out, key=key)
    if explain:
        for room, reason in review.rooms_run:
            _say(f"{room:12s} {reason}")
    _give(review.as_json(), as_json=as_json, text=review.page_one())
    _say(review.where_things_are())
    sys.exit(1 if review.problems else 0)


@app.command()
def read(
    raw: Annotated[Path, typer.Argument(help="A folder of raw files, or one file.")],
    as_json: Json = False,
) -> None:
    """What every file and column was taken for, and what was set aside with which reason."""
    from toolkit.pipeline.reading import account_of, readings_of

    files = readings_of(raw)
    _give([_plain(one) for one in files], as_json=as_json, text=account_of(files))
    sys.exit(1 if any(one.problem for one in files) else 0)


@app.command()
def check(out: Out, key: Key = None, as_json: Json = False) -> None:
    """Check a review: tables against the contract, names in share/, decisions without words."""
    from toolkit.pipeline.checking import check_review

    problems = check_review(out, key)
    _give(problems, as_json=as_json, text="\n".join(problems) or "No problem found.")
    sys.exit(1 if problems else 0)


@app.command()
def tables(
    out: Out,
    to: Annotated[Path, typer.Option("--out", help="Where the tables go.")],
    identified: Annotated[
        bool, typer.Option("--identified", help="With the organisation's own ids (needs the key).")
    ] = False,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Write the contract's tables again, with pseudonyms or identified."""
    from toolkit import pipeline

    written = pipeline.open_review(out, key=key).write_tables(to, identified=identified)
    _give([str(path) for path in written], as_json=as_json, text="\n".join(map(str, written)))


@app.command()
def decide(
    out: Out,
    subject: Annotated[str, typer.Argument(help='"statement:S-1a2b", "theme:T03", "person:P-9f"…')],
    field: Annotated[str, typer.Argument(help="The column: kind, cause, verdict, title, stance…")],
    value: Annotated[str, typer.Argument(help="What it is.")],
    memo: Annotated[str, typer.Option(help="Why, in your words.")] = "",
    coder: Annotated[str, typer.Option(help="Who decides; your login if you do not say.")] = "",
    as_json: Json = False,
) -> None:
    """Decide something; kept for good, undone by `relaunch undo`."""
    from toolkit.pipeline.deciding import decide as decide_now

    row = decide_now(out, subject, field, value, coder=coder or _login(), memo=memo)
    _give(_plain(row), as_json=as_json, text=f"{row.decision_id}: {subject} {field} = {value}")


@app.command()
def undo(
    out: Out,
    decision: Annotated[
        int | None, typer.Argument(help="Its number; your last if you do not say.")
    ] = None,
    coder: Annotated[str, typer.Option(help="Who takes it back.")] = "",
    as_json: Json = False,
) -> None:
    """Take a decision back, as a new row."""
    from toolkit.pipeline.deciding import undo as undo_now

    row = undo_now(out, decision, coder=coder or _login())
    _give(_plain(row), as_json=as_json, text=f"{row.decision_id}: {row.subject} {row.field} undone")


@app.command()
def history(
    out: Out,
    subject: Annotated[str, typer.Argument(help="Only this subject.")] = "",
    as_json: Json = False,
) -> None:
    """Every decision ever made, undone ones included, and those whose words vanished."""
    from toolkit.pipeline.deciding import history as history_of
    from toolkit.pipeline.deciding import history_text

    rows, orphans = history_of(out, subject)
    value = {"decisions": [_plain(row) for row in rows], "orphaned": [_plain(o) for o in orphans]}
    _give(value, as_json=as_json, text=history_text(rows, orphans))


@app.command()
def decisions(
    out: Out,
    take: Annotated[
        Path | None, typer.Option("--import", help="Merge another coder's lines.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Export all decisions as JSON lines on stdout, or merge those of another workspace."""
    from toolkit.pipeline.deciding import export_decisions, import_decisions

    if take is None:
        for line in export_decisions(out):
            typer.echo(line)
        return
    count = import_decisions(out, take)
    _give({"imported": count}, as_json=as_json, text=f"{count} decisions merged.")


@app.command()
def why(
    out: Out,
    subject: Annotated[str, typer.Argument(help="A statement, theme, action or person id.")],
    as_json: Json = False,
) -> None:
    """The statements, facts and decisions behind a number."""
    from toolkit import pipeline

    found = pipeline.open_review(out).why(subject)
    _give(found.as_json(), as_json=as_json, text=str(found))


@app.command()
def disclosure(
    out: Out,
    language: Annotated[str, typer.Option(help="en or de.")] = "en",
    as_json: Json = False,
) -> None:
    """Two pages for works council and data protection: what is read, computed, shown, deleted."""
    from toolkit.pipeline.disclosing import write_disclosure

    path = write_disclosure(out, language)
    _give(str(path), as_json=as_json, text=str(path))


@app.command("app")
def serve(
    out: Out,
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1.")] = 8866,
    key: Key = None,
) -> None:
    """Serve the review desk on this machine alone (127.0.0.1, with a token)."""
    from toolkit.desk.serving import serve_desk

    sys.exit(serve_desk(out, port, key=key))


app.command()(cli_llm.code)
app.command()(cli_coding.codebook)
app.command()(cli_coding.agree)
app.command()(cli_coding.blind)
app.command()(cli_doubt.queue)
app.command()(cli_doubt.interview)
app.command()(cli_plan.plan)
app.command()(cli_reports.report)
app.command()(cli_session.agenda)
app.command()(cli_session.recap)
app.command()(cli_people.people)
app.command()(cli_people.about)
app.command()(cli_people.forget)
app.command()(cli_people.close)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "reviewer"


def _plain(value: Any) -> Mapping[str, object]:  # noqa: ANN401  (any of our dataclasses)
    from dataclasses import asdict

    return asdict(value)
