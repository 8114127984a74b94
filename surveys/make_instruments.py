"""Make the files ready to send from the instruments' YAML.

    python -m surveys.make_instruments
    python -m surveys.make_instruments --to FOLDER tool=Keelmark company="Brightmoor Lyle"

Without words it renews surveys/instruments/ready: what the sender has to fill in stands there in
brackets, marked yellow in the documents. With words it writes filled-in files into FOLDER. The
words are those under `fill_in` in words.yaml.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from surveys.instrument import HERE, LANGUAGES, Instrument, Words, load_instruments
from surveys.instrument_exports import choices_of, qualtrics_text, survey_csv
from surveys.instrument_pages import MADE, make_document
from toolkit.errors import ToolkitError

READY = HERE / "ready"
_SHADE = "#f3f0ea"
_FILLED = 0.95
"""Letters to a unit of width, on the safe side."""
ABOUT_HEAD = ["Question", "Why it is asked"]


def make_all(folder: Path, filled: Mapping[str, str]) -> Iterator[Path]:
    """Write every file into a folder, and give its path."""
    for one in load_instruments().values():
        for language in LANGUAGES:
            path = folder / language / f"{one.id}.docx"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(make_document(one, Words(language, filled)))
            yield path
        if one.kind == "survey":
            path = folder / f"{one.id}.xlsx"
            path.write_bytes(make_workbook(one, filled))
            yield path
            yield from _imports(one, folder, filled)


def _imports(one: Instrument, folder: Path, filled: Mapping[str, str]) -> Iterator[Path]:
    """For each language the survey as CSV and as Qualtrics' text import."""
    for language in LANGUAGES:
        words = Words(language, filled)
        for name, content in (
            (f"{one.id}.csv", survey_csv(one, words)),
            (f"{one.id}.qualtrics.txt", qualtrics_text(one, words)),
        ):
            path = folder / language / name
            path.write_bytes(content)
            yield path


def workbook_rows(one: Instrument, words: Words) -> list[list[str]]:
    """The sheet of one language: a head, the texts to paste, then a row for each question."""
    names = ("number", "type", "question", "required")
    most = max(len(choices_of(item, words)) for item in one.items)
    choices = [f"{words.label('choices')} {number}" for number in range(1, most + 1)]
    rows = [[*map(words.label, names), *choices]]
    texts = [one.title, one.instructions]
    rows += [["", "", words.text(text), ""] for text in texts]
    rows.append(["", "", words.label("promise"), ""])
    rows += [["", "", words.text(line), ""] for line in one.promise.text[words.language]]
    block = ""
    for number, item in enumerate(one.items, start=1):
        if item.block and item.block != block:
            rows.append(["", "", words.label(item.block, "blocks"), ""])
        block = item.block
        must = words.label("yes" if item.required else "no")
        kind = words.label(item.kind, "types")
        row = [str(number), kind, words.question(item), must]
        rows.append([*row, *choices_of(item, words)])
    rows.append(["", "", words.label("thanks"), ""])
    return rows


def about_rows(one: Instrument) -> list[list[str]]:
    """The first sheet: for the sender, in English."""
    terms = one.promise.terms
    written = ", ".join(
        f"{name} = {str(value).lower() if isinstance(value, bool) else _quoted(value)}"
        for name, value in terms.model_dump().items()
    )
    rows = [
        ["For", one.purpose],
        ["Sent to", one.audience],
        ["When", one.send],
        ["Takes", f"about {one.minutes} minutes"],
        ["Fill in first", "Whatever stands in [BRACKETS], in every language that you send."],
        [
            "How",
            "One sheet for each language. Copy title, texts and questions into your survey tool"
            " in this order; each further column of a row is one choice. Have the tool collect the"
            " e-mail address. Keep the wording: the program recognises it in the tool's export.",
        ],
        [
            "Promise",
            f'Under [mine.files."NAME OF THE EXPORT"] in review.toml write:'
            f" promise = {{ {written} }}",
        ],
        ["", ""],
        ABOUT_HEAD,
    ]
    for number, item in enumerate(one.items, start=1):
        marks = [str(item.meaning)] if item.meaning else []
        marks += ["reversed"] if item.reversed else []
        suffix = f" ({', '.join(marks)})" if marks else ""
        rows.append([f"{number} {item.id}{suffix}", item.why])
    return rows


def _quoted(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def make_workbook(one: Instrument, filled: Mapping[str, str]) -> bytes:
    """The survey as XLSX: a sheet for the sender, then one for each language."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": one.id, "created": MADE})
        base = {"font_name": "Arial", "font_size": 10, "text_wrap": True, "valign": "top"}
        plain = book.add_format(base)
        bold = book.add_format({**base, "bold": True, "bg_color": _SHADE})
        looks = (plain, bold)
        _sheet(book.add_worksheet("about"), about_rows(one), (34, 100), looks)
        for language in LANGUAGES:
            rows = workbook_rows(one, Words(language, filled))
            sheet = book.add_worksheet(language)
            sheet.freeze_panes(1, 3)
            _sheet(sheet, rows, (7, 22, 80, 13, *(18,) * (len(rows[0]) - 4)), looks)
    return buffer.getvalue()


def _sheet(
    sheet: Worksheet,
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
    looks: tuple[Format, Format],
) -> None:
    """Fill a sheet: rows as high as their texts need, on A4 paper one page wide."""
    plain, bold = looks
    heads = [rows[0], ABOUT_HEAD] if len(widths) > 2 else [ABOUT_HEAD]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for place, cells in enumerate(rows):
        lines = max(
            -(-len(text) // int(width * _FILLED)) or 1
            for text, width in zip(cells, widths, strict=False)
        )
        sheet.set_row(place, lines * 13 + 4)
        for column, text in enumerate(cells):
            sheet.write_string(place, column, text, bold if cells in heads else plain)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the files; return the exit code (2 for wrong use)."""
    parser = argparse.ArgumentParser(prog="python -m surveys.make_instruments")
    parser.add_argument("--to", type=Path, default=READY, help="where the files go")
    parser.add_argument("words", nargs="*", metavar="NAME=TEXT", help="what to fill in")
    chosen = parser.parse_args(arguments)
    pairs = [word.partition("=") for word in chosen.words]
    filled = {name: text for name, _, text in pairs}
    if not all(filled.values()) or (filled and chosen.to == READY):
        parser.error("write NAME=TEXT, with --to FOLDER: what is in ready/ stays without names.")
    try:
        for path in make_all(chosen.to, filled):
            sys.stdout.write(f"{path}\n")
    except ToolkitError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
