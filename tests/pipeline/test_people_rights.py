"""What is held on somebody, forgetting somebody, and the end of a review."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests import world
from tests.desk.conftest import AT, save
from toolkit.errors import ToolkitError, UnknownSubject
from toolkit.intake import pseudonyms
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.findings import Coding, Part, Theme
from toolkit.model.forgotten import forgotten_in
from toolkit.model.intake import Person
from toolkit.pipeline.hearing import SNAPSHOT as HEARD
from toolkit.pipeline.people_about import about_person
from toolkit.pipeline.people_closing import CLOSED, close_review, prepare_closing
from toolkit.pipeline.people_forgetting import forget_person, without_people
from toolkit.pipeline.people_naming import find_person
from toolkit.pipeline.places import Places
from toolkit.pipeline.redacting import redact_statements
from toolkit.pipeline.theming import THEMES
from toolkit.workspace import Workspace

WORDS = "Bookings vanish when the pier loses its signal."
OTHERS = "I saved a lorry twice and it was gone by lunch."
TODAY = date(2026, 5, 5)
NOW = datetime(2026, 5, 5, tzinfo=UTC)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """The ferry company's review with a judgement on P03, remarks, caches and a report."""
    found = world.findings()
    folder = save(tmp_path / "out", found)
    places = Places(folder)
    (places.cache / "vectors.npy").write_bytes(b"vectors")
    (places.cache / "language_model.sqlite").write_bytes(b"answers")
    (places.confidential / "llm").mkdir()
    (places.confidential / "llm" / "suggestions.json").write_text(WORDS)
    (places.tables / "statements.csv").write_text(WORDS)
    (places.share / "report.html").write_text(WORDS)
    own = next(one for one in found.statements if one.text == WORDS)
    with Workspace.open(places.workspace) as workspace:
        workspace.decide("person:P03", "stance", "sceptic", coder="Ann", at=AT, memo="talked long")
        workspace.decide("person:P03", "promise", "a look at the pier", coder="Ann", at=AT)
        workspace.decide("person:P04", "stance", "detractor", coder="Ann", at=AT, memo="heard")
        subject = f"statement:{own.statement_id}"
        workspace.decide(subject, "cause", "defect", coder="Ann", at=AT, memo="the pier again")
        workspace.save_snapshot(HEARD, {}, dict(found.codings))
        workspace.save_snapshot(THEMES, {}, found.themes)
    return folder


def everything_in(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_a_person_is_told_the_own_words_ratings_records_and_judgements(out: Path) -> None:
    found = about_person(out, "P03", today=TODAY)
    assert WORDS in found.text
    assert "talked long" in found.text
    assert "a look at the pier" in found.text
    assert OTHERS not in found.text
    assert found.path.stat().st_mode & 0o077 == 0
    assert found.path.read_text() == found.text


def test_stance_is_told_in_neutral_words(out: Path) -> None:
    text = about_person(out, "P04", today=TODAY).text
    assert "critical" in text
    assert "detractor" not in text
    assert "antagonist" not in text


@pytest.mark.parametrize(
    ("language", "title"), [("de", "Was Sie gesagt haben"), ("it", "Che cosa")]
)
def test_the_text_is_there_in_the_persons_language(out: Path, language: str, title: str) -> None:
    text = about_person(out, "P03", today=TODAY, language=language).text
    assert title in text
    assert WORDS in text


def test_every_statement_that_a_reason_rests_on_is_among_the_words_that_are_shown(
    out: Path,
) -> None:
    words, _, rest = about_person(out, "P03", today=TODAY).text.partition("## What you ticked")
    named = set(re.findall(r"S-r\d+-\w+-\d", rest))
    assert named
    assert named <= set(re.findall(r"S-r\d+-\w+-\d", words))


def test_parts_tell_their_reasons_in_the_persons_language(tmp_path: Path) -> None:
    found = world.findings()
    parts = (
        Part(name="reports", value=1.0, weight=0.25, because="44 report to this person"),
        Part(name="office", value=1.0, weight=0.35, because="executive"),
    )
    own = tuple(
        replace(one, influence_parts=parts) if one.person_id == "P03" else one
        for one in found.stakeholders
    )
    out = save(tmp_path / "out", replace(found, stakeholders=own))
    text = about_person(out, "P03", today=TODAY, language="de").text
    judged = text.partition("## Was über Sie vorgeschlagen wird")[2].partition("## ")[0]
    assert "Menschen, die Sie führen: 1,00 × 0,25 — dieser Person unterstellt: 44" in judged
    assert "Ihre Stellung: 1,00 × 0,35 — Geschäftsleitung" in judged
    assert "Wie das Projekt Sie gewinnen könnte: indem Sie" in judged
    assert "Wovon Sie am meisten sprechen" in judged


def test_what_is_planned_with_a_person_is_told(out: Path) -> None:
    with Workspace.open(Places(out).workspace) as workspace:
        workspace.decide("person:P03", "promise_owner", "harbour master", coder="Ann", at=AT)
        workspace.decide("person:P03", "promise_due", "2026-06-01", coder="Ann", at=AT)
    text = about_person(out, "P03", today=TODAY, language="de").text
    planned = text.partition("## Was mit Ihnen geplant ist")[2].partition("## ")[0]
    assert "Welle" in planned
    assert "hält: harbour master; fällig am 1. Juni 2026; noch offen" in planned
    assert "a look at the pier" in planned


def test_who_declines_reads_that_nobody_asks(out: Path) -> None:
    with Workspace.open(Places(out).workspace) as workspace:
        workspace.decide("person:P03", "may_approach", "no", coder="Ann", at=AT)
    text = about_person(out, "P03", today=TODAY).text
    assert "You do not agree to be approached" in text
    assert "A talk with you would be had" not in text
    assert "May be approached = no" in text


def test_what_was_entered_as_intent_is_told_with_the_deed_it_rests_on(out: Path) -> None:
    with Workspace.open(Places(out).workspace) as workspace:
        workspace.decide(
            "person:P03", "intent", "works against it", coder="Ann", at=AT, memo="the note of 3 May"
        )
    text = about_person(out, "P03", today=TODAY, language="de").text
    assert "Absicht, von einem Menschen eingetragen = arbeitet dagegen — the note of 3 May" in text


def test_somebody_else_is_not_found(out: Path) -> None:
    with pytest.raises(UnknownSubject):
        about_person(out, "P99", today=TODAY, key=out / "nowhere.json")


def test_after_forgetting_no_byte_of_the_review_holds_the_words(out: Path) -> None:
    assert WORDS.encode() in everything_in(out)
    done = forget_person(out, "P03", coder="Ann", at=NOW)
    left = everything_in(out)
    assert WORDS.encode() not in left
    assert b"talked long" not in left
    assert b"a look at the pier" not in left
    assert b"the pier again" not in left
    assert done.statements > 0
    assert done.decisions == 2
    assert not any(Places(out).cache.iterdir())
    assert not (Places(out).confidential / "llm").exists()


def test_forgetting_leaves_the_counts_and_everybody_else(out: Path) -> None:
    forget_person(out, "P03", coder="Ann", at=NOW)
    with Workspace.open(Places(out).workspace, make=False) as workspace:
        rows = workspace.history()
        heard = workspace.load_snapshot(HEARD, dict[str, Coding]) or {}
        themes = workspace.load_snapshot(THEMES, tuple[Theme, ...]) or ()
    kept = [(row.subject.split(":")[0], row.field, row.decided, row.memo) for row in rows]
    assert ("person", "stance", "detractor", "heard") in kept
    assert ("statement", "cause", "defect", "") in kept
    mine = {
        one.statement_id for one in world.findings().statements if one.source.person_id == "P03"
    }
    assert heard
    assert not mine & set(heard)
    assert themes
    assert not mine & {key for one in themes for key in one.statement_ids}


def test_the_log_is_guarded_again_after_forgetting(out: Path) -> None:
    import sqlite3

    forget_person(out, "P03", coder="Ann", at=NOW)
    with sqlite3.connect(Places(out).workspace) as database:
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            database.execute("DELETE FROM decisions")


def test_who_was_forgotten_stays_forgotten_whatever_is_undone(out: Path) -> None:
    forget_person(out, "P03", coder="Ann", at=NOW)
    with Workspace.open(Places(out).workspace, make=False) as workspace:
        workspace.undo(coder="Ann", at=NOW)
        assert forgotten_in(workspace.decisions()) == {"P03"}


def test_a_run_after_it_reads_nothing_of_the_person() -> None:
    intake = world.findings().intake
    left = without_people(intake, {"P03"})
    assert not any(one.person_id == "P03" for one in left.sources)
    assert not any("P03" in (one.from_id, one.to_id) for one in left.ties)
    assert not any(one.person_id == "P03" for one in left.closed)
    assert len(left.closed) == len(intake.closed)
    assert len(left.people) == len(intake.people)
    assert [one for one in left.sources if one.person_id] == [
        one for one in intake.sources if one.person_id and one.person_id != "P03"
    ]
    assert any("1 person removed" in note for file in left.files for note in file.notes)


def test_nobody_to_forget_changes_nothing() -> None:
    intake = world.findings().intake
    assert without_people(intake, ()) is intake


def key_of(path: Path) -> pseudonyms.Key:
    key = pseudonyms.load_or_make(path)
    key.add(
        [
            Person(person_id="E7", rank=0, name="Una Birch", email="una@ferry.example"),
            Person(person_id="E8", rank=1, name="Una Birch"),
        ]
    )
    return key


def test_a_person_is_found_by_id_and_address_and_a_name_of_two_by_neither(tmp_path: Path) -> None:
    key = key_of(tmp_path / "key.json")
    known = {one.pseudonym for one in key.entries()}
    places = Places(tmp_path / "out")
    assert find_person("E7", known, places, key.path) == key.pseudonym("E7")
    assert find_person("UNA@ferry.example", known, places, key.path) == key.pseudonym("E7")
    with pytest.raises(UnknownSubject, match="2 people"):
        find_person("Una Birch", known, places, key.path)


def test_closing_deletes_key_workspace_and_confidential_output(out: Path, tmp_path: Path) -> None:
    key = key_of(tmp_path / "key.json").path
    closing = prepare_closing(out, TODAY, key)
    assert "No day was agreed" in str(closing)
    close_review(closing)
    assert not key.exists()
    assert not Places(out).confidential.exists()
    assert (
        (Places(out).share / CLOSED).read_text().startswith("This review was closed on 2026-05-05")
    )
    with pytest.raises(ToolkitError):
        prepare_closing(out, TODAY, key)


def test_closing_says_that_the_agreed_day_has_not_come(out: Path, tmp_path: Path) -> None:
    Places(out).settings.write_text(
        '[mine.files."spring.csv".promise]\ndelete_by = 2026-12-31\n', encoding="utf-8"
    )
    assert "has not come yet" in str(prepare_closing(out, TODAY, tmp_path / "key.json"))


def test_who_does_not_agree_to_be_quoted_is_quoted_nowhere(tmp_path: Path) -> None:
    found = world.findings()
    key = pseudonyms.load_or_make(tmp_path / "key.json")
    row = Decision(
        decision_id=1,
        subject="person:P03",
        field="may_quote",
        suggested="",
        confidence=None,
        decided="no",
        coder="Ann",
        at=AT,
    )
    given = (found.statements, found.intake, key, world.settings())
    before, after = redact_statements(*given), redact_statements(*given, Decisions([row]))
    mine = {one.statement_id for one in found.statements if one.source.person_id == "P03"}
    assert any(before[one] for one in mine)
    assert not any(after[one] for one in mine)
    assert {k: v for k, v in before.items() if k not in mine} == {
        k: v for k, v in after.items() if k not in mine
    }
