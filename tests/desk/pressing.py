"""What a test presses in the place of a browser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from toolkit.desk.screen import Screen


class Browser:
    """Presses what the browser would press, and keeps what the screen sends back."""

    def __init__(self, screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
        self.screen = screen
        self.heard: list[dict[str, Any]] = []
        self.files: dict[str, bytes] = {}
        """What was handed over to be saved, by the files' names."""
        monkeypatch.setattr(screen, "send", self._hear)

    def press(self, action: str, **more: object) -> dict[str, Any]:
        """The view after an action of the browser."""
        self.screen._handle_custom_msg({"do": action, **more}, [])
        return self.heard[-1]["view"]

    def _hear(self, content: dict[str, Any], buffers: Sequence[bytes] = ()) -> None:
        if "file" in content:
            self.files[content["file"]] = buffers[0]
        else:
            self.heard.append(content)
