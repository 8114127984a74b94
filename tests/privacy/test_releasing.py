from __future__ import annotations

import copy
import io
import pickle
import zipfile

import pytest

from tests.privacy.people import ROSTER
from toolkit.errors import WithheldByPromise
from toolkit.privacy import Guard, Released, release

GUARD = Guard(ROSTER)


def test_what_names_nobody_is_released_as_it_is():
    assert release(b"theme,people\nT01,12\n", GUARD, name="themes.csv").value == (
        b"theme,people\nT01,12\n"
    )


@pytest.mark.parametrize(
    "content", ["Stephen O'Brien said so.", "mail WILL.MARKS@norda.example", "row of N1044"]
)
def test_whoever_stands_in_it_stops_it(content):
    with pytest.raises(WithheldByPromise, match=r"share/notes\.txt"):
        release(content, GUARD, name="notes.txt")


def test_the_refusal_does_not_say_who_it_was():
    with pytest.raises(WithheldByPromise) as refused:
        release("<p>Lan Nguyen</p>", GUARD, name="report.html")
    assert "Nguyen" not in str(refused.value)
    assert "full name in text line 1" in str(refused.value)


def test_a_name_in_a_workbook_stops_it_too():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/sharedStrings.xml", "<sst><si><t>Lan </t><t>Nguyen</t></si></sst>")
    with pytest.raises(WithheldByPromise):
        release(buffer.getvalue(), GUARD, name="review.xlsx")


def test_a_last_name_that_is_a_word_does_not_stop_a_report():
    text = "The Price is wrong in Sommer 2026, said the Cook; May was worse."
    assert release(text, GUARD, name="report.html").value == text


def test_nobody_else_can_make_a_released_value():
    with pytest.raises(TypeError):
        Released("x", object())
    with pytest.raises(TypeError):
        type("Mine", (Released,), {})


def test_a_released_value_can_be_neither_changed_nor_copied():
    released = release("x", GUARD, name="a.txt")
    with pytest.raises(AttributeError):
        released.value = "Lan Nguyen"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        released._value = "Lan Nguyen"
    with pytest.raises(TypeError):
        pickle.dumps(released)
    with pytest.raises(TypeError):
        copy.copy(released)


def test_its_repr_does_not_say_what_it_says():
    assert repr(release("secret", GUARD, name="a.txt")) == "Released(str)"
