"""Which words of a statement may be shown: redacted, withheld, or as promised to the speaker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from toolkit.intake.pseudonyms import Key
from toolkit.model.decisions import Decisions
from toolkit.model.findings import Statement
from toolkit.model.intake import Intake
from toolkit.privacy import Redactor, RosterEntry, is_private_matter
from toolkit.settings import Settings


def roster_of(key: Key) -> list[RosterEntry]:
    """Everybody whose name, address or id must not be seen, by rank of the real id."""
    return [
        RosterEntry(
            pseudonym=one.pseudonym,
            name=one.name,
            email=one.email,
            other_names=one.other_names,
            given_id=one.real_id,
        )
        for one in key.entries()
    ]


def redactor_of(intake: Intake, key: Key, settings: Settings) -> Redactor:
    """The redactor for a review: its people, its product, titles that one person alone holds."""
    titles = Counter(person.role for person in intake.people if person.in_org and person.role)
    return Redactor(
        roster_of(key),
        product_names=(*intake.product_names, *filter(None, (settings.mine.project.tool,))),
        also=settings.mine.privacy.redact_also,
        unique_titles=tuple(sorted(title for title, people in titles.items() if people == 1)),
    )


def redact_statements(
    statements: Sequence[Statement],
    intake: Intake,
    key: Key,
    settings: Settings,
    decisions: Decisions | None = None,
) -> dict[str, str]:
    """Statement id -> the words as they may be shown; "" where they are withheld.

    Withheld: what was said off the record, personal matters, sources whose promise says that
    nothing is quoted, and people who do not agree to be quoted (`person:ID`, `may_quote` = no).
    """
    redactor = redactor_of(intake, key, settings)
    closed = _never_quoted(intake, settings)
    refused = _refused(decisions or Decisions())
    return {
        one.statement_id: "" if one.source.person_id in refused else _shown(one, redactor, closed)
        for one in statements
    }


def _refused(decisions: Decisions) -> frozenset[str]:
    rows = (row for row in decisions.in_force("person") if row.field == "may_quote")
    return frozenset(row.subject.split(":", 1)[1] for row in rows if row.decided == "no")


def _never_quoted(intake: Intake, settings: Settings) -> Mapping[str, bool]:
    return {
        file.file: settings.promise(file.file, anonymous=file.anonymous).quotes == "none"
        for file in intake.files
    }


def _shown(statement: Statement, redactor: Redactor, closed: Mapping[str, bool]) -> str:
    source = statement.source
    if source.off_record or closed.get(source.file, False) or is_private_matter(statement.text):
        return ""
    return redactor.redact(statement.text).text
