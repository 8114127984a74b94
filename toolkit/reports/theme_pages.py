"""One page per theme: claim, words of both sides, facts for and against, verdict, action."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit import language
from toolkit.model.fact_sides import lean, told_once
from toolkit.model.findings import Signal, Statement, Theme, Verdict
from toolkit.model.vocabulary import FAMILY_OF, Bearing, DecidedBy, Kind, Wave
from toolkit.reports.counting import share_of
from toolkit.reports.drafts import shown_actions, shown_requests
from toolkit.reports.lens import Lens, QuoteBook, evidence_shown
from toolkit.reports.summary_types import Fact, GroupFigure, Quote, ThemePage
from toolkit.reports.tables import shown_kind

FIRST = 2
"""Quotes that each theme gets before any gets more."""
RAISED, PROPOSED, OTHER_SIDE = 3, 2, 2
"""Quotes on one page, at most."""
FACTS = 4
"""Facts for, and facts against, on one page, at most."""
SHORTEST, LONGEST = 25, 320
"""Characters of a quote that is preferred; shorter and longer ones are taken where none is left."""
DIMENSIONS = ("department", "location", "role")
SEVERAL, FEW_VOICES = 3, 20
"""People who name a matter, for it to stand among the first; two where so few speak."""
_KEYWORDS = 6
_SHORTEST_KEYWORD = 4
_WORD = re.compile(r"[^\W\d_]+")


def theme_pages(lens: Lens, book: QuoteBook) -> tuple[ThemePage, ...]:
    """The pages, weightiest theme first: by people, then severity, then id."""
    by_id = {one.statement_id: one for one in lens.findings.statements}
    spoke = lens.spoke_after()
    themes = sorted(lens.findings.themes, key=lambda one: weight_of(one, lens))
    members = [[by_id[key] for key in one.statement_ids if key in by_id] for one in themes]
    sides = [_sides(*both, spoke, lens) for both in zip(themes, members, strict=True)]
    quotes = _handed_out(sides, book)
    return tuple(
        _page(theme, own, spoke, lens, _Words(quotes=said, other=book.take(side[2], OTHER_SIDE)))
        for theme, own, said, side in zip(themes, members, quotes, sides, strict=True)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What a page quotes: who raises it, and who sees it otherwise."""

    quotes: tuple[Quote, ...]
    other: tuple[Quote, ...]


_Sides = tuple[list[Statement], list[Statement], list[Statement]]


def _handed_out(sides: Sequence[_Sides], book: QuoteBook) -> list[tuple[Quote, ...]]:
    """Quotes for each theme: first two for every one, those with fewest voices choose first.

    As nobody is quoted more than so often, the weightiest themes would else leave none to others.
    """
    voices = [len({one.speaker for one in (*side[0], *side[1])}) for side in sides]
    first: dict[int, tuple[Quote, ...]] = {}
    for place in sorted(range(len(sides)), key=lambda place: (voices[place], place)):
        raised, proposed, _ = sides[place]
        first[place] = book.take([*raised, *proposed], FIRST)
    found = []
    for place, (raised, proposed, _) in enumerate(sides):
        ids = {one.statement_id for one in raised}
        own = [one for one in first[place] if one.statement_id in ids]
        wished = [one for one in first[place] if one.statement_id not in ids]
        own += book.take(raised, RAISED - len(own), own)
        wished += book.take(proposed, PROPOSED - len(wished), wished)
        found.append((*own, *wished))
    return found


def weight_of(theme: Theme, lens: Lens) -> tuple[int, int, str]:
    """Sort key: more people first, then more statements that stop the work, then the id."""
    severe = sum(lens.findings.codings[one].severity == 3 for one in theme.statement_ids)
    return (-lens.findings.verdicts[theme.theme_id].people, -severe, theme.theme_id)


def _page(
    theme: Theme,
    members: Sequence[Statement],
    spoke: Sequence[Statement],
    lens: Lens,
    words: _Words,
) -> ThemePage:
    found, verdict = lens.findings, lens.findings.verdicts[theme.theme_id]
    facts = facts_of(verdict, lens)
    shown = [fact for fact, may in facts if may]
    return ThemePage(
        theme_id=theme.theme_id,
        title=lens.text(theme.title),
        cause=verdict.cause,
        family=FAMILY_OF.get(verdict.cause),
        route=verdict.route,
        confidence=verdict.confidence,
        decided_by=verdict.decided_by,
        status=verdict.status,
        people=verdict.people,
        share=share_of(verdict.people, max(verdict.people, len({one.speaker for one in spoke}))),
        statements=len(theme.statement_ids),
        severities=_severities(members, lens),
        by_channel=tuple(sorted(Counter(one.source.channel for one in members).items())),
        quotes=words.quotes,
        other_side=words.other,
        withheld_quotes=sum(not lens.words(one).strip() for one in members),
        facts_for=tuple(one for one in shown if one.bearing is Bearing.SUPPORTS)[:FACTS],
        facts_against=tuple(one for one in shown if one.bearing is Bearing.CONTRADICTS)[:FACTS],
        facts_on_desk=len(facts) - len(shown),
        evidence=evidence_shown(verdict.evidence, verdict.signals, lens),
        would_overturn=lens.text(verdict.would_overturn),
        stability=theme.stability,
        place=next((one.place for one in found.agenda if one.theme_id == theme.theme_id), None),
        actions=tuple(one for one in shown_actions(lens) if theme.theme_id in one.theme_ids),
        requests=tuple(
            one for one in shown_requests(lens) if theme.theme_id in one.about.split("; ")
        ),
        contrast=contrast(members, lens),
        statement_ids=theme.statement_ids,
    )


def _severities(members: Sequence[Statement], lens: Lens) -> tuple[int, int, int]:
    count = Counter(lens.findings.codings[one.statement_id].severity for one in members)
    return (count[1], count[2], count[3])


def _sides(
    theme: Theme, members: Sequence[Statement], spoke: Sequence[Statement], lens: Lens
) -> tuple[list[Statement], list[Statement], list[Statement]]:
    """Who raises it, what is proposed, and who sees it otherwise; each best example first."""
    place = {key: at for at, key in enumerate(theme.exemplar_ids)}
    ordered = sorted(
        members,
        key=lambda one: (
            not speaks_for_itself(one),
            place.get(one.statement_id, len(place)),
            -lens.findings.codings[one.statement_id].cause_confidence,
            one.statement_id,
        ),
    )
    kinds = {one.statement_id: shown_kind(lens.findings.codings[one.statement_id]) for one in spoke}
    raised = [
        one for one in ordered if kinds.get(one.statement_id) in (Kind.CONCERN, Kind.QUESTION)
    ]
    proposed = [one for one in ordered if kinds.get(one.statement_id) is Kind.PROPOSAL]
    praise = [one for one in ordered if kinds.get(one.statement_id) is Kind.PRAISE]
    elsewhere = [one for one in spoke if kinds[one.statement_id] is Kind.PRAISE]
    return raised, proposed, praise + _same_matter(theme, elsewhere, set(praise), lens)


def speaks_for_itself(statement: Statement) -> bool:
    """Long enough to be understood alone, short enough to be read on a page."""
    return SHORTEST <= len(statement.text) <= LONGEST


def _same_matter(
    theme: Theme, praise: Sequence[Statement], already: set[Statement], lens: Lens
) -> list[Statement]:
    """Praise that uses the theme's own keywords, most of them first."""
    product = {name.casefold() for name in lens.findings.intake.product_names}
    keywords = [
        word.casefold()
        for word in theme.keywords[:_KEYWORDS]
        if len(word) >= _SHORTEST_KEYWORD and word.casefold() not in product
    ]
    hits = {
        one.statement_id: sum(word in one.text.casefold() for word in keywords) for one in praise
    }
    found = [one for one in praise if hits[one.statement_id] and one not in already]
    return sorted(
        found,
        key=lambda one: (
            not speaks_for_itself(one),
            -hits[one.statement_id],
            one.statement_id,
        ),
    )


def facts_of(verdict: Verdict, lens: Lens) -> list[tuple[Fact, bool]]:
    """The verdict's facts, weightiest first, each with whether it may stand in this edition.

    What the files show, not what was said of it. A fact supports the verdict or speaks against it
    as `toolkit.model.fact_sides` has it; one that does neither is left out.
    """
    counted = [one for one in verdict.signals if one.origin not in _NO_FILES]
    told = told_once(counted)
    leans = {sentence: lean(group, verdict.cause) for sentence, group in told.items()}
    ranked = sorted(
        (sentence for sentence, found in leans.items() if found),
        key=lambda sentence: (-abs(leans[sentence]), sentence),
    )
    return [
        (
            _fact(sentence, told[sentence], leans[sentence], verdict, lens),
            lens.fact_shown(_people(told[sentence])),
        )
        for sentence in ranked
    ]


_NO_FILES = (DecidedBy.TEXT, DecidedBy.THEME, DecidedBy.PERSON)


def _people(signals: Iterable[Signal]) -> set[str]:
    return {person for one in signals for person in one.people}


def _fact(
    sentence: str, signals: Sequence[Signal], weight: float, verdict: Verdict, lens: Lens
) -> Fact:
    people = _people(signals)
    n = max([one.n for one in signals] + ([len(people)] if _of_many(signals) else []))
    of = max(verdict.people, n)
    return Fact(
        sentence=lens.text(sentence),
        origin=signals[0].origin,
        cause=verdict.cause,
        bearing=Bearing.SUPPORTS if weight > 0 else Bearing.CONTRADICTS,
        weight=weight,
        people=len(people),
        statements=len({one.subject_id for one in signals}),
        n=n,
        of=of if f"{n} of {of} " in sentence else 0,
    )


def _of_many(signals: Sequence[Signal]) -> bool:
    """Whether the fact was made per statement, each about its own speaker."""
    return len({one.subject_id for one in signals}) > 1


def contrast(members: Sequence[Statement], lens: Lens) -> tuple[GroupFigure, ...]:
    """Share of the people heard in each group who raise it; withheld where too few."""
    heard = {one.source.person_id for one in lens.spoke_after()}
    raising = {one.source.person_id for one in members if one.source.wave is not Wave.BEFORE}
    return tuple(
        figure for dimension in DIMENSIONS for figure in _by(dimension, raising, heard, lens)
    )


def _by(dimension: str, raising: set[str], heard: set[str], lens: Lens) -> list[GroupFigure]:
    groups = lens.groups(dimension)
    if len(groups) < 2:
        return []
    present = {name: heard & people for name, people in groups.items()}
    sizes = {name: len(people) for name, people in present.items()}
    hidden = lens.hidden_of_heard(sizes, dimension)
    return [
        GroupFigure(
            dimension=dimension,
            group=name,
            people=None if name in hidden else len(people),
            estimate=None
            if name in hidden
            else share_of(len(present[name] & raising), len(present[name])),
            withheld=lens.reason(len(people), hidden.get(name, "")),
        )
        for name, people in groups.items()
    ]


def voices(lens: Lens, book: QuoteBook, kind: Kind, most: int) -> tuple[Quote, ...]:
    """Further quotes of one kind that no theme's page has yet.

    Of matters that several people name, the one most name first, in the surest person's own words.
    Praise of one person alone may be meant as its opposite, and an observer's note is nobody's own
    words: neither is taken. Wishes of one person come after those of several.
    """
    found = [
        one
        for one in lens.spoke_after()
        if shown_kind(lens.findings.codings[one.statement_id]) is kind
    ]
    words = {one.statement_id: _words_of(one, lens) for one in found}
    people: dict[str, set[str]] = defaultdict(set)
    for one in found:
        for word in words[one.statement_id]:
            people[word].add(one.speaker)
    matters = sorted(people, key=lambda word: (-len(people[word]), word))
    least = SEVERAL if len({one.speaker for one in found}) >= FEW_VOICES else SEVERAL - 1
    shared = [word for word in matters if len(people[word]) >= least]
    found.sort(key=lambda one: _weakness(one, lens))
    ordered: dict[str, Statement] = {}
    for word in shared:
        named = [one for one in found if word in words[one.statement_id] and _own(one)]
        ordered.update({one.statement_id: one for one in named[:FIRST]})
    if kind is not Kind.PRAISE:
        ordered.update({one.statement_id: one for one in found if one.statement_id not in ordered})
    return book.take(list(ordered.values()), most)


def _weakness(one: Statement, lens: Lens) -> tuple[bool, bool, float, str]:
    """Sort key: an own word that speaks for itself first, the surest coding first."""
    sure = round(lens.findings.codings[one.statement_id].kind_confidence, 2)
    return (not _own(one), not speaks_for_itself(one), -sure, one.statement_id)


def _own(one: Statement) -> bool:
    """Said by the person, not noted by an observer."""
    return one.source.verbatim and speaks_for_itself(one)


def _words_of(one: Statement, lens: Lens) -> set[str]:
    """Its words of content as they may be shown, without the tool's own names."""
    product = {part for name in lens.findings.intake.product_names for part in _split(name)}
    return set(_split(lens.words(one))) - product - language.stop_words()


def _split(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if len(word) >= _SHORTEST_KEYWORD]
