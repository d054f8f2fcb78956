"""`newsroom correct` says what its approval will do to each public post, and exactly that happens; then `withdraw`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from publishing_scene import Office, Scene

NOTE = ("--note", "Sửa tên chị Mai.", "--by", "Lê Thị Chi")


@pytest.fixture
def story(scene: Scene, office: Office) -> Path:
    """Return a story that is public on both channels."""
    path = scene.newsroom.write(1)
    scene.newsroom.deploy(scene.clock.now())
    for _ in range(3):
        assert office("publish")[0] == 0
        scene.clock.advance(seconds=30)
    return path


def _next(office: Office, *arguments: str) -> dict[str, str]:
    code, out, err = office("correct", "GS-2026-0001", *NOTE, *arguments, "--json")
    assert code == 0, err
    return {one["channel"]: one["next"] for one in json.loads(out)["channels"]}


def _replace(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_new_title_is_edited_in_place_once_approved(scene: Scene, office: Office, story: Path) -> None:
    """Both channels are said to be edited; nothing changes before the approval, and after it both are."""
    _replace(story, "title: Chị Mai mở cửa sớm lần thứ 1", "title: Chị Mai mở cửa từ sáu giờ")
    assert _next(office) == {"facebook": "edit", "zalo": "edit"}
    before = scene.posts("facebook")
    office("publish")
    assert scene.posts("facebook") == before
    scene.clock.advance(minutes=1)
    assert office("approve", "GS-2026-0001", "--by", "Phạm Duyệt")[0] == 0
    scene.newsroom.deploy(scene.clock.now())
    for _ in range(3):
        office("publish")
        scene.clock.advance(seconds=30)
    assert scene.posts("facebook")[0].startswith("Chị Mai mở cửa từ sáu giờ")
    assert scene.posts("zalo") == ["Chị Mai mở cửa từ sáu giờ"]


def test_what_a_channel_shows_nothing_of_stays(scene: Scene, office: Office, story: Path) -> None:
    """A word in the text is edited at Zalo and means nothing to Facebook; other pictures need a person's word there."""
    _replace(story, "Chị Mai mở cửa sớm.", "Chị Mai mở cửa rất sớm.")
    assert _next(office) == {"facebook": "keep", "zalo": "edit"}
    _replace(story, "\n![Ấm trà trên bàn](hai.jpg)\n", "")
    _replace(
        story, "  - {file: hai.jpg, alt: Ấm trà trên bàn, caption: Ấm trà, credit: Văn phòng, kind: tu-lieu}\n", ""
    )
    assert _next(office)["facebook"] == "repost"
    said = office("correct", "GS-2026-0001", *NOTE, lang="vi")[1]
    assert "newsroom resolve facebook/" in said
    assert "newsroom approve GS-2026-0001" in said


def test_without_a_ledger_posts_are_still_to_come(scene: Scene, office: Office) -> None:
    """A public page whose posts did not go out yet: the corrected text is what will be posted."""
    path = scene.newsroom.write(1, zalo=None)
    _replace(path, "Chị Mai mở cửa sớm.", "Chị Mai mở cửa rất sớm.")
    assert _next(office) == {"facebook": "post"}


def test_a_withdrawn_story_is_named_by_any_of_its_names_and_keeps_its_bytes(
    scene: Scene, office: Office, story: Path
) -> None:
    """`withdraw` takes the slug too, leaves Windows' line ends alone, and says what is left to do by hand."""
    story.write_bytes(story.read_bytes().replace(b"\n", b"\r\n"))
    arguments = ("--reason", "Theo đơn", "--by", "Chánh Văn phòng", "--no-build", "--wait", "0")
    before = story.read_bytes()
    code, out, err = office("withdraw", "chi-mai-1", *arguments, lang="vi")
    assert code == 0, err
    after = story.read_bytes()
    assert after.count(b"\n") == after.count(b"\r\n")
    kept = [line for line in after.split(b"\r\n") if not line.startswith((b"status", b"withdrawal"))]
    assert kept == [line for line in before.split(b"\r\n") if not line.startswith(b"status")]
    assert "áp phích" in out
    assert scene.posts("facebook") == []
    assert office("correct", "GS-2026-0001", *NOTE)[0] == 2


def test_a_story_that_cannot_be_written_into_is_told_how_else(office: Office, story: Path) -> None:
    """Broken front matter keeps a withdrawal out of the file; the sentence names the way that works at once."""
    _replace(story, "unit: vp-hctc\nfields", "unit: 3\nsai: khoa\nfields")
    before = story.read_bytes()
    code, _, err = office("withdraw", "GS-2026-0001", "--reason", "x", "--by", "A", "--no-build", lang="vi")
    assert code == 1
    assert "newsroom resolve" in err
    assert story.read_bytes() == before
