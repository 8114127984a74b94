"""Whether the accounts of the usage files were matched well enough to tell who uses the tool."""

from __future__ import annotations

from toolkit.model.vocabulary import FileKind
from toolkit.reports.lens import Lens

MOST_UNMATCHED = 0.2
"""Share of the people in scope, 0-1, of whom so many accounts may be that nobody was matched to."""
_OTHERS_TOO = 1.5
"""Accounts for each person of the list from which a file holds people of other departments too."""


def unmatched_accounts(lens: Lens) -> int:
    """Accounts matched to nobody for certain, if they could be those of too many people in scope.

    0 where nearly everybody in scope was found, or where the accounts left over are fewer than
    MOST_UNMATCHED of them. Accounts like nobody's name count unless the file holds far more of them
    than the list has people.
    """
    intake = lens.findings.intake
    files = {one.file for one in intake.files if one.kind is FileKind.USAGE}
    accounts = {one.match_id: one for one in intake.matches if one.file in files}
    listed = sum(one.in_org for one in intake.people)
    others = len(accounts) > _OTHERS_TOO * listed
    left = sum(one.doubtful or not others for one in accounts.values() if not one.person_id)
    found = set(intake.extracts.usage["person_id"])
    missing = sum(one.person_id not in found for one in lens.in_scope)
    return left if min(left, missing) > MOST_UNMATCHED * len(lens.in_scope) else 0
