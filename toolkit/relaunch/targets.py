"""Targets per group from where the group stands and what it has shown that it can do."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.model.plan import Target
from toolkit.privacy import hidden_groups
from toolkit.relaunch.baselines import Baseline, baseline_of
from toolkit.relaunch.edits import Draft, hand_of, line_id
from toolkit.relaunch.ground import Ground

GROUPS = ("all", "department", "location")
"""Targets are set for everybody and for groups of one attribute."""


def draft_targets(ground: Ground) -> tuple[Target, ...]:
    """Everybody first, then departments and locations of enough people, by name.

    Twelve weeks after its wave a group is to be where its own best four weeks were, or at the plan
    where one was given and is higher than its baseline; after six, half way. A person's number
    (a share 0-1 in `answer` of the line) wins.
    """
    table = ground.findings.facts.adoption
    names = sorted(set(table["group"])) if len(table) else []
    wanted = [
        name
        for name in names
        if name == "all" or (" & " not in name and name.split("=")[0] in GROUPS)
    ]
    wanted.sort(key=lambda name: (GROUPS.index(name.split("=")[0]), name))
    bases = {name: base for name in wanted if (base := baseline_of(name, ground)) is not None}
    hidden = _hidden(bases, ground)
    return tuple(_target(name, base, ground) for name, base in bases.items() if name not in hidden)


def _hidden(bases: Mapping[str, Baseline], ground: Ground) -> frozenset[str]:
    """Too small groups, and those from which a too small one could be had by subtraction."""
    found: set[str] = set()
    for dimension in GROUPS:
        sizes = {
            name: base.people for name, base in bases.items() if name.split("=")[0] == dimension
        }
        found |= hidden_groups(sizes, ground.least)
    return frozenset(found)


def _target(group: str, base: Baseline, ground: Ground) -> Target:
    goal, basis = _goal(group, base, ground)
    identity = line_id("target", "-".join(group.replace("=", " ").split()))
    owner = ground.say("sponsor")
    if group.startswith("department="):
        owner = ground.head_of(group.split("=", 1)[1])
    hand = hand_of(identity, Draft(owner=owner), ground.given.decisions)
    said = _share(hand.answer)
    if said is not None:
        goal, basis = said, ground.say("set by a person")
    return Target(
        group=group,
        people=base.people,
        baseline=round(base.mean, 4),
        low=round(base.low, 4),
        high=round(base.high, 4),
        weeks=base.weeks,
        best=round(base.best, 4),
        after_six_weeks=round((base.mean + goal) / 2, 4),
        after_twelve_weeks=round(goal, 4),
        basis=basis,
        hand=hand,
    )


def _goal(group: str, base: Baseline, ground: Ground) -> tuple[float, str]:
    plans = [
        one.share
        for one in ground.given.settings.mine.project.plan
        if one.group in ("", "all", group) and one.share > base.mean
    ]
    if plans:
        return max(plans), ground.say("the plan of the first launch")
    if base.best > base.mean:
        return base.best, ground.say("its own best four weeks since the launch")
    return base.mean, ground.say("it is at its best: hold it; a person may set more")


def _share(text: str) -> float | None:
    try:
        value = float(text.strip().rstrip("%").replace(",", "."))
    except ValueError:
        return None
    value = value / 100 if "%" in text else value
    return value if 0 <= value <= 1 else None
