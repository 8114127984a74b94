"""From a place in the words as they are shown to the same place in the words as they were said."""

from __future__ import annotations

from difflib import SequenceMatcher


def place_in_text(shown: str, at: int, text: str) -> int:
    """Where in `text` the place `at` of `shown` lies; both differ where words were taken out.

    A place within what stands for something taken out is the beginning of what was taken out.
    """
    if shown == text:
        return at
    for _, i1, i2, j1, j2 in SequenceMatcher(None, shown, text, autojunk=False).get_opcodes():
        if i1 <= at < i2:
            same = shown[i1:i2] == text[j1:j2]
            return j1 + (at - i1 if same else 0)
    return len(text)
