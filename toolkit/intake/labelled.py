"""Conversations typed with speaker labels: "Interviewee: ...", "[id1] ...", names in bold.

Whether a text is one is measured: labels that come again and take turns, most of the text spoken
under them, somebody who asks. A lecture, a list of fields or a page with a few colons is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from toolkit.intake.cues import Cue, Line, Parsed, lines_of, plain, seconds
from toolkit.intake.heads import names_in_head
from toolkit.intake.labels import (
    Labelled,
    accepted_labels,
    is_field,
    label_key,
    looks_like_label,
    pair_roles,
    role_of_label,
    split_bare_stamp,
    split_label,
)
from toolkit.intake.page_heads import PAGE_HEAD, page_heads
from toolkit.intake.raw import RawFile, RawSheet
from toolkit.intake.speech import (
    ends_sentence,
    is_page_mark,
    is_question_like,
    notice_reason,
    speaks_of_self,
    word_count,
    words_of,
)
from toolkit.intake.stamped import is_line_of_times

_ANSWER_KEYS = frozenset({"answer", "a", "antwort", "risposta", "reponse", "respuesta"})
_LEAST_HALF = 0.4
_FEWEST_TURNS = 4
_FEWEST_TURNS_OF_ROLES = 2
_LEAST_LABELLED = 0.2
"""Of the paragraphs from the first label on. Long answers have many unlabelled ones."""
_LEAST_CHANGES = 0.3
"""Neighbouring labels that differ: speakers take turns, fields of a form come in a fixed order."""
_LEAST_WORDS = 3
"""Median length of a turn; the values of a form are shorter."""
_MOST_SAME_ORDER = 0.9
"""Forms repeat the same round of fields; with three or more labels no conversation does."""
_SIDES = 2
_FEWEST_ROUNDS = 3
_LEAST_FIRST_PERSON = 0.3
"""Answers under "Answer:" in an interview speak of oneself; those of a list of questions do not."""
_MOST_BULLETS = 0.5
_NAME_ONLY = re.compile(r"(?:[^\W\d_][\w.'’-]*\s+){1,4}[^\W\d_][\w.'’-]*\s*(?:$|[(,;–-])")
_BETWEEN_PEOPLE = re.compile(r"[,;/]|\s[–-]\s|\b(?:and|und|et)\b")
_ONE_OF_THEM = re.compile(r"(?P<name>[^()]+?)\s*(?:\((?P<bracket>[^()]*)\))?")
_LONGEST_NAME_LINE = 120
_LISTS = "says who takes part"
_TITLES = "head of the table"
_LONGEST_TITLE = 4
"""Words of a cell in the head of a table."""
_HEAD_ROWS = 8
"""Lines such as "Interviewee: Name, role" are looked for in so many rows at the top."""
_PARAGRAPH_NUMBER = re.compile(r"(\d{1,4})\s+(?=\S)")
_END_STAMP = re.compile(r"\s*#\d{1,2}:\d{2}:\d{2}(?:[.,-]\d{1,3})?#\s*$")


@dataclass(slots=True)
class _Entry:
    label: str
    stamp: str = ""
    parts: list[str] = field(default_factory=list)
    aside: str = ""


def recognise_labelled(raw: RawFile) -> str | None:
    """The format's name where the text is a conversation under labels, else None."""
    if raw.form == "table" or raw.extension in {"vtt", "srt"}:
        return None
    return None if why_no_conversation(raw) else "speaker labels"


def why_no_conversation(raw: RawFile) -> str:
    """The first test that a text fails which could be a conversation under labels; "" if none."""
    parsed, lines = parse_labelled(raw), lines_of(raw)
    named = [cue for cue in parsed.cues if cue.label]
    keys = Counter(label_key(cue.label) for cue in named)
    roles = {role_of_label(cue.label) for cue in named} | set(pair_roles(keys).values())
    both_sides = {"interviewer", "respondent"} <= roles
    if not keys:
        return "no name of a speaker stands before the words"
    if len(keys) < _SIDES:
        return "only one speaker is named"
    if len(named) < (_FEWEST_TURNS_OF_ROLES if both_sides else _FEWEST_TURNS):
        return "too few turns have a speaker's name"
    bullets = sum(line.style == "bullet" for line in lines)
    if bullets > _MOST_BULLETS * len(lines):
        return "most of it are bullets"
    if not _mostly_spoken(parsed, len(named)):
        return "most of it stands under no speaker's name"
    explained = keys.keys() & names_in_head((*parsed.head, *_legend(parsed))).keys()
    if both_sides or len(explained) > 1:
        return "" if _is_no_help_page(named) else "nobody speaks of oneself, as in a help page"
    if not _takes_turns([label_key(cue.label) for cue in named], keys):
        return "the names do not come again in turns, as speakers' names do"
    return "" if _sounds_spoken(parsed) else "nobody asks anything"


def _legend(parsed: Parsed) -> list[str]:
    return [f"{key.upper()} = {name}" for key, name in parsed.names.items()]


def _is_no_help_page(named: Sequence[Cue]) -> bool:
    """Labels "Question" and "Answer" also stand in help pages, where nobody speaks of oneself."""
    answers = [cue.text for cue in named if label_key(cue.label) in _ANSWER_KEYS]
    if len(answers) < _LEAST_HALF * len(named):
        return True
    return sum(map(speaks_of_self, answers)) >= _LEAST_FIRST_PERSON * len(answers)


def _mostly_spoken(parsed: Parsed, named: int) -> bool:
    head = sum(map(word_count, parsed.head))
    spoken = sum(word_count(cue.text) for cue in parsed.cues)
    return head <= spoken and named >= _LEAST_LABELLED * max(len(parsed.cues), 1)


def _takes_turns(order: Sequence[str], keys: Counter[str]) -> bool:
    changes = [pair for pair in pairwise(order) if pair[0] != pair[1]]
    again = {key: times for key, times in keys.items() if times > 1}
    if len(changes) < _LEAST_CHANGES * len(order) or len(again) < _SIDES:
        return False
    if len(keys) > max(2, len(order) // 2):
        return False
    rounds = Counter(first for first, _ in {pair for pair in changes if again.keys() >= {*pair}})
    fixed = sum(keys[key] for key, followers in rounds.items() if followers == 1)
    too_short = len(again) <= _SIDES or len(order) < _FEWEST_ROUNDS * len(again)
    return too_short or fixed < _MOST_SAME_ORDER * len(order)


def _sounds_spoken(parsed: Parsed) -> bool:
    texts = [cue.text for cue in parsed.cues]
    asks = any(map(is_question_like, texts))
    return asks and median(map(word_count, texts)) >= _LEAST_WORDS


def parse_labelled(raw: RawFile, known: frozenset[str] = frozenset()) -> Parsed:
    """Paragraphs with their labels; the lines before the first label are the head."""
    titles = frozenset(filter(None, map(_titles_of, raw.sheets)))
    lines, heads = _without_page_heads(_without_numbers(lines_of(raw)))
    split = [None if line.text in titles else _split(line) for line in lines]
    explained = names_in_head(line.text for line in lines[:_HEAD_ROWS])
    accepted = _accepted(lines, split, known | explained.keys())
    pieces = list(zip(lines, split, strict=True))
    entries, head = _entries(pieces, accepted, is_pdf=raw.extension == "pdf")
    _set_titles_aside(entries, titles)
    entries += [_Entry(label="", parts=[text], aside=PAGE_HEAD) for text in heads]
    names, entries = _named_roles(entries)
    return _parsed(entries, head, names)


def _without_page_heads(lines: Sequence[Line]) -> tuple[Sequence[Line], list[str]]:
    """The lines of the text itself, and those at the edges of its pages.

    What a page's edge cut goes on: a line that begins small stands behind no gap then.
    """
    places = page_heads([line.text for line in lines])
    kept = [
        replace(line, after_gap=line.after_gap and not line.text[:1].islower())
        if at - 1 in places
        else line
        for at, line in enumerate(lines)
        if at not in places
    ]
    return kept, [lines[at].text for at in sorted(places)]


def _titles_of(sheet: RawSheet) -> str:
    """The first row of a table as its line stands in the text, if it is no speech; else "".

    Its cells are short and no sentences, and nobody is called by its first cell further down.
    """
    first, *others = sheet.rows or ((),)
    short = all(cell and word_count(cell) <= _LONGEST_TITLE for cell in first)
    spoken = any(ends_sentence(cell) or seconds(cell) is not None for cell in first)
    again = {label_key(row[0]) for row in others if row}
    if len(first) < _SIDES or not short or spoken or label_key(first[0]) in again:
        return ""
    return "\t".join(first)


def _set_titles_aside(entries: Iterable[_Entry], titles: frozenset[str]) -> None:
    for entry in entries:
        if not entry.label and len(entry.parts) == 1 and entry.parts[0] in titles:
            entry.aside = _TITLES


def _without_numbers(lines: Sequence[Line]) -> Sequence[Line]:
    """MAXQDA prints numbers in the margin: taken off where they count upwards."""
    found = [_PARAGRAPH_NUMBER.match(line.text) for line in lines]
    numbers = [int(match[1]) for match in found if match]
    rising = sum(later > earlier for earlier, later in pairwise(numbers))
    if len(numbers) < max(4, 0.4 * len(lines)) or rising < 0.9 * (len(numbers) - 1):
        return lines
    return [
        replace(line, text=line.text[match.end() :]) if match else line
        for line, match in zip(lines, found, strict=True)
    ]


def _split(line: Line) -> Labelled | None:
    if line.style == "heading":
        return None
    return split_label(line.text, line.bold)


def _accepted(
    lines: Sequence[Line], split: Sequence[Labelled | None], known: frozenset[str]
) -> frozenset[str]:
    found: Counter[str] = Counter(piece.label for piece in split if piece)
    colons = {label_key(label) for label in found}
    for line, piece in zip(lines, split, strict=True):
        if piece is None and _stands_alone(line, colons):
            found[line.text] += 1
    return accepted_labels(found, len(lines), known)


def _stands_alone(line: Line, keys: Iterable[str]) -> bool:
    """A label on a line of its own without a colon: a role, or one that has a colon elsewhere."""
    if len(line.text) > 50 or line.style == "heading" or not looks_like_label(line.text):
        return False
    return role_of_label(line.text) in {"interviewer", "respondent"} or label_key(line.text) in keys


def _entries(
    pieces: Sequence[tuple[Line, Labelled | None]], accepted: frozenset[str], *, is_pdf: bool
) -> tuple[list[_Entry], list[str]]:
    entries: list[_Entry] = []
    head: list[str] = []
    for line, piece in pieces:
        entry = _begun_entry(line, piece, accepted, any_yet=bool(entries))
        if entry:
            entries.append(entry)
        elif not entries:
            head.append(line.text)
        elif piece and is_field(piece.label) and all(map(_is_of_head, entries)):
            entries.append(_Entry(label=piece.label, parts=[piece.text], aside=_LISTS))
        elif line.after_gap and entries[-1].parts and not (is_pdf and _wraps(entries[-1], line)):
            entries.append(_Entry(label="", parts=[line.spoken]))
        else:
            _go_on(entries[-1], line.spoken, is_pdf=is_pdf)
    return entries, head


def _is_of_head(entry: _Entry) -> bool:
    return entry.aside == _LISTS or bool(_people(_words(entry)))


def _words(entry: _Entry) -> str:
    return " ".join(entry.parts)


def _wraps(entry: _Entry, line: Line) -> bool:
    """A PDF's line that goes on mid-sentence, although a gap stands before it."""
    return not ends_sentence(entry.parts[-1]) and line.text[:1].islower()


def _begun_entry(
    line: Line, piece: Labelled | None, accepted: frozenset[str], *, any_yet: bool
) -> _Entry | None:
    if piece and label_key(piece.label) in accepted:
        return _Entry(label=piece.label, stamp=piece.stamp, parts=[*filter(None, [piece.text])])
    if not piece and label_key(line.text) in accepted and _stands_alone(line, accepted):
        return _Entry(label=line.text)
    reason = _aside(line) if any_yet else ""
    return _Entry(label="", parts=[line.text], aside=reason) if reason else None


def _aside(line: Line) -> str:
    if line.style == "heading":
        return "heading within the conversation"
    if is_line_of_times(line):
        return "time stamp alone"
    if is_page_mark(line.text):
        return "page number"
    return notice_reason(line.text)


def _go_on(entry: _Entry, text: str, *, is_pdf: bool) -> None:
    if entry.aside:
        entry.parts.append(text)
    elif is_pdf and entry.parts and _is_cut(entry.parts[-1], text):
        entry.parts[-1] = entry.parts[-1][:-1] + text
    else:
        entry.parts.append(text)


def _is_cut(first: str, second: str) -> bool:
    """Whether a word is parted by a hyphen at a line's end."""
    return re.search(r"[^\W\d_]-$", first) is not None and second[:1].islower()


def _named_roles(entries: list[_Entry]) -> tuple[dict[str, str], list[_Entry]]:
    """Set aside "Interviewee: Maria Huber, claims" at the top: it says who it is."""
    names: dict[str, str] = {}
    again = Counter(label_key(entry.label) for entry in entries if entry.label)
    speakers = sum(times > 1 for times in again.values())
    for entry in entries[:_HEAD_ROWS]:
        key = label_key(entry.label)
        if entry.aside == _LISTS:
            continue
        people = _people(_words(entry))
        listed = again[key] == 1 and speakers > 1 and _names_a_part(entry.label)
        if listed and not people and _refers(_words(entry), again):
            entry.aside = _LISTS
            continue
        if key in names or not people or not (again[key] > 1 or listed):
            break
        entry.aside = _LISTS
        if len(people) == 1:
            names[key] = people[0].name
        for person in people:
            names |= person.explains()
    return names, entries


def _refers(text: str, keys: Iterable[str]) -> bool:
    """Whether a line without a sentence speaks of labels ("Participants: B1 to B5, see list")."""
    words = set(map(label_key, re.findall(r"[^\W_]+", text)))
    return not ends_sentence(text) and any(key[-1:].isdigit() and key in words for key in keys)


def _names_a_part(label: str) -> bool:
    """Whether a label says what somebody does in the talk: a role, or "Interview" itself."""
    return role_of_label(label) != "" or label_key(label) in words_of("speech", "labels", "talks")


@dataclass(frozen=True, slots=True)
class _Listed:
    """Somebody in the head: "Nora Whitfield (NW)", "Nora Whitfield (interviewer)"."""

    name: str
    bracket: str = ""

    def explains(self) -> dict[str, str]:
        """What the bracket adds: the label it is, or the role."""
        if role_of_label(self.bracket) == "interviewer":
            return {label_key(self.bracket): self.name}
        return {label_key(self.bracket): self.name} if self.bracket.isupper() else {}


def _people(text: str) -> list[_Listed]:
    """The people of a line that lists people and says nothing else; [] for speech."""
    text = _END_STAMP.sub("", text)
    if len(text) > _LONGEST_NAME_LINE or not _NAME_ONLY.match(text) or ends_sentence(text):
        return []
    parts = [part for part in _BETWEEN_PEOPLE.split(text) if part.strip()]
    found = [_ONE_OF_THEM.fullmatch(part.strip()) for part in parts]
    people = [_Listed(one["name"], one["bracket"] or "") for one in found if one]
    full = [person for person in people if _is_full_name(person.name)]
    return full if full and _is_full_name(full[0].name) and full[0] == people[0] else []


def _is_full_name(name: str) -> bool:
    return len(name.split()) > 1 and looks_like_label(name) and not role_of_label(name)


def _parsed(entries: Sequence[_Entry], head: Sequence[str], names: dict[str, str]) -> Parsed:
    cues: list[Cue] = []
    dropped: list[tuple[int, str]] = []
    for row, entry in enumerate(entries, start=1):
        stamp, text = split_bare_stamp(plain(" ".join(entry.parts)))
        text = _END_STAMP.sub("", text)
        if entry.aside or not text:
            dropped.append((row, entry.aside or "no words"))
            continue
        start = seconds(entry.stamp or stamp)
        cues.append(Cue(row=row, text=text, label=entry.label, start=start))
    return Parsed(
        format="speaker labels",
        cues=tuple(cues),
        rows=len(entries),
        set_aside=tuple(dropped),
        head=(*head, *(f"{e.label}: {' '.join(e.parts)}" for e in entries if e.aside == _LISTS)),
        names=names,
        unit="paragraph",
    )
