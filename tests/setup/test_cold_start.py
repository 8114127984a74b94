"""run.py as somebody meets it who has just got a copy of the project."""

from __future__ import annotations

import base64
import csv
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LARGEST = 1_000_000_000
NOT_OURS = shutil.ignore_patterns(
    ".git", ".venv", ".*_cache", ".hypothesis", "__pycache__", "review-*"
)


def start(folder: Path, *words: str) -> tuple[float, subprocess.CompletedProcess[str]]:
    """Run run.py in a folder; return the seconds of processor it took, and what it said."""
    began = _seconds()
    done = subprocess.run(
        [sys.executable, "run.py", *words], cwd=folder, capture_output=True, text=True, check=False
    )
    return _seconds() - began, done


def _seconds() -> float:
    """Of all processes waited for; by the clock where the system does not count them."""
    spent = os.times()
    return spent.children_user + spent.children_system if os.name == "posix" else time.monotonic()


def bytes_in(folder: Path) -> int:
    """Return the size of all files of a folder, as `du --apparent-size` counts."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


def damaged(site_packages: Path) -> list[str]:
    """Return the installed files that are missing, or are not what their package recorded."""
    found = []
    for package in site_packages.glob("*.dist-info"):
        with (package / "RECORD").open(encoding="utf-8", newline="") as record:
            for name, recorded, _ in csv.reader(record):
                path = site_packages / name
                if not path.exists():
                    found.append(name)
                elif recorded:
                    digest = hashlib.sha256(path.read_bytes()).digest()
                    if recorded != "sha256=" + base64.urlsafe_b64encode(digest).decode().rstrip(
                        "="
                    ):
                        found.append(name)
    return found


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the project, in a folder whose name has a blank and an accent."""
    folder = tmp_path_factory.mktemp("cold") / "Neue Prüfung"
    shutil.copytree(ROOT, folder, ignore=NOT_OURS)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.check
def test_a_fresh_copy_reviews_the_sample_case_and_says_where_the_reports_are(copy: Path) -> None:
    seconds, done = start(copy, "demo")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "packages" in done.stdout
    reports = [line.strip() for line in done.stdout.splitlines() if line.endswith(".html")]
    assert reports
    assert all((copy / report).is_file() for report in reports)
    assert seconds < 300


@pytest.mark.check
def test_a_second_start_says_nothing_of_installing_and_takes_seconds(copy: Path) -> None:
    seconds, done = start(copy, "demo")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "nstalling" not in done.stdout
    assert "packages" not in done.stdout
    assert seconds < 60
    seconds, done = start(copy, "app", "README.md")
    assert "is a file" in done.stdout
    assert seconds < 2


@pytest.mark.check
def test_what_a_user_installs_stays_below_a_gigabyte(copy: Path) -> None:
    start(copy, "app", "README.md")
    assert bytes_in(copy / ".venv") < LARGEST


@pytest.mark.check
def test_the_command_relaunch_is_there(copy: Path) -> None:
    start(copy, "app", "README.md")
    command = shutil.which(
        "relaunch", path=str(copy / ".venv" / ("Scripts", "bin")[os.name != "nt"])
    )
    assert command
    assert subprocess.run([command, "--help"], capture_output=True, check=False).returncode == 0


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="kills a process group")
def test_a_start_that_is_killed_again_and_again_ends_whole(tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(ROOT, folder, ignore=NOT_OURS)
    chance = random.Random(7)
    for _ in range(20):
        process = subprocess.Popen(
            [sys.executable, "run.py", "app", "README.md"],
            cwd=folder,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0.3, 4.5))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    _, done = start(folder, "app", "README.md")
    assert "is a file" in done.stdout, done.stdout + done.stderr
    (site_packages,) = (folder / ".venv" / "lib").glob("python*/site-packages")
    assert damaged(site_packages) == []
