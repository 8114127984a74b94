"""The archive of a review: append-only decisions, suggestions, known statements and snapshots."""

from __future__ import annotations

from toolkit.workspace.archive import Workspace
from toolkit.workspace.exchange import Conflict, Merged, export_lines, import_lines
from toolkit.workspace.memory import Orphan, Run, Suggestion

__all__ = [
    "Conflict",
    "Merged",
    "Orphan",
    "Run",
    "Suggestion",
    "Workspace",
    "export_lines",
    "import_lines",
]
