"""What would overturn a verdict: how much evidence of which kind, and how much there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.model.findings import Lever, Signal
from toolkit.model.vocabulary import CAUSES, Cause
from toolkit.verdicts import pool
from toolkit.verdicts.split import LEAST_PEOPLE

OWN_STRENGTH = 0.6
"""A speaker's own new ticket stands among those that are there already and counts for so much of
what it would weigh alone; chosen on the careful side, and held to by the tests of truth."""
DISPLACED = 0.35
"""And it takes away so little of what the tickets there say of other causes: tickets of two kinds
say that it is one of the two (see SHARPNESS in the weights of facts)."""
MARGIN = 0.5
"""The new cause must lead by this log-weight (odds of 1.6): a verdict on the edge is no turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """So many speakers' own pieces of a lever's evidence turn the verdict to the lever's cause."""

    lever: Lever
    pieces: int
    there: int
    """How many pieces of the kind there are now."""


def no_levers(words: Mapping[Cause, float]) -> tuple[Lever, ...]:
    """No evidence is known: then would_overturn names no number."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Speakers:
    """Who speaks of a theme."""

    people: int
    held: Mapping[Cause, int] = field(default_factory=dict)
    """How many of them have facts of their own that hold a point of theirs at a cause."""

    def least(self, cause: Cause) -> int:
        """How many must change for the theme to turn as a whole.

        Where LEAST_PEOPLE or more are held at another cause, evidence on some would split the
        theme (see `split`), and the verdict on the rest would stay: fewer than these may be left.
        """
        others = max((n for one, n in self.held.items() if one is not cause), default=0)
        return self.people - LEAST_PEOPLE + 1 if others >= LEAST_PEOPLE else 1


def find_turn(
    words: Mapping[Cause, float],
    signals: Sequence[Signal],
    levers: Sequence[Lever],
    speakers: Speakers,
) -> Turn | None:
    """The turn to the closest rival that a file can show; None where no file alone would do.

    `words` are log-weights; with those of `signals` they made the verdict. Of two causes the
    likelier one is named if its evidence can turn the verdict at all.
    """
    likely = pool.shares(pool.add(words, *pool.fact_odds(signals).values()))
    chosen = pool.ranked(likely)[0]
    by_cause = {lever.cause: lever for lever in levers if lever.cause is not chosen}
    for cause in pool.ranked(likely):
        lever = by_cause.get(cause)
        pieces = least_pieces(words, signals, lever, speakers) if lever else None
        if lever and pieces:
            there = max((one.n for one in signals if one.name == lever.signal), default=0)
            return Turn(lever=lever, pieces=pieces, there=there)
    return None


def least_pieces(
    words: Mapping[Cause, float], signals: Sequence[Signal], lever: Lever, speakers: Speakers
) -> int | None:
    """How many of the speakers need a piece of their own; None where all of them would not do."""
    facts = pool.uncapped_odds(signals)
    now = facts.pop(lever.origin, {})
    rest = pool.add(words, *map(pool.capped, facts.values()))
    people = speakers.people
    for pieces in range(max(speakers.least(lever.cause), 1), people + 1):
        total = pool.add(rest, _after(now, lever, pieces, people))
        rival = max(total[cause] for cause in CAUSES if cause is not lever.cause)
        if total[lever.cause] >= rival + MARGIN:
            return pieces
    return None


def _after(
    now: Mapping[Cause, float], lever: Lever, pieces: int, people: int
) -> dict[Cause, float]:
    """A file's log-weights once so many speakers have a piece of their own: see `gather_signals`.

    The new pieces take away DISPLACED of what these speakers' tickets say now. What the file says
    above its cap is lost to the verdict and still there: it is taken away first.
    """
    share = pieces / people
    gain = share * OWN_STRENGTH * pieces**pool.PERSON_GAIN
    kept = 1.0 - share * DISPLACED
    return pool.capped(
        {
            cause: kept * now.get(cause, 0.0) + gain * lever.weights.get(cause, 0.0)
            for cause in CAUSES
        }
    )
