"""Lists that say who spoke under which label: "rec_07.srt: SPEAKER_01 = Ida Kolk", "B2 <tab> ...".

Kept apart from the conversations by researchers and by whoever ran them through a machine. Told
from a conversation by its lines: each label once (in each file), and behind it a name, no speech.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.intake.cues import lines_of
from toolkit.intake.labels import label_key, looks_like_label, role_of_label
from toolkit.intake.names import fold
from toolkit.intake.raw import RawFile
from toolkit.intake.said_on import find_date
from toolkit.intake.speech import ends_sentence, word_count, words_of
from toolkit.model.intake import FileReading
from toolkit.model.vocabulary import FileKind

FORMAT = "list of who speaks under which label"
USED = "says who the speakers of conversations are: {}"
NOT_USED = (
    "{}: it says who speaks under which label, but it is not clear in which conversation. "
    "Write the file's name before the labels ('interview_3.txt: B1 = Name')."
)
_MOST_LINES = 80
_LEAST_KEYED = 0.5
_LONGEST_REST = 10
"""Words behind a name: a role, a place."""
_LABEL = (
    r"(?:[^\W\d_]{1,14}[ _.-]?\d{1,3}|[^\W\d_]{1,3}"
    r"|(?:speaker|sprecher|sprecherin|person|voice|stimme|parlante|locuteur|hablante) [A-Z])"
)
_NAME = r"[^\W\d_][\w .'’-]{0,60}?(?:\s*\([^()\n]{2,60}\))?"
_PAIR = re.compile(
    rf"(?<![\w.])(?P<label>{_LABEL})\s*(?:=|:|→|->|–|—|\t+|\s-\s)\s*(?P<name>{_NAME})"
    r"(?=\s*(?:$|[,;\t|]|\s[–—-]\s))",
    re.I,
)
_FILE = re.compile(r"^\s*(?P<file>[^\t=|]{3,120}?)\s*(?:[:|=]|\t)\s*$")
_BRACKET = re.compile(r"^(?P<before>[^()]*?)\s*\((?P<inside>[^()]+)\)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One line's pair: under this label of this file speaks this person."""

    label: str
    """As compared (`label_key`)."""
    name: str
    """"" for whoever wrote the list, where no name stands beside."""
    asks: bool = False
    """Whether it is whoever wrote the list, or called the interviewer."""
    file: str = ""
    """What the line calls the conversation; "" where it names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerKey:
    """A list of speakers, and the lines of it that name none."""

    reading: FileReading
    spoken: tuple[Spoken, ...]
    title: str = ""


def read_speaker_key(raw: RawFile) -> SpeakerKey | None:
    """The list in a small text or table, None where the file is anything else."""
    if raw.extension in {"vtt", "srt", "json"}:
        return None
    lines = _lines(raw)
    if not lines or len(lines) > _MOST_LINES:
        return None
    pairs = [list(_pairs(line)) for line in lines]
    keyed = [pair for found in pairs for pair in found]
    several = len(keyed) > 1 and len({(one.file, one.label) for one in keyed}) == len(keyed)
    coded = any(one.file or one.label[-1:].isdigit() or role_of_label(one.label) for one in keyed)
    if not (several and coded) or sum(map(bool, pairs)) < _LEAST_KEYED * len(lines):
        return None
    title = "\n".join(line for line, found in zip(lines, pairs, strict=True) if not found)
    day = find_date(title)
    reading = FileReading(
        file=raw.file,
        kind=FileKind.OTHER,
        format=FORMAT,
        rows_in=len(lines),
        rows_kept=len(lines),
        first_on=day,
        last_on=day,
        notes=raw.notes,
    )
    return SpeakerKey(reading=reading, spoken=tuple(keyed), title=title)


def _lines(raw: RawFile) -> Sequence[str]:
    if raw.form != "table":
        return [line.spoken for line in lines_of(raw)]
    sheets = [sheet for sheet in raw.sheets if sheet.rows]
    if len(sheets) != 1:
        return []
    return ["\t".join(filter(None, row)) for row in sheets[0].rows if any(row)]


def _pairs(line: str) -> Iterator[Spoken]:
    """The pairs of a line; none where what stands behind a label is speech."""
    found = [one for one in _PAIR.finditer(line) if _is_somebody(one["name"])]
    if not found:
        return
    before, behind = line[: found[0].start()].strip(), line[found[-1].end() :]
    file = _FILE.match(line[: found[0].start()]) if before else None
    if (before and not file) or ends_sentence(line) or word_count(behind) > _LONGEST_REST:
        return
    for one in found:
        yield _spoken(label_key(one["label"]), one["name"].strip(), file["file"] if file else "")


def _spoken(label: str, name: str, file: str) -> Spoken:
    bracket = _BRACKET.match(name)
    parts = [bracket["before"].strip(), bracket["inside"].strip()] if bracket else [name]
    asks = any(_is_oneself(part) or role_of_label(part) == "interviewer" for part in parts)
    named = [part for part in parts if _is_name(part)]
    return Spoken(label=label, name=named[0] if named else "", asks=asks, file=file)


def _is_somebody(name: str) -> bool:
    bracket = _BRACKET.match(name.strip())
    first = bracket["before"] if bracket else name.strip()
    return _is_oneself(first) or role_of_label(first) == "interviewer" or _is_name(first)


def _is_oneself(text: str) -> bool:
    return fold(text) in words_of("speech", "labels", "oneself")


def _is_name(text: str) -> bool:
    plain = re.search(r"\d", text) is None and not role_of_label(text)
    return plain and text[:1].isupper() and looks_like_label(text) and not _is_oneself(text)
