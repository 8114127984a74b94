"""The recap: what each audience is told after the session, as values and as a mail's text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from toolkit.model.session import Session
from toolkit.model.session_record import Agreed, Answer, Audience, NewsLine, Parked, Recap, Record
from toolkit.model.vocabulary import Place
from toolkit.session.news import CADENCE_DAYS
from toolkit.session.phrases import count, day, say


@dataclass(frozen=True, slots=True, kw_only=True)
class RecapInput:
    """What a recap is made from; `news` as `news_lines` gives it."""

    session: Session
    record: Record
    news: Sequence[NewsLine]
    departments: Sequence[str] = ()
    """Of those who raised the topics, large enough to be named; who came is not known."""
    today: date
    """News is counted from here."""


def draft_recap(given: RecapInput, audience: Audience) -> Recap:
    """What one audience is told, in the session's language.

    Participants see all that was written down. Sponsors see first what waits for them, and which
    groups hear nothing. Everybody sees actions, decisions and answers without anybody's name.
    """
    language, record = given.session.language, given.record
    is_open = audience is Audience.EVERYBODY
    actions = tuple(one for one in _by_due(record.agreed) if one.is_action)
    decisions = tuple(one for one in record.agreed if not one.is_action)
    answered = tuple(one for one in record.answers if one.answer)
    waiting = _waiting(given)
    parked = _all_parked(given)
    recap = Recap(
        audience=audience,
        language=language,
        subject=say(language, f"recap_subject_{audience}"),
        opening=_opening(given, audience, len(waiting)),
        actions=tuple(_unnamed(one) for one in actions) if is_open else actions,
        decisions=tuple(_unnamed(one) for one in decisions) if is_open else decisions,
        answers=tuple(replace(one, by="") for one in answered) if is_open else answered,
        open_answers=() if is_open else waiting,
        parked=() if is_open else parked,
        next_steps=tuple(_next_steps(given, parked, audience, waiting)),
        news=tuple(one for one in given.news if one.alarm) if audience is Audience.SPONSORS else (),
        mail="",
    )
    if not (record.notes or record.agreed or record.answers or record.parked):
        recap = replace(recap, opening=say(language, "recap_nothing"))
    return replace(recap, mail=mail_text(recap))


def _all_parked(given: RecapInput) -> tuple[Parked, ...]:
    """What was parked, by date of return; topics of the lot that nobody took come last."""
    taken = {one.theme_id for one in given.record.parked if one.theme_id}
    written = sorted(
        given.record.parked, key=lambda one: (one.return_on or date.max, one.parked_id)
    )
    left = [
        Parked(parked_id=item.theme_id, text=item.title, theme_id=item.theme_id)
        for item in (one.item for one in given.session.topics)
        if item.place is Place.PARKING_LOT and item.theme_id not in taken
    ]
    return (*written, *left)


def _waiting(given: RecapInput) -> tuple[Answer, ...]:
    """Main concerns without an answer: those written down, else those of the register."""
    answered = {(one.theme_id, one.concern) for one in given.record.answers if one.answer}
    written = [one for one in given.record.answers if not one.answer]
    main = [
        one
        for one in given.session.kit.register
        if not one.answer and (one.theme_id, one.concern) not in answered
    ]
    found = {one.answer_id: one for one in (*written, *main)}
    return tuple(found.values())


def _unnamed(one: Agreed) -> Agreed:
    return replace(one, owner="")


def _by_due(agreed: Sequence[Agreed]) -> list[Agreed]:
    return sorted(agreed, key=lambda one: (one.due or date.max, one.agreed_id))


def _opening(given: RecapInput, audience: Audience, waiting: int) -> str:
    language, record = given.session.language, given.record
    held = record.began_at.date() if record.began_at else given.session.held_on
    when = say(language, "recap_on", day=day(language, held)) if held else ""
    dots = sum(record.votes.values()) + sum(one.votes for one in record.groups)
    decided = sum(not one.is_action for one in record.agreed)
    return say(
        language,
        f"recap_open_{audience}",
        day=when,
        notes=count(language, len(record.notes), "note_one", "note_many"),
        votes=count(language, dots, "dot_one", "dot_many"),
        decisions=count(language, decided, "decision_one", "decision_many"),
        actions=sum(one.is_action for one in record.agreed),
        open=waiting,
        groups=", ".join(given.departments) or say(language, "recap_all_groups"),
    )


def _next_steps(
    given: RecapInput, parked: Sequence[Parked], audience: Audience, waiting: Sequence[Answer]
) -> Iterator[str]:
    language, record = given.session.language, given.record
    if waiting:
        yield count(language, len(waiting), "next_answer_one", "next_answer")
    dated = [one for one in _by_due(record.agreed) if one.is_action and one.due]
    if dated:
        yield say(language, "next_first", text=dated[0].text, day=day(language, dated[0].due))
    if audience is not Audience.EVERYBODY:
        yield from _parked_steps(parked, language)
    for one in given.session.topics:
        if one.item.place is Place.SETTLE_BEFORE:
            yield say(language, "next_known", title=one.item.title, text=one.known)
    if given.news:
        first = min(one.next_on for one in given.news)
        yield say(language, "next_news", day=day(language, first), days=CADENCE_DAYS)


def _parked_steps(parked: Sequence[Parked], language: str) -> Iterator[str]:
    dates = sorted(one.return_on for one in parked if one.return_on)
    if dates:
        yield say(language, "next_parked", n=len(dates), day=day(language, dates[0]))
    if len(dates) < len(parked):
        yield say(language, "next_parked_open", n=len(parked) - len(dates))


def mail_text(recap: Recap) -> str:
    """The recap as plain text, to be pasted into a mail; the subject is its first line."""
    language = recap.language
    blocks = [
        (say(language, "recap_waiting"), [one.concern for one in recap.open_answers]),
        (say(language, "recap_actions"), [_action(one, recap) for one in recap.actions]),
        (say(language, "recap_decisions"), [one.text for one in recap.decisions]),
        (say(language, "recap_answers"), [_answer(one) for one in recap.answers]),
        (say(language, "recap_parked"), [_parked(one, language) for one in recap.parked]),
        (say(language, "recap_news"), [_news(one, language) for one in recap.news]),
        (say(language, "recap_next"), list(recap.next_steps)),
    ]
    if recap.audience is not Audience.SPONSORS:
        blocks = [*blocks[1:5], blocks[0], *blocks[5:]]
    found = [
        f"{heading}\n" + "\n".join(f"- {one}" for one in own) for heading, own in blocks if own
    ]
    return "\n\n".join([recap.subject, recap.opening, *found]) + "\n"


def _action(one: Agreed, recap: Recap) -> str:
    language = recap.language
    when = say(language, "by_when", day=day(language, one.due)) if one.due else ""
    owner = one.owner or ("" if recap.audience is Audience.EVERYBODY else say(language, "no_owner"))
    details = ", ".join(filter(None, (owner, when or say(language, "no_date"))))
    return f"{one.text} ({details})"


def _answer(one: Answer) -> str:
    by = f" ({one.by})" if one.by else ""
    return f"{one.concern} → {one.answer}{by}"


def _parked(one: Parked, language: str) -> str:
    when = (
        say(language, "back_on", day=day(language, one.return_on))
        if one.return_on
        else say(language, "no_date")
    )
    return f"{one.text} ({one.owner or say(language, 'no_owner')}, {when})"


def _news(one: NewsLine, language: str) -> str:
    key = "news_never" if one.days is None else "news_long"
    return say(language, key, group=one.group, people=one.people, days=one.days)
