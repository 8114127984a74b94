"""Whether words may go to a model at all, and to which address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import LanguageModelUnavailable, WithheldByPromise
from toolkit.llm.endpoint import is_this_machine, open_endpoint
from toolkit.settings import LlmSettings, Promise


def opened(promises=None, environment=None, **settings):
    own = LlmSettings.model_validate({"enabled": True, "model": "small", **settings})
    return open_endpoint(own, promises or {}, environment or {})


def test_it_is_off_until_somebody_switches_it_on():
    assert not LlmSettings().enabled
    with pytest.raises(LanguageModelUnavailable, match="enabled = true"):
        open_endpoint(LlmSettings(model="small"), {}, {})


def test_without_a_model_it_says_what_to_write():
    with pytest.raises(LanguageModelUnavailable, match="model = "):
        opened(model=" ")


@pytest.mark.parametrize(
    ("written", "posted"),
    [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/v1/chat/completions"),
        ("http://localhost:11434/v1/", "http://localhost:11434/v1/chat/completions"),
        ("http://[::1]:8000/api", "http://[::1]:8000/api/chat/completions"),
        ("http://127.0.0.1/v1/chat/completions", "http://127.0.0.1/v1/chat/completions"),
    ],
)
def test_an_address_may_be_written_with_or_without_its_path(written, posted):
    found = opened(url=written)
    assert (found.url, found.remote) == (posted, False)


@pytest.mark.parametrize("url", ["", "127.0.0.1:8080", "ftp://127.0.0.1", "http://", "http://a:b"])
def test_what_is_no_address_is_refused(url):
    with pytest.raises(LanguageModelUnavailable, match="no address"):
        opened(url=url)


@pytest.mark.parametrize(
    "host",
    ["llm.example", "10.0.0.4", "192.168.1.20", "localhost.attacker.example", "127.0.0.1.example",
     "0.0.0.0", "[::ffff:8.8.8.8]"],
)  # fmt: skip
def test_another_machine_is_refused_unless_it_is_allowed(host):
    url = f"https://{host}/v1"
    with pytest.raises(LanguageModelUnavailable, match="allow_remote"):
        opened(url=url)
    assert opened(url=url, allow_remote=True).remote


def test_a_model_that_is_served_from_elsewhere_behind_a_local_address_counts_as_remote():
    with pytest.raises(LanguageModelUnavailable, match="allow_remote"):
        opened(model="big:120b-cloud")


def test_a_promise_wins_over_the_leave_to_go_elsewhere():
    promises = {"a.csv": Promise(), "b.csv": Promise(stays_on_machine=True)}
    with pytest.raises(WithheldByPromise, match=r"b\.csv"):
        opened(promises, url="https://llm.example", allow_remote=True)
    assert not opened(promises).remote


def test_the_key_comes_from_the_environment_and_is_shown_nowhere():
    found = opened(environment={"MY_KEY": "s3cret"}, api_key_env="MY_KEY")
    assert found.key == "s3cret"
    assert "s3cret" not in repr(found)
    with pytest.raises(LanguageModelUnavailable, match="MY_KEY"):
        opened(api_key_env="MY_KEY")


def test_a_password_in_the_address_is_refused():
    with pytest.raises(LanguageModelUnavailable, match="api_key_env"):
        opened(url="http://ana:geheim@127.0.0.1/v1")


@given(st.integers(0, 255), st.integers(0, 255), st.integers(0, 255), st.integers(0, 255))
def test_of_all_numbers_only_those_from_127_are_this_machine(a, b, c, d):
    assert is_this_machine(f"{a}.{b}.{c}.{d}") == (a == 127)
