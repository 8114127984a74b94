"""The verbs about people: their plan, what is held on one, forgetting one, closing the review."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

Out = Annotated[Path, typer.Argument(help="The review's folder (what --out named).")]
Person = Annotated[
    str, typer.Argument(help="A pseudonym; with the key also an id, address or name of the list.")
]
Key = Annotated[Path | None, typer.Option("--key", help="Another place of the pseudonyms' key.")]
Json = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]


class Pictures(StrEnum):
    """For whom the pictures of people are written."""

    SHARE = "share"
    CONFIDENTIAL = "confidential"


def people(
    out: Out,
    as_json: Json = False,
    pictures: Annotated[
        Pictures | None,
        typer.Option(help="Write them as SVG: of groups to pass on, or all for the reviewer."),
    ] = None,
    language: Annotated[str, typer.Option(help="Of the pictures: en or de.")] = "en",
    key: Key = None,
) -> None:
    """Waves, talks to have with promises and consent, first users, invitations, use by group."""
    from toolkit.pipeline.people_planning import late_entry_of, open_people
    from toolkit.pipeline.people_text import late_text, plan_json, plan_text

    standing = open_people(out, datetime.now(UTC).date())
    if pictures is not None:
        from toolkit.desk.people_printing import write_pictures

        shared = pictures is Pictures.SHARE
        found = write_pictures(standing, out, shared=shared, key=key, language=language)
        paths = [str(one) for one in found]
        typer.echo(json.dumps(paths) if as_json else "\n".join(paths))
        return
    late = late_entry_of(standing.findings, standing.settings)
    if as_json:
        value = {"plan": plan_json(standing.plan), "late_entry": plan_json(late)}
        typer.echo(json.dumps(value, ensure_ascii=False, indent=1))
    else:
        typer.echo(f"{plan_text(standing)}\n\n{late_text(late)}")


def about(
    out: Out,
    person: Person,
    language: Annotated[str, typer.Option(help="en, de or it.")] = "en",
    key: Key = None,
    as_json: Json = False,
) -> None:
    """What is held on somebody, in words that this person may read."""
    from toolkit.pipeline.people_about import about_person

    today = datetime.now(UTC).date()
    found = about_person(out, person, today=today, key=key, language=language)
    if as_json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False, indent=1, default=str))
    else:
        typer.echo(found.text)
    typer.echo(f"To hand over: {found.path}", err=True)


def forget(
    out: Out,
    person: Person,
    yes: Annotated[bool, typer.Option("--yes", help="Without asking back.")] = False,
    coder: Annotated[str, typer.Option(help="Who does it; your login if you do not say.")] = "",
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Remove a person's words, ties and judgements; counts stay. Runs the review again."""
    from toolkit.desk.starting import login
    from toolkit.pipeline.people_forgetting import forget_person

    ask = "Remove this person's words, ties and judgements for good?"
    if not yes and not typer.confirm(ask, err=True):
        sys.exit(1)
    found = forget_person(out, person, coder=coder or login(), at=datetime.now(UTC), key=key)
    if found.raw_folder and Path(found.raw_folder).is_dir():
        from toolkit import pipeline

        pipeline.run(found.raw_folder, out, key=key)
        found = replace(found, ran_again=True)
    text = json.dumps(asdict(found), ensure_ascii=False, indent=1) if as_json else str(found)
    typer.echo(text)


def close(
    out: Out,
    yes: Annotated[bool, typer.Option("--yes", help="Without asking back.")] = False,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """End a review: delete the key, the workspace and all confidential output; share/ stays."""
    from toolkit.pipeline.people_closing import close_review, prepare_closing

    closing = prepare_closing(out, datetime.now(UTC).date(), key)
    typer.echo(str(closing), err=True)
    if not yes and not typer.confirm("Delete it?", err=True):
        sys.exit(1)
    gone = close_review(closing)
    typer.echo(json.dumps(gone) if as_json else "\n".join(f"deleted {one}" for one in gone))
