"""Photograph each kind of page of the sample site: phone and desk, light and dark. Into build/screenshots."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from newsroom.site_server import SiteServer

ROOT = Path(__file__).parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Width and height of the window, and whether fingers press.
WINDOWS = {"phone": (390, 844, True), "desk": (1280, 900, False)}
SCHEMES = ("light", "dark")
# Name of the photograph → the first built page that fits, and what to ask of it.
PAGES = {
    "home": ("index.html", ""),
    "story": ("2026/thu-nam-tram-y-te-xuong-thon/index.html", ""),
    "story-of-a-collective": ("2026/moi-cau-hoi-mot-nguoi-tra-loi/index.html", ""),
    "fields": ("linh-vuc/index.html", ""),
    "field": ("linh-vuc/cai-cach-hanh-chinh/index.html", ""),
    "units": ("don-vi/index.html", ""),
    "unit": ("don-vi/vp-hcc/index.html", ""),
    "year": ("nam/2025/index.html", ""),
    "month": ("nam/*/thang-*/index.html", ""),
    "people": ("nhan-vat/index.html", ""),
    "person": ("nhan-vat/*/index.html", ""),
    "collectives": ("tap-the/index.html", ""),
    "awards": ("khen-thuong/index.html", ""),
    "award": ("khen-thuong/*/index.html", ""),
    "programme": ("chuong-trinh/*/index.html", ""),
    "search": ("tim-kiem/index.html", ""),
    "search-results": ("tim-kiem/index.html", "?q=một+cửa"),
    "about": ("gioi-thieu/index.html", ""),
    "open-data": ("du-lieu/index.html", ""),
    "embed-builder": ("nhung/index.html", ""),
    "embedded-list": ("nhung/tat-ca/index.html", ""),
    "slideshow": ("trinh-chieu/index.html", ""),
    "site-map": ("so-do-trang/index.html", ""),
    "lost": ("404.html", ""),
}


def main() -> None:
    """Take the photographs, or say which page is missing."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--site", type=Path, default=ROOT / "build" / "site", help="the built site")
    given.add_argument("--into", type=Path, default=ROOT / "build" / "screenshots", help="where the photographs go")
    given.add_argument("--only", nargs="*", choices=PAGES, default=list(PAGES), help="these pages only")
    asked = given.parse_args()
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit("No Chromium found. Install one: apt-get install chromium")
    asked.into.mkdir(parents=True, exist_ok=True)
    with SiteServer(asked.site, "127.0.0.1", 0) as server, sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        for window, (width, height, touch) in WINDOWS.items():
            for scheme in SCHEMES:
                context = running.new_context(
                    viewport={"width": width, "height": height},
                    has_touch=touch,
                    color_scheme=scheme,
                    reduced_motion="reduce",
                    locale="vi-VN",
                )
                page = context.new_page()
                for name in asked.only:
                    photograph(
                        page, server.url + address(asked.site, name), asked.into / f"{name}-{window}-{scheme}.png"
                    )
                context.close()
        running.close()
    print(f"{len(asked.only) * len(WINDOWS) * len(SCHEMES)} photographs in {asked.into}")


def address(site: Path, name: str) -> str:
    """Return a page's address on the site."""
    pattern, query = PAGES[name]
    found = sorted(site.glob(pattern))
    if not found:
        sys.exit(f"No page like {pattern} in {site}. Run make build first.")
    return found[0].relative_to(site).as_posix().removesuffix("index.html") + query


def photograph(page: Page, url: str, into: Path) -> None:
    """Open a page, let everything on it come, and photograph the whole of it."""
    page.goto(url, wait_until="networkidle")
    page.evaluate("for (const image of document.images) image.loading = 'eager'")
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    page.evaluate("Promise.all([...document.images].map((image) => image.decode().catch(() => {})))")
    page.screenshot(path=into, full_page=True)


if __name__ == "__main__":
    main()
