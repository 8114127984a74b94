"""What is wrong with a written review, in sentences."""

from __future__ import annotations

from pathlib import Path

from toolkit import frames
from toolkit.errors import KeyMissing, TableInvalid
from toolkit.intake import pseudonyms
from toolkit.pipeline import deciding
from toolkit.pipeline.people_anonymity import small_groups
from toolkit.pipeline.places import Places
from toolkit.pipeline.redacting import roster_of
from toolkit.privacy import find_leaks
from toolkit.reports import read_tables


def check_review(out: Path, key: Path | None = None) -> list[str]:
    """Problems of a review: broken tables, names in share/, orphaned decisions; [] if none.

    Without the key names cannot be looked for, and that is one of the problems.
    """
    places = Places(out.resolve())
    with deciding.open_workspace(places.out) as workspace:
        orphans = workspace.orphans()
        small = small_groups(places, workspace)
    problems = [
        f"decision {row.decision_id} on {row.subject} is orphaned: its words are no longer there"
        for row in orphans
    ]
    problems += [
        f"share/{one.file} prints what fewer than enough people have in common: {one.combination}"
        for one in small
    ]
    for name, table in read_tables(places.tables).items():
        try:
            frames.check(name, table)
        except TableInvalid as error:
            problems.append(str(error))
    try:
        known = pseudonyms.load(key or pseudonyms.key_path(places.out))
    except KeyMissing as error:
        return [*problems, str(error)]
    leaks = find_leaks(places.share, roster_of(known))
    return [*problems, *(f"{one.kind} in share/{one.file}, {one.where}" for one in leaks)]
