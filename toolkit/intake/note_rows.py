"""Notes cut into points: which lines are headings, which wrap, whose point each line is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from toolkit.intake.cues import Line, lines_of, text_lines
from toolkit.intake.gate_text import plain_markdown
from toolkit.intake.heads import names_in_head
from toolkit.intake.names import fold as fold_name
from toolkit.intake.names import is_first_name
from toolkit.intake.note_lines import (
    Voice,
    Whose,
    asked_by_writer,
    authors_in,
    initials_of,
    is_addressed,
    is_framing,
    is_initials,
    is_name,
    is_setting,
    is_summary,
    label_alone,
    names_in,
    own_reason,
    talked_with,
    tidy_name,
    told_behind,
    voice_of,
    written_by,
)
from toolkit.intake.raw import RawFile
from toolkit.intake.said_on import find_date, without_dates, year_near
from toolkit.intake.speech import fold, joined, notice_reason, word_count, words_of
from toolkit.privacy.off_record import said_off_record

_FILE = "note_words"
_WRAPPED_AT = 50
"""A line this long may be broken for width alone; a shorter one ends where its writer ended it."""
_WIDEST_WRAPPED = 120
_MOST_WORDS_OF_HEAD = 16
_FEW_WORDS = 4
_TOGETHER = re.compile(r"[&+]|\b(?:and|und|e|ed|et|y)\b")
"""Between two who were met in one talk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading or lead line: with whom, when, or that all below is the writer's own."""

    title: str = ""
    names: tuple[str, ...] = ()
    day: date | None = None
    aside: str = ""
    off_record: bool = False
    level: int = 0
    """Of a Markdown heading, 1-6; 0 where unknown."""
    rank: int = 0
    """How its line stands out: 2 a heading by style, 1 in bold, 0 not at all."""
    is_talk: bool = False
    """Whether it says that somebody was met ("Chat with ...")."""


@dataclass(slots=True)
class Point:
    """A bullet or paragraph, with what its section says and whose it is."""

    number: int
    parts: list[str]
    section: Section
    indent: int = 0
    text: str = ""
    name: str = ""
    question: str = ""
    aside: str = ""
    bullet: bool = False
    day: date | None = None
    """Where the line itself tells, as in "Call with A. Berger, 3 May: she likes it."."""


@dataclass(slots=True)
class _Voices:
    """Who spoke so far in one section."""

    question: str = ""
    last: str = ""
    """Who "she" is in the next point."""
    heads: list[tuple[int, str, bool]] = field(default_factory=list)
    """(indent, name, whether the name stood on a line of its own)."""


def note_lines_of(raw: RawFile) -> tuple[Line, ...]:
    """Lines with their indents; Markdown's marks are taken off."""
    if raw.extension != "md" or not raw.text:
        return lines_of(raw)
    return tuple(
        replace(line, text=plain_markdown(line.text)) for line in text_lines(raw.text) if line.text
    )


def points_of(raw: RawFile, day: date | None) -> tuple[list[Point], list[Section]]:
    """All points of a file, each with its voice or the reason why it is none; and all sections.

    `day` is a date that a person gave; it settles the year of dates written without one.
    """
    lines = note_lines_of(raw)
    year = day.year if day else year_near(raw.file, (line.text for line in lines), raw.modified_on)
    width = max((_width(line) for line in lines), default=0)
    sections: list[Section] = [Section()]
    rows: list[Point] = []
    last: Line | None = None
    heads = [_section_of(line, lines[at + 1 : at + 2], year) for at, line in enumerate(lines)]
    talks = [one for one in heads if one and (one.names or one.is_talk)]
    one_talk = len(talks) == 1 and len(talks[0].names) == 1
    for line, found in zip(lines, heads, strict=True):
        if found:
            sections.append(_within(sections, found, one_talk=one_talk))
        elif last is not None and _goes_on(last, line, width):
            rows[-1].parts.append(line.text)
        else:
            rows.append(_new_point(len(rows) + 1, line, sections[-1], year))
        last = None if found else line
    _set_preamble_aside(rows, sections)
    _settle(rows, sections, [line.text for line in lines])
    return rows, sections[1:]


def _set_preamble_aside(rows: Sequence[Point], sections: Sequence[Section]) -> None:
    """Paragraphs above the first talk say how the notes were made; they are nobody's point."""
    talks = [place for place, section in enumerate(sections) if section.names or section.is_talk]
    if not talks:
        return
    above = {id(section) for section in sections[: talks[0]]}
    for row in rows:
        if id(row.section) in above and not row.bullet:
            row.aside = "above the first talk"


def _new_point(number: int, line: Line, section: Section, year: int | None) -> Point:
    met = talked_with(line.text) is not None
    return Point(
        number=number,
        parts=[line.text],
        indent=line.indent,
        bullet=line.style == "bullet",
        section=section,
        day=find_date(line.text.partition(": ")[0], year) if met else None,
    )


def _width(line: Line) -> int:
    return line.indent + len(line.mark) + len(line.text)


def _goes_on(last: Line, line: Line, width: int) -> bool:
    """Whether a line is the rest of the one before: indented under a bullet, or wrapped.

    A text is wrapped where no line is longer than a page is wide, and a line is where the next
    word had no room in it.
    """
    if line.style or line.after_gap or talked_with(line.text) is not None:
        return False
    if last.style == "bullet" and line.indent > last.indent:
        return True
    room = _width(last) + 1 + len(line.text.split()[0])
    return width <= _WIDEST_WRAPPED and len(last.text) >= _WRAPPED_AT and room > width


def _section_of(line: Line, following: Sequence[Line], year: int | None) -> Section | None:
    """The section that a heading or lead line begins; None where the line is a point."""
    text = line.text.strip()
    if line.style == "bullet" or word_count(text) > _MOST_WORDS_OF_HEAD:
        return None
    day = find_date(text, year)
    names = talked_with(text)
    if names is not None and _has_point(text):
        return None
    if written_by(text) or (names is None and not _heads(line, following, day)):
        return _side_line(text, day)
    return Section(
        title=text,
        level=line.mark.count("#"),
        rank=2 if line.style == "heading" else int(_in_bold(line)),
        names=_headed(text, day) if names is None else names,
        day=day,
        aside=own_reason(text) or ("about the talk itself" if is_setting(text) else ""),
        off_record=said_off_record(text),
        is_talk=names is not None,
    )


def _heads(line: Line, following: Sequence[Line], day: date | None) -> bool:
    """A heading by its style, a line in bold, or a line with a date or a colon above bullets."""
    if line.style == "heading" or _in_bold(line):
        return True
    above_bullets = bool(following) and following[0].style == "bullet"
    return above_bullets and (day is not None or line.text.rstrip().endswith(":"))


def _in_bold(line: Line) -> bool:
    return bool(line.bold) and line.bold == line.text


def _side_line(text: str, day: date | None) -> Section | None:
    """A line that only says who wrote the notes or when: no section of its own and no point."""
    short = day is not None and word_count(re.sub(r"[\d./:-]", "", text)) <= _FEW_WORDS
    if written_by(text) or short or is_framing(text):
        return Section(day=day)
    return None


def _has_point(text: str) -> bool:
    """Whether it tells more than who and when: "Call with A. Berger, 3 May: she likes it."."""
    return word_count(told_behind(text)) >= _FEW_WORDS - 1


def _headed(text: str, day: date | None) -> tuple[str, ...]:
    """Whom a heading names: "Anna Berger", "Fr. Huber:", "M. Keller and T. Ott, 14 April"."""
    if own_reason(text):
        return ()
    bare = without_dates(text, day.year if day else None)
    first, *others = names_in(bare.rstrip(" :")) or ("",)
    if not (_is_sure(first) or (first and is_addressed(bare))):
        return ()
    head, *rest = bare.split(",")
    together = _TOGETHER.search(head) is not None
    listed = (tidy_name(part) for part in rest)
    return (
        first,
        *(name for name in others if together or _is_sure(name)),
        *(name for name in listed if len(name.split()) == 2 and _has_first_name(name)),
    )


def _has_first_name(name: str) -> bool:
    return is_name(name) and is_first_name(fold_name(name.split()[0]))


def _is_sure(name: str) -> bool:
    return len(name.split()) > 1 or is_initials(name)


def _within(sections: Sequence[Section], found: Section, *, one_talk: bool) -> Section:
    """The section with what it takes over from those above it.

    A line that only dates or signs the notes changes nothing else. A topic below "Chat with ..."
    stays within that talk if it is deeper, if it is a question, or if no level is known and it
    names a topic, or stands out less than the one talk that the file tells of.
    """
    before = sections[-1]
    if not found.title:
        return replace(before, day=found.day or before.day)
    talk = next((s for s in reversed(sections) if s.is_talk or s.names), None)
    if found.names or found.is_talk or talk is None:
        return _summed_up(found, talk)
    if _belongs(found, talk, one_talk=one_talk):
        return replace(
            found,
            names=talk.names,
            day=found.day or talk.day,
            level=talk.level,
            rank=talk.rank,
        )
    return _summed_up(found, talk)


def _belongs(found: Section, talk: Section, *, one_talk: bool) -> bool:
    """Whether a heading that names nobody stands within the talk above it."""
    if found.title.rstrip(" :*").endswith("?"):
        return True
    if found.level or talk.level:
        return found.level > talk.level
    topics = words_of(_FILE, "topics", "words")
    beneath = one_talk and (not talk.rank or found.rank < talk.rank)
    named = any(fold(word) in topics for word in found.title.split())
    return named or (beneath and not is_summary(found.title))


def _summed_up(found: Section, talk: Section | None) -> Section:
    """Set aside "Main findings" beside the talks: it repeats what was said in them."""
    if talk is not None and is_summary(found.title):
        return replace(found, aside=found.aside or "the writer's summary")
    return found


def _settle(rows: list[Point], sections: Sequence[Section], texts: Sequence[str]) -> None:
    """Give every point its voice, or the reason why it is nobody's."""
    known = _known_names(rows, sections, texts)
    authors = {fold_name(name) for text in texts for name in authors_in(text)}
    voices = _Voices()
    section: Section | None = None
    for row in rows:
        if row.section is not section:
            voices, section = _Voices(), row.section
        row.text = joined(row.parts)
        _set_aside(row, voices, known)
        if not row.aside:
            row.question = voices.question
            _give_voice(row, voices, known)
    for row in rows:
        row.name = _resolved(row.name, known)
        if row.name and fold_name(row.name) in authors:
            row.aside, row.name = "the writer's own remark", ""


def _set_aside(row: Point, voices: _Voices, known: Sequence[str]) -> None:
    row.aside = row.aside or row.section.aside or own_reason(row.text) or notice_reason(row.text)
    if not row.aside and written_by(row.text):
        row.aside = "says who wrote the notes"
    if asked := asked_by_writer(row.text):
        row.aside = row.aside or "a question of the writer"
        voices.question = asked
    if alone := label_alone(row.text, known):
        row.aside = row.aside or "names who speaks"
        voices.last = alone
        voices.heads = [(row.indent, alone, True)]


def _give_voice(row: Point, voices: _Voices, known: Sequence[str]) -> None:
    """Set the point's name and its text without a label.

    In a talk with one person everything is that person's word, also about others, but for points
    under a label of somebody else's.
    """
    voice = _voice(row.text, known)
    row.text = voice.text
    only = row.section.names[0] if len(row.section.names) == 1 else ""
    above = _above(voices, row.indent)
    if voice.whose is Whose.LABELLED:
        row.name = voice.name
        voices.heads = [head for head in voices.heads if head[0] < row.indent]
        voices.heads.append((row.indent, voice.name, False))
    elif above or only:
        row.name = above or only
    else:
        row.name = {Whose.TELLS: voice.name, Whose.AGAIN: voices.last}.get(voice.whose, "")
    voices.last = row.name or voices.last


def _above(voices: _Voices, indent: int) -> str:
    """Who is named above: on a line of its own, or in a point that this one is indented under."""
    return next(
        (
            name
            for at, name, alone in reversed(voices.heads)
            if at < indent or (alone and at <= indent)
        ),
        "",
    )


def _voice(text: str, known: Sequence[str]) -> Voice:
    met = talked_with(text)
    if met and len(met) == 1 and _has_point(text):
        return Voice(whose=Whose.LABELLED, name=met[0], text=told_behind(text))
    return voice_of(text, known)


def _known_names(
    rows: Sequence[Point], sections: Sequence[Section], texts: Sequence[str]
) -> list[str]:
    """Full names that the file gives anywhere: leads, lists of those present, legends, labels."""
    found = [name for section in sections for name in section.names]
    found += names_in_head(texts).values()
    found += [name for text in texts for name in authors_in(text)]
    for row in rows:
        who, colon, _ = row.parts[0].partition(":")
        name = tidy_name(who)
        if colon and len(name.split()) > 1 and not is_initials(name) and is_name(name):
            found.append(name)
    return sorted(set(found))


def _resolved(name: str, known: Sequence[str]) -> str:
    """Initials and single names -> the one fuller name of this file that fits, else as said."""
    if not name:
        return ""
    full = [other for other in known if len(other.split()) > 1]
    if is_initials(name):
        short = fold(name).replace(".", "").replace(" ", "").replace("-", "")
        fits = [other for other in full if initials_of(other) == short]
    elif len(name.split()) == 1:
        fits = [other for other in full if fold_name(name) in fold_name(other).split()]
    else:
        fits = []
    return fits[0] if len(set(fits)) == 1 else name
