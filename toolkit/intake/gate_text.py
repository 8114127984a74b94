"""Bytes to text: which encoding it is, and which signs do not belong in anybody's words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolkit.intake.gate_limits import MAX_CELL_SIGNS, MAX_TEXT_SIGNS, unreadable
from toolkit.intake.raw import RawParagraph

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
LINE_IN_CELL = "\x0b"
"""A line break inside a cell that must not end a record; `clean_cell` makes it a line end."""

_CONTROLS = {*range(0x20), 0x7F, *range(0x80, 0xA0)} - {ord(sign) for sign in "\t\n\x0b\r"}
_BLANKS = (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
_INVISIBLE = (0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF)
_DIRECTIONS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xFFF9, 0xFFFC))
_SIGNS: dict[int, str | None] = {
    **dict.fromkeys((*_CONTROLS, *_INVISIBLE, *_DIRECTIONS)),
    **dict.fromkeys(_BLANKS, " "),
    0x85: LINE_IN_CELL,
    0x2028: LINE_IN_CELL,
    0x2029: LINE_IN_CELL,
}
"""Control, format and invisible signs; the blanks of typography become plain ones."""
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_LETTER_JOINER = re.compile(r"(?<=\w)[\u200c\u200d]|[\u200c\u200d](?=\w)")
_HIGH = re.compile(rb"[\x80-\xff]+")
_VALID_UTF8 = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xe0[\xa0-\xbf][\x80-\xbf]"
    rb"|\xed[\x80-\x9f][\x80-\xbf]|[\xf1-\xf3][\x80-\xbf]{3}|\xf0[\x90-\xbf][\x80-\xbf]{2}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text whose records end in LF; other breaks inside a line are `LINE_IN_CELL`."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(content: bytes, file: str) -> Decoded:
    """Text of a file, its encoding found by BOM, then by what its bytes can be.

    Raises UnreadableFile where the bytes are no text.
    """
    text, encoding, notes = _decode(content)
    odd = sum(char < " " and char not in "\t\n\r\x0b\x0c\x1a" for char in text[:100_000])
    if odd > 0.05 * min(len(text), 100_000):
        raise unreadable(
            "it holds no text but binary data of an unknown kind.",
            file,
            "Export it as CSV, XLSX, DOCX, PDF or plain text.",
        )
    return Decoded(text=_line_ends(strip_signs(text)), encoding=encoding, notes=notes)


def _decode(content: bytes) -> tuple[str, str, tuple[str, ...]]:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return decode_lines(content[len(mark) :], encoding), encoding, ()
    wide = _wide_encoding(content)
    if wide:
        return decode_lines(content, wide), wide, (f"encoding guessed: {wide}",)
    try:
        return content.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        return _decode_bytewise(content)


def decode_lines(content: bytes, encoding: str) -> str:
    """Text of a wide encoding, line by line: a byte lost in one line does not shift the next."""
    if not encoding.startswith("utf-16"):
        return content.decode(encoding, "replace")
    end = "\n".encode(encoding)
    lines = content.split(end)
    return "\n".join(line[: len(line) // 2 * 2].decode(encoding, "replace") for line in lines)


def _wide_encoding(content: bytes) -> str:
    """UTF-16 without a mark: every second byte of Western text is zero."""
    head = content[:20_000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = max(1, len(head) // 2)
    if odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.1 * half else ""


def _decode_bytewise(content: bytes) -> tuple[str, str, tuple[str, ...]]:
    valid = sum(len(found) for found in _VALID_UTF8.findall(content))
    high = sum(len(found) for found in _HIGH.findall(content))
    if valid >= 0.5 * high:
        text = content.decode("utf-8", "replace")
        return text, "utf-8", (f"{text.count(chr(0xFFFD))} damaged signs shown as \ufffd",)
    encoding = guess_bytewise(content)
    shown = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman"}[encoding]
    text = content.decode(encoding, "replace")
    return text, encoding, (f"encoding guessed: {shown}",)


def guess_bytewise(content: bytes) -> str:
    """Either "cp1252" or "mac_roman": the one in which high bytes stand where such signs do."""
    sample = b" ".join(
        content[max(0, found.start() - 1) : found.end() + 1]
        for found, _ in zip(_HIGH.finditer(content), range(5_000), strict=False)
    )
    scores = {name: _plausible(sample.decode(name, "replace")) for name in ("cp1252", "mac_roman")}
    return "mac_roman" if scores["mac_roman"] > scores["cp1252"] else "cp1252"


_IN_WORDS = frozenset("äöüßéèêëàâáíìîïóòôúùûñçœæãõåøÄÖÜÉÈÀÁÓÚÑÇ")
_IN_LOUD_WORDS = frozenset("ÂÃÅÆÊËÌÍÎÏÒÔÕØÙÛÝ")
"""Between capitals only: alone they are signs of Mac Roman read wrongly."""
_BETWEEN_WORDS = frozenset("\xa0–—…“”„‘«»•€¿¡·°§")


def _plausible(text: str) -> int:
    score = 0
    for before, sign, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if sign < "\x80":
            continue
        in_word = before.isalpha() and after.isalpha()
        if sign in "’'":
            score += 2 if in_word else 1
        elif sign in _IN_WORDS:
            score += -2 if in_word and sign.isupper() and before.islower() else 1
        elif sign in _IN_LOUD_WORDS and before.isupper() and not after.islower():
            score += 1
        elif sign in _BETWEEN_WORDS:
            score += 1 if not in_word or sign in "\xa0–—…" else -1
        else:
            score -= 2
    return score


_MARKED_AS_TEXT = re.compile(r'="(?P<text>[^"=]{0,200})"')


def strip_signs(text: str) -> str:
    """Text without control, invisible and direction signs; no-break spaces are spaces."""
    kept = _SURROGATE.sub("\ufffd", text.translate(_SIGNS))
    return _LETTER_JOINER.sub("", kept) if "\u200d" in kept or "\u200c" in kept else kept


def _line_ends(text: str) -> str:
    text = re.sub(r"\r+\n", "\n", text)
    return text.replace("\r", LINE_IN_CELL if "\n" in text else "\n")


def clean_cell(value: str) -> str:
    """One cell as people see it: breaks are LF, ends stripped, at most MAX_CELL_SIGNS signs.

    What is only marked as text for spreadsheets (`="0047"`) stands without the mark.
    """
    plain = value.replace(LINE_IN_CELL, "\n").strip()[:MAX_CELL_SIGNS]
    marked = _MARKED_AS_TEXT.fullmatch(plain) if plain.startswith("=") else None
    return marked["text"].strip() if marked else plain


def clean_value(value: str) -> str:
    """A cell that comes from a workbook or document: signs stripped, then as `clean_cell`."""
    return clean_cell(_line_ends_in_cell(strip_signs(value)))


def _line_ends_in_cell(value: str) -> str:
    return re.sub(r"\r+\n?", "\n", value)


def clean_text(text: str) -> tuple[str, tuple[str, ...]]:
    """A whole text with LF line ends, cut at MAX_TEXT_SIGNS with a note."""
    plain = text.replace(LINE_IN_CELL, "\n")
    if len(plain) <= MAX_TEXT_SIGNS:
        return plain, ()
    return plain[:MAX_TEXT_SIGNS], (f"cut after {MAX_TEXT_SIGNS} signs",)


_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(?P<text>.*?)\s*#*\s*$")
_BULLET = re.compile(r"\s*(?:[-*+•–·▪◦‣]|\d{1,3}[.)])\s+(?P<text>\S.*)$")
_QUOTED = re.compile(r"^\s{0,3}(?:>\s?)+")
_BOLD_START = re.compile(r"(?:\*\*|__)(?P<bold>.+?)(?:\*\*|__)")
_LABEL = re.compile(r"[^\W\d_][^:\n]{0,40}:\s")
_RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}$")
_WRAPPED_AT = 60
"""A line this long may be broken for width alone; a shorter one ends where its writer ended it."""


def markdown_paragraphs(text: str) -> tuple[RawParagraph, ...]:
    """The paragraphs of a Markdown text, marks removed; wrapped lines are joined by a blank."""
    paragraphs: list[RawParagraph] = []
    last_line = ""
    for raw_line in text.split("\n"):
        line = _QUOTED.sub("", raw_line.rstrip())
        if not line.strip() or _RULE.match(line):
            last_line = ""
            continue
        paragraph = markdown_line(line)
        if paragraph.style == "" and not paragraph.bold_prefix and _continues(last_line, line):
            before = paragraphs.pop()
            paragraphs.append(
                RawParagraph(
                    text=f"{before.text} {paragraph.text}",
                    style=before.style,
                    bold_prefix=before.bold_prefix,
                )
            )
        elif paragraph.text:
            paragraphs.append(paragraph)
        last_line = "" if paragraph.style == "heading" else line
    return tuple(paragraphs)


def _continues(last_line: str, line: str) -> bool:
    if not last_line:
        return False
    indented = line.startswith("  ") and _BULLET.match(last_line) is not None
    return indented or (len(last_line) >= _WRAPPED_AT and not _LABEL.match(line))


def markdown_line(line: str) -> RawParagraph:
    """One line of Markdown as a paragraph: its style, its bold beginning, its plain words."""
    style = ""
    for mark, found in (("heading", _HEADING.match(line)), ("bullet", _BULLET.match(line))):
        if found:
            style, line = mark, found["text"]
            break
    line = line.strip()
    bold = _BOLD_START.match(line)
    return RawParagraph(
        text=plain_markdown(line),
        style=style,
        bold_prefix=plain_markdown(bold["bold"]) if bold else "",
    )


def plain_markdown(text: str) -> str:
    """Text without Markdown's marks: emphasis, code, links, escapes."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)", r"\1", text)
    text = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    text = re.sub(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])", r"\1", text)
    text = re.sub(r"(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)", r"\1", text)
    text = re.sub(r"`([^`]+)`", r"\1", text)
    return re.sub(r"\\([\\`*_{}\[\]()#+\-.!>])", r"\1", text).strip()
