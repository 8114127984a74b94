"""Measure the choice of seeds on real networks of advice: how many turn to those chosen?

    python benchmarks/influence.py NETWORKS

NETWORKS holds a folder per network with edges.csv (from, to, relation) and nodes.csv (id):
the doctors of Coleman, Katz and Menzel (med_innovations) and the managers of Krackhardt
(krackhardt_hightech, with reports_to among the relations). Takes a few seconds.
Writes benchmarks/results/influence.json.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from toolkit.model.intake import Person, Tie
from toolkit.stakeholders.influence import reports_of
from toolkit.stakeholders.nonresponse import rank_intervals
from toolkit.stakeholders.reach import choose_seeds, namers, reach

RESULT = Path(__file__).parent / "results" / "influence.json"
DRAWS = 400
NOT_A_NOMINATION = "reports_to"


def main() -> None:
    """Measure every network of the folder, write the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("networks", type=Path)
    folder: Path = parser.parse_args().networks
    figures: dict[str, object] = {}
    for network in sorted(path for path in folder.iterdir() if (path / "edges.csv").exists()):
        edges = pd.read_csv(network / "edges.csv", dtype=str)
        nodes = pd.read_csv(network / "nodes.csv", dtype={"id": str})
        figures[network.name] = measure(edges, nodes)
    RESULT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))


def measure(edges: pd.DataFrame, nodes: pd.DataFrame) -> dict[str, object]:
    """Figures per relation and for all nominations together; the org chart where there is one."""
    asked = edges[edges.relation != NOT_A_NOMINATION]
    people = sorted(nodes.id)
    found: dict[str, object] = {
        name: seeds(ties_of(part), people)
        for name, part in [("all nominations", asked), *asked.groupby("relation")]
    }
    if (edges.relation == NOT_A_NOMINATION).any():
        found["beside the org chart"] = chart(edges, people)
    return found


def ties_of(edges: pd.DataFrame) -> list[Tie]:
    """Each pair once."""
    pairs = sorted(set(zip(edges["from"], edges["to"], strict=True)))
    return [Tie(from_id=one, to_id=other, file="network") for one, other in pairs]


def by_in_degree(ties: Sequence[Tie], n: int) -> tuple[str, ...]:
    """The n who are named most."""
    named = namers(ties)
    return tuple(sorted(named, key=lambda key: (-len(named[key]), key))[:n])


def plain_cover(ties: Sequence[Tie], n: int) -> tuple[str, ...]:
    """Greedy cover of the ties that are seen, without a thought for those that are not."""
    return choose_seeds(ties, n, unseen=0.0)


CHOICES: dict[str, Callable[[Sequence[Tie], int], tuple[str, ...]]] = {
    "in-degree": by_in_degree,
    "greedy cover": plain_cover,
    "ours": choose_seeds,
}


def seeds(ties: Sequence[Tie], people: Sequence[str]) -> dict[str, object]:
    """Reach of the chosen tenth against random seeds, with all and with half of the ties seen."""
    n = max(1, round(len(people) / 10))
    draws = np.random.default_rng(0)
    chance = np.mean(
        [reach(list(draws.choice(people, n, replace=False)), ties) for _ in range(DRAWS)]
    )
    halves = [draws.permutation(len(ties))[: len(ties) // 2] for _ in range(DRAWS)]
    hidden = {
        name: np.array([reach(choose([ties[i] for i in half], n), ties) for half in halves])
        for name, choose in CHOICES.items()
    }
    return {
        "people": len(people),
        "nominations": len(ties),
        "seeds": n,
        "random reach": round(float(chance), 1),
        "reach": {name: reach(choose(ties, n), ties) for name, choose in CHOICES.items()},
        "times random": {
            name: round(reach(choose(ties, n), ties) / float(chance), 2)
            for name, choose in CHOICES.items()
        },
        "times random, half hidden while choosing": {
            name: round(float(got.mean() / chance), 2) for name, got in hidden.items()
        },
        "half hidden, draws in which ours reaches less than in-degree": round(
            float((hidden["ours"] < hidden["in-degree"]).mean()), 2
        ),
    }


def chart(edges: pd.DataFrame, people: Sequence[str]) -> list[dict[str, object]]:
    """Who is turned to, with the effect of a third not answering, beside who answers to whom."""
    boss = dict(edges.loc[edges.relation == NOT_A_NOMINATION, ["from", "to"]].to_numpy())
    span = reports_of(
        [
            Person(person_id=key, rank=i, manager_id=boss.get(key, ""))
            for i, key in enumerate(people)
        ]
    )
    ties = ties_of(edges[edges.relation == "advice"])
    named = namers(ties)
    interval = rank_intervals(ties, missing=1 / 3, draws=DRAWS, seed=0)
    order = sorted(people, key=lambda key: (-len(named.get(key, ())), int(key)))
    return [
        {
            "manager": key,
            "advice asked by": len(named.get(key, ())),
            "rank": place,
            "rank if a third did not answer": list(interval[key]),
            "reports": span[key],
        }
        for place, key in enumerate(order, start=1)
    ]


if __name__ == "__main__":
    main()
