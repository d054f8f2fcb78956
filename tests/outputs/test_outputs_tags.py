"""The tags in a page's head that portals and social networks read."""

from __future__ import annotations

import pytest
from feed_rules import DATE
from office_kit import Office
from page_head import Head

from newsroom.approval import revision

BASE = "https://guong.example.vn/"


def test_a_story_s_tags(published: Office) -> None:
    """A story page has canonical address, revision and Open Graph tags with a 1200×630 picture that exists."""
    workspace = published.workspace()
    for file in workspace.files:
        head = Head(published.page(f"{file.address}index.html"))
        assert file.story is not None
        address = BASE + file.address
        assert [link["href"] for link in head.links if link.get("rel") == "canonical"] == [address]
        assert head.meta["story-revision"] == revision(workspace.fingerprint(file))
        assert head.meta["og:title"] == file.story.title
        assert head.meta["og:description"] == head.meta["description"] == file.story.summary
        assert (head.meta["og:type"], head.meta["og:url"]) == ("article", address)
        assert (head.meta["og:image:width"], head.meta["og:image:height"]) == ("1200", "630")
        assert (published.site / head.meta["og:image"].removeprefix(BASE)).is_file()
        assert head.meta["og:image:alt"] == file.story.title
        assert head.meta["og:locale"] == "vi_VN"
        assert head.meta["twitter:card"] == "summary_large_image"
        assert DATE.match(head.meta["article:published_time"])


@pytest.mark.parametrize("page", ["index.html", "linh-vuc/giao-duc/index.html", "gioi-thieu/index.html"])
def test_every_page_s_tags(published: Office, page: str) -> None:
    """Other pages have canonical address and description."""
    head = Head(published.page(page))
    canonical = [link["href"] for link in head.links if link.get("rel") == "canonical"]
    assert canonical == [BASE + page.removesuffix("index.html")]
    assert head.meta["description"]
