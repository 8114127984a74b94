"""Who takes part, as heads of transcripts in five languages and a tool's cue numbers tell it."""

from __future__ import annotations

from datetime import date

import pytest

from toolkit.intake.days_near import notes_on_their_days, talk_on_its_day
from toolkit.intake.heads import name_of_other_side, names_in_head
from toolkit.intake.notes import read_notes
from toolkit.intake.raw import RawFile, RawParagraph, TranscriptReading
from toolkit.intake.transcripts import read_transcript
from toolkit.settings import FileSettings


def _read(text: str, extension: str = "txt", file: str = "a.txt") -> TranscriptReading:
    raw = RawFile(file=file, form="text", extension=extension, text=text)
    return read_transcript(raw, FileSettings())


def _talk(asks: str, answers: str, stamp: str = "") -> str:
    lines = []
    for day in ("Monday", "Tuesday", "Friday", "Saturday"):
        lines.append(f"{asks}: What happened on {day}?{stamp}")
        lines.append(f"{answers}: On {day} the route was gone again for me.{stamp}")
    return "\n\n".join(lines)


@pytest.mark.parametrize(
    ("answers", "asks"),
    [
        ("Person interviewed", "Interviewed by"),
        ("Interviewte Person", "Interview durch"),
        ("Persona intervistata", "Intervistatrice"),
        ("Personne interviewée", "Enquêtrice"),
        ("Persona entrevistada", "Entrevistadora"),
    ],
)
def test_the_only_one_who_answers_is_named_by_a_role_in_the_head(answers, asks):
    head = f"Talk 07\n{answers}: Ida Kolk, adviser\nDate: 18.05.2026\n{asks}: Harriet Stone\n\n"
    found = _read(head + _talk("I", "B1"))
    assert found.speakers["B1"].name == "Ida Kolk"
    assert {turn.speaker for turn in found.turns} == {"I", "B1"}


def test_a_name_behind_interview_is_who_asks_where_the_other_is_told():
    head = "Befragter: Ida Kolk, adviser\nDatum: 05.05.2026\nInterview: Harriet Stone\n\n"
    found = _read(head + _talk("I", "B", " #00:00:07-3#"))
    assert found.speakers["B"].name == "Ida Kolk"
    assert {turn.speaker for turn in found.turns} == {"I", "B"}


def test_a_first_turn_with_a_time_behind_is_no_list_of_people():
    talk = _talk("I", "B", " #00:00:07-3#").replace("What", "Madame Kolk, merci. Et donc, what", 1)
    found = _read("Personne interviewée : Ida Kolk\n\n" + talk)
    assert len(found.turns) == 8


def test_participants_told_by_their_codes_are_no_words_of_anybody():
    talk = _talk("I", "B1") + "\n\nB2: For me it was fine on Monday."
    found = _read("Group\n\nTeilnehmende: B1 und B2, siehe Liste\n\n" + talk)
    assert {turn.speaker for turn in found.turns} == {"I", "B1", "B2"}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Intervista a Ida Kolk, consulente", "Ida Kolk"),
        ("Intervista alla sig.ra Ida Kolk", "Ida Kolk"),
        ("Intervista con la sig.ra Kolk", "Kolk"),
        ("Entretien avec Mme Ida Kolk", "Ida Kolk"),
        ("Entrevista 3 a Ida Kolk (Toledo)", "Ida Kolk"),
        ("Interview: Ida Kolk", "Ida Kolk"),
        ("Gespräch mit Frau Kolk", "Kolk"),
        ("Interview Transcript", ""),
        ("Interview Guide", ""),
    ],
)
def test_a_title_names_who_was_interviewed(line, name):
    assert name_of_other_side([line], "") == name


def test_a_code_or_one_letter_stands_for_a_full_name():
    assert names_in_head(["B1 = Ida Kolk", "I = Harriet Stone", "Q3 = Sales"]) == {
        "b 1": "Ida Kolk",
        "i": "Harriet Stone",
    }


def test_webex_names_the_speaker_beside_the_number_of_the_cue():
    cues = [
        f'{n} "{who}" (19044177{n})\n00:00:0{n}.000 --> 00:00:0{n}.900\nIn week {n} it was gone.'
        for n, who in enumerate(("Harriet Stone", "Kolk Ida", "Harriet Stone", "Kolk Ida"), 1)
    ]
    found = _read("WEBVTT\n\n" + "\n\n".join(cues), "vtt", "a.vtt")
    assert found.reading.format == "Webex .vtt"
    assert [(one.speaker, one.text) for one in found.turns][1] == (
        "Kolk Ida",
        "In week 2 it was gone.",
    )


def test_the_year_of_a_template_gives_way_to_that_of_the_other_files():
    notes = read_notes(
        RawFile(
            file="notes.docx",
            form="paragraphs",
            extension="docx",
            modified_on=date(2013, 12, 23),
            paragraphs=(
                RawParagraph(text="Ida Kolk, 5 May", style="heading"),
                RawParagraph(text="route is gone every morning", style="bullet"),
                RawParagraph(text="wants a button that copies last week", style="bullet"),
            ),
        ),
        FileSettings(),
    )
    assert {one.said_on for one in notes.sources} == {date(2013, 5, 5)}
    moved = notes_on_their_days(notes, date(2026, 4, 20))
    assert {one.said_on for one in moved.sources} == {date(2026, 5, 5)}
    assert moved.reading.last_on == date(2026, 5, 5)


def test_a_year_that_is_written_stays():
    found = _read(f"Interview with Ida Kolk, 5 May 2024\n\n{_talk('I', 'B')}")
    assert talk_on_its_day(found, date(2026, 4, 20)).said_on == date(2024, 5, 5)


def test_many_cues_without_a_speaker_are_a_problem():
    cues = [f"00:00:{n:02d}.000 --> 00:00:{n:02d}.900\nIt was gone on day {n}." for n in range(12)]
    assert "no name of a speaker" in _read("WEBVTT\n\n" + "\n\n".join(cues), "vtt").reading.problem
    assert not _read("WEBVTT\n\n" + "\n\n".join(cues[:5]), "vtt").reading.problem
