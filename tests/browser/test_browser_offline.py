"""The offline copy: one ZIP file that opens from a disk, in a real browser without any server."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from newsroom.build.offline import README, write_offline

if TYPE_CHECKING:
    from conftest import Watch
    from office_kit import Office
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def unpacked(archive_office: Office, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pack the site of fourteen stories, unpack it somewhere else, and return the folder."""
    place = tmp_path_factory.mktemp("bản chép tay")
    with zipfile.ZipFile(write_offline(archive_office.config())) as packed:
        packed.extractall(place)
    (folder,) = place.iterdir()
    return folder


def test_the_copy_is_read_from_home_to_picture(page: Page, unpacked: Path, watch: Watch) -> None:
    """From index.html through a list to a story and its picture: everything is there, and nothing complains."""
    page.goto((unpacked / "index.html").as_uri())
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"Be Vietnam Pro\"', 'ế'))")
    page.locator("nav a", has_text="Lĩnh vực").first.click()
    page.wait_for_url("**/linh-vuc/index.html")
    page.locator("main a", has_text="Giáo dục").first.click()
    page.wait_for_url("**/linh-vuc/giao-duc/index.html")
    page.goto((unpacked / "linh-vuc/giao-duc/trang/1/index.html").as_uri())
    page.get_by_role("link", name="Gương điển hình ở phường Đồng Hới").first.click()
    page.wait_for_url("**/2025/bai-1/index.html")
    cover = page.locator("img[alt='Chị Hạnh ở quầy']").first
    assert cover.evaluate("image => image.decode().then(() => image.naturalWidth)") > 500
    assert watch.complaints == []
    assert [address for address in watch.requests if not address.startswith(("file:", "data:"))] == []


def test_the_copy_is_searched(page: Page, unpacked: Path, watch: Watch) -> None:
    """Search, filters, the address and the way to a story work from a disk as they do on the website."""
    page.goto((unpacked / "index.html").as_uri())
    page.locator("input[name=q]").first.fill("dong hoi")
    page.locator("input[name=q]").first.press("Enter")
    page.wait_for_url("**/tim-kiem/index.html?q=dong+hoi")
    results = page.locator("[data-search-results] .card__title a")
    expect(results).to_have_text(["Gương điển hình ở phường Đồng Hới", "Chuyến đò ngang"])
    picture = page.locator("[data-search-results] img").first
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    page.get_by_label("Năm đăng").select_option("2025")
    expect(page.locator("[data-search-status]")).to_have_text("Tìm thấy 2 bài cho “dong hoi”, năm 2025.")
    page.wait_for_url("**/index.html?q=dong+hoi&nam=2025")
    page.go_back()
    expect(results).to_have_count(2)
    results.first.click()
    page.wait_for_url("**/2025/bai-1/index.html")
    assert watch.complaints == []


def test_the_copy_holds_what_it_links_to(unpacked: Path) -> None:
    """No page lacks a file it names, none names a feed on the disk, and a file says in Vietnamese how to open it."""
    missing = []
    for path in unpacked.rglob("*.html"):
        for part in path.read_text(encoding="utf-8").replace('src="', 'href="').split('href="')[1:]:
            address = part.split('"')[0].split("#")[0].split("?")[0]
            if address and ":" not in address and not (path.parent / address).is_file():
                missing.append((path.relative_to(unpacked).as_posix(), address))
    assert missing == []
    names = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    assert not [name for name in names if name.endswith((".xml", ".json")) or "chia-se" in name or "404" in name]
    readme = (unpacked / README).read_text(encoding="utf-8-sig")
    assert "Mở tệp index.html" in readme
    assert "gồm 14 bài, bài mới nhất đăng ngày 13/02/2026" in readme


def test_the_copy_is_the_same_bytes_again(archive_office: Office) -> None:
    """Packing twice gives the same file, whatever the moment and the times of the files."""
    path = write_offline(archive_office.config())
    before = path.read_bytes()
    (archive_office.site / "index.html").touch()
    assert write_offline(archive_office.config()).read_bytes() == before
    with zipfile.ZipFile(path) as packed:
        assert packed.namelist() == sorted(packed.namelist())
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
