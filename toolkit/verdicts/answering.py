"""Who answered and who is silent: response rates, users and non-users apart, and bounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from toolkit.model.findings import ANONYMOUS, Share
from toolkit.model.intake import Person
from toolkit.model.vocabulary import UsageState

USERS, NON_USERS = "users", "non-users"
_USING = frozenset({UsageState.STEADY, UsageState.HEAVY, UsageState.MOTIONS})
_NOT_USING = frozenset({UsageState.NEVER_OPENED, UsageState.GAVE_UP})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who could have answered."""

    people: Mapping[str, Person] = field(default_factory=dict)
    states: Mapping[str, UsageState] = field(default_factory=dict)
    """What the usage file shows of each person; empty where there is none."""
    unjoined: frozenset[str] = frozenset()
    """People to whom it was promised not to join their words with their usage."""
    smallest_group: int = 5
    """Users and non-users stand apart only where each of them, and whoever is neither, are so many
    who spoke (or nobody is neither): else one could be had from the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """Who spoke, by group."""

    asked: Asked
    spoke: tuple[str, ...]
    scope: frozenset[str]
    """Everybody in scope by the organisation's list; empty without one."""

    @staticmethod
    def of(asked: Asked, spoke: Sequence[str]) -> Answering:
        """The answering of those who spoke (ids of `Statement.speaker`)."""
        scope = frozenset(key for key, one in asked.people.items() if one.in_org and one.in_scope)
        return Answering(asked=asked, spoke=tuple(spoke), scope=scope)

    def groups(self) -> list[tuple[str, tuple[str, ...]]]:
        """Name and speakers of each group: everybody (""), then users and non-users, if apart."""
        everybody = [("", self.spoke)]
        using, idle = self._speakers(_USING), self._speakers(_NOT_USING)
        rest = len(self.spoke) - len(using) - len(idle)
        least = self.asked.smallest_group
        if min(len(using), len(idle)) < least or 0 < rest < least:
            return everybody
        rates = [self._rate(states) for states in (_USING, _NOT_USING)]
        if rates[1] is None or rates[0] is None or rates[1] >= rates[0]:
            return everybody
        return [*everybody, (USERS, using), (NON_USERS, idle)]

    def with_silence(self, share: Share, members: Sequence[str]) -> Share:
        """The share with its response rate, and its bounds whatever the silent think.

        Manski (1990): of N in scope k answered, of whom a share s says so; if the silent all
        disagree it is s k / N, if all agree (s k + N - k) / N. Answers without an identity are
        taken for those of other people in scope. Unchanged without a list of who is in scope.
        """
        scope = self._in_scope(share.group)
        if not scope:
            return share
        unnamed = sum(one.startswith(ANONYMOUS) for one in members)
        answered = min(len(scope), len(scope & set(members)) + unnamed)
        silent = len(scope) - answered
        agree = share.share * answered
        return replace(
            share,
            answered=answered,
            in_scope=len(scope),
            if_silent_disagree=round(agree / len(scope), 4),
            if_silent_agree=round((agree + silent) / len(scope), 4),
        )

    def _speakers(self, states: frozenset[UsageState]) -> tuple[str, ...]:
        return tuple(one for one in self.spoke if self._state(one) in states)

    def _state(self, person_id: str) -> UsageState:
        if person_id in self.asked.unjoined:
            return UsageState.UNKNOWN
        return self.asked.states.get(person_id, UsageState.UNKNOWN)

    def _in_scope(self, group: str) -> frozenset[str]:
        if not group:
            return self.scope
        states = _USING if group == USERS else _NOT_USING
        return frozenset(one for one in self.scope if self._state(one) in states)

    def _rate(self, states: frozenset[UsageState]) -> float | None:
        scope = frozenset(one for one in self.scope if self._state(one) in states)
        return len(scope & set(self.spoke)) / len(scope) if scope else None
