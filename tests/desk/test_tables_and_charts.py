"""Tables and charts of the notebooks: redacted, escaped, and honest where there is nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from toolkit import desk
from toolkit.desk import charts, tables
from toolkit.desk.charts import Chart, Missing
from toolkit.model.findings import Findings
from toolkit.model.theme_map import CurvePoint, ThemeMap
from toolkit.pipeline import Review, open_review
from toolkit.pipeline.theming import MAP
from toolkit.workspace import Workspace

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def review(out: Path) -> Review:
    return open_review(out)


@pytest.fixture(autouse=True)
def no_scripts_are_displayed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_bring_scripts", lambda: None)


def test_a_cell_is_text_whatever_it_looks_like() -> None:
    shown = desk.show(pd.DataFrame({"words": [HOSTILE]}))
    assert HOSTILE not in shown.html
    assert "&lt;script&gt;" in shown.html


def test_a_table_sorts_without_asking_another_host() -> None:
    html = desk.show(pd.DataFrame({"n": ["2", "10"]})).html
    assert "unpkg" not in html
    assert "jsdelivr" not in html


def test_words_in_full_are_left_out_unless_unlocked(review: Review) -> None:
    assert "quote" not in desk.show(review.statements).frame.columns
    assert "quote" in desk.show(review.statements, unlocked=True).frame.columns


def test_withheld_words_are_not_in_the_table_of_statements(review: Review) -> None:
    words = desk.statements(review)["words"]
    assert not words.str.contains("Between us").any()
    assert (words == "[withheld]").sum() == 1


def test_numbers_in_words_sort_as_numbers() -> None:
    frame = desk.show(pd.DataFrame({"n": ["2", "", "10"], "id": ["T02", "", "T10"]})).frame
    assert frame["n"].sort_values().tolist()[:2] == [2, 10]
    assert frame["id"].tolist() == ["T02", "", "T10"]


def test_the_doubts_are_the_first_of_the_desks_queue(review: Review, state: desk.DeskState) -> None:
    assert desk.doubts(review, 5)["statement"].tolist() == list(state.listed[:5])


def test_every_table_has_rows_for_the_review(review: Review) -> None:
    for table in (desk.files, desk.set_aside, desk.themes, desk.people, desk.agenda, desk.usage):
        assert len(table(review)), table.__name__


def test_decisions_are_listed_newest_first(review: Review) -> None:
    review.decide("T01", "training", coder="Ann")
    review.decide("T01", "defect", coder="Ann")
    assert desk.decisions(review)["decided"].tolist() == ["defect", "training"]


def test_every_chart_is_drawn_under_a_sentence(review: Review) -> None:
    for draw in (charts.kinds, charts.causes, charts.themes, charts.stances, charts.minutes):
        drawn = draw(review)
        assert isinstance(drawn, Chart), draw.__name__
        assert drawn.svg.startswith("<svg")
        assert drawn.says.endswith(".")


def test_every_chart_speaks_german_where_that_is_asked_for(review: Review) -> None:
    for draw in (charts.kinds, charts.causes, charts.themes, charts.stances, charts.minutes):
        english, german = draw(review), draw(review, language="de")
        assert german.says != english.says, draw.__name__
    stood = charts.stances(review, language="de")
    assert isinstance(stood, Chart)
    assert "Einfluss" in stood.svg
    assert "influence" not in stood.svg


def test_a_chart_that_cannot_be_drawn_says_so_in_german(review: Review, findings: Findings) -> None:
    bare = replace(findings.facts, adoption=findings.facts.adoption.iloc[:0])
    drawn = charts.adoption(replace(review, findings=replace(findings, facts=bare)), language="de")
    assert drawn.says.startswith("Die Nutzung lässt sich nicht sagen")


def test_a_chart_says_why_it_cannot_be_drawn(review: Review, findings: Findings) -> None:
    bare = replace(findings.facts, adoption=findings.facts.adoption.iloc[:0])
    drawn = charts.adoption(replace(review, findings=replace(findings, facts=bare)))
    assert isinstance(drawn, Missing)
    assert "Use cannot be told" in drawn.says


def test_the_curve_names_the_chosen_number_of_themes(review: Review) -> None:
    assert isinstance(charts.curve(review), Missing)
    points = (CurvePoint(k=4, silhouette=0.1), CurvePoint(k=6, silhouette=0.2))
    with Workspace.open(review.places.workspace) as workspace:
        workspace.save_snapshot(MAP, {}, ThemeMap(curve=points, chosen=6))
    drawn = charts.curve(review)
    assert isinstance(drawn, Chart)
    assert drawn.says == "The last run chose 6 themes, of 4 to 6."
    assert drawn.svg.startswith("<svg")


def test_a_title_with_markup_is_text_in_a_chart(review: Review, findings: Findings) -> None:
    named = replace(findings.themes[0], title=HOSTILE)
    changed = replace(findings, themes=(named, *findings.themes[1:]))
    drawn = charts.themes(replace(review, findings=changed))
    assert isinstance(drawn, Chart)
    assert "<script" not in drawn.svg
