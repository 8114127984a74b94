"""Speaker labels: how they stand in a line, what is cleaned off, which of them are one person."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from toolkit.intake.cues import TIME
from toolkit.intake.joint import joined_names, without_join
from toolkit.intake.names import fold as fold_name
from toolkit.intake.raw import Identity
from toolkit.intake.speech import fold, lists_of, words_of

_LONGEST = 50
_MOST_WORDS = 6
_REPEATED = 2
"""A label that stands so often is one; a single one needs the neighbours' support."""
_OFTEN = 3
_MANY = 0.15
"""A label that begins like a sentence stands before so many cues, and before this share."""
_MOSTLY_LABELLED = 0.8
"""From this share of labelled cues on, a label that stands once is believed."""
_BRACKETS = re.compile(r"\s*[(\[{<][^()\[\]{}<>]*[)\]}>]?\s*$")
_OUTSIDE = re.compile(
    r"^\[?(?:ext|external|extern|esterno|externe|externo|guest|gast)\]?[:.\]]\s*", re.I
)
_ORGANISATION = re.compile(r"\s+(?:[|@•·/]|//|[–—-])\s+.*$|\s*\|.*$")
PARTICLES = frozenset(
    "von van vom der den de del della dello di da das dos do du des la le las los lo zu zur af av "
    "ten ter te bin ibn y e i".split()
)
_GENDERED = re.compile(
    r"(?<=\w{3})(?:[/*·•_]-?(?:innen|in|r|e|a|n|trice|rice|euse)\b|\((?:in|r|e|a|n)\))", re.I
)
_NUMBERED = re.compile(r"(?P<word>.*?)[\s.#_-]*(?P<number>\d{1,3}|(?<=[\s_])[a-z])")
_EMAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+")
_WORD = re.compile(r"[^\W_][\w'’.&-]*")

_STAMP = rf"[\[(]?{TIME}[\])]?"
_COLON = re.compile(
    rf"(?:>+\s*+)?(?:(?P<pre>{_STAMP})\s*+[-–—]?\s*+)?(?P<label>[^:\n\t]{{1,60}}?)\s*"
    rf"(?P<post>[\[(]?{TIME}[\])]?)?\s*:(?![/\d])\s*"
)
_STAMPED = re.compile(
    rf"(?:>+\s*+)?(?P<label>[^:\n\t\[(]{{1,60}}?)\s*[\[(](?P<post>{TIME})[\])]\s*"
)
_TABBED = re.compile(rf"(?:(?P<pre>{_STAMP})\t+)?(?P<label>[^:\n\t]{{1,60}}?)\s*\t+\s*(?=\S)")
_SQUARE = re.compile(r"\[(?!ext|guest|gast)(?P<label>[^\W\d_][^\]\n]{0,30})\]\s*:?\s+(?=\S)", re.I)
_BARE_STAMP = re.compile(rf"[\[(]?(?P<time>{TIME})[\])]?")
_HEAD = 200
"""A label and its times stand within so many signs; nothing is searched for behind them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A line taken apart: who, when (as written, may be ""), what."""

    label: str
    text: str
    stamp: str = ""


@lru_cache(maxsize=65536)
def clean_label(label: str) -> str:
    """A label without roles, pronouns, organisations, devices and signs around it.

    "Name (SL)", "Name (she/her)", "Name | Company" and "Name's iPhone" all give "Name".
    """
    text = " ".join(label[:_HEAD].replace("**", " ").split()).strip(' :_\t"“”„')
    while (shorter := _BRACKETS.sub("", text)) != text and shorter:
        text = shorter
    text = _OUTSIDE.sub("", text)
    if not _are_two_names(text):
        text = _ORGANISATION.sub("", text) or text
    return _without_device(text).strip(" :,;_").strip() if text else ""


def _are_two_names(text: str) -> bool:
    """Whether a slash may stand between two people ("Anna Berger / Tom Ott")."""
    parts = joined_names(text)
    return len(parts) == 2 and all(len(part.split()) == 2 for part in parts)


def _without_device(text: str) -> str:
    device = "|".join(words_of("speech", "labels", "devices"))
    owner = re.fullmatch(rf"(.+?)['’]s? (?:{device})\b.*", text, re.I) or re.fullmatch(
        rf"(?:{device}) (?:von|de|di|of) (.+)", text, re.I
    )
    return owner[1] if owner else text


@lru_cache(maxsize=65536)
def label_key(label: str) -> str:
    """What spellings of one label share: "Interviewer1" and "interviewer 1", JÜRGEN and Jürgen."""
    plain = _GENDERED.sub("", clean_label(label))
    return re.sub(r"(?<=[^\W\d])(?=\d)", " ", fold_name(plain))


@cache
def _role_words(role: str) -> frozenset[str]:
    return frozenset(fold_name(word) for word in words_of("speech", "labels", role))


@lru_cache(maxsize=65536)
def role_of_label(label: str) -> str:
    """Which role a label names: interviewer, asker (perhaps one), respondent, unnamed; else ""."""
    key = label_key(label)
    numbered = _NUMBERED.fullmatch(key)
    forms = {key, numbered["word"].strip()} if numbered else {key}
    for role in ("interviewer", "respondent", "asker", "unnamed"):
        if forms & _role_words(role):
            return role
    return "unnamed" if _is_room(key) else ""


def _is_room(key: str) -> bool:
    """Whether a label is a room and says nothing of who sits in it ("Meeting Room 3")."""
    if any(f" {room} " in f" {key} " for room in _role_words("rooms")):
        return True
    first, _, rest = key.partition(" ")
    return first in _role_words("numbered_rooms") and rest[-1:].isdigit()


def pair_roles(keys: Iterable[str]) -> dict[str, str]:
    """Short labels that come in a known pair (I and B, Q and A): key -> role."""
    bare = {key: re.sub(r"\s*\d+$", "", key) for key in keys}
    present = set(bare.values())
    for asks, answers in lists_of("speech", "labels", "pairs"):
        if {asks, answers} <= present:
            role_of = {asks: "interviewer", answers: "respondent"}
            return {key: role_of[short] for key, short in bare.items() if short in role_of}
    return {}


@lru_cache(maxsize=65536)
def looks_like_label(label: str) -> bool:
    """Whether this could name a speaker: a role, a code ("id1"), an address, capitalised words."""
    text = clean_label(label)
    return could_be_label(text) and (
        bool(role_of_label(text)) or not any(map(_starts_sentence, _names_in(text)))
    )


def could_be_label(text: str) -> bool:
    """Whether a cleaned label could name a speaker, whatever its first word ("Per", "An")."""
    if not text or len(text) > _LONGEST:
        return False
    if role_of_label(text) or _EMAIL.fullmatch(text):
        return True
    words = [word for name in _names_in(text) for word in name]
    if not 0 < len(words) <= _MOST_WORDS or not all(map(_WORD.fullmatch, words)):
        return False
    return _names_somebody(words) and all(map(_names_somebody, _names_in(text)[1:]))


def _names_in(text: str) -> list[list[str]]:
    """The words of a label, and again those behind its comma, which begin a name too."""
    last, comma, first = without_join(text).partition(", ")
    return [f"{last} {first}".split(), first.split()] if comma else [last.split()]


def _starts_sentence(words: list[str]) -> bool:
    return not _no_starter(fold(words[0]).strip("."), words[0]) if words else False


def _is_often_enough(label: str, count: int, units: int) -> bool:
    """Whether a label that begins like a sentence ("Per", "An", "Ma" are names too) is one.

    It has a second word with a capital, more than the name of a thing, or it stands before many.
    """
    words = clean_label(label).split()
    if len(words) > 1 and fold(" ".join(words[1:])) not in words_of("speech", "labels", "fields"):
        return count >= _OFTEN and words[1][0].isupper()
    return count >= max(_OFTEN, _MANY * units)


def is_field(label: str) -> bool:
    """Whether a label names a thing and nobody: "Date", "Participants"."""
    return fold(clean_label(label)) in words_of("speech", "labels", "fields")


def _names_somebody(words: list[str]) -> bool:
    plain = [fold(word).strip(".") for word in words]
    if " ".join(plain) in words_of("speech", "labels", "fields"):
        return False
    if len(words) == 1:
        code = re.fullmatch(r"[A-Za-z]{1,10}[_-]?\d{1,4}", words[0]) is not None
        return code or words[0][0].isupper()
    if not words[0][0].isupper() and plain[0] not in PARTICLES:
        return False
    capitals = all(
        word[0].isupper() or word[0].isdigit() or fold(word) in PARTICLES for word in words
    )
    return capitals and not words[0].isdigit()


def _no_starter(plain: str, word: str) -> bool:
    """Single letters are initials; "Mein" and "The" begin sentences."""
    if len(word.strip(".")) == 1 or word.isupper():
        return True
    return plain not in words_of("speech", "labels", "starters")


def split_label(line: str, bold: str = "") -> Labelled | None:
    """A line that begins with something in a label's place, or None.

    Understands "Name: text", "[0:12] Name: text", "Name (0:12): text", "Name [0:12] text",
    "[id1] text", "Name<tab>text" and a name in bold. Whether the label is one is not judged here.
    """
    if bold and line.startswith(bold) and len(bold) <= _LONGEST:
        return _split_bold(line, bold)
    head = line[:_HEAD]
    for shape in (_TABBED, _SQUARE, _COLON, _STAMPED):
        found = shape.match(head)
        if found and _LETTER.search(found["label"]):
            groups = found.groupdict()
            stamp = (groups.get("pre") or groups.get("post") or "").strip("[]() ")
            text = line[found.end() :].strip()
            return Labelled(label=found["label"].strip(), text=text, stamp=stamp)
    return None


_LETTER = re.compile(r"[^\W\d_]|\d{3}")


def _split_bold(line: str, bold: str) -> Labelled | None:
    rest = line[len(bold) :].lstrip(" :\t")
    inner = _COLON.match(bold)
    if inner and inner.end() < len(bold):
        return None
    found = split_label(bold.rstrip(": ") + ": x")
    label = found.label if found else bold.rstrip(": ")
    after = _BARE_STAMP.match(rest)
    stamp = found.stamp if found and found.stamp else after["time"] if after else ""
    text = rest[after.end() :].lstrip(" :\t") if after else rest
    return Labelled(label=label, text=text.strip(), stamp=stamp)


def split_bare_stamp(text: str) -> tuple[str, str]:
    """(time stamp, the rest) of a text that begins with a time in brackets; ("", text) if none."""
    found = re.match(rf"[\[(]({TIME})[\])]\s*", text)
    return (found[1], text[found.end() :]) if found else ("", text)


def accepted_labels(found: Counter[str], units: int, known: Iterable[str] = ()) -> frozenset[str]:
    """The keys of those labels that are speakers, from how often each stands in a label's place.

    `found` counts labels as written over `units` cues or paragraphs. Roles, `known` keys and
    repeated labels are believed; one that stands once only where nearly every unit has a label.
    """
    by_key: Counter[str] = Counter()
    forms: dict[str, str] = {}
    for label, count in found.items():
        if could_be_label(clean_label(label)):
            by_key[label_key(label)] += count
            forms[label_key(label)] = min(forms.get(label_key(label), label), label)
    by_key = Counter(
        {
            key: count
            for key, count in by_key.items()
            if looks_like_label(forms[key]) or _is_often_enough(forms[key], count, units)
        }
    )
    labelled = sum(by_key.values())
    trusted = labelled >= _MOSTLY_LABELLED * max(units, 1) and labelled > 1
    wanted = set(known)
    return frozenset(
        key
        for key, count in by_key.items()
        if key and (count >= _REPEATED or trusted or key in wanted or role_of_label(key))
    )


def canonical_labels(found: Mapping[str, int]) -> dict[str, str]:
    """Every label as written -> the one form under which its speaker goes in this file.

    Spellings with the same key are one speaker, and so is a part of a name ("Jürgen") that
    belongs to exactly one longer label ("Jürgen Maier"). Roles are written alike ("Interviewer 1").
    """
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for label, count in found.items():
        spellings[label_key(label)][clean_label(label)] += count
    home = {key: _longer_key(key, spellings) for key in spellings}
    merged: dict[str, Counter[str]] = defaultdict(Counter)
    for key, forms in spellings.items():
        merged[home[key]].update(forms if home[key] == key else {})
    shown = {key: _shown(key, forms) for key, forms in merged.items()}
    return {label: shown[home[label_key(label)]] for label in found}


def _longer_key(key: str, keys: Iterable[str]) -> str:
    parts = set(key.split())
    if role_of_label(key) or not any(len(part) > 1 and part.isalpha() for part in parts):
        return key
    longer = [other for other in keys if parts < set(other.split()) and not role_of_label(other)]
    return longer[0] if len(longer) == 1 else key


def _shown(key: str, forms: Counter[str]) -> str:
    form = min(forms, key=lambda form: (-forms[form], form.isupper(), form))
    if not role_of_label(key):
        return form
    spaced = re.sub(r"(?<=[^\W\d_])[\s_-]*(?=\d)", " ", form)
    return spaced[:1].upper() + spaced[1:]


def identity_of(label: str, names: Mapping[str, str]) -> Identity:
    """Who a label is: what `names` says for it, else its own name or address; nobody for a role."""
    written = names.get(label_key(label), "")
    if _EMAIL.fullmatch(written or label):
        return Identity(email=written or label)
    if written:
        return Identity(name=written)
    if not label or role_of_label(label):
        return Identity()
    if re.fullmatch(r"[A-Za-z]{1,10}[_-]?\d{1,6}", label):
        return Identity(given_id=label)
    return Identity() if len(label.strip(".")) == 1 else Identity(name=label)
