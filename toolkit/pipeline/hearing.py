"""What a language model said of the statements, heard beside the learned coder."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from toolkit.coding.combine import Combined, combine_codings
from toolkit.llm import coder_name
from toolkit.model.decisions import Decisions
from toolkit.model.findings import Coding
from toolkit.settings import Settings
from toolkit.workspace import Workspace

SNAPSHOT: Final = "coding llm"
"""Statement id -> the language model's coding; written by `relaunch code`, read by every run."""


def heard_codings(workspace: Workspace, settings: Settings) -> dict[str, Coding]:
    """What the model that the settings name has said; nothing while it is off."""
    if not settings.mine.llm.enabled:
        return {}
    name = coder_name(settings.mine.llm.model.strip())
    kept = workspace.load_snapshot(SNAPSHOT, dict[str, Coding]) or {}
    return {key: coding for key, coding in kept.items() if coding.coder == name}


def hear_language_model(
    suggested: Mapping[str, Coding], heard: Mapping[str, Coding], decisions: Decisions
) -> Combined:
    """The learned coder's codings with the model's word added, as far as it is to be trusted."""
    return combine_codings(suggested, heard, decisions)
