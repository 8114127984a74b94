"""Room 4: kind, cause and severity of a statement from its words, by coders that may abstain."""

from toolkit.coding.adapt import learner_of
from toolkit.coding.apply import apply_decisions
from toolkit.coding.learned import suggest_codings

__all__ = ["apply_decisions", "learner_of", "suggest_codings"]
