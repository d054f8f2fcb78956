"""What a browser may do with our pages, and the headers that tell it: one definition for every way of serving them.

Pages carry the policy themselves (`<meta http-equiv>`), since not every host lets an office set headers. What a page
cannot say itself, who may frame it above all, is in the headers: `newsroom serve` sends them, and a test holds
docs/deploy/nginx.conf to the same words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    # The page that makes the embedding code shows what it gives.
    "frame-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
PAGE_POLICY = "; ".join(f"{name} {sources}" for name, sources in _DIRECTIVES.items())
"""What a page may load and run: its own site's files and nothing else, no script or style written into it."""

FRAME_FOLDER = "nhung/"
"""Below it lie the pages made for other sites' frames."""

ADMIN_FOLDER = "admin/"
"""Below it lies the editors' form, when the office has one."""

# The form is a program of others: Decap CMS compiles its settings' schema at run time (ajv) and styles itself with
# style elements, and both front ends read pictures as blobs. It runs on no other page.
_ADMIN_DIRECTIVES = _DIRECTIVES | {
    "script-src": "'self' 'unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' data: blob:",
    "frame-src": "'self' blob:",
    "worker-src": "'self' blob:",
}

_EVERYWHERE = {
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# Feeds and the index are open data: other sites' scripts may read them.
_OPEN = (".json", ".xml")


def admin_policy(hosts: Iterable[str]) -> str:
    """Return what the form's page may do: besides its own site it speaks with `hosts`, where the stories are kept."""
    more = " ".join(hosts)
    directives = _ADMIN_DIRECTIVES | {
        name: f"{_ADMIN_DIRECTIVES[name]} {more}".rstrip() for name in ("img-src", "connect-src")
    }
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


# A header is the same for every office; the page names its own host, and a browser keeps both.
_ADMIN_POLICY = admin_policy(["https:"])


def headers_for(path: str) -> dict[str, str]:
    """Return the headers to send with the file or page at `path` (below the site's root, without a leading slash)."""
    framed = path.startswith(FRAME_FOLDER) and path != FRAME_FOLDER
    ancestors = "*" if framed else "'none'"
    policy = _ADMIN_POLICY if path.startswith(ADMIN_FOLDER) else PAGE_POLICY
    headers = {"Content-Security-Policy": f"{policy}; frame-ancestors {ancestors}", **_EVERYWHERE}
    if path.endswith(_OPEN):
        headers["Access-Control-Allow-Origin"] = "*"
    return headers


def headers_for_preview(_path: str) -> dict[str, str]:
    """Return the headers to send with every file of an editor's preview, which frames the website's page."""
    return {
        "Content-Security-Policy": f"{PAGE_POLICY}; frame-ancestors 'self'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        # Looked at, changed, looked at again.
        "Cache-Control": "no-store",
    }
