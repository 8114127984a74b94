"""How often the rules coder speaks on the hand-written exemplars, and how often it is then right.

    python benchmarks/rules_coder.py

Nothing is fitted, so nothing is left out; its signs were written before the exemplars were read,
and tightened once after (a guard against what was learned since, in six signs of faults and data).
Writes benchmarks/results/rules_coder.json.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from toolkit.coding.exemplars import Exemplar, read_exemplars
from toolkit.coding.rules import RulesCoder, measured
from toolkit.model.findings import Coding, Statement
from toolkit.model.intake import Source

RESULT = Path(__file__).parent / "results" / "rules_coder.json"


def statement(one: Exemplar, number: int) -> Statement:
    """The exemplar as a statement of its own source."""
    source = Source(source_id=str(number), file="exemplars", channel=one.channel, text=one.text)
    return Statement(
        statement_id=str(number),
        source=source,
        start=0,
        end=len(one.text),
        text=one.text,
        language=one.language,
    )


def figures(
    codings: Mapping[str, Coding], exemplars: Sequence[Exemplar], wanted: str
) -> dict[str, float]:
    """Precision and coverage on the exemplars of one language, or of all ("")."""
    found = {
        str(number): one
        for number, one in enumerate(exemplars)
        if not wanted or one.language == wanted
    }
    kinds = {key: str(one.kind) for key, one in found.items()}
    causes = {key: str(one.cause or "") for key, one in found.items()}
    shares = measured({key: codings[key] for key in found}, kinds, causes)
    return {"n": len(found), **{name: round(share, 3) for name, share in shares.items()}}


def per_cause(codings: Mapping[str, Coding], exemplars: Sequence[Exemplar]) -> dict[str, object]:
    """Cause -> how often it was said, and the share that was right."""
    said: dict[str, list[bool]] = {}
    for key, coding in codings.items():
        if coding.cause:
            said.setdefault(coding.cause, []).append(coding.cause == exemplars[int(key)].cause)
    return {
        str(cause): {"said": len(right), "precision": round(sum(right) / len(right), 3)}
        for cause, right in sorted(said.items())
    }


def main() -> None:
    """Code all exemplars and write the figures."""
    exemplars = read_exemplars()
    codings = RulesCoder().code([statement(one, n) for n, one in enumerate(exemplars)])
    result: dict[str, object] = {"all": figures(codings, exemplars, "")}
    result |= {code: figures(codings, exemplars, code) for code in ("en", "de", "it", "fr", "es")}
    result["causes"] = per_cause(codings, exemplars)
    RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
