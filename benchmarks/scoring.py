"""The scorer of cases as a module, and which of its figures are told of a diagnosis."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

DIAGNOSIS = (
    "kind_accuracy",
    "cause_text_kappa",
    "cause_final_kappa",
    "family_final_accuracy",
    "defect_vs_training_final",
    "needs_facts_final_recall",
    "theme_bcubed_f1",
    "verdict_accuracy",
)


def scorer_of(path: Path) -> ModuleType:
    """The scorer at this path. Raises SystemExit where it is no Python file."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python file.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
