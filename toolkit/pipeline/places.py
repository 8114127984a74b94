"""Where a review's files lie."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

README = """\
This folder is confidential.

It holds the workspace (review.sqlite) with every statement in full, what was decided by whom, and
tables with one row per person under pseudonyms. Do not pass it on: what may be passed on is in the
folder `share` beside it. The key from pseudonyms to people lies elsewhere, on the reviewer's own
machine.

review.toml says what every file and column was taken for, and what was promised to those who
spoke. Correct it under [mine] and run the review again.
"""


@dataclass(frozen=True, slots=True)
class Places:
    """The paths of one review, all below OUT."""

    out: Path

    @property
    def share(self) -> Path:
        """What may be passed on."""
        return self.out / "share"

    @property
    def confidential(self) -> Path:
        """What may not."""
        return self.out / "confidential"

    @property
    def workspace(self) -> Path:
        """The archive of statements and decisions."""
        return self.confidential / "review.sqlite"

    @property
    def settings(self) -> Path:
        """What the machine found and a person corrected."""
        return self.confidential / "review.toml"

    @property
    def cache(self) -> Path:
        """Vectors, cleared by `forget` and `close`."""
        return self.confidential / "cache"

    @property
    def tables(self) -> Path:
        """The contract's tables in full, with pseudonyms."""
        return self.confidential / "tables"

    def make(self) -> None:
        """Create the folders, the confidential ones for the owner alone."""
        self.share.mkdir(parents=True, exist_ok=True)
        for folder in (self.confidential, self.cache, self.tables):
            folder.mkdir(mode=0o700, exist_ok=True)
            folder.chmod(0o700)
        readme = self.confidential / "README.txt"
        descriptor = os.open(readme, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(README)
