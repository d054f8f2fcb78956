"""Collect every staged file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.build.known_pages import KnownPages
from newsroom.build.picture_files import draw_pictures, picture_cache
from newsroom.build.search_index import search_files
from newsroom.outputs.all_lists import all_lists
from newsroom.outputs.anchors import ids_in_templates
from newsroom.outputs.cms_page import admin_pages
from newsroom.outputs.cms_scripts import missing_files
from newsroom.outputs.embed import embed_builder, embed_pages
from newsroom.outputs.feeds import feeds
from newsroom.outputs.guide import guide_of_findings
from newsroom.outputs.home_page import home_page
from newsroom.outputs.moved import redirect_page, server_maps
from newsroom.outputs.nominate import nomination_page
from newsroom.outputs.open_data import open_data, open_data_page
from newsroom.outputs.people import Directory
from newsroom.outputs.picture_cache import PictureCache
from newsroom.outputs.picture_cleaning import cleaned
from newsroom.outputs.published import PublishedStory, published_stories
from newsroom.outputs.related import related_stories
from newsroom.outputs.search_page import search_page
from newsroom.outputs.sharing import qr_file
from newsroom.outputs.site_card import site_card
from newsroom.outputs.sitemap import sitemap
from newsroom.outputs.slideshow import slideshow
from newsroom.outputs.staged import Staged
from newsroom.outputs.story_text import KnownTexts
from newsroom.outputs.withdrawn import withdrawal_notices, withdrawn_stories

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from newsroom.config import Config
    from newsroom.workspace import Workspace


def collect_stories(workspace: Workspace) -> list[PublishedStory]:
    """Return what the site shows at the workspace's moment, oldest first, with every picture drawn.

    Raises:
        ConfigurationError: the picture cache cannot be written.

    """
    return published_stories(workspace, draw_pictures(workspace))


def collect_docs(workspace: Workspace, stories: Sequence[PublishedStory]) -> list[Staged]:
    """Stage pages for the generator, and files that go to the site as they are; pictures are staged by themselves."""
    config, terms = workspace.config, workspace.terms
    cache = PictureCache(picture_cache(config))
    today = workspace.now.astimezone(config.zone).date()
    withdrawn = withdrawn_stories(workspace, stories)
    directory = Directory(stories, [one.story for one in withdrawn])
    pages = [
        *cleaned(_fixed(config.root / "site" / "pages", ""), cache),
        home_page(stories, directory, config, terms, today),
        *all_lists(stories, directory, config, terms, today),
        search_page(stories, config, terms),
        open_data_page(stories, config, terms),
        nomination_page(config, terms, today),
        embed_builder(config, terms),
        *embed_pages(stories, config, terms),
        *slideshow(stories, config, terms),
        guide_of_findings(),
    ]
    shown = frozenset(page.address for page in pages if page.address is not None) | {story.address for story in stories}
    texts = KnownTexts(config.build / "cache" / "texts.json", ids_in_templates(config.root / "site" / "overrides"))
    known = KnownPages(config.build / "cache" / "pages.json", texts, config, terms)
    related = related_stories(stories)
    for index, story in enumerate(stories):
        pages.append(
            known.staged(
                story,
                directory=directory,
                shown=shown,
                beside=(
                    stories[index - 1] if index else None,
                    stories[index + 1] if index + 1 < len(stories) else None,
                ),
                related=related[index],
            )
        )
    known.save()
    machines = [
        *feeds(stories, config, terms),
        *sitemap(pages, stories, config),
        *open_data(stories, config, terms),
        site_card(config, picture_cache(config)),
    ]
    admin = () if admin_is_missing(config) else admin_pages(workspace)
    assets = cleaned(_fixed(config.root / "site" / "assets", "static/"), cache)
    codes = [qr_file(story.address, config.site.url + story.address) for story in stories]
    moved = [redirect_page(address, story, config) for story in stories for address in story.file.old_addresses]
    return [
        *pages,
        *withdrawal_notices(withdrawn),
        *codes,
        *machines,
        *moved,
        *search_files(stories, config, terms),
        *assets,
        *admin,
    ]


def admin_is_missing(config: Config) -> bool:
    """Tell whether the office wants the editors' form and its program was not fetched; the site then goes without."""
    return config.cms is not None and bool(missing_files(config.cms.front_end, config.root))


def collect_server_maps(workspace: Workspace, stories: Sequence[PublishedStory]) -> list[Staged]:
    """Stage what a web server needs to know of addresses at which no story stands any more."""
    return server_maps(stories, withdrawn_stories(workspace, stories), workspace.config)


def _fixed(folder: Path, below: str) -> list[Staged]:
    if not folder.is_dir():
        return []
    return [
        Staged(below + path.relative_to(folder).as_posix(), path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    ]
