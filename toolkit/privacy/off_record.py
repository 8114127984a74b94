"""Remarks made off the record: they count, are never quoted, and a person confirms them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib import resources

_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+\s+|\n+")
_TAIL = 1_000
"""Signs of what was said before in which the last sentence is looked for."""


@cache
def _list(key: str) -> tuple[str, ...]:
    content = resources.files("toolkit.privacy").joinpath("data/off_record.toml").read_text("utf-8")
    languages = tomllib.loads(content)
    return tuple(part for name in sorted(languages) for part in languages[name][key])


@cache
def _patterns(key: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{part})" for part in _list(key)))


def said_off_record(text: str, before: str = "") -> bool:
    """Whether somebody asks for something not to be passed on, in five languages.

    `text` is one person's words; `before` is what was said just before it, of which the last
    sentence counts ("Can I say something off the record?"). Marks the whole text: what to quote of
    it is for a person to confirm. Words that only look so ("between us and the vendor") do not
    count, and neither does a text that says it may be quoted.
    """
    plain = _plain(text)
    if _denies(plain):
        return _asks(_without_denials(plain))
    return _asks(plain) or _announces(_plain(before[-_TAIL:]))


def _denies(plain: str) -> bool:
    hinted = any(hint in plain for hint in _list("hints"))
    return hinted and _patterns("denies").search(plain) is not None


def _without_denials(plain: str) -> str:
    return _patterns("denies").sub(" ", plain)


def _asks(plain: str) -> bool:
    hinted = any(hint in plain for hint in _list("hints"))
    return hinted and _patterns("says").search(plain) is not None


def _announces(before: str) -> bool:
    parts = [part for part in _SENTENCE_END.split(before) if part.strip()]
    return bool(parts) and _asks(parts[-1]) and not _denies(parts[-1])


def _plain(text: str) -> str:
    alike = text.replace("'", "’").replace("\u02bc", "’").replace("ß", "ss")
    split = unicodedata.normalize("NFKD", alike)
    bare = "".join(char for char in split if not unicodedata.combining(char))
    return " ".join(bare.split()).casefold()
