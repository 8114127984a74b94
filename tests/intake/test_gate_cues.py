"""Speech recognition as JSON becomes the cues of a conversation."""

from __future__ import annotations

import json

import pytest

from toolkit.intake.gate import open_file
from toolkit.intake.gate_cues import cues_of_json
from toolkit.intake.transcripts import recognise

TALK = [
    ("0", "How do you use the planner?", 1.5),
    ("1", "I open it and the route is gone.", 5.0),
    ("0", "And after the training?", 9.25),
    ("1", "Nobody showed us how to merge two visits.", 12.0),
]


def _whisper() -> object:
    segments = [
        {"id": n, "start": at, "end": at + 2, "text": f" {said}", "speaker": f"SPEAKER_0{who}"}
        for n, (who, said, at) in enumerate(TALK)
    ]
    return {"text": "all of it", "language": "en", "segments": segments}


def _utterances() -> object:
    words = [{"text": "gone", "start": n, "end": n + 1, "speaker": "A"} for n in range(9)]
    entries = [
        {"speaker": "AB"[int(who)], "start": int(at * 1000), "end": int(at * 1000) + 90_000}
        | {"text": said, "words": words}
        for who, said, at in TALK
    ]
    return {"words": words, "utterances": entries}


def _monologues() -> object:
    entries = [
        {"speaker": int(who), "elements": [{"type": "text", "value": said, "ts": at}]}
        for who, said, at in TALK
    ]
    return {"monologues": entries}


def _aws() -> object:
    entries = [
        {"id": n, "transcript": said, "start_time": str(at), "end_time": str(at + 2)}
        | {"speaker_label": f"spk_{who}"}
        for n, (who, said, at) in enumerate(TALK)
    ]
    return {"results": {"transcripts": [{"transcript": "all"}], "audio_segments": entries}}


@pytest.mark.parametrize(
    ("content", "voices"),
    [
        (_whisper(), ("SPEAKER_00", "SPEAKER_01")),
        (_utterances(), ("Speaker A", "Speaker B")),
        (_monologues(), ("Speaker 0", "Speaker 1")),
        (_aws(), ("spk_0", "spk_1")),
    ],
)
def test_what_each_voice_said_is_a_cue(content, voices):
    cues = cues_of_json(json.dumps(content)).strip().split("\n\n")[1:]
    assert [cue.split("\n")[1] for cue in cues] == [
        f"<v {voices[int(who)]}>{said}" for who, said, _ in TALK
    ]


def test_voices_go_by_the_names_that_the_file_lists():
    content = {
        "speakers": [{"id": "S1", "name": "Harriet Stone"}, {"id": "S2", "name": "Ida Kolk"}],
        "segments": [
            {"start": at, "end": at + 2, "text": said, "speaker": f"S{int(who) + 1}"}
            for who, said, at in TALK
        ],
    }
    assert "<v Ida Kolk>I open it" in cues_of_json(json.dumps(content))


def test_a_list_of_tickets_is_no_conversation():
    tickets = [
        {"id": n, "subject": "Route is gone again", "created_at": "2026-05-03"} for n in range(9)
    ]
    assert cues_of_json(json.dumps({"tickets": tickets})) == ""


def test_milliseconds_are_told_from_seconds():
    entries = [
        {"start": at, "end": at + 900, "text": "one more thing", "speaker": "A"}
        for at in (1_000, 61_000, 3_601_000)
    ]
    assert "01:00:01.000 -->" in cues_of_json(json.dumps(entries))


def test_the_file_is_read_as_a_transcript(tmp_path):
    (tmp_path / "rec.json").write_text(json.dumps(_whisper()))
    assert recognise(open_file(tmp_path, "rec.json")) == "speech recognition .json"
