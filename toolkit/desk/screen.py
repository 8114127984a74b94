"""What every screen of the desk is: a widget over a state, wired and nothing else.

The browser names an action (`{"do": "accept"}`), the state does it and saves it, and the browser
is sent the whole view as plain values. What it shows of them is text, never markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any, ClassVar, Final

import anywidget

from toolkit.desk.naming import statements_named
from toolkit.desk.showing import Showing, family_of
from toolkit.desk.sitting import Sitting
from toolkit.desk.strings import DRAFTED, LANGUAGES, catalogue, drafted, drafted_in, say
from toolkit.errors import ToolkitError
from toolkit.model.decisions import SUBJECTS
from toolkit.model.labels import NO_LABELS, Labels
from toolkit.model.vocabulary import CAUSES, Cause, Family, Kind
from toolkit.reports import palette

HERE: Final = Path(__file__).parent / "static"
COMMON: Final = ("elements.js", "typed.js", "files.js", "frame.js", "list.js", "cards.js", "own.js")
"""What every screen's script begins with, in this order."""
KIND_KEYS: Final[Mapping[str, Kind]] = {
    "c": Kind.CONCERN,
    "r": Kind.PROPOSAL,
    "q": Kind.QUESTION,
    "a": Kind.PRAISE,
    "o": Kind.OTHER,
}
CAUSE_KEYS: Final[Mapping[str, Cause]] = {
    **dict(zip("1234567890", CAUSES, strict=True)),
    "-": Cause.UNCLEAR,
}

OWN_KEYS: Final = "efghilntw"
"""Keys of the first own codes, in the order of the codebook: letters that nothing else uses."""
FEW: Final = 0.2
"""Where a larger share of a long list has changed, all of it is sent."""
_PLAIN: Final = frozenset({str, int, float, bool, type(None)})
_UNASKED: Final = ("rest", "lines")
"""What the browser says without anybody's doing: what was refused before stays in sight."""
_CALLED: Final = ("word", "short")
_ADDRESS: Final = re.compile(rf"(?:{'|'.join(SUBJECTS)}):\S+ [\w#-]+")
"""The subject and the field of a decision: whoever is at the screen has them before the eyes."""

Said = Mapping[str, Any]
"""What the browser said."""
Action = Callable[[Any, Said], object]
"""What a message does to the state."""


def script(*names: str) -> str:
    """A screen's script: what is common, then its own files of static/."""
    return _read(*(f"common/{name}" for name in COMMON), *names)


def style(*names: str) -> str:
    """A screen's look: the tokens, what is common, then its own files of static/."""
    return "\n".join([_palette(), _read("common/tokens.css", "common/desk.css", *names)])


def text_of(said: Said, name: str) -> str:
    """A text that the browser sent; empty where it sent none."""
    return str(said.get(name) or "")


def texts_of(said: Said, name: str) -> list[str]:
    """A list of texts that the browser sent; empty where it sent none."""
    found = said.get(name)
    return [str(one) for one in found] if isinstance(found, list) else []


def number_of(said: Said, name: str, otherwise: int = 0) -> int:
    """A whole number that the browser sent."""
    found = said.get(name)
    return found if isinstance(found, int) else otherwise


def plain(shown: Any) -> Any:  # noqa: ANN401  # dataclasses, mappings and sequences of any shape
    """What a screen shows as plain values: as `asdict`, which copies every text too."""
    kind = type(shown)
    if kind in _PLAIN:
        return shown
    if is_dataclass(kind):
        return {name: plain(getattr(shown, name)) for name in _names_of(kind)}
    if isinstance(shown, Mapping):
        return {key: plain(value) for key, value in shown.items()}
    if isinstance(shown, list | tuple):
        return [plain(one) for one in shown]
    return shown


@cache
def _names_of(kind: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


class Screen(anywidget.AnyWidget):
    """One screen over a state.

    A screen names its script and style, what each message does (`actions`), and its `view`.
    """

    actions: ClassVar[Mapping[str, Action]] = {}
    told: ClassVar[frozenset[str]] = DRAFTED
    """The fields of its view that hold sentences which were drafted in English."""
    long: ClassVar[frozenset[str]] = frozenset()
    """The fields of its view that are long lists: they name no statement, and where a few rows of
    one have changed only these are sent."""

    def __init__(self, state: Sitting, named: Showing | None = None) -> None:
        """`named` shows the statements that the screen's texts name by their ids."""
        self.sitting = state
        self.named = named
        self.trouble = ""
        self.labels = NO_LABELS
        """What the users of this review call kinds and causes."""
        self._sent: dict[str, tuple[int, list[Any]]] = {}
        """Of every long list how often it was sent, and as what."""
        self.answers = 0
        """The number of the message that the view answers; 0 where it answers none."""
        self.opens: Callable[[str, Sequence[str]], None] | None = None
        """Set by the app: goes to another screen by its name, there to these statements.
        None in a notebook of its own."""
        self.ran: Callable[[], None] | None = None
        """Set by the app: called when the review was run again, for the other screens' sake."""
        super().__init__()
        self.on_msg(self._act)

    def view(self) -> dict[str, Any]:
        """What the screen shows, as plain values."""
        raise NotImplementedError

    def look_at(self, statement_ids: Sequence[str]) -> None:
        """Show these statements; where a screen shows none, nothing happens."""

    def open_page(self, page: str) -> None:
        """Show one of its pages; where a screen has none, nothing happens."""

    def after_trouble(self) -> None:
        """What is left where an action could not be done."""

    def refresh(self, **more: object) -> None:
        """Send the view to the browser; where there is none, one plain sentence that says why."""
        try:
            view = {**self._frame(), **self.view()}
            lists = {name: view.pop(name) for name in self.long & view.keys()}
            if self.named:
                view["said"] = statements_named(view, self.named)
            whole = "words" in more
            view |= {name: self._listed(name, rows, whole=whole) for name, rows in lists.items()}
            view = drafted_in(self.sitting.language, view, self.told)
        except ToolkitError as error:
            self.send({"trouble": self._plain(error), **more})
        else:
            self.send({"view": view, **more})

    def _listed(self, name: str, rows: list[Any], *, whole: bool) -> dict[str, Any]:
        """A long list for the browser: all of it, or what is not as it was sent before."""
        number, before = self._sent.get(name, (0, []))
        self._sent[name] = (number + 1, rows)
        if not whole and len(before) == len(rows):
            pairs = enumerate(zip(rows, before, strict=True))
            changed = {place: row for place, (row, was) in pairs if row != was}
            if len(changed) <= FEW * len(rows):
                return {"number": number + 1, "changed": changed}
        return {"number": number + 1, "rows": rows}

    def hand_over(self, file: Path) -> None:
        """Send a file to the browser, which saves it where it keeps what is downloaded."""
        self.send({"file": file.name}, buffers=[file.read_bytes()])

    def _act(self, _: object, said: Said, buffers: Sequence[Any]) -> None:
        if said.get("do") == "news":
            self._tell_news()
            return
        looks = said.get("do") == "look"
        if said.get("do") not in _UNASKED:
            self.trouble = ""
        self.answers = number_of(said, "number")
        try:
            self._do(said, buffers)
        except ToolkitError as error:
            self.after_trouble()
            self.trouble = self._plain(error)
        if said.get("again") and self.sitting.at_work:
            self.send({"heard": self.answers})
            return
        self.refresh(**({"words": self.words()} if looks else {}))

    def _tell_news(self) -> None:
        """Show what others decided meanwhile; the browser hears nothing where nobody did."""
        try:
            anything = self.sitting.catch_up()
        except ToolkitError as error:
            anything, self.trouble = True, self._plain(error)
        if anything:
            self.answers = 0
            self.refresh()

    def _do(self, said: Said, buffers: Sequence[Any]) -> None:
        """Do what the browser said, after taking in what others did since its view was made."""
        name = str(said.get("do"))
        self.sitting.sees(number_of(said, "seen", self.sitting.seen))
        if name != "look":
            self.sitting.catch_up()
        if name == "look":
            self.sitting.come_back()
        elif name == "open" and self.opens:
            self.opens(text_of(said, "screen"), texts_of(said, "statements"))
        elif action := self.actions.get(name):
            action(self.sitting, {**said, "buffers": list(buffers)} if buffers else said)

    def words(self) -> dict[str, Any]:
        """The vocabulary of the screen in the person's language, with the users' own labels."""
        return called_words(self.sitting.language, self.labels)

    def _plain(self, error: ToolkitError) -> str:
        what = (drafted(self.sitting.language, part) for part in (error.what, error.what_to_do))
        where = "" if _ADDRESS.fullmatch(error.where) else error.where
        return " ".join(part for part in (f"{where}:" if where else "", *what) if part)

    def _frame(self) -> dict[str, Any]:
        """What every view carries."""
        return {
            "coder": self.sitting.coder,
            "saved": self.sitting.saved,
            "trouble": self.trouble,
            "answers": self.answers,
            "seen": self.sitting.seen,
            "app": self.opens is not None,
        }


@cache
def screen_words(language: str = "en") -> dict[str, Any]:
    """The vocabulary with its keys, words and signs, and all strings: in one place for a screen."""
    return {
        "language": language,
        "languages": dict(LANGUAGES),
        "strings": dict(catalogue(language)),
        "causes": [
            {
                "key": key,
                "value": str(cause),
                "word": say(language, palette.CAUSE_WORD[cause]),
                "short": say(language, palette.CAUSE_SHORT[cause]),
                "family": family_of(cause),
            }
            for key, cause in CAUSE_KEYS.items()
        ],
        "families": {
            str(family): {
                "word": say(language, palette.FAMILY_WORD[family]),
                "sign": palette.FAMILY_SIGN[family],
            }
            for family in Family
        },
        "kinds": [
            {"key": key, "value": str(kind), "word": say(language, str(kind))}
            for key, kind in KIND_KEYS.items()
        ],
        "own": [],
    }


def called_words(language: str, labels: Labels) -> dict[str, Any]:
    """The vocabulary with what the users call otherwise, and with their own codes."""
    shipped = screen_words(language)
    renamed = dict(labels.instead(language))
    if not renamed and not labels.own:
        return shipped
    causes = [
        {**one, **{name: labels.given(one["value"], language) or one[name] for name in _CALLED}}
        for one in shipped["causes"]
    ]
    kinds = [
        {**one, "word": labels.given(one["value"], language) or one["word"]}
        for one in shipped["kinds"]
    ]
    own = [
        {
            "key": key,
            "value": code,
            "word": labels.of_own(code, language),
            "family": family_of(cause),
        }
        for key, (code, cause) in zip_longest(OWN_KEYS[: len(labels.own)], labels.own.items())
    ]
    strings = {**shipped["strings"], **renamed}
    return {**shipped, "strings": strings, "causes": causes, "kinds": kinds, "own": own}


@cache
def _read(*names: str) -> str:
    return "\n".join((HERE / name).read_text(encoding="utf-8") for name in names)


@cache
def _palette() -> str:
    """The colours of the documents as properties, so that screens and documents are one product."""
    tones = {
        "paper": palette.PAPER,
        "ink": palette.INK,
        "muted": palette.MUTED,
        "rule": palette.RULE,
        "wash": palette.WASH,
        "accent": palette.ACCENT,
        "none": palette.UNTOLD,
        **{str(family): palette.FAMILY_TONE[family] for family in Family},
        **{str(stance): tone for stance, tone in palette.STANCE_TONE.items()},
    }
    lines = [
        f"  --rl-{name}-{paper}: {getattr(tone, paper)};"
        for name, tone in tones.items()
        for paper in ("light", "dark")
    ]
    return "\n".join([".rl-desk, .rl-app {", *lines, "}"])
