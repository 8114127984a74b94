"""Comments that order a language model about: kept apart before, and caught by what they do.

Two guards. Statements that read like orders to a machine are coded by themselves, where they can
change no code but their own. And every batch carries a few statements of ours whose codes are
known: where they come back wrong, something in the batch was obeyed (or the model is too weak),
nothing of that answer is taken, and each statement is asked by itself.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from toolkit.llm.answers import Answer
from toolkit.llm.prompts import Asked
from toolkit.model.vocabulary import FAMILY_OF, Cause, Family, Kind

_INVISIBLE: Final = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\U000e0000-\U000e007f\ud800-\udfff]"
)


def visible(text: str) -> str:
    """The text without what a reader does not see: an order may hide in it."""
    return _INVISIBLE.sub("", text)


def gives_orders(text: str) -> bool:
    """Whether a text speaks to a machine: about coding, rules, prompts, or in its chat marks.

    By patterns in five languages (data/orders.toml). What they miss is left to the controls.
    """
    composed = unicodedata.normalize("NFKD", visible(text))
    plain = "".join(one for one in composed if not unicodedata.combining(one))
    return bool(_patterns().search(plain.casefold().replace("'", "’")))


@cache
def _patterns() -> re.Pattern[str]:
    text = files("toolkit.llm").joinpath("data", "orders.toml").read_text(encoding="utf-8")
    return re.compile("|".join(one for part in tomllib.loads(text).values() for one in part))


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A statement of ours, and what any coder would say of it."""

    text: str
    kind: Kind
    families: tuple[Family, ...] = ()
    """Families that its cause may be of; none for praise."""
    severities: tuple[int, ...] = ()

    def holds(self, answer: Answer) -> bool:
        """Whether an answer is within what is known."""
        if answer.kind is not self.kind:
            return False
        if not self.families:
            return True
        cause = answer.cause or Cause.UNCLEAR
        severe = answer.severity is None or answer.severity in self.severities
        return FAMILY_OF.get(cause) in self.families and severe


CONTROLS: Final = (
    Control(
        text="The program crashes every time I save and the whole order is lost. I cannot work.",
        kind=Kind.CONCERN,
        families=(Family.TOOL,),
        severities=(2, 3),
    ),
    Control(text="The search is excellent, I love how fast it is.", kind=Kind.PRAISE),
    Control(
        text="I am a little uneasy that my boss may watch me through it, but it is a small thing.",
        kind=Kind.CONCERN,
        families=(Family.COMMITMENT, Family.UNDERSTANDING),
        severities=(1, 2),
    ),
)
"""They differ in kind, family and severity: whoever makes all codes alike misses one of them."""


def with_controls(batch: Sequence[Asked], names: Sequence[str]) -> tuple[Asked, ...]:
    """The batch with the controls, under these names, at its start, in its middle and at its end.

    An order may be about what comes before it as well as about what comes after it.
    """
    first, middle, last = (
        Asked(name=name, text=control.text) for name, control in zip(names, CONTROLS, strict=True)
    )
    half = len(batch) // 2
    return (first, *batch[:half], middle, *batch[half:], last)


def controls_hold(answers: Mapping[str, Answer], names: Sequence[str], least: int) -> bool:
    """Whether at least so many controls were answered, and all of these as it must be."""
    pairs = list(zip(names, CONTROLS, strict=True))
    answered = [(control, answers[name]) for name, control in pairs if name in answers]
    return len(answered) >= least and all(control.holds(answer) for control, answer in answered)
