"""Relaunch: from a raw folder of feedback on a failed CRM launch to a whole review.

    import toolkit

    review = toolkit.run("raw folder")     # or toolkit.open("its OUT folder")
    review.themes                          # a typed table; also statements, people, adoption, ...
    review.why("T01")                      # the statements, facts and decisions behind it
    review.decide("T01", "defect")         # a person's word, kept for good

Public names load on first use, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolkit.errors import ToolkitError
    from toolkit.pipeline import Review, run
    from toolkit.pipeline import open_review as open

__version__ = "0.1.0"
__all__ = ["Review", "ToolkitError", "open", "run"]

_HOME = {
    "Review": ("toolkit.pipeline", "Review"),
    "ToolkitError": ("toolkit.errors", "ToolkitError"),
    "open": ("toolkit.pipeline", "open_review"),
    "run": ("toolkit.pipeline", "run"),
}


def __getattr__(name: str) -> Any:  # noqa: ANN401  (PEP 562)
    """Load a public name from the room where it lives."""
    if name not in _HOME:
        raise AttributeError(f"module 'toolkit' has no attribute {name!r}")
    module, attribute = _HOME[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    """The public names."""
    return sorted([*__all__, "__version__"])
