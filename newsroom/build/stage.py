"""Collect every staged file and lay those whose bytes changed into build/docs and build/search."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsroom.files import write_bytes, write_text
from newsroom.outputs.anchors import ids_in_templates
from newsroom.outputs.feeds import feeds
from newsroom.outputs.home_page import home_page
from newsroom.outputs.list_pages import list_pages
from newsroom.outputs.pictures import CardText, PictureOrder, StoryPictures, make_pictures, order_of
from newsroom.outputs.published import PublishedStory, published_stories, showable
from newsroom.outputs.related import related_stories
from newsroom.outputs.search_copy import search_copy
from newsroom.outputs.sharing import qr_file
from newsroom.outputs.site_card import site_card
from newsroom.outputs.sitemap import sitemap
from newsroom.outputs.staged import Staged
from newsroom.outputs.story_page import redirect_page, story_page
from newsroom.outputs.story_text import KnownTexts
from newsroom.outputs.wording import card_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from newsroom.config import Config
    from newsroom.workspace import Workspace

# Below this, starting worker processes costs more than drawing.
_WORTH_WORKERS = 8


def collect_stories(workspace: Workspace) -> list[PublishedStory]:
    """Return what the site shows at the workspace's moment, oldest first, with every picture drawn.

    Raises:
        ConfigurationError: the picture cache cannot be written.

    """
    return published_stories(workspace, _pictures(workspace))


def collect_search(workspace: Workspace, stories: Sequence[PublishedStory]) -> list[Staged]:
    """Stage what the search index reads."""
    return [search_copy(story, workspace.config, workspace.terms) for story in stories]


def collect_docs(workspace: Workspace, stories: Sequence[PublishedStory]) -> list[Staged]:
    """Stage everything the site is made of: pages for the generator, and files that go there as they are."""
    config, terms = workspace.config, workspace.terms
    pages = [
        *_fixed(config.root / "site" / "pages", ""),
        home_page(stories, config, terms, workspace.now.astimezone(config.zone).date()),
        *list_pages(stories, config, terms),
    ]
    shown = frozenset(page.address for page in pages if page.address is not None) | {story.address for story in stories}
    texts = KnownTexts(config.build / "cache" / "texts.json", ids_in_templates(config.root / "site" / "overrides"))
    related = related_stories(stories)
    for index, story in enumerate(stories):
        pages.append(
            story_page(
                story,
                texts=texts,
                config=config,
                terms=terms,
                shown=shown,
                previous=stories[index - 1] if index else None,
                following=stories[index + 1] if index + 1 < len(stories) else None,
                related=related[index],
            )
        )
    texts.save()
    files = [
        Staged(story.address + made.name, source=made.path, version=made.path.name)
        for story in stories
        for made in story.pictures.all_files()
    ]
    machines = [
        *feeds(stories, config, terms),
        *sitemap(pages, stories, config),
        site_card(config, picture_cache(config)),
    ]
    assets = _fixed(config.root / "site" / "assets", "static/")
    codes = [qr_file(story.address, config.site.url + story.address) for story in stories]
    moved = [redirect_page(address, story, config) for story in stories for address in story.file.old_addresses]
    return [*pages, *files, *codes, *machines, *moved, *assets]


def _fixed(folder: Path, below: str) -> list[Staged]:
    if not folder.is_dir():
        return []
    return [
        Staged(below + path.relative_to(folder).as_posix(), path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    ]


def _pictures(workspace: Workspace) -> dict[str, StoryPictures]:
    cache = picture_cache(workspace.config)
    cache.mkdir(parents=True, exist_ok=True)
    orders: dict[str, PictureOrder] = {}
    for file in showable(workspace):
        if file.story is not None:
            text = CardText(**card_words(file.story, workspace.config, workspace.terms))
            orders[file.name] = order_of(file, text)
    if len(list(cache.iterdir())) >= len(orders) or len(orders) < _WORTH_WORKERS:
        return {name: make_pictures(order, cache) for name, order in orders.items()}
    # Only a first build draws enough to need them.
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("forkserver")) as workers:
        made = workers.map(make_pictures, orders.values(), [cache] * len(orders), chunksize=8)
        return dict(zip(orders, made, strict=True))


def picture_cache(config: Config) -> Path:
    """Return where drawn pictures are kept between builds."""
    return config.build / "cache" / "pictures"


@dataclass(frozen=True, slots=True)
class Change:
    """What laying out did: the staged paths whose bytes are new, and those no longer there."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]


def lay_out(files: Sequence[Staged], folder: Path, memory: Path) -> Change:
    """Make `folder` hold exactly `files`, writing only what differs from the last time.

    `memory` keeps the digest of each laid-out file. A file that was deleted by hand is laid out again.

    Raises:
        ConfigurationError: the disk is full or the folder may not be written to.

    """
    known = read_memory(memory)
    present = _files_below(folder)
    digests = {file.path: file.digest() for file in files}
    changed = [file for file in files if known.get(file.path) != digests[file.path] or file.path not in present]
    removed = sorted(present - digests.keys())
    if changed or removed:
        # Forget first: if we are stopped half-way, the next run must not believe an old memory.
        write_text(memory, json.dumps({p: d for p, d in known.items() if p not in {c.path for c in changed}}))
        for file in changed:
            write_bytes(folder / file.path, file.content())
        for path in removed:
            (folder / path).unlink(missing_ok=True)
        if removed:
            _remove_empty_folders(folder)
        write_text(memory, json.dumps(digests, indent=0, sort_keys=True))
    return Change(tuple(file.path for file in changed), tuple(removed))


def _files_below(folder: Path) -> set[str]:
    # os.walk: pathlib asks about every single file, which takes a tenth of an unchanged build.
    found: set[str] = set()
    for place, _, names in os.walk(folder):
        inside = os.path.relpath(place, folder).replace(os.sep, "/")
        found |= {name if inside == "." else f"{inside}/{name}" for name in names}
    return found


def read_memory(memory: Path) -> dict[str, str]:
    """Return path → digest of what was laid out or rendered last; empty when unknown."""
    try:
        known = json.loads(memory.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _remove_empty_folders(folder: Path) -> None:
    for path in sorted((p for p in folder.rglob("*") if p.is_dir()), key=lambda p: -len(p.parts)):
        if not any(path.iterdir()):
            path.rmdir()
