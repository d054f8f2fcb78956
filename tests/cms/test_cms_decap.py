"""A story's whole way through the browser: written in the form, saved in Git, checked, approved, on the site."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from cms_scene import Form, GitOffice
from office_kit import REPOSITORY, jpeg
from page_waiting import wait_until
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

from newsroom.cli.main import run
from newsroom.story.front_matter import parse
from newsroom.story.model import Story

pytestmark = pytest.mark.browser

TITLE = "Đặng Thị Ngọc Ánh: cô giáo “bản xa”"
SLUG = "dang-thi-ngoc-anh-co-giao-ban-xa"
STORY = f"stories/2026/{SLUG}"
BRANCH = f"cms/guong/2026/{SLUG}/index"


@pytest.fixture
def office(tmp_path: Path, node_modules: Path, cms_programs: None) -> GitOffice:
    """Return an office in Git with one published story."""
    office = GitOffice(tmp_path / "office")
    office.write(1)
    office.commit()
    return office


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Open a tab of an editor who sits on the other side of the world."""
    context = chromium.new_context(
        locale="vi-VN", timezone_id="America/New_York", viewport={"width": 1300, "height": 900}
    )
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def complaints_of(page: Page) -> list[str]:
    """Return where everything gathers that the browser holds against the page, and what it asks other hosts for."""
    complaints: list[str] = []

    def hear(said: ConsoleMessage) -> None:
        # Decap asks for the branch of a story before there is one; its server says 404, which Chromium notes.
        if said.type in {"error", "warning"} and "/api/v1" not in said.location["url"]:
            complaints.append(said.text)

    def look(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            complaints.append(request.url)

    page.on("console", hear)
    page.on("request", look)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


def fill_in(page: Page) -> None:
    form = Form(page)
    form.write(title=TITLE, summary="Mười năm bám bản, lớp học của cô Ánh chưa vắng em nào.")
    form.choose("kind", "Người tốt")
    form.choose("programme", "Điển hình tiên tiến")
    form.choose("unit", "Phòng Một cửa")
    form.choose("fields", "Giáo dục", "Chuyển đổi số")
    form.choose("themes", "Dám nghĩ")
    form.choose("stage", "Tuyên truyền")
    form.add("nhân vật")
    form.write(name="Đặng Thị Ngọc Ánh", honorific="cô", birth_year="1990")
    form.choose("type", "Cá nhân")
    form.add("tác giả")
    form.write(1, name="Lê Thảo Nguyên")
    form.choose("kind", "Tự viết", number=1)
    add_picture(form)
    add_consent_and_word(form)
    form.choose("status", "Đã biên tập")
    form.unfold("Lịch đăng theo kênh")
    form.unfold("Trang web")
    form.box("at").fill("2026-11-20T08:00")
    page.locator("[data-slate-editor]").click()
    page.keyboard.insert_text("Cô Ánh lên bản từ năm hai mươi tuổi. " * 60)


def add_picture(form: Form) -> None:
    form.add("ảnh")
    form.write(alt="Cô Ánh đứng lớp", credit="Lê Văn Nam")
    form.choose("kind", "Chân dung", number=2)
    form.page.get_by_role("button", name="Chọn một hình").click()
    picture = {"name": "Ảnh bìa Đặng Ánh.JPG", "mimeType": "image/jpeg", "buffer": jpeg()}
    form.page.locator("input[type=file]").first.set_input_files(picture)
    form.page.get_by_role("button", name="Lấy những cái đã chọn").click()


def add_consent_and_word(form: Form) -> None:
    form.add("giấy đồng ý")
    form.write(ref="DY-2026-040", subject="Đặng Thị Ngọc Ánh")
    form.box("date", 1).fill("2026-10-01")
    form.choose("channels", "Trang web")
    form.switch("pictures")
    form.unfold("Xác minh")
    form.choose("unit", "Phòng Một cửa", number=3)
    form.write(by="Trần Văn Hùng")
    form.box("date", 2).fill("2026-10-05")
    form.switch("no_pending_case")


@pytest.mark.slow
def test_a_story_goes_from_the_form_to_the_site(
    office: GitOffice, page: Page, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Written in the form with a Vietnamese name and a picture, it is a branch, then sound in main, then public."""
    complaints = complaints_of(page)
    with office.cms() as address:
        page.goto(address)
        page.get_by_role("button", name="Đăng nhập").click()
        page.get_by_role("link", name="Bài mới").first.click()
        fill_in(page)
        page.get_by_role("button", name="Lưu", exact=True).click()
        expect(page.get_by_text("Bản nháp").first).to_be_visible()
        wait_until(page, "location.hash.includes('entries')")
        assert BRANCH in office.git("branch", "--list", "cms/*")
        files = office.git("diff", "--name-only", "main", BRANCH).split()
        assert files == [f"{STORY}/anh-bia-dang-anh.jpg", f"{STORY}/index.md"]
        assert office.git("log", "-1", "--format=%s", BRANCH).strip() == f"Bài mới: 2026/{SLUG}/index"
        page.on("dialog", lambda dialog: dialog.accept())
        page.get_by_text("Trạng thái: Bản nháp").click()
        page.get_by_role("menuitem", name="Sẵn sàng").click()
        page.get_by_text("Trạng thái: Sẵn sàng").wait_for()
        page.get_by_role("button", name="Nhập kho").first.click()
        page.get_by_role("menuitem", name="Nhập kho ngay").click()
        page.get_by_text("Mục đã được nhập kho").wait_for()
        assert office.git("branch", "--list", "cms/*") == ""
    assert complaints == []

    monkeypatch.chdir(office.root)
    assert office.git("branch", "--show-current").strip() == "main"
    assert written(office) == SAVED
    assert run(["check"]) == 0, capsys.readouterr().out
    assert run(["approve", SLUG, "--by", "Phạm Quốc Duyệt"]) == 0, capsys.readouterr()
    assert run(["build"]) == 0
    assert "cô giáo “bản xa”" in office.page(f"2026/{SLUG}/index.html")
    assert "1990" not in office.page(f"2026/{SLUG}/index.html")


def written(office: GitOffice) -> dict[str, object]:
    front = parse((office.root / STORY / "index.md").read_text("utf-8"))
    assert front.body.startswith("Cô Ánh lên bản")
    return front.data


SAVED: dict[str, object] = {
    "id": "GS-2026-0001",
    "title": TITLE,
    "slug": SLUG,
    "summary": "Mười năm bám bản, lớp học của cô Ánh chưa vắng em nào.",
    "kind": "nguoi-tot-viec-tot",
    "programme": "dien-hinh",
    "subjects": [{"name": "Đặng Thị Ngọc Ánh", "type": "ca-nhan", "honorific": "cô", "birth_year": 1990}],
    "unit": "vp-mot",
    "fields": ["giao-duc", "chuyen-doi-so"],
    "themes": ["dam-nghi-dam-lam"],
    "stage": "tuyen-truyen",
    "authors": [{"name": "Lê Thảo Nguyên"}],
    "source": {"kind": "tu-viet"},
    "pictures": [
        {"file": "anh-bia-dang-anh.jpg", "alt": "Cô Ánh đứng lớp", "credit": "Lê Văn Nam", "kind": "chan-dung"}
    ],
    "consent": [
        {
            "ref": "DY-2026-040",
            "subject": "Đặng Thị Ngọc Ánh",
            "date": "2026-10-01",
            "channels": ["website"],
            "pictures": True,
        }
    ],
    "verified": {"unit": "vp-mot", "by": "Trần Văn Hùng", "date": "2026-10-05", "no_pending_case": True},
    "status": "edited",
    "publish": {"website": {"at": "2026-11-20 08:00"}},
}


@pytest.mark.slow
def test_saving_a_story_again_changes_no_value(office: GitOffice, page: Page) -> None:
    """A hand-written story, changed in its title only, keeps every value: days, times, approval, text."""
    source = REPOSITORY / "stories" / "2026" / "nguoi-giu-lua-mot-cua"
    shutil.copytree(source, office.stories / "2026" / source.name)
    office.git("add", "--all")
    office.git("commit", "--quiet", "--message=Thêm bài mẫu")
    with office.cms() as address:
        page.goto(address)
        page.get_by_role("button", name="Đăng nhập").click()
        page.get_by_text("GS-2026-0008").click()
        form = Form(page)
        form.write(title="Người giữ lửa bộ phận một cửa!")
        page.get_by_role("button", name="Lưu", exact=True).click()
        page.get_by_text("Trạng thái: Bản nháp").wait_for()
        name = f"stories/2026/{source.name}/index.md"
        after = parse(office.git("show", f"cms/guong/2026/{source.name}/index:{name}"))
    before = parse((source / "index.md").read_text("utf-8"))
    assert after.data == before.data | {"title": "Người giữ lửa bộ phận một cửa!"}
    assert list(after.data) == [key for key in Story.model_fields if key in before.data]
    assert after.body.strip() == before.body.strip()
