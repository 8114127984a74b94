"""Describe first, render last: a whole report as one frozen value without formatting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from toolkit.model.findings import Findings
from toolkit.model.vocabulary import Kind
from toolkit.reports.adoption_curves import adoption_of
from toolkit.reports.closed_questions import closed_questions
from toolkit.reports.drafts import shown_actions, shown_agenda, shown_requests
from toolkit.reports.lens import Lens, QuoteBook, unchanged
from toolkit.reports.page_one import page_one, traces
from toolkit.reports.pictures import pictures_of
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

PRAISE, WISHES = 5, 8
"""Quotes in the part on voices, at most: praise is chosen before the themes' pages take theirs."""


def summarise(findings: Findings, settings: Settings, clock: Callable[[], datetime]) -> Summary:
    """The report for the reviewer's own eyes, with people under pseudonyms."""
    lens = Lens.of(findings, settings, Edition.CONFIDENTIAL, unchanged)
    return summarise_through(lens, clock())


def summarise_through(lens: Lens, at: datetime, *, draft: bool = False) -> Summary:
    """The report as one edition may show it; `draft` is stamped on every page."""
    findings, settings = lens.findings, lens.settings
    book = QuoteBook(lens, settings.mine.privacy.max_quotes_per_person)
    _reserve_opinions(book, findings)
    praise = voices(lens, book, Kind.PRAISE, PRAISE)
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
        praise=praise,
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
        pictures=pictures_of(lens),
        min_group=settings.mine.privacy.min_group,
        min_group_quotes=settings.mine.privacy.min_group_quotes,
        labels=findings.labels,
    )


def _reserve_opinions(book: QuoteBook, findings: Findings) -> None:
    """The words on the agenda are quotes too: they count among those of one person."""
    members = {one.theme_id: set(one.statement_ids) for one in findings.themes}
    for key, mark in findings.marks.items():
        if mark.matter in members:
            members[mark.matter].add(key)
    for item in findings.agenda:
        mine = members.get(item.theme_id, set())
        said = [one for one in findings.statements if one.statement_id in mine]
        book.reserve(said, " / ".join((item.opinion, item.wiifm, item.who_cares)))
