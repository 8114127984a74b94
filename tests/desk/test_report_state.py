"""The report screen: what is ordered, what is held back, and texts that a person rewrites."""

import pytest

from tests.desk.pressing import Browser
from toolkit.desk.opening import Opened
from toolkit.desk.report_screen import report_screen
from toolkit.desk.report_state import ReportState
from toolkit.errors import WrongDecision, WrongSettings
from toolkit.intake import pseudonyms
from toolkit.model.intake import Person
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
    assert "Mend it before anything else" in report.page
    assert report.saved
    report.rewrite("report.headline", "")
    assert "Mend it before anything else" not in report.page
    assert not report.document.texts[0].rewritten


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
    assert report.withheld == ()


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


def test_the_preview_is_the_whole_document_whose_links_stay_within_it(report):
    assert report.page.startswith("<!doctype html>")
    assert '<base href="about:srcdoc">' in report.page
    assert all(one.text in report.page for one in report.document.headings if "'" not in one.text)


def test_the_page_is_sent_when_the_browser_asks_for_it(opened, monkeypatch):
    browser = Browser(report_screen(opened), monkeypatch)
    first = browser.press("look")
    assert first["page"] == ""
    asked = browser.press("page")
    assert asked["page"].startswith("<!doctype html>")
    assert asked["page_mark"] == first["page_mark"]
    assert browser.press("choose", document="plan")["page_mark"] != first["page_mark"]


def test_the_last_format_stays(report):
    for name in ("html", "docx", "pdf"):
        report.toggle(name)
    assert report.formats == (Format.PDF,)


def test_a_rewritten_text_is_taken_back_by_undo(report):
    report.rewrite("report.headline", "Mend it first")
    report.rewrite("report.headline", "Mend it before anything else")
    report.undo()
    assert report.document.texts[0].shown == "Mend it first"
    report.undo()
    assert not report.document.texts[0].rewritten
    with pytest.raises(WrongDecision):
        report.undo()


def test_undo_here_takes_back_nothing_of_the_plan(report):
    report.workspace.decide("text:fix-T01", "owner_role", "IT", coder="ada", at=report.clock())
    with pytest.raises(WrongDecision):
        report.undo()


def test_a_template_comes_from_the_browser_in_pieces(opened, monkeypatch):
    screen = report_screen(opened)
    browser = Browser(screen, monkeypatch)
    browser.press("begin_template")
    for piece in (b"PK", b"rest"):
        screen._handle_custom_msg({"do": "piece", "name": "house.dotx"}, [piece])
    view = browser.press("end_template", name="house.dotx")
    assert view["template"] == "house.dotx"
    assert screen.state.order.template.read_bytes() == b"PKrest"
    assert browser.press("dress", template="")["template"] == ""


def test_a_file_from_the_browser_that_is_no_template_is_refused(opened, monkeypatch):
    screen = report_screen(opened)
    browser = Browser(screen, monkeypatch)
    browser.press("begin_template")
    screen._handle_custom_msg({"do": "piece", "name": "house.exe"}, [b"MZ"])
    assert "template" in browser.press("end_template", name="house.exe")["trouble"]
    assert screen.state.order.template is None


def test_a_template_leads_to_no_other_folder(opened, monkeypatch):
    screen = report_screen(opened)
    browser = Browser(screen, monkeypatch)
    browser.press("begin_template")
    screen._handle_custom_msg({"do": "piece", "name": "../house.dotx"}, [b"PK"])
    assert browser.heard[-1]["view"]["trouble"]
    assert browser.press("end_template", name="../house.dotx")["template"] == ""


def test_what_was_written_is_listed_handed_over_and_looked_through(opened, monkeypatch):
    screen = report_screen(opened)
    browser = Browser(screen, monkeypatch)
    assert browser.press("look")["files"] == []
    browser.press("toggle", format="docx")
    browser.press("toggle", format="pdf")
    browser.press("write")
    screen.state.work.wait()
    view = browser.press("tick")
    assert [one["name"] for one in view["files"]] == view["fresh"]
    assert view["problems"] is None
    file = view["files"][0]
    browser.press("download", file=f"{file['folder']}/{file['name']}")
    assert browser.files[file["name"]].startswith(b"<!doctype html>")
    assert browser.press("download", file="confidential/review.sqlite")["trouble"]
    browser.press("check")
    screen.state.work.wait()
    assert browser.press("tick")["problems"] == []


def test_a_name_that_was_written_into_share_is_found(opened, out):
    key = pseudonyms.load(opened.key)
    key.add([Person(person_id="E7", rank=0, name="Wilhelmina Birch")])
    (out / "share" / "note.txt").write_text("As Wilhelmina Birch said.", encoding="utf-8")
    with ReportState(opened) as report:
        report.check()
        report.work.wait()
        assert [one for one in report.problems if "share/note.txt" in one]


def test_numbers_lead_to_their_statements(opened, monkeypatch):
    screen = report_screen(opened)
    browser = Browser(screen, monkeypatch)
    went = []
    screen.opens = lambda name, ids: went.append((name, tuple(ids)))
    assert browser.press("look")["numbers"] == []
    numbers = browser.press("numbers")["numbers"]
    themes = {one.theme_id: one.statement_ids for one in screen.state.review.findings.themes}
    assert {one["key"]: one["statements"] for one in numbers if one["key"] in themes} == {
        key: len(ids) for key, ids in themes.items()
    }
    browser.press("behind", key="T01")
    assert went == [("codes", themes["T01"])]


def test_every_text_of_a_theme_leads_to_its_statements(opened, monkeypatch):
    browser = Browser(report_screen(opened), monkeypatch)
    texts = {one["key"]: one["theme"] for one in browser.press("look")["texts"]}
    assert len(texts) == len(browser.heard[-1]["view"]["texts"])
    assert texts["report.headline"] is None
    assert texts["report.T01.title"]["key"] == "T01"
    assert texts["report.T01.title"]["statements"] > 0


def test_statements_without_words_are_reached_where_they_are_counted(report):
    silent = next(one for one in report.withheld if one.statement_ids)
    assert silent.what.startswith(f"{len(silent.statement_ids)} ")
    assert report.behind("silent") == silent.statement_ids
