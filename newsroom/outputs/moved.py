"""Addresses at which a story stands no more: a page that leads on, and what a web server needs to answer for itself."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from newsroom.outputs.content_security import PAGE_POLICY
from newsroom.outputs.staged import Staged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.config import Config
    from newsroom.outputs.published import PublishedStory
    from newsroom.outputs.withdrawn import Withdrawn


def redirect_page(old_address: str, story: PublishedStory, config: Config) -> Staged:
    """Stage what stands at a story's old address: a page that leads on by itself and by a link."""
    target = html.escape(config.site.url + story.address)
    title = html.escape(story.story.title)
    document = (
        f'<!doctype html>\n<html lang="vi"><head><meta charset="utf-8"><title>{title}</title>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{PAGE_POLICY}">\n'
        f'<meta name="robots" content="noindex"><link rel="canonical" href="{target}">\n'
        f'<meta http-equiv="refresh" content="0; url={target}"></head>\n'
        f'<body><p>Bài đã chuyển sang địa chỉ mới: <a href="{target}">{title}</a></p></body></html>\n'
    )
    return Staged(f"{old_address}index.html", document.encode())


def server_maps(stories: Sequence[PublishedStory], withdrawn: Sequence[Withdrawn], config: Config) -> list[Staged]:
    """Stage two maps for nginx: what answers 301, and what answers 410.

    They lie beside the site, not on it: a list of what was withdrawn is nobody's business.
    """
    root = "/" + config.site.url.split("//", 1)[1].partition("/")[2]
    moved = [(address, f"{root}{story.address}") for story in stories for address in story.file.old_addresses]
    gone = [(address, "1") for one in withdrawn for address in one.addresses]
    return [Staged("moved.map", _map(root, moved)), Staged("withdrawn.map", _map(root, gone))]


def _map(root: str, answers: list[tuple[str, str]]) -> bytes:
    """Write what each address is answered with; people also type it without the last slash."""
    typed = sorted((root + form, answer) for address, answer in answers for form in (address, address.rstrip("/")))
    return ("# Written by newsroom build.\n" + "".join(f"{form} {answer};\n" for form, answer in typed)).encode()
