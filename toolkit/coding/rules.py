"""The rules coder: nothing but the codebook's signs; sure where it speaks, silent elsewhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from toolkit.coding.codebook import Code, Codebook, Sign, default_codebook
from toolkit.coding.coders import abstained
from toolkit.model.findings import Coding, Statement
from toolkit.model.vocabulary import CAUSES, Cause, Kind

NAME = "rules"
KIND_PRECISION = 0.92
CAUSE_PRECISION = 0.70
"""How often a rule that spoke was right on the hand-written exemplars, many of them pairs made to
mislead (`benchmarks/rules_coder.py`): its confidence. A user's own signs are taken to be as good.
"""
_LONGEST = 1000
"""Characters read of a statement, so that no expression runs for long."""
_Label = TypeVar("_Label", Kind, Cause)
_SILENT_KINDS = (Kind.PRAISE, Kind.OTHER)


@dataclass(frozen=True, slots=True)
class Rule:
    """One sign of one code in one language, ready to be looked for."""

    name: str
    """"defect.en.3": the code, the language, its place in the codebook, from 1."""
    parent: Kind | Cause
    when: re.Pattern[str]
    unless: re.Pattern[str] | None

    def find(self, text: str) -> str | None:
        """The words that give the code away, or None."""
        found = self.when.search(text)
        if found is None or (self.unless is not None and self.unless.search(text)):
            return None
        return found.group()


@dataclass(frozen=True, slots=True)
class _Hit:
    rule: Rule
    words: str

    @property
    def reason(self) -> str:
        return f"rule {self.rule.name}: “{self.words.strip()}”"


class RulesCoder:
    """A coder made of a codebook's signs, read in the statement's own language.

    A kind or cause is given where all signs that were found agree on it; where they disagree, where
    praise meets a cause, or where none was found, it abstains. A cause alone makes a concern.
    """

    name = NAME

    def __init__(self, codebook: Codebook | None = None) -> None:
        rules: dict[str, list[Rule]] = {}
        for code in (codebook or default_codebook()).codes():
            for language, signs in code.signs.items():
                rules.setdefault(language, []).extend(_rules(code, language, signs))
        self._rules = {language: tuple(found) for language, found in rules.items()}

    def code(self, statements: Sequence[Statement]) -> dict[str, Coding]:
        """Statement id -> coding, with the rules that spoke as reasons; abstentions included."""
        return {one.statement_id: self._code(one) for one in statements}

    def _code(self, statement: Statement) -> Coding:
        if statement.empty:
            return _coding(statement.statement_id, Kind.OTHER, None, ("the answer says nothing",))
        rules = self._rules.get(statement.language)
        if rules is None:
            why = f"no signs in the language '{statement.language}'"
            return abstained(statement.statement_id, NAME, why)
        text = _readable(statement.text)
        hits = [_Hit(rule, words) for rule in rules if (words := rule.find(text)) is not None]
        return _judge(statement.statement_id, hits)


def _judge(statement_id: str, hits: Sequence[_Hit]) -> Coding:
    reasons = tuple(hit.reason for hit in hits)
    kinds = {hit.rule.parent for hit in hits if isinstance(hit.rule.parent, Kind)}
    causes = {hit.rule.parent for hit in hits if isinstance(hit.rule.parent, Cause)}
    if not hits:
        return abstained(statement_id, NAME, "no sign found")
    if len(kinds) > 1 or (causes and kinds & {*_SILENT_KINDS}):
        return abstained(statement_id, NAME, "signs disagree: " + "; ".join(reasons))
    kind = Kind(kinds.pop()) if kinds else Kind.CONCERN
    cause = Cause(causes.pop()) if len(causes) == 1 else None
    if causes:
        reasons = ("signs disagree on the cause", *reasons)
    return _coding(statement_id, kind, cause, reasons)


def _coding(statement_id: str, kind: Kind, cause: Cause | None, reasons: tuple[str, ...]) -> Coding:
    return Coding(
        statement_id=statement_id,
        coder=NAME,
        kind=kind,
        cause=cause,
        kind_confidence=KIND_PRECISION,
        cause_confidence=CAUSE_PRECISION if cause else 0.0,
        kinds=_shares(kind, tuple(Kind), KIND_PRECISION),
        causes=_shares(cause, CAUSES, CAUSE_PRECISION) if cause in CAUSES else {},
        reasons=reasons,
    )


def _shares(said: _Label | None, labels: Sequence[_Label], precision: float) -> dict[_Label, float]:
    rest = (1 - precision) / (len(labels) - 1)
    return {label: precision if label is said else rest for label in labels}


def _rules(code: Code, language: str, signs: Iterable[Sign]) -> Iterable[Rule]:
    for number, sign in enumerate(signs, 1):
        yield Rule(
            name=f"{code.code}.{language}.{number}",
            parent=code.parent,
            when=_whole_words(sign.when),
            unless=_whole_words(sign.unless) if sign.unless else None,
        )


def _whole_words(pattern: str) -> re.Pattern[str]:
    """The pattern where no word continues on either side; a blank is any white space."""
    before = r"(?<!\w)" if pattern[0] not in "^\\" or pattern.startswith(r"\w") else ""
    return re.compile(rf"{before}(?:{pattern})(?!\w)", re.IGNORECASE)


def _readable(text: str) -> str:
    """One form for each letter and apostrophe, one blank for each white space, no quotes ahead."""
    plain = unicodedata.normalize("NFC", text[:_LONGEST]).replace("’", "'").replace("‘", "'")
    return re.sub(r"\s+", " ", plain).strip(' -–—•*"“”„«»')


def measured(
    codings: Mapping[str, Coding], kinds: Mapping[str, str], causes: Mapping[str, str]
) -> dict[str, float]:
    """Precision and coverage against given codes: shares in [0, 1], precision 0 where silent.

    `causes` holds the statements that have one ("" for none, which a named cause misses).
    """
    said_kind = [key for key, one in codings.items() if one.kind is not None]
    said_cause = [key for key, one in codings.items() if one.cause is not None]
    with_cause = [key for key in codings if causes.get(key)]
    right_kind = sum(codings[key].kind == kinds[key] for key in said_kind)
    right_cause = sum(codings[key].cause == causes.get(key, "") for key in said_cause)
    spoken = sum(codings[key].cause is not None for key in with_cause)
    return {
        "kind_coverage": len(said_kind) / max(len(codings), 1),
        "kind_precision": right_kind / max(len(said_kind), 1),
        "cause_coverage": spoken / max(len(with_cause), 1),
        "cause_precision": right_cause / max(len(said_cause), 1),
    }
