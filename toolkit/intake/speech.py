"""The words of conversations: notices, back-channels and questions, in five languages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

from toolkit.intake.headers import strip_accents

_BLANKS = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+\s+|\n+")
_TAIL = 2_000
"""Signs from which the last sentences of a text are taken."""
_QUOTES_AFTER = "\"'”’»)] "
_EDGES = " .,;:!?…–—-\"'“”‘’«»()[]*_#\t"
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
MAX_BACK_CHANNEL_WORDS = 3
"""What keeps somebody else talking is never longer."""
_LONGEST_BACK_CHANNEL = 60
_MAX_UNMARKED_QUESTION_WORDS = 30
"""A longer stretch that begins like a question and has no question mark is a story."""


def fold(text: str) -> str:
    """Text as it is compared: no capitals, no accents, one blank between words."""
    plain = text if text.isascii() else strip_accents(text.replace("’", "'"))
    return " ".join(plain.split()).casefold()


@cache
def _table(file: str, table: str) -> Mapping[str, list[Any]]:
    path = resources.files("toolkit.intake").joinpath(f"data/{file}.toml")
    found: Mapping[str, list[Any]] = tomllib.loads(path.read_text("utf-8"))[table]
    return found


@cache
def words_of(file: str, table: str, key: str) -> tuple[str, ...]:
    """One list of words of a file in toolkit/intake/data, folded."""
    return tuple(fold(word) for word in _table(file, table)[key])


@cache
def lists_of(file: str, table: str, key: str) -> tuple[tuple[str, ...], ...]:
    """One list of lists of words."""
    return tuple(tuple(words) for words in _table(file, table)[key])


@cache
def pattern_of(file: str, table: str, keys: tuple[str, ...]) -> re.Pattern[str]:
    """One expression that matches any of the lists' expressions."""
    parts = (part for key in keys for part in _table(file, table)[key])
    return re.compile("|".join(f"(?:{part})" for part in parts))


@cache
def _starts(file: str, table: str, keys: tuple[str, ...]) -> re.Pattern[str]:
    phrases = sorted({w for key in keys for w in words_of(file, table, key)}, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, phrases))})(?![\w'])")


def word_count(text: str) -> int:
    """How many words."""
    return len(_WORD.findall(text))


def ends_sentence(text: str) -> bool:
    """Whether the text ends in a full stop, question or exclamation mark, or dots."""
    return text.rstrip(_QUOTES_AFTER).endswith((".", "!", "?", "…"))


def notice_reason(text: str) -> str:
    """Why a whole line is nobody's speech: a recording notice, a sound, a page number; else ""."""
    if len(text) > 160:
        return ""
    plain = fold(text).strip(_EDGES)
    for keys, reason in (
        (("recording",), "recording notice"),
        (("transcription",), "line of the transcription tool"),
        (("sounds",), "sound, no words"),
    ):
        if pattern_of("speech", "notices", keys).fullmatch(plain):
            return reason
    return "line of the transcription tool" if _is_event(text, plain) else ""


def _is_event(text: str, plain: str) -> bool:
    """Whether it is like "Anna Berger (External) started transcription": capitals, no full stop."""
    found = pattern_of("speech", "notices", ("events",)).fullmatch(plain)
    if not found or ends_sentence(text):
        return False
    who = "".join(name or "" for name in found.groupdict().values())
    words = (word.lstrip("([") for word in text.split()[: len(who.split())])
    return all(word[:1].isupper() for word in words)


def is_page_mark(text: str) -> bool:
    """Whether a line is only a page number."""
    return len(text) < 24 and bool(
        pattern_of("speech", "notices", ("pages",)).fullmatch(fold(text).strip(_EDGES))
    )


def _made_of(text: str, keys: tuple[str, ...]) -> bool:
    if len(text) > _LONGEST_BACK_CHANNEL:
        return False
    words = [word for word in fold(text).replace(",", " ").split() if word.strip(_EDGES)]
    if not 1 <= len(words) <= MAX_BACK_CHANNEL_WORDS:
        return False
    allowed = {phrase for key in keys for phrase in words_of("speech", "back_channels", key)}
    return _covered([word.strip(_EDGES) for word in words], allowed)


def _covered(words: list[str], allowed: set[str]) -> bool:
    """Whether the words can be cut into allowed phrases."""
    if not words:
        return True
    return any(
        " ".join(words[:size]) in allowed and _covered(words[size:], allowed)
        for size in range(1, len(words) + 1)
    )


def is_hum(text: str) -> bool:
    """Whether somebody only made a listening sound ("Mhm."), which answers nothing."""
    return _made_of(text, ("hums",))


def is_back_channel(text: str) -> bool:
    """Whether somebody only kept the other talking: at most three words without content."""
    return _made_of(text, ("hums", "nods"))


def last_sentences(text: str, count: int = 1) -> str:
    """The last sentences of a text, cut at sentence marks only."""
    tail = text.strip()[-_TAIL:]
    ends = [found.end() for found in _SENTENCE_END.finditer(tail)]
    return tail[ends[-count] :] if len(ends) >= count else tail


def is_question_like(text: str) -> bool:
    """Whether a turn asks: a question mark in its last two sentences, or the words of a question.

    Without a question mark its last sentence must begin as questions or requests begin ("Tell me
    ..."); a question word counts only where no full stop denies it and the sentence is short.
    """
    tail = last_sentences(text, 2)
    if "?" in tail or "¿" in tail:
        return True
    last = _without_lead_in(fold(last_sentences(text)))
    if _starts("speech", "asking", ("requests",)).match(last):
        return True
    if ends_sentence(text) or word_count(last) > _MAX_UNMARKED_QUESTION_WORDS:
        return False
    return 1 < word_count(last) and bool(_starts("speech", "asking", ("openers",)).match(last))


def _without_lead_in(text: str) -> str:
    lead_in = _starts("speech", "asking", ("lead_ins",))
    for _ in range(3):
        found = lead_in.match(text)
        if not found or found.end() >= len(text):
            return text
        text = text[found.end() :].lstrip(_EDGES)
    return text


def speaks_of_self(text: str) -> bool:
    """Whether a word of the first person is in the text."""
    own = words_of("speech", "asking", "first_person")
    return any(word in own for word in _WORD.findall(fold(text).replace("'", " ")))


def joined(parts: Iterable[str]) -> str:
    """Parts joined by one blank, white space collapsed."""
    return _BLANKS.sub(" ", " ".join(parts)).strip()
