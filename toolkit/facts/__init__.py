"""Room 3: what the extracts show of groups, people and tickets, and how it bears on statements."""

from toolkit.facts.exposures import ticked_answers
from toolkit.facts.lessons import Lesson, ticket_lessons
from toolkit.facts.levers import find_levers
from toolkit.facts.measure import measure_facts
from toolkit.facts.part_users import find_part_users
from toolkit.facts.signals import find_signals, find_statement_signals
from toolkit.facts.subjects import SignalInput
from toolkit.facts.theme_signals import find_theme_signals

__all__ = [
    "Lesson",
    "SignalInput",
    "find_levers",
    "find_part_users",
    "find_signals",
    "find_statement_signals",
    "find_theme_signals",
    "measure_facts",
    "ticked_answers",
    "ticket_lessons",
]
