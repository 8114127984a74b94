"""What redaction took out and what is withheld, and a person's word on both.

A person's word is written into review.toml (`[mine.privacy]`): words that always go out, and words
that are nobody's name. The next run redacts by it and records it as a decision; what it will show
is shown at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from toolkit.desk.opening import Opened
from toolkit.desk.own_settings import OwnSettings, Say
from toolkit.desk.people_names import Names
from toolkit.errors import KeyMissing, WrongDecision
from toolkit.intake import pseudonyms
from toolkit.model.decisions import Decisions
from toolkit.model.findings import Findings, Statement
from toolkit.pipeline.redacting import OFF_RECORD, redactor_of, roster_of, why_withheld
from toolkit.privacy import Guard, Redactor
from toolkit.privacy.redaction import SHOWN, parts_of
from toolkit.privacy.scan_texts import Text
from toolkit.privacy.tokens import Phrases, tokens_folded, tokens_of
from toolkit.settings import Settings

ALSO: Final = "privacy.redact_also"
STAYS: Final = "privacy.not_redacted"
WITHHELD: Final = "withheld"
EVERYTHING: Final = ""
NO_LONGER: Final = "a reason that no longer holds: run again"
SHOWN_ROWS: Final = 80
MASK_WORDS: Final[Mapping[str, str]] = {
    "name": "names",
    "e-mail": "e-mail addresses",
    "phone": "telephone numbers",
    "link": "links",
    "number": "numbers that identify",
    "company": "words of your own",
    "customer": "customers and vendors",
    "role": "titles of one person alone",
}
"""What stands behind a mark, for reading."""
_SURE: Final = ("full name", "e-mail", "id")
"""What a text must not hold to be called nobody's name."""
_NAMING: Final = ("name", "company", "customer", "role")
"""Kinds of marks that a person may call wrong; addresses and numbers go out in any case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskedLine:
    """One row of the list."""

    statement_id: str
    words: str
    """As they are shown, in one line; empty where they are withheld."""
    kinds: tuple[str, ...]
    reason: str
    """Why they are withheld; empty where they are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bit:
    """A stretch of a statement: what was said, or what stands in place of it."""

    words: str
    kind: str
    """Of the mark; empty for what was said."""
    may_stay: bool = False
    """A person may say that this is no name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskedCard:
    """One statement: as it is shown, and, while names are shown, as it was said."""

    line: MaskedLine
    shown: tuple[Bit, ...]
    said: tuple[Bit, ...]
    """Empty while names are locked, and for what was said off the record."""
    next: tuple[Bit, ...]
    """As the next run will show it, where that differs; needs the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many, of one kind or for one reason."""

    name: str
    """What one narrows the list to."""
    label: str
    marks: int
    """0 for what is counted in statements alone."""
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """What the page shows."""

    counts: tuple[Count, ...]
    reasons: tuple[Count, ...]
    whole: int
    """Statements that are shown as they were said."""
    narrowed: str
    also: tuple[Count, ...]
    """Words of a person's that always go out, and in how many statements they stand."""
    stays: tuple[Count, ...]
    lines: tuple[MaskedLine, ...]
    start: int
    total: int
    position: int
    card: MaskedCard | None
    has_key: bool


class Masking:
    """A person at the list of what was masked or withheld by the last run."""

    def __init__(self, opened: Opened, names: Names, decisions: Decisions) -> None:
        self._opened = opened
        self._names = names
        self._decisions = decisions
        self._own = OwnSettings(opened, ())
        self._findings: Findings = opened.findings
        self._settings: Settings = opened.settings
        self._statements = {one.statement_id: one for one in self._findings.statements}
        self._held: dict[str, tuple[str, ...]] = {}
        self.narrowed = EVERYTHING
        self.current = ""
        self.start = 0
        self._list_anew()

    # What is shown

    def page(self, say: Say) -> Masked:
        """Everything that the page shows; `say` puts words into the person's language."""
        place = self.position
        return Masked(
            counts=tuple(replace(one, label=say(MASK_WORDS[one.name])) for one in self._counts),
            reasons=tuple(replace(one, label=say(one.label)) for one in self._reasons),
            whole=len(self._findings.statements) - len(self._all),
            narrowed=self.narrowed,
            also=self._words(self._settings.mine.privacy.redact_also, "also"),
            stays=self._words(self._settings.mine.privacy.not_redacted, "stays"),
            lines=tuple(
                self._line(one, say) for one in self._listed[self.start : self.start + SHOWN_ROWS]
            ),
            start=self.start,
            total=len(self._listed),
            position=place,
            card=self._card(self.current, say) if self.current else None,
            has_key=self._redactor is not None,
        )

    @property
    def position(self) -> int:
        """Where the statement at hand stands in the list; -1 where nothing is listed."""
        return self._listed.index(self.current) if self.current in self._listed else -1

    @property
    def listed(self) -> Sequence[str]:
        """The statements of the list, withheld ones last."""
        return self._listed

    # Moving about

    def step(self, by: int) -> None:
        """So many on, or back; stays at the ends."""
        if self._listed:
            place = max(0, min(self.position + by, len(self._listed) - 1))
            self.go(self._listed[place])

    def go(self, statement_id: str) -> None:
        """To a statement of the list; stays where it is not listed."""
        if statement_id in self._listed:
            self.current = statement_id
            place = self.position
            if not self.start <= place < self.start + SHOWN_ROWS:
                self.start = max(0, place - SHOWN_ROWS // 2)

    def scroll(self, start: int) -> None:
        """Show the rows from this place on."""
        self.start = max(0, min(start, len(self._listed) - 1))

    def narrow(self, name: str) -> None:
        """List what a count counts: a kind of mark, what is withheld (and why), or some words."""
        self.narrowed = name
        self._list_anew()

    # A person's word

    def mask(self, words: str) -> None:
        """These words always go out. Raises WrongDecision for none."""
        self._write(ALSO, _with(self._settings.mine.privacy.redact_also, _phrase(words)), words)

    def stay(self, words: str) -> None:
        """These words are nobody's name.

        Raises WrongDecision where they are one for certain, KeyMissing where nobody can know.
        """
        phrase = _phrase(words)
        found = set(self._guard().kinds(Text("", phrase)))
        if found.intersection(_SURE):
            raise WrongDecision(
                "somebody of the organisation is called so, or known by it.",
                what_to_do="It stays masked.",
            )
        self._write(STAYS, _with(self._settings.mine.privacy.not_redacted, phrase), words)

    def take_back(self, kind: str, words: str) -> None:
        """A word that was given is taken back: `also` or `stays`."""
        privacy = self._settings.mine.privacy
        key, before = (
            (ALSO, privacy.redact_also) if kind == "also" else (STAYS, privacy.not_redacted)
        )
        self._write(key, [one for one in before if one != words])

    # Inside

    def _write(self, key: str, words: Sequence[str], given: str = "") -> None:
        other = {ALSO: STAYS, STAYS: ALSO}[key]
        changes: dict[str, object] = {key: list(words)}
        if given:
            kept = self._settings.mine.privacy
            beside = kept.not_redacted if other == STAYS else kept.redact_also
            changes[other] = [one for one in beside if one.casefold() != _phrase(given).casefold()]
        self._own.write(changes)
        self._settings = self._opened.settings
        self.__dict__.pop("_redactor", None)

    def _guard(self) -> Guard:
        return Guard(roster_of(pseudonyms.load(self._opened.key)))

    @cached_property
    def _redactor(self) -> Redactor | None:
        try:
            key = pseudonyms.load(self._opened.key)
        except KeyMissing:
            return None
        return redactor_of(self._findings.intake, key, self._settings)

    @cached_property
    def _why(self) -> Mapping[str, str]:
        redacted = self._findings.redacted
        hidden = [
            o for o in self._findings.statements if o.text and not redacted.get(o.statement_id)
        ]
        found = why_withheld(hidden, self._findings.intake, self._settings, self._decisions)
        return {one.statement_id: found.get(one.statement_id, NO_LONGER) for one in hidden}

    @cached_property
    def _kinds(self) -> Mapping[str, Counter[str]]:
        """Of every statement in which something was masked: the kinds of its marks."""
        found = {
            key: Counter(kind for _, kind in parts_of(words) if kind)
            for key, words in self._findings.redacted.items()
            if "[" in words and key in self._statements
        }
        return {key: kinds for key, kinds in found.items() if kinds}

    @cached_property
    def _all(self) -> tuple[str, ...]:
        """Masked ones in the order of the review, then those withheld."""
        masked = [one for one in self._statements if one in self._kinds]
        return (*masked, *(one for one in self._statements if one in self._why))

    @cached_property
    def _counts(self) -> tuple[Count, ...]:
        marks = sum(self._kinds.values(), Counter[str]())
        return tuple(
            Count(
                name=kind,
                label=kind,
                marks=marks[kind],
                statements=sum(kind in one for one in self._kinds.values()),
            )
            for kind in SHOWN
            if marks[kind]
        )

    @cached_property
    def _reasons(self) -> tuple[Count, ...]:
        found = Counter(self._why.values())
        ranked = sorted(found, key=lambda reason: (-found[reason], reason))
        return tuple(
            Count(name=f"{WITHHELD}:{one}", label=one, marks=0, statements=found[one])
            for one in ranked
        )

    def _words(self, words: Sequence[str], kind: str) -> tuple[Count, ...]:
        return tuple(
            Count(
                name=f"words:{one}",
                label=one,
                marks=0,
                statements=len(self._holding(one)),
            )
            for one in words
        )

    def _holding(self, words: str) -> tuple[str, ...]:
        """The statements in which these words stand."""
        if words not in self._held:
            phrases = Phrases([words], genitive=True)
            first = "".join(tokens_folded(words)[:1])
            near = [key for key, folded in self._folded.items() if f" {first}" in folded]
            texts = ((key, self._statements[key].text) for key in near)
            self._held[words] = tuple(
                key for key, text in texts if phrases.spans(text, tokens_of(text))
            )
        return self._held[words]

    @cached_property
    def _folded(self) -> Mapping[str, str]:
        """The words of every statement as they are compared, each after a blank."""
        return {
            key: "".join(f" {word}" for word in tokens_folded(one.text))
            for key, one in self._statements.items()
        }

    def _list_anew(self) -> None:
        self._listed = tuple(self._fitting())
        self.start = 0
        if self.current not in self._listed:
            self.current = self._listed[0] if self._listed else ""

    def _fitting(self) -> Sequence[str]:
        name, _, rest = self.narrowed.partition(":")
        privacy = self._settings.mine.privacy
        if name == "words":
            return (
                self._holding(rest) if rest in (*privacy.redact_also, *privacy.not_redacted) else ()
            )
        if name == WITHHELD:
            return [one for one in self._why if rest in ("", self._why[one])]
        if name in SHOWN:
            return [one for one in self._all if name in self._kinds.get(one, ())]
        return self._all

    def _line(self, statement_id: str, say: Say) -> MaskedLine:
        words = " ".join(self._findings.redacted.get(statement_id, "").split())
        return MaskedLine(
            statement_id=statement_id,
            words=words,
            kinds=tuple(say(MASK_WORDS[one]) for one in self._kinds.get(statement_id, ())),
            reason=say(self._why.get(statement_id, "")),
        )

    def _card(self, statement_id: str, say: Say) -> MaskedCard:
        shown = self._findings.redacted.get(statement_id, "")
        after = self._after(statement_id)
        return MaskedCard(
            line=self._line(statement_id, say),
            shown=_bits(shown),
            said=self._as_said(self._statements[statement_id]),
            next=_bits(after) if after is not None and after != shown else (),
        )

    def _after(self, statement_id: str) -> str | None:
        """As the next run will show it; None where nobody can tell, or it stays withheld."""
        if self._redactor is None or statement_id in self._why:
            return None
        return self._redactor.redact(self._statements[statement_id].text).text

    def _as_said(self, one: Statement) -> tuple[Bit, ...]:
        if not self._names.seconds_left or self._redactor is None:
            return ()
        if self._why.get(one.statement_id) == OFF_RECORD or one.source.off_record:
            return ()
        bits, place = list[Bit](), 0
        for mark in self._redactor.redact(one.text).marks:
            words = one.text[mark.start : mark.end]
            bits.append(Bit(words=one.text[place : mark.start], kind=""))
            bits.append(Bit(words=words, kind=mark.kind, may_stay=mark.kind in _NAMING))
            place = mark.end
        return tuple(one for one in (*bits, Bit(words=one.text[place:], kind="")) if one.words)


def _bits(shown: str) -> tuple[Bit, ...]:
    return tuple(Bit(words=words, kind=kind) for words, kind in parts_of(shown))


def _phrase(words: str) -> str:
    found = " ".join(words.split())
    if sum(char.isalnum() for char in found) < 2:
        raise WrongDecision("these are no words.", what_to_do="Write them, or mark them above.")
    return found


def _with(words: Sequence[str], phrase: str) -> list[str]:
    if phrase.casefold() in {one.casefold() for one in words}:
        return list(words)
    return [*words, phrase]
