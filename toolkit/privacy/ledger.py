"""What was released before, so that a later report cannot be subtracted from an earlier one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from toolkit.errors import WorkspaceBroken
from toolkit.privacy.groups import Shown, least_allowed

_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure about a group: what it says of whom.

    `name` says what is counted ("people behind T03", "active in 2025-W10"), `group` of whom
    ("department=Sales", "" for everybody), `value` is the figure as printed. `people` are the
    pseudonyms of the group's members; where they are not known (anonymous sources) `count` says
    how many they are.
    """

    name: str
    value: str
    group: str = ""
    people: frozenset[str] = frozenset()
    count: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """What makes two figures the same one at two times."""
        return self.name, self.group

    @property
    def size(self) -> int:
        """How many people the group has."""
        return len(self.people) or self.count


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseLedger:
    """All figures that left, with the day; append-only: `with_release` gives a new ledger."""

    released: tuple[tuple[date, Figure], ...] = ()

    def with_release(self, figures: Iterable[Figure], on: date) -> ReleaseLedger:
        """The ledger with these figures added, those that it holds already left out."""
        held = set(self.released)
        fresh = [(on, one) for one in sorted(figures, key=lambda one: one.key)]
        return ReleaseLedger(released=(*self.released, *(one for one in fresh if one not in held)))

    def by_key(self) -> dict[tuple[str, str], list[tuple[date, Figure]]]:
        """Every release of each figure, the first one first."""
        found: dict[tuple[str, str], list[tuple[date, Figure]]] = {}
        for day, figure in self.released:
            found.setdefault(figure.key, []).append((day, figure))
        return found

    def to_json(self) -> str:
        """The ledger as text; confidential: it holds pseudonyms."""
        rows = [
            {
                "on": day.isoformat(),
                "name": figure.name,
                "group": figure.group,
                "value": figure.value,
                "people": sorted(figure.people),
                "count": figure.count,
            }
            for day, figure in self.released
        ]
        return json.dumps({"version": _VERSION, "released": rows}, ensure_ascii=False, indent=1)

    @staticmethod
    def from_json(text: str) -> ReleaseLedger:
        """The ledger from its text; an empty text is an empty ledger. Raises WorkspaceBroken."""
        if not text.strip():
            return ReleaseLedger()
        try:
            content = json.loads(text)
            if content["version"] != _VERSION:
                raise ValueError(f"version {content['version']}")
            return ReleaseLedger(released=tuple(_row(row) for row in content["released"]))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise WorkspaceBroken(
                f"the record of what was released cannot be read ({error}).",
                what_to_do="Restore it from a copy: without it a new report could be subtracted "
                "from one that left before.",
            ) from error


def _row(row: Mapping[str, Any]) -> tuple[date, Figure]:
    figure = Figure(
        name=str(row["name"]),
        group=str(row["group"]),
        value=str(row["value"]),
        people=frozenset(map(str, row["people"])),
        count=int(row["count"]),
    )
    return date.fromisoformat(row["on"]), figure


def check_against(
    ledger: ReleaseLedger, figures: Iterable[Figure], least: int
) -> dict[tuple[str, str], Shown[str]]:
    """Each figure by its key as it may be shown now that others have left.

    Withheld where the group differs from that of an earlier release of the same figure by 1 to
    `least` - 1 people (those who joined and those who left together): the two figures would tell of
    them. The reason names the day of the earlier figure, which stays in force. Groups whose members
    are not known are compared by their counts. Raises WrongSettings for `least` under 3.
    """
    least_allowed(least)
    earlier = ledger.by_key()
    return {
        one.key: _shown(one, earlier.get(one.key, ()), least)
        for one in sorted(figures, key=lambda one: one.key)
    }


def _shown(figure: Figure, earlier: Iterable[tuple[date, Figure]], least: int) -> Shown[str]:
    for day, known in earlier:
        apart = _apart(figure, known)
        if 0 < apart < least:
            return Shown(
                value=None,
                reason=f"fewer than {least} people differ from the figure released on "
                f"{day.isoformat()}, which stays in force",
            )
    return Shown(value=figure.value)


def _apart(one: Figure, two: Figure) -> int:
    if one.people and two.people:
        return len(one.people ^ two.people)
    return abs(one.size - two.size)
