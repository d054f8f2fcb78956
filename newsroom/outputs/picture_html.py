"""A picture inside a story's text, in the same form as `site/overrides/partials/picture.html` gives it elsewhere."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


def picture_html(image: dict[str, Any], sizes: str) -> str:
    """Return the elements on one line; addresses are taken as they are."""
    sources = "".join(
        f'<source type="{source["type"]}" srcset="{_srcset(source["srcset"])}" sizes="{sizes}">'
        for source in image["sources"]
    )
    alt = html.escape(image["alt"])
    return (
        f'<picture>{sources}<img src="{image["src"]}" srcset="{_srcset(image["srcset"])}" sizes="{sizes}" alt="{alt}"'
        f' width="{image["width"]}" height="{image["height"]}" data-tint="{image["tint"]}"'
        ' loading="lazy" decoding="async"></picture>'
    )


def _srcset(candidates: Sequence[dict[str, Any]]) -> str:
    return ", ".join(f"{candidate['src']} {candidate['width']}w" for candidate in candidates)
