"""The tags in a page's head that portals and social networks read."""

from __future__ import annotations

import pytest
from feed_rules import DATE
from office_kit import Office
from page_head import Head
from PIL import Image

from newsroom.approval import revision

BASE = "https://guong.example.vn/"
PAGES = ["", "linh-vuc/", "linh-vuc/giao-duc/", "linh-vuc/giao-duc/trang/1/", "gioi-thieu/", "tim-kiem/", "2025/bai-7/"]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_what_it_is(published: Office, page: str) -> None:
    """Every kind of page has its canonical address, description and complete tags for sharing with a real picture."""
    head = Head(published.page(f"{page}index.html"))
    meta = head.meta
    assert [link["href"] for link in head.links if link.get("rel") == "canonical"] == [BASE + page]
    assert meta["og:url"] == BASE + page
    assert meta["og:title"] == meta["twitter:title"]
    assert meta["og:description"] == meta["twitter:description"] == meta["description"]
    assert meta["og:description"]
    assert (meta["og:site_name"], meta["og:locale"]) == ("Gương điển hình tiên tiến", "vi_VN")
    assert meta["twitter:card"] == "summary_large_image"
    assert meta["og:image"] == meta["twitter:image"]
    assert meta["og:image:alt"] == meta["twitter:image:alt"]
    assert meta["og:image:alt"]
    with Image.open(published.site / meta["og:image"].removeprefix(BASE)) as image:
        assert (str(image.width), str(image.height)) == (meta["og:image:width"], meta["og:image:height"])
        assert (image.format, meta["og:image:type"]) == ("JPEG", "image/jpeg")
        assert image.size == (1200, 630)


def test_a_story_s_tags(published: Office) -> None:
    """A story page is an article with its own title, summary, picture, revision and times."""
    workspace = published.workspace()
    for file in workspace.files:
        meta = Head(published.page(f"{file.address}index.html")).meta
        assert file.story is not None
        assert meta["story-revision"] == revision(workspace.fingerprint(file))
        assert (meta["og:type"], meta["og:title"]) == ("article", file.story.title)
        assert meta["description"] == file.story.summary
        assert meta["og:image"].startswith(BASE + file.address)
        assert meta["og:image:alt"] == file.story.title
        assert DATE.match(meta["article:published_time"])
        assert ("article:modified_time" in meta) == bool(file.story.corrections)
