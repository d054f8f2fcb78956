"""Ways to pass a story on: the right pages, the right address, and nothing loaded before a reader asks."""

from __future__ import annotations

import base64
import json
import re
from urllib.parse import parse_qs, urlsplit

from office_kit import Office

from newsroom.outputs.qr_code import svg
from newsroom.outputs.sharing import share_links

CANONICAL = "https://guong.example.vn/2025/bai-1/?a=b&c=đ#x"


def test_each_network_gets_the_whole_address() -> None:
    """Facebook and Zalo are handed the address as it is, whatever signs it holds."""
    links = {link["label"]: urlsplit(link["url"]) for link in share_links(CANONICAL)}
    assert links["Facebook"].netloc == "www.facebook.com"
    assert parse_qs(links["Facebook"].query) == {"u": [CANONICAL]}
    assert links["Zalo"].netloc == "button-share.zalo.me"
    packed = parse_qs(links["Zalo"].query)["d"][0]
    assert json.loads(base64.b64decode(packed)) == {"url": CANONICAL}


def test_a_qr_code_is_the_same_at_every_build_and_needs_no_style() -> None:
    """The code's bytes depend on the address alone, and it holds no style, script or link of its own."""
    drawn = svg(CANONICAL)
    assert drawn == svg(CANONICAL)
    assert drawn != svg("https://guong.example.vn/2025/bai-2/")
    assert not re.search(rb"style|script|href|<!DOCTYPE", drawn)
    assert b'viewBox="' in drawn


def test_a_story_page_offers_every_way(published: Office) -> None:
    """The page links to both networks, has its QR code beside it, and a complaint by mail names the story."""
    page = published.page("2025/bai-1/index.html")
    assert page.count('target="_blank" rel="noopener"') == page.count('target="_blank"') == 4
    assert (published.site / "2025/bai-1/ma-qr.svg").read_bytes() == svg("https://guong.example.vn/2025/bai-1/")
    assert 'src="ma-qr.svg"' in page.replace('src="../../2025/bai-1/', 'src="')
    mail = re.search(r'mailto:vp@example\.vn\?([^"]+)"', page)
    assert mail
    query = parse_qs(mail[1].replace("&amp;", "&"))
    assert query["subject"] == ["Phản ánh bài GS-2025-0001"]
    assert "https://guong.example.vn/2025/bai-1/" in query["body"][0]
    assert "Phản ánh, đề nghị đính chính hoặc gỡ bài" in page
