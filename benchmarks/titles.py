"""Do the titles of themes name the matter? Measured against the titles of cases with a key.

    python benchmarks/titles.py --cases FOLDER --scorer score_case.py

Runs every case in FOLDER (with `raw` and `truth`; by default benchmarks/cases and the sample) and
asks of each theme whose statements in the key belong by half or more to one theme of the key:
whether its title shares the beginning of a word with the key's title, the cosine of the two, and at
what rank the right title stands among all titles of the key. Titles and keys may be in two
languages. The weights were fitted on other cases (benchmarks/train_titles.py); what a phrase is and
how two are joined was chosen on five of these (CHOSEN_ON) and confirmed on four (CONFIRMED_ON),
whose titles were read once on the way; the others came after all was settled. "before" is what
titles were until 22 November 2026: the phrase nearest to the theme's middle, weighed by hand.
Also how often the first phrase stays the same when only four fifths of a theme's people, drawn
anew, are read ("steady"). Writes benchmarks/results/titles.json. About ten minutes; with --runs
FOLDER, where the runs (CASE) and their tables (CASE.tables) are already, one.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.scoring import scorer_of
from toolkit import language
from toolkit.model.findings import Findings, Theme
from toolkit.pipeline.review import open_review
from toolkit.settings import EncoderSettings
from toolkit.themes.title_phrases import STEM, words_of
from toolkit.themes.titles import title_themes

ROOT = Path(__file__).parent.parent
RESULT = Path(__file__).parent / "results" / "titles.json"
CHOSEN_ON = ("clinica", "italia", "sample", "utility", "verlag")
CONFIRMED_ON = ("alpengarten", "hangar", "harbour", "pharma")
MOSTLY = 0.5
DRAWS, KEPT = 3, 0.8


@dataclass(frozen=True)
class Named:
    """A theme, the key's theme that it stands for, and all titles of the key by id."""

    theme_id: str
    key_id: str
    titles: Mapping[str, str]


def main() -> None:
    """Run or read every case, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scorer", type=Path, required=True, help="the scorer of cases")
    parser.add_argument("--cases", type=Path, nargs="*", default=default_cases())
    parser.add_argument("--runs", type=Path, help="runs that are there already")
    parser.add_argument("--show", action="store_true", help="print the titles beside the key's")
    options = parser.parse_args()
    scorer = scorer_of(options.scorer.resolve())
    every: dict[str, list[tuple[Named, str]]] = {}
    steady: dict[str, list[bool]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for case in options.cases:
            runs = options.runs or run(case, Path(folder))
            findings = open_review(runs / case.name).findings
            tables = runs / f"{case.name}.tables"
            named = named_of(case, tables, findings, scorer)
            titles = titles_of(findings.themes, findings)
            every[case.name] = [(one, titles.get(one.theme_id, "")) for one in named]
            steady[case.name] = steadiness(findings, titles)
            print(case.name, json.dumps(figures_of(every[case.name])), flush=True)
            if options.show:
                for one, title in every[case.name]:
                    print(f"  {one.theme_id:5} {title:45} | {one.titles[one.key_id]}")
    for group, names in groups(sorted(every)).items():
        flat = [pair for name in names for pair in every[name]]
        share = np.mean([same for name in names for same in steady[name]])
        write(group, {**figures_of(flat), "steady": round(float(share), 3)})
    print(RESULT.read_text(encoding="utf-8"))


def default_cases() -> list[Path]:
    """Those of this repository."""
    cases = sorted(one for one in (ROOT / "benchmarks" / "cases").iterdir() if one.is_dir())
    return [*cases, ROOT / "surveys" / "sample"]


def groups(names: Sequence[str]) -> dict[str, list[str]]:
    """Cases that something was chosen on, those that it was confirmed on, and the others."""
    found = {
        "chosen on": [name for name in names if name in CHOSEN_ON],
        "confirmed on": [name for name in names if name in CONFIRMED_ON],
        "never looked at": [name for name in names if name not in (*CHOSEN_ON, *CONFIRMED_ON)],
    }
    return {group: own for group, own in found.items() if own}


def run(case: Path, folder: Path) -> Path:
    """The review of a case and its identified tables in the folder, which is given back."""
    out, key, tables = (folder / f"{case.name}{end}" for end in ("", ".key", ".tables"))
    toolkit = [sys.executable, "-m", "toolkit"]
    for verb in (
        [*toolkit, "run", case / "raw", "--out", out, "--key", key],
        [*toolkit, "tables", out, "--identified", "--out", tables, "--key", key],
    ):
        subprocess.run(list(map(str, verb)), cwd=ROOT, check=True, capture_output=True)
    return folder


def named_of(case: Path, tables: Path, findings: Findings, scorer: ModuleType) -> list[Named]:
    """Themes with two statements of the key at least, MOSTLY of one of its themes."""
    mine = scorer.read(tables / "statements.csv", "statement_id")
    key: pd.DataFrame = scorer.read(case / "truth" / "statements.csv")
    called = scorer.read(case / "truth" / "themes.csv")
    titles = dict(zip(called.theme_id, called.title, strict=True))
    found = scorer.match(key, mine)
    about = {
        mine.loc[row, "statement_id"]: theme
        for row, theme in zip(found, key.theme_id, strict=True)
        if row is not None and theme
    }
    named = []
    for theme in findings.themes:
        counted = Counter(about[one] for one in theme.statement_ids if one in about)
        if counted:
            best = min(counted, key=lambda one: (-counted[one], one))
            if counted[best] >= 2 and counted[best] >= MOSTLY * counted.total():
                named.append(Named(theme.theme_id, best, titles))
    return named


def titles_of(themes: Sequence[Theme], findings: Findings) -> dict[str, str]:
    """Theme id -> the title by today's code, no person's word."""
    statements = {one.statement_id: one for one in findings.statements}
    return title_themes(themes, statements, findings.redacted, encode)


def steadiness(findings: Findings, titles: Mapping[str, str]) -> list[bool]:
    """For each draw and theme: is the first phrase what it was?"""
    speaker = {
        one.statement_id: one.source.person_id or one.source.respondent_id
        for one in findings.statements
    }
    found = []
    for draw in range(DRAWS):
        left = [
            replace(
                one,
                statement_ids=tuple(
                    key
                    for key in one.statement_ids
                    if zlib.crc32(f"{draw} {speaker[key]} {one.theme_id}".encode()) % 100
                    < 100 * KEPT
                ),
            )
            for one in findings.themes
        ]
        again = titles_of([one for one in left if one.statement_ids], findings)
        found += [
            _first(again[key]) == _first(title) for key, title in titles.items() if key in again
        ]
    return found


def _first(title: str) -> str:
    return title.split(", ")[0].casefold()


def figures_of(found: Sequence[tuple[Named, str]]) -> dict[str, float]:
    """Means over themes: see the head of this file."""
    rows = np.array([_figures(one, title) for one, title in found])
    names = ("shares a word", "cosine", "mean reciprocal rank", "first in rank")
    means = {name: round(float(one), 3) for name, one in zip(names, rows.mean(axis=0), strict=True)}
    return {"themes": len(rows), **means}


def _figures(one: Named, title: str) -> tuple[float, ...]:
    names = sorted(one.titles)
    near = encode([one.titles[name] for name in names]) @ encode([title])[0]
    own = float(near[names.index(one.key_id)])
    rank = 1 + int((near > own).sum()) if title else len(names)
    shared = bool(stems_of(title) & stems_of(one.titles[one.key_id]))
    return float(shared), own if title else 0.0, 1 / rank, float(rank == 1)


def stems_of(text: str) -> set[str]:
    """How its words with content begin."""
    stop = language.stop_words()
    return {word[:STEM] for word in words_of(text) if word not in stop and len(word) > 2}


@cache
def _encoder() -> language.Encoder:
    return language.load_encoder(EncoderSettings(), [])


_KNOWN: dict[str, NDArray[np.float32]] = {}


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    """(n, d) vectors, each text encoded once."""
    new = sorted({text for text in texts if text not in _KNOWN})
    if new:
        _KNOWN.update(zip(new, language.encode(new, _encoder()).rows(new), strict=True))
    return np.array([_KNOWN[text] for text in texts])


def write(name: str, figures: Mapping[str, Any]) -> None:
    """Figures under a name, the others as they were."""
    stored = json.loads(RESULT.read_text(encoding="utf-8")) if RESULT.exists() else {}
    stored[name] = {**stored.get(name, {}), "today": dict(figures)}
    RESULT.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
