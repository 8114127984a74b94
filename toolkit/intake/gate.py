"""The door: the only place where a user's file is opened. Its content decides what it is.

What comes out is cleaned text in a grid, a string or paragraphs (`RawFile`); nothing in a file is
run, followed or believed. Everything that cannot be read raises UnreadableFile: what was found,
where, what to do.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from toolkit.errors import UnreadableFile
from toolkit.intake import (
    gate_book,
    gate_docs,
    gate_forms,
    gate_mail,
    gate_odt,
    gate_rtf,
    gate_stat,
)
from toolkit.intake.gate_chat import read_chat
from toolkit.intake.gate_csv import read_delimited
from toolkit.intake.gate_cues import cues_of_json
from toolkit.intake.gate_json import read_json
from toolkit.intake.gate_limits import MAX_BYTES, shown_rows, unreadable
from toolkit.intake.gate_mail_text import read_saved_mail
from toolkit.intake.gate_text import clean_text, decode, markdown_paragraphs
from toolkit.intake.gate_web import paragraphs_of_page
from toolkit.intake.raw import RawFile, RawSheet
from toolkit.model.intake import SetAside

_NEVER_DATA = {"thumbs.db", "desktop.ini", "__macosx"}


def list_files(root: Path) -> tuple[str, ...]:
    """Every file below `root` as a path with forward slashes, sorted; see `skipped_files`."""
    return tuple(sorted(file for file, reason in _walk(root) if not reason))


def skipped_files(root: Path) -> tuple[tuple[str, str], ...]:
    """(path, reason) of what `list_files` leaves out: hidden and lock files, linked folders."""
    return tuple(sorted((file, reason) for file, reason in _walk(root) if reason))


def _walk(root: Path) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for folder, folders, files in os.walk(root, followlinks=False):
        here = Path(folder)
        for name in (*files, *folders):
            path = here / name
            reason = _why_skipped(path, is_folder=name in folders)
            if reason or name in files:
                found.append((path.relative_to(root).as_posix(), reason))
        folders[:] = [name for name in folders if not _why_skipped(here / name, is_folder=True)]
    return found


def _why_skipped(path: Path, *, is_folder: bool) -> str:
    if path.name.startswith("~$") or path.name.startswith(".~lock"):
        return "lock file of an open document"
    if path.name.startswith(".") or path.name.casefold() in _NEVER_DATA:
        return "hidden or system file"
    if is_folder and path.is_symlink():
        return "link to another folder"
    return ""


def open_file(root: Path, file: str) -> RawFile:
    """One file of the folder, opened, decoded and cleaned.

    Raises UnreadableFile where the file is missing, empty, damaged, locked by a password, too
    large, outside the folder, or nothing that holds answers, words or tables.
    """
    content = _read_bytes(root, file)
    try:
        return _open(root / file, file, content)
    except UnreadableFile:
        raise
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # damaged input makes parsers raise anything, also Rust panics
        raise unreadable(
            f"it cannot be read, it seems damaged ({type(error).__name__}).",
            file,
            "Open it in the program it comes from, save it anew and replace it.",
        ) from error


def _read_bytes(root: Path, file: str) -> bytes:
    base = root.resolve()
    try:
        path = (base / file).resolve()
        if not path.is_relative_to(base):
            raise unreadable(
                "it leads out of the folder.", file, "Copy the file itself into the folder."
            )
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            raise unreadable("it is not an ordinary file.", file, "Remove it from the folder.")
        if facts.st_size > MAX_BYTES:
            raise unreadable(
                f"it has {facts.st_size / 1e6:.0f} MB; {MAX_BYTES / 1e6:.0f} MB are read at most.",
                file,
                "Export fewer columns or a shorter period.",
            )
        content = path.read_bytes()
    except (OSError, ValueError, RuntimeError) as error:
        raise unreadable(
            f"it cannot be opened ({type(error).__name__}).", file, "Check that you may read it."
        ) from error
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise unreadable("it is empty.", file, "Export it again, or remove it.")
    return content


def _open(path: Path, file: str, content: bytes) -> RawFile:
    form = gate_forms.form_of_bytes(content, file)
    if form in {"xlsx", "xls", "ods"}:
        return gate_book.read_book(content, file, form)
    if form == "docx":
        return gate_docs.read_docx(content, file)
    if form == "pdf":
        return gate_docs.read_pdf(content, file)
    if form == "odt":
        return gate_odt.read_odt(content, file)
    if form == "rtf":
        return gate_rtf.read_rtf(content, file)
    if form == "sav":
        return gate_stat.read_sav(path, file)
    if gate_mail.is_mail(content):
        return gate_mail.read_mails(content, file)
    return _open_text(file, content)


def _open_text(file: str, content: bytes) -> RawFile:
    decoded = decode(content, file)
    if page := paragraphs_of_page(decoded.text):
        return RawFile(
            file=file,
            form="paragraphs",
            extension="html",
            text="\n".join(paragraph.text for paragraph in page),
            paragraphs=page,
            encoding=decoded.encoding,
            notes=decoded.notes,
        )
    written = read_saved_mail(decoded.text, file) or read_chat(decoded.text, file)
    if written:
        return written
    form = gate_forms.form_of_text(decoded.text, file)
    if form in {"csv", "tsv"}:
        grid = read_delimited(decoded.text)
        return RawFile(
            file=file,
            form="table",
            extension="tsv" if grid.delimiter == "\t" else "csv",
            sheets=(RawSheet(name=Path(file).stem, rows=grid.rows),),
            encoding=decoded.encoding,
            notes=(*decoded.notes, *grid.notes),
            damaged=tuple(
                SetAside(reason=reason, rows=len(rows), where=shown_rows(rows))
                for reason, rows in grid.damaged.items()
            ),
        )
    if form == "json" and (cues := cues_of_json(decoded.text)):
        return RawFile(
            file=file,
            form="text",
            extension="json",
            text=cues,
            encoding=decoded.encoding,
            notes=decoded.notes,
        )
    if form == "json":
        tables = read_json(decoded.text, file, Path(file).stem)
        return RawFile(
            file=file,
            form="table",
            extension="json",
            sheets=tables.sheets,
            encoding=decoded.encoding,
            notes=decoded.notes,
            damaged=tables.damaged,
        )
    text, notes = clean_text(decoded.text)
    return RawFile(
        file=file,
        form="paragraphs" if form == "md" else "text",
        extension=form,
        text=text,
        paragraphs=markdown_paragraphs(text) if form == "md" else (),
        encoding=decoded.encoding,
        notes=(*decoded.notes, *notes),
    )
