"""How people and statements are counted: one box with the same numbers in every document."""

from __future__ import annotations

from toolkit.reports.documents.author import Author
from toolkit.reports.documents.content import Callout, said


def definitions(author: Author) -> Callout:
    """In scope, heard, spoke, statements, and what an estimated share is."""
    say, scale, sure = author.say, author.summary.scale, author.summary.page_one.sure
    parts = []
    if sure.in_scope is not None:
        parts.append(
            say(
                "Heard: {n} of the {m} people in scope answered or spoke after launch.",
                n=sure.heard,
                m=sure.in_scope,
            )
        )
    parts.append(
        say(
            "Spoke: {n} people after launch, {m} of them without a name; themes and causes are "
            "shares of these.",
            n=sure.spoke,
            m=sure.unnamed,
        )
    )
    parts.append(
        say(
            "Statements: {n} with content, of {m} people before or after launch; {k} empty answers "
            "do not count.",
            n=scale.statements,
            m=scale.people_heard,
            k=scale.empty,
        )
    )
    if any(one.corrected for one in author.summary.page_one.families):
        parts.append(
            say(
                "Counted: people for whom it is likelier than not. Estimated: the share after what "
                "the coder is known to confuse is taken out, with its 95 % interval."
            )
        )
    return Callout(title=say("How people are counted"), runs=said(" ".join(parts)), tone="none")
