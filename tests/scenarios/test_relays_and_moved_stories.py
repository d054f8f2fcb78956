"""A story's folder, title or pictures change between two runs, whatever the first run had come to: still one post."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from act_stage import carry_on, ids_in_ledger, public_ids, seen
from breaking_http import platform_prefix
from hand_made import Killed, KillingHttp
from publishing_scene import CHANNELS, Newsroom, Scene
from stage_fixtures import entry_points_read_once

from newsroom.outbox.model import State

__all__ = ["entry_points_read_once"]

pytestmark = pytest.mark.usefixtures("entry_points_read_once")

Change = Callable[[Newsroom, Path], Path]
MOMENTS = {"queued": 2, "half-made": 5, "almost-public": 6, "public": 7, "done": 0}
"""After which call of a text post or an article the first run was killed; 0: it was not."""


def _renamed_folder(newsroom: Newsroom, story: Path) -> Path:
    """Rename folder and slug, which bear one name; the old address leads to the new one."""
    folder = story.parent.rename(story.parent.with_name("ten-moi"))
    story = folder / story.name
    newsroom.change(story, {"slug": "ten-moi", "redirects": ["2026/chi-mai-1/"]}, approve=True)
    return story


def _moved_to_another_year(newsroom: Newsroom, story: Path) -> Path:
    (newsroom.folder / "stories" / "2025").mkdir()
    folder = story.parent.rename(newsroom.folder / "stories" / "2025" / story.parent.name)
    return folder / story.name


def _new_title(newsroom: Newsroom, story: Path) -> Path:
    newsroom.change(story, {"title": "Tiêu đề đã sửa"}, approve=True)
    return story


def _moved_picture(newsroom: Newsroom, story: Path) -> Path:
    (story.parent / "hai.jpg").rename(story.parent / "am-tra.jpg")
    story.write_text(story.read_text(encoding="utf-8").replace("hai.jpg", "am-tra.jpg"), encoding="utf-8")
    newsroom.approve(story)
    return story


def _new_time(newsroom: Newsroom, story: Path) -> Path:
    text = story.read_text(encoding="utf-8")
    story.write_text(text.replace("{at: 2026-11-23 08:30}", "{at: 2026-11-23 09:20}"), encoding="utf-8")
    newsroom.approve(story)
    return story


CHANGES: dict[str, Change] = {
    "renamed-folder": _renamed_folder,
    "moved-to-another-year": _moved_to_another_year,
    "new-title": _new_title,
    "moved-picture": _moved_picture,
    "new-time": _new_time,
}


def first_run(scene: Scene, channel: str, moment: str) -> Path:
    """Write a story and run once, until the process dies at that moment."""
    scene.options["facebook"] = {"kind": "text"}
    other = {"facebook": "zalo", "zalo": "facebook"}[channel]
    story = scene.newsroom.write(1, **{other: None})
    scene.newsroom.deploy(scene.clock.now())
    if moment == "done":
        carry_on(scene, channel)
    else:
        http = KillingHttp(platform_prefix(scene.sandbox, channel), MOMENTS[moment], after=True)
        with pytest.raises(Killed):
            scene.run(channel, wait=60, http=http)
    return story


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("channel", CHANNELS)
def test_a_changed_story_stays_one_post(scene: Scene, channel: str, change: str, moment: str) -> None:
    """Renamed, retitled, rescheduled or with a picture moved: the public has one post, with the approved words."""
    story = first_run(scene, channel, moment)
    public = public_ids(scene)
    story = CHANGES[change](scene.newsroom, story)
    scene.newsroom.deploy(scene.clock.now())
    scene.clock.advance(minutes=10)

    carry_on(scene, channel)
    # What was public already is corrected by the run after the one that learns of it.
    items = carry_on(scene, channel)

    assert {item.state for item in items} <= {State.SENT, State.CANCELLED}
    ((words, _, _),) = seen(scene).posts
    title = "Tiêu đề đã sửa" if change == "new-title" else "Chị Mai mở cửa sớm lần thứ 1"
    assert words.startswith(title)
    assert public_ids(scene) == ids_in_ledger(items)
    assert set(public) <= set(public_ids(scene))
    before = len(getattr(scene.sandbox, channel).calls())
    scene.run(channel)
    assert len(getattr(scene.sandbox, channel).calls()) == before
    assert story.exists()


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("channel", CHANNELS)
def test_words_nobody_approved_do_not_go_out(scene: Scene, channel: str, moment: str) -> None:
    """Changed after approval: what was public stays as approved, what was not stays away, and the plan says why."""
    story = first_run(scene, channel, moment)
    public = public_ids(scene)
    scene.newsroom.change(story, {"title": "Chưa ai duyệt"})
    for _ in range(8):
        scene.run(channel, wait=600)
        scene.clock.advance(minutes=20)
    assert not [words for words, _, _ in seen(scene).posts if "Chưa ai duyệt" in words]
    assert set(public) <= set(public_ids(scene))
    assert len(public_ids(scene)) <= 1
    (line,) = scene.plan()
    assert "approv" in line.reason("en")

    # Approved after all, it goes out, or the post is corrected.
    scene.newsroom.approve(story)
    scene.newsroom.deploy(scene.clock.now())
    for _ in range(2):
        carry_on(scene, channel)
    ((words, _, _),) = seen(scene).posts
    assert words.startswith("Chưa ai duyệt")


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_folder_that_was_only_renamed_waits_until_it_is_mended(scene: Scene, channel: str) -> None:
    """A folder that does not bear the slug's name keeps its story in; named rightly again, the story is posted once."""
    story = first_run(scene, channel, "half-made")
    elsewhere = story.parent.rename(story.parent.with_name("ten-khac"))
    for _ in range(3):
        scene.run(channel, wait=600)
        scene.clock.advance(minutes=20)
    assert public_ids(scene) == []
    elsewhere.rename(story.parent)
    items = carry_on(scene, channel)
    assert len(public_ids(scene)) == 1
    assert public_ids(scene) == ids_in_ledger(items)


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_lost_ledger_and_another_address(scene: Scene, channel: str) -> None:
    """A post that carries the story's old address is still known as ours when the ledger is lost."""
    story = first_run(scene, channel, "done")
    _renamed_folder(scene.newsroom, story)
    scene.newsroom.deploy(scene.clock.now())
    for path in scene.folder.glob("newsroom.db*"):
        path.unlink()
    carry_on(scene, channel)
    assert len(public_ids(scene)) == 1
