"""The one door to a language model: OpenAI's chat protocol, patient, and never led elsewhere.

The only module of the toolkit that opens a connection.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

from toolkit.errors import LanguageModelUnavailable, ToolkitError
from toolkit.llm.endpoint import Endpoint
from toolkit.llm.spending import Purse, estimate_tokens

if TYPE_CHECKING:
    import httpx

FORMATS: Final = ("json_schema", "json_object", "text")
"""How an answer is held to JSON: the strictest first, what a server does not know is left out."""
_LARGEST_ANSWER: Final = 4_000_000
"""Bytes. Fifty codes take twenty thousand."""
_LONGEST_PAUSE_SECONDS: Final = 60.0
_TEMPORARY: Final = frozenset({408, 409, 425, 429, *range(500, 600)} - {501})
_COMPLAINT: Final = 500
_TOO_LONG: Final = ("context", "too long", "too large", "maximum length", "exceeds")


class NoAnswer(ToolkitError):
    """The server was asked as often as allowed, and did not answer in time or not at all."""


class QuestionTooLong(ToolkitError):
    """More than the model can take in at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: the rules, the data, and the form of the answer."""

    system: str
    user: str
    schema_name: str
    schema: Mapping[str, object]
    expected_tokens: int = 0
    """Of the answer, for the budget where the server does not count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came back; `text` is empty where the model refused or the envelope was damaged."""

    text: str
    cut_off: bool = False
    refused: bool = False


@dataclass(frozen=True, slots=True)
class _Response:
    status: int
    text: str
    retry_after: str = ""


class Client:
    """Asks one endpoint, one question at a time. Use as a context manager.

    `sleep` and `clock` (seconds, monotonic) are given by tests. Raises LanguageModelUnavailable
    if httpx is not installed.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        purse: Purse,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.endpoint = endpoint
        self.purse = purse
        self._sleep = sleep
        self._clock = clock
        self._format = 0
        self._limit_name = "max_tokens"
        self._seed = True
        self._http = _connect(endpoint)

    def __enter__(self) -> Client:
        """Nothing is sent before the first question."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connection."""
        self._http.close()

    def ask(self, question: Question) -> Reply:
        """The model's reply.

        Raises NoAnswer where the server keeps silent or busy, QuestionTooLong where less must be
        asked at once, BudgetSpent before a request too many, LanguageModelUnavailable where asking
        again cannot help (wrong key, no such model, a redirection).
        """
        for _ in range(len(FORMATS) + 3):
            response = self._send(question)
            if response.status == 200:
                return self._reply(question, response.text)
            self._adapt(response)
        raise self._refused(response)

    def _send(self, question: Question) -> _Response:
        """One question, as often as it takes until the server says something that counts."""
        response, why = None, ""
        for attempt in range(self.endpoint.retries + 1):
            self.purse.take_request()
            response, why = self._try(question)
            if response is not None and response.status not in _TEMPORARY:
                return response
            if attempt < self.endpoint.retries:
                self._sleep(_pause(attempt, response.retry_after if response else ""))
        if response is not None and response.status == 500 and self._format + 1 < len(FORMATS):
            return response  # some servers fail over a schema that they cannot follow
        raise NoAnswer(
            f"no answer after {self.endpoint.retries + 1} attempts ({why}).",
            where=self.endpoint.url,
            what_to_do="See whether the server runs, or raise timeout_seconds.",
        )

    def _try(self, question: Question) -> tuple[_Response | None, str]:
        """The response and, where it is temporary or there is none, why."""
        import httpx

        try:
            response = self._post(self._body(question))
        except httpx.TimeoutException:
            self.purse.pay(estimate_tokens(question.system + question.user))
            return None, f"nothing within {self.endpoint.timeout_seconds:g} s"
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return None, f"{type(error).__name__}: {error}"
        if response.status == 200 and _message(response.text) is None:
            return _Response(502, response.text), "the answer is damaged"
        return response, f"status {response.status}"

    def _post(self, body: Mapping[str, object]) -> _Response:
        """One request; a server that drips is cut off at the same time as one that is silent."""
        import httpx

        until = self._clock() + self.endpoint.timeout_seconds
        content = bytearray()
        with self._http.stream("POST", self.endpoint.url, json=body) as response:
            for part in response.iter_bytes():
                content += part
                if self._clock() > until:
                    raise httpx.ReadTimeout("the answer takes too long")
                if len(content) > _LARGEST_ANSWER:
                    return _Response(502, "")
        text = content.decode("utf-8", errors="replace")
        return _Response(response.status_code, text, response.headers.get("retry-after", ""))

    def _body(self, question: Question) -> dict[str, object]:
        body: dict[str, object] = {
            "model": self.endpoint.model,
            "messages": [
                {"role": "system", "content": question.system},
                {"role": "user", "content": question.user},
            ],
            "temperature": 0,
            "stream": False,
            self._limit_name: self.endpoint.max_tokens,
        }
        if self._seed:
            body["seed"] = 0
        if FORMATS[self._format] == "json_schema":
            body["response_format"] = {
                "type": "json_schema",
                "json_schema": {
                    "name": question.schema_name,
                    "strict": True,
                    "schema": question.schema,
                },
            }
        elif FORMATS[self._format] == "json_object":
            body["response_format"] = {"type": "json_object"}
        return body

    def _adapt(self, response: _Response) -> None:
        """Ask otherwise next time, as the server's complaint says; or raise."""
        # Some servers repeat the question in their complaint, and words of ours are no complaint.
        said = response.text[:_COMPLAINT].lower()
        if response.status == 413 or (
            response.status == 400 and any(word in said for word in _TOO_LONG)
        ):
            raise QuestionTooLong("more than the model can take in.", where=self.endpoint.url)
        if response.status not in (400, 415, 422, 500, 501):
            raise self._refused(response)
        if "max_completion_tokens" in said and self._limit_name == "max_tokens":
            self._limit_name = "max_completion_tokens"
        elif "seed" in said and self._seed:
            self._seed = False
        elif self._format + 1 < len(FORMATS):
            self._format += 1
        else:
            raise self._refused(response)

    def _refused(self, response: _Response) -> LanguageModelUnavailable:
        advice = {
            401: "Look after the key in the variable that api_key_env names.",
            403: "Look after the key in the variable that api_key_env names.",
            404: "Look after url and model: the server knows one of them not.",
        }.get(response.status, "Look after url and model, or ask another server.")
        if 300 <= response.status < 400:
            advice = "It points elsewhere, and words go nowhere else: write the true url."
        if "temperature" in response.text[:_COMPLAINT].lower():
            advice = "It refuses temperature 0, without which no run repeats: take another model."
        said = " ".join(response.text.split())[:200]
        return LanguageModelUnavailable(
            f"the server refuses (status {response.status}: {said!r}).",
            where=self.endpoint.url,
            what_to_do=advice,
        )

    def _reply(self, question: Question, text: str) -> Reply:
        choice = _message(text) or {}
        message = choice.get("message") or {}
        content = _content(message)
        asked = estimate_tokens(question.system + question.user)
        self.purse.pay(_counted(text) or asked + estimate_tokens(content))
        reason = choice.get("finish_reason")
        return Reply(
            text=content,
            cut_off=reason == "length",
            refused=bool(message.get("refusal")) or reason == "content_filter",
        )


def _connect(endpoint: Endpoint) -> httpx.Client:
    try:
        import httpx
    except ImportError as error:
        raise LanguageModelUnavailable(
            "the package httpx is not installed.",
            what_to_do='Install the extra: python -m pip install "relaunch[llm]"',
        ) from error
    # Proxies of the environment would carry words off this machine, and redirections anywhere.
    return httpx.Client(
        timeout=endpoint.timeout_seconds,
        follow_redirects=False,
        trust_env=endpoint.remote,
        headers={"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {},
    )


def _pause(attempt: int, retry_after: str) -> float:
    """Seconds: what the server asks for, else 1, 2, 4, …; at most a minute."""
    try:
        asked = float(retry_after)
    except ValueError:
        asked = 0.0
    wanted = asked if asked > 0 else 2.0**attempt
    return min(wanted, _LONGEST_PAUSE_SECONDS)


def _message(text: str) -> dict[str, Any] | None:
    """The first choice of an envelope; None where it is damaged."""
    try:
        choice = json.loads(text)["choices"][0]
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    return choice if isinstance(choice, dict) and isinstance(choice.get("message"), dict) else None


def _content(message: Mapping[str, Any]) -> str:
    """The words of a message, which some servers give in parts."""
    content = message.get("content")
    if isinstance(content, list):
        parts = [part.get("text") for part in content if isinstance(part, dict)]
        return "".join(part for part in parts if isinstance(part, str))
    return content if isinstance(content, str) else ""


def _counted(text: str) -> int:
    """The tokens that the server counted, 0 where it did not."""
    try:
        total = json.loads(text)["usage"]["total_tokens"]
    except (ValueError, LookupError, TypeError):
        return 0
    return total if isinstance(total, int) else 0
