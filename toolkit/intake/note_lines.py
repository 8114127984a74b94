"""What one line of a consultant's notes is: who it was talked with, whose point it is, a remark."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from toolkit.intake.labels import looks_like_label, role_of_label
from toolkit.intake.names import fold as fold_name
from toolkit.intake.names import is_first_name, without_titles
from toolkit.intake.speech import fold, pattern_of, words_of

_FILE = "note_words"
_WORD = r"[^\W\d_][\w.'’&/-]*"
_SPLIT_NAMES = re.compile(r"\s*(?:,|;|&|\+|/|\band\b|\bund\b|\be\b|\bet\b|\by\b)\s*")
_AFTER_NAME = re.compile(
    r"\s*(?:[(\[,;:]|\s[–—-]\s|\b(?:on|am|vom|about|re|at|in|from|zu|bei)\b"
    r"|\b(?:il|del|le|du|el)\s+\d|\d{1,4}[./-]|\b\d{1,2}\b).*$"
)
_INITIALS = re.compile(r"[A-ZÀ-Þ]\.?(?:[\s-]?[a-zß-ÿ]?[A-ZÀ-Þ]\.?){1,3}")
_LABEL = re.compile(
    rf"(?P<who>{_WORD}(?:\s+{_WORD}){{0,3}}(?:\s*\([^()\n]{{1,40}}\))?)\s*:\s+(?P<text>\S.*)", re.S
)
_LABEL_ALONE = re.compile(rf"(?P<who>{_WORD}(?:\s+{_WORD}){{0,3}}(?:\s*\([^()\n]{{1,40}}\))?)\s*:")
_MARKED = re.compile(r"\W*(?:\((?:[^()]*)\))?\s*(?:$|[:–—-])")
_IS = re.compile(r"\s*(?:is|was|ist|war|e|est|es)\b")
_HEAD = 300
"""Signs at the start of a line in which names and verbs are looked for."""
_TO_DO_BOX = re.compile(r"\[[ xX]?\]\s")
_MOST_WORDS_OF_WHO = 5
_MOST_WORDS_OF_AUTHOR_LINE = 8


class Whose(StrEnum):
    """How a line tells whose point it is."""

    LABELLED = "labelled"
    """"AB: ..."."""
    TELLS = "tells"
    """"Warehouse lead said ..."."""
    AGAIN = "again"
    """"She also said": whoever was named before."""
    NOBODY = "nobody"
    """"Everyone says", "a driver says": nobody who could be found."""
    OPEN = "open"
    """The line says nothing about it: the section may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Whose point a line is, and the line without a label in front of it."""

    whose: Whose
    text: str
    name: str = ""


def talked_with(line: str) -> tuple[str, ...] | None:
    """Names after "Chat with", "Tel. mit", ...; () where no name follows; None if no such line.

    "Interviewee: Anna Berger" is such a line too, but only with the name of a person.
    """
    head = line[:_HEAD]
    if form := _met().match(fold_keeping(head)):
        names = names_in(head[form.end() :])
        if names and all(map(is_persons_name, names)):
            return names
    found = _talk().match(fold_keeping(head))
    return names_in(head[found.end() :]) if found else None


def told_behind(line: str) -> str:
    """What a line tells besides with whom and when: "Call with A. Berger, 3 May: she likes it."."""
    found = _met().match(fold_keeping(line[:_HEAD])) or _talk().match(fold_keeping(line[:_HEAD]))
    named = found is not None and talked_with(line)
    return (line[found.end() :] if found and named else line).partition(": ")[2].strip()


def is_framing(line: str) -> bool:
    """Whether a line only says when, where or how they met ("Place, date: Turin, 3 May")."""
    label, colon, _ = line.partition(":")
    words = re.findall(r"[^\W\d_]+", fold(label))
    return bool(colon and words) and set(words) <= set(words_of(_FILE, "own", "framing"))


@cache
def _met() -> re.Pattern[str]:
    met = pattern_of(_FILE, "leads", ("met",)).pattern
    return re.compile(rf"\W*+(?:{met})\s*:\s*")


def fold_keeping(line: str) -> str:
    """Folded text of the same length as the line, so that places in it are places in the line."""
    return "".join(map(_fold_sign, line))


@cache
def _fold_sign(sign: str) -> str:
    plain = fold(sign) or sign
    return plain if len(plain) == 1 else sign


@cache
def _talk() -> re.Pattern[str]:
    before = pattern_of(_FILE, "leads", ("before",)).pattern
    talk = pattern_of(_FILE, "leads", ("talk",)).pattern
    return re.compile(rf"\W*+(?:(?:{before})\s*:\s*)?(?:{talk})\s*")


def names_in(text: str) -> tuple[str, ...]:
    """The people at the start of a text, up to a bracket, a date or a preposition."""
    bare = _AFTER_NAME.sub("", " ".join(text[:_HEAD].split()), count=1)
    parts = _SPLIT_NAMES.split(bare if bare.strip() else "")
    names = [tidy_name(part) for part in parts]
    return tuple(name for name in names if name and is_name(name))


def tidy_name(text: str) -> str:
    """A name without forms of address; initials stay as written."""
    plain = re.sub(r"\s*\([^()]*\)\s*$", "", text.strip()).strip(" ,;:*")
    plain = _without_article(plain) if plain[:1].islower() else plain
    return plain if _INITIALS.fullmatch(plain) else without_titles(plain)


def is_name(text: str) -> bool:
    """Whether this could be somebody's name: capitalised words, none of them a topic."""
    words = text.split()
    if not 1 <= len(words) <= 4 or not looks_like_label(text):
        return False
    if any(fold(word).strip(".") in words_of(_FILE, "topics", "words") for word in words):
        return False
    return any(word[0].isupper() for word in words)


def is_persons_name(text: str) -> bool:
    """Whether this is surely a person's: of two words or a usual first name; no role, no work."""
    whole = len(text.split()) > 1 or is_first_name(fold_name(text))
    return whole and is_name(text) and not (role_of_label(text) or is_somebody_by_work(text))


def is_initials(text: str) -> bool:
    """Whether this is somebody's initials ("AB", "M. K.")."""
    return bool(_INITIALS.fullmatch(text)) and fold(text) not in words_of(_FILE, "topics", "words")


def initials_of(name: str) -> str:
    """First letters of a name, folded: "Anna Berger" -> "ab"."""
    return "".join(word[0] for word in fold_name(name).split())


def own_reason(text: str) -> str:
    """Why a line is the consultant's own: a remark, a task; "" if it is somebody's point.

    "My impression: ..." and "My impression is ..." are; "Impressions of staff differ" is not.
    """
    plain = fold(text).lstrip(" *_([-–")
    for key, reason in (("remark", "the writer's own remark"), ("to_do", "a task of the writer")):
        found = pattern_of(_FILE, "own", (key,)).match(plain)
        rest = plain[found.end() :] if found else ""
        if found and (_MARKED.match(rest) or (key == "remark" and _IS.match(rest))):
            return reason
    return "a task of the writer" if _TO_DO_BOX.match(text) else ""


def asked_by_writer(text: str) -> str:
    """The question, where the line is one that the writer put ("Q: ..."); else ""."""
    found = re.match(
        rf"(?:{pattern_of(_FILE, 'own', ('question',)).pattern})\s*:\s*", fold_keeping(text[:_HEAD])
    )
    return text[found.end() :].strip() if found else ""


def is_summary(title: str) -> bool:
    """Whether a heading stands over the writer's summary ("Main findings")."""
    return pattern_of(_FILE, "own", ("summary",)).fullmatch(fold(title).strip(" :.")) is not None


def authors_in(text: str) -> tuple[str, ...]:
    """Who wrote the notes, where the line says so ("Notes by N. Whitfield"); else ()."""
    if own := _own_notes().match(fold_keeping(text[:_HEAD])):
        name = tidy_name(text[own.start("who") : own.end("who")])
        return (name,) if is_initials(name) or is_persons_name(name) else ()
    if len(text) > _HEAD or len(text.split()) > _MOST_WORDS_OF_AUTHOR_LINE:
        return ()
    found = _author().match(fold_keeping(text))
    return names_in(text[found.end() :]) if found else ()


def written_by(text: str) -> bool:
    """Whether the line only says who wrote the notes."""
    return bool(authors_in(text))


@cache
def _author() -> re.Pattern[str]:
    author = pattern_of(_FILE, "leads", ("author",)).pattern
    return re.compile(rf"\W*+(?:{author})(?:\s*[:=]\s*|\s+)")


@cache
def _own_notes() -> re.Pattern[str]:
    """A name, "'s notes", and then only how they were made: "AB's notes, typed the same day."."""
    english = pattern_of(_FILE, "leads", ("own_notes",)).pattern
    german = pattern_of(_FILE, "leads", ("own_notes_de",)).pattern
    made = pattern_of(_FILE, "leads", ("made",)).pattern
    return re.compile(
        rf"\W*+(?P<who>{_WORD}?(?:\s+{_WORD}?){{0,3}}?)(?:['’]s?\s+(?:{english})|['’s]\s+(?:{german}))"
        rf"\s*(?:[.:]?\s*$|[,;.:(–-]*\s*(?:{made})\b)"
    )


def is_setting(title: str) -> bool:
    """Whether a heading stands over where and how somebody was met."""
    return pattern_of(_FILE, "own", ("setting",)).fullmatch(fold(title).strip(" :.")) is not None


def voice_of(text: str, known: Iterable[str]) -> Voice:
    """Whose point the line is, by a label ("AB: ...") or its verb ("Warehouse lead said ...")."""
    label = _LABEL.fullmatch(text)
    if label and (name := label_name(label["who"], known)):
        return Voice(whose=Whose.LABELLED, name=name, text=label["text"].strip())
    return _voice_by_verb(text, known)


def label_alone(text: str, known: Iterable[str]) -> str:
    """The name where the line is only a name and a colon: the lines below are that person's."""
    found = _LABEL_ALONE.fullmatch(text.strip())
    return label_name(found["who"], known) if found else ""


def label_name(who: str, known: Iterable[str]) -> str:
    """The name in a label's place, "" where it names a subject.

    One word alone is a name only if a form of address stands before it or if it is part of a name
    given elsewhere in the notes (`known`).
    """
    name = tidy_name(who)
    if is_initials(name) or is_somebody_by_work(name):
        return name
    if not name or not is_name(name):
        return ""
    return name if len(name.split()) > 1 or is_addressed(who) or _is_part(name, known) else ""


def is_addressed(who: str) -> bool:
    """Whether a form of address stands before the name ("Fr. Huber", "la sig.ra Bianchi")."""
    bare = _without_article(re.sub(r"\s*\([^()]*\)\s*$", "", who).strip(" :"))
    return without_titles(bare) not in {"", bare}


def _is_part(name: str, known: Iterable[str]) -> bool:
    return fold_name(name) in {part for other in known for part in fold_name(other).split()}


def is_somebody_by_work(name: str) -> bool:
    """Whether a short phrase names somebody by the work they do: "Warehouse lead"."""
    words = fold(name).split()
    if not 1 <= len(words) <= _MOST_WORDS_OF_WHO:
        return False
    return any(map(_names_work, (words[-1], words[0])))


def _names_work(word: str) -> bool:
    """Whether a word, or its end, is one for people by their work ("lead", "Lagerleiter")."""
    people = words_of(_FILE, "said", "people")
    return word in people or any(len(end) > 5 and word.endswith(end) for end in people)


@cache
def _verb() -> re.Pattern[str]:
    verbs = sorted(words_of(_FILE, "said", "verbs"), key=len, reverse=True)
    return re.compile(rf"(?P<who>.{{1,60}}?)\s+(?:{'|'.join(map(re.escape, verbs))})(?![\w'’-])")


def _voice_by_verb(text: str, known: Iterable[str]) -> Voice:
    found = _verb().match(fold_keeping(text[:_HEAD]))
    who = text[: found.end("who")].strip(" ,") if found else ""
    if not who or ":" in who or len(who.split()) > _MOST_WORDS_OF_WHO:
        return Voice(whose=Whose.OPEN, text=text)
    whose, name = _subject(who, known)
    return Voice(whose=whose, name=name, text=text)


def _subject(who: str, known: Iterable[str]) -> tuple[Whose, str]:
    plain = fold(who)
    first = plain.split()[0]
    if set(plain.split()) <= set(words_of(_FILE, "said", "pronouns")):
        return Whose.AGAIN, ""
    if plain in words_of(_FILE, "said", "groups") or first in words_of(_FILE, "said", "anybody"):
        return Whose.NOBODY, ""
    name = label_name(_without_article(who), known)
    return (Whose.TELLS, name) if name else (Whose.OPEN, "")


def _without_article(who: str) -> str:
    for article in sorted(words_of(_FILE, "said", "articles"), key=len, reverse=True):
        if fold(who).startswith(article if article.endswith("'") else article + " "):
            return who[len(article) :].strip()
    return who
