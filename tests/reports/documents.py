"""The documents of the invented ferry company, for the tests of documents and formats."""

from __future__ import annotations

from datetime import date

from tests import world
from toolkit.language.catalogue import words_of
from toolkit.model.decisions import Decisions
from toolkit.model.session_record import (
    Agreed,
    Answer,
    Audience,
    NewsLine,
    Parked,
    Recap,
)
from toolkit.pipeline.planning import plan_of as made_plan
from toolkit.pipeline.session_room import session_of
from toolkit.reports import Edition, Lens, summarise_through
from toolkit.reports.documents.author import Author
from toolkit.reports.documents.relaunch_plan import relaunch_plan
from toolkit.reports.documents.review_report import review_report
from toolkit.reports.documents.session_pack import session_pack
from toolkit.reports.documents.session_recap import session_recap
from toolkit.reports.documents.texts import Texts

FINDINGS, SETTINGS = world.findings(), world.settings()
LENS = Lens.of(FINDINGS, SETTINGS, Edition.SHARE)
SUMMARY = summarise_through(LENS, world.MADE_AT)
SESSION = session_of(FINDINGS, SETTINGS, Decisions(), "en")
PLAN = made_plan(FINDINGS, SETTINGS, Decisions(), world.MADE_AT.date(), "en")


def author(tongue="en", *, draft=True, written=None, summary=SUMMARY) -> Author:
    say = words_of(tongue)
    texts = Texts(say=say, written=written or {})
    return Author(summary=summary, say=say, texts=texts, draft=draft)


def report_of(tongue="en", *, draft=True, written=None):
    return review_report(author(tongue, draft=draft, written=written))


def pack_of(tongue="en"):
    session = session_of(FINDINGS, SETTINGS, Decisions(), tongue)
    return session_pack(author(tongue), session, dict(LENS.numbers))


def plan_of(tongue="en"):
    plan = made_plan(FINDINGS, SETTINGS, Decisions(), world.MADE_AT.date(), tongue)
    return relaunch_plan(author(tongue), plan)


plan_of.value = PLAN


RECAP = Recap(
    audience=Audience.SPONSORS,
    language="en",
    subject="Review session: what waits for you",
    opening="The group met on 4 May 2026.",
    actions=(
        Agreed(
            agreed_id="agreed-1",
            text="Mend the pier",
            is_action=True,
            owner="Harbour IT",
            due=date(2026, 6, 1),
        ),
        Agreed(agreed_id="agreed-2", text="Ask the crew", is_action=True),
    ),
    decisions=(Agreed(agreed_id="agreed-3", text="The old book is closed", is_action=False),),
    answers=(
        Answer(
            answer_id="answer-1",
            theme_id="T01",
            concern="Is the desk closing?",
            answer="No.",
            by="Board",
        ),
    ),
    open_answers=(Answer(answer_id="answer-2", theme_id="T02", concern="Who sees the logs?"),),
    parked=(
        Parked(parked_id="parked-1", text="Uniforms", owner="Office", return_on=date(2026, 7, 1)),
    ),
    next_steps=("Open concerns that the decision makers answer: 1.",),
    news=(
        NewsLine(
            group="Deck",
            people=12,
            last_on=None,
            days=None,
            next_on=date(2026, 5, 5),
            alarm=True,
        ),
    ),
    mail="Review session: what waits for you\n",
)


def recap_of(tongue="en", recap=RECAP):
    return session_recap(author(tongue), recap)


def all_documents():
    return (report_of(), pack_of(), plan_of())
