"""Invitations on disk: confidential, under pseudonyms unless the key is asked for."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.intake import pseudonyms
from toolkit.language.catalogue import words_of
from toolkit.reports.writers import write_confidential
from toolkit.settings import read_settings
from toolkit.stakeholders.consenting import unnamed_by

if TYPE_CHECKING:
    from toolkit.model.plan import RelaunchPlan
    from toolkit.pipeline.review import Review
    from toolkit.relaunch.invitations import Invitation

FOLDER = "invitations"


def write_invitations(
    review: Review,
    plan: RelaunchPlan,
    *,
    identified: bool = False,
    language: str = "en",
    now: datetime | None = None,
) -> tuple[Path, ...]:
    """A text per letter, and an .ics beside it where the unit has a date.

    Raises KeyMissing where names are asked for and the key is not there.
    """
    from toolkit.relaunch.invitations import Inviting, invitations_for

    given = Inviting(
        people=review.findings.intake.by_id(),
        say=words_of(language, review.findings.labels),
        made_at=now or datetime.now(UTC),
        least=read_settings(review.places.settings).mine.privacy.min_group,
        addresses=_addresses(review) if identified else None,
    )
    folder = review.places.confidential / FOLDER
    written: list[Path] = []
    numbers: dict[tuple[str, str], int] = {}
    for one in invitations_for(plan.units, given):
        place = numbers[one.line_id, one.what] = numbers.get((one.line_id, one.what), 0) + 1
        stem = f"{one.line_id}-{one.what}-{place}" if place > 1 else f"{one.line_id}-{one.what}"
        written.append(_write(folder / f"{stem}.txt", _letter(one, given)))
        if one.calendar:
            written.append(_write(folder / f"{stem}.ics", one.calendar))
    return tuple(written)


def _letter(one: Invitation, given: object) -> str:
    from toolkit.relaunch.invitations import Inviting

    assert isinstance(given, Inviting)
    known = given.addresses or {}
    to = "; ".join(" ".join(known[key]) if key in known else key for key in one.to)
    return f"{given.say('To')}: {to}\n{given.say('Subject')}: {one.subject}\n\n{one.text}\n"


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(mode=0o700, exist_ok=True)
    write_confidential(path, text.encode("utf-8", "replace"))
    return path


def _addresses(review: Review) -> dict[str, tuple[str, str]]:
    key = review.key or pseudonyms.load(review.key_place or pseudonyms.key_path(review.places.out))
    unnamed = unnamed_by(review.decisions)
    return {
        one.pseudonym: (one.pseudonym if one.pseudonym in unnamed else one.name, one.email)
        for one in key.entries()
    }
