"""Of a mail only what its sender wrote: no earlier mail below it, no greeting, no signature."""

from __future__ import annotations

import re

from toolkit.intake.names import tokens
from toolkit.intake.speech import ends_sentence, fold, words_of

_RULE = re.compile(r"\s*(?:[-_=*]{5,}.{0,60}[-_=*]{2,}|[-_=]{10,})\s*$")
_WROTE = re.compile(r".{0,200}\b(?:wrote|schrieb|ha scritto|a écrit|escribió)\b.{0,120}:\s*$", re.I)
_HEADER = re.compile(r"[*_]{0,2}(?P<name>[^\W\d_][^:\n]{0,18}?)[*_]{0,2}\s?:[*_]{0,2}\s+\S")
_SIGNATURE = re.compile(r"\s*--\s*$")
_QUOTE = re.compile(r"\s*(?:>|\|\s)")
_GREETING_WORDS = 5
_NAME_WORDS = 3
_CLOSING_WORDS = 6


def own_words(text: str, sender: str) -> str:
    """What the sender wrote in a mail, paragraphs parted by a line end; "" if nothing."""
    lines = [line.rstrip() for line in text.split("\n")]
    lines = [line for line in lines[: _end_of_own(lines)] if not _QUOTE.match(line)]
    lines = _without_end(_without_greeting(lines), sender)
    paragraphs = re.split(r"\n\s*\n", "\n".join(lines))
    joined = (" ".join(paragraph.split()) for paragraph in paragraphs)
    return "\n".join(filter(None, joined))


def _end_of_own(lines: list[str]) -> int:
    """The line from which on an earlier mail, or the signature, stands."""
    for at, line in enumerate(lines):
        wrapped = f"{line} {lines[at + 1]}" if at + 1 < len(lines) else line
        said = _WROTE.match(line) or (
            re.match(r"\s*(?:On|Am|Il|Le|El)\b", line) and _WROTE.match(wrapped)
        )
        if said or _RULE.match(line) or _SIGNATURE.match(line) or _is_header(lines[at : at + 4]):
            return at
    return len(lines)


def _is_header(lines: list[str]) -> bool:
    """Whether these are the first lines of a mail within the mail: From, Sent, To in a row."""
    names = [found["name"] for line in lines[:3] if (found := _HEADER.match(line))]
    known = words_of("speech", "mails", "headers")
    return len(names) > 1 and len(names) == len(lines[:3]) and all(fold(n) in known for n in names)


def _without_greeting(lines: list[str]) -> list[str]:
    """Without "Dear Anna," or a name alone at the top."""
    first = next((at for at, line in enumerate(lines) if line.strip()), len(lines))
    if first == len(lines):
        return []
    line = lines[first].strip()
    words = line.split()
    opens = fold(words[0]).strip(",!") in words_of("speech", "mails", "greetings")
    short = len(words) <= _GREETING_WORDS and (
        line[-1] in ",!–-" or (opens and line[-1] not in ".?")
    )
    called = len(words) <= _NAME_WORDS and all(word[:1].isupper() for word in words)
    alone = first + 1 < len(lines) and not lines[first + 1].strip()
    greets = (short and (opens or called)) or (called and alone and not ends_sentence(line))
    return lines[first + 1 :] if greets else lines[first:]


def _without_end(lines: list[str], sender: str) -> list[str]:
    """Without "Kind regards" and what follows, and without the sender's name at the end."""
    for at in range(1, len(lines)):
        parted = not lines[at - 1].strip()
        if _closes(lines[at], sender) or (parted and _is_name_of(lines[at], sender)):
            lines = lines[:at]
            break
    while lines and (not lines[-1].strip() or _is_name_of(lines[-1], sender)):
        lines = lines[:-1]
    return lines


def _closes(line: str, sender: str) -> bool:
    """Whether a line is "Kind regards", alone or with the sender's name behind."""
    plain = fold(line).replace("&", "and").strip(" ,.!-–")
    if len(plain.split()) > _CLOSING_WORDS:
        return False
    for closing in words_of("speech", "mails", "closings"):
        behind = plain.removeprefix(closing)
        if behind == plain or (behind and behind[0] not in " ,"):
            continue
        if not behind or " " in closing or _is_name_of(behind, sender):
            return True
    return False


def _is_name_of(line: str, sender: str) -> bool:
    own, words = set(tokens(sender)), set(tokens(line))
    return bool(words) and words <= own
