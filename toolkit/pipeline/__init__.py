"""The corridor: joins the rooms, says which run again and why, and hands out the review.

Public names load on first use: deciding something, or opening the desk, needs no room.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolkit.pipeline.review import Review, open_review, run

__all__ = ["Review", "open_review", "run"]


def __getattr__(name: str) -> Any:  # noqa: ANN401  (PEP 562)
    """Load a public name when it is first used."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("toolkit.pipeline.review"), name)
