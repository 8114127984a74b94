"""RTF documents to paragraphs: control words as the RTF specification 1.9.1 lists them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from toolkit.intake.gate_book import squared
from toolkit.intake.gate_limits import MAX_TEXT_SIGNS, unreadable
from toolkit.intake.gate_runs import as_paragraph
from toolkit.intake.gate_text import clean_value
from toolkit.intake.raw import RawFile, RawParagraph, RawSheet

_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?"
    r"|\\'(?P<byte>[0-9A-Fa-f]{2})|\\(?P<sign>[^A-Za-z])|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)",
    re.S,
)
_ELSEWHERE = frozenset(
    "colortbl header headerl headerr headerf footer footerl footerr footerf footnote annotation "
    "atnid atnauthor pict object fldinst listtable listoverridetable revtbl themedata datastore "
    "xmlnstbl latentstyles rsidtbl generator bkmkstart bkmkend filetbl private nonshppict tc xe "
    "ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn author operator title subject keywords doccomm "
    "company category manager comment hlinkbase".split()
)
"""Groups that hold nothing said; so is every group that begins with \\*."""
_SIGNS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "softline": "\n", "emdash": "—", "endash": "–",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "emspace": " ", "enspace": " ", "qmspace": " ", "nestcell": "\t", "nestrow": "\n",
}  # fmt: skip
_ESCAPED = {"~": " ", "_": "-", "\\": "\\", "{": "{", "}": "}"}
_ENDS = frozenset({"par", "sect", "page", "column"})
_PAGES = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250",
}  # fmt: skip
"""The charset of a font, where it is not the document's own -> the code page of its bytes."""
_WIDEST = 65536
_MOST_GROUPS = 1_000
"""Groups within groups; an honest document has some dozens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """What holds until the group ends."""

    place: str = ""
    """"" for the text, else the group it stands in: fonttbl, stylesheet, info, bullet, skip."""
    bold: bool = False
    hidden: bool = False
    font: int = -1
    skips: int = 1
    """So many signs behind a \\u are its likeness for old readers."""


@dataclass(slots=True)
class _Reader:
    """Everything that is gathered while the tokens pass."""

    state: _State = field(default_factory=_State)
    outer: list[_State] = field(default_factory=list)
    codepage: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    styles: dict[int, str] = field(default_factory=dict)
    style: int = 0
    """Of the style sheet's entry that is read."""
    named: str = ""
    to_skip: int = 0
    pending: bytearray = field(default_factory=bytearray)
    runs: list[tuple[str, bool]] = field(default_factory=list)
    mark: str = ""
    in_table: bool = False
    cells: list[str] = field(default_factory=list)
    first_bold: str = ""
    rows: list[tuple[str, ...]] = field(default_factory=list)
    paragraphs: list[RawParagraph] = field(default_factory=list)
    tables: list[list[tuple[str, ...]]] = field(default_factory=list)
    signs: int = 0
    changed: dict[str, int] = field(default_factory=dict)


def read_rtf(content: bytes, file: str) -> RawFile:
    """The body of an RTF document in reading order; tables row by row and as sheets too.

    Bytes are read in the code page of their font, signs with a number as Unicode. Hidden and
    deleted text, comments, footnotes, page heads and feet are left out. Raises UnreadableFile
    where no word is in it.
    """
    reader = _Reader()
    for found in _tokens(content.decode("latin-1")):
        _take(reader, found)
        if reader.signs > MAX_TEXT_SIGNS:
            break
    _end_paragraph(reader)
    _end_table(reader)
    paragraphs = tuple(one for one in reader.paragraphs if one.text)
    if not paragraphs:
        raise unreadable("it holds no words.", file, "Check that it is the right document.")
    return RawFile(
        file=file,
        form="paragraphs",
        extension="rtf",
        paragraphs=paragraphs,
        sheets=tuple(
            RawSheet(name=f"Table {number}", rows=squared(rows))
            for number, rows in enumerate(reader.tables, start=1)
        ),
        modified_on=_changed_on(reader.changed),
        notes=(f"cut after {MAX_TEXT_SIGNS} signs",) if reader.signs > MAX_TEXT_SIGNS else (),
    )


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """The tokens in order; raw bytes of pictures are passed over."""
    at = 0
    while found := _TOKEN.search(text, at):
        at = found.end()
        if found["word"] == "bin":
            at += max(int(found["number"] or 0), 0)
        yield found


def _take(reader: _Reader, found: re.Match[str]) -> None:
    if found["byte"]:
        _byte(reader, int(found["byte"], 16))
        return
    if found["text"]:
        _letters(reader, found["text"])
        return
    _flush(reader)
    if found["brace"]:
        _brace(reader, found["brace"])
    elif found["word"]:
        _word(reader, found["word"], int(found["number"]) if found["number"] else None)
    elif found["sign"] == "*":
        reader.state = replace(reader.state, place="skip")
    elif found["sign"] in "\r\n":
        _end_paragraph(reader)
    else:
        _say(reader, _ESCAPED.get(found["sign"], ""))


def _byte(reader: _Reader, value: int) -> None:
    if reader.to_skip:
        reader.to_skip -= 1
    else:
        reader.pending.append(value)


def _letters(reader: _Reader, text: str) -> None:
    skipped = min(reader.to_skip, len(text))
    reader.to_skip -= skipped
    text = text[skipped:]
    if text.isascii() and not reader.pending:
        _say(reader, text)
    else:
        reader.pending += text.encode("latin-1")


def _flush(reader: _Reader) -> None:
    """Bytes that wait, as letters of the code page of their font."""
    if reader.pending:
        page = reader.fonts.get(reader.state.font, reader.codepage)
        text = bytes(reader.pending).decode(page, "replace")
        reader.pending.clear()
        _say(reader, text)


def _brace(reader: _Reader, brace: str) -> None:
    reader.to_skip = 0
    if brace == "{":
        if len(reader.outer) < _MOST_GROUPS:
            reader.outer.append(reader.state)
    elif reader.outer:
        reader.state = reader.outer.pop()


def _say(reader: _Reader, text: str) -> None:
    state = reader.state
    if state.place == "stylesheet":
        _name_style(reader, text)
    elif state.place == "" and not state.hidden:
        reader.runs.append((text, state.bold))
        reader.signs += len(text)


def _name_style(reader: _Reader, text: str) -> None:
    reader.named += text
    if ";" in reader.named:
        name = reader.named.partition(";")[0].strip().casefold()
        is_head = name.startswith(("heading", "title", "subtitle"))
        reader.styles[reader.style] = (
            "heading" if is_head else "bullet" if name.startswith("list") else ""
        )
        reader.named, reader.style = "", 0


def _word(reader: _Reader, word: str, number: int | None) -> None:
    if word in _SIGNS:
        _say(reader, _SIGNS[word])
    elif word == "u":
        _say(reader, chr((number or 0) % _WIDEST))
        reader.to_skip = reader.state.skips
    elif word in _GROUPS or word in _ELSEWHERE:
        reader.state = replace(reader.state, place=_GROUPS.get(word, "skip"))
        reader.mark = reader.mark or ("bullet" if reader.state.place == "bullet" else "")
    elif reader.state.place == "":
        _format(reader, word, number)
    elif word in {"f", "fcharset"} or reader.state.place == "stylesheet":
        _table_entry(reader, word, number or 0)
    elif word in {"yr", "mo", "dy"}:
        reader.changed[f"{reader.state.place} {word}"] = number or 0
    _page(reader, word, number)


_GROUPS = {
    "fonttbl": "fonttbl", "stylesheet": "stylesheet", "info": "info", "listtext": "bullet",
    "pntext": "bullet", "revtim": "revtim", "creatim": "creatim",
}  # fmt: skip


def _table_entry(reader: _Reader, word: str, number: int) -> None:
    if reader.state.place == "fonttbl" and word == "f":
        reader.state = replace(reader.state, font=number)
    elif reader.state.place == "fonttbl" and word == "fcharset" and number in _PAGES:
        reader.fonts[reader.state.font] = _PAGES[number]
    elif reader.state.place == "stylesheet" and word == "s":
        reader.style = number


def _page(reader: _Reader, word: str, number: int | None) -> None:
    pages = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
    if word in pages:
        reader.codepage = pages[word]
    elif word == "ansicpg" and number:
        reader.codepage = _known_page(number) or reader.codepage


def _known_page(number: int) -> str:
    name = "utf-8" if number == 65001 else f"cp{number}"
    try:
        b"".decode(name)
    except LookupError:
        return ""
    return name


def _format(reader: _Reader, word: str, number: int | None) -> None:
    state, on = reader.state, number != 0
    if word == "b":
        reader.state = replace(state, bold=on)
    elif word in {"v", "deleted"}:
        reader.state = replace(state, hidden=on)
    elif word == "plain":
        reader.state = replace(state, bold=False, hidden=False)
    elif word == "f":
        reader.state = replace(state, font=number or 0)
    elif word == "uc":
        reader.state = replace(state, skips=max(number or 0, 0))
    else:
        _lay_out(reader, word, number or 0)


def _lay_out(reader: _Reader, word: str, number: int) -> None:
    if word in _ENDS:
        _end_paragraph(reader)
    elif word == "pard":
        reader.mark, reader.in_table = "", False
    elif word == "intbl":
        reader.in_table = True
    elif word == "s":
        reader.mark = reader.styles.get(number, "") or reader.mark
    elif word == "outlinelevel":
        reader.mark = "heading" if number < 9 else reader.mark
    elif word == "ls":
        reader.mark = reader.mark or ("bullet" if number > 0 else "")
    elif word in _TABLE_ENDS:
        _TABLE_ENDS[word](reader)


def _end_paragraph(reader: _Reader) -> None:
    _flush(reader)
    if reader.in_table:
        reader.runs.append(("\n", False))
        return
    if reader.runs:
        _end_table(reader)
        reader.paragraphs.append(as_paragraph(_joined(reader.runs), reader.mark))
    reader.runs = []


def _joined(runs: list[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """Neighbours alike made one; so the halves of a sign beyond 65,535 meet, as RTF writes it."""
    for bold, group in groupby(runs, key=lambda run: run[1]):
        text = "".join(part for part, _ in group)
        yield text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"), bold


def _end_cell(reader: _Reader) -> None:
    paragraph = as_paragraph(_joined(reader.runs), "heading")
    if not reader.cells:
        reader.first_bold = paragraph.bold_prefix
    reader.cells.append(clean_value(paragraph.text))
    reader.runs = []


def _end_row(reader: _Reader) -> None:
    if any(reader.cells):
        text = "\t".join(reader.cells).strip()
        reader.paragraphs.append(RawParagraph(text=text, bold_prefix=reader.first_bold))
        reader.rows.append(tuple(reader.cells))
    reader.cells, reader.runs, reader.first_bold = [], [], ""


_TABLE_ENDS = {"cell": _end_cell, "row": _end_row}


def _end_table(reader: _Reader) -> None:
    if reader.cells:
        _end_row(reader)
    if reader.rows:
        reader.tables.append(reader.rows)
        reader.rows = []


def _changed_on(found: dict[str, int]) -> date | None:
    for place in ("revtim", "creatim"):
        try:
            return date(*(found[f"{place} {part}"] for part in ("yr", "mo", "dy")))
        except (KeyError, ValueError):
            continue
    return None
