"""Room 2: from answers, turns and notes to statements, one point of one person each."""

from toolkit.statements.split import split_sources, split_units

__all__ = ["split_sources", "split_units"]
