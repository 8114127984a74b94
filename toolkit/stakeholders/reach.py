"""Whom to choose so that most people have somebody near whom they turn to: greedy cover of ties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from toolkit.model.intake import Tie

UNSEEN = 0.1
"""Worth of one nomination that is already covered, beside one that is new.

Files hold a sample of the nominations that exist: who was named often will also be named by people
who did not answer or did not write it down, and cover of the seen ties alone over-fits them.
"""


def namers(ties: Iterable[Tie]) -> dict[str, frozenset[str]]:
    """Person id -> who turned to that person; naming oneself does not count."""
    found: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        if tie.from_id and tie.to_id and tie.from_id != tie.to_id:
            found[tie.to_id].add(tie.from_id)
    return {key: frozenset(found[key]) for key in sorted(found)}


def reach(seeds: Collection[str], ties: Iterable[Tie]) -> int:
    """How many people, the seeds themselves not counted, turn to at least one of the seeds."""
    by_person = namers(ties)
    turned = set().union(*(by_person.get(seed, frozenset()) for seed in seeds))
    return len(turned - set(seeds))


def choose_seeds(
    ties: Sequence[Tie],
    n: int,
    *,
    unseen: float = UNSEEN,
    ranks: Mapping[str, int] | None = None,
) -> tuple[str, ...]:
    """The n people who together are turned to by most others, in the order of their choice.

    Greedy cover (Nemhauser, Wolsey and Fisher 1978: at least 63 % of the best possible cover), with
    `unseen` times the in-degree added to each gain, so that few or hidden nominations do not decide
    between equals by chance. Between equals the rank of the person decides, then the id. Fewer than
    n where fewer were named.
    """
    return greedy_cover(namers(ties), n, unseen=unseen, ranks=ranks)


def greedy_cover(
    by_person: Mapping[str, frozenset[str]],
    n: int,
    *,
    unseen: float = UNSEEN,
    ranks: Mapping[str, int] | None = None,
) -> tuple[str, ...]:
    """As `choose_seeds`, on person id -> who turns to that person."""
    order = ranks or {}
    chosen: list[str] = []
    covered: set[str] = set()
    left = set(by_person)
    while left and len(chosen) < n:
        best = min(
            left, key=lambda key: (-_gain(by_person[key], covered, unseen), order.get(key, 0), key)
        )
        chosen.append(best)
        left.discard(best)
        covered |= by_person[best] | {best}
    return tuple(chosen)


def _gain(turned: frozenset[str], covered: set[str], unseen: float) -> float:
    return len(turned - covered) + unseen * len(turned)
