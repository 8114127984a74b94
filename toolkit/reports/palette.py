"""One palette for every report, chart and screen; a colour never speaks alone.

Each family has a colour, a sign and a word; the tests hold the colours apart for people with
protanopia, deuteranopia and tritanopia, and against the paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.model.vocabulary import CAUSE_SHORT as CAUSE_SHORT
from toolkit.model.vocabulary import CAUSE_WORDS, Family, Route, Stance, Status


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour on light and on dark paper, as #rrggbb."""

    light: str
    dark: str


PAPER = Tone("#fdfcfa", "#15181c")
INK = Tone("#1c2126", "#e9e6e0")
MUTED = Tone("#59626c", "#a3abb4")
RULE = Tone("#d8d4cb", "#3a4149")
WASH = Tone("#f3f0ea", "#1e2329")
ACCENT = Tone("#7a2e1d", "#e8a08c")
UNTOLD = Tone("#888d90", "#bfc4c8")
"""What cannot be told, and what has no family."""

FAMILY_TONE: Mapping[Family, Tone] = {
    Family.TOOL: Tone("#1d4588", "#4a86e8"),
    Family.UNDERSTANDING: Tone("#b87818", "#f1a94a"),
    Family.COMMITMENT: Tone("#5c223e", "#d8466f"),
}
FAMILY_WORD: Mapping[Family, str] = {
    Family.TOOL: "Tool",
    Family.UNDERSTANDING: "Understanding",
    Family.COMMITMENT: "Commitment",
}
FAMILY_SIGN: Mapping[Family, str] = {
    Family.TOOL: "■",
    Family.UNDERSTANDING: "●",
    Family.COMMITMENT: "▲",
}
UNTOLD_WORD, UNTOLD_SIGN = "Cannot be told", "○"


def sign_of(family: str) -> tuple[str, str]:
    """A family's sign and its colour on light paper, by its name; no sign for any other name."""
    for one, tone in FAMILY_TONE.items():
        if one.value == family:
            return FAMILY_SIGN[one], tone.light
    return "", UNTOLD.light


STATUS_SIGN: Mapping[Status, str] = {
    Status.SUGGESTED: "○",
    Status.CONFIRMED: "✓",
    Status.CHANGED: "✎",
}
STATUS_WORD: Mapping[Status, str] = {
    Status.SUGGESTED: "suggested",
    Status.CONFIRMED: "confirmed",
    Status.CHANGED: "changed",
}

CAUSE_WORD = CAUSE_WORDS
ROUTE_WORD: Mapping[Route, str] = {
    one: "lead by own use" if one is Route.SPONSOR_ACTS else one.value for one in Route
}
"""What to do, as one says it: a route is never called as a cause is."""

STANCE_TONE: Mapping[Stance, Tone] = {
    Stance.ANTAGONIST: Tone("#7f3b08", "#f0a35c"),
    Stance.DETRACTOR: Tone("#b35806", "#e0873a"),
    Stance.SCEPTIC: Tone("#d59a4e", "#c08a4a"),
    Stance.NEUTRAL: Tone("#8a8f96", "#98a0a8"),
    Stance.SUPPORTER: Tone("#7f76b3", "#9c94d0"),
    Stance.CHAMPION: Tone("#542788", "#b79be8"),
}
