"""The relaunch plan whole: every part drafted from one ground, in the order of the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.model.plan import Change, ExplainSheet, RelaunchPlan, TrainingUnit, WaveNeeds
from toolkit.model.plan_parts import Hand, State
from toolkit.relaunch.changes import draft_changes
from toolkit.relaunch.effects import draft_effects
from toolkit.relaunch.executives import draft_calendar
from toolkit.relaunch.explain_sheets import draft_sheets
from toolkit.relaunch.field_purposes import draft_fields
from toolkit.relaunch.ground import Ground, PlanInput
from toolkit.relaunch.ladder import Line, draft_ladder
from toolkit.relaunch.matters import find_matters, start_of
from toolkit.relaunch.options import draft_options
from toolkit.relaunch.process_questions import draft_questions
from toolkit.relaunch.pulse import draft_pulse
from toolkit.relaunch.risks import draft_risks
from toolkit.relaunch.shadow_systems import draft_register
from toolkit.relaunch.targets import draft_targets
from toolkit.relaunch.team_kit import draft_kit, draft_roles
from toolkit.relaunch.training_units import draft_units

GOALS = 5
_SETTLED = (State.DONE, State.DROPPED)


def draft_plan(given: PlanInput) -> RelaunchPlan:
    """The plan of a review: the same for the same review, decisions, day and language."""
    ground = Ground(given=given)
    matters = find_matters(ground)
    changes = draft_changes(matters, ground)
    units, no_units = draft_units(matters, ground)
    sheets = draft_sheets(matters, ground)
    lines = [one for one in before_waves(changes, units, sheets) if one[2].before_wave]
    return RelaunchPlan(
        made_on=given.today,
        options=draft_options(matters, ground),
        goals=_goals(changes, ground),
        changes=changes,
        units=units,
        no_units=no_units,
        sheets=sheets,
        roles=draft_roles(matters, ground),
        fields=draft_fields(ground),
        shadows=draft_register(matters, ground),
        kit=draft_kit(matters, ground),
        questions=draft_questions(matters, ground),
        calendar=draft_calendar(matters, ground),
        ladder=draft_ladder(matters, lines, ground),
        risks=draft_risks(matters, ground),
        targets=draft_targets(ground),
        pulse=draft_pulse(matters, ground),
        effects=draft_effects(ground),
        needs=_needs(lines, ground),
        missing=tuple(_missing(ground)),
    )


def before_waves(
    changes: Sequence[Change], units: Sequence[TrainingUnit], sheets: Sequence[ExplainSheet]
) -> list[Line]:
    """The lines that somebody must do: id, title and hand."""
    return [
        *((one.line_id, one.hand.title or one.title, one.hand) for one in changes),
        *((one.line_id, one.hand.title or one.step, one.hand) for one in units),
        *((one.line_id, one.hand.title or one.title, one.hand) for one in sheets),
    ]


def _goals(changes: Sequence[Change], ground: Ground) -> tuple[str, ...]:
    """Changes with the business value behind each, most people first."""
    first = sorted(changes, key=lambda one: (-one.people, one.line_id))[:GOALS]
    return tuple(
        ground.say("{what}; worth: {value}", what=one.hand.title or one.title, value=one.value)
        if one.value_basis != "none"
        else ground.say(
            "{what}; raised by {n} people, its worth is to be named by {role}",
            what=one.hand.title or one.title,
            n=one.people,
            role=one.hand.owner,
        )
        for one in first
    )


def _needs(lines: Sequence[Line], ground: Ground) -> tuple[WaveNeeds, ...]:
    waves = sorted({one.wave for one in ground.findings.waves if one.wave})
    found = []
    for wave in waves:
        own = [(key, hand) for key, _, hand in lines if hand.before_wave == wave]
        found.append(
            WaveNeeds(
                wave=wave,
                people=sum(one.wave == wave for one in ground.findings.waves),
                starts_on=start_of(wave, ground),
                line_ids=tuple(key for key, _ in own),
                open_ids=tuple(key for key, hand in own if _is_open(hand)),
            )
        )
    return tuple(found)


def _is_open(hand: Hand) -> bool:
    return hand.state not in _SETTLED


def _missing(ground: Ground) -> Iterator[str]:
    """What would make the plan whole."""
    recorded = ground.findings.facts.recorded
    project = ground.given.settings.mine.project
    if not ground.findings.waves:
        yield ground.say("no waves: the folder holds no list of the organisation")
    elif start_of(1, ground) is None:
        yield ground.say("no date of wave 1: dates follow once it is set")
    if project.session_on is None:
        yield ground.say("no date of the review session")
    if not project.plan:
        yield ground.say("no plan of the first launch: targets rest on each group's own best weeks")
    for name, said in (
        ("usage", "no usage file: no baseline, no targets, no effect of waves"),
        ("training", "no attendance lists: who had which course is not known"),
        ("tickets", "no tickets: no resolved case says what is true"),
    ):
        if name not in recorded:
            yield ground.say(said)
