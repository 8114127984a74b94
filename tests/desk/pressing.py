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
        self._lists: dict[str, tuple[int, list[Any]]] = {}
        monkeypatch.setattr(screen, "send", self._hear)

    def press(self, action: str, **more: object) -> dict[str, Any]:
        """The view after an action of the browser."""
        self.screen._handle_custom_msg({"do": action, **more}, [])
        return self.heard[-1]["view"]

    def _hear(self, content: dict[str, Any], buffers: Sequence[bytes] = ()) -> None:
        if "file" in content:
            self.files[content["file"]] = buffers[0]
        elif "view" in content:
            self.heard.append({**content, "view": self._whole(content["view"])})
        else:
            self.heard.append(content)

    def _whole(self, view: dict[str, Any]) -> dict[str, Any]:
        """The view with its long lists put together from the rows that changed."""
        for name in self.screen.long & view.keys():
            sent = view[name]
            before, known = self._lists.get(name, (0, []))
            if "changed" in sent:
                assert sent["number"] == before + 1
                rows = [sent["changed"].get(place, row) for place, row in enumerate(known)]
            else:
                rows = sent["rows"]
            self._lists[name] = (sent["number"], rows)
        return {**view, **{name: self._lists[name][1] for name in self.screen.long & view.keys()}}
