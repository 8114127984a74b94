"""Questions on processes for those who own them: where the tool's way does not fit the job."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.model.plan import ProcessQuestion
from toolkit.model.vocabulary import Kind, Route
from toolkit.relaunch.ground import Ground
from toolkit.relaunch.matters import Matter, complaining, first_wave_of, hand_for

_QUOTES = 2
_DAYS = 21


def draft_questions(matters: Sequence[Matter], ground: Ground) -> tuple[ProcessQuestion, ...]:
    """A question per matter of the way of working, most people first."""
    found = [_question(one, ground) for one in matters if one.route is Route.CHANGE_PROCESS]
    return tuple(sorted(found, key=lambda one: (-one.evidence.people, one.line_id)))


def _question(matter: Matter, ground: Ground) -> ProcessQuestion:
    said = complaining(matter, ground)
    title = matter.theme.title
    n = len(ground.speakers(said))
    if matter.words is None:
        question = ground.say("{title}: does the step fit the job as it is done?", title=title)
    else:
        question = ground.say(
            "{title}: does the step fit the job as it is done? {n} people say, as one puts it: "
            "“{words}”",
            title=title,
            n=n,
            words=matter.words.text,
        )
    wave = first_wave_of(ground.known(said), ground)
    return ProcessQuestion(
        line_id=matter.line,
        theme_ids=(matter.theme.theme_id,),
        question=question,
        words=ground.quotes(said, matter.theme, (Kind.PROPOSAL, Kind.CONCERN), _QUOTES),
        if_yes=ground.say("it stays, and {title} is explained with its reason", title=title),
        if_no=ground.say("the process is changed with those who do it, before wave {n}", n=wave),
        evidence=ground.evidence(said, matter.theme, matter.cause),
        hand=hand_for(matter, ground, before_wave=wave, days_before=_DAYS),
    )
