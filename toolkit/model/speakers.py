"""Who is counted for what was said."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.model.findings import Statement
from toolkit.model.vocabulary import Wave


def speakers_since(statements: Iterable[Statement]) -> frozenset[str]:
    """Who said these, each counted once, without what was said before the launch."""
    return frozenset(one.speaker for one in statements if one.source.wave is not Wave.BEFORE)
