"""`newsroom preview`: what would go out, from the code that sends, for any story in any state; nothing is sent."""

from __future__ import annotations

import html
import re
import subprocess
import unicodedata
from pathlib import Path

import pytest
from desk_kit import Desk
from office_kit import jpeg

from newsroom.desk.as_if import imagine
from newsroom.outputs.going_out import going_out

TIMES = {
    "website": {"at": "2025-01-01 08:00"},
    "facebook": {"at": "2025-01-01 08:30", "text": "Lời riêng cho Facebook.", "hashtags": ["NguoiTotViecTot"]},
    "zalo": {"at": "2025-01-01 09:00"},
}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def _preview(desk: Desk, out: Path, *arguments: str):
    document = desk.json("preview", *arguments, "--out", str(out))
    assert desk.code == 0, desk.err
    return document


def _text(page: Path) -> str:
    return re.sub(r"<[^>]+>", " ", page.read_text(encoding="utf-8"))


def test_what_is_shown_is_what_would_be_sent(desk: Desk, out: Path) -> None:
    """Payloads equal those of the code that sends, and their words and pictures stand in the page."""
    desk.office.write(1, publish=TIMES, body="Chị nói về **công việc** của mình với ông Hồ Văn Mơ.")
    document = _preview(desk, out, "bai-1")
    workspace = desk.office.workspace()
    file = workspace.files[0]
    imagined = imagine(workspace, file)
    assert imagined is not None
    sent = {
        one.channel: one.payload
        for one in going_out(imagined.story, workspace.config, workspace.given.publishers).posts
    }
    (story,) = document["stories"]
    shown = {one["channel"]: one["payload"] for one in story["channels"]}
    assert shown["facebook"] == dict(sent["facebook"].data)
    assert shown["zalo"] == dict(sent["zalo"].data)
    page = out / story["page"]
    assert "Lời riêng cho Facebook." in _text(page)
    assert "#NguoiTotViecTot" in _text(page)
    assert "ông Hồ Văn Mơ (1 lần)" in _text(page)
    pictures = re.findall(r'src="([0-9a-f]{16}\.jpg)"', page.read_text(encoding="utf-8"))
    assert pictures
    assert all((page.parent / name).stat().st_size for name in pictures)
    assert story["whole"]


def test_the_site_page_is_the_one_that_is_built(desk: Desk, out: Path) -> None:
    """The website's page has the words that `newsroom build` gives it, and looking leaves the real site alone."""
    for number in (1, 2, 3):
        desk.office.write(number, publish=TIMES, body="## Đầu\n\nChị nói.\n\n[Bài khác](/2025/bai-1/)")
    desk.office.write(4, status="draft", approve=False, picture=b"")
    desk.office.build()
    built = desk.office.page("2025/bai-3/index.html")
    before = desk.office.tree()
    story, _ = _preview(desk, out, "GS-2025-0003", "bai-4")["stories"]
    # A draft looked at is neither staged nor on the site, and the next build renders nothing again.
    assert desk.office.tree() == before
    assert desk.office.build().rendered == 0
    assert not list((desk.office.root / "build" / "docs").rglob("bai-4*"))
    shown = (out / story["site_page"]).read_text(encoding="utf-8")
    assert story["site_page"] == "site/2025/bai-3/index.html"

    def words(page: str) -> list[str]:
        return re.sub(r"<[^>]+>", " ", page[page.index("<main") : page.index("</main>")]).split()

    assert words(shown) == words(built)
    assert not re.search(r'<(?:script|img|link rel="(?!canonical)[^>]*)[^>]*(?:src|href)="(?:https?:)?//', shown)


def test_a_story_that_nobody_may_see_yet_is_shown_to_its_editor(desk: Desk, out: Path) -> None:
    """Status, approval, times and consent do not keep an editor from looking, and the page says what it waits for."""
    statuses = ("draft", "submitted", "returned", "edited")
    times = {"facebook": {"at": "2030-01-01 08:30"}}
    for number, status in enumerate(statuses, 1):
        desk.office.write(number, status=status, approve=False, consent=[], publish=times, picture=b"")
    stories = _preview(desk, out, *(f"bai-{number}" for number in (1, 2, 3, 4)))["stories"]
    assert [story["status"] for story in stories] == list(statuses)
    for number, story in enumerate(stories, 1):
        assert f"Câu chuyện thứ {number}" in _text(out / story["site_page"])
        website, facebook, zalo = story["channels"]
        assert (website["at"], zalo["at"]) == (None, None)
        assert facebook["waits_for"].startswith("chưa được duyệt")
        assert "không đăng trên kênh này" in _text(out / story["page"])
    assert not (desk.office.root / "build" / "docs").exists()


def test_an_unfinished_story_is_shown_with_what_is_missing_named(desk: Desk, out: Path) -> None:
    """Missing keys, unknown codes and pictures that are not there leave gaps, not a traceback."""
    path = desk.office.write(1, approve=False, summary="", unit="khong-co", pictures=[{"file": "mat.jpg", "alt": "x"}])
    path.write_text(path.read_text(encoding="utf-8").replace('kind: "nguoi-tot-viec-tot"', "kind:"), encoding="utf-8")
    (story,) = _preview(desk, out, "bai-1")["stories"]
    assert not story["whole"]
    assert story["findings"]
    assert "(Chưa có tóm tắt)" in _text(out / story["site_page"])
    assert "(chưa chọn)" in _text(out / story["site_page"])
    assert "chưa phải là bản sẽ đăng" in _text(out / story["page"])


NONSENSE = (
    "",
    "không có gì",
    "---\ntitle: [\n---\nx",
    "---\n- a\n---\n",
    "---\ntitle: {a: b}\nid: [1]\npublish: 3\n---\n",
)


def test_nonsense_is_told_not_raised(desk: Desk, out: Path) -> None:
    """Front matter that cannot be read gives a page with its findings."""
    for number, text in enumerate(NONSENSE, 1):
        desk.office.write(number, approve=False, picture=b"").write_text(text, encoding="utf-8")
    stories = _preview(desk, out, *(f"bai-{number}" for number in range(1, len(NONSENSE) + 1)))["stories"]
    for story in stories:
        assert html.escape(story["findings"][0]["sentence"]) in (out / story["page"]).read_text(encoding="utf-8")


def test_nothing_private_is_in_a_preview(desk: Desk, out: Path) -> None:
    """Consent references, verifiers, approvers and birth years are in no file of it: it may be passed around."""
    subject = {"name": "Nguyễn Thị Hạnh", "type": "ca-nhan", "birth_year": 1987}
    shown = {"ground": "hoat-dong-cong-cong", "people": ["Hồ Văn Mơ"]}
    pictures = [{"file": "anh.jpg", "alt": "Chị Hạnh ở quầy", **shown}]
    desk.office.write(1, publish=TIMES, subjects=[subject], pictures=pictures)
    _preview(desk, out, "bai-1")
    whole = b"".join(p.read_bytes() for p in out.rglob("*") if p.suffix in {".html", ".json"})
    for private in ("DY-1", "1987", "Lê Thị Chi", "Phạm Duyệt", "Hồ Văn Mơ"):
        assert private.encode() not in whole, private


def test_what_is_too_long_for_a_channel_is_said_on_its_wall(desk: Desk, out: Path) -> None:
    """A title that only Zalo refuses stops Zalo's post alone, with the channel's own number."""
    desk.office.write(1, publish=TIMES, title="N" * 150, approve=False, picture=b"")
    (story,) = _preview(desk, out, "bai-1")["stories"]
    zalo = story["channels"][2]
    assert zalo["payload"] is None
    assert "150" in zalo["problems"][0]
    assert "149" in zalo["problems"][0]
    assert story["channels"][0]["counts"][0] == {"what": "tiêu đề", "length": 150, "most": 150}
    assert story["channels"][1]["payload"] is not None


def test_lengths_are_counted_after_composing(desk: Desk, out: Path) -> None:
    """A decomposed title counts as people count it: "Hòa" has three characters."""
    desk.office.write(1, publish=TIMES, title=unicodedata.normalize("NFD", "Hòa giải viên"), approve=False, picture=b"")
    (story,) = _preview(desk, out, "bai-1")["stories"]
    assert story["channels"][0]["counts"][0]["length"] == len("Hòa giải viên")


def test_authors_markup_stays_text(desk: Desk, out: Path) -> None:
    """A title, a text for a channel and a picture's caption cannot write elements into the preview."""
    evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    times = TIMES | {"facebook": {"at": "2025-01-01 08:30", "text": evil}}
    pictures = [{"file": "anh.jpg", "alt": evil, "caption": evil}]
    desk.office.write(1, publish=times, title=evil, summary=evil, pictures=pictures, approve=False)
    (story,) = _preview(desk, out, "bai-1")["stories"]
    for page in (out / "index.html", out / story["page"]):
        assert not re.search(
            r"<script|<img src=x|<[^>\"]*(\"[^\"]*\"[^>\"]*)*\sonerror=", page.read_text(encoding="utf-8")
        )


def test_a_foreign_folder_is_not_written_over(desk: Desk, tmp_path: Path) -> None:
    """`--out` refuses a folder with anything else in it and leaves it alone; a preview of before is replaced whole."""
    desk.office.write(1, picture=b"")
    desk.office.write(2, picture=b"")
    foreign = tmp_path / "tai-lieu"
    foreign.mkdir()
    (foreign / "luan-van.txt").write_text("quý", encoding="utf-8")
    assert desk.run("preview", "bai-1", "--out", str(foreign)) == 2
    assert [p.name for p in foreign.iterdir()] == ["luan-van.txt"]
    out = tmp_path / "out"
    _preview(desk, out, "bai-1")
    _preview(desk, out, "bai-2")
    assert not (out / "2025-bai-1").exists()
    assert (out / "2025-bai-2" / "index.html").is_file()


def test_a_failed_preview_leaves_the_last_one(desk: Desk, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the generator fails, the folder of before stays whole and nothing half-written lies beside it."""
    desk.office.write(1, picture=b"")
    _preview(desk, out, "bai-1")
    before = sorted(p.name for p in out.parent.iterdir())
    whole = {p: p.read_bytes() for p in out.rglob("*") if p.is_file()}
    (desk.office.root / "site" / "overrides" / "story.html").write_text("{% if %}", encoding="utf-8")
    assert desk.run("preview", "bai-1", "--out", str(out)) == 3
    assert {p: p.read_bytes() for p in out.rglob("*") if p.is_file()} == whole
    assert sorted(p.name for p in out.parent.iterdir()) == before


def test_unknown_names_are_told_with_what_is_near(desk: Desk) -> None:
    """A word of the title that was meant leads to the story; nonsense is one sentence."""
    desk.office.write(1, title="Hòa giải viên của xóm", slug="hoa-giai")
    assert desk.run("preview", "hoa giai vien") == 2
    assert "hoa-giai" in desk.err
    assert desk.run("preview", "khong/co\x00") == 2
    assert desk.run("preview") == 2
    assert desk.run("preview", "hoa-giai", "--changed", "main") == 2


class TestChanged:
    """`--changed BASE`: what a pull request brings."""

    @pytest.fixture
    def git(self, desk: Desk):
        def git(*arguments: str) -> str:
            settings = ["-c", "user.name=Bình", "-c", "user.email=b@example.vn", "-c", "core.hooksPath=/dev/null"]
            done = subprocess.run(["git", *settings, *arguments], cwd=desk.office.root, check=True, capture_output=True)
            return done.stdout.decode()

        for number in (1, 2, 3, 4):
            desk.office.write(number, picture=b"")
        (desk.office.root / ".gitignore").write_text("build/\nvar/\n", encoding="utf-8")
        git("init", "-q", "-b", "main")
        git("add", "-A")
        git("commit", "-qm", "Đầu")
        return git

    def test_committed_edited_and_new_stories_are_shown(self, desk: Desk, out: Path, git) -> None:
        """A commit, an edit on the disk, a new folder and a new picture count; what main changed does not."""
        git("checkout", "-qb", "viet-bai")
        desk.office.write(1, picture=b"", title="Đổi trên nhánh")
        git("commit", "-qam", "Sửa bài 1")
        git("checkout", "-q", "main")
        desk.office.write(4, picture=b"", title="Đổi trên main")
        git("commit", "-qam", "Sửa bài 4")
        git("checkout", "-q", "viet-bai")
        desk.office.write(2, picture=b"", title="Đổi trên đĩa")
        desk.office.write(5, picture=b"", title="Bài mới")
        (desk.stories / "2025" / "bai-3" / "ảnh mới.jpg").write_bytes(jpeg())
        shown = _preview(desk, out, "--changed", "main")["stories"]
        assert [story["id"][-1] for story in shown] == ["1", "2", "3", "5"]
        listed = _text(out / "index.html")
        assert "4 bài thay đổi so với" in listed
        assert "Bài mới" in listed

    def test_nothing_changed_is_said(self, desk: Desk, out: Path, git) -> None:
        """Without changes, and with a story deleted, there is a page that says so."""
        (desk.stories / "2025" / "bai-3" / "index.md").unlink()
        assert _preview(desk, out, "--changed", "HEAD")["stories"] == []
        assert "Không có bài nào thay đổi" in _text(out / "index.html")

    def test_an_unknown_base_is_one_sentence(self, desk: Desk, out: Path, git) -> None:
        """A name that Git does not know, or that would be an option, changes nothing."""
        for base in ("origin/main", "--output=/x", "-h", "HEAD~99", ""):
            assert desk.run("preview", f"--changed={base}", "--out", str(out)) == 2, base
        assert not out.exists()

    def test_a_newsroom_outside_git_is_one_sentence(
        self, desk: Desk, out: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """No repository, and no git at all, are told with what to do."""
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(desk.office.root.parent))
        assert desk.run("preview", "--changed", "main", "--out", str(out)) == 3
        monkeypatch.setenv("PATH", "/nirgendwo")
        assert desk.run("preview", "--changed", "main", "--out", str(out)) == 3
        assert "Git" in desk.err
