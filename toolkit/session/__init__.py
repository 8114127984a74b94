"""Room 8: what the review session deals with, in which order, buffered by which facts."""

from toolkit.session.agenda import AgendaInput, draft_agenda

__all__ = ["AgendaInput", "draft_agenda"]
