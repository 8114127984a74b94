"""The codebook: what each code means, for people and for every coder, and how a user changes it.

The default comes with the toolkit (`data/codebook.yaml`). A user's own file holds only what
differs: each field that stands there takes the place of the default's; the rest stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated, Final, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from toolkit.coding.strict_yaml import load_strictly
from toolkit.errors import WrongSettings
from toolkit.model.labels import ANY_LANGUAGE, Labels
from toolkit.model.vocabulary import Cause, Kind

DEFAULT_FILE = "codebook.yaml"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_SHOWN_FAULTS = 10


class Sort(StrEnum):
    """What a code says of a statement."""

    KIND = "kind"
    CAUSE = "cause"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Sign:
    """A phrase that gives a code away: regular expressions, not believed where `unless` matches."""

    when: str
    unless: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterExample:
    """What looks like the code and is another one."""

    text: str
    language: str
    instead: str
    """The code that it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One code; texts by language ("en"), signs too."""

    code: str
    sort: Sort
    parent: Kind | Cause
    """The word of the contract that it counts as: itself, but for own codes."""
    labels: Mapping[str, str] = field(default_factory=dict)
    definition: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    counter_examples: tuple[CounterExample, ...] = ()
    signs: Mapping[str, tuple[Sign, ...]] = field(default_factory=dict)

    def label(self, language: str) -> str:
        """The label in a language, else as the user wrote it, else in English, else the code."""
        for key in (language, ANY_LANGUAGE, "en"):
            if self.labels.get(key):
                return self.labels[key]
        return self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """Five kinds, ten causes and `unclear`, and what the user added below the ten."""

    language: str
    """In which labels are shown."""
    kinds: Mapping[Kind, Code]
    causes: Mapping[Cause, Code]
    own: Mapping[str, Code] = field(default_factory=dict)

    def codes(self) -> Iterator[Code]:
        """All codes: kinds, causes, own ones, each in the order of its file."""
        yield from self.kinds.values()
        yield from self.causes.values()
        yield from self.own.values()

    def label(self, code: str, language: str = "") -> str:
        """What a code is called, in the codebook's language unless another is named."""
        found = {one.code: one for one in self.codes()}.get(code)
        return found.label(language or self.language) if found else code

    def cause_of(self, code: str) -> Cause | None:
        """The cause that a code counts as: itself, or an own code's parent; None for no cause."""
        if code in self.own:
            return Cause(self.own[code].parent)
        return Cause(code) if code in set(Cause) else None


OURS: Final = {"ours": True}
"""Said while our own codebook is read: its patterns are tested, and compiling them takes time."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _compiles(pattern: str, info: ValidationInfo) -> str:
    if info.context is OURS:
        return pattern
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"no regular expression ({error})") from error
    return pattern


_Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
_Text = Annotated[str, Field(min_length=1, max_length=2000)]
_Pattern = Annotated[str, Field(min_length=2, max_length=1000), AfterValidator(_compiles)]


class _SignForm(_Strict):
    when: _Pattern
    unless: _Pattern | None = None


class _CounterForm(_Strict):
    text: _Text
    language: _Language
    instead: str = Field(alias="is")


class _CodeForm(_Strict):
    """A code as it stands in a file; None where the file says nothing."""

    label: dict[Annotated[str, Field(pattern=r"^([a-z]{2,3})?$")], _Text] | None = None
    definition: _Text | None = None
    include: tuple[_Text, ...] | None = None
    exclude: tuple[_Text, ...] | None = None
    examples: dict[_Language, tuple[_Text, ...]] | None = None
    counter_examples: tuple[_CounterForm, ...] | None = None
    signs: dict[_Language, tuple[_SignForm, ...]] | None = None

    @field_validator("label", mode="before")
    @classmethod
    def _one_label(cls, value: object) -> object:
        return {ANY_LANGUAGE: value} if isinstance(value, str) else value

    @field_validator("signs", mode="before")
    @classmethod
    def _plain_signs(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        return {
            language: [{"when": one} if isinstance(one, str) else one for one in signs]
            if isinstance(signs, list)
            else signs
            for language, signs in value.items()
        }


class _OwnForm(_CodeForm):
    parent: Cause
    label: dict[str, _Text]  # an own code needs a name that people read

    @field_validator("parent")
    @classmethod
    def _one_of_ten(cls, value: Cause) -> Cause:
        if value is Cause.UNCLEAR:
            raise ValueError("an own code belongs to one of the ten causes, not to unclear")
        return value


class _FileForm(_Strict):
    version: Literal[1] = 1
    language: _Language = "en"
    kinds: dict[Kind, _CodeForm] = Field(default_factory=dict)
    causes: dict[Cause, _CodeForm] = Field(default_factory=dict)
    own: dict[str, _OwnForm] = Field(default_factory=dict)


def default_text() -> str:
    """The codebook that comes with the toolkit, as YAML with comments, for a user to edit."""
    return files("toolkit.coding").joinpath("data", DEFAULT_FILE).read_text(encoding="utf-8")


@cache
def default_codebook() -> Codebook:
    """The codebook that comes with the toolkit."""
    empty = Codebook(
        language="en",
        kinds={kind: Code(code=kind.value, sort=Sort.KIND, parent=kind) for kind in Kind},
        causes={cause: Code(code=cause.value, sort=Sort.CAUSE, parent=cause) for cause in Cause},
    )
    return _read(default_text(), DEFAULT_FILE, empty, context=OURS)


def read_codebook(text: str, file: str) -> Codebook:
    """The default codebook with what a user's file changes in it.

    Raises WrongSettings, once for all faults: the file, the code and field, and what to do.
    """
    return _read(text, file, default_codebook())


def _read(text: str, file: str, base: Codebook, context: dict[str, bool] | None = None) -> Codebook:
    found = load_strictly(text, file)
    try:
        form = _FileForm.model_validate({} if found is None else found, context=context)
    except ValidationError as error:
        faults = [_fault(one["loc"], one["type"], one["msg"]) for one in error.errors()]
        raise _wrong(faults, file) from error
    codebook = Codebook(
        language=form.language,
        kinds={key: _changed(code, form.kinds.get(key)) for key, code in base.kinds.items()},
        causes={key: _changed(code, form.causes.get(key)) for key, code in base.causes.items()},
        own={
            name: _changed(Code(code=name, sort=Sort.OWN, parent=one.parent), one)
            for name, one in form.own.items()
        },
    )
    faults = [*_name_faults(codebook), *_counter_faults(codebook)]
    if faults:
        raise _wrong(faults, file)
    return codebook


def _changed(code: Code, form: _CodeForm | None) -> Code:
    """The code with each field that the form fills in."""
    if form is None:
        return code
    changes: dict[str, object] = {
        name: value
        for name in ("definition", "include", "exclude", "examples")
        if (value := getattr(form, name)) is not None
    }
    if form.label is not None:
        changes["labels"] = {**code.labels, **form.label}
        if ANY_LANGUAGE in form.label:
            changes["labels"] = dict(form.label)
    if form.counter_examples is not None:
        changes["counter_examples"] = tuple(
            CounterExample(text=one.text, language=one.language, instead=one.instead)
            for one in form.counter_examples
        )
    if form.signs is not None:
        changes["signs"] = {
            language: tuple(Sign(one.when, one.unless or "") for one in signs)
            for language, signs in form.signs.items()
        }
    return replace(code, **changes)  # type: ignore[arg-type]


def _name_faults(codebook: Codebook) -> Iterator[str]:
    taken = {*map(str, Kind), *map(str, Cause)}
    for name in codebook.own:
        if name in taken:
            yield f"own.{name}: this code is there already; give yours another name"
        elif not _NAME.fullmatch(name):
            yield f"own.{name}: a code is made of small letters, digits and _, as in sync_fault"


def _counter_faults(codebook: Codebook) -> Iterator[str]:
    known = {one.code for one in codebook.codes()}
    for code in codebook.codes():
        for one in code.counter_examples:
            if one.instead not in known:
                yield f"{_place(code)}.counter_examples: '{one.instead}' is no code"
            elif one.instead == code.code:
                yield f"{_place(code)}.counter_examples: an example of {code.code} counters nothing"


def _place(code: Code) -> str:
    return f"{code.sort}s.{code.code}" if code.sort is not Sort.OWN else f"own.{code.code}"


def _fault(place: tuple[int | str, ...], sort: str, message: str) -> str:
    where = ".".join(str(part) for part in place if part != "[key]")
    if sort == "extra_forbidden":
        return f"{where}: there is no such field"
    if sort == "missing":
        return f"{where}: is missing"
    return f"{where}: {message.removeprefix('Value error, ')}"


def _wrong(faults: list[str], file: str) -> WrongSettings:
    more = len(faults) - _SHOWN_FAULTS
    shown = "; ".join(faults[:_SHOWN_FAULTS]) + (f"; and {more} more" if more > 0 else "")
    return WrongSettings(
        f"{shown}.",
        where=file,
        what_to_do="Correct these codes, or delete the file and write it anew "
        "with `relaunch codebook OUT`.",
    )


def shown_labels(codebook: Codebook) -> Labels:
    """What is called otherwise than in the codebook shipped, and the own codes.

    A label in one language is shown in that language; one without a language, and one in the
    codebook's own language, wherever there is no nearer one. A codebook in another language than
    English, with labels as shipped, gives these in place of the English ones.
    """
    shipped = {one.code: one.labels for one in default_codebook().codes()}
    own = codebook.language
    words: dict[str, dict[str, str]] = {}
    for code in codebook.codes():
        known = shipped.get(code.code, {})
        mine = {key: text for key, text in code.labels.items() if known.get(key) != text}
        if ANY_LANGUAGE not in mine and own in mine:
            mine[ANY_LANGUAGE] = mine[own]
        if own != "en" and code.labels.get(own):
            mine.setdefault("en", code.labels[own])
        if mine:
            words[code.code] = mine
    parents = {name: Cause(code.parent) for name, code in codebook.own.items()}
    return Labels(words=words, own=parents)


def as_text(codebook: Codebook, language: str = "") -> str:
    """The codebook to read, as Markdown: for people, and as instructions for a language model.

    Labels and examples in `language` (the codebook's own unless named; examples fall back to
    English). Signs are not shown: they are no part of a code's meaning.
    """
    language = language or codebook.language
    parts = ["# Codebook", "## Kinds: what a statement does"]
    parts += [_code_text(one, language) for one in codebook.kinds.values()]
    parts.append("## Causes: why somebody complains")
    for cause, one in codebook.causes.items():
        parts.append(_code_text(one, language))
        parts += [_code_text(own, language) for own in codebook.own.values() if own.parent == cause]
    return "\n\n".join(parts) + "\n"


def _code_text(code: Code, language: str) -> str:
    label = code.label(language)
    under = f" (counts as {code.parent})" if code.sort is Sort.OWN else ""
    lines = [f"### {code.code}" + (f": {label}" if label != code.code else "") + under]
    lines += [code.definition] if code.definition else []
    lines += [f"- include: {one}" for one in code.include]
    lines += [f"- exclude: {one}" for one in code.exclude]
    examples = code.examples.get(language) or code.examples.get("en", ())
    lines += [f"- example: “{one}”" for one in examples]
    lines += [
        f"- not this: “{one.text}” is {one.instead}"
        for one in code.counter_examples
        if one.language in (language, "en")
    ]
    return "\n".join(lines)
