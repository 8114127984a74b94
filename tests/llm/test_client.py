"""The door: patient with a busy server, strict with one that leads elsewhere."""

from __future__ import annotations

import builtins
import json

import pytest

from tests.llm.stub import Said, as_content, code_by_words, quoted, serving, well
from toolkit.errors import LanguageModelUnavailable
from toolkit.llm.client import Client, NoAnswer, Question, QuestionTooLong
from toolkit.llm.endpoint import Endpoint
from toolkit.llm.spending import BudgetSpent, Purse

DATA = json.dumps({"statements": [{"id": "a1", "text": "It crashes."}]})
QUESTION = Question(system="Code.", user=DATA, schema_name="codings", schema={"type": "object"})


class Pauses(list):
    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def client(stub, *, purse=None, pauses=None, key="", **limits):
    endpoint = Endpoint(
        url=f"{stub.url}/chat/completions", model="small", key=key, **{"retries": 2, **limits}
    )
    wait = Pauses() if pauses is None else pauses
    return Client(endpoint, purse or Purse(50, 100_000), sleep=wait)


def ask(behave, **more):
    with serving(behave) as stub, client(stub, **more) as one:
        return one.ask(QUESTION), stub


def test_it_asks_at_temperature_0_and_holds_the_answer_to_the_schema():
    reply, stub = ask(well(), key="s3cret")
    (body,) = stub.requests
    assert json.loads(reply.text)["codings"][0]["id"] == "a1"
    assert (body["temperature"], body["model"], body["max_tokens"]) == (0, "small", 2048)
    assert body["response_format"]["json_schema"]["strict"] is True
    assert [one["role"] for one in body["messages"]] == ["system", "user"]
    assert stub.headers[0]["Authorization"] == "Bearer s3cret"
    assert stub.headers[0]["path"] == "/v1/chat/completions"


def test_a_server_without_schemas_is_asked_for_an_object_and_then_for_text():
    def old(body, place):
        if "response_format" in body:
            return Said(status=400, raw=b'{"error": "unknown field response_format"}')
        return Said(as_content(code_by_words(quoted(body))))

    reply, stub = ask(old)
    assert reply.text
    forms = [body.get("response_format", {}).get("type") for body in stub.requests]
    assert forms == ["json_schema", "json_object", None]


def test_a_server_that_fails_over_a_schema_is_asked_without_one():
    def strained(body, place):
        kind = body.get("response_format", {}).get("type")
        return Said(status=500) if kind == "json_schema" else Said("{}")

    reply, stub = ask(strained)
    assert reply.text == "{}"
    assert len(stub.requests) == 4


def test_a_complaint_that_repeats_the_question_is_not_read_beyond_itself():
    said = b'{"error": "unknown field"}' + b" " * 600 + b"it takes too long, the context"
    with pytest.raises(LanguageModelUnavailable, match="unknown field"):
        ask(lambda body, place: Said(status=400, raw=said))


def test_what_a_server_cannot_do_is_not_asked_of_it_again():
    def old(body, place):
        if body.get("response_format", {}).get("type") == "json_schema":
            return Said(status=422, raw=b"no")
        return Said("{}")

    with serving(old) as stub, client(stub) as one:
        one.ask(QUESTION)
        one.ask(QUESTION)
    assert len(stub.requests) == 3


def test_the_newer_name_of_the_limit_and_a_missing_seed_are_understood():
    def new(body, place):
        if "max_tokens" in body:
            return Said(status=400, raw=b"use max_completion_tokens instead of max_tokens")
        if "seed" in body:
            return Said(status=400, raw=b"seed is not supported")
        return Said("{}")

    _, stub = ask(new)
    assert stub.requests[-1]["max_completion_tokens"] == 2048
    assert stub.requests[-1]["response_format"]["type"] == "json_schema"


def test_a_busy_server_is_asked_again_after_the_time_that_it_names():
    def busy(body, place):
        if place == 0:
            return Said(status=429, headers={"Retry-After": "7"})
        return Said(status=503) if place == 1 else Said("{}")

    pauses = Pauses()
    reply, _ = ask(busy, pauses=pauses)
    assert reply.text == "{}"
    assert pauses == [7.0, 2.0]


def test_a_pause_is_never_longer_than_a_minute():
    pauses = Pauses()
    with pytest.raises(NoAnswer):
        ask(lambda b, n: Said(status=429, headers={"Retry-After": "86400"}), pauses=pauses)
    assert pauses == [60.0, 60.0]


@pytest.mark.parametrize(
    "said",
    [
        Said(status=500),
        Said(raw=b"<html>gateway</html>"),
        Said(raw=b'{"choices": []}'),
        Said(raw=b'{"choices": [{"mess'),
        Said("{}", delay=0.4),
    ],
    ids=["error", "html", "nothing chosen", "cut off", "slow"],
)
def test_a_server_that_fails_every_time_is_given_up_in_words(said):
    with pytest.raises(NoAnswer, match="3 attempts") as error:
        ask(lambda body, place: said, timeout_seconds=0.2)
    assert "whether the server runs" in str(error.value)


@pytest.mark.parametrize(("seconds", "answered"), [(99.0, True), (121.0, False)])
def test_a_server_that_drips_is_as_slow_as_one_that_is_silent(seconds, answered):
    times = iter([0.0, *[seconds] * 99])
    with serving(well()) as stub:
        endpoint = Endpoint(url=f"{stub.url}/chat/completions", model="m", retries=0)
        clocked = Client(endpoint, Purse(5, 9999), sleep=Pauses(), clock=lambda: next(times))
        with clocked:
            if answered:
                assert clocked.ask(QUESTION).text
                return
            with pytest.raises(NoAnswer, match="120 s"):
                clocked.ask(QUESTION)


def test_nobody_there_is_said_with_the_address():
    endpoint = Endpoint(url="http://127.0.0.1:9/v1/chat/completions", model="m", retries=1)
    with Client(endpoint, Purse(5, 9999), sleep=Pauses()) as one:
        with pytest.raises(NoAnswer, match=r"127\.0\.0\.1:9"):
            one.ask(QUESTION)


@pytest.mark.parametrize(
    ("status", "advice"),
    [(401, "api_key_env"), (403, "api_key_env"), (404, "model"), (400, "another server")],
)
def test_what_asking_again_cannot_mend_is_an_error_with_advice(status, advice):
    with pytest.raises(LanguageModelUnavailable, match=advice):
        ask(lambda body, place: Said(status=status, raw=b"no"))


def test_a_model_that_refuses_temperature_0_is_refused():
    with pytest.raises(LanguageModelUnavailable, match="no run repeats"):
        ask(lambda b, n: Said(status=400, raw=b"temperature does not support 0"))


def test_a_redirection_is_not_followed():
    with serving(well()) as elsewhere:
        away = Said(status=307, headers={"Location": f"{elsewhere.url}/chat/completions"})
        with pytest.raises(LanguageModelUnavailable, match="words go nowhere else"):
            ask(lambda body, place: away)
        assert elsewhere.requests == []


def test_a_proxy_of_the_environment_carries_nothing_off_this_machine(monkeypatch):
    with serving(well()) as proxy:
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("http_proxy", proxy.url)
        reply, _ = ask(well())
        assert reply.text
        assert proxy.requests == []


@pytest.mark.parametrize(
    ("status", "said"), [(413, b""), (400, b"This model's maximum context length is 4096 tokens")]
)
def test_too_much_at_once_is_told_apart_from_other_refusals(status, said):
    with pytest.raises(QuestionTooLong):
        ask(lambda body, place: Said(status=status, raw=said))


def test_a_refusal_and_a_cut_are_passed_on():
    assert ask(lambda b, n: Said(refusal="I cannot"))[0].refused
    assert ask(lambda b, n: Said(finish="content_filter"))[0].refused
    assert ask(lambda b, n: Said("{", finish="length"))[0].cut_off


def test_an_answer_in_parts_is_put_together():
    parts = [{"type": "text", "text": '{"a"'}, {"type": "text", "text": ": 1}"}]
    raw = json.dumps({"choices": [{"message": {"content": parts}}]}).encode()
    assert ask(lambda b, n: Said(raw=raw))[0].text == '{"a": 1}'


def test_every_attempt_is_paid_for_and_the_purse_is_the_limit():
    purse = Purse(2, 100_000)
    with pytest.raises(BudgetSpent, match="most_requests"):
        ask(lambda b, n: Said(status=500), purse=purse)
    assert purse.requests == 2


def test_the_server_counts_the_tokens():
    purse = Purse(50, 150)
    with serving(well()) as stub, client(stub, purse=purse) as one:
        one.ask(QUESTION)
        one.ask(QUESTION)
        assert purse.tokens == 200
        with pytest.raises(BudgetSpent, match="most_tokens"):
            one.ask(QUESTION)


def test_without_httpx_it_says_what_to_install(monkeypatch):
    usual = builtins.__import__

    def without(name, *rest, **more):
        if name == "httpx":
            raise ImportError(name)
        return usual(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(LanguageModelUnavailable, match=r"relaunch\[llm\]"):
        Client(Endpoint(url="http://127.0.0.1/v1", model="m"), Purse(1, 1000))
