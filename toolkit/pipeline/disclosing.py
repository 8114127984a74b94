"""The two pages for works council and data protection."""

from __future__ import annotations

from pathlib import Path

from toolkit.pipeline import review
from toolkit.privacy import disclosure_text
from toolkit.reports import write_text_confidential
from toolkit.settings import read_settings


def write_disclosure(out: Path, language: str) -> Path:
    """Write OUT/confidential/disclosure.<language>.md and return its path."""
    found = review.open_review(out)
    text = disclosure_text(
        read_settings(found.places.settings), found.findings.intake.files, language
    )
    path = found.places.confidential / f"disclosure.{language}.md"
    write_text_confidential(path, text)
    return path
