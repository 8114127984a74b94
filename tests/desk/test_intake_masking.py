"""What was masked and withheld: kinds, counts and reasons, and a person's word on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.desk.conftest import AT, save
from tests.desk.pressing import Browser
from toolkit.desk import strings
from toolkit.desk.intake_masking import MASK_WORDS, NO_LONGER
from toolkit.desk.intake_screen import intake_screen
from toolkit.desk.intake_state import IntakeState
from toolkit.desk.opening import Opened
from toolkit.desk.people_names import SHOWN_FOR
from toolkit.errors import KeyMissing, ToolkitError, WrongDecision
from toolkit.intake import pseudonyms
from toolkit.model.findings import Findings
from toolkit.model.intake import Person
from toolkit.pipeline.redacting import (
    NO_QUOTES,
    OFF_RECORD,
    REFUSED,
    redact_statements,
    why_withheld,
)
from toolkit.privacy.private_matters import REASONS
from toolkit.privacy.redaction import SHOWN
from toolkit.settings import Settings

SAID = "Ask Torquil Wetherby at Larkspur about the lost bookings."
TIME = [AT]


def in_key(path: Path) -> pseudonyms.Key:
    """A key in which one person has a name."""
    key = pseudonyms.load_or_make(path)
    key.add([Person(person_id="E7", rank=1, name="Torquil Wetherby", email="tw@harbour.example")])
    return key


@pytest.fixture
def masked(tmp_path: Path, findings: Findings) -> Iterator[IntakeState]:
    """A review in which one statement names a colleague, one is private, one off the record."""
    first, second, third, *others = findings.statements
    said = (
        replace(first, text=SAID, source=replace(first.source, text=SAID)),
        replace(second, text="Since my burn-out I avoid it."),
        replace(third, source=replace(third.source, off_record=True)),
        *others,
    )
    key = in_key(tmp_path / "key.json")
    shown = redact_statements(said, findings.intake, key, Settings())
    out = save(tmp_path / "out", replace(findings, statements=said, redacted=shown))
    TIME[0] = AT
    opened = Opened(out, key=tmp_path / "key.json", coder="Ann")
    opened.clock = lambda: TIME[0]
    with IntakeState(opened) as state:
        yield state


def of(state: IntakeState, place: int) -> str:
    return state.opened.findings.statements[place].statement_id


def test_every_kind_is_counted_in_marks_and_statements(masked: IntakeState) -> None:
    page = masked.masking.page(masked.say)
    counts = {one.name: (one.marks, one.statements) for one in page.counts}
    assert counts["name"] == (1, 1)


def test_what_is_withheld_is_told_with_its_reason(masked: IntakeState) -> None:
    reasons = {one.label: one.statements for one in masked.masking.page(masked.say).reasons}
    assert reasons[OFF_RECORD] == 1
    assert reasons[REASONS["health"]] == 1


def test_masked_withheld_and_whole_statements_add_up(masked: IntakeState) -> None:
    page = masked.masking.page(masked.say)
    assert page.whole + page.total == len(masked.opened.findings.statements)


def test_the_list_is_narrowed_to_what_a_number_counts(masked: IntakeState) -> None:
    masked.masking.narrow("name")
    assert list(masked.masking.listed) == [of(masked, 0)]
    masked.masking.narrow(f"withheld:{OFF_RECORD}")
    assert list(masked.masking.listed) == [of(masked, 2)]
    masked.masking.narrow("")
    assert len(masked.masking.listed) == masked.masking.page(masked.say).total


def test_the_words_as_said_are_shown_only_while_names_are(masked: IntakeState) -> None:
    masked.masking.go(of(masked, 0))
    assert masked.masking.page(masked.say).card.said == ()
    assert "Wetherby" not in str(masked.masking.page(masked.say))
    masked.names.unlock()
    said = masked.masking.page(masked.say).card.said
    assert "".join(one.words for one in said) == SAID
    assert [one.words for one in said if one.kind == "name"] == ["Torquil Wetherby"]
    TIME[0] = AT + SHOWN_FOR
    assert masked.masking.page(masked.say).card.said == ()


def test_what_was_said_off_the_record_stays_closed(masked: IntakeState) -> None:
    masked.names.unlock()
    masked.masking.go(of(masked, 2))
    card = masked.masking.page(masked.say).card
    assert (card.line.reason, card.said, card.shown) == (OFF_RECORD, (), ())


def test_words_that_a_person_masks_go_out_with_the_next_run(masked: IntakeState) -> None:
    masked.mask("  Larkspur ")
    assert masked.opened.settings.mine.privacy.redact_also == ("Larkspur",)
    masked.masking.go(of(masked, 0))
    page = masked.masking.page(masked.say)
    assert [(one.label, one.statements) for one in page.also] == [("Larkspur", 1)]
    assert "Larkspur" not in "".join(one.words for one in page.card.next)


def test_the_words_of_others_cannot_be_searched_for_names_here(masked: IntakeState) -> None:
    masked.masking.narrow("words:Torquil")
    assert list(masked.masking.listed) == []
    masked.mask("Torquil")
    masked.masking.narrow("words:Torquil")
    assert list(masked.masking.listed) == [of(masked, 0)]


def test_words_that_are_no_name_stay_after_the_next_run(masked: IntakeState) -> None:
    masked.mask("Larkspur")
    masked.stay("Larkspur")
    privacy = masked.opened.settings.mine.privacy
    assert (privacy.redact_also, privacy.not_redacted) == ((), ("Larkspur",))
    key = pseudonyms.load(masked.opened.key)
    found = masked.opened.findings
    mine = masked.opened.settings
    assert "Larkspur" in redact_statements(found.statements, found.intake, key, mine)[of(masked, 0)]


def test_a_name_that_the_machine_took_for_one_is_let_stand(masked: IntakeState) -> None:
    masked.stay("Torquil")
    masked.masking.go(of(masked, 0))
    assert "Torquil" in "".join(one.words for one in masked.masking.page(masked.say).card.next)


@pytest.mark.parametrize("words", ["Torquil Wetherby", "tw@harbour.example"])
def test_somebodys_name_or_address_is_never_called_none(masked: IntakeState, words: str) -> None:
    with pytest.raises(WrongDecision, match="somebody of the organisation"):
        masked.stay(words)
    assert masked.opened.settings.mine.privacy.not_redacted == ()


@pytest.mark.parametrize("words", ["", "  ", "x", "?!"])
def test_no_words_are_no_words(masked: IntakeState, words: str) -> None:
    with pytest.raises(WrongDecision, match="no words"):
        masked.mask(words)


def test_a_word_that_was_given_is_taken_back(masked: IntakeState) -> None:
    masked.mask("Larkspur")
    masked.unmask("also", "Larkspur")
    assert masked.opened.settings.mine.privacy.redact_also == ()


def test_without_the_key_nothing_real_is_shown_and_no_name_is_let_stand(
    out: Path, findings: Findings
) -> None:
    with IntakeState(Opened(out, key=out / "nowhere.json", coder="Ann")) as state:
        page = state.masking.page(state.say)
        assert not page.has_key
        with pytest.raises(KeyMissing):
            state.stay("Larkspur")


def test_a_reason_that_no_longer_holds_asks_for_a_run(out: Path, findings: Findings) -> None:
    hidden = {**findings.redacted, findings.statements[0].statement_id: ""}
    save(out, replace(findings, redacted=hidden))
    with IntakeState(Opened(out, key=out / "nowhere.json", coder="Ann")) as state:
        assert NO_LONGER in [one.label for one in state.masking.page(state.say).reasons]


def test_before_a_run_the_page_says_so_and_shows_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = intake_screen(Opened(tmp_path / "new", key=tmp_path / "no.json", coder="Ann"))
    view = Browser(screen, monkeypatch).press("page", page="masked")
    assert view["masked"] is None
    with pytest.raises(ToolkitError, match="no review"):
        _ = screen.state.masking
    screen.close()


def test_the_page_lists_a_window_of_rows_and_moves_it(
    masked: IntakeState, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = intake_screen(masked.opened)
    browser = Browser(screen, monkeypatch)
    first = browser.press("page", page="masked")["masked"]
    second = browser.press("step", by=1)["masked"]
    assert second["position"] == first["position"] + 1
    assert second["card"]["line"]["statement_id"] != first["card"]["line"]["statement_id"]
    assert browser.press("scroll", start=1)["masked"]["start"] == 1
    screen.sitting.close()
    screen.close()


def test_every_mark_and_reason_has_its_words_in_german() -> None:
    known = set(strings.catalogue("de"))
    reasons = {OFF_RECORD, NO_QUOTES, REFUSED, NO_LONGER, *REASONS.values()}
    assert set(MASK_WORDS) == set(SHOWN)
    assert sorted({*MASK_WORDS.values(), *reasons} - known) == []


def test_a_refusal_and_a_promise_are_reasons_too(findings: Findings) -> None:
    assert why_withheld(findings.statements, findings.intake, Settings()) == {
        one.statement_id: OFF_RECORD for one in findings.statements if one.source.off_record
    }
