"""Cues between time stamps: .vtt (Teams, Zoom, Stream), .srt, and Teams' older .docx.

Read by hand and not by a library, so that a damaged cue costs that cue alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from toolkit.intake.cues import TIME, Cue, Parsed, plain, seconds
from toolkit.intake.labels import accepted_labels, label_key, looks_like_label, split_label
from toolkit.intake.raw import RawFile

_TIMING = re.compile(
    rf"\s*+\[?({TIME})?\s*+(?:-{{1,9}}>|→)\s*+({TIME})?\]?(?:\s++[a-z]{{1,9}}:\S++)*+\s*+(?P<rest>.*)$"
)
_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.I)
_ID = re.compile(rf"\d{{1,7}}|\S*{_GUID.pattern}\S*|[\w/.:-]{{1,60}}/\d+-\d+", re.I)
_BROKEN_TIMING = re.compile(
    r"\s*(?=(?:\D*\d){8})(?=[^:]*:)[\d:.,\s<>=→-]*[^\W\d_]{0,3}[\d:.,\s<>=→-]*$"
)
_NAMED_ID = re.compile(r'(?:\d{1,7}\s+)?"(?P<name>[^"\n]{1,80})"\s*(?:\(\d{1,20}\))?')
"""Webex numbers its cues and puts the name behind: 12 "Anna Berger" (1904417728)."""
_LONGEST_TIMING = 80
_BLOCKS = ("NOTE", "STYLE", "REGION")
_VOICE = re.compile(r"<v(?:\.[\w.-]+)?\s+([^<>]+)>", re.I)
_VOICE_CUT = re.compile(r"<v(?:\.[\w.-]+)?\s+([^<>\n]{1,60})$", re.I | re.M)
_LONGEST_LABEL = 200
_FEWEST = 2


@dataclass(slots=True)
class _Draft:
    cue_id: str = ""
    start: float | None = None
    end: float | None = None
    lines: list[str] = field(default_factory=list)


def recognise_timed(raw: RawFile) -> str | None:
    """The format's name where the file is made of timed cues, else None."""
    if raw.form == "table":
        return None
    text = _text_of(raw)
    timings = sum(1 for line in text.split("\n") if _is_timing(line))
    if raw.extension == "vtt" or text.lstrip().upper().startswith("WEBVTT"):
        return _vtt_name(text, raw) if timings else None
    if timings < _FEWEST:
        return None
    return "Teams .docx, times above names" if raw.form == "paragraphs" else "SubRip .srt"


def _vtt_name(text: str, raw: RawFile) -> str:
    if raw.extension == "json":
        return "speech recognition .json"
    if _VOICE.search(text):
        return "Teams .vtt"
    if re.search(r"^NOTE (?:duration|language|recognizability|Confidence)", text, re.M):
        return "Stream .vtt"
    if any(map(_name_in_id, text.split("\n"))):
        return "Webex .vtt"
    return "Zoom .vtt"


def parse_timed(raw: RawFile, known: frozenset[str] = frozenset()) -> Parsed:
    """The cues of a timed transcript; names within the text are told by how often they stand."""
    text = _text_of(raw)
    drafts, head = _drafts(text, with_ids=raw.form == "text")
    cues = list(_cues(drafts))
    if raw.form == "paragraphs" and not any(cue.label for cue in cues):
        cues = _name_lines(drafts)
    if not any(cue.label for cue in cues):
        cues = _names_in_text(drafts, known)
    kept, dropped = _kept(cues, len(drafts))
    return Parsed(
        format=recognise_timed(raw) or "timed cues",
        cues=tuple(kept),
        rows=len(drafts),
        set_aside=tuple(dropped),
        head=tuple(head),
    )


def _text_of(raw: RawFile) -> str:
    if raw.form == "text":
        return raw.text
    return "\n".join(paragraph.text for paragraph in raw.paragraphs)


def _is_timing(line: str) -> bool:
    found = _TIMING.match(line) if ">" in line or "→" in line else None
    return bool(found and (found[1] or found[2]))


def _drafts(text: str, *, with_ids: bool) -> tuple[list[_Draft], list[str]]:
    drafts: list[_Draft] = []
    head: list[str] = []
    for block in re.split(r"\n[^\S\n]*\n\s*", text.strip("\n")):
        lines = block.split("\n")
        if lines[0].startswith("WEBVTT"):
            head.append(lines.pop(0))
        if lines and lines[0].startswith(_BLOCKS) and not any(map(_is_timing, lines)):
            head.append(" ".join(lines))
            continue
        _read_block(lines, drafts, head, with_ids=with_ids)
    return drafts, head


def _read_block(lines: list[str], drafts: list[_Draft], head: list[str], *, with_ids: bool) -> None:
    """Usually one cue; several where the blank line between them is lost."""
    lines = [line for line in lines if line.strip()]
    places = [place for place, line in enumerate(lines) if _is_timing(line)]
    if not places:
        _read_stray(lines, drafts, head)
        return
    begins = [_id_place(lines, place, with_ids=with_ids) for place in places]
    _add_text(lines[: begins[0]], drafts, head)
    for place, begin, end in zip(places, begins, [*begins[1:], len(lines)], strict=True):
        found = _TIMING.match(lines[place])
        start, stop, rest = (found[1], found[2], found["rest"]) if found else (None, None, "")
        drafts.append(
            _Draft(
                cue_id=lines[begin].strip() if begin < place else "",
                start=seconds(start or ""),
                end=seconds(stop or ""),
                lines=[part for part in (rest, *lines[place + 1 : end]) if part.strip()],
            )
        )


def _id_place(lines: list[str], place: int, *, with_ids: bool) -> int:
    """The line with the cue's id: the one before its times, where it looks like one."""
    if not with_ids or place == 0:
        return place
    line = lines[place - 1].strip()
    alone = place == 1 and " " not in line and len(line) <= 60
    return place - 1 if alone or _is_id(line) or _name_in_id(line) else place


def _name_in_id(line: str) -> str:
    """The speaker's name in a line that numbers a cue and names who speaks; "" in any other."""
    found = _NAMED_ID.fullmatch(line.strip())
    return found["name"].strip() if found else ""


def _is_id(line: str) -> bool:
    return len(line) <= _LONGEST_TIMING and _ID.fullmatch(line.strip()) is not None


def _is_broken_timing(line: str) -> bool:
    return len(line) <= _LONGEST_TIMING and _BROKEN_TIMING.match(line) is not None


def _read_stray(lines: list[str], drafts: list[_Draft], head: list[str]) -> None:
    """A block without times: a cue whose times are damaged, or more text of the cue before."""
    if lines and (_is_id(lines[0]) or _is_broken_timing(lines[0])):
        cue_id = lines[0].strip() if _is_id(lines[0]) else ""
        rest = lines[1:] if cue_id else lines
        while rest and (_is_broken_timing(rest[0]) or "-->" in rest[0]):
            rest = rest[1:]
        drafts.append(_Draft(cue_id=cue_id, lines=rest))
        return
    _add_text(lines, drafts, head)


def _add_text(lines: list[str], drafts: list[_Draft], head: list[str]) -> None:
    if any(line.startswith("<v") for line in lines):
        drafts.append(_Draft(lines=lines))
    elif drafts:
        drafts[-1].lines.extend(lines)
    else:
        head.extend(lines)


def _cues(drafts: Iterable[_Draft]) -> Iterator[Cue]:
    for row, draft in enumerate(drafts, start=1):
        text = "\n".join(draft.lines)
        pieces = _VOICE.split(_VOICE_CUT.sub(r"<v \1>", text))
        bare = _cue(row, draft, _name_in_id(draft.cue_id), pieces[0])
        voices = [
            _cue(row, draft, label, said)
            for label, said in zip(pieces[1::2], pieces[2::2], strict=True)
        ]
        yield from ([bare] if bare.text or not voices else [])
        yield from voices


def _cue(row: int, draft: _Draft, label: str, text: str) -> Cue:
    return Cue(
        row=row,
        text=plain(text),
        label=plain(label[:_LONGEST_LABEL]),
        cue_id=draft.cue_id,
        start=draft.start,
        end=draft.end,
        numbered=_GUID.search(draft.cue_id) is not None,
    )


def _name_lines(drafts: list[_Draft]) -> list[Cue]:
    """Teams' older .docx: the name on a line of its own under the times."""
    found = Counter(draft.lines[0] for draft in drafts if len(draft.lines) > 1)
    firsts = set(map(label_key, found))
    often = accepted_labels(found, len(drafts))
    if not firsts or len(firsts) > max(2, len(drafts) // 2):
        return list(_cues(drafts))
    return [
        _cue(row, draft, draft.lines[0], " ".join(draft.lines[1:]))
        if len(draft.lines) > 1
        and (looks_like_label(draft.lines[0]) or label_key(draft.lines[0]) in often)
        else _cue(row, draft, "", " ".join(draft.lines))
        for row, draft in enumerate(drafts, start=1)
    ]


def _names_in_text(drafts: list[_Draft], known: frozenset[str]) -> list[Cue]:
    """Zoom and some .srt: "Name: words" at the start of a cue or of a line in it."""
    found: Counter[str] = Counter()
    for draft in drafts:
        for line in draft.lines:
            piece = split_label(line.strip())
            if piece and piece.text and not piece.stamp:
                found[piece.label] += 1
    accepted = accepted_labels(found, len(drafts), known)
    return [
        cue for row, draft in enumerate(drafts, start=1) for cue in _by_lines(row, draft, accepted)
    ]


def _by_lines(row: int, draft: _Draft, accepted: frozenset[str]) -> Iterator[Cue]:
    label, said, any_yet = "", list[str](), False
    for line in draft.lines:
        piece = split_label(line.strip())
        if piece and not piece.stamp and label_key(piece.label) in accepted:
            if said:
                yield _cue(row, draft, label, "\n".join(said))
                any_yet = True
            label, said = piece.label, [piece.text]
        else:
            said.append(line)
    if said or not any_yet:
        yield _cue(row, draft, label, "\n".join(said))


def _kept(cues: list[Cue], rows: int) -> tuple[list[Cue], list[tuple[int, str]]]:
    """Cues with words, each once; rows that give none, with the reason."""
    kept: list[Cue] = []
    seen: set[Cue] = set()
    repeated: set[int] = set()
    for cue in cues:
        bare = replace(cue, row=0)
        if cue.start is not None and cue.text and bare in seen:
            repeated.add(cue.row)
        elif cue.text:
            seen.add(bare)
            kept.append(cue)
    with_words = {cue.row for cue in kept}
    return kept, [
        (row, "repeated cue" if row in repeated else "no words")
        for row in range(1, rows + 1)
        if row not in with_words
    ]
