"""Invitations: courses to attendees, counts to managers, calendars that other programs read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from tests import world
from tests.relaunch import plan_world
from toolkit.language.catalogue import words_of
from toolkit.relaunch.invitations import Inviting, invitations_for
from toolkit.relaunch.matters import find_matters
from toolkit.relaunch.training_units import draft_units


def unit(**hand):
    ground = plan_world.ground()
    ((found,), _) = draft_units(find_matters(ground), ground)
    return replace(found, hand=replace(found.hand, **hand))


def letters(one, least=5, language="en", addresses=None):
    given = Inviting(
        people=world.findings().intake.by_id(),
        say=words_of(language),
        made_at=datetime(2026, 5, 20, 9, 0, tzinfo=UTC),
        least=least,
        addresses=addresses,
    )
    return invitations_for([one], given)


def test_managers_get_counts_and_no_names():
    found = [one for one in letters(unit(), least=3) if one.what == "managers"]
    assert [one.to for one in found] == [("P09",)]
    assert "3 of your people" in found[0].text
    assert not any(one.person_id in found[0].text for one in world.people())


def test_managers_of_too_few_are_told_nothing():
    assert not [one for one in letters(unit()) if one.what == "managers"]


def test_the_trainer_gets_the_cases_and_the_signal():
    (trainer,) = [one for one in letters(unit()) if one.what == "trainer"]
    assert "How do I split a coach party?" in trainer.text
    assert "tickets closed by showing how" in trainer.text


def test_without_a_date_there_is_no_calendar():
    assert all(not one.calendar for one in letters(unit()))


def test_a_calendar_holds_day_length_and_guests_and_is_folded():
    dated = unit(due=date(2026, 9, 3))
    known = {"P08": ('Ann "Brine"', "ann@corran.example")}
    (attendees,) = [one for one in letters(dated, addresses=known) if one.what == "attendees"]
    lines = attendees.calendar.split("\r\n")
    assert "DTSTART:20260903T093000" in lines
    assert lines[0] == "BEGIN:VCALENDAR"
    assert all(len(line.encode()) <= 75 for line in lines)
    unfolded = attendees.calendar.replace("\r\n ", "")
    assert 'CN="Ann Brine"' in unfolded
    assert "mailto:ann@corran.example" in unfolded


def test_a_hostile_step_stays_text_in_the_calendar():
    dated = replace(unit(due=date(2026, 9, 3)), step="a;b,c\\d\nEND:VEVENT\x00")
    (attendees,) = [one for one in letters(dated) if one.what == "attendees"]
    assert attendees.calendar.replace("\r\n ", "").count("\r\nEND:VEVENT\r\n") == 1
    assert "a\\;b\\,c\\\\d\\nEND:VEVENT" in attendees.calendar.replace("\r\n ", "")


def test_letters_are_written_in_the_language_asked_for():
    german = letters(unit(), language="de")
    assert any("eingeladen" in one.text for one in german)
