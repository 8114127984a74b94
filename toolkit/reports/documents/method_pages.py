"""How a document was made: files with their rows, promises, who was heard, sources of numbers."""

from __future__ import annotations

from toolkit.reports.documents.author import Author
from toolkit.reports.documents.content import Block, Bullets, Item, Look, Paragraph, said
from toolkit.reports.documents.definitions import definitions
from toolkit.reports.sheets import promise_words
from toolkit.reports.summary_types import FileLine, Trace

_MOST_GAPS = 12
_FIRST_IDS = 4
"""Statements of a theme that the pages name; the workbook has all."""


def method_pages(author: Author) -> tuple[Block, ...]:
    """The last chapter."""
    say = author.say
    return (
        author.heading("How this was made", anchor="method"),
        author.body(_scale(author)),
        definitions(author),
        *_notes(author),
        *author.table(
            say("Files: rows in are rows kept and rows set aside"),
            (
                ("file", 0.8),
                ("taken for", 1.5),
                ("format", 2.2),
                ("rows in", -1),
                ("kept", -1),
                ("set aside", -1),
                ("because, and what was promised", 4.4),
            ),
            [_file(one, author) for one in author.summary.files],
            say(
                "Files stand under numbers, as their names may name people; the names are in "
                "confidential/tables/files.csv."
            ),
        ),
        *_heard(author),
        *_traces(author),
        *_statement_ids(author),
    )


def _scale(author: Author) -> str:
    say, scale = author.say, author.summary.scale
    text = say(
        "{n} files, {m} statements of {k} people, {p} tickets.",
        n=scale.files,
        m=scale.statements,
        k=scale.people_heard,
        p=scale.tickets,
    )
    if scale.first_on and scale.last_on:
        days = say(
            "Said between {first} and {last}.",
            first=say.day(scale.first_on),
            last=say.day(scale.last_on),
        )
        text = f"{text} {days}"
    return (
        text
        + " "
        + say(
            "The machine suggests, a person decides; both are kept. Prevalence counts people, not "
            "mentions."
        )
    )


def _notes(author: Author) -> list[Block]:
    if not author.summary.notes:
        return []
    items = tuple(Item(runs=said(author.say.drafted(one))) for one in author.summary.notes)
    return [author.label("What could not be told"), Bullets(items=items)]


def _file(one: FileLine, author: Author) -> tuple[str, ...]:
    say = author.say
    reasons = [f"{n}: {say.drafted(reason)}" for reason, n in one.set_aside]
    reasons += [say.drafted(one.problem)] if one.problem else []
    promise = ", ".join(say.drafted(part) for part in promise_words(one).split(", ") if part)
    return (
        one.source,
        say(one.kind.value.replace("_", " ")),
        say.drafted(one.format) or "–",
        str(one.rows_in),
        str(one.rows_kept),
        str(sum(n for _, n in one.set_aside)),
        "; ".join(filter(None, (*reasons, promise))) or "–",
    )


def _heard(author: Author) -> tuple[Block, ...]:
    say = author.say
    shown = [one for one in author.summary.coverage if one.people and not one.withheld]
    gaps = [one for one in shown if one.gap][:_MOST_GAPS]
    if shown and not gaps:
        full = say("In none of the {n} groups that may be told were too few heard.", n=len(shown))
        return (author.body(full),)
    return author.table(
        say("Where too few were heard"),
        (("group", 4), ("people", -1), ("heard", -1), ("gap", 4)),
        [(one.group, str(one.people), str(one.heard), say.drafted(one.gap)) for one in gaps],
    )


def _traces(author: Author) -> tuple[Block, ...]:
    say = author.say
    where = say("The statements behind each number stand in review.xlsx, on the sheet Numbers.")
    items = tuple(Item(runs=said(_trace(one, author))) for one in author.summary.traces)
    return (
        author.heading("Where the numbers of page one come from", 2),
        Paragraph(runs=said(where), look=Look.SMALL, keep=True),
        Bullets(items=items),
    )


def _statement_ids(author: Author) -> tuple[Block, ...]:
    """What each theme rests on: its first statements, by which its claim can be followed."""
    rows = [
        (one.theme_id, str(len(one.statement_ids)), ", ".join(one.statement_ids[:_FIRST_IDS]))
        for one in author.summary.themes
    ]
    return author.table(
        author.say("What each theme rests on"),
        (("theme", 1), ("statements", -1.4), ("the first of them", 9)),
        rows,
        author.say(
            "All of them stand in review.xlsx, sheet Statements, filtered by theme_id; "
            "`relaunch why OUT ID` shows one with its facts and decisions."
        ),
    )


def _trace(one: Trace, author: Author) -> str:
    say = author.say
    said_of = f"{say.drafted(one.says)}: {say.drafted(one.counted)}"
    return f"{said_of} {say.count(len(one.ids), *_RESTS)}" if one.ids else said_of


_RESTS = ("It rests on {n} statement.", "It rests on {n} statements.")
