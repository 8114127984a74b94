"""What each part of the diagnosis adds on a whole case, and what perfect parts would add.

    python -m benchmarks.parts --case CASE --scorer score_case.py [--name NAME]

CASE holds raw/ and truth/. One review is run; its causes are judged again with parts left out
(facts, neighbours) and with parts of the key in place of ours (the words' causes, the themes): the
key measures here and teaches nothing. Then the case is reviewed once more without each of the parts
that stand before the verdict (LEFT_OUT). Kappa and accuracy of the final causes of concerns that
have a theme in the key. Writes benchmarks/results/parts-NAME.json. About three minutes.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import pandas as pd
from sklearn.metrics import cohen_kappa_score

import toolkit
from benchmarks.scoring import DIAGNOSIS, scorer_of
from benchmarks.spine import scores
from toolkit.facts import find_theme_signals
from toolkit.model.findings import Theme
from toolkit.model.vocabulary import CAUSES, Kind
from toolkit.pipeline import corridor, meaning
from toolkit.verdicts import JudgeInput, Judgement, judge_themes

LEFT_OUT: Mapping[str, tuple[ModuleType, str, object]] = {
    "without the lessons of tickets": (corridor, "ticket_lessons", lambda _: ()),
    "without the split by cause": (corridor, "split_two_causes", lambda themes, *_: themes),
    "without the pair network": (meaning, "SECOND_READING", 0),
}
"""Part -> where it stands in the code, and what stands there instead."""
SURE = 0.9
"""The share of the key's cause where it stands in place of the words."""


def main() -> None:
    """Judge a case again and again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--case", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--name", default="case")
    options = parser.parse_args()
    given, signals_given = judged(options.case / "raw")
    key = Key(options.case / "truth", options.scorer, given)
    own_themes = {theme.theme_id for theme in given.themes}
    alone = {name: found for name, found in given.signals.items() if name not in own_themes}
    themes = key.themes()
    by_key = replace(
        given, themes=themes, signals={**alone, **find_theme_signals(themes, signals_given)}
    )
    figures = {
        "ours": key.figures(judge_themes(given)),
        "without facts": key.figures(judge_themes(replace(given, signals={}))),
        "without neighbours": key.figures(judge_themes(replace(given, near={}))),
        "without both: words alone": key.figures(judge_themes(replace(given, near={}, signals={}))),
        "the key's words": key.figures(judge_themes(replace(given, codings=key.codings()))),
        "the key's themes, each statement told by its theme": key.told_by_theme(by_key),
    }
    whole = scored(options.case, options.scorer)
    left: dict[str, dict[str, float]] = {"ours": whole}
    for name, (room, part, instead) in LEFT_OUT.items():
        with patch.object(room, part, instead):
            left[name] = scored(options.case, options.scorer)
    figures["the scorer's figures, parts before the verdict left out"] = left
    result = Path(__file__).parent / "results" / f"parts-{options.name}.json"
    result.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))


def scored(case: Path, scorer: Path) -> dict[str, float]:
    """The scorer's figures of a whole review, as the code stands at this moment."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        review = toolkit.run(case / "raw", out=place / "out", key=place / "key.json")
        review.write_tables(place / "tables", identified=True)
        found = scores(case, scorer, place / "tables")
    return {name: round(found[name], 3) for name in DIAGNOSIS}


def judged(raw: Path) -> tuple[JudgeInput, Any]:
    """What a run's verdicts, and the signals of its themes, were made from."""
    caught: dict[str, Any] = {}

    def judge(given: JudgeInput) -> Judgement:
        caught["judge"] = given
        return judge_themes(given)

    def signals(themes: Any, given: Any) -> Any:  # noqa: ANN401
        caught["signals"] = given
        return find_theme_signals(themes, given)

    with (
        patch.object(corridor, "judge_themes", judge),
        patch.object(corridor, "find_theme_signals", signals),
        tempfile.TemporaryDirectory() as folder,
    ):
        toolkit.run(raw, out=Path(folder) / "out", key=Path(folder) / "key.json")
    return caught["judge"], caught["signals"]


class Key:
    """The answer key, joined to the statements of a review."""

    def __init__(self, truth: Path, scorer: Path, given: JudgeInput) -> None:
        module = scorer_of(scorer)
        gold = module.read(truth / "statements.csv")
        themes = module.read(truth / "themes.csv", "theme_id")
        mine = pd.DataFrame(
            {
                "statement_id": [one.statement_id for one in given.statements],
                "source_file": [one.source.file for one in given.statements],
                "quote": [one.text for one in given.statements],
                "person_id": [one.source.person_id for one in given.statements],
            }
        )
        hit = module.match(gold, mine)
        self.given = given
        self.verdicts = dict(zip(themes.theme_id, themes.cause, strict=True))
        found = gold.assign(found=["" if i is None else mine.statement_id[i] for i in hit])
        known = found.theme_id.isin(self.verdicts) & (found.found != "")
        self.rows = found[known & (found.kind != "praise") & (found.cause != "")]

    def themes(self) -> tuple[Theme, ...]:
        """Its themes over our statements."""
        members: dict[str, list[str]] = defaultdict(list)
        for one in self.rows.itertuples():
            members[str(one.theme_id)].append(str(one.found))
        return tuple(
            Theme(theme_id=name, title=name, statement_ids=tuple(sorted(ids)), cohesion=1.0)
            for name, ids in sorted(members.items())
        )

    def codings(self) -> Mapping[str, Any]:
        """Ours, with its causes in place of the words'."""
        changed = dict(self.given.codings)
        rest = (1 - SURE) / (len(CAUSES) - 1)
        for one in self.rows.itertuples():
            shares = {cause: SURE if cause == one.cause else rest for cause in CAUSES}
            changed[str(one.found)] = replace(
                changed[str(one.found)], kind=Kind.CONCERN, causes=shares
            )
        return changed

    def figures(self, found: Judgement) -> dict[str, float]:
        """Of our final causes."""
        causes = [str(found.final_causes[one].cause or "") for one in self.rows.found]
        return self._against(causes)

    def told_by_theme(self, given: JudgeInput) -> dict[str, float]:
        """Of the verdicts on its themes, taken for every statement; and how many are right."""
        verdicts = judge_themes(given).verdicts
        causes = [str(verdicts[one].cause) for one in self.rows.theme_id]
        right = [str(verdict.cause) == self.verdicts[name] for name, verdict in verdicts.items()]
        return {**self._against(causes), "verdicts": round(sum(right) / len(right), 3)}

    def _against(self, causes: list[str]) -> dict[str, float]:
        wanted = [self.verdicts[one] for one in self.rows.theme_id]
        same = pd.Series([a == b for a, b in zip(causes, wanted, strict=True)])
        hard = (self.rows.needs_facts == "1").to_numpy()
        return {
            "kappa": round(float(cohen_kappa_score(wanted, causes)), 3),
            "accuracy": round(float(same.mean()), 3),
            "accuracy where facts are needed": round(float(same[hard].mean()), 3),
        }


if __name__ == "__main__":
    main()
