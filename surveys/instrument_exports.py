"""A survey as files that tools take in: CSV, and Qualtrics' text import (Advanced Format)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import groupby

from surveys.instrument import Instrument, Item, Words

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def survey_csv(one: Instrument, words: Words) -> bytes:
    """One row per question: id, type, question, required, choices; UTF-8 with a mark, for Excel."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    most = max(len(choices_of(item, words)) for item in one.items)
    writer.writerow(
        ["id", "type", "question", "required", *(f"choice {n + 1}" for n in range(most))]
    )
    for item in one.items:
        row = [item.id, item.kind, words.question(item), "yes" if item.required else "no"]
        writer.writerow([_plain(cell) for cell in (*row, *choices_of(item, words))])
    return buffer.getvalue().encode("utf-8-sig")


def qualtrics_text(one: Instrument, words: Words) -> bytes:
    """The survey for "Import survey" in Qualtrics: statements of one block become one matrix."""
    lines = ["[[AdvancedFormat]]", "", f"[[Block:{_inside(words.text(one.title))}]]", ""]
    intro = [words.text(one.instructions), *map(words.text, one.promise.text[words.language])]
    lines += ["[[Question:DB]]", "[[ID:introduction]]", *map(_line, intro), ""]
    for block, group in groupby(one.items, key=lambda item: item.block):
        items = list(group)
        if block:
            lines += [*_matrix(block, items, words), ""]
        else:
            for item in items:
                lines += [*_question(item, words), ""]
    return "\n".join(lines).encode("utf-8")


def choices_of(item: Item, words: Words) -> list[str]:
    """What can be ticked; nothing for an open question."""
    if item.scale:
        return words.levels(item.scale)
    return item.choices[words.language] if item.choices else []


def _question(item: Item, words: Words) -> Iterator[str]:
    yield {
        "multi": "[[Question:MC:MultipleAnswer:Vertical]]",
        "rating": "[[Question:MC:SingleAnswer:Horizontal]]",
        "likert": "[[Question:MC:SingleAnswer:Vertical]]",
        "nomination": "[[Question:TE:SingleLine]]",
    }.get(item.kind, "[[Question:TE:Essay]]")
    yield f"[[ID:{item.id}]]"
    yield _line(words.question(item))
    choices = choices_of(item, words)
    if choices:
        yield "[[Choices]]"
        yield from map(_line, choices)


def _matrix(block: str, items: Sequence[Item], words: Words) -> Iterator[str]:
    """Rows are the statements, in their order; answers the scale that they share."""
    yield "[[Question:Matrix:SingleAnswer]]"
    yield f"[[ID:{block}]]"
    yield _line(words.label(block, "blocks"))
    yield "[[Choices]]"
    yield from (_line(words.question(item)) for item in items)
    yield "[[Answers]]"
    yield from map(_line, choices_of(items[0], words))


def _line(text: str) -> str:
    """One line, without marks that the import would read as its own."""
    return " ".join(text.split()).replace("[[", "[ [").replace("]]", "] ]")


def _inside(text: str) -> str:
    return _line(text).replace("[", "(").replace("]", ")")


def _plain(cell: str) -> str:
    """No cell begins a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
