"""How a reader passes a story on, or tells the office what is wrong with it: addresses only, nothing is loaded."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from newsroom.outputs.qr_code import svg
from newsroom.outputs.staged import Staged

if TYPE_CHECKING:
    from newsroom.story.model import Story

QR_NAME = "ma-qr.svg"
# Raised when the code is drawn differently, so that every story's is drawn anew.
_QR_RECIPE = "1"


def share_links(canonical: str) -> list[dict[str, str]]:
    """Return the pages on which a reader shares an address, by network, in the order they are offered.

    Zalo's takes the address as base64 of a small JSON document: what its own share button opens (seen 2026-11).
    """
    document = json.dumps({"url": canonical}, separators=(",", ":"))
    packed = base64.b64encode(document.encode()).decode()
    return [
        {
            "label": "Zalo",
            "icon": "material/chat-outline",
            "url": f"https://button-share.zalo.me/share_external?d={quote(packed, safe='')}",
        },
        {
            "label": "Facebook",
            "icon": "simple/facebook",
            "url": f"https://www.facebook.com/sharer/sharer.php?u={quote(canonical, safe='')}",
        },
    ]


def report_query(story: Story, canonical: str) -> str:
    """Return what follows the `?` of a mail address, so that a complaint names its story by itself."""
    body = (
        f"Mã bài: {story.id}\r\nTiêu đề: {story.title}\r\nĐịa chỉ: {canonical}\r\n\r\nNội dung phản ánh, đề nghị:\r\n"
    )
    return f"subject={quote(f'Phản ánh bài {story.id}', safe='')}&body={quote(body, safe='')}"


def qr_file(address: str, canonical: str) -> Staged:
    """Stage a story's QR code beside its page; it is drawn only when the page's address is new."""
    version = hashlib.sha256(f"{_QR_RECIPE}|{canonical}".encode()).hexdigest()
    return Staged(address + QR_NAME, make=lambda: svg(canonical), version=version)
