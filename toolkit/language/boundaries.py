"""Where one sentence ends and the next begins inside a stretch of text without list or line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from toolkit.language.abbreviations import Abbreviation, find_abbreviations
from toolkit.language.layout import Break, Cuts
from toolkit.language.punkt_model import PunktModel, punkt_model

_EMOJI: Final = "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d]+"
_EMOTICON: Final = r"(?<!\w)(?:[:;=8][-'^]?[)(\]\[DPpOo/|3*]+|<3|\^\^|[xX]D)(?!\w)"
_FACE: Final = rf"(?:{_EMOJI}|{_EMOTICON})"
_CANDIDATE: Final = re.compile(
    r"(?P<marks>[.!?…。！？]+(?:\s[!?]+)*)"  # noqa: RUF001
    r"(?P<closing>(?:[\"'’”“»›)\]}*_]|\s»)*)"
    rf"(?P<faces>(?:\s*{_FACE}(?!\w)){{,9}})"
    rf"|{_FACE}(?:\s*{_FACE}){{,9}}(?=\s)"
)
"""Marks that may end a sentence with what clings to them, or faces before a blank."""
_BLANKS: Final = re.compile(r"\s*")
_OPENING: Final = re.compile(r"[\"'‘“„«‹(\[{*_\s–—-]*")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LAST_WORD: Final = re.compile(r"[^\W_]+\Z")
_INVERTED: Final = "¿¡"
_FULL_WIDTH: Final = re.compile(r"[。！？]")  # noqa: RUF001
_CODE: Final = re.compile(r"[/\\@=_]|^www\.", re.IGNORECASE)
_DOTS: Final = re.compile(r"\.{2,}|…")
_VOWEL: Final = re.compile(r"[aeiouyà-öø-ÿ]")
_LONGEST_WORD: Final = 60
_FRAGMENT_WORDS: Final = 3
"""Dots beside fewer words than this are a hesitation: "Well... the search is slow"."""
_LONGEST_ORDINAL: Final = 2
_LONGEST_CONTRACTION: Final = 5
_FILE_AND_SITE_ENDINGS: Final = frozenset(
    "at be bat bmp br ch cn co com csv de dk doc docx edu es eu example exe fr gif gov htm html "
    "info io ie it jpeg jpg js json log md mp4 msg net nl no org pdf php pl png ppt pptx pt py ru "
    "se sql svg tsv txt uk us vtt xls xlsx xml zip".split()
)


def sentence_cuts(text: str, language: str) -> Cuts:
    """Offsets in the text at which a further sentence starts, with what opens it."""
    stretch = _Stretch(text, language)
    cuts: Cuts = {}
    began = 0
    for match in _CANDIDATE.finditer(text):
        end = _read(text, match, began)
        found = stretch.judge(end) if end.next < len(text) else None
        if found:
            began = end.next
            cuts[began] = found
    return cuts


@dataclass(frozen=True, slots=True)
class _End:
    """A place where a sentence may end."""

    marks: str
    """".", "?!", "..."; empty where only a face stands."""
    closing: str
    """Quotes and brackets that close behind the marks."""
    start: int
    end: int
    """Behind marks, closing quotes and faces."""
    next: int
    """Where the text goes on."""
    began: int
    """Where the sentence started that may end here."""

    @property
    def is_glued(self) -> bool:
        """True if no blank stands behind it."""
        return self.next == self.end


def _read(text: str, match: re.Match[str], began: int) -> _End:
    blanks = _BLANKS.match(text, match.end())
    return _End(
        marks=match["marks"] or "",
        closing=match["closing"] or "",
        start=match.start(),
        end=match.end(),
        next=blanks.end() if blanks else match.end(),
        began=began,
    )


class _Stretch:
    """One stretch of text, with what is found out about it on the way."""

    def __init__(self, text: str, language: str) -> None:
        self._text = text
        self._language = language

    def judge(self, end: _End) -> Break | None:
        """What opens the text behind a candidate; None if nothing ends there."""
        if not end.marks:
            return Break.EMOJI if self._capital_starts(end) else None
        if self._is_aside(end):
            return None
        if "!" in end.marks or "?" in end.marks:
            return Break.SENTENCE if self._call_parts(end) else None
        if "…" in end.marks or len(end.marks) > 1:
            return Break.ELLIPSIS if self._dots_part(end) else None
        if _FULL_WIDTH.match(end.marks):
            return Break.SENTENCE
        parts = self._glued_stop_parts(end) if end.is_glued else self._stop_parts(end)
        return Break.SENTENCE if parts else None

    def _is_aside(self, end: _End) -> bool:
        """True for "(!)", and where the sentence goes on behind a closing quote or a comma."""
        before = self._text[end.start - 1 : end.start] if end.start else ""
        goes_on = self._text[end.next] in ",;:)"
        in_brackets = before in ("(", "[") and end.closing[:1] in (")", "]")
        return goes_on or in_brackets or bool(end.closing and self._next_word(end)[:1].islower())

    def _call_parts(self, end: _End) -> bool:
        """Question and call marks end a sentence, even before a small letter; but not in a URL."""
        if not end.is_glued or _FULL_WIDTH.search(end.marks):
            return True
        if self._text[end.next] in _INVERTED:
            return True
        words = self._word_before(end) and _WORD.match(self._text, end.next)
        return bool(words) and not _CODE.search(self._token(end))

    def _dots_part(self, end: _End) -> bool:
        """Dots part before a capital, or where the writer uses nothing else to part sentences."""
        reach = max(end.began, end.start - _LONGEST_WORD)
        left = _DOTS.split(self._text[reach : end.start])[-1]
        following = _CANDIDATE.search(self._text, end.next)
        right = self._text[end.next : following.start() if following else None]
        if min(len(left.split()), len(right.split())) < _FRAGMENT_WORDS:
            return False
        return self._dots_are_stops or self._capital_starts(end)

    @cached_property
    def _dots_are_stops(self) -> bool:
        """True if the stretch has dots twice or more and no other mark but at its end."""
        marks = [m["marks"] for m in _CANDIDATE.finditer(self._text.rstrip(".!?… ")) if m["marks"]]
        return len(marks) > 1 and all("…" in found or ".." in found for found in marks)

    def _stop_parts(self, end: _End) -> bool:
        """A full stop before a blank: abbreviations and ordinals first, then Punkt's word."""
        kind = self._abbreviation(end)
        if kind is not None:
            return kind is Abbreviation.EITHER and self._capital_starts(end)
        before, after = self._word_before(end), self._next_word(end)
        if self._is_ordinal(before):
            return self._model.starts_sentences(after)
        if after[:1].islower() and _is_contraction(before):
            return False
        return self._model.ends_sentence(self._token_before(end), self._token_after(end))

    def _glued_stop_parts(self, end: _End) -> bool:
        """A full stop with no blank behind it: "slow.Also", but not "Node.js" or "Account.Name"."""
        if self._text[end.next] in _INVERTED:
            return True
        before, match = self._word_before(end), _WORD.match(self._text, end.next)
        after = match.group() if match else ""
        if not before or not after or self._abbreviation(end) or _CODE.search(self._token(end)):
            return False
        starts = self._model.starts_sentences(after)
        if before.isdigit():
            return starts and after[0].isupper()
        if after.casefold() in _FILE_AND_SITE_ENDINGS and not (starts and after[0].isupper()):
            return False
        if after[0].isupper():
            return len(before) > 1 and (before.islower() or self._may_be_glued(end, before, after))
        return self._token(end).count(".") == 1 and self._are_everyday(before, after)

    def _may_be_glued(self, end: _End, before: str, after: str) -> bool:
        """True for "Slow.Also it" and, among German nouns, "das System.Das", not for "my Acme.App".

        Two words with a capital are a name unless the second one opens sentences.
        """
        lone = not self._text[end.began : end.start - len(before)].strip()
        opens = self._model.starts_sentences(after) and self._model.begins(after)
        return opens and (lone or self._language == "de")

    def _are_everyday(self, before: str, after: str) -> bool:
        """True for "slow.also", but not for "relaunch.review" or "data.table"."""
        known = self._model.knows(before) and self._model.begins(after)
        return known and len(before) > 2 and len(after) > 1

    def _capital_starts(self, end: _End) -> bool:
        """True if the next word's capital means a new sentence; German nouns always have one."""
        word = self._next_word(end)
        if not word[:1].isupper():
            return False
        return self._language != "de" or self._model.starts_sentences(word)

    def _is_ordinal(self, before: str) -> bool:
        """True for one or two digits in German, where "3. Quartal" is the third."""
        return self._language == "de" and before.isdigit() and len(before) <= _LONGEST_ORDINAL

    def _abbreviation(self, end: _End) -> Abbreviation | None:
        """What the full stop belongs to; inner full stops never end anything."""
        return self._abbreviated.get(end.start)

    @cached_property
    def _abbreviated(self) -> dict[int, Abbreviation]:
        """Offset of a full stop -> the abbreviation's kind (INSIDE for inner full stops)."""
        stops: dict[int, Abbreviation] = {}
        for found in find_abbreviations(self._text, self._language):
            for offset in range(found.start, found.end - 1):
                stops[offset] = Abbreviation.INSIDE
            stops.setdefault(found.end - 1, found.kind)
        return stops

    @cached_property
    def _model(self) -> PunktModel:
        return punkt_model(self._language)

    def _next_word(self, end: _End) -> str:
        """The next word behind opening quotes and brackets; empty if none follows directly."""
        opening = _OPENING.match(self._text, end.next)
        word = _WORD.match(self._text, opening.end() if opening else end.next)
        return word.group() if word else ""

    def _word_before(self, end: _End) -> str:
        """The letters and digits directly before the marks."""
        word = _LAST_WORD.search(self._text[max(0, end.start - _LONGEST_WORD) : end.start])
        return word.group() if word else ""

    def _token(self, end: _End) -> str:
        """What stands around glued marks between blanks."""
        return (
            self._token_before(end) + self._text[end.start + 1 : end.next] + self._token_after(end)
        )

    def _token_before(self, end: _End) -> str:
        """What stands before the marks up to a blank, with the first mark."""
        return self._text[max(0, end.start - _LONGEST_WORD) : end.start + 1].split()[-1]

    def _token_after(self, end: _End) -> str:
        """What stands behind the marks up to a blank."""
        return self._text[end.next : end.next + _LONGEST_WORD].split()[0]


def _is_contraction(word: str) -> bool:
    """True for small letters without a vowel: "mgmt", "pls"."""
    return 1 < len(word) <= _LONGEST_CONTRACTION and word.islower() and not _VOWEL.search(word)
