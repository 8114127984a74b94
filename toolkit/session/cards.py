"""Fact cards: what is claimed, what speaks for and against it, what nobody knows, as of when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from toolkit.model.fact_sides import lean, told_once
from toolkit.model.findings import Signal, Statement, Theme, Verdict
from toolkit.model.session import FactCard, FactPoint
from toolkit.model.vocabulary import Cause, DecidedBy
from toolkit.session.given import Ground, id_list
from toolkit.session.phrases import day, drafted, origin_words, say


def fact_card(theme: Theme, said: Sequence[Statement], ground: Ground) -> FactCard:
    """The card of one topic.

    For and against are meant of the claim (the cause that most people's words name), not of the
    verdict: that is what buffers an opinion. Facts about fewer people than the smallest group
    decide verdicts but are left out here, and counted.
    """
    verdict = ground.given.verdicts[theme.theme_id]
    held = _held(said, ground)
    claimed = _claimed(held) or verdict.cause
    shown, withheld = _may_show(verdict.signals, ground.given.least_people)
    sides = {sentence: lean(group, claimed) for sentence, group in shown.items()}
    of = max(verdict.people, ground.people(said))
    points = {sentence: _point(sentence, shown[sentence], of, ground) for sentence in shown}
    supports = tuple(points[one] for one in _heaviest(sides, 1))
    against = tuple(points[one] for one in _heaviest(sides, -1))
    spoken = [one.source.said_on for one in said if one.source.said_on]
    dated = [one.as_of for one in (*supports, *against) if one.as_of]
    return FactCard(
        theme_id=theme.theme_id,
        claim=_claim(theme, held, ground),
        verdict=say(
            ground.given.language,
            "verdict_is",
            cause=ground.cause(verdict.cause),
            sure=round(100 * verdict.confidence),
        ),
        claim_ids=id_list(one for one in said if ground.is_against(one)),
        people=ground.people(said),
        supports=supports,
        against=against,
        unknown=_unknown(theme, verdict, ground, has_facts=bool(supports or against)),
        as_of=max([*dated, *spoken], default=None),
        sources=tuple(sorted({file for one in (*supports, *against) for file in one.sources})),
        withheld=withheld,
    )


def fact_text(card: FactCard, ground: Ground) -> str:
    """The weightiest fact in one sentence, what buffers first, with its source and date.

    What speaks against the verdict stands on the card alone: beside a goal that follows from the
    verdict it would be read as its ground.
    """
    language = ground.given.language
    opposed = _opposed(ground.given.verdicts[card.theme_id], ground)
    against = [one for one in card.against if one.sentence not in opposed]
    supports = [one for one in card.supports if one.sentence not in opposed]
    if not (against or supports):
        held = card.against or card.supports
        return say(language, "other_evidence" if held else "no_evidence")
    first = against[:1]
    other = [one for one in supports if all(one.origin != had.origin for had in first)]
    points = (*first, *(other or supports)[:1])
    return "; ".join(_cited(one, language) for one in points)


def _opposed(verdict: Verdict, ground: Ground) -> frozenset[str]:
    """What speaks against the verdict's cause, in the words of the card."""
    if verdict.cause is Cause.UNCLEAR:
        return frozenset()
    facts = told_once(verdict.signals).items()
    sentences = (sentence for sentence, group in facts if lean(group, verdict.cause) < 0)
    return frozenset(drafted(ground.given.language, one) for one in sentences)


def _cited(point: FactPoint, language: str) -> str:
    source = origin_words(language, point.origin)
    when = say(language, "as_of", day=day(language, point.as_of)) if point.as_of else ""
    count = f"n = {point.of or point.n}" if point.n else ""
    return f"{point.sentence.rstrip('.')} ({', '.join(filter(None, (source, when, count)))})"


def _held(said: Iterable[Statement], ground: Ground) -> Counter[Cause]:
    """How many people hold which cause, each by most of his or her own words."""
    of_person: dict[str, Counter[Cause]] = defaultdict(Counter)
    for one in said:
        cause = ground.coding(one).cause
        if cause and ground.is_against(one):
            of_person[one.speaker][cause] += 1
    order = list(Cause)
    return Counter(
        min(own, key=lambda one: (-own[one], order.index(one))) for own in of_person.values()
    )


def _claimed(held: Counter[Cause]) -> Cause | None:
    order = list(Cause)
    told = [one for one in held if one is not Cause.UNCLEAR]
    return min(told, key=lambda one: (-held[one], order.index(one))) if told else None


def _claim(theme: Theme, held: Counter[Cause], ground: Ground) -> str:
    language, order = ground.given.language, list(Cause)
    ranked = sorted(held, key=lambda one: (-held[one], order.index(one)))[:3]
    named = ", ".join(f"{ground.cause(one)} ({held[one]})" for one in ranked)
    people = sum(held.values())
    if not named:
        return say(language, "claim_untold", title=theme.title)
    return say(language, "claim", title=theme.title, n=people, causes=named)


def _may_show(
    signals: Iterable[Signal], least: int
) -> tuple[Mapping[str, tuple[Signal, ...]], int]:
    """Facts by their sentences, and how many are about too few people to be shown."""
    facts = told_once(signals)
    shown = {
        sentence: group
        for sentence, group in facts.items()
        if not (about := {person for one in group for person in one.people}) or len(about) >= least
    }
    return shown, len(facts) - len(shown)


def _heaviest(sides: Mapping[str, float], sign: int) -> list[str]:
    """The sentences of one side, heaviest first."""
    found = [sentence for sentence, lean in sides.items() if lean * sign > 0]
    return sorted(found, key=lambda sentence: (-abs(sides[sentence]), sentence))


def _point(sentence: str, group: Sequence[Signal], of: int, ground: Ground) -> FactPoint:
    first = group[0]
    rows = {row for one in group for row in one.rows}
    n = max(one.n for one in group)
    is_share = first.origin is not DecidedBy.TICKETS and f"{n} of {of} " in sentence
    return FactPoint(
        sentence=drafted(ground.given.language, sentence),
        origin=str(first.origin),
        n=n,
        of=of if is_share else 0,
        as_of=_as_of(group, ground.given.as_of),
        sources=tuple(sorted({row.rpartition(":")[0] for row in rows} - {""})),
        people=tuple(sorted({person for one in group for person in one.people})),
    )


def _as_of(group: Sequence[Signal], dates: Mapping[str, date]) -> date | None:
    return max((dates[str(one.origin)] for one in group if str(one.origin) in dates), default=None)


def _unknown(theme: Theme, verdict: Verdict, ground: Ground, *, has_facts: bool) -> tuple[str, ...]:
    """What would decide it and is not there, at most four lines."""
    language = ground.given.language
    missing = sorted({"usage", "training", "tickets"} - ground.given.recorded)
    lines = [
        drafted(language, one.question)
        for one in ground.given.requests
        if theme.theme_id in one.about.split("; ") and one.kind != "file"
    ]
    if verdict.would_overturn and not lines:
        text = drafted(language, verdict.would_overturn.rstrip("."))
        lines.append(say(language, "overturn", text=text))
    if not has_facts:
        lines.append(say(language, "no_fact", title=theme.title))
    if missing:
        named = ", ".join(origin_words(language, one) for one in missing)
        lines.append(say(language, "missing_files", files=named, title=theme.title))
    return tuple(dict.fromkeys(lines))[:4]
