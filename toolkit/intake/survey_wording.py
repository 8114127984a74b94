"""What a question asks for, judged by its wording in five languages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from toolkit.intake.headers import header_key
from toolkit.model.vocabulary import QuestionMeaning

_SIGNS = re.compile(r"[^\w\s]+")
_BLANKS = re.compile(r"\s+")
_SHORT_NAME = re.compile(r"^Q(?=[a-tv-z][a-z]+)")
"""Qlike_best, Qgender; no English or French word begins so."""
_LEADING_Q = re.compile(r"^(?:q|f|d|p)?\d{1,3}[a-z]?\b[ .:)]*")
_CONDITIONAL = re.compile(
    r"\b(would|could|should|might|musste\w*|sollte\w*|konnte\w*|wurde\w*|dovrebbe\w*|potrebbe\w*"
    r"|renderebbe\w*|devrait|faudrait|pourrait|rendrait|deberia\w*|podria\w*|haria)\b"
)
_MEANING_OF = {
    "why_score": QuestionMeaning.WHY_SCORE,
    "anything": QuestionMeaning.ANYTHING,
    "change": QuestionMeaning.CHANGE,
    "hinders": QuestionMeaning.HINDERS,
    "works": QuestionMeaning.WORKS,
}


@cache
def _content() -> Mapping[str, Mapping[str, object]]:
    text = resources.files("toolkit.intake").joinpath("data/questions.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _pattern(table: str, name: str) -> re.Pattern[str]:
    listed = _content().get(table, {}).get(name, ())
    parts = [listed] if isinstance(listed, str) else listed
    if not isinstance(parts, list):
        return re.compile(r"(?!)")
    return re.compile("|".join(f"(?:{part})" for part in parts))


@cache
def words(table: str, name: str) -> frozenset[str]:
    """A list of whole answers from the questions' data, as `wording` writes them."""
    listed = _content().get(table, {}).get(name, ())
    return frozenset(map(wording, listed)) if isinstance(listed, list) else frozenset()


@cache
def wording(text: str) -> str:
    """A question as its cues are written: small letters, no accents, no signs."""
    key = header_key(_SHORT_NAME.sub("", text)).replace("_", " ")
    plain = _BLANKS.sub(" ", _SIGNS.sub(" ", key)).strip()
    return _LEADING_Q.sub("", plain, count=1).strip() or plain


def asks_for(text: str, role: str) -> bool:
    """Whether a wording holds a cue of a role: "nomination", "consent", "recommendation", ..."""
    return _pattern("roles", role).search(wording(text)) is not None


def cue_place(text: str, role: str) -> int:
    """Where the first cue of a role stands in a wording; -1 without one."""
    found = _pattern("roles", role).search(wording(text))
    return found.start() if found else -1


def hints_at_wave(text: str, name: str) -> bool:
    """Whether a text speaks of "before" or "after" the launch, or "expects" something of it."""
    return _pattern("wave", name).search(wording(text)) is not None


def is_test_entry(text: str) -> bool:
    """Whether somebody typed it only to try the survey out."""
    return _pattern("tests", "entry").fullmatch(text.strip().casefold()) is not None


def is_test_name(name: str) -> bool:
    """Whether a name is nobody's, only that of a trial run ("Test Preview")."""
    return bool(name) and _pattern("tests", "name").fullmatch(wording(name)) is not None


def meaning_of(question: str) -> QuestionMeaning:
    """What an open question asks for; OTHER where no cue speaks or both sides are asked at once.

    A cue's words are used once, in the order reason, anything else, trouble before praise ("like
    least" is no "like"). Where something is to change, a conditional settles it ("what would make
    it work?"); without one, trouble named beside it wins only if it comes first.
    """
    text = wording(question)
    for name in ("why_score", "anything"):
        if _pattern("meanings", name).search(text):
            return _unless_change(text, name)
    change = _pattern("meanings", "change").search(text)
    hinders = _pattern("meanings", "hinders").search(text)
    works = _pattern("meanings", "works").search(_blanked(text, "hinders", "change"))
    if change:
        return _with_change(text, change.start(), hinders, works)
    if hinders:
        return QuestionMeaning.OTHER if works else QuestionMeaning.HINDERS
    return QuestionMeaning.WORKS if works else QuestionMeaning.OTHER


def _blanked(text: str, *names: str) -> str:
    """The text with the cues of these meanings blotted out, every other word in its place."""
    for name in names:
        text = _pattern("meanings", name).sub(lambda hit: " " * len(hit[0]), text)
    return text


def _unless_change(text: str, name: str) -> QuestionMeaning:
    """So that "Anything else you would change?" asks for change."""
    if name == "anything" and _EXPLICIT_CHANGE.search(text):
        return QuestionMeaning.CHANGE
    return _MEANING_OF[name]


_EXPLICIT_CHANGE = re.compile(
    r"\b(change|improve|fix|do better|do differently|verander\w*|verbesser\w*|andern|cambiare"
    r"|cambierebbe|migliorare|migliorerebbe|changer|ameliorer|cambiar|cambiaria|mejorar|mejoraria)\b"
)


def _with_change(
    text: str, at: int, hinders: re.Match[str] | None, works: re.Match[str] | None
) -> QuestionMeaning:
    if works and works.start() < at and _AND.search(text[works.end() : at]):
        return QuestionMeaning.OTHER
    if hinders and hinders.start() < at and not _CONDITIONAL.search(text):
        return QuestionMeaning.HINDERS
    return QuestionMeaning.CHANGE


_AND = re.compile(r"\b(and|und|e|ed|et|y|but|aber|ma|mais|pero|what|was|cosa|que)\b")


def sounds_negative(statement: str) -> bool:
    """Whether somebody who likes the tool would deny the statement.

    Something bad said plainly, or something good denied; "no problems", "never crashes" are good.
    """
    text = wording(_plain_statement(statement))
    burdens = list(_pattern("polarity", "burden").finditer(text))
    denials = list(_pattern("polarity", "denial").finditer(text))
    if not burdens:
        return bool(denials)
    turned = [*denials, *_pattern("polarity", "relief").finditer(text)]
    return not any(_denied(text, turn.end(), bad.start()) for turn in turned for bad in burdens)


def _plain_statement(statement: str) -> str:
    """Without what stands in brackets, and without the case in which it holds ("If ..., ")."""
    text = re.sub(r"\([^)]*\)", " ", statement).strip().strip("\"“”„«»'")
    return _pattern("polarity", "condition").sub("", header_key(text), count=1)


_DENIAL_REACH = 3
"""Words that may stand between a denial and what it denies."""


def _denied(text: str, denial_end: int, burden_start: int) -> bool:
    if denial_end > burden_start:
        return False
    return len(text[denial_end:burden_start].split()) <= _DENIAL_REACH
