"""What a run says at its end can be pasted into a terminal."""

from __future__ import annotations

import shlex
from pathlib import Path

from toolkit.pipeline.places import Places
from toolkit.pipeline.publishing import where_things_are


def test_the_command_works_in_a_folder_with_a_blank() -> None:
    said = where_things_are(Places(Path("/reviews/spring case")))
    command = said.split("(", 1)[1].split(")")[0]
    assert shlex.split(command) == ["relaunch", "app", "/reviews/spring case"]
