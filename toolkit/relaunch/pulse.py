"""The pulse survey: three to six questions made from the lines whose signals must move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toolkit.model.plan import PulseQuestion
from toolkit.model.plan_parts import Evidence
from toolkit.model.vocabulary import Route
from toolkit.relaunch.edits import line_id
from toolkit.relaunch.ground import Ground
from toolkit.relaunch.matters import Matter, complaining

MOST = 6
_ASK: Mapping[Route, str] = {
    Route.FIX: "In the last two weeks this worked for me without a fault: {title}",
    Route.CLEANSE: "In the last two weeks the data were right: {title}",
    Route.BUILD: "What I need is in the tool now: {title}",
    Route.REDESIGN: "This takes me no longer than the work is worth: {title}",
    Route.TRAIN: "I know how to do this: {title}",
    Route.EXPLAIN: "I know what is true about this: {title}",
    Route.CHANGE_PROCESS: "The process fits my work: {title}",
    Route.SHOW_BENEFIT: "What I enter comes back to me as something useful: {title}",
    Route.REASSURE: "I know who sees what, and it is all right with me: {title}",
    Route.SPONSOR_ACTS: "My managers use it themselves: {title}",
}
_HEARD = "I can see that something is done about what we say"
_HINDERS = "What gets in your way?"


def draft_pulse(matters: Sequence[Matter], ground: Ground) -> tuple[PulseQuestion, ...]:
    """At most four questions from the largest matters, one per route first; then two for all.

    None at all where no matter can be asked about.
    """
    asked = [one for one in matters if one.route in _ASK]
    asked.sort(key=lambda one: (-len(ground.speakers(complaining(one, ground))), one.line))
    first: dict[Route, Matter] = {}
    for one in asked:
        first.setdefault(one.route, one)
    chosen = [*first.values(), *(one for one in asked if one not in first.values())][: MOST - 2]
    if not chosen:
        return ()
    heard = ground.say("not measured yet: the first pulse is the baseline")
    own = [_question(one, ground) for one in chosen]
    return (
        *own,
        _general("heard", _HEARD, "agreement", heard, ground),
        _general("hinders", _HINDERS, "open", heard, ground),
    )


def _question(matter: Matter, ground: Ground) -> PulseQuestion:
    said = complaining(matter, ground)
    return PulseQuestion(
        line_id=line_id("pulse", matter.line),
        of_line=matter.line,
        text=ground.say(_ASK[matter.route], title=matter.theme.title),
        scale="agreement",
        turned=False,
        baseline=ground.say(
            "{n} of {m} who spoke raised it", n=len(ground.speakers(said)), m=len(ground.heard)
        ),
        evidence=ground.evidence(said),
    )


def _general(key: str, text: str, scale: str, baseline: str, ground: Ground) -> PulseQuestion:
    return PulseQuestion(
        line_id=line_id("pulse", key),
        of_line="",
        text=ground.say(text),
        scale=scale,
        turned=False,
        baseline=baseline,
        evidence=Evidence(),
    )
