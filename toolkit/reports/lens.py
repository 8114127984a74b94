"""What one edition may show: names of files, quotes, facts and small groups pass through here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from toolkit.model.findings import Findings, Signal, Statement
from toolkit.model.groups import DIMENSIONS, group_pairs, group_text
from toolkit.model.intake import Person
from toolkit.model.vocabulary import Status, Wave
from toolkit.privacy import (
    Figure,
    Group,
    ReleaseLedger,
    attributes_that_fit,
    check_against,
    hidden_groups,
    hidden_in_tables,
    promises_in_force,
)
from toolkit.reports import cells
from toolkit.reports.summary_types import Edition, Quote
from toolkit.reports.tables import shown_kind
from toolkit.settings import Promise, Settings

ATTRIBUTES = ("department", "role", "location")
"""What may stand beside a quote, dearest first: the last is dropped first."""
SMALL_GROUP = "withheld: fewer than {least} people"
TOO_FEW = "withheld: fewer than {least} heard"
NOBODY = "nobody heard"
COMPLEMENT = "withheld: would tell of a smaller group"
MEMBERS, HEARD = "members of a group", "heard of a group"
"""What the ledger of releases calls those of whom figures by group tell."""


def unchanged(text: str) -> str:
    """No redaction: for texts that hold no names by themselves."""
    return text


def _names(group: Group) -> set[str]:
    return {name for name, _ in group}


def group_name(group: Group) -> str:
    """department=Field Sales & location=Madrid."""
    return group_text(sorted(group))


def source_numbers(findings: Findings) -> dict[str, str]:
    """File -> "S07", in the order of the files' names."""
    names = {one.file for one in findings.intake.files}
    names |= {one.source.file for one in findings.statements}
    width = max(2, len(str(len(names))))
    return {name: f"S{place:0{width}d}" for place, name in enumerate(sorted(names), start=1)}


@dataclass(frozen=True, kw_only=True)
class Lens:
    """A review seen by the readers of one edition."""

    findings: Findings
    settings: Settings
    edition: Edition = Edition.SHARE
    redact: Callable[[str], str] = unchanged
    """Applied to every sentence that rooms drafted; quotes are redacted already."""
    ledger: ReleaseLedger = field(default_factory=ReleaseLedger)
    """What was passed on before: a figure that differs from it by too few people is withheld."""
    numbers: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)

    @staticmethod
    def of(
        findings: Findings,
        settings: Settings,
        edition: Edition = Edition.SHARE,
        redact: Callable[[str], str] = unchanged,
        ledger: ReleaseLedger | None = None,
    ) -> Lens:
        """The lens with files numbered and people by id."""
        return Lens(
            findings=findings,
            settings=settings,
            edition=edition,
            redact=redact,
            ledger=ledger or ReleaseLedger(),
            numbers=source_numbers(findings),
            people=findings.intake.by_id(),
        )

    @property
    def shared(self) -> bool:
        """True where the edition may be passed on."""
        return self.edition is Edition.SHARE

    @cached_property
    def least(self) -> int:
        """The smallest group beside a figure: the strictest of the settings and all promises."""
        promised = (one.smallest_group for one in self.promises.values())
        return max(self.settings.mine.privacy.min_group, *promised, 0)

    @cached_property
    def promises(self) -> Mapping[str, Promise]:
        """The promise in force for each file in which people speak."""
        return promises_in_force(self.settings, self.findings.intake.files)

    @cached_property
    def protected(self) -> frozenset[Group]:
        """Groups of one or two attributes that no shared figure may be about."""
        sizes = {group: len(people) for group, people in self.members.items()}
        return hidden_in_tables(sizes, self.least)

    @cached_property
    def members(self) -> Mapping[Group, frozenset[str]]:
        """Every group of one or two attributes, with the ids of everybody in scope who is of it."""
        found: dict[Group, set[str]] = {}
        for person in self.in_scope:
            pairs = [(name, str(getattr(person, name))) for name in DIMENSIONS]
            filled = [pair for pair in pairs if pair[1]]
            for size in (1, 2):
                for chosen in combinations(filled, size):
                    found.setdefault(frozenset(chosen), set()).add(person.person_id)
        return {group: frozenset(people) for group, people in found.items()}

    @cached_property
    def moved(self) -> Mapping[tuple[str, str], str]:
        """What of which group may not be told again, with the reason: too few came or went.

        Keys are `MEMBERS` or `HEARD` and the group's name: a figure of now beside the one that was
        passed on before would tell of those few.
        """
        if not self.shared or not self.ledger.released:
            return {}
        found = check_against(self.ledger, self._told_of_groups(), self.least)
        return {key: one.reason for key, one in found.items() if one.value is None}

    @property
    def moved_names(self) -> frozenset[str]:
        """The names of single groups of which something may not be told again."""
        lone = (pairs for _, name in self.moved if len(pairs := group_pairs(name)) == 1)
        return frozenset(pairs[0][1] for pairs in lone)

    def group_figures(self) -> tuple[Figure, ...]:
        """Of whom this edition's figures by group tell, for the ledger of releases."""
        moved = self.moved
        return tuple(one for one in self._told_of_groups() if one.key not in moved)

    def _told_of_groups(self) -> Iterator[Figure]:
        heard = {one.source.person_id for one in self.spoke_after() if one.source.person_id}
        for group, people in self.members.items():
            if group in self.protected:
                continue
            for name, own in ((MEMBERS, people), (HEARD, people & heard)):
                if len(own) >= self.least:
                    yield Figure(name=name, value="", group=group_name(group), people=own)

    def promise(self, statement: Statement) -> Promise:
        """What was promised to whoever said it."""
        known = self.promises.get(statement.source.file)
        return known or self.settings.promise(statement.source.file, anonymous=False)

    @cached_property
    def in_scope(self) -> tuple[Person, ...]:
        """Everybody whom a group is made of."""
        return tuple(one for one in self.findings.intake.people if one.in_org and one.in_scope)

    def text(self, words: str) -> str:
        """A drafted sentence without names of people or files."""
        found = words
        for name, number in self.numbers.items():
            if name in found:
                found = found.replace(name, number)
        return cells.one_direction(self.redact(found))

    def spoke_after(self) -> list[Statement]:
        """Statements with content that do not stem from before the launch."""
        return [
            one
            for one in self.findings.statements
            if one.source.wave is not Wave.BEFORE and not one.empty
        ]

    def fact_shown(self, people: Iterable[str]) -> bool:
        """Whether a fact about these people may stand in this edition; about nobody: yes."""
        count = len(set(people))
        return not self.shared or count == 0 or count >= self.least

    def groups(self, dimension: str) -> dict[str, set[str]]:
        """Value of an attribute -> ids of everybody in scope who shares it, by name."""
        found: dict[str, set[str]] = {}
        for person in self.in_scope:
            if value := str(getattr(person, dimension)):
                found.setdefault(value, set()).add(person.person_id)
        return dict(sorted(found.items()))

    def hidden(self, sizes: Mapping[str, int], dimension: str = "") -> Mapping[str, str]:
        """Groups of one dimension that may not be shown, each with the reason.

        `sizes` counts the distinct people behind each group's figure; a group of nobody tells of
        nobody and hides none of the others. `dimension` is the attribute that makes the groups, if
        it is one of a person's: then groups are withheld whose figures would tell of a small group
        of two attributes too.
        """
        if not self.shared:
            return {}
        some = {name: size for name, size in sizes.items() if size}
        found = {name: NOBODY for name, size in sizes.items() if not size}
        mine = {name for name in some if frozenset({(dimension, name)}) in self.protected}
        for name in sorted(mine | hidden_groups(some, self.least)):
            small = some[name] < self.least
            found[name] = TOO_FEW.format(least=self.least) if small else COMPLEMENT
        return found

    def hidden_of_heard(self, sizes: Mapping[str, int], dimension: str) -> Mapping[str, str]:
        """As `hidden`, for figures about those heard; what was told otherwise counts as small."""
        keys = {name: (HEARD, group_name(frozenset({(dimension, name)}))) for name in sizes}
        before = {name: self.moved[key] for name, key in keys.items() if key in self.moved}
        counted = {name: min(size, 1) if name in before else size for name, size in sizes.items()}
        return {**self.hidden(counted, dimension), **before}

    def hidden_in_tables(self, sizes: Mapping[Group, int]) -> Mapping[Group, str]:
        """Of groups shown beside one another, those that may not be shown, each with the reason."""
        if not self.shared:
            return {}
        keys = {group: (MEMBERS, group_name(group)) for group in sizes}
        before = {group: self.moved[key] for group, key in keys.items() if key in self.moved}
        counted = {group: min(n, 1) if group in before else n for group, n in sizes.items()}
        return self._hidden_in_tables(counted) | before

    def _hidden_in_tables(self, sizes: Mapping[Group, int]) -> dict[Group, str]:
        hidden = {group for group in sizes if group in self.protected and sizes[group]}
        hidden |= {group for group, size in sizes.items() if 0 < size < self.least}
        pairs = {name for group in sizes if len(group) == 2 for name, _ in group}
        crossed = {group: size for group, size in sizes.items() if _names(group) <= pairs}
        hidden |= hidden_in_tables(crossed, self.least) if pairs else set()
        for name in sorted({name for group in sizes for name in _names(group)} - pairs):
            lone = {group: size for group, size in sizes.items() if _names(group) == {name}}
            by_value = {value: size for group, size in lone.items() for _, value in group}
            hidden |= {frozenset({(name, one)}) for one in hidden_groups(by_value, self.least)}
        small = SMALL_GROUP.format(least=self.least)
        return {group: small if sizes[group] < self.least else COMPLEMENT for group in hidden}

    def told_before(self, figures: Iterable[Figure]) -> str:
        """Why figures may not be shown beside those passed on before; "" if they may."""
        if not self.shared:
            return ""
        found = check_against(self.ledger, figures, self.least)
        return next((found[key].reason for key in sorted(found) if found[key].value is None), "")

    def reason(self, size: int, reason: str) -> str:
        """The reason for a group of so many people: the group itself may be too small."""
        return SMALL_GROUP.format(least=self.least) if reason and size < self.least else reason

    def who(self, statement: Statement) -> str:
        """The attributes that may stand beside a quote, and in the confidential edition who."""
        person = self.people.get(statement.source.person_id)
        if person is None:
            return "anonymous" if not statement.source.person_id else ""
        if not person.in_org:
            return "external"
        if not self.shared:
            known = (getattr(person, name) for name in (*ATTRIBUTES[:2], "location"))
            return ", ".join((person.person_id, *filter(None, known)))
        least = self._least_beside(statement)
        fitting = attributes_that_fit(person, self.in_scope, ATTRIBUTES, least)
        return ", ".join(getattr(person, name) for name in ATTRIBUTES if name in fitting)

    def _least_beside(self, statement: Statement) -> int:
        promised = self.promise(statement).smallest_group_quotes
        return max(promised, self.settings.mine.privacy.min_group_quotes)

    def words(self, statement: Statement) -> str:
        """The words as they may be shown; "" where they, or all of their source, are withheld."""
        if self.promise(statement).quotes == "none" or statement.source.off_record:
            return ""
        return self.findings.redacted.get(statement.statement_id, "")

    def quote(self, statement: Statement) -> Quote | None:
        """The statement's words as they may be shown; None where they are withheld."""
        key = statement.statement_id
        words = self.words(statement)
        if not words.strip():
            return None
        return Quote(
            statement_id=key,
            words=cells.one_direction(words),
            language=statement.language,
            who=self.who(statement),
            kind=shown_kind(self.findings.codings[key]),
            channel=statement.source.channel,
            status=self.findings.statuses.get(key, Status.SUGGESTED),
        )


_SHORTEST_QUOTE = 3
_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class QuoteBook:
    """Hands out quotes for one document: no words twice, at most so many of one person."""

    lens: Lens
    most: int
    used: set[str] = field(default_factory=set)
    spoken: Counter[str] = field(default_factory=Counter)
    printed: set[str] = field(default_factory=set)
    elsewhere: set[str] = field(default_factory=set)
    """Statements counted already, as their words stand on the agenda: a page may show them too."""

    def reserve(self, statements: Iterable[Statement], printed: str) -> None:
        """Count those of the statements whose words stand elsewhere in the document."""
        there = _SPACE.sub(" ", printed)
        for one in statements:
            words = _SPACE.sub(" ", self.lens.words(one)).strip()
            if len(words) > _SHORTEST_QUOTE and words in there:
                there = there.replace(words, "", 1)
                self.used.add(one.statement_id)
                self.elsewhere.add(one.statement_id)
                self.spoken[one.speaker] += 1

    def take(
        self, statements: Sequence[Statement], most: int, beside: Sequence[Quote] = ()
    ) -> tuple[Quote, ...]:
        """Up to `most` quotes, in the order given, each of another person than those `beside`."""
        already = {one.statement_id for one in beside}
        heard = {one.speaker for one in statements if one.statement_id in already}
        found: list[Quote] = []
        for one in statements:
            if len(found) >= most:
                break
            quote = self._free(one, heard)
            if quote is None:
                continue
            found.append(quote)
            heard.add(one.speaker)
            self.printed.add(_plain(quote.words))
            if one.statement_id not in self.elsewhere:
                self.spoken[one.speaker] += 1
            self.elsewhere.discard(one.statement_id)
            self.used.add(one.statement_id)
        return tuple(found)

    def _free(self, one: Statement, heard: set[str]) -> Quote | None:
        """The quote where it may still be printed; None otherwise."""
        counted = one.statement_id in self.elsewhere
        spent = one.statement_id in self.used or self.spoken[one.speaker] >= self.most
        if one.speaker in heard or (spent and not counted):
            return None
        quote = self.lens.quote(one)
        return None if quote is None or _plain(quote.words) in self.printed else quote


def _plain(words: str) -> str:
    return _SPACE.sub(" ", words).strip().casefold()


def shown_sentences(signals: Iterable[Signal], lens: Lens) -> dict[str, bool]:
    """Sentence of a signal -> whether it may be shown: counted over all signals that say it."""
    people: dict[str, set[str]] = {}
    for one in signals:
        people.setdefault(one.sentence, set()).update(one.people)
    return {sentence: lens.fact_shown(found) for sentence, found in people.items()}


def evidence_shown(evidence: str, signals: Sequence[Signal], lens: Lens) -> str:
    """The verdict's evidence with facts about too few people replaced, visibly and counted."""
    found = evidence
    for sentence, shown in sorted(
        shown_sentences(signals, lens).items(), key=lambda item: (-len(item[0]), item[0])
    ):
        if not shown:
            found = re.sub(rf"(?<!\d){re.escape(sentence.rstrip('.'))}", _GAP, found)
    return lens.text(_GAPS.sub(lambda gaps: _instead(gaps[0].count(_GAP), lens.least), found))


_GAP = "\N{SYMBOL FOR SUBSTITUTE}"
_GAPS = re.compile(f"{_GAP}(?:; {_GAP})*")


def _instead(count: int, least: int) -> str:
    what = "a fact" if count == 1 else f"{count} facts"
    return f"{what} about fewer than {least} people (on the reviewer's desk only)"
