"""What an instrument is: its YAML as typed values, and its words in one language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from toolkit.errors import WrongSettings
from toolkit.model.vocabulary import Cause, QuestionMeaning

HERE = Path(__file__).parent / "instruments"
Language = Literal["en", "de", "it", "fr", "es"]
LANGUAGES: tuple[Language, ...] = ("en", "de", "it", "fr", "es")
Wording = dict[Language, str]
Lists = dict[Language, list[str]]
_BLANK = re.compile(r"\{(\w+)\}")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Terms(_Strict):
    """The promise as review.toml writes it; see toolkit.settings.Promise."""

    attribution: Literal["anonymous", "confidential", "attributable"]
    quotes: Literal["none", "redacted", "named"]
    join_usage: bool
    smallest_group: int = Field(ge=3)
    smallest_group_quotes: int = Field(ge=3)


class PromiseText(_Strict):
    """What is promised: to the program, and to people."""

    terms: Terms
    text: Lists


class Item(_Strict):
    """One question of a survey, or one line of a guide."""

    id: str = Field(pattern=r"^[a-z_]+$")
    kind: Literal["multi", "rating", "likert", "open", "nomination", "say", "ask", "probe", "note"]
    wording: Wording
    scale: Literal["", "recommendation", "agreement"] = ""
    block: Literal["", "statements"] = ""
    meaning: QuestionMeaning = QuestionMeaning.OTHER
    reversed: bool = False
    required: bool = False
    core: bool = False
    """One of the three things to ask of everyone."""
    why: str = ""
    choices: Lists = Field(default_factory=dict)


class Section(_Strict):
    """A part of the interview."""

    id: str
    minutes: int
    title: Wording
    items: list[Item]


class Pointer(_Strict):
    """What a story sounds like whose trouble has this cause."""

    cause: Cause
    name: Wording
    wording: Wording


class Pointers(_Strict):
    """From stories to causes."""

    title: Wording
    rows: list[Pointer]


class Instrument(_Strict):
    """A survey or a guide, in five languages."""

    id: str = Field(pattern=r"^[a-z_]+$")
    kind: Literal["survey", "interview"]
    title: Wording
    purpose: str
    audience: str
    send: str
    minutes: int
    languages: list[Language]
    instructions: Wording
    promise: PromiseText
    items: list[Item] = Field(default_factory=list)
    sections: list[Section] = Field(default_factory=list)
    pointers: Pointers | None = None

    @property
    def all_items(self) -> list[Item]:
        """The items, those of the sections included."""
        return [*self.items, *(item for section in self.sections for item in section.items)]


class Words:
    """Scales, labels, and what stands where the sender has not filled in a word."""

    def __init__(self, language: Language, filled: Mapping[str, str]) -> None:
        self.language = language
        self.filled = filled
        self._all: dict[str, Any] = yaml.safe_load((HERE / "words.yaml").read_text("utf-8"))
        unknown = sorted(set(filled) - set(self._all["fill_in"]))
        if unknown:
            known = ", ".join(self._all["fill_in"])
            raise WrongSettings(
                f"nothing to fill in is called {', '.join(unknown)}.",
                what_to_do=f"Use one of: {known}.",
            )

    def label(self, name: str, group: str = "labels") -> str:
        """A small word in the language."""
        return str(self._all[group][name][self.language])

    def time(self, minutes: int) -> str:
        """A number of minutes: "1 minute", "8 minutes"."""
        return f"{minutes} {self.label('minute' if minutes == 1 else 'minutes')}"

    def scale(self, name: str) -> Mapping[str, Any]:
        """A scale of words.yaml."""
        found: Mapping[str, Any] = self._all["scales"][name]
        return found

    def levels(self, name: str) -> list[str]:
        """What can be ticked on a scale, from the least to the most, "cannot say" last."""
        scale = self.scale(name)
        if scale["kind"] == "rating":
            return [str(number) for number in range(scale["lowest"], scale["highest"] + 1)]
        return [*scale["levels"][self.language], scale["cannot_say"][self.language]]

    def text(self, wording: Mapping[Language, str] | str) -> str:
        """A wording with its blanks filled in, or marked as [BLANK]."""
        plain = wording if isinstance(wording, str) else wording[self.language]
        return _BLANK.sub(lambda hit: self._fill(hit[1]), plain)

    def _fill(self, name: str) -> str:
        return self.filled.get(name) or f"[{self.label(name, 'fill_in')}]"

    def question(self, item: Item) -> str:
        """The question as it is asked, with the ends of a number scale."""
        text = self.text(item.wording)
        if item.kind != "rating":
            return text
        low, high = self.scale(item.scale)["ends"][self.language]
        numbers = self.levels(item.scale)
        return f"{text} ({numbers[0]} = {low}, {numbers[-1]} = {high})"


def load_instruments(folder: Path = HERE) -> dict[str, Instrument]:
    """Every instrument by its id. Raises ValidationError where a YAML breaks the schema."""
    found = [
        Instrument.model_validate(yaml.safe_load(path.read_text("utf-8")))
        for path in sorted(folder.glob("*.yaml"))
        if path.name != "words.yaml"
    ]
    return {one.id: one for one in found}
