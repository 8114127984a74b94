"""The agenda: topics ranked by heat, as many as the session holds, the rest placed elsewhere."""

from __future__ import annotations

from dataclasses import replace

from toolkit.model.findings import AgendaItem, Part, Theme
from toolkit.model.session import Session, Topic
from toolkit.model.vocabulary import Place
from toolkit.session.arrange import arrange
from toolkit.session.cards import fact_card, fact_text
from toolkit.session.cares import cares_text, who_cares
from toolkit.session.gains import gains_text, role_gains
from toolkit.session.given import AgendaInput, Ground
from toolkit.session.goals import goal_lines, shared_win, topic_goal
from toolkit.session.heard import roles_to_invite, technique_for, to_be_heard
from toolkit.session.heat import heat_parts, total, usual_of
from toolkit.session.kit import NO_KIT, draft_kit
from toolkit.session.phrases import say
from toolkit.session.places import known_text, spot_of
from toolkit.session.quotes import QuoteChooser, choose_quotes, opinion_text
from toolkit.session.record import read_record
from toolkit.session.voice import measure_voice


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
        goal=goal_lines(ground),
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
    way = technique_for(theme, said, chooser)
    spot = spot_of(theme, verdict, said, ground)
    return Topic(
        item=AgendaItem(
            rank=rank,
            theme_id=theme.theme_id,
            title=theme.title,
            place=spot.place,
            minutes=0,
            goal=topic_goal(theme, verdict, ground),
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
        known=known_text(theme, verdict, ground) if spot.place is Place.SETTLE_BEFORE else "",
    )
