"""What somebody whose label is no name says of his or her own name at the start of a talk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toolkit.intake.names import fold as fold_name
from toolkit.intake.names import is_first_name, tokens
from toolkit.intake.raw import Turn
from toolkit.intake.speech import fold, words_of

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[.!?;:,]")
_OWN_TURNS = 3
"""People say who they are in their first words."""
_ALL_TURNS = 8
"""Whoever greets them does so near the start."""


def introduced_name(turns: Sequence[Turn], label: str) -> str:
    """The name by which a speaker introduces himself or herself ("It's Ana"), "" if by none.

    A word with a capital behind "I am", "my name is" and the like counts as a name only where it
    is a first name that the lists know, or another speaker says it near the start too.
    """
    own = [turn for turn in turns if turn.speaker == label][:_OWN_TURNS]
    others = {
        fold_name(word)
        for turn in turns[:_ALL_TURNS]
        if turn.speaker != label
        for word in _WORD.findall(turn.text)
    }
    for name in (found for turn in own for found in _said(turn.text)):
        first = fold_name(name.split()[0])
        if first in others or is_first_name(first):
            return name
    return ""


def _said(text: str) -> Iterator[str]:
    """Words with a capital behind words that introduce."""
    words = _WORD.findall(text)
    plain = [fold(word) for word in words]
    phrases = [phrase.split() for phrase in words_of("speech", "asking", "introducing")]
    for at in range(len(words)):
        for phrase in phrases:
            end = at + len(phrase)
            if plain[at:end] == phrase and (name := _name_at(words[end : end + 2])):
                yield name


def _name_at(words: Sequence[str]) -> str:
    kept: list[str] = []
    for word in words:
        if not word[0].isupper():
            break
        kept.append(word)
    return " ".join(kept)


def fuller_name(hinted: str, said: str) -> str:
    """The hint of a file's name with the first name that was said, where it lacks one."""
    if not hinted or not said:
        return hinted or said
    lacks = len(tokens(hinted)) == 1 and not set(tokens(said)) & set(tokens(hinted))
    return f"{said} {hinted}" if lacks and len(tokens(said)) == 1 else hinted
