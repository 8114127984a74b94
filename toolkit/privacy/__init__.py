"""Who may see what: promises, redaction, group sizes, releases, the leak scan, the disclosure.

The names are loaded when they are first used: importing this package is free.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.privacy.disclosure import disclosure_text
    from toolkit.privacy.groups import (
        Shown,
        attributes_that_fit,
        group_size,
        hidden_groups,
        shown_by_group,
    )
    from toolkit.privacy.ledger import Figure, ReleaseLedger, check_against
    from toolkit.privacy.off_record import said_off_record
    from toolkit.privacy.private_matters import is_private_matter
    from toolkit.privacy.promises import (
        Allowed,
        allowed_by,
        promise_lines,
        promises_in_force,
        tighten,
        tighten_all,
        wrongly_anonymous,
    )
    from toolkit.privacy.redaction import Mark, Redaction, Redactor
    from toolkit.privacy.releasing import Released, release
    from toolkit.privacy.roster import RosterEntry
    from toolkit.privacy.scan import Guard, Leak, find_leaks
    from toolkit.privacy.suppression import Group, group_of, hidden_in_tables

__all__ = [
    "Allowed",
    "Figure",
    "Group",
    "Guard",
    "Leak",
    "Mark",
    "Redaction",
    "Redactor",
    "ReleaseLedger",
    "Released",
    "RosterEntry",
    "Shown",
    "allowed_by",
    "attributes_that_fit",
    "check_against",
    "disclosure_text",
    "find_leaks",
    "group_of",
    "group_size",
    "hidden_groups",
    "hidden_in_tables",
    "is_private_matter",
    "promise_lines",
    "promises_in_force",
    "release",
    "said_off_record",
    "shown_by_group",
    "tighten",
    "tighten_all",
    "wrongly_anonymous",
]

# No module here is called like one of its functions: the module would hide the function.
_HOME = {
    "Allowed": "promises",
    "Figure": "ledger",
    "Group": "suppression",
    "Guard": "scan",
    "Leak": "scan",
    "Mark": "redaction",
    "Redaction": "redaction",
    "Redactor": "redaction",
    "ReleaseLedger": "ledger",
    "Released": "releasing",
    "RosterEntry": "roster",
    "Shown": "groups",
    "allowed_by": "promises",
    "attributes_that_fit": "groups",
    "check_against": "ledger",
    "disclosure_text": "disclosure",
    "find_leaks": "scan",
    "group_of": "suppression",
    "group_size": "groups",
    "hidden_groups": "groups",
    "hidden_in_tables": "suppression",
    "is_private_matter": "private_matters",
    "promise_lines": "promises",
    "promises_in_force": "promises",
    "release": "releasing",
    "said_off_record": "off_record",
    "shown_by_group": "groups",
    "tighten": "promises",
    "tighten_all": "promises",
    "wrongly_anonymous": "promises",
}


def __getattr__(name: str) -> object:
    """Load a public name's module when the name is first used."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = found
    return found
