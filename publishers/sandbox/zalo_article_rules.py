"""What Zalo accepts as an article, and what it makes of the pictures in it."""

from dataclasses import dataclass, field
from typing import Any

from publishers.sandbox.fetching import Fetched, is_loopback, is_web_address, look_at
from publishers.sandbox.settings import Settings
from publishers.sandbox.zalo_errors import ZaloError, invalid

# Zalo's page says "at most 150" and "at most 300", yet exactly 150 and 300 were refused in production
# (seen 2026-11). Counted in code points; what Zalo counts is not known.
_FIRST_REFUSED = {"title": 150, "description": 300, "author": 51}
_LARGEST_IMAGE_BYTES = 1_048_576
_SMALLEST_IMAGE_PIXELS = 500
_REQUIRED_TEXT = {
    "normal": ("title", "author", "description"),
    "video": ("title", "description", "video_id", "avatar"),
}
_BLOCK_FIELDS = {"text": ("content",), "image": ("url",), "video": (), "product": ("id",)}
_VIEWS = ("horizontal", "vertical", "square")
MEDIA_FAILED = "create media fail"


@dataclass
class Draft:
    """A checked article: its payload, the pictures to re-host (by their address), and why one failed."""

    payload: dict[str, Any]
    pictures: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    failure: str = ""


def picture_urls(payload: dict[str, Any]) -> list[str]:
    """Return the addresses of an article's pictures that lie on this machine."""
    cover, body = payload.get("cover"), payload.get("body")
    found = [cover.get("photo_url")] if isinstance(cover, dict) else []
    blocks = body if isinstance(body, list) else []
    found += [b.get("url") for b in blocks if isinstance(b, dict) and b.get("type") == "image"]
    return [url for url in found if isinstance(url, str) and is_loopback(url)]


def read_draft(payload: dict[str, Any], fetched: dict[str, Fetched], settings: Settings) -> Draft:
    """Check a create or update payload. Raises ZaloError -201 with the field's name, or -210."""
    kind = payload.get("type")
    if not isinstance(kind, str) or kind not in _REQUIRED_TEXT:
        raise invalid(field="type")
    for name in _REQUIRED_TEXT[kind]:
        _check_text(payload, name, settings)
    for name in ("status", "comment"):
        if payload.get(name, "show") not in ("show", "hide"):
            raise invalid(field=name)
    draft = Draft({"status": "hide", "comment": "show", **payload})
    if kind == "normal":
        _check_cover(payload.get("cover"))
        _check_body(payload.get("body"))
        _take_pictures(draft, fetched, settings)
    return draft


def _check_text(payload: dict[str, Any], name: str, settings: Settings) -> None:
    value = payload.get(name)
    if not isinstance(value, str) or not value.strip():
        raise invalid(field=name)
    if len(value) >= _FIRST_REFUSED.get(name, 100_000):
        code = settings["zalo_over_length_code"]
        raise invalid(field=name) if code == -201 else ZaloError(code)


def _check_cover(cover: object) -> None:
    if not isinstance(cover, dict):
        raise invalid(field="cover")
    if cover.get("cover_type") not in ("photo", "video"):
        raise invalid(field="cover_type")
    if cover.get("status") not in ("show", "hide"):
        # Leaving it out failed with this text in production (seen 2026-05).
        raise ZaloError(-201, MEDIA_FAILED)
    if cover["cover_type"] == "photo":
        _check_address(cover.get("photo_url"), "photo_url")
    elif not cover.get("video_id") or cover.get("cover_view") not in _VIEWS:
        raise invalid(field="video_id" if not cover.get("video_id") else "cover_view")


def _check_body(body: object) -> None:
    if not isinstance(body, list) or not body:
        raise invalid(field="body")
    for block in body:
        kind = block.get("type") if isinstance(block, dict) else None
        if not isinstance(block, dict) or not isinstance(kind, str) or kind not in _BLOCK_FIELDS:
            raise invalid(field="body")
        for name in _BLOCK_FIELDS[kind]:
            if not isinstance(block.get(name), str) or not block[name].strip():
                raise invalid(field=name)
        if kind == "image":
            _check_address(block["url"], "url")
        if kind == "video" and not (block.get("url") or block.get("video_id")):
            raise invalid(field="url")


def _check_address(url: object, name: str) -> None:
    if not isinstance(url, str) or not is_web_address(url):
        raise invalid(field=name)


def _take_pictures(draft: Draft, fetched: dict[str, Fetched], settings: Settings) -> None:
    """Keep fetched pictures; an address elsewhere is believed without being fetched."""
    cover = draft.payload["cover"].get("photo_url", "")
    for url in picture_urls(draft.payload):
        got = fetched.get(url, Fetched(reason="not fetched"))
        picture = look_at(got.content) if got.content else None
        small = picture is not None and min(picture.width, picture.height) < _SMALLEST_IMAGE_PIXELS
        if got.reason:
            problem = got.reason
        elif len(got.content) > _LARGEST_IMAGE_BYTES:
            problem = "larger than 1 MB"
        elif picture is None or picture.kind not in {"JPEG", "PNG"}:
            problem = "neither JPEG nor PNG"
        elif url == cover and small and settings["zalo_refuse_small_images"]:
            raise invalid(field="photo_url")
        else:
            draft.pictures[url] = (got.content, picture.mime)
            continue
        draft.failure = draft.failure or f"{MEDIA_FAILED}: {url} {problem}"
