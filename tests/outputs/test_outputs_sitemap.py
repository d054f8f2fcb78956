"""The sitemap names every page that a search engine may show, and nothing else."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from feed_rules import DATE
from office_kit import Office
from page_head import Head

from newsroom.build.stage import collect_stories
from newsroom.outputs.sitemap import Limits, is_indexed, sitemap
from newsroom.outputs.staged import Staged, page

BASE = "https://guong.example.vn/"
SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "i": "http://www.google.com/schemas/sitemap-image/1.1"}


def places(data: bytes) -> dict[str, ET.Element]:
    """Return address → its element."""
    root = ET.fromstring(data)
    assert root.tag == f"{{{SPACES['s']}}}urlset"
    found = {url.findtext("s:loc", "", SPACES): url for url in root}
    assert len(found) == len(root)
    return found


def test_the_sitemap_lists_exactly_the_indexed_pages(published: Office) -> None:
    """Every built page is in the sitemap once, unless it says noindex; those that do are not in it."""
    listed = places((published.site / "sitemap.xml").read_bytes())
    built, hidden = set(), set()
    for path in published.site.rglob("index.html"):
        address = BASE + path.relative_to(published.site).as_posix().removesuffix("index.html")
        robots = Head(path.read_text(encoding="utf-8")).meta.get("robots", "")
        (hidden if "noindex" in robots else built).add(address)
    assert set(listed) == built
    assert f"{BASE}tim-kiem/" in hidden
    assert "noindex" in Head(published.page("404.html")).meta["robots"]
    assert f"Sitemap: {BASE}sitemap.xml" in published.page("robots.txt")


def test_stories_and_lists_carry_dates_and_pictures(published: Office) -> None:
    """A story has its last change and its pictures, all on the site; a list has the change of its newest story."""
    listed = places((published.site / "sitemap.xml").read_bytes())
    corrected = "2025-03-01T01:00:00Z"
    for address in ("2025/bai-7/", "", "linh-vuc/giao-duc/", "nam/2025/"):
        assert listed[BASE + address].findtext("s:lastmod", "", SPACES) == corrected, address
    assert listed[f"{BASE}2025/bai-1/"].findtext("s:lastmod", "", SPACES) == "2024-12-31T18:30:00Z"
    assert listed[f"{BASE}gioi-thieu/"].find("s:lastmod", SPACES) is None
    for url in listed.values():
        date = url.findtext("s:lastmod", None, SPACES)
        assert date is None or DATE.match(date)
    images = [image.text or "" for image in listed[f"{BASE}2025/bai-7/"].findall("i:image/i:loc", SPACES)]
    assert images
    assert all((published.site / image.removeprefix(BASE)).is_file() for image in images)


def test_a_withdrawn_or_moved_story_is_not_in_it(office: Office) -> None:
    """The address of a withdrawn story and an old address that leads on are not offered to search engines."""
    office.write(1, redirects=["2025/ten-cu"])
    office.write(2, withdrawal={"at": "2025-06-01 08:00", "reason": "Theo yêu cầu", "by": "An"})
    staged = office.staged()
    listed = places(staged["sitemap.xml"])
    assert f"{BASE}2025/bai-1/" in listed
    assert "2025/ten-cu/index.html" in staged
    assert not {f"{BASE}2025/ten-cu/", f"{BASE}2025/bai-2/"} & set(listed)


def test_an_empty_site_has_a_sitemap(office: Office) -> None:
    """A newsroom without stories still lists its fixed pages and lists."""
    assert BASE in places(office.staged()["sitemap.xml"])


@pytest.mark.parametrize("limits", [Limits(urls=3), Limits(size_bytes=500)])
def test_a_large_sitemap_is_split_under_an_index(office: Office, limits: Limits) -> None:
    """Beyond the limit of addresses or bytes the sitemap is an index of files that each keep to it and miss nothing."""
    office.write(1)
    workspace = office.workspace()
    stories = collect_stories(workspace)
    pages = [page(f"trang-{n}.md", "main.html", "T", "D", modified_at=stories[0].changed_at) for n in range(8)]
    staged = {file.path: file.data for file in sitemap(pages, stories, workspace.config, limits)}
    index = ET.fromstring(staged["sitemap.xml"])
    assert index.tag == f"{{{SPACES['s']}}}sitemapindex"
    parts = [entry.findtext("s:loc", "", SPACES).removeprefix(BASE) for entry in index]
    assert len(parts) > 1
    assert all(DATE.match(entry.findtext("s:lastmod", "", SPACES)) for entry in index)
    found: list[str] = []
    for part in parts:
        urls = places(staged[part])
        assert 0 < len(urls) <= limits.urls
        assert len(staged[part]) <= limits.size_bytes
        found += urls
    assert sorted(found) == sorted(f"{BASE}trang-{n}/" for n in range(8))


def test_noindex_is_read_from_the_front_matter_only() -> None:
    """A page is kept out by its own front matter, not by words in its text or data."""
    assert is_indexed(page("a.md", "main.html", "T", "D", "robots: noindex", note="\nrobots: noindex"))
    assert not is_indexed(page("a.md", "main.html", "T", "D", robots="noindex, follow"))
    assert not is_indexed(Staged("a.md", b"---\ntitle: A\nrobots: noindex\n---\n\nText"))
    assert is_indexed(Staged("a.md", b"---\ntitle: A\nrobots: index\n---\n\nText\n\nrobots: noindex\n"))
