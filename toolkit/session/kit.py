"""What the facilitator takes along: guide, post-its, voting sheet, workshop, register and form."""

from __future__ import annotations

import re
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
from toolkit.session.arrange import CONFIRM, OPENING
from toolkit.session.form import draft_form
from toolkit.session.given import Ground
from toolkit.session.phrases import say
from toolkit.session.quotes import QuoteChooser
from toolkit.session.record import ANSWER, entry_id, read_record

NOTES_PER_TOPIC = 6
"""So many slips to a topic: the group is to add its own."""
NOTES_PER_TYPE = 3
"""At least so many of each of the four sorts, where the review has them."""
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


_WORDS = re.compile(r": [“„«].*$")
"""Somebody's words at the end of a change: the goal is said aloud without them."""


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
    """One point each in the speaker's words: of every topic the best of all four types.

    Questions and ideas that stand in no topic of the session are added, where the review has some.
    """
    chooser = QuoteChooser(ground)
    found: list[PostIt] = []
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
            found.append(_note(best, f"{theme.theme_id}-{place + 1}", theme.theme_id, chooser))
    yield from found
    yield from _more_notes(found, chooser)


def _more_notes(found: Sequence[PostIt], chooser: QuoteChooser) -> Iterator[PostIt]:
    """Sorts of notes that the topics at hand give too few of, from all that was said since."""
    ground = chooser.ground
    home = {key: theme.theme_id for theme in ground.given.themes for key in theme.statement_ids}
    used = {one.statement_id for one in found}
    for wanted in NoteType:
        lacking = NOTES_PER_TYPE - sum(one.type is wanted for one in found)
        left = [
            one
            for key, one in sorted(ground.by_id.items())
            if key not in used and ground.may_count(one) and note_type(one, ground) is wanted
        ]
        for place in range(lacking):
            best = chooser.best(left)
            if best is None:
                break
            left.remove(best)
            topic = home.get(best.statement_id, "")
            yield _note(best, f"{wanted}-{place + 1}", topic, chooser)


def _note(one: Statement, post_id: str, theme_id: str, chooser: QuoteChooser) -> PostIt:
    return PostIt(
        post_id=post_id,
        type=note_type(one, chooser.ground),
        words=chooser.take(one),
        language=one.language,
        theme_id=theme_id,
        statement_id=one.statement_id,
    )


def note_type(one: Statement, ground: Ground) -> NoteType:
    """A proposal answers a trouble (its cause is told); one that answers none is an idea.

    What stands in no theme answers no trouble that others have.
    """
    coding = ground.coding(one)
    if coding.kind is Kind.QUESTION:
        return NoteType.QUESTION
    if coding.kind is not Kind.PROPOSAL:
        return NoteType.CONCERN
    if one.statement_id not in ground.placed:
        return NoteType.IDEA
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
        elif slot.kind == CONFIRM:
            yield _confirming(slot, session, ground)
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
    changes = "; ".join(_WORDS.sub("", one.change) for one in session.goal)
    goal = (
        say(language, "say_goal", n=len(session.goal), changes=changes)
        if session.goal
        else say(language, "say_goal_none")
    )
    win = session.win
    first = say(language, "say_win", win=win.text, why=win.why) if win else session.no_win
    return GuideStep(
        start=slot.start,
        minutes=slot.minutes,
        heading=say(language, slot.kind),
        say=(goal, first),
        do=(say(language, "do_rules"),),
        watch=_watch(session, ground),
    )


def _confirming(slot: Slot, session: Session, ground: Ground) -> GuideStep:
    """What is told, and what is confirmed, each with its cause and what is done about it."""
    language = ground.given.language
    told = [
        say(language, key, title=one.item.title, text=one.place_why)
        for key, place in (("do_tell", Place.SETTLE_BEFORE), ("do_ask", Place.CONFIRM))
        for one in session.topics
        if one.item.place is place
    ]
    return GuideStep(
        start=slot.start,
        minutes=slot.minutes,
        heading=say(language, slot.kind),
        say=(say(language, "say_confirm", n=len(told)),),
        do=tuple(told),
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
        do=(topic.technique_why, how),
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
