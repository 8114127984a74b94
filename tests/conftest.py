"""What all tests share: how many examples hypothesis tries, and what tools a test may ask for."""

from __future__ import annotations

import os
import shutil

import hypothesis
import pytest

# How long an example takes to make says something of the machine and nothing of the code.
PATIENT = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
hypothesis.settings.register_profile("quick", max_examples=50, derandomize=True, **PATIENT)
hypothesis.settings.register_profile("long", max_examples=1000, **PATIENT)
hypothesis.settings.load_profile("quick")

# A marker, the tool it stands for in RELAUNCH_REQUIRE, and the tool's names on a path.
TOOLS = {
    "browser": ("chromium", ("chromium", "chromium-browser", "google-chrome", "chrome")),
    "office": ("libreoffice", ("soffice", "libreoffice")),
}


def find_tool(marker: str) -> str:
    """Return the path of the tool a marker stands for; skip or fail where there is none.

    RELAUNCH_REQUIRE names, with commas, the tools that must be there: without one of them the
    test fails, so that a continuous integration cannot lose its browser in silence.
    """
    tool, names = TOOLS[marker]
    for name in names:
        if path := shutil.which(name):
            return path
    if tool in os.environ.get("RELAUNCH_REQUIRE", "").split(","):
        pytest.fail(f"RELAUNCH_REQUIRE names {tool}, and it is not installed.")
    pytest.skip(f"{tool} is not installed.")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Ask for a marked test's tool before anything else of it runs."""
    for marker in TOOLS:
        if item.get_closest_marker(marker):
            find_tool(marker)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium or Chrome, for tests marked `browser`."""
    return find_tool("browser")


@pytest.fixture(scope="session")
def soffice() -> str:
    """The path of LibreOffice, for tests marked `office`."""
    return find_tool("office")
