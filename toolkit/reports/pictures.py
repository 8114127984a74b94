"""What the charts of the documents show, counted in people and guarded for small groups."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from toolkit.model.findings import Placement, Stakeholder
from toolkit.model.vocabulary import FAMILY_OF, Family, Kind, Stance
from toolkit.reports.counting import share_of
from toolkit.reports.lens import SMALL_GROUP, Lens
from toolkit.reports.picture_types import FamilyFigures, Pictures, StanceShift, WaveSize
from toolkit.reports.summary_types import GroupFigure
from toolkit.reports.tables import final_cause, shown_kind

BY = ("department", "location", "role")
"""Families are shown along the first of these that has two groups to show."""
STEPS: Mapping[str, tuple[Stance, ...]] = {
    "critical": (Stance.ANTAGONIST, Stance.DETRACTOR, Stance.SCEPTIC),
    "undecided": (Stance.NEUTRAL,),
    "in favour": (Stance.SUPPORTER, Stance.CHAMPION),
}
"""The six stances by threes: what is passed on counts no step of one or two people."""


def pictures_of(lens: Lens) -> Pictures:
    """All of them, as the edition may show them."""
    dimension, families = _families(lens)
    return Pictures(
        dimension=dimension, families=families, stances=_stances(lens), waves=_waves(lens)
    )


def _families(lens: Lens) -> tuple[str, tuple[FamilyFigures, ...]]:
    naming = _naming(lens)
    heard = {one.source.person_id for one in lens.spoke_after() if one.source.person_id}
    for dimension in BY:
        groups = lens.groups(dimension)
        present = {name: heard & people for name, people in groups.items()}
        sizes = {name: len(people) for name, people in present.items()}
        hidden = lens.hidden_of_heard(sizes, dimension)
        if sum(name not in hidden and size > 0 for name, size in sizes.items()) < 2:
            continue
        return dimension, tuple(
            FamilyFigures(
                family=family.value,
                figures=tuple(
                    GroupFigure(
                        dimension=dimension,
                        group=name,
                        people=None if name in hidden else len(people),
                        estimate=None
                        if name in hidden
                        else share_of(len(people & naming[family]), len(people)),
                        withheld=hidden.get(name, ""),
                    )
                    for name, people in present.items()
                ),
            )
            for family in Family
        )
    return "", ()


def _naming(lens: Lens) -> dict[Family, set[str]]:
    """Family -> people with a concern whose likeliest final cause is of it."""
    found: dict[Family, set[str]] = defaultdict(set)
    for one in lens.spoke_after():
        cause = final_cause(lens.findings, one.statement_id)
        concern = shown_kind(lens.findings.codings[one.statement_id]) is Kind.CONCERN
        if concern and cause in FAMILY_OF:
            found[FAMILY_OF[cause]].add(one.source.person_id)
    return found


def _stances(lens: Lens) -> StanceShift | None:
    """None where nobody's stance is known twice, or people are not judged one by one."""
    both = [one for one in lens.findings.stakeholders if one.stance and one.stance_before]
    if not both or not lens.settings.mine.privacy.individual:
        return None
    before = _steps(both, before=True)
    now = _steps(both, before=False)
    small = lens.shared and any(0 < count < lens.least for count in (*before, *now))
    return StanceShift(
        steps=tuple(STEPS),
        before=() if small else before,
        now=() if small else now,
        n=len(both),
        withheld=SMALL_GROUP.format(least=lens.least) if small else "",
    )


def _steps(people: list[Stakeholder], *, before: bool) -> tuple[int, ...]:
    count = Counter(one.stance_before if before else one.stance for one in people)
    return tuple(sum(count[stance] for stance in stances) for stances in STEPS.values())


def _waves(lens: Lens) -> tuple[WaveSize, ...]:
    placed: list[Placement] = [one for one in lens.findings.waves if one.wave]
    count = Counter(one.wave for one in placed)
    return tuple(
        WaveSize(
            wave=wave, people=None if lens.shared and count[wave] < lens.least else count[wave]
        )
        for wave in sorted(count)
    )
