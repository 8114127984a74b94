"""What people wrote to each other in mails, chats and channels: a source for each message."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import blake2b

from toolkit.intake.cues import set_aside_rows
from toolkit.intake.gate_chat import CHAT
from toolkit.intake.gate_mail import MAIL
from toolkit.intake.mail_words import own_words
from toolkit.intake.raw import Identity, RawFile, RawSheet, SurveyReading
from toolkit.model.intake import FileReading, Respondent, Source
from toolkit.model.vocabulary import Channel, FileKind, Wave
from toolkit.privacy.off_record import said_off_record
from toolkit.settings import FileSettings

MAILS = "e-mails"
CHANNEL = "Slack export, messages of a channel"
LIST_OF_CHANNELS = "Slack export, list of channels"
LIST_OF_USERS = "Slack export, list of users"
CHATS = "messages of a chat"
_WRITTEN = {MAIL: MAILS, CHAT: CHATS}
_NOTHING = "nobody wrote anything in it."
_MACHINE = "written by a machine"
_EVENT = "tells who joined, left or changed the channel"
_EMPTY = "no words"
_TS = re.compile(r"\d{9,11}\.\d{3,7}")
_MESSAGE = frozenset({"type", "ts", "text"})
_CHANNELS = (frozenset({"id", "created"}), frozenset({"members", "is_archived", "creator"}))
_SAID = frozenset({"", "thread_broadcast", "me_message", "file_share", "reply_broadcast"})
"""Subtypes of messages that somebody wrote."""
_MENTION = re.compile(r"<[@#][A-Z0-9]+(?:\|(?P<name>[^<>]*))?>")
_CALL = re.compile(r"<!(?P<word>\w+)[^<>]*>")
_LINK = re.compile(r"<(?P<link>(?:https?|mailto):[^<>|]+)(?:\|(?P<name>[^<>]+))?>")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Message:
    row: int
    own_id: str
    who: Identity
    text: str
    subject: str = ""
    before: str = ""
    on: date | None = None
    aside: str = ""


def recognise(raw: RawFile) -> str | None:
    """The format's name where the file holds messages, or lists channels; else None."""
    if raw.form != "table" or len(raw.sheets) != 1:
        return None
    if raw.extension in _WRITTEN:
        return _WRITTEN[raw.extension]
    if raw.extension != "json" or len(raw.sheets[0].rows) < 2:
        return None
    header = set(raw.sheets[0].rows[0])
    if _CHANNELS[0] <= header and header & _CHANNELS[1] and "name" in header | _CHANNELS[0]:
        return LIST_OF_CHANNELS if not header & {"profile", "email"} else None
    if not _MESSAGE <= header or not header & {"user", "bot_id", "username"}:
        return None
    stamps = [row.get("ts", "") for row in _records(raw.sheets[0])]
    return CHANNEL if all(map(_TS.fullmatch, stamps)) else None


def recognise_users(raw: RawFile) -> str | None:
    """The format's name where the file lists Slack's accounts, else None."""
    if raw.form != "table" or raw.extension != "json" or len(raw.sheets) != 1:
        return None
    header = set(raw.sheets[0].rows[0]) if raw.sheets[0].rows else set()
    profile = any(name.startswith("profile.") for name in header)
    return LIST_OF_USERS if profile and {"id", "name", "real_name"} <= header else None


def read_messages(raw: RawFile, mine: FileSettings) -> SurveyReading | FileReading:
    """The messages as comments of those who wrote them. Rows are messages, from 1.

    A mail's source is what its sender wrote, not the mails below. A list of channels has no words.
    """
    form = recognise(raw)
    if form == LIST_OF_CHANNELS:
        return FileReading(file=raw.file, kind=FileKind.OTHER, format=form, notes=raw.notes)
    records = _records(raw.sheets[0])
    found = _posts(records) if form == CHANNEL else _mails(records)
    kept = [one for one in found if not one.aside]
    days = [one.on for one in kept if one.on]
    wave = mine.wave or Wave.UNKNOWN
    reading = FileReading(
        file=raw.file,
        kind=FileKind.COMMENT_SHEET,
        format=form or MAILS,
        rows_in=len(found),
        rows_kept=len(kept),
        set_aside=set_aside_rows(((one.row, one.aside) for one in found if one.aside), "message"),
        wave=wave,
        first_on=min(days, default=None),
        last_on=max(days, default=None),
        anonymous=not any(one.who for one in kept),
        problem="" if kept else f"{raw.file}: {_NOTHING}",
        notes=raw.notes,
    )
    return SurveyReading(
        reading=reading,
        respondents=tuple(
            Respondent(respondent_id=one.own_id, file=raw.file, answered_on=one.on, wave=wave)
            for one in kept
        ),
        identities={one.own_id: one.who for one in kept if one.who},
        sources=tuple(_source(one, raw.file, wave) for one in kept),
    )


def _source(one: _Message, file: str, wave: Wave) -> Source:
    return Source(
        source_id=f"{one.own_id}/text",
        file=file,
        channel=Channel.COMMENT_SHEET,
        text=one.text,
        respondent_id=one.own_id,
        question=one.subject,
        before=one.before,
        said_on=one.on,
        wave=wave,
        position=one.row,
        off_record=said_off_record(one.text),
    )


def _records(sheet: RawSheet) -> list[dict[str, str]]:
    header, *rows = sheet.rows
    return [dict(zip(header, row, strict=False)) for row in rows]


def _mails(records: Iterable[Mapping[str, str]]) -> list[_Message]:
    found = []
    for number, record in enumerate(records, start=1):
        text = own_words(record["text"], record["from"])
        aside = _MACHINE if record["by machine"] else "" if text else _EMPTY
        found.append(
            _Message(
                row=number,
                own_id=_own_id(record["message id"]),
                who=Identity(name=_name(record), email=record["address"]),
                text=text,
                subject=re.sub(r"^(?:\s*[A-Za-z]{1,4}\s?:)+\s*", "", record["subject"]),
                on=date.fromisoformat(record["date"]) if record["date"] else None,
                aside=aside,
            )
        )
    return _numbered(found)


def _own_id(*parts: str) -> str:
    """An id from the export's own, without the address or account that stands in it."""
    return blake2b("/".join(parts).encode("utf-8", "replace"), digest_size=6).hexdigest()


def _name(record: Mapping[str, str]) -> str:
    return "" if "@" in record["from"] else record["from"]


def _posts(records: Sequence[Mapping[str, str]]) -> list[_Message]:
    last: dict[str, tuple[str, str]] = {}
    found: list[_Message] = []
    for number, record in enumerate(records, start=1):
        user, text = record.get("user", ""), _readable(record.get("text", ""))
        thread = record.get("thread_ts", "")
        asker, said = last.get(thread, ("", "")) if thread else ("", "")
        one = _Message(
            row=number,
            own_id=_own_id(user, record["ts"]),
            who=Identity(given_id=user, email=record.get("user_profile.email", "")),
            text=text,
            before=said if asker != user else "",
            on=datetime.fromtimestamp(float(record["ts"]), UTC).date(),
            aside=_why_aside(record, text),
        )
        found.append(one)
        if not one.aside:
            last[thread or record["ts"]] = (user, text)
    return _numbered(found)


def _why_aside(record: Mapping[str, str], text: str) -> str:
    if record.get("bot_id") or record.get("subtype") == "bot_message" or not record.get("user"):
        return _MACHINE
    if record.get("subtype", "") not in _SAID:
        return _EVENT
    return "" if re.search(r"[^\W\d_]", re.sub(r":[\w+-]+:", "", text)) else _EMPTY


def _readable(text: str) -> str:
    """A post as its readers see it, people who are called on left out."""
    text = _LINK.sub(lambda found: found["name"] or found["link"], text)
    text = _CALL.sub(lambda found: f"@{found['word']}", _MENTION.sub("@…", text))
    return html.unescape(text).strip()


def _numbered(found: Sequence[_Message]) -> list[_Message]:
    """The messages; of several with one id in a file the later ones are set aside."""
    seen: Counter[str] = Counter()
    kept: list[_Message] = []
    for one in found:
        seen[one.own_id] += 1
        again = seen[one.own_id] > 1 and not one.aside
        kept.append(_set_aside(one) if again else one)
    return kept


def _set_aside(one: _Message) -> _Message:
    return _Message(row=one.row, own_id=one.own_id, who=one.who, text="", aside="the same again")
