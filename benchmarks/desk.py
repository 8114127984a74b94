"""How quick the desk feels, measured in a browser: `python benchmarks/desk.py [NAME=REVIEW ...]`.

REVIEW is a review's folder; a copy of it is measured, so that nothing in it changes. Without one, a
case of 10,000 invented points (`desk_case.py`) is read and run first, which takes minutes. Results
go to benchmarks/results/desk.json, each under its NAME.

A key is timed in the page, from the press to the frame after the screen shows what followed from
it: another place in the list, another code pressed. Python answers only after the decision is in
SQLite, and the rows are counted at the end. Keys are pressed as fast as they are answered
("hurried"), and one every 1.3 s, while the desk learns from the last ones ("reading"). On the other
screens a key is timed to the frame after the answer to it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parents[1]))

import psutil
from playwright.sync_api import Page

from benchmarks.desk_case import write_case
from tests.browser.served import PATIENCE, ROOT, browsing, go, served, settled
from tests.desk.conftest import stored

RESULTS: Final = ROOT / "benchmarks" / "results" / "desk.json"
POINTS: Final = 10_000
ACTIONS: Final = 500
READING: Final = 40
PAUSE_MS: Final = 1300
WORDS: Final = ("time", "no", "sheet", "the", "lost", "zeppelin", "manager")
KEYS: Final = ("cause", "Enter", "Enter", "j", "cause", "u", "p", "k", "cause", "Enter")
WRITES: Final = ("cause", "u", "p")
"""Keys that always write one row; Enter does where nobody has decided yet."""

ROUNDS: Final = 8
OTHERS: Final = {
    "Themes": ("rl-board", ("j", "3", "Enter", "p", "Enter", "k", "u", "s", "j", "u")),
    "People": ("rl-people", ("j", "Enter", "j", "Enter", "k", "u", "h", "w", "e")),
    "Session": ("rl-session", ("j", "]", "k", "u")),
    "Plan": ("rl-planning", ("j", "d", "k", "d", "u")),
}
"""Screen -> its class, and keys that are pressed on it again and again, one every 0.5 s."""
UNHURRIED_MS: Final = 500

IN_PAGE: Final = """
window.rlAnswered = ([name, key]) => new Promise((done, fail) => {
  const root = document.querySelector('.rl-desk.' + name);
  const late = setTimeout(() => fail(new Error('no answer to ' + key)), 30000);
  const began = performance.now();
  const watch = new MutationObserver(() => {
    if (root.hasAttribute('aria-busy')) return;
    watch.disconnect();
    clearTimeout(late);
    requestAnimationFrame(() => done(performance.now() - began));
  });
  root.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
  if (!root.hasAttribute('aria-busy')) {
    clearTimeout(late);
    done(-1);
    return;
  }
  watch.observe(root, {attributes: true, attributeFilter: ['aria-busy']});
});
window.rlState = () => {
  const root = document.querySelector('.rl-review');
  const line = root.querySelector('.rl-line[aria-current]')?.parentElement;
  const cause = root.querySelector('.rl-causes .rl-button[aria-pressed=true]');
  const of = root.querySelector('.rl-lines li[aria-setsize]');
  return [line?.getAttribute('aria-posinset'), cause?.textContent,
          of?.getAttribute('aria-setsize'), root.querySelector('.rl-empty').hidden].join('|');
};
window.rlTimed = (act) => new Promise((done, fail) => {
  const root = document.querySelector('.rl-review');
  const was = window.rlState();
  const late = setTimeout(() => fail(new Error('unchanged: ' + was)), 30000);
  const began = performance.now();
  const watch = new MutationObserver(() => {
    if (window.rlState() === was) return;
    watch.disconnect();
    clearTimeout(late);
    requestAnimationFrame(() => done(performance.now() - began));
  });
  watch.observe(root, {subtree: true, childList: true, characterData: true, attributes: true});
  act(root);
});
window.rlKey = (key) => window.rlTimed((root) => {
  if (key === 'cause') {
    const all = [...root.querySelectorAll('.rl-causes .rl-button')];
    const now = all.findIndex((one) => one.getAttribute('aria-pressed') === 'true');
    key = all[(now + 1) % 10].getAttribute('aria-keyshortcuts');
  }
  root.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
});
window.rlSearch = (words) => window.rlTimed((root) => {
  const field = root.querySelector('.rl-search');
  field.focus();
  field.value = words;
  field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true}));
});
window.rlKind = (value) => window.rlTimed((root) => {
  const menu = root.querySelector('.rl-tools select[aria-label=Kind]');
  menu.value = value;
  menu.dispatchEvent(new Event('change', {bubbles: true}));
});
"""


def copied(review: Path, folder: Path) -> Path:
    """A copy of a review to measure on."""
    shutil.copytree(review / "confidential", folder / "confidential")
    (folder / "share").mkdir()
    return folder


def made(folder: Path) -> Path:
    """A review of so many invented points as the desk promises to stay quick for."""
    raw, out = write_case(folder / "raw", POINTS), folder / "review"
    command = [sys.executable, "-m", "toolkit", "run", raw, "--out", out]
    subprocess.run([*command, "--key", folder / "key.json"], cwd=ROOT, check=True)
    return out


def quantiles(values: list[float]) -> dict[str, float]:
    """Median, 95 % quantile and the slowest, in milliseconds."""
    ranked = sorted(values)
    return {
        "n": len(ranked),
        "median_ms": round(median(ranked), 1),
        "p95_ms": round(ranked[min(len(ranked) - 1, int(0.95 * len(ranked)))], 1),
        "slowest_ms": round(ranked[-1], 1),
    }


def timed(page: Page, name: str, value: str) -> float:
    """Milliseconds from an action in the page to the frame that shows it."""
    return float(page.evaluate(f"(value) => window.{name}(value)", value))


def memory(page: Page) -> float:
    """Megabytes that the page's scripts and nodes hold, after a collection."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    return float(session.send("Runtime.getHeapUsage")["usedSize"]) / 1e6


def first_screen(page: Page, address: str) -> dict[str, float]:
    """Seconds to the first screen: with the start of its kernel, and after that start.

    A bare kernel's start is timed apart and taken off. `processor_s` is what all of it took of the
    processor, kernel and browser too: on a busy machine it says more than the clock.
    """
    began, busy = time.monotonic(), processor()
    page.goto(address, timeout=PATIENCE)
    page.wait_for_selector(".rl-home .rl-path", timeout=PATIENCE)
    whole, used = time.monotonic() - began, processor() - busy
    kernel = bare_kernel()
    return {
        "processor_s": round(used, 2),
        "with_kernel_s": round(whole, 2),
        "kernel_s": round(kernel, 2),
        "after_kernel_s": round(max(0.0, whole - kernel), 2),
    }


def processor() -> float:
    """Seconds of processor that the server, its kernels and the browser have used up to now."""
    found = 0.0
    for one in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            times = one.cpu_times()
            found += times.user + times.system
    return found


def bare_kernel() -> float:
    """Seconds until a new kernel answers."""
    from jupyter_client.manager import start_new_kernel

    began = time.monotonic()
    manager, client = start_new_kernel()
    found = time.monotonic() - began
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    return found


def hurried(page: Page, folder: Path) -> dict[str, Any]:
    """Five hundred keys, each as soon as the one before is shown."""
    before, rows = memory(page), len(stored(folder))
    keys = [KEYS[number % len(KEYS)] for number in range(ACTIONS)]
    taken = [timed(page, "rlKey", key) for key in keys]
    written = len(stored(folder)) - rows
    assert written >= sum(key in WRITES for key in keys), written
    return {
        **quantiles(taken),
        "rows_in_sqlite": written,
        "memory_growth_mb": round(memory(page) - before, 1),
    }


def reading(page: Page) -> dict[str, float]:
    """Keys at the pace of somebody who reads; the desk learns between and during them."""
    taken = []
    for number in range(READING):
        page.wait_for_timeout(PAUSE_MS)
        taken.append(timed(page, "rlKey", "cause" if number % 2 else "Enter"))
    return quantiles(taken)


def others(page: Page) -> dict[str, dict[str, Any]]:
    """Keys on the other screens: to the frame after the answer; most of them write a decision."""
    found = {}
    for title, (name, keys) in OTHERS.items():
        began = time.monotonic()
        go(page, title)
        opened = time.monotonic() - began
        if title == "Plan":
            page.evaluate("document.querySelector('.rl-desk.rl-planning').focus()")
            page.keyboard.press("]")
            settled(page)
        taken = []
        for key in keys * ROUNDS:
            page.wait_for_timeout(UNHURRIED_MS)
            page.wait_for_function(
                "(name) => !document.querySelector(`.rl-desk.${name}[aria-busy]`)", arg=name
            )
            taken.append(float(page.evaluate("(given) => window.rlAnswered(given)", [name, key])))
        answered = [one for one in taken if one >= 0]
        by_key = {
            key: round(median(taken[at :: len(keys)]), 1) for at, key in enumerate(_apart(keys))
        }
        found[title] = {"opens_s": round(opened, 2), **quantiles(answered), "by_key_ms": by_key}
    return found


def _apart(keys: tuple[str, ...]) -> list[str]:
    """The keys, those that come again numbered."""
    return [
        f"{key} {keys[:at].count(key) + 1}" if key in keys[:at] else key
        for at, key in enumerate(keys)
    ]


def measured(folder: Path, chromium: str) -> dict[str, Any]:
    """All timings on one review."""
    with served(folder) as address, browsing(chromium) as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        first = first_screen(page, address)
        began = time.monotonic()
        go(page, "Codes")
        page.wait_for_selector(".rl-review .rl-line", timeout=PATIENCE)
        codes = time.monotonic() - began
        page.evaluate(f"() => {{{IN_PAGE}}}")
        page.wait_for_selector(".rl-review .rl-sure p", timeout=PATIENCE)
        statements = int(page.locator(".rl-review .rl-bar").get_attribute("max") or 0)
        found = {
            "statements": statements,
            "first_screen": first,
            "coding_desk_s": round(codes, 2),
            "keys_hurried": hurried(page, folder),
            "keys_reading": reading(page),
        }
        searched = [timed(page, "rlSearch", one) for word in WORDS for one in (word, "")]
        filtered = [timed(page, "rlKind", one) for _ in range(5) for one in ("concern", "")]
        return {
            **found,
            "search": quantiles(searched),
            "filter": quantiles(filtered),
            "other_screens": others(page),
        }


def main() -> None:
    """Measure, print, and keep the results."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("Chromium is not installed.")
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    with tempfile.TemporaryDirectory() as place:
        named = dict(word.split("=", 1) for word in sys.argv[1:]) or {
            "10,000 invented": str(made(Path(place)))
        }
        for number, (name, review) in enumerate(named.items()):
            folder = Path(place) / f"measured{number}"
            folder.mkdir()
            copied(Path(review).resolve(), folder)
            before = os.getloadavg()[0]
            kept[name] = {"load_average_before": round(before, 1), **measured(folder, chromium)}
            print(name, json.dumps(kept[name], indent=1))
    RESULTS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
