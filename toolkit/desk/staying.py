"""What is made to stay, kept out of the search for garbage: that would hold up every key."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_YOUNG: Final = 1


@contextmanager
def made_to_stay() -> Iterator[None]:
    """For what makes many values that stay: findings, lessons.

    With 10,000 statements they are millions of objects. A search for garbage goes through them all
    and lets no other thread work meanwhile: 100-250 ms, several times a lesson. Here none begins,
    and what was made is never gone through later. It holds no circles, so that it is freed as soon
    as nothing names it. What is young and garbage already is cleared away before.
    """
    was_on = gc.isenabled()
    gc.collect(_YOUNG)
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
