"""What the texts of a ticket hold besides its words: the last answer, and other tickets' ids."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.intake.dates import parse_moment
from toolkit.intake.markup import plain_text
from toolkit.intake.names import fold, tokens

_SERVICE_NOW = r"(?:PRB|CHG|INC|RITM|REQ|KB|PTASK|CTASK|SCTASK|TASK|CS)\d{4,10}"
_NO_PROJECT = "UTF|ISO|RFC|SHA|COVID|HTTP|IPV|USB|WIN|DIN|EN|KW|CW|MP|PS"
_JIRA = rf"(?!(?:{_NO_PROJECT})-)[A-Z][A-Z0-9]{{1,9}}-\d{{1,6}}"
_LINKED = re.compile(rf"(?<![\w-])(?:{_SERVICE_NOW}|{_JIRA})(?![\w-])")
_JIRA_COMMENT = re.compile(
    r"^(?P<when>[^;\n]{6,40});(?P<who>[^;\n]{0,120});(?P<text>.*)$", re.DOTALL
)
_JOURNAL = re.compile(
    r"^(?P<when>\d{1,4}[-/.]\w{1,4}[-/.]\d{1,4}[ T]\d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?)"
    r"\s*[-–]\s*(?P<who>[^\n(]{1,80}?)\s*(?:\((?P<kind>[^)\n]{1,60})\))?\s*:?$",
    re.MULTILINE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Comment:
    who: str
    when: str
    text: str


def linked_ids(own: str, links: Iterable[str], texts: Iterable[str]) -> list[str]:
    """Ids of other tickets, problems and changes: the link columns' first, then those in texts."""
    found = [part.strip() for link in links for part in re.split(r"[;,\s]+", link) if part.strip()]
    found = [link for link in found if any(char.isdigit() for char in link)]
    found += [match for text in texts for match in _LINKED.findall(text)]
    return [link for link in dict.fromkeys(found) if link.casefold() != own.casefold()]


def last_answer(cells: Sequence[str], caller: str, login: str) -> str:
    """The last comment that is not the caller's own, "" where there is none.

    `cells` are comment columns: one comment each (Jira: `time;author;words`), a journal with one
    head line for each entry, or JSON. Comments without an author count as answers.
    """
    comments = [comment for cell in cells for comment in _comments(cell)]
    answers = [one for one in comments if not _is_by(one.who, caller, login) and one.text.strip()]
    if not answers:
        return ""
    moments = parse_moment([one.when for one in answers])
    if all(moments):
        order = sorted(range(len(answers)), key=lambda at: (str(moments[at]), at))
        return plain_text(answers[order[-1]].text)
    return plain_text(answers[-1].text)


def _comments(cell: str) -> list[_Comment]:
    if found := _JIRA_COMMENT.match(cell.strip()):
        if parse_moment([found["when"]])[0]:
            return [_Comment(found["who"], found["when"], found["text"])]
    if cell.lstrip().startswith(("[", "{")) and (listed := _from_json(cell)):
        return listed
    return _journal(cell) or [_Comment("", "", cell)]


def _journal(cell: str) -> list[_Comment]:
    heads = list(_JOURNAL.finditer(cell))
    if not heads:
        return []
    ends = [head.start() for head in heads[1:]] + [len(cell)]
    return [
        _Comment(head["who"], head["when"], cell[head.end() : end])
        for head, end in zip(heads, ends, strict=True)
    ]


def _from_json(cell: str) -> list[_Comment]:
    try:
        content = json.loads(cell)
    except ValueError:
        return []
    entries = content if isinstance(content, list) else [content]
    return [_from_entry(entry) for entry in entries if isinstance(entry, dict)]


def _from_entry(entry: dict[str, object]) -> _Comment:
    def first(*names: str) -> str:
        return next((str(entry[name]) for name in names if entry.get(name)), "")

    return _Comment(
        first("author", "author_name", "author_id", "from", "user"),
        first("created_at", "created", "date", "time"),
        first("plain_body", "body", "text", "comment", "value"),
    )


def _is_by(who: str, caller: str, login: str) -> bool:
    if not who:
        return False
    same_login = bool(login) and fold(who) == fold(login)
    return same_login or (bool(caller) and sorted(tokens(who)) == sorted(tokens(caller)))
