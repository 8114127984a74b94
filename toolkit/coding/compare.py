"""Coders side by side: figures of agreement, confusions, the disagreements to talk about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from toolkit.coding import agreement
from toolkit.coding.agreement import Codes, Figure, Resampling, Scale
from toolkit.model.findings import Coding
from toolkit.model.vocabulary import FAMILY_OF, Kind

Sheet = Mapping[str, Mapping[str, Coding]]
"""Coder -> statement id -> coding."""
SEVERITIES = ("1", "2", "3")
_PAIR = 2
_SILENT_KINDS = (Kind.PRAISE, Kind.OTHER)


class Variable(StrEnum):
    """What is compared. A family is missing where the cause is unclear."""

    KIND = "kind"
    CAUSE = "cause"
    FAMILY = "family"
    SEVERITY = "severity"


class Statistic(StrEnum):
    """Which measure a figure is."""

    AGREEMENT = "agreement"
    KAPPA = "kappa"
    ALPHA = "alpha"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One figure: of what, of whom, for which code ("" for all codes together)."""

    variable: Variable
    statistic: Statistic
    coders: tuple[str, ...]
    code: str = ""
    figure: Figure


class Difference(StrEnum):
    """In what coders differ, the most consequential first."""

    FAMILY = "family"
    """Somebody else would have to act."""
    COMPLAINT = "complaint or none"
    """It would count among the troubles, or not."""
    CAUSE = "cause"
    KIND = "kind"
    SEVERITY = "severity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A statement that coders coded differently, with every coder's word."""

    statement_id: str
    difference: Difference
    """The most consequential of its differences."""
    codings: Mapping[str, Coding]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything that `compare` finds."""

    coders: tuple[str, ...]
    coded: Mapping[str, int]
    """Coder -> statements with a kind or a cause of his or hers."""
    figures: tuple[Measured, ...]
    confusions: Mapping[tuple[str, str], Mapping[tuple[str, str], int]]
    """Two coders -> (cause of the first, cause of the second) -> statements."""
    disagreements: tuple[Disagreement, ...]


def compare(sheet: Sheet, persons: Sequence[str], how: Resampling | None = None) -> Comparison:
    """Agreement of all pairs, of all persons and of all coders; per code too.

    Disagreements are those of the persons where there are two or more, else of all coders.
    """
    coders = tuple(sheet)
    talking = [name for name in coders if name in persons]
    groups = [tuple(talking)] if len(talking) > 1 else []
    groups += [coders] if tuple(talking) != coders else []
    return Comparison(
        coders=coders,
        coded={name: _coded(sheet[name].values()) for name in coders},
        figures=tuple(_figures(sheet, groups, how)),
        confusions={
            (a, b): agreement.confusion(
                _values(sheet[a], Variable.CAUSE), _values(sheet[b], Variable.CAUSE)
            )
            for a, b in combinations(coders, 2)
        },
        disagreements=tuple(disagreements(sheet, talking if len(talking) > 1 else coders)),
    )


def disagreements(sheet: Sheet, coders: Sequence[str]) -> list[Disagreement]:
    """The statements that these coders coded differently, the most consequential first.

    Order: by difference, then the gravest first, then the most coders, then by id.
    """
    found = []
    for key in sorted({key for name in coders for key in sheet[name]}):
        codings = {name: sheet[name][key] for name in coders if _spoke(sheet[name].get(key))}
        difference = _difference(tuple(codings.values()))
        if difference:
            found.append(Disagreement(statement_id=key, difference=difference, codings=codings))
    ranks = list(Difference)
    return sorted(
        found,
        key=lambda one: (
            ranks.index(one.difference),
            -max(coding.severity or 0 for coding in one.codings.values()),
            -len(one.codings),
            one.statement_id,
        ),
    )


def _spoke(coding: Coding | None) -> bool:
    return coding is not None and (coding.kind is not None or coding.cause is not None)


def _coded(codings: Iterable[Coding]) -> int:
    return sum(map(_spoke, codings))


def _difference(codings: Sequence[Coding]) -> Difference | None:
    def differ(values: Iterable[object]) -> bool:
        return len({value for value in values if value is not None}) > 1

    causes = [_value(one, Variable.CAUSE) for one in codings]
    kinds = [one.kind for one in codings]
    tests = {
        Difference.FAMILY: differ(_value(one, Variable.FAMILY) for one in codings),
        Difference.COMPLAINT: differ(kind and kind in _SILENT_KINDS for kind in kinds),
        Difference.CAUSE: differ(causes),
        Difference.KIND: differ(kinds),
        Difference.SEVERITY: differ(one.severity for one in codings),
    }
    return next((difference for difference, found in tests.items() if found), None)


def _figures(
    sheet: Sheet, groups: Sequence[tuple[str, ...]], how: Resampling | None
) -> Iterator[Measured]:
    for variable in Variable:
        values = {name: _values(codings, variable) for name, codings in sheet.items()}
        for pair in combinations(sheet, 2):
            yield from _of_pair(variable, values, pair, how)
        for group in groups:
            if variable is Variable.SEVERITY and len(group) <= _PAIR:
                continue  # the pair's own figure is an alpha already
            yield from _of_group(variable, {name: values[name] for name in group}, how)


def _of_pair(
    variable: Variable,
    values: Mapping[str, Codes],
    pair: tuple[str, str],
    how: Resampling | None,
) -> Iterator[Measured]:
    first, second = values[pair[0]], values[pair[1]]

    def measured(statistic: Statistic, figure: Figure, code: str = "") -> Measured:
        return Measured(
            variable=variable, statistic=statistic, coders=pair, code=code, figure=figure
        )

    yield measured(Statistic.AGREEMENT, agreement.percent_agreement(first, second, how))
    if variable is Variable.SEVERITY:
        both = {pair[0]: first, pair[1]: second}
        figure = agreement.krippendorff_alpha(both, Scale.ORDINAL, SEVERITIES, how)
        yield measured(Statistic.ALPHA, figure)
        return
    yield measured(Statistic.KAPPA, agreement.cohen_kappa(first, second, how))
    if variable is not Variable.FAMILY:
        for code, figure in agreement.kappa_per_code(first, second, how).items():
            yield measured(Statistic.KAPPA, figure, code)


def _of_group(
    variable: Variable, values: Mapping[str, Codes], how: Resampling | None
) -> Iterator[Measured]:
    coders = tuple(values)
    scale = Scale.ORDINAL if variable is Variable.SEVERITY else Scale.NOMINAL
    yield Measured(
        variable=variable,
        statistic=Statistic.ALPHA,
        coders=coders,
        figure=agreement.krippendorff_alpha(values, scale, SEVERITIES, how),
    )
    if variable in (Variable.KIND, Variable.CAUSE):
        for code, figure in agreement.alpha_per_code(values, how).items():
            yield Measured(
                variable=variable,
                statistic=Statistic.ALPHA,
                coders=coders,
                code=code,
                figure=figure,
            )


def _values(codings: Mapping[str, Coding], variable: Variable) -> dict[str, str]:
    """Statement id -> value, where the coder gave one."""
    found = ((key, _value(coding, variable)) for key, coding in codings.items())
    return {key: value for key, value in found if value is not None}


def _value(coding: Coding, variable: Variable) -> str | None:
    if variable is Variable.KIND:
        return str(coding.kind) if coding.kind else None
    if coding.kind in _SILENT_KINDS:
        return None
    if variable is Variable.SEVERITY:
        return str(coding.severity) if coding.severity else None
    if variable is Variable.FAMILY:
        return str(FAMILY_OF[coding.cause]) if coding.cause in FAMILY_OF else None
    return str(coding.cause) if coding.cause else None
