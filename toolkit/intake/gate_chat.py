"""Chats copied or exported as text (WhatsApp, Teams) as a table of messages: day, who, words.

Each message begins with a day and a time, in brackets or before a dash, and the name of whoever
wrote it; what follows, up to the next, is the message.
"""

from __future__ import annotations

import re
from hashlib import blake2b

from toolkit.intake.dates import parse_date
from toolkit.intake.gate_mail import MAIL_COLUMNS
from toolkit.intake.gate_text import clean_value
from toolkit.intake.raw import RawFile, RawSheet

CHAT = "chat"
"""`RawFile.extension` of such a table."""
_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}"
_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[AaPp]\.?\s?[Mm]\.?)?"
_NAME = r"(?P<name>[^\n:\[\]]{2,60}?)"
_SHAPES = (
    re.compile(rf"^\[(?P<day>{_DAY}),?\s+{_CLOCK}\]\s*{_NAME}:?(?:[ \t]*$|:\s+)", re.M),
    re.compile(rf"^(?P<day>{_DAY}),?\s+{_CLOCK}\s+[-–]\s+{_NAME}:\s+", re.M),
)
_LEFT_OUT = re.compile(r"^\W*<[^<>]{3,60}>$")
"""What stands in place of a picture: <Media omitted>."""
_FEWEST = 4
_HEAD = 400
"""Signs within which the first message begins."""


def read_chat(text: str, file: str) -> RawFile | None:
    """The messages of a chat as a table (see `gate_mail`), None where the text is none."""
    for shape in _SHAPES:
        if not shape.search(text[:_HEAD]):
            continue
        found = list(shape.finditer(text))
        names = {one["name"] for one in found}
        if len(found) >= _FEWEST and len(names) < len(found):
            return RawFile(
                file=file,
                form="table",
                extension=CHAT,
                sheets=(RawSheet(name=CHAT, rows=(MAIL_COLUMNS, *_rows(text, found))),),
            )
    return None


def _rows(text: str, found: list[re.Match[str]]) -> list[tuple[str, ...]]:
    days = parse_date([one["day"] for one in found])
    ends = [one.start() for one in found[1:]] + [len(text)]
    rows = []
    for one, day, end in zip(found, days, ends, strict=True):
        words = " ".join(text[one.end() : end].split())
        words = "" if _LEFT_OUT.match(words) else words
        made = f"{one.group().strip()}\n{words}".encode("utf-8", "replace")
        cells = (
            blake2b(made, digest_size=8).hexdigest(),
            day.isoformat() if day else "",
            one["name"].strip(),
            "",
            "",
            "",
            words,
        )
        rows.append(tuple(map(clean_value, cells)))
    return rows
