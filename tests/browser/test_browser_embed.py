"""Stories inside another site's page, in a real browser: shown whole, and with nothing passing between the two."""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Frame, Page, expect

from newsroom.site_server import SiteServer

if TYPE_CHECKING:
    from conftest import Watch
    from playwright.sync_api import Request

pytestmark = pytest.mark.browser

WRITTEN = "https://guong.example.vn/"
STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; base-uri 'self'; form-action 'self'"
)
HOSTILE = """
* { color: rgb(0, 255, 0) !important; font-size: 40px !important; letter-spacing: 1em !important; }
iframe { min-width: 0 }
"""
# What the frame's own style sheet would do to a host page, if it got there.
HOST_BODY = (
    "<style>body { font-family: monospace; margin: 7px } h1 { font-size: 31px } li { display: list-item }</style>"
)


class _Strict(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", STRICT)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@pytest.fixture(scope="session")
def strict_site(site_folder: Path) -> Iterator[str]:
    """Serve the website under a strict policy and return its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Strict, directory=str(site_folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


class Host:
    """Another site: pages written by a test, on an origin of their own."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url = folder, url

    def open(self, page: Page, body: str, head: str = "") -> Frame:
        """Open a page with this body and return the frame in it, once it shows stories."""
        markup = f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Cổng</title>{head}</head>'
        (self.folder / "trang.html").write_text(f"{markup}<body>{body}</body></html>", encoding="utf-8")
        page.goto(f"{self.url}trang.html")
        element = page.locator("iframe")
        element.scroll_into_view_if_needed()
        expect(page.frame_locator("iframe").locator("footer")).to_be_visible()
        handle = element.element_handle()
        frame = handle.content_frame() if handle else None
        assert frame is not None
        return frame


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    """Serve another site."""
    # Browsers ask for it by themselves.
    (tmp_path / "favicon.ico").touch()
    # Without our security policy: it has its own.
    with SiteServer(tmp_path, "127.0.0.1", 0, lambda _: {}) as server:
        # Another name, so that the browser takes it for another site, not only for another port of ours.
        yield Host(tmp_path, server.url.replace("127.0.0.1", "localhost"))


def script(site: str, **options: str) -> str:
    given = "".join(f' data-{key.replace("_", "-")}="{value}"' for key, value in options.items())
    return f'<script async src="{site}nhung/nhung.js"{given}></script>'


def titles(frame: Frame) -> list[str]:
    return [title for title in frame.locator("h2").all_inner_texts() if title]


def shown(frame: Frame) -> int:
    return frame.locator("li").filter(visible=True).count()


def fitted(page: Page, frame: Frame) -> bool:
    """Tell whether the frame is exactly as high as its page, which scrolls in no direction."""
    page.wait_for_function("document.querySelector('iframe').style.height.endsWith('px')")
    inner = frame.evaluate("document.body.offsetHeight")
    page.wait_for_function("height => document.querySelector('iframe').clientHeight === height", arg=inner)
    return frame.evaluate(
        "document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth"
    )


@pytest.mark.parametrize("width", [280, 390, 1000])
def test_the_script_shows_the_newest_stories_at_full_height(
    page: Page, host: Host, strict_site: str, watch: Watch, width: int
) -> None:
    """In a column of any width the newest stories stand in a frame just high enough, in any strict surroundings."""
    policy = (
        f"default-src 'self'; style-src 'self'; script-src {strict_site}nhung/; frame-src {strict_site}nhung/ 'self'"
    )
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    page.set_viewport_size({"width": width, "height": 900})
    frame = host.open(page, script(strict_site, so="3", ten="Gương điển hình"), head)
    assert titles(frame)[0] == "Bài không có ảnh"
    assert shown(frame) == 3
    assert fitted(page, frame)
    assert page.locator("iframe").get_attribute("title") == "Gương điển hình"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert watch.complaints == []


def test_no_style_passes_in_either_direction(page: Page, host: Host, strict_site: str) -> None:
    """The host's rules for everything do not reach the stories, nor the frame's rules the host."""
    bare = f"{HOST_BODY}<h1>Cổng</h1><ul><li>Mục</li></ul>"
    probe = """[...document.querySelectorAll('body, h1, li')].map((element) => {
      const style = getComputedStyle(element);
      return [style.fontFamily, style.fontSize, style.color, style.margin, style.display].join();
    })"""
    host.open(page, f'{bare}<iframe src="{strict_site}nhung/tat-ca/"></iframe>')
    with_frame = page.evaluate(probe)
    page.set_content(f"<!doctype html>{bare}")
    assert page.evaluate(probe) == with_frame
    frame = host.open(page, script(strict_site), f"<style>{HOSTILE}</style>")
    title = (
        "(() => { const s = getComputedStyle(document.querySelector('h2')); return [s.fontSize, s.letterSpacing] })()"
    )
    assert frame.evaluate(title) == ["16px", "normal"]
    assert "0, 255, 0" not in frame.evaluate("getComputedStyle(document.querySelector('h2')).color")


def test_no_cookie_no_storage_no_trace_of_the_host(page: Page, host: Host, strict_site: str) -> None:
    """Cookies are not sent or set, storage is shut, and no request tells which page the reader was on."""
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request) if request.url.startswith(strict_site) else None)
    page.context.add_cookies([{"name": "ma", "value": "1", "url": strict_site, "sameSite": "Lax"}])
    frame = host.open(page, script(strict_site))
    for attempt in ("localStorage.length", "sessionStorage.length", "document.cookie", "parent.document.title"):
        assert frame.evaluate(f"(() => {{ try {{ return {attempt} }} catch (e) {{ return e.name }} }})()") == (
            "SecurityError"
        )
    assert frame.evaluate("indexedDB.databases().then(() => 'open', (e) => e.name)") != "open"
    assert len(asked) >= 4
    for request in asked:
        headers = request.all_headers()
        assert "cookie" not in headers, request.url
        if request.frame != page.main_frame:
            assert host.url not in headers.get("referer", ""), request.url
    assert [cookie["name"] for cookie in page.context.cookies()] == ["ma"]
    assert page.context.storage_state()["origins"] == []
    assert [r.url for r in asked if r.resource_type == "font"] == []


def test_only_the_frame_s_word_changes_its_height(page: Page, host: Host, strict_site: str) -> None:
    """A message of the right form from the host page itself, or with a senseless height, changes nothing."""
    frame = host.open(page, script(strict_site, so="2"))
    assert fitted(page, frame)
    before = page.locator("iframe").evaluate("frame => frame.style.height")
    page.evaluate("postMessage({ kind: 'nhung-guong', height: 5 }, '*')")
    frame.evaluate("parent.postMessage({ kind: 'nhung-guong', height: -1 }, '*')")
    frame.evaluate("parent.postMessage({ kind: 'nhung-guong', height: 1e9 }, '*')")
    frame.evaluate("parent.postMessage({ kind: 'khac', height: 5 }, '*')")
    page.evaluate("new Promise((done) => setTimeout(done, 100))")
    assert page.locator("iframe").evaluate("frame => frame.style.height") == before


def test_options(page: Page, host: Host, strict_site: str) -> None:
    """List, number, ground and title are as asked for; what is not understood falls back to the usual."""
    asked = {"muc": "linh-vuc/giao-duc", "so": "1", "nen": "toi", "tieu_de": "khong"}
    frame = host.open(page, script(strict_site, **asked))
    assert (frame.url.removeprefix(strict_site).split("?")[0], shown(frame)) == ("nhung/linh-vuc/giao-duc/", 1)
    ground = "getComputedStyle(document.body).backgroundColor"
    assert frame.evaluate(ground) == "rgb(23, 18, 16)"
    assert frame.locator("header").bounding_box()["width"] <= 1  # there for screen readers only
    frame = host.open(page, script(strict_site, muc="javascript:alert(1)", so="x", nen="xanh"))
    assert frame.url.removeprefix(strict_site).split("?")[0] == "nhung/tat-ca/"
    assert (shown(frame), frame.evaluate(ground)) == (5, "rgb(255, 255, 255)")


def test_a_story_opens_in_the_whole_window(page: Page, host: Host, strict_site: str) -> None:
    """A press on a story leaves the host page for the story's own, not for a page inside the frame."""
    frame = host.open(page, script(strict_site))
    frame.get_by_role("link", name="Bài không có ảnh").click()
    page.wait_for_url(f"{strict_site}2025/bai-6/")
    assert page.locator("iframe").count() == 0


def test_two_on_one_page(page: Page, host: Host, strict_site: str) -> None:
    """Two scripts on one page make two frames, each where its script stands and as high as its own stories need."""
    body = f"<div id='a'>{script(strict_site, so='1')}</div><div id='b'>{script(strict_site, so='4')}</div>"
    (host.folder / "hai.html").write_text(f"<!doctype html><title>x</title>{body}", encoding="utf-8")
    page.goto(f"{host.url}hai.html")
    for place in ("a", "b"):
        page.locator(f"#{place} iframe").scroll_into_view_if_needed()
        expect(page.frame_locator(f"#{place} iframe").locator("footer")).to_be_visible()
    page.wait_for_function(
        "() => { const [a, b] = document.querySelectorAll('iframe'); return a.clientHeight < b.clientHeight - 150 }"
    )


def pasted(page: Page, code: str, strict_site: str) -> str:
    """Return the code a page offers, leading to where the site stands in this test."""
    return page.locator(f"[data-code={code}]").input_value().replace(WRITTEN, strict_site)


def test_the_code_made_by_the_page_works(page: Page, host: Host, strict_site: str, watch: Watch) -> None:
    """What the page makes for a list and number shows just that when pasted, as script and as plain frame."""
    page.goto(f"{strict_site}nhung/")
    page.get_by_label("Hiện bài của").select_option("linh-vuc/giao-duc")
    page.get_by_label("Số bài").select_option("2")
    page.get_by_label("Tối", exact=True).check()
    preview = page.frame_locator("[data-preview]")
    expect(preview.locator("h1")).to_have_text("Giáo dục")
    expect(preview.locator("li").filter(visible=True)).to_have_count(2)
    expect(preview.locator("html")).to_have_attribute("data-nen", "toi")
    codes = [pasted(page, code, strict_site) for code in ("ma-script", "ma-khung")]
    assert watch.complaints == []
    for code in codes:
        frame = host.open(page, code)
        assert frame.url.split("?")[0] == f"{strict_site}nhung/linh-vuc/giao-duc/"
        assert (shown(frame), frame.evaluate("document.documentElement.dataset.nen")) == (2, "toi")
        assert page.locator("iframe").get_attribute("title") == "Gương điển hình tiên tiến: Giáo dục"
        sandbox = (page.locator("iframe").get_attribute("sandbox") or "").split()
        assert "allow-same-origin" not in sandbox
        assert "allow-scripts" in sandbox


def test_the_usual_code_needs_no_javascript(page: Page, strict_site: str, chromium) -> None:
    """Without JavaScript the page offers the same code as with it, and the frames show the usual five stories."""
    page.goto(f"{strict_site}nhung/")
    expect(page.frame_locator("[data-preview]").locator("h1")).to_have_text("Bài mới")
    with_script = [page.locator(f"[data-code={code}]").input_value() for code in ("ma-script", "ma-khung")]
    context = chromium.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{strict_site}nhung/")
    assert [plain.locator(f"[data-code={code}]").input_value() for code in ("ma-script", "ma-khung")] == with_script
    assert plain.locator("form.builder__form").is_hidden()
    addresses = plain.locator(".builder__notes details a").evaluate_all("links => links.map((link) => link.href)")
    assert f"{strict_site}nhung/linh-vuc/giao-duc/" in addresses
    plain.goto(f"{strict_site}nhung/tat-ca/")
    assert plain.locator("li").filter(visible=True).count() == 5
    context.close()


def test_the_code_is_copied(page: Page, strict_site: str) -> None:
    """The button puts exactly the shown code on the clipboard and says so."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{strict_site}nhung/")
    page.locator("[data-copy=ma-khung]").click()
    expect(page.locator("[data-copied=ma-khung]")).to_have_text("Đã chép")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("[data-code=ma-khung]").input_value()


def test_structured_data_stands_under_a_strict_policy(page: Page, strict_site: str, watch: Watch) -> None:
    """A policy without inline scripts does not complain of the data block, which stays readable in the page."""
    for path in ("", "2025/bai-1/", "linh-vuc/giao-duc/", "du-lieu/"):
        page.goto(strict_site + path)
        data = page.locator('script[type="application/ld+json"]')
        assert data.count() == 1
        kinds = data.evaluate("block => JSON.parse(block.textContent)['@graph'].map((thing) => thing['@type'])")
        assert kinds
    assert watch.complaints == []


def test_a_feed_is_readable_for_a_person(page: Page, strict_site: str) -> None:
    """Opened in the browser, a feed shows what it is and its titles in the feed's own style."""
    for file in ("feed.xml", "linh-vuc/giao-duc/rss.xml"):
        page.goto(strict_site + file)
        root = "getComputedStyle(document.documentElement, '::before').content"
        assert "nguồn tin" in page.evaluate(root)
        title = page.locator("title").filter(has_text=re.compile("Đồng Hới")).first
        expect(title).to_be_visible()
