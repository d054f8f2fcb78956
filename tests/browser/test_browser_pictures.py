"""Pictures as a browser loads them: the width it needs in the best format, and nothing moves when they arrive."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from office_kit import Office, jpeg
from page_waiting import wait_until
from playwright.sync_api import Browser, Route

from newsroom.site_server import SiteServer

pytestmark = pytest.mark.browser

STORY = "2025/bai-1/"
SHOWN = """() => [...document.querySelectorAll("picture img")].map(image => {
  const box = image.getBoundingClientRect();
  const file = image.currentSrc.split("/").pop();
  return {file, width: box.width, height: box.height, loaded: image.naturalWidth > 0};
})"""
SHIFT = """
  window.shift = 0;
  new PerformanceObserver(list => { for (const entry of list.getEntries()) window.shift += entry.value; })
    .observe({type: "layout-shift", buffered: true});
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve two stories with large pictures, one of them in the text as well."""
    office = Office(tmp_path_factory.mktemp("pictures") / "office")
    office.write(1, picture=jpeg("#6688aa", (2000, 1300)), body="Chị nói.\n\n![Ở quầy](anh.jpg)\n\nHết.")
    office.write(2, picture=jpeg("#aa8866", (1700, 1200)))
    office.build()
    with SiteServer(office.site, "127.0.0.1", 0) as server:
        yield server.url


@pytest.mark.parametrize(
    ("width", "density", "cover"), [(390, 3, 1280), (390, 2, 960), (1280, 1, 960), (1280, 2, 1600)]
)
def test_the_browser_loads_the_width_it_shows(
    chromium: Browser, site: str, width: int, density: int, cover: int
) -> None:
    """Telephones and desks load AVIF of at least the dots they show, and not the next larger one."""
    for path in (STORY, ""):
        # A browser takes a larger one when it has it already, so each page is somebody's first.
        context = chromium.new_context(viewport={"width": width, "height": 900}, device_scale_factor=density)
        page = context.new_page()
        page.goto(site + path)
        page.locator("picture img").last.scroll_into_view_if_needed()
        page.wait_for_load_state("networkidle")
        for image in page.evaluate(SHOWN):
            name, _, suffix = image["file"].partition(".")
            dots = image["width"] * density
            assert suffix == "avif"
            assert image["loaded"]
            assert int(name) >= min(dots * 0.95, 1600), image
            assert int(name) <= max(640, dots * 1.5), image
        if path == STORY:
            assert page.evaluate(SHOWN)[0]["file"] == f"{cover}.avif"
        context.close()


@pytest.mark.parametrize("path", ["", STORY], ids=["home", "story"])
def test_nothing_moves_when_pictures_arrive(chromium: Browser, site: str, path: str) -> None:
    """Before a picture comes its place has its final size and its colours; when it comes nothing shifts."""
    context = chromium.new_context(viewport={"width": 390, "height": 900}, device_scale_factor=2)
    page = context.new_page()
    page.add_init_script(SHIFT)
    withheld: list[Route] = []

    def withhold(route: Route) -> None:
        withheld.append(route)

    page.route("**/*.avif", withhold)
    page.goto(site + path, wait_until="domcontentloaded")
    page.locator("picture img").first.wait_for()
    page.wait_for_timeout(300)
    before = page.evaluate(SHOWN)
    assert before[0]["height"] > 100
    assert not before[0]["loaded"]
    assert "radial-gradient" in page.locator("picture img").first.evaluate(
        "image => getComputedStyle(image).backgroundImage"
    )
    for route in withheld:
        route.continue_()
    wait_until(page, "() => document.querySelector('picture img').naturalWidth > 0")
    page.wait_for_timeout(200)
    after = page.evaluate(SHOWN)
    for was, now in zip(before, after, strict=True):
        # The decoded file's size is rounded to whole dots.
        assert (was["width"], was["height"]) == pytest.approx((now["width"], now["height"]), abs=0.5)
    assert page.evaluate("window.shift") < 0.02
    context.close()
