"""What stands above a conversation: who takes part, and what short labels mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from toolkit.intake.labels import PARTICLES, label_key, looks_like_label, role_of_label
from toolkit.intake.speech import fold, words_of

_ASKS = "interviewer"
_LONGEST = 300
_NAME = r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){0,4}"
_SHORT = r"[^\W\d_]{1,3}\d{0,2}"
_MEANS = re.compile(rf"(?<!\w)(?P<short>{_SHORT})\s*(?P<sign>=|:|–|-)\s*(?P<name>{_NAME})")
_BEHIND = re.compile(rf"(?P<name>{_NAME})\s*\((?P<short>[^\W\d_]{{1,3}}\d?)\)")
_ROLE_LINE = re.compile(rf"(?P<role>[^:\n]{{3,30}}?)(?:\s*[:=]\s*|\s+[–—-]\s+)(?P<name>{_NAME})")
_PARTS = re.compile(r"[,;:()|/=]|\s[–—-]\s|\b(?:with|mit|con|avec|and|und|et|by|von)\b", re.I)
_TALK = (
    r"\b(?:interview|conversation|call|chat|meeting|gespräch|telefonat|colloquio|intervista"
    r"|entretien|entrevista)(?:\s+(?:nr\.?|no\.?|n\.|n°)?\s*\d{1,3})?"
)
_HONOUR = (
    r"(?:(?:herrn?|frau|fr\.|hr\.|sig\.(?:ra)?|signora?|mme|mlle|madame|monsieur|mr\.?|ms\.?|mrs\.?"
    r"|sra?\.?|señora?|don|doña|dr\.?|dott\.(?:ssa)?)\s+)?"
)
_WITH = re.compile(
    rf"{_TALK}\s+(?:with|mit|con|avec|of|to|a|ad|al|alla|à|au|di|del|della|de|von)\s+"
    rf"(?:(?:il|la|lo|le|the|der|dem)\s+)?{_HONOUR}(?P<name>{_NAME})",
    re.I,
)
_TITLED = re.compile(rf"{_TALK}\s*[:–—-]?\s+{_HONOUR}(?P<name>{_NAME})", re.I)
"""Without a word between: believed only for two words or more that may be a name."""


def names_in_head(head: Iterable[str]) -> dict[str, str]:
    """Label key -> name or role, as the head explains them ("AB = Anna Berger")."""
    names: dict[str, str] = {}
    for line in _short(head):
        for found in (*_MEANS.finditer(line), *_BEHIND.finditer(line)):
            if _stands_for(found["short"], found["name"]) or _is_said_to_be(found):
                names.setdefault(label_key(found["short"]), found["name"].strip())
        role = _ROLE_LINE.match(line)
        if role and role_of_label(role["role"]) and _is_name(role["name"]):
            names.setdefault(label_key(role["role"]), role["name"].strip())
    return names


def full_names(head: Iterable[str], labels: Iterable[str]) -> dict[str, str]:
    """Label key -> the one fuller name of the head that a label ("Maria") is a part of."""
    names = sorted(
        {part.strip() for line in _short(head) for part in _PARTS.split(line) if _is_full(part)}
    )
    found: dict[str, str] = {}
    for label in labels:
        parts = set(label_key(label).split())
        fits = [name for name in names if _is_part(label, parts, name)]
        if parts and len(fits) == 1 and not role_of_label(label):
            found[label_key(label)] = fits[0]
    return found


def _is_part(label: str, parts: set[str], name: str) -> bool:
    """Whether the label is a part of the name or, in capitals, its initials."""
    words = label_key(name).split()
    return parts < set(words) or (
        label.isupper() and len(label) > 1 and label_key(label) in _initials(words)
    )


def _initials(words: Sequence[str]) -> set[str]:
    """First letters of a name, also without "de", "van" and the like."""
    bare = [word for word in words if word not in PARTICLES]
    return {"".join(word[0] for word in some) for some in (words, bare)}


def _short(head: Iterable[str]) -> list[str]:
    """Lines that can be a title or a list of people; a paragraph is none."""
    return [line for line in head if len(line) <= _LONGEST]


def _is_full(part: str) -> bool:
    return 2 <= len(part.split()) <= 4 and _is_name(part.strip())


def _stands_for(short: str, name: str) -> bool:
    """Initials stand for the name they begin; any short label may stand for a role."""
    if role_of_label(name):
        return True
    letters = _initials(fold(name).replace("-", " ").split())
    plain = re.sub(r"\d", "", fold(short))
    fits = plain in letters | {one[:2] for one in letters}
    return _is_name(name) and len(plain) > 1 and fits


def _is_said_to_be(found: re.Match[str]) -> bool:
    """Whether a label with a number ("B1"), or one letter before "=", stands beside a full name."""
    short, sign = found["short"], found.groupdict().get("sign", "")
    certain = short[-1].isdigit() or (len(short) == 1 and sign == "=")
    return certain and _is_full(found["name"].strip())


def _is_name(text: str) -> bool:
    return looks_like_label(text) and not role_of_label(text) and text[:1].isupper()


def name_of_other_side(head: Iterable[str], file: str) -> str:
    """The person interviewed, by "Interview with NAME" in the head or a name in the file's name.

    "" where neither tells. A name from a file's name is a hint, for matching to decide.
    """
    lines = _short(head)
    for shape, fewest in ((_WITH, 1), (_TITLED, 2)):
        for line in lines:
            found = shape.search(line)
            name = _full_of(found["name"]) if found else ""
            if len(name.split()) >= fewest and _is_name(name) and not _is_idle(name):
                return name
    return _name_in_file(file)


def _full_of(text: str) -> str:
    words = list(takewhile(_in_a_name, text.split()))
    while words and words[-1] in PARTICLES:
        words.pop()
    return " ".join(words)


def _is_idle(name: str) -> bool:
    """Whether a word of a title says what the file is: "Interview Transcript"."""
    return any(fold(word) in words_of("speech", "labels", "file_words") for word in name.split())


def _in_a_name(word: str) -> bool:
    return word[0].isupper() or word in PARTICLES


def _name_in_file(file: str) -> str:
    stem = re.sub(r"\.\w{1,5}$", "", file.rsplit("/", 1)[-1])
    stem = re.sub(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])", " ", stem)
    words = [word for word in re.split(r"[\W\d_]+", stem) if len(word) > 2]
    rooms = {part for room in words_of("speech", "labels", "rooms") for part in room.split()}
    idle = {*words_of("speech", "labels", "file_words"), *rooms}
    kept = [word for word in words if fold(word) not in idle]
    return " ".join(word[:1].upper() + word[1:] for word in kept) if 1 <= len(kept) <= 3 else ""


def certain_interviewers(
    labels: Iterable[str], names: Mapping[str, str], mine: Iterable[str]
) -> frozenset[str]:
    """Labels that say so, that the head explains so, or that a person named."""
    asking = {label_key(name) for key, name in names.items() if role_of_label(key) == _ASKS}
    asking |= {label_key(name) for name in mine}
    return frozenset(
        label
        for label in labels
        if role_of_label(label) == _ASKS
        or role_of_label(names.get(label_key(label), "")) == _ASKS
        or {label_key(label), label_key(names.get(label_key(label), ""))} & (asking - {""})
    )
