"""The verbs of doubt: what to look at next, and what to ask whom; registered by `toolkit.cli`."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

Out = Annotated[Path, typer.Argument(help="The review's folder (what --out named).")]
Json = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]


def queue(
    out: Out,
    most: Annotated[int, typer.Option("-n", min=1, help="So many statements.")] = 20,
    as_csv: Annotated[bool, typer.Option("--csv", help="As CSV, with all columns.")] = False,
    as_json: Json = False,
) -> None:
    """What a person should look at next and why, how sure it has become, and when to stop."""
    from toolkit.pipeline.doubt_text import queue_rows, queue_text, write_csv
    from toolkit.pipeline.doubting import open_doubts

    opened = open_doubts(out)
    standing = opened.doubting.standing(opened.decisions)
    sureness = opened.doubting.sureness(opened.decisions)
    rows = queue_rows(opened.doubting.queue(standing)[:most], standing, opened.doubting.findings)
    if as_json:
        value = {"sureness": asdict(sureness), "queue": [asdict(row) for row in rows]}
        typer.echo(json.dumps(value, ensure_ascii=False, indent=1))
    elif as_csv:
        write_csv(rows, sys.stdout)
    else:
        typer.echo(queue_text(rows, sureness))


def interview(
    out: Out,
    person: Annotated[
        str, typer.Argument(help="A pseudonym, or an id of the list (needs the key).")
    ],
    key: Annotated[
        Path | None, typer.Option("--key", help="Another place of the pseudonyms' key.")
    ] = None,
    as_json: Json = False,
) -> None:
    """At most six questions for the next one-to-one: why each, and what each answer would mean."""
    from toolkit.pipeline.doubting import interview as questions_for

    found = questions_for(out, person, key)
    text = json.dumps(asdict(found), ensure_ascii=False, indent=1) if as_json else str(found)
    typer.echo(text)
