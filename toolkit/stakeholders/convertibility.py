"""Which critics could be won, by what, and what stands against it: a sum that can be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toolkit.model.findings import Action, Coding, Part, Statement
from toolkit.model.vocabulary import ROUTE_OF, Cause, Convertible, Kind, Path, Stance, UsageState
from toolkit.stakeholders.attitudes import NOTHING, AttitudeLabel
from toolkit.stakeholders.people_input import Known
from toolkit.stakeholders.refusals import PLAIN_FROM, in_words, objection

CRITICS = (Stance.ANTAGONIST, Stance.DETRACTOR, Stance.SCEPTIC)
ANSWERED, CONSTRUCTIVE, USES = "answered_by_action", "constructive", "still_uses"
FORMER, GAIN, OBJECTS = "former_champion", "stands_to_gain", "objects_to_the_idea"

ANSWERABLE: Mapping[Cause, float] = {
    Cause.DEFECT: 1.0,
    Cause.MISSING: 1.0,
    Cause.FRICTION: 1.0,
    Cause.DATA: 1.0,
    Cause.TRAINING: 1.0,
    Cause.COMMUNICATION: 1.0,
    Cause.LEADERSHIP: 0.8,
    Cause.WAY_OF_WORKING: 0.4,
    Cause.TRUST: 0.5,
    Cause.VALUE: 0.3,
}
"""How far an act of the project can take a complaint away."""
REMOVES_FROM = 0.75
"""A planned action of a route that takes at least so much away removes the complaint."""
REFUSED = "no"
"""How the answer to an action begins that was turned down; the reason follows."""
USE: Mapping[UsageState, float] = {
    UsageState.HEAVY: 1.0,
    UsageState.STEADY: 1.0,
    UsageState.MOTIONS: 0.5,
    UsageState.GAVE_UP: 0.4,
    UsageState.NEVER_OPENED: 0.0,
    UsageState.UNKNOWN: 0.5,
}
"""Still uses the tool, or used to; what is not recorded counts half, for nor against."""
FULL_CONSTRUCTIVE = 3.0
"""So many exact points or proposals are as good as ten: talking long is no merit."""
FULL_SHARE = 0.5
"""Half of all that somebody says being constructive is as good as all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """Whether a critic could be won."""

    convertible: Convertible
    score: float | None
    parts: tuple[Part, ...] = ()
    path: Path | None = None


NOT_ASKED = Chance(convertible=Convertible.NOT_ASKED, score=None)


def judge_convertibility(
    person_id: str,
    known: Known,
    stance: Stance | None,
    state: UsageState,
    former: str,
) -> Chance:
    """A critic's chance with its parts; NOT_ASKED for everybody else.

    `former` says in words what shows a former champion, "" for nobody of the kind.
    """
    if stance not in CRITICS:
        return NOT_ASKED
    own = [one for one in known.words(person_id, before=False) if not one.empty]
    settings = known.given.settings.mine.stakeholders
    weights = settings.weights
    found = (
        (ANSWERED, weights.answered_by_action, answered(own, known)),
        (CONSTRUCTIVE, weights.constructive, constructive(own, known)),
        (USES, weights.still_uses, _use(state, known.may_join(person_id))),
        (FORMER, weights.former_champion, (float(bool(former)), former)),
        (GAIN, weights.stands_to_gain, gain(person_id, own, known)),
        (OBJECTS, weights.objects_to_the_idea, refusal(own, known)),
    )
    parts = tuple(
        Part(name=name, value=round(value, 4), weight=weight, because=because)
        for name, weight, (value, because) in found
    )
    score = round(min(max(sum(one.value * one.weight for one in parts), 0.0), 1.0), 4)
    return Chance(
        convertible=answer_of(score, settings.convertible_at, settings.unclear_band),
        score=score,
        parts=parts,
        path=_path(parts),
    )


def answer_of(score: float, at: float, band: float) -> Convertible:
    """Yes above the band around `at`, no below it, unclear within."""
    if score >= at + band:
        return Convertible.YES
    return Convertible.NO if score < at - band else Convertible.UNCLEAR


def _use(state: UsageState, may_join: bool) -> tuple[float, str]:
    if not may_join:
        return USE[UsageState.UNKNOWN], "promised not to be read beside the usage"
    return USE[state], f"use: {state}"


def complaint(coding: Coding | None) -> float:
    """Probability that a statement is a concern."""
    if coding is None:
        return 0.0
    return coding.kinds.get(Kind.CONCERN, float(coding.kind is Kind.CONCERN))


def answered(own: Sequence[Statement], known: Known) -> tuple[float, str]:
    """Share of the own complaints that an act answers, 0-1; 0 without complaints."""
    total = found = 0.0
    ids = []
    for one in own:
        weight = complaint(known.given.codings.get(one.statement_id))
        value = _answerable(one, known)
        total += weight
        found += weight * value
        if weight >= 0.5 and value >= 0.75:
            ids.append(one.statement_id)
    return (found / total if total else 0.0), ", ".join(ids[:4])


def _answerable(one: Statement, known: Known) -> float:
    final = known.given.final_causes.get(one.statement_id)
    coding = known.given.codings.get(one.statement_id)
    causes = (final.causes if final else None) or (coding.causes if coding else {})
    total = sum(causes.values())
    if total:
        return sum(p * ANSWERABLE.get(cause, 0.5) for cause, p in causes.items()) / total
    cause = (final.cause if final else None) or (coding.cause if coding else None)
    return ANSWERABLE.get(cause, 0.5) if cause else 0.5


def constructive(own: Sequence[Statement], known: Known) -> tuple[float, str]:
    """Exact points, proposals and conditions named, 0-1: their number and their share, equally."""
    values = {}
    for one in own:
        attitude = known.attitudes.get(one.statement_id, NOTHING)
        coding = known.given.codings.get(one.statement_id)
        proposal = coding.kinds.get(Kind.PROPOSAL, 0.0) if coding else 0.0
        shown = attitude[AttitudeLabel.CONSTRUCTIVE] + attitude[AttitudeLabel.CONDITIONAL]
        values[one.statement_id] = max(proposal, shown) * (1 - attitude[AttitudeLabel.OBJECTS])
    best = sorted(values, key=lambda key: (-values[key], key))
    because = ", ".join(key for key in best[:4] if values[key] >= 0.5)
    total = sum(values.values())
    share = total / len(values) if values else 0.0
    return (min(total / FULL_CONSTRUCTIVE, 1.0) + min(share / FULL_SHARE, 1.0)) / 2, because


def gain(person_id: str, own: Sequence[Statement], known: Known) -> tuple[float, str]:
    """Share of own complaints that a planned action removes, and of peers who report a benefit.

    Their mean, 0-1. What is planned is suggested: whether it was taken up stands in the ledger.
    """
    mine = [
        one.statement_id
        for one in own
        if complaint(known.given.codings.get(one.statement_id)) >= 0.5
    ]
    removing = _removing(known.given.actions)
    met = [key for key in mine if key in removing]
    removed = len(met) / len(mine) if mine else 0.0
    share, n = known.peers.share_content(known.by_id[person_id])
    plans = ", ".join(sorted({removing[key] for key in met})) or "none planned"
    because = (
        f"{len(met)} of {len(mine)} complaints could be acted on ({plans}); "
        f"{share:.0%} of {n} peers praise"
    )
    return (removed + share) / 2, because


def first_word(answer: str) -> str:
    """Taken, later or no: what an answer says before its reason, in small letters."""
    words = answer.replace(":", " ").replace(",", " ").split()
    return words[0].rstrip(".;").casefold() if words else ""


def _removing(actions: Sequence[Action]) -> dict[str, str]:
    """Statement id -> the planned action on its theme that would take the complaint away.

    Only routes that can (as in ANSWERABLE); none that a person answered with no.
    """
    able = {ROUTE_OF[cause] for cause, share in ANSWERABLE.items() if share >= REMOVES_FROM}
    return {
        key: one.action_id
        for one in actions
        if one.theme_ids and one.route in able and first_word(one.answer) != REFUSED
        for key in one.statement_ids
    }


def refusal(own: Sequence[Statement], known: Known) -> tuple[float, str]:
    """How clearly the idea itself is refused, 0-1: the clearest statement counts."""
    shares = {one.statement_id: objection(one, known) for one in own}
    who = max(shares, key=lambda key: (shares[key], key), default="")
    if not who or shares[who] < PLAIN_FROM:
        return 0.0, ""
    return ((shares[who] - PLAIN_FROM) / (1 - PLAIN_FROM)) ** 2, f"{in_words(shares[who])}: {who}"


def _path(parts: Sequence[Part]) -> Path:
    """Voice heard where own points can be acted on; else the value of a process must be shown."""
    by_name = {one.name: one.value for one in parts}
    easy = by_name[ANSWERED] >= 0.5 and by_name[OBJECTS] < 0.5
    return Path.VOICE_HEARD if easy else Path.PROCESS_VALUE
