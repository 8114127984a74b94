"""Texts to vectors, each distinct text once, the same whatever the order and company."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from toolkit.errors import UnknownSubject
from toolkit.language.encoders import Encoder, load_encoder
from toolkit.language.vector_cache import KEY, read_cache, record_type, write_cache
from toolkit.settings import EncoderSettings

_CHUNK: Final = 1000
"""Texts between two reports of progress, and what an interruption loses at most."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Vectors:
    """The vectors of a set of texts."""

    keys: NDArray[np.bytes_]
    """(n,) one key for each distinct text with content, sorted."""
    array: NDArray[np.float16]
    """(n, dim) in the order of the keys, rows of length 1 up to half precision; it may be mapped
    from the cache file, so treat it as read-only."""
    fingerprint: str
    """Of the encoder."""
    encoder: str
    """Its name."""
    notice: str = ""
    """What the reader of a report must know about the encoder; empty for the default."""

    def __len__(self) -> int:
        """Distinct texts with content."""
        return len(self.keys)

    def rows(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(len(texts), dim), rows of length 1 in the texts' order; zeros for blank texts.

        Raises UnknownSubject if a text was not among those encoded.
        """
        filled = [i for i, text in enumerate(texts) if text.strip()]
        wanted = np.array([text_key(texts[i]) for i in filled], dtype=KEY)
        at = np.searchsorted(self.keys, wanted)
        known = at < len(self.keys)
        known[known] = self.keys[at[known]] == wanted[known]
        if not known.all():
            # The text itself is confidential and must not reach a log.
            raise UnknownSubject(
                f"{(~known).sum()} of {len(texts)} texts have no vector.",
                what_to_do="Encode all texts in one call of toolkit.language.encode.",
            )
        rows = np.zeros((len(texts), self.array.shape[1]), dtype=np.float32)
        rows[filled] = _unit(self.array[at])
        return rows


def encode(
    texts: Iterable[str],
    encoder: Encoder | None = None,
    *,
    cache: Path | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Vectors:
    """The vectors of all texts; `encoder` is the default one if None.

    Each distinct text is encoded once, on one thread, and rounded to half precision, so that the
    result is bit for bit the same with and without the folder `cache`, in any order, in any
    company (but for an encoder fitted on the texts) and with any number of processors.
    `on_progress` is told how many texts of how many to be encoded are done.

    Raises EncoderRefused where the default encoder's files are not ours.
    """
    by_key = {text_key(text): text for text in texts if text.strip()}
    chosen = encoder or load_encoder(EncoderSettings(), list(by_key.values()))
    folder = None if chosen.fitted else cache
    wanted = np.array(sorted(by_key), dtype=KEY)
    stored = np.empty(0, dtype=record_type(chosen.dim))
    if folder is not None:
        stored = read_cache(folder, chosen.fingerprint, chosen.dim)
    missing = np.setdiff1d(wanted, stored["key"], assume_unique=True)
    new: list[NDArray[Any]] = []
    try:
        for start in range(0, len(missing), _CHUNK):
            new.append(_records(chosen, missing[start : start + _CHUNK], by_key))
            if on_progress:
                on_progress(min(start + _CHUNK, len(missing)), len(missing))
    finally:
        if new:
            stored = _merged(stored, new)
            if folder is not None:
                write_cache(folder, chosen.fingerprint, stored)
    return _vectors(chosen, stored, wanted)


def text_key(text: str) -> bytes:
    """32 hexadecimal digits that stand for the text (blake2b, 16 bytes)."""
    data = text.encode("utf-8", errors="surrogatepass")
    return hashlib.blake2b(data, digest_size=16).hexdigest().encode("ascii")


def _records(encoder: Encoder, keys: NDArray[np.bytes_], by_key: dict[bytes, str]) -> NDArray[Any]:
    """The records of some keys, in their order."""
    from threadpoolctl import threadpool_limits

    records = np.empty(len(keys), dtype=record_type(encoder.dim))
    records["key"] = keys
    with threadpool_limits(limits=1, user_api="blas"):
        records["vector"] = encoder.encode([by_key[key] for key in keys.tolist()])
    return records


def _merged(stored: NDArray[Any], new: list[NDArray[Any]]) -> NDArray[Any]:
    records = np.concatenate([stored, *new])
    return records[np.argsort(records["key"], kind="stable")]


def _vectors(encoder: Encoder, stored: NDArray[Any], wanted: NDArray[np.bytes_]) -> Vectors:
    """The wanted records; without copying if there are no others."""
    exactly = len(stored) == len(wanted)
    at = slice(None) if exactly else np.searchsorted(stored["key"], wanted)
    return Vectors(
        keys=wanted,
        array=stored["vector"][at],
        fingerprint=encoder.fingerprint,
        encoder=encoder.name,
        notice=encoder.notice,
    )


def _unit(halves: NDArray[np.float16]) -> NDArray[np.float32]:
    """Rows of length 1 again, which rounding to half precision takes from them."""
    rows = halves.astype(np.float64)
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: NDArray[np.float64] = np.divide(rows, norms, out=np.zeros_like(rows), where=norms > 0)
    return unit.astype(np.float32)
