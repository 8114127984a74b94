"""Which help desk wrote a table, by the headers that no other tool has together."""

from __future__ import annotations

from toolkit.intake.grids import Grid
from toolkit.intake.headers import compact_key

_OWN_HEADERS = {
    "Jira CSV": ("issuekey", "summary"),
    "ServiceNow CSV": ("shortdescription", "number"),
    "ServiceDesk Plus export": ("requestid", "technician"),
    "Azure DevOps CSV": ("workitemtype", "state"),
    "Zoho Desk CSV": ("ticketid", "contactname"),
    "TOPdesk export": ("callnumber", "briefdescription"),
    "TOPdesk-Export": ("meldungsnummer", "anfrage"),
    "Zendesk export": ("subject", "requester"),
}


def format_of(grid: Grid, extension: str) -> str:
    """The export's name for people; a plain one where the headers tell no tool."""
    keys = {compact_key(header) for header in grid.headers}
    for name, needed in _OWN_HEADERS.items():
        if all(key in keys for key in needed):
            return name.replace("CSV", extension.upper())
    return f"tickets ({extension.upper()})"
