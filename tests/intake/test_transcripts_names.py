"""Speakers that are easily missed: names like small words, and tables with a head."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from toolkit.intake.gate import open_file
from toolkit.intake.labels import role_of_label
from toolkit.intake.raw import Identity, RawFile, TranscriptReading
from toolkit.intake.transcripts import ONE_SPEAKER, read_transcript, recognise
from toolkit.settings import FileSettings


def cues(*said: str) -> TranscriptReading:
    blocks = [f"00:00:{at:02d}.000 --> 00:00:{at:02d}.900\n{text}" for at, text in enumerate(said)]
    text = "\n\n".join(("WEBVTT", *blocks))
    raw = RawFile(file="a.vtt", form="text", extension="vtt", text=text)
    return read_transcript(raw, FileSettings())


def speakers(reading: TranscriptReading) -> list[str]:
    return [turn.speaker for turn in reading.turns]


@pytest.mark.parametrize("name", ["Per Hansen", "An Nguyen", "Mia Lund", "Per", "Ma Li (Lager)"])
def test_a_name_that_begins_like_a_sentence_is_a_speaker(name: str):
    found = cues(
        "Ruth Okafor: How did it go?",
        f"{name}: Well enough, I think.",
        "Ruth Okafor: And the lists?",
        f"{name}: They came late.",
        "Ruth Okafor: Each week?",
        f"{name}: Nearly each week.",
    )
    assert speakers(found) == ["Ruth Okafor", name.partition(" (")[0]] * 3


def test_a_sentence_with_a_colon_is_no_speaker():
    found = cues(
        "Ruth Okafor: How did it go?",
        "Dan Moss: My answer: badly.",
        "The Main Problem: nobody told us.",
        "Per month: two days lost.",
        "Ruth Okafor: And the lists?",
        "Dan Moss: They came late.",
    )
    assert speakers(found) == ["Ruth Okafor", "Dan Moss", "Ruth Okafor", "Dan Moss"]


def test_cues_with_one_speaker_alone_say_so():
    alone = cues("Ruth Okafor: How did it go?", "Well.", "Ruth Okafor: And now?")
    assert ONE_SPEAKER in alone.reading.notes
    both = cues("Ruth Okafor: How did it go?", "Dan Moss: Well.", "Ruth Okafor: Good.")
    assert ONE_SPEAKER not in both.reading.notes


def test_names_like_small_words_stand_over_times_too(tmp_path: Path):
    said = [("Ruth Okafor", "How did it go?"), ("Per Hansen", "Well enough, I think.")] * 3
    text = "\n\n".join(f"{who}  0:{at:02d}\n{what}" for at, (who, what) in enumerate(said))
    (tmp_path / "call.txt").write_text(text, "utf-8")
    found = read_transcript(open_file(tmp_path, "call.txt"), FileSettings())
    assert speakers(found) == ["Ruth Okafor", "Per Hansen"] * 3


HEADS = [("Who", "What was said"), ("Wer", "Text"), ("Quién", "Texto"), ("Sprecher/in", "Aussage")]


@pytest.mark.parametrize("head", HEADS)
def test_the_head_of_a_table_is_no_speaker(tmp_path: Path, head: tuple[str, str]):
    document = docx.Document()
    document.add_paragraph("Purchasing, second talk")
    said = [
        ("RO", "How has the new form been for you since March?"),
        ("DM", "I fill it in twice, because the first one is lost."),
        ("RO", "Where is it lost?"),
        ("DM", "Somewhere between us and the warehouse, nobody knows."),
        ("RO", "And what would help?"),
        ("DM", "One form, and somebody who answers."),
    ]
    for part in (said[:4], said[4:]):
        table = document.add_table(rows=0, cols=2)
        for row in (head, *part):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    document.save(tmp_path / "talk.docx")
    raw = open_file(tmp_path, "talk.docx")
    assert recognise(raw) == "speaker labels"
    found = read_transcript(raw, FileSettings())
    assert speakers(found) == ["RO", "DM"] * 3
    assert [(item.reason, item.rows) for item in found.reading.set_aside] == [
        ("head of the table", 1)
    ]


def test_a_short_first_line_of_a_table_is_said_by_whoever_speaks_again(tmp_path: Path):
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    for row in [
        ("Ruth", "Ready"),
        ("Dan", "I am. Where shall I begin?"),
        ("Ruth", "With the first week, please."),
        ("Dan", "It was loud, and I liked it."),
    ]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(tmp_path / "talk.docx")
    found = read_transcript(open_file(tmp_path, "talk.docx"), FileSettings())
    assert speakers(found) == ["Ruth", "Dan", "Ruth", "Dan"]


def room(*said: str, file: str = "a.vtt", label: str = "Meeting Room 3") -> TranscriptReading:
    """A talk of an interviewer and somebody in a room, in turns."""
    who = ["Ruth Okafor", label]
    blocks = [
        f"00:00:{at:02d}.000 --> 00:00:{at:02d}.900\n{who[at % 2]}: {text}"
        for at, text in enumerate(said)
    ]
    text = "\n\n".join(("WEBVTT", *blocks))
    raw = RawFile(file=file, form="text", extension="vtt", text=text)
    return read_transcript(raw, FileSettings())


TALK = ("Can you hear me?", "Yes, well enough.", "So how is it going?", "It goes, mostly it goes.")


@pytest.mark.parametrize(
    "label",
    ["Meeting Room 3", "Raum 12", "Besprechungsraum Elbe", "Sala riunioni", "Salle de réunion B"],
)
def test_a_room_is_nobody(label: str):
    assert room(*TALK, label=label).speakers[label] == Identity()


def test_a_surname_like_a_room_is_a_name():
    assert room(*TALK, label="Elena Sala").speakers["Elena Sala"].name == "Elena Sala"
    assert role_of_label("Sala") == ""


def test_who_sits_in_a_room_is_told_by_the_files_name():
    found = room(*TALK, file="2026-05-20 Lund Meeting Room 3.vtt")
    assert found.speakers["Meeting Room 3"].name == "Lund"


@pytest.mark.parametrize(
    ("greeting", "words"),
    [
        ("Who is there?", "I'm here. It's Maria."),
        ("Guten Tag, Frauke!", "Guten Tag, hier spricht Frauke."),
        ("Grazie, Ulisse.", "Eccomi, sono Ulisse."),
        ("Bonjour Yseult.", "Bonjour, je suis Yseult."),
        ("Hola, Nuño.", "Hola, soy Nuño."),
    ],
)
def test_who_sits_in_a_room_says_it_and_the_file_adds_the_surname(greeting: str, words: str):
    found = room(greeting, words, *TALK[2:], file="2026-05-20 Lund.vtt")
    name = found.speakers["Meeting Room 3"].name
    assert name.endswith(" Lund")
    assert name.split()[0] in words


@pytest.mark.parametrize("words", ["It's Monday, isn't it.", "It's Kestrel that is slow."])
def test_a_capital_alone_is_no_name(words: str):
    assert room("Hello?", words, *TALK[2:]).speakers["Meeting Room 3"] == Identity()


@pytest.mark.parametrize("file", ["talk.odt", "talk.rtf"])
def test_documents_of_other_offices_are_transcripts(file: str):
    raw = open_file(Path(__file__).parent / "files" / "documents", file)
    found = read_transcript(raw, FileSettings())
    assert recognise(raw) == "speaker labels"
    assert speakers(found) == ["RO", "PH"] * 3
    assert found.reading.rows_in == found.reading.rows_kept + found.reading.rows_set_aside
