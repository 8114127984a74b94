"""What asking a language model costs: estimated before it starts, counted and capped on the way."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from toolkit.errors import ToolkitError

_LETTERS_PER_TOKEN: Final = 3.0
"""English has about four, German and Italian about three: on the safe side."""
TOKENS_PER_CODE: Final = 60
"""What one coded statement takes in the answer."""


class BudgetSpent(ToolkitError):
    """The most requests or tokens that the settings allow are spent."""


def estimate_tokens(text: str) -> int:
    """Roughly how many tokens a text has; the true number depends on the model."""
    return math.ceil(len(text) / _LETTERS_PER_TOKEN)


@dataclass(slots=True)
class Purse:
    """Counts requests and tokens against the most that is allowed."""

    most_requests: int
    most_tokens: int
    requests: int = 0
    tokens: int = 0

    def take_request(self) -> None:
        """Before each request, retries included. Raises BudgetSpent if there is none left."""
        if self.requests >= self.most_requests:
            raise BudgetSpent(
                f"{self.requests} requests were made, the most that is allowed.",
                where="review.toml, [mine.llm]",
                what_to_do="Raise most_requests and start again: what was coded is kept.",
            )
        if self.tokens >= self.most_tokens:
            raise BudgetSpent(
                f"{self.tokens} tokens were used, {self.most_tokens} are allowed.",
                where="review.toml, [mine.llm]",
                what_to_do="Raise most_tokens and start again: what was coded is kept.",
            )
        self.requests += 1

    def pay(self, tokens: int) -> None:
        """Tokens of one request, read and written."""
        self.tokens += max(tokens, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What a job will take, before it starts."""

    statements: int
    """To be coded, in all."""
    known: int
    """Of them coded before, and not asked again."""
    alone: int
    """Of the rest those that look like orders to a machine: each is asked by itself."""
    batches: int
    titles: int
    """Requests for titles and groupings."""
    tokens: int
    """Estimated, read and written together."""
    most_requests: int
    most_tokens: int

    @property
    def requests(self) -> int:
        """How many requests it takes if every answer is good."""
        return self.batches + self.alone + self.titles

    @property
    def fits(self) -> bool:
        """Whether the settings allow so much."""
        return self.requests <= self.most_requests and self.tokens <= self.most_tokens

    def check(self) -> None:
        """Raises BudgetSpent if the settings do not allow so much."""
        if not self.fits:
            raise BudgetSpent(
                f"about {self.requests} requests and {self.tokens} tokens are needed, "
                f"{self.most_requests} and {self.most_tokens} are allowed.",
                where="review.toml, [mine.llm]",
                what_to_do="Raise most_requests or most_tokens.",
            )
