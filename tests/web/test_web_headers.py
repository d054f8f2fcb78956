"""The headers of every page and file, by the documented nginx settings and by `newsroom serve`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import requests
from nginx_kit import CONF

from newsroom.outputs.content_security import PAGE_POLICY, headers_for
from newsroom.site_server import SiteServer

if TYPE_CHECKING:
    from office_kit import Office
PATHS = ["", "2025/bai-1/", "nhung/", "nhung/tat-ca/", "feed.json", "feed.xml", "static/site.css", "khong-co/"]


@pytest.mark.parametrize("path", PATHS)
def test_nginx_and_our_server_send_the_same(web_office: Office, by_nginx: str, path: str) -> None:
    """Both servers send exactly the headers that `headers_for` names, with pages, files and the page for 404."""
    with SiteServer(web_office.site, "127.0.0.1", 0) as server:
        for address in (by_nginx, server.url):
            sent = requests.get(address + path, timeout=20).headers
            assert {name: sent.get(name) for name in headers_for(path)} == headers_for(path), address
            assert (sent.get("Access-Control-Allow-Origin") is None) == (not path.endswith((".json", ".xml")))


def test_the_settings_name_the_page_s_policy() -> None:
    """docs/deploy/nginx.conf repeats the policy that pages carry, word for word, once."""
    settings = CONF.read_text("utf-8")
    assert re.findall(r'Content-Security-Policy "(.*)" always', settings) == [
        "$guong_policy; frame-ancestors $guong_ancestors"
    ]
    assert re.findall(r'default "(default-src .*)";', settings) == [PAGE_POLICY]
    of_the_form = headers_for("admin/index.html")["Content-Security-Policy"]
    assert [f"{found}; frame-ancestors 'none'" for found in re.findall(r'~\^/admin/ "(.*)";', settings)] == [
        of_the_form
    ]


def test_every_page_carries_the_policy(web_office: Office) -> None:
    """Each HTML file of the site has the policy in its head, before anything it could load."""
    pages = sorted(web_office.site.rglob("*.html"))
    assert len(pages) > 20
    for page in pages:
        head = page.read_text("utf-8").split("</head>")[0]
        policy = head.find(f'<meta http-equiv="Content-Security-Policy" content="{PAGE_POLICY}">')
        loading = re.search(r"<(?:script|link|style|base)\b", head)
        assert -1 < policy < (loading.start() if loading else len(head)), page


@pytest.mark.parametrize(
    ("path", "status", "kind", "caching"),
    [
        ("", 200, "text/html; charset=utf-8", "no-cache"),
        ("2025/bai-1/", 200, "text/html; charset=utf-8", "no-cache"),
        ("static/site.css", 200, "text/css; charset=utf-8", "no-cache"),
        ("static/site.js", 200, "text/javascript; charset=utf-8", "no-cache"),
        ("static/fonts/be-vietnam-pro-latin-400-normal.woff2", 200, "font/woff2", "public, max-age=2592000"),
        ("feed.xml", 200, "application/xml; charset=utf-8", "no-cache"),
        ("stories.json", 200, "application/json; charset=utf-8", "no-cache"),
        ("khong-co/", 404, "text/html; charset=utf-8", "no-cache"),
        (".git/config", 404, "text/html; charset=utf-8", "no-cache"),
        ("linh-vuc", 301, "text/html", None),
        ("2024/ten-cu/", 301, "text/html", None),
        ("2025/bai-8/", 410, "text/html; charset=utf-8", "no-cache"),
    ],
)
def test_nginx_answers_as_documented(by_nginx: str, path: str, status: int, kind: str, caching: str | None) -> None:
    """Status, type and caching of pages, files, old addresses, withdrawn stories and what is not there."""
    answer = requests.get(by_nginx + path, timeout=20, allow_redirects=False)
    assert answer.status_code == status
    assert answer.headers["Content-Type"].startswith(kind)
    if caching is not None:
        assert answer.headers["Content-Type"] == kind
        assert answer.headers["Cache-Control"] == caching


def test_nginx_leads_from_old_addresses_and_says_what_is_gone(by_nginx: str) -> None:
    """An old address leads to the story's new one; a withdrawn story's page says that it was taken down."""
    moved = requests.get(f"{by_nginx}2024/ten-cu/", timeout=20, allow_redirects=False)
    assert moved.headers["Location"].endswith("/2025/bai-7/")
    gone = requests.get(f"{by_nginx}2025/bai-8/", timeout=20)
    assert "Bài viết đã được gỡ" in gone.text
    assert "Nguyễn Thị Hạnh" not in gone.text


def test_pictures_named_by_content_are_kept_for_a_year(web_office: Office, by_nginx: str) -> None:
    """Every picture of a story may be kept for ever, in each format, because its name changes with it."""
    pictures = [p for p in (web_office.site / "2025").rglob("*") if p.suffix in {".avif", ".webp", ".jpg"}]
    assert len({p.suffix for p in pictures}) == 3
    for picture in pictures[:12]:
        answer = requests.head(by_nginx + picture.relative_to(web_office.site).as_posix(), timeout=20)
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable", picture
        assert answer.headers["Content-Type"].startswith("image/")


def test_text_is_compressed(by_nginx: str) -> None:
    """Pages, style sheets and data go out compressed."""
    for path in ("", "static/site.css", "stories.json"):
        assert requests.get(by_nginx + path, timeout=20).headers.get("Content-Encoding") == "gzip", path
