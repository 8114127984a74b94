"""Room 3: what the extracts show of groups, people and tickets, and how it bears on statements."""

from toolkit.facts.measure import measure_facts
from toolkit.facts.signals import find_signals

__all__ = ["find_signals", "measure_facts"]
