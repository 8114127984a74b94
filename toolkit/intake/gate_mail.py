"""E-mails (.eml, .mbox) as a table of messages: who wrote when to whom, and the words.

Of a mail's two versions the plain one is read; attachments are counted and left alone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import getaddresses, parsedate_to_datetime
from hashlib import blake2b

from toolkit.intake.gate_text import clean_value
from toolkit.intake.raw import RawFile, RawSheet

MAIL_COLUMNS = ("message id", "date", "from", "address", "subject", "by machine", "text")
MAIL = "mail"
"""`RawFile.extension` of such a table."""
_START = re.compile(
    rb"\s{0,8}(?:From \S+.{0,80}\r?\n)?(?:[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]?.{0,998}\r?\n)"
)
_FIELD = re.compile(rb"^(?P<name>[A-Za-z][A-Za-z0-9-]{1,40}):", re.M)
_HEAD_BYTES = 16_000
_OF_A_MAIL = frozenset(
    {b"message-id", b"mime-version", b"received", b"content-type", b"return-path"}
)
_NEXT = re.compile(rb"^From [^\r\n]{3,200}\r?\n(?=[A-Za-z][A-Za-z0-9-]{1,40}:[ \t])", re.M)
_BREAKS = re.compile(r"<br\s*/?>|</(?:p|div|li|tr|h\d|blockquote)\s*>", re.I)
_HIDDEN = re.compile(r"<(style|script|head)\b.*?</\1\s*>|<!--.*?-->", re.I | re.S)
_QUOTED = re.compile(r"<blockquote\b.*</blockquote\s*>", re.I | re.S)
_TAG = re.compile(r"<[^<>]{1,2000}>")
_MACHINES = re.compile(r"(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|mailer-daemon|postmaster)@", re.I)


def is_mail(content: bytes) -> bool:
    """Whether a file begins as a mail or a box of mails does."""
    if not _START.match(content):
        return False
    head = re.split(rb"\r?\n\r?\n", content.lstrip()[:_HEAD_BYTES], maxsplit=1)[0]
    names = {found["name"].lower() for found in _FIELD.finditer(head)}
    return b"from" in names and bool(names & _OF_A_MAIL) and bool(names & {b"date", b"subject"})


def read_mails(content: bytes, file: str) -> RawFile:
    """The mails of a file, a row for each; see `MAIL_COLUMNS`. `date` is ISO, in the sender's zone.

    A mail without an id of its own gets one from its words, so that it is the same everywhere.
    """
    mails = [message_from_bytes(part, policy=policy.default) for part in _parts(content)]
    rows = [_row(mail) for mail in mails]
    attached = sum(1 for mail in mails for part in mail.walk() if part.get_filename())
    return RawFile(
        file=file,
        form="table",
        extension=MAIL,
        sheets=(RawSheet(name=MAIL, rows=(MAIL_COLUMNS, *rows)),),
        notes=(f"{attached} attachments were not read",) if attached else (),
    )


def _parts(content: bytes) -> Sequence[bytes]:
    content = content.lstrip()
    if not content.startswith(b"From "):
        return [content]
    starts = [found.start() for found in _NEXT.finditer(content)] or [0]
    return [
        content[start:end].split(b"\n", 1)[-1]
        for start, end in zip(starts, [*starts[1:], len(content)], strict=True)
    ]


def _row(mail: Message) -> tuple[str, ...]:
    name, address = next(iter(getaddresses([_field(mail, "From")])), ("", ""))
    text = _words(mail)
    written = _day(mail), address.casefold(), text
    own = _field(mail, "Message-ID").strip("<> ")
    made = blake2b("\n".join(written).encode("utf-8", "replace"), digest_size=8).hexdigest()
    automatic = _field(mail, "Auto-Submitted").casefold() not in {"", "no"}
    machine = automatic or bool(_MACHINES.match(address))
    subject = _field(mail, "Subject")
    cells = (own or made, written[0], name, address, subject, "yes" if machine else "", text)
    return tuple(map(clean_value, cells))


def _field(mail: Message, name: str) -> str:
    try:
        return " ".join(str(mail[name] or "").split())
    except (ValueError, IndexError, AttributeError):  # damaged headers make the parser raise these
        return ""


def _day(mail: Message) -> str:
    try:
        return parsedate_to_datetime(_field(mail, "Date")).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return ""


def _words(mail: Message) -> str:
    found = dict(_bodies(mail))
    if plain := found.get("plain", "").strip():
        return plain
    return _of_html(found.get("html", ""))


def _bodies(mail: Message) -> Iterator[tuple[str, str]]:
    """(subtype, words) of what is the mail itself, the first of each kind last."""
    for part in reversed(list(mail.walk())):
        if part.get_content_maintype() != "text" or part.get_filename():
            continue
        try:
            content = part.get_content() if isinstance(part, EmailMessage) else ""
        except (LookupError, ValueError):
            raw = part.get_payload(decode=True)
            content = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else ""
        yield part.get_content_subtype(), str(content).replace("\r\n", "\n")


def _of_html(page: str) -> str:
    text = _BREAKS.sub("\n", _QUOTED.sub("", _HIDDEN.sub("", page)))
    lines = html.unescape(_TAG.sub("", text)).replace("\xa0", " ").split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip()
