"""What exposure says of a theme: who complains of it, against those who were heard and do not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.facts import weights
from toolkit.facts.around_releases import release_findings
from toolkit.facts.contrasts import Contrast, contrast, rate_ratio, shrink
from toolkit.facts.exposures import answer_remarks, course_formats, format_findings
from toolkit.facts.person_facts import (
    ERROR_RATIO,
    ERRORS,
    ERRORS_AFTER,
    ERRORS_BEFORE,
    STOCK,
    STOCK_PEAK,
    STOCK_SLOPE,
)
from toolkit.facts.praise import praise_finding
from toolkit.facts.subjects import (
    COMPLAINING,
    Finding,
    SignalInput,
    Table,
    find_subjects,
    relevance,
)
from toolkit.facts.ticket_signals import find_matches, ticket_days
from toolkit.facts.training_signals import KNOWLEDGE, find_taught
from toolkit.facts.usage_signals import IN_USE, WORKS_OR_KNOWS
from toolkit.facts.waits import wait_findings
from toolkit.model.findings import Signal, Statement, Theme
from toolkit.model.vocabulary import CAUSES, Cause, DecidedBy, UsageState, Wave

LEAST_COMPLAINING = 3
LEAST_OTHERS = 5
"""With fewer people on either side a contrast is an anecdote."""
SIGNIFICANT = 0.05
"""Divided by the number of groups or measures looked at (Bonferroni)."""
_DIMENSIONS = ("location", "department", "role")
SHOWN_RELEASES = 1.0
"""Errors of those who complain must rise by at least so many per person and week after release."""


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """The people of one theme, and the others who were heard."""

    theme: Theme
    complaining: frozenset[str]
    others: frozenset[str]
    causes: Mapping[Cause, float]
    """Mean over the theme's statements."""
    texts: tuple[str, ...] = ()
    """What those who complain say."""

    def findings_weighted(self, found: Iterable[tuple[Finding, frozenset[Cause]]]) -> list[Signal]:
        """Signals, each weighted by how far the theme's words are about its causes."""
        return [
            signal
            for finding, about in found
            for signal in finding.signals(self.theme.theme_id, relevance(self.causes, about))
        ]


def find_theme_signals(
    themes: Sequence[Theme], given: SignalInput
) -> dict[str, tuple[Signal, ...]]:
    """Theme id -> signals from contrasts between people; themes without any are left out.

    Those who were heard after launch are compared with one another: who complains of the theme
    against who does not. Anonymous sources and unjoined files take no part.

    - complaint_among_untrained: rate of the complaint among people with a gap in their training
      against well trained ones: supports training, or contradicts it where it is not higher;
    - errors_of_complainants, errors_rise_after_release, waits_of_complainants: supports defect;
    - tickets_rise_after_release: supports defect;
    - unfinished_work_of_complainants: supports training;
    - complaint_by_course_format: how it was taught makes a difference: supports training;
    - steady_users_praise_it: other people's statements: contradicts defect and missing a little;
    - complaint_among_users, complaint_by_location, complaint_by_department, complaint_by_role,
      complaint_by_answer (devices and the like, as ticked): remarks without weight: they describe
      whom it meets, and every cause can run in an office.
    """
    heard = frozenset(_speakers(given.statements, given.unjoined_files))
    on_it = _tickets_on_it(given)
    by_id = {one.statement_id: one for one in given.statements}
    places = {one.statement_id: place for place, one in enumerate(given.statements)}
    found = {}
    for theme in themes:
        side = _side(theme, by_id, given, heard)
        if side is None:
            continue
        signals = [*_training(side, given), *_usage(side, given), *_groups(side, given)]
        signals += _others(side, given, places)
        signals += _releases(side, on_it, given)
        if signals:
            found[theme.theme_id] = tuple(sorted(signals, key=_order))
    return found


def _order(signal: Signal) -> tuple[str, str, str, str]:
    return signal.origin, signal.name, signal.cause, signal.sentence


def _tickets_on_it(given: SignalInput) -> dict[str, frozenset[int]]:
    """Statement id -> places of the tickets on its matter; asked only where a release is known."""
    if not given.facts.releases or given.facts.tickets.empty:
        return {}
    subjects = find_subjects(given)
    matches = find_matches(given, subjects)
    return {
        subject.statement.statement_id: frozenset(one.ticket for one in found)
        for subject, found in zip(subjects, matches, strict=True)
    }


def _releases(side: _Side, on_it: Mapping[str, frozenset[int]], given: SignalInput) -> list[Signal]:
    """Tickets on the theme before and after each release."""
    places = sorted({one for key in side.theme.statement_ids for one in on_it.get(key, ())})
    opened = ticket_days(given.facts.tickets)
    days = [(day, row) for day, row in (opened[place] for place in places) if day is not None]
    known = [day for day, _ in opened if day is not None]
    if not days:
        return []
    signals: list[Signal] = []
    for one in release_findings(days, given.facts.releases, (min(known), max(known))):
        signals += side.findings_weighted([(one, WORKS_OR_KNOWS)])
        if not one.weights:
            signals.append(one.silent(side.theme.theme_id, Cause.DEFECT))
    return signals


def _speakers(statements: Iterable[Statement], unjoined: frozenset[str]) -> set[str]:
    return {
        one.source.person_id
        for one in statements
        if one.source.person_id
        and one.source.wave is not Wave.BEFORE
        and one.source.file not in unjoined
    }


def _side(
    theme: Theme, by_id: Mapping[str, Statement], given: SignalInput, heard: frozenset[str]
) -> _Side | None:
    members = [by_id[one] for one in theme.statement_ids if one in by_id]
    members = [one for one in members if given.codings[one.statement_id].kind in COMPLAINING]
    complaining = frozenset(_speakers(members, given.unjoined_files))
    others = heard - complaining
    if len(complaining) < LEAST_COMPLAINING or len(others) < LEAST_OTHERS:
        return None
    words = [given.codings[one.statement_id].causes for one in members]
    told = [one for one in words if one]
    causes = {
        cause: sum(one.get(cause, 0.0) for one in told) / len(told) for cause in CAUSES if told
    }
    return _Side(theme, complaining, others, causes, tuple(one.text for one in members))


def _training(side: _Side, given: SignalInput) -> list[Signal]:
    if "training" not in given.facts.recorded:
        return []
    taught = find_taught(given)
    heard = side.complaining | side.others
    untrained, trained = heard & set(taught.gap_of), heard & taught.in_time
    if len(untrained) < LEAST_COMPLAINING or len(trained) < LEAST_COMPLAINING:
        return []
    seen = contrast(side.complaining, untrained, trained)
    finding = _contrast_finding(
        "complaint_among_untrained",
        DecidedBy.TRAINING,
        {Cause.TRAINING: weights.CONTRAST_SHARE * seen.shrunk},
        f"of people without a fitting course {seen.words()} of the well trained complain of it",
        seen,
        side.complaining & (untrained | trained),
    )
    return side.findings_weighted([(finding, KNOWLEDGE)])


def _usage(side: _Side, given: SignalInput) -> list[Signal]:
    if "usage" not in given.facts.recorded:
        return []
    table = Table.of(given.facts.people)
    place = {str(who): row for row, who in enumerate(given.facts.people.index)}
    rows = _Rows(
        np.array(sorted(place[one] for one in side.complaining if one in place), dtype=np.intp),
        np.array(sorted(place[one] for one in side.others if one in place), dtype=np.intp),
    )
    found = [*_error_findings(side, table, rows), *_release_findings(side, table, rows)]
    found += _stock_findings(side, table, rows)
    found += wait_findings(side.texts, side.complaining, side.others, table)
    weighted = side.findings_weighted((one, WORKS_OR_KNOWS) for one in found)
    return [*weighted, *_user_remark(side, given)]


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    complaining: NDArray[np.intp]
    others: NDArray[np.intp]


def _error_findings(side: _Side, table: Table, rows: _Rows) -> list[Finding]:
    """Per error measure: are those who complain further above their peers than the others?"""
    names = table.names(ERRORS)
    found = []
    for name in names:
        ratio = table.column(ERROR_RATIO + name)
        inside, outside = _finite(ratio[rows.complaining]), _finite(ratio[rows.others])
        if len(inside) < LEAST_COMPLAINING or len(outside) < LEAST_OTHERS:
            continue
        value, error = rate_ratio(inside, outside)
        limit = _bonferroni(len(names))
        if value <= limit * error:
            continue
        weight = min(weights.CAP, weights.CONTRAST_SHARE * 2 * shrink(value, error))
        sentence = (
            f"the {len(inside)} people who complain of it meet {np.exp(value):.1f} times as many "
            f"'{name}' as the {len(outside)} others who were heard, peers with the same work "
            "compared"
        )
        found.append(
            Finding(
                name="errors_of_complainants",
                origin=DecidedBy.USAGE,
                weights={Cause.DEFECT: weight, Cause.TRAINING: -weight / 2},
                sentence=sentence,
                n=len(inside),
                value=float(np.exp(value)),
                people=tuple(sorted(side.complaining)),
            )
        )
    return found


def _release_findings(side: _Side, table: Table, rows: _Rows) -> list[Finding]:
    """Per release: did the errors of those who complain rise, and more than those of the others?"""
    found = []
    for name in table.names(ERRORS_AFTER):
        rise = table.column(ERRORS_AFTER + name) - table.column(ERRORS_BEFORE + name)
        inside, outside = _finite(rise[rows.complaining]), _finite(rise[rows.others])
        if len(inside) < LEAST_COMPLAINING or len(outside) < LEAST_OTHERS:
            continue
        gain = float(inside.mean() - outside.mean())
        spread = inside.var(ddof=1) / len(inside) + outside.var(ddof=1) / len(outside)
        if inside.mean() < SHOWN_RELEASES or gain <= _bonferroni(1) * max(spread, 1e-9) ** 0.5:
            continue
        sentence = (
            f"errors of the {len(inside)} people who complain of it rose by {inside.mean():.1f} "
            f"per week after {name}, those of the {len(outside)} others by {outside.mean():.1f}"
        )
        found.append(
            Finding(
                name="errors_rise_after_release",
                origin=DecidedBy.USAGE,
                weights={Cause.DEFECT: weights.CAP, Cause.TRAINING: -weights.CAP / 2},
                sentence=sentence,
                n=len(inside),
                value=gain,
                people=tuple(sorted(side.complaining)),
            )
        )
    return found


def _stock_findings(side: _Side, table: Table, rows: _Rows) -> list[Finding]:
    """Per stock: does it pile up with those who complain rather than with the others?"""
    names = table.names(STOCK)
    found = []
    for name in names:
        stock, slope = table.column(STOCK_PEAK + name), table.column(STOCK_SLOPE + name)
        known = np.isfinite(stock)
        high = known & (stock >= _high_stock(stock)) & (slope > 0)
        inside, outside = rows.complaining[known[rows.complaining]], rows.others[known[rows.others]]
        seen = Contrast(
            inside=int(high[inside].sum()),
            inside_of=len(inside),
            outside=int(high[outside].sum()),
            outside_of=len(outside),
        )
        if seen.inside < LEAST_COMPLAINING or seen.p_value > SIGNIFICANT / len(names):
            continue
        weight = min(weights.CAP, weights.CONTRAST_SHARE * seen.shrunk)
        sentence = f"'{name}' grows with {seen.words()} of the others who were heard"
        sentence = sentence.replace(" against", " of those who complain of it against", 1)
        found.append(
            _contrast_finding(
                "unfinished_work_of_complainants",
                DecidedBy.USAGE,
                {Cause.TRAINING: weight, Cause.DEFECT: -weight / 2},
                sentence,
                seen,
                side.complaining,
            )
        )
    return found


def _high_stock(stock: NDArray[np.float64]) -> float:
    known = _finite(stock)
    return max(weights.STOCK_LEAST, float(np.quantile(known, 0.75))) if len(known) else np.inf


def _user_remark(side: _Side, given: SignalInput) -> list[Signal]:
    states = given.facts.usage_states
    heard = side.complaining | side.others
    users = {one for one in heard if states.get(one) in IN_USE}
    rest = {
        one
        for one in heard
        if states.get(one, UsageState.UNKNOWN) not in {*IN_USE, UsageState.UNKNOWN}
    }
    if len(users) < LEAST_OTHERS or len(rest) < LEAST_OTHERS:
        return []
    seen = contrast(side.complaining, users, rest)
    sentence = f"of steady users {seen.words()} of those who do not use it steadily complain of it"
    return [_remark(side, "complaint_among_users", sentence, seen)]


def _groups(side: _Side, given: SignalInput) -> list[Signal]:
    """Offices, departments and roles in which the complaint is significantly more common."""
    heard = side.complaining | side.others
    groups: dict[tuple[str, str], set[str]] = {}
    for who in heard:
        for dimension in _DIMENSIONS:
            value = getattr(given.people.get(who), dimension, "")
            if value:
                groups.setdefault((dimension, value), set()).add(who)
    eligible = {
        key: who
        for key, who in sorted(groups.items())
        if len(who) >= LEAST_OTHERS and len(heard - who) >= LEAST_OTHERS
    }
    found = []
    for (dimension, name), inside in eligible.items():
        seen = contrast(side.complaining, inside, heard - inside)
        if seen.p_value <= SIGNIFICANT / len(eligible):
            sentence = f"in {dimension}={name} {seen.words()} elsewhere complain of it"
            found.append(_remark(side, f"complaint_by_{dimension}", sentence, seen))
    return found


def _others(side: _Side, given: SignalInput, places: Mapping[str, int]) -> list[Signal]:
    """What else people were exposed to, and what others say of the matter."""
    heard = side.complaining | side.others
    remarks = answer_remarks(side.complaining, heard, given.exposures)
    found = [one.silent(side.theme.theme_id, Cause.DEFECT) for one in remarks]
    if "training" in given.facts.recorded:
        formats = course_formats(Table.of(given.facts.people))
        taught = format_findings(side.complaining, heard, formats)
        found += side.findings_weighted((one, KNOWLEDGE) for one in taught)
    members = [places[one] for one in side.theme.statement_ids if one in places]
    praised = praise_finding(
        members, given.statements, given.codings, given.statement_vectors, given.facts.usage_states
    )
    if praised is not None and "usage" in given.facts.recorded:
        found += side.findings_weighted([(praised, WORKS_OR_KNOWS)])
    return found


def _remark(side: _Side, name: str, sentence: str, seen: Contrast) -> Signal:
    finding = _contrast_finding(name, DecidedBy.USAGE, {}, sentence, seen, side.complaining)
    return finding.silent(side.theme.theme_id, Cause.DEFECT)


def _contrast_finding(
    name: str,
    origin: DecidedBy,
    found: Mapping[Cause, float],
    sentence: str,
    seen: Contrast,
    people: Iterable[str],
) -> Finding:
    return Finding(
        name=name,
        origin=origin,
        weights=found,
        sentence=sentence,
        n=seen.inside_of + seen.outside_of,
        value=seen.log_odds_ratio,
        people=tuple(sorted(people)),
    )


def _finite(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(values[np.isfinite(values)])


def _bonferroni(looks: int) -> float:
    """One-sided normal quantile for SIGNIFICANT / looks."""
    from scipy.stats import norm

    return float(norm.isf(SIGNIFICANT / max(looks, 1)))
