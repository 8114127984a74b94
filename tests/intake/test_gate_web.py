"""Pages of a wiki are documents; log-in pages and pages of tables are not."""

from __future__ import annotations

from toolkit.intake.gate_web import paragraphs_of_page

WORDS = "the route is gone every morning and I have to type it twice " * 5


def test_headings_points_and_bold_names_are_kept():
    page = (
        "<!DOCTYPE html><html><head><title>x</title><script>go()</script></head><body>"
        f"<h1>Talk</h1><p><strong>Ida:</strong> {WORDS}&amp; so on</p><ul><li>a point</li></ul>"
    )
    found = paragraphs_of_page(page)
    assert [(one.style, one.bold_prefix) for one in found] == [
        ("heading", ""),
        ("", "Ida:"),
        ("bullet", ""),
    ]
    assert found[1].text == f"Ida: {WORDS}& so on"


def test_a_log_in_page_is_no_document():
    page = f"<html><body><p>{WORDS}</p><input name='p' type='password'></body></html>"
    assert paragraphs_of_page(page) == ()


def test_a_page_of_tables_is_no_document():
    assert paragraphs_of_page(f"<html><body><table><tr><td>{WORDS}</td></tr></table>") == ()


def test_a_text_that_mentions_a_tag_is_no_page():
    assert paragraphs_of_page(f"I typed <html> into it. {WORDS}") == ()
