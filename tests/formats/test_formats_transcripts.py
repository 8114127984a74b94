"""Interviews at Noordzij Orchards, an invented fruit grower with the tool Gaard, in every form."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.formats import make_words
from tests.formats.make_surveys import said
from tests.formats.make_tables import doubtful, put, read, reading_of
from toolkit.model.intake import Intake
from toolkit.model.vocabulary import Channel, FileKind

STAFF = """Staff no,Name,Email,Department,Function
501,Famke Dijkgraaf,f.dijkgraaf@noordzij.example,Picking,Team Lead
502,Jurriaan Smit,j.smit@noordzij.example,Picking,Picker
503,Élodie Marchand,e.marchand@noordzij.example,Sales,Key Account Manager
504,Rüdiger Thoma,r.thoma@noordzij.example,Sales,Head of Sales
"""
TALK: list[make_words.Line] = [
    ("Ottilie Brandt (Facilitator)", "0:03", "Thanks for making time. How do you use Gaard?"),
    ("Famke Dijkgraaf", "0:09", "I open it at six, before the pickers come."),
    ("Famke Dijkgraaf", "0:15", "But the crates I enter are gone by noon."),
    ("Ottilie Brandt (Facilitator)", "0:22", "Does that happen every day?"),
    ("Famke Dijkgraaf", "0:27", "Every day since the update in May."),
    ("Jurriaan Smit", "0:33", "I never had a course, I learned it from Famke."),
    ("Ottilie Brandt (Facilitator)", "0:40", "What would help you most?"),
    ("Jurriaan Smit", "0:44", "A half hour in the orchard with somebody who knows it."),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, "staff.csv", STAFF)
    return tmp_path


def spoken(intake: Intake) -> list[tuple[str, str]]:
    """Person and words of each turn, in the order of the conversation."""
    found = [source for source in intake.sources if source.channel is Channel.INTERVIEW]
    return [
        (source.person_id, source.text) for source in sorted(found, key=lambda one: one.position)
    ]


def assert_talk(intake: Intake, file: str, *, form: str) -> None:
    """The talk above: three turns of two people, nothing of the interviewer's."""
    reading = reading_of(intake, file)
    assert reading.kind is FileKind.TRANSCRIPT
    assert form in reading.format
    words = " ".join(text for _, text in spoken(intake))
    assert "the crates I enter are gone by noon." in words
    for question in ("Thanks for making time", "Does that happen", "What would help"):
        assert question not in words
    assert {person for person, _ in spoken(intake)} == {"501", "502"}
    assert said(intake, "gone by noon").person_id == "501"
    assert said(intake, "half hour in the orchard").person_id == "502"
    assert said(intake, "Every day since").before == "Does that happen every day?"
    assert not doubtful(intake)


def test_teams_docx(folder: Path):
    make_words.teams_docx(folder / "Gaard talk.docx", "Gaard talk", TALK)
    intake = read(folder)
    assert_talk(intake, "Gaard talk.docx", form="Teams")
    assert said(intake, "gone by noon").said_on == date(2025, 3, 12)


def test_older_teams_docx(folder: Path):
    make_words.older_teams_docx(folder / "Gaard talk.docx", TALK)
    assert_talk(read(folder), "Gaard talk.docx", form="Teams")


def test_teams_vtt_with_words_over_two_lines(folder: Path):
    cues = [
        f"2e1b/{at}-0\n00:{time.zfill(5)}.250 --> 00:{time.zfill(5)}.990\n"
        f"<v {name}>{words.replace(' the ', chr(10) + 'the ', 1)}</v>\n"
        for at, (name, time, words) in enumerate(TALK, start=11)
    ]
    put(folder, "talk.vtt", "WEBVTT\n\n" + "\n".join(cues))
    intake = read(folder)
    assert_talk(intake, "talk.vtt", form="Teams")
    assert reading_of(intake, "talk.vtt").rows_in == 8


def test_zoom_vtt_with_a_turn_over_three_cues(folder: Path):
    cues = [
        f"{at}\r\n00:00:{time[-2:]}.480 --> 00:00:{time[-2:]}.990\r\n{name}: {words}\r\n"
        for at, (name, time, words) in enumerate(TALK, start=1)
    ]
    cues.insert(3, "99\r\n00:00:19.000 --> 00:00:21.000\r\nand nobody can say where.\r\n")
    put(folder, "GMT20250312-140203_Recording.transcript.vtt", "WEBVTT\r\n\r\n" + "\r\n".join(cues))
    intake = read(folder)
    assert_talk(intake, "GMT20250312-140203_Recording.transcript.vtt", form="Zoom")
    assert said(intake, "nobody can say where").person_id == "501"
    assert said(intake, "nobody can say where").text.startswith("I open it at six")
    assert said(intake, "nobody can say where").said_on == date(2025, 3, 12)


def test_otter_txt_with_its_footer(folder: Path):
    blocks = [f"{name.partition(' (')[0]}  {time}  \n{words}\n" for name, time, words in TALK]
    footer = "Transcribed by https://otter.ai\n"
    put(folder, "Gaard talk_otter_ai.txt", "\n".join([*blocks, footer]))
    intake = read(folder)
    assert_talk(intake, "Gaard talk_otter_ai.txt", form="Otter")
    assert not [source for source in intake.sources if "otter.ai" in source.text]


def test_subtitles_with_names(folder: Path):
    cues = [
        f"{at}\n00:00:{time[-2:]},000 --> 00:00:{time[-2:]},900\n{name.split(' (')[0]}: {words}\n"
        for at, (name, time, words) in enumerate(TALK, start=1)
    ]
    put(folder, "talk.srt", "\n".join(cues))
    assert_talk(read(folder), "talk.srt", form="srt")


def test_subtitles_without_names_are_read_as_nobodys(folder: Path):
    cues = [
        f"{at}\n00:00:{time[-2:]},000 --> 00:00:{time[-2:]},900\n{words}\n"
        for at, (_, time, words) in enumerate(TALK, start=1)
    ]
    put(folder, "talk.txt", "\n".join(cues))
    intake = read(folder)
    reading = reading_of(intake, "talk.txt")
    assert reading.kind is FileKind.TRANSCRIPT
    assert reading.rows_in == 8
    assert {source.person_id for source in intake.sources} <= {""}


GERMAN = """Interview mit Rüdiger Thoma, Leiter Verkauf
Datum: 4. Juni 2025

Interviewer: Wie läuft es mit Gaard?

Befragter: Schlecht. Die Preise stehen erst mittags drin.

Interviewer: Und was machen Sie bis dahin?

Befragter: Ich rufe an. Wie früher.

Befragter: Und das merkt keiner.

Interviewer: Was müsste sich ändern?

Befragter: Die Preise müssen um sieben da sein.
"""


def test_german_labels(folder: Path):
    put(folder, "Thoma.txt", GERMAN, "cp1252")
    intake = read(folder)
    reading = reading_of(intake, "Thoma.txt")
    assert reading.kind is FileKind.TRANSCRIPT
    texts = [text for _, text in spoken(intake)]
    assert len(texts) == 3
    assert texts[1] == "Ich rufe an. Wie früher. Und das merkt keiner."
    assert "Was müsste" not in " ".join(texts)
    assert said(intake, "Schlecht").person_id == "504"
    assert said(intake, "Schlecht").said_on == date(2025, 6, 4)
    assert said(intake, "um sieben da sein").before == "Was müsste sich ändern?"


FRENCH = """Entretien avec Élodie Marchand, 5 juin 2025

Intervieweur : Bonjour, depuis quand utilisez-vous Gaard ?
Interviewée : Depuis mars, et je perds une heure par jour.
Intervieweur : Pourquoi ?
Interviewée : Parce que mes clients n'y sont pas tous.
"""


def test_french_labels_with_a_blank_before_the_colon(folder: Path):
    put(folder, "marchand.txt", FRENCH)
    intake = read(folder)
    assert reading_of(intake, "marchand.txt").kind is FileKind.TRANSCRIPT
    assert [text for _, text in spoken(intake)] == [
        "Depuis mars, et je perds une heure par jour.",
        "Parce que mes clients n'y sont pas tous.",
    ]
    assert said(intake, "une heure par jour").person_id == "503"
    assert said(intake, "une heure par jour").said_on == date(2025, 6, 5)


SHORT = [(name.partition(" (")[0], words) for name, _, words in TALK]


def test_markdown_with_bold_labels(folder: Path):
    lines = [f"**{name}:** {words}\n" for name, words in SHORT]
    put(folder, "talk.md", "# Talk about Gaard, 12 March 2025\n\n" + "\n".join(lines))
    intake = read(folder)
    assert_talk(intake, "talk.md", form="")
    assert said(intake, "gone by noon").said_on == date(2025, 3, 12)


def test_docx_with_bold_labels(folder: Path):
    make_words.labelled_docx(folder / "talk.docx", "Talk about Gaard", SHORT)
    assert_talk(read(folder), "talk.docx", form="")


def test_pdf_with_labels_over_broken_lines(folder: Path):
    lines = [f"{name}: {words}" for name, words in SHORT]
    long = "Famke Dijkgraaf: " + "Then I count the crates again, row by row, in the rain. " * 12
    make_words.pdf(folder / "talk.pdf", ["Talk about Gaard", *lines, long.strip()])
    intake = read(folder)
    assert_talk(intake, "talk.pdf", form="")
    assert said(intake, "row by row").text.count("in the rain.") == 12


def test_roles_as_labels_and_several_interviewers(folder: Path):
    put(
        folder,
        "S07.txt",
        "This meeting is being recorded.\n\n"
        "Interviewer 1: Tell us about your first week.\n\n"
        "Interviewee: I lost two pallets.\n\n"
        "Interviewer2 : Two?\n\n"
        "interviewee: Two. In the system, not in the yard.\n\n"
        "Interviewer1: And then?\n\n"
        "Interviewee: Then I went back to paper.\n",
    )
    intake = read(folder)
    assert reading_of(intake, "S07.txt").kind is FileKind.TRANSCRIPT
    assert [text for _, text in spoken(intake)] == [
        "I lost two pallets.",
        "Two. In the system, not in the yard.",
        "Then I went back to paper.",
    ]


@pytest.mark.parametrize(
    "label",
    [
        "Famke Dijkgraaf and Jurriaan Smit",
        "Famke Dijkgraaf / Jurriaan Smit",
        "Famke Dijkgraaf, Jurriaan Smit",
        "Famke Dijkgraaf Jurriaan Smit",
        "Famke & Jurriaan",
    ],
)
def test_two_people_behind_one_label_are_nobody_in_particular(folder: Path, label: str):
    lines = [
        ("Ottilie Brandt", "How do you two use Gaard?"),
        (label, "We share one tablet."),
        ("Ottilie Brandt", "And is that enough?"),
        (label, "No, never in August."),
    ]
    make_words.labelled_docx(folder / "talk.docx", "Talk", lines)
    intake = read(folder)
    assert said(intake, "one tablet").person_id == ""
    assert not doubtful(intake)
    assert len(intake.people) == 4


def test_a_lecture_is_no_dialogue(folder: Path):
    put(
        folder,
        "script.txt",
        "--Welcome--\nToday we look at crates.\nNote: bring a pen.\n"
        "--Lists--\nA list has rows. Each row is a tree.\nRemember: trees have numbers.\n",
    )
    assert reading_of(read(folder), "script.txt").kind is not FileKind.TRANSCRIPT
