"""What is in it for whom: only from what people of a group said themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from toolkit.model.findings import Action, Statement, Theme
from toolkit.model.session import GainKind, RoleGain
from toolkit.model.vocabulary import SYSTEM_ROUTES, Kind, Route
from toolkit.session.given import Ground, id_list
from toolkit.session.phrases import group_words, say
from toolkit.session.places import short
from toolkit.session.quotes import AGAINST_KIND, QuoteChooser

_MOST = 3
"""Groups on one topic: more are not said in twenty minutes."""
_IDS = 4
_TAKES_UP = (*SYSTEM_ROUTES, Route.TRAIN, Route.CHANGE_PROCESS)
_Key = tuple[str, int, GainKind]


def role_gains(
    theme: Theme, said: Sequence[Statement], chooser: QuoteChooser
) -> tuple[RoleGain, ...]:
    """Per group: praise of the same matter, a complaint that an action removes, a wish taken up.

    A group is a role, else a department, else a level: the finest that may be named. Words stand
    beside groups that are large enough for a quote, ids alone beside smaller ones. Each sort of
    gain gives its largest first.
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
        kind = _kind(one, ground, answered.get(one.statement_id))
        person = ground.person(one)
        if kind is None or person is None:
            continue
        name, size = ground.group(person)
        if name:
            groups[name, size, kind].append(one)
    order = list(GainKind)
    ranked = sorted(
        groups.items(),
        key=lambda item: (-ground.people(item[1]), order.index(item[0][2]), item[0][0]),
    )
    first = {kind: next((one for one in ranked if one[0][2] is kind), None) for kind in order}
    leading = [one for one in first.values() if one is not None]
    rest = [one for one in ranked if one not in leading]
    found = list(_gains([*leading, *rest][:_MOST], answered, theme, chooser))
    return tuple(sorted(found, key=lambda one: (not one.words, order.index(one.kind))))


def gains_text(gains: Sequence[RoleGain], ground: Ground) -> str:
    """All gains in one line, with ids; where there are none, that there is no evidence."""
    language = ground.given.language
    if not gains:
        return say(language, "no_evidence")
    return "; ".join(_sentence(one, language) for one in gains)


def _kind(one: Statement, ground: Ground, action: Action | None) -> GainKind | None:
    """What a statement shows to gain; nothing where its attitude speaks against its kind.

    A wish is taken up only where something is built, shown or settled; telling takes none up.
    """
    kind, mark = ground.coding(one).kind, ground.mark(one)
    if kind is Kind.PRAISE:
        return GainKind.PRAISE if mark.harsh < AGAINST_KIND else None
    if action is None or mark.content >= AGAINST_KIND:
        return None
    if kind is Kind.PROPOSAL:
        return GainKind.WISH if action.route in _TAKES_UP else None
    return GainKind.RELIEF if kind is Kind.CONCERN else None


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
        if kind is GainKind.PRAISE:
            action = None
        yield RoleGain(
            group=group_words(language, name),
            in_scope=size,
            kind=kind,
            words=chooser.take(best) if best else "",
            statement_ids=ids[:_IDS],
            statements=len(ids),
            action_id=action.action_id if action else "",
            action=short(action, chooser.ground) if action else "",
        )


def _sentence(one: RoleGain, language: str) -> str:
    words = f" “{one.words}”" if one.words else ""
    ids = ", ".join(one.statement_ids)
    by = f" → {one.action_id}" if one.action_id else ""
    return f"{one.group}: {say(language, f'gain_{one.kind}')}{words} ({ids}){by}"
