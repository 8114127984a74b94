"""Room 8: what the review session deals with, buffered by which facts, and what came out of it."""

from toolkit.session.agenda import draft_agenda, draft_session, english_items, suggest_topics
from toolkit.session.arrange import TEXT_FIELDS, Arranged, arrange
from toolkit.session.form import FormReading, read_form
from toolkit.session.given import AgendaInput, Ground
from toolkit.session.news import news_lines
from toolkit.session.recap import RecapInput, draft_recap, mail_text
from toolkit.session.record import Line, entry_id, lines_of, read_record, removal_of
from toolkit.session.stakes import read_stakes
from toolkit.session.wording import Wording, users_of, wording_of

__all__ = [
    "TEXT_FIELDS",
    "AgendaInput",
    "Arranged",
    "FormReading",
    "Ground",
    "Line",
    "RecapInput",
    "Wording",
    "arrange",
    "draft_agenda",
    "draft_recap",
    "draft_session",
    "english_items",
    "entry_id",
    "lines_of",
    "mail_text",
    "news_lines",
    "read_form",
    "read_record",
    "read_stakes",
    "removal_of",
    "speaker",
    "suggest_topics",
    "users_of",
    "wording_of",
]
