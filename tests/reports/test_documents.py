"""The three documents as values: what stands in them, for whom, and in which language."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests import world
from tests.reports.documents import SUMMARY, pack_of, plan_of, report_of
from toolkit.language.catalogue import words_of
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.vocabulary import Status
from toolkit.reports import Edition, Lens, summarise_through
from toolkit.reports.documents.author import Author
from toolkit.reports.documents.charts import report_charts
from toolkit.reports.documents.content import Key, Quotation, Rows, texts_of
from toolkit.reports.documents.review_report import review_report
from toolkit.reports.documents.reviewed import reviewed_only
from toolkit.reports.documents.texts import Rewriting, Texts, rewritings
from toolkit.reports.formats.typeset import pdf_bytes


def text_of(document) -> str:
    return "\n".join(texts_of(document.blocks))


def test_the_report_opens_with_page_one_under_its_headline():
    document = report_of()
    assert document.headings[0].text == document.subtitle
    assert isinstance(document.blocks[1], Rows)
    assert len(document.blocks[1].rows) == 7


def test_without_draft_only_what_a_person_saw_is_a_finding():
    shown, waiting = reviewed_only(SUMMARY)
    assert {one.theme_id for one in shown.themes} == {
        one.theme_id for one in SUMMARY.themes if one.status is not Status.SUGGESTED
    }
    assert waiting.themes == len(SUMMARY.themes) - len(shown.themes) > 0


def test_what_nobody_reviewed_is_counted_and_not_told():
    hidden = [one for one in SUMMARY.themes if one.status is Status.SUGGESTED]
    text = text_of(report_of(draft=False))
    assert f"{len(hidden)} themes" in text
    assert not any(f"{one.theme_id} · {one.title}" in text for one in hidden)


def test_a_draft_tells_everything_and_is_stamped():
    document = report_of(draft=True)
    assert document.stamp == "Draft"
    assert all(f"{one.theme_id} · {one.title}" in text_of(document) for one in SUMMARY.themes)


def test_no_chart_is_empty_and_each_states_its_n():
    charts = report_charts(SUMMARY, words_of("en"))
    assert {"themes", "routing", "adoption"} <= set(charts)
    for chart in charts.values():
        assert any(value is not None for one in chart.series for value in one.values)
        assert "n = " in chart.source
        assert all(len(one.values) == len(chart.categories) for one in chart.series)


@pytest.mark.parametrize(("tongue", "word"), [("de", "Inhalt"), ("it", "Indice")])
def test_a_report_speaks_its_readers_language_and_leaves_quotes_alone(tongue, word):
    document = report_of(tongue)
    quotes = [one for one in document.blocks if isinstance(one, Quotation)]
    original = [one for one in report_of().blocks if isinstance(one, Quotation)]
    assert document.contents == word
    assert [one.words for one in quotes] == [one.words for one in original]
    assert any(one.foreign for one in quotes)


def test_every_claim_leads_to_statement_ids():
    text = text_of(report_of())
    assert all(key in text for one in SUMMARY.themes for key in one.statement_ids[:1])


def test_a_persons_text_stands_in_the_place_of_the_draft():
    written = {"report.headline": Rewriting(text="Mend it first", over="")}
    document = report_of(written=written)
    assert document.subtitle == "Mend it first"
    assert document.headings[0].text == "Mend it first"


def test_a_persons_text_is_flagged_when_its_numbers_have_changed():
    texts = Texts(written={"a": Rewriting(text="Few use it", over="12 of 40 use it")})
    assert texts.text("a", "12 of 40 people use it") == "Few use it"
    assert not texts.slots[0].stale
    texts.text("a", "15 of 40 use it")
    assert texts.slots[1].stale == "written when the numbers were 12, 40; they are 15, 40 now"


def test_rewritings_are_the_decisions_on_texts_of_one_language():
    def row(number, field, decided):
        return Decision(
            decision_id=number,
            subject="text:report.headline",
            field=field,
            suggested="5 of 9",
            confidence=None,
            decided=decided,
            coder="ada",
            at=datetime(2026, 5, 4, tzinfo=UTC),
        )

    found = rewritings(Decisions([row(1, "en", "Half"), row(2, "de", "Die Hälfte")]), "en")
    assert found == {"report.headline": Rewriting(text="Half", over="5 of 9")}
    assert rewritings(Decisions([row(1, "en", "Half"), row(2, "en", "")]), "en") == {}


def test_names_in_a_persons_text_are_redacted():
    texts = Texts(
        written={"a": Rewriting(text="Ask Ada Lovelace", over="")},
        redact=lambda text: text.replace("Ada Lovelace", "[name]"),
    )
    assert texts.text("a", "Ask") == "Ask [name]"


def test_a_small_group_is_in_no_chart():
    lens = Lens.of(world.findings(), world.settings(), Edition.SHARE)
    summary = summarise_through(lens, world.MADE_AT)
    assert summary.pictures is not None
    for family in summary.pictures.families:
        for one in family.figures:
            assert one.estimate is None or one.estimate.n >= lens.least


def test_the_session_pack_has_slides_that_state_findings_with_their_source_in_the_notes():
    document = pack_of()
    assert document.key is Key.SESSION
    assert all(one.title and one.notes for one in document.slides)
    assert any(one.chart for one in document.slides)


def test_the_plan_opens_with_three_options():
    document = plan_of()
    second = [one.text for one in document.headings if one.level == 2][:3]
    assert second == [one.title for one in plan_of.value.options]


def test_the_same_review_gives_the_same_documents_bytes():
    document = report_of()
    at = datetime(2026, 5, 4, tzinfo=UTC)
    assert pdf_bytes(document, at) == pdf_bytes(replace(document), at)


def test_an_author_needs_no_draft_to_be_marked_confidential():
    summary = replace(SUMMARY, edition=Edition.CONFIDENTIAL)
    document = review_report(Author(summary=summary, say=words_of("en")))
    assert document.stamp == "Confidential: for the reviewer alone"
