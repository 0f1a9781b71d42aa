"""When a page is seen in Chromium, and whether it jumps while it loads.

    python -m benchmarks.web_looks ARCHIVE [--chromium /usr/bin/chromium] [--times 10]

Opens search pages and articles of ARCHIVE, each in a browser that has nothing in its cache, and
prints for both kinds the largest contentful paint (median and slowest, in milliseconds), the
largest layout shift (https://web.dev/articles/cls), and how much was transferred.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

from benchmarks.recombined import documents
from benchmarks.web import queries, running
from playwright.sync_api import Browser, sync_playwright

_WATCH = """
window.seen = {paint: 0, shift: 0};
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.seen.paint = entry.startTime;
}).observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.seen.shift += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""
_BYTES = """
performance.getEntries().reduce((sum, entry) => sum + (entry.transferSize || 0), 0)
"""


def seen(browser: Browser, address: str) -> tuple[float, float, float]:
    """The largest paint in milliseconds, the layout shift, and the KB transferred."""
    with closing(browser.new_context(viewport={"width": 1280, "height": 800})) as context:
        page = context.new_page()
        page.add_init_script(_WATCH)
        page.goto(address, wait_until="networkidle")
        found: dict[str, Any] = page.evaluate("window.seen")
        return found["paint"], found["shift"], page.evaluate(_BYTES) / 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("--chromium", default=shutil.which("chromium"))
    parser.add_argument("--times", type=int, default=10)
    options = parser.parse_args()
    with closing(documents(options.archive)) as found:
        ids = [document.id for document in islice(found, options.times)]
    with closing(documents(options.archive)) as found:
        asked = queries(found, options.times)
    kinds = {
        "search": [f"/search?q={quote(query)}" for query in asked],
        "article": [f"/articles/{id}" for id in ids],
    }
    command = [sys.executable, "-m", "dateline", "--archive", str(options.archive), "serve"]
    with (
        running([*command, "--port", "8794"], 8794),
        sync_playwright() as playwright,
        closing(playwright.chromium.launch(executable_path=options.chromium)) as browser,
    ):
        for kind, addresses in kinds.items():
            each = [seen(browser, f"http://127.0.0.1:8794{address}") for address in addresses]
            paints, shifts, sizes = zip(*each, strict=True)
            print(
                f"{kind}: largest paint {statistics.median(paints):.0f} ms, slowest "
                f"{max(paints):.0f} ms; layout shift {max(shifts):.3f}; {max(sizes):.0f} KB"
            )


if __name__ == "__main__":
    main()
