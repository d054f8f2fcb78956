"""The website's page of a story that is not on the website yet, made by what makes the website.

Only the pages asked for are rendered, into a folder that opens from a disk too; links to all other pages lead to the
public site.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from newsroom.build.laying import lay_out
from newsroom.build.picture_files import single_files, staged_pictures
from newsroom.build.render import render
from newsroom.desk.as_if import neighbour
from newsroom.files import write_bytes, write_text
from newsroom.gate import WEBSITE
from newsroom.outputs.anchors import ids_in_templates
from newsroom.outputs.offline_page import Website, files_in_style, offline_page
from newsroom.outputs.people import Directory
from newsroom.outputs.related import related_stories
from newsroom.outputs.sharing import qr_file
from newsroom.outputs.story_page import story_page
from newsroom.outputs.story_text import KnownTexts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsroom.config import Config
    from newsroom.desk.as_if import Imagined
    from newsroom.outputs.published import PublishedStory
    from newsroom.outputs.staged import Staged
    from newsroom.workspace import Workspace


def render_pages(workspace: Workspace, imagined: Sequence[Imagined], target: Path) -> None:
    """Put the stories' pages, with all that they show, below `target` at their addresses.

    Raises:
        ConfigurationError: a template or the generator failed, or the disk is full.

    """
    if not imagined:
        return
    config = workspace.config
    config.build.mkdir(parents=True, exist_ok=True)
    composed = [_composed(workspace, one) for one in imagined]
    given = _files(config, [story for _, stories in composed for story in stories])
    with tempfile.TemporaryDirectory(dir=config.build, prefix=".preview.") as name:
        # A newsroom of its own to render in: the real site's staging is not touched.
        apart = config.model_copy(update={"state": Path(name)})
        lay_out([page for page, _ in composed], apart.build / "docs", apart.build / "docs.json")
        folder = Path(name) / "rendered"
        folder.mkdir()
        for part in render(apart, folder, [page.path for page, _ in composed], 1):
            _take_over(part, target, given, config.site.url)


def _files(config: Config, stories: Sequence[PublishedStory]) -> dict[str, Path | bytes]:
    """Return what pages may show, by its path on the site: bytes, or where they lie."""
    assets = config.root / "site" / "assets"
    found: dict[str, Path | bytes] = {
        f"static/{path.relative_to(assets).as_posix()}": path for path in assets.rglob("*") if path.is_file()
    }
    for picture in single_files(staged_pictures(stories)):
        if picture.source is not None:
            found[picture.path] = picture.source
    for story in stories:
        code = qr_file(story.address, config.site.url + story.address)
        found[code.path] = code.content()
    return found


def _composed(workspace: Workspace, imagined: Imagined) -> tuple[Staged, list[PublishedStory]]:
    """Return a story's page, and the stories whose pictures it shows."""
    config, story = workspace.config, imagined.story
    others = _others(workspace, story)
    in_order = sorted([*others, story], key=lambda one: (one.published_at, one.story.id))
    index = next(number for number, one in enumerate(in_order) if one is story)
    offered = related_stories(in_order)[index]
    drawn = [found for other in offered if (found := neighbour(workspace, other.file, with_cover=True))]
    shown = workspace.given.fixed_addresses | {other.address for other in in_order}
    texts = KnownTexts(config.build / "cache" / "texts.json", ids_in_templates(config.root / "site" / "overrides"))
    page = story_page(
        story,
        texts=texts,
        config=config,
        terms=imagined.terms,
        directory=Directory(in_order),
        shown=shown,
        beside=(
            in_order[index - 1] if index else None,
            in_order[index + 1] if index + 1 < len(in_order) else None,
        ),
        related=drawn,
    )
    return page, [story, *drawn]


def _others(workspace: Workspace, story: PublishedStory) -> list[PublishedStory]:
    """Return what stands on the site now beside the story itself."""
    found = (
        neighbour(workspace, file, with_cover=False)
        for file in workspace.files
        if file.path != story.file.path and workspace.verdict(file, WEBSITE).allowed
    )
    return [other for other in found if other is not None]


def _take_over(rendered: Path, target: Path, given: Mapping[str, Path | bytes], url: str) -> None:
    """Make rendered pages ready to open from a disk, and put what they load beside them."""
    pages = {path.relative_to(rendered).as_posix(): path for path in rendered.rglob("*.html")}
    website = Website(url, frozenset([*pages, *given]))
    needed: set[str] = set()
    for path, page in pages.items():
        text, shown = offline_page(page.read_text(encoding="utf-8"), path, website)
        write_text(target / path, text)
        needed |= shown
    for style in [path for path in needed & given.keys() if path.endswith(".css")]:
        needed |= files_in_style(_content(given[style]).decode(), style)
    for path in sorted(needed & given.keys()):
        write_bytes(target / path, _content(given[path]))


def _content(given: Path | bytes) -> bytes:
    return given if isinstance(given, bytes) else given.read_bytes()
