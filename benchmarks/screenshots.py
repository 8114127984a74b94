"""Pictures of every screen of the desk, taken from the app as a person has it.

`python benchmarks/screenshots.py REVIEW` takes those of README and docs (REVIEW is a review of the
sample case; they go to docs/pictures). With `--every FOLDER` it takes every screen and page of it,
light and dark, 1280 and 1920 wide, for looking at; REVIEW may then be any review or an empty
folder. It needs Chromium.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from PIL import Image
from playwright.sync_api import Page, TimeoutError

from tests.browser.served import PATIENCE, WIDE, browsing, go, opened, served, settled

LARGEST = 200_000
DOCS = Path("docs/pictures")
THEMES = ("light", "dark")
SIZES = (WIDE, {"width": 1920, "height": 1080})


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One picture: a screen, and what is pressed on it."""

    name: str
    place: int
    """Which link of the navigation, from 0."""
    ready: str
    """What shows that it is drawn."""
    press: str = ""
    """A key."""
    click: str = ""
    """What is clicked."""
    docs: bool = False
    """Whether README or docs show it."""


VIEWS = (
    View(name="home", place=0, ready=".rl-home .rl-step", docs=True),
    View(name="files", place=1, ready=".rl-intake .rl-columns", docs=True),
    View(name="codes", place=2, ready=".rl-review .rl-sure p", docs=True),
    View(name="codes-many", place=2, ready=".rl-review .rl-plan", press="b"),
    View(name="codes-split", place=2, ready=".rl-review .rl-part-text", press="s"),
    View(name="codes-keys", place=2, ready=".rl-review .rl-help[open]", press="?"),
    View(name="disagreements", place=3, ready=".rl-adjudication"),
    View(name="themes", place=4, ready=".rl-board .rl-said-one", docs=True),
    View(name="themes-verdict", place=4, ready=".rl-board .rl-panel .rl-causes", press="v"),
    View(name="themes-split", place=4, ready=".rl-board .rl-parts", press="s"),
    View(name="people", place=5, ready=".rl-people .rl-stand", press="e", docs=True),
    View(name="people-heard", place=5, ready=".rl-people .rl-coverage", press="h"),
    View(name="people-invited", place=5, ready=".rl-people .rl-seats", press="v"),
    View(name="people-start", place=5, ready=".rl-people .rl-use", press="x"),
    View(name="people-waves", place=5, ready=".rl-people .rl-wave", press="w"),
    View(name="people-pictures", place=5, ready=".rl-people .rl-picture", press="i"),
    View(name="people-ledger", place=5, ready=".rl-people .rl-page *", press="d"),
    View(name="session", place=6, ready=".rl-session .rl-texts", press="a", docs=True),
    View(name="session-board", place=6, ready=".rl-session .rl-wall", press="b"),
    View(name="session-beamer", place=6, ready=".rl-session .rl-beamer-title", press="f"),
    View(name="session-recap", place=6, ready=".rl-session .rl-mail", press="r"),
    View(name="plan", place=7, ready=".rl-planning .rl-planning-tab", docs=True),
    View(
        name="plan-line",
        place=7,
        ready=".rl-planning .rl-planning-form",
        click=".rl-planning-tab:nth-child(2)",
    ),
    View(name="report", place=8, ready=".rl-report", docs=True),
)


def to(page: Page, view: View) -> bool:
    """Go to a view; False where it shows something else, such as what to do first."""
    links = page.locator(".rl-app-link").all_inner_texts()
    if view.place >= len(links):
        return False
    go(page, links[view.place])
    settled(page)
    page.wait_for_timeout(700)
    if view.press:
        page.locator(".rl-desk").first.focus()
        page.keyboard.press(view.press)
    if view.click and page.locator(view.click).count():
        page.locator(view.click).first.click()
    try:
        page.wait_for_selector(view.ready, timeout=8_000)
    except TimeoutError:
        return False
    finally:
        page.wait_for_timeout(300)
    return True


def leave(page: Page) -> None:
    """Close whatever list, panel or plan is open."""
    for _ in range(2):
        page.keyboard.press("Escape")


def keep(page: Page, place: Path) -> int:
    """Take one picture and return its size in bytes."""
    page.screenshot(path=place)
    # A screen has few colours. Coverage counts a small sign's colour as much as the paper's, so
    # that the families keep theirs; one round of k-means gives the papers their own again.
    few = (
        Image.open(place)
        .convert("RGB")
        .quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
    )
    few.save(place, optimize=True)
    return place.stat().st_size


def for_docs(page: Page, folder: Path) -> None:
    """The pictures of README and docs. Raises SystemExit for one that is too large."""
    for view in (one for one in VIEWS if one.docs):
        if not to(page, view):
            raise SystemExit(f"{view.name} does not show {view.ready}.")
        size = keep(page, folder / f"{view.name}.png")
        if size > LARGEST:
            raise SystemExit(f"{view.name}.png has {size:,} bytes, more than {LARGEST:,}.")
        print(f"{view.name}.png  {size:,} bytes")


def every(page: Page, folder: Path, wanted: tuple[str, ...], themes: tuple[str, ...]) -> None:
    """Every view (or the wanted ones) in all themes and sizes."""
    for view in (one for one in VIEWS if not wanted or one.name.split("-")[0] in wanted):
        fits = to(page, view)
        if not fits and ("-" in view.name or view.place >= page.locator(".rl-app-link").count()):
            continue
        for theme, size in product(themes, SIZES):
            page.emulate_media(color_scheme=theme)
            page.set_viewport_size(size)
            page.wait_for_timeout(250)
            keep(page, folder / f"{view.name}-{theme}-{size['width']}.png")
            for found in too_wide(page):
                print(f"{view.name} {theme} {size['width']}: {found}")
        page.emulate_media(color_scheme=THEMES[0])
        page.set_viewport_size(SIZES[0])
        leave(page)


def too_wide(page: Page) -> Iterator[str]:
    """What is wider than its place without being cut on purpose."""
    yield from page.evaluate(
        """() => [...document.querySelectorAll('.rl-app, .rl-desk, .rl-desk *')].filter((one) =>
          one.clientWidth && one.scrollWidth > one.clientWidth + 1
          && !['hidden'].includes(getComputedStyle(one).overflowX)
          && getComputedStyle(one).display !== 'inline'
          && !one.closest('svg') && !['SELECT', 'INPUT'].includes(one.tagName))
          .slice(0, 5).map((one) => `wide: ${one.tagName}.${one.className}`)"""
    )


def main() -> None:
    """Take the pictures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("review", type=Path)
    asked.add_argument("--every", type=Path, help="folder for all pictures of all screens")
    asked.add_argument("--only", nargs="*", default=[], help="screens by name")
    asked.add_argument("--themes", nargs="*", default=list(THEMES))
    asked.add_argument("--language", default="en")
    said = asked.parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("Chromium is not installed.")
    folder = said.every or DOCS
    folder.mkdir(parents=True, exist_ok=True)
    with served(said.review) as address, browsing(chromium) as browser:
        page = opened(browser, address)
        page.set_default_timeout(PATIENCE)
        if said.language != "en":
            page.locator(".rl-app select").select_option(said.language)
            page.wait_for_timeout(1_500)
        if said.every:
            every(page, folder, tuple(said.only), tuple(said.themes))
        else:
            for_docs(page, folder)


if __name__ == "__main__":
    main()
