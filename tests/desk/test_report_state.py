"""The report screen: what is ordered, what is held back, and texts that a person rewrites."""

import pytest

from tests.desk.pressing import Browser
from toolkit.desk.opening import Opened
from toolkit.desk.report_screen import report_screen
from toolkit.desk.report_state import ReportState
from toolkit.errors import WrongDecision, WrongSettings
from toolkit.intake import pseudonyms
from toolkit.reports.documents.content import Key, Quotation
from toolkit.reports.documents.rendering import Format


@pytest.fixture
def opened(out, tmp_path):
    key = tmp_path / "elsewhere" / "review.key"
    pseudonyms.load_or_make(key)
    return Opened(out, key=key, coder="ada")


@pytest.fixture
def report(opened):
    with ReportState(opened) as state:
        yield state


def test_it_begins_with_the_whole_review_report_as_a_draft(report):
    assert report.key is Key.REPORT
    assert report.formats == (Format.HTML, Format.DOCX, Format.PDF)
    assert report.document.stamp == "Draft"


def test_another_document_comes_with_its_own_formats(report):
    report.choose("plan")
    assert report.formats == (Format.DOCX, Format.PDF, Format.XLSX, Format.CSV)
    report.choose("poem")
    assert report.key is Key.PLAN


def test_a_format_is_taken_out_and_put_back(report):
    report.toggle("html")
    assert report.formats == (Format.DOCX, Format.PDF)
    report.toggle("html")
    assert report.formats == (Format.HTML, Format.DOCX, Format.PDF)


def test_the_preview_speaks_the_language_that_is_chosen(report):
    report.speak("de")
    assert report.document.title == "Bericht der Überprüfung"


def test_the_report_follows_the_screen_until_a_language_is_chosen_for_it(opened, monkeypatch):
    screen = report_screen(opened)
    with screen.state as state:
        browser = Browser(screen, monkeypatch)
        state.language = "de"
        assert browser.press("look")["title"] == "Bericht der Überprüfung"
        assert browser.press("speak", tongue="it")["tongue"] == "it"
        state.language = "en"
        assert browser.press("look")["tongue"] == "it"


def test_a_rewritten_text_is_shown_and_taken_back(report):
    report.rewrite("report.headline", "Mend it before anything else")
    assert report.preview[0] == ("heading", "Mend it before anything else")
    assert report.saved
    report.rewrite("report.headline", "")
    assert report.preview[0] == ("heading", report.document.texts[0].draft)


def test_a_text_that_is_not_there_cannot_be_rewritten(report):
    with pytest.raises(WrongDecision):
        report.rewrite("report.T99.claim", "words")


def test_what_is_no_template_is_refused(report):
    with pytest.raises(WrongSettings):
        report.dress("brand.txt")


def test_what_is_held_back_is_said_with_its_reason(report):
    found = {one.what: one.why for one in report.withheld}
    assert found["rows and judgements of persons"]
    report.open_to("confidential")
    assert report.withheld == []


def test_one_button_writes_the_files_that_are_ordered(report, out):
    report.toggle("docx")
    report.toggle("pdf")
    report.write()
    report.work.wait()
    assert [path.name for path in report.written.paths] == ["review-report.en.draft.html"]
    assert (out / "share" / "documents" / "review-report.en.draft.html").exists()


def test_the_browser_sees_the_order_and_is_told_what_went_wrong(opened, monkeypatch):
    browser = Browser(report_screen(opened), monkeypatch)
    view = browser.press("choose", document="session")
    assert view["document"] == "session"
    assert [one["name"] for one in view["formats"]] == ["pptx", "pdf", "xlsx"]
    assert "template" in browser.press("dress", template="nowhere.txt")["trouble"]


def quotes_of(report):
    return [one for one in report.document.blocks if isinstance(one, Quotation)]


def test_a_persons_translation_stands_below_the_quote_and_is_taken_back(report):
    report.speak("it")
    slot = next(one for one in report.document.texts if one.language)
    words = slot.draft
    report.rewrite(slot.key, "Non funziona mai.")
    shown = next(one for one in quotes_of(report) if one.words == words)
    assert shown.translation == "Non funziona mai."
    assert next(one for one in report.document.texts if one.key == slot.key).rewritten
    report.rewrite(slot.key, "")
    assert next(one for one in quotes_of(report) if one.words == words).translation == ""


def test_each_quote_in_another_language_has_one_field(report):
    report.speak("it")
    fields = [one.key for one in report.document.texts if one.language]
    assert len(fields) == len(set(fields)) > 0
    assert {one.words for one in quotes_of(report) if one.foreign} == {
        one.draft for one in report.document.texts if one.language
    }
