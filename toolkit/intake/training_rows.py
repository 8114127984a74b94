"""From the lines of a training file to one row per person and session."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from toolkit.intake.attendance import attendance, is_mark, language_code, passed, read_scores
from toolkit.intake.dates import parse_date
from toolkit.intake.grids import IGNORED, Columns, Grid, Tally
from toolkit.intake.headers import looks_like_date, looks_like_email
from toolkit.intake.names import fold
from toolkit.intake.phrases import folded
from toolkit.intake.session_heads import Head
from toolkit.intake.sign_in import Block
from toolkit.intake.training_minutes import by_stay, names_several, people_in, stays
from toolkit.intake.usage_lines import is_total
from toolkit.model.vocabulary import Attendance

DATE_IN_TITLE = re.compile(
    r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}\.? [^\W\d_]{3,10}\.? \d{4}"
)


LABELLED_LINE = re.compile(
    r"(?:date|datum|data|fecha|trainer\w*|instructor|teacher|dozent\w*|referent\w*|docente|formatore|"
    r"formateur|formador|room|venue|location|place|raum|ort|aula|sede|lieu|salle|lugar|time|uhrzeit|"
    r"ora|heure|hora)\b[^:]{0,12}:",
    re.IGNORECASE,
)
"""A line over a list that tells the day, place or trainer and is no title."""
_ALL = 0.75
"""A session is meant for everybody if so many of those with any mark have one for it."""
_BESIDE = 0.25
"""And so many of these for another one too, as none has of days to choose from."""
_SHORT = 3
"""Words of so few letters may be somebody's name."""
_LABEL = re.compile(
    r"^(?:session|course|training|class|kurs|schulung|termin|corso|sessione|formation|curso|"
    r"sesi[oó]n|title|titel|titolo|titre|t[ií]tulo|date|datum|data|fecha)\s*:\s*",
    re.IGNORECASE,
)


_DAYS = ("held_on", "completed_on", "joined_on")


@dataclass(frozen=True, slots=True)
class _Days:
    """The days of each line: of the session, of its end for one person, of joining it."""

    held: Sequence[date | None]
    completed: Sequence[date | None]
    joined: Sequence[date | None]


@dataclass(frozen=True, slots=True)
class TrainingSheet:
    """One sheet of a training file, understood."""

    grid: Grid
    columns: Columns
    marks: tuple[int, ...] = ()
    """Columns that are sessions."""
    blocks: tuple[Block, ...] = ()
    """Sessions one below the other, a title over its people."""
    title: str = ""
    """The session of the whole sheet, from its titles or its name."""
    named: bool = False
    """Titles, sheet or file speak of a course or its attendance."""
    head: Head = field(default_factory=Head)
    """What labelled lines over the people tell."""
    signed: bool = False
    """A list to sign at a day: who has no mark was not there."""
    unread: tuple[int, ...] = ()
    """Columns without a role that may tell the attendance; until then nobody's is known."""

    @property
    def is_register(self) -> bool:
        """Whether lines over the people name the course, and a column tells who was there."""
        heads = [block.head for block in self.blocks] or [self.head]
        return any(head.title for head in heads) and ("status" in self.columns or bool(self.marks))


def training_rows(layout: TrainingSheet, tally: Tally) -> list[dict[str, object]]:
    """The rows of one sheet in the contract's columns; lines that are nobody's go to `tally`."""
    if layout.blocks:
        return [row for block in layout.blocks for row in _block_rows(block, tally)]
    rows = _mark_rows(layout, tally) if layout.marks else _attendance_rows(layout, tally)
    return _in_language(rows, layout.head.language)


def _in_language(rows: list[dict[str, object]], told: str) -> list[dict[str, object]]:
    """The rows with the language that the lines over them tell, where their own cells do not."""
    return [{**row, "language": row["language"] or language_code(told)} for row in rows]


def cells_of(grid: Grid, columns: Columns, role: str) -> list[str]:
    """The cells of a role's column, empty ones where there is none."""
    place = columns.place(role)
    return [""] * len(grid.cells) if place is None else grid.column(place)


def _who(line: Sequence[str], columns: Columns) -> dict[str, str]:
    name = columns.cell(line, "name").strip()
    parts = [columns.cell(line, role).strip() for role in ("first_name", "last_name")]
    given_id, email = columns.cell(line, "person_id").strip(), columns.cell(line, "email").strip()
    if looks_like_email(given_id) and not email:
        given_id, email = "", given_id
    joined = " ".join(part for part in parts if part)
    return {"given_id": given_id, "email": email, "name": joined if any(parts) else name}


def _no_person(who: Mapping[str, str], line: Sequence[str], grid: Grid) -> str:
    """Why a line is nobody's; "" if it is somebody's."""
    if tuple(map(fold, line)) == tuple(map(fold, grid.headers)):
        return "header repeated"
    text = who["name"] or who["email"] or who["given_id"]
    plain = " ".join(word for word in fold(text).split() if not word.isdigit())
    if not any(char.isalnum() for char in text):
        return "nobody named"
    is_word = len(plain) > _SHORT and attendance(text) is not Attendance.UNKNOWN
    total = plain in folded("extracts", "people", "total") or (is_word and text == who["name"])
    return "total line" if total or _sums_up(plain, line) else ""


def _sums_up(plain: str, line: Sequence[str]) -> bool:
    """Whether a line is called a total and has a count ("Places taken, total", 62)."""
    return is_total(plain) and any(cell.strip().isdigit() for cell in line)


def _attendance_rows(layout: TrainingSheet, tally: Tally) -> list[dict[str, object]]:
    grid, columns = layout.grid, layout.columns
    days = _Days(*(parse_date(cells_of(grid, columns, role)) for role in _DAYS))
    end = _end_of_people(grid)
    scores = _scores(layout)
    stayed = stays(grid, columns)
    several = names_several(cells_of(grid, columns, "name"))
    whole = _title_and_day(layout.title)
    found: list[dict[str, object]] = []
    minutes: list[float | None] = []
    for at, (number, line) in enumerate(zip(grid.numbers, grid.cells, strict=True)):
        who = _who(line, columns)
        reason = "part of the report that lists no people" if at >= end else ""
        if reason := reason or _no_person(who, line, grid):
            tally.add(reason, grid.sheet, number)
            continue
        title = columns.cell(line, "title").strip() or whole[0]
        held, completed, joined = days.held[at], days.completed[at], days.joined[at]
        session = _session(title, held or whole[1] or joined, columns.cell(line, "session_id"))
        row = {
            **who,
            **session,
            "held_on": completed or held or whole[1] or joined,
            "format": columns.cell(line, "format").strip(),
            "language": language_code(columns.cell(line, "language")),
            "status": str(_told(layout, line, done=completed is not None)),
            "score": scores[at],
            "passed": passed(_results(line, columns)),
            "row": number,
        }
        names = people_in(who["name"]) if several else (who["name"],)
        found += [{**row, "name": name} for name in names]
        minutes += [stayed[at] if stayed else None] * len(names)
    return by_stay(found, minutes) if stayed else found


def _told(layout: TrainingSheet, line: Sequence[str], *, done: bool) -> Attendance:
    """The attendance of a line, by its own cells and by what kind of list it stands in."""
    columns = layout.columns
    if layout.unread:
        return Attendance.UNKNOWN
    status = _status(line, columns, done=done)
    if layout.signed and not columns.cell(line, "status").strip():
        status = Attendance.NO_SHOW
    doubtful = status is Attendance.NO_SHOW or "status" not in columns
    return Attendance.CANCELLED if doubtful and _excused(line, columns) else status


def _results(line: Sequence[str], columns: Columns) -> list[str]:
    places = (*columns.all("status"), *columns.all("score")[:1])
    return [line[place] for place in places]


def _scores(layout: TrainingSheet) -> list[float]:
    place = layout.columns.place("score")
    header = "" if place is None else layout.grid.headers[place]
    return read_scores(cells_of(layout.grid, layout.columns, "score"), header)


def _excused(line: Sequence[str], columns: Columns) -> bool:
    """Whether a remark says that somebody marked absent was excused, or the course called off."""
    known = {at for role, places in columns.places.items() if role != IGNORED for at in places}
    cells = (cell for at, cell in enumerate(line) if at not in known and len(cell) > _SHORT)
    return any(is_mark(cell) and attendance(cell) is Attendance.CANCELLED for cell in cells)


def _end_of_people(grid: Grid) -> int:
    """Where the next numbered part of a meeting's report begins ("3. In-Meeting Activities")."""
    for at, line in enumerate(grid.cells):
        filled = [cell for cell in line if cell.strip()]
        if len(filled) == 1 and re.match(r"\d\.\s*\S", filled[0]):
            return at
    return len(grid.cells)


def _status(line: Sequence[str], columns: Columns, *, done: bool) -> Attendance:
    """The attendance of a line: its words, else what progress and completion date say."""
    places = columns.all("status")
    said = [attendance(line[place]) for place in places if line[place].strip()]
    known = [one for one in said if one is not Attendance.UNKNOWN]
    progress = re.sub(r"[^\d.]", "", columns.cell(line, "progress"))
    if told := [one for one in known if one is not Attendance.INVITED] or known:
        is_open = told[0] is Attendance.NO_SHOW and bool(progress)  # "Completed": "No"
        return _by_progress(float(progress)) if is_open else told[0]
    if done:
        return Attendance.ATTENDED
    if progress:
        return _by_progress(float(progress))
    if not places and not {"progress", "completed_on"} & set(columns.places):
        return Attendance.ATTENDED  # a list of those who came
    not_done = "completed_on" in columns and not places
    return Attendance.INVITED if not_done else Attendance.UNKNOWN


def _by_progress(progress: float) -> Attendance:
    if progress in {1.0, 100.0}:
        return Attendance.ATTENDED
    return Attendance.LEFT_EARLY if progress else Attendance.INVITED


def _session(title: str, day: date | None, session_id: str) -> dict[str, object]:
    """Session columns; without an id of its own a session is known by title and day."""
    text = f"{fold(title)}\x1f{day.isoformat() if day else ''}"
    made = "S-" + hashlib.blake2b(text.encode(), digest_size=4).hexdigest()
    return {
        "session_id": session_id.strip() or (made if title or day else ""),
        "title": title or session_id.strip(),
        "held_on": day,
    }


def _title_and_day(text: str) -> tuple[str, date | None]:
    """A session's title and day out of one text ("Foundations, 12.03.2025")."""
    found = DATE_IN_TITLE.search(text)
    day = parse_date([found.group()])[0] if found else None
    if found is None or day is None:
        return _trimmed(text), None
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return _trimmed(rest), day


def _trimmed(text: str) -> str:
    bare = re.sub(r"\s+", " ", text).strip(" ,;:-–()|")
    missing = bare.count("(") - bare.count(")")
    return _LABEL.sub("", "(" * -missing + bare + ")" * missing)


def _mark_rows(layout: TrainingSheet, tally: Tally) -> list[dict[str, object]]:
    grid, columns = layout.grid, layout.columns
    sessions = {place: _mark_session(layout, place) for place in layout.marks}
    off = {place for place in layout.marks if _called_off(layout, place)}
    parts = _parts(layout)
    days = {place: parse_date(grid.column(place)) for place in layout.marks}
    results = [place for place in columns.all("status") if place not in layout.marks]
    found: list[dict[str, object]] = []
    for at, (number, line) in enumerate(zip(grid.numbers, grid.cells, strict=True)):
        who = _who(line, columns)
        if reason := _no_person(who, line, grid):
            tally.add(reason, grid.sheet, number)
            continue
        marked = {place for place in layout.marks if line[place].strip()}
        told = [place for place in layout.marks if place in (marked | parts if marked else ())]
        rows = []
        for place in told:
            (title, held), came = sessions[place], days[place][at]
            session = _session(title, came or held, "")
            mark = Attendance.CANCELLED if place in off else _mark(line[place], came)
            rows.append(_plain_row(who, number, session, mark))
        unmarked = _plain_row(who, number, _session("", None, ""), Attendance.UNKNOWN)
        rows = [row | _of_line(line, columns) for row in rows or [unmarked]]
        found += _with_results(rows, [line[place] for place in results])
    return found


def _called_off(layout: TrainingSheet, place: int) -> bool:
    """Whether the words over a session say that it did not take place, and nobody was there."""
    said = (*layout.grid.above, layout.grid.headers[place])
    if all(attendance(text) is not Attendance.CANCELLED for text in said):
        return False
    marks = [cell for cell in layout.grid.column(place) if is_mark(cell)]
    return not any(attendance(cell) is Attendance.ATTENDED for cell in marks)


def _mark(cell: str, came: date | None) -> Attendance:
    if came:
        return Attendance.ATTENDED
    return attendance(cell) if cell.strip() else Attendance.NO_SHOW


def _of_line(line: Sequence[str], columns: Columns) -> dict[str, object]:
    """What stands once for all sessions of a person."""
    return {
        "format": columns.cell(line, "format").strip(),
        "language": language_code(columns.cell(line, "language")),
    }


def _parts(layout: TrainingSheet) -> set[int]:
    """Sessions meant for everybody, where an empty cell is one that was missed.

    All of them where they are parts of one course and not days to choose from: most people have a
    mark, not a day of their own, in two and more of them, and in more than half. Else those that
    nearly everybody has, and many of these beside others.
    """
    lines = [[bool(line[place].strip()) for place in layout.marks] for line in layout.grid.cells]
    lines = [line for line in lines if any(line)]
    counts = sorted(map(sum, lines))
    usual = counts[len(counts) // 2] if counts else 0
    own_days = any(looks_like_date(cell) for at in layout.marks for cell in layout.grid.column(at))
    if usual > 1 and usual > len(layout.marks) / 2 and not own_days:
        return set(layout.marks)
    found = set()
    for at, place in enumerate(layout.marks):
        taken = [line for line in lines if line[at]]
        beside = sum(sum(line) > 1 for line in taken)
        if len(taken) >= _ALL * len(lines) and beside >= _BESIDE * len(taken):
            found.add(place)
    return found


def _mark_session(layout: TrainingSheet, place: int) -> tuple[str, date | None]:
    """Title and day of a marked column, with the course of the whole sheet where that is known."""
    title, day = _title_and_day(re.sub(r"\s+", " ", layout.grid.headers[place]))
    course, whole = _title_and_day(layout.title)
    return ": ".join(filter(None, (course, title))), day or whole


def _with_results(rows: list[dict[str, object]], cells: Sequence[str]) -> list[dict[str, object]]:
    """The rows of one person with what a column of results says, on the last one."""
    score = next((one for one in read_scores(cells) if not math.isnan(one)), float("nan"))
    return [*rows[:-1], {**rows[-1], "score": score, "passed": passed(cells)}]


def _plain_row(
    who: Mapping[str, str], number: int, session: Mapping[str, object], status: Attendance
) -> dict[str, object]:
    return {
        **who,
        **session,
        "format": "",
        "language": "",
        "status": str(status),
        "score": float("nan"),
        "passed": "",
        "row": number,
    }


def _block_rows(block: Block, tally: Tally) -> list[dict[str, object]]:
    title, day = _title_and_day(block.title)
    found: list[dict[str, object]] = []
    for number, line in block.lines:
        who = _who(line, block.columns)
        if reason := _no_person(who, line, block.grid):
            tally.add(reason, block.grid.sheet, number)
            continue
        place = block.columns.place("status")
        mark = line[place].strip() if place is not None else ""
        status = attendance(mark) if mark and is_mark(mark) else Attendance.ATTENDED
        if place is not None and not mark:
            status = Attendance.NO_SHOW if block.has_marks else Attendance.ATTENDED
        found.append(_plain_row(who, number, _session(title, day, ""), status))
    return _in_language(found, block.head.language)
