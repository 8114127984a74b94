"""Which rows of a survey are answers: previews, empty starts and doubles are set aside, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import blake2b

from toolkit.intake.gate_limits import shown_rows
from toolkit.intake.headers import header_key, parse_moment
from toolkit.intake.raw import Identity
from toolkit.intake.survey_cells import is_sum
from toolkit.intake.survey_headers import Table
from toolkit.intake.survey_identity import whole_name
from toolkit.intake.survey_roles import ASKED, Taken
from toolkit.intake.survey_scales import is_no, is_refusal, number_of
from toolkit.intake.survey_wording import hints_at_wave, is_test_entry, is_test_name, wording, words
from toolkit.model.intake import SetAside
from toolkit.model.vocabulary import Wave

_SAME_ROUND = timedelta(days=45)
"""The same person answering again later than this took part in another round."""
_SAME_SITTING = timedelta(hours=24)
TELLING_TEXT = 20
"""Signs of an open answer that nobody else would type by chance."""
_PASSING_WORDS = 3
"""What stands beside test entries in the same row is no opinion up to so many words."""
_MOST_TRIES = 2 / 3
_MOST_ROWS = 500
"""Rows looked at behind one address: a whole company may share it."""
_LONG_ID = 9
"""A tool's id of so many signs is unique in the world; shorter ones are counted up from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One row that was kept."""

    row: int
    """Index into the columns' values."""
    number: int
    respondent_id: str
    identity: Identity
    complete: bool
    moment: datetime | None
    wave: Wave = Wave.UNKNOWN

    @property
    def answered_on(self) -> date | None:
        """The day of the answer."""
        return self.moment.date() if self.moment else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseSet:
    """The rows of a table: kept ones in the order of their dates, and those set aside."""

    kept: tuple[Answered, ...]
    set_aside: tuple[SetAside, ...]
    rows_in: int
    notes: tuple[str, ...] = ()


def sort_rows(table: Table, columns: Sequence[Taken], *, one_per_person: bool) -> ResponseSet:
    """Every row either kept or set aside with its reason.

    `one_per_person` is False for comment sheets, where a person may stand in several rows.
    """
    sorter = _Sorter(table=table, columns=columns)
    for reason, test in (
        ("header row repeated", sorter.is_header),
        ("survey preview or test", sorter.is_preview),
        ("test entry: nothing in it but 'test'", sorter.is_test),
        ("test entry: a trial run by its name or words", sorter.is_trial),
        ("did not agree to take part", sorter.refused),
        ("line of totals", sorter.is_sum),
        ("opened, nothing answered", sorter.is_empty),
    ):
        sorter.drop_where(reason, test)
    sorter.drop_same_response()
    if one_per_person:
        sorter.drop_same_person()
        sorter.drop_same_browser()
    return sorter.result()


class _Sorter:
    """One sorting: what each row holds, and which are still in."""

    def __init__(self, *, table: Table, columns: Sequence[Taken]) -> None:
        self.table = table
        self.first_headers = _headers(columns[0])
        self.rows = list(range(len(table.row_numbers)))
        self.dropped: list[tuple[int, str]] = []
        self.notes: list[str] = []
        self.columns = columns
        self.asked = [taken for taken in columns if taken.role in ASKED]
        self.by_role: dict[str, list[Taken]] = defaultdict(list)
        for taken in columns:
            self.by_role[taken.role].append(taken)
        self.starts = self._moments("start_date")
        self.ends = self._moments("end_date")
        self.said = [self._count_answers(row) for row in self.rows]

    def _moments(self, role: str) -> list[datetime | None]:
        merged: list[datetime | None] = [None] * len(self.rows)
        for taken in self.by_role[role]:
            for row, moment in enumerate(parse_moment(taken.values)):
                merged[row] = merged[row] or moment
        return merged

    def _count_answers(self, row: int) -> int:
        return sum(
            bool(taken.values[row]) and not (taken.role == "checkbox" and is_no(taken.values[row]))
            for taken in self.asked
        )

    def _cells(self, role: str, row: int) -> list[str]:
        return [taken.values[row] for taken in self.by_role[role] if taken.values[row]]

    def drop_where(self, reason: str, test: Callable[[int], bool]) -> None:
        """Set aside all rows of which the test holds."""
        self._drop({row: reason for row in self.rows if test(row)})

    def _drop(self, reasons: Mapping[int, str]) -> None:
        self.dropped.extend(reasons.items())
        self.rows = [row for row in self.rows if row not in reasons]

    def is_header(self, row: int) -> bool:
        """Whether the row repeats the header, as in exports joined by hand."""
        first = self.columns[0].values[row]
        if first and header_key(first) not in self.first_headers:
            return False
        cells = [(taken.values[row], taken) for taken in self.columns if taken.values[row]]
        same = sum(header_key(value) in _headers(taken) for value, taken in cells)
        return len(cells) >= 2 and same >= 0.8 * len(cells)

    def is_preview(self, row: int) -> bool:
        """Whether the tool itself marks the row as a preview, a test, spam or deleted."""
        coded = self.table.tool == "Qualtrics"
        marks = [*self._cells("status", row), *self._cells("channel", row)]
        return any(
            wording(mark) in words("tests", "preview") and (coded or not mark.isdigit())
            for mark in marks
        )

    def is_test(self, row: int) -> bool:
        """Whether all words in the row were typed to try the survey out."""
        texts = self._texts(row)
        return bool(texts) and all(map(is_test_entry, texts))

    def is_trial(self, row: int) -> bool:
        """Whether a name like "Test Preview" or most of the words tell of a trial run."""
        texts = self._texts(row)
        tries = sum(map(is_test_entry, texts))
        who = self.identity(row)
        if is_test_name(who.given_id) and not who.given_id.isdigit():
            return True
        if is_test_name(who.name):
            return tries > 0 or not texts
        longest = max((len(text.split()) for text in texts if not is_test_entry(text)), default=0)
        return tries > 0 and longest <= _PASSING_WORDS and tries >= _MOST_TRIES * len(texts)

    def _texts(self, row: int) -> list[str]:
        return [value for value in self._cells("open", row) if any(map(str.isalpha, value))]

    def refused(self, row: int) -> bool:
        """Whether the person said no to taking part."""
        return any(is_refusal(value) for value in self._cells("consent", row))

    def is_empty(self, row: int) -> bool:
        """Whether no question at all was answered."""
        return self.said[row] == 0

    def is_sum(self, row: int) -> bool:
        """Whether the row holds nothing but the word for an average or a count."""
        cells = [taken.values[row] for taken in self.columns if taken.values[row]]
        return len(cells) == 1 and is_sum(cells[0])

    def drop_same_response(self) -> None:
        """One row for each of the tool's ids: the fuller, then the later one."""
        self._drop_groups(
            lambda row: "|".join(self._cells("response_id", row) and self._ids(row)),
            "the same response twice: row {} is kept",
        )

    def _ids(self, row: int) -> list[str]:
        return [*self._cells("response_id", row), *self._cells("question", row)]

    def drop_same_person(self) -> None:
        """One row for each person and round: the fuller, then the later one.

        Where each row answers one question, only the same words to it again are set aside.
        """
        self._drop_groups(self._person_key, "the same person twice: row {} is kept")

    def _person_key(self, row: int) -> str:
        identity = self.identity(row)
        given = identity.email or identity.given_id
        if not given and not self.by_role["email"] and not self.by_role["person_id"]:
            given = " ".join(sorted(header_key(identity.name).replace(",", " ").split()))
        beside = [*self._cells("wave", row), *self._cells("question", row)]
        beside += self._cells("open", row) if self.by_role["question"] else []
        return "|".join([given.casefold(), *beside]) if given else ""

    def _drop_groups(self, key_of: Callable[[int], str], reason: str) -> None:
        groups: dict[str, list[int]] = defaultdict(list)
        for row in self.rows:
            key = key_of(row)
            if key.strip("|"):
                groups[key].append(row)
        reasons: dict[int, str] = {}
        for group in groups.values():
            for sitting in self._sittings(group):
                best = max(sitting, key=self._fullness)
                for row in sitting:
                    if row != best:
                        reasons[row] = reason.format(self.table.row_numbers[best])
        self._drop(reasons)

    def _sittings(self, group: Sequence[int]) -> list[list[int]]:
        """Rows of one person, parted where weeks lie between them."""
        ordered = sorted(group, key=lambda row: (self._when(row) or datetime.max, row))
        sittings = [[ordered[0]]]
        for row in ordered[1:]:
            before, now = self._when(sittings[-1][-1]), self._when(row)
            if before and now and now - before > _SAME_ROUND:
                sittings.append([row])
                self.notes.append("somebody answered again weeks later: both answers are kept")
            else:
                sittings[-1].append(row)
        return sittings

    def _when(self, row: int) -> datetime | None:
        return self.ends[row] or self.starts[row]

    def _fullness(self, row: int) -> tuple[int, bool, datetime, str]:
        when = self._when(row) or datetime.min
        return self.said[row], self._is_complete(row), when, self._content(row)

    def drop_same_browser(self) -> None:
        """A start broken off and then filled in anew: its answers all stand in a later row."""
        texts: dict[str, list[int]] = defaultdict(list)
        for row in self.rows:
            for key in self._traces(row):
                texts[key].append(row)
        reasons: dict[int, str] = {}
        for row in self.rows:
            if self._is_complete(row):
                continue
            later = {other for key in self._traces(row) for other in texts[key][:_MOST_ROWS]} - {
                row
            }
            full = [other for other in sorted(later) if self._contains(other, row)]
            if full:
                number = self.table.row_numbers[full[0]]
                reasons[row] = f"begun twice in one browser: row {number} is kept"
        self._drop(reasons)

    def _traces(self, row: int) -> list[str]:
        """What two rows of one sitting share: the computer's address, or a longer text."""
        long_texts = [text for text in self._cells("open", row) if len(text) >= TELLING_TEXT]
        return [*(f"ip:{ip}" for ip in self._cells("ip", row)), *long_texts]

    def _contains(self, other: int, row: int) -> bool:
        """Whether a later, fuller row has all the answers of this one."""
        if self.said[other] <= self.said[row] or self._named_apart(other, row):
            return False
        before, after = self.starts[row] or self.ends[row], self.starts[other] or self.ends[other]
        if before and after and not timedelta(0) <= after - before <= _SAME_SITTING:
            return False
        return all(
            taken.values[other] == taken.values[row] for taken in self.asked if taken.values[row]
        )

    def _named_apart(self, other: int, row: int) -> bool:
        first, second = self.identity(row), self.identity(other)
        return bool(first and second) and first != second

    def identity(self, row: int) -> Identity:
        """Who the row says it is; words like "anonymous" are nobody."""

        def first(role: str) -> str:
            cells = self._cells(role, row)
            return next((cell for cell in cells if wording(cell) not in _nobody()), "")

        return Identity(
            given_id=first("person_id"),
            email=first("email"),
            name=whole_name(first("name"), first("first_name"), first("last_name")),
        )

    def _is_complete(self, row: int) -> bool:
        if any(
            wording(cell) in words("tests", "unfinished") for cell in self._cells("status", row)
        ):
            return False
        if any(is_no(cell) or cell.casefold() in _FALSE for cell in self._cells("finished", row)):
            return False
        progress = [number_of(cell.rstrip(" %")) for cell in self._cells("progress", row)]
        if any(share is not None and share < 100 for share in progress):
            return False
        return not (self.table.tool == "LimeSurvey" and self.by_role["end_date"]) or bool(
            self.by_role["end_date"][0].values[row]
        )

    def _content(self, row: int) -> str:
        """Everything in the row that is the person's, in an order that no export changes."""
        cells = sorted(
            f"{taken.column.key}={taken.values[row]}"
            for taken in self.columns
            if taken.role not in {"ignored", "ip", "channel"} and taken.values[row]
        )
        return "\x1f".join(cells)

    def result(self) -> ResponseSet:
        """The rows kept, by date and id, and those set aside, by row."""
        ids = self._respondent_ids()
        kept = [
            Answered(
                row=row,
                number=self.table.row_numbers[row],
                respondent_id=ids[row],
                identity=self.identity(row),
                complete=self._is_complete(row),
                moment=self._when(row),
                wave=self._wave(row),
            )
            for row in self.rows
        ]
        return ResponseSet(
            kept=tuple(
                sorted(kept, key=lambda one: (one.moment or datetime.max, one.respondent_id))
            ),
            set_aside=self._set_aside(),
            rows_in=len(self.table.row_numbers),
            notes=tuple(sorted(set(self.notes))),
        )

    def _set_aside(self) -> tuple[SetAside, ...]:
        """One entry for each reason, in the order of its first row."""
        by_reason: dict[str, list[int]] = defaultdict(list)
        for row, reason in sorted(self.dropped):
            by_reason[reason].append(self.table.row_numbers[row])
        sheet = f"{self.table.sheet}, " if self.table.in_book else ""
        return tuple(
            SetAside(reason=reason, rows=len(numbers), where=f"{sheet}{shown_rows(numbers)}")
            for reason, numbers in by_reason.items()
        )

    def _wave(self, row: int) -> Wave:
        for cell in self._cells("wave", row):
            if hints_at_wave(cell, "before"):
                return Wave.BEFORE
            if hints_at_wave(cell, "after"):
                return Wave.AFTER
        return Wave.UNKNOWN

    def _respondent_ids(self) -> dict[int, str]:
        """The tool's id where it has one, else a hash of its words; equal rows are counted."""
        groups: dict[str, list[int]] = defaultdict(list)
        for row in self.rows:
            groups[self._respondent_id(row)].append(row)
        return {
            row: name if place == 0 else f"{name}-{place + 1}"
            for name, group in groups.items()
            for place, row in enumerate(group)
        }

    def _respondent_id(self, row: int) -> str:
        given = ":".join(self._cells("response_id", row))
        if not given:
            return f"h{short_hash(self._content(row))}"
        if len(given) >= _LONG_ID:
            return given
        who = self.identity(row)
        marks = [*self._cells("start_date", row), *self._cells("end_date", row)]
        marks += [who.email, who.given_id]
        return f"{given}-{short_hash(chr(31).join(marks) if any(marks) else self._content(row), 4)}"


def _nobody() -> frozenset[str]:
    return words("tests", "anonymous")


def _headers(taken: Taken) -> set[str]:
    return {header_key(taken.column.raw_title), header_key(taken.column.code)}


_FALSE = {"false", "falsch", "falso", "faux", "0"}


def short_hash(text: str, size: int = 8) -> str:
    """Hexadecimal blake2b of a text, `size` bytes long."""
    return blake2b(text.encode("utf-8"), digest_size=size).hexdigest()
