"""From themes as they stand to what the board shows of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from toolkit.desk.card import Likely, Said
from toolkit.desk.showing import Showing, family_of, readable
from toolkit.desk.theme_card import Effect, Judged, ThemeCard, ThemeLine, ThemeStatement
from toolkit.model.findings import Theme, Verdict
from toolkit.model.shapes import MOVE, SHAPES
from toolkit.model.speakers import speakers_since
from toolkit.model.vocabulary import ROUTE_OF, Cause, Status
from toolkit.pipeline.shaping import Shaping
from toolkit.reports.counting import share_of
from toolkit.reports.palette import CAUSE_SHORT, CAUSE_WORD

FRAGILE: Final = 0.5
"""Below this mean Jaccard a group dissolves under resampling (Hennig 2007)."""
NEW: Final = "new"
SHOWN_STATEMENTS: Final = 150
SHOWN_LIKELY: Final = 3
FEW_ROWS: Final = 4
"""Of a single statement's fact."""


class ThemeShowing:
    """Makes the board's lines and cards of the themes as persons want them now."""

    def __init__(self, shaping: Shaping, showing: Showing) -> None:
        self.shaping = shaping
        self.themes = shaping.themes()
        self._showing = showing
        self._by_id = {one.theme_id: one for one in self.themes}
        self._statements = {one.statement_id: one for one in shaping.findings.statements}
        self._lines: dict[str, ThemeLine] = {}
        self._before = {
            one.theme_id: frozenset(one.statement_ids) for one in shaping.findings.themes
        }

    def line(self, theme_id: str) -> ThemeLine:
        """One row of the list."""
        if theme_id not in self._lines:
            self._lines[theme_id] = self._line(theme_id)
        return self._lines[theme_id]

    def statement_ids(self, theme_id: str) -> tuple[str, ...]:
        """All statements of a theme, the nearest to its centre first."""
        return self._by_id[theme_id].statement_ids

    def card(self, theme_id: str, more: int = 0) -> ThemeCard:
        """Everything about one theme, with so many more of its statements than are usual."""
        theme = self._by_id[theme_id]
        verdict = self.shaping.findings.verdicts.get(theme_id)
        listed = theme.statement_ids[: SHOWN_STATEMENTS + more]
        return ThemeCard(
            line=self.line(theme_id),
            machine=self._machine(theme_id, verdict),
            person=self._person(theme_id),
            share=share_of(self.line(theme_id).people, self._showing.speakers),
            evidence=verdict.evidence if verdict else "",
            would_overturn=verdict.would_overturn if verdict else "",
            stability=theme.stability,
            cohesion=theme.cohesion,
            likely=_likely(verdict),
            facts=self._showing.facts(verdict.signals) if verdict else (),
            statements=self.rows(listed),
            more=len(theme.statement_ids) - len(listed),
            decisions=self._said(theme_id),
        )

    def rows(self, statement_ids: Iterable[str]) -> tuple[ThemeStatement, ...]:
        """Statements as the board lists them, in this order."""
        return tuple(self._row(key) for key in statement_ids)

    def people(self, statement_ids: Iterable[str]) -> int:
        """How many people said these, as the verdicts count: nothing from before the launch."""
        return len(speakers_since(self._statements[key] for key in statement_ids))

    def matches(self, theme_id: str, words: str) -> bool:
        """Whether a theme's title, id or shown statements hold the words, whatever the case."""
        if not words:
            return True
        theme, wanted = self._by_id[theme_id], words.casefold()
        texts = [theme_id, theme.title, *map(self._showing.words, theme.statement_ids)]
        return any(wanted in text.casefold() for text in texts)

    def effects(self, after: Sequence[Theme]) -> tuple[Effect, ...]:
        """Which themes would be others than now, and how large before and after."""
        then = {one.theme_id: one for one in after}
        ids = [*self._by_id, *(one for one in then if one not in self._by_id)]
        found = (self._effect(one, self._by_id.get(one), then.get(one)) for one in ids)
        return tuple(one for one in found if one)

    # Inside

    def _line(self, theme_id: str) -> ThemeLine:
        theme = self._by_id[theme_id]
        status, cause, confidence = self._verdict_now(theme_id)
        return ThemeLine(
            theme_id=theme_id,
            title=theme.title,
            people=self.people(theme.statement_ids),
            statements=len(theme.statement_ids),
            word=CAUSE_SHORT[cause] if cause else "",
            family=family_of(cause) if cause else "",
            confidence=confidence,
            status=status,
            fragile=theme.stability is not None and theme.stability < FRAGILE,
            pinned=self.shaping.is_pinned(theme_id),
            reshaped=self._before.get(theme_id) != frozenset(theme.statement_ids),
        )

    def _effect(self, theme_id: str, now: Theme | None, then: Theme | None) -> Effect | None:
        before = now.statement_ids if now else ()
        after = then.statement_ids if then else ()
        if set(before) == set(after):
            return None
        return Effect(
            theme_id=theme_id,
            title=now.title if now else then.title if then else "",
            statements_before=len(before),
            statements_after=len(after),
            people_before=self.people(before),
            people_after=self.people(after),
        )

    def _verdict_now(self, theme_id: str) -> tuple[str, Cause | None, float | None]:
        """Status, cause and confidence as they count now."""
        suggested, confidence = self.shaping.machine_verdict(theme_id)
        decided = self.shaping.decisions.value(f"theme:{theme_id}", "verdict")
        if decided:
            same = Status.CONFIRMED if decided == suggested else Status.CHANGED
            return str(same), Cause(decided), None
        if suggested:
            return str(Status.SUGGESTED), Cause(suggested), confidence
        return NEW, None, None

    def _machine(self, theme_id: str, verdict: Verdict | None) -> Judged | None:
        suggested, confidence = self.shaping.machine_verdict(theme_id)
        if not suggested:
            return None
        cause = Cause(suggested)
        own = verdict is not None and verdict.cause is cause
        return Judged(
            word=CAUSE_WORD[cause],
            family=family_of(cause),
            confidence=confidence,
            by=str(verdict.decided_by) if own and verdict else "",
            route=str(ROUTE_OF[cause]),
        )

    def _person(self, theme_id: str) -> Judged | None:
        row = self.shaping.decisions.get(f"theme:{theme_id}", "verdict")
        if row is None or not row.decided:
            return None
        cause = Cause(row.decided)
        said = readable(row)
        return Judged(
            word=CAUSE_WORD[cause],
            family=family_of(cause),
            confidence=None,
            by=row.coder,
            route=str(ROUTE_OF[cause]),
            memo=row.memo,
            at=said.at,
        )

    def _row(self, statement_id: str) -> ThemeStatement:
        findings, decisions = self.shaping.findings, self.shaping.decisions
        coding = findings.codings[statement_id]
        final = findings.final_causes.get(statement_id)
        code = self._showing.code(statement_id, decisions)
        return ThemeStatement(
            statement_id=statement_id,
            words=self._showing.words(statement_id),
            speaker=self._statements[statement_id].source.person_id or "anonymous",
            kind=code.kind,
            cause=CAUSE_SHORT[coding.cause] if coding.cause else "",
            final=CAUSE_SHORT[Cause(code.cause)] if code.cause else "",
            family=code.family,
            decided_by=code.decided_by,
            facts=self._showing.facts(final.signals, FEW_ROWS) if final else (),
            moved=decisions.get(f"statement:{statement_id}", MOVE) is not None,
        )

    def _said(self, theme_id: str) -> tuple[Said, ...]:
        """The decisions that touch a theme, newest first."""
        subject = f"theme:{theme_id}"
        rows = (
            row
            for row in self.shaping.decisions.history
            if row.subject == subject
            or (row.field in (*SHAPES, MOVE) and _names(row.decided or "", theme_id))
        )
        return tuple(readable(row) for row in rows)[::-1]


def _names(value: str, theme_id: str) -> bool:
    """Whether the value of a decision on members speaks of a theme."""
    return value == theme_id or any(
        part.strip().startswith(f"{theme_id}=") for part in value.split(";")
    )


def _likely(verdict: Verdict | None) -> tuple[Likely, ...]:
    if verdict is None or len(verdict.causes) < 2:
        return ()
    ranked = sorted(verdict.causes.items(), key=lambda one: (-one[1], one[0]))[:SHOWN_LIKELY]
    return tuple(
        Likely(cause=str(cause), word=CAUSE_WORD[cause], family=family_of(cause), share=share)
        for cause, share in ranked
    )
