"""How groups use the tool: never opened and what that costs, gave up, motions, steady, heavy."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from toolkit.model.findings import Facts
from toolkit.model.intake import Person
from toolkit.model.vocabulary import UsageState
from toolkit.settings import Settings

DIMENSIONS: Mapping[str, Callable[[Person], str]] = {
    "": lambda _: "everybody",
    "department": lambda one: one.department,
    "role": lambda one: one.role,
    "level": lambda one: one.level.value,
    "location": lambda one: one.location,
}
UNUSED = (UsageState.NEVER_OPENED, UsageState.GAVE_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionGroup:
    """One group in scope; every count is of people."""

    dimension: str
    """"" for everybody."""
    value: str
    people: int
    states: Mapping[UsageState, int]
    """All six states; they add up to `people`."""
    reverted: int
    """Who keeps a list of their own beside the tool, from what they say."""
    unused_cost_per_year: float | None
    """Licences of those who never opened it; None without a price, or where use is not recorded."""
    gave_up_cost_per_year: float | None
    currency: str


def group_adoption(
    people: Sequence[Person],
    facts: Facts,
    settings: Settings,
    reverted: Collection[str] = (),
) -> tuple[AdoptionGroup, ...]:
    """Everybody first, then each department, role, level and location with people in scope.

    Everybody in scope counts, with the state `unknown` where the files cannot show it. Small groups
    are not taken out: whoever passes this on does that.
    """
    groups: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for one in people:
        if one.in_org and one.in_scope:
            for dimension, of in DIMENSIONS.items():
                if of(one):
                    groups[dimension, of(one)].append(one)
    order = list(DIMENSIONS)
    keys = sorted(groups, key=lambda key: (order.index(key[0]), key[1]))
    return tuple(_group(key, groups[key], facts, settings, reverted) for key in keys)


def _group(
    key: tuple[str, str],
    members: Sequence[Person],
    facts: Facts,
    settings: Settings,
    reverted: Collection[str],
) -> AdoptionGroup:
    counted = Counter(facts.usage_states.get(one.person_id, UsageState.UNKNOWN) for one in members)
    project = settings.mine.project
    price = project.licence_price_per_month
    told = price is not None and counted[UsageState.UNKNOWN] < len(members)

    def cost(state: UsageState) -> float | None:
        return round(12 * price * counted[state], 2) if told and price is not None else None

    return AdoptionGroup(
        dimension=key[0],
        value=key[1],
        people=len(members),
        states={state: counted[state] for state in UsageState},
        reverted=sum(one.person_id in reverted for one in members),
        unused_cost_per_year=cost(UsageState.NEVER_OPENED),
        gave_up_cost_per_year=cost(UsageState.GAVE_UP),
        currency=project.currency,
    )
