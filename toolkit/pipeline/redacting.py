"""Which words of a statement may be shown: redacted, withheld, or as promised to the speaker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from toolkit.intake.pseudonyms import Key
from toolkit.model.decisions import Decisions
from toolkit.model.findings import Statement
from toolkit.model.intake import Intake
from toolkit.privacy import Redactor, RosterEntry, is_private_matter
from toolkit.settings import Settings

OFF_RECORD: Final = "said off the record"
NO_QUOTES: Final = "a promise that nothing is quoted"
REFUSED: Final = "the person does not agree to be quoted"


def roster_of(key: Key) -> list[RosterEntry]:
    """Whose name, address or id must not be seen, by rank of the real id; then who asked them."""
    people = [
        RosterEntry(
            pseudonym=one.pseudonym,
            name=one.name,
            email=one.email,
            other_names=one.other_names,
            given_id=one.real_id,
        )
        for one in key.entries()
    ]
    return [*people, *(RosterEntry(pseudonym="", name=name) for name in key.asking)]


def redactor_of(intake: Intake, key: Key, settings: Settings) -> Redactor:
    """The redactor for a review: its people, its product, titles that one person alone holds."""
    titles = Counter(person.role for person in intake.people if person.in_org and person.role)
    return Redactor(
        roster_of(key),
        product_names=names_that_stay(intake, settings),
        also=settings.mine.privacy.redact_also,
        unique_titles=tuple(sorted(title for title, people in titles.items() if people == 1)),
    )


def names_that_stay(intake: Intake, settings: Settings) -> tuple[str, ...]:
    """What is no name of anybody: the tool's own names, and what a person said is none."""
    own = filter(None, (settings.mine.project.tool,))
    return (*intake.product_names, *own, *settings.mine.privacy.not_redacted)


def redact_statements(
    statements: Sequence[Statement],
    intake: Intake,
    key: Key,
    settings: Settings,
    decisions: Decisions | None = None,
) -> dict[str, str]:
    """Statement id -> the words as they may be shown; "" where they are withheld."""
    redactor = redactor_of(intake, key, settings)
    withheld = why_withheld(statements, intake, settings, decisions)
    return {
        one.statement_id: "" if one.statement_id in withheld else redactor.redact(one.text).text
        for one in statements
    }


def why_withheld(
    statements: Sequence[Statement],
    intake: Intake,
    settings: Settings,
    decisions: Decisions | None = None,
) -> dict[str, str]:
    """Statement id -> why its words are not shown at all; those that may be shown are left out.

    Withheld: what was said off the record, personal matters, sources whose promise says that
    nothing is quoted, and people who do not agree to be quoted (`person:ID`, `may_quote` = no).
    """
    closed = _never_quoted(intake, settings)
    refused = _refused(decisions or Decisions())
    found = ((one.statement_id, _reason(one, closed, refused)) for one in statements)
    return {key: reason for key, reason in found if reason}


def _reason(
    statement: Statement, closed: Mapping[str, bool], refused: frozenset[str]
) -> str | None:
    source = statement.source
    if source.off_record:
        return OFF_RECORD
    if source.person_id in refused:
        return REFUSED
    if closed.get(source.file, False):
        return NO_QUOTES
    return statement.private or is_private_matter(statement.text)


def _refused(decisions: Decisions) -> frozenset[str]:
    rows = (row for row in decisions.in_force("person") if row.field == "may_quote")
    return frozenset(row.subject.split(":", 1)[1] for row in rows if row.decided == "no")


def _never_quoted(intake: Intake, settings: Settings) -> Mapping[str, bool]:
    return {
        file.file: settings.promise(file.file, anonymous=file.anonymous).quotes == "none"
        for file in intake.files
    }
