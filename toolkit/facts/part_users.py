"""Who uses the part of the tool that a theme is about, as far as the files and the words tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from toolkit.facts.naming import common_words, distinctive_words, named_in
from toolkit.facts.person_facts import ERRORS, PART, STOCK
from toolkit.facts.subjects import Table
from toolkit.model.findings import Facts, Statement, Theme
from toolkit.model.vocabulary import Wave

LEAST_NAMING, LEAST_SHARE = 2, 0.25
"""A theme is about a part that so many of its statements name, and this share of them."""


def find_part_users(
    themes: Sequence[Theme], statements: Sequence[Statement], facts: Facts
) -> dict[str, frozenset[str]]:
    """Theme id -> ids of the people with any use of the parts that the theme is about.

    A part is recognised by the distinctive words of its own column, as for single statements.
    Themes that name no part of the file are left out; {} where no file tells parts apart.
    """
    table = Table.of(facts.people)
    parts = table.names(PART)
    if not parts:
        return {}
    others = [name for prefix in (ERRORS, STOCK) for name in table.names(prefix)]
    words = distinctive_words(
        [*parts, *others], common_words((one.text for one in statements), facts.tool_names)
    )
    words = {name: words[name] for name in parts}
    texts = {
        one.statement_id: one.text
        for one in statements
        if not one.empty and one.source.wave is not Wave.BEFORE
    }
    users = {name: _users(table, name) for name in parts}
    found = {}
    for theme in themes:
        said = [texts[key] for key in theme.statement_ids if key in texts]
        named = _about(said, words)
        if named:
            found[theme.theme_id] = frozenset().union(*(users[name] for name in named))
    return found


def _about(said: Sequence[str], words: Mapping[str, tuple[str, ...]]) -> list[str]:
    tally = Counter(name for text in said for name in named_in(text, words))
    least = max(LEAST_NAMING, LEAST_SHARE * len(said))
    return sorted(name for name, n in tally.items() if n >= least)


def _users(table: Table, name: str) -> frozenset[str]:
    used = np.nan_to_num(table.column(PART + name)) > 0
    return frozenset(str(key) for key, uses in zip(table.frame.index, used, strict=True) if uses)
