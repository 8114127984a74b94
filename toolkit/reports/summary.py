"""Describe first, render last: a whole report as one frozen value without formatting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from toolkit.model.findings import AgendaItem, Findings
from toolkit.model.vocabulary import Kind
from toolkit.reports.adoption_curves import adoption_of
from toolkit.reports.closed_questions import closed_questions
from toolkit.reports.lens import Lens, QuoteBook, unchanged
from toolkit.reports.page_one import page_one, shown_actions, shown_requests, traces
from toolkit.reports.provenance import (
    coverage_lines,
    file_lines,
    person_lines,
    reviewed,
    scale_of,
    sureness,
)
from toolkit.reports.summary_types import Edition, Summary
from toolkit.reports.theme_pages import theme_pages, voices
from toolkit.settings import Settings

__all__ = ["Edition", "Summary", "summarise", "summarise_through"]

PRAISE, WISHES = 8, 8
"""Further quotes in the part on voices, at most."""


def summarise(findings: Findings, settings: Settings, clock: Callable[[], datetime]) -> Summary:
    """The report for the reviewer's own eyes, with people under pseudonyms."""
    lens = Lens.of(findings, settings, Edition.CONFIDENTIAL, unchanged)
    return summarise_through(lens, clock())


def summarise_through(lens: Lens, at: datetime, *, draft: bool = False) -> Summary:
    """The report as one edition may show it; `draft` is stamped on every page."""
    findings, settings = lens.findings, lens.settings
    book = QuoteBook(lens, settings.mine.privacy.max_quotes_per_person)
    book.reserve(item.opinion for item in findings.agenda)
    pages = theme_pages(lens, book)
    adoption = adoption_of(lens)
    coverage = coverage_lines(lens)
    first = page_one(lens, pages, adoption, sureness(lens, coverage))
    project = settings.mine.project
    product = findings.intake.product_names
    return Summary(
        edition=lens.edition,
        draft=draft,
        company=project.company,
        tool=project.tool or (product[0] if product else ""),
        made_on=at.date(),
        sponsor_belief=lens.text(project.sponsor_belief),
        scale=scale_of(lens),
        reviewed=reviewed(one.status for one in findings.verdicts.values()),
        page_one=first,
        themes=pages,
        adoption=adoption,
        praise=voices(lens, book, Kind.PRAISE, PRAISE),
        wishes=voices(lens, book, Kind.PROPOSAL, WISHES),
        closed=closed_questions(lens),
        agenda=shown_agenda(lens),
        session_minutes=project.session_minutes,
        actions=shown_actions(lens),
        requests=shown_requests(lens),
        coverage=coverage,
        files=file_lines(lens),
        doubtful_matches=sum(one.doubtful for one in findings.intake.matches),
        people=person_lines(lens),
        notes=tuple(map(lens.text, findings.notes)),
        traces=traces(lens, first),
        min_group=settings.mine.privacy.min_group,
        min_group_quotes=settings.mine.privacy.min_group_quotes,
    )


def shown_agenda(lens: Lens) -> tuple[AgendaItem, ...]:
    """The agenda in rank order; who is to be heard stands in the confidential edition alone."""
    return tuple(
        replace(
            one,
            title=lens.text(one.title),
            goal=lens.text(one.goal),
            fact=lens.text(one.fact),
            opinion=lens.text(one.opinion),
            wiifm=lens.text(one.wiifm),
            who_cares=lens.text(one.who_cares),
            who_should_be_heard=() if lens.shared else one.who_should_be_heard,
        )
        for one in sorted(lens.findings.agenda, key=lambda one: one.rank)
    )
