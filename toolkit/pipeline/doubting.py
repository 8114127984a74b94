"""What a person looks at next, joined: codes teach, doubts are ordered, sureness is measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toolkit import language
from toolkit.coding.adapt import Learner, decided_cause, learner_of
from toolkit.coding.codebook import Codebook
from toolkit.coding.rules import NAME as RULES
from toolkit.coding.rules import RulesCoder
from toolkit.doubt import (
    Doubt,
    DoubtInput,
    Interview,
    InterviewInput,
    Standing,
    Sureness,
    draft_interview,
    measure_sureness,
    order_doubts,
    principal_axes,
)
from toolkit.errors import ToolkitError
from toolkit.model.decisions import Decisions
from toolkit.model.findings import Coding, FinalCause, Findings, Statement, Verdict
from toolkit.model.vocabulary import CAUSES, Cause, DecidedBy
from toolkit.pipeline import deciding
from toolkit.pipeline.codebooks import codebook_of, counted_as_parents
from toolkit.pipeline.hearing import hear_language_model, heard_codings
from toolkit.pipeline.meaning import kept_pairs
from toolkit.pipeline.people_naming import find_person
from toolkit.pipeline.places import Places
from toolkit.pipeline.rooms import code_fingerprint, fingerprint
from toolkit.settings import Settings, read_settings
from toolkit.verdicts import pool
from toolkit.workspace import Workspace

CODES: Final = ("kind", "cause", "final_cause")
LANGUAGE_MODEL: Final = "the language model"
_RULES_KEPT: Final = "rules"


@dataclass(frozen=True, kw_only=True, eq=False)
class Doubting:
    """A review's findings, and what would follow from more answers without running it again.

    Themes, facts and what flows back from themes stay those of the last run; codings, final causes
    and verdicts follow each answer.
    """

    findings: Findings
    settings: Settings
    learner: Learner | None = None
    """None where the vectors or the suggestions of the last run are not at hand: then answers are
    counted, but teach nothing until the next run."""
    meaning: NDArray[np.float64] | None = None
    others: Mapping[str, Mapping[str, Coding]] = field(default_factory=dict)
    codebook: Codebook | None = None
    """The user's own codes count as their parents; None where there are none."""

    def standing(self, decisions: Decisions, slips: Mapping[str, float] | None = None) -> Standing:
        """The diagnosis under these decisions; slips are looked for anew unless given."""
        found = self.findings
        decisions = self._counted(decisions)
        codings: Mapping[str, Coding] = found.codings
        if self.learner is not None:
            codings = self.learner.codings(decisions)[0]
            if slips is None:
                slips = self.learner.slips(decisions)
        given = given_codes(decisions)
        return Standing(
            codings=codings,
            final_causes=self._finals(codings, decisions),
            verdicts=self._verdicts(codings),
            given=given,
            slips={one: chance for one, chance in (slips or {}).items() if one in given},
        )

    def _counted(self, decisions: Decisions) -> Decisions:
        return counted_as_parents(decisions, self.codebook) if self.codebook else decisions

    def queue(self, standing: Standing) -> tuple[Doubt, ...]:
        """The order in which statements are worth a look."""
        return order_doubts(
            DoubtInput(
                statements=self.findings.statements,
                codings=standing.codings,
                final_causes=standing.final_causes,
                themes=self.findings.themes,
                verdicts=standing.verdicts,
                meaning=self.meaning,
                given=standing.given,
                slips=standing.slips,
                others=self.others,
            )
        )

    def sureness(
        self, decisions: Decisions, now: Standing | None = None, queue: Sequence[Doubt] = ()
    ) -> Sureness:
        """How sure it is, against how sure it was before the last answers.

        `now` and `queue` are what `standing` and `queue` give for these decisions, where they are
        at hand.
        """
        decisions = self._counted(decisions)
        if now is None:
            now = self.standing(decisions)
            queue = self.queue(now)
        before = self._before(decisions, now.slips)
        return measure_sureness(now, before, queue, self.settings.mine.doubt)

    def _before(self, decisions: Decisions, slips: Mapping[str, float]) -> Standing | None:
        answers = [
            row
            for row in decisions.in_force("statement")
            if row.field in CODES and row.undoes is None
        ]
        last = self.settings.mine.doubt.steady_answers
        subjects = list(dict.fromkeys(row.subject for row in reversed(answers)))
        if len(subjects) < last:
            return None
        recent = set(subjects[:last])
        earlier = Decisions(row for row in decisions.history if row.subject not in recent)
        return self.standing(earlier, slips)

    def _finals(
        self, codings: Mapping[str, Coding], decisions: Decisions
    ) -> Mapping[str, FinalCause]:
        """Final causes whose words are as taught; facts and theme as in the last run."""
        found = dict(self.findings.final_causes)
        before = self.findings.codings
        moved = []
        for key in found:
            said = decided_cause(f"statement:{key}", decisions)
            if said is not None:
                found[key] = replace(
                    found[key],
                    cause=said,
                    confidence=1.0,
                    decided_by=DecidedBy.PERSON,
                    causes={said: 1.0},
                )
            elif codings[key] is not before[key] and codings[key] != before[key]:
                moved.append(key)
        return found | _shifted(moved, found, before, codings)

    def _verdicts(self, codings: Mapping[str, Coding]) -> Mapping[str, Verdict]:
        """Verdicts whose words are as taught; facts as in the last run."""
        found = dict(self.findings.verdicts)
        if codings is self.findings.codings:
            return found
        for theme_id, members in self._members.items():
            old = found[theme_id]
            if old.decided_by is not DecidedBy.PERSON and old.causes:
                now = pool.pooled_words(members, codings)
                if now != self._said[theme_id]:
                    found[theme_id] = _turned(old, self._said[theme_id], now)
        return found

    @cached_property
    def _members(self) -> Mapping[str, Sequence[Statement]]:
        by_id = {one.statement_id: one for one in self.findings.statements}
        return {
            theme.theme_id: [by_id[one] for one in theme.statement_ids if one in by_id]
            for theme in self.findings.themes
        }

    @cached_property
    def _said(self) -> Mapping[str, pool.Odds]:
        """What each theme's words came to in the last run."""
        codings = self.findings.codings
        return {key: pool.pooled_words(own, codings) for key, own in self._members.items()}


def _turned(old: Verdict, was: pool.Odds, now: pool.Odds) -> Verdict:
    logs = np.log(np.maximum(_shares_of([old.causes])[0], _LEAST))
    before = dict(zip(CAUSES, logs.tolist(), strict=True))
    likely = pool.shares(pool.add(before, pool.scaled(was, -1.0), now))
    best = pool.ranked(likely)[0]
    clear = likely[best] >= pool.LEAST_CLEAR
    return replace(
        old,
        causes=likely,
        confidence=round(likely[best], 4),
        cause=best if clear else Cause.UNCLEAR,
    )


def _shifted(
    keys: Sequence[str],
    finals: Mapping[str, FinalCause],
    before: Mapping[str, Coding],
    codings: Mapping[str, Coding],
) -> dict[str, FinalCause]:
    """Final causes with other words; without a cause where the kind has none any more."""
    told = [key for key in keys if codings[key].cause is not None and finals[key].causes]
    silent = set(keys) - set(told)
    shares = _shares_of([finals[key].causes for key in told])
    words = _odds_of([codings[key] for key in told]) - _odds_of([before[key] for key in told])
    raised = np.exp(np.log(np.maximum(shares, _LEAST)) + words)
    likely = raised / raised.sum(axis=1, keepdims=True)
    best = likely.argmax(axis=1)
    found = {
        key: replace(
            finals[key],
            cause=CAUSES[best[row]],
            confidence=round(float(likely[row, best[row]]), 4),
            causes=dict(zip(CAUSES, likely[row].tolist(), strict=True)),
        )
        for row, key in enumerate(told)
    }
    for key in sorted(silent):
        coding = codings[key]
        found[key] = replace(
            finals[key],
            cause=coding.cause,
            confidence=coding.cause_confidence,
            causes=coding.causes,
        )
    return found


_FLOOR: Final = 0.02
"""As `pool.word_odds` has it."""
_LEAST: Final = 1e-6
"""No cause is ruled out for good by what was found before."""


def _shares_of(found: Sequence[Mapping[Cause, float]]) -> NDArray[np.float64]:
    rows = [[one.get(cause, 0.0) for cause in CAUSES] for one in found]
    return np.asarray(rows, dtype=np.float64).reshape(len(found), len(CAUSES))


def _odds_of(codings: Sequence[Coding]) -> NDArray[np.float64]:
    """What `pool.word_odds` says of each, as rows."""
    odds = np.log(np.maximum(_shares_of([one.causes for one in codings]), _FLOOR))
    flat = [one.cause is None or not one.causes for one in codings]
    odds[np.asarray(flat, dtype=np.bool_)] = 0.0
    return odds


def given_codes(decisions: Decisions) -> dict[str, str]:
    """Statement id -> the code that persons gave: final cause, else cause, else kind."""
    found: dict[str, str] = {}
    for name in CODES:
        for row in decisions.in_force("statement"):
            if row.field == name:
                found[row.subject.split(":", 1)[1]] = row.decided or ""
    return found


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Opened:
    """A review's doubts and the decisions in force."""

    doubting: Doubting
    decisions: Decisions
    places: Places


def open_doubts(out: Path) -> Opened:
    """The doubts of the review in a folder. Raises ToolkitError if there is none."""
    places = Places(out.resolve())
    settings = read_settings(places.settings)
    with deciding.open_workspace(places.out) as workspace:
        findings = deciding.read_findings(workspace, places.out)
        doubting = doubting_of(findings, settings, workspace, places)
        decisions = workspace.decisions()
    return Opened(doubting=doubting, decisions=decisions, places=places)


def doubting_of(
    findings: Findings, settings: Settings, workspace: Workspace, places: Places
) -> Doubting:
    """What the desk and `relaunch queue` ask; suggestions and vectors are those of the last run."""
    codebook = codebook_of(places, settings)
    heard = heard_codings(workspace, settings)
    others = {RULES: _rules_said(findings, codebook, workspace)}
    if heard:
        others[LANGUAGE_MODEL] = heard
    vectors = _kept_vectors(findings, settings, places)
    suggested = workspace.load_snapshot("coding", dict[str, Coding]) or {}
    learner = None
    if vectors is not None and all(one.statement_id in suggested for one in findings.statements):
        decisions = counted_as_parents(workspace.decisions(), codebook)
        joined = hear_language_model(suggested, heard, decisions).codings
        pairs = kept_pairs(findings.statements, places.cache)
        learner = learner_of(findings.statements, joined, vectors, pairs)
    return Doubting(
        findings=findings,
        settings=settings,
        learner=learner,
        meaning=None if vectors is None else principal_axes(vectors),
        others=others,
        codebook=codebook,
    )


def _rules_said(
    findings: Findings, codebook: Codebook, workspace: Workspace
) -> Mapping[str, Coding]:
    """Where the codebook's signs name a cause; kept, for 10,000 statements take seconds."""
    made_of = {
        "codebook": fingerprint(codebook),
        "statements": fingerprint([(one.text, one.language) for one in findings.statements]),
        "version": code_fingerprint("coding"),
    }
    if workspace.snapshot_fingerprints(_RULES_KEPT) == made_of:
        kept = workspace.load_snapshot(_RULES_KEPT, dict[str, Coding])
        if kept is not None:
            return kept
    said = RulesCoder(codebook).code(findings.statements)
    found = {key: one for key, one in said.items() if one.cause is not None}
    workspace.save_snapshot(_RULES_KEPT, made_of, found)
    return found


def _kept_vectors(
    findings: Findings, settings: Settings, places: Places
) -> NDArray[np.float32] | None:
    """The statements' vectors as the last run kept them; None where it kept none.

    An earlier version may have kept those of another encoder: to make 10,000 anew takes minutes,
    and nobody who opens a screen waits for that.
    """
    chosen = settings.mine.encoder
    if not findings.statements or (chosen.name == "use" and not any(places.cache.glob("*.npy"))):
        return None
    encoder = language.load_encoder(chosen, [one.text for one in findings.intake.sources])
    if not encoder.fitted and not (places.cache / f"{encoder.fingerprint}.npy").exists():
        return None
    texts = [one.text for one in findings.statements]
    return language.encode(texts, encoder, cache=places.cache).rows(texts)


def interview(out: Path, person: str, key: Path | None = None) -> Interview:
    """Questions for the next talk with one person, named by pseudonym or by the list's own id.

    Raises UnknownSubject for somebody who is not in the review, and ToolkitError where
    review.toml switches every look at single persons off.
    """
    opened = open_doubts(out)
    if not opened.doubting.settings.mine.privacy.individual:
        raise ToolkitError(
            "this review looks at nobody alone.",
            where="review.toml, [mine.privacy] individual = false",
            what_to_do="Ask its questions in a group: `relaunch queue` and requests.csv have them.",
        )
    found = opened.doubting.findings
    standing = opened.doubting.standing(opened.decisions)
    return draft_interview(
        InterviewInput(
            person_id=find_person(
                person, {one.person_id for one in found.intake.people}, opened.places, key
            ),
            statements=found.statements,
            codings=standing.codings,
            final_causes=standing.final_causes,
            themes=found.themes,
            verdicts=standing.verdicts,
            requests=found.requests,
            shown=found.redacted,
            labels=found.labels,
        )
    )
