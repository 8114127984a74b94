"""Entered late, at the closing stage: whether the usage file shows it, and how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from toolkit.stakeholders.attitudes import Encode

LATE: tuple[str, ...] = (
    "deals created at the closing stage",
    "opportunities created already won",
    "records entered on the day they were closed",
    "opportunities created and closed in the same week",
    "orders entered after the fact",
    "days between the meeting and its entry",
    "Verkaufschancen erst bei Abschluss angelegt",
    "am Abschlusstag erfasste Aufträge",
    "opportunità inserite già chiuse",
    "opportunités créées déjà gagnées",
    "oportunidades creadas ya cerradas",
)
"""What a column that counts late entry would be called, in five languages."""
OTHER: tuple[str, ...] = (
    "log-ins",
    "logins per week",
    "records created",
    "records edited",
    "opportunities created",
    "deals won",
    "deals closed",
    "reports opened",
    "errors shown",
    "sync errors",
    "mobile sessions",
    "quotes saved",
    "activities created",
    "contacts added",
    "days active",
    "pages viewed",
    "time in the tool",
    "open tasks",
    "Anmeldungen",
    "angelegte Datensätze",
    "gewonnene Verkaufschancen",
    "accessi",
    "connexions",
    "registros creados",
)
"""What usage files count else."""
AT_LEAST = 0.6
"""A name is taken for late entry only where it is that near to one of LATE, and nearer than to any
of OTHER: a wrong claim about late entry accuses people."""
ASK_FOR = (
    "per deal: when it was created, at which stage, and when it was closed; or per record: the day "
    "of the event and the day of its entry"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LateEntry:
    """What the files show of late entry."""

    measures: tuple[str, ...] = ()
    """The columns that count it; () where no file does."""
    people: int = 0
    """How many people entered records late."""
    records: float = 0.0
    """How many records, over all weeks."""
    by_person: Mapping[str, float] = field(default_factory=dict)
    """Person id -> how many of them; {} where single people are not to be judged."""
    note: str = ""
    """What would be needed where no file shows it."""


def find_late_entry(
    usage: pd.DataFrame, encode: Encode | None, *, individual: bool = True
) -> LateEntry:
    """The columns of the usage file that count records entered late, with their sums per person.

    Names are compared by meaning with hand-written ones; without an encoder, or where no name is
    near enough, the answer is what to ask for.
    """
    names = sorted({str(one) for one in usage["measure"].unique()})
    late = _late(names, encode) if encode is not None and names else []
    if not late:
        return LateEntry(note=f"no file shows when a deal was entered; ask for: {ASK_FOR}")
    rows = usage[usage["measure"].isin(late)]
    sums = rows.groupby("person_id")["value"].sum()
    found = {str(key): float(value) for key, value in sorted(sums.items()) if value > 0}
    return LateEntry(
        measures=tuple(late),
        people=len(found),
        records=sum(found.values()),
        by_person=found if individual else {},
    )


def _late(names: Sequence[str], encode: Encode) -> list[str]:
    plain = [name.replace("_", " ").replace("-", " ").strip() for name in names]
    vectors = np.asarray(encode([*plain, *LATE, *OTHER]), dtype=float)
    own, late, other = np.split(vectors, [len(plain), len(plain) + len(LATE)])
    to_late, to_other = (own @ late.T).max(axis=1), (own @ other.T).max(axis=1)
    near = (to_late >= AT_LEAST) & (to_late > to_other)
    return [name for name, hit in zip(names, near, strict=True) if hit]
