"""Measure what a reader on a slow phone waits for: largest paint, layout shift and weight. Prints Markdown.

Loopback, slowed by the browser: 1.6 Mbit/s, 150 ms a round trip, a quarter of the processor (Lighthouse's "slow 4G").
"""

from __future__ import annotations

import argparse
import shutil
import statistics
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from newsroom.site_server import SiteServer

ROOT = Path(__file__).parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
RUNS = 3
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}
PHONE = {"width": 390, "height": 844}
# Kept by the page itself from its first moment: what came before an observer is handed over too.
_WATCH = """() => {
  const seen = { paint: 0, shift: 0 };
  const watch = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch("largest-contentful-paint", (entry) => { seen.paint = entry.startTime; });
  watch("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.shift += entry.value; });
  return new Promise((resolve) => setTimeout(() => resolve({
    ...seen, bytes: performance.getEntries().reduce((sum, entry) => sum + (entry.transferSize ?? 0), 0),
  }), 300));
}"""


@dataclass(frozen=True)
class Visit:
    """One opening of a page with an empty cache."""

    paint_seconds: float
    shift: float
    kilobytes: float


def visit(browser: Browser, url: str) -> Visit:
    """Open a page on the slow line in a fresh profile."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=3, is_mobile=True, locale="vi-VN")
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", SLOW_LINE)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(url, wait_until="networkidle", timeout=120_000)
    seen: dict[str, Any] = page.evaluate(_WATCH)
    context.close()
    return Visit(seen["paint"] / 1000, seen["shift"], seen["bytes"] / 1024)


def lines(site: Path) -> list[str]:
    """Measure the home page, the newest story and a list, and return the section of docs/performance.md."""
    newest = max(site.glob("20*/*/index.html"), key=lambda path: path.relative_to(site).as_posix())
    pages = {"home": "", "story": newest.parent.relative_to(site).as_posix() + "/", "list of fields": "linh-vuc/"}
    path = next(filter(None, map(shutil.which, BROWSERS)))
    found = [
        "",
        "## A reader on a slow phone",
        "",
        "The sample site on loopback, slowed to 1.6 Mbit/s, 150 ms a round trip and a quarter of the processor;",
        "390 px, three dots a pixel, nothing cached, nothing compressed on the way (web servers send less);",
        f"medians of {RUNS} visits.",
        "The sizes and the layout shift are held by tests (`tests/quality`); the paint depends on the machine.",
        "",
        "| page | largest paint | layout shift (target 0.02) | fetched |",
        "| --- | ---: | ---: | ---: |",
    ]
    with SiteServer(site, "127.0.0.1", 0) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for name, address in pages.items():
            visits = [visit(browser, server.url + address) for _ in range(RUNS)]
            paint, shift, size = (
                statistics.median(values)
                for values in zip(*((v.paint_seconds, v.shift, v.kilobytes) for v in visits), strict=True)
            )
            found.append(f"| {name} | {paint:.2f} s | {shift:.3f} | {size:.0f} KB |")
        browser.close()
    return found


def main() -> None:
    """Print the section."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--site", type=Path, default=ROOT / "build" / "site", help="the built site")
    print("\n".join(lines(given.parse_args().site)))


if __name__ == "__main__":
    main()
