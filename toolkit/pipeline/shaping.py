"""What a person may do with themes: each action is checked, shown beforehand, and written down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count

from toolkit.errors import UnknownSubject, WrongDecision
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.findings import Findings, Theme
from toolkit.model.shapes import MERGE, MOVE, PIN, SHAPES, SPLIT, write_members
from toolkit.model.theme_map import ThemeMap
from toolkit.model.vocabulary import Cause
from toolkit.pipeline.theming import load_map, load_previous
from toolkit.themes.halves import halve
from toolkit.themes.shape import Ground, until_next_run
from toolkit.workspace import Workspace

_LAST = "~"
"""Sorts behind every uuid: a draft counts after all that is decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A decision that is not made yet."""

    subject: str
    field: str
    value: str
    suggested: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Who decides, when and why; `at` is in UTC."""

    coder: str
    at: datetime
    memo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shaping:
    """The themes of a review in a person's hands; nothing is written here."""

    findings: Findings
    decisions: Decisions
    used: frozenset[str]
    """Every theme id that was ever given out."""
    drawn: ThemeMap

    def themes(self) -> tuple[Theme, ...]:
        """The themes of the last run with all that was decided since, largest first."""
        return self.after(())

    def after(self, drafts: Sequence[Draft]) -> tuple[Theme, ...]:
        """The themes as they would be with these drafts decided."""
        rows = [*self.decisions.history, *_as_rows(drafts)]
        keys = (one.statement_id for one in self.findings.statements)
        ground = Ground(
            decisions=Decisions(rows),
            rows={key: row for row, key in enumerate(keys)},
            previous=self.findings.themes,
        )
        return until_next_run(self.findings.themes, ground)

    def theme(self, theme_id: str) -> Theme:
        """The theme of this id. Raises UnknownSubject where there is none (any more)."""
        for one in self.themes():
            if one.theme_id == theme_id:
                return one
        raise UnknownSubject(
            f"no theme is called {theme_id!r}.",
            what_to_do="Take an id from the list of themes; a merged one has gone into another.",
        )

    def theme_of(self, statement_id: str) -> str:
        """The id of a statement's theme, or empty. Raises UnknownSubject for no statement."""
        self._check_statements([statement_id])
        homes = (one.theme_id for one in self.themes() if statement_id in one.statement_ids)
        return next(homes, "")

    def halves(self, theme_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Where the theme's tree forks: the larger and the smaller part (empty for no fork)."""
        return halve(self.drawn.trees, self.theme(theme_id).statement_ids)

    # Actions

    def merge(self, theme_id: str, into: str) -> tuple[Draft, ...]:
        """A theme goes into another, with all that is new to it."""
        source, target = self.theme(theme_id), self.theme(into)
        if source.theme_id == target.theme_id:
            raise WrongDecision("a theme cannot go into itself.", what_to_do="Name another one.")
        named = {into: target.statement_ids, theme_id: source.statement_ids}
        return (Draft(subject=f"theme:{theme_id}", field=MERGE, value=write_members(named)),)

    def split(self, theme_id: str, statement_ids: Sequence[str] = ()) -> tuple[Draft, ...]:
        """These statements of a theme (without any: the smaller half) become one of their own."""
        theme = self.theme(theme_id)
        apart = set(statement_ids or self.halves(theme_id)[1])
        rest = [key for key in theme.statement_ids if key not in apart]
        if not apart or not rest or len(apart) + len(rest) != len(theme.statement_ids):
            raise WrongDecision(
                f"{theme_id} cannot be split so.",
                what_to_do="Name some of its statements, and leave some.",
            )
        new = next(self._free())
        value = write_members({new: apart, theme_id: rest})
        return (Draft(subject=f"theme:{new}", field=SPLIT, value=value),)

    def pin(self, theme_id: str) -> tuple[Draft, ...]:
        """The statements of a theme stay its own."""
        value = write_members({theme_id: self.theme(theme_id).statement_ids})
        return (Draft(subject=f"theme:{theme_id}", field=PIN, value=value),)

    def unpin(self, theme_id: str) -> tuple[Draft, ...]:
        """The statements of a theme may go where a refit puts them."""
        return (Draft(subject=f"theme:{self.theme(theme_id).theme_id}", field=PIN, value=""),)

    def rename(self, theme_id: str, title: str) -> tuple[Draft, ...]:
        """A theme is called otherwise."""
        plain = " ".join(title.split())
        if not plain:
            raise WrongDecision("a theme needs a title.", what_to_do="Write a few words.")
        now = self.theme(theme_id).title
        return (Draft(subject=f"theme:{theme_id}", field="title", value=plain, suggested=now),)

    def move(self, statement_ids: Sequence[str], theme_id: str) -> tuple[Draft, ...]:
        """Statements go to another theme, or with an empty id to none."""
        if theme_id:
            self.theme(theme_id)
        self._check_statements(statement_ids)
        homes = {key: one.theme_id for one in self.themes() for key in one.statement_ids}
        return tuple(
            Draft(
                subject=f"statement:{key}",
                field=MOVE,
                value=theme_id,
                suggested=homes.get(key, ""),
            )
            for key in sorted(set(statement_ids))
            if homes.get(key, "") != theme_id
        )

    def judge(self, theme_id: str, cause: str) -> tuple[Draft, ...]:
        """A person's verdict on a theme; the machine's is kept beside it."""
        self.theme(theme_id)
        if cause not in set(Cause):
            raise WrongDecision(
                f"'{cause}' is no verdict.", what_to_do=f"Allowed: {', '.join(Cause)}."
            )
        suggested, confidence = self.machine_verdict(theme_id)
        return (
            Draft(
                subject=f"theme:{theme_id}",
                field="verdict",
                value=cause,
                suggested=suggested,
                confidence=confidence,
            ),
        )

    def machine_verdict(self, theme_id: str) -> tuple[str, float | None]:
        """What the machine says of a theme, and how sure it is; empty for one that is new."""
        subject = f"theme:{theme_id}"
        for row in self.decisions.standing(subject, "verdict"):
            if row.suggested:
                return row.suggested, row.confidence
        verdict = self.findings.verdicts.get(theme_id)
        return (str(verdict.cause), verdict.confidence) if verdict else ("", None)

    def is_pinned(self, theme_id: str) -> bool:
        """Whether its statements stay whatever a refit finds."""
        return bool(self.decisions.value(f"theme:{theme_id}", PIN))

    def _check_statements(self, statement_ids: Sequence[str]) -> None:
        known = {one.statement_id for one in self.findings.statements}
        for key in sorted(set(statement_ids) - known):
            raise UnknownSubject(
                f"no statement is called {key!r}.", what_to_do="Take an id from statements.csv."
            )

    def _free(self) -> Iterator[str]:
        """Ids that no theme ever had."""
        named = {row.subject.split(":", 1)[1] for row in self.decisions.history}
        used = self.used | named | {one.theme_id for one in self.themes()}
        return (one for number in count(1) if (one := f"T{number:02d}") not in used)


def read_shaping(workspace: Workspace, findings: Findings) -> Shaping:
    """The themes of these findings, with what everybody decided up to now."""
    return Shaping(
        findings=findings,
        decisions=workspace.decisions(),
        used=frozenset(one.theme_id for one in (*load_previous(workspace), *findings.themes)),
        drawn=load_map(workspace),
    )


def write(workspace: Workspace, drafts: Sequence[Draft], who: Who) -> tuple[Decision, ...]:
    """Make the decisions; each is on disk when this returns. Raises WrongDecision."""
    return tuple(
        workspace.decide(
            draft.subject,
            draft.field,
            draft.value,
            coder=who.coder,
            at=who.at,
            memo=who.memo,
            suggested=draft.suggested,
            confidence=draft.confidence,
        )
        for draft in drafts
    )


def in_full(shaping: Shaping, draft: Draft) -> tuple[Draft, ...]:
    """A decision on a theme's members as somebody types it: only the target, or the statements.

    `merge_ids` takes the theme it goes into, `split_ids` the statements that leave it, `pin_ids`
    anything to pin. Other fields and values that are in full pass as they are.
    """
    if not draft.subject.startswith("theme:") or draft.field not in SHAPES or "=" in draft.value:
        return (draft,)
    theme_id, value = draft.subject.split(":", 1)[1], draft.value.strip()
    if draft.field == MERGE:
        return shaping.merge(theme_id, value)
    if draft.field == SPLIT:
        return shaping.split(theme_id, value.replace(";", " ").split())
    return shaping.pin(theme_id) if value else shaping.unpin(theme_id)


def _as_rows(drafts: Sequence[Draft]) -> list[Decision]:
    blank = Decision(
        decision_id=0,
        subject="",
        field="",
        suggested="",
        confidence=None,
        decided="",
        coder="",
        at=datetime(1970, 1, 1, tzinfo=UTC),
        uuid=_LAST,
    )
    return [
        replace(
            blank,
            decision_id=number,
            subject=draft.subject,
            field=draft.field,
            decided=draft.value,
            suggested=draft.suggested,
        )
        for number, draft in enumerate(drafts, 10**9)
    ]
