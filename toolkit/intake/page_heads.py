"""Heads and feet of pages in a text: one line again and again, but for the number of the page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

PAGE_HEAD = "head or foot of a page"
_NUMBER = re.compile(r"\d+")
_LEAST_WORDS = 3
"""Fewer are a label or a heading ("Speaker 2", "Question 3"), the bare number another rule's."""
_LONGEST = 150
_FIRST_PAGES = (1, 2)
"""The first page often has no head."""


def page_heads(lines: Sequence[str]) -> frozenset[int]:
    """Places (from 0) of the lines that differ in one number alone, and that counts 1, 2, 3 ..."""
    alike: dict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(lines):
        if len(text) <= _LONGEST and len(text.split()) >= _LEAST_WORDS and _NUMBER.search(text):
            alike[" ".join(_NUMBER.sub("#", text).split())].append(at)
    return frozenset(
        at for places in alike.values() if _count_pages([lines[p] for p in places]) for at in places
    )


def _count_pages(texts: Sequence[str]) -> bool:
    """Whether of the numbers in these lines the only one that changes rises by one from the top."""
    columns = list(zip(*(map(int, _NUMBER.findall(text)) for text in texts), strict=True))
    changing = [column for column in columns if len(set(column)) > 1]
    if len(changing) != 1 or changing[0][0] not in _FIRST_PAGES:
        return False
    return all(later == earlier + 1 for earlier, later in pairwise(changing[0]))
