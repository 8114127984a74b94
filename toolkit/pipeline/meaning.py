"""Vectors of everything that was said: statements, what stands around them, and tickets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from toolkit import language
from toolkit.coding import PAIR, SENTENCE, Views, beside, doubtful, pair_encoder, tuned_encoder
from toolkit.model.findings import Facts, Statement
from toolkit.pipeline.upper_rooms import Encode
from toolkit.themes import Sight

SECOND_READING = 2000
"""Statements that the second, slower network reads too: about a minute of CPU at the most."""
MOSTLY = 0.5
"""Where the second network has read fewer of all, themes are found without it."""

Step = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Meaning:
    """Rows of unit vectors, in the order of the statements or tickets."""

    statements: NDArray[np.float32]
    tickets: NDArray[np.float32]
    views: Views | None
    """What the learned coder reads; None for an encoder whose vectors it does not know."""
    fingerprint: str
    encode: Encode | None = None
    """Vectors of other texts; None for an encoder that was fitted on these."""
    pairs: NDArray[np.float32] | None = None
    """Rows of the second network; None where it has not read all statements that say something."""

    @property
    def sight(self) -> Sight:
        """What themes are found by."""
        if self.views is None:
            return Sight(self.statements)
        read = self.views.pairs.any(axis=1)
        return Sight(
            self.statements,
            self.views.words,
            SENTENCE.topics(self.views.words),
            PAIR.topics(self.views.pairs) if read.mean() >= MOSTLY else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Encodes through the review's cache: what was encoded once is looked up."""

    encoder: language.Encoder
    cache: Path
    step: Step

    def read(self, statements: Sequence[Statement], facts: Facts) -> Meaning:
        """Everything that later rooms compare by meaning."""
        said = [one.text for one in statements]
        asked = [_asked(one) for one in statements]
        around = beside(statements)
        tickets = [
            f"{row.title}. {row.description}" for row in facts.tickets.itertuples(index=False)
        ]
        found = self._vectors([*said, *asked, *around, *tickets], self.encoder)
        tuned = tuned_encoder(self.encoder)
        if tuned is None:
            rows = found.rows(said)
            return Meaning(rows, found.rows(tickets), None, found.fingerprint, None)
        words = self._vectors(said, tuned)
        unread = np.zeros((len(said), pair_encoder().dim), dtype=np.float32)
        views = Views(words.rows(said), found.rows(asked), found.rows(around), unread)
        views = replace(views, pairs=self._second_reading(statements, asked, views))
        return Meaning(
            statements=found.rows(said),
            tickets=found.rows(tickets),
            views=views,
            fingerprint=f"{found.fingerprint} {words.fingerprint}",
            encode=self._encode,
            pairs=views.pairs if len(_full(statements)) <= SECOND_READING else None,
        )

    def _second_reading(
        self, statements: Sequence[Statement], asked: Sequence[str], views: Views
    ) -> NDArray[np.float32]:
        """The rows of the pair network, which is slow: at most SECOND_READING of them."""
        pairs = views.pairs.copy()
        rows = doubtful(statements, views, SECOND_READING)
        texts = [language.after(asked[row], statements[row].text) for row in rows]
        if texts:
            pairs[rows] = self._vectors(texts, pair_encoder()).rows(texts)
        return pairs

    def _encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return language.encode(texts, self.encoder, cache=self.cache).rows(texts)

    def _vectors(self, texts: Sequence[str], encoder: language.Encoder) -> language.Vectors:
        return language.encode(
            texts,
            encoder,
            cache=self.cache,
            on_progress=lambda done, of: self.step("texts", done, of),
        )


def kept_pairs(statements: Sequence[Statement], cache: Path) -> NDArray[np.float32] | None:
    """`Meaning.pairs` as the last run kept them; None where it kept none."""
    encoder, rows = pair_encoder(), _full(statements)
    if len(rows) > SECOND_READING or not (cache / f"{encoder.fingerprint}.npy").exists():
        return None
    texts = [language.after(_asked(statements[row]), statements[row].text) for row in rows]
    pairs = np.zeros((len(statements), encoder.dim), dtype=np.float32)
    pairs[rows] = language.encode(texts, encoder, cache=cache).rows(texts)
    return pairs


def _asked(one: Statement) -> str:
    return one.source.before or one.source.question


def _full(statements: Sequence[Statement]) -> list[int]:
    """Rows of the statements that say something."""
    return [row for row, one in enumerate(statements) if not one.empty]
