"""Room 4: kind, cause and severity of a statement from its words, by coders that may abstain.

Public names load on first use: the desk's first screen needs none of the models.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolkit.coding.adapt import learner_of
    from toolkit.coding.apply import apply_decisions
    from toolkit.coding.expected import favour_of
    from toolkit.coding.features import Views
    from toolkit.coding.from_tickets import TicketLessons, taught_by_tickets
    from toolkit.coding.learned import beside, doubtful, suggest_codings
    from toolkit.coding.network import PAIR, SENTENCE, pair_encoder, tuned_encoder

__all__ = [
    "PAIR",
    "SENTENCE",
    "TicketLessons",
    "Views",
    "apply_decisions",
    "beside",
    "doubtful",
    "favour_of",
    "learner_of",
    "pair_encoder",
    "suggest_codings",
    "taught_by_tickets",
    "tuned_encoder",
]

_PLACES = {
    "adapt": ("learner_of",),
    "apply": ("apply_decisions",),
    "expected": ("favour_of",),
    "features": ("Views",),
    "from_tickets": ("TicketLessons", "taught_by_tickets"),
    "learned": ("beside", "doubtful", "suggest_codings"),
    "network": ("PAIR", "SENTENCE", "pair_encoder", "tuned_encoder"),
}


def __getattr__(name: str) -> Any:  # noqa: ANN401  (PEP 562)
    """Load a public name when it is first used."""
    for module, names in _PLACES.items():
        if name in names:
            return getattr(import_module(f"toolkit.coding.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
