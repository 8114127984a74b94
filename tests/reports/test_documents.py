"""The three documents as values: what stands in them, for whom, and in which language."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests import world
from tests.reports.documents import (
    PLAN,
    RECAP,
    SESSION,
    SUMMARY,
    author,
    pack_of,
    plan_of,
    recap_of,
    report_of,
)
from toolkit.language.catalogue import words_of
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.plan_parts import Evidence, Exercise, GroupNeed
from toolkit.model.session_record import Audience
from toolkit.model.vocabulary import Status
from toolkit.reports import Edition, Lens, summarise_through
from toolkit.reports.captions import answers_said
from toolkit.reports.documents.author import Author
from toolkit.reports.documents.charts import report_charts
from toolkit.reports.documents.content import (
    Callout,
    Key,
    Paragraph,
    Quotation,
    Rows,
    Table,
    texts_of,
)
from toolkit.reports.documents.relaunch_plan import people_said, relaunch_plan
from toolkit.reports.documents.review_report import review_report
from toolkit.reports.documents.reviewed import reviewed_only
from toolkit.reports.documents.session_pack import session_pack
from toolkit.reports.documents.texts import Rewriting, Texts, rewritings
from toolkit.reports.formats.typeset import pdf_bytes
from toolkit.reports.picture_types import StanceShift, WaveSize
from toolkit.reports.summary_types import Summary


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


def unreviewed() -> Summary:
    """The same with nothing that a person has seen."""
    themes = tuple(replace(one, status=Status.SUGGESTED) for one in SUMMARY.themes)
    actions = tuple(replace(one, status=Status.SUGGESTED) for one in SUMMARY.actions)
    praise = tuple(replace(one, status=Status.SUGGESTED) for one in SUMMARY.praise)
    wishes = tuple(replace(one, status=Status.SUGGESTED) for one in SUMMARY.wishes)
    return replace(SUMMARY, themes=themes, actions=actions, praise=praise, wishes=wishes)


def test_the_sponsor_is_told_no_share_of_causes_before_every_theme_is_reviewed():
    document = review_report(author(draft=False, summary=unreviewed()))
    text = text_of(document)
    assert "Told when a person has reviewed every theme." in text
    assert not any(word in text for word in ("Estimated (interval)", "What works", "name both"))
    assert not any(chart.key in ("causes", "routing", "stances") for chart in document.charts)


def test_an_unreviewed_report_says_what_waits_and_not_that_there_is_nothing():
    text = text_of(review_report(author(draft=False, summary=unreviewed())))
    count, actions = len(SUMMARY.themes), len(SUMMARY.actions)
    assert f"{count} themes await a person's review" in text
    assert f"{count} themes and {actions} actions await a person's review, at the desk." in text
    assert not any(
        word in text for word in ("Too few statements", "No action drafted", "Nothing found so far")
    )


def test_shares_are_told_when_every_theme_was_reviewed():
    themes = tuple(replace(one, status=Status.CONFIRMED) for one in SUMMARY.themes)
    shown, waiting = reviewed_only(replace(SUMMARY, themes=themes))
    assert waiting.themes == 0
    assert shown.page_one.families == SUMMARY.page_one.families


def test_a_confirmed_theme_stands_on_page_one_though_five_weigh_more():
    last = SUMMARY.themes[-1] if SUMMARY.themes[-1].family else SUMMARY.themes[-2]
    themes = tuple(
        replace(one, status=Status.CONFIRMED if one.theme_id == last.theme_id else Status.SUGGESTED)
        for one in SUMMARY.themes
    )
    shown, _ = reviewed_only(replace(SUMMARY, themes=themes))
    assert [one.theme_id for one in shown.page_one.causes] == [last.theme_id]


def test_what_weighs_most_is_said_of_reviewed_themes_alone_while_others_wait():
    themes = tuple(
        replace(one, status=Status.SUGGESTED if place == 0 else Status.CONFIRMED)
        for place, one in enumerate(SUMMARY.themes)
    )
    text = text_of(review_report(author(draft=False, summary=replace(SUMMARY, themes=themes))))
    assert f"Of the {len(themes) - 1} themes that a person has reviewed" in text
    assert "Of what a person has reviewed" in text
    assert "themes in all" not in text


def test_questions_on_themes_that_nobody_reviewed_are_not_told():
    shown, _ = reviewed_only(unreviewed())
    assert all(one.kind == "file" for one in shown.requests)


def test_every_document_counts_people_in_the_same_box():
    boxes = [
        next(
            one
            for one in document.blocks
            if isinstance(one, Callout)
            and one.tone == "none"
            and one.title == "How people are counted"
        )
        for document in (report_of(), pack_of(), plan_of())
    ]
    assert boxes[0] == boxes[1] == boxes[2]


def test_themes_of_too_few_people_have_a_line_and_no_chapter():
    small = [one for one in SUMMARY.themes if one.people < SUMMARY.min_group]
    document = report_of()
    assert small
    headings = {one.anchor for one in document.headings}
    assert not headings & {one.theme_id for one in small}
    table = next(
        one
        for one in document.blocks
        if isinstance(one, Table) and one.caption == "Too few to weigh, and not to be lost"
    )
    assert {row[0] for row in table.rows} == {one.theme_id for one in small}


def test_answers_to_requests_are_told_in_words_without_codes():
    told = answers_said("it fits -> way_of_working (a process that does not fit); no -> data")
    assert told == "it fits → a process that does not fit; no → data"


def test_stances_that_may_not_be_shown_say_why():
    pictures = replace(
        SUMMARY.pictures,
        stances=StanceShift(steps=(), before=(), now=(), n=20, withheld="withheld: fewer than 5"),
    )
    text = text_of(review_report(author(summary=replace(SUMMARY, pictures=pictures))))
    assert "It is known of 20 people and not shown: a step would count fewer than" in text


def test_the_map_says_how_many_themes_it_leaves_out():
    many = tuple(replace(SUMMARY.themes[0], theme_id=f"T{at:02d}") for at in range(1, 20))
    chart = report_charts(replace(SUMMARY, themes=many), words_of("en"))["themes"]
    assert "Shown are the 14 themes of most people; 5 smaller ones" in chart.source


def test_severities_are_counted_of_those_who_name_a_trouble():
    text = text_of(report_of())
    page = SUMMARY.themes[0]
    assert f"{page.statements} statements, {sum(page.severities)} of them name a trouble" in text
    assert " 0 stop the work" not in text


def test_a_unit_without_a_case_on_file_quotes_nobody():
    unit = replace(PLAN.units[0], exercises=(Exercise(text="each brings one", language=""),))
    blocks = relaunch_plan(author(), replace(PLAN, units=(unit,))).blocks
    assert not any(isinstance(one, Quotation) and "brings" in one.words for one in blocks)
    assert any(isinstance(one, Paragraph) and "Each brings one." in str(one) for one in blocks)


def test_the_slides_show_the_minutes_and_titles_without_quotes():
    slides = pack_of().slides
    minutes = next(one for one in slides if one.kicker == "Minutes")
    assert len(minutes.table.rows) == len(SESSION.slots)
    assert not any(": “" in one.title for one in slides)


def test_the_plan_book_has_a_sheet_for_options_kit_and_ladder():
    names = {one.name for one in plan_of().sheets}
    assert {"Options", "Kit", "Ladder"} <= names


def test_a_draft_tells_everything_and_is_stamped():
    document = report_of(draft=True)
    assert document.stamp == "Draft"
    large = [one for one in SUMMARY.themes if one.people >= SUMMARY.min_group]
    assert large
    assert all(f"{one.theme_id} · {one.title}" in text_of(document) for one in large)


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


def seen_by_many():
    """The summary with what only a larger company has: stances then and now, and waves."""
    waves = tuple(WaveSize(wave=n, people=people) for n, people in ((1, 12), (2, 20), (3, None)))
    shift = StanceShift(
        steps=("critical", "undecided", "in favour"), before=(5, 6, 9), now=(9, 6, 5), n=20
    )
    return replace(SUMMARY, pictures=replace(SUMMARY.pictures, waves=waves, stances=shift))


def test_stances_and_waves_are_charts_of_the_slides_the_pages_and_the_workbook():
    by = author(summary=seen_by_many())
    pack = session_pack(by, SESSION, {})
    plan = relaunch_plan(by, PLAN)
    keys = [one.chart.key for one in pack.slides if one.chart]
    assert keys[-2:] == ["stances", "waves"]
    assert {"stances", "waves"} <= {one.key for one in (*plan.charts, *plan.more_charts)}
    assert "stances" in {one.key for one in review_report(by).charts}


def test_stances_and_waves_hold_the_numbers_that_were_counted():
    charts = report_charts(seen_by_many(), words_of("en"))
    assert [one.values for one in charts["stances"].series] == [(5, 9), (6, 6), (9, 5)]
    assert charts["stances"].title == "In favour before: 9 of 20; now: 5 of 20."
    assert charts["waves"].series[0].values == (12, 20)


def test_a_unit_whose_groups_are_too_small_says_so_in_one_line():
    nobody = (GroupNeed(department="", language="", earlier="", people=5),)
    units = tuple(replace(one, needs=nobody) for one in plan_of.value.units)
    plan = relaunch_plan(author(), replace(plan_of.value, units=units))
    assert "Who needs it: 5 people; by group they are too few to be told." in text_of(plan)
    assert not [one for one in plan.blocks if isinstance(one, Table) and one.rows == (("–",) * 3,)]


def test_headings_of_the_plan_are_short_and_the_words_stand_below_them():
    for one in plan_of().headings:
        assert not one.text.endswith("”") or ": “" not in one.text


def test_a_topics_minutes_are_those_of_the_course():
    document = pack_of()
    net = {one.theme_id: one.minutes for one in SESSION.slots if one.theme_id}
    heads = [one for one in document.headings if one.anchor in net]
    assert heads
    assert all(f"({net[one.anchor]}')" in one.text for one in heads)


@pytest.mark.parametrize("tongue", ["de", "it"])
def test_the_parts_of_a_rank_are_told_in_the_readers_language(tongue):
    say = words_of(tongue)
    assert all(say.has(part.name) for topic in SESSION.topics for part in topic.item.parts)


def test_a_topic_shows_the_parts_of_its_rank():
    text = text_of(pack_of())
    assert "Rank 1: people" in text
    assert "severity" in text


def test_every_theme_has_two_quotes_before_any_has_more():
    assert all(len(one.quotes) >= 2 for one in SUMMARY.themes)


def test_a_recap_tells_each_audience_in_its_order_and_everybody_no_owner():
    sponsors, open_ = recap_of(), recap_of(recap=replace(RECAP, audience=Audience.EVERYBODY))
    assert [one.text for one in sponsors.headings][1] == "Waiting for an answer"
    assert "Harbour IT" in text_of(sponsors)
    assert "Harbour IT" not in text_of(replace(open_, blocks=open_.blocks[:4]))
    assert sponsors.stamp == "For the sponsors"
    assert open_.stamp == ""


def test_groups_that_few_have_joined_since_are_left_out_of_pack_and_plan():
    role = next(one.role for one in SESSION.voice.roles if one.in_scope >= SUMMARY.min_group)
    before = session_pack(author(), SESSION, {})
    after = session_pack(replace(author(), moved=frozenset({role})), SESSION, {})
    rows = [
        [one for one in document.blocks if isinstance(one, Table) and "role" in one.caption]
        for document in (before, after)
    ]
    assert role in {row[0] for table in rows[0] for row in table.rows}
    assert role not in {row[0] for table in rows[1] for row in table.rows}


def test_what_a_line_rests_on_is_counted_by_the_kind_of_its_rows():
    evidence = Evidence(
        statement_ids=("S-1", "S-2"),
        rows=tuple(f"x:{n}" for n in range(12)),
        rows_of=(("tickets", 8), ("training", 1), ("usage", 3)),
    )
    assert people_said(author(), evidence) == (
        "(2 statements, 8 tickets, 1 entry of the attendance lists, 3 rows of the usage records)"
    )
