"""What goes wrong is told in the person's language: every error that a screen can meet."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.pressing import Browser
from toolkit import errors
from toolkit.desk.opening import Opened
from toolkit.desk.session_screen import session_screen
from toolkit.desk.strings import drafted

ROOT = Path(errors.__file__).parent
FOLDERS = ("desk", "pipeline", "workspace")
CALLED = {
    name
    for name, one in vars(errors).items()
    if isinstance(one, type) and issubclass(one, errors.ToolkitError)
}
"""The names of all our errors."""
IN_TERMINAL = {"desk/serving.py", "desk/written.py"}
"""Said before there is a screen, or in its language already."""


def modules() -> list[str]:
    """The modules whose errors a screen can show."""
    found = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
    return sorted(
        name
        for path in found
        if (name := path.relative_to(ROOT).as_posix()) not in IN_TERMINAL
        and any(True for _ in said_in(path))
    )


def said_in(path: Path) -> Iterator[str]:
    """Every text that an error is made of there, with something in the place of its values."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLED:
            told = [*node.args[:1], *(k.value for k in node.keywords if k.arg == "what_to_do")]
            yield from (text for one in told for text in texts_of(one))


def texts_of(node: ast.expr) -> Iterator[str]:
    """The texts that an expression may be, as far as they stand in the code."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(filled(part) for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from (*texts_of(node.body), *texts_of(node.orelse))


def filled(part: ast.expr) -> str:
    """A piece of a text; 17 where a value stands, as it is quoted there."""
    if isinstance(part, ast.Constant):
        return str(part.value)
    return "'17'" if getattr(part, "conversion", -1) == ord("r") else "17"


@pytest.mark.parametrize("module", modules())
def test_every_error_of_a_screen_is_said_in_german(module: str) -> None:
    said = sorted(set(said_in(ROOT / module)))
    assert [text for text in said if drafted("de", text) == text] == []


def test_an_error_with_a_value_is_told_with_the_value() -> None:
    assert drafted("de", "there is no field 'hue'.") == "dieses Feld gibt es nicht: 'hue'."


def test_a_list_of_our_own_words_is_told_word_by_word_and_others_stay() -> None:
    assert drafted("de", "Allowed: open, done.") == "Erlaubt: offen, erledigt."
    assert drafted("de", "Allowed: open, blue.") == "Erlaubt: open, blue."


def test_a_screen_says_what_is_wrong_without_the_address_of_the_decision(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = session_screen(Opened(out, coder="Ann", language="de"))
    with screen.sitting:
        trouble = Browser(screen, monkeypatch).press("edit", field="minutes", value="x")["trouble"]
    assert trouble == ("„x“ passt nicht in dieses Feld: Minuten. Erlaubt: eine ganze Zahl ab 0.")
