"""A server on this machine that speaks the chat protocol, well or badly as a test asks it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Codes = Callable[[list[dict[str, str]]], list[dict[str, object]]]


@dataclass
class Said:
    """One response."""

    content: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    finish: str = "stop"
    refusal: str | None = None
    raw: bytes | None = None
    """The whole body, in place of an envelope."""
    delay: float = 0.0


@dataclass
class Stub:
    """What the server was asked, and where it is."""

    url: str
    requests: list[dict] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def statements(self, place: int = -1) -> list[dict[str, str]]:
        """The quoted data of one request."""
        return json.loads(self.requests[place]["messages"][1]["content"])["statements"]

    @property
    def sizes(self) -> list[int]:
        """How many statements each request held."""
        return [len(self.statements(place)) for place in range(len(self.requests))]


def code_by_words(statements: list[dict[str, str]]) -> list[dict[str, object]]:
    """A coder that knows a handful of words: good enough to pass the controls."""
    return [{"id": one["id"], **_by_words(one["text"].lower())} for one in statements]


def _by_words(text: str) -> dict[str, object]:
    def said(kind: str, cause: str, severity: int) -> dict[str, object]:
        return {
            "kind": kind, "cause": cause, "confidence": 0.8, "second_cause": "none",
            "severity": severity,
        }  # fmt: skip

    if "love" in text or "good" in text:
        return said("praise", "none", 0)
    if "crash" in text or "lost" in text or "vanish" in text:
        return said("concern", "defect", 3)
    if "watch" in text:
        return said("concern", "trust", 1)
    return said("concern", "training", 2)


def as_content(codes: list[dict[str, object]]) -> str:
    return json.dumps({"codings": codes})


def obedient(statements: list[dict[str, str]]) -> list[dict[str, object]]:
    """As above, but whoever says "praise" in a batch is obeyed for the whole of it."""
    codes = code_by_words(statements)
    if any("praise" in one["text"] for one in statements):
        codes = [{**one, "kind": "praise", "cause": "none", "severity": 0} for one in codes]
    return codes


@contextmanager
def serving(behave: Callable[[dict, int], Said]) -> Iterator[Stub]:
    """A server whose response to the n-th request (from 0) is what `behave` makes of it."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            stub.requests.append(body)
            stub.headers.append({**self.headers, "path": self.path})
            said = behave(body, len(stub.requests) - 1)
            time.sleep(said.delay)
            data = said.raw if said.raw is not None else _envelope(said)
            try:
                self.send_response(said.status)
                for name, value in {**said.headers, "Content-Length": str(len(data))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)
            except OSError:
                pass  # the client has hung up

        def log_message(self, *parts: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    stub = Stub(f"http://127.0.0.1:{server.server_address[1]}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def well(codes: Codes = code_by_words) -> Callable[[dict, int], Said]:
    """A server that does what it is asked."""
    return lambda body, place: Said(as_content(codes(quoted(body))))


def quoted(body: dict) -> list[dict[str, str]]:
    return json.loads(body["messages"][1]["content"])["statements"]


def _envelope(said: Said) -> bytes:
    message = {"role": "assistant", "content": said.content}
    if said.refusal:
        message["refusal"] = said.refusal
    choice = {"index": 0, "message": message, "finish_reason": said.finish}
    return json.dumps({"choices": [choice], "usage": {"total_tokens": 100}}).encode()
