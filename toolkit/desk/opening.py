"""From a review to what may be shown of its statements."""

from __future__ import annotations

from pathlib import Path

from toolkit.desk.showing import Showing
from toolkit.errors import KeyMissing
from toolkit.intake import pseudonyms
from toolkit.pipeline import Review
from toolkit.pipeline.redacting import redactor_of
from toolkit.settings import read_settings


def opened_showing(review: Review, key: Path | None = None, *, unlocked: bool = False) -> Showing:
    """What makes the cards of this review's statements.

    Without the key to the pseudonyms, what stands around a statement is withheld. `unlocked` shows
    words in full. Raises KeyMissing where it is to be unlocked without the key.
    """
    settings = read_settings(review.places.settings)
    redactor = None
    try:
        known = pseudonyms.load(key or pseudonyms.key_path(review.places.out))
        redactor = redactor_of(review.findings.intake, known, settings)
    except KeyMissing:
        if unlocked:
            raise
    return Showing(review.findings, settings, redactor, unlocked=unlocked)
