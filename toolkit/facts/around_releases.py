"""Tickets and complaints on one matter before and after each release, with the rate's interval."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scipy.stats import beta, binom

from toolkit.facts import weights
from toolkit.facts.contrasts import shrink
from toolkit.facts.subjects import Finding
from toolkit.model.vocabulary import Cause, DecidedBy

WEEKS = 8
"""So many weeks are counted on either side, as for errors; fewer where the file holds fewer."""
LEAST_DAYS, LEAST_EVENTS = 14, 4
"""A side of fewer days, or fewer events on both, tells nothing."""
SIGNIFICANT = 0.05
"""Divided by the number of releases looked at (Bonferroni), one-sided for either direction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """How many things happened before and after a day, and over how many days each."""

    before: int
    after: int
    days_before: int
    days_after: int

    @property
    def ratio(self) -> float:
        """The rate after over the rate before, with a half added to both counts."""
        return (self.after + 0.5) / self.days_after / ((self.before + 0.5) / self.days_before)

    @property
    def spread(self) -> float:
        """Standard error of the log of `ratio` (delta method), with the same halves."""
        return math.sqrt(1 / (self.after + 0.5) + 1 / (self.before + 0.5))

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval of the ratio of rates, from that of a share (Clopper and Pearson 1934).

        Given all events, those after the day are binomial with the odds of the ratio times the
        days. 0 and infinity where a side holds nothing.
        """
        n, odds = self.before + self.after, self.days_before / self.days_after
        low = float(beta.ppf(0.025, self.after, self.before + 1)) if self.after else 0.0
        high = float(beta.ppf(0.975, self.after + 1, self.before)) if self.before else 1.0
        return low / (1 - low) * odds, math.inf if high == 1.0 or not n else high / (
            1 - high
        ) * odds

    @property
    def p_rise(self) -> float:
        """One-sided, of at least so many after the day if nothing had changed."""
        return float(binom.sf(self.after - 1, self.before + self.after, self._share))

    @property
    def p_fall(self) -> float:
        """One-sided, of at most so many after the day if nothing had changed."""
        return float(binom.cdf(self.after, self.before + self.after, self._share))

    @property
    def _share(self) -> float:
        return self.days_after / (self.days_before + self.days_after)

    def words(self) -> str:
        """As in: 2 in the 56 days before, 9 in the 56 days after (rate x 4.5, 1.0-41.6)."""
        low, high = self.interval
        top = f"{high:.1f}" if math.isfinite(high) else "no upper limit"
        return (
            f"{self.before} in the {self.days_before} days before, {self.after} in the "
            f"{self.days_after} days after (rate times {self.ratio:.1f}, {low:.1f}-{top})"
        )


def count_around(
    happened: Iterable[date], release: date, covered: tuple[date, date]
) -> Around | None:
    """What happened around a release, within what the file covers; None where that is too short.

    The day of the release counts to the days after it.
    """
    start = max(release - timedelta(weeks=WEEKS), covered[0])
    end = min(release + timedelta(weeks=WEEKS) - timedelta(days=1), covered[1])
    before, after = (release - start).days, (end - release).days + 1
    if before < LEAST_DAYS or after < LEAST_DAYS:
        return None
    days = [one for one in happened if start <= one <= end]
    return Around(
        before=sum(one < release for one in days),
        after=sum(one >= release for one in days),
        days_before=before,
        days_after=after,
    )


def release_findings(
    tickets: Sequence[tuple[date, str]],
    releases: Mapping[str, date],
    covered: tuple[date, date],
) -> list[Finding]:
    """Per release: did tickets on the matter rise or fall with it?

    `tickets` are (opened on, "file:row") of those on one theme, `covered` the first and last day of
    the ticket file. A rise supports a fault; a fall is a remark: the release may have mended it.
    """
    found = []
    for name, on in releases.items():
        seen = count_around((day for day, _ in tickets), on, covered)
        if seen is None or seen.before + seen.after < LEAST_EVENTS:
            continue
        limit = SIGNIFICANT / len(releases)
        rise = seen.p_rise <= limit
        if not rise and seen.p_fall > limit:
            continue
        weight = weights.CONTRAST_SHARE * shrink(math.log(seen.ratio), seen.spread)
        found.append(
            Finding(
                name="tickets_rise_after_release" if rise else "tickets_fall_after_release",
                origin=DecidedBy.TICKETS,
                weights={Cause.DEFECT: min(weights.CAP, weight)} if rise else {},
                sentence=f"tickets on it around {name}: {seen.words()}",
                n=seen.before + seen.after,
                value=seen.ratio,
                rows=tuple(sorted(row for _, row in tickets)),
            )
        )
    return found
