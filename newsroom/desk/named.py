"""Find the stories that a person means: by name, or by what changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from newsroom.errors import UsageError
from newsroom.git import changes_since
from newsroom.language import Words
from newsroom.story.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.story.read import StoryFile

_MOST_NEAR = 5


def story_named(files: Sequence[StoryFile], name: str) -> StoryFile:
    """Return the story with this id, slug, folder name or path; a story that is not sound is found by its folder.

    Raises:
        UsageError: there is none, or more than one.

    """
    found = [file for file in files if name in _names(file)] or [file for file in files if _is_at(file, name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(_SEVERAL, _SEVERAL_REMEDY, story=name, paths=", ".join(file.name for file in found))
    near = _near(files, name)
    if near:
        raise UsageError(_NO_STORY, _NEAR_REMEDY, story=name, near="; ".join(near))
    raise UsageError(_NO_STORY, _NO_STORY_REMEDY, story=name)


def changed_stories(files: Sequence[StoryFile], stories: Path, base: str) -> list[StoryFile]:
    """Return the stories of which any file differs from where this branch left `base`, committed or not.

    Stories that are gone since then are not among them.

    Raises:
        ConfigurationError: there is no Git, or the folder is no repository.
        UsageError: Git does not know `base`.

    """
    folders = {(stories / change.path).parent for change in changes_since(stories, base)}
    # A picture may lie deeper than its story.
    touched = {above for folder in map(Path.resolve, folders) for above in (folder, *folder.parents)}
    return [file for file in files if file.folder.resolve() in touched]


def _names(file: StoryFile) -> set[str]:
    written = file.front.data if file.front else {}
    return {file.folder_name, str(written.get("id")), str(written.get("slug"))}


def _is_at(file: StoryFile, name: str) -> bool:
    try:
        return Path(name).resolve() in {file.path.resolve(), file.folder.resolve()}
    except (OSError, ValueError):  # a name that no disk can have
        return False


def _near(files: Sequence[StoryFile], name: str) -> list[str]:
    """Name the stories whose title has all the words that were given."""
    words = fold(name).replace("-", " ").split()
    titled = [(str(file.front.data.get("title")), file) for file in files if file.front]
    found = [f"{file.folder_name} ({title})" for title, file in titled if all(w in fold(title) for w in words)]
    return found[:_MOST_NEAR] if words else []


_NO_STORY = Words("Không có bài “{story}”.", 'There is no story "{story}".')
_NO_STORY_REMEDY = Words(
    "Ghi mã hồ sơ (GS-2026-0001), slug hoặc đường dẫn thư mục của bài.",
    "Give its id (GS-2026-0001), its slug or the path of its folder.",
)
_NEAR_REMEDY = Words("Có phải bài này không: {near}?", "Did you mean: {near}?")
_SEVERAL = Words("“{story}” là tên của nhiều bài: {paths}.", '"{story}" names several stories: {paths}.')
_SEVERAL_REMEDY = Words("Ghi mã hồ sơ riêng của bài.", "Give the id of the one you mean.")
