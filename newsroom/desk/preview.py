"""Write previews into a folder: the website's pages, each channel's post on a phone, findings and times."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from newsroom.desk.as_if import imagine
from newsroom.desk.preview_page import list_page, preview_page
from newsroom.desk.sights import look_at
from newsroom.desk.site_page import render_pages
from newsroom.errors import UsageError
from newsroom.files import disk_trouble, write_text
from newsroom.language import Words
from newsroom.outputs.names import address_part

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsroom.desk.as_if import Imagined
    from newsroom.desk.sights import Looked
    from newsroom.story.read import StoryFile
    from newsroom.workspace import Workspace
    from publishers.contract import Photo

# By it a folder of ours is known again, and may be replaced.
_MARK = ".newsroom-preview"
_ASSETS = Path(__file__).parent / "assets"


@dataclass(frozen=True, slots=True)
class Previewed:
    """One story's preview."""

    looked: Looked
    page: str
    """Its page below the folder."""
    site_page: str | None
    """The website's page below the folder."""


def write_previews(
    workspace: Workspace, files: Sequence[StoryFile], target: Path, base: str | None = None
) -> list[Previewed]:
    """Make `target` hold the previews of `files` and nothing else; whatever fails, it stays as it was.

    Raises:
        UsageError: `target` holds something that is no preview.
        ConfigurationError: the website's templates are broken, or the disk is full.

    """
    _refuse_foreign(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".preview.") as name:
            fresh = Path(name) / "fresh"
            fresh.mkdir(mode=0o755)
            made = _write(workspace, files, fresh, base)
            if target.exists():
                target.rename(Path(name) / "old")
            fresh.rename(target)
    except OSError as error:
        raise disk_trouble(target, error) from error
    return made


def _write(workspace: Workspace, files: Sequence[StoryFile], folder: Path, base: str | None) -> list[Previewed]:
    pages: dict[str, Imagined] = {}
    looked: list[tuple[Looked, str | None]] = []
    for file in files:
        imagined = imagine(workspace, file)
        address = imagined.story.address if imagined is not None else None
        free = imagined is not None and address is not None and address not in pages
        if free and imagined is not None and address is not None:
            pages[address] = imagined
        looked.append((look_at(workspace, file, imagined), address if free else None))
    site = folder / "site"
    render_pages(workspace, list(pages.values()), site)
    _copy_fonts(workspace.config.root / "site" / "assets", site / "static")
    shutil.copyfile(_ASSETS / "preview.css", folder / "preview.css")
    write_text(folder / _MARK, "newsroom preview\n")
    made = [_write_one(workspace, one, address, folder, _free_name(folder, one.file)) for one, address in looked]
    listed = [(one.looked, one.page) for one in made]
    write_text(folder / "index.html", list_page(listed, workspace.config, workspace.now, base))
    return made


def _free_name(folder: Path, file: StoryFile) -> str:
    """Name a story's folder; two whose names differ by accents only stay apart."""
    name = plain = f"{file.year}-{address_part(file.folder_name)}"
    number = 2
    while (folder / name).exists():
        name, number = f"{plain}-{number}", number + 1
    return name


def _write_one(workspace: Workspace, looked: Looked, address: str | None, folder: Path, name: str) -> Previewed:
    own = folder / name
    own.mkdir()
    site_page = f"site/{address}index.html" if address is not None else None
    from_here = f"../{site_page}" if site_page is not None else None
    text = preview_page(looked, from_here, "../", workspace.config, workspace.now, _shown_below(own))
    write_text(own / "index.html", text)
    return Previewed(looked, f"{name}/index.html", site_page)


def _shown_below(folder: Path) -> Callable[[Photo], str]:
    """Return what puts a channel's picture beside the page, under a name of its content."""

    def show(photo: Photo) -> str:
        name = f"{photo.digest[:16]}.jpg"
        if not (folder / name).exists():
            shutil.copyfile(photo.path, folder / name)
        return name

    return show


def _copy_fonts(assets: Path, static: Path) -> None:
    """Have the site's fonts at hand; an office that took them away reads the system's."""
    if not (static / "fonts.css").exists() and (assets / "fonts.css").is_file():
        static.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(assets / "fonts.css", static / "fonts.css")
        shutil.copytree(assets / "fonts", static / "fonts", dirs_exist_ok=True)


def _refuse_foreign(target: Path) -> None:
    if target.is_dir() and any(target.iterdir()) and not (target / _MARK).is_file():
        raise UsageError(_FOREIGN, _FOREIGN_REMEDY, folder=target)
    if target.exists() and not target.is_dir():
        raise UsageError(_FOREIGN, _FOREIGN_REMEDY, folder=target)


_FOREIGN = Words(
    "{folder} đã có và không phải là thư mục xem trước; không ghi đè.",
    "{folder} exists and is no preview; it is not written over.",
)
_FOREIGN_REMEDY = Words("Chọn một thư mục mới hoặc trống.", "Choose a new or empty folder.")
