"""Room 4: kind, cause and severity of a statement from its words, by coders that may abstain."""

from toolkit.coding.adapt import learner_of
from toolkit.coding.apply import apply_decisions
from toolkit.coding.features import Views
from toolkit.coding.learned import beside, suggest_codings
from toolkit.coding.network import topic_places, tuned_encoder

__all__ = [
    "Views",
    "apply_decisions",
    "beside",
    "learner_of",
    "suggest_codings",
    "topic_places",
    "tuned_encoder",
]
