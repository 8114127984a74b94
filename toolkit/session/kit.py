"""What the facilitator takes along: guide, post-its, voting sheet, workshop, register and form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.model.findings import Statement
from toolkit.model.session import (
    Ballot,
    GuideStep,
    Kit,
    PostIt,
    Session,
    Slot,
    Topic,
    WorkshopStage,
)
from toolkit.model.session_record import Answer, NoteType
from toolkit.model.vocabulary import Cause, Kind, Place
from toolkit.session.arrange import OPENING
from toolkit.session.form import draft_form
from toolkit.session.given import Ground
from toolkit.session.phrases import say
from toolkit.session.quotes import QuoteChooser
from toolkit.session.record import ANSWER, entry_id, read_record

NOTES_PER_TOPIC = 6
"""So many slips to a topic: the group is to add its own."""
DOTS = 3
MAIN_CONCERNS = 8
"""More are not answered in the two hours of the third stage."""
STAGE_MINUTES = (75, 165, 120)
"""Aims, collecting and sorting, answers: six hours with their breaks."""
LOUD_TENTH = 0.2
"""From this share of the words by a tenth of the speakers on, the guide warns of it."""
NO_KIT = Kit(
    guide=(),
    notes=(),
    ballot=Ballot(question="", dots=0, options=()),
    workshop=(),
    register=(),
    form=(),
)


def draft_kit(ground: Ground, session: Session) -> Kit:
    """The kit of a session whose topics are placed and timed."""
    language = ground.given.language
    inside = [one for one in session.topics if one.item.place is Place.SESSION]
    notes = tuple(_notes(inside, ground))
    register = tuple(_register(session.topics, ground))
    question = say(language, "ballot", n=DOTS)
    options = tuple((one.item.theme_id, one.item.title) for one in inside)
    return Kit(
        guide=tuple(_guide(session, ground)),
        notes=notes,
        ballot=Ballot(question=question, dots=DOTS, options=options),
        workshop=_workshop(session, notes, register, ground),
        register=register,
        form=draft_form(session.topics, register, language),
    )


def _notes(inside: Sequence[Topic], ground: Ground) -> Iterator[PostIt]:
    """One point each in the speaker's words: of every topic the best of all four types."""
    chooser = QuoteChooser(ground)
    for topic in inside:
        theme = ground.themes[topic.item.theme_id]
        left = [one for one in ground.said[theme.theme_id] if ground.is_against(one)]
        for place in range(NOTES_PER_TOPIC):
            wanted = list(NoteType)[place % len(NoteType)]
            same = [one for one in left if note_type(one, ground) is wanted]
            best = chooser.best(same, theme) or chooser.best(left, theme)
            if best is None:
                break
            left.remove(best)
            yield PostIt(
                post_id=f"{theme.theme_id}-{place + 1}",
                type=note_type(best, ground),
                words=chooser.take(best),
                language=best.language,
                theme_id=theme.theme_id,
                statement_id=best.statement_id,
            )


def note_type(one: Statement, ground: Ground) -> NoteType:
    """A proposal answers a trouble (its cause is told); one that answers none is an idea."""
    coding = ground.coding(one)
    if coding.kind is Kind.QUESTION:
        return NoteType.QUESTION
    if coding.kind is not Kind.PROPOSAL:
        return NoteType.CONCERN
    final = ground.given.final_causes.get(one.statement_id)
    cause = final.cause if final else coding.cause
    return NoteType.IDEA if cause in (None, Cause.UNCLEAR) else NoteType.PROPOSAL


def _register(topics: Sequence[Topic], ground: Ground) -> Iterator[Answer]:
    """The main concerns in rank order, with the answers that were given already."""
    given = {
        (one.theme_id, one.concern): one for one in read_record(ground.given.decisions).answers
    }
    main = [one for one in topics if one.item.place is not Place.PARKING_LOT][:MAIN_CONCERNS]
    for topic in main:
        words = topic.quotes[0].words if topic.quotes else ""
        concern = f"{topic.item.title}: “{words}”" if words else topic.item.title
        key = (topic.item.theme_id, concern)
        entry = entry_id(ANSWER, "answers", topic.item.theme_id, concern, "1")
        yield given.get(key) or Answer(
            answer_id=entry, theme_id=topic.item.theme_id, concern=concern
        )


def _guide(session: Session, ground: Ground) -> Iterator[GuideStep]:
    topics = {one.item.theme_id: one for one in session.topics}
    for slot in session.slots:
        topic = topics.get(slot.theme_id)
        if topic is not None:
            yield _topic_step(slot, topic, session, ground)
        elif slot.kind == OPENING:
            yield _opening(slot, session, ground)
        else:
            language = ground.given.language
            yield GuideStep(
                start=slot.start,
                minutes=slot.minutes,
                heading=say(language, slot.kind),
                say=(),
                do=(say(language, "do_recap"),),
            )


def _opening(slot: Slot, session: Session, ground: Ground) -> GuideStep:
    language = ground.given.language
    changes = "; ".join(one.change for one in session.goal)
    goal = (
        say(language, "say_goal", n=len(session.goal), changes=changes)
        if session.goal
        else say(language, "say_goal_none")
    )
    win = session.win
    first = say(language, "say_win", win=win.text, why=win.why) if win else session.no_win
    told = [("do_settled", Place.SETTLE_BEFORE), ("do_confirm", Place.CONFIRM)]
    named = ((key, _titles(session.topics, place)) for key, place in told)
    return GuideStep(
        start=slot.start,
        minutes=slot.minutes,
        heading=say(language, slot.kind),
        say=(goal, first),
        do=(
            say(language, "do_rules"),
            *(say(language, key, titles=titles) for key, titles in named if titles),
        ),
        watch=_watch(session, ground),
    )


def _watch(session: Session, ground: Ground) -> str:
    """Who spoke most and who hardly at all, by numbers and roles, never by name."""
    language, voice = ground.given.language, session.voice
    lines = []
    if voice.loudest_tenth >= LOUD_TENTH:
        share = round(100 * voice.loudest_tenth)
        lines.append(say(language, "watch_voice", n=voice.speakers, share=share))
    if unheard := [one.role for one in voice.roles if one.is_unheard]:
        lines.append(say(language, "watch_unheard", roles=", ".join(unheard)))
    return " ".join(lines)


def _topic_step(slot: Slot, topic: Topic, session: Session, ground: Ground) -> GuideStep:
    language = ground.given.language
    how = next((one.how for one in session.voice.rounds if one.theme_id == slot.theme_id), "")
    words = topic.item.opinion
    read = (say(language, "say_opinion", words=words),) if words else ()
    return GuideStep(
        start=slot.start,
        minutes=slot.minutes,
        heading=topic.item.title,
        say=(*read, say(language, "say_fact", fact=topic.item.fact)),
        do=(how,),
        watch=topic.technique_why,
        theme_id=slot.theme_id,
    )


def _titles(topics: Sequence[Topic], place: Place) -> str:
    return ", ".join(one.item.title for one in topics if one.item.place is place)


def _workshop(
    session: Session, notes: Sequence[PostIt], register: Sequence[Answer], ground: Ground
) -> tuple[WorkshopStage, ...]:
    """The day of three stages: aims, collecting and sorting, the answers of decision makers."""
    language = ground.given.language
    counts = (len(session.goal), len(notes), len(register))
    who = ", ".join(ground.given.decision_makers) or say(language, "who_unknown")
    guide = session.slots and _opening(session.slots[0], session, ground)
    steps = (
        guide.say if guide else (),
        (
            say(language, "step_wall", titles=_titles(session.topics, Place.SESSION)),
            say(language, "step_write"),
        ),
        (say(language, "step_decide", who=who), say(language, "step_answer")),
    )
    material = (("cards",), ("notes", "ballot", "form"), ("register", "form"))
    return tuple(
        WorkshopStage(
            number=number,
            title=say(language, f"stage_{number}"),
            minutes=STAGE_MINUTES[number - 1],
            aim=say(language, f"stage_{number}_aim", n=counts[number - 1]),
            steps=steps[number - 1],
            material=tuple(say(language, f"material_{one}") for one in material[number - 1]),
            outcome=say(language, f"stage_{number}_outcome"),
        )
        for number in (1, 2, 3)
    )
