"""Files that were dropped onto the screen: they come in pieces and become a folder."""

from __future__ import annotations

import os
import shutil
from pathlib import Path, PurePosixPath
from typing import Final

from toolkit.errors import UnreadableFile

LARGEST: Final = 200 * 1024 * 1024
"""Of one file, in bytes, as at the gate."""


class Drop:
    """A folder that is filled by pieces; it stays empty of anything but what was dropped."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def begin(self) -> None:
        """Empty the folder for what is dropped now."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True, mode=0o700)

    def take(self, name: str, piece: bytes) -> None:
        """Add a piece to a file, whose name may hold folders.

        Raises UnreadableFile for a name that leads out of the folder, or a file that is too large.
        """
        path = self.folder / self._inside(name)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if path.exists() and path.stat().st_size + len(piece) > LARGEST:
            raise UnreadableFile(
                "larger than 200 MB.", where=name, what_to_do="Leave it out, or cut it."
            )
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "ab") as file:
            file.write(piece)

    def _inside(self, name: str) -> Path:
        parts = PurePosixPath(name.replace("\\", "/")).parts
        wrong = not parts or any(
            part in ("..", "/", ".") or ":" in part or not part.isprintable() for part in parts
        )
        if wrong:
            raise UnreadableFile("no name for a file.", where=name[:80], what_to_do="Rename it.")
        return Path(*parts)
