"""Files that were dropped onto the screen: they come in pieces and become a folder."""

from __future__ import annotations

import os
import shutil
from pathlib import Path, PurePosixPath
from typing import Final

from toolkit.errors import ToolkitError, UnreadableFile

LARGEST: Final = 200 * 1024 * 1024
"""Of one file, in bytes, as at the gate."""


class Drop:
    """A folder that is filled by pieces; it holds nothing but what was dropped last.

    The pieces arrive beside it: until the last one is there, what was dropped before stays whole.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.arrives = False
        """Whether pieces are expected."""
        self._arriving = folder.with_name(f"{folder.name}-arriving")

    def begin(self) -> None:
        """Make room for what is dropped now."""
        self.leave()
        self._arriving.mkdir(parents=True, mode=0o700)
        self.arrives = True

    def leave(self) -> None:
        """Forget what arrived so far."""
        self.arrives = False
        shutil.rmtree(self._arriving, ignore_errors=True)

    def end(self) -> None:
        """All is here: it takes the place of what was dropped before.

        Raises ToolkitError where nothing was begun.
        """
        if not self.arrives:
            raise _not_begun()
        shutil.rmtree(self.folder, ignore_errors=True)
        self._arriving.rename(self.folder)
        self.arrives = False

    def take(self, name: str, piece: bytes) -> None:
        """Add a piece to a file, whose name may hold folders.

        Raises UnreadableFile for a name that leads out of the folder, or a file that is too large;
        then nothing is expected any more. Raises ToolkitError where nothing was begun, or where
        there is no room.
        """
        if not self.arrives:
            raise _not_begun()
        try:
            self._add(name, piece)
        except UnreadableFile:
            self.leave()
            raise
        except OSError as error:
            self.leave()
            raise ToolkitError(
                f"cannot be kept here ({error.strerror}).",
                where=name[:80],
                what_to_do="Make room on this machine, or write the path of the folder.",
            ) from error

    def _add(self, name: str, piece: bytes) -> None:
        path = self._arriving / self._inside(name)
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


def _not_begun() -> ToolkitError:
    return ToolkitError("no files are arriving.", what_to_do="Choose or drop the folder again.")
