"""What line managers take along, and what changes for each role, told before it changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from toolkit.model.findings import Statement
from toolkit.model.plan import KitLine, ManagersKit, RoleChange, TeamPage
from toolkit.model.vocabulary import Cause, Route, UsageState
from toolkit.privacy import hidden_groups
from toolkit.relaunch.edits import line_id
from toolkit.relaunch.ground import Ground
from toolkit.relaunch.matters import Matter, complaining, owner_of, titled

_TOPICS = 3
_NOTHING = "no evidence in this review: ask in the first round of talks"


def draft_roles(matters: Sequence[Matter], ground: Ground) -> tuple[RoleChange, ...]:
    """A line per role of enough people that raised something the plan answers, largest first."""
    sizes = Counter(one.role for one in ground.in_scope if one.role)
    found = [
        line
        for role, size in sorted(sizes.items(), key=lambda pair: (-pair[1], pair[0]))
        if size >= ground.least and (line := _role(role, size, matters, ground)) is not None
    ]
    return tuple(found)


def _role(role: str, size: int, matters: Sequence[Matter], ground: Ground) -> RoleChange | None:
    mine = frozenset(one.person_id for one in ground.in_scope if one.role == role)
    touched: list[tuple[Matter, list[Statement]]] = []
    for matter in matters:
        if matter.route is Route.FIND_OUT:
            continue
        said = [
            one
            for one in complaining(matter, ground)
            if one.source.person_id in mine and one.source.file not in ground.anonymous
        ]
        if said:
            touched.append((matter, said))
    if not touched:
        return None
    touched.sort(key=lambda pair: (-len(ground.speakers(pair[1])), pair[0].line))
    raised = [one for _, said in touched for one in said]
    titles = "; ".join(titled(one, ground) for one, _ in touched[:_TOPICS])
    n = len(ground.speakers(raised))
    if n < ground.least:
        text = ground.say("for this role the plan does first: {what}", what=titles)
    else:
        text = ground.say(
            "{n} of {m} raised what the plan answers; for this role it does first: {what}",
            n=n,
            m=size,
            what=titles,
        )
    return RoleChange(
        role=role,
        people=size,
        change_ids=tuple(one.line for one, _ in touched),
        text=text,
        evidence=ground.evidence(raised),
    )


def draft_kit(matters: Sequence[Matter], ground: Ground) -> ManagersKit:
    """The four lines of the kit and a page per department; a line without evidence says so."""
    return ManagersKit(
        lines=(
            _one_to_one(matters, ground),
            _meeting(matters, ground),
            _warning(matters, ground),
            _freshness(matters, ground),
        ),
        teams=_teams(matters, ground),
    )


def _of(matters: Sequence[Matter], *causes: Cause) -> list[Statement]:
    return [one for matter in matters if matter.cause in causes for one in matter.said]


def _one_to_one(matters: Sequence[Matter], ground: Ground) -> KitLine:
    said = _of(matters, Cause.VALUE, Cause.WAY_OF_WORKING)
    return _kit_line(
        "one-to-one",
        "The one-to-one with the record on the screen",
        "open the record together and ask what it gave back: {n} of {m} who spoke see no benefit "
        "in entering it, or a process that does not fit",
        said,
        ground,
    )


def _meeting(matters: Sequence[Matter], ground: Ground) -> KitLine:
    from toolkit.relaunch.shadow_systems import works_beside

    rivals = [one for _, one in works_beside(ground)]
    return _kit_line(
        "meeting",
        "The meeting from the tool",
        "run it from the screen and ask for no other list: {n} of {m} who spoke say that managers "
        "look elsewhere or that work goes on beside the tool",
        [*_of(matters, Cause.LEADERSHIP), *rivals],
        ground,
    )


def _warning(matters: Sequence[Matter], ground: Ground) -> KitLine:
    states = ground.findings.facts.usage_states
    inside = {one.person_id for one in ground.in_scope}
    motions = sum(state is UsageState.MOTIONS for key, state in states.items() if key in inside)
    line = _kit_line(
        "warning",
        "Criticising details makes people enter less",
        "praise the entry, correct it together: {n} of {m} who spoke fear being judged by what "
        "they enter",
        _of(matters, Cause.TRUST),
        ground,
    )
    if motions < ground.least:
        return line
    text = ground.say("{n} people enter the minimum only", n=motions)
    return KitLine(
        line_id=line.line_id,
        heading=line.heading,
        text=f"{line.text}; {text}",
        evidence=line.evidence,
    )


def _freshness(matters: Sequence[Matter], ground: Ground) -> KitLine:
    said = _of(matters, Cause.DATA)
    steward = owner_of(Route.CLEANSE, ground)
    line = _kit_line(
        "freshness",
        "Gaps in the data go to the data steward, not to bosses",
        "send what is stale or double to {role}: {n} of {m} who spoke complain of bad data",
        said,
        ground,
        role=steward,
    )
    return line


def _kit_line(
    key: str,
    heading: str,
    pattern: str,
    said: Sequence[Statement],
    ground: Ground,
    role: str = "",
) -> KitLine:
    found = list({one.statement_id: one for one in said}.values())
    people = len(ground.speakers(found))
    text = ground.say(_NOTHING)
    if people:
        slots: dict[str, object] = {"n": people, "m": len(ground.heard)}
        text = ground.say(pattern, **slots, **({"role": role} if role else {}))
    return KitLine(
        line_id=line_id("kit", key),
        heading=ground.say(heading),
        text=text,
        evidence=ground.evidence(found),
    )


def _teams(matters: Sequence[Matter], ground: Ground) -> tuple[TeamPage, ...]:
    sizes = Counter(one.department for one in ground.in_scope if one.department)
    hidden = hidden_groups(sizes, ground.least)
    pages = []
    for department, size in sorted(sizes.items()):
        if department in hidden:
            continue
        mine = frozenset(one.person_id for one in ground.in_scope if one.department == department)
        topics, cited = [], list[Statement]()
        for matter in matters:
            said = [one for one in complaining(matter, ground) if one.source.person_id in mine]
            n = len(ground.known(said))
            if n >= ground.least:
                topics.append((n, matter))
                cited.extend(said)
        topics.sort(key=lambda pair: (-pair[0], pair[1].line))
        pages.append(
            TeamPage(
                department=department,
                people=size,
                topics=tuple(
                    ground.say(
                        "{title}: {n} of the {m} heard raise it",
                        title=one.theme.title,
                        n=n,
                        m=len(mine & ground.heard),
                    )
                    for n, one in topics[:_TOPICS]
                ),
                evidence=ground.evidence(cited),
            )
        )
    return tuple(pages)
