"""What the tests in a browser share: one browser for all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.served import browsing


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Chromium; a test opens pages of its own in it, and a page shares nothing with another."""
    with browsing(chromium) as browser:
        yield browser
