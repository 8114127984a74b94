import json
import re
from dataclasses import replace

import pytest

from tests import world
from tests.golden_files import assert_golden
from tests.reports.outlines import html_outline, parse
from toolkit.reports import Edition, Lens, report_html, summarise_through

HOSTILE = (
    "<script>alert('x')</script>",
    "=cmd|' /C calc'!A0",
    "\ud83d lone \x00\x1b",
    "\u202eright to left\u202c \u2067x\u2069",
    "<img src=x onerror=alert(1)>",
    "{{ 7 * 7 }} {% raw %}",
    "</style><b>",
    '\']]>" onload="alert(1)',
    "wordwithoutend" * 2200,
)


def html_of(found=None, edition=Edition.SHARE, draft=False) -> str:
    lens = Lens.of(found or world.findings(), world.settings(), edition)
    return report_html(summarise_through(lens, world.MADE_AT, draft=draft))


def hostile(words: str):
    """The world with the same words in every place that somebody else writes."""
    found = world.findings()
    intake = found.intake
    person = replace(intake.people[2], department=words, role=words, location=words)
    return replace(
        found,
        redacted=dict.fromkeys(found.redacted, words),
        themes=tuple(replace(one, title=words) for one in found.themes),
        verdicts={
            key: replace(one, evidence=words, would_overturn=words)
            for key, one in found.verdicts.items()
        },
        requests=tuple(replace(one, question=words, data=words) for one in found.requests),
        actions=tuple(replace(one, title=words, value=words) for one in found.actions),
        agenda=tuple(replace(one, goal=words, fact=words, opinion=words) for one in found.agenda),
        intake=replace(
            intake,
            people=(*intake.people[:2], person, *intake.people[3:]),
            files=tuple(replace(one, problem=words, notes=(words,)) for one in intake.files),
            closed=tuple(replace(one, question=words, value=words) for one in intake.closed),
        ),
        notes=(words,),
    )


@pytest.mark.parametrize("edition", list(Edition))
def test_the_report_reads_as_it_was_reviewed(edition):
    assert_golden(f"reports/report-{edition}.txt", html_outline(html_of(edition=edition)))


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("edition", list(Edition))
def test_words_of_others_are_text_whatever_they_say(words, edition):
    page = html_of(hostile(words), edition)
    plain = parse(html_of(edition=edition))
    found = parse(page)
    assert {tag for tag, _ in found.tags} <= {tag for tag, _ in plain.tags}
    assert not any(name.startswith("on") for _, attributes in found.tags for name in attributes)
    page.encode("utf-8")
    assert not set("\x00\x1b\u202e\u2067") & set(page)


def test_template_marks_in_words_are_not_rendered():
    assert "{{ 7 * 7 }}" in html_of(hostile("{{ 7 * 7 }}"))


def test_the_page_asks_no_other_host_and_runs_no_script():
    page = html_of()
    found = parse(page)
    assert "script" not in {tag for tag, _ in found.tags}
    for _, attributes in found.tags:
        assert not {"src", "srcset", "action"} & set(attributes)
        assert (attributes.get("href") or "#").startswith("#")
    assert not re.search(r"url\(|@import|https?://", page)


@pytest.mark.parametrize("edition", list(Edition))
def test_every_link_leads_to_something_on_the_page(edition):
    found = parse(html_of(edition=edition))
    assert {link[1:] for link in found.links} <= found.anchors


def test_words_that_bring_their_quotes_get_no_second_ones():
    found = world.findings()
    two = "“The ramp is shut.” / “I like the ramp.”"
    said = replace(found, agenda=tuple(replace(one, opinion=two) for one in found.agenda))
    page = html_of(said)
    assert two in page
    assert "““" not in page


def test_page_one_has_at_most_250_words_as_it_is_printed():
    text = html_outline(html_of())
    one = text[text.index("# 69") : text.index("## Themes")]
    printed = re.sub(r"\[[^\]]*\]", " ", one)
    assert sum(bool(re.search(r"\w", word)) for word in printed.split()) <= 250


def test_everything_that_is_suggested_looks_it():
    rows = [line for line in html_outline(html_of()).splitlines() if "A02 ·" in line]
    assert rows
    assert all("suggested" in row for row in rows)


def test_the_shared_edition_has_no_person():
    page = html_of()
    assert not re.search(r"\bP\d\d\b|ext-1", page)
    assert "Confidential" not in page


def test_the_confidential_edition_says_so_on_every_page():
    page = html_of(edition=Edition.CONFIDENTIAL)
    assert '@top-center{content:"Confidential: for the reviewer alone"' in page


def test_a_draft_is_stamped():
    assert '@top-center{content:"Draft"' in html_of(draft=True)


def test_stances_are_shown_in_neutral_words():
    page = html_of(edition=Edition.CONFIDENTIAL)
    assert "opposes" in page
    assert "antagonist" not in page
    assert "detractor" not in page


def test_every_chart_is_told_in_words_and_stands_under_a_sentence():
    found = parse(html_of())
    charts = [
        attributes
        for tag, attributes in found.tags
        if tag == "svg" and "chart" in str(attributes.get("class"))
    ]
    assert charts
    assert all(chart.get("aria-label") for chart in charts)
    tags = [tag for tag, _ in found.tags]
    for place, tag in enumerate(tags):
        if tag == "figure":
            assert tags[place + 1] == "figcaption"


def test_the_same_review_makes_the_same_bytes():
    assert html_of() == html_of()


def test_a_quote_says_its_language():
    found = world.findings()
    spanish = tuple(replace(one, language="es") for one in found.statements)
    assert '<blockquote lang="es"' in html_of(replace(found, statements=spanish))


def test_the_report_is_valid_where_nothing_was_found():
    found = replace(world.findings(), themes=(), verdicts={}, agenda=(), actions=(), requests=())
    text = html_outline(html_of(found))
    assert "Too few statements to tell." in text
    json.dumps(text)
