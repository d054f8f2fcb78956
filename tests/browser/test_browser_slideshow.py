"""The slideshow as a lobby's screen plays it: for days, without a network, and never a story that was taken down."""

from __future__ import annotations

import contextlib
import json
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from office_kit import Office, jpeg
from page_waiting import wait_until
from playwright.sync_api import BrowserContext, Page, expect

from newsroom.site_server import SiteServer

if TYPE_CHECKING:
    from conftest import Watch
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

SHOWN = ".show__layer.shown"
TITLE = f"{SHOWN} .show__title"
LONG = "Gặp mặt các tập thể, cá nhân điển hình tiên tiến trong phong trào thi đua yêu nước và học tập làm theo Bác 2026"
GONE = "Người đã xin gỡ bài"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = Office(tmp_path_factory.mktemp("screen") / "office")
    office.write(1, title="Bài thứ nhất", fields=["chuyen-doi-so"])
    office.write(2, title="Bài không có ảnh", picture=b"", unit="vp-hai")
    office.write(3, title=LONG, summary="Một câu chuyện dài, kể mãi không hết; ai cũng nhớ. " * 5)
    office.write(4, title=GONE, picture=jpeg("#446644"))
    office.write(5, title="Bài mới nhất", picture=jpeg("#664444", (600, 900)))
    office.build()
    return office


class Screen:
    """A site of its own that can lose its network, and a page that looks at it."""

    def __init__(self, site: Path, page: Page) -> None:
        self.site, self.page = site, page
        self._port = 0
        self.find_network()
        self.url = f"http://127.0.0.1:{self._port}/trinh-chieu/"

    def find_network(self) -> None:
        self._server = SiteServer(self.site, "127.0.0.1", self._port)
        self._port = self._server._server.server_address[1]
        self._connections: list[socket.socket] = []
        accept = self._server._server.get_request

        def accepted() -> tuple[socket.socket, Any]:
            connection, address = accept()
            self._connections.append(connection)
            return connection, address

        self._server._server.get_request = accepted
        self._server.__enter__()

    def lose_network(self) -> None:
        self._server.__exit__(None, None, None)
        # A browser keeps connections open, and the server goes on answering on them.
        for connection in self._connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def open(self, query: str = "") -> None:
        self.page.goto(self.url + query)
        expect(self.page.locator(TITLE)).not_to_be_empty()

    def title(self) -> str:
        return self.page.locator(TITLE).inner_text()

    def kept(self) -> list[str]:
        script = "caches.open('trinh-chieu').then(s => s.keys()).then(all => all.map(r => r.url))"
        return self.page.evaluate(script)

    def wait_until_kept(self) -> None:
        """Wait for the worker to hold the page, everything it loads, and each slide's files."""
        slides = json.loads((self.site / "trinh-chieu/slides.json").read_text(encoding="utf-8"))["slides"]
        wait_until(
            self.page,
            """async files => {
              const kept = (await (await caches.open('trinh-chieu')).keys()).map(request => request.url);
              const needed = [...document.querySelectorAll('link[href*="static/"], script[src]')]
                .map(element => element.href || element.src);
              needed.push(location.origin + location.pathname, new URL('slides.json', location).href);
              return needed.every(url => kept.includes(url)) && navigator.serviceWorker.controller
                && kept.filter(url => url.includes('/2025/')).length >= files;
            }""",
            arg=sum(2 if slide["picture"] else 1 for slide in slides) if "?" not in self.page.url else 2,
        )


@pytest.fixture
def screen(office: Office, page: Page, tmp_path: Path) -> Iterator[Screen]:
    shutil.copytree(office.site, tmp_path / "site")
    opened = Screen(tmp_path / "site", page)
    yield opened
    opened.lose_network()


def test_it_plays_by_itself_and_by_keyboard(screen: Screen, page: Page, watch: Watch) -> None:
    """Slides change every fifteen seconds, by arrows at once, stand still while paused, and nothing complains."""
    page.clock.install()
    screen.open()
    assert screen.title() == "Bài mới nhất"
    page.clock.run_for(15_100)
    expect(page.locator(TITLE)).to_have_text(GONE)
    page.keyboard.press("ArrowRight")
    expect(page.locator(TITLE)).to_have_text(LONG)
    page.keyboard.press("ArrowLeft")
    expect(page.locator(TITLE)).to_have_text(GONE)
    page.keyboard.press(" ")
    expect(page.get_by_role("button", name="Chạy tiếp")).to_have_attribute("aria-pressed", "true")
    page.clock.run_for(60_000)
    assert screen.title() == GONE
    page.keyboard.press(" ")
    page.clock.run_for(15_100)
    expect(page.locator(TITLE)).to_have_text(LONG)
    page.keyboard.press("Escape")
    expect(page.locator("[data-show]")).to_be_hidden()
    expect(page.get_by_role("button", name="Bắt đầu trình chiếu")).to_be_focused()
    assert watch.complaints == []


def test_stories_are_chosen_by_the_address(screen: Screen, page: Page) -> None:
    """Field, unit, ids in their order, and the time of a slide are taken from the address."""
    screen.open("?linh-vuc=chuyen-doi-so")
    expect(page.locator("[data-count]")).to_have_text("1/1")
    assert screen.title() == "Bài thứ nhất"
    screen.open("?don-vi=vp-hai")
    assert screen.title() == "Bài không có ảnh"
    page.clock.install()
    screen.open("?bai=GS-2025-0003,GS-2025-0001&giay=4")
    assert screen.title() == LONG
    page.clock.run_for(4_100)
    expect(page.locator(TITLE)).to_have_text("Bài thứ nhất")
    expect(page.locator("[data-count]")).to_have_text("2/2")


def test_it_plays_on_without_a_network_and_loads_itself_anew(screen: Screen, page: Page) -> None:
    """When the network drops, the screen goes on with all pictures, says so, and survives being loaded anew."""
    page.clock.install()
    screen.open()
    screen.wait_until_kept()
    screen.lose_network()
    seen = set()
    for _ in range(5):
        before = screen.title()
        page.keyboard.press("ArrowRight")
        expect(page.locator(TITLE)).not_to_have_text(before)
        seen.add(screen.title())
    assert len(seen) == 5
    page.reload()
    expect(page.locator(TITLE)).to_have_text("Bài mới nhất")
    assert page.locator(f"{SHOWN} [data-picture]").evaluate("image => image.complete && image.naturalWidth") == 600
    page.clock.run_for(200_000)
    expect(page.locator("[data-state]")).to_contain_text("Mất mạng từ")
    screen.find_network()
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("[data-state]")).to_be_empty()


def test_a_story_taken_down_leaves_the_running_screen(
    screen: Screen, page: Page, office: Office, tmp_path: Path
) -> None:
    """Within a minute a withdrawn story is off the screen, out of the page and out of what is kept for bad times."""
    page.clock.install()
    screen.open("?bai=GS-2025-0004,GS-2025-0001")
    assert screen.title() == GONE
    screen.wait_until_kept()
    assert any("/2025/bai-4/" in url for url in screen.kept())
    twin = office.copy(tmp_path / "twin")
    shutil.copytree(office.root / "build", twin.root / "build")
    twin.write(4, title=GONE, withdrawal={"at": "2026-01-01 08:00", "reason": "Theo yêu cầu", "by": "Lê Hoa"})
    twin.build()
    shutil.rmtree(screen.site)
    shutil.copytree(twin.site, screen.site)
    page.clock.run_for(61_000)
    expect(page.locator(TITLE)).to_have_text("Bài thứ nhất")
    page.clock.run_for(3_000)
    wait_until(page, "gone => !document.documentElement.outerHTML.includes(gone)", GONE)
    wait_until(page,
        "async gone => { const store = await caches.open('trinh-chieu'); let found = false;"
        " for (const request of await store.keys()) { found ||= request.url.includes('/2025/bai-4/')"
        " || (/(\\/|json)$/.test(request.url) && (await (await store.match(request)).text()).includes(gone)); }"
        " return !found; }", GONE,
    )  # fmt: skip


def test_days_of_playing_pile_nothing_up(screen: Screen, page: Page, context: BrowserContext) -> None:
    """After two hundred slides the page has as many nodes and listeners as before, and hardly more memory."""
    screen.open()
    tools = context.new_cdp_session(page)
    tools.send("Performance.enable")

    def figures() -> dict[str, float]:
        tools.send("HeapProfiler.collectGarbage")
        found: Any = tools.send("Performance.getMetrics")["metrics"]
        return {one["name"]: one["value"] for one in found}

    play = """count => new Promise(done => {
      const title = () => document.querySelector('.show__layer.shown .show__title').textContent;
      let left = count, before = '';
      const next = () => {
        if (title() === before) return setTimeout(next, 1);
        if (!left--) return done();
        before = title();
        document.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }));
        setTimeout(next, 1);
      };
      next();
    })"""
    page.evaluate(play, 20)
    start = figures()
    page.evaluate(play, 200)
    end = figures()
    assert end["Nodes"] <= start["Nodes"] + 20
    assert end["JSEventListeners"] <= start["JSEventListeners"]
    assert end["JSHeapUsedSize"] < start["JSHeapUsedSize"] + 500_000


SIZES = [(1920, 1080), (1080, 1920), (1366, 768), (1280, 1024), (390, 844)]


def test_every_slide_fits_every_screen(screen: Screen, page: Page) -> None:
    """On lying and standing screens nothing of a slide is cut off, and the smallest words are large enough."""
    screen.open()
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for _ in range(5):
            before = screen.title()
            page.keyboard.press("ArrowRight")
            expect(page.locator(TITLE)).not_to_have_text(before)
            sizes = page.evaluate(
                """() => {
                  const layer = document.querySelector('.show__layer.shown');
                  const panel = layer.querySelector('[data-panel]');
                  const px = name => parseFloat(getComputedStyle(layer.querySelector(name)).fontSize);
                  const way = layer.querySelector('.show__way').getBoundingClientRect();
                  return { over: panel.scrollHeight - panel.clientHeight, across: panel.scrollWidth - panel.clientWidth,
                    text: px('.show__text'), title: px('.show__title'), name: px('.show__name'), right: way.right,
                    bottom: way.bottom, foot: document.querySelector('.show__foot').getBoundingClientRect().top };
                }"""
            )
            assert sizes["over"] <= 1
            assert sizes["across"] <= 1
            assert sizes["right"] <= width
            assert sizes["bottom"] <= sizes["foot"] + 1
            unit = min(height, width * 9 / 16) / 100 if width > height else min(width, height * 9 / 16) / 100
            assert sizes["text"] >= 3.39 * unit
            assert sizes["title"] >= 4.19 * unit
            assert sizes["name"] >= 3.59 * unit


def test_a_new_page_is_taken_up(screen: Screen, page: Page) -> None:
    """When the site's own machinery changes, a running screen loads itself anew, once."""
    page.clock.install()
    screen.open()
    page.evaluate("window.before = true")
    path = screen.site / "trinh-chieu/slides.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**document, "machine": "another"}), encoding="utf-8")
    # Waiting for an expression would be eval, which the page's own policy refuses.
    with page.expect_event("domcontentloaded"):
        page.clock.run_for(61_000)
    page.wait_for_selector(SHOWN)
    assert page.evaluate("window.before") is None
    page.evaluate("window.before = true")
    page.clock.run_for(120_000)
    assert page.evaluate("window.before")


def test_a_screen_cut_off_for_a_week_shows_nobody(screen: Screen, page: Page) -> None:
    """A screen that could not ask for a week whether a person still may be shown stops showing people."""
    page.clock.install()
    screen.open()
    screen.wait_until_kept()
    screen.lose_network()
    page.clock.fast_forward(8 * 24 * 3600 * 1000)
    page.clock.run_for(120_000)
    expect(page.locator("[data-message]")).to_contain_text("mất mạng quá lâu")
    assert page.locator(SHOWN).count() == 0
    screen.find_network()
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(TITLE)).not_to_be_empty()


def test_it_works_under_a_strict_policy(screen: Screen, chromium: Browser) -> None:
    """Under a Content-Security-Policy without inline styles and scripts the slideshow plays and nothing is refused."""
    context = chromium.new_context(service_workers="block")
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    policy = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'"
    page.route("**/trinh-chieu/", lambda route: route.fulfill(
        response=route.fetch(), headers={"Content-Type": "text/html", "Content-Security-Policy": policy}
    ))  # fmt: skip
    page.goto(screen.url)
    expect(page.locator(TITLE)).to_have_text("Bài mới nhất")
    page.keyboard.press("ArrowRight")
    expect(page.locator(TITLE)).to_have_text(GONE)
    context.close()
    assert [line for line in said if "Content Security" in line or "Refused" in line] == []


def test_without_script_it_is_a_list(screen: Screen, chromium: Browser) -> None:
    """With JavaScript off the page lists the slides with links to the stories."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(screen.url)
    titles = page.locator(".slides__title").all_inner_texts()
    assert titles == ["Bài mới nhất", GONE, LONG, "Bài không có ảnh", "Bài thứ nhất"]
    page.get_by_role("link", name="Bài thứ nhất").click()
    expect(page.locator("h1")).to_have_text("Bài thứ nhất")
    context.close()


def test_from_a_disk_it_is_a_list(office: Office, page: Page) -> None:
    """Opened from a file, where no list can be looked at, the page is readable and offers nothing that cannot work."""
    page.goto((office.site / "trinh-chieu/index.html").as_uri())
    expect(page.locator(".slides__title").first).to_be_visible()
    expect(page.locator("[data-show]")).to_be_hidden()
    expect(page.locator("[data-show-start]")).to_be_hidden()
