"""Why a statement stands in the queue, in words with their numbers."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.doubt.values import DoubtInput
from toolkit.model.findings import Coding, Part, Verdict
from toolkit.model.vocabulary import Cause, Kind

_CLOSE = 0.05
_TEACHES = 1.0
"""From here on what an answer teaches is worth a word."""
_OPEN_VERDICT = 0.6
_OPEN_KIND = 0.6


def reasons_of(
    given: DoubtInput, statement_id: str, theme_id: str, parts: tuple[Part, ...]
) -> tuple[str, ...]:
    """Half sentences, weightiest first; for a likely slip what was given and what speaks for."""
    coding = given.codings[statement_id]
    final = given.final_causes.get(statement_id)
    shares = final.causes if final and final.causes else coding.causes
    if not parts:
        return (_slip(given, statement_id),)
    found = [_causes(shares), _kind(coding)]
    if theme_id in given.verdicts:
        found.append(_theme(theme_id, given.verdicts[theme_id]))
    found += [_others(given, statement_id), _teaching(parts)]
    return tuple(one for one in found if one)


def _slip(given: DoubtInput, statement_id: str) -> str:
    said = given.given[statement_id] or "no cause"
    return (
        f"a person said {said}; by its words and by what was decided on similar statements "
        f"this may be a slip ({given.slips[statement_id]:.0%} likely)"
    )


def _causes(shares: Mapping[Cause, float]) -> str:
    ranked = sorted(shares.items(), key=lambda pair: (-pair[1], str(pair[0])))
    if len(ranked) < 2:
        return ""
    (first, best), (second, next_best) = ranked[:2]
    if best - next_best <= _CLOSE:
        return f"two causes are about as likely: {first} or {second}"
    return f"{first} {best:.0%}, {second} {next_best:.0%}"


def _kind(coding: Coding) -> str:
    ranked = sorted(coding.kinds.items(), key=lambda pair: (-pair[1], str(pair[0])))
    if len(ranked) < 2 or ranked[0][1] >= _OPEN_KIND:
        return ""
    names = [str(kind) if isinstance(kind, Kind) else kind for kind, _ in ranked[:2]]
    return f"the kind is open: {names[0]} or {names[1]}"


def _theme(theme_id: str, verdict: Verdict) -> str:
    people = "1 person" if verdict.people == 1 else f"{verdict.people} people"
    if verdict.confidence >= _OPEN_VERDICT:
        return f"{people} in theme {theme_id}"
    return f"{people} in theme {theme_id}, whose verdict is open ({verdict.confidence:.0%})"


def _others(given: DoubtInput, statement_id: str) -> str:
    mine = given.codings[statement_id].cause
    said = {
        name: coding.cause
        for name, codings in sorted(given.others.items())
        if (coding := codings.get(statement_id)) is not None and coding.cause is not None
    }
    differ = [f"{name} says {cause}" for name, cause in said.items() if cause is not mine]
    return f"coders differ: {', '.join(differ)}" if differ and mine else ""


def _teaching(parts: tuple[Part, ...]) -> str:
    taught = next((part.value for part in parts if part.name == "taught to others"), 0.0)
    return "an answer here also helps to code similar statements" if taught >= _TEACHES else ""
