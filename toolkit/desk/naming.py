"""Which statements the texts of a screen name, and their words: every id is a way to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from toolkit.desk.showing import Showing

_ID: Final = re.compile(r"\bS-[\w-]*\w")


def statements_named(shown: Any, showing: Showing) -> dict[str, str]:  # noqa: ANN401
    """Statement id -> its words as they may be shown, for every id in the texts of a view.

    `shown` is plain values: mappings, sequences, texts. What only looks like an id is left out.
    """
    found = {key for text in _texts(shown) if "S-" in text for key in _ID.findall(text)}
    return {key: showing.words(key) for key in sorted(found) if showing.knows(key)}


def _texts(shown: Any) -> Iterator[str]:  # noqa: ANN401  # plain values of any shape
    if isinstance(shown, str):
        yield shown
    elif isinstance(shown, Mapping):
        for value in shown.values():
            yield from _texts(value)
    elif isinstance(shown, list | tuple):
        for value in shown:
            yield from _texts(value)
