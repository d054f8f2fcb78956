"""Link previews: what the crawler reads from a page's Open Graph tags."""

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from publishers.sandbox.facebook_errors import GraphError, coded
from publishers.sandbox.facebook_fields import graph_time
from publishers.sandbox.fetching import Fetched, fetch, look_at
from publishers.sandbox.world import Visit

CRAWLER = "facebookexternalhit/1.1"
_TIMEOUT_SECONDS = 3.0


@dataclass(frozen=True)
class Page:
    """A fetched page's preview: title, description, and its picture with the answer to fetching it."""

    title: str
    description: str
    image_url: str = ""
    image: bytes | None = None


def fetch_page(url: str) -> dict[str, Fetched]:
    """Fetch a page on this machine and the picture its preview names."""
    page = fetch(url, CRAWLER, _TIMEOUT_SECONDS)
    found = {url: page}
    if page.content:
        image_url = _tags(url, page.content).get("og:image", "")
        if image_url:
            found[image_url] = fetch(image_url, CRAWLER, _TIMEOUT_SECONDS)
    return found


def keep_preview(visit: Visit, url: str) -> Page | None:
    """Remember the preview of a fetched page; None when there was nothing to read."""
    page = visit.fetched.get(url, Fetched())
    if not page.content:
        return None
    tags = _tags(url, page.content)
    image_url = tags.get("og:image", "")
    image = visit.fetched.get(image_url, Fetched()).content or None
    picture = look_at(image) if image else None
    title = tags.get("og:title") or tags.get("title") or url
    description = tags.get("og:description") or tags.get("description") or ""
    row = (url, title, description, image if picture else None, picture.mime if picture else "", visit.now)
    visit.db.execute("INSERT OR REPLACE INTO fb_previews VALUES (?, ?, ?, ?, ?, ?)", row)
    return Page(title, description, image_url if picture else "", image)


def scrape(visit: Visit, _node: str) -> dict[str, Any]:
    """`POST /?id={url}&scrape=true`: read the page again; the answer's exact fields are not known."""
    url = str(visit.call.parameters.get("id", ""))
    code = visit.world.settings["facebook_scrape_code"]
    if code:
        raise coded(code)
    page = keep_preview(visit, url)
    if page is None:
        if url in visit.fetched:  # on this machine, yet not to be had
            raise GraphError(1609005)
        return {"url": url, "type": "website", "title": url, "updated_time": graph_time(visit.now), "id": url}
    answer: dict[str, Any] = {
        "url": url,
        "type": "website",
        "title": page.title,
        "description": page.description,
        "updated_time": graph_time(visit.now),
        "id": url,
    }
    return {**answer, "image": [{"url": page.image_url}]} if page.image_url else answer


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: dict[str, str] = {}
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep meta tags; notice the title."""
        values = dict(attrs)
        name = values.get("property") or values.get("name")
        if tag == "meta" and name:
            self.tags.setdefault(name, values.get("content") or "")
        self._in_title = tag == "title"

    def handle_data(self, data: str) -> None:
        """Keep the first title's text."""
        if self._in_title and data.strip():
            self.tags.setdefault("title", data.strip())
            self._in_title = False


def _tags(url: str, content: bytes) -> dict[str, str]:
    reader = _Reader()
    reader.feed(content.decode("utf-8", "replace"))
    if reader.tags.get("og:image"):
        reader.tags["og:image"] = urljoin(url, reader.tags["og:image"])
    return reader.tags
