"""Measure what redaction finds, what it takes out in vain, and how long it takes.

    python benchmarks/redaction.py

Reads the hand-made sentences in tests/privacy. Each set was written before the rules met it and was
then used to mend them; so the honest figure is the one at first sight, kept below as it was
measured, and the figure of today says that nothing was lost since. What is taken out in vain is
counted on our own example texts too, in which nobody of the roster speaks. Writes
benchmarks/results/redaction.json.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.privacy.cases import Case, all_cases  # noqa: E402
from tests.privacy.people import OTHER_REDACTOR, REDACTOR  # noqa: E402
from toolkit.privacy import Redactor, RosterEntry, is_private_matter  # noqa: E402

RESULT = Path(__file__).parent / "results" / "redaction.json"
REDACTORS = {"first": REDACTOR, "other": OTHER_REDACTOR}
TEXTS = ("toolkit/coding/exemplars", "toolkit/statements", "toolkit/facts/data")
FIRST_SIGHT = {
    "set a (233 sentences)": {"recall of names": 0.901, "recall": 0.908, "precision": 0.988},
    "set b (117 sentences)": {"recall of names": 0.933, "recall": 0.940, "precision": 0.952},
    "set c (90 sentences, another roster)": {
        "recall of names": 0.875,
        "recall": 0.882,
        "precision": 0.958,
    },
    "private matters, set a (80 sentences)": {"recall": 0.675, "precision": 0.931},
    "private matters, set b (40 sentences)": {"recall": 0.864, "precision": 0.905},
}


def main() -> None:
    """Measure, print and write."""
    cases = all_cases()
    figures = {
        "at first sight": FIRST_SIGHT,
        "today": {"all": of(cases)}
        | {
            code: of(one for one in cases if one.language == code)
            for code in "en de it fr es".split()
        }
        | {"private matters": of_private_matters()},
        "own example texts": in_vain(),
        "10,000 statements, 2,000 people": {"seconds": seconds(10_000, 2_000)},
    }
    RESULT.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1, ensure_ascii=False))


def of(cases: Iterable[Case]) -> dict[str, float]:
    """Recall of names and of all marks, precision of marks, share of sentences exactly right."""
    wanted = found_names = names = found = marks = right = exact = count = 0
    for case in cases:
        redaction = REDACTORS[case.roster].redact(case.text)
        expected = case.marks()
        count += 1
        exact += redaction.text == case.expected
        for mark in expected:
            hit = any(one.start <= mark.start and mark.end <= one.end for one in redaction.marks)
            wanted, found = wanted + 1, found + hit
            if mark.kind == "name":
                names, found_names = names + 1, found_names + hit
        for mark in redaction.marks:
            marks += 1
            right += any(mark.start < one.end and one.start < mark.end for one in expected)
    return {
        "sentences": count,
        "exact": round(exact / count, 3),
        "names": names,
        "recall of names": round(found_names / names, 3),
        "recall": round(found / wanted, 3),
        "precision": round(right / marks, 3),
    }


def of_private_matters() -> dict[str, float]:
    """Recall and precision of what is withheld as somebody's private matter."""
    lines = (ROOT / "tests/privacy/private_cases.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    said = [is_private_matter(row["text"]) is not None for row in rows]
    truly = [bool(row["matter"]) for row in rows]
    both = sum(one and two for one, two in zip(said, truly, strict=True))
    return {
        "sentences": len(rows),
        "recall": round(both / sum(truly), 3),
        "precision": round(both / sum(said), 3),
    }


def own_texts() -> list[str]:
    """The example texts of the other rooms: answers, resolutions, points."""
    found = []
    for folder in TEXTS:
        for path in sorted((ROOT / folder).rglob("*.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                text = row.get("text") or row.get("resolution") or _joined(row.get("points", []))
                found.append(text)
    return found


def _joined(points: Sequence[object]) -> str:
    return " ".join(" ".join(one) if isinstance(one, list) else str(one) for one in points)


def in_vain() -> dict[str, float]:
    """Marks and withheld texts per 1,000 texts: an upper bound, some do name somebody."""
    texts = own_texts()
    marks = sum(len(REDACTOR.redact(text).marks) for text in texts)
    withheld = sum(is_private_matter(text) is not None for text in texts)
    return {
        "texts": len(texts),
        "marks per 1,000": round(1000 * marks / len(texts), 1),
        "withheld per 1,000": round(1000 * withheld / len(texts), 1),
    }


def seconds(n_texts: int, n_people: int) -> float:
    """Seconds of the processor for so many different texts, making the redactor included."""
    parts = ["ba", "ke", "li", "mo", "nu", "ra", "ste", "vo", "wi", "zan", "fre", "dol"]
    names = [f"{a}{b}{c}".title() for a in parts for b in parts for c in parts]
    began = time.process_time()
    redactor = Redactor(
        [
            RosterEntry(
                pseudonym=f"P-{n}",
                name=f"{names[n % len(names)]} {names[-(n * 7) % len(names)]}",
                email=f"p{n}@norda.example",
                given_id=f"E{n:05d}",
            )
            for n in range(n_people)
        ]
    )
    for n in range(n_texts):
        redactor.redact(
            f"The export of batch {n} is slow since May; I asked {names[n % len(names)]} about it, "
            "who says that the report breaks whenever somebody edits an account twice."
        )
    return round(time.process_time() - began, 1)


if __name__ == "__main__":
    main()
