"""Where the language model is asked, and whether words may go there at all."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import SplitResult, urlsplit

from toolkit.errors import LanguageModelUnavailable, WithheldByPromise
from toolkit.settings import LlmSettings, Promise

_ELSEWHERE: Final = re.compile(r"[:-]cloud$", re.I)
"""Ollama serves models of this ending from another machine, behind a local address."""
_WHERE: Final = "review.toml, [mine.llm]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One model at one OpenAI-compatible address, with the limits of one answer."""

    url: str
    """The whole address that is posted to, ending in /chat/completions."""
    model: str
    key: str = field(default="", repr=False)
    remote: bool = False
    timeout_seconds: float = 120.0
    max_tokens: int = 2048
    retries: int = 4

    @property
    def coder(self) -> str:
        """The coder's name in codings and agreement figures."""
        return coder_name(self.model)


def coder_name(model: str) -> str:
    """The name under which a model's codes are kept: "llm:" and the model."""
    return f"llm:{model}"


def open_endpoint(
    settings: LlmSettings, promises: Mapping[str, Promise], environment: Mapping[str, str]
) -> Endpoint:
    """The endpoint that the settings name, if words may go there.

    `promises` are those in force, by file. Raises LanguageModelUnavailable where it is off, no
    model is named, the address cannot be meant or is another machine's without `allow_remote`, or
    the variable with the key is empty; WithheldByPromise where somebody was promised that no words
    leave this machine.
    """
    if not settings.enabled:
        raise _unavailable(
            "the language model is off.",
            "Write enabled = true, url and model there (docs/language-model.md says how).",
        )
    if not settings.model.strip():
        raise _unavailable("no model is named.", 'Write model = "…" as the server calls it.')
    address = _address(settings.url)
    remote = not is_this_machine(address.hostname or "") or bool(_ELSEWHERE.search(settings.model))
    if remote:
        _may_leave(settings, address.hostname or "", promises)
    return Endpoint(
        url=_completions(address),
        model=settings.model.strip(),
        key=_key(settings.api_key_env, environment),
        remote=remote,
        timeout_seconds=settings.timeout_seconds,
        max_tokens=settings.max_tokens,
        retries=settings.retries,
    )


def is_this_machine(host: str) -> bool:
    """Whether an address never leaves this machine: localhost, 127.0.0.0/8 or ::1."""
    if host.rstrip(".").lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _may_leave(settings: LlmSettings, host: str, promises: Mapping[str, Promise]) -> None:
    what = f"{settings.model} at {host} is not on this machine"
    if not settings.allow_remote:
        raise _unavailable(
            f"{what}: redacted words of those who spoke would leave it.",
            "Run a model here, or write allow_remote = true if they may go there.",
        )
    held = [file for file, promise in promises.items() if promise.stays_on_machine]
    if held:
        raise WithheldByPromise(
            f"{what}, and it was promised that no words leave this one.",
            where=", ".join(held),
            what_to_do="Run a model on this machine (docs/language-model.md).",
        )


def _address(url: str) -> SplitResult:
    try:
        found = urlsplit(url.strip())
        usable = found.scheme in ("http", "https") and bool(found.hostname) and found.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise _unavailable(
            f"{url!r} is no address of a server.", 'Write url = "http://127.0.0.1:8080/v1".'
        )
    if found.username or found.password:
        raise _unavailable(
            "the address holds a name or password.",
            "Put the key into an environment variable and write its name as api_key_env.",
        )
    return found


def _completions(address: SplitResult) -> str:
    """The address to post to, from the server's address with or without its path."""
    path = address.path.rstrip("/")
    if not path:
        path = "/v1"
    if not path.endswith("/chat/completions"):
        path = f"{path}/chat/completions"
    return address._replace(path=path, fragment="").geturl()


def _key(name: str, environment: Mapping[str, str]) -> str:
    if not name:
        return ""
    key = environment.get(name, "").strip()
    if not key:
        raise _unavailable(
            f"the environment variable {name} is empty.",
            f"Set {name} to the server's key, or take api_key_env out.",
        )
    return key


def _unavailable(what: str, what_to_do: str) -> LanguageModelUnavailable:
    return LanguageModelUnavailable(what, where=_WHERE, what_to_do=what_to_do)
