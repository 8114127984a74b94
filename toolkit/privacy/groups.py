"""The small-group rule: no figure about few people, no attributes that point at few.

A group is everybody in scope who shares every attribute printed beside a figure or a quote, not
those who complained. People are counted once each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from toolkit.errors import WrongSettings
from toolkit.model.intake import Person

T = TypeVar("T")
NEVER_UNDER = 3
TOO_SMALL = "fewer than {least} people"
COMPLEMENT = "would tell of a smaller group by subtraction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown(Generic[T]):
    """A group's figure as it may be shown; `value` is None where `reason` says why not."""

    value: T | None
    reason: str = ""

    @property
    def withheld(self) -> bool:
        """Whether the figure may not be shown."""
        return bool(self.reason)


def least_allowed(least: int) -> int:
    """The smallest group itself. Raises WrongSettings under 3: two know of each other."""
    if least < NEVER_UNDER:
        raise WrongSettings(
            f"the smallest group is {least}, and may never be under {NEVER_UNDER}.",
            what_to_do=f"Set min_group to {NEVER_UNDER} or more in review.toml.",
        )
    return least


def members(people: Iterable[Person], attributes: Mapping[str, str]) -> frozenset[str]:
    """Ids of everybody in scope of the organisation who has all these attribute values."""
    return frozenset(
        one.person_id
        for one in people
        if one.in_org
        and one.in_scope
        and all(str(getattr(one, name)) == value for name, value in attributes.items())
    )


def group_size(person: Person, people: Iterable[Person], attributes: Sequence[str]) -> int:
    """How many in scope share these attributes with the person (who counts if in scope)."""
    return len(members(people, {name: str(getattr(person, name)) for name in attributes}))


def attributes_that_fit(
    person: Person, people: Sequence[Person], order: Sequence[str], least: int
) -> tuple[str, ...]:
    """The attributes that may stand beside this person's words; () if none may.

    `order` gives them dearest first: the last is dropped first, until the group of everybody who
    shares those that are left has `least` people. Empty attributes are never printed. Raises
    WrongSettings for `least` under 3.
    """
    least_allowed(least)
    kept = [name for name in order if str(getattr(person, name))]
    while kept and group_size(person, people, kept) < least:
        kept.pop()
    return tuple(kept)


def hidden_groups(sizes: Mapping[str, int], least: int) -> frozenset[str]:
    """The groups of one dimension whose figures must be hidden where the total is known.

    Those of fewer than `least` people, and as many of the next larger ones as it takes that at
    least two are hidden and that the hidden ones together are `least` people: else the total minus
    the shown groups tells of them. A group of nobody hides nothing. The smallest go first, equal
    ones by name. Raises WrongSettings for `least` under 3.
    """
    least_allowed(least)
    hidden = {name for name, size in sizes.items() if 0 < size < least}
    larger = sorted(
        (name for name, size in sizes.items() if size >= least),
        key=lambda name: (sizes[name], name),
    )
    while hidden and larger and (len(hidden) < 2 or sum(sizes[one] for one in hidden) < least):
        hidden.add(larger.pop(0))
    return frozenset(hidden)


def shown_by_group(
    values: Mapping[str, T], people: Mapping[str, Iterable[str]], least: int
) -> dict[str, Shown[T]]:
    """Each group's figure, or why it is withheld; groups in the order of their names.

    `values` are the figures by group, `people` the ids of everybody in scope in each group (a
    person who is named twice counts once; a group that is not there is empty). Raises WrongSettings
    for `least` under 3.
    """
    sizes = {name: len(set(people.get(name, ()))) for name in values}
    hidden = hidden_groups(sizes, least)
    return {
        name: _shown(values[name], sizes[name], least, hidden=name in hidden)
        for name in sorted(values)
    }


def _shown(value: T, size: int, least: int, *, hidden: bool) -> Shown[T]:
    if size < least:
        return Shown(value=None, reason=TOO_SMALL.format(least=least))
    return Shown(value=None, reason=COMPLEMENT) if hidden else Shown(value=value)
