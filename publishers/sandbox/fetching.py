"""The platforms' own fetchers, for pictures and link previews; only this machine is ever contacted."""

import ipaddress
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from io import BytesIO
from urllib.parse import urlsplit

from PIL import Image

_LARGEST_BYTES = 12_000_000


@dataclass(frozen=True)
class Fetched:
    """What an address gave; `reason` says in a few words why nothing came."""

    content: bytes = b""
    content_type: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Picture:
    """A decoded picture's facts: `kind` as Pillow names it (JPEG, PNG, WEBP, …), size in pixels."""

    kind: str
    mime: str
    width: int
    height: int


def is_web_address(url: str) -> bool:
    """Say whether a text is an http(s) address with a host in it."""
    return url.startswith(("http://", "https://")) and bool(_host(url))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # such as an unclosed bracket
        return ""


def is_loopback(url: str) -> bool:
    """Say whether an address points at this machine."""
    host = _host(url)
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def fetch(url: str, user_agent: str, timeout_seconds: float = 5.0) -> Fetched:
    """Fetch an http(s) address on this machine, without proxies and without leaving it by a redirect."""
    if not is_web_address(url) or not is_loopback(url):
        return Fetched(reason="not an address on this machine")
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect())
    request = urllib.request.Request(url, headers={"User-Agent": user_agent})  # noqa: S310 - http(s) only, above
    try:
        with opener.open(request, timeout=timeout_seconds) as response:
            return Fetched(response.read(_LARGEST_BYTES), response.headers.get_content_type())
    except urllib.error.HTTPError as error:
        with error:
            return Fetched(reason=f"answered {error.code}")
    except (OSError, HTTPException, ValueError) as error:
        return Fetched(reason=f"not reachable ({type(error).__name__})")


def look_at(content: bytes) -> Picture | None:
    """Return what picture the bytes are, None when they are none."""
    try:
        with Image.open(BytesIO(content)) as image:
            image.verify()
            kind = image.format or ""
            return Picture(kind, Image.MIME.get(kind, "application/octet-stream"), image.width, image.height)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None


def grey_picture(width: int = 1200, height: int = 630) -> bytes:
    """Return a plain JPEG that stands for a picture the sandbox may not fetch."""
    buffer = BytesIO()
    Image.new("RGB", (width, height), "#d5dbe3").save(buffer, "JPEG", quality=60)
    return buffer.getvalue()


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Follow nothing: whether the platforms follow redirects is not known (facts seen 2026-11)."""

    def redirect_request(self, *_: object) -> None:
        """Refuse; urllib then reports the redirect as an error status."""
