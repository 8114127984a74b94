"""All documents of a review: how long they take, and whether LibreOffice and readers agree on them.

python benchmarks/documents.py OUT [--key KEY] [--convert] [--quotes OTHER ...]

Writes benchmarks/results/documents.json: seconds and bytes per file, pages, and how much is said in
German and in Italian. With --convert, Word and PowerPoint files also go through
LibreOffice, and every heading must be found in the PDF that it makes. With --quotes, of other
reviews too (their keys beside them: OTHER.key) is counted how many themes keep two readable quotes.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from pypdf import PdfReader

from toolkit.pipeline.reporting import Opened, Order, make_documents, open_for_reports, order_of
from toolkit.privacy import Guard, find_leaks, release
from toolkit.reports import Edition, summarise_through
from toolkit.reports.documents.content import Cards, Document, Quotation, texts_of
from toolkit.reports.documents.rendering import Format, render

RESULT = Path(__file__).parent / "results" / "documents.json"
_CONVERTED = (Format.DOCX, Format.PPTX)


def main() -> None:
    """Measure, print, and write the result."""
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--key", type=Path)
    parser.add_argument("--convert", action="store_true")
    parser.add_argument(
        "--quotes", type=Path, nargs="*", default=[], help="more reviews, for quotes"
    )
    given = parser.parse_args()
    began, used = time.perf_counter(), time.process_time()
    opened = open_for_reports(given.out, given.key)
    guard = Guard(opened.roster)
    order = replace(order_of("all"), draft=True)
    at = datetime.now(UTC)
    files = {}
    made: list[tuple[Document, Format, bytes]] = []
    for document in make_documents(opened, order, at):
        for format_ in order.formats_of(document.key):
            start = time.perf_counter()
            data = render(document, format_, at)
            name = f"{document.key}.{format_}"
            release(data, guard, name=name)
            files[name] = {
                "seconds": round(time.perf_counter() - start, 2),
                "kilobytes": len(data) // 1024,
            } | _pages(format_, data)
            made.append((document, format_, data))
    result = {
        "seconds": round(time.perf_counter() - began, 1),
        "cpu_seconds": round(time.process_time() - used, 1),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "files": files,
        "leak_scan": _leaks(
            given.out, opened, [(f"{one.key}.{kind}", data) for one, kind, data in made]
        ),
        "in_the_readers_language": _translated(opened, order, at),
        "themes_with_two_readable_quotes": {
            one.name: _quoted(one, given.key if one == given.out else None)
            for one in (given.out, *given.quotes)
        },
    }
    if given.convert and shutil.which("soffice"):
        result["libreoffice"] = {
            f"{document.key}.{format_}": _converted(document, format_, data)
            for document, format_, data in made
            if format_ in _CONVERTED
        }
    RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))


def _leaks(out: Path, opened: Opened, files: Sequence[tuple[str, bytes]]) -> dict[str, object]:
    """What a scan finds of the roster in these documents and in all of share/, by kind of find.

    The same files with one name of the roster in a further one show that the scan finds it.
    """
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files:
            (Path(folder) / name).write_bytes(data)
        found = find_leaks(Path(folder), opened.roster)
        (Path(folder) / "planted.txt").write_text(opened.roster[0].name, encoding="utf-8")
        planted = len(find_leaks(Path(folder), opened.roster)) - len(found)
    shared = find_leaks(out / "share", opened.roster)
    return {
        "documents": len(files),
        "found_in_documents": dict(Counter(one.kind for one in found)),
        "found_in_share": dict(Counter(one.kind for one in shared)),
        "planted_name_is_found": planted > 0,
    }


def _quoted(out: Path, key: Path | None) -> dict[str, float]:
    """Themes of which two quotes can be read after redaction, and how many the report prints.

    Readable: may be shown, has five words of its own or more, and at most one in four is a mark.
    """
    opened = open_for_reports(out, key or out.with_suffix(".key"))
    lens = opened.lens(Edition.SHARE)
    said = {one.statement_id: one for one in opened.findings.statements}
    able = {
        one.theme_id: sum(_readable(lens.words(said[key])) for key in one.statement_ids)
        for one in opened.findings.themes
    }
    printed = [len(one.quotes) for one in summarise_through(lens, datetime.now(UTC)).themes]
    themes = max(len(able), 1)
    return {
        "themes": len(able),
        "two_readable": round(sum(n >= 2 for n in able.values()) / themes, 3),
        "two_printed": round(sum(n >= 2 for n in printed) / themes, 3),
    }


def _readable(words: str) -> bool:
    marks = len(re.findall(r"\[[^\]]*\]", words))
    own = len(re.findall(r"\w+", re.sub(r"\[[^\]]*\]", " ", words)))
    return own >= 5 and marks * 3 <= own


def _pages(format_: Format, data: bytes) -> dict[str, int]:
    return {"pages": len(PdfReader(io.BytesIO(data)).pages)} if format_ is Format.PDF else {}


def _translated(opened: Opened, order: Order, at: datetime) -> dict[str, float]:
    """Share of the documents' own sentences that another language says otherwise."""
    titles = [one.title for one in opened.findings.themes]
    english = [_own(one, titles) for one in make_documents(opened, order, at)]
    found = {}
    for tongue in ("de", "it"):
        order = replace(order, tongue=tongue)
        other = [_own(one, titles) for one in make_documents(opened, order, at)]
        same = sum(len(a & b) for a, b in zip(english, other, strict=True))
        found[tongue] = round(1 - same / sum(map(len, english)), 3)
    return found


def _own(document: Document, titles: Sequence[str]) -> set[str]:
    """What the document itself says: neither quotes nor post-its."""
    blocks = [one for one in document.blocks if not isinstance(one, Quotation | Cards)]
    return {text for text in texts_of(blocks) if _is_ours(text, titles)}


def _is_ours(text: str, titles: Sequence[str]) -> bool:
    """A sentence of four words or more without a quote; titles, in people's words, do not count."""
    for title in titles:
        text = text.replace(title, "")
    return len(re.findall(r"[A-Za-z]{2,}", text)) > 3 and "“" not in text and "S-" not in text


def _converted(document: Document, format_: Format, data: bytes) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"document.{format_}"
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        start = time.perf_counter()
        subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=300)
        reader = PdfReader(source.with_suffix(".pdf"))
        text = "".join(page.extract_text() for page in reader.pages)
    wanted = (
        [one.text for one in document.headings]
        if format_ is Format.DOCX
        else [one.title for one in document.slides]
    )
    squeezed = re.sub(r"\s", "", text)
    missing = [one for one in wanted if re.sub(r"\s", "", one) not in squeezed]
    return {
        "seconds": round(time.perf_counter() - start, 1),
        "pages": len(reader.pages),
        "headings": len(wanted),
        "headings_missing": len(missing),
    }


if __name__ == "__main__":
    main()
