"""Every locked package has a ready-made wheel on every platform: nobody needs a compiler."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLATFORMS = {
    "Linux on Intel and AMD": "x86_64-manylinux_2_28",
    "Linux on ARM": "aarch64-manylinux_2_28",
    "Windows": "x86_64-pc-windows-msvc",
    "Mac on Intel": "x86_64-apple-darwin",
    "Mac on ARM": "aarch64-apple-darwin",
}


@pytest.mark.check
@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
@pytest.mark.parametrize("python", ["3.11", "3.14"])
@pytest.mark.parametrize("platform", PLATFORMS.values(), ids=PLATFORMS.keys())
def test_every_package_has_a_wheel(platform: str, python: str, lock: str, tmp_path: Path) -> None:
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or "uv"
    words = ["--dry-run", "--only-binary", ":all:", "--require-hashes", "--target", str(tmp_path)]
    place = ["--python-platform", platform, "--python-version", python]
    done = subprocess.run(
        [uv, "pip", "install", *words, *place, "-r", lock],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Would install" in done.stderr
