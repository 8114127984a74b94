"""Wiki and HTML mark-up reduced to the text that a reader sees."""

from __future__ import annotations

import html
import re

_BLOCK = re.compile(r"\{(?:code|noformat|panel|quote|color|expand|anchor|toc)(?::[^}\n]{0,200})?\}")
_SN_CODE = re.compile(r"\[/?code\]")
_IMAGE = re.compile(r"(?<![\w!])!([^!\n|]{1,200}\.\w{2,5})(?:\|[^!\n]{0,200})?!")
_LINK = re.compile(r"\[([^\]|\n]{1,300})\|([^\]\n]{1,500})\]")
_BARE_LINK = re.compile(r"\[((?:https?|mailto|ftp):[^\]\n]{1,500})\]")
_MENTION = re.compile(r"\[~(?:accountid:)?[^\]\n]{1,100}\]")
_HEADING = re.compile(r"^h[1-6]\.\s+", re.MULTILINE)
_BULLET = re.compile(r"^[ \t]*(?:[*#]{1,6}|-)[ \t]+", re.MULTILINE)
_RULE = re.compile(r"^-{4,}[ \t]*$", re.MULTILINE)
_CELLS = re.compile(r"^\|{1,2}(.*?)\|{0,2}[ \t]*$", re.MULTILINE)
_EMPHASIS = re.compile(r"(?<![\w*_+\-])([*_+])(?=\S)([^\n*_+]{1,400}?)(?<=\S)\1(?![\w*_+\-])")
_BREAK = re.compile(r"<\s*(?:br|/p|/div|/li|/tr|/h\d)\b[^>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|b|i|u|p|em|br|hr|ul|ol|li|dl|dt|dd|td|th|tr|pre|div|img|sub|sup|font|span|code|body|"
    r"html|table|tbody|thead|strong|center|small|label|blockquote|h[1-6])\b[^<>]{0,1000}>",
    re.IGNORECASE,
)
_HIDDEN = re.compile(
    r"<(script|style|head)\b[^>]{0,500}>.{0,20000}?</\1\s*>", re.IGNORECASE | re.DOTALL
)
_BLANKS = re.compile(r"[ \t\u00a0]+")
_LINES = re.compile(r"\s*\n\s*")


def plain_text(text: str) -> str:
    """The text without mark-up, its lines joined by one line break, blanks collapsed.

    Words inside code and quotes stay, of a link its words stay, of an image nothing does.
    """
    if not text:
        return ""
    bare = _wiki(_html(text)) if _has_markup(text) else text
    return _LINES.sub("\n", _BLANKS.sub(" ", bare)).strip()


def _has_markup(text: str) -> bool:
    return any(sign in text for sign in "{[<*_+!|&#") or "h1." in text or "- " in text


def _html(text: str) -> str:
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", _HIDDEN.sub(" ", text)))
    return html.unescape(text) if "&" in text else text


def _wiki(text: str) -> str:
    text = _SN_CODE.sub("", _BLOCK.sub(" ", text))
    text = _MENTION.sub("", _BARE_LINK.sub(r"\1", _LINK.sub(r"\1", _IMAGE.sub(" ", text))))
    text = _BULLET.sub("", _HEADING.sub("", _RULE.sub("", text)))
    text = _CELLS.sub(lambda row: " ".join(re.split(r"\|+", row[1])).strip(), text)
    for _ in range(2):  # *_both_*
        text = _EMPHASIS.sub(r"\2", text)
    return text
