"""What a file is by its content; its name only settles what the content leaves open."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from pathlib import PurePosixPath

from toolkit.intake.gate_dialect import find_dialect
from toolkit.intake.gate_limits import unreadable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_AS_TABLE = "Export it as CSV or XLSX."
_AS_WORDS = "Save it as DOCX or plain text."
_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG", "a picture", "Type its words into a text file."),
    (b"\xff\xd8\xff", "a picture", "Type its words into a text file."),
    (b"GIF8", "a picture", "Type its words into a text file."),
    (b"RIFF", "a sound or picture file", "Have it transcribed and add the transcript."),
    (b"ID3", "a sound file", "Have it transcribed and add the transcript."),
    (b"OggS", "a sound file", "Have it transcribed and add the transcript."),
    (b"\x1f\x8b", "a packed file (gzip)", "Unpack it into the folder."),
    (b"7z\xbc\xaf", "a packed file (7z)", "Unpack it into the folder."),
    (b"Rar!", "a packed file (RAR)", "Unpack it into the folder."),
    (b"BZh", "a packed file (bzip2)", "Unpack it into the folder."),
    (b"SQLite format 3\x00", "a database", _AS_TABLE),
    (b"PAR1", "a Parquet file", _AS_TABLE),
    (b"\x7fELF", "a program", "Remove it from the folder."),
    (b"MZ\x90", "a program", "Remove it from the folder."),
)
_OWN_MARKS = (
    ("sav", re.compile(rb"\$FL[23]")),
    ("pdf", re.compile(rb".{0,1019}%PDF-", re.S)),
    ("rtf", re.compile(rb"\s*\{\\rtf")),
)
_FIRST_OF_MAIL = re.compile(r"(?:From|Received|Return-Path|MIME-Version|Message-ID): \S", re.I)


def form_of_bytes(content: bytes, file: str) -> str:
    """One of "xlsx", "xls", "ods", "docx", "odt", "rtf", "pdf", "sav" or "text".

    Raises UnreadableFile for what is known and not read (pictures, packed files, locked documents).
    """
    if content.startswith(_OLE):
        return _form_of_ole(content, file)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _form_of_zip(content, file)
    for form, mark in _OWN_MARKS:
        if mark.match(content):
            return form
    for start, what, what_to_do in _FOREIGN:
        if content.startswith(start):
            raise unreadable(f"it is {what}.", file, what_to_do)
    if content[4:8] == b"ftyp":
        raise unreadable("it is a recording.", file, "Have it transcribed and add the transcript.")
    return "text"


def _form_of_ole(content: bytes, file: str) -> str:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        raise unreadable(
            "it is protected by a password.", file, "Save it without a password and replace it."
        )
    if holds("Workbook") or holds("Book"):
        return "xls"
    if holds("WordDocument"):
        raise unreadable("it is in Word's old format (.doc).", file, "Save it as DOCX.")
    if holds("__properties_version1.0"):
        raise unreadable("it is an Outlook message.", file, _AS_WORDS)
    raise unreadable("it is an unknown old Office file.", file, "Save it as XLSX or DOCX.")


def _form_of_zip(content: bytes, file: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = set(packed.namelist())
            kind = packed.open("mimetype").read(100) if "mimetype" in names else b""
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        ValueError,
        OSError,
        NotImplementedError,
    ) as error:
        raise unreadable(
            "it is a damaged Office or ZIP file: its table of contents is missing.",
            file,
            "Copy or export it again: it was probably cut off.",
        ) from error
    for part, form in (
        ("xl/workbook.xml", "xlsx"),
        ("word/document.xml", "docx"),
        ("xl/workbook.bin", "xlsb"),
        ("ppt/presentation.xml", "pptx"),
    ):
        if part in names:
            return _readable_office(form, file)
    if "content.xml" in names:
        return _form_of_opendocument(kind, file)
    raise unreadable("it is a ZIP file.", file, "Unpack it into the folder.")


def _readable_office(form: str, file: str) -> str:
    if form == "xlsb":
        raise unreadable("it is a binary workbook (.xlsb).", file, "Save it as XLSX.")
    if form == "pptx":
        raise unreadable("it is a presentation.", file, "Save its notes as DOCX or text.")
    return form


def _form_of_opendocument(kind: bytes, file: str) -> str:
    if b"opendocument.spreadsheet" in kind:
        return "ods"
    if b"opendocument.text" in kind:
        return "odt"
    raise unreadable("it is an OpenDocument drawing or presentation.", file, _AS_WORDS)


_TIMES = r"(?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{3}"
_CUE = re.compile(rf"^\s*{_TIMES}\s*-->\s*{_TIMES}", re.M)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype html|html|head|body|table|meta|script)\b",
    re.I | re.S,
)
_XML = re.compile(r"\s*<\?xml\b", re.I)
_JSON = re.compile(r"\s*(?:\{\s*\"|\[\s*[\[{])")
_SPEAKER = re.compile(r"\s*[*_]{0,2}([^\W\d_][\w .,'’()/\-]{0,40}?)[*_]{0,2}\s?:[*_]{0,2}\s+\S")
_CLOCKED = re.compile(r"\s*[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?(?:\s|$)")
_MARKDOWN = re.compile(r"\s{0,3}(?:#{1,6}\s+\S|[-*+]\s+\S|\d{1,2}\.\s+\S|>\s)")


def form_of_text(text: str, file: str) -> str:
    """One of "vtt", "srt", "csv", "tsv", "json", "md" or "txt".

    Raises UnreadableFile for web pages and XML, whatever their name says.
    """
    _refuse_machine_text(text, file)
    if _JSON.match(text) and text.rstrip().endswith(("}", "]")):
        return "json"
    cues = _CUE.findall(text[:200_000])
    if text.lstrip()[:6].upper() == "WEBVTT":
        return "vtt"
    if cues and len(cues) >= 0.02 * text[:200_000].count("\n"):
        return "srt" if "," in cues[0] else "vtt"
    return _table_or_words(text, PurePosixPath(file).suffix.casefold())


def _refuse_machine_text(text: str, file: str) -> None:
    if _HTML.match(text[:5_000]):
        raise unreadable(
            "it is a web page, perhaps a log-in page saved in place of the export.",
            file,
            "Log in and export it again as CSV or XLSX.",
        )
    if _XML.match(text):
        raise unreadable("it is an XML file.", file, _AS_TABLE)


def _table_or_words(text: str, suffix: str) -> str:
    lines = [line for line in text[:200_000].split("\n") if line.strip()]
    dialect = find_dialect(text)
    table = "tsv" if dialect.delimiter == "\t" else "csv"
    if suffix in {".csv", ".tsv", ".tab"}:
        if dialect.columns > 1 and not _clocked(lines):
            return table
        return _words(lines) or "csv"
    sure = dialect.columns >= 3 and dialect.share >= 0.95 and dialect.records >= 3
    if sure and not _clocked(lines) and not _words(lines):
        return table
    return "md" if suffix in {".md", ".markdown"} else "txt"


def _clocked(lines: list[str]) -> bool:
    """Whether most lines begin with a time, as those of a meeting's chat do."""
    return sum(map(bool, map(_CLOCKED.match, lines))) > 0.5 * len(lines)


def _words(lines: list[str]) -> str:
    """Say "txt" for a dialogue, "md" for notes, "" for neither."""
    speakers = Counter(found[1].casefold() for line in lines if (found := _SPEAKER.match(line)))
    again = sum(times for times in speakers.values() if times > 1)
    if again >= max(4, 0.3 * len(lines)) and len(speakers) <= max(2, 0.5 * again):
        return "txt"
    if _clocked(lines):
        return "txt"
    marked = sum(map(bool, map(_MARKDOWN.match, lines)))
    headed = any(line.startswith("#") for line in lines[:5])
    return "md" if headed and marked >= 0.3 * len(lines) else ""
