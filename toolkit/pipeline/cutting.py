"""Where persons split statements, from their decisions, and the language that most is said in."""

from __future__ import annotations

from toolkit import language
from toolkit.model.decisions import Decisions
from toolkit.model.intake import Intake
from toolkit.model.shapes import SPLIT_AT


def cuts_of(decisions: Decisions) -> dict[str, int]:
    """Statement id -> the place in its text where the second point begins."""
    return {
        row.subject.split(":", 1)[1]: int(row.decided)
        for row in decisions.in_force("statement")
        if row.field == SPLIT_AT and row.decided
    }


def main_language(intake: Intake) -> str:
    """The language of most words, for texts too short to tell."""
    words: dict[str, int] = {}
    for source in intake.sources:
        if len(source.text) >= 60:
            code = language.identify_language(source.text, "en").code
            words[code] = words.get(code, 0) + len(source.text)
    return max(words, key=lambda code: (words[code], code), default="en")
