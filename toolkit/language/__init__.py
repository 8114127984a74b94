"""The words: vectors of texts, sentences, the language of a text, and answers that say nothing.

The names are loaded when they are first used: importing this package is free.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.language.emptiness import is_empty_answer
    from toolkit.language.encoders import (
        Encoder,
        PairEncoder,
        SentenceEncoder,
        TunedEncoder,
        after,
        load_encoder,
    )
    from toolkit.language.identification import Language, identify_language
    from toolkit.language.pair_tokens import PairTokens
    from toolkit.language.splitting import Break, Span, sentences
    from toolkit.language.stopping import stop_words
    from toolkit.language.tfidf import TfidfEncoder
    from toolkit.language.vector_cache import clear_cache
    from toolkit.language.vectors import Vectors, encode

__all__ = [
    "Break",
    "Encoder",
    "Language",
    "PairEncoder",
    "PairTokens",
    "SentenceEncoder",
    "Span",
    "TfidfEncoder",
    "TunedEncoder",
    "Vectors",
    "after",
    "clear_cache",
    "encode",
    "identify_language",
    "is_empty_answer",
    "load_encoder",
    "sentences",
    "stop_words",
]

# No module here is called like one of its functions: the module would hide the function.
_HOME = {
    "Break": "splitting",
    "Encoder": "encoders",
    "Language": "identification",
    "PairEncoder": "encoders",
    "PairTokens": "pair_tokens",
    "SentenceEncoder": "encoders",
    "Span": "splitting",
    "TfidfEncoder": "tfidf",
    "TunedEncoder": "encoders",
    "Vectors": "vectors",
    "after": "encoders",
    "clear_cache": "vector_cache",
    "encode": "vectors",
    "identify_language": "identification",
    "is_empty_answer": "emptiness",
    "load_encoder": "encoders",
    "sentences": "splitting",
    "stop_words": "stopping",
}


def __getattr__(name: str) -> object:
    """Load a public name's module when the name is first used."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = found
    return found
