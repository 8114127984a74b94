"""What is behind a number: the statements, facts and decisions that lead to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from toolkit.errors import UnknownSubject
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.findings import Findings, Part, Signal


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """The way from a claim to its words."""

    subject: str
    claim: str
    statements: tuple[tuple[str, str], ...] = ()
    """(statement id, redacted words)."""
    signals: tuple[Signal, ...] = ()
    parts: tuple[Part, ...] = ()
    reasons: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The same for other programs."""
        return asdict(self)

    def __str__(self) -> str:
        """For reading."""
        lines = [f"{self.subject}: {self.claim}"]
        lines += [f"  because {reason}" for reason in self.reasons]
        lines += [
            f"  {part.name}: {part.value:.2f} × {part.weight:.2f}"
            + (f"  ({part.because})" if part.because else "")
            for part in self.parts
        ]
        lines += [f"  {one.bearing} {one.cause}: {one.sentence}" for one in self.signals]
        lines += [f"  {key}  {words}" for key, words in self.statements]
        lines += [
            f"  decided {row.field} = {row.decided} by {row.coder}, {row.at:%Y-%m-%d}"
            for row in self.decisions
        ]
        return "\n".join(lines)

    __repr__ = __str__


def explain(subject: str, findings: Findings, decisions: Decisions) -> Why:
    """What is behind a statement, theme, action or person.

    Raises UnknownSubject if nothing is called so.
    """
    plain = subject.split(":", 1)[-1]
    for look in (_statement, _theme, _action, _person):
        if found := look(plain, findings, decisions):
            return found
    raise UnknownSubject(
        f"nothing in the review is called {subject!r}.",
        what_to_do="Take an id from one of the review's tables.",
    )


def _shown(ids: Sequence[str], findings: Findings) -> tuple[tuple[str, str], ...]:
    return tuple((one, findings.redacted.get(one, "") or "[withheld]") for one in ids)


def _decided(kind: str, plain: str, decisions: Decisions) -> tuple[Decision, ...]:
    return tuple(row for row in decisions.history if row.subject == f"{kind}:{plain}")


def _statement(plain: str, findings: Findings, decisions: Decisions) -> Why | None:
    coding, final = findings.codings.get(plain), findings.final_causes.get(plain)
    if coding is None or final is None:
        return None
    return Why(
        subject=plain,
        claim=f"{coding.kind}, {final.cause or 'no cause'} ({final.confidence:.0%}), "
        f"decided by {final.decided_by}",
        statements=_shown([plain], findings),
        signals=final.signals,
        reasons=coding.reasons,
        decisions=_decided("statement", plain, decisions),
    )


def _theme(plain: str, findings: Findings, decisions: Decisions) -> Why | None:
    theme = next((one for one in findings.themes if one.theme_id == plain), None)
    if theme is None:
        return None
    verdict = findings.verdicts[plain]
    return Why(
        subject=plain,
        claim=f"{theme.title}: {verdict.cause} ({verdict.confidence:.0%}). {verdict.evidence}",
        statements=_shown(theme.statement_ids, findings),
        signals=verdict.signals,
        reasons=(verdict.would_overturn,),
        decisions=_decided("theme", plain, decisions),
    )


def _action(plain: str, findings: Findings, decisions: Decisions) -> Why | None:
    action = next((one for one in findings.actions if one.action_id == plain), None)
    if action is None:
        return None
    return Why(
        subject=plain,
        claim=f"{action.route}: {action.title}. {action.value}",
        statements=_shown(action.statement_ids, findings),
        reasons=tuple(
            findings.verdicts[one].evidence for one in action.theme_ids if one in findings.verdicts
        ),
    )


def _person(plain: str, findings: Findings, decisions: Decisions) -> Why | None:
    one = next((one for one in findings.stakeholders if one.person_id == plain), None)
    if one is None:
        return None
    own = [s.statement_id for s in findings.statements if s.source.person_id == plain]
    return Why(
        subject=plain,
        claim=f"stance {one.stance or 'not known'}, influence {one.influence}, "
        f"convertible {one.convertible}",
        statements=_shown(own, findings),
        parts=(*one.influence_parts, *one.convertibility_parts),
        reasons=(*one.stance_reasons, *([one.main_reason] if one.main_reason else [])),
        decisions=_decided("person", plain, decisions),
    )
