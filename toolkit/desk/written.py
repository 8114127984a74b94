"""Files that were written of a review, as a screen lists and hands them over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from toolkit.errors import WrongDecision
from toolkit.pipeline.places import Places
from toolkit.pipeline.reporting import FOLDER

_KILO = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFile:
    """A file that can be downloaded."""

    name: str
    folder: str
    """Within the review's folder."""
    size: str
    at: str
    """When it was written, on this machine's clock."""


def written_file(path: Path) -> WrittenFile:
    """What a screen says of one file."""
    found = path.stat()
    at = datetime.fromtimestamp(found.st_mtime, UTC).astimezone()
    return WrittenFile(
        name=path.name,
        folder=_folder(path),
        size=f"{max(1, round(found.st_size / _KILO))} KB",
        at=f"{at:%Y-%m-%d %H:%M}",
    )


def documents_of(places: Places) -> tuple[Path, ...]:
    """The documents that lie in a review's folder, written now or before; sorted."""
    folders = (places.share / FOLDER, places.confidential / FOLDER)
    found = (path for folder in folders if folder.is_dir() for path in folder.iterdir())
    return tuple(sorted(path for path in found if path.is_file() and path.suffix != ".tmp"))


def one_of(paths: Sequence[Path], asked: str) -> Path:
    """The file that was asked for by its folder and name, of those that were offered.

    Raises WrongDecision for any other, or where it is gone.
    """
    for path in paths:
        if f"{_folder(path)}/{path.name}" == asked and path.is_file():
            return path
    raise WrongDecision("this file is not there any more.", what_to_do="Write it again.")


def _folder(path: Path) -> str:
    return f"{path.parent.parent.name}/{path.parent.name}"
