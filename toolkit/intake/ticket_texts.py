"""What the texts of a ticket hold besides its words: the last answer, and other tickets' ids."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from toolkit.intake.dates import parse_moment
from toolkit.intake.markup import plain_text
from toolkit.intake.names import fold, tokens

_SERVICE_NOW = r"(?:PRB|CHG|INC|RITM|REQ|PTASK|CTASK|SCTASK|TASK|CS)\d{4,10}"
_NO_PROJECT = "UTF|ISO|RFC|SHA|COVID|HTTP|IPV|USB|WIN|DIN|EN|KW|CW|MP|PS|KB|KBA|FAQ"
_JIRA = rf"(?!(?:{_NO_PROJECT})-)[A-Z][A-Z0-9]{{1,9}}-\d{{1,6}}"
_LINKED = re.compile(rf"(?<![\w-])(?:{_SERVICE_NOW}|{_JIRA})(?![\w-])")
_JIRA_COMMENT = re.compile(
    r"^(?P<when>[^;\n]{6,40});(?P<who>[^;\n]{0,120});(?P<text>.*)$", re.DOTALL
)
_JOURNAL = re.compile(
    r"^\[?(?P<when>\d{1,4}[-/.]\w{1,4}[-/.]\d{1,4},?[ T]\d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?)\]?"
    r"[ \t]*(?:[-–|,][ \t]*|(?=[^\n]{1,120}:[ \t]*$))(?P<who>[^\n(]{1,80}?)"
    r"\s*(?:\((?P<kind>[^)\n]{1,60})\))?\s*:?$",
    re.MULTILINE | re.IGNORECASE,
)
"""The head line of an entry: "2026-03-02 10:12 - Ann Bow (Work notes)", "02.03.2026 10:12 Bow:"."""

IN_GROUPS = r"\d{1,3}(?:[ \u00a0\u202f.'’]\d{3})+"
"""A number as some tools export it: its digits in groups of three."""
_GROUPED = re.compile(rf"(?<![\w.,])#?{IN_GROUPS}(?![\w,])")
PARAGRAPH = "\n\n"
"""Between the answers of one ticket."""


@dataclass(frozen=True, slots=True)
class Comment:
    """One entry of a ticket's thread."""

    who: str
    when: str
    text: str


def own_id(cell: str) -> str:
    """A ticket's id without the number sign, its digits in one group ("#2 345" is 2345)."""
    text = cell.strip()
    return (_joined(text) if _GROUPED.fullmatch(text) else text).lstrip("#")


def _joined(text: str) -> str:
    return _GROUPED.sub(lambda found: re.sub(r"[^\d#]", "", found[0]), text)


def linked_ids(own: str, links: Iterable[str], asked: str, answered: str) -> list[str]:
    """Ids of other tickets, problems and changes: the link columns' first, then those in texts.

    `own` is the ticket's id as its cell has it. What the caller wrote (`asked`) names articles,
    devices and courses too that look the same: only ids of the ticket's own kind are taken there.
    """
    grouped = _GROUPED.fullmatch(own.strip()) is not None
    cells = [_joined(link) if grouped else link for link in links]
    found = [part.strip() for link in cells for part in re.split(r"[;,\s]+", link) if part.strip()]
    found = [link for link in found if any(char.isdigit() for char in link)]
    kind = _project(own)
    told = _LINKED.findall(asked)
    found += [one for one in told if _project(one) == kind or re.fullmatch(_SERVICE_NOW, one)]
    found += _LINKED.findall(answered)
    mine = own_id(own).casefold()
    return [link for link in dict.fromkeys(found) if link.casefold() != mine]


def _project(ticket_id: str) -> str:
    return re.split(r"[-_ ]?\d", ticket_id.strip(), maxsplit=1)[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Whose ticket it is, by every name that a comment may bear, and what was asked."""

    name: str = ""
    login: str = ""
    email: str = ""
    words: str = ""
    """The ticket's description: some tools repeat it as the first comment."""

    def wrote(self, comment: Comment) -> bool:
        """Whether a comment is the caller's own; one without an author is taken as an answer."""
        if self.words and fold(plain_text(comment.text)) == fold(self.words):
            return True
        who = comment.who.strip()
        if not who:
            return False
        keys = {fold(one) for one in (self.login, self.email) if one}
        return fold(who) in keys or (
            bool(self.name) and sorted(tokens(who)) == sorted(tokens(self.name))
        )


def answers(cells: Sequence[str], asker: Asker) -> str:
    """All comments that are not the caller's own, in order of time, with PARAGRAPH between them.

    "" where there is none. `cells` are comment columns: one comment each (Jira:
    `time;author;words`), a journal with one head line for each entry, or JSON.
    """
    comments = [comment for cell in cells for comment in _comments(cell)]
    found = [one for one in comments if one.text.strip() and not asker.wrote(one)]
    moments = parse_moment([one.when for one in found])
    if found and all(moments):
        order = sorted(range(len(found)), key=lambda at: (str(moments[at]), at))
        found = [found[at] for at in order]
    texts = (re.sub(r"\n\s*\n", "\n", plain_text(one.text)).strip() for one in found)
    told = (text for text in texts if any(char.isalpha() for char in text))
    return PARAGRAPH.join(dict.fromkeys(told))


def later_comments(cells: Sequence[str], closed: str) -> list[str]:
    """What was written after a ticket was closed, by anybody, in order of time.

    Only comments with a time; none where `closed`, the cell of the closing day, tells no day. On
    that day itself they count where the cell tells the hour.
    """
    comments = [one for cell in cells for one in _comments(cell) if one.when and one.text.strip()]
    end, *moments = parse_moment([closed, *(one.when for one in comments)])
    if end is None:
        return []
    last = end if end.time() != time.min else datetime.combine(end.date(), time.max)
    told = [(when, at) for at, when in enumerate(moments) if when is not None and when > last]
    return [plain_text(comments[at].text).strip() for _, at in sorted(told)]


def without_stamps(cell: str) -> str:
    """What a cell tells, without the lines that say who wrote it when."""
    return PARAGRAPH.join(one.text.strip() for one in _journal(cell)) or cell


def is_comment(cell: str) -> bool:
    """Whether a cell holds comments as help desks write them, with their time and author."""
    return any(one.when and one.who for one in _comments(cell))


def _comments(cell: str) -> list[Comment]:
    if found := _JIRA_COMMENT.match(cell.strip()):
        if parse_moment([found["when"]])[0]:
            return [Comment(found["who"], found["when"], found["text"])]
    if cell.lstrip().startswith(("[", "{")) and (listed := _from_json(cell)):
        return listed
    return _journal(cell) or [Comment("", "", cell)]


def _journal(cell: str) -> list[Comment]:
    heads = list(_JOURNAL.finditer(cell))
    if not heads:
        return []
    ends = [head.start() for head in heads[1:]] + [len(cell)]
    return [
        Comment(head["who"], head["when"], cell[head.end() : end])
        for head, end in zip(heads, ends, strict=True)
    ]


def _from_json(cell: str) -> list[Comment]:
    try:
        content = json.loads(cell)
    except ValueError:
        return []
    entries = content if isinstance(content, list) else [content]
    return [_from_entry(entry) for entry in entries if isinstance(entry, dict)]


def _from_entry(entry: dict[str, object]) -> Comment:
    def first(*names: str) -> str:
        return next((str(entry[name]) for name in names if entry.get(name)), "")

    return Comment(
        first("author", "author_name", "author_id", "from", "user"),
        first("created_at", "created", "date", "time"),
        first("plain_body", "body", "text", "comment", "value"),
    )
