"""A withdrawn story's address answers with a notice that says nothing of the person; everything else is gone."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from office_kit import Office, jpeg, tree

from newsroom.build.stage import collect_docs, collect_server_maps, collect_stories
from newsroom.gate import WEBSITE
from newsroom.outputs.withdrawn import Withdrawn, withdrawn_stories

WITHDRAWAL = {"at": "2025-06-01 08:00", "reason": "Bà Hồ Thị Kỳ Duyên bị hàng xóm tố cáo", "by": "Lê An"}
STORY: dict[str, Any] = {
    "title": "Bà Kỳ Duyên gieo chữ trên bản Troóc",
    "slug": "ba-ky-duyen-gieo-chu",
    "summary": "Bốn mươi năm mở lớp không lương giữa rừng gáo vàng.",
    "body": "Bà Hồ Thị Kỳ Duyên nhớ tiếng kẻng làm bằng vỏ bom.",
    "subjects": [{"name": "Hồ Thị Kỳ Duyên", "type": "ca-nhan", "role": "Bí thư chi bộ bản", "unit": "vp-hai"}],
    "unit": "vp-hai",
    "consent": [
        {"ref": "DY", "subject": "Hồ Thị Kỳ Duyên", "date": "2024-12-01", "channels": ["website"], "pictures": True}
    ],
    "awards": [{"title": "giay-khen", "year": 2024, "decision": "77/QĐ-UBND"}],
    "pictures": [{"file": "anh.jpg", "alt": "Bà Duyên bên bảng đen", "caption": "Lớp học", "credit": "Mai Hoa"}],
    "redirects": ["2025/ten-cu/"],
}
TELLTALE = (
    "Duyên",
    "duyen",
    "Kỳ Duyên",
    "ky-duyen",
    "Troóc",
    "gáo vàng",
    "vỏ bom",
    "Bí thư chi bộ bản",
    "77/QĐ",
    "hàng xóm tố cáo",
)


def withdrawn(office: Office) -> list[Withdrawn]:
    workspace = office.workspace()
    return withdrawn_stories(workspace, collect_stories(workspace))


def text_of(data: bytes) -> str:
    data = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    return data.decode("utf-8", errors="replace")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Office, dict[str, bytes], dict[str, bytes]]:
    """Return a newsroom with one withdrawn story of three, and the files of its site before and after."""
    office = Office(tmp_path_factory.mktemp("withdrawn") / "office")
    office.write(1)
    office.write(2, picture=jpeg("#2244aa"), **STORY)
    office.write(3)
    office.build()
    before = office.tree()
    office.write(2, picture=jpeg("#2244aa"), status="withdrawn", withdrawal=WITHDRAWAL, **STORY)
    office.build()
    return office, before, office.tree()


def test_nothing_of_a_withdrawn_story_is_left(built: tuple[Office, dict[str, bytes], dict[str, bytes]]) -> None:
    """No file of the site holds the name, the title, a word of the text, the role, the award or the picture."""
    _, before, after = built
    for word in TELLTALE:
        assert any(word in text_of(data) for data in before.values()) == (word != "hàng xóm tố cáo"), word
        where = [path for path, data in after.items() if word in text_of(data) and not path.startswith("assets/")]
        assert where == [], word
    pictures = [
        path for path in before if path.startswith("2025/ba-ky-duyen") and path.endswith((".jpg", ".webp", ".avif"))
    ]
    assert pictures
    bytes_left = set(after.values())
    assert [path for path in pictures if path in after or before[path] in bytes_left] == []
    assert [path for path in after if "duyen" in path] == ["2025/ba-ky-duyen-gieo-chu/index.html"]


def test_the_address_answers_with_reason_and_date(built: tuple[Office, dict[str, bytes], dict[str, bytes]]) -> None:
    """The story's address and its old one say when and why it was taken down, how to object, and are not indexed."""
    _, _, after = built
    notice = text_of(after["2025/ba-ky-duyen-gieo-chu/index.html"])
    assert text_of(after["2025/ten-cu/index.html"]) == notice
    assert "Bài viết đã được gỡ" in notice
    assert "01/06/2025" in notice
    assert "Theo quyết định của cơ quan phụ trách chuyên trang." in notice
    assert '<meta name="robots" content="noindex">' in notice
    assert "canonical" not in notice
    assert 'href="mailto:vp@example.vn' in notice
    assert "story-revision" not in notice


def test_an_incremental_withdrawal_equals_a_clean_build(
    built: tuple[Office, dict[str, bytes], dict[str, bytes]], tmp_path: Path
) -> None:
    """The site after the withdrawal has the same bytes as one built from nothing."""
    office, _, after = built
    twin = office.copy(tmp_path / "twin")
    twin.build(clean=True)
    assert tree(twin.site) == after


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("de-nghi", "Theo đề nghị của cá nhân, tập thể được nêu trong bài."),
        ("sai-sot", "Nội dung có chi tiết chưa chính xác, cần xác minh lại."),
        ("khong-con-phu-hop", "Thông tin trong bài không còn phù hợp."),
        ("ban-quyen", "Có vướng mắc về bản quyền của bài viết hoặc hình ảnh."),
    ],
)
def test_the_office_chooses_the_reason(office: Office, code: str, sentence: str) -> None:
    """The public reason is one of a few sentences, whatever the written one says."""
    office.write(1, withdrawal=WITHDRAWAL | {"public_reason": code})
    assert [(one.reason, one.addresses) for one in withdrawn(office)] == [(sentence, ("2025/bai-1/",))]


def test_a_reason_of_ones_own_is_refused(office: Office) -> None:
    """A free text cannot become the public reason: the story is not sound then, and has no page at all."""
    office.write(1, approve=False, withdrawal=WITHDRAWAL | {"public_reason": "Bà Duyên xin gỡ"})
    assert withdrawn(office) == []
    assert [finding.code for finding in office.workspace().findings if finding.level == "error"] == ["S006"]


@pytest.mark.parametrize(
    "front",
    [
        {"publish": {"website": {"at": "2025-07-01 08:00"}}},
        {"publish": {"facebook": {"at": "2025-01-02 08:00"}}},
        {"approve": False},
        {"consent": []},
    ],
    ids=["before its time", "never meant for the website", "never approved", "never consented to"],
)
def test_a_story_that_was_never_public_has_no_notice(office: Office, front: dict[str, Any]) -> None:
    """What the website never showed has no address there after its withdrawal either."""
    office.write(1, **({"withdrawal": WITHDRAWAL} | front))
    assert withdrawn(office) == []
    workspace = office.workspace()
    assert not [file.path for file in collect_docs(workspace, collect_stories(workspace)) if "bai-1" in file.path]


def test_a_withdrawn_consent_leaves_a_notice_too(office: Office) -> None:
    """Whoever takes the consent back is gone from that day; the notice says so without a name."""
    consent = STORY["consent"][0] | {"subject": "Nguyễn Thị Hạnh", "withdrawn": "2025-08-02"}
    office.write(1, consent=[consent])
    (one,) = withdrawn(office)
    assert (one.addresses, one.reason) == (("2025/bai-1/",), "Theo đề nghị của cá nhân, tập thể được nêu trong bài.")
    assert f"{one.day}" == "2025-08-02"
    assert not office.workspace().verdict(office.workspace().files[0], WEBSITE).allowed
    earlier = office.workspace(datetime(2025, 8, 1, 16, 59, tzinfo=UTC))
    assert withdrawn_stories(earlier, collect_stories(earlier)) == []


def test_an_address_that_another_story_took_shows_that_story(office: Office) -> None:
    """A notice never stands where a public story or its redirect stands."""
    office.write(1, redirects=["2025/dung-chung/"])
    office.write(2, redirects=["2025/dung-chung/"], withdrawal=WITHDRAWAL)
    assert [one.addresses for one in withdrawn(office)] == [("2025/bai-2/",)]


def test_the_web_server_is_told_what_is_gone_and_what_moved(office: Office) -> None:
    """Beside the site, never on it, lie the maps from which nginx answers 410 and 301 below the site's own folder."""
    office.write(1, redirects=["2025/ten-cu/"])
    office.write(2, withdrawal=WITHDRAWAL, redirects=["2025/cu-hon/"])
    settings = office.root / "newsroom.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("guong.example.vn/", "example.vn/guong/"), encoding="utf-8"
    )
    workspace = office.workspace()
    maps = {file.path: file.content().decode() for file in collect_server_maps(workspace, collect_stories(workspace))}
    assert maps == {
        "moved.map": (
            "# Written by newsroom build.\n"
            "/guong/2025/ten-cu /guong/2025/bai-1/;\n"
            "/guong/2025/ten-cu/ /guong/2025/bai-1/;\n"
        ),
        "withdrawn.map": (
            "# Written by newsroom build.\n"
            "/guong/2025/bai-2 1;\n/guong/2025/bai-2/ 1;\n/guong/2025/cu-hon 1;\n/guong/2025/cu-hon/ 1;\n"
        ),
    }
