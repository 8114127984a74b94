"""The agenda: topics ranked by heat, as many as the session holds, the rest placed elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from toolkit.model.findings import Action, AgendaItem, Part, Statement, Theme, Verdict
from toolkit.model.session import GoalLine, Session, SharedWin, Topic
from toolkit.model.vocabulary import DecidedBy, Horizon, Place, Route
from toolkit.session.arrange import arrange
from toolkit.session.cards import fact_card, fact_text
from toolkit.session.cares import cares_text, who_cares
from toolkit.session.gains import gains_text, role_gains
from toolkit.session.given import AgendaInput, Ground
from toolkit.session.heard import roles_to_invite, technique_for, to_be_heard
from toolkit.session.heat import heat_parts, other_side, total, usual_of
from toolkit.session.kit import NO_KIT, draft_kit
from toolkit.session.phrases import drafted, say
from toolkit.session.quotes import QuoteChooser, choose_quotes, opinion_text
from toolkit.session.record import read_record
from toolkit.session.voice import measure_voice

LEAST_PEOPLE = 3
"""A topic of fewer people is parked, not dropped."""
SETTLED = 0.9
"""A verdict this sure, carried by facts, is settled before the session and only told there."""
DISPUTED = 0.15
"""From this share of people who see it otherwise on, a topic is too disputed to be confirmed."""


def draft_agenda(given: AgendaInput) -> tuple[AgendaItem, ...]:
    """Every theme once, in rank order; minutes of those in the session add up to its length."""
    return tuple(one.item for one in draft_session(given).topics)


def draft_session(given: AgendaInput) -> Session:
    """The whole session in the language of the input, with all that was decided."""
    ground = Ground(given)
    topics = tuple(suggest_topics(ground))
    record = read_record(given.decisions)
    arranged = arrange(topics, given.minutes, given.decisions, english_items(given))
    answered = tuple(
        replace(
            one,
            answers=tuple(a for a in record.answers if a.theme_id == one.item.theme_id),
            votes=record.votes.get(one.item.theme_id, 0),
        )
        for one in arranged.topics
    )
    win = shared_win(ground)
    draft = Session(
        language=given.language,
        minutes=given.minutes,
        goal=goal_lines(ground, answered),
        win=win,
        no_win="" if win else say(given.language, "no_win"),
        topics=answered,
        slots=arranged.slots,
        voice=measure_voice(ground, answered),
        kit=NO_KIT,
        held_on=given.held_on,
    )
    return replace(draft, kit=draft_kit(ground, draft))


def english_items(given: AgendaInput) -> dict[str, AgendaItem]:
    """The items as suggested in English, for input in another language; empty for English."""
    if given.language == "en":
        return {}
    ground = Ground(replace(given, language="en"))
    return {one.item.theme_id: one.item for one in suggest_topics(ground)}


def rank_themes(ground: Ground) -> list[tuple[tuple[Part, ...], Theme]]:
    """Hottest first, each with its parts; ties by id."""
    usual = usual_of(ground)
    scored = [
        (heat_parts(ground.said[one.theme_id], ground, usual), one) for one in ground.given.themes
    ]
    return sorted(scored, key=lambda pair: (-round(total(pair[0]), 9), pair[1].theme_id))


def suggest_topics(ground: Ground) -> list[Topic]:
    """All topics as the machine suggests them: `item.place` is where one goes without a seat.

    Quotes are given out in rank order, so that the hottest topics choose first.
    """
    chooser = QuoteChooser(ground)
    return [
        _topic(rank, parts, theme, chooser)
        for rank, (parts, theme) in enumerate(rank_themes(ground), start=1)
    ]


def _topic(rank: int, parts: tuple[Part, ...], theme: Theme, chooser: QuoteChooser) -> Topic:
    ground = chooser.ground
    said = ground.said[theme.theme_id]
    verdict = ground.given.verdicts[theme.theme_id]
    card = fact_card(theme, said, ground)
    quotes = choose_quotes(theme, said, verdict.cause, chooser)
    cares = who_cares(theme, said, chooser)
    gains = role_gains(theme, said, chooser)
    way = technique_for(theme, said, ground)
    spot = _spot(theme, verdict, said, ground)
    return Topic(
        item=AgendaItem(
            rank=rank,
            theme_id=theme.theme_id,
            title=theme.title,
            place=spot.place,
            minutes=0,
            goal=_goal(theme, verdict, ground),
            fact=fact_text(card, ground),
            opinion=opinion_text(quotes),
            wiifm=gains_text(gains, ground),
            who_cares=cares_text(cares, ground),
            who_should_be_heard=to_be_heard(said, ground),
            parts=parts,
            status=verdict.status,
        ),
        card=card,
        quotes=quotes,
        gains=gains,
        cares=cares,
        technique=way.technique,
        technique_why=way.why,
        place_why=spot.why,
        invite=roles_to_invite(said, ground),
        people=ground.people(said),
        statement_ids=tuple(one.statement_id for one in said),
        fits=spot.fits,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """Where a topic goes that finds no seat, and whether it may have one."""

    place: Place
    why: str
    fits: bool = True


def _spot(theme: Theme, verdict: Verdict, said: Sequence[Statement], ground: Ground) -> _Spot:
    language, title = ground.given.language, theme.title
    people, other = ground.people(said), other_side(said, ground)
    if people < LEAST_PEOPLE:
        why = say(language, "spot_few", title=title, n=people)
        return _Spot(place=Place.PARKING_LOT, why=why, fits=False)
    by_facts = verdict.decided_by not in (DecidedBy.TEXT, DecidedBy.THEME)
    if by_facts and verdict.confidence >= SETTLED:
        sure = round(100 * verdict.confidence)
        why = say(language, "spot_settled", title=title, sure=sure)
        return _Spot(place=Place.SETTLE_BEFORE, why=why)
    if _quick_act(theme, ground):
        why = say(language, "spot_act", title=title, id=_quick_act(theme, ground))
        return _Spot(place=Place.SETTLE_BEFORE, why=why)
    if verdict.route is Route.FIND_OUT:
        return _Spot(place=Place.PARKING_LOT, why=say(language, "spot_untold", title=title))
    if other >= DISPUTED:
        why = say(language, "spot_disputed", title=title, share=round(100 * other))
        return _Spot(place=Place.PARKING_LOT, why=why)
    return _Spot(place=Place.CONFIRM, why=say(language, "spot_confirm", title=title, n=people))


def _quick_act(theme: Theme, ground: Ground) -> str:
    """Id of an act of the sponsor on the theme that needs no session; "" for none."""
    own = ground.actions.get(theme.theme_id, [])
    quick = [
        one for one in own if one.horizon is Horizon.QUICK_WIN and one.route is Route.SPONSOR_ACTS
    ]
    return min((one.action_id for one in quick), default="")


def _goal(theme: Theme, verdict: Verdict, ground: Ground) -> str:
    """The change wanted and what it is worth, from the actions on the theme."""
    language = ground.given.language
    actions = ground.actions.get(theme.theme_id, [])
    if not actions:
        return say(language, "goal_none", title=theme.title, n=verdict.people)
    first = actions[0]
    text = say(
        language,
        "goal",
        change=drafted(language, first.title),
        owner=first.owner_role,
        n=first.people,
    )
    return text if first.value_basis == "none" else f"{text} {_worth(first, ground)}"


def _worth(action: Action, ground: Ground) -> str:
    return say(
        ground.given.language,
        "worth",
        value=drafted(ground.given.language, action.value).rstrip("."),
    )


def goal_lines(ground: Ground, topics: Sequence[Topic]) -> tuple[GoalLine, ...]:
    """The session's goal: the changes behind its topics, in their order, and what each is worth."""
    language, lines = ground.given.language, []
    for topic in topics:
        actions = ground.actions.get(topic.item.theme_id, [])
        if topic.item.place is not Place.SESSION or not actions:
            continue
        first = actions[0]
        lines.append(
            GoalLine(
                theme_id=topic.item.theme_id,
                action_id=first.action_id,
                change=drafted(language, first.title),
                value="" if first.value_basis == "none" else drafted(language, first.value),
                people=first.people,
                statement_ids=first.statement_ids,
            )
        )
    return tuple(lines)


_WIN_ROUTES = (Route.FIX, Route.EXPLAIN, Route.SPONSOR_ACTS)
"""What can be announced without a release, most tangible first."""


def shared_win(ground: Ground) -> SharedWin | None:
    """The quick win of most people that can be announced on the spot; None where there is none."""
    language = ground.given.language
    quick = [
        one
        for one in ground.given.actions
        if one.horizon is Horizon.QUICK_WIN and one.theme_ids and one.route in _WIN_ROUTES
    ]
    if not quick:
        return None
    best = min(quick, key=lambda one: (_WIN_ROUTES.index(one.route), -one.people, one.action_id))
    return SharedWin(
        action_id=best.action_id,
        theme_ids=best.theme_ids,
        text=say(language, "win", title=drafted(language, best.title), n=best.people),
        why=say(language, f"win_{best.route.name.lower()}", owner=best.owner_role),
        people=best.people,
        statement_ids=best.statement_ids,
    )
