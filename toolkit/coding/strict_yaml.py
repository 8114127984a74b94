"""YAML that says one thing only: no key twice, no references, no objects, nothing huge."""

from __future__ import annotations

from typing import Any

import yaml

from toolkit.errors import WrongSettings

LARGEST = 2_000_000
"""Characters; a codebook of ten languages needs a tenth."""
DEEPEST = 50


_Plain = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Plain data only; libyaml's own reader where it is there, as it takes a tenth of the time."""


class _StrictLoader(_Plain):  # type: ignore[misc, valid-type]  # the package brings no types
    """A key that stands twice or is no text is a fault."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:  # noqa: ANN401
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            fault = _key_fault(key, seen)
            if fault:
                raise yaml.MarkedYAMLError(problem=fault, problem_mark=key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)


def _key_fault(key: object, seen: set[object]) -> str:
    if not isinstance(key, str):
        return f"the key {key!r} is no text: write it in quotes"
    return f"the key '{key}' stands here twice" if key in seen else ""


def _refuse_references_and_depth(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_StrictLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        fault = "a reference (*name) is not allowed" if isinstance(event, yaml.AliasEvent) else ""
        if depth > DEEPEST:
            fault = f"it is nested deeper than {DEEPEST}"
        if fault:
            raise yaml.MarkedYAMLError(problem=fault, problem_mark=event.start_mark)


def load_strictly(text: str, file: str) -> object:
    """The plain data of a YAML text; None for an empty one.

    Raises WrongSettings with the line for what is no YAML, a key that stands twice or is no text, a
    reference, or a text over two million characters.
    """
    if len(text) > LARGEST:
        raise WrongSettings(
            f"{len(text):,} characters are too many.",
            where=file,
            what_to_do="Keep it under two million.",
        )
    try:
        _refuse_references_and_depth(text)
        return yaml.load(text, Loader=_StrictLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise WrongSettings(
            f"not valid YAML ({getattr(error, 'problem', None) or error}).",
            where=f"{file}{line}",
            what_to_do="Mend the line; texts with a colon or a leading sign stand in quotes.",
        ) from error
