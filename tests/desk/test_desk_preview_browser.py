"""The preview in a real browser: no barrier, no request elsewhere, nothing wider than a telephone."""

from __future__ import annotations

from pathlib import Path

from barriers import barriers
from desk_kit import Desk
from playwright.sync_api import Browser

from newsroom.outputs.content_security import headers_for_preview
from newsroom.site_server import SiteServer


def test_a_preview_is_for_everybody_and_asks_nobody(desk: Desk, chromium: Browser, tmp_path: Path) -> None:
    """Served with its policy: no axe finding in light or dark at 1280 and 320 px, no complaint, no other host."""
    times = {
        "website": {"at": "2025-01-01 08:00"},
        "facebook": {"at": "2025-01-01 08:30", "text": "Lời_rất_dài_" * 40, "link_in": "comment"},
        "zalo": {"at": "2025-01-01 09:00"},
    }
    desk.office.write(1, publish=times)
    desk.office.write(2, summary="", approve=False, picture=b"", publish=times)
    out = tmp_path / "out"
    assert desk.run("preview", "bai-1", "bai-2", "--out", str(out)) == 0
    context = chromium.new_context(locale="vi-VN", reduced_motion="reduce")
    context.set_default_timeout(20_000)
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    with SiteServer(out, "127.0.0.1", 0, headers_for_preview) as server:
        for width, scheme, address in (
            (1280, "light", "2025-bai-1/"),
            (320, "dark", "2025-bai-2/"),
            (320, "light", ""),
        ):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            page.goto(server.url + address)
            assert barriers(page) == [], (width, address)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert all(url.startswith((server.url, "data:")) for url in asked)
    context.close()
    assert complaints == []
