"""What takes long is made behind the screen, and never without the last decision."""

from __future__ import annotations

import threading

import pytest

from toolkit.desk.anew import Anew
from toolkit.errors import ToolkitError


def test_what_is_quickly_made_is_there_when_it_is_asked_for_once() -> None:
    anew = Anew(lambda: "as planned")
    anew.show("as decided")
    assert anew.busy
    assert anew.rest(lambda: "as planned with it")
    assert (anew.value, anew.busy) == ("as planned with it", False)


def test_nothing_is_made_where_nothing_was_decided() -> None:
    anew = Anew(lambda: "as planned")
    assert not anew.rest(lambda: pytest.fail("made anew"))
    assert not anew.busy


def test_asking_whether_it_is_there_begins_nothing() -> None:
    anew = Anew(lambda: "as planned")
    anew.show("as decided")
    assert not anew.rest(lambda: pytest.fail("made anew"), begin=False)
    assert anew.busy
    assert not anew.at_work


def test_a_screen_does_not_wait_for_what_takes_long() -> None:
    anew, may_end = Anew(lambda: 0), threading.Event()
    anew.show(1)

    def slowly() -> int:
        may_end.wait(30)
        return 2

    assert not anew.rest(slowly)
    assert (anew.value, anew.busy) == (1, True)
    may_end.set()
    anew.settle(lambda: 2)
    assert (anew.value, anew.busy) == (2, False)


def test_what_was_made_without_the_last_decision_is_made_once_more() -> None:
    anew, may_end = Anew(lambda: "first"), threading.Event()
    anew.show("with one decision")

    def without_the_second() -> str:
        may_end.wait(30)
        return "planned with one"

    anew.rest(without_the_second)
    anew.show("with two decisions")
    may_end.set()
    seen = []
    while anew.busy:
        anew.rest(lambda: "planned with two")
        seen.append(anew.value)
    assert "planned with one" not in seen
    assert anew.value == "planned with two"


def test_what_went_wrong_is_said_and_nothing_is_lost() -> None:
    anew = Anew(lambda: "as planned")
    anew.show("as decided")

    def fails() -> str:
        raise ToolkitError("no wave has room.", what_to_do="Make one larger.")

    with pytest.raises(ToolkitError, match="no wave has room"):
        anew.rest(fails)
    assert anew.value == "as decided"


def test_what_takes_longer_waits_for_a_longer_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([0.0, 0.01, 10.0, 11.2])
    monkeypatch.setattr("toolkit.desk.anew.time.monotonic", lambda: next(times))
    quick, slow = Anew(lambda: "few people"), Anew(lambda: "thousands")
    assert quick.pause_ms < slow.pause_ms == 2400
