"""Consultants' notes: whose point each line is, from when, and what is the writer's own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.intake.gate import open_file
from toolkit.intake.note_lines import authors_in, own_reason, talked_with
from toolkit.intake.notes import read_notes, recognise
from toolkit.intake.raw import NotesReading, RawFile
from toolkit.model.intake import Source
from toolkit.model.vocabulary import Channel, Wave
from toolkit.settings import FileSettings

FILES = Path(__file__).parent / "files" / "notes"
NOTHING_SAID = FileSettings()


def read(file: str, mine: FileSettings = NOTHING_SAID) -> NotesReading:
    return read_notes(open_file(FILES, file), mine)


def made(text: str, mine: FileSettings = NOTHING_SAID) -> NotesReading:
    return read_notes(RawFile(file="n.txt", form="text", extension="txt", text=text), mine)


def points(reading: NotesReading) -> list[tuple[str, str]]:
    """(whose, words) of every point; "" where the notes do not tell."""
    return [(whose(reading, source), source.text) for source in reading.sources]


def whose(reading: NotesReading, source: Source) -> str:
    identity = reading.identities.get(source.source_id)
    return identity.name if identity else ""


def aside(reading: NotesReading) -> dict[str, str]:
    return {item.reason: item.where for item in reading.reading.set_aside}


def test_a_talk_gives_its_points_to_the_one_who_was_met():
    reading = read("chats_april.md")
    assert points(reading)[:4] == [
        ("M. Keller", "finds the new screens crowded"),
        ("M. Keller", "her boss still wants the spreadsheet on Fridays"),
        ("M. Keller", "off the record: would go back tomorrow"),
        ("M. Keller", "came three weeks too early"),
    ]


def test_what_somebody_says_about_others_is_that_persons_word():
    assert ("Huber", "Everyone says training came too early") in points(read("chats_april.md"))


def test_a_visit_to_many_names_each_by_label_or_verb_or_nobody():
    assert points(read("chats_april.md"))[-5:] == [
        ("Warehouse lead", "Warehouse lead said the scanners drop out twice a shift"),
        ("Warehouse lead", "He also wants bigger buttons"),
        ("AB", "nobody asked us"),
        ("M. Keller", "fine with it"),
        ("", "A driver said it is rubbish"),
    ]


def test_the_writers_own_words_are_set_aside_with_the_reason():
    assert aside(read("chats_april.md")) == {
        "the writer's own remark": "points 4, 6",
        "a task of the writer": "point 5",
        "the writer's summary": "point 15",
    }


def test_days_come_from_the_headings_and_the_year_from_the_file():
    days = {source.before: source.said_on for source in read("chats_april.md").sources}
    assert days == {
        "Chat with M. Keller (claims, Leeds), 14 April 2026": date(2026, 4, 14),
        "Training": date(2026, 4, 14),
        "Tel. mit Fr. Huber, 3.4.": date(2026, 4, 3),
        "Warehouse visit": None,
    }
    reading = read("chats_april.md").reading
    assert (reading.first_on, reading.last_on) == (date(2026, 4, 3), date(2026, 4, 14))


def test_off_the_record_points_are_marked():
    marked = [source.text for source in read("chats_april.md").sources if source.off_record]
    assert marked == ["off the record: would go back tomorrow"]


def test_a_heading_off_the_record_marks_all_below_it():
    reading = made("Off the record:\n- he never opens it\n\nTraining:\n- too early\n")
    assert [source.off_record for source in reading.sources] == [True, False]


def test_points_are_not_verbatim_and_carry_channel_and_wave():
    source = read("chats_april.md", FileSettings(wave=Wave.BEFORE)).sources[0]
    assert not source.verbatim
    assert (source.channel, source.wave, source.question) == (Channel.NOTES, Wave.BEFORE, "")


def test_initials_are_resolved_and_wrapped_lines_joined():
    reading = read("Gespraechsnotiz.txt")
    assert points(reading) == [
        (
            "Anna Berger",
            "Die Schulung kam drei Wochen zu früh und war auf Englisch, das hat die Hälfte nicht"
            " verstanden.",
        ),
        ("Piet de Boer", "will die alte Liste behalten"),
        ("Piet de Boer", "auch ohne Suche"),
        ("", "beide: Suche schlecht"),
    ]
    assert aside(reading) == {"the writer's own remark": "point 5"}


def test_initials_that_nobody_fits_stay_as_said():
    reading = made("Chat with Anna Berger, 4 May 2026\n- M. K.: slow\n- fine\n")
    assert points(reading) == [("M. K.", "slow"), ("Anna Berger", "fine")]


def test_one_line_may_hold_the_talk_and_its_point():
    reading = read("calls.txt")
    assert points(reading) == [
        ("Ruth Okafor", "she likes the map and wants it on her phone."),
        ("Piet van Dam", "he says nobody uses it in Delft."),
        ("Olga Brandt", "no complaints, but wants training."),
    ]
    assert reading.sources[1].said_on == date(2026, 5, 4)


def test_italian_french_and_spanish_notes_are_read():
    reading = read("colloqui.md")
    assert points(reading) == [
        ("Bianchi", "Non trova più gli ordini"),
        ("M. Lefèvre", "Trop de champs obligatoires"),
        ("M. Lefèvre", "Que ça reste entre nous : le chef ne l'ouvre jamais"),
        ("Lucía Ortega", "Quiere formación en su turno"),
    ]
    assert [source.said_on for source in reading.sources] == [
        date(2026, 5, 5),
        date(2026, 5, 6),
        date(2026, 5, 6),
        date(2026, 5, 7),
    ]


def test_a_name_alone_on_its_line_holds_for_the_points_below():
    reading = made(
        "Visit, 4 May 2026\n- Fr. Huber:\n- slow\n- no training\n"
        "- Mr Cole: likes it\n- Search: bad\n"
    )
    assert points(reading) == [
        ("Huber", "slow"),
        ("Huber", "no training"),
        ("Cole", "likes it"),
        ("", "Search: bad"),
    ]
    assert aside(reading) == {"names who speaks": "point 1"}


def test_a_question_of_the_writer_stands_before_the_answers():
    reading = made(
        "Chat with Anna Berger, 4 May 2026\n- Q: what would you drop?\n- half the fields\n"
    )
    assert [(s.text, s.before) for s in reading.sources] == [
        ("half the fields", "what would you drop?")
    ]
    assert aside(reading) == {"a question of the writer": "point 1"}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Chat with M. Keller (claims, Leeds), 14 April", ("M. Keller",)),
        ("Quick call w/ Anna Berger on 3 May", ("Anna Berger",)),
        ("Coffee with Olga", ("Olga",)),
        (
            "Notes from the meeting with Anna Berger and Piet de Boer",
            ("Anna Berger", "Piet de Boer"),
        ),
        ("Tel. mit Hr. Huber, 3.4.", ("Huber",)),
        ("Gesprächsnotiz: Telefonat mit Frau Dr. Kolb", ("Kolb",)),
        ("Telefonata con il sig. Bianchi, 3 maggio", ("Bianchi",)),
        ("Entretien avec Mme Lefèvre", ("Lefèvre",)),
        ("Llamada con la Sra. Ortega", ("Ortega",)),
        ("Talked with the warehouse team", ()),
        ("Training came too early", None),
        ("The chat was fine", None),
    ],
)
def test_lines_say_who_was_met(line, names):
    assert talked_with(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "My impression: tired",
        "Note to self: ask again",
        "Impression - he is tired",
        "To do: call the help desk",
        "Follow-up: training dates",
        "Next steps",
        "Eindruck: angespannt",
        "Nachfassen: Schulungsplan",
        "La mia impressione: è stanca",
        "À faire : relancer",
        "Mi impresión: cansada",
        "[ ] ask IT",
    ],
)
def test_remarks_and_tasks_are_the_writers(line):
    assert own_reason(line)


@pytest.mark.parametrize(
    "line",
    [
        "Impressions of customers differ",
        "Actions take nine clicks",
        "Next step is always hidden",
        "Aufgaben verschwinden aus der Liste",
        "Follow-up mails go out twice",
    ],
)
def test_points_that_begin_alike_are_somebodys(line):
    assert not own_reason(line)


NOTES = ("Gespraechsnotiz.txt", "calls.txt", "chats_april.md", "colloqui.md")


@pytest.mark.parametrize("file", NOTES)
def test_notes_are_recognised(file):
    assert recognise(open_file(FILES, file)) == "consultant's notes"


@pytest.mark.parametrize("file", ["README.md", "feedback_box.md"])
def test_handbooks_and_comment_sheets_are_no_notes(file):
    assert recognise(open_file(FILES, file)) is None


@pytest.mark.parametrize(
    "file", ["lecture.txt", "comments.txt", "help.md", "mail.txt", "README.md"]
)
def test_lectures_forms_and_letters_are_no_notes(file):
    assert recognise(open_file(FILES.parent / "transcripts", file)) is None


@pytest.mark.parametrize("file", NOTES)
def test_rows_in_are_rows_kept_and_rows_set_aside(file):
    reading = read(file).reading
    assert reading.rows_in == reading.rows_kept + reading.rows_set_aside
    assert "Berger" not in repr(reading)


def test_source_ids_do_not_depend_on_the_files_name():
    raw = open_file(FILES, "calls.txt")
    renamed = RawFile(file="x/y.txt", form="text", extension="txt", text=raw.text)
    ids = [source.source_id for source in read_notes(raw, NOTHING_SAID).sources]
    assert ids == [source.source_id for source in read_notes(renamed, NOTHING_SAID).sources]


def test_equal_points_get_ids_of_their_own():
    reading = made("Chat with Anna Berger, 4 May 2026\n- slow\n- slow\n")
    assert len({source.source_id for source in reading.sources}) == 2


def test_a_word_document_with_lists_is_read(tmp_path):
    document = docx.Document()
    document.add_heading("Chat with M. Keller (claims, Leeds), 14 April 2026", 1)
    document.add_paragraph("slow", style="List Bullet")
    document.add_heading("Training", 2)
    document.add_paragraph("too early", style="List Bullet")
    document.add_heading("Warehouse", 2)
    document.add_paragraph("Warehouse lead said scanners drop out", style="List Bullet")
    document.add_paragraph("Eindruck: angespannt", style="List Bullet")
    document.save(str(tmp_path / "n.docx"))
    raw = open_file(tmp_path, "n.docx")
    assert recognise(raw)
    reading = read_notes(raw, NOTHING_SAID)
    assert points(reading) == [
        ("M. Keller", "slow"),
        ("M. Keller", "too early"),
        ("Warehouse lead", "Warehouse lead said scanners drop out"),
    ]


def test_a_file_without_points_has_one_clear_problem():
    assert "no bullet or paragraph" in made("# Nothing\n").reading.problem


@given(st.text(alphabet="AB ab:-#.\n(),0123é'", max_size=200))
def test_any_text_is_read_with_every_row_accounted_for(text):
    reading = made(text)
    assert reading.reading.rows_in == reading.reading.rows_kept + reading.reading.rows_set_aside
    assert len({source.source_id for source in reading.sources}) == len(reading.sources)


def test_a_heading_may_begin_with_its_date():
    reading = made(
        "Talks at the desk\n\n2026-04-21, Marlon Firth, claims Leeds (RO)\n- likes it\n\n"
        "2026-04-22, J.P., renewals\n- keeps a list\n\n2026-04-23, two handlers, Leeds\n- slow\n"
    )
    assert points(reading) == [
        ("Marlon Firth", "likes it"),
        ("J.P.", "keeps a list"),
        ("", "slow"),
    ]
    assert [source.said_on for source in reading.sources] == [
        date(2026, 4, 21),
        date(2026, 4, 22),
        date(2026, 4, 23),
    ]


def test_how_the_notes_were_made_is_nobodys_point():
    reading = made("Not verbatim, written the same day.\n\nChat with Anna Berger\n- slow\n")
    assert points(reading) == [("Anna Berger", "slow")]
    assert aside(reading) == {"above the first talk": "point 1"}


TOPICS = """\
# Conversation with Iris Falk, 4 May 2026

*Hugo Lenz's notes, typed on the train home. No tape was running, she asked for that twice.*

## Setting
Canteen, half an hour. She plans the tours of both depots.

## Her days
- keeps two lists

### On the map
- the map is slow

## Her wishes
- one list for all

# Conversation with Tom Ott, 5 May 2026

## His days
- likes it
"""


def test_every_topic_of_a_talk_stays_with_the_one_who_was_met():
    assert points(read_notes(markdown(TOPICS), NOTHING_SAID)) == [
        ("Iris Falk", "keeps two lists"),
        ("Iris Falk", "the map is slow"),
        ("Iris Falk", "one list for all"),
        ("Tom Ott", "likes it"),
    ]


def test_how_the_notes_were_made_and_where_is_the_writers_own():
    reading = read_notes(markdown(TOPICS), NOTHING_SAID)
    assert aside(reading) == {
        "says who wrote the notes": "point 1",
        "about the talk itself": "point 2",
    }
    assert reading.authors == ("Hugo Lenz",)


def markdown(text: str) -> RawFile:
    return RawFile(file="n.md", form="text", extension="md", text=text)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Iris Falk's notes", ("Iris Falk",)),
        ("Lars Ohms Notizen, aus dem Gedächtnis", ("Lars Ohm",)),
        ("Notizen von Iris Falk", ("Iris Falk",)),
        ("Iris Falk's notes, she says, are lost", ()),
        ("Iris's notes are never kept", ()),
        ("Sales notes", ()),
        ("Customer's notes.", ()),
    ],
)
def test_a_writer_is_told_from_somebody_who_has_notes(line: str, names: tuple[str, ...]):
    assert authors_in(line) == names


FORMS = """
    Interviewee: Signe Aalto, quay lead
    Interview and notes: Rob Hale
    Place, date: Turku, 3 May 2026, 9:00

    Gesprächspartnerin: Signe Aalto, Leiterin Kai
    Gesprächsführung und Mitschrift: Rob Hale
    Ort und Datum: Turku, 3.5.2026, 9:00 (am Kai, keine Aufnahme)

    Persona intervistata: Signe Aalto, capo banchina
    Conduzione e verbale: Rob Hale
    Luogo e data: Turku, 3 maggio 2026 (senza registrazione)

    Personne interrogée : Signe Aalto, cheffe de quai
    Entretien mené par Rob Hale
    Lieu, date : Turku, le 3 mai 2026, sans enregistrement

    Persona entrevistada: Signe Aalto, jefa de muelle
    Entrevista realizada por Rob Hale
    Lugar y fecha: Turku, 3 de mayo de 2026, sin grabación
"""


@pytest.mark.parametrize("form", FORMS.strip().split("\n\n"))
def test_the_head_of_a_form_says_whose_all_answers_are_and_is_no_answer(tmp_path, form):
    document = docx.Document()
    for line in form.split("\n"):
        document.add_paragraph(line.strip())
    for question in ("Wie lief der Start?", "Quay gear"):
        document.add_paragraph().add_run(question).bold = True
        document.add_paragraph("The crane list loads so slowly that drivers wait in the lane.")
    document.save(tmp_path / "talk.docx")
    reading = read_notes(open_file(tmp_path, "talk.docx"), NOTHING_SAID)
    told = "The crane list loads so slowly that drivers wait in the lane."
    assert points(reading) == [("Signe Aalto", told)] * 2
    assert {source.said_on for source in reading.sources} == {date(2026, 5, 3)}


def test_what_stands_under_a_question_belongs_to_the_one_who_was_met():
    text = "# Chat with Signe Aalto, 3 May 2026\n\n# What was in the way?\n- the list loads slowly"
    assert points(read_notes(markdown(text), NOTHING_SAID)) == [
        ("Signe Aalto", "the list loads slowly")
    ]


def test_headings_beside_several_talks_belong_to_no_talk():
    text = "Chat with Eva Moe\n- likes it\n\nChat with Ole Brandt\n- waits\n\nQuay gear:\n- rusty"
    assert points(made(text))[-1] == ("", "rusty")


@pytest.mark.parametrize(
    "line", ["Respondent: 12 years with the yard", "Met with: the night shift", "Answer: No Idea"]
)
def test_a_form_without_a_persons_name_names_nobody(line: str):
    assert not talked_with(line)
