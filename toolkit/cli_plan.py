"""The verb of the relaunch plan; registered by `toolkit.cli`."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated

import typer

from toolkit.errors import WrongDecision

Out = Annotated[Path, typer.Argument(help="The review's folder (what --out named).")]
Json = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]
Key = Annotated[Path | None, typer.Option("--key", help="Another place of the pseudonyms' key.")]


def plan(
    out: Out,
    language: Annotated[str, typer.Option(help="en, de or it.")] = "en",
    choose: Annotated[
        str, typer.Option(help="mend_in_place, relaunch_in_waves or stop_or_replace.")
    ] = "",
    climb: Annotated[str, typer.Option(help="The next rung: incentive or mandate.")] = "",
    memo: Annotated[str, typer.Option(help="Why, in your own words.")] = "",
    invitations: Annotated[
        bool, typer.Option("--invitations", help="Write them into confidential/invitations.")
    ] = False,
    identified: Annotated[
        bool, typer.Option("--identified", help="Invitations with names and addresses.")
    ] = False,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """The relaunch plan: options, changes, training, explain sheets, register, risks, targets."""
    from toolkit import pipeline
    from toolkit.pipeline import planning
    from toolkit.pipeline.inviting import write_invitations
    from toolkit.pipeline.plan_text import plan_text

    review = pipeline.open_review(out, key=key)
    if choose:
        _choose(out, choose, memo)
    if climb:
        _climb(out, review.plan, climb, memo)
    found = review.plan_in(language)
    typer.echo(planning.plan_json(found) if as_json else plan_text(found, language))
    if invitations:
        for path in write_invitations(review, found, identified=identified, language=language):
            typer.echo(str(path), err=True)


def _choose(out: Path, option: str, memo: str) -> None:
    from toolkit.model.plan_parts import OptionName
    from toolkit.pipeline.planning import choose_option

    if option not in set(OptionName):
        raise WrongDecision(
            f"'{option}' is none of the options.",
            what_to_do=f"Choose one of {', '.join(OptionName)}.",
        )
    choose_option(out, option, coder=getpass.getuser(), memo=memo)


def _climb(out: Path, found: object, rung: str, memo: str) -> None:
    from toolkit.model.plan import RelaunchPlan
    from toolkit.model.plan_parts import RungName
    from toolkit.pipeline.planning import climb

    assert isinstance(found, RelaunchPlan)
    if rung not in set(RungName):
        raise WrongDecision(
            f"'{rung}' is no rung of the ladder.",
            what_to_do=f"Choose one of {', '.join(RungName)}.",
        )
    climb(out, found, rung, coder=getpass.getuser(), memo=memo)
