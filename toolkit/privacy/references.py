"""Numbers, addresses and links by which somebody could be looked up.

Amounts of money, dates, times, percentages and plain counts stay.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from toolkit.privacy.tokens import Token, fold
from toolkit.privacy.word_lists import folded_words

Found = tuple[int, int, str]
"""Start, end, kind ("e-mail", "link", "phone", "number")."""

_AT = r"(?:@|\s?[\[({]\s?(?:at|ät|chez|arroba|chiocciola)\s?[\])}]\s?)"
_DOT = r"(?:\.|\s?[\[({]\s?(?:dot|punkt|punto|point)\s?[\])}]\s?)"
_SIGN_OF_ADDRESS = re.compile(r"@|[\[({]\s?(?:at|ät|chez|arroba|chiocciola)", re.IGNORECASE)
_EMAIL = re.compile(
    rf"(?:mailto:)?[\w.+%&'’\-]{{0,63}}\w{_AT}[\w\-]{{1,63}}(?:{_DOT}[\w\-]{{1,63}}){{1,8}}",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@./])@[\w.\-]*\w")
_NATIONAL = r"(?:de|at|ch|it|fr|es|co\.uk|uk|io|nl|be|pl|se|dk|pt|us)"
_LINK = re.compile(
    rf"""
    \b(?:https?|ftp|file|sftp|teams|slack|msteams|zoommtg)://[^\s<>"“”»)\]]+
    | \bwww\.[^\s<>"“”»)\]]+
    | (?<![\w.\-])(?:[a-z0-9][a-z0-9\-]{{0,62}}\.){{1,8}}
        (?:com|net|org|eu|info|example|local|intranet|internal)\b(?:[:/][^\s<>"“”»)\]]*)?
    | (?<![\w.\-])(?:[a-z0-9][a-z0-9\-]{{0,62}}\.){{1,8}}{_NATIONAL}/[^\s<>"“”»)\]]+
    | (?<![\w.\-])(?:[a-z0-9][a-z0-9\-]{{0,62}}\.){{2,8}}{_NATIONAL}\b
    | \\\\[\w\-.$]+(?:\\[^\s\\<>"|?*]+)+          # a share on a server
    | \b[A-Za-z]:\\[^\s<>"|?*]+                     # a path of a user's
    | (?<![\w/])/(?:home|users)/[^\s<>"|?*]+
    """,
    re.IGNORECASE | re.VERBOSE,
)
_END_OF_LINK = ".,;:!?'’…"
_DIGIT = re.compile(r"\d")
_SEPARATED = r"[ \u00a0\u202f./\-–]"
_IBAN = re.compile(
    r"\b[A-Z]{2}\d{2}(?:[ \u00a0\-]?[A-Z0-9]{4}){2,7}(?:[ \u00a0\-]?[A-Z0-9]{1,4})?\b",
    re.IGNORECASE,
)
_CARD = re.compile(rf"(?<!\d)\d{{4}}(?:{_SEPARATED}\d{{4}}){{2,4}}(?!\d)")
_PHONES = (
    re.compile(
        rf"(?<![\w+])(?:\+|00)[1-9]\d{{0,2}}{_SEPARATED}?(?:\(0?\d{{0,4}}\){_SEPARATED}?)?"
        rf"\d(?:{_SEPARATED}{{0,2}}\d){{5,13}}(?!\d)"
    ),
    re.compile(rf"(?<![\w.,])\(0\d{{1,5}}\){_SEPARATED}?\d(?:{_SEPARATED}?\d){{3,10}}(?!\d)"),
    re.compile(rf"(?<![\w.,])0\d{{1,4}}{_SEPARATED}{{1,3}}\d(?:{_SEPARATED}?\d){{4,10}}(?!\w)"),
    re.compile(r"(?<![\w.,])0\d{8,12}(?!\w)"),
    re.compile(r"(?<![\w.,])\(?[2-9]\d\d\)?[ .\-]\d{3}[ .\-]\d{4}(?!\d)"),
    re.compile(r"(?<![\w.,])[679]\d\d[ .](?:\d{3}[ .]\d{3}|\d\d[ .]\d\d[ .]\d\d)(?!\d)"),
)
_PHONE_BEHIND_WORD = re.compile(r"[+(]?\d(?:[ .\-/()\u00a0]{0,2}\d){1,14}(?!\w)")
_MONEY_BEFORE = re.compile(r"(?:[€$£¥]|\b(?:EUR|USD|GBP|CHF|euros?)) ?$", re.IGNORECASE)
_MONEY_OR_UNIT = re.compile(
    r"""
    \s?(?: [€$£¥%‰°]
    | (?: eur|usd|gbp|chf|euros?|dollars?|pounds?|franken|k|m|mio|mrd|bn|km|kg|g|mm|cm|ml|l|mb|gb
        | tb|kb|kwh|kw|px|dpi|min|sec|sek|ms|h|hrs?|std|x|pct|percent|prozent)\b )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ENDS_SENTENCE = re.compile(r"\.\s")
_GAP = re.compile(r"[ .:\-#°º№\u00a0]{0,4}")
_MARKED = re.compile(r"[#°º№]")
_NUMBER = re.compile(
    r"(?<![\w.,])\(?[A-Z]{0,5}[\-_/]?\d(?:[\dA-Z]|[\-_/.](?=[\dA-Z]))*(?!\w)(?!\s?[%€$£])"
    r"|(?<!\w)\+\d+",
    re.IGNORECASE,
)
_HASH = re.compile(r"#\s?\d{3,}\b")
_CODE = re.compile(
    r"(?<![\w.,/\-])[A-Z]{1,10}(?:[\-_/][A-Z]{1,8}){0,2}[\-_/]?\d[\dA-Z]*(?:[\-_/][\dA-Z]+)*(?!\w)"
)
_LONG = re.compile(r"(?<![\w.,:+\-/€$£])\d{6,}[A-Z]?(?!\w|[.,:]\d|[\-/]\d)")
_MIXED = re.compile(
    r"(?<![\w.,/\-])(?=\d*[A-Za-z])(?=(?:[A-Za-z]*\d){5})[A-Za-z]{0,4}\d[\dA-Za-z]{4,}(?!\w)"
)
_GROUPED = re.compile(r"(?<![\w.,:+\-/€$£])\d{2,4}(?:[\-/]\d{2,6}){1,3}(?!\w|[.,]\d)")
_DATE = re.compile(
    r"""
    \d{4}[\-/.]\d{1,2}[\-/.]\d{1,2} | \d{1,2}[\-/.]\d{1,2}[\-/.](?:\d{4}|\d{2})
    | (?:19|20)\d\d[\-/](?:(?:19|20)\d\d|\d\d) | \d{1,2}[\-/](?:19|20)\d\d
    | \d{1,3}[\-/]\d{1,3}
    """,
    re.VERBOSE,
)
_DAY_AS_NUMBER = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LETTERS = re.compile(r"[A-Za-z]+")
_WITH_UNIT = re.compile(r"\d+[A-Za-z]{1,3}|\d+x\d+")
_LEAST_DIGITS_OF_ACCOUNT, _LEAST_DIGITS_OF_GROUPED = 10, 6


def find_references(text: str, tokens: Sequence[Token]) -> Iterator[Found]:
    """Everything of a text that points at a person, a case, a customer or a place on a network.

    Finds may overlap; the caller sorts that out.
    """
    if _SIGN_OF_ADDRESS.search(text):
        yield from ((*found.span(), "e-mail") for found in _EMAIL.finditer(text))
        yield from ((*found.span(), "name") for found in _HANDLE.finditer(text))
    if "." in text or "\\" in text or "/" in text:
        for found in _LINK.finditer(text):
            end = found.end() - len(found.group()) + len(found.group().rstrip(_END_OF_LINK))
            yield found.start(), end, "link"
    if _DIGIT.search(text):
        yield from _numbers(text, tokens)


def find_bank_numbers(text: str) -> Iterator[Found]:
    """IBANs and numbers of cards: they hold what looks like a telephone number."""
    for pattern in (_IBAN, _CARD) if _DIGIT.search(text) else ():
        for found in pattern.finditer(text):
            if sum(map(str.isdigit, found.group())) >= _LEAST_DIGITS_OF_ACCOUNT:
                yield *found.span(), "number"


def _numbers(text: str, tokens: Sequence[Token]) -> Iterator[Found]:
    yield from _phones(text)
    yield from _announced(text, tokens)
    yield from ((*found.span(), "number") for found in _HASH.finditer(text))
    yield from ((*found.span(), "number") for found in _CODE.finditer(text) if _is_code(found))
    yield from _bare_numbers(text)


def _announced(text: str, tokens: Sequence[Token]) -> Iterator[Found]:
    """Numbers behind a word that says whose they are: "ticket 4711", "Kundennr.: 44551"."""
    starts = [token.start for token in tokens]
    for found in _NUMBER.finditer(text):
        place, marked = bisect_left(starts, found.start()), False
        word, gap = _word_before(text, tokens, place, found.start())
        while word in _references("between") and word not in _references("words"):
            marked = True
            place -= 1
            word, gap = _word_before(text, tokens, place, tokens[place].start)
        marked = marked or _MARKED.search(gap) is not None
        if word in _references("phone_words"):
            phone = _PHONE_BEHIND_WORD.match(text, found.start())
            start, end = phone.span() if phone else found.span()
            if sum(map(str.isdigit, text[start:end])) >= _least_digits_of_phone(word):
                yield start, end, "phone"
        elif word in _references("words") and _is_reference(word, found.group(), marked=marked):
            yield *found.span(), "number"


def _least_digits_of_phone(word: str) -> int:
    """Extensions are short; "cell 12" and "call 200" are none."""
    return 3 if word in _references("extension_words") else 6


def _word_before(text: str, tokens: Sequence[Token], place: int, start: int) -> tuple[str, str]:
    """The folded word before this place and what stands between; "" if more than signs do."""
    if place == 0:
        return "", ""
    gap = text[tokens[place - 1].end : start]
    word = tokens[place - 1].folded
    ended = _ENDS_SENTENCE.match(gap) and word not in _references("abbreviations")
    return (word, gap) if _GAP.fullmatch(gap) and not ended else ("", "")


def _phones(text: str) -> Iterator[Found]:
    for pattern in _PHONES:
        for found in pattern.finditer(text):
            if not _is_amount(text, *found.span()) and not _DATE.fullmatch(found.group()):
                yield *found.span(), "phone"


def _bare_numbers(text: str) -> Iterator[Found]:
    """Numbers too long, or too mixed, for a count: no round ones, amounts, days and units."""
    for found in _LONG.finditer(text):
        if not _is_count(found.group()) and not _is_amount(text, *found.span()):
            yield *found.span(), "number"
    for found in _MIXED.finditer(text):
        if not _WITH_UNIT.fullmatch(found.group()):
            yield *found.span(), "number"
    for found in _GROUPED.finditer(text):
        n_digits = sum(map(str.isdigit, found.group()))
        if n_digits >= _LEAST_DIGITS_OF_GROUPED and not _DATE.fullmatch(found.group()):
            yield *found.span(), "number"


def _is_count(digits: str) -> bool:
    return digits.endswith("000") or _DAY_AS_NUMBER.fullmatch(digits) is not None


def _is_amount(text: str, start: int, end: int) -> bool:
    """Whether money or a unit stands beside it."""
    return bool(_MONEY_BEFORE.search(text[max(0, start - 6) : start])) or bool(
        _MONEY_OR_UNIT.match(text, end)
    )


def _is_code(found: re.Match[str]) -> bool:
    """Letters and a number that name one thing: a ticket's key, not a norm, a quarter or a year."""
    code = found.group()
    letters = _LETTERS.match(code)
    first = letters.group() if letters else ""
    digits = "".join(char for char in code if char.isdigit())
    if fold(first) in _references("not_references") or _YEAR.fullmatch(digits):
        return False
    joined = code[len(first)] in "-_/"
    return len(digits) >= (3 if joined and len(first) > 1 else 4)


_STRONG = frozenset(map(fold, "ticket tickets case incident issue vorgang pratica bug".split()))
_LOOSE = frozenset(
    map(fold, "order record lead opportunity offer quote mitarbeiter member claims number".split())
)


def _is_reference(word: str, number: str, *, marked: bool) -> bool:
    """Whether the number behind such a word names one thing; years and round counts do not."""
    digits = "".join(char for char in number if char.isdigit())
    plain = number.isdigit()
    if marked:
        return len(digits) >= 2
    if plain and (_YEAR.fullmatch(number) or digits.endswith("000")):
        return False
    folded = fold(word)
    if folded in _STRONG:
        return len(digits) >= 3
    return len(digits) >= (5 if folded in _LOOSE else 4)


def _references(name: str) -> frozenset[str]:
    return folded_words("reference", name)
