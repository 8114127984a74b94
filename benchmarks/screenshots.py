"""Five pictures of the sample case for README and docs, taken from the app as a person has it.

Run it in the project's folder: `python benchmarks/screenshots.py REVIEW [FOLDER]`. It needs
Chromium. REVIEW is a review of the sample case; the pictures go to docs/pictures.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from PIL import Image
from playwright.sync_api import Page

from tests.browser.served import PATIENCE, browsing, go, opened, served

LARGEST = 150_000
SCREENS = (
    ("Home", "home", ".rl-home .rl-step"),
    ("Files", "files", ".rl-intake .rl-columns"),
    ("Codes", "codes", ".rl-review .rl-sure p"),
    ("Themes", "themes", ".rl-board .rl-said-one"),
    ("Report", "report", ".rl-report"),
)


def take(page: Page, title: str, place: Path, ready: str) -> None:
    """One picture of one screen, once it shows something; at most 150 kB."""
    go(page, title)
    page.wait_for_selector(ready, timeout=PATIENCE)
    page.wait_for_timeout(500)
    page.screenshot(path=place)
    # A screen has few colours: 128 of them look the same, at half the size.
    Image.open(place).convert("RGB").quantize(128).save(place, optimize=True)
    size = place.stat().st_size
    if size > LARGEST:
        raise SystemExit(f"{place.name} has {size:,} bytes, more than {LARGEST:,}.")
    print(f"{place}  {size:,} bytes")


def main() -> None:
    """Take all pictures."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None or len(sys.argv) < 2:
        raise SystemExit(__doc__)
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else "docs/pictures")
    folder.mkdir(parents=True, exist_ok=True)
    with served(Path(sys.argv[1])) as address, browsing(chromium) as browser:
        page = opened(browser, address)
        there = page.locator(".rl-app-link").all_inner_texts()
        for title, name, ready in SCREENS:
            if title in there:
                take(page, title, folder / f"{name}.png", ready)


if __name__ == "__main__":
    main()
