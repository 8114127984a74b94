"""What asking a language model takes, and what came of it, in words for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.coding.combine import LEAST, Trust
from toolkit.llm import Grouping
from toolkit.pipeline.asking import Coded, Prepared


def budget_text(prepared: Prepared) -> str:
    """Who is asked about how much, and at most what it may take: before anything leaves."""
    budget = prepared.budget
    withheld = len(prepared.withheld)
    rest = budget.statements - budget.known
    alone = f", {budget.alone} by themselves (they read like orders)" if budget.alone else ""
    lines = [
        f"Model       {prepared.endpoint.model} at {prepared.endpoint.url}",
        f"Statements  {rest} to be asked, {budget.known} known from before, {withheld} not sent "
        "(withheld or empty)",
        f"Requests    {budget.requests}: {budget.batches} batches{alone}, "
        f"{budget.titles} for titles; at most {budget.most_requests}",
        f"Tokens      about {budget.tokens}; at most {budget.most_tokens}",
        "What leaves redacted words, the redacted question, the codebook; no names, ids or facts",
    ]
    return "\n".join([*lines, *(f"NOTE        {one}" for one in prepared.warnings)])


def coded_text(coded: Coded, prepared: Prepared) -> str:
    """What came of it, what it is worth, and what to do next."""
    return "\n".join(_lines(coded, prepared))


def _lines(coded: Coded, prepared: Prepared) -> Iterator[str]:
    yield f"{coded.coded} statements coded by {coded.model}."
    yield from (f"{n:5d}  {why}" for why, n in coded.abstained.items())
    yield f"{coded.requests} requests, {coded.tokens} tokens."
    if coded.distrusted:
        yield (
            f"In {coded.distrusted} of {coded.batches} batches the control statements came back "
            "wrong; these were asked one by one. Where it is many, the model is too weak."
        )
    yield _trust("kind", coded.kind)
    yield _trust("cause", coded.cause)
    if coded.stopped:
        yield f"STOPPED: {coded.stopped}"
    if coded.proposal is not None:
        yield from _proposed(coded, prepared)
    yield "Run the review again: its codes then count beside the learned coder's."


def _trust(field: str, trust: Trust) -> str:
    if not trust.is_measured or trust.agreement is None:
        return (
            f"{field}: {trust.n} statements decided by persons, {LEAST} are needed to measure it; "
            "until then its word counts modestly."
        )
    return (
        f"{field}: agrees with persons on {trust.agreement:.0%} of {trust.n} statements; "
        f"weight {trust.weights[1]:g} beside the learned coder's {trust.weights[0]:g}."
    )


def _proposed(coded: Coded, prepared: Prepared) -> Iterator[str]:
    proposal = coded.proposal
    if proposal is None:
        return
    now = {theme.theme_id: theme.title for theme in prepared.themes}
    yield "Proposed titles and groupings (nothing is applied; accept what you like):"
    for key, title in proposal.titles.items():
        yield f"  {key}  {now[key]}  ->  {title}"
    for key, parts in proposal.splits.items():
        yield f"  {key}  {now[key]}: two matters?  {'  |  '.join(map(_part, parts))}"
    for group in proposal.merges:
        yield f"  {' + '.join(group.ids)}: one matter?  {group.title}"
    for key, why in proposal.set_aside.items():
        yield f"  {key}  nothing proposed: {why}"
    yield f"  kept in {coded.written}"


def _part(group: Grouping) -> str:
    return f"{group.title} ({', '.join(group.ids)})"
