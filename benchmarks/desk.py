"""How quick the desk feels, measured in a browser: `python benchmarks/desk.py REVIEW [RESULT]`.

REVIEW is a review's folder; a copy of it is measured, so that nothing in it changes. `--times N`
repeats its statements until there are N (10,000 for the scale of the promise). A key is timed from
the press to the moment at which the screen shows what followed from it; it is in SQLite then.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import Page

from tests.browser.served import PATIENCE, browsing, go, served
from toolkit.model.findings import Findings
from toolkit.pipeline import deciding
from toolkit.pipeline.places import Places

KEYS = ("3", "1", "Enter", "j", "5", "p", "Enter", "u", "k", "2")
ACTIONS = 500
WORDS = ("time", "no", "sheet", "training", "lost")
CHANGED = """async () => {
  const root = document.querySelector('.rl-review');
  const before = performance.now();
  return new Promise((done) => {
    const watch = new MutationObserver(() => {
      watch.disconnect();
      requestAnimationFrame(() => done(performance.now() - before));
    });
    watch.observe(root, {subtree: true, childList: true, characterData: true, attributes: true});
    root.dispatchEvent(new KeyboardEvent('keydown', {key: KEY, bubbles: true}));
  });
}"""


def grown(findings: Findings, count: int) -> Findings:
    """The same review with its statements repeated under other ids until there are `count`."""
    rows = list(findings.statements)
    codings, finals = dict(findings.codings), dict(findings.final_causes)
    shown, extra = dict(findings.redacted), []
    for number in range(max(0, count - len(rows))):
        one = rows[number % len(rows)]
        key = f"{one.statement_id}-{number}"
        source = replace(one.source, source_id=f"{one.source.source_id}-{number}")
        extra.append(replace(one, statement_id=key, source=source))
        codings[key] = replace(codings[one.statement_id], statement_id=key)
        if one.statement_id in finals:
            finals[key] = replace(finals[one.statement_id], statement_id=key)
        shown[key] = shown.get(one.statement_id, "")
    return replace(
        findings,
        statements=(*rows, *extra),
        codings=codings,
        final_causes=finals,
        redacted=shown,
    )


def prepared(review: Path, folder: Path, count: int) -> int:
    """A copy of the review to measure on; how many statements it holds."""
    shutil.copytree(review / "confidential", folder / "confidential")
    (folder / "share").mkdir()
    with deciding.open_workspace(folder) as workspace:
        findings = deciding.read_findings(workspace, folder)
        if count:
            findings = grown(findings, count)
            workspace.save_snapshot("findings", {}, findings)
            shutil.rmtree(Places(folder).cache, ignore_errors=True)
    return len(findings.statements)


def quantiles(values: list[float]) -> dict[str, float]:
    """Median and 95 % quantile in milliseconds."""
    ranked = sorted(values)
    return {
        "n": len(ranked),
        "median_ms": round(median(ranked), 1),
        "p95_ms": round(ranked[min(len(ranked) - 1, int(0.95 * len(ranked)))], 1),
    }


def pressed(page: Page, key: str) -> float:
    """Milliseconds from a key to what the screen shows of it."""
    return float(page.evaluate(CHANGED.replace("KEY", json.dumps(key))))


def searched(page: Page, words: str) -> float:
    """Milliseconds from the last letter (and Enter) to the list that holds it."""
    page.locator(".rl-review .rl-search").fill(words)
    began = time.monotonic()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "(words) => [...document.querySelectorAll('.rl-review .rl-answer')]"
        ".some((one) => one.textContent.toLowerCase().includes(words))",
        arg=words,
        timeout=PATIENCE,
    )
    return 1000 * (time.monotonic() - began)


def memory(page: Page) -> float:
    """Megabytes that scripts hold, after a collection."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    return float(page.evaluate("performance.memory.usedJSHeapSize")) / 1e6


def measured(folder: Path, chromium: str) -> dict[str, Any]:
    """All timings on one review."""
    with served(folder) as address, browsing(chromium) as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        began = time.monotonic()
        page.goto(address, timeout=PATIENCE)
        page.wait_for_selector(".rl-home .rl-path", timeout=PATIENCE)
        first = time.monotonic() - began
        began = time.monotonic()
        go(page, "Codes")
        page.wait_for_selector(".rl-review .rl-line", timeout=PATIENCE)
        codes = time.monotonic() - began
        page.wait_for_timeout(3000)
        before = memory(page)
        keys = [pressed(page, KEYS[number % len(KEYS)]) for number in range(ACTIONS)]
        found = [searched(page, words) for words in WORDS]
        return {
            "first_screen_with_kernel_seconds": round(first, 2),
            "coding_desk_seconds": round(codes, 2),
            "keys": quantiles(keys),
            "search": quantiles(found),
            "memory_growth_mb": round(memory(page) - before, 1),
        }


def main() -> None:
    """Measure, print, and write the result where it is asked for."""
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    count = int(sys.argv[sys.argv.index("--times") + 1]) if "--times" in sys.argv else 0
    words = [word for word in words if word != str(count)]
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None or not words:
        raise SystemExit(__doc__)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "review"
        folder.mkdir()
        statements = prepared(Path(words[0]).resolve(), folder, count)
        found = {
            "statements": statements,
            "load_average": round(os.getloadavg()[0], 1),
            **measured(folder, chromium),
        }
    print(json.dumps(found, indent=2))
    if len(words) > 1:
        Path(words[1]).write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
