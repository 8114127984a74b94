"""Names of people, taken apart and made comparable."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_DIGRAPHS = re.compile(r"ae|oe|ue")
_APOSTROPHES = re.compile(r"[’'`´]")
_NO_WORD = re.compile(r"[\W_]+")
_BRACKET = re.compile(
    r"[(\[{]([^)\]}]*)[)\]}]|[\"“”„«»‹›]([^\"“”„«»‹›]+)[\"“”„«»‹›]|(?<!\w)['‘]([^'’‘]+)['’](?!\w)"
)
_DOCTOR = re.compile(
    r"\b(?:dr|prof|dipl|mag|priv|univ)\b\.?"
    r"(?:[\s\-.]*(?:dr|prof|med|phil|rer|nat|jur|ing|h\.?\s?c|oec|pol|dent|vet|habil|kfm|kffr|volksw|"
    r"betriebsw|psych|inf|wirt|doz|ssa|ra)\b\.?)*",
    re.IGNORECASE,
)
_FEMININE = re.compile(r"\b(?:dott|sig|prof)\.?\s?(?:ssa|ra|re)\b\.?", re.IGNORECASE)
_EMAIL = re.compile(r"<?\b[^\s<>(),;]+@[^\s<>(),;]+\.[^\s<>(),;]+>?")
_LONGEST_NICK = 15
MOST_INITIALS = 3
"""A word in capitals of so many letters is read as initials."""
_SOUNDS = (
    ("ph", "f"), ("th", "t"), ("ck", "k"), ("dt", "t"), ("sch", "s"), ("sh", "s"), ("tz", "z"),
    ("ay", "ai"), ("ey", "ai"), ("ei", "ai"), ("y", "i"), ("c", "k"), ("w", "v"), ("q", "k"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A name in its parts, as written; each may be empty."""

    first: str = ""
    last: str = ""
    """With its particles: "von der Heide"; everything that is not certainly first."""
    nicks: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    logins: tuple[str, ...] = ()
    """From brackets: "Keller, Anna (akeller)"."""

    @property
    def display(self) -> str:
        """First name, then last name."""
        return f"{self.first} {self.last}".strip()

    @property
    def others(self) -> tuple[str, ...]:
        """Other ways to call this person: nicknames, earlier names, one of two surnames."""
        found = [f"{nick} {self.last}".strip() for nick in self.nicks]
        found += [f"{self.first} {former}".strip() for former in self.former]
        surnames = _real_words(self.last)
        if self.first and len(surnames) > 1:
            found.append(f"{self.first} {_up_to_first_surname(self.last)}")
        return tuple(dict.fromkeys(name for name in found if name and name != self.display))


@cache
def _data() -> dict[str, Any]:
    content = resources.files("toolkit.intake").joinpath("data/names.toml").read_text("utf-8")
    return tomllib.loads(content)


@cache
def _words(table: str) -> frozenset[str]:
    return frozenset(fold(word) for word in _data()[table])


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A name as it is compared: lower case, no accents or signs, ae/oe/ue as a/o/u.

    "Müller", "Mueller" and "MULLER" are equal; "O’Brien" and "OBrien" are; hyphens are blanks.
    """
    lowered = _APOSTROPHES.sub("", text).casefold().translate(_LETTERS)
    split = unicodedata.normalize("NFKD", lowered)
    plain = "".join(char for char in split if not unicodedata.combining(char))
    plain = _NO_WORD.sub(" ", plain).strip()
    return _DIGRAPHS.sub(lambda found: found.group()[0], plain)


@lru_cache(maxsize=65536)
def sound(token: str) -> str:
    """A folded word as it sounds, roughly: "maier", "mayer" and "meyer" are equal."""
    for spelt, heard in _SOUNDS:
        token = token.replace(spelt, heard)
    return _DOUBLED.sub(r"\1", token)


def is_title(word: str) -> bool:
    """Whether a word is a title or a form of address ("Dr.", "Frau", "Dott.ssa")."""
    plain = fold(_DOCTOR.sub("", _FEMININE.sub("", word)))
    return all(part in _words("titles") for part in plain.split())


def without_titles(text: str) -> str:
    """The name without titles and forms of address; initials ("M. Keller") stay."""
    words = _DOCTOR.sub(" ", _FEMININE.sub(" ", text)).split()
    while words and fold(words[0]) in _words("titles"):
        words.pop(0)
    while words and fold(words[-1]) in _words("behind"):
        words.pop()
    return " ".join(words).strip(" ,;")


@lru_cache(maxsize=65536)
def parse_name(text: str) -> PersonName:
    """The parts of a name as people write it.

    Understands `Last, First (Nick)`, `KELLER Anna`, `First "Nick" von Last`, titles before and
    behind, former names (`geb.`, `née`) and logins in brackets. An e-mail address is left out.
    """
    nicks, former, logins = _bracketed(text)
    bare = _EMAIL.sub(" ", _BRACKET.sub(" ", text)).strip(" ,;")
    bare, mark, maiden = _split_former(bare)
    former += (maiden,) if mark else ()
    parts = [without_titles(part) for part in bare.split(",")]
    parts = [part for part in parts if part]
    first, last = _by_comma(parts) if len(parts) > 1 else _by_place(parts[0] if parts else "")
    return PersonName(
        first=_tidy(first), last=_tidy(last), nicks=nicks, former=former, logins=logins
    )


def _split_former(text: str) -> tuple[str, bool, str]:
    words = text.replace(",", " , ").split()
    for place, word in enumerate(words[1:], start=1):
        if fold(word) in _words("former_marks") and place + 1 < len(words) and place >= 2:
            return _join(words[:place]), True, _tidy(_join(words[place + 1 :]))
    return text, False, ""


def _join(words: list[str]) -> str:
    return " ".join(words).replace(" ,", ",").strip(" ,")


def _bracketed(text: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    nicks: list[str] = []
    former: list[str] = []
    logins: list[str] = []
    for found in _BRACKET.finditer(text):
        inside = next(group for group in (*found.groups(), "") if group is not None).strip()
        _place_bracket(inside, (nicks, former, logins), quoted=found.group(1) is None)
    return tuple(nicks), tuple(former), tuple(logins)


def _place_bracket(
    inside: str, into: tuple[list[str], list[str], list[str]], *, quoted: bool
) -> None:
    nicks, former, logins = into
    words = inside.split()
    if not words or "/" in inside or "@" in inside:
        return
    if len(words) > 1:
        if fold(words[0]) in _words("former_marks"):
            former.append(_tidy(" ".join(words[1:])))
        return
    word = words[0]
    if fold(word) in _words("bracket_words") or len(word) > 2 * _LONGEST_NICK:
        return
    if word[:1].isupper() and word.isalpha() and len(word) <= _LONGEST_NICK:
        if quoted or not (word.isupper() and len(word) <= 4):
            nicks.append(_tidy(word))
    elif re.fullmatch(r"[A-Za-z0-9._\-]{2,}", word) and (word.islower() or re.search(r"\d", word)):
        logins.append(word)


def _by_comma(parts: list[str]) -> tuple[str, str]:
    """`Last, First`; a particle behind the first name ("Heide, Anna von der") goes to the last."""
    last, first = parts[0], parts[1]
    words = first.split()
    tail: list[str] = []
    while len(words) > 1 and words[-1].islower() and fold(words[-1]) in _words("particles"):
        tail.insert(0, words.pop())
    return " ".join(words), " ".join([*tail, last])


def _by_place(text: str) -> tuple[str, str]:
    words = (_tidy(text) if text.isupper() else text).split()
    if len(words) < 2:
        return ("", text) if words and words[0].isupper() and len(words[0]) > 3 else (text, "")
    if capitals := _by_capitals(words):
        return capitals
    last = len(words) - 1
    start = next((at for at in range(1, last) if _could_be_particle(words[at])), last)
    return " ".join(words[:start]), " ".join(words[start:])


def is_particle(word: str) -> bool:
    """Whether a word, written small, is one that joins names ("von", "de", "la")."""
    return word[:1].islower() and fold(word) in _words("particles")


def _could_be_particle(word: str) -> bool:
    return is_particle(word) or (len(word) > 1 and fold(word) in _words("particles"))


def _by_capitals(words: list[str]) -> tuple[str, str] | None:
    """`KELLER Anna` and `Anna KELLER`: the surname is the part in capitals."""
    loud = [len(word.strip(".")) > 1 and word.isupper() for word in words]
    if all(loud) or not any(loud):
        return None
    for flags in (loud, loud[::-1]):
        count = flags.index(False) if flags[0] else 0
        if count and not any(flags[count:]):
            split = count if flags is loud else len(words) - count
            head, tail = " ".join(words[:split]), " ".join(words[split:])
            return (tail, head) if flags is loud else (head, tail)
    return None


def _tidy(text: str) -> str:
    """Names written in capitals or in small letters as names are written."""
    words = text.split()
    if text.isupper() and any(len(word) > 2 for word in words):
        return " ".join(
            word.lower() if fold(word) in _words("particles") and len(word) < 4 else word.title()
            for word in words
        )
    if text.islower():
        return " ".join(
            word if fold(word) in _words("particles") else word.title() for word in words
        )
    return " ".join(words)


def _real_words(text: str) -> list[str]:
    return [word for word in text.split() if not is_particle(word)]


def _up_to_first_surname(last: str) -> str:
    kept: list[str] = []
    for word in last.split():
        kept.append(word)
        if not is_particle(word):
            break
    return " ".join(kept)


@lru_cache(maxsize=65536)
def tokens(text: str) -> tuple[str, ...]:
    """The folded words of a name that count: no titles, particles, brackets or addresses."""
    bare, _, _ = _split_former(_EMAIL.sub(" ", _BRACKET.sub(" ", text)))
    bare = _tidy(without_titles(bare.replace(",", " ")))
    words = [word for word in re.split(r"[\s\-–.]+", bare) if fold(word)]
    for is_idle in (_could_be_particle, is_particle):
        kept = tuple(fold(word) for word in words if not is_idle(word))
        if len(kept) >= (2 if is_idle is _could_be_particle else 1):
            return kept
    return tuple(fold(word) for word in words)


def first_tokens(text: str) -> tuple[str, ...]:
    """The folded words of the first name."""
    return tokens(parse_name(text).first) if parse_name(text).first else ()


def marks_of(text: str) -> tuple[str, ...]:
    """What stands in brackets behind a name, folded: "Ana Roth [C]" has "c"."""
    inside = (next(filter(None, found.groups()), "") for found in _BRACKET.finditer(text))
    return tuple(sorted(fold(one) for one in inside if fold(one)))


def only_initials(name: str) -> str:
    """The letters, folded, where a name is nothing but initials ("J.P.", "JP", "A. v. M.")."""
    words = tokens(name)
    if len(words) > 1 and all(len(word) == 1 for word in words):
        return "".join(words)
    plain = name.strip()
    is_short = 2 <= len(plain) <= MOST_INITIALS and plain.isalpha() and plain.isupper()
    return fold(plain) if is_short else ""


@cache
def _groups() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, group in enumerate(_data()["nicknames"]):
        for name in group:
            found.setdefault(fold(name), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def are_nicknames(one: str, other: str) -> bool:
    """Whether two folded first names are used for one another ("bill" and "william")."""
    groups = _groups()
    return bool(groups.get(one, frozenset()) & groups.get(other, frozenset()))


def nicknames_of(token: str) -> frozenset[str]:
    """All folded names used for this one."""
    wanted = _groups().get(token, frozenset())
    return frozenset(name for name, numbers in _groups().items() if numbers & wanted)


def is_first_name(token: str) -> bool:
    """Whether a folded word is a first name that the nickname list knows."""
    return token in _groups()


def name_order(texts: Iterable[str]) -> list[str]:
    """Names in the order of their folded words, spelling last: never by the file's order."""
    return sorted(set(texts), key=lambda text: (sorted(tokens(text)), text))
