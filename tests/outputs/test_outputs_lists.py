"""Lists are numbered from the oldest story, so that a new one changes few pages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.utils import meta
from office_kit import Office

from newsroom.outputs.addresses import DIMENSIONS
from newsroom.outputs.pagination import paginate
from newsroom.outputs.related import related_stories
from newsroom.outputs.staged import page


@given(st.integers(0, 400), st.integers(4, 100))
def test_every_page_has_a_sane_size(count: int, size: int) -> None:
    """Archive pages are full; the newest page holds half a page to one and a half; each story stands once, in order."""
    slices = paginate(list(range(count)), size)
    *archive, newest = slices
    assert [part.number for part in archive] == list(range(1, len(archive) + 1))
    assert all(len(part.entries) == size for part in archive)
    assert newest.number is None
    assert len(newest.entries) < size // 2 + size
    if archive:
        assert len(newest.entries) >= size // 2
    shown = [story for part in reversed(slices) for story in part.entries]
    assert shown == list(reversed(range(count)))


@given(st.integers(0, 300), st.integers(4, 40))
def test_a_new_story_leaves_archive_pages_alone(count: int, size: int) -> None:
    """Archive pages hold the same stories after one more; at most one archive page is new."""
    before, after = paginate(list(range(count)), size)[:-1], paginate(list(range(count + 1)), size)[:-1]
    assert after[: len(before)] == before
    assert len(after) - len(before) <= 1


def lists(office: Office) -> dict[str, bytes]:
    return {
        path: data
        for path, data in office.tree().items()
        if path.count("/") >= 2
        and path.endswith("index.html")
        and path.split("/")[0] in {dimension.folder for dimension in DIMENSIONS}
    }


@pytest.mark.parametrize("count", [3, 5, 6, 8])
def test_adding_a_story_changes_one_page_of_each_list(office: Office, count: int) -> None:
    """Of the lists that show a new story only the newest page changes; no other list and no older story does.

    Once in a page's worth of stories a full archive page is split off; then the page before it, which linked to the
    newest page, links to the new archive page instead.
    """
    for number in range(1, count + 1):
        office.write(number)
    office.build()
    before, all_before = lists(office), office.tree()
    office.write(count + 1)
    office.build()
    after, all_after = lists(office), office.tree()
    assert before.keys() <= after.keys()
    new = after.keys() - before.keys()
    changed = {path for path in before if before[path] != after[path]}
    shown_by = [
        "linh-vuc/giao-duc",
        "chu-de/dam-nghi-dam-lam",
        "loai-guong/nguoi-tot-viec-tot",
        "don-vi/vp-mot",
        "chuong-trinh/dien-hinh",
        "nam/2025",
        "nam/2025/thang-01",
    ]
    allowed = {f"{home}/index.html" for home in shown_by}
    if new:
        number = max(int(path.split("/")[-2]) for path in new)
        assert new == {f"{home}/trang/{number}/index.html" for home in shown_by}
        allowed |= {f"{home}/trang/{number - 1}/index.html" for home in shown_by if number > 1}
    assert changed == allowed
    stories = {path for path in all_before if path.startswith("2025/") and all_before[path] != all_after[path]}
    assert stories == {f"2025/bai-{count}/index.html"}


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 2)), max_size=60))
def test_related_stories_are_earlier_ones(kinds: list[tuple[int, int, int]]) -> None:
    """Related stories are at most three, earlier, different, and do not change when a newer story comes."""
    stories = [
        SimpleNamespace(
            story=SimpleNamespace(fields=(f"f{field}",), themes=(f"t{theme}",), unit=f"u{unit}"),
            published_at=datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=n),
            number=n,
        )
        for n, (field, theme, unit) in enumerate(kinds)
    ]
    related = related_stories(stories)  # type: ignore[arg-type]
    for index, offered in enumerate(related):
        numbers = [other.number for other in offered]
        assert len(numbers) == len(set(numbers)) <= 3
        assert all(number < index for number in numbers)
    assert related_stories(stories[:-1]) == related[:-1]  # type: ignore[arg-type]


@given(st.text(), st.text(), st.dictionaries(st.sampled_from(["a", "b"]), st.text()))
def test_any_words_survive_the_front_matter(title: str, body: str, data: dict[str, str]) -> None:
    """Whatever letters a story has, the generator reads the staged front matter back exactly and keeps the text."""
    try:
        staged = page("a/index.md", "story.html", title, "tóm tắt", body, story=data)
    except UnicodeEncodeError:
        return
    text, front = meta.get_data(staged.content().decode())
    assert (front["title"], front["story"]) == (title, data)
    assert text.strip() == body.strip()
    assert yaml.safe_load(staged.content().decode().split("\n---\n")[0])["template"] == "story.html"
