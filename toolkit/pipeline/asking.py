"""Asking a language model about a finished review: what leaves, what it costs, what came of it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from toolkit import llm
from toolkit.coding.codebook import Codebook, as_text, default_codebook
from toolkit.coding.combine import Trust
from toolkit.intake import pseudonyms
from toolkit.model.findings import Coding, Findings, Statement
from toolkit.pipeline.codebooks import codebook_of, counted_as_parents
from toolkit.pipeline.deciding import open_workspace
from toolkit.pipeline.hearing import SNAPSHOT, hear_language_model, heard_codings
from toolkit.pipeline.places import Places
from toolkit.pipeline.redacting import redact_statements, redactor_of
from toolkit.pipeline.review import open_review
from toolkit.privacy import Redactor, is_private_matter, promises_in_force, said_off_record
from toolkit.reports import write_text_confidential
from toolkit.settings import Settings, read_settings

_LONGEST_QUESTION: Final = 300
"""Letters of what was asked, or of the turn before: its end is what was answered."""
_WITHHELD: Final = "withheld: its words are not shown to anybody, so they were not sent"
_EMPTY: Final = "not asked: the answer says nothing"

OnProgress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What would be asked of whom, and what that takes. Nothing has left yet."""

    out: Path
    settings: Settings
    findings: Findings
    endpoint: llm.Endpoint
    job: llm.Job
    keys: Mapping[str, str]
    """Statement id -> the key of what is asked for it."""
    withheld: Mapping[str, str]
    """Statement id -> why nothing is asked."""
    themes: tuple[llm.ShownTheme, ...]
    redactor: Redactor = field(repr=False)
    budget: llm.Budget
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """What came of it."""

    model: str
    coded: int
    abstained: Mapping[str, int]
    """Why there is no code -> statements."""
    batches: int
    distrusted: int
    requests: int
    tokens: int
    stopped: str
    kind: Trust
    cause: Trust
    proposal: llm.Proposal | None = None
    written: Path | None = None
    """The file with the proposed titles and groupings."""


def prepare(
    out: Path,
    *,
    environment: Mapping[str, str],
    key: Path | None = None,
    titles: bool = False,
) -> Prepared:
    """What asking the model of the settings about a review would take.

    Redaction is done anew, with the settings and the key as they are now. Raises
    LanguageModelUnavailable or WithheldByPromise where nothing may be asked, KeyMissing without
    the key, BudgetSpent where the settings do not allow so much.
    """
    places = Places(out.resolve())
    settings = read_settings(places.settings)
    findings = open_review(out).findings
    promises = promises_in_force(settings, findings.intake.files)
    endpoint = llm.open_endpoint(settings.mine.llm, promises, environment)
    people = pseudonyms.load(key or pseudonyms.key_path(places.out))
    shown = redact_statements(findings.statements, findings.intake, people, settings)
    redactor = redactor_of(findings.intake, people, settings)
    spoken = [one for one in findings.statements if shown[one.statement_id] and not one.empty]
    pairs = {
        one.statement_id: (shown[one.statement_id], _asked_before(one, redactor)) for one in spoken
    }
    asked = {pair: llm.asked_of([pair])[0] for pair in set(pairs.values())}
    job = llm.Job(
        asked=tuple(sorted({one.key: one for one in asked.values()}.values(), key=_key_of)),
        model=endpoint.model,
        rules=llm.coding_rules(_instructions(codebook_of(places, settings), redactor)),
        batch_size=settings.mine.llm.batch_size,
        cache=llm.FileCache(places.cache),
    )
    themes = _shown_themes(findings, shown, redactor) if titles else ()
    budget = _budget(job, themes, settings)
    budget.check()
    assumed = [file for file, promise in promises.items() if promise.assumed]
    return Prepared(
        out=places.out,
        settings=settings,
        findings=findings,
        endpoint=endpoint,
        job=job,
        keys={name: asked[pair].key for name, pair in pairs.items()},
        withheld={
            one.statement_id: _EMPTY if one.empty else _WITHHELD
            for one in findings.statements
            if one.statement_id not in pairs
        },
        themes=themes,
        redactor=redactor,
        budget=budget,
        warnings=_warnings(endpoint, assumed),
    )


def ask(
    prepared: Prepared,
    *,
    now: datetime,
    on_progress: OnProgress = lambda done, of: None,
    sleep: Callable[[float], None] = time.sleep,
) -> Coded:
    """Ask, and keep the codes in the workspace for the next run.

    What was answered before a kill, a spent budget or a server that is gone is kept and never asked
    again. Titles and groupings are written beside, and applied by nobody.
    """
    own = prepared.settings.mine.llm
    purse = llm.Purse(own.most_requests, own.most_tokens)
    with llm.Client(prepared.endpoint, purse, sleep=sleep) as client:
        outcome = llm.code_job(prepared.job, client, on_progress)
        proposal = _proposal(prepared, client) if prepared.themes and not outcome.stopped else None
    codings = _codings(prepared, outcome)
    kind, cause = _keep(prepared, codings)
    written = _write_proposal(prepared, proposal, now) if proposal else None
    why: dict[str, int] = {}
    for coding in codings.values():
        if coding.kind is None:
            why[coding.reasons[0]] = why.get(coding.reasons[0], 0) + 1
    return Coded(
        model=prepared.endpoint.model,
        coded=sum(coding.kind is not None for coding in codings.values()),
        abstained=dict(sorted(why.items())),
        batches=outcome.batches,
        distrusted=outcome.distrusted,
        requests=purse.requests,
        tokens=purse.tokens,
        stopped=outcome.stopped,
        kind=kind,
        cause=cause,
        proposal=proposal,
        written=written,
    )


def _instructions(codebook: Codebook, redactor: Redactor) -> str:
    """The codebook in words; a user's own examples may be somebody's, so they are redacted too."""
    text = as_text(codebook)
    return text if codebook == default_codebook() else redactor.redact(text).text


def _key_of(one: llm.Asked) -> str:
    return one.key


def _asked_before(statement: Statement, redactor: Redactor) -> str:
    """The question, or the end of the turn before it, redacted; nothing where that is private."""
    source = statement.source
    said = " ".join((source.question or source.before).split())
    if not said or is_private_matter(said) or said_off_record(said):
        return ""
    return redactor.redact(said).text[-_LONGEST_QUESTION:]


def _shown_themes(
    findings: Findings, shown: Mapping[str, str], redactor: Redactor
) -> tuple[llm.ShownTheme, ...]:
    """Themes with their nearest statements first, redacted."""
    return tuple(
        llm.ShownTheme(
            theme_id=theme.theme_id,
            title=redactor.redact(theme.title).text,
            quotes={
                key: shown[key]
                for key in dict.fromkeys((*theme.exemplar_ids, *theme.statement_ids))
                if shown.get(key)
            },
        )
        for theme in findings.themes
    )


def _budget(job: llm.Job, themes: tuple[llm.ShownTheme, ...], settings: Settings) -> llm.Budget:
    waiting = llm.look_up(job)
    own = settings.mine.llm
    return llm.Budget(
        statements=len(job.asked),
        known=len(waiting.known),
        alone=len(waiting.alone),
        batches=len(waiting.together),
        titles=len(themes) + bool(themes),
        tokens=waiting.estimated_tokens(job.rules) + llm.estimated_tokens(themes),
        most_requests=own.most_requests,
        most_tokens=own.most_tokens,
    )


def _warnings(endpoint: llm.Endpoint, assumed: list[str]) -> tuple[str, ...]:
    if not endpoint.remote:
        return ()
    found = [f"Redacted words leave this machine for {endpoint.url}."]
    if endpoint.url.startswith("http:"):
        found.append("They travel unencrypted (http): whoever is in the net can read them.")
    if assumed:
        found.append(
            f"What was promised is only assumed for {len(assumed)} of the files in which people "
            "speak: nobody has confirmed that their words may leave."
        )
    return tuple(found)


def _codings(prepared: Prepared, outcome: llm.Outcome) -> dict[str, Coding]:
    """Every statement's coding, abstentions with their reason."""
    coder = prepared.endpoint.coder
    found = {
        name: llm.abstained(name, coder, why) for name, why in sorted(prepared.withheld.items())
    }
    for name, key in sorted(prepared.keys.items()):
        answer = outcome.answers.get(key)
        found[name] = (
            llm.coding_of(name, coder, answer)
            if answer
            else llm.abstained(name, coder, outcome.abstained[key])
        )
    return found


def _keep(prepared: Prepared, codings: dict[str, Coding]) -> tuple[Trust, Trust]:
    """Save the codings; what they are worth by what persons have decided so far."""
    with open_workspace(prepared.out) as workspace:
        inputs = {"model": prepared.endpoint.model, "rules": prepared.job.rules.fingerprint}
        workspace.save_snapshot(SNAPSHOT, inputs, codings)
        learned = workspace.load_snapshot("coding", dict[str, Coding]) or {}
        heard = heard_codings(workspace, prepared.settings)
        own = codebook_of(Places(prepared.out), prepared.settings)
        decisions = counted_as_parents(workspace.decisions(), own)
    found = hear_language_model(learned, heard, decisions)
    return found.kind, found.cause


def _proposal(prepared: Prepared, client: llm.Client) -> llm.Proposal:
    """What the model proposes, names out once more."""
    model = llm.Remembering(client, prepared.endpoint.model, prepared.job.cache)
    found = llm.propose(prepared.themes, model)

    def plain(title: str) -> str:
        return prepared.redactor.redact(title).text

    def grouped(groups: tuple[llm.Grouping, ...]) -> tuple[llm.Grouping, ...]:
        return tuple(replace(one, title=plain(one.title)) for one in groups)

    return replace(
        found,
        titles={key: plain(title) for key, title in found.titles.items()},
        splits={key: grouped(parts) for key, parts in found.splits.items()},
        merges=grouped(found.merges),
    )


def _write_proposal(prepared: Prepared, proposal: llm.Proposal, now: datetime) -> Path:
    """The suggestions, for the reviewer alone."""
    content = {
        "note": "Suggested by a language model; nothing of this is applied. To accept a title: "
        'relaunch decide OUT theme:ID title "..."',
        "model": prepared.endpoint.model,
        "at": now.isoformat(),
        **asdict(proposal),
    }
    path = Places(prepared.out).confidential / "llm" / "suggestions.json"
    text = json.dumps(content, ensure_ascii=False, indent=1, default=str)
    return write_text_confidential(path, text)
