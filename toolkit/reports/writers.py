"""The one gate through which files leave: whole or not at all, and for the right eyes.

Nothing else in the toolkit opens a report or a table for writing.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.privacy import Released
from toolkit.reports import cells

OWNER_FILE, OWNER_FOLDER, SHARED_FILE = 0o600, 0o700, 0o644


def write_confidential(path: Path, data: bytes) -> Path:
    """Write a file for the owner alone, in a folder for the owner alone.

    Raises ToolkitError if the place cannot be written to; an older file is then still whole.
    """
    _folder(path.parent, OWNER_FOLDER)
    return _replace(path, data, OWNER_FILE)


def write_text_confidential(path: Path, text: str) -> Path:
    """Write text as UTF-8 for the owner alone; what UTF-8 cannot hold becomes U+FFFD."""
    return write_confidential(path, cells.plain(text).encode("utf-8"))


def write_shared(path: Path, released: Released[bytes]) -> Path:
    """Write what the privacy package released; nothing else can be given.

    Raises TypeError for a value that was not released, ToolkitError if the place cannot be written.
    """
    if not isinstance(released, Released):
        raise TypeError(f"only released values leave for share/, not {type(released).__name__}.")
    path.parent.mkdir(parents=True, exist_ok=True)
    return _replace(path, released.value, SHARED_FILE)


def _folder(folder: Path, mode: int) -> None:
    fresh = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    if fresh:
        folder.chmod(mode)


def _replace(path: Path, data: bytes, mode: int) -> Path:
    """Temporary file beside it, fsync, replace: a reader sees the old file or the new one."""
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.chmod(mode)
        os.replace(fresh, path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise ToolkitError(
            f"cannot be written ({error.strerror or error}).",
            where=path.name,
            what_to_do="Close the file where it is open, make room, and run again.",
        ) from error
    return path
