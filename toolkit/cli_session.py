"""The verbs of the review session: its agenda, and what is told afterwards."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

Out = Annotated[Path, typer.Argument(help="The review's folder (what --out named).")]
Json = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]
Language = Annotated[str, typer.Option(help="en, de or it.")]


def agenda(
    out: Out,
    language: Language = "en",
    edit: Annotated[
        tuple[str, str, str] | None,
        typer.Option(help="TOPIC FIELD VALUE: rank, place, minutes, title, goal, fact, ..."),
    ] = None,
    take: Annotated[
        Path | None, typer.Option("--take", help="The session's form, filled in (XLSX).")
    ] = None,
    coder: Annotated[str, typer.Option(help="Who decides; your login if you do not say.")] = "",
    as_json: Json = False,
) -> None:
    """The agenda with goal, facts, quotes and what is in it for whom; edit it, take the form in."""
    from toolkit import pipeline
    from toolkit.pipeline.session_text import session_json, session_text

    review = pipeline.open_review(out)
    if edit is not None:
        review.edit_agenda(*edit, coder=coder)
    if take is not None:
        taken = review.take_form(take, coder=coder)
        typer.echo(f"{taken.entries} rows read, {taken.written} decisions new.", err=True)
    session = review.session(language)
    typer.echo(session_json(session) if as_json else session_text(session))


def recap(
    out: Out,
    audience: Annotated[str, typer.Option(help="participants, sponsors or everybody.")] = (
        "participants"
    ),
    language: Language = "en",
    formats: Annotated[
        str, typer.Option("--format", help="Write docx,pdf,txt instead of printing a mail's text.")
    ] = "",
    template: Annotated[
        Path | None, typer.Option(help="A brand template for Word: .docx or .dotx.")
    ] = None,
    key: Annotated[
        Path | None, typer.Option("--key", help="Another place of the pseudonyms' key.")
    ] = None,
    as_json: Json = False,
) -> None:
    """What one audience is told after the session: text for a mail, or files to send."""
    from toolkit import pipeline

    review = pipeline.open_review(out, key=key)
    if formats:
        paths = review.write_recap(audience, formats, language=language, template=template)
        typer.echo("\n".join(str(path) for path in paths))
        return
    found = review.recap(audience, language)
    if as_json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False, indent=1, default=str))
    else:
        typer.echo(found.mail, nl=False)
