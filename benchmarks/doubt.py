"""What a person's answers are worth: how fast codes teach, and how soon slips are found.

    python -m benchmarks.doubt            # all figures, about a minute
    python -m benchmarks.doubt --speed    # only how long an answer takes with 10,000 statements

On the invented cases that the networks were fitted without (fine_tune.py, train_coder.py); a person
then answers from the case's labels, in random order and in the queue's. No file of facts
goes with these cases: the gain is that of words, themes and answers alone. Writes
benchmarks/results/doubt.json.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.metrics import cohen_kappa_score

from benchmarks.folds import left_out_predictions
from toolkit import language
from toolkit.coding.adapt import Learner, learner_of
from toolkit.coding.exemplars import Exemplar, read_exemplars
from toolkit.coding.learned import cause_for
from toolkit.doubt import principal_axes
from toolkit.doubt.sureness import Standing, expected_accuracy
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.findings import Coding, Facts, Findings, Statement, Theme
from toolkit.model.intake import Intake, Source
from toolkit.model.vocabulary import CAUSES, Cause, Kind, QuestionMeaning, Wave
from toolkit.pipeline.doubting import Doubting, given_codes
from toolkit.settings import Settings
from toolkit.verdicts import JudgeInput, judge_themes

RESULT = Path(__file__).parent / "results" / "doubt.json"
BUDGETS = (20, 40, 60, 100)
STEP = 5
"""Answers between two looks at the queue, to save time; the desk looks after each."""
FLIPPED = 0.05
THEMES = 15
_CAUSAL = (Kind.CONCERN, Kind.PROPOSAL, Kind.QUESTION)
_AT = datetime(2026, 1, 1, tzinfo=UTC)
_NOTHING = pd.DataFrame()


@dataclass(frozen=True, slots=True)
class Case:
    """One invented company's statements, and what a person would answer."""

    name: str
    rows: tuple[Exemplar, ...]
    statements: tuple[Statement, ...]
    suggested: dict[str, Coding]
    vectors: NDArray[np.float32]
    pairs: NDArray[np.float32] | None
    """Rows of the pair network, fitted without the case; None where it read too little."""

    @property
    def concerns(self) -> list[int]:
        """Rows on which kappa is taken."""
        return [i for i, one in enumerate(self.rows) if one.kind is Kind.CONCERN and _true(one)]


def main() -> None:
    """Simulate, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--speed", action="store_true")
    options = parser.parse_args()
    figures = json.loads(RESULT.read_text(encoding="utf-8")) if RESULT.exists() else {}
    if not options.speed:
        cases = read_cases()
        figures["cases"] = len(cases)
        figures["statements"] = sum(len(case.rows) for case in cases)
        figures["final cause, by answers"] = curves(cases)
        figures["planted slips"] = planted(cases)
    figures["speed"] = speed()
    RESULT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))


def read_cases() -> list[Case]:
    """The cases that both networks were fitted without, coded by the mean of what the two say.

    Those alone that have twice as many statements as a person answers at most.
    """
    exemplars = read_exemplars()
    left_out = left_out_predictions([one.exemplar_id for one in exemplars])
    vectors = language.encode([one.text for one in exemplars]).rows([one.text for one in exemplars])
    kinds, causes = (
        (left_out[f"sentence.{label}"] + left_out[f"pair.{label}"]) / 2
        for label in ("kind", "cause")
    )
    cases = []
    for name in sorted({one.industry for one in exemplars if one.topic}):
        mine = [
            i
            for i, one in enumerate(exemplars)
            if one.industry == name and one.text and left_out["done"][i]
        ]
        if len(mine) >= 2 * BUDGETS[-1]:
            rows = [exemplars[i] for i in mine]
            views = vectors[mine], left_out["pair.vector"][mine].astype(np.float32)
            cases.append(_case(name, rows, views, (kinds[mine], causes[mine])))
    return cases


def _case(
    name: str,
    rows: Sequence[Exemplar],
    views: tuple[NDArray[np.float32], NDArray[np.float32] | None],
    shares: tuple[NDArray[np.float64], NDArray[np.float64]],
) -> Case:
    statements, suggested = [], {}
    for place, one in enumerate(rows):
        source = Source(
            source_id=one.exemplar_id,
            file="answers.csv",
            channel=one.channel,
            text=one.text,
            person_id=one.speaker,
            meaning=QuestionMeaning.OTHER,
            wave=Wave.AFTER,
        )
        statements.append(
            Statement(
                statement_id=one.exemplar_id,
                source=source,
                start=0,
                end=len(one.text),
                text=one.text,
                language=one.language,
            )
        )
        kinds = dict(zip(Kind, map(float, shares[0][place]), strict=True))
        causes = dict(zip(CAUSES, map(float, shares[1][place]), strict=True))
        kind = max(kinds, key=lambda label: kinds[label])
        cause, sure = cause_for(kind, causes)
        suggested[one.exemplar_id] = Coding(
            statement_id=one.exemplar_id,
            coder="networks",
            kind=kind,
            cause=cause,
            kind_confidence=kinds[kind],
            cause_confidence=sure,
            kinds=kinds,
            causes=causes,
        )
    return Case(name, tuple(rows), tuple(statements), suggested, *views)


def _true(one: Exemplar) -> Cause | None:
    return one.final if one.final in CAUSES else None


def answers(
    case: Case, order: Sequence[str], slips: dict[str, tuple[Kind, Cause]] | None = None
) -> Decisions:
    """Kind and final cause of these statements as a person who knows would give them."""
    by_id = {one.exemplar_id: one for one in case.rows}
    found: list[Decision] = []
    for one in order:
        kind, cause = by_id[one].kind, _true(by_id[one])
        if slips and one in slips:
            kind, cause = slips[one]
        codes = [("kind", str(kind))]
        if kind in _CAUSAL:
            codes.append(("final_cause", str(cause or Cause.UNCLEAR)))
        for field, value in codes:
            found.append(
                Decision(
                    decision_id=len(found) + 1,
                    subject=f"statement:{one}",
                    field=field,
                    suggested="",
                    confidence=None,
                    decided=value,
                    coder="person",
                    at=_AT + timedelta(seconds=len(found)),
                )
            )
    return Decisions(found)


def diagnose(
    case: Case, learner: Learner, decisions: Decisions, themes: Sequence[Theme] | None = None
) -> Findings:
    """Themes, verdicts and final causes under these decisions, as a run would find them."""
    codings = learner.codings(decisions)[0]
    found = tuple(themes or plain_themes(case, codings))
    facts = Facts(adoption=_NOTHING, people=_NOTHING, tickets=_NOTHING)
    judged = judge_themes(
        JudgeInput(
            themes=found,
            statements=case.statements,
            codings=codings,
            signals={},
            facts=facts,
            decisions=decisions,
        )
    )
    return Findings(
        intake=Intake(),
        statements=case.statements,
        codings=codings,
        statuses={},
        facts=facts,
        themes=found,
        verdicts=judged.verdicts,
        final_causes=judged.final_causes,
        shares=(),
        requests=(),
        stakeholders=(),
        coverage=_NOTHING,
        invitations=(),
        waves=(),
        agenda=(),
        actions=(),
    )


def plain_themes(case: Case, codings: Mapping[str, Coding]) -> tuple[Theme, ...]:
    """Ward on the vectors: the toolkit's own themes have learned from these very cases."""
    rows = [i for i, one in enumerate(case.rows) if codings[one.exemplar_id].kind in _CAUSAL]
    labels = fcluster(linkage(case.vectors[rows], method="ward"), THEMES, criterion="maxclust")
    found = []
    for label in sorted(set(labels.tolist())):
        own = [rows[place] for place in np.flatnonzero(labels == label)]
        centre = case.vectors[own].mean(axis=0)
        near = case.vectors[own] @ centre / np.linalg.norm(centre)
        found.append(
            Theme(
                theme_id=f"T{label:02d}",
                title="",
                statement_ids=tuple(case.rows[i].exemplar_id for i in own),
                cohesion=float(near.mean()),
            )
        )
    return tuple(found)


def measure(case: Case, findings: Findings, decisions: Decisions) -> dict[str, float]:
    """Kappa and accuracy over the concerns, decided ones included, and what was expected."""
    rows = case.concerns
    truth = [str(_true(case.rows[i])) for i in rows]
    ids = [case.rows[i].exemplar_id for i in rows]
    found = [str(findings.final_causes[one].cause) for one in ids]
    right = [a == b for a, b in zip(truth, found, strict=True)]
    given = given_codes(decisions)
    open_right = [ok for ok, one in zip(right, ids, strict=True) if one not in given]
    standing = Standing(
        codings=findings.codings,
        final_causes=findings.final_causes,
        verdicts=findings.verdicts,
        given=given,
        slips={},
    )
    return {
        "kappa": float(cohen_kappa_score(truth, found)),
        "accuracy": float(np.mean(right)),
        "accuracy of the undecided": float(np.mean(open_right)),
        "expected accuracy": expected_accuracy(standing) or 0.0,
        "verdicts right": verdicts_right(case, findings),
    }


def verdicts_right(case: Case, findings: Findings) -> float:
    """Share of themes whose verdict is the commonest true cause among their concerns."""
    by_id = {one.exemplar_id: one for one in case.rows}
    right = []
    for theme in findings.themes:
        causes = [c for one in theme.statement_ids if (c := _true(by_id[one])) is not None]
        if causes:
            best = max(sorted(set(causes)), key=causes.count)
            right.append(findings.verdicts[theme.theme_id].cause is best)
    return float(np.mean(right))


def curves(cases: Sequence[Case]) -> dict[str, object]:
    """Means over the cases at 0, 20, 40, 60 and 100 answers."""
    found: dict[str, list[list[dict[str, float]]]] = {}
    for case in cases:
        learner = learner_of(case.statements, case.suggested, case.vectors, case.pairs)
        single = learner_of(case.statements, case.suggested, case.vectors)
        idle = replace(learner, open_rows=np.zeros_like(learner.open_rows))
        start = measure(case, diagnose(case, learner, Decisions()), Decisions())
        chance = _random_order(case)
        ways = {
            "random order, codes do not teach": (idle, chance),
            "random order, the pair network's rows left out": (single, chance),
            "random order": (learner, chance),
            "the queue's order": (learner, _queue_order(case, learner)),
        }
        for name, (taught, order) in ways.items():
            points = [start]
            for budget in BUDGETS:
                decisions = answers(case, order[:budget])
                points.append(measure(case, diagnose(case, taught, decisions), decisions))
            found.setdefault(name, []).append(points)
    return {name: _means(points) for name, points in found.items()}


def _means(points: Sequence[Sequence[dict[str, float]]]) -> dict[str, dict[str, float]]:
    means: dict[str, dict[str, float]] = {}
    for place, budget in enumerate((0, *BUDGETS)):
        for name in points[0][place]:
            values = [own[place][name] for own in points]
            means.setdefault(name, {})[str(budget)] = round(float(np.mean(values)), 3)
    return means


def _random_order(case: Case) -> list[str]:
    causal = [one.exemplar_id for one in case.rows if one.kind in _CAUSAL]
    return [causal[i] for i in np.random.default_rng(0).permutation(len(causal))]


def _queue_order(case: Case, learner: Learner) -> list[str]:
    """The queue's choices, looked at anew after every STEP answers; slips are not asked again."""
    first = diagnose(case, learner, Decisions())
    doubting = Doubting(
        findings=first, settings=Settings(), learner=learner, meaning=principal_axes(case.vectors)
    )
    order: list[str] = []
    while len(order) < BUDGETS[-1]:
        decisions = answers(case, order)
        queue = doubting.queue(doubting.standing(decisions, {}))
        done = set(order)
        order += [one.statement_id for one in queue if one.statement_id not in done][:STEP]
    return order


def planted(cases: Sequence[Case]) -> dict[str, object]:
    """Of codes flipped among a person's, how many stand in the first part of the queue."""
    figures: dict[str, object] = {}
    for label, share in (("all coded", 1.0), ("half coded", 0.5)):
        ranks: list[float] = []
        for number, case in enumerate(cases):
            ranks += _planted_ranks(case, share, number)
        figures[label] = {
            "planted": len(ranks),
            **{
                f"in the first {part:.0%}": round(float(np.mean(np.array(ranks) <= part)), 3)
                for part in (0.05, 0.1, 0.2, 0.3)
            },
        }
    return figures


def _planted_ranks(case: Case, share: float, seed: int) -> list[float]:
    random = np.random.default_rng(seed)
    ids = [one.exemplar_id for one in case.rows]
    coded = [ids[i] for i in random.permutation(len(ids))[: round(share * len(ids))]]
    by_id = {one.exemplar_id: one for one in case.rows}
    slips = {one: _flip(by_id[one], random) for one in coded[: round(FLIPPED * len(coded))]}
    decisions = answers(case, sorted(coded), slips)
    learner = learner_of(case.statements, case.suggested, case.vectors, case.pairs)
    findings = diagnose(case, learner, decisions)
    doubting = Doubting(
        findings=findings,
        settings=Settings(),
        learner=learner,
        meaning=principal_axes(case.vectors),
    )
    queue = doubting.queue(doubting.standing(decisions))
    place = {one.statement_id: one.rank / len(ids) for one in queue}
    return [place.get(one, 1.0) for one in slips]


def _flip(one: Exemplar, random: np.random.Generator) -> tuple[Kind, Cause]:
    """Another cause; where there is none to flip, a concern with some cause."""
    others = [cause for cause in CAUSES if cause is not _true(one)]
    kind = one.kind if one.kind in _CAUSAL else Kind.CONCERN
    return kind, others[int(random.integers(len(others)))]


def speed(statements: int = 10_000, decided: int = 500) -> dict[str, object]:
    """CPU seconds on one core from an answer to the new order, on invented vectors."""
    random = np.random.default_rng(0)
    vectors = random.normal(size=(statements, 512)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    kinds = random.dirichlet(np.full(5, 0.5), statements)
    causes = random.dirichlet(np.full(10, 0.5), statements)
    rows = [
        replace(_row(number), kind=list(Kind)[number % 3], final=CAUSES[number % 10])
        for number in range(statements)
    ]
    case = _case("speed", rows, (vectors, None), (kinds, causes))
    learner = learner_of(case.statements, case.suggested, case.vectors, case.pairs)
    ids = [one.exemplar_id for one in rows]
    themes = tuple(
        Theme(theme_id=f"T{number:02d}", title="", statement_ids=tuple(ids[number::20]))
        for number in range(20)
    )
    findings = diagnose(case, learner, Decisions(), themes)
    doubting = Doubting(
        findings=findings,
        settings=Settings(),
        learner=learner,
        meaning=principal_axes(case.vectors),
    )
    decisions = answers(case, ids[:decided])
    standing = doubting.standing(decisions, {})
    return {
        "statements": statements,
        "decisions": decided,
        "codes taught (s)": _seconds(lambda: doubting.standing(decisions, {})),
        "order made anew (s)": _seconds(lambda: doubting.queue(standing)),
        "slips looked for, at opening (s)": _seconds(lambda: learner.slips(decisions)),
    }


def _seconds(work: Callable[[], object]) -> float:
    """CPU seconds, the best of five: other programs on the machine only ever add."""
    taken = []
    for _ in range(5):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return round(min(taken), 2)


def _row(number: int) -> Exemplar:
    first = read_exemplars()[0]
    return replace(
        first, exemplar_id=f"s{number:05d}", text=f"Point {number}.", speaker=f"p{number // 3}"
    )


if __name__ == "__main__":
    main()
