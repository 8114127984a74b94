"""Who was heard so far, counted in people and not in words, and how rounds make up for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from toolkit.model.findings import Statement
from toolkit.model.session import PersonVoice, RoleVoice, Round, Technique, Topic, Voice
from toolkit.model.vocabulary import Place, Wave
from toolkit.session.given import Ground
from toolkit.session.heard import UNHEARD_SHARE
from toolkit.session.phrases import say

_TENTH = 10


def measure_voice(ground: Ground, topics: Sequence[Topic]) -> Voice:
    """Shares of statements and words per person and role since the launch, and the rounds.

    Roles are those with as many people in scope as the smallest group; the others are counted
    together under no name. Per person only where people may be judged one by one.
    """
    said = [
        one
        for one in sorted(ground.by_id.values(), key=lambda one: one.statement_id)
        if not one.empty and one.source.wave is not Wave.BEFORE
    ]
    words: Counter[str] = Counter()
    for one in said:
        words[one.speaker] += _words(one)
    loudest = sorted(words.values(), reverse=True)[: max(len(words) // _TENTH, 1)]
    return Voice(
        people=_people(said, ground) if ground.given.individual else (),
        roles=_roles(said, ground),
        speakers=len(words),
        loudest_tenth=round(sum(loudest) / max(sum(words.values()), 1), 4),
        rounds=tuple(_round(one, ground) for one in topics if one.item.place is Place.SESSION),
    )


def _words(one: Statement) -> int:
    return len(one.text.split())


def _people(said: Sequence[Statement], ground: Ground) -> tuple[PersonVoice, ...]:
    words: Counter[str] = Counter()
    points: Counter[str] = Counter()
    for one in said:
        person = ground.person(one)
        if person is not None:
            words[person.person_id] += _words(one)
            points[person.person_id] += 1
    all_words, all_points = max(sum(words.values()), 1), max(sum(points.values()), 1)
    ranked = sorted(words, key=lambda key: (-words[key], ground.given.people[key].rank, key))
    return tuple(
        PersonVoice(
            person_id=key,
            statements=points[key],
            words=words[key],
            statement_share=round(points[key] / all_points, 4),
            word_share=round(words[key] / all_words, 4),
        )
        for key in ranked
    )


def _roles(said: Sequence[Statement], ground: Ground) -> tuple[RoleVoice, ...]:
    words: Counter[str] = Counter()
    heard: dict[str, set[str]] = defaultdict(set)
    for one in said:
        person = ground.person(one)
        if person is not None and person.in_scope:
            words[person.role] += _words(one)
            heard[person.role].add(person.person_id)
    all_words = max(sum(words.values()), 1)
    all_heard = max(sum(len(one) for one in heard.values()), 1)
    named = [role for role, size in ground.roles.items() if size >= ground.given.least_people]
    return tuple(
        RoleVoice(
            role=role,
            in_scope=ground.roles[role],
            heard=len(heard[role]),
            word_share=round(words[role] / all_words, 4),
            people_share=round(len(heard[role]) / all_heard, 4),
            is_unheard=len(heard[role]) < UNHEARD_SHARE * ground.roles[role],
        )
        for role in sorted(named, key=lambda role: (-ground.roles[role], role))
    )


def _round(topic: Topic, ground: Ground) -> Round:
    language = ground.given.language
    roles = ", ".join(topic.invite) or say(language, "everybody")
    return Round(
        theme_id=topic.item.theme_id,
        technique=Technique(topic.technique),
        first=topic.invite,
        how=say(language, f"how_{topic.technique}", roles=roles, title=topic.item.title),
    )
