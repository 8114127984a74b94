"""Room 8: what the review session deals with, buffered by which facts, and what came out of it."""

from toolkit.session.agenda import draft_agenda, draft_session
from toolkit.session.form import FormReading, read_form
from toolkit.session.given import AgendaInput
from toolkit.session.news import news_lines
from toolkit.session.recap import RecapInput, draft_recap
from toolkit.session.record import Line, entry_id, lines_of, read_record, removal_of
from toolkit.session.stakes import read_stakes

__all__ = [
    "AgendaInput",
    "FormReading",
    "Line",
    "RecapInput",
    "draft_agenda",
    "draft_recap",
    "draft_session",
    "entry_id",
    "lines_of",
    "news_lines",
    "read_form",
    "read_record",
    "read_stakes",
    "removal_of",
]
