"""sitemap.xml (sitemaps.org 0.9 with pictures) and robots.txt: every page that a search engine may show, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from newsroom.outputs.content_security import ADMIN_FOLDER
from newsroom.outputs.public_pictures import story_pictures
from newsroom.outputs.staged import Staged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from newsroom.config import Config
    from newsroom.outputs.published import PublishedStory

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may hold; sitemaps.org allows 50,000 addresses and 50 MB (52,428,800 bytes)."""

    urls: int = 50_000
    size_bytes: int = 50_000_000


@dataclass(frozen=True, slots=True)
class _Place:
    address: str
    modified_at: datetime | None
    xml: str


def sitemap(
    pages: Sequence[Staged], stories: Sequence[PublishedStory], config: Config, limits: Limits | None = None
) -> Iterator[Staged]:
    """Stage the sitemap of the given pages, in several files under an index when one is too small, and robots.txt.

    Pages that say `robots: noindex` in their front matter are left out.
    """
    by_address = {story.address: story for story in stories}
    places = [
        _place(page, by_address.get(page.address), config)
        for page in sorted(pages, key=lambda page: page.path)
        if page.address is not None and is_indexed(page)
    ]
    files = list(_files(places, limits or Limits()))
    if len(files) == 1:
        yield Staged("sitemap.xml", _urlset(files[0]))
    else:
        yield Staged("sitemap.xml", _index(files, config))
        for number, file in enumerate(files, 1):
            yield Staged(_name(number), _urlset(file))
    closed = f"Disallow: /{ADMIN_FOLDER}\n" if config.cms else ""
    robots = f"User-agent: *\nAllow: /\n{closed}\nSitemap: {config.site.url}sitemap.xml\n"
    yield Staged("robots.txt", robots.encode())


def is_indexed(page: Staged) -> bool:
    """Tell whether search engines may list a page: its front matter may say `robots: noindex`."""
    end = page.data.find(b"\n---\n")
    at = page.data.find(b"\nrobots:", 0, end)
    return at < 0 or b"noindex" not in page.data[at + 1 : page.data.index(b"\n", at + 1)]


def _place(page: Staged, story: PublishedStory | None, config: Config) -> _Place:
    address = config.site.url + (page.address or "")
    modified_at = story.changed_at if story is not None else page.modified_at
    date = f"<lastmod>{_utc(modified_at)}</lastmod>" if modified_at else ""
    pictures = story_pictures(story, config) if story is not None else []
    images = "".join(
        f"\n<image:image><image:loc>{escape(picture.url)}</image:loc></image:image>" for picture in pictures
    )
    return _Place(address, modified_at, f"<url><loc>{escape(address)}</loc>{date}{images}</url>\n")


def _files(places: Sequence[_Place], limits: Limits) -> Iterator[list[_Place]]:
    """Cut the places into files, each within the limits."""
    file: list[_Place] = []
    size = room = limits.size_bytes - len(_urlset([]))
    for place in places:
        needed = len(place.xml.encode())
        if file and (len(file) == limits.urls or needed > size):
            yield file
            file, size = [], room
        file.append(place)
        size -= needed
    yield file


def _urlset(places: Sequence[_Place]) -> bytes:
    body = "".join(place.xml for place in places)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="{_SITEMAP}" xmlns:image="{_IMAGE}">\n{body}</urlset>\n'
    ).encode()


def _index(files: Sequence[Sequence[_Place]], config: Config) -> bytes:
    body = ""
    for number, file in enumerate(files, 1):
        newest = max((place.modified_at for place in file if place.modified_at), default=None)
        date = f"<lastmod>{_utc(newest)}</lastmod>" if newest else ""
        body += f"<sitemap><loc>{escape(config.site.url)}{_name(number)}</loc>{date}</sitemap>\n"
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<sitemapindex xmlns="{_SITEMAP}">\n{body}</sitemapindex>\n'.encode()
    )


def _name(number: int) -> str:
    return f"sitemap-{number}.xml"


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
