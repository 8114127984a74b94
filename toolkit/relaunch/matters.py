"""The matters of the plan: each theme by each cause that enough of its people have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from toolkit.model.findings import Action, Statement, Theme, Verdict
from toolkit.model.plan_parts import Hand, Words
from toolkit.model.vocabulary import ROUTE_OF, Cause, Kind, Route, Wave
from toolkit.relaunch.actions import by_cause, title_patterns, words_for
from toolkit.relaunch.edits import Draft, action_line, hand_of
from toolkit.relaunch.ground import COMPLAINING, Ground
from toolkit.relaunch.owners import owner_for

_SURE_TICKET = 0.5
"""A ticket on the matter is cited where it is likelier than not that it is on the matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One theme by one cause; `said` since the launch, praise included."""

    theme: Theme
    verdict: Verdict
    cause: Cause
    said: tuple[Statement, ...]
    words: Words | None
    """The sentence that stands in the title."""
    action: Action | None

    @property
    def route(self) -> Route:
        """What is done about the cause."""
        return ROUTE_OF[self.cause]

    @property
    def line(self) -> str:
        """The id of the matter's line."""
        return action_line(self.route, self.theme.theme_id)


def find_matters(ground: Ground) -> tuple[Matter, ...]:
    """All matters, in the order of the themes; the same as the actions of the contract's table."""
    found: list[Matter] = []
    for theme in ground.findings.themes:
        members = [ground.by_id[one] for one in theme.statement_ids if one in ground.by_id]
        verdict = ground.verdict(theme)
        for cause, said in by_cause(members, verdict, ground.findings.final_causes):
            since = tuple(one for one in said if one.source.wave is not Wave.BEFORE)
            if since:
                words = words_for(ground.chooser, since, theme, ROUTE_OF[cause])
                found.append(
                    Matter(
                        theme=theme,
                        verdict=verdict,
                        cause=cause,
                        said=since,
                        words=words,
                        action=ground.action_of(theme, cause),
                    )
                )
    return tuple(found)


def titled(matter: Matter, ground: Ground) -> str:
    """What is done about what, in the plan's language."""
    with_words, without = title_patterns(matter.route)
    if matter.words is None:
        return ground.say(without, title=matter.theme.title)
    return ground.say(with_words, title=matter.theme.title, words=matter.words.text)


def complaining(matter: Matter, ground: Ground) -> list[Statement]:
    """Those of its statements that complain, propose or ask."""
    return [
        one for one in matter.said if ground.findings.codings[one.statement_id].kind in COMPLAINING
    ]


def of_kind(matter: Matter, kind: Kind, ground: Ground) -> list[Statement]:
    """Its statements of one kind."""
    return [one for one in matter.said if ground.findings.codings[one.statement_id].kind is kind]


def hand_for(
    matter: Matter, ground: Ground, *, before_wave: int | None = None, days_before: int = 0
) -> Hand:
    """Owner, date and answer of a matter's line; the date is so many days before the wave."""
    draft = Draft(
        owner=owner_of(matter.route, ground),
        due=date_before(before_wave, days_before, ground),
        before_wave=before_wave,
    )
    return hand_of(matter.line, draft, ground.given.decisions)


def owner_of(route: Route, ground: Ground) -> str:
    """A title of the organisation's list that fits, else a role to be filled."""
    return ground.say.drafted(owner_for(route, ground.findings.intake.people))


def date_before(wave: int | None, days: int, ground: Ground) -> date | None:
    """So many days before the start of a wave; None where nobody set its date."""
    start = start_of(wave, ground) if wave else None
    return start - timedelta(days=days) if start else None


def start_of(wave: int, ground: Ground) -> date | None:
    """When a wave starts: as decided on `wave:N`, else by the settings; None where neither says."""
    said = ground.given.decisions.value(f"wave:{wave}", "starts_on")
    if said:
        return date.fromisoformat(said)
    waves = ground.given.settings.mine.stakeholders.waves
    if waves.first_on is None:
        return None
    return waves.first_on + timedelta(weeks=waves.weeks_apart * (wave - 1))


def first_wave_of(people: Sequence[str] | frozenset[str], ground: Ground) -> int:
    """The earliest wave of any of these people; 1 where nobody is in one."""
    return min((ground.wave_of[one] for one in people if one in ground.wave_of), default=1)


def cited_tickets(matter: Matter, name: str, ground: Ground) -> list[str]:
    """Rows ("file:row") of the tickets of one outcome that bear on the matter, most cited first."""
    votes: dict[str, float] = defaultdict(float)
    for one in matter.said:
        final = ground.findings.final_causes.get(one.statement_id)
        own = {
            row: signal.value or 0.0
            for signal in (final.signals if final else ())
            if signal.name == name and (signal.value or 0.0) >= _SURE_TICKET
            for row in signal.rows
        }
        for row, value in own.items():
            votes[row] += value
    known = [row for row in votes if row in ground.tickets]
    return sorted(known, key=lambda row: (-votes[row], row))


def callers(rows: Sequence[str], ground: Ground) -> frozenset[str]:
    """Who opened these tickets, as far as they are in scope."""
    inside = {one.person_id for one in ground.in_scope}
    found = {str(ground.tickets[row].get("person_id") or "") for row in rows}
    return frozenset(found & inside)
