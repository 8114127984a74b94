"""Room 4: kind, cause and severity of a statement from its words, by coders that may abstain."""

from toolkit.coding.adapt import learner_of
from toolkit.coding.apply import apply_decisions
from toolkit.coding.features import Views
from toolkit.coding.learned import beside, doubtful, suggest_codings
from toolkit.coding.network import PAIR, SENTENCE, pair_encoder, tuned_encoder

__all__ = [
    "PAIR",
    "SENTENCE",
    "Views",
    "apply_decisions",
    "beside",
    "doubtful",
    "learner_of",
    "pair_encoder",
    "suggest_codings",
    "tuned_encoder",
]
