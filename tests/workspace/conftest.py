"""What the tests of the workspace share: an empty workspace, and a program that uses one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from toolkit.workspace import Workspace, store

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
from datetime import UTC, datetime
from toolkit.workspace import Workspace, store
{body}
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where a review keeps its workspace; nothing is there yet."""
    return tmp_path / "confidential" / "review.sqlite"


@pytest.fixture
def workspace(place: Path) -> Iterator[Workspace]:
    with Workspace.open(place) as opened:
        yield opened


@pytest.fixture(scope="module", autouse=True)
def quick_disk() -> Iterator[None]:
    """Spare the disk where a test is about something else than what survives on it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "PRAGMAS", (*store.PRAGMAS, "PRAGMA synchronous=OFF"))
        yield


@pytest.fixture
def start() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start another Python that runs `body` with the workspace's names and the given arguments."""
    started = []

    def start(body: str, *arguments: object) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM.format(body=body), *map(str, arguments)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()
