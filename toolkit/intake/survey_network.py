"""Questions with one column for each colleague ("How often do you ask ... [Ada Voss]")."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from toolkit.intake.headers import header_key
from toolkit.intake.survey_listed import name_key
from toolkit.intake.survey_roles import Taken
from toolkit.intake.survey_scales import find_scale, is_no, is_yes
from toolkit.intake.survey_wording import asks_for

_FEWEST = 4
"""So many columns of one question, each with a name of the list, are a question about people."""
_FROM = 0.25
"""Place on the scale, 0-1, above which the person is turned to: "rarely" names nobody."""


def settle_network(
    columns: Sequence[Taken], names: frozenset[str], by_hand: Collection[int]
) -> list[Taken]:
    """The columns, those about single colleagues as nominations of whoever is turned to.

    Only under a question that asks for advice or help; `names` are the list's (`name_key`).
    """
    asked: dict[str, list[Taken]] = {}
    for one in columns:
        if name_key(one.column.part) in names and one.column.index not in by_hand:
            asked.setdefault(header_key(one.column.title), []).append(one)
    turned: dict[int, Taken] = {}
    for group in asked.values():
        if len(group) >= _FEWEST and asks_for(group[0].column.title, "advice"):
            turned |= {one.column.index: one for one in _nominations(group)}
    return [turned.get(one.column.index, one) for one in columns]


def _nominations(group: Sequence[Taken]) -> list[Taken]:
    """Each column with the colleague's name where the answer says that he or she is asked."""
    scale = find_scale([one.values for one in group], group[0].column.title, {})

    def is_asked(value: str) -> bool:
        place = scale.place(value) if scale else None
        return is_yes(value) if place is None else place > _FROM

    return [
        Taken(
            column=replace(
                one.column,
                values=tuple(
                    one.column.part if value and not is_no(value) and is_asked(value) else ""
                    for value in one.values
                ),
            ),
            role="nomination",
            confidence=0.8,
        )
        for one in group
    ]
