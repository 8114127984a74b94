"""The answers of the rows that were kept: open ones, closed ones, and the people named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from toolkit.intake.headers import role_of
from toolkit.intake.raw import Identity, Nomination
from toolkit.intake.survey_content import content_of, own_words
from toolkit.intake.survey_fits import PARTICULARS
from toolkit.intake.survey_headers import Table
from toolkit.intake.survey_roles import Taken
from toolkit.intake.survey_scales import Scale, find_scale, is_no
from toolkit.intake.survey_sets import Answered, ResponseSet, short_hash
from toolkit.intake.survey_wording import asks_for, meaning_of
from toolkit.model.intake import ClosedAnswer, Respondent, Source
from toolkit.model.vocabulary import Channel, FileKind, QuestionMeaning, Wave
from toolkit.privacy.off_record import said_off_record

OWN_WORDS = "other (own words)"
"""Stands in a closed answer where somebody typed a text in place of choosing."""
_LEAST_FOR_OWN = 15
"""Answers to a closed question from which on a text that stands alone is nobody's choice."""
_MOST_GROUPS = 30
_PLAIN_WORDS = 2
"""A column's title of so few words ("Score", "Your rating") asks nothing by itself."""
_SCALE_OF = {"rating": "rating", "number": "rating", "likert": "likert", "rank": "choice"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What came out of one table."""

    respondents: tuple[Respondent, ...] = ()
    identities: Mapping[str, Identity] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    closed: tuple[ClosedAnswer, ...] = ()
    nominations: tuple[Nomination, ...] = ()

    def with_wave(self, wave: Wave) -> Answers:
        """The same answers, those without a wave of their own in this one."""
        return replace(
            self,
            respondents=tuple(replace(one, wave=one.wave or wave) for one in self.respondents),
            sources=tuple(replace(one, wave=one.wave or wave) for one in self.sources),
            closed=tuple(replace(one, wave=one.wave or wave) for one in self.closed),
        )

    def joined(self, other: Answers) -> Answers:
        """Both, the other's sources behind; ids that both have are told apart."""
        mine = {one.respondent_id for one in self.respondents}
        theirs = {
            one.respondent_id: f"{one.respondent_id}-b"
            if one.respondent_id in mine
            else one.respondent_id
            for one in other.respondents
        }
        last = max((one.position for one in self.sources), default=-1) + 1

        def renamed(name: str) -> str:
            return theirs.get(name, name)

        return Answers(
            respondents=self.respondents
            + tuple(
                replace(one, respondent_id=renamed(one.respondent_id)) for one in other.respondents
            ),
            identities={
                **self.identities,
                **{renamed(name): who for name, who in other.identities.items()},
            },
            sources=self.sources
            + tuple(
                replace(
                    one,
                    respondent_id=renamed(one.respondent_id),
                    source_id=one.source_id
                    if one.respondent_id not in mine
                    else short_hash(f"{one.source_id}-b"),
                    position=one.position + last,
                )
                for one in other.sources
            ),
            closed=self.closed
            + tuple(replace(one, respondent_id=renamed(one.respondent_id)) for one in other.closed),
            nominations=self.nominations
            + tuple(
                replace(one, respondent_id=renamed(one.respondent_id)) for one in other.nominations
            ),
        )


def collect(
    file: str, kind: FileKind, table: Table, columns: Sequence[Taken], rows: ResponseSet
) -> Answers:
    """All answers of the kept rows, in the order of the rows' dates and the columns."""
    collector = _Collector(file=file, kind=kind, columns=columns)
    return Answers(
        respondents=tuple(
            Respondent(
                respondent_id=one.respondent_id,
                file=file,
                complete=one.complete,
                answered_on=one.answered_on,
                wave=one.wave,
            )
            for one in rows.kept
        ),
        identities={one.respondent_id: one.identity for one in rows.kept if one.identity},
        sources=tuple(
            source
            for order, one in enumerate(rows.kept)
            for source in collector.sources(one, order)
        ),
        closed=tuple(answer for one in rows.kept for answer in collector.closed(one)),
        nominations=tuple(named for one in rows.kept for named in collector.nominations(one)),
    )


class _Collector:
    """Knows of each column what its closed answers are, so that typed ones can be told."""

    def __init__(self, *, file: str, kind: FileKind, columns: Sequence[Taken]) -> None:
        self.file = file
        self.channel = Channel.COMMENT_SHEET if kind is FileKind.COMMENT_SHEET else Channel.SURVEY
        self.columns = columns
        self.keys = _keys(columns)
        self.asked = next((one for one in columns if one.role == "question"), None)
        self.told = _scales_of(self.asked, columns)
        self.counts = {
            one.column.index: _piece_counts(one)
            for one in columns
            if one.role in {"choice", "multi"}
        }
        self.enough = {
            index: sum(counts.values()) >= _LEAST_FOR_OWN for index, counts in self.counts.items()
        }
        self.shown = {
            one.column.index for one in columns if one.role in PARTICULARS and _may_be_shown(one)
        }

    def sources(self, one: Answered, order: int) -> Iterator[Source]:
        """The open answers of one row."""
        for place, taken in enumerate(self.columns):
            for text in self._texts(taken, one.row):
                question, meaning = self._question(taken, one.row)
                key = self.keys[taken.column.index]
                if self.asked:
                    key = f"{key}|{question}"
                yield Source(
                    source_id=short_hash(f"{one.respondent_id}\x1f{key}"),
                    file=self.file,
                    channel=self.channel,
                    text=text,
                    respondent_id=one.respondent_id,
                    question=question,
                    meaning=meaning,
                    said_on=one.answered_on,
                    wave=one.wave,
                    position=order * len(self.columns) + place,
                    off_record=said_off_record(text),
                )

    def nominations(self, one: Answered) -> Iterator[Nomination]:
        """The people whom one row names, under a column or a row's question that asks for them."""
        asked = self._asked_in(one.row)
        for taken in self.columns:
            text = taken.values[one.row]
            named = taken.role == "nomination" or (taken.role == "open" and self._names(one.row))
            if text and named:
                question = asked or taken.column.question
                yield Nomination(respondent_id=one.respondent_id, text=text, question=question)

    def _names(self, row: int) -> bool:
        """Whether the row is an answer to "whom do you ask?"."""
        return asks_for(self._asked_in(row), "nomination")

    def _question(self, taken: Taken, row: int) -> tuple[str, QuestionMeaning]:
        asked = self._asked_in(row)
        if asked:
            return asked, meaning_of(asked)
        return taken.column.question, taken.meaning

    def _asked_in(self, row: int) -> str:
        """The question to which the whole row is an answer; "" where columns ask."""
        return self.asked.values[row] if self.asked else ""

    def _texts(self, taken: Taken, row: int) -> list[str]:
        value = taken.values[row]
        if not value:
            return []
        if taken.role == "open":
            closed = self._names(row) or (taken.column.index, self._asked_in(row)) in self.told
            return [] if closed else [value]
        if taken.role in {"choice", "multi"}:
            own = [piece for piece in _pieces(taken, value) if self._is_own(taken, piece)]
            return ["; ".join(own)] if own else []
        return []

    def _is_own(self, taken: Taken, piece: str) -> bool:
        index = taken.column.index
        return self.enough[index] and own_words(piece, self.counts[index][piece])

    def closed(self, one: Answered) -> Iterator[ClosedAnswer]:
        """The closed answers of one row."""
        for column in self.columns:
            value = column.values[one.row]
            if value:
                yield from self._closed(self._in_row(column, one.row), value, one)

    def _in_row(self, taken: Taken, row: int) -> Taken:
        """The column as the row's question makes it: one that asks for a number is rated."""
        scale = self.told.get((taken.column.index, self._asked_in(row)))
        return replace(taken, role=scale.kind, scale=scale) if scale else taken

    def _closed(self, taken: Taken, value: str, one: Answered) -> Iterator[ClosedAnswer]:
        if taken.role in _SCALE_OF:
            agreement = None
            if taken.scale:
                agreement = taken.scale.agreement(value, reversed_item=taken.reversed_item)
            yield ClosedAnswer(
                respondent_id=one.respondent_id,
                file=self.file,
                question=self._rated(taken, one.row),
                value=value,
                scale=_SCALE_OF[taken.role],
                agreement=agreement,
                recommendation=taken.recommendation or self._recommends(taken, one.row),
                wave=one.wave,
            )
            return
        for shown in self._chosen(taken, value):
            yield ClosedAnswer(
                respondent_id=one.respondent_id,
                file=self.file,
                question=self._asked(taken),
                value=shown,
                scale="multi" if taken.role in {"checkbox", "multi"} else "choice",
                wave=one.wave,
            )

    def _recommends(self, taken: Taken, row: int) -> bool:
        """Whether the row's own question, and no title beside it, asks for a recommendation."""
        asked = self._asked_in(row)
        return asks_for(asked, "recommendation") and self._rated(taken, row) == asked

    def _rated(self, taken: Taken, row: int) -> str:
        """What a number in the row judges: the row's question, and its column where that says more.

        "Score" and "Answer" say nothing more.
        """
        asked, title = self._asked_in(row), taken.column.title
        if not asked:
            return taken.column.question
        plain = role_of(title) == "comment" or len(title.split()) <= _PLAIN_WORDS
        return asked if plain else f"{asked} – {title}"

    def _asked(self, taken: Taken) -> str:
        return taken.column.title if taken.role == "checkbox" else taken.column.question

    def _chosen(self, taken: Taken, value: str) -> Iterator[str]:
        """What was chosen in one cell of a question without an order."""
        if taken.role == "checkbox":
            if not is_no(value):
                yield taken.column.part or value
        elif taken.role in {"choice", "multi"}:
            for piece in _pieces(taken, value):
                yield OWN_WORDS if self._is_own(taken, piece) else piece
        elif taken.column.index in self.shown:
            yield value


def _scales_of(asked: Taken | None, columns: Sequence[Taken]) -> dict[tuple[int, str], Scale]:
    """(column, question) -> scale, of the questions in rows whose answers are all on one scale."""
    found: dict[tuple[int, str], Scale] = {}
    if asked is None:
        return found
    for taken in columns:
        answers: dict[str, list[str]] = {}
        for question, value in zip(asked.values, taken.values, strict=True):
            if taken.role == "open" and question and value:
                answers.setdefault(question, []).append(value)
        for question, values in answers.items():
            if scale := find_scale([values], question, {}):
                found[taken.column.index, question] = scale
    return found


def _pieces(taken: Taken, value: str) -> tuple[str, ...]:
    return taken.choices.split(value) if taken.choices else (value,)


def _piece_counts(taken: Taken) -> Counter[str]:
    return Counter(piece for value in taken.values if value for piece in _pieces(taken, value))


def _may_be_shown(taken: Taken) -> bool:
    """Whether a particular parts people into groups, and is nobody's private matter."""
    if asks_for(taken.column.question, "sensitive"):
        return False
    content = content_of(taken.values)
    return content.is_closed and content.distinct <= _MOST_GROUPS


def _keys(columns: Sequence[Taken]) -> dict[int, str]:
    """A key for each column that no re-export changes; equal headers are counted."""
    seen: Counter[str] = Counter()
    keys: dict[int, str] = {}
    for taken in columns:
        key = taken.column.key
        seen[key] += 1
        keys[taken.column.index] = key if seen[key] == 1 else f"{key}#{seen[key]}"
    return keys
