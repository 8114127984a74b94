"""Text to the piece numbers that the multilingual sentence encoder was trained with.

Reads a SentencePiece model file: characters are normalised by the file's own table. No piece of
this vocabulary crosses a blank, so words are cut one at a time.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from toolkit.language.unigram import BLANK, Unigram

_UNKNOWN: Final = 0
_BEGIN: Final = 1
_END: Final = 2
_NORMAL: Final = 1
"""The type of a piece that text may be cut into; the others are marks of the model itself."""
_TO_NORMALISE: Final = re.compile(r"[ -~]?[^ -~]+")
"""Runs that the table may change: printable ASCII stands for itself unless a mark follows it."""


class Wordpieces:
    """The tokenizer of one SentencePiece unigram model file."""

    def __init__(self, model_file: Path) -> None:
        """Read the file, which is trusted: check it first. About 0.3 s of CPU."""
        data = model_file.read_bytes()
        pieces: list[tuple[str, float, int]] = []
        table = b""
        for field, value in _fields(data):
            if field == 1:
                pieces.append(_piece(value))
            elif field == 3:
                table = dict(_fields(value))[2]
        numbers = {p: number for number, (p, _, kind) in enumerate(pieces) if kind == _NORMAL}
        self._unigram = Unigram(numbers, [score for _, score, _ in pieces], _UNKNOWN)
        self._characters = _CharacterTable(table)

    def numbers(self, text: str) -> list[int]:
        """The piece numbers of a text between the marks for begin and end.

        A text without words gives begin, unknown, end.
        """
        words = self._characters.normalise(text).split(" ")
        inner = [number for word in words if word for number in self._unigram.pieces(BLANK + word)]
        return [_BEGIN, *(inner or [_UNKNOWN]), _END]


class _CharacterTable:
    """The normalisation table of a SentencePiece file: a double-array trie and its replacements.

    Layout as in darts-clone: 32-bit units, bits 0-7 and 31 the label, bit 8 "a value follows",
    bit 9 and bits 10-30 the offset to the children. Replacements end with a zero byte.
    """

    def __init__(self, table: bytes) -> None:
        size = int.from_bytes(table[:4], "little")
        self._units = struct.unpack(f"<{size // 4}I", table[4 : 4 + size])
        self._replacements = table[4 + size :]
        self._run = lru_cache(50_000)(self._normalise_run)

    def normalise(self, text: str) -> str:
        """The text with compatibility characters, odd blanks and marks made regular."""
        return _TO_NORMALISE.sub(lambda run: self._run(run.group()), text)

    def _normalise_run(self, run: str) -> str:
        data = run.encode("utf-8", errors="replace")
        out, at = bytearray(), 0
        while at < len(data):
            length, replacement = self._longest_match(data, at)
            out += replacement
            at += length
        return out.decode("utf-8", errors="replace")

    def _longest_match(self, data: bytes, at: int) -> tuple[int, bytes]:
        """Length in bytes of the longest entry that starts at `at`, and what stands for it."""
        node = _children(self._units[0])
        found = (0, b"")
        for end in range(at, len(data)):
            node ^= data[end]
            unit = self._units[node]
            if unit & 0x800000FF != data[end]:
                break
            node ^= _children(unit)
            if unit & 0x100:
                value = self._units[node] & 0x7FFFFFFF
                stop = self._replacements.index(b"\0", value)
                found = (end + 1 - at, self._replacements[value:stop])
        if found[0]:
            return found
        length = _character_bytes(data[at])
        return length, data[at : at + length]


def _children(unit: int) -> int:
    return (unit >> 10) << ((unit & 0x200) >> 6)


def _character_bytes(first: int) -> int:
    """How many bytes the UTF-8 character has that starts with this byte."""
    return 1 if first < 0x80 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4


def _fields(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The length-delimited fields of a protocol buffer message, in order; no others."""
    at = 0
    while at < len(data):
        tag, at = _varint(data, at)
        match tag & 7:
            case 2:
                length, at = _varint(data, at)
                yield tag >> 3, data[at : at + length]
                at += length
            case 5:
                at += 4
            case 1:
                at += 8
            case _:
                _, at = _varint(data, at)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


def _piece(message: bytes) -> tuple[str, float, int]:
    """(text, log probability, type) of one piece: a text, a float, then a type if not normal."""
    length = message[1]
    text = message[2 : 2 + length].decode("utf-8")
    (score,) = struct.unpack_from("<f", message, 3 + length)
    rest = message[7 + length :]
    return text, score, rest[1] if rest else _NORMAL
