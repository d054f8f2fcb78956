"""A real Chromium and a small website, built and served on this machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from odd_stories import write_odd_stories
from office_kit import Office
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

from newsroom.site_server import SiteServer


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a newsroom of six stories and return the folder of its website."""
    office = Office(tmp_path_factory.mktemp("browser") / "office")
    office.write(1, title="Gương điển hình ở phường Đồng Hới", body="Chị Hạnh ở Đồng Hới.")
    office.write(2, title="Hòa giải viên của xóm", summary="Một người hòa giải.", body="Bà con quen gọi là cô giáo.")
    office.write(3, title="Vườn rau của trường", summary="Luống cải, cây đinh lăng.", body="Thầy trồng một bông hoa.")
    office.write(
        4, title="Chuyến đò ngang", summary="Người lái đò.", body="| Năm | Chuyến |\n|---|---|\n| 2024 | 912 |"
    )
    long_word = "Nghiêng " * 17 + "\n\n" + "Liên_kết_" * 30 + "\n\n`" + "x" * 200 + "`"
    office.write(5, title="Nghiêng " * 9 + "N" * 70, slug="rat-dai", body=long_word)
    office.write(6, title="Bài không có ảnh", picture=b"", body="Không có ảnh nào.")
    office.build()
    return office.site


@pytest.fixture(scope="session")
def site(site_folder: Path) -> Iterator[str]:
    """Serve that website and return its address."""
    with SiteServer(site_folder, "127.0.0.1", 0) as server:
        yield server.url


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a newsroom without stories."""
    office = Office(tmp_path_factory.mktemp("empty") / "office")
    office.build()
    with SiteServer(office.site, "127.0.0.1", 0) as server:
        yield server.url


@pytest.fixture(scope="session")
def archive_office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Build fourteen stories of two years, two fields and two units, in blocks of five."""
    office = Office(tmp_path_factory.mktemp("search") / "office")
    office.write(1, title="Gương điển hình ở phường Đồng Hới", body="Chị Hạnh ở Đồng Hới.")
    office.write(2, title="Hòa giải viên của xóm", summary="Một người hòa giải.", body="Bà con quen gọi là cô giáo.")
    office.write(3, title="Vườn rau của trường", summary="Luống cải, cây đinh lăng.", body="Thầy trồng một bông hoa.")
    office.write(
        4, title="Chuyến đò ngang", summary="Người lái đò.", body="Đông hội làng, đò chở chín trăm lượt khách."
    )
    office.write(
        5, title="Bến sông", summary="Chuyện kể.", body="Ông kể chuyện con đò. Bến vắng, đời đò ngang lặng lẽ."
    )
    mai = {"subjects": [{"name": "Nguyễn Thị Mai", "type": "tap-the", "unit": "vp-hai"}], "consent": []}
    office.write(6, title="Người gác đèn", summary="Ngọn đèn biển.", unit="vp-hai", picture=b"", **mai)
    for number in range(7, 15):
        fields = ["chuyen-doi-so"] if number % 2 else ["giao-duc"]
        at = f"{2025 + number % 2}-02-{number:02} 08:00"
        path = office.write(
            number, fields=fields, body="Một bông lúa trổ.", publish={"website": {"at": at}}, picture=b""
        )
        if number % 2:
            (office.stories / "2026").mkdir(exist_ok=True)
            path.parent.rename(office.stories / "2026" / path.parent.name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("newsroom.build.search_index.BLOCK_SIZE", 5)
        office.build()
    return office


@pytest.fixture(scope="session")
def odd_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """Serve the newsroom of odd stories; return its address, and what is odd → the address of its page."""
    office = Office(tmp_path_factory.mktemp("odd") / "office")
    addresses = write_odd_stories(office)
    office.build()
    with SiteServer(office.site, "127.0.0.1", 0) as server:
        yield server.url, addresses


class Watch:
    """What a page asked for and complained of."""

    def __init__(self, page: Page) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def _failed(self, request: Request) -> None:
        # Leaving a page breaks off what it was still loading.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"{request.failure} {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status} {response.url}")


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """Open a fresh profile at a desk's size."""
    opened = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    opened.set_default_timeout(10_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Open a tab."""
    return context.new_page()


@pytest.fixture
def watch(page: Page) -> Watch:
    """Watch the tab from its first request."""
    return Watch(page)
