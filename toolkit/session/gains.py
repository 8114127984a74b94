"""What is in it for whom: only from what people of a group said themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from toolkit.model.findings import Action, Statement, Theme
from toolkit.model.intake import Person
from toolkit.model.session import GainKind, RoleGain
from toolkit.model.vocabulary import Kind, Route
from toolkit.session.given import Ground, id_list
from toolkit.session.phrases import drafted, group_words, say
from toolkit.session.quotes import AGAINST_KIND, QuoteChooser

_MOST = 3
"""Groups on one topic: more are not said in twenty minutes."""
_IDS = 4
_Key = tuple[str, int, GainKind]


def role_gains(
    theme: Theme, said: Sequence[Statement], chooser: QuoteChooser
) -> tuple[RoleGain, ...]:
    """Per group: praise of the same matter, a complaint that an action removes, a wish taken up.

    A group is a role, or a level where the role has too few people for a quote beside its name.
    Where no group is large enough for words, groups are named with ids alone. Largest evidence
    first.
    """
    ground = chooser.ground
    answered = {
        key: action
        for action in reversed(ground.actions.get(theme.theme_id, []))
        if action.route is not Route.FIND_OUT
        for key in action.statement_ids
    }
    groups: dict[_Key, list[Statement]] = defaultdict(list)
    for one in (*said, *ground.praise.get(theme.theme_id, ())):
        kind = _kind(one, ground, is_answered=one.statement_id in answered)
        person = ground.person(one)
        if kind is None or person is None:
            continue
        name, size = _group(person, ground)
        if name:
            groups[name, size, kind].append(one)
    order = list(GainKind)
    ranked = sorted(
        groups.items(),
        key=lambda item: (-ground.people(item[1]), order.index(item[0][2]), item[0][0]),
    )
    found: list[RoleGain] = []
    for gain in _gains(ranked, answered, theme, chooser):
        found.append(gain)
        if sum(bool(one.words) for one in found) == _MOST:
            break
    return tuple([one for one in found if one.words] or found[:_MOST])


def gains_text(gains: Sequence[RoleGain], ground: Ground) -> str:
    """All gains in one line, with ids; where there are none, that there is no evidence."""
    language = ground.given.language
    if not gains:
        return say(language, "no_evidence")
    return "; ".join(_sentence(one, language) for one in gains)


def _group(person: Person, ground: Ground) -> tuple[str, int]:
    """The finest group beside whose name words may stand; else the finest that may be named."""
    given = ground.given
    found = ground.group(person, max(given.least_quoted, given.least_people))
    return found if found[0] else ground.group(person, given.least_people)


def _kind(one: Statement, ground: Ground, *, is_answered: bool) -> GainKind | None:
    """What a statement shows to gain; nothing where its attitude speaks against its kind."""
    kind, mark = ground.coding(one).kind, ground.mark(one)
    if kind is Kind.PRAISE:
        return GainKind.PRAISE if mark.harsh < AGAINST_KIND else None
    if not is_answered or mark.content >= AGAINST_KIND:
        return None
    return {Kind.CONCERN: GainKind.RELIEF, Kind.PROPOSAL: GainKind.WISH}.get(kind or Kind.OTHER)


def _gains(
    ranked: Sequence[tuple[_Key, list[Statement]]],
    answered: dict[str, Action],
    theme: Theme,
    chooser: QuoteChooser,
) -> Iterator[RoleGain]:
    language = chooser.ground.given.language
    for (name, size, kind), own in ranked:
        best = chooser.best(own, theme) if size >= chooser.ground.given.least_quoted else None
        lead = [best] if best else []
        ids = id_list(lead) + tuple(key for key in id_list(own) if key not in id_list(lead))
        action = next((answered[key] for key in ids if key in answered), None)
        yield RoleGain(
            group=group_words(language, name),
            in_scope=size,
            kind=kind,
            words=chooser.take(best) if best else "",
            statement_ids=ids[:_IDS],
            action_id=action.action_id if action and kind is not GainKind.PRAISE else "",
            action=drafted(language, action.title)
            if action and kind is not GainKind.PRAISE
            else "",
        )


def _sentence(one: RoleGain, language: str) -> str:
    words = f" “{one.words}”" if one.words else ""
    ids = ", ".join(one.statement_ids)
    by = f" → {one.action_id}" if one.action_id else ""
    return f"{one.group}: {say(language, f'gain_{one.kind}')}{words} ({ids}){by}"
