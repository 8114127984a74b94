"""The verb that asks a language model; registered by `toolkit.cli`."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from toolkit.pipeline.asking import Coded, Prepared


def code(
    out: Annotated[Path, typer.Argument(help="The review's folder (what --out named).")],
    coder: Annotated[str, typer.Option("--with", help="Which coder: llm.")],
    yes: Annotated[bool, typer.Option("--yes", help="Start without asking back.")] = False,
    titles: Annotated[
        bool, typer.Option("--titles", help="Also propose theme titles and groupings.")
    ] = False,
    key: Annotated[
        Path | None, typer.Option("--key", help="Another place of the pseudonyms' key.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Machine-readable output.")] = False,
) -> None:
    """Let a language model that you run or trust code redacted statements, beside the others."""
    from toolkit.pipeline.asking import prepare
    from toolkit.pipeline.asking_text import budget_text, coded_text

    if coder != "llm":
        raise typer.BadParameter("only llm is asked for by name; the others code in every run.")
    prepared = prepare(out, environment=os.environ, key=key, titles=titles)
    typer.echo(budget_text(prepared), err=True)
    if not yes and prepared.budget.requests and not typer.confirm("Start?", err=True):
        sys.exit(1)
    coded = _with_bar(prepared)
    if as_json:
        typer.echo(json.dumps(asdict(coded), ensure_ascii=False, indent=1, default=str))
    else:
        typer.echo(coded_text(coded, prepared))
    sys.exit(1 if coded.stopped else 0)


def _with_bar(prepared: Prepared) -> Coded:
    from tqdm.auto import tqdm

    from toolkit.pipeline.asking import ask

    with tqdm(total=prepared.budget.statements, unit="statement", leave=False) as bar:

        def show(done: int, of: int) -> None:
            bar.total = of
            bar.update(done - bar.n)

        return ask(prepared, now=datetime.now(UTC), on_progress=show)
