"""Speakers on a line of their own with one time: Otter .txt, Teams .docx, and Zoom's chat logs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from toolkit.intake.cues import TIME, Cue, Line, Parsed, lines_of, plain, seconds
from toolkit.intake.labels import (
    accepted_labels,
    clean_label,
    could_be_label,
    label_key,
    looks_like_label,
)
from toolkit.intake.raw import RawFile
from toolkit.intake.speech import fold, notice_reason, pattern_of, words_of

_NAME_TIME = re.compile(
    rf"(?P<label>[^\t\n]{{1,60}}?)(?:\s+|\s*[–—|•·-]\s*)[\[(]?(?P<time>{TIME})[\])]?\s*:?$"
)
_NAME_TIME_TEXT = re.compile(rf"(?P<label>[^\t\n]{{1,60}}?)\s{{2,}}(?P<time>{TIME})(?=\D)")
_TIME_NAME = re.compile(
    rf"[\[(]?(?P<time>{TIME})[\])]?\s++[–—|•·-]?\s*+(?P<label>[^\t\n:]{{1,60}}?)\s*:?$"
)
_ONLY_TIMES = re.compile(rf"[\[(#]?\s*{TIME}(?:-\d)?\s*[\])#]?(?:\s*(?:-+>?|–)\s*{TIME})?")
_FEWEST = 2
_LEAST_SHARE = 0.1
"""Of a file's lines at least so many name a speaker and a time."""
_MOST_BACKWARDS = 0.2
"""Times that run back more often than this are no clock of a conversation."""


@dataclass(slots=True)
class _Entry:
    label: str
    start: float | None
    lines: list[str] = field(default_factory=list)


def recognise_stamped(raw: RawFile) -> str | None:
    """The format's name where lines hold only a speaker and a time, else None."""
    if raw.form == "table":
        return None
    lines = lines_of(raw)
    heads = _headers(lines)
    if not _are_heads(heads, lines) or not heads[0].label or not _repeat(heads):
        return None
    if any("otter.ai" in line.text.casefold() for line in lines[-3:]):
        return "Otter .txt"
    return "Teams .docx, name and time" if raw.extension == "docx" else "names with times"


def recognise_bare_times(raw: RawFile) -> str | None:
    """The format's name where paragraphs stand under times and nobody is named, else None."""
    if raw.form == "table":
        return None
    lines = lines_of(raw)
    heads = _headers(lines)
    return "times without names" if _are_heads(heads, lines) and not heads[0].label else None


def _are_heads(heads: Sequence[_Header], lines: Sequence[Line]) -> bool:
    enough = len(heads) >= max(_FEWEST, _LEAST_SHARE * len(lines))
    return enough and _clock_runs([head.start for head in heads])


@dataclass(frozen=True, slots=True)
class _Header:
    """Who and when; `text` where the words follow on the same line; `place` is the line."""

    place: int
    label: str
    start: float
    text: str = ""


def _headers(lines: Sequence[Line]) -> list[_Header]:
    """Lines with a speaker and a time; where there are none, lines with a time alone."""
    named = [head for place, line in enumerate(lines) if (head := _header(place, line.text))]
    often = accepted_labels(Counter(head.label for head in named), len(named))
    sure = [h for h in named if looks_like_label(h.label) or label_key(h.label) in often]
    if sure:
        return sure
    return [
        _Header(place, "", start)
        for place, line in enumerate(lines)
        if (start := seconds(line.text.strip(" []()"))) is not None
    ]


def _header(place: int, text: str) -> _Header | None:
    head = text[:_HEAD].strip()
    for shape in (_NAME_TIME, _TIME_NAME, _NAME_TIME_TEXT):
        found = shape.match(head)
        start = seconds(found["time"]) if found else None
        whole = found is not None and found.end() == len(text.strip())
        if found and start is not None and (whole or shape is _NAME_TIME_TEXT):
            if could_be_label(clean_label(found["label"])):
                return _Header(place, found["label"].strip(), start, text[found.end() :].strip())
    return None


def _clock_runs(starts: Sequence[float]) -> bool:
    back = sum(later < earlier for earlier, later in pairwise(starts))
    return back <= _MOST_BACKWARDS * len(starts)


def _repeat(heads: Sequence[_Header]) -> bool:
    """Speakers come again; the headings of a programme ("Lunch 12:30") do not."""
    keys = Counter(label_key(head.label) for head in heads)
    return len(keys) <= max(2, len(heads) // 2) and max(keys.values()) > 1


def parse_stamped(raw: RawFile) -> Parsed:
    """Entries of a speaker, a time and the paragraphs below."""
    lines = lines_of(raw)
    heads = {head.place: head for head in _headers(lines)}
    entries: list[_Entry] = []
    above: list[str] = []
    for place, line in enumerate(lines):
        head = heads.get(place)
        if head:
            said = [head.text] if head.text else []
            entries.append(_Entry(label=head.label, start=head.start, lines=said))
        elif entries:
            _go_on(entries, line)
        else:
            above.append(line.text)
    name = recognise_stamped(raw) or "times without names"
    return _parsed(name, entries, above, "paragraph")


def _go_on(entries: list[_Entry], line: Line) -> None:
    """A line of the tool's own (its footer, "stopped transcription") is a row of its own."""
    before = entries[-1].lines
    if notice_reason(line.text) or (before and notice_reason(before[-1])):
        entries.append(_Entry(label="", start=None, lines=[line.spoken]))
    else:
        before.append(line.spoken)


def _parsed(name: str, entries: Sequence[_Entry], head: Sequence[str], unit: str) -> Parsed:
    cues: list[Cue] = []
    dropped: list[tuple[int, str]] = []
    for row, entry in enumerate(entries, start=1):
        text = plain(" ".join(entry.lines))
        if text:
            cues.append(Cue(row=row, text=text, label=entry.label, start=entry.start))
        else:
            dropped.append((row, "no words"))
    return Parsed(
        format=name,
        cues=tuple(cues),
        rows=len(entries),
        set_aside=tuple(dropped),
        head=tuple(head),
        unit=unit,
    )


# Zoom's chat: "00:12:03<tab>Name:<tab>text", or "00:12:03 From Name to Everyone: text".

_CHAT_TABS = re.compile(rf"(?P<time>{TIME})[ ]*\t\s*+(?P<name>[^\t:]{{1,60}}?)\s*:[ ]*\t\s*")
_HEAD = 240


@dataclass(frozen=True, slots=True)
class _Message:
    """The head of a chat message; `to` is "" where the log does not say."""

    start: float | None
    name: str
    to: str
    text: str


@cache
def _chat_from() -> re.Pattern[str]:
    froms = "|".join(words_of("speech", "chat", "from"))
    tos = "|".join(words_of("speech", "chat", "to"))
    return re.compile(
        rf"(?:\d{{4}}-\d\d-\d\d\s+)?(?P<time>{TIME})\s++(?:{froms})\s++(?P<name>[^:]{{1,60}}?)"
        rf"(?:\s+(?:{tos})\s+(?P<to>[^:]{{1,60}}?))?\s*:\s*",
        re.I,
    )


def _message(line: str) -> _Message | None:
    head = line[:_HEAD]
    found = _CHAT_TABS.match(head) or _chat_from().match(head)
    if not found:
        return None
    return _Message(
        start=seconds(found["time"]),
        name=found["name"],
        to=found.groupdict().get("to") or "",
        text=line[found.end() :],
    )


def recognise_chat(raw: RawFile) -> str | None:
    """The format's name where lines are timed messages, else None."""
    if raw.form == "table":
        return None
    lines = [line.text for line in lines_of(raw)]
    messages = sum(1 for line in lines if _message(line))
    return "Zoom chat" if messages >= _FEWEST and messages >= 0.25 * len(lines) else None


def parse_chat(raw: RawFile) -> Parsed:
    """Messages; a line without a time goes on with the one before. Private ones are set aside."""
    entries: list[_Entry] = []
    reasons: dict[int, str] = {}
    head: list[str] = []
    for line in lines_of(raw):
        found = _message(line.text)
        if found:
            entries.append(_Entry(label=found.name, start=found.start, lines=[found.text]))
            if _is_private(found.to):
                reasons[len(entries)] = "private message"
        elif entries:
            entries[-1].lines.append(line.spoken)
        else:
            head.append(line.text)
    for row, entry in enumerate(entries, start=1):
        _strip_reply(entry)
        if _is_reaction(entry):
            reasons.setdefault(row, "reaction to a message")
    return _without(_parsed("Zoom chat", entries, head, "message"), reasons)


def _is_private(to: str) -> bool:
    everyone = words_of("speech", "chat", "everyone")
    return bool(to) and fold(to) not in everyone and fold(clean_label(to)) not in everyone


def _is_reaction(entry: _Entry) -> bool:
    text = fold(" ".join(entry.lines))
    return pattern_of("speech", "chat", ("reaction",)).fullmatch(text) is not None


def _strip_reply(entry: _Entry) -> None:
    """Take off "Replying to ...:", which repeats somebody else's words."""
    lines = [line for line in entry.lines if line.strip()]
    if len(lines) > 1 and pattern_of("speech", "chat", ("reply",)).fullmatch(fold(lines[0])):
        lines = lines[1:]
    entry.lines = lines


def _without(parsed: Parsed, reasons: dict[int, str]) -> Parsed:
    empty = [(row, reason) for row, reason in parsed.set_aside if row not in reasons]
    return Parsed(
        format=parsed.format,
        cues=tuple(cue for cue in parsed.cues if cue.row not in reasons),
        rows=parsed.rows,
        set_aside=(*empty, *reasons.items()),
        head=parsed.head,
        unit=parsed.unit,
    )


def is_line_of_times(line: Line) -> bool:
    """Whether a line holds a time and nothing else, as some tools write between paragraphs."""
    return _ONLY_TIMES.fullmatch(line.text) is not None
