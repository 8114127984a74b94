"""What all coders have in common: a name, and a code for each statement, or an abstention."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from toolkit.model.findings import Coding, Statement


class Coder(Protocol):
    """Rules, the learned coder, a language model, a person: each may abstain, none may skip."""

    @property
    def name(self) -> str:
        """Who codes: "rules", "learned", "llm:MODEL", or a person's name."""
        ...

    def code(self, statements: Sequence[Statement]) -> Mapping[str, Coding]:
        """Statement id -> its coding, for every statement; see `abstained`."""
        ...


def abstained(statement_id: str, coder: str, why: str) -> Coding:
    """The coding of a coder that does not say: no kind, no cause, and the reason."""
    return Coding(statement_id=statement_id, coder=coder, kind=None, cause=None, reasons=(why,))


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCoder:
    """A coder whose codings were kept: a person, a language model, an earlier run."""

    name: str
    codings: Mapping[str, Coding]
    blind: frozenset[str] = field(default_factory=frozenset)
    """Statements that a person coded without seeing any suggestion."""

    def code(self, statements: Sequence[Statement]) -> dict[str, Coding]:
        """What was kept; an abstention where nothing was."""
        return {
            one.statement_id: self.codings.get(one.statement_id)
            or abstained(one.statement_id, self.name, "not coded")
            for one in statements
        }
