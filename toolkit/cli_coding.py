"""The verbs about codes and coders; registered by `toolkit.cli`."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

Out = Annotated[Path, typer.Argument(help="The review's folder (what --out named).")]
Json = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]


def codebook(
    out: Out,
    language: Annotated[
        str, typer.Option(help="Of labels and examples: en, de, it, fr, es or one of your own.")
    ] = "",
    as_json: Json = False,
) -> None:
    """What each code means; writes the file to edit into confidential/ where there is none."""
    from dataclasses import asdict

    from toolkit.coding.codebook import as_text
    from toolkit.pipeline.codebooks import codebook_of, codes_not_held, write_codebook
    from toolkit.pipeline.deciding import open_workspace
    from toolkit.pipeline.places import Places

    places = Places(out)
    with open_workspace(out) as workspace:
        decisions = workspace.decisions()
    written = write_codebook(places)
    found = codebook_of(places)
    if as_json:
        codes = {one.code: asdict(one) for one in found.codes()}
        typer.echo(json.dumps(codes, ensure_ascii=False, indent=1))
    else:
        typer.echo(as_text(found, language))
    if written:
        typer.echo(f"To edit: {written}", err=True)
    gone = codes_not_held(decisions, found)
    if gone:
        typer.echo(
            f"Given to statements, and not in the codebook: {', '.join(gone)}. They count for "
            "nothing until you add them again.",
            err=True,
        )


def agree(
    out: Out,
    coder: Annotated[
        list[str] | None,
        typer.Option("--coder", help="Only these: a person, learned, rules, llm:MODEL. Repeat it."),
    ] = None,
    as_json: Json = False,
) -> None:
    """How far coders agree: kappa and alpha with intervals, per code, and what to discuss."""
    from toolkit.pipeline.agreeing import agree as agree_now
    from toolkit.pipeline.agreeing import write_agreement
    from toolkit.pipeline.agreeing_text import agreement_json, agreement_text

    found = agree_now(out, tuple(dict.fromkeys(coder or ())))
    written = write_agreement(out, found)
    if as_json:
        typer.echo(json.dumps(agreement_json(found), ensure_ascii=False, indent=1))
    else:
        typer.echo(agreement_text(found))
    typer.echo("\n".join(map(str, written)), err=True)


def blind(
    out: Out,
    coder: Annotated[str, typer.Option("--coder", help="Whose sheet it is.")],
    take: Annotated[
        Path | None, typer.Option("--take", help="The sheet, filled in: CSV or a workbook.")
    ] = None,
    size: Annotated[int, typer.Option("-n", min=1, help="How many statements to code.")] = 100,
    as_json: Json = False,
) -> None:
    """A sheet to code on without seeing suggestions; the same statements for every coder."""
    from toolkit.pipeline.blind_sheets import take_sheet, where_to_go, write_sheet

    if take is None:
        path = write_sheet(out, coder, size)
        typer.echo(json.dumps(str(path)) if as_json else where_to_go(path, coder))
        return
    taken = take_sheet(out, coder, take, datetime.now(UTC))
    typer.echo(json.dumps({"taken": taken}) if as_json else f"{taken} codes of {coder} taken in.")
