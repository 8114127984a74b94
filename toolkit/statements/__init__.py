"""Room 2: from answers, turns and notes to statements, one point of one person each."""

from toolkit.statements.cut import cut_statements
from toolkit.statements.split import split_sources, split_units

__all__ = ["cut_statements", "split_sources", "split_units"]
