"""Draw the pictures of all stories, and put them on the site.

They are not laid into build/docs: the generator looks at every file there whenever it renders a single page. A
picture in all its widths is one folder, placed and taken away as a whole and linked to the cache, not copied.
"""

from __future__ import annotations

import os
import shutil
import stat
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from newsroom.outputs.picture_cache import PictureCache
from newsroom.outputs.picture_drawing import draw_missing, is_drawn
from newsroom.outputs.picture_source import quiet
from newsroom.outputs.pictures import CardText, PictureOrder, StoryPictures, make_pictures, order_of
from newsroom.outputs.published import showable
from newsroom.outputs.staged import Staged
from newsroom.outputs.wording import card_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from newsroom.config import Config
    from newsroom.outputs.pictures import OrderedPicture
    from newsroom.outputs.published import PublishedStory
    from newsroom.workspace import Workspace


def picture_cache(config: Config) -> Path:
    """Return where drawn pictures are kept between builds."""
    return config.build / "cache" / "pictures"


def draw_pictures(workspace: Workspace) -> dict[str, StoryPictures]:
    """Return the pictures of every story the website may show, by the story's name; what is missing is drawn.

    Raises:
        ConfigurationError: the picture cache cannot be written.

    """
    cache = PictureCache(picture_cache(workspace.config))
    orders: dict[str, PictureOrder] = {}
    for file in showable(workspace):
        if file.story is not None:
            text = CardText(**card_words(file.story, workspace.config, workspace.terms))
            orders[file.name] = order_of(file, text, workspace.config.channels)
    _draw_beside_each_other(orders.values(), cache)
    return {name: make_pictures(order, cache) for name, order in orders.items()}


def _draw_beside_each_other(orders: Iterable[PictureOrder], cache: PictureCache) -> None:
    """Draw what is missing on all cores, a picture that several stories show once.

    Threads: decoding, resizing and encoding let go of the interpreter, and processes would take longer to start
    than a handful of pictures to draw.
    """
    missing: dict[OrderedPicture, Path] = {}
    for order in orders:
        for picture in order.pictures:
            if not is_drawn(picture, cache):
                missing.setdefault(picture, order.folder)
    if len(missing) > 1:
        with quiet(), ThreadPoolExecutor(os.cpu_count()) as workers:
            for _ in workers.map(lambda item: draw_missing(item[1], item[0], cache), missing.items()):
                pass


def staged_pictures(stories: Sequence[PublishedStory]) -> list[Staged]:
    """Stage every picture of the stories: a folder for each, crops and share cards."""
    found: list[Staged] = []
    for story in stories:
        sets = {made.name: made.kept for made in story.pictures.sets.values()}
        found += [Staged(story.address + name, source=kept.path, version=kept.key) for name, kept in sets.items()]
        found += [
            Staged(story.address + made.name, source=made.path, version=made.path.name)
            for made in story.pictures.single_files()
        ]
    return found


def single_files(pictures: Sequence[Staged]) -> list[Staged]:
    """Return the same with a line for each file, for a generator that copies what is staged by itself."""
    found: list[Staged] = []
    for staged in pictures:
        if staged.source is not None and staged.source.is_dir():
            files = sorted(staged.source.iterdir())
            found += [Staged(f"{staged.path}/{file.name}", source=file, version=staged.version) for file in files]
        else:
            found.append(staged)
    return found


def place(source: Path, target: Path) -> None:
    """Put a file or folder of the cache on the site in one step."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    take_off(part)
    if source.is_dir():
        shutil.copytree(source, part, copy_function=_link)
        take_off(target)
    else:
        _link(source, part)
    part.replace(target)


def stands(staged: Staged, target: Path) -> bool:
    """Tell whether a staged file or folder is on the site, whole."""
    try:
        there = target.stat()
        if staged.source is None or not stat.S_ISDIR(there.st_mode):
            return True
        # A folder bears the time of the one it was made from until something is put in or taken out.
        return there.st_mtime_ns == staged.source.stat().st_mtime_ns
    except OSError:
        return False


def take_off(target: Path) -> None:
    """Take a file or folder off the site."""
    if target.is_dir():
        shutil.rmtree(target)
    else:
        target.unlink(missing_ok=True)


def _link(source: Path | str, target: Path | str) -> None:
    # Nothing writes into a file of the site or the cache, only over it, so one copy on the disk serves both.
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
