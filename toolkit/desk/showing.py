"""From a review's findings to the cards of the desk: what may be shown of a statement, and how."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property

from toolkit.coding.blind import OWN_CODE, own_code
from toolkit.desk.card import Card, Code, Context, Fact, Likely, Piece, Said, Severity, ThemeNote
from toolkit.desk.differing import differing
from toolkit.desk.fact_rows import FactRows
from toolkit.desk.meanwhile import word_of_row
from toolkit.desk.progress import SETTLING, confidence_of, progress_of, themes_of
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.findings import Findings, Signal, Statement
from toolkit.model.labels import Labels
from toolkit.model.speakers import speakers_since
from toolkit.model.vocabulary import FAMILY_OF, Bearing, Cause, DecidedBy, Kind
from toolkit.privacy import Redactor, attributes_that_fit
from toolkit.reports.palette import CAUSE_SHORT, CAUSE_WORD
from toolkit.settings import Settings
from toolkit.workspace.allowed import is_words

WITHHELD = "[withheld: not to be shown]"
NO_KEY = "[withheld: the key to the pseudonyms is not on this machine]"
ATTRIBUTES = ("role", "location")
SHOWN_LIKELY = 3
SHOWN_FACTS = 5
SHOWN_ROWS = 12
EXCERPT = 90
_CODE_OR_QUOTE = re.compile(
    rf"“[^”]*”|'[^']*'|\b({'|'.join(Cause)})(?= \d+%|$| or | rather |; |, | from )"
)
NO_CAUSE = (Kind.PRAISE, Kind.OTHER)
"""Kinds that have no cause, and nothing grave."""


class Showing:
    """Makes cards. `redactor` is None where the key is missing; `unlocked` shows words in full.

    Even unlocked, what was said off the record stays withheld.
    """

    def __init__(
        self,
        findings: Findings,
        settings: Settings,
        redactor: Redactor | None = None,
        *,
        unlocked: bool = False,
    ) -> None:
        self.findings = findings
        self.unlocked = unlocked
        self._settings = settings
        self._redactor = redactor
        self._statements = {one.statement_id: one for one in findings.statements}
        self._themes = {theme.theme_id: theme for theme in findings.themes}
        self._theme_of = themes_of(findings)
        self._people = findings.intake.by_id()
        self._files = {file.file: file for file in findings.intake.files}
        self._siblings: dict[str, list[Statement]] = {}
        for one in sorted(findings.statements, key=lambda one: (one.start, one.statement_id)):
            self._siblings.setdefault(one.source.source_id, []).append(one)
        self._fit = cache(self._attributes_of)
        self._rows = FactRows(findings, redactor)

    @cached_property
    def speakers(self) -> int:
        """How many people said anything at all since the launch."""
        said = (one for one in self.findings.statements if not one.empty)
        return len(speakers_since(said))

    def words(self, statement_id: str) -> str:
        """The statement's words as they may be shown."""
        statement = self._statements[statement_id]
        if self.unlocked and not statement.source.off_record:
            return statement.text
        return self.findings.redacted.get(statement_id, "") or WITHHELD

    def knows(self, statement_id: str) -> bool:
        """Whether there is such a statement."""
        return statement_id in self._statements

    def said(self, statement_id: str) -> str:
        """The statement's own words, for finding places in them; never to be shown."""
        return self._statements[statement_id].text

    def excerpt(self, statement_id: str) -> str:
        """The beginning of the words, in one line."""
        words = " ".join(self.words(statement_id).split())
        return words if len(words) <= EXCERPT else words[: EXCERPT - 1].rstrip() + "…"

    def theme_of(self, statement_id: str) -> str:
        """The id of the statement's theme, or empty."""
        return self._theme_of.get(statement_id, "")

    def facts(self, signals: Sequence[Signal], most: int = SHOWN_ROWS) -> tuple[Fact, ...]:
        """What the files show, weightiest first, each with at most so many of its rows."""
        found = []
        for fact in speaking(signals):
            behind = [row for one in signals if one.sentence == fact.sentence for row in one.rows]
            rows, more = self._rows.of(behind, most)
            found.append(replace(fact, rows=rows, more=more))
        return tuple(found)

    def card(self, statement_id: str, decisions: Decisions) -> Card:
        """Everything about one statement."""
        coding = self.findings.codings[statement_id]
        suggested = self._suggested(statement_id)
        code = self.code(statement_id, decisions)
        memo = decisions.value(f"statement:{statement_id}", "memo")
        return Card(
            statement_id=statement_id,
            status=progress_of(statement_id, decisions),
            context=self._context(self._statements[statement_id]),
            code=code,
            suggested=suggested,
            likely=self._likely(statement_id),
            reasons=tuple(map(plainly, coding.reasons)),
            facts=self._facts(statement_id),
            theme=self._theme(statement_id),
            decisions=_said(statement_id, decisions, self.findings.labels),
            differs=differing(statement_id, decisions, self.findings.labels),
            severity=self.severity(statement_id, code.kind, decisions),
            memo=memo or "",
        )

    def code(self, statement_id: str, decisions: Decisions) -> Code:
        """The code as it stands now: a person's word, else the suggestion."""
        suggested = self._suggested(statement_id)
        subject = f"statement:{statement_id}"
        rows = {name: row for name in SETTLING if (row := decisions.get(subject, name))}
        if not rows:
            return suggested
        kind = str(rows["kind"].decided) if "kind" in rows else suggested.kind
        row = rows.get("final_cause") or rows.get("cause")
        cause = str(row.decided) if row else ("" if kind in NO_CAUSE else suggested.cause)
        code = code_of(kind, cause, None, DecidedBy.PERSON)
        return code if "final_cause" in rows else self.with_own_code(code, statement_id, decisions)

    def severity(self, statement_id: str, kind: str, decisions: Decisions) -> Severity | None:
        """How grave it is: a person's word, else the machine's; None where nothing can be."""
        if kind in NO_CAUSE:
            return None
        decided = decisions.value(f"statement:{statement_id}", "severity")
        suggested = self.findings.codings[statement_id].severity
        value = str(suggested or "") if decided is None else decided
        return Severity(value=value, decided=decided is not None)

    def with_own_code(self, code: Code, statement_id: str, decisions: Decisions) -> Code:
        """The code with the own code in force, where there is one: it counts as its cause."""
        labels = self.findings.labels
        own = own_code(statement_id, decisions, labels.own)
        if not own or code.kind in NO_CAUSE:
            return code
        counted = code_of(code.kind, labels.own[own], None, code.decided_by)
        return replace(counted, own=own, cause_word=labels.of_own(own))

    def _suggested(self, statement_id: str) -> Code:
        coding = self.findings.codings[statement_id]
        final = self.findings.final_causes.get(statement_id)
        return code_of(
            str(coding.kind or ""),
            str(final.cause or "") if final else "",
            confidence_of(statement_id, self.findings),
            str(final.decided_by) if final else "",
        )

    def _context(self, statement: Statement) -> Context:
        source = statement.source
        names = self._fit(source.person_id, source.file)
        person = self._people.get(source.person_id)
        return Context(
            pieces=tuple(self._pieces(statement)),
            asked=source.question or self._before(source.before),
            speaker=source.person_id or "anonymous",
            attributes=tuple(str(getattr(person, name)) for name in names) if person else (),
            channel=str(source.channel).replace("_", " "),
            said_on=source.said_on.isoformat() if source.said_on else "",
            wave=str(source.wave),
        )

    def _before(self, before: str) -> str:
        if not before or self.unlocked:
            return before
        return self._redactor.redact(before).text if self._redactor else NO_KEY

    def _pieces(self, statement: Statement) -> list[Piece]:
        """The whole answer, statement by statement; what lies between is never of a person."""
        text, place, pieces = statement.source.text, 0, list[Piece]()
        for one in self._siblings[statement.source.source_id]:
            if one.start > place:
                pieces.append(self._between(text[place : one.start]))
            words = self.words(one.statement_id)
            marked = one.statement_id == statement.statement_id
            pieces.append(Piece(text=words, marked=marked, withheld=words == WITHHELD))
            place = max(place, one.end)
        if place < len(text):
            pieces.append(self._between(text[place:]))
        return pieces

    def _between(self, gap: str) -> Piece:
        if not any(letter.isalnum() for letter in gap) or self.unlocked:
            return Piece(text=gap)
        return Piece(text=self._redactor.redact(gap).text if self._redactor else " … ")

    def _attributes_of(self, person_id: str, file: str) -> tuple[str, ...]:
        person = self._people.get(person_id)
        reading = self._files.get(file)
        promise = self._settings.promise(file, anonymous=bool(reading and reading.anonymous))
        if person is None or promise.attribution == "anonymous":
            return ()
        least = max(self._settings.mine.privacy.min_group_quotes, promise.smallest_group_quotes)
        return attributes_that_fit(person, self.findings.intake.people, ATTRIBUTES, least)

    def _likely(self, statement_id: str) -> tuple[Likely, ...]:
        final = self.findings.final_causes.get(statement_id)
        causes: Mapping[Cause, float] = final.causes if final and final.cause else {}
        ranked = sorted(causes.items(), key=lambda one: (-one[1], one[0]))[:SHOWN_LIKELY]
        return tuple(
            Likely(cause=str(cause), word=CAUSE_WORD[cause], family=family_of(cause), share=share)
            for cause, share in ranked
        )

    def _facts(self, statement_id: str) -> tuple[Fact, ...]:
        final = self.findings.final_causes.get(statement_id)
        verdict = self.findings.verdicts.get(self.theme_of(statement_id))
        own = final.signals if final else ()
        return self.facts([*own, *(verdict.signals if verdict else ())])

    def _theme(self, statement_id: str) -> ThemeNote | None:
        theme = self._themes.get(self.theme_of(statement_id))
        if theme is None:
            return None
        verdict = self.findings.verdicts[theme.theme_id]
        return ThemeNote(
            theme_id=theme.theme_id,
            title=theme.title,
            people=verdict.people,
            statements=len(theme.statement_ids),
            word=CAUSE_WORD[verdict.cause],
            family=family_of(verdict.cause),
            confidence=verdict.confidence,
            evidence=verdict.evidence,
            would_overturn=verdict.would_overturn,
        )


def plainly(reason: str) -> str:
    """A reason with the causes called as the screens call them; what is in quotes stays."""
    return _CODE_OR_QUOTE.sub(
        lambda found: CAUSE_SHORT[Cause(found[1])] if found[1] else found[0], reason
    )


def speaking(signals: Sequence[Signal]) -> list[Fact]:
    """What the files show, each sentence once, weightiest first; silent signals are left out."""
    spoken = [one for one in signals if one.bearing is not Bearing.SILENT]
    weights: dict[str, float] = {}
    for one in spoken:
        weights[one.sentence] = max(weights.get(one.sentence, 0.0), abs(one.weight))
    ranked = sorted(weights, key=lambda sentence: (-weights[sentence], sentence))
    return [
        Fact(
            sentence=sentence,
            supports=_words(spoken, sentence, Bearing.SUPPORTS),
            contradicts=_words(spoken, sentence, Bearing.CONTRADICTS),
        )
        for sentence in ranked[:SHOWN_FACTS]
    ]


def _words(signals: Sequence[Signal], sentence: str, bearing: Bearing) -> tuple[str, ...]:
    causes = {one.cause for one in signals if one.sentence == sentence and one.bearing is bearing}
    return tuple(CAUSE_WORD[cause] for cause in Cause if cause in causes)


def _said(statement_id: str, decisions: Decisions, labels: Labels) -> tuple[Said, ...]:
    subject = f"statement:{statement_id}"
    rows = (row for row in decisions.history if row.subject == subject)
    return tuple(_called(row, labels) for row in rows)[::-1]


def _called(row: Decision, labels: Labels) -> Said:
    """A decision for reading, with an own code by its name."""
    said = readable(row)
    if row.field != OWN_CODE or row.undoes is not None or not row.decided:
        return said
    return replace(said, value=labels.of_own(row.decided))


def readable(row: Decision) -> Said:
    """A decision for reading."""
    said = word_of_row(row, "en") if row.decided else ""
    if not is_words(row.subject, row.field):
        said = said.replace("_", " ")
    if row.undoes is not None:
        value = f"taken back: {said} again" if said else "taken back"
    else:
        value = said or "none"
    return Said(
        field=row.field.removesuffix("_ids").replace("_", " "),
        value=value,
        coder=row.coder,
        at=f"{row.at.astimezone():%Y-%m-%d %H:%M}",
        memo=row.memo,
    )


def family_of(cause: Cause) -> str:
    """tool, understanding, commitment, or empty."""
    return str(FAMILY_OF.get(cause, ""))


def code_of(kind: str, cause: str, confidence: float | None, decided_by: str) -> Code:
    """A code with the words and family for the eye."""
    known = Cause(cause) if cause else None
    return Code(
        kind=kind,
        cause=cause,
        cause_word=CAUSE_WORD[known] if known else "",
        family=family_of(known) if known else "",
        confidence=confidence,
        decided_by=str(decided_by),
    )


def word_of(code: Code) -> str:
    """The code in few words: the own code, the cause or the kind; "" for none."""
    if code.own:
        return code.cause_word
    return CAUSE_SHORT[Cause(code.cause)] if code.cause else code.kind
