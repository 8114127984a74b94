"""How well the agenda is ranked, and how well goals and acts at the top are read.

    python benchmarks/agenda.py CASE ... [--tables FOLDER ...] [--stakes] [--write]

CASE has truth/statements.csv, themes.csv, stakeholders.csv and agenda.csv. With the key's own
themes, severities and people in the place of ours the ranking alone is measured, beside 'by head
count', 'by severity' and 'random'; and again with severities blurred, as a machine reads them.
FOLDER holds the tables that a run wrote for the case in the same place: what a user gets, again
beside head count and random over our own themes. Goals and acts are measured by leaving each trade
of the examples out. The weights were chosen on the sample case, never on another.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

from toolkit import language
from toolkit.model.findings import Coding, Stakeholder, Statement, Theme
from toolkit.model.intake import Person, Source
from toolkit.model.vocabulary import Cause, Channel, Convertible, Influence, Kind, UsageState
from toolkit.session import stakes
from toolkit.session.agenda import rank_themes
from toolkit.session.given import AgendaInput, Ground
from toolkit.settings import EncoderSettings

RESULT = Path(__file__).parent / "results" / "agenda.json"
INFLUENCE = {"low": 0.15, "medium": 0.45, "high": 0.8}
BLURS, BLURRED = 40, 0.5
RANDOM = 500
SAME = 0.5
"""F1 of two bags of words from which a point of the key and a statement of ours are one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What a case's key says."""

    statements: Sequence[Mapping[str, str]]
    people: Sequence[Mapping[str, str]]
    wanted: tuple[str, ...]
    """Theme ids in the order of the key's agenda."""


def read_key(case: Path) -> Key:
    """The key of a case."""
    rows = {name: _rows(case / "truth" / f"{name}.csv") for name in ("statements", "stakeholders")}
    agenda = sorted(_rows(case / "truth" / "agenda.csv"), key=lambda row: int(row["rank"]))
    return Key(
        statements=rows["statements"],
        people=rows["stakeholders"],
        wanted=tuple(row["theme_id"] for row in agenda),
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def ndcg(order: Sequence[str], wanted: Sequence[str]) -> float:
    """As the scorer: gain falls by one per place of the key's agenda, discount by log2."""
    gain = {theme: len(wanted) - place for place, theme in enumerate(wanted)}
    ideal = sum((len(wanted) - n) / math.log2(n + 2) for n in range(len(wanted)))
    kept = order[: len(wanted)]
    return sum(gain.get(one, 0) / math.log2(n + 2) for n, one in enumerate(kept)) / ideal


def input_of(key: Key, severity: Callable[[int, str], str] = lambda _, value: value) -> AgendaInput:
    """The room's input from the key's own themes, codes and people."""
    who = next(
        name for name in key.statements[0] if name in ("person_id", "respondent_or_speaker_id")
    )
    statements, codings = [], {}
    members: dict[str, list[str]] = defaultdict(list)
    for number, row in enumerate(key.statements):
        if not row["theme_id"]:
            continue
        key_of = f"S{number:05d}"
        source = Source(
            source_id=key_of,
            file=row["source_file"],
            channel=Channel.SURVEY,
            text=row["quote"],
            person_id=row[who],
            respondent_id=row[who] or key_of,
        )
        statements.append(
            Statement(
                statement_id=key_of,
                source=source,
                start=0,
                end=len(row["quote"]),
                text=row["quote"],
                language="en",
            )
        )
        told = severity(number, row["severity"])
        codings[key_of] = Coding(
            statement_id=key_of,
            coder="key",
            kind=Kind(row["kind"]),
            cause=Cause(row["cause"]) if row["cause"] else None,
            severity=int(told) if told else None,
        )
        members[row["theme_id"]].append(key_of)
    return AgendaInput(
        themes=[
            Theme(theme_id=one, title=one, statement_ids=tuple(keys))
            for one, keys in sorted(members.items())
        ],
        verdicts={},
        statements=statements,
        codings=codings,
        final_causes={},
        actions=(),
        shown={},
        stakeholders=[_stakeholder(row) for row in key.people],
        people={row["person_id"]: Person(person_id=row["person_id"], rank=0) for row in key.people},
    )


def _stakeholder(row: Mapping[str, str]) -> Stakeholder:
    return Stakeholder(
        person_id=row["person_id"],
        stance=None,
        stance_confidence=None,
        stance_before=None,
        usage_state=UsageState.UNKNOWN,
        influence=Influence(row["influence"] or "low"),
        influence_score=INFLUENCE.get(row["influence"], 0.15),
        former_champion=False,
        convertible=Convertible.NOT_ASKED,
        convertibility=None,
    )


def ranked(given: AgendaInput) -> list[str]:
    """Our order."""
    return [theme.theme_id for _, theme in rank_themes(Ground(given))]


def measure_case(case: Path) -> dict[str, float]:
    """The ranking on one case's key."""
    key = read_key(case)
    given = input_of(key)
    ground = Ground(given)
    heads = {one: ground.people(said) for one, said in ground.said.items()}
    sums = {
        one: sum(given.codings[each.statement_id].severity or 0 for each in said)
        for one, said in ground.said.items()
    }
    rng = np.random.default_rng(0)
    names = sorted(heads)
    seen = [row["severity"] for row in key.statements if row["severity"]]
    blurred = [ndcg(ranked(_blurred(key, seen, seed)), key.wanted) for seed in range(BLURS)]
    return {
        "ndcg": ndcg(ranked(given), key.wanted),
        "ndcg_severities_half_random": float(np.mean(blurred)),
        "ndcg_head_count": ndcg(_by(heads), key.wanted),
        "ndcg_sum_of_severities": ndcg(_by(sums), key.wanted),
        "ndcg_random": float(
            np.mean([ndcg(list(rng.permutation(names)), key.wanted) for _ in range(RANDOM)])
        ),
    }


def measure_run(case: Path, tables: Path) -> dict[str, float]:
    """The agenda of a run against the key's: themes are matched one to one by shared statements."""
    key = read_key(case)
    said = _rows(tables / "statements.csv")
    home = _matched(key, said)
    wanted = [home.get(one, "") for one in key.wanted]
    order = [
        row["theme_id"]
        for row in sorted(_rows(tables / "agenda.csv"), key=lambda row: int(row["rank"]))
    ]
    heads: dict[str, set[str]] = defaultdict(set)
    for row in said:
        if row["theme_id"]:
            heads[row["theme_id"]].add(row["person_id"])
    counts = {one: len(who) for one, who in heads.items()}
    names, rng = sorted(set(order)), np.random.default_rng(0)
    drawn = [list(rng.permutation(names)) for _ in range(RANDOM)]
    return {
        "recall_at_5": _recall(order, wanted, 5),
        "recall": _recall(order, wanted, len(wanted)),
        "ndcg": ndcg(order, wanted),
        "recall_at_5_head_count": _recall(_by(counts), wanted, 5),
        "ndcg_head_count": ndcg(_by(counts), wanted),
        "recall_at_5_random": float(np.mean([_recall(one, wanted, 5) for one in drawn])),
        "ndcg_random": float(np.mean([ndcg(one, wanted) for one in drawn])),
    }


def _recall(order: Sequence[str], wanted: Sequence[str], first: int) -> float:
    """The share of the key's first topics that stand among our first."""
    return float(np.mean([one != "" and one in order[:first] for one in wanted[:first]]))


def _matched(key: Key, said: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Key's theme -> ours: the assignment that shares most statements."""
    pairs = [
        (theirs["theme_id"], ours["theme_id"])
        for theirs, ours in _same_words(key.statements, said)
        if theirs["theme_id"] and ours["theme_id"]
    ]
    rows, columns = sorted({one for one, _ in pairs}), sorted({one for _, one in pairs})
    shared = np.zeros((len(rows), len(columns)))
    for theirs, ours in pairs:
        shared[rows.index(theirs), columns.index(ours)] += 1
    first, second = linear_sum_assignment(-shared)
    return {
        rows[one]: columns[other]
        for one, other in zip(first, second, strict=True)
        if shared[one, other]
    }


def _same_words(
    key: Sequence[Mapping[str, str]], said: Sequence[Mapping[str, str]]
) -> Iterator[tuple[Mapping[str, str], Mapping[str, str]]]:
    """Pairs of the key's point and our statement of one file, each at most once (F1 >= 0.5)."""
    files = sorted({Path(row["source_file"]).name for row in key})
    for file in files:
        theirs = [row for row in key if Path(row["source_file"]).name == file]
        ours = [row for row in said if Path(row["source_file"]).name == file]
        bags = [[_bag(row["quote"]) for row in some] for some in (theirs, ours)]
        likeness = np.array([[_f1(one, other) for other in bags[1]] for one in bags[0]])
        if not likeness.size:
            continue
        likeness[likeness < SAME] = 0
        for one, other in zip(*linear_sum_assignment(-likeness), strict=True):
            if likeness[one, other]:
                yield theirs[one], ours[other]


def _bag(words: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", words.casefold()))


def _f1(one: Counter[str], other: Counter[str]) -> float:
    of = one.total() + other.total()
    return 2 * (one & other).total() / of if of else 0.0


def _blurred(key: Key, seen: Sequence[str], seed: int) -> AgendaInput:
    rng = np.random.default_rng(seed)
    drawn = {
        number: seen[int(rng.integers(len(seen)))]
        for number, row in enumerate(key.statements)
        if row["severity"] and rng.random() < BLURRED
    }
    return input_of(key, lambda number, value: drawn.get(number, value))


def _by(values: Mapping[str, float]) -> list[str]:
    return sorted(values, key=lambda one: (-values[one], one))


def measure_stakes() -> dict[str, float]:
    """Precision and recall of goals and acts at the threshold in use, each trade left out."""
    from toolkit.session.cares import SURE

    encoder = language.load_encoder(EncoderSettings(), [])
    examples = stakes.read_examples()
    texts = [one.text for one in examples]
    vectors = dict(zip(texts, language.encode(texts, encoder, cache=None).rows(texts), strict=True))

    def encode(said: Sequence[str]) -> np.ndarray:
        return np.array([vectors[one] for one in said])

    found = np.zeros((len(examples), 3))
    for trade in sorted({one.industry for one in examples}):
        rows = [place for place, one in enumerate(examples) if one.industry == trade]
        rest = [one for one in examples if one.industry != trade]
        found[rows] = stakes.fit_stakes(rest, encode).read([texts[n] for n in rows], encode)
    labels = [one.label for one in examples]
    figures: dict[str, float] = {"examples": float(len(examples))}
    for column, label in enumerate(stakes.StakeLabel):
        if label is stakes.StakeLabel.NONE:
            continue
        said = {place for place in range(len(examples)) if found[place, column] >= SURE}
        right = {place for place, one in enumerate(labels) if one is label}
        figures[f"{label}_precision"] = len(said & right) / max(len(said), 1)
        figures[f"{label}_recall"] = len(said & right) / len(right)
    return figures


def main() -> None:
    """Measure what is named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cases", type=Path, nargs="*")
    parser.add_argument("--tables", type=Path, nargs="*", default=[])
    parser.add_argument("--stakes", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found: dict[str, dict[str, float]] = {}
    for case in options.cases:
        found[case.name] = measure_case(case)
    for case, tables in zip(options.cases, options.tables, strict=False):
        found[f"{case.name}, a run's own"] = measure_run(case, tables)
    if options.stakes:
        found["goals and acts"] = measure_stakes()
    rounded = {
        name: {key: round(value, 4) for key, value in figures.items()}
        for name, figures in found.items()
    }
    print(json.dumps(rounded, indent=1))
    if options.write:
        RESULT.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
