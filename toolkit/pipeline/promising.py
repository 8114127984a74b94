"""Holding what was promised to those who spoke, from one run to the next."""

from __future__ import annotations

import json
from collections.abc import Iterable

from toolkit.model.intake import FileReading
from toolkit.privacy import allowed_by, promises_in_force, tighten_all, wrongly_anonymous
from toolkit.settings import Promise, Settings
from toolkit.workspace import Workspace

_NOTE = "promises released"


def unjoined_files(settings: Settings, files: Iterable[FileReading]) -> frozenset[str]:
    """Files whose speakers' words are not joined with their usage, courses or tickets."""
    promises = promises_in_force(settings, files)
    return frozenset(file for file, promise in promises.items() if not allowed_by(promise).join)


def hold_promises(
    workspace: Workspace, settings: Settings, files: Iterable[FileReading]
) -> tuple[str, ...]:
    """Keep the promises under which this run writes its reports; notes on what was kept wrongly.

    Each run that wrote share/ counts as a release. Raises WithheldByPromise if a promise is looser
    than it was then.
    """
    now = promises_in_force(settings, files)
    before = json.loads(workspace.meta_get(_NOTE) or "{}")
    released = {file: Promise.model_validate(one) for file, one in before.items()}
    kept = {**released, **tighten_all(released, now)}
    content = {file: promise.model_dump(mode="json") for file, promise in sorted(kept.items())}
    workspace.meta_set(_NOTE, json.dumps(content))
    return tuple(
        f"{file}: was taken for anonymous before, as no column seemed to say who answered; "
        f"{now[file].attribution} now"
        for file in wrongly_anonymous(released, now)
    )
