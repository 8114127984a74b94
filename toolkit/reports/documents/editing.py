"""A value with all its words passed through one function: names out, files by their numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

Value = TypeVar("Value")
_KEPT = ("_id", "_ids", "key", "language")
"""Fields whose names end so hold no sentence."""


def with_words(value: Value, edit: Callable[[str], str]) -> Value:
    """The same frozen value, every sentence in it edited; ids and words of the vocabulary stay."""
    found: Value = _edited(value, edit)
    return found


def _edited(value: Any, edit: Callable[[str], str]) -> Any:  # noqa: ANN401  (any frozen value)
    if isinstance(value, str):
        return value if isinstance(value, Enum) else edit(value)
    if isinstance(value, tuple):
        return tuple(_edited(one, edit) for one in value)
    if isinstance(value, Mapping):
        return {key: _edited(one, edit) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **_fields(value, edit))
    return value


def _fields(value: Any, edit: Callable[[str], str]) -> dict[str, Any]:  # noqa: ANN401
    return {
        one.name: _edited(getattr(value, one.name), edit)
        for one in fields(value)
        if one.init and not one.name.endswith(_KEPT)
    }
