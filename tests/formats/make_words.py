"""Conversations and notes as their tools write them: DOCX and PDF made on the spot."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
import typst

Line = tuple[str, str, str]
"""Speaker, time ("0:07") and words."""


def teams_docx(path: Path, title: str, lines: Sequence[Line]) -> None:
    """The newer Teams transcript: a bold name with the time, a line break, the words."""
    document = docx.Document()
    document.add_paragraph(f"{title}-20250312_140203-Meeting Recording")
    document.add_paragraph("March 12, 2025, 2:02PM")
    document.add_paragraph("34m 12s")
    document.add_paragraph("")
    document.add_paragraph("Facilitation started transcription")
    for name, time, words in lines:
        paragraph = document.add_paragraph()
        paragraph.add_run(name).bold = True
        paragraph.add_run(f"   {time}")
        paragraph.add_run().add_break()
        paragraph.add_run(words)
    document.add_paragraph("Facilitation stopped transcription")
    document.save(str(path))


def older_teams_docx(path: Path, lines: Sequence[Line]) -> None:
    """The older Teams transcript: times, name and words on three lines of a paragraph."""
    document = docx.Document()
    for name, time, words in lines:
        minute, second = time.split(":")
        stamp = f"0:{minute}:{second}.130 --> 0:{minute}:{int(second) + 4}.560"
        paragraph = document.add_paragraph(stamp)
        for part in (name, words):
            paragraph.add_run().add_break()
            paragraph.add_run(part)
    document.save(str(path))


def labelled_docx(path: Path, title: str, lines: Sequence[tuple[str, str]]) -> None:
    """A typist's transcript: a bold label, a colon, the words."""
    document = docx.Document()
    document.add_heading(title, level=1)
    for name, words in lines:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(words)
    document.save(str(path))


def notes_docx(path: Path, title: str, blocks: Sequence[tuple[str, Sequence[str]]]) -> None:
    """A consultant's notes: a heading for each talk, bullets below."""
    document = docx.Document()
    document.add_heading(title, level=0)
    for heading, bullets in blocks:
        document.add_heading(heading, level=1)
        for bullet in bullets:
            document.add_paragraph(bullet, style="List Bullet")
    document.save(str(path))


def pdf(path: Path, paragraphs: Sequence[str]) -> None:
    """A PDF of A5 pages, so that long paragraphs break over lines and pages."""
    source = '#set page("a5")\n#set text(size: 11pt)\n'
    source += "\n\n".join(f'#"{text}"' for text in paragraphs)
    typst.compile(source.encode(), output=str(path))
