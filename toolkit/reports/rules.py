"""The small-group rule as reports ask for it: a door to the privacy package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toolkit.model.intake import Person


def hidden_groups(sizes: Mapping[str, int], least: int) -> frozenset[str]:
    hidden = {name for name, size in sizes.items() if size < least}
    order = sorted(
        (name for name in sizes if name not in hidden), key=lambda name: (sizes[name], name)
    )
    while hidden and order and (len(hidden) < 2 or sum(sizes[name] for name in hidden) < least):
        hidden.add(order.pop(0))
    return frozenset(hidden)


def attributes_that_fit(
    person: Person, people: Sequence[Person], order: Sequence[str], least: int
) -> tuple[str, ...]:
    kept = [name for name in order if getattr(person, name)]
    while kept:
        size = sum(
            all(getattr(one, name) == getattr(person, name) for name in kept) for one in people
        )
        if size >= least:
            return tuple(kept)
        kept.pop()
    return ()
