"""The verb of the documents; registered by `toolkit.cli`."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

Out = Annotated[Path, typer.Argument(help="The review's folder (what --out named).")]
Key = Annotated[Path | None, typer.Option("--key", help="Another place of the pseudonyms' key.")]
Json = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]


def report(
    out: Out,
    document: Annotated[str, typer.Option(help="report, session, plan, or all.")] = "report",
    formats: Annotated[
        list[str] | None,
        typer.Option("--format", help="html,docx,pdf,pptx,xlsx,csv; all it has if not said."),
    ] = None,
    language: Annotated[str, typer.Option(help="en, de or it; quotes stay as they are.")] = "en",
    template: Annotated[
        Path | None, typer.Option(help="A brand template: .docx, .dotx, .pptx or .potx.")
    ] = None,
    draft: Annotated[
        bool, typer.Option("--draft", help="With what nobody has reviewed; stamped on every page.")
    ] = False,
    confidential: Annotated[
        bool, typer.Option("--confidential", help="For the reviewer alone, into confidential/.")
    ] = False,
    nothing_left: Annotated[
        bool,
        typer.Option("--nothing-left", help="First say that nothing was passed on until now."),
    ] = False,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Write the documents: review report, session pack, relaunch plan."""
    from toolkit.pipeline import reporting
    from toolkit.pipeline.deciding import login
    from toolkit.reports import Edition

    order = replace(
        reporting.order_of(document, ",".join(formats or ())),
        tongue=language,
        template=template,
        draft=draft,
        edition=Edition.CONFIDENTIAL if confidential else Edition.SHARE,
    )
    if nothing_left:
        reporting.nothing_left(out, coder=login())
    written = reporting.report(out, order, key=key)
    paths = [str(path) for path in written.paths]
    stale = {one.key: one.stale for one in written.stale}
    if as_json:
        value = {"written": paths, "numbers_changed": stale}
        typer.echo(json.dumps(value, ensure_ascii=False, indent=1))
    else:
        typer.echo("\n".join(paths))
    for name, why in stale.items():
        typer.echo(f"Look at your text '{name}' again: {why}.", err=True)
    sys.exit(1 if stale else 0)
