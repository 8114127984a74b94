"""A mail that Outlook saved as text: its head in the program's language, then the words."""

from __future__ import annotations

import re
from hashlib import blake2b
from itertools import takewhile

from toolkit.intake.gate_mail import MAIL, MAIL_COLUMNS
from toolkit.intake.gate_text import clean_value
from toolkit.intake.raw import RawFile, RawSheet
from toolkit.intake.said_on import find_date
from toolkit.intake.speech import fold

_FROM = frozenset({"from", "von", "da", "de", "expediteur", "remitente", "mittente", "absender"})
_SENT = frozenset(
    {"sent", "date", "gesendet", "datum", "inviato", "data", "envoye", "enviado", "fecha"}
)
_SUBJECT = frozenset({"subject", "betreff", "oggetto", "objet", "asunto"})
_LINE = re.compile(r"\s*(?P<name>[^\W\d_][^:\n\t]{0,18}?)\s?:[ \t]+(?P<value>\S.*)$")
_ADDRESS = re.compile(r"[<\[(]?(?:mailto:)?(?P<address>[^\s<>\[\]()]+@[^\s<>\[\]()]+)[>\])]?")
_MOST_FIELDS = 10


def read_saved_mail(text: str, file: str) -> RawFile | None:
    """The mail as a table of one message (see `gate_mail`), None where the text is none."""
    lines = text.lstrip().split("\n")
    head = list(takewhile(bool, map(_LINE.match, lines[: _MOST_FIELDS + 1])))
    fields = {fold(one["name"]): one["value"].strip() for one in reversed(head) if one}
    who, sent, about = (_one(fields, names) for names in (_FROM, _SENT, _SUBJECT))
    day = find_date(re.sub(r"^[^\W\d_]+,?\s+", "", sent or ""))
    first = fold(head[0]["name"]) if head and head[0] else ""
    if first not in _FROM or len(head) > _MOST_FIELDS or not (who and sent and about is not None):
        return None
    words = "\n".join(lines[len(head) :]).strip()
    address = _ADDRESS.search(who)
    name = _ADDRESS.sub("", who).strip(" \"'")
    made = blake2b(f"{day}\n{who}\n{words}".encode("utf-8", "replace"), digest_size=8).hexdigest()
    row = (
        made,
        day.isoformat() if day else "",
        name,
        address["address"] if address else "",
        about,
        "",
        words,
    )
    sheet = RawSheet(name=MAIL, rows=(MAIL_COLUMNS, tuple(map(clean_value, row))))
    return RawFile(file=file, form="table", extension=MAIL, sheets=(sheet,))


def _one(fields: dict[str, str], names: frozenset[str]) -> str | None:
    return next((value for key, value in fields.items() if key in names), None)
