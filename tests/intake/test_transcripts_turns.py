"""Cues to turns: what is joined, what stays apart, in which order, under which id."""

from __future__ import annotations

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from toolkit.intake.cues import Cue, plain, seconds
from toolkit.intake.raw import RawFile
from toolkit.intake.speech import is_back_channel, is_hum, is_question_like, last_sentences
from toolkit.intake.transcripts import read_transcript
from toolkit.intake.turns import (
    conversation_key,
    in_order,
    join_over_back_channels,
    stretches,
    turns_of,
    unique,
)
from toolkit.settings import FileSettings

NAMES = {"A": "A", "B": "B", "C": "C"}


def joined(*spoken: tuple[str, str]) -> list[tuple[str, str]]:
    """What becomes of (speaker, words) cues, as (speaker, text)."""
    cues = [Cue(row=row, label=label, text=text) for row, (label, text) in enumerate(spoken, 1)]
    found, _ = join_over_back_channels(stretches(cues, NAMES))
    return [(stretch.speaker, stretch.text) for stretch in found]


def zoom(*spoken: str) -> RawFile:
    blocks = [
        f"{n}\n00:00:{n:02d}.000 --> 00:00:{n + 1:02d}.000\n{words}"
        for n, words in enumerate(spoken, 1)
    ]
    return RawFile(
        file="a.vtt", form="text", extension="vtt", text="\n\n".join(["WEBVTT", *blocks])
    )


def test_a_sentence_over_a_back_channel_is_one_turn():
    assert joined(("A", "I keep my list and"), ("B", "Mhm."), ("A", "type it in on Friday.")) == [
        ("A", "I keep my list and type it in on Friday.")
    ]


def test_several_back_channels_in_one_sentence_are_passed_over():
    assert joined(
        ("A", "I keep"), ("B", "Mm."), ("A", "my list and"), ("B", "Yeah, yeah."), ("A", "so on.")
    ) == [("A", "I keep my list and so on.")]


def test_two_listeners_at_once_are_passed_over():
    assert joined(("A", "I keep my"), ("B", "Right."), ("C", "Ja, genau."), ("A", "list.")) == [
        ("A", "I keep my list.")
    ]


def test_after_a_whole_sentence_the_back_channel_stays_a_turn():
    spoken = (("A", "I keep my list here."), ("B", "Right."), ("A", "On Friday I type it in."))
    assert joined(*spoken) == list(spoken)


def test_a_small_letter_goes_on_after_a_machines_full_stop():
    spoken = (("A", "It was on the."), ("B", "Mhm."), ("A", "screen all the time."))
    assert joined(*spoken) == [("A", "It was on the. screen all the time.")]


def test_an_answer_is_no_back_channel():
    spoken = (("A", "Is it slow?"), ("B", "Yes."), ("A", "and how slow is it now?"))
    assert joined(*spoken) == list(spoken)


def test_words_with_content_interrupt():
    spoken = (("A", "I keep my list and"), ("B", "Excel?"), ("A", "type it in here."))
    assert joined(*spoken) == list(spoken)


def test_four_words_are_no_back_channel():
    assert not is_back_channel("Yeah, right, okay, sure.")
    assert is_back_channel("Yeah, right, okay.")


def test_back_channels_are_known_in_five_languages():
    for words in (
        "Uh-huh.",
        "I see.",
        "Ach so, ja.",
        "Verstehe.",
        "Sì, certo.",
        "D'accord.",
        "Ya, claro.",
    ):
        assert is_back_channel(words), words


def test_no_is_an_answer_in_every_language():
    assert not any(map(is_back_channel, ("No.", "Nein.", "Non.", "Never.", "Nie.")))


def test_without_full_stops_in_a_file_only_sounds_are_passed_over():
    asked = (("A", "do you use it every day"), ("B", "yes"), ("A", "and how many times a day"))
    hummed = (("A", "do you use it every day"), ("B", "mhm"), ("A", "or only on mondays now"))
    assert joined(*asked) == list(asked)
    assert joined(*hummed) == [("A", "do you use it every day or only on mondays now")]
    assert is_hum("mhm")
    assert not is_hum("yes")


def test_two_turns_in_a_row_under_one_label_are_one():
    assert joined(("A", "One."), ("A", "Two."), ("B", "Three.")) == [
        ("A", "One. Two."),
        ("B", "Three."),
    ]


def test_rows_out_of_order_are_put_in_order_by_time():
    cues = [
        Cue(row=row, label="AB"[row % 2], text=f"word {row}", start=float(row))
        for row in range(1, 30)
    ]
    shuffled = random.Random(3).sample(cues, len(cues))
    assert in_order(shuffled) == cues


def test_pieces_of_an_utterance_stay_together_where_people_overlap():
    guid = "3f2b8c1e-5a77-4d0b-9c41-0a1b2c3d4e5f"

    def cue(row: int, number: str, start: float) -> Cue:
        return Cue(row=row, text="x", cue_id=f"{guid}/{number}", start=start, numbered=True)

    first, second, other = cue(1, "7-0", 1.0), cue(2, "7-1", 3.0), cue(3, "5-0", 2.0)
    last = cue(4, "9-0", 9.0)
    assert in_order([last, second, other, first]) == [first, second, other, last]


def test_a_second_recording_in_one_file_follows_the_first():
    cues = [Cue(row=n, text="x", start=float(n % 10)) for n in range(1, 31)]
    assert in_order(cues) == cues


def test_a_repeated_cue_is_set_aside():
    raw = zoom("A: One thing.", "B: Two things.", "A: Three things.")
    twice = RawFile(
        file="a.vtt",
        form="text",
        extension="vtt",
        text=raw.text + "\n\n2\n00:00:02.000 --> 00:00:03.000\nB: Two things.\n",
    )
    reading = read_transcript(twice, FileSettings()).reading
    assert [(item.reason, item.rows) for item in reading.set_aside] == [("repeated cue", 1)]


def test_the_conversation_key_survives_a_mended_word_elsewhere():
    texts = [f"this is sentence number {n} of a rather long talk about things" for n in range(40)]
    key = conversation_key(texts)
    kept = sum(
        conversation_key([*texts[:n], texts[n] + " indeed", *texts[n + 1 :]]) == key
        for n in range(40)
    )
    # Of 39 pairs an edit changes two, and each new one may be smaller: 9 of 10 keep the key.
    assert kept >= 30


def test_two_conversations_with_the_same_guide_have_different_keys():
    questions = ["What is the first thing that you do on a Monday morning?", "And then what?"]
    keys = {
        conversation_key([questions[0], answer, questions[1]])
        for answer in ("Coffee.", "I open the list of clients.")
    }
    assert len(keys) == 2


@given(st.lists(st.sampled_from(["a", "a-2", "b", ""])))
def test_ids_are_made_unique_and_keep_their_order(names):
    assert len(set(unique(names))) == len(names) or "a-2" in names
    assert [found[: len(name)] for found, name in zip(unique(names), names, strict=True)] == names


@given(
    st.lists(
        st.tuples(st.sampled_from("AB"), st.sampled_from(["Mhm.", "Yes it is.", "and so"])),
        max_size=12,
    )
)
def test_no_cue_is_lost_and_no_speaker_follows_himself(spoken):
    cues = [Cue(row=row, label=label, text=text) for row, (label, text) in enumerate(spoken, 1)]
    found, dropped = join_over_back_channels(stretches(cues, NAMES))
    kept = [cue.row for stretch in found for cue in stretch.cues]
    assert sorted([*kept, *(row for row, _ in dropped)]) == [cue.row for cue in cues]
    assert all(a.speaker != b.speaker for a, b in pairwise(found))
    assert len({turn.turn_id for turn in turns_of(found)}) == len(found)


def test_times_are_read_in_every_notation():
    assert [
        seconds(time) for time in ("0:04", "1:02:03", "00:00:04.170", "00:00:04,170", "0:0:4.693")
    ] == [
        4.0,
        3723.0,
        4.17,
        4.17,
        4.693,
    ]
    assert seconds("soon") is None


def test_known_markup_goes_and_other_signs_stay():
    assert plain("<i>a</i>  &lt;b&gt; {\\an8}c <script>x</script> 1 < 2") == (
        "a <b> c <script>x</script> 1 < 2"
    )


def test_questions_are_known_by_mark_or_by_words():
    asked = (
        "What would yours be? Your answer.",
        "Tell me about the launch.",
        "So, walk me through a Monday.",
        "and how did that go",
        "Erzählen Sie mal von der Schulung.",
        "Wie war das",
        "Mi racconti la formazione.",
        "Racontez-moi le lancement.",
        "Cuénteme un lunes.",
        "¿Y ahora?",
    )
    told = (
        "What I miss is the search.",
        "When I save it, it is gone.",
        "It is slow.",
        "Yes.",
        "Was ich vermisse, ist die Suche.",
    )
    assert all(map(is_question_like, asked))
    assert not any(map(is_question_like, told))


def test_the_last_sentences_are_cut_at_sentence_marks():
    assert last_sentences("One. Two! Three") == "Three"
    assert last_sentences("One. Two! Three?", 2) == "Two! Three?"
    assert last_sentences("") == ""
