"""YAML that says one thing only: no key twice, no references, no objects, nothing huge."""

from __future__ import annotations

from typing import Any

import yaml

from toolkit.errors import WrongSettings

LARGEST = 2_000_000
"""Characters; a codebook of ten languages needs a tenth."""


class _StrictLoader(yaml.SafeLoader):  # type: ignore[misc]  # the package brings no types
    """Plain data only; a key that stands twice and a reference (&a, *a) are faults."""

    def compose_node(self, parent: Any, index: Any) -> Any:  # noqa: ANN401
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()
            raise yaml.MarkedYAMLError(
                problem="a reference (*name) is not allowed", problem_mark=event.start_mark
            )
        return super().compose_node(parent, index)

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
        return yaml.load(text, Loader=_StrictLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise WrongSettings(
            f"not valid YAML ({getattr(error, 'problem', None) or error}).",
            where=f"{file}{line}",
            what_to_do="Mend the line; texts with a colon or a leading sign stand in quotes.",
        ) from error
    except RecursionError as error:
        raise WrongSettings(
            "it is nested too deeply.", where=file, what_to_do="Write it anew."
        ) from error
