"""Closing a review: key, workspace and confidential output are deleted; what was shared stays."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.intake import pseudonyms
from toolkit.pipeline.places import Places
from toolkit.settings import read_settings

CLOSED = "CLOSED.txt"
_TEXT = """\
This review was closed on {day}. The key from pseudonyms to people, the workspace with every
statement and decision, and all confidential output were deleted. This folder holds what was passed
on; it names nobody.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """What closing a review would delete."""

    places: Places
    key: Path
    files: int
    """Files in confidential/."""
    agreed: date | None
    """The latest day that was promised to those who spoke; None where none was agreed."""
    today: date

    def __str__(self) -> str:
        """What is about to happen, for reading."""
        key = f"the key {self.key}" if self.key.exists() else "no key (there is none here)"
        when = (
            "No day was agreed with those who spoke."
            if self.agreed is None
            else f"It was agreed for {self.agreed.isoformat()}"
            + (", which has not come yet." if self.agreed > self.today else ".")
        )
        return (
            f"Closing deletes {self.files} files in {self.places.confidential} and {key}, for "
            f"good: nobody can be named, and no decision read, after it. {when} "
            f"{self.places.share} stays."
        )


def prepare_closing(out: Path, today: date, key: Path | None = None) -> Closing:
    """What would be deleted. Raises ToolkitError where there is no review."""
    places = Places(out.resolve())
    if places.confidential.is_symlink() or not places.workspace.exists():
        raise ToolkitError(
            "no review here, or one that was closed before.",
            where=str(out),
            what_to_do="Name the folder that --out named.",
        )
    promises = [one.promise for one in read_settings(places.settings).mine.files.values()]
    days = [one.delete_by for one in promises if one is not None and one.delete_by is not None]
    return Closing(
        places=places,
        key=key or pseudonyms.key_path(places.out),
        files=sum(path.is_file() for path in places.confidential.rglob("*")),
        agreed=max(days, default=None),
        today=today,
    )


def close_review(closing: Closing) -> tuple[str, ...]:
    """Delete it: first the key, so that a kill half-way leaves nobody who can be named.

    Returns what was deleted. What copies and backups hold is out of a program's reach.
    """
    gone = []
    if closing.key.exists():
        closing.key.unlink()
        gone.append(str(closing.key))
    shutil.rmtree(closing.places.confidential)
    gone.append(str(closing.places.confidential))
    closing.places.share.mkdir(parents=True, exist_ok=True)
    text = _TEXT.format(day=closing.today.isoformat())
    (closing.places.share / CLOSED).write_text(text, encoding="utf-8")
    return tuple(gone)
