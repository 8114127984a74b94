"""Agreement as text for a terminal, and as plain values for other programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten

from toolkit.coding.agreement import Figure
from toolkit.coding.compare import Comparison, Measured, Statistic, Variable
from toolkit.pipeline.agreeing import Agreement, said

SHOWN = 20
_CONFUSIONS = 5
_PAIR = 2
_ORDER = (Statistic.KAPPA, Statistic.ALPHA, Statistic.AGREEMENT)


def agreement_text(found: Agreement) -> str:
    """Coders, figures, codes, confusions and the disagreements to talk about."""
    return "\n".join(
        [
            *_coders(found),
            *_figures(found.comparison),
            *_per_code(found.comparison),
            *_confusions(found),
            *_to_discuss(found),
        ]
    )


def _coders(found: Agreement) -> Iterator[str]:
    yield "Coders"
    for name, n in found.comparison.coded.items():
        blind = found.persons.get(name)
        how = "" if blind is None else f", {blind} without seeing suggestions"
        yield f"  {name:20s} {n} statements{how}"
    seen = [name for name, n in found.persons.items() if n < found.comparison.coded[name]]
    if seen and len(found.persons) < len(found.comparison.coders):
        yield (
            f"  Suggestions were seen by {', '.join(seen)}: agreement with machines is then too "
            "high. `relaunch blind` makes sheets that show none."
        )


def _figures(comparison: Comparison) -> Iterator[str]:
    """One line for each pair and group: what is beyond chance first, with its interval."""
    for variable in Variable:
        yield f"\nAgreement on {variable}"
        found: dict[tuple[str, ...], list[Measured]] = {}
        for one in comparison.figures:
            if one.variable is variable and not one.code:
                found.setdefault(one.coders, []).append(one)
        for coders, measured in found.items():
            yield f"  {_who(coders, comparison):28s} {_line(measured)}"


def _line(measured: Sequence[Measured]) -> str:
    """All figures have the same n, and the same reason where they are undefined."""
    if all(one.figure.value is None for one in measured):
        return f"none: {measured[0].figure.why}"
    ranked = sorted(measured, key=lambda one: _ORDER.index(one.statistic))
    shown = "  ".join(f"{one.statistic} {_value(one.figure)}" for one in ranked)
    why = next((one.figure.why for one in ranked if one.figure.why), "")
    return f"{shown}  n={measured[0].figure.n}" + (f" ({why})" if why else "")


def _who(coders: tuple[str, ...], comparison: Comparison) -> str:
    if len(coders) <= _PAIR:
        return " – ".join(coders)
    return "all coders" if coders == comparison.coders else f"all {len(coders)} persons"


def _figure(figure: Figure) -> str:
    if figure.value is None:
        return f"none: {figure.why}"
    return f"{_value(figure)}  n={figure.n}" + (f" ({figure.why})" if figure.why else "")


def _value(figure: Figure) -> str:
    if figure.value is None:
        return "none"
    between = "" if figure.low is None else f" [{figure.low:.2f}, {figure.high:.2f}]"
    return f"{figure.value:.2f}{between}"


def _per_code(comparison: Comparison) -> Iterator[str]:
    """For one group: the two coders, or all persons, or all coders."""
    group = next(
        (one.coders for one in comparison.figures if one.code and len(one.coders) > _PAIR),
        comparison.coders,
    )
    wanted = Statistic.KAPPA if len(group) == 2 else Statistic.ALPHA
    for variable in (Variable.KIND, Variable.CAUSE):
        rows = [
            one
            for one in comparison.figures
            if one.code and (one.variable, one.coders, one.statistic) == (variable, group, wanted)
        ]
        if rows:
            yield f"\nEach {variable} against the rest: {wanted} of {', '.join(group)}"
        for one in rows:
            yield f"  {one.code:20s} {_figure(one.figure)}"


def _confusions(found: Agreement) -> Iterator[str]:
    for (first, second), cells in found.comparison.confusions.items():
        mixed = [(n, causes) for causes, n in cells.items() if causes[0] != causes[1]]
        if not mixed:
            continue
        mixed.sort(key=lambda one: (-one[0], one[1]))
        shown = "; ".join(f"{a} / {b} {n}" for n, (a, b) in mixed[:_CONFUSIONS])
        yield f"\nMost confused causes, {first} / {second}: {shown}"


def _to_discuss(found: Agreement) -> Iterator[str]:
    open_ones = found.open_disagreements
    settled = len(found.comparison.disagreements) - len(open_ones)
    yield f"\nTo discuss: {len(open_ones)} statements ({settled} settled by an adjudicator)"
    for one in open_ones[:SHOWN]:
        words = shorten(found.words.get(one.statement_id, "") or "(words withheld)", 90)
        yield f"  {one.statement_id}  {one.difference} differs: {words}"
        yield "      " + " | ".join(f"{name}: {said(c)}" for name, c in one.codings.items())
    if len(open_ones) > SHOWN:
        yield f"  … and {len(open_ones) - SHOWN} more in disagreements.csv"


def agreement_json(found: Agreement) -> dict[str, object]:
    """The same as plain values; confusions as rows, codings as kind, cause and severity."""
    return {
        "coders": dict(found.comparison.coded),
        "blind": dict(found.persons),
        "figures": [
            {
                "of": str(one.variable),
                "statistic": str(one.statistic),
                "coders": list(one.coders),
                "code": one.code,
                "value": one.figure.value,
                "low": one.figure.low,
                "high": one.figure.high,
                "statements": one.figure.n,
                "why": one.figure.why,
            }
            for one in found.comparison.figures
        ],
        "confusions": [
            {"coders": list(pair), "causes": list(causes), "statements": n}
            for pair, cells in found.comparison.confusions.items()
            for causes, n in cells.items()
        ],
        "disagreements": [
            {
                "statement_id": one.statement_id,
                "differs": str(one.difference),
                "settled": said(found.settled.get(one.statement_id)),
                "codings": {name: said(coding) for name, coding in one.codings.items()},
            }
            for one in found.comparison.disagreements
        ],
    }
