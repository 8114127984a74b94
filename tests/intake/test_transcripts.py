"""Every format through the gate: who said what, when, and what was set aside."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import pytest

from toolkit.intake import notes
from toolkit.intake.gate import open_file
from toolkit.intake.raw import Identity, RawFile, RawParagraph, TranscriptReading
from toolkit.intake.transcripts import read_transcript, recognise
from toolkit.settings import FileSettings

FILES = Path(__file__).parent / "files" / "transcripts"
NOTHING_SAID = FileSettings()


def read(file: str, mine: FileSettings = NOTHING_SAID) -> TranscriptReading:
    return read_transcript(open_file(FILES, file), mine)


def said(reading: TranscriptReading) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in reading.turns]


def aside(reading: TranscriptReading) -> dict[str, str]:
    return {item.reason: item.where for item in reading.reading.set_aside}


def test_teams_cues_become_turns_with_markup_gone():
    assert said(read("teams.vtt")) == [
        (
            "Ines Calder",
            "Thanks for making time. This is about the claims desk, so how has it been since"
            " the switch?",
        ),
        (
            "Tomás Arrieta",
            "Mixed. The map is good, but when I save a policy & go back the premium is gone.",
        ),
        ("Ines Calder", "Every time?"),
        ("Tomás Arrieta", "On Mondays, yes. Please don't quote me on the Mondays."),
    ]


def test_teams_turns_are_named_by_their_first_cue():
    ids = [turn.turn_id.rpartition("/")[2] for turn in read("teams.vtt").turns]
    assert ids == ["5-0", "8-0", "12-0", "14-0"]


def test_a_back_channel_within_a_sentence_is_set_aside_with_its_reason():
    assert aside(read("teams.vtt")) == {"back-channel": "cue 4"}


def test_teams_without_cue_ids_reads_alike():
    reading = read("teams_without_ids.vtt")
    assert said(reading) == [
        ("Ines Calder", "How many screens do you open for one renewal?"),
        ("Tomás Arrieta", "Nine. I counted, because nobody believed me."),
    ]
    assert [turn.start_seconds for turn in reading.turns] == [3.12, 7.0]


def test_zoom_cues_without_a_name_belong_to_the_speaker_before():
    reading = read("GMT20260414-090312_Recording.transcript.vtt")
    assert said(reading) == [
        ("Ruth Okafor", "Right. Walk me through a normal Monday, please."),
        (
            "Pieter van Dam",
            "I open the list. Two things: It is long. and nobody sorts it.",
        ),
        ("Ruth Okafor", "Right."),
        ("Pieter van Dam", "Then I call the branch."),
        ("Guest", "Hello?"),
    ]


def test_zoom_gives_the_day_in_its_file_name_and_sets_the_recording_notice_aside():
    reading = read("GMT20260414-090312_Recording.transcript.vtt")
    assert reading.said_on == date(2026, 4, 14)
    assert aside(reading) == {"recording notice": "cue 1"}


def test_stream_comments_are_no_cues():
    reading = read("stream.vtt")
    assert reading.reading.rows_in == 2
    assert said(reading) == [
        ("", "What changed for you in March?"),
        ("", "Everything moved one menu down."),
    ]


def test_otter_takes_the_footer_for_nobodys_words():
    reading = read("otter.txt")
    assert said(reading) == [
        ("Ruth Okafor", "So how did you hear about it?"),
        (
            "Speaker 2",
            "From the porter. At 10:30 the old one was gone. I still had a client on the phone.",
        ),
        ("Ruth Okafor", "And the training?"),
        ("Speaker 2", "Which training?"),
    ]
    assert aside(reading) == {"line of the transcription tool": "paragraph 5"}
    assert reading.turns[-1].start_seconds == 3753.0


def test_otter_without_names_tells_questions_from_answers():
    reading = read("otter_without_names.txt")
    assert [turn.is_question_like for turn in reading.turns] == [True, False, True, False]
    assert any("no speaker is named" in note for note in reading.reading.notes)


def test_subtitles_without_names_are_parted_by_questions_and_pauses():
    assert [text for _, text in said(read("subtitles.srt"))] == [
        "How do you like the new screens?",
        "I like the map. But it is slow.",
        "Anything else?",
        "No.",
    ]


def test_subtitles_may_name_two_speakers_in_one_cue():
    reading = read("named.srt")
    assert said(reading) == [
        ("Ruth", "How do you like it?"),
        ("Pieter", "Not at all, and I said so."),
        ("Ruth", "To whom?"),
        ("Pieter", "To everybody."),
    ]
    assert reading.reading.rows_in == reading.reading.rows_kept == 3


def test_labels_that_vary_within_a_file_are_one_speaker():
    reading = read("interviewee.txt")
    assert {turn.speaker for turn in reading.turns} == {
        "Interviewer 1",
        "Interviewer 2",
        "Interviewee",
    }
    assert reading.interviewers == {"Interviewer 1", "Interviewer 2"}
    assert reading.said_on == date(2026, 3, 12)


def test_a_paragraph_without_a_label_goes_on_with_the_speaker_before():
    first_answer = read("interviewee.txt").turns[1]
    assert first_answer.text == (
        "I handle motor claims, mostly fleets. There are three of us: me, Jo and a trainee. "
        "My problem: every claim is typed twice."
    )


def test_a_label_alone_on_its_line_names_the_lines_below():
    assert said(read("interviewee.txt"))[3] == (
        "Interviewee",
        "Once for us, once for the head office.",
    )
    assert ("Interviewer 1", "Take your time.") in said(read("interviewee.txt"))


def test_german_letters_i_and_b_are_interviewer_and_respondent():
    reading = read("Interview_Huber_14.04.2026.txt")
    assert reading.interviewers == {"I"}
    assert reading.turns[-1].text == "Die Suche. Die findet nichts."


def test_the_only_respondent_may_be_named_by_the_file():
    reading = read("Interview_Huber_14.04.2026.txt")
    assert reading.speakers["B"] == Identity(name="Huber")
    assert not reading.speakers["I"]
    assert reading.said_on == date(2026, 4, 14)


def test_names_in_capitals_with_a_department_are_the_same_person():
    assert [speaker for speaker, _ in said(read("vertrieb.txt"))] == [
        "JÜRGEN",
        "Anne Kolb",
        "JÜRGEN",
        "Anne Kolb",
        "JÜRGEN",
    ]


@pytest.mark.parametrize(
    ("file", "interviewer", "answer"),
    [
        ("intervista.md", "Intervistatrice", "Male. È lento e non trova nulla."),
        ("entretien.txt", "Enquêteur", "Mal. Personne n'a rien dit."),
        ("entrevista.txt", "Entrevistador 1", "Mal, nadie avisó."),
    ],
)
def test_role_words_are_known_in_italian_french_and_spanish(file, interviewer, answer):
    reading = read(file)
    assert reading.interviewers == {interviewer}
    assert reading.turns[1].text == answer


def test_codes_in_square_brackets_are_speakers():
    reading = read("coded.txt")
    assert [turn.speaker for turn in reading.turns] == ["id1", "id2", "id1", "id2"]
    assert reading.speakers["id2"] == Identity(given_id="id2")


def test_initials_are_resolved_by_the_list_of_those_who_took_part():
    reading = read("initials.txt")
    assert reading.speakers == {
        "DK": Identity(name="Dan Kuhn"),
        "ML": Identity(name="Maria Lindt"),
        "RO": Identity(name="Ruth Okafor"),
    }
    assert reading.interviewers == {"RO"}
    assert aside(reading) == {"says who takes part": "paragraphs 1-2"}


def test_chat_messages_keep_their_second_line():
    assert said(read("zoom_chat.txt")) == [
        ("Ruth Okafor", "Hello everyone 😀"),
        ("Pieter van Dam", "I can't hear you https://desk.example/help"),
        ("Ruth Okafor", "sorry, try now second line"),
    ]


def test_private_chat_messages_and_reactions_are_set_aside():
    reading = read("zoom_chat_saved.txt")
    assert said(reading) == [
        ("Ruth Okafor", "Hello all"),
        ("Pieter van Dam", "Hi! Search is slow today"),
    ]
    assert aside(reading) == {
        "private message": "message 2",
        "reaction to a message": "message 4",
    }


@pytest.mark.parametrize(
    "file",
    ["lecture.txt", "comments.txt", "help.md", "mail.txt", "programme.txt", "README.md"],
)
def test_what_nobody_said_to_anybody_is_no_transcript(file):
    assert recognise(open_file(FILES, file)) is None


TRANSCRIPTS = (
    "GMT20260414-090312_Recording.transcript.vtt",
    "Interview_Huber_14.04.2026.txt",
    "coded.txt",
    "entretien.txt",
    "entrevista.txt",
    "initials.txt",
    "intervista.md",
    "interviewee.txt",
    "named.srt",
    "otter.txt",
    "otter_without_names.txt",
    "stream.vtt",
    "subtitles.srt",
    "teams.vtt",
    "teams_without_ids.vtt",
    "vertrieb.txt",
    "zoom_chat.txt",
    "zoom_chat_saved.txt",
)


@pytest.mark.parametrize("file", TRANSCRIPTS)
def test_every_transcript_is_recognised_and_no_notes(file):
    raw = open_file(FILES, file)
    assert recognise(raw)
    assert notes.recognise(raw) is None


@pytest.mark.parametrize("file", TRANSCRIPTS)
def test_rows_in_are_rows_kept_and_rows_set_aside(file):
    reading = read(file).reading
    assert reading.rows_in == reading.rows_kept + reading.rows_set_aside
    assert reading.rows_kept


@pytest.mark.parametrize("file", TRANSCRIPTS)
def test_turn_ids_do_not_depend_on_the_files_name(file):
    raw = open_file(FILES, file)
    renamed = RawFile(
        file="elsewhere/other.bin",
        form=raw.form,
        extension=raw.extension,
        text=raw.text,
        paragraphs=raw.paragraphs,
    )
    ids = [turn.turn_id for turn in read_transcript(raw, NOTHING_SAID).turns]
    assert ids == [turn.turn_id for turn in read_transcript(renamed, NOTHING_SAID).turns]
    assert len(ids) == len(set(ids))


def test_the_description_of_a_file_holds_no_names():
    assert "Okafor" not in repr(read("initials.txt").reading)
    assert "Arrieta" not in repr(read("teams.vtt").reading)


# What a person says in review.toml wins.


def test_a_named_interviewer_is_one_for_certain():
    mine = FileSettings(interviewers=("kolb, anne", "ANNE KOLB"))
    assert read("vertrieb.txt", mine).interviewers == {"Anne Kolb"}


def test_a_label_can_be_called_an_interviewer_like_a_column():
    mine = FileSettings(columns={"id1": "interviewer"})
    assert read("coded.txt", mine).interviewers == {"id1"}


def test_a_given_date_wins():
    mine = FileSettings(said_on=date(2026, 1, 2))
    assert read("interviewee.txt", mine).said_on == date(2026, 1, 2)


def test_a_lecture_that_is_called_a_transcript_gives_one_clear_problem():
    reading = read("lecture.txt")
    assert not reading.turns
    assert "no cue, time stamp or speaker label" in reading.reading.problem


# Documents.


def document(tmp_path: Path, paragraphs: list[tuple[str, str]]) -> RawFile:
    """A .docx of (bold beginning, rest); "\\n" is a line break within a paragraph."""
    made = docx.Document()
    for bold, rest in paragraphs:
        paragraph = made.add_paragraph()
        paragraph.add_run(bold).bold = True
        paragraph.add_run(rest)
    made.save(str(tmp_path / "talk.docx"))
    return open_file(tmp_path, "talk.docx")


def test_teams_docx_with_name_and_time(tmp_path):
    raw = document(
        tmp_path,
        [
            ("", "Claims desk-20260414_100312-Meeting Recording"),
            ("", "April 14, 2026, 10:03AM"),
            ("", "34m 12s"),
            ("", "Ines Calder started transcription"),
            ("\nInes Calder", "   0:03\nGood morning. How are things?"),
            ("\nTomás Arrieta (Guest)", "   0:09\nFine. The list is slow, though, and I"),
            ("\nInes Calder", "   0:15\nMhm."),
            ("\nTomás Arrieta (Guest)", "   0:16\ngave up on it.\nFor good."),
            ("", "Ines Calder (External) stopped transcription"),
        ],
    )
    reading = read_transcript(raw, NOTHING_SAID)
    assert said(reading) == [
        ("Ines Calder", "Good morning. How are things?"),
        ("Tomás Arrieta", "Fine. The list is slow, though, and I gave up on it. For good."),
    ]
    assert reading.said_on == date(2026, 4, 14)
    assert aside(reading) == {
        "back-channel": "paragraph 3",
        "line of the transcription tool": "paragraph 5",
    }


@pytest.mark.parametrize("one_paragraph", [True, False])
def test_teams_older_docx_with_times_above_names(tmp_path, one_paragraph):
    cues = [
        ("0:0:4.693 --> 0:0:9.011", "Ines Calder", "Good morning. How are things?"),
        ("0:0:9.100 --> 0:0:12.0", "Tomás Arrieta", "Fine. The list is slow, though,"),
        ("0:0:12.100 --> 0:0:14.0", "Tomás Arrieta", "and I gave up on it."),
    ]
    paragraphs = [("", "Claims desk, 14/04/2026")]
    for cue in cues:
        paragraphs += [("", "\n".join(cue))] if one_paragraph else [("", line) for line in cue]
    reading = read_transcript(document(tmp_path, paragraphs), NOTHING_SAID)
    assert said(reading) == [
        ("Ines Calder", "Good morning. How are things?"),
        ("Tomás Arrieta", "Fine. The list is slow, though, and I gave up on it."),
    ]
    assert reading.said_on == date(2026, 4, 14)


def test_the_same_talk_has_the_same_key_in_two_formats(tmp_path):
    words = ["Good morning to you. How are things at the desk?", "Fine, but the list is slow."]
    turns = [(("\nInes", "\nTom")[n % 2], f"   0:0{n}\n{words[n % 2]}") for n in range(4)]
    as_docx = document(tmp_path, turns)
    as_text = RawFile(
        file="b.txt",
        form="text",
        extension="txt",
        text=f"Ines: {words[0]}\nTom: {words[1]}\n" * 2,
    )
    keys = {
        read_transcript(raw, NOTHING_SAID).turns[0].turn_id.partition("/")[0]
        for raw in (as_docx, as_text)
    }
    assert len(keys) == 1


def test_names_in_bold_are_speakers_and_the_title_names_one_in_full(tmp_path):
    raw = document(
        tmp_path,
        [
            ("Interview with Maria Lindt, 12 March 2026", ""),
            ("Dan", " How did it start?"),
            ("Maria", " With a mail. Nobody read it."),
            ("Dan", " And then?"),
            ("Maria", " Then nothing. Three things were missing: time, training and trust."),
        ],
    )
    reading = read_transcript(raw, NOTHING_SAID)
    assert [turn.speaker for turn in reading.turns] == ["Dan", "Maria", "Dan", "Maria"]
    assert reading.speakers["Maria"] == Identity(name="Maria Lindt")
    assert reading.said_on == date(2026, 3, 12)


def test_a_table_of_times_names_and_words_is_read_row_by_row(tmp_path):
    made = docx.Document()
    table = made.add_table(rows=0, cols=3)
    for row in (
        ("00:01", "Dan", "How did it start?"),
        ("00:09", "Maria", "With a mail. Nobody read it."),
        ("00:15", "Dan", "And then?"),
        ("00:20", "Maria", "Then nothing at all."),
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    made.save(str(tmp_path / "talk.docx"))
    reading = read_transcript(open_file(tmp_path, "talk.docx"), NOTHING_SAID)
    assert said(reading)[1] == ("Maria", "With a mail. Nobody read it.")
    assert reading.turns[3].start_seconds == 20.0


def test_a_pdf_with_numbers_in_the_margin_and_parted_words():
    lines = [
        "Study K, interview 3",
        "1 Dan: How did the launch go for you?",
        "2 Participant: It was chaotic, hon-",
        "estly. Nobody told us.",
        "3 Dan: And what would you change?",
        "4 Participant: The search, (unintelligible) it finds X only.",
        "Page 3 of 12",
        "5 Dan: Anything else?",
        "6 Participant: No.",
    ]
    raw = RawFile(
        file="k.pdf",
        form="paragraphs",
        extension="pdf",
        paragraphs=tuple(RawParagraph(text=line) for line in lines),
    )
    reading = read_transcript(raw, NOTHING_SAID)
    assert said(reading)[1] == ("Participant", "It was chaotic, honestly. Nobody told us.")
    assert reading.interviewers == {"Dan"}
    assert aside(reading) == {"page number": "paragraph 5"}
