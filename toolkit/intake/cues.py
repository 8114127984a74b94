"""What every transcript parser gives: cues with times and labels, and where each row went."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from toolkit.intake.raw import RawFile
from toolkit.model.intake import SetAside

TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?"
"""A time stamp: 0:04, 00:00:04.170, 0:0:4.693, 00:00:04,170."""
_TIME = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?")
_TAGS = re.compile(
    r"</?(?:v|i|b|u|c|s|em|strong|font|lang|ruby|rt)(?:[.\s][^<>]*)?/?>|<[\d:.]+>|\{\\[^{}]*\}",
    re.I,
)
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One cue or labelled paragraph; one row of the file may give two (two voices in a cue)."""

    row: int
    """Number of the cue or paragraph within the file, from 1."""
    text: str
    label: str = ""
    """Who speaks, as the file says it; "" = nobody named: the speaker before goes on."""
    cue_id: str = ""
    start: float | None = None
    """Seconds from the start; None where the file has no times, or this one is unreadable."""
    end: float | None = None
    numbered: bool = False
    """Whether the file gives this cue an id that is its own in all the world (a GUID)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A transcript cut into cues: rows == rows with cues + rows set aside."""

    format: str
    cues: tuple[Cue, ...] = ()
    rows: int = 0
    set_aside: tuple[tuple[int, str], ...] = ()
    """(row, reason)."""
    head: tuple[str, ...] = ()
    """Lines before the conversation: title, date, who takes part. No rows."""
    names: dict[str, str] = field(default_factory=dict)
    """Label -> name, where the head explains the labels ("EV = Eleanor Voss")."""
    notes: tuple[str, ...] = ()
    unit: str = "cue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a text or document."""

    text: str
    style: str = ""
    """"heading", "bullet" or ""."""
    bold: str = ""
    """Leading words set in bold."""
    after_gap: bool = True
    """Whether a blank line or a paragraph's end stands before it."""
    indent: int = 0
    mark: str = ""
    """What stood before the text and was taken off: "- ", "1. "."""

    @property
    def spoken(self) -> str:
        """The line with its mark: a number or dash may be somebody's words."""
        return self.mark + self.text


def seconds(stamp: str) -> float | None:
    """Seconds of a time stamp; None if it is none. 0:04 is four seconds."""
    found = _TIME.fullmatch(stamp.strip())
    if not found:
        return None
    hours, minutes, whole, part = found.groups()
    fraction = int(part) / 10 ** len(part) if part else 0.0
    return round(int(hours or 0) * 3600 + int(minutes) * 60 + int(whole) + fraction, 3)


def plain(text: str) -> str:
    """Text as a reader sees it: known markup gone, entities read, white space collapsed."""
    if "<" in text or "{" in text:
        text = _TAGS.sub("", text)
    if "&" in text:
        text = html.unescape(text)
    return _BLANKS.sub(" ", text).strip()


_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(?P<text>.*?)\s*#*\s*$")
_BULLET = re.compile(r"\s*(?:[-*+•–·▪◦‣]|\d{1,3}[.)])\s+(?P<text>\S.*)$")
_BOLD = re.compile(r"(?:\*\*|__)(?P<bold>[^*_\n]{1,80}?)(?:\*\*|__)")


def lines_of(raw: RawFile) -> tuple[Line, ...]:
    """Every line that holds something, whether the gate gave a text or paragraphs."""
    if raw.form == "text":
        return tuple(text_lines(raw.text))
    return tuple(_paragraph_lines(raw))


def _paragraph_lines(raw: RawFile) -> Iterable[Line]:
    for paragraph in raw.paragraphs:
        for number, part in enumerate(paragraph.text.split("\n")):
            if part.strip():
                yield Line(
                    text=part.strip(),
                    style=paragraph.style,
                    bold=paragraph.bold_prefix.strip() if not number else "",
                    after_gap=not number,
                )


def text_lines(text: str) -> Iterable[Line]:
    """The lines of a plain or Markdown text that hold something, marks of lists taken off."""
    gap = True
    for part in text.split("\n"):
        if not part.strip():
            gap = True
            continue
        yield _text_line(part, gap=gap)
        gap = False


def _text_line(part: str, *, gap: bool) -> Line:
    indent = len(part) - len(part.lstrip())
    for style, found in (("heading", _HEADING.match(part)), ("bullet", _BULLET.match(part))):
        if found:
            return Line(
                text=found["text"].strip(),
                style=style,
                after_gap=gap,
                indent=indent,
                mark=part[: found.start("text")].lstrip(),
            )
    stripped = part.strip()
    bold = _BOLD.match(stripped)
    if bold:
        stripped = bold["bold"] + stripped[bold.end() :]
    return Line(text=stripped, bold=bold["bold"] if bold else "", after_gap=gap, indent=indent)


def set_aside_rows(rows: Iterable[tuple[int, str]], unit: str) -> tuple[SetAside, ...]:
    """One entry for every reason, with the rows it holds ("cues 3, 8-9"), in order of first row."""
    by_reason: dict[str, list[int]] = defaultdict(list)
    for row, reason in sorted(rows):
        by_reason[reason].append(row)
    return tuple(
        SetAside(reason=reason, rows=len(found), where=_where(found, unit))
        for reason, found in by_reason.items()
    )


def _where(rows: list[int], unit: str) -> str:
    spans: list[list[int]] = []
    for row in rows:
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    shown = [str(first) if first == last else f"{first}-{last}" for first, last in spans]
    return f"{unit}{'s' if len(rows) > 1 else ''} {', '.join(shown)}"
