"""Speech recognition as JSON: what was said from when to when, and by which voice.

Whisper and WhisperX ("segments"), AssemblyAI and Rev ("utterances", "monologues"), Deepgram and
AWS Transcribe ("paragraphs", "audio_segments") and others hold a list of objects with a begin and
words; that list is the conversation, and the rest of the file repeats it word by word. It becomes
cues in the form of a .vtt.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from toolkit.intake.gate_text import clean_value

_DEEPEST = 9
_FEWEST = 3
_MOST_OF_THEM = 0.9
_BEGIN = ("start", "start_time", "starttime", "begin", "begin_time", "from", "start_ms")
_END = ("end", "end_time", "endtime", "to", "end_ms", "end_ts", "stop")
_TEXT = ("text", "transcript", "sentence", "sentences", "content", "raw_text", "caption")
_VOICE = (
    "speaker_name",
    "speakername",
    "speaker_label",
    "speakerlabel",
    "speaker",
    "speaker_id",
    "speakerid",
    "voice",
    "channel",
    "name",
)
_TIMED = re.compile(r'"(?:start|begin|from|elements)', re.I)
"""Looked for first: most files of records are large and hold none."""
_LEAST_WORDS = 2.0
"""Words of an entry on average; a list of single words is the same talk once more."""
_LONGEST_TALK = 50_000
"""Seconds; begins beyond are milliseconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    begin: float
    end: float
    voice: str
    text: str


def cues_of_json(text: str) -> str:
    """The conversation in a JSON text as a .vtt, in which voices are tags; "" if it holds none."""
    if not _TIMED.search(text):
        return ""
    try:
        content = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return ""
    names = _names(content)
    found = [said for entries in _lists(content, _DEEPEST) if (said := _said(entries, names))]
    best = max(found, key=lambda said: (bool(said[0].voice), len(said)), default=None)
    return _as_vtt(best) if best else ""


def _lists(content: object, depth: int) -> Iterator[Sequence[Mapping[str, object]]]:
    if isinstance(content, list):
        entries = [one for one in content if isinstance(one, dict)]
        if len(entries) >= max(_FEWEST, _MOST_OF_THEM * len(content)):
            yield entries
    inner: Iterable[object] = content.values() if isinstance(content, dict) else ()
    if isinstance(content, list) and len(content) < _FEWEST:
        inner = content
    for one in inner if depth else ():
        yield from _lists(one, depth - 1)


def _names(content: object) -> Mapping[str, str]:
    """Voice -> name, where the file holds a list of its speakers beside the words."""
    listed = content.get("speakers") if isinstance(content, dict) else None
    entries = [one for one in listed or () if isinstance(one, dict)]
    found = {_plain(_first(one, ("id", "spkid", "speaker_id"))): one for one in entries}
    return {key: _plain(one["name"]) for key, one in found.items() if key and one.get("name")}


def _said(entries: Sequence[Mapping[str, object]], names: Mapping[str, str]) -> list[_Said]:
    """What was said, if these entries are a talk: a begin that rises, and words, nearly always."""
    cues = [cue for entry in entries if (cue := _cue(entry, names))]
    if len(cues) < max(_FEWEST, _MOST_OF_THEM * len(entries)):
        return []
    rising = sum(second.begin >= first.begin for first, second in pairwise(cues))
    words = sum(len(cue.text.split()) for cue in cues)
    if rising < _MOST_OF_THEM * (len(cues) - 1) or words < _LEAST_WORDS * len(cues):
        return []
    return cues


def _cue(entry: Mapping[str, object], names: Mapping[str, str]) -> _Said | None:
    entry = _with_elements(entry)
    begin, text = _number(_first(entry, _BEGIN)), _words(entry)
    if begin is None or not text:
        return None
    end = _number(_first(entry, _END))
    if end is None and not any(key in _folded(entry) for key in _VOICE):
        return None
    voice = _plain(_first(entry, _VOICE))
    return _Said(
        begin=begin, end=begin if end is None else end, voice=names.get(voice, voice), text=text
    )


def _with_elements(entry: Mapping[str, object]) -> Mapping[str, object]:
    """The entry with the begin and the words of its parts, as Rev writes a speaker's monologue."""
    parts = entry.get("elements")
    timed = [one for one in parts if isinstance(one, dict)] if isinstance(parts, list) else []
    begins = [one["ts"] for one in timed if "ts" in one]
    if not begins or "text" in entry:
        return entry
    return {
        **entry,
        "start": begins[0],
        "text": "".join(str(one.get("value", "")) for one in timed),
    }


def _words(entry: Mapping[str, object]) -> str:
    value = _first(entry, _TEXT)
    if isinstance(value, list):
        inner = [one.get("text", "") if isinstance(one, dict) else one for one in value]
        value = " ".join(one for one in inner if isinstance(one, str))
    return " ".join(clean_value(value).split()) if isinstance(value, str) else ""


def _folded(entry: Mapping[str, object]) -> dict[str, object]:
    return {str(key).casefold(): value for key, value in entry.items()}


def _first(entry: Mapping[str, object], keys: Iterable[str]) -> object:
    folded = _folded(entry)
    return next((folded[key] for key in keys if folded.get(key) not in (None, "")), None)


def _plain(value: object) -> str:
    """A voice's name: bare numbers and letters are "Speaker 0", an object goes by its name."""
    if isinstance(value, dict):
        return _plain(_first(value, ("name", "label", "id")))
    if isinstance(value, bool) or value is None:
        return ""
    written = clean_value(str(value)).strip()
    bare = written.isdigit() or (len(written) == 1 and written.isalpha())
    return f"Speaker {written}" if bare else written.replace("<", "").replace(">", "")


def _number(value: object) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        value = value.strip().removesuffix("s")
    try:
        return float(value) if isinstance(value, int | float | str) else None
    except ValueError:
        return None


def _as_vtt(said: Sequence[_Said]) -> str:
    last = max(cue.begin for cue in said)
    unit = 1000.0 if last > _LONGEST_TALK else 1.0
    blocks = [
        f"{_clock(cue.begin / unit)} --> {_clock(cue.end / unit)}\n"
        + (f"<v {cue.voice}>" if cue.voice else "")
        + cue.text.replace("<", "‹").replace("-->", "→")
        for cue in said
    ]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(max(seconds, 0.0), 60)
    hours, minutes = divmod(int(minutes), 60)
    return f"{hours:02d}:{minutes:02d}:{rest:06.3f}"
